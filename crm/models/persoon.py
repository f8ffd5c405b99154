"""Persoon and Functie: a contact, and the dated job that contact holds somewhere."""

import datetime as dt
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.models.base import Model
from crm.models.organisatie import Organisatie


class Persoon(Model, table=True):
    """Een contactpersoon, met de reden waarom wij de gegevens hebben en tot wanneer."""

    naam: str = Field(max_length=200, min_length=1, description="Naam.")
    naam_sleutel: str = Field(index=True, description="Naam zonder hoofdletters en tekens.")
    email: str | None = Field(default=None, max_length=254, unique=True, description="E-mailadres.")
    telefoon: str | None = Field(default=None, max_length=40, description="Telefoonnummer.")
    herkomst: str | None = Field(default=None, max_length=200, description="Hoe wij aan de gegevens komen.")
    bewaren_tot: dt.date | None = Field(default=None, description="Dag waarna de gegevens worden gewist.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    functies: list["Functie"] = Relationship(back_populates="persoon")


class Functie(Model, table=True):
    """De functie die een persoon gedurende een tijd bij een organisatie heeft."""

    __table_args__ = (sa.CheckConstraint("tot IS NULL OR van IS NULL OR tot >= van", name="termijn"),)

    persoon_id: int = Field(foreign_key="persoon.id", index=True, description="Persoon.")
    organisatie_id: int = Field(foreign_key="organisatie.id", index=True, description="Organisatie.")
    naam: str | None = Field(default=None, max_length=200, description="Naam van de functie.")
    van: dt.date | None = Field(default=None, description="Eerste dag; leeg is onbekend.")
    tot: dt.date | None = Field(default=None, description="Laatste dag; leeg zolang zij duurt.")

    persoon: Optional["Persoon"] = Relationship(back_populates="functies")
    organisatie: Optional[Organisatie] = Relationship()
