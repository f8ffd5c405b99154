"""Programma and Doel: a uitvoeringsagenda and its doelenboom."""

from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import MetBron, Model


class Programma(MetBron, Model, table=True):
    """Een uitvoeringsagenda: naam, periode, missie, begrotingsprogramma en portefeuillehouder."""

    __table_args__ = (sa.CheckConstraint("jaar_tot >= jaar_van", name="periode"),)

    code: str = Field(max_length=40, unique=True, description="Korte code, zoals nh-economie-2025-2028.")
    naam: str = Field(max_length=300, description="Naam zoals op de agenda staat.")
    jaar_van: int = Field(description="Eerste jaar van de agenda.")
    jaar_tot: int = Field(
        description="Laatste jaar van de agenda; later gestelde doelen mogen erbuiten vallen."
    )
    missie: str | None = Field(default=None, description="Missie of hoofddoelstelling.")
    ambitie: str | None = Field(
        default=None, description="Ambitie of hoger doel, als het document dat apart noemt."
    )
    begrotingsprogramma: str | None = Field(
        default=None, max_length=120, description="Programma in de provinciale begroting, zoals 6.1."
    )
    portefeuillehouder: str | None = Field(
        default=None, max_length=200, description="Naam van de gedeputeerde."
    )
    portefeuille: str | None = Field(default=None, max_length=300, description="Functie van de gedeputeerde.")
    eigenaar: str | None = Field(
        default=None, max_length=200, description="Organisatie die de agenda heeft vastgesteld."
    )
    kaders: list[str] = Field(
        default_factory=list, sa_type=sa.JSON, description="Kaders waar de agenda op rust."
    )

    @property
    def periode(self) -> str:
        return f"{self.jaar_van}-{self.jaar_tot}"


class Niveau(StrEnum):
    SPEERPUNT = "speerpunt"
    THEMA = "thema"
    ACTIELIJN = "actielijn"
    VERSNELLER = "versneller"
    HANDREIKING = "handreiking"


class Doel(MetBron, Model, table=True):
    """Een knoop van de doelenboom: speerpunt, thema of actielijn, met de naam die het document zelf gebruikt."""

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waar dit doel onder valt."
    )
    ouder_id: int | None = Field(
        default=None,
        foreign_key="doel.id",
        index=True,
        description="Doel waar dit onder hangt; leeg aan de top.",
    )
    niveau: Niveau = Field(sa_type=enum_by_value(Niveau), description="Hoe het document dit niveau noemt.")
    nummer: str | None = Field(default=None, max_length=20, description="Nummer zoals gedrukt.")
    naam: str = Field(max_length=300, description="Naam zoals gedrukt.")
    naam_varianten: list[str] = Field(
        default_factory=list,
        sa_type=sa.JSON,
        description="Andere namen die het document voor hetzelfde gebruikt.",
    )
    doelstelling: str | None = Field(default=None, description="Wat dit doel wil bereiken.")
    budgetnaam: str | None = Field(
        default=None, max_length=120, description="Naam van de post in de begroting."
    )
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")
    volgorde: int = Field(default=0, description="Plaats in het document.")

    programma: Optional["Programma"] = Relationship()
