"""Convenant and Ondertekening: a deal, and who signed it."""

import datetime as dt
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import MetBron, Model
from crm.models.indicator import Woord
from crm.models.organisatie import Organisatie


class Convenant(MetBron, Model, table=True):
    """Een deal, manifest of akkoord met veel ondertekenaars."""

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda die het noemt.")
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar het bij hoort."
    )
    naam: str = Field(max_length=300, description="Naam.")
    soort: str | None = Field(
        default=None, max_length=120, description="Deal, manifest, akkoord, samenwerkingstraject."
    )
    jaar: int | None = Field(default=None, description="Jaar waarin het gesloten of vernieuwd is.")
    aantal_genoemd: int | None = Field(
        default=None, description="Aantal partijen dat het document noemt; leeg is niet genoemd."
    )
    aantal_woord: Woord = Field(
        default=Woord.EXACT, sa_type=enum_by_value(Woord), description="Woord bij dat aantal."
    )
    partijen: str | None = Field(
        default=None, max_length=400, description="Partijen zoals het document ze omschrijft."
    )
    rol_provincie: str | None = Field(default=None, max_length=200, description="Rol van de provincie.")
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")


class Ondertekening(MetBron, Model, table=True):
    """Een partij heeft een convenant ondertekend; wie zij is, heeft soms een mens moeten beslissen."""

    __table_args__ = (
        sa.UniqueConstraint("convenant_id", "organisatie_id"),
        sa.UniqueConstraint("convenant_id", "naam_sleutel"),
        sa.CheckConstraint("organisatie_id IS NOT NULL OR naam IS NOT NULL", name="wie"),
        sa.CheckConstraint("organisatie_id IS NOT NULL OR beoordeeld_door_id IS NULL", name="beoordeeld"),
    )

    convenant_id: int = Field(foreign_key="convenant.id", index=True, description="Convenant.")
    organisatie_id: int | None = Field(
        default=None,
        foreign_key="organisatie.id",
        index=True,
        description="Organisatie; leeg zolang niemand heeft beslist wie het is.",
    )
    naam: str | None = Field(default=None, max_length=200, description="Naam zoals in het bestand of de akte.")
    naam_sleutel: str | None = Field(default=None, description="Naam zonder hoofdletters en tekens.")
    kvk_nummer: str | None = Field(default=None, max_length=8, description="KvK-nummer zoals in het bestand.")
    beoordeeld_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie besliste welke organisatie het is, bij twijfel."
    )
    getekend_op: dt.date | None = Field(default=None, description="Dag van ondertekening.")

    organisatie: Optional[Organisatie] = Relationship()
