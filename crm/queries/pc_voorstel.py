"""What a budget year of the P&C cycle usually looks like: its products and days, from crm/data/pc-kalender.yaml."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from crm.adapters import yaml_bestand
from crm.adapters.werkdagen import Werkkalender
from crm.models import PcProduct, PcSoort

BESTAND = Path(__file__).resolve().parents[1] / "data" / "pc-kalender.yaml"


@dataclass(frozen=True)
class Wet:
    """A day of the law: before it the product is with the Minister."""

    voor: dt.date
    bron: str
    zin: str


@dataclass(frozen=True)
class Voorstel:
    """One product of a budget year with its usual days, where they come from, and what is not certain of them."""

    soort: PcSoort
    jaar: int
    volgnummer: int
    peildatum: dt.date
    gs_datum: dt.date | None
    ps_datum: dt.date | None
    aanlevertermijn: int | None
    wet: Wet | None
    opmerking: str | None
    bron: str
    twijfel: str | None


def voorstellen(jaar: int, kalender: Werkkalender) -> tuple[Voorstel, ...]:
    """The products of this budget year; a day of GS or PS that is free becomes the last working day before it."""
    return tuple(_voorstel(rij, jaar, kalender) for rij in _lees())


def voorstel_voor(product: PcProduct, kalender: Werkkalender) -> Voorstel | None:
    """What is usual for this product; None for one that the file does not know, such as a fourth begrotingswijziging."""
    for rij in _lees():
        if (rij["soort"], rij["volgnummer"]) == (product.soort, product.volgnummer):
            return _voorstel(rij, product.jaar, kalender)
    return None


def _voorstel(rij: Mapping[str, Any], jaar: int, kalender: Werkkalender) -> Voorstel:
    wet = rij.get("wettelijk")
    return Voorstel(
        soort=PcSoort(rij["soort"]),
        jaar=jaar,
        volgnummer=rij["volgnummer"],
        peildatum=_dag(rij["peildatum"], jaar),
        gs_datum=_werkdag(rij.get("gs"), jaar, kalender),
        ps_datum=_werkdag(rij.get("ps"), jaar, kalender),
        aanlevertermijn=rij.get("aanlevertermijn"),
        wet=Wet(_dag(wet["voor"], jaar), wet["bron"], wet["zin"]) if wet else None,
        opmerking=rij.get("opmerking"),
        bron=rij["bron"],
        twijfel=rij.get("twijfel"),
    )


def _werkdag(plek: Mapping[str, Any] | None, jaar: int, kalender: Werkkalender) -> dt.date | None:
    return None if plek is None else kalender.op_of_voor(_dag(plek, jaar))


def _dag(plek: Mapping[str, Any], jaar: int) -> dt.date:
    dag, maand = (int(deel) for deel in str(plek["dag"]).split("-"))
    return dt.date(jaar + plek["jaar"], maand, dag)


@lru_cache(maxsize=1)
def _lees() -> tuple[Mapping[str, Any], ...]:
    gegevens, fouten = yaml_bestand.lezen(BESTAND)
    fouten.weiger()
    return tuple(gegevens["producten"])
