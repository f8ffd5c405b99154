"""Criterium and CriteriumAntwoord: the richtsnoer for the use of provincial money, and how a case answers it."""

from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import MetBron, Model


class CriteriumSoort(StrEnum):
    BASIS = "basis"
    """Must be met (001:1097-1120)."""

    KEUZE = "keuze"
    """One of several, of which at least one must be met (001:1122-1150)."""

    VOORKEUR = "voorkeur"
    """Counts in favour (001:1152-1158)."""

    UITSLUITING = "uitsluiting"
    """No support when this is so (001:1190-1198)."""


class Criterium(MetBron, Model, table=True):
    """Een punt van het richtsnoer waaraan een purpose case wordt getoetst."""

    __table_args__ = (sa.UniqueConstraint("programma_id", "code"),)

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda waarvoor het geldt.")
    code: str = Field(max_length=20, min_length=1, description="Korte code, zoals R5.2.")
    eis: str = Field(max_length=400, min_length=1, description="Wat er gevraagd wordt.")
    uitleg: str | None = Field(default=None, description="Waar op te letten is.")
    soort: CriteriumSoort = Field(sa_type=enum_by_value(CriteriumSoort), description="Hoe zwaar het weegt.")
    onder_code: str | None = Field(
        default=None, max_length=20, description="Bij een keuze: het basispunt waar zij onder valt."
    )
    volgorde: int = Field(default=0, description="Plaats in het document.")


class Antwoord(StrEnum):
    JA = "ja"
    NEE = "nee"
    NIET_VAN_TOEPASSING = "niet_van_toepassing"


class CriteriumAntwoord(Model, table=True):
    """Hoe een case aan een punt van het richtsnoer voldoet, met de grond daarvoor."""

    __tablename__ = "criterium_antwoord"
    __table_args__ = (
        sa.UniqueConstraint("case_id", "criterium_id"),
        sa.CheckConstraint("trim(grond) <> ''", name="grond"),
    )

    case_id: int = Field(foreign_key="purpose_case.id", index=True, description="Case.")
    criterium_id: int = Field(foreign_key="criterium.id", index=True, description="Criterium.")
    antwoord: Antwoord = Field(sa_type=enum_by_value(Antwoord), description="Ja, nee of niet van toepassing.")
    grond: str = Field(max_length=1000, min_length=1, description="Waaruit dat blijkt.")
    door_id: int = Field(foreign_key="gebruiker.id", description="Wie het antwoord gaf.")

    criterium: Optional[Criterium] = Relationship()
