"""What hangs around a coalitie: its purpose case, acties and campuses, what it merged with, and the points of werkagenda's."""

import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import (
    Actie,
    Agendapunt,
    AgendapuntStatus,
    CoalitieActie,
    CoalitieCampus,
    Ontwikkelcoalitie,
    Opdracht,
    OpdrachtSoort,
    Organisatie,
    PurposeCase,
    Werkagenda,
    natuurlijke_volgorde,
)


@dataclass(frozen=True)
class Verwant:
    """A dossier beside this one: an actie, a campus, or a coalitie that went on in this one."""

    uuid: uuid_.UUID
    nummer: str | None
    naam: str

    @property
    def titel(self) -> str:
        return f"{self.nummer} {self.naam}" if self.nummer else self.naam


@dataclass(frozen=True)
class Verwanten:
    """Everything that is linked to a coalitie."""

    acties: tuple[Verwant, ...]
    campussen: tuple[Verwant, ...]
    hieruit: tuple[Verwant, ...]
    """The coalities that went on in this one."""


@dataclass(frozen=True)
class AgendapuntRegel:
    """A point of a werkagenda that is about this coalitie."""

    uuid: uuid_.UUID
    omschrijving: str
    kwartaal: int
    status: AgendapuntStatus
    bewijs: str | None
    jaar: int
    werkagenda: uuid_.UUID
    opdracht: OpdrachtSoort


def laatste_case(coalitie: type[Ontwikkelcoalitie]) -> sa.ColumnElement[bool]:
    """The condition that a case is the one its coalitie works with: a new one may follow one that was stopped."""
    ander = sa.orm.aliased(PurposeCase)
    laatste = sa.select(sa.func.max(ander.id)).where(ander.coalitie_id == coalitie.id).correlate(coalitie)
    return PurposeCase.id == laatste.scalar_subquery()


def case_van(session: Session, coalitie: Ontwikkelcoalitie) -> PurposeCase | None:
    """The purpose case that this coalitie works with, in one query."""
    return session.exec(
        select(PurposeCase)
        .where(PurposeCase.coalitie_id == coalitie.id)
        .order_by(col(PurposeCase.id).desc())
        .limit(1)
    ).first()


def verwanten(session: Session, coalitie_id: int) -> Verwanten:
    """What is linked to this coalitie, in one query."""
    geen = sa.cast(sa.null(), sa.String)
    naam = sa.func.coalesce(Actie.korte_titel, Actie.titel)
    rijen = session.execute(
        sa.union_all(
            sa.select(sa.literal("acties").label("soort"), Actie.uuid, Actie.nummer, naam.label("naam"))
            .join(CoalitieActie, CoalitieActie.actie_id == Actie.id)
            .where(CoalitieActie.coalitie_id == coalitie_id),
            sa.select(sa.literal("campussen"), Organisatie.uuid, geen, Organisatie.naam)
            .join(CoalitieCampus, CoalitieCampus.organisatie_id == Organisatie.id)
            .where(CoalitieCampus.coalitie_id == coalitie_id),
            sa.select(
                sa.literal("hieruit"),
                Ontwikkelcoalitie.uuid,
                Ontwikkelcoalitie.nummer,
                Ontwikkelcoalitie.naam,
            ).where(Ontwikkelcoalitie.opgegaan_in_id == coalitie_id),
        )
    ).all()
    per_soort = {"acties": [], "campussen": [], "hieruit": []}
    for soort, *verwant in rijen:
        per_soort[soort].append(Verwant(*verwant))
    volgorde = lambda v: (natuurlijke_volgorde(v.nummer or ""), v.naam.casefold())  # noqa: E731
    return Verwanten(**{soort: tuple(sorted(lijst, key=volgorde)) for soort, lijst in per_soort.items()})


def agendapunten(session: Session, coalitie_id: int) -> tuple[AgendapuntRegel, ...]:
    """The points of werkagenda's about this coalitie, the latest year first, in one query."""
    rijen = session.execute(
        sa.select(
            Agendapunt.uuid,
            Agendapunt.omschrijving,
            Agendapunt.kwartaal,
            Agendapunt.status,
            Agendapunt.bewijs,
            Werkagenda.jaar,
            Werkagenda.uuid,
            Opdracht.soort,
        )
        .join(Werkagenda, Werkagenda.id == Agendapunt.werkagenda_id)
        .join(Opdracht, Opdracht.id == Werkagenda.opdracht_id)
        .where(Agendapunt.coalitie_id == coalitie_id)
        .order_by(Werkagenda.jaar.desc(), Agendapunt.kwartaal, Agendapunt.volgorde, Agendapunt.id)
    )
    return tuple(AgendapuntRegel(*rij) for rij in rijen)
