"""When people are not reminded: an absence, a kind of reminder that somebody does not want, and days nobody works."""

import datetime as dt
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import Model
from crm.models.gebruiker import Gebruiker
from crm.models.herinneringsregel import RegelOnderwerp


class Afwezigheid(Model, table=True):
    """Een collega is er van de ene tot en met de andere dag niet, en krijgt dan geen mail."""

    __table_args__ = (sa.CheckConstraint("tot >= van", name="termijn"),)

    gebruiker_id: int = Field(foreign_key="gebruiker.id", index=True, description="Collega.")
    van: dt.date = Field(description="Eerste dag.")
    tot: dt.date = Field(description="Laatste dag.")

    gebruiker: Optional[Gebruiker] = Relationship()


class Demping(Model, table=True):
    """Iemand wil over dit onderwerp geen herinneringen meer; wat verplicht is, komt toch."""

    __table_args__ = (
        sa.CheckConstraint("(gebruiker_id IS NULL) <> (persoon_id IS NULL)", name="van_een"),
        sa.UniqueConstraint("gebruiker_id", "onderwerp"),
        sa.UniqueConstraint("persoon_id", "onderwerp"),
    )

    gebruiker_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega."
    )
    persoon_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Contactpersoon."
    )
    onderwerp: RegelOnderwerp = Field(
        sa_type=enum_by_value(RegelOnderwerp), description="Waarover geen herinneringen meer."
    )


class VrijeDag(Model, table=True):
    """Dagen waarop niet wordt gewerkt, naast weekeinden en feestdagen: een reces, een brugdag."""

    __tablename__ = "vrije_dag"
    __table_args__ = (
        sa.CheckConstraint("tot >= van", name="termijn"),
        sa.CheckConstraint("trim(naam) <> ''", name="naam_niet_leeg"),
        sa.UniqueConstraint("van", "naam"),
    )

    van: dt.date = Field(description="Eerste dag.")
    tot: dt.date = Field(description="Laatste dag.")
    naam: str = Field(
        max_length=120, min_length=1, description="Waarom dan niet wordt gewerkt, zoals PS-reces."
    )
