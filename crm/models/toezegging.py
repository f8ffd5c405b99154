"""Toezegging: what Gedeputeerde Staten promised Provinciale Staten. Never what a partner promised."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model


class ToezeggingStatus(StrEnum):
    OPENSTAAND = "openstaand"
    DEELS_VOLDAAN = "deels_voldaan"
    VOLDAAN = "voldaan"


T = ToezeggingStatus


class Toezegging(Model, table=True):
    """Wat GS aan PS heeft toegezegd, met de dag waarop het er moet zijn en hoe het staat."""

    __table_args__ = (
        sa.CheckConstraint("(status = 'voldaan') = (voldaan_op IS NOT NULL)", name="voldaan"),
        sa.CheckConstraint("uiterlijk IS NOT NULL OR herijken_op IS NOT NULL", name="datum_of_herijken"),
        sa.CheckConstraint("trim(omschrijving) <> ''", name="omschrijving_niet_leeg"),
        sa.Index("ix_toezegging_uiterlijk", "status", "uiterlijk"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        ToezeggingStatus,
        {
            "deels_voldoen": Stap((T.OPENSTAAND, T.DEELS_VOLDAAN), T.DEELS_VOLDAAN, "deels voldoen", "wat er is gedaan"),
            "voldoen": Stap((T.OPENSTAAND, T.DEELS_VOLDAAN), T.VOLDAAN, "voldoen", "waaruit het blijkt"),
        },
    )
    OPEN: ClassVar[tuple[ToezeggingStatus, ...]] = (T.OPENSTAAND, T.DEELS_VOLDAAN)

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar het bij hoort."
    )
    nummer: str | None = Field(default=None, max_length=40, unique=True, description="Nummer in het register van PS.")
    omschrijving: str = Field(max_length=1000, min_length=1, description="Wat is toegezegd.")
    gedaan_door: str = Field(max_length=200, min_length=1, description="Gedeputeerde die het toezegde.")
    gedaan_in: str = Field(max_length=200, min_length=1, description="Waar: PS, een commissie of een brief.")
    gedaan_op: dt.date = Field(description="Dag waarop het is toegezegd.")
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het bewaakt."
    )
    uiterlijk: dt.date | None = Field(default=None, description="Dag waarop het er moet zijn.")
    herijken_op: dt.date | None = Field(
        default=None, description="Dag waarop wij opnieuw kijken, als er geen datum is."
    )
    status: ToezeggingStatus = Field(
        default=ToezeggingStatus.OPENSTAAND, sa_type=enum_by_value(ToezeggingStatus), description="Hoe het staat."
    )
    voldaan_op: dt.date | None = Field(default=None, description="Dag waarop eraan is voldaan.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    stappen: list["Toezeggingstap"] = Relationship(
        back_populates="toezegging", sa_relationship_kwargs={"order_by": "Toezeggingstap.id"}
    )

    @property
    def is_gesloten(self) -> bool:
        return self.status not in self.OPEN

    @property
    def dag(self) -> dt.date | None:
        """The day it is about: the due date, or the day to look again where there is none."""
        return self.uiterlijk or self.herijken_op

    def voor_logboek(self) -> dict[str, Any]:
        """What the log keeps of it before and after a step."""
        velden = ("status", "uiterlijk", "herijken_op", "voldaan_op")
        return {veld: None if getattr(self, veld) is None else str(getattr(self, veld)) for veld in velden}

    def voldoen(self, dag: dt.date, tekst: str, *, deels: bool = False) -> "Toezeggingstap":
        """It was kept on that day, wholly or in part. Refuses with OngeldigeInvoer no words about what shows it."""
        if not tekst.strip():
            raise OngeldigeInvoer("Schrijf op waaruit het blijkt.", {"tekst": ["Waaruit blijkt het?"]})
        naam = "deels_voldoen" if deels else "voldoen"
        self.LEVENSLOOP.eis(self, naam)
        stap = Toezeggingstap(op=dag, tekst=tekst.strip(), naar_status=self.LEVENSLOOP.stappen[naam].naar)
        self.stappen.append(stap)
        if not deels:
            self.voldaan_op = dag
        self.LEVENSLOOP.apply(self, naam)
        return stap

    def verzetten(self, naar: dt.date, dag: dt.date, tekst: str) -> None:
        """There is a new date; the first and every later one are kept.

        Refuses with OngeldigeOvergang one that was kept, with AlGebeurd the date that holds already, with
        OngeldigeInvoer no reason.
        """
        if self.is_gesloten:
            raise OngeldigeOvergang("Aan deze toezegging is voldaan; de datum ligt vast.")
        if not tekst.strip():
            raise OngeldigeInvoer("Een nieuwe datum heeft een reden nodig.", {"tekst": ["Waarom verschuift de datum?"]})
        if naar == self.uiterlijk:
            raise AlGebeurd("Deze datum geldt al. U hoeft niets meer te doen.")
        self.stappen.append(
            Toezeggingstap(op=dag, tekst=tekst.strip(), naar_status=self.status, van=self.uiterlijk, naar=naar)
        )
        self.uiterlijk = naar

    @property
    def aantal_keer_verzet(self) -> int:
        return sum(stap.naar is not None for stap in self.stappen)


class Toezeggingstap(Model, table=True):
    """Wat met een toezegging gebeurde: deels voldaan, voldaan, of een nieuwe datum; wordt alleen aangevuld."""

    __table_args__ = (sa.CheckConstraint("trim(tekst) <> ''", name="tekst"),)

    toezegging_id: int = Field(foreign_key="toezegging.id", index=True, description="Toezegging.")
    op: dt.date = Field(description="Dag.")
    naar_status: ToezeggingStatus = Field(sa_type=enum_by_value(ToezeggingStatus), description="Stand sindsdien.")
    tekst: str = Field(max_length=1000, min_length=1, description="Wat er is gedaan, of waarom de datum verschuift.")
    van: dt.date | None = Field(default=None, description="Datum die gold, bij een nieuwe datum.")
    naar: dt.date | None = Field(default=None, description="Nieuwe datum.")

    toezegging: Optional["Toezegging"] = Relationship(back_populates="stappen")
