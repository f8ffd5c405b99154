"""Herijking: the half-yearly review of everything that was promised and is not there yet."""

import datetime as dt
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import AlGebeurd
from crm.models.base import Model
from crm.models.partnerafspraak import Partnerafspraak
from crm.models.toezegging import Toezegging


class Lijst(StrEnum):
    A = "A"
    """The date has passed."""

    B = "B"
    """Due within the half year."""


class HerijkingBesluit(StrEnum):
    NAGEKOMEN = "nagekomen"
    NIEUWE_DATUM = "nieuwe_datum"
    HANDHAVEN = "handhaven"
    VERVALLEN = "vervallen"
    AL_GESLOTEN = "al_gesloten"
    """It was closed in between, by an ordinary step."""


# What somebody can decide; that a promise was closed meanwhile is found, not decided.
KEUZES = (
    HerijkingBesluit.NAGEKOMEN,
    HerijkingBesluit.NIEUWE_DATUM,
    HerijkingBesluit.HANDHAVEN,
    HerijkingBesluit.VERVALLEN,
)


class Herijking(Model, table=True):
    """De halfjaarlijkse ronde: lijst A is te laat, lijst B moet er binnen het halfjaar zijn."""

    __table_args__ = (
        sa.UniqueConstraint("jaar", "helft"),
        sa.CheckConstraint("helft IN (1, 2)", name="helft"),
        sa.CheckConstraint("tot > peildatum", name="tot"),
    )

    jaar: int = Field(description="Jaar.")
    helft: int = Field(description="Eerste of tweede helft van het jaar.")
    peildatum: dt.date = Field(description="Dag waarop de lijsten zijn gemaakt.")
    tot: dt.date = Field(description="Laatste dag die op lijst B meetelt.")
    gestart_door_id: int = Field(foreign_key="gebruiker.id", description="Wie de ronde begon.")
    afgerond_op: dt.date | None = Field(default=None, description="Dag waarop over elke regel was besloten.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    regels: list["Herijkingsregel"] = Relationship(
        back_populates="herijking", sa_relationship_kwargs={"order_by": "Herijkingsregel.id"}
    )

    @property
    def naam(self) -> str:
        """ "tweede helft van 2026": how a colleague says it, for behind "Herijking"."""
        return f"{'eerste' if self.helft == 1 else 'tweede'} helft van {self.jaar}"


def halfjaar(jaar: int, helft: int) -> tuple[dt.date, dt.date]:
    """The first and the last day of this half year."""
    if helft == 1:
        return dt.date(jaar, 1, 1), dt.date(jaar, 6, 30)
    return dt.date(jaar, 7, 1), dt.date(jaar, 12, 31)


def halfjaar_van(dag: dt.date) -> tuple[int, int]:
    """The year and the half of it in which this day lies."""
    return dag.year, 1 if dag.month <= 6 else 2


def volgend_halfjaar(jaar: int, helft: int) -> tuple[int, int]:
    return (jaar, 2) if helft == 1 else (jaar + 1, 1)


class Herijkingsregel(Model, table=True):
    """Eén partnerafspraak of toezegging in een ronde; zij eindigt met precies één besluit."""

    __table_args__ = (
        sa.UniqueConstraint("herijking_id", "afspraak_id"),
        sa.UniqueConstraint("herijking_id", "toezegging_id"),
        sa.CheckConstraint("(afspraak_id IS NULL) <> (toezegging_id IS NULL)", name="een_onderwerp"),
        sa.CheckConstraint("(besluit IS NULL) = (besloten_op IS NULL)", name="besloten"),
        sa.CheckConstraint("(besluit IS NULL) = (besloten_door_id IS NULL)", name="besloten_door"),
        sa.CheckConstraint(
            "besluit IS NULL OR besluit IN ('nagekomen', 'al_gesloten') OR toelichting IS NOT NULL", name="gronden"
        ),
    )

    herijking_id: int = Field(foreign_key="herijking.id", index=True, description="Ronde.")
    afspraak_id: int | None = Field(
        default=None, foreign_key="partnerafspraak.id", index=True, description="Partnerafspraak."
    )
    toezegging_id: int | None = Field(
        default=None, foreign_key="toezegging.id", index=True, description="Toezegging."
    )
    lijst: Lijst = Field(sa_type=enum_by_value(Lijst), description="A: te laat. B: binnen het halfjaar.")
    uiterlijk: dt.date = Field(description="Datum zoals die gold toen de ronde begon.")
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die beslist."
    )
    besluit: HerijkingBesluit | None = Field(
        default=None, sa_type=enum_by_value(HerijkingBesluit), description="Wat ermee gebeurt."
    )
    toelichting: str | None = Field(default=None, max_length=1000, description="Waarom.")
    nieuwe_datum: dt.date | None = Field(default=None, description="Nieuwe datum, als die er is.")
    besloten_op: dt.date | None = Field(default=None, description="Dag van het besluit.")
    besloten_door_id: int | None = Field(default=None, foreign_key="gebruiker.id", description="Wie besloot.")

    herijking: Optional["Herijking"] = Relationship(back_populates="regels")
    afspraak: Optional[Partnerafspraak] = Relationship()
    toezegging: Optional[Toezegging] = Relationship()

    @property
    def onderwerp(self) -> Partnerafspraak | Toezegging:
        """What the line is about."""
        return self.afspraak or self.toezegging

    def besluiten(
        self, besluit: HerijkingBesluit, dag: dt.date, door_id: int, toelichting: str | None, naar: dt.date | None
    ) -> None:
        """There is one decision about this line. Refuses with AlGebeurd a second one."""
        if self.besluit is not None:
            raise AlGebeurd("Over deze regel is al besloten.")
        self.besluit, self.besloten_op, self.besloten_door_id = besluit, dag, door_id
        self.toelichting, self.nieuwe_datum = (toelichting or "").strip() or None, naar
