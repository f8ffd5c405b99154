"""What partners promised, what came of it, and the sums of both."""

from typing import Any
from urllib.parse import urlencode

from crm import http
from crm.api.bladeren import in_adres
from crm.api.blueprint import WORTEL
from crm.api.collectie import Collectie
from crm.models import Partnerafspraak, dag_van
from crm.queries.afspraak_totalen import keur_peildatum, totalen
from crm.schemas import nouns
from crm.schemas.partnerafspraak import (
    AfschrijvingInvoer,
    AfspraakNieuw,
    Bevestiging,
    Eigenaarswissel,
    LeveringInvoer,
    Sluiting,
    TotalenUit,
    TotalenVraag,
    VerzettingInvoer,
)
from crm.schemas.partnermelding import Contactkeuze
from crm.workflows import partnerafspraak_opvolgen as opvolgen
from crm.workflows.partnerafspraak_noteren import noteren
from crm.workflows.partnercontact_kiezen import kiezen

PARTNERAFSPRAKEN = Collectie(
    "partnerafspraken",
    Partnerafspraak,
    nouns.PARTNERAFSPRAAK,
    filters=(
        "status",
        "soort",
        "organisatie",
        "programma",
        "actie",
        "coalitie",
        "case",
        "convenant",
        "overleg",
        "eigenaar",
        "uiterlijk",
    ),
)
COLLECTIES = (PARTNERAFSPRAKEN,)


def _totalen(vraag: dict[str, Any]) -> dict[str, Any]:
    """The sums as of a day, today unless another is asked for, with the way to the next page."""
    dag = keur_peildatum(vraag["peildatum"], dag_van(http.nu()))
    stand = totalen(http.sessie(), vraag["per"], dag, na=vraag["na"], aantal=vraag["aantal"])
    links = {"self": {"href": _adres(vraag)}}
    if stand.is_meer:
        links["volgende"] = {"href": _adres(vraag | {"na": stand.groepen[-1].uuid})}
    velden = ("per", "peildatum", "totaal", "groepen", "zonder")
    return {veld: getattr(stand, veld) for veld in velden} | {"links": links}


def _adres(vraag: dict[str, Any]) -> str:
    return f"{WORTEL}/partnerafspraken/totalen?{urlencode(in_adres(vraag))}"


PARTNERAFSPRAKEN.maak(noteren, AfspraakNieuw, "Noteer een afspraak buiten een overleg")
PARTNERAFSPRAKEN.stap("_bevestig", opvolgen.bevestigen, "Bevestig een afspraak", Bevestiging)
PARTNERAFSPRAKEN.stap("_lever", opvolgen.leveren, "Noteer een levering met bewijs", LeveringInvoer)
PARTNERAFSPRAKEN.stap("_schrijfaf", opvolgen.afschrijven, "Schrijf een deel af", AfschrijvingInvoer)
PARTNERAFSPRAKEN.stap("_verzet", opvolgen.verzetten, "Geef een afspraak een nieuwe datum", VerzettingInvoer)
PARTNERAFSPRAKEN.stap("_draagover", opvolgen.overdragen, "Laat een collega het volgen", Eigenaarswissel)
PARTNERAFSPRAKEN.stap("_kiescontact", kiezen, "Kies wie bij de partner de mail krijgt", Contactkeuze)
PARTNERAFSPRAKEN.stap("_sluit", opvolgen.sluiten, "Wijs af, trek in of laat vervallen", Sluiting)
PARTNERAFSPRAKEN.vraag(
    "totalen",
    _totalen,
    TotalenUit,
    TotalenVraag,
    "Tel op per eenheid: per coalitie, purpose case, actie, organisatie of helix",
)
