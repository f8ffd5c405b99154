"""Gremium, Gremiumlid and Norm: a governing body, who sits in it, and what should happen every year."""

import datetime as dt
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import MetBron, Model
from crm.models.organisatie import Organisatie
from crm.models.persoon import Persoon


class Gremium(MetBron, Model, table=True):
    """Een overleg- of adviesorgaan, zoals de technologietafel of de Leer- en Adviescommissie."""

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda die het noemt.")
    naam: str = Field(max_length=200, description="Naam.")
    naam_varianten: list[str] = Field(default_factory=list, sa_type=sa.JSON, description="Andere namen.")
    soort: str | None = Field(default=None, max_length=120, description="Soort orgaan.")
    rol: str | None = Field(default=None, max_length=300, description="Wat het doet.")
    doelgroep: str | None = Field(default=None, max_length=200, description="Voor wie het is.")


class GremiumRol(StrEnum):
    VOORZITTER = "voorzitter"
    LID = "lid"
    SECRETARIS = "secretaris"
    ADVISEUR = "adviseur"


class Gremiumlid(Model, table=True):
    """Een organisatie of persoon zit gedurende een termijn in een gremium."""

    __table_args__ = (
        sa.CheckConstraint("tot IS NULL OR tot >= van", name="termijn"),
        sa.CheckConstraint("organisatie_id IS NOT NULL OR persoon_id IS NOT NULL", name="wie"),
        sa.UniqueConstraint("gremium_id", "organisatie_id", "persoon_id", "rol", "van"),
    )

    gremium_id: int = Field(foreign_key="gremium.id", index=True, description="Gremium.")
    organisatie_id: int | None = Field(
        default=None, foreign_key="organisatie.id", index=True, description="Organisatie."
    )
    persoon_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Persoon, namens de organisatie of zichzelf."
    )
    rol: GremiumRol = Field(
        default=GremiumRol.LID, sa_type=enum_by_value(GremiumRol), description="Rol in het gremium."
    )
    van: dt.date = Field(description="Eerste dag van de termijn.")
    tot: dt.date | None = Field(default=None, description="Laatste dag; leeg zolang de termijn duurt.")

    organisatie: Optional[Organisatie] = Relationship()
    persoon: Optional[Persoon] = Relationship()

    def geldt_op(self, dag: dt.date) -> bool:
        return self.van <= dag and (self.tot is None or dag <= self.tot)


class NormTelling(StrEnum):
    """How it is counted whether the norm was met."""

    OVERLEGGEN = "overleggen"
    COALITIES = "coalities"
    NIET_GETELD = "niet_geteld"


class Norm(MetBron, Model, table=True):
    """Wat er elk jaar minstens (en soms hoogstens) moet gebeuren."""

    __table_args__ = (
        sa.CheckConstraint("maximum IS NULL OR maximum >= minimum", name="grenzen"),
        sa.CheckConstraint(
            "telling <> 'overleggen' OR gremium_id IS NOT NULL", name="overleggen_van_gremium"
        ),
    )

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    gremium_id: int | None = Field(
        default=None, foreign_key="gremium.id", index=True, description="Gremium waar de norm voor geldt."
    )
    omschrijving: str = Field(max_length=300, description="Wat er moet gebeuren.")
    eenheid: str = Field(max_length=60, description="Wat wordt geteld.")
    minimum: int = Field(description="Ten minste, per jaar.")
    maximum: int | None = Field(default=None, description="Ten hoogste, per jaar; leeg is geen bovengrens.")
    vanaf_jaar: int | None = Field(default=None, description="Eerste jaar waarin de norm geldt.")
    telling: NormTelling = Field(
        default=NormTelling.NIET_GETELD,
        sa_type=enum_by_value(NormTelling),
        description="Hoe het systeem telt.",
    )
