"""Counting back, as SQL: what a promise was on a day in the past, from the lines that were added since."""

import datetime as dt

import sqlalchemy as sa

from crm.models import AMSTERDAM, Logboekregel, Partnerafspraak, Verzetting


def na_afloop(dag: dt.date) -> dt.datetime:
    """The first moment after that day, here."""
    return dt.datetime.combine(dag + dt.timedelta(days=1), dt.time(), AMSTERDAM)


def coalitie_op(dag: dt.date) -> sa.ColumnElement[int]:
    """The number of the coalitie that a promise belonged to on that day: before a later merger, the one that ended."""
    verplaatst = (
        sa.select(Logboekregel.voor["coalitie_id"].as_integer())
        .where(
            Logboekregel.onderwerp_soort == Partnerafspraak.__tablename__,
            Logboekregel.onderwerp_id == Partnerafspraak.id,
            Logboekregel.handeling == "partnerafspraak.verplaatst",
            Logboekregel.op >= na_afloop(dag),
        )
        .order_by(Logboekregel.op, Logboekregel.id)
        .limit(1)
        .correlate(Partnerafspraak)
        .scalar_subquery()
    )
    return sa.func.coalesce(verplaatst, Partnerafspraak.coalitie_id)


def uiterlijk_op(dag: dt.date) -> sa.ColumnElement[dt.date]:
    """The due date that a promise had on that day: what the first later move moved it from."""
    later = (
        sa.select(Verzetting.van)
        .where(Verzetting.afspraak_id == Partnerafspraak.id, Verzetting.verzet_op > dag)
        .order_by(Verzetting.verzet_op, Verzetting.id)
        .limit(1)
        .correlate(Partnerafspraak)
    )
    # The move may be from no date at all, so an empty answer is an answer too.
    return sa.case((sa.exists(later), later.scalar_subquery()), else_=Partnerafspraak.uiterlijk)
