"""Levering, Verzetting and Afschrijving: the lines of the ledger behind a partnerafspraak."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import TYPE_CHECKING, Optional, Protocol

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import VastePunt, enum_by_value
from crm.models.base import Model

if TYPE_CHECKING:
    from crm.models.partnerafspraak import Partnerafspraak


class BewijsSoort(StrEnum):
    DOCUMENT = "document"
    OVERLEG = "overleg"
    BEVESTIGING = "bevestiging"


class Levering(Model, table=True):
    """Wat op een afspraak is geleverd, met het bewijs daarvan."""

    __table_args__ = (
        sa.CheckConstraint("hoeveelheid > 0", name="hoeveelheid"),
        sa.CheckConstraint("trim(bewijs) <> ''", name="bewijs"),
        sa.CheckConstraint("bewijs_soort <> 'overleg' OR overleg_id IS NOT NULL", name="bewijs_overleg"),
    )

    afspraak_id: int = Field(foreign_key="partnerafspraak.id", index=True, description="Afspraak.")
    hoeveelheid: Decimal = Field(sa_type=VastePunt(2), description="Hoeveel, in de eenheid van de afspraak.")
    geleverd_op: dt.date = Field(description="Dag van levering.")
    bewijs_soort: BewijsSoort = Field(
        default=BewijsSoort.BEVESTIGING,
        sa_type=enum_by_value(BewijsSoort),
        description="Een document, een overleg of een schriftelijke bevestiging.",
    )
    bewijs: str = Field(
        max_length=400, min_length=1, description="Waaruit het blijkt: een document, overleg of bevestiging."
    )
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waaruit het blijkt."
    )
    bijlage_id: int | None = Field(
        default=None, foreign_key="bijlage.id", index=True, description="Bestand waaruit het blijkt."
    )

    afspraak: Optional["Partnerafspraak"] = Relationship(back_populates="leveringen")


class Verzetting(Model, table=True):
    """Een afspraak kreeg een nieuwe datum."""

    __table_args__ = (sa.CheckConstraint("trim(grond) <> ''", name="grond"),)

    afspraak_id: int = Field(foreign_key="partnerafspraak.id", index=True, description="Afspraak.")
    van: dt.date | None = Field(default=None, description="Datum die gold; leeg als er geen was.")
    naar: dt.date = Field(description="Datum die sindsdien geldt.")
    verzet_op: dt.date = Field(description="Dag waarop de datum is verzet.")
    grond: str = Field(max_length=400, min_length=1, description="Waarom.")

    afspraak: Optional["Partnerafspraak"] = Relationship(back_populates="verzettingen")


class Afschrijving(Model, table=True):
    """Wat van een afspraak niet meer komt, en waarom."""

    __table_args__ = (
        sa.CheckConstraint("hoeveelheid > 0", name="hoeveelheid"),
        sa.CheckConstraint("trim(grond) <> ''", name="grond"),
    )

    afspraak_id: int = Field(foreign_key="partnerafspraak.id", index=True, description="Afspraak.")
    hoeveelheid: Decimal = Field(sa_type=VastePunt(2), description="Hoeveel, in de eenheid van de afspraak.")
    afgeschreven_op: dt.date = Field(description="Dag waarop het is afgeschreven.")
    grond: str = Field(max_length=4000, min_length=1, description="Waarom het niet meer komt.")

    afspraak: Optional["Partnerafspraak"] = Relationship(back_populates="afschrijvingen")


class _Verschuiving(Protocol):
    van: dt.date | None
    naar: dt.date
    verzet_op: dt.date


def datum_op(
    nu: dt.date | None, verzettingen: Sequence[_Verschuiving], peildatum: dt.date
) -> dt.date | None:
    """The due date that held on that day: the last move by then, or the date before the first later one.

    `verzettingen` are in the order in which they were made.
    """
    eerder = [stap for stap in verzettingen if stap.verzet_op <= peildatum]
    if eerder:
        return eerder[-1].naar
    return verzettingen[0].van if verzettingen else nu


def eerste_datum(nu: dt.date | None, verzettingen: Sequence[_Verschuiving]) -> dt.date | None:
    """The first date it ever had; the one it has now when it never moved."""
    data = [datum for stap in verzettingen for datum in (stap.van, stap.naar) if datum is not None]
    return data[0] if data else nu


def dagen_verschoven(nu: dt.date | None, verzettingen: Sequence[_Verschuiving]) -> int:
    """How many days later it is now than it was to be at first; below zero when it comes earlier."""
    eerste = eerste_datum(nu, verzettingen)
    return (nu - eerste).days if eerste is not None and nu is not None else 0


@dataclass(frozen=True)
class Boekstand:
    """What the ledger of one promise says on a day, in the unit of the promise."""

    dag: dt.date
    eenheid: str
    afgesproken: Decimal
    geleverd: Decimal
    afgeschreven: Decimal
    uiterlijk: dt.date | None

    @property
    def openstaand(self) -> Decimal:
        return self.afgesproken - self.geleverd - self.afgeschreven
