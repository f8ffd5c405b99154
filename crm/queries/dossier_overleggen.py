"""Meetings and action points of a dossier, and when we last spoke with an organisation."""

import datetime as dt
import uuid as uuid_
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.models import Aanwezigheid, Actiepunt, ActiepuntStatus, Gebruiker, Overleg, OverlegStatus
from crm.queries.mensen import IS_VAN_BUITEN, wie_doet_het

# The page shows what is recent; the list of meetings shows everything.
HOOGSTENS = 10
_LAATSTE_EERST = (col(Overleg.begint_op).desc(), col(Overleg.id).desc())


@dataclass(frozen=True)
class OverlegRegel:
    """One meeting in a dossier."""

    uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    status: OverlegStatus


@dataclass(frozen=True)
class ActiepuntRegel:
    """One open action point, and the meeting it was agreed in; who is not a colleague is not named here."""

    uuid: uuid_.UUID
    omschrijving: str
    uiterlijk: dt.date | None
    wie: str | None
    is_van_buiten: bool
    overleg: str
    overleg_uuid: uuid_.UUID


def overleggen(session: Session, *waar: Any) -> tuple[OverlegRegel, ...]:
    """The latest meetings that meet these conditions, in one query."""
    vraag = (
        sa.select(Overleg.uuid, Overleg.onderwerp, Overleg.begint_op, Overleg.status)
        .where(*waar)
        .order_by(*_LAATSTE_EERST)
        .limit(HOOGSTENS)
    )
    return tuple(OverlegRegel(*rij) for rij in session.execute(vraag))


def met_organisatie(organisatie_id: int) -> sa.ColumnElement[bool]:
    """The condition that somebody of this organisation was invited to the meeting."""
    return col(Overleg.id).in_(
        sa.select(Aanwezigheid.overleg_id).where(Aanwezigheid.organisatie_id == organisatie_id)
    )


def met_actiepunten(
    session: Session, *waar: Any
) -> tuple[tuple[OverlegRegel, ...], tuple[ActiepuntRegel, ...]]:
    """The latest meetings that meet these conditions, and every open action point of any of them, in one query."""
    laatste = sa.select(Overleg.id).where(*waar).order_by(*_LAATSTE_EERST).limit(HOOGSTENS)
    rijen = session.execute(
        sa.select(
            Overleg.uuid,
            Overleg.onderwerp,
            Overleg.begint_op,
            Overleg.status,
            Actiepunt.uuid,
            Actiepunt.omschrijving,
            Actiepunt.uiterlijk,
            wie_doet_het(met_personen=False),
            IS_VAN_BUITEN,
        )
        .select_from(Overleg)
        .outerjoin(
            Actiepunt, sa.and_(Actiepunt.overleg_id == Overleg.id, Actiepunt.status == ActiepuntStatus.OPEN)
        )
        .outerjoin(Gebruiker, Gebruiker.id == Actiepunt.eigenaar_id)
        .where(*waar, sa.or_(col(Overleg.id).in_(laatste), col(Actiepunt.id).is_not(None)))
        .order_by(*_LAATSTE_EERST, Actiepunt.volgorde, Actiepunt.id)
    ).all()
    overleggen_ = tuple(OverlegRegel(*rij) for rij in dict.fromkeys(tuple(rij[:4]) for rij in rijen))
    punten = [
        ActiepuntRegel(*rij[4:], overleg=rij[1], overleg_uuid=rij[0]) for rij in rijen if rij[4] is not None
    ]
    # What has no date comes last: it can wait, or somebody forgot to ask.
    punten.sort(key=lambda punt: punt.uiterlijk or dt.date.max)
    return overleggen_[:HOOGSTENS], tuple(punten)


def noem_personen(
    session: Session, punten: Sequence[ActiepuntRegel], *, met_personen: bool
) -> tuple[ActiepuntRegel, ...]:
    """The same action points, with the names of people from outside for who may see persons.

    One query, and only when there are such people: what somebody may not see is not fetched either.
    """
    van_buiten = [punt.uuid for punt in punten if punt.is_van_buiten]
    if not met_personen or not van_buiten:
        return tuple(punten)
    rijen = session.execute(
        sa.select(Actiepunt.uuid, Actiepunt.eigenaar_naam).where(col(Actiepunt.uuid).in_(van_buiten))
    )
    namen = {rij.uuid: rij.eigenaar_naam for rij in rijen}
    return tuple(replace(punt, wie=namen[punt.uuid]) if punt.uuid in namen else punt for punt in punten)


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
            col(Overleg.status).in_(Overleg.GEHOUDEN),
            col(Overleg.begint_op) <= tot,
        )
        .subquery()
    )
    rijen = session.execute(sa.select(gerangschikt).where(gerangschikt.c.plaats == 1))
    return {
        rij.organisatie_id: OverlegRegel(rij.uuid, rij.onderwerp, rij.begint_op, rij.status) for rij in rijen
    }
