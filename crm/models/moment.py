"""Moments as a document prints them: "begin 2026", "jaarlijks", "2026-2027". The precision is part of the value."""

import datetime as dt
import re
from enum import StrEnum
from zoneinfo import ZoneInfo

from sqlmodel import Field, SQLModel

from crm.db import enum_by_value

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def dag_van(moment: dt.datetime) -> dt.date:
    """The day on the calendar in the Netherlands: half past midnight is tomorrow here while it is today in UTC."""
    return moment.astimezone(AMSTERDAM).date()


class Precisie(StrEnum):
    DAG = "dag"
    MAAND = "maand"
    BEGIN_JAAR = "begin_jaar"
    MEDIO_JAAR = "medio_jaar"
    EIND_JAAR = "eind_jaar"
    JAAR = "jaar"
    JAARREEKS = "jaarreeks"
    VANAF = "vanaf"
    TERUGKEREND = "terugkerend"
    OPEN = "open"


MAANDEN = ("januari februari maart april mei juni juli augustus september oktober november december").split()

# The months that "begin", "medio" and "eind" of a year span; a reader may differ, so `wanneer` keeps the words.
_DELEN = {Precisie.BEGIN_JAAR: (1, 3), Precisie.MEDIO_JAAR: (5, 8), Precisie.EIND_JAAR: (10, 12)}


class MetMoment(SQLModel):
    """When something is due, exactly as precise as it was said."""

    wanneer: str | None = Field(
        default=None, max_length=120, description="Het moment zoals het gedrukt staat."
    )
    precisie: Precisie = Field(
        default=Precisie.OPEN,
        sa_type=enum_by_value(Precisie),
        description="Hoe precies het moment is aangegeven.",
    )
    datum_van: dt.date | None = Field(
        default=None, description="Eerste dag die het kan betekenen; leeg als het open is."
    )
    datum_tot: dt.date | None = Field(
        default=None, description="Laatste dag die het kan betekenen; leeg als het open is."
    )
    optie_jaren: int | None = Field(
        default=None, description="Optie op verlenging, in jaren; verschuift het einde niet."
    )


def spanne(wanneer: str | int | None, precisie: Precisie) -> tuple[dt.date | None, dt.date | None]:
    """The first and last day a printed moment can mean; None where it is open or has no end.

    Refuses with ValueError words that do not fit the precision.
    """
    tekst = "" if wanneer is None else str(wanneer).strip().lower()
    if precisie is Precisie.OPEN:
        return None, None
    if precisie is Precisie.DAG:
        dag = dt.date.fromisoformat(tekst)
        return dag, dag
    jaren = [int(jaar) for jaar in re.findall(r"\b(?:19|20|21)\d\d\b", tekst)]
    if precisie is Precisie.TERUGKEREND:
        return (dt.date(jaren[0], 1, 1), None) if jaren else (None, None)
    if not jaren:
        raise ValueError(f"‘{wanneer}’ noemt geen jaar, maar de precisie is ‘{precisie}’")
    if precisie is Precisie.MAAND:
        return _maand(tekst, jaren[0])
    if precisie is Precisie.VANAF:
        return dt.date(jaren[0], 1, 1), None
    if precisie is Precisie.JAARREEKS:
        return dt.date(jaren[0], 1, 1), dt.date(jaren[-1], 12, 31)
    eerste, laatste = _DELEN.get(precisie, (1, 12))
    return dt.date(jaren[0], eerste, 1), _einde_maand(jaren[0], laatste)


def _maand(tekst: str, jaar: int) -> tuple[dt.date, dt.date]:
    for nummer, naam in enumerate(MAANDEN, start=1):
        if naam in tekst:
            return dt.date(jaar, nummer, 1), _einde_maand(jaar, nummer)
    raise ValueError(f"‘{tekst}’ noemt geen maand")


def _einde_maand(jaar: int, maand: int) -> dt.date:
    volgende = dt.date(jaar + maand // 12, maand % 12 + 1, 1)
    return volgende - dt.timedelta(days=1)
