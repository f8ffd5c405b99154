"""Opdracht and Rolvervulling: a dated mandate, and the people who held it one after another."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import MetBron, Model
from crm.models.moment import MetMoment
from crm.models.persoon import Persoon


class OpdrachtSoort(StrEnum):
    KETENAANJAGER = "ketenaanjager"
    CIRCULAIR_AMBASSADEUR = "circulair_ambassadeur"
    WERKAMBASSADEUR = "werkambassadeur"
    AANJAGER_BEDRIJVENTERREIN = "aanjager_bedrijventerrein"


class OpdrachtStatus(StrEnum):
    GEPLAND = "gepland"
    ACTIEF = "actief"
    VERLENGD = "verlengd"
    AFGEROND = "afgerond"
    GEEVALUEERD = "geevalueerd"


_O = OpdrachtStatus


class Opdracht(MetMoment, MetBron, Model, table=True):
    """De opdracht van een ketenaanjager, circulair ambassadeur of werkambassadeur: keten, gebied en termijn.

    Het moment (`wanneer`, `datum_tot`) is het einde van de termijn zoals genoemd.
    """

    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        OpdrachtStatus,
        {
            "starten": Stap((_O.GEPLAND,), _O.ACTIEF, "starten"),
            "verlengen": Stap((_O.ACTIEF, _O.VERLENGD), _O.VERLENGD, "verlengen"),
            "afronden": Stap((_O.ACTIEF, _O.VERLENGD), _O.AFGEROND, "afronden"),
            "evalueren": Stap((_O.AFGEROND,), _O.GEEVALUEERD, "evalueren"),
        },
    )

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar de opdracht onder valt."
    )
    soort: OpdrachtSoort = Field(sa_type=enum_by_value(OpdrachtSoort), description="Soort opdracht.")
    keten: str | None = Field(default=None, max_length=120, description="Keten of thema.")
    gebied: str | None = Field(default=None, max_length=120, description="Gebied.")
    begint_op: dt.date | None = Field(default=None, description="Eerste dag, als die bekend is.")
    begin_gedrukt: str | None = Field(default=None, max_length=120, description="Begin zoals gedrukt.")
    evaluatie_jaar: int | None = Field(default=None, description="Jaar van de evaluatie.")
    status: OpdrachtStatus = Field(
        default=OpdrachtStatus.GEPLAND,
        sa_type=enum_by_value(OpdrachtStatus),
        description="Waar de opdracht staat.",
    )
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")

    vervullingen: list["Rolvervulling"] = Relationship(back_populates="opdracht")


class Rolvervulling(MetBron, Model, table=True):
    """Een persoon vervult een opdracht gedurende een tijd; opvolgers volgen elkaar op, met gaten ertussen."""

    __table_args__ = (sa.CheckConstraint("tot IS NULL OR tot >= van", name="termijn"),)

    opdracht_id: int = Field(foreign_key="opdracht.id", index=True, description="Opdracht.")
    persoon_id: int = Field(foreign_key="persoon.id", index=True, description="Persoon.")
    van: dt.date = Field(description="Eerste dag.")
    tot: dt.date | None = Field(default=None, description="Laatste dag; leeg zolang het duurt.")
    toelichting: str | None = Field(default=None, max_length=400, description="Aandachtspunten in deze tijd.")

    opdracht: Optional["Opdracht"] = Relationship(back_populates="vervullingen")
    persoon: Optional[Persoon] = Relationship()
