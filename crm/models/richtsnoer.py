"""Criterium and CriteriumAntwoord: the richtsnoer for the use of provincial money, and how a case answers it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Optional

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


@dataclass(frozen=True)
class Toetspunt:
    """A point of the richtsnoer beside the answer of a case; None where nobody has answered yet."""

    criterium: Criterium
    antwoord: CriteriumAntwoord | None

    def als_gegevens(self) -> dict[str, Any]:
        """The point as it is frozen in a decision."""
        return {
            "code": self.criterium.code,
            "eis": self.criterium.eis,
            "soort": self.criterium.soort.value,
            "antwoord": self.antwoord.antwoord.value if self.antwoord else None,
            "grond": self.antwoord.grond if self.antwoord else None,
        }


VERPLICHT = (CriteriumSoort.BASIS, CriteriumSoort.UITSLUITING)
"""The points that each case answers; a choice is one of several, and a preference may stay open."""


def ontbrekend(punten: Iterable[Toetspunt]) -> dict[str, list[str]]:
    """What a case must still say before it can be submitted, by code of the richtsnoer (001:1097-1150, 1190-1198)."""
    alle = list(punten)
    zonder: dict[str, list[str]] = {
        punt.criterium.code: ["Dit punt is nog niet beantwoord."]
        for punt in alle
        if punt.criterium.soort in VERPLICHT and punt.antwoord is None
    }
    keuzes: dict[str, list[Toetspunt]] = {}
    for punt in alle:
        if punt.criterium.soort is CriteriumSoort.KEUZE and punt.criterium.onder_code:
            keuzes.setdefault(punt.criterium.onder_code, []).append(punt)
    for code, onder in keuzes.items():
        if not any(punt.antwoord and punt.antwoord.antwoord is Antwoord.JA for punt in onder):
            zin = f"Beantwoord ten minste één van de {len(onder)} punten hieronder met ja."
            zonder.setdefault(code, []).append(zin)
    return zonder
