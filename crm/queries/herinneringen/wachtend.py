"""What waits to be packed into a message, and whether its recipient can have it today."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
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
"""So much at a time: recipients on a page, and reminders in a transaction. What is more of one waits for the next day."""
SAMEN = 25
"""So many recipients at most are packed in one transaction."""

OVERZICHT, PARTNER = "overzicht", "partner"

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


@dataclass(frozen=True, eq=False)
class Stapel:
    """What waits for one recipient who can be mailed today."""

    wie: Gebruiker | Persoon
    wacht: list[Wachtend]
    gedempt: set[RegelOnderwerp]
    """What this one does not want to be reminded of."""

    plek: str
    """The slot of the one digest, or the one mail to a partner, of today."""

    is_gehad: bool
    """Whether that is there already."""


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


def wachtenden(session: Session, dag: dt.date, *, na: str, alleen_dringend: bool) -> Sequence[tuple[str, int]]:
    """The next recipients after `na` with something that may go on this day, by key, and how much waits for each.

    Who had the digest of today has nothing more today, except what is urgent.
    """
    h, b = Herinnering, Bericht
    soort = sa.case((h.gebruiker_id.is_not(None), f"{OVERZICHT}:"), else_=f"{PARTNER}:")
    vandaag = soort + h.ontvanger + f":{dag.isoformat()}"
    gehad = sa.exists().where(b.slot == vandaag, b.status != BerichtStatus.INGETROKKEN)
    dringend = sa.and_(h.is_dringend.is_(True), h.gebruiker_id.is_not(None))
    vraag = sa.select(h.ontvanger, sa.func.count()).where(
        h.status == HerinneringStatus.GEPLAND,
        h.ontvanger > na,
        h.gepland_voor <= dag,
        dringend if alleen_dringend else sa.or_(dringend, ~gehad),
    )
    rijen = session.execute(vraag.group_by(h.ontvanger).order_by(h.ontvanger).limit(MEESTE))
    return [(sleutel, aantal) for sleutel, aantal in rijen]


def handenvol(wachtenden: Sequence[tuple[str, int]]) -> Iterator[list[str]]:
    """The recipients in handfuls that are packed together; who has a great deal waiting makes one alone."""
    hand, erin = [], 0
    for sleutel, aantal in wachtenden:
        if hand and (len(hand) == SAMEN or erin + aantal > MEESTE):
            yield hand
            hand, erin = [], 0
        hand.append(sleutel)
        erin += aantal
    if hand:
        yield hand


def stapels(session: Session, sleutels: Sequence[str], dag: dt.date) -> list[Stapel]:
    """What may go to these recipients who can be mailed now, in the order of the keys; held until this transaction ends.

    What another round holds is left to it. Not for who is away, left, or has an address that mail does not reach.
    """
    per_sleutel = _wat_wacht(session, sleutels, dag)
    wie = _wie_kan_nu(session, [wacht[0].herinnering for wacht in per_sleutel.values()], dag)
    gedempt = _gedempt(session, wie.values())
    plekken = {sleutel: slot(PARTNER if sleutel.startswith("p") else OVERZICHT, sleutel, dag) for sleutel in wie}
    bezet = set(session.execute(_bezet(plekken.values())).scalars()) if plekken else set()
    return [
        Stapel(wie[sleutel], wacht, gedempt[sleutel], plekken[sleutel], plekken[sleutel] in bezet)
        for sleutel, wacht in sorted(per_sleutel.items())
        if sleutel in wie
    ]


def _wat_wacht(session: Session, sleutels: Sequence[str], dag: dt.date) -> dict[str, list[Wachtend]]:
    """What waits for each, the oldest date first."""
    h = Herinnering
    vraag = (
        select(h, Herinneringsregel.is_verplicht)
        .join(Herinneringsregel, col(Herinneringsregel.id) == h.regel_id)
        .where(col(h.ontvanger).in_(sleutels), h.status == HerinneringStatus.GEPLAND, h.gepland_voor <= dag)
        .order_by(col(h.ontvanger), col(h.datum), col(h.id))
        .limit(MEESTE)
        .with_for_update(of=h, skip_locked=True)
    )
    per_sleutel = defaultdict(list)
    for rij in session.exec(vraag):
        per_sleutel[rij[0].ontvanger].append(Wachtend(*rij))
    return per_sleutel


def _wie_kan_nu(
    session: Session, herinneringen: Sequence[Herinnering], dag: dt.date
) -> dict[str, Gebruiker | Persoon]:
    """Whose these are, by key."""
    collegas = {h.gebruiker_id: h.ontvanger for h in herinneringen if h.gebruiker_id is not None}
    partners = {h.persoon_id: h.ontvanger for h in herinneringen if h.persoon_id is not None}
    wie: dict[str, Gebruiker | Persoon] = {}
    if collegas:
        vraag = select(Gebruiker).where(
            col(Gebruiker.id).in_(collegas),
            Gebruiker.is_actief,
            ~_afwezig(Gebruiker.id, dag),
            ~onbestelbaar(Gebruiker.email),
        )
        wie |= {collegas[gebruiker.id]: gebruiker for gebruiker in session.exec(vraag).unique()}
    if partners:
        vraag = select(Persoon).where(
            col(Persoon.id).in_(partners), col(Persoon.email).is_not(None), ~onbestelbaar(Persoon.email)
        )
        wie |= {partners[persoon.id]: persoon for persoon in session.exec(vraag)}
    return wie


def _gedempt(session: Session, wie: Iterable[Gebruiker | Persoon]) -> dict[str, set[RegelOnderwerp]]:
    """What each of these does not want to be reminded of, by key."""
    mensen = list(wie)
    gedempt: dict[str, set[RegelOnderwerp]] = defaultdict(set)
    if not mensen:
        return gedempt
    vraag = sa.select(Demping.gebruiker_id, Demping.persoon_id, Demping.onderwerp).where(
        sa.or_(
            Demping.gebruiker_id.in_([een.id for een in mensen if isinstance(een, Gebruiker)]),
            Demping.persoon_id.in_([een.id for een in mensen if isinstance(een, Persoon)]),
        )
    )
    for gebruiker_id, persoon_id, onderwerp in session.execute(vraag):
        gedempt[f"p{persoon_id}" if gebruiker_id is None else f"g{gebruiker_id}"].add(onderwerp)
    return gedempt


def is_bezet(session: Session, plek: str) -> bool:
    """Whether there is a message for this already."""
    return session.execute(_bezet([plek])).first() is not None


def _bezet(plekken: Iterable[str]) -> sa.Select[Any]:
    return sa.select(Bericht.slot).where(Bericht.slot.in_(list(plekken)), Bericht.status != BerichtStatus.INGETROKKEN)


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
