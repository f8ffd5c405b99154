"""Meetings and action points of a dossier, and when we last spoke with an organisation."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.models import Aanwezigheid, Actiepunt, ActiepuntStatus, Gebruiker, Overleg, OverlegStatus
from crm.queries.norm_stand import GEHOUDEN

# The page shows what is recent; the list of meetings shows everything.
HOOGSTENS = 10


@dataclass(frozen=True)
class OverlegRegel:
    """One meeting in a dossier."""

    uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    status: OverlegStatus


@dataclass(frozen=True)
class ActiepuntRegel:
    """One open action point, and the meeting it was agreed in."""

    uuid: uuid_.UUID
    omschrijving: str
    uiterlijk: dt.date | None
    wie: str | None
    overleg: str
    overleg_uuid: uuid_.UUID


def overleggen(session: Session, *waar: Any) -> tuple[OverlegRegel, ...]:
    """The latest meetings that meet these conditions, in one query."""
    vraag = (
        sa.select(Overleg.uuid, Overleg.onderwerp, Overleg.begint_op, Overleg.status)
        .where(*waar)
        .order_by(col(Overleg.begint_op).desc(), col(Overleg.id).desc())
        .limit(HOOGSTENS)
    )
    return tuple(OverlegRegel(*rij) for rij in session.execute(vraag))


def met_organisatie(organisatie_id: int) -> sa.ColumnElement[bool]:
    """The condition that somebody of this organisation was invited to the meeting."""
    return col(Overleg.id).in_(
        sa.select(Aanwezigheid.overleg_id).where(Aanwezigheid.organisatie_id == organisatie_id)
    )


def open_actiepunten(session: Session, *waar: Any) -> tuple[ActiepuntRegel, ...]:
    """The open action points of the meetings that meet these conditions, the nearest date first, in one query."""
    vraag = (
        sa.select(
            Actiepunt.uuid,
            Actiepunt.omschrijving,
            Actiepunt.uiterlijk,
            sa.func.coalesce(Gebruiker.naam, Actiepunt.eigenaar_naam),
            Overleg.onderwerp,
            Overleg.uuid,
        )
        .join(Overleg, Overleg.id == Actiepunt.overleg_id)
        .outerjoin(Gebruiker, Gebruiker.id == Actiepunt.eigenaar_id)
        .where(col(Actiepunt.status) == ActiepuntStatus.OPEN, *waar)
        .order_by(col(Actiepunt.uiterlijk).is_(None), col(Actiepunt.uiterlijk), col(Actiepunt.id))
        .limit(100)
    )
    return tuple(ActiepuntRegel(*rij) for rij in session.execute(vraag))


def laatst_gesproken(
    session: Session, organisatie_ids: list[int], tot: dt.datetime
) -> dict[int, OverlegRegel]:
    """The last meeting held with each of these organisations, whatever it was about, in one query."""
    if not organisatie_ids:
        return {}
    gerangschikt = (
        sa.select(
            Aanwezigheid.organisatie_id,
            Overleg.uuid,
            Overleg.onderwerp,
            Overleg.begint_op,
            Overleg.status,
            sa.func.row_number()
            .over(
                partition_by=Aanwezigheid.organisatie_id,
                order_by=(col(Overleg.begint_op).desc(), col(Overleg.id).desc()),
            )
            .label("plaats"),
        )
        .join(Overleg, Overleg.id == Aanwezigheid.overleg_id)
        .where(
            col(Aanwezigheid.organisatie_id).in_(organisatie_ids),
            col(Aanwezigheid.is_afgemeld).is_(False),
            col(Overleg.status).in_(GEHOUDEN),
            col(Overleg.begint_op) <= tot,
        )
        .subquery()
    )
    rijen = session.execute(sa.select(gerangschikt).where(gerangschikt.c.plaats == 1))
    return {
        rij.organisatie_id: OverlegRegel(rij.uuid, rij.onderwerp, rij.begint_op, rij.status) for rij in rijen
    }
