"""Purpose cases: the list, and what somebody who works on one can choose from."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.db import VastePunt
from crm.models import (
    CaseStatus,
    Gremium,
    Ontwikkelcoalitie,
    Overleg,
    PurposeCase,
    Uitkomst,
    Verdeling,
)
from crm.models.organisatie import naam_sleutel
from crm.queries.financiering import geldend_per_regel

# A meeting in which advice was given or a decision taken was not long ago.
HOOGSTENS_OVERLEGGEN = 25


@dataclass(frozen=True)
class CaseRegel:
    """One case in the list, with who carries how much of what counts now."""

    uuid: uuid_.UUID
    titel: str
    status: CaseStatus
    uitkomst: Uitkomst | None
    aangemaakt_op: dt.datetime
    coalitie: str
    nummer: str | None
    coalitie_uuid: uuid_.UUID
    verdeling: Verdeling


def blad(
    session: Session,
    peildatum: dt.date,
    *,
    status: CaseStatus | None = None,
    na: tuple[dt.datetime, uuid_.UUID] | None = None,
    aantal: int,
) -> tuple[CaseRegel, ...]:
    """One page of the list, the newest case first, in one query."""
    p, c = PurposeCase, Ontwikkelcoalitie
    per_regel = geldend_per_regel(peildatum)
    provincie = sa.func.sum(sa.case((per_regel.c.is_provinciaal, per_regel.c.cent), else_=0))
    geld = (
        sa.select(
            per_regel.c.case_id, provincie.label("provincie"), sa.func.sum(per_regel.c.cent).label("totaal")
        )
        .group_by(per_regel.c.case_id)
        .subquery()
    )
    vraag = (
        sa.select(
            p.uuid, p.titel, p.status, p.uitkomst, p.aangemaakt_op, c.naam, c.nummer, c.uuid,
            *(sa.type_coerce(sa.func.coalesce(kolom, 0), VastePunt(2)) for kolom in (geld.c.provincie, geld.c.totaal)),
        )
        .join(c, c.id == p.coalitie_id)
        .outerjoin(geld, geld.c.case_id == p.id)
        .order_by(col(p.aangemaakt_op).desc(), col(p.uuid).desc())
        .limit(aantal)
    )  # fmt: skip
    if status is not None:
        vraag = vraag.where(p.status == status)
    if na is not None:
        moment, uuid = na
        zelfde = sa.and_(col(p.aangemaakt_op) == moment, col(p.uuid) < uuid)
        vraag = vraag.where(sa.or_(col(p.aangemaakt_op) < moment, zelfde))
    return tuple(CaseRegel(*rij[:8], Verdeling(*rij[8:])) for rij in session.execute(vraag))


def tellingen(session: Session) -> dict[CaseStatus, int]:
    """How many cases there are in each status, in one query; what has none is left out."""
    rijen = session.execute(sa.select(PurposeCase.status, sa.func.count()).group_by(PurposeCase.status))
    return dict(rijen.all())


def gremia(session: Session, programma_id: int) -> tuple[Gremium, ...]:
    """The bodies of this agenda, the one that advises on cases first (001:1454-1457), in one query."""
    alle = session.exec(
        select(Gremium).where(Gremium.programma_id == programma_id).order_by(col(Gremium.naam))
    )
    return tuple(sorted(alle, key=lambda gremium: not is_adviescommissie(gremium)))


def is_adviescommissie(gremium: Gremium) -> bool:
    """Whether this is the Leer- en Adviescommissie; the later agenda calls it adviescommissie for short."""
    return naam_sleutel(gremium.naam) in {"leer en adviescommissie", "adviescommissie"}


def gehouden_overleggen(
    session: Session, coalitie: Ontwikkelcoalitie, nu: dt.datetime
) -> tuple[Overleg, ...]:
    """The latest meetings of this coalitie and of the bodies of its agenda that were held, in one query."""
    van_agenda = sa.select(Gremium.id).where(Gremium.programma_id == coalitie.programma_id)
    vraag = (
        select(Overleg)
        .where(
            sa.or_(Overleg.coalitie_id == coalitie.id, col(Overleg.gremium_id).in_(van_agenda)),
            col(Overleg.status).in_(Overleg.GEHOUDEN),
            col(Overleg.begint_op) <= nu,
        )
        .order_by(col(Overleg.begint_op).desc(), col(Overleg.id).desc())
        .limit(HOOGSTENS_OVERLEGGEN)
    )
    return tuple(session.exec(vraag))
