"""The timeline of a dossier: GET .../{uuid}/tijdlijn on every collection that has one."""

import uuid as uuid_
from collections.abc import Iterable
from functools import partial
from typing import Any
from urllib.parse import urlencode

from flask import Response, current_app, json

from crm import http
from crm.api.beelden import adres
from crm.api.blueprint import WORTEL
from crm.api.collectie import Collectie
from crm.models import (
    Actie,
    Bijlage,
    Convenant,
    Gremium,
    Indicator,
    Model,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    Programma,
    PurposeCase,
    Signaal,
    Toezegging,
    Werkagenda,
)
from crm.permissions import eis, mag
from crm.queries.dossiers import vind
from crm.queries.tijdlijn import DOSSIERS, Gebeurtenis, Keuze, Over, Plek, tijdlijn
from crm.schemas.tijdlijn import TijdlijnBlad, TijdlijnVraag

# What an event can lead to, by the kind that the timeline calls it.
_NOUNS: dict[str, type[Model]] = {
    "actie": Actie,
    "afspraak": Partnerafspraak,
    "bijlage": Bijlage,
    "case": PurposeCase,
    "coalitie": Ontwikkelcoalitie,
    "convenant": Convenant,
    "gremium": Gremium,
    "indicator": Indicator,
    "opdracht": Opdracht,
    "organisatie": Organisatie,
    "overleg": Overleg,
    "persoon": Persoon,
    "programma": Programma,
    "signaal": Signaal,
    "toezegging": Toezegging,
    "werkagenda": Werkagenda,
}


def bied_aan(collecties: Iterable[Collectie]) -> None:
    """These collections have a timeline, where their noun has one."""
    soort_van = {noun: soort for soort, (noun, _) in DOSSIERS.items()}
    for collectie in collecties:
        if collectie.noun in soort_van:
            collectie.geef(
                "tijdlijn",
                partial(_tijdlijn, collectie, soort_van[collectie.noun]),
                "Wat er rond dit dossier gebeurde, de nieuwste gebeurtenis eerst",
                vraag=TijdlijnVraag,
                uit=TijdlijnBlad,
            )


def _tijdlijn(collectie: Collectie, soort: str, gegevens: dict[str, Any], uuid: uuid_.UUID) -> Response:
    eis(http.door(), collectie.recht)
    dossier = vind(http.sessie(), collectie.noun, uuid)
    blad = tijdlijn(
        http.sessie(),
        soort,
        dossier.id,
        Keuze(frozenset(gegevens.get("soort", ())), gegevens.get("van"), gegevens.get("tot")),
        nu=http.nu(),
        met_personen=mag(http.door(), "persoon.lezen"),
        na=Plek.uit(gegevens.get("na")),
        aantal=gegevens["aantal"],
    )
    links = {"self": {"href": _adres(collectie, uuid, gegevens)}}
    if blad.volgende is not None:
        links["volgende"] = {"href": _adres(collectie, uuid, gegevens | {"na": str(blad.volgende)})}
    items = [_beeld(gebeurtenis) for gebeurtenis in blad.gebeurtenissen]
    inhoud = TijdlijnBlad().dump({"items": items, "links": links})
    return current_app.response_class(json.dumps(inhoud), mimetype="application/json")


def _beeld(gebeurtenis: Gebeurtenis) -> dict[str, Any]:
    velden = ("moment", "is_hele_dag", "soort", "feit", "zin", "reden", "door")
    return {veld: getattr(gebeurtenis, veld) for veld in velden} | {"links": _over(gebeurtenis.over)}


def _over(over: Over | None) -> dict[str, dict[str, str]]:
    return {} if over is None else {"over": {"href": adres(_NOUNS[over.soort].__tablename__, over.uuid)}}


def _adres(collectie: Collectie, uuid: uuid_.UUID, gegevens: dict[str, Any]) -> str:
    paren = [
        (naam, str(waarde)) for naam, waarde in gegevens.items() if naam != "soort" and waarde is not None
    ]
    paren += [("soort", str(soort)) for soort in gegevens.get("soort", ())]
    return f"{WORTEL}/{collectie.pad}/{uuid}/tijdlijn?{urlencode(paren)}"
