"""What somebody is reminded of: what waits, what was sent, what was not and why, and what that person has set."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from crm.models import (
    Afwezigheid,
    Bericht,
    BerichtStatus,
    Demping,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    RegelOnderwerp,
)
from crm.queries.herinneringen.onderwerpteksten import TEKSTEN

# What a person can look through on one page; what is more comes as soon as some of it is done.
MEESTE_WACHTENDE = 100
NIET_GESTUURD = (
    HerinneringStatus.OVERGESLAGEN,
    HerinneringStatus.MISLUKT,
    HerinneringStatus.INGETROKKEN,
)


@dataclass(frozen=True)
class Soortkeuze:
    """One kind of reminder, and whether this person gets it."""

    onderwerp: RegelOnderwerp
    naam: str
    is_verplicht: bool
    """All of it: it cannot be switched off."""

    is_deels_verplicht: bool
    demping: Demping | None


def dempbaar(session: Session) -> frozenset[RegelOnderwerp]:
    """The kinds of which at least something is not mandatory."""
    return frozenset(
        onderwerp for onderwerp, (vrij, _verplicht) in _geldend(session).items() if vrij
    )


def soortkeuzes(session: Session, gebruiker_id: int) -> tuple[Soortkeuze, ...]:
    """Every kind that a rule in force is about, by name, as this person has set it; in two statements.

    Of a kind that is switched off and that no rule is about any more the switch is there too.
    """
    geldend = _geldend(session)
    uit = {
        demping.onderwerp: demping
        for demping in session.exec(select(Demping).where(Demping.gebruiker_id == gebruiker_id))
    }
    return tuple(
        Soortkeuze(
            onderwerp=onderwerp,
            naam=TEKSTEN[onderwerp].naam,
            is_verplicht=onderwerp in geldend and not geldend[onderwerp][0],
            is_deels_verplicht=onderwerp in geldend and all(geldend[onderwerp]),
            demping=uit.get(onderwerp),
        )
        for onderwerp in sorted(geldend.keys() | uit.keys(), key=lambda o: TEKSTEN[o].naam)
    )


def demping_van(session: Session, gebruiker_id: int, onderwerp: RegelOnderwerp) -> Demping | None:
    """The switch that keeps this kind away from this person, if it is off."""
    vraag = select(Demping).where(Demping.gebruiker_id == gebruiker_id, Demping.onderwerp == onderwerp)
    return session.exec(vraag).first()


def is_uitgeschreven(session: Session, bericht: Bericht) -> bool:
    """Whether who got this message has switched off every kind that can be."""
    van = (
        Demping.gebruiker_id == bericht.gebruiker_id
        if bericht.gebruiker_id is not None
        else Demping.persoon_id == bericht.persoon_id
    )
    uit = set(session.execute(sa.select(Demping.onderwerp).where(van)).scalars())
    return bool(uit) and dempbaar(session) <= uit


def _geldend(session: Session) -> dict[RegelOnderwerp, tuple[bool, bool]]:
    """Per kind with a rule in force: whether some of it is free to switch off, and whether some is mandatory."""
    r = Herinneringsregel
    vraag = (
        sa.select(r.onderwerp, r.is_verplicht)
        .where(r.vervangen_op.is_(None), r.is_actief.is_(True))
        .distinct()
    )
    uit: dict[RegelOnderwerp, tuple[bool, bool]] = {}
    for onderwerp, is_verplicht in session.execute(vraag):
        vrij, verplicht = uit.get(onderwerp, (False, False))
        uit[onderwerp] = (vrij or not is_verplicht, verplicht or is_verplicht)
    return uit


def wachtend(session: Session, gebruiker_id: int) -> Sequence[Herinnering]:
    """What has still to go out to this person, what is due first."""
    vraag = (
        select(Herinnering)
        .where(Herinnering.gebruiker_id == gebruiker_id, col(Herinnering.status).in_(Herinnering.OPEN))
        .order_by(col(Herinnering.gepland_voor), col(Herinnering.id))
        .limit(MEESTE_WACHTENDE)
    )
    return session.exec(vraag).all()


def verzonden(
    session: Session, gebruiker_id: int, *, na: tuple[dt.datetime, int] | None, aantal: int
) -> Sequence[Bericht]:
    """The mails that this person got, the newest first, from after `na` (moment and number)."""
    vraag = (
        select(Bericht)
        .options(defer(Bericht.html), defer(Bericht.kalender))
        .where(Bericht.gebruiker_id == gebruiker_id, Bericht.status == BerichtStatus.VERZONDEN)
    )
    if na is not None:
        vraag = vraag.where(sa.tuple_(Bericht.verzonden_op, Bericht.id) < na)
    return session.exec(vraag.order_by(col(Bericht.verzonden_op).desc(), col(Bericht.id).desc()).limit(aantal)).all()


def niet_gestuurd(
    session: Session, gebruiker_id: int, *, na: int | None, aantal: int
) -> Sequence[Herinnering]:
    """What did not go out to this person, with the reason, the newest first, from after this number."""
    vraag = select(Herinnering).where(
        Herinnering.gebruiker_id == gebruiker_id, col(Herinnering.status).in_(NIET_GESTUURD)
    )
    if na is not None:
        vraag = vraag.where(Herinnering.id < na)
    return session.exec(vraag.order_by(col(Herinnering.id).desc()).limit(aantal)).all()


def afwezigheden(session: Session, gebruiker_id: int, dag: dt.date) -> Sequence[Afwezigheid]:
    """The terms in which this person is not there, that are not over yet, the first one first."""
    vraag = select(Afwezigheid).where(Afwezigheid.gebruiker_id == gebruiker_id, Afwezigheid.tot >= dag)
    return session.exec(vraag.order_by(col(Afwezigheid.van))).all()
