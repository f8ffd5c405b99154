"""Reads a day or a moment as people type it: 31-3-2026, 31/3, 5 nov, morgen, gisteren 14.30."""

import datetime as dt
import re

from crm.models import AMSTERDAM
from crm.models.moment import MAANDEN

_WOORDEN = {"eergisteren": -2, "gisteren": -1, "vandaag": 0, "nu": 0, "morgen": 1, "overmorgen": 2}
# Two digits before a colon or a dot are the hour of what follows, not a year.
_CIJFERS = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2})(?![\d:.]))?")
_LETTERS = re.compile(r"(\d{1,2})[ -]?([a-z]{3,9})\.?(?:[ -](\d{4}|\d{2})(?![\d:.]))?")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")
# After a day: 10:30, 9.05, om 14 uur, or T08:15 as machines write it.
_TIJD = re.compile(r"[t ,]*(?:om )?(\d{1,2})(?:[:.](\d{2})(?::\d{2})?)?(?: ?uur)?")


def lees_dag(tekst: str, vandaag: dt.date, *, vooruit: bool = True) -> dt.date | None:
    """The day these words mean; None when they mean none.

    A day without a year is the first one to come, or the last one passed when `vooruit` is False.
    """
    dag, rest = _begin(tekst.strip().lower(), vandaag, vooruit)
    return None if rest else dag


def lees_moment(tekst: str, nu: dt.datetime, *, vooruit: bool = False) -> dt.datetime | None:
    """The moment these words mean, at the time of Amsterdam; a day alone is no moment.

    A day without a year is the last one passed, or the first one to come when `vooruit` is True.
    """
    hier = nu.astimezone(AMSTERDAM)
    tekst = tekst.strip().lower()
    if tekst == "nu":
        return hier.replace(second=0, microsecond=0)
    dag, rest = _begin(tekst, hier.date(), vooruit)
    gevonden = _TIJD.fullmatch(rest) if dag and rest else None
    if gevonden is None:
        return None
    uur, minuut = int(gevonden[1]), int(gevonden[2] or 0)
    if uur > 23 or minuut > 59:
        return None
    return dt.datetime.combine(dag, dt.time(uur, minuut), AMSTERDAM)


def _begin(tekst: str, vandaag: dt.date, vooruit: bool) -> tuple[dt.date | None, str]:
    """The day at the beginning of the text, and what comes after it."""
    woord, _, rest = tekst.partition(" ")
    if woord in _WOORDEN:
        return vandaag + dt.timedelta(days=_WOORDEN[woord]), rest
    if iso := _ISO.match(tekst):
        return _dag(int(iso[1]), int(iso[2]), int(iso[3])), tekst[iso.end() :]
    if letters := _LETTERS.match(tekst):
        maand = _maand(letters[2])
        if maand:
            return _met_jaar(int(letters[1]), maand, letters[3], vandaag, vooruit), tekst[letters.end() :]
    if cijfers := _CIJFERS.match(tekst):
        dag = _met_jaar(int(cijfers[1]), int(cijfers[2]), cijfers[3], vandaag, vooruit)
        return dag, tekst[cijfers.end() :]
    return None, tekst


def _maand(woord: str) -> int | None:
    woord = "maart" if woord == "mrt" else woord
    return next((nummer for nummer, naam in enumerate(MAANDEN, start=1) if naam.startswith(woord)), None)


def _met_jaar(dag: int, maand: int, jaar: str | None, vandaag: dt.date, vooruit: bool) -> dt.date | None:
    if jaar:
        return _dag(int(jaar) + (2000 if len(jaar) == 2 else 0), maand, dag)
    dit = _dag(vandaag.year, maand, dag)
    if dit is None:
        return None
    if vooruit and dit < vandaag:
        return _dag(vandaag.year + 1, maand, dag)
    if not vooruit and dit > vandaag:
        return _dag(vandaag.year - 1, maand, dag)
    return dit


def _dag(jaar: int, maand: int, dag: int) -> dt.date | None:
    try:
        return dt.date(jaar, maand, dag)
    except ValueError:
        return None
