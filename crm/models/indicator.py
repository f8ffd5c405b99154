"""Indicator, Streefwaarde and Meting: what is counted, what is aimed at, and what was found."""

import datetime as dt
import itertools
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import UtcDateTime, VastePunt, enum_by_value
from crm.models.base import MetBron, Model

_PRECIES = Decimal("0.0001")


class IndicatorSoort(StrEnum):
    STREEF = "streef"
    GEREALISEERD = "gerealiseerd"
    PROGNOSE = "prognose"
    CONTEXT = "context"


class Richting(StrEnum):
    OMHOOG = "omhoog"
    OMLAAG = "omlaag"
    BEREIKEN = "bereiken"


class Woord(StrEnum):
    """The word that belongs to a number and is part of it."""

    EXACT = "exact"
    CIRCA = "circa"
    TEN_MINSTE = "ten_minste"
    MEER_DAN = "meer_dan"
    MAXIMAAL = "maximaal"
    RUIM = "ruim"
    BIJNA = "bijna"
    BEREIK = "bereik"


class Indicator(MetBron, Model, table=True):
    """Wat wordt geteld, in welke eenheid en welke richting, met de waarde waarmee het begon."""

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waar de indicator bij hoort."
    )
    doel_id: int | None = Field(
        default=None, foreign_key="doel.id", index=True, description="Doel waar hij iets over zegt."
    )
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar hij iets over zegt."
    )
    naam: str = Field(max_length=300, description="Wat wordt geteld.")
    eenheid: str = Field(max_length=120, description="Eenheid, zoals ha, % of campussen.")
    soort: IndicatorSoort = Field(
        sa_type=enum_by_value(IndicatorSoort), description="Doel, stand, prognose of achtergrond."
    )
    richting: Richting = Field(
        default=Richting.OMHOOG, sa_type=enum_by_value(Richting), description="Welke kant op beter is."
    )
    nulwaarde: Decimal | None = Field(
        default=None, sa_type=VastePunt(4), description="Beginwaarde; leeg is onbekend."
    )
    nulwaarde_jaar: int | None = Field(default=None, description="Jaar van de beginwaarde.")
    referentiejaar: int | None = Field(default=None, description="Jaar waarmee een percentage vergelijkt.")
    is_jaarlijks: bool = Field(default=False, description="De streefwaarde geldt elk jaar opnieuw.")
    toelichting: str | None = Field(default=None, description="Wat bij het lezen opviel.")
    volgorde: int = Field(default=0, description="Plaats in het document.")

    def lijn(self, streef: Iterable["Streefwaarde"], dag: dt.date) -> Decimal | None:
        """Where the straight path from the nulwaarde through every target is on this day.

        After the last target it stays there. None before it begins, and where there is no path: no nulwaarde with a year,
        no target with a year and a number, or a target that holds anew every year.
        """
        if self.nulwaarde is None or self.nulwaarde_jaar is None or self.is_jaarlijks:
            return None
        hoeken = [(self.nulwaarde_jaar, self.nulwaarde)]
        for waarde in op_jaar(streef):
            if waarde.jaar is not None and waarde.getal is not None and waarde.jaar > hoeken[-1][0]:
                hoeken.append((waarde.jaar, waarde.getal))
        tijd = jaartijd(dag)
        if len(hoeken) == 1 or tijd < hoeken[0][0]:
            return None
        for (van, begin), (tot, eind) in itertools.pairwise(hoeken):
            if tijd <= tot:
                return (begin + (eind - begin) * (tijd - van) / (tot - van)).quantize(_PRECIES)
        return hoeken[-1][1]


def jaartijd(dag: dt.date) -> Decimal:
    """A day in years, such that 31 December 2025 is exactly 2025: a value "of 2025" is the value at its end."""
    dagen = dt.date(dag.year, 12, 31).timetuple().tm_yday
    return (dag.year - 1 + Decimal(dag.timetuple().tm_yday) / dagen).quantize(_PRECIES)


def op_jaar(streef: Iterable["Streefwaarde"]) -> list["Streefwaarde"]:
    """Targets in order of year, without a year last. Sorted here: databases differ on where NULL belongs."""
    return sorted(streef, key=lambda waarde: (waarde.jaar is None, waarde.jaar or 0, waarde.id or 0))


class Streefwaarde(MetBron, Model, table=True):
    """De waarde die een indicator in een jaar moet hebben: een getal, een bereik of ja/nee."""

    __table_args__ = (
        sa.CheckConstraint(
            "waarde_max IS NULL OR waarde_min IS NULL OR waarde_min <= waarde_max", name="bereik"
        ),
        sa.CheckConstraint(
            "waarde_min IS NOT NULL OR waarde_max IS NOT NULL OR waarde_tekst IS NOT NULL", name="waarde"
        ),
        sa.CheckConstraint(
            "(woord = 'bereik') = (waarde_min IS NOT NULL AND waarde_max IS NOT NULL AND waarde_min < waarde_max)",
            name="woord_bereik",
        ),
    )

    indicator_id: int = Field(foreign_key="indicator.id", index=True, description="Indicator.")
    jaar: int | None = Field(
        default=None, description="Jaar waarin de waarde bereikt moet zijn; leeg is niet genoemd."
    )
    waarde_min: Decimal | None = Field(
        default=None, sa_type=VastePunt(4), description="Ondergrens, of de waarde zelf."
    )
    waarde_max: Decimal | None = Field(
        default=None, sa_type=VastePunt(4), description="Bovengrens, of de waarde zelf."
    )
    waarde_tekst: str | None = Field(
        default=None, max_length=40, description="Waarde die geen getal is, zoals ja."
    )
    woord: Woord = Field(
        default=Woord.EXACT, sa_type=enum_by_value(Woord), description="Woord dat bij het getal hoort."
    )
    gedrukt: str | None = Field(default=None, max_length=300, description="Zoals het gedrukt staat.")

    @property
    def getal(self) -> Decimal | None:
        """The lower bound of a range, or the value itself: the least that was promised."""
        return self.waarde_min if self.waarde_min is not None else self.waarde_max


class Meting(MetBron, Model, table=True):
    """Een gemeten waarde met dag, herkomst en wie haar heeft goedgekeurd; ‘nog niet bekend’ is ook een antwoord."""

    __table_args__ = (
        sa.CheckConstraint("is_onbekend = (waarde IS NULL)", name="waarde_of_onbekend"),
        sa.CheckConstraint("peildatum IS NOT NULL OR bron_id IS NOT NULL", name="dag_of_bron"),
        sa.CheckConstraint(
            "goedgekeurd_door_id IS NULL OR goedgekeurd_door_id <> ingevoerd_door_id", name="tweede_persoon"
        ),
        sa.CheckConstraint("(goedgekeurd_door_id IS NULL) = (goedgekeurd_op IS NULL)", name="goedgekeurd"),
    )

    indicator_id: int = Field(foreign_key="indicator.id", index=True, description="Indicator.")
    peildatum: dt.date | None = Field(
        default=None, description="Dag waarvoor de waarde geldt; leeg als het document die niet noemt."
    )
    waarde: Decimal | None = Field(
        default=None, sa_type=VastePunt(4), description="Gemeten waarde; leeg als zij nog niet bekend is."
    )
    woord: Woord = Field(
        default=Woord.EXACT, sa_type=enum_by_value(Woord), description="Woord dat bij het getal hoort."
    )
    is_onbekend: bool = Field(default=False, description="Uitdrukkelijk nog niet bekend.")
    herkomst: str | None = Field(default=None, max_length=300, description="Waar het getal vandaan komt.")
    ingevoerd_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie het heeft ingevoerd."
    )
    goedgekeurd_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Tweede persoon die het goedkeurde."
    )
    goedgekeurd_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van goedkeuring."
    )
