"""Rapportage: a report over a period, frozen as a snapshot."""

import datetime as dt
import hashlib
import json
from enum import StrEnum
from typing import Any, ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, enum_by_value
from crm.errors import NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.programma import Programma


class RapportageStatus(StrEnum):
    CONCEPT = "concept"
    TER_VASTSTELLING = "ter_vaststelling"
    VASTGESTELD = "vastgesteld"
    AANGEBODEN = "aangeboden"
    GEPUBLICEERD = "gepubliceerd"


_R = RapportageStatus


class Rapportage(Model, table=True):
    """Een rapportage over een periode: opgesteld, door een tweede vastgesteld, bevroren en aangeboden aan GS."""

    __table_args__ = (
        sa.UniqueConstraint("programma_id", "periode", "versienummer"),
        sa.CheckConstraint(
            "vastgesteld_door_id IS NULL OR vastgesteld_door_id <> opgesteld_door_id", name="tweede_persoon"
        ),
        sa.CheckConstraint(
            "(status IN ('vastgesteld', 'aangeboden', 'gepubliceerd')) = (vastgesteld_op IS NOT NULL)",
            name="vastgesteld",
        ),
        sa.CheckConstraint(
            "(vastgesteld_op IS NULL) = (vastgesteld_door_id IS NULL)", name="vastgesteld_door"
        ),
        sa.CheckConstraint("versienummer = 1 OR correctie_reden IS NOT NULL", name="correctie"),
        sa.CheckConstraint("length(sha256) = 64", name="hash"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        RapportageStatus,
        {
            "voorleggen": Stap((_R.CONCEPT,), _R.TER_VASTSTELLING, "ter vaststelling voorleggen"),
            "terugsturen": Stap((_R.TER_VASTSTELLING,), _R.CONCEPT, "terugsturen naar concept", "een reden"),
            "vaststellen": Stap(
                (_R.TER_VASTSTELLING,), _R.VASTGESTELD, "vaststellen", "een ander dan de opsteller"
            ),
            "aanbieden": Stap((_R.VASTGESTELD,), _R.AANGEBODEN, "aanbieden aan GS"),
            "publiceren": Stap((_R.AANGEBODEN,), _R.GEPUBLICEERD, "publiceren"),
        },
    )

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waar de rapportage over gaat."
    )
    periode: str = Field(max_length=10, description="Periode, zoals 2026-K3.")
    peildatum: dt.date = Field(description="Dag waarop de cijfers gelden.")
    versienummer: int = Field(
        default=1, description="Eerste versie is 1; een correctie is een nieuwe versie."
    )
    status: RapportageStatus = Field(
        default=RapportageStatus.CONCEPT,
        sa_type=enum_by_value(RapportageStatus),
        description="Waar de rapportage staat.",
    )
    vorige_id: int | None = Field(
        default=None,
        foreign_key="rapportage.id",
        description="Rapportage waarmee de verschillen zijn bepaald.",
    )
    gevraagd_besluit: str | None = Field(default=None, description="Wat GS wordt gevraagd te besluiten.")
    hoofdboodschap: str | None = Field(default=None, description="De boodschap in een paar zinnen.")
    vooruitblik: str | None = Field(default=None, description="Wat er het komende kwartaal aankomt.")
    momentopname: str = Field(
        description="De cijfers als vaste JSON-tekst; de rapportage wordt alleen hieruit gemaakt."
    )
    sha256: str = Field(max_length=64, description="Controlegetal van de momentopname.")
    opgesteld_door_id: int = Field(foreign_key="gebruiker.id", description="Opsteller.")
    opgesteld_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment van de momentopname.")
    vastgesteld_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie heeft vastgesteld."
    )
    vastgesteld_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van vaststelling."
    )
    aangeboden_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van aanbieding aan GS."
    )
    gepubliceerd_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van publicatie."
    )
    terugstuur_reden: str | None = Field(default=None, description="Waarom zij is teruggestuurd.")
    correctie_reden: str | None = Field(default=None, description="Waarom er een nieuwe versie is.")

    programma: Optional[Programma] = Relationship()

    def bevriezen(self, momentopname: dict[str, Any], nu: dt.datetime) -> None:
        """The figures are these. Refuses with OngeldigeOvergang once the report was put up for adoption."""
        if self.status is not RapportageStatus.CONCEPT:
            raise OngeldigeOvergang(
                "Deze rapportage is geen concept meer; de cijfers liggen vast. Maak zo nodig een correctie."
            )
        self.momentopname = canoniek(momentopname)
        self.sha256 = hashlib.sha256(self.momentopname.encode()).hexdigest()
        self.opgesteld_op = nu

    def vaststellen(self, door_id: int, nu: dt.datetime) -> None:
        """A second person adopted the report. Refuses the drafter with NietToegestaan."""
        if door_id == self.opgesteld_door_id:
            raise NietToegestaan(
                "U hebt deze rapportage zelf opgesteld. Vraag een collega om haar vast te stellen."
            )
        self.LEVENSLOOP.apply(self, "vaststellen")
        self.vastgesteld_door_id, self.vastgesteld_op = door_id, nu

    def terugsturen(self, reden: str) -> None:
        """The report is a draft again, with a reason."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom gaat de rapportage terug?"]})
        self.LEVENSLOOP.apply(self, "terugsturen")
        self.terugstuur_reden = reden.strip()

    @property
    def cijfers(self) -> dict[str, Any]:
        """The snapshot, read back."""
        return json.loads(self.momentopname)


def canoniek(gegevens: dict[str, Any]) -> str:
    """The one way to write these figures down: sorted keys, no spaces, no escapes. Same figures, same text."""
    return json.dumps(gegevens, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
