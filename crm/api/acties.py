"""Acties with their milestones and lights, and what is measured and booked for them."""

import uuid as uuid_
from collections.abc import Callable
from typing import Any

from flask import Response, current_app, json
from sqlmodel import Session

from crm import http
from crm.api.collectie import Collectie
from crm.api.peildatum import peildatum
from crm.models import Actie, Begrotingsregel, Meting, Mijlpaal, Model, Resultaat, Voortgang
from crm.permissions import eis
from crm.queries.dossiers import vind
from crm.queries.voortgang_voorstel import voorstel
from crm.schemas import nouns
from crm.schemas.actie import Gehaald, Toewijzing, VoortgangInvoer
from crm.schemas.begroting import BoekingInvoer
from crm.schemas.indicator import MetingInvoer
from crm.workflows import begroting_boeken, meting_invoeren, voortgang_bijwerken

ACTIES = Collectie(
    "acties",
    Actie,
    nouns.ACTIE,
    volgorde="volgorde",
    filters=("programma", "doel", "ouder", "eigenaar", "nummer"),
)
MIJLPALEN = Collectie(
    "mijlpalen", Mijlpaal, nouns.MIJLPAAL, filters=("programma", "actie", "is_gereed", "datum_tot")
)
RESULTATEN = Collectie("resultaten", Resultaat, nouns.RESULTAAT, filters=("actie", "gereed_op"))
VOORTGANG = Collectie(
    "voortgang", Voortgang, nouns.VOORTGANG, volgorde="-peildatum", filters=("actie", "peildatum")
)
METINGEN = Collectie("metingen", Meting, nouns.METING, filters=("indicator", "peildatum", "is_onbekend"))
BEGROTINGSREGELS = Collectie(
    "begrotingsregels",
    Begrotingsregel,
    nouns.BEGROTINGSREGEL,
    filters=("programma", "doel", "soort", "jaar_van", "boekdatum"),
)
COLLECTIES = (ACTIES, MIJLPALEN, RESULTATEN, VOORTGANG, METINGEN, BEGROTINGSREGELS)


def _over(veld: str, verb: Callable[..., Model]) -> Callable[..., Model]:
    """A verb that takes the dossier it is about by place; in the API it is one of the fields."""

    def doe(session: Session, **gegevens: Any) -> Model:
        return verb(session, gegevens.pop(veld), **gegevens)

    return doe


def _wijs_toe(session: Session, actie: Actie, *, eigenaar: Any, **wie: Any) -> None:
    voortgang_bijwerken.toewijzen(session, actie, eigenaar, **wie)


def _voorstel(uuid: uuid_.UUID) -> Response:
    """What the records propose on a day, which is today unless `?peildatum=` says otherwise."""
    eis(http.door(), "lezen")
    actie = vind(http.sessie(), Actie, uuid)
    inhoud = voorstel(http.sessie(), actie, peildatum()).als_json()
    return current_app.response_class(json.dumps(inhoud), mimetype="application/json")


ACTIES.stap("_wijstoe", _wijs_toe, "Zeg wie de voortgang bijhoudt", Toewijzing)
MIJLPALEN.stap("_haal", voortgang_bijwerken.mijlpaal_halen, "Noteer dat de stap is gezet", Gehaald)
ACTIES.geef("voorstel", _voorstel, "De lichten die de gegevens op een dag (?peildatum=) voorstellen, met de redenen")
RESULTATEN.stap("_leverop", voortgang_bijwerken.opleveren, "Noteer dat het resultaat er is", Gehaald)
VOORTGANG.maak(
    _over("actie", voortgang_bijwerken.bijwerken), VoortgangInvoer, "Geef een nieuwe stand van een actie"
)
METINGEN.maak(_over("indicator", meting_invoeren.invoeren), MetingInvoer, "Voer een meting in")
METINGEN.stap("_keurgoed", meting_invoeren.goedkeuren, "Keur een meting goed, als tweede persoon")
BEGROTINGSREGELS.maak(
    _over("programma", begroting_boeken.boeken), BoekingInvoer, "Boek een regel in het geldboek"
)
