"""What counts towards a norm: the one place that says so, for the report, the pages and Vandaag alike."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from crm.models import AMSTERDAM, Norm, NormTelling, Ontwikkelcoalitie, Overleg


def meegeteld(peildatum: dt.date) -> sa.Subquery:
    """(norm_id, nummer, uuid) of everything that counts in the year of the peildatum, up to and including that day.

    For meetings: those the governing body held. For coalities: those that met at least once, because a name on a list
    is not yet supported.
    """
    overleggen = (
        sa.select(Norm.id.label("norm_id"), Overleg.id.label("nummer"), Overleg.uuid)
        .join(Overleg, Overleg.gremium_id == Norm.gremium_id)
        .where(Norm.telling == NormTelling.OVERLEGGEN, *gehouden_dit_jaar(peildatum))
    )
    kwam_bijeen = sa.exists().where(
        Overleg.coalitie_id == Ontwikkelcoalitie.id, *gehouden_dit_jaar(peildatum)
    )
    coalities = (
        sa.select(Norm.id.label("norm_id"), Ontwikkelcoalitie.id.label("nummer"), Ontwikkelcoalitie.uuid)
        .join(Ontwikkelcoalitie, Ontwikkelcoalitie.programma_id == Norm.programma_id)
        .where(Norm.telling == NormTelling.COALITIES, kwam_bijeen)
    )
    return sa.union_all(overleggen, coalities).subquery("meegeteld")


def aantal(peildatum: dt.date) -> Any:
    """How much counts towards a Norm, as a column; NULL for a norm that the system cannot count."""
    rijen = meegeteld(peildatum)
    telling = sa.select(sa.func.count()).where(rijen.c.norm_id == Norm.id).correlate(Norm).scalar_subquery()
    return sa.case((col(Norm.telling) != NormTelling.NIET_GETELD, telling))


def per_jaar(norm_ids: list[int], peildata: list[dt.date]) -> Any:
    """(jaar, norm_id, aantal) for each of these days, in one question; a year in which nothing counts has no row."""
    delen = []
    for dag in peildata:
        rijen = meegeteld(dag)
        jaar = sa.literal(dag.year).label("jaar")
        delen.append(
            sa.select(jaar, rijen.c.norm_id, sa.func.count().label("aantal"))
            .where(rijen.c.norm_id.in_(norm_ids))
            .group_by(rijen.c.norm_id)
        )
    return sa.union_all(*delen)


def gehouden_dit_jaar(peildatum: dt.date) -> tuple[sa.ColumnElement[bool], ...]:
    """Conditions on Overleg: held in the year of the peildatum by our own clock, and no later than that day."""
    begin = dt.datetime(peildatum.year, 1, 1, tzinfo=AMSTERDAM)
    eind = dt.datetime.combine(peildatum + dt.timedelta(days=1), dt.time(), tzinfo=AMSTERDAM)
    return (
        col(Overleg.begint_op) >= begin,
        col(Overleg.begint_op) < eind,
        col(Overleg.status).in_(Overleg.GEHOUDEN),
    )
