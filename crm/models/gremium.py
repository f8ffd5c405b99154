"""Gremium, Gremiumlid and Norm: a governing body, who sits in it, and what should happen every year."""

import datetime as dt
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import AlGebeurd, OngeldigeInvoer
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

    leden: list["Gremiumlid"] = Relationship(back_populates="gremium")

    def laat_toe(self, nieuw: "Gremiumlid") -> None:
        """There is one more member; one presides at a time, so a voorzitter takes over and is taken over from.

        Refuses with AlGebeurd who sits here in this role on one of those days already.
        """
        gelijk = [lid for lid in self.leden if lid.rol is nieuw.rol]
        if any(lid.overlapt(nieuw) for lid in gelijk if lid.is_zelfde(nieuw)):
            raise AlGebeurd(f"Dit lid zit dan al in het gremium, als {nieuw.rol}.")
        if nieuw.rol is GremiumRol.VOORZITTER:
            self._wissel_voorzitter(nieuw, gelijk)
        self.leden.append(nieuw)

    def _wissel_voorzitter(self, nieuw: "Gremiumlid", anderen: list["Gremiumlid"]) -> None:
        if any(ander.van == nieuw.van for ander in anderen):
            raise AlGebeurd("Op die dag begint al een andere voorzitter.")
        later = min((ander.van for ander in anderen if ander.van > nieuw.van), default=None)
        if later is not None and nieuw.tot is None:
            nieuw.tot = later - dt.timedelta(days=1)
        elif later is not None and nieuw.tot >= later:
            zin = f"Vanaf {later:%d-%m-%Y} is iemand anders voorzitter. Kies een laatste dag daarvoor."
            raise OngeldigeInvoer(zin, {"tot": [zin]})
        for ander in anderen:
            if ander.geldt_op(nieuw.van):
                ander.tot = nieuw.van - dt.timedelta(days=1)


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

    gremium: Optional["Gremium"] = Relationship(back_populates="leden")
    organisatie: Optional[Organisatie] = Relationship()
    persoon: Optional[Persoon] = Relationship()

    def is_zelfde(self, ander: "Gremiumlid") -> bool:
        """Whether it is the same party, and the same person on its behalf."""
        return (self.organisatie_id, self.persoon_id) == (ander.organisatie_id, ander.persoon_id)

    def overlapt(self, ander: "Gremiumlid") -> bool:
        """Whether both terms share a day."""
        return self.van <= (ander.tot or dt.date.max) and ander.van <= (self.tot or dt.date.max)

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
