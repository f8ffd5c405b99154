"""Paging by key: a page begins after the last row of the one before, however many rows there are."""

import base64
import binascii
import datetime as dt
import json
import uuid as uuid_
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

PER_BLAD = 25

# A key that we made is far shorter; what is longer was made by somebody else.
LANGSTE_SLEUTEL = 2000
GROOTSTE_NUMMER = 2**63 - 1


@dataclass(frozen=True)
class Blad:
    """The rows of one page, and the key after which the next one begins (None on the last)."""

    rijen: Sequence[Any]
    volgende: str | None


def sleutel(*waarden: object) -> str:
    """The key as it stands in an address."""
    tekst = json.dumps([str(waarde) for waarde in waarden])
    return base64.urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def lees_sleutel(tekst: str | None, *soorten: Callable[[str], Any]) -> tuple[Any, ...] | None:
    """The values of a key, each read by its kind; None (begin at the beginning) when somebody changed it."""
    if not tekst or len(tekst) > LANGSTE_SLEUTEL:
        return None
    try:
        waarden = json.loads(base64.urlsafe_b64decode(tekst + "==="))
        if not isinstance(waarden, list) or not all(isinstance(waarde, str) for waarde in waarden):
            return None
        return tuple(soort(waarde) for soort, waarde in zip(soorten, waarden, strict=True))
    except (ValueError, OverflowError, RecursionError, binascii.Error):
        return None


def nummer(waarde: str) -> int:
    """A number that a database can hold."""
    if not (waarde.isascii() and waarde.isdecimal() and len(waarde) < 20) or int(waarde) > GROOTSTE_NUMMER:
        raise ValueError("geen nummer")
    return int(waarde)


def moment(waarde: str) -> dt.datetime:
    """A moment with its time zone."""
    gelezen = dt.datetime.fromisoformat(waarde)
    if gelezen.tzinfo is None:
        raise ValueError("een moment zonder tijdzone")
    return gelezen.astimezone(dt.UTC)


def dag(waarde: str) -> dt.date:
    return dt.date.fromisoformat(waarde)


def kenmerk(waarde: str) -> uuid_.UUID:
    return uuid_.UUID(waarde)


def woorden(waarde: str) -> str:
    """Text that a database takes: nothing unprintable in it, such as NUL or half a character."""
    if not waarde.isprintable():
        raise ValueError("geen tekst")
    return waarde


def blad(rijen: Sequence[Any], sleutel_van: Callable[[Any], str], per_blad: int = PER_BLAD) -> Blad:
    """A page from one row more than it shows: that row tells whether there is a next page."""
    meer = len(rijen) > per_blad
    rijen = rijen[:per_blad]
    return Blad(rijen, sleutel_van(rijen[-1]) if meer else None)
