"""Who has which message of the outbox: taking one up, keeping it, and letting go of it."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session

from crm.models.bericht import Bericht, BerichtStatus

VERLATEN_NA = dt.timedelta(minutes=15)
"""Who took a message up and says nothing for so long, is gone; one mail never takes that long."""

LANGSTE_WACHT = dt.timedelta(hours=13)
"""No try is put off for longer; a message that waits for a later moment was put off by a clock that was ahead."""


def neem_volgende(session: Session, *, teken: str, nu: dt.datetime, echt: dt.datetime) -> Bericht | None:
    """The message that has waited longest is ours to send (`oppakken`); None when nothing is due.

    Also one that somebody took up a quarter of an hour ago and never finished: it may have arrived. `nu` says what is
    due, `echt` is the clock of this machine, by which senders see each other. No other sender gets the same one: SQLite
    lets one writer in at a time, PostgreSQL passes over rows that another holds, and a row that changed is refused at
    commit.
    """
    vraag = (
        sa.select(Bericht)
        .where(_aan_de_beurt(nu, echt))
        .order_by(Bericht.volgende_poging_op, Bericht.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    bericht = session.execute(vraag).scalar()
    if bericht is not None:
        if bericht.status is BerichtStatus.ONDERWEG:
            bericht.is_misschien_aangekomen = True
        Bericht.LEVENSLOOP.apply(bericht, "oppakken")
        bericht.opgepakt_op, bericht.opgepakt_door = echt, teken
        bericht.pogingen += 1
    return bericht


def wacht_er_een(session: Session, *, nu: dt.datetime, echt: dt.datetime) -> bool:
    """Whether there is anything to send now."""
    return bool(session.execute(sa.select(sa.exists().where(_aan_de_beurt(nu, echt)))).scalar())


def _aan_de_beurt(nu: dt.datetime, echt: dt.datetime) -> sa.ColumnElement[bool]:
    """Due, or taken up by who is gone; whatever a clock that was ahead wrote down counts as long ago."""
    poging, opgepakt = Bericht.volgende_poging_op, Bericht.opgepakt_op
    wacht = sa.and_(Bericht.status == BerichtStatus.KLAAR, sa.or_(poging <= nu, poging > nu + LANGSTE_WACHT))
    gestrand = sa.and_(
        Bericht.status == BerichtStatus.ONDERWEG,
        sa.or_(opgepakt <= echt - VERLATEN_NA, opgepakt > echt + VERLATEN_NA),
    )
    return sa.or_(wacht, gestrand)


def nog_van_mij(session: Session, nummer: int, teken: str) -> Bericht | None:
    """The message as it is now, held until this transaction ends; None when another sender took it over."""
    vraag = sa.select(Bericht).where(
        Bericht.id == nummer, Bericht.status == BerichtStatus.ONDERWEG, Bericht.opgepakt_door == teken
    )
    return session.execute(vraag.with_for_update().execution_options(populate_existing=True)).scalar()


def leg_neer(bericht: Bericht, stap: str, *, fout: str | None = None) -> None:
    """The sender lets go of the message by this step of its life cycle, with what went wrong."""
    Bericht.LEVENSLOOP.apply(bericht, stap)
    bericht.opgepakt_op = bericht.opgepakt_door = None
    bericht.fout = None if fout is None else fout.replace("\0", " ")[:400]
