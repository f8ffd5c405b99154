"""Purpose cases: the document, the money, the richtsnoer and the gate."""

import uuid as uuid_
from typing import Any

from flask import Response, current_app, json
from sqlmodel import Session

from crm import http
from crm.api.collectie import Collectie
from crm.api.peildatum import peildatum
from crm.models import Criterium, Financieringsregel, Ontwikkelcoalitie, PurposeCase
from crm.permissions import eis
from crm.queries.dossiers import vind
from crm.queries.financiering import verdeling_op
from crm.schemas import nouns
from crm.schemas.base import kameel
from crm.schemas.financiering import FinancieringsregelInvoer, StandInvoer
from crm.schemas.overleg import Reden
from crm.schemas.purpose_case import (
    AdviesInvoer,
    AntwoordInvoer,
    CaseEvaluatie,
    CaseInvoer,
    CaseVersieInvoer,
    PoortbesluitInvoer,
)
from crm.workflows import financiering_bijhouden, purpose_case_besluiten, purpose_case_opstellen

PURPOSE_CASES = Collectie(
    "purpose-cases",
    PurposeCase,
    nouns.PURPOSE_CASE,
    filters=("coalitie", "status", "uitkomst", "is_voorbeeld"),
)
FINANCIERINGSREGELS = Collectie(
    "financieringsregels",
    Financieringsregel,
    nouns.FINANCIERINGSREGEL,
    filters=("case", "organisatie", "jaar", "soort"),
)
CRITERIA = Collectie(
    "criteria", Criterium, nouns.CRITERIUM, filters=("programma", "soort"), volgorde="volgorde"
)
COLLECTIES = (PURPOSE_CASES, FINANCIERINGSREGELS, CRITERIA)


def _begin(session: Session, *, coalitie: Ontwikkelcoalitie, **gegevens: Any) -> PurposeCase:
    return purpose_case_opstellen.beginnen(session, coalitie, **gegevens)


def _voeg_toe(session: Session, *, case: PurposeCase, **gegevens: Any) -> Financieringsregel:
    return financiering_bijhouden.regel_toevoegen(session, case, **gegevens)


def _beantwoord(session: Session, case: PurposeCase, *, criterium: Criterium, **gegevens: Any) -> None:
    purpose_case_opstellen.beantwoorden(session, case, criterium, **gegevens)


def _verdeling(uuid: uuid_.UUID) -> Response:
    """The plan and the shares on a day, which is today unless `?peildatum=` says otherwise."""
    eis(http.door(), "lezen")
    case = vind(http.sessie(), PurposeCase, uuid)
    gegevens = verdeling_op(http.sessie(), case.id, peildatum()).als_gegevens()
    return current_app.response_class(json.dumps(_kamelen(gegevens)), mimetype="application/json")


def _kamelen(inhoud: Any) -> Any:
    if isinstance(inhoud, dict):
        return {kameel(sleutel): _kamelen(waarde) for sleutel, waarde in inhoud.items()}
    return [_kamelen(waarde) for waarde in inhoud] if isinstance(inhoud, list) else inhoud


PURPOSE_CASES.maak(_begin, CaseInvoer, "Begin een purpose case")
PURPOSE_CASES.stap("_schrijf", purpose_case_opstellen.schrijven, "Schrijf een nieuwe versie", CaseVersieInvoer)
PURPOSE_CASES.stap("_beantwoord", _beantwoord, "Beantwoord een punt van het richtsnoer", AntwoordInvoer)
PURPOSE_CASES.stap("_dienin", purpose_case_besluiten.indienen, "Dien een case in")
PURPOSE_CASES.stap("_neemterug", purpose_case_opstellen.terugnemen, "Neem een case terug", Reden)
PURPOSE_CASES.stap("_adviseer", purpose_case_besluiten.adviseren, "Leg het advies vast", AdviesInvoer)
PURPOSE_CASES.stap("_besluit", purpose_case_besluiten.besluiten, "Besluit over een case", PoortbesluitInvoer)
PURPOSE_CASES.stap("_evalueer", purpose_case_besluiten.evalueren, "Leg de evaluatie vast", CaseEvaluatie)
PURPOSE_CASES.geef("verdeling", _verdeling, "Het financieringsplan op een dag (?peildatum=), met wie hoeveel draagt")
FINANCIERINGSREGELS.maak(_voeg_toe, FinancieringsregelInvoer, "Voeg een regel toe aan een financieringsplan")
FINANCIERINGSREGELS.stap(
    "_werkbij", financiering_bijhouden.stand_bijwerken, "Noteer een nieuw totaal op een regel", StandInvoer
)
FINANCIERINGSREGELS.stap("_trekin", financiering_bijhouden.regel_intrekken, "Trek een bijdrage in", Reden)
