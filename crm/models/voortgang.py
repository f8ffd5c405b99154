"""Voortgang: one status update of an actie, append-only."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import UtcDateTime, enum_by_value
from crm.models.base import Model


class Licht(StrEnum):
    GROEN = "groen"
    ORANJE = "oranje"
    ROOD = "rood"
    GRIJS = "grijs"


LICHTEN = ("beleid", "tijd", "geld")
# Better stands lower; grijs says nothing, so it has no direction.
ERNST = {Licht.GROEN: 0, Licht.ORANJE: 1, Licht.ROOD: 2}


def _licht(naam: str) -> sa.Enum:
    """Three columns share one enum; each needs a CHECK with a name of its own."""
    kolom = enum_by_value(Licht)
    kolom.name = f"licht_{naam}"
    return kolom


def afwijkingen(voorstel: Mapping[str, Any], lichten: Mapping[str, "Licht"]) -> tuple[str, ...]:
    """The lights that differ from what was proposed. Grijs proposes nothing, so nobody deviates from it."""
    voorgesteld = {naam: voorstel.get(naam, {}).get("licht", Licht.GRIJS) for naam in LICHTEN}
    return tuple(n for n in LICHTEN if voorgesteld[n] != Licht.GRIJS and voorgesteld[n] != lichten[n])


class Voortgang(Model, table=True):
    """Eén stand van een actie op een peildatum: drie lichten en de toelichting; wordt nooit gewijzigd, alleen aangevuld."""

    __table_args__ = (
        sa.CheckConstraint(
            "(beleid NOT IN ('oranje', 'rood') AND tijd NOT IN ('oranje', 'rood') AND geld NOT IN ('oranje', 'rood'))"
            " OR (oorzaak IS NOT NULL AND gevolg IS NOT NULL AND bijsturing IS NOT NULL)",
            name="toelichting_bij_afwijking",
        ),
        sa.Index("ix_voortgang_actie_peildatum", "actie_id", "peildatum"),
    )

    actie_id: int = Field(foreign_key="actie.id", description="Actie.")
    peildatum: dt.date = Field(description="Dag waarop de stand geldt.")
    beleid: Licht = Field(
        default=Licht.GRIJS,
        sa_type=_licht("beleid"),
        description="Licht voor beleid: bereiken we wat we wilden?",
    )
    tijd: Licht = Field(
        default=Licht.GRIJS, sa_type=_licht("tijd"), description="Licht voor tijd: halen we de planning?"
    )
    geld: Licht = Field(
        default=Licht.GRIJS,
        sa_type=_licht("geld"),
        description="Licht voor geld: blijven we binnen de begroting?",
    )
    toelichting: str | None = Field(default=None, description="Wat er is gedaan en wat er aankomt.")
    oorzaak: str | None = Field(
        default=None, description="Waardoor het afwijkt; verplicht bij oranje en rood."
    )
    gevolg: str | None = Field(
        default=None, description="Wat daarvan het gevolg is; verplicht bij oranje en rood."
    )
    bijsturing: str | None = Field(
        default=None, description="Wie wat doet en wanneer; verplicht bij oranje en rood."
    )
    voorstel: dict[str, Any] = Field(
        default_factory=dict,
        sa_type=sa.JSON,
        description="Wat het systeem per licht voorstelde, met de redenen; leeg bij een stand van vóór de voorstellen.",
    )
    afwijkreden: str | None = Field(
        default=None, max_length=1000, description="Waarom een licht anders is dan het voorstel."
    )
    door_id: int = Field(foreign_key="gebruiker.id", description="Wie de stand heeft gegeven.")
    gegeven_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop de stand is gegeven.")

    @property
    def afgeweken(self) -> tuple[str, ...]:
        """The lights that whoever gave them chose differently from the proposal."""
        return afwijkingen(self.voorstel, {naam: getattr(self, naam) for naam in LICHTEN})
