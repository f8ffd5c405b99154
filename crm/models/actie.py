"""Actie and Betrokkenheid: what is executed, and who is in it."""

import datetime as dt
import re
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import MetBron, Model
from crm.models.organisatie import Organisatie


class Actie(MetBron, Model, table=True):
    """Wat wordt uitgevoerd, onder een doel of rechtstreeks onder de agenda; kan deelacties hebben."""

    __table_args__ = (
        sa.CheckConstraint("ouder_id IS NULL OR ouder_id <> id", name="eigen_ouder"),
        sa.CheckConstraint("(beeindigd_op IS NULL) = (beeindigd_reden IS NULL)", name="beeindigd"),
    )

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waar de actie onder valt."
    )
    doel_id: int | None = Field(
        default=None, foreign_key="doel.id", index=True, description="Doel waar de actie aan werkt."
    )
    ouder_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar deze deelactie bij hoort."
    )
    nummer: str = Field(max_length=20, description="Nummer zoals gedrukt; niet uniek binnen een document.")
    titel: str = Field(max_length=400, description="Titel zoals gedrukt.")
    korte_titel: str | None = Field(
        default=None, max_length=200, description="Korte titel, voor tabellen en figuren."
    )
    samenvatting: str | None = Field(default=None, description="De actie in één zin.")
    rol_provincie: str | None = Field(
        default=None, max_length=200, description="Rol van de provincie in deze actie."
    )
    budgetpost: str | None = Field(
        default=None, max_length=120, description="Begrotingspost waar de actie uit wordt betaald."
    )
    is_doorlopend: bool = Field(default=False, description="De actie heeft geen einde.")
    tijdpad: str | None = Field(
        default=None, max_length=300, description="Tijdpad, als het document dat open laat."
    )
    opmerking: str | None = Field(default=None, description="Wat bij het lezen van het document opviel.")
    kaders: list[str] = Field(
        default_factory=list, sa_type=sa.JSON, description="Beleidskaders die de actie noemt."
    )
    samenhang: list[str] = Field(
        default_factory=list, sa_type=sa.JSON, description="Acties en stukken waarmee samenhang is genoemd."
    )
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die de voortgang bijhoudt."
    )
    volgorde: int = Field(default=0, description="Plaats in het document.")
    beeindigd_op: dt.date | None = Field(default=None, description="Dag waarop de actie is beëindigd.")
    beeindigd_reden: str | None = Field(default=None, description="Waarom de actie is beëindigd.")

    @property
    def naam(self) -> str:
        """The short title, or the title where there is none."""
        return self.korte_titel or self.titel


def natuurlijke_volgorde(nummer: str) -> tuple[int, str]:
    """Sorts printed numbers as people do: 2, 5a, 5b, 10, 12a."""
    gevonden = re.match(r"(\d+)(.*)", nummer)
    return (int(gevonden[1]), gevonden[2]) if gevonden else (10**6, nummer)


class Rol(StrEnum):
    INITIATOR = "initiator"
    PARTNER = "partner"
    UITVOERDER = "uitvoerder"
    BEVOEGD_GEZAG = "bevoegd_gezag"
    OPDRACHTGEVER = "opdrachtgever"
    REGIOVERSNELLER = "regioversneller"
    GECONSULTEERD = "geconsulteerd"


class Betrokkenheid(MetBron, Model, table=True):
    """Een organisatie (of een groep die het document bij naam noemt) is in een rol betrokken bij een actie of doel."""

    __table_args__ = (
        sa.CheckConstraint(
            "(CASE WHEN actie_id IS NULL THEN 0 ELSE 1 END) + (CASE WHEN doel_id IS NULL THEN 0 ELSE 1 END)"
            " + (CASE WHEN programma_id IS NULL THEN 0 ELSE 1 END) = 1",
            name="een_onderwerp",
        ),
    )

    actie_id: int | None = Field(default=None, foreign_key="actie.id", index=True, description="Actie.")
    doel_id: int | None = Field(default=None, foreign_key="doel.id", index=True, description="Doel.")
    programma_id: int | None = Field(
        default=None, foreign_key="programma.id", index=True, description="Agenda."
    )
    organisatie_id: int | None = Field(
        default=None,
        foreign_key="organisatie.id",
        index=True,
        description="Organisatie; leeg als het document een groep noemt, zoals ‘gemeenten’.",
    )
    rol: Rol = Field(sa_type=enum_by_value(Rol), description="Rol waarin zij betrokken is.")
    gedrukt: str = Field(max_length=300, description="Naam zoals het document die gebruikt.")

    organisatie: Optional[Organisatie] = Relationship()
