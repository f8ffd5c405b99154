"""Advies, Poortbesluit and Voorwaarde: what was advised, what the gate decided, and what must still be done."""

import datetime as dt
from enum import StrEnum
from typing import Any, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import Model
from crm.models.purpose_case import Uitkomst


class Strekking(StrEnum):
    POSITIEF = "positief"
    POSITIEF_MET_KANTTEKENINGEN = "positief_met_kanttekeningen"
    NEGATIEF = "negatief"


class Advies(Model, table=True):
    """Het advies van de Leer- en Adviescommissie over een versie van een case."""

    __table_args__ = (sa.CheckConstraint("trim(tekst) <> ''", name="tekst"),)

    case_id: int = Field(foreign_key="purpose_case.id", index=True, description="Case.")
    versie_id: int = Field(foreign_key="purpose_case_versie.id", index=True, description="Versie waar het over gaat.")
    gremium_id: int | None = Field(
        default=None, foreign_key="gremium.id", index=True, description="Gremium dat adviseert."
    )
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waarin het advies is gegeven."
    )
    strekking: Strekking = Field(sa_type=enum_by_value(Strekking), description="Waar het advies op uitkomt.")
    tekst: str = Field(min_length=1, description="Het advies.")
    gegeven_op: dt.date = Field(description="Dag van het advies.")
    door_id: int = Field(foreign_key="gebruiker.id", description="Wie het heeft vastgelegd.")


class Poortbesluit(Model, table=True):
    """Het besluit over een case: go, go onder voorwaarden of stop, met alles zoals het er toen stond."""

    __table_args__ = (
        sa.CheckConstraint("besloten_door_id <> ingediend_door_id", name="tweede_persoon"),
        sa.CheckConstraint("trim(gronden) <> ''", name="gronden"),
        sa.CheckConstraint("uitkomst = 'stop' OR NOT is_onvoldoende_draagvlak", name="draagvlak"),
    )

    case_id: int = Field(foreign_key="purpose_case.id", unique=True, description="Case.")
    versie_id: int = Field(
        foreign_key="purpose_case_versie.id", index=True, description="Versie waarover is besloten."
    )
    advies_id: int = Field(foreign_key="advies.id", index=True, description="Advies dat er lag.")
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waarin is besloten."
    )
    uitkomst: Uitkomst = Field(sa_type=enum_by_value(Uitkomst), description="Go, go onder voorwaarden of stop.")
    is_onvoldoende_draagvlak: bool = Field(
        default=False, description="Gestopt omdat er onvoldoende draagvlak is; dan stopt ook de actie."
    )
    gronden: str = Field(min_length=1, description="Waarom zo is besloten.")
    besloten_op: dt.date = Field(description="Dag van het besluit.")
    besloten_door_id: int = Field(foreign_key="gebruiker.id", description="Wie heeft besloten.")
    ingediend_door_id: int = Field(foreign_key="gebruiker.id", description="Wie de case had ingediend.")
    criteria: list[Any] = Field(
        default_factory=list, sa_type=sa.JSON, description="De criteria en antwoorden zoals zij er toen stonden."
    )
    financiering: dict[str, Any] = Field(
        default_factory=dict, sa_type=sa.JSON, description="Het financieringsplan en de aandelen zoals die er toen stonden."
    )

    voorwaarden: list["Voorwaarde"] = Relationship(
        back_populates="besluit", sa_relationship_kwargs={"order_by": "Voorwaarde.id"}
    )


class Voorwaarde(Model, table=True):
    """Een voorwaarde bij een go, die werk met een datum is geworden: een actiepunt of een partnerafspraak."""

    __table_args__ = (
        sa.CheckConstraint("(actiepunt_id IS NULL) <> (partnerafspraak_id IS NULL)", name="een_van_beide"),
    )

    besluit_id: int = Field(foreign_key="poortbesluit.id", index=True, description="Poortbesluit.")
    omschrijving: str = Field(max_length=400, min_length=1, description="Wat er nog moet.")
    uiterlijk: dt.date = Field(description="Dag waarop eraan voldaan moet zijn.")
    actiepunt_id: int | None = Field(
        default=None, foreign_key="actiepunt.id", index=True, description="Actiepunt dat het is geworden."
    )
    partnerafspraak_id: int | None = Field(
        default=None, foreign_key="partnerafspraak.id", index=True, description="Partnerafspraak die het is geworden."
    )

    besluit: Optional["Poortbesluit"] = Relationship(back_populates="voorwaarden")
