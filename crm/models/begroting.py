"""Begrotingsregel: the money ledger. Append-only; every table is a sum."""

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import enum_by_value
from crm.models.base import MetBron, Model


class BegrotingSoort(StrEnum):
    PRIMITIEF = "primitief"
    WIJZIGING = "wijziging"
    VERPLICHTING = "verplichting"
    REALISATIE = "realisatie"
    PROGNOSE = "prognose"


class Begrotingsregel(MetBron, Model, table=True):
    """Eén regel van het geldboek: post, jaar, soort en bedrag; een fout wordt rechtgezet met een tegenregel."""

    __table_args__ = (
        # A post that the document does not divide has no amount; unknown is not zero.
        sa.CheckConstraint(
            "bedrag_cent IS NOT NULL OR (soort = 'primitief' AND onderdeel IS NOT NULL)", name="bedrag"
        ),
        sa.CheckConstraint("jaar_tot >= jaar_van", name="jaren"),
        sa.Index("ix_begrotingsregel_jaar", "programma_id", "jaar_van"),
    )

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    doel_id: int | None = Field(
        default=None,
        foreign_key="doel.id",
        index=True,
        description="Doel; leeg voor een post die bij geen doel hoort.",
    )
    post: str = Field(max_length=120, description="Naam van de begrotingspost.")
    post_volgorde: int = Field(default=0, description="Plaats van de post in de tabel.")
    onderdeel: str | None = Field(
        default=None, max_length=300, description="Onderdeel van de post, als dat genoemd is."
    )
    jaar_van: int = Field(description="Jaar, of eerste jaar als het bedrag voor meer jaren geldt.")
    jaar_tot: int = Field(description="Laatste jaar waarvoor het bedrag geldt.")
    soort: BegrotingSoort = Field(sa_type=enum_by_value(BegrotingSoort), description="Soort regel.")
    bedrag_cent: int | None = Field(
        default=None,
        sa_type=sa.BigInteger,
        description="Bedrag in eurocenten; leeg als het document het niet verdeelt.",
    )
    woord: str | None = Field(default=None, max_length=40, description="Woord bij het bedrag, zoals ‘ruim’.")
    boekdatum: dt.date = Field(
        description="Dag waarop de regel is geboekt; bepaalt of hij op een peildatum meetelt."
    )
    toelichting: str | None = Field(default=None, max_length=400, description="Waar de regel over gaat.")
    door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie de regel heeft geboekt."
    )
