"""Reports: the list, and one of them with the people in it."""

import datetime as dt
import uuid as uuid_
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Gebruiker, Logboekregel, Programma, Rapportage, RapportageStatus


@dataclass(frozen=True)
class Rapportregel:
    """One report in the list, without its snapshot."""

    id: int
    uuid: uuid_.UUID
    periode: str
    versienummer: int
    status: RapportageStatus
    peildatum: dt.date
    programma: str


@dataclass(frozen=True)
class Rapportstand:
    """One report, who drew it up and adopted it, and its other versions."""

    rapportage: Rapportage
    programma: Programma
    opgesteld_door: str
    vastgesteld_door: str | None
    versies: Sequence[Rapportregel]


_KOLOMMEN = (
    Rapportage.id,
    Rapportage.uuid,
    Rapportage.periode,
    Rapportage.versienummer,
    Rapportage.status,
    Rapportage.peildatum,
    Programma.naam,
)


def lijst(session: Session, aantal: int, *, na: tuple[str, int] | None = None) -> list[Rapportregel]:
    """The latest period first, from the key `na` on."""
    vraag = (
        sa.select(*_KOLOMMEN)
        .join(Programma, Programma.id == Rapportage.programma_id)
        .order_by(col(Rapportage.periode).desc(), col(Rapportage.id).desc())
        .limit(aantal)
    )
    if na is not None:
        periode, nummer = na
        vraag = vraag.where(
            sa.or_(
                Rapportage.periode < periode, sa.and_(Rapportage.periode == periode, Rapportage.id < nummer)
            )
        )
    return [Rapportregel(*rij) for rij in session.execute(vraag)]


def stand(session: Session, uuid: uuid_.UUID) -> Rapportstand:
    """One report whole. Refuses with NietGevonden what is not there."""
    opsteller, vaststeller = aliased(Gebruiker), aliased(Gebruiker)
    rij = session.exec(
        select(Rapportage, Programma, opsteller.naam, vaststeller.naam)
        .join(Programma, col(Programma.id) == Rapportage.programma_id)
        .join(opsteller, opsteller.id == Rapportage.opgesteld_door_id)
        .outerjoin(vaststeller, vaststeller.id == Rapportage.vastgesteld_door_id)
        .where(Rapportage.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze rapportage bestaat niet, of niet meer.")
    rapportage, programma, opgesteld_door, vastgesteld_door = rij
    return Rapportstand(
        rapportage, programma, opgesteld_door, vastgesteld_door, _versies(session, rapportage)
    )


def lopende_programmas(session: Session, jaar: int) -> list[Programma]:
    """The agendas a report can be drawn up for in this year, and those that ended the year before."""
    vraag = select(Programma).where(Programma.jaar_van <= jaar, Programma.jaar_tot >= jaar - 1)
    return list(session.exec(vraag.order_by(col(Programma.jaar_van).desc(), col(Programma.id))))


def _versies(session: Session, rapportage: Rapportage) -> list[Rapportregel]:
    vraag = (
        sa.select(*_KOLOMMEN)
        .join(Programma, Programma.id == Rapportage.programma_id)
        .where(Rapportage.programma_id == rapportage.programma_id, Rapportage.periode == rapportage.periode)
        .order_by(Rapportage.versienummer)
    )
    return [Rapportregel(*rij) for rij in session.execute(vraag)]


# Who did one of these to a version may not adopt it: four eyes, whoever pressed the first button.
_MEEGEWERKT = (
    "rapportage.opgesteld",
    "rapportage.bijgewerkt",
    "rapportage.toegelicht",
    "rapportage.gecorrigeerd",
    "rapportage.voorgelegd",
)


def werkte_mee(rapportage_id: Any, gebruiker_id: int) -> sa.ColumnElement[bool]:
    """Whether this user drew up, worded or laid before this version; a condition, also for lists."""
    return sa.exists().where(
        Logboekregel.onderwerp_soort == Rapportage.__tablename__,
        Logboekregel.onderwerp_id == rapportage_id,
        Logboekregel.door_id == gebruiker_id,
        col(Logboekregel.handeling).in_(_MEEGEWERKT),
    )


def heeft_meegewerkt(session: Session, rapportage: Rapportage, wie: Gebruiker) -> bool:
    """Whether this user may not adopt the report because of their own hand in it."""
    return (
        rapportage.opgesteld_door_id == wie.id
        or session.exec(select(werkte_mee(rapportage.id, wie.id))).one()
    )
