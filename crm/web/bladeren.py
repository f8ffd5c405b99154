"""Paging by key: a page begins after the last row of the one before, however many rows there are."""

import base64
import binascii
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

PER_BLAD = 25


@dataclass(frozen=True)
class Blad:
    """The rows of one page, and the key after which the next one begins (None on the last)."""

    rijen: Sequence[Any]
    volgende: str | None


def sleutel(*waarden: object) -> str:
    """The key as it stands in an address."""
    tekst = json.dumps([str(waarde) for waarde in waarden])
    return base64.urlsafe_b64encode(tekst.encode()).decode().rstrip("=")


def lees_sleutel(tekst: str | None, aantal: int) -> list[str] | None:
    """The values of a key; None when there is none or somebody changed it."""
    try:
        waarden = json.loads(base64.urlsafe_b64decode((tekst or "") + "==="))
    except (ValueError, binascii.Error):
        return None
    goed = isinstance(waarden, list) and len(waarden) == aantal and all(isinstance(w, str) for w in waarden)
    return waarden if goed else None


def blad(rijen: Sequence[Any], sleutel_van: Callable[[Any], str], per_blad: int = PER_BLAD) -> Blad:
    """A page from one row more than it shows: that row tells whether there is a next page."""
    meer = len(rijen) > per_blad
    rijen = rijen[:per_blad]
    return Blad(rijen, sleutel_van(rijen[-1]) if meer else None)
