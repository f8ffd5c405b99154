"""What waits to be packed into a message, and whether its recipient can have it today."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.brieven import Briefpapier
from crm.models import (
    Afwezigheid,
    Bericht,
    BerichtStatus,
    Demping,
    Gebruiker,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    Partnerafspraak,
    Persoon,
    RegelOnderwerp,
)
from crm.models.bericht import VAN_HERINNERINGEN
from crm.queries.brieven import Belofte
from crm.queries.herinneringen.ontvangers import onbestelbaar
from crm.queries.partnerlinks import links_voor_alle

MEESTE = 500
"""So much at a time: recipients on a page, and reminders of one of them. What is more waits for the next day."""

VAN_PARTNERS = (RegelOnderwerp.AFSPRAAK, RegelOnderwerp.AFSPRAAK_HERIJKEN)
DOEL_VAN_TEKEN = "partner"
"""What the mark in the link of a partner is for (see Tekenaar)."""


@dataclass(frozen=True, eq=False)
class Wachtend:
    """One reminder that may go, and whether its rule can be muted."""

    herinnering: Herinnering
    is_verplicht: bool

    @property
    def waarover(self) -> tuple[Any, ...]:
        """What it is about: of two steps about the same only the later goes."""
        h = self.herinnering
        return h.code, h.onderwerp_id, h.datum


def slot(soort: str, wat: str, dag: dt.date) -> str:
    """What a message is for, such as `overzicht:g12:2026-10-14`; it ends in the day."""
    return f"{soort}:{wat}:{dag.isoformat()}"


def oude_berichten(session: Session, dag: dt.date, *, is_werkdag: bool) -> Sequence[int]:
    """Messages with reminders that wait and should not go as they are, a page at a time.

    They are for another day, or since they were packed it became a free day, or the colleague is away, or the recipient
    turned off something that is in it. Not what may have arrived already: that is sent again as it is.
    """
    b, h, regel = Bericht, Herinnering, Herinneringsregel
    gedempt = sa.exists().where(
        h.bericht_id == b.id,
        regel.id == h.regel_id,
        regel.is_verplicht.is_(False),
        Demping.onderwerp == h.onderwerp,
        sa.or_(Demping.gebruiker_id == b.gebruiker_id, Demping.persoon_id == b.persoon_id),
    )
    anders = sa.or_(b.slot.not_like(f"%:{dag.isoformat()}"), _afwezig(b.gebruiker_id, dag), gedempt)
    vraag = sa.select(b.id).where(
        b.status == BerichtStatus.KLAAR,
        b.is_misschien_aangekomen.is_(False),
        b.soort.in_(VAN_HERINNERINGEN),
        anders if is_werkdag else sa.true(),
    )
    return session.execute(vraag.order_by(b.id).limit(MEESTE)).scalars().all()


def _afwezig(gebruiker: Any, dag: dt.date) -> sa.ColumnElement[bool]:
    return sa.exists().where(Afwezigheid.gebruiker_id == gebruiker, Afwezigheid.van <= dag, Afwezigheid.tot >= dag)


def wachtenden(session: Session, dag: dt.date, *, na: str, alleen_dringend: bool) -> Sequence[str]:
    """The next recipients after `na` with something that may go on this day, by key.

    Who had the digest of today has nothing more today, except what is urgent.
    """
    h, b = Herinnering, Bericht
    soort = sa.case((h.gebruiker_id.is_not(None), "overzicht:"), else_="partner:")
    vandaag = soort + h.ontvanger + f":{dag.isoformat()}"
    gehad = sa.exists().where(b.slot == vandaag, b.status != BerichtStatus.INGETROKKEN)
    dringend = sa.and_(h.is_dringend.is_(True), h.gebruiker_id.is_not(None))
    vraag = sa.select(h.ontvanger).where(
        h.status == HerinneringStatus.GEPLAND,
        h.ontvanger > na,
        h.gepland_voor <= dag,
        dringend if alleen_dringend else sa.or_(dringend, ~gehad),
    )
    return session.execute(vraag.distinct().order_by(h.ontvanger).limit(MEESTE)).scalars().all()


def wat_wacht(session: Session, ontvanger: str, dag: dt.date) -> list[Wachtend]:
    """What may go to this recipient, the oldest date first, held until this transaction ends.

    What another round holds is left to it.
    """
    h = Herinnering
    vraag = (
        select(h, Herinneringsregel.is_verplicht)
        .join(Herinneringsregel, col(Herinneringsregel.id) == h.regel_id)
        .where(h.ontvanger == ontvanger, h.status == HerinneringStatus.GEPLAND, h.gepland_voor <= dag)
        .order_by(col(h.datum), col(h.id))
        .limit(MEESTE)
        .with_for_update(of=h, skip_locked=True)
    )
    return [Wachtend(*rij) for rij in session.exec(vraag)]


def wie_kan_nu(session: Session, wacht: Sequence[Wachtend], dag: dt.date) -> Gebruiker | Persoon | None:
    """Whose these are, or None when nothing waits, or that one is away or cannot be mailed now."""
    if not wacht:
        return None
    eerste = wacht[0].herinnering
    if eerste.persoon_id is not None:
        vraag = select(Persoon).where(
            Persoon.id == eerste.persoon_id, col(Persoon.email).is_not(None), ~onbestelbaar(Persoon.email)
        )
        return session.exec(vraag).first()
    wie = select(Gebruiker).where(
        Gebruiker.id == eerste.gebruiker_id,
        Gebruiker.is_actief,
        ~_afwezig(Gebruiker.id, dag),
        ~onbestelbaar(Gebruiker.email),
    )
    return session.exec(wie).unique().first()


def is_bezet(session: Session, plek: str) -> bool:
    """Whether there is a message for this already."""
    vraag = sa.exists().where(Bericht.slot == plek, Bericht.status != BerichtStatus.INGETROKKEN)
    return bool(session.execute(sa.select(vraag)).scalar())


def gedempte_onderwerpen(session: Session, wie: Gebruiker | Persoon) -> set[RegelOnderwerp]:
    """What this one does not want to be reminded of."""
    van = Demping.gebruiker_id if isinstance(wie, Gebruiker) else Demping.persoon_id
    return set(session.execute(sa.select(Demping.onderwerp).where(van == wie.id)).scalars())


def beloften(
    session: Session, papier: Briefpapier, wie: Persoon, wacht: Sequence[Herinnering], nu: dt.datetime
) -> list[Belofte]:
    """The promises that these reminders are about, with links that work for this person; the first due first."""
    nummers = {h.onderwerp_id for h in wacht if h.onderwerp in VAN_PARTNERS}
    rijen = session.exec(
        select(Partnerafspraak, Gebruiker)
        .outerjoin(Gebruiker, sa.and_(col(Gebruiker.id) == Partnerafspraak.eigenaar_id, Gebruiker.is_actief))
        .where(col(Partnerafspraak.id).in_(nummers))
        .order_by(sa.func.coalesce(Partnerafspraak.uiterlijk, Partnerafspraak.herijken_op), col(Partnerafspraak.id))
    ).unique()
    lijst, gevonden = [], rijen.all()
    alle = links_voor_alle(session, [afspraak for afspraak, _ in gevonden], wie, nu)
    for afspraak, collega in gevonden:
        links = alle[afspraak.id]
        adressen = {
            doel: papier.adres("p", papier.tekenaar.teken(DOEL_VAN_TEKEN, link.uuid)) for doel, link in links.items()
        }
        if adressen:
            lijst.append(Belofte(afspraak, collega, adressen))
    return lijst
