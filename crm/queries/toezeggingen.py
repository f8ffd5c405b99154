"""Toezeggingen of GS to PS: the register by date, and one with every step. Never what partners promised."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Gebruiker,
    Herijking,
    Herijkingsregel,
    Programma,
    Toezegging,
    Toezeggingstap,
    ToezeggingStatus,
)
from crm.models.levering import dagen_verschoven, eerste_datum
from crm.models.partnerafspraak import te_laat
from crm.queries.herijking import in_rondes


class Keuze(StrEnum):
    """Which toezeggingen the register shows."""

    OPEN = "open"
    TE_LAAT = "te_laat"
    DEELS = "deels"
    VOLDAAN = "voldaan"
    ALLES = "alles"


@dataclass(frozen=True)
class ToezeggingRegel:
    """One toezegging in the register."""

    uuid: uuid_.UUID
    nummer: str | None
    omschrijving: str
    gedaan_door: str
    gedaan_in: str
    gedaan_op: dt.date
    uiterlijk: dt.date | None
    herijken_op: dt.date | None
    status: ToezeggingStatus
    eigenaar: str | None
    verzet: int

    @property
    def dag(self) -> dt.date | None:
        """The day it is about: the due date, or the day to look again where there is none."""
        return self.uiterlijk or self.herijken_op

    def is_te_laat(self, peildatum: dt.date) -> bool:
        return self.status in Toezegging.OPEN and te_laat(self.uiterlijk, peildatum)


@dataclass(frozen=True)
class ToezeggingDossier:
    """One toezegging with everything that happened to it."""

    toezegging: Toezegging
    programma: Programma
    actie: tuple[uuid_.UUID, str] | None
    eigenaar: str | None
    stappen: tuple[Toezeggingstap, ...]
    rondes: tuple[tuple[Herijking, Herijkingsregel], ...]

    @property
    def verzettingen(self) -> tuple[Toezeggingstap, ...]:
        return tuple(stap for stap in self.stappen if stap.naar is not None)

    @property
    def eerste_datum(self) -> dt.date | None:
        return eerste_datum(self.toezegging.uiterlijk, self.verzettingen)

    @property
    def dagen_verschoven(self) -> int:
        return dagen_verschoven(self.toezegging.uiterlijk, self.verzettingen)


_t = Toezegging
_dag = sa.func.coalesce(_t.uiterlijk, _t.herijken_op)
_is_open = col(_t.status).in_(Toezegging.OPEN)


def blad(
    session: Session,
    keuze: Keuze,
    peildatum: dt.date,
    *,
    eigenaar_id: int | None = None,
    na: tuple[dt.date, uuid_.UUID] | None = None,
    aantal: int,
) -> tuple[ToezeggingRegel, ...]:
    """One page of the register, the nearest date first: what comes after this date and toezegging; one query."""
    waar = [_waar(keuze, peildatum), *_van(eigenaar_id)]
    if na is not None:
        dag, uuid = na
        waar.append(sa.or_(_dag > dag, sa.and_(_dag == dag, col(_t.uuid) > uuid)))
    verzet = (
        sa.select(sa.func.count(Toezeggingstap.id))
        .where(Toezeggingstap.toezegging_id == _t.id, col(Toezeggingstap.naar).is_not(None))
        .correlate(Toezegging)
        .scalar_subquery()
    )
    vraag = (
        sa.select(
            _t.uuid, _t.nummer, _t.omschrijving, _t.gedaan_door, _t.gedaan_in, _t.gedaan_op, _t.uiterlijk,
            _t.herijken_op, _t.status, Gebruiker.naam, verzet,
        )
        .outerjoin(Gebruiker, Gebruiker.id == _t.eigenaar_id)
        .where(*waar)
        .order_by(_dag, col(_t.uuid))
        .limit(aantal)
    )  # fmt: skip
    return tuple(ToezeggingRegel(*rij) for rij in session.execute(vraag))


def tellingen(session: Session, peildatum: dt.date, eigenaar_id: int | None = None) -> dict[Keuze, int]:
    """How many toezeggingen each choice of the register holds, in one query."""
    tellers = [sa.func.count(sa.case((_waar(keuze, peildatum), 1))) for keuze in Keuze]
    rij = session.execute(sa.select(*tellers).select_from(Toezegging).where(*_van(eigenaar_id))).one()
    return dict(zip(Keuze, rij, strict=True))


def toezegging_dossier(session: Session, uuid: uuid_.UUID) -> ToezeggingDossier:
    """One toezegging, in three queries. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(_t, Programma, Actie.uuid, Actie.titel, Gebruiker.naam)
        .join(Programma, col(Programma.id) == _t.programma_id)
        .outerjoin(Actie, col(Actie.id) == _t.actie_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == _t.eigenaar_id)
        .where(_t.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze toezegging bestaat niet, of niet meer.")
    toezegging, programma, actie_uuid, actie_titel, eigenaar = rij
    stappen = select(Toezeggingstap).where(Toezeggingstap.toezegging_id == toezegging.id)
    return ToezeggingDossier(
        toezegging=toezegging,
        programma=programma,
        actie=(actie_uuid, actie_titel) if actie_uuid else None,
        eigenaar=eigenaar,
        stappen=tuple(session.exec(stappen.order_by(col(Toezeggingstap.id)))),
        rondes=in_rondes(session, toezegging),
    )


def _van(eigenaar_id: int | None) -> list[Any]:
    return [] if eigenaar_id is None else [_t.eigenaar_id == eigenaar_id]


def _waar(keuze: Keuze, peildatum: dt.date) -> Any:
    return {
        Keuze.OPEN: _is_open,
        Keuze.TE_LAAT: sa.and_(_is_open, col(_t.uiterlijk) < peildatum),
        Keuze.DEELS: _t.status == ToezeggingStatus.DEELS_VOLDAAN,
        Keuze.VOLDAAN: _t.status == ToezeggingStatus.VOLDAAN,
        Keuze.ALLES: sa.true(),
    }[keuze]
