"""What waits to go out, to whom and why: after a round in `Database.proef`, what that round would have sent.

    with database.proef() as in_transactie:
        plannen(in_transactie, nu=nu, kalender=kalender)
        bundelen(in_transactie, nu=nu, kalender=kalender, papier=papier, overzicht_uur=7)
        with in_transactie() as session:
            wat = voorproef(session, dag_van(nu))

Nothing of it is kept.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.models import (
    Bericht,
    BerichtSoort,
    BerichtStatus,
    Gebruiker,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    Persoon,
    Regelstap,
)
from crm.queries.herinneringen.teksten import Overzichtsregel, regels


@dataclass(frozen=True)
class Proefregel:
    """One reminder: what it says, and which step of which rule makes it due."""

    tekst: Overzichtsregel
    regel: str
    """The code of the rule and its version, such as `afspraak v2`."""

    stap: str
    """The step as the rule has it, such as `-3 werkdagen`."""


@dataclass(frozen=True)
class Proefbericht:
    """One message; `soort` is None for what waits and is in no message yet (absent, a free day, before the hour)."""

    soort: BerichtSoort | None
    naam: str
    aan: str
    onderwerpregel: str
    regels: tuple[Proefregel, ...]


def voorproef(session: Session, dag: dt.date) -> list[Proefbericht]:
    """Every message that waits to be sent, and per recipient what waits without one; a fixed number of statements."""
    h, b = Herinnering, Bericht
    wacht = (h.status == HerinneringStatus.GEPLAND) | (b.status == BerichtStatus.KLAAR)
    rijen = session.exec(
        select(h, b, Gebruiker, Persoon, Herinneringsregel, Regelstap)
        .join(Herinneringsregel, col(Herinneringsregel.id) == h.regel_id)
        .join(Regelstap, col(Regelstap.id) == h.stap_id)
        .outerjoin(b, col(b.id) == h.bericht_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == h.gebruiker_id)
        .outerjoin(Persoon, col(Persoon.id) == h.persoon_id)
        .where(wacht)
        .order_by(h.ontvanger, col(h.id))
    ).unique()
    groepen: dict[tuple, list] = defaultdict(list)
    for rij in rijen:
        bericht, wie = rij[1], rij[2] or rij[3]
        groepen[bericht and bericht.id, wie.naam, wie.email].append(rij)
    return [_bericht(session, groep, dag) for groep in groepen.values()]


def _bericht(session: Session, groep: Sequence, dag: dt.date) -> Proefbericht:
    _, bericht, gebruiker, persoon, *_ = groep[0]
    wie = gebruiker or persoon
    waarom = {h.uuid: (f"{regel.code} v{regel.versienummer}", _stap(stap)) for h, _, _, _, regel, stap in groep}
    lijst = regels(session, [rij[0] for rij in groep], dag)
    return Proefbericht(
        bericht and bericht.soort,
        wie.naam,
        bericht.aan if bericht else wie.email or "",
        bericht.onderwerpregel if bericht else "",
        tuple(Proefregel(tekst, *waarom[tekst.herinnering]) for tekst in lijst),
    )


def _stap(stap: Regelstap) -> str:
    return f"{stap.dagen:+d} {stap.telling}" if stap.dagen else "op de dag zelf"
