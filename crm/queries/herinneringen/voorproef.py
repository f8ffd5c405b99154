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
    vanaf: dt.datetime | None
    """From when the message may be sent, which is later after a try that failed; None where `soort` is."""

    regels: tuple[Proefregel, ...]

    def gaat_uit(self, nu: dt.datetime) -> bool:
        """Whether a round of sending would take it up at this moment."""
        return self.vanaf is not None and self.vanaf <= nu


def voorproef(session: Session, dag: dt.date) -> list[Proefbericht]:
    """Every message that waits to be sent, and per recipient what waits without one.

    The number of statements does not depend on how many there are.
    """
    rijen = _herinneringen(session)
    lijst = regels(session, [herinnering for herinnering, *_ in rijen], dag)
    volgorde = {tekst.herinnering: (plaats, tekst) for plaats, tekst in enumerate(lijst)}
    groepen: dict[tuple, list] = defaultdict(list)
    berichten: dict[int, Bericht] = {}
    for herinnering, bericht, gebruiker, persoon, regel, stap in rijen:
        wie = gebruiker or persoon
        if bericht is not None:
            berichten[bericht.id] = bericht
        plaats, tekst = volgorde[herinnering.uuid]
        proefregel = Proefregel(tekst, f"{regel.code} v{regel.versienummer}", _stap(stap))
        groepen[herinnering.bericht_id, wie.naam, wie.email or ""].append((plaats, proefregel))
    uit = [_proefbericht(berichten.get(nummer), *wie, groep) for (nummer, *wie), groep in groepen.items()]
    return uit + [_proefbericht(bericht, bericht.aan_naam, bericht.aan, []) for bericht in _op_zichzelf(session)]


def _herinneringen(session: Session) -> list:
    """What waits in a message or without one, each with its message, its receiver and its step."""
    h, b = Herinnering, Bericht
    wacht = (h.status == HerinneringStatus.GEPLAND) | (b.status == BerichtStatus.KLAAR)
    vraag = (
        select(h, b, Gebruiker, Persoon, Herinneringsregel, Regelstap)
        .join(Herinneringsregel, col(Herinneringsregel.id) == h.regel_id)
        .join(Regelstap, col(Regelstap.id) == h.stap_id)
        .outerjoin(b, col(b.id) == h.bericht_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == h.gebruiker_id)
        .outerjoin(Persoon, col(Persoon.id) == h.persoon_id)
        .where(wacht)
        .order_by(h.ontvanger, col(h.id))
    )
    return list(session.exec(vraag).unique())


def _op_zichzelf(session: Session) -> list[Bericht]:
    """Messages that remind of nothing, such as an invitation."""
    herinnert = select(Herinnering.id).where(Herinnering.bericht_id == Bericht.id).exists()
    vraag = select(Bericht).where(Bericht.status == BerichtStatus.KLAAR, ~herinnert)
    return list(session.exec(vraag.order_by(col(Bericht.id))))


def _proefbericht(
    bericht: Bericht | None, naam: str, aan: str, groep: Sequence[tuple[int, Proefregel]]
) -> Proefbericht:
    lijst = tuple(regel for _, regel in sorted(groep, key=lambda paar: paar[0]))
    if bericht is None:
        return Proefbericht(None, naam, aan, "", None, lijst)
    return Proefbericht(
        bericht.soort, bericht.aan_naam, bericht.aan, bericht.onderwerpregel, bericht.volgende_poging_op, lijst
    )


def _stap(stap: Regelstap) -> str:
    return f"{stap.dagen:+d} {stap.telling}" if stap.dagen else "op de dag zelf"
