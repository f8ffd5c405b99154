"""Agendafeed: an address with which somebody's own calendar program follows dates from here."""

import datetime as dt
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, enum_by_value
from crm.models.base import Model
from crm.models.gebruiker import Gebruiker


class FeedSoort(StrEnum):
    """What is in a feed."""

    EIGEN = "eigen"
    OPDRACHT = "opdracht"
    COALITIE = "coalitie"
    PC_KALENDER = "pc_kalender"


class Agendafeed(Model, table=True):
    """Een adres dat een agenda volgt; alleen de hash van het teken erin staat hier. Intrekken werkt meteen."""

    __table_args__ = (
        sa.CheckConstraint("(soort = 'opdracht') = (opdracht_id IS NOT NULL)", name="opdracht"),
        sa.CheckConstraint("(soort = 'coalitie') = (coalitie_id IS NOT NULL)", name="coalitie"),
    )

    gebruiker_id: int = Field(
        foreign_key="gebruiker.id", index=True, description="Collega van wie het adres is."
    )
    soort: FeedSoort = Field(sa_type=enum_by_value(FeedSoort), description="Wat er in de agenda staat.")
    opdracht_id: int | None = Field(
        default=None, foreign_key="opdracht.id", index=True, description="Opdracht."
    )
    coalitie_id: int | None = Field(
        default=None, foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie."
    )
    teken_hash: str = Field(max_length=64, unique=True, description="SHA-256 van het teken in het adres.")
    laatst_gebruikt_op: dt.datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        description="Laatste keer dat een agenda erom vroeg, op een dag na.",
    )
    ingetrokken_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop het adres is ingetrokken."
    )

    gebruiker: Optional[Gebruiker] = Relationship()

    def is_zelfde(self, ander: "Agendafeed") -> bool:
        """Whether the same is in it."""
        zelf = (self.soort, self.opdracht_id, self.coalitie_id)
        return zelf == (ander.soort, ander.opdracht_id, ander.coalitie_id)
