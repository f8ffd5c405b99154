"""Pages of the gate of a purpose case: the advice, the decision with its conditions, and looking back."""

import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import OngeldigeInvoer
from crm.http.verwijzingen import verwijzingen
from crm.models import AfspraakSoort, Strekking, Uitkomst
from crm.permissions import eis
from crm.queries import mensen
from crm.queries import purpose_cases as vragen
from crm.queries.dossier_case import CaseDossier, case_dossier, case_kop
from crm.queries.open_werk_telling import tel_open_werk
from crm.queries.organisatie_zoeken import bekend
from crm.queries.richtsnoer import acties_van
from crm.schemas.purpose_case import CaseEvaluatie
from crm.web import opmaak
from crm.web.cases import te_wijzigen
from crm.web.casevelden import AdviesVelden, BesluitVelden
from crm.web.casewoorden import DELEN, SOORTEN, mogelijk
from crm.web.doen import klaar, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.workflows import purpose_case_besluiten

pagina = Blueprint("case_besluit", __name__, url_prefix="/purpose-cases")

LABELS = {
    "tekst": "het advies",
    "strekking": "waar het advies op uitkomt",
    "gegeven_op": "dag van het advies",
    "besloten_op": "dag van het besluit",
    "voorwaarden": "voorwaarde",
    "omschrijving": "wat er nog moet",
    "eigenaar": "collega",
    "organisatie": "partner",
    "is_onvoldoende_draagvlak": "onvoldoende draagvlak",
    "op": "dag van de evaluatie",
    "evaluatie": "wat de case heeft opgeleverd",
    "geleerd": "wat wij anders doen",
}
VRAGEN = {
    "strekking": "Waar komt het advies op uit?",
    "tekst": "Wat is het advies?",
    "uitkomst": "Wat is het besluit?",
    "gronden": "Waarom is zo besloten?",
    "evaluatie": "Wat heeft de case opgeleverd?",
    "voorwaarden-omschrijving": "Wat moet er nog?",
    "voorwaarden-uiterlijk": "Wanneer moet dit klaar zijn?",
}
# Two rows are there before anybody asks; most decisions have fewer conditions.
RIJEN = {"voorwaarden": 2}


@pagina.route("/<uuid:uuid>/advies", methods=["GET", "POST"])
def advies(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """What the Leer- en Adviescommissie says about the case."""
    kop = te_wijzigen(uuid, "case.adviseren")
    if request.method == "GET":
        gremia = vragen.gremia(http.sessie(), kop.programma.id)
        commissie = next((gremium.uuid for gremium in gremia if vragen.is_adviescommissie(gremium)), None)
        begin = {"gegeven_op": vandaag(), "gremium": commissie}
        return _teken_advies(uuid, Formulier.van(AdviesVelden(), begin, labels=LABELS))
    f = Formulier.uit(AdviesVelden(), request.form, labels=LABELS, vragen=VRAGEN)

    def daad(gegevens: dict[str, Any]) -> None:
        velden = {**verwijzingen(f.schema, gegevens), "door": http.door(), "nu": http.nu()}
        purpose_case_besluiten.adviseren(http.sessie(), kop.case, **velden)

    code = verwerk(f, daad)
    if code is None:
        return klaar("Het advies is vastgelegd. Nu kan een besluit volgen.", f"/purpose-cases/{uuid}")
    return _teken_advies(uuid, f), code


@pagina.route("/<uuid:uuid>/besluit", methods=["GET", "POST"])
def besluit(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The gate: the case as it stands, and the decision with its conditions."""
    eis(http.door(), "case.besluiten")
    if request.method == "GET":
        begin = {"besloten_op": vandaag()}
        return _teken_besluit(uuid, Formulier.van(BesluitVelden(), begin, labels=LABELS, leeg=RIJEN))
    f = Formulier.uit(BesluitVelden(), request.form, labels=LABELS, vragen=VRAGEN, leeg=RIJEN)
    if f.is_opdracht:
        return _teken_besluit(uuid, f)
    kop = case_kop(http.sessie(), uuid)

    def daad(gegevens: dict[str, Any]) -> None:
        gelezen = verwijzingen(f.schema, gegevens)
        gelezen["voorwaarden"] = _met_partners(gelezen["voorwaarden"])
        velden = {**gelezen, "door": http.door(), "nu": http.nu()}
        purpose_case_besluiten.besluiten(http.sessie(), kop.case, **velden)

    code = verwerk(f, daad)
    if code is None:
        return klaar("Het besluit is vastgelegd.", f"/purpose-cases/{uuid}")
    return _teken_besluit(uuid, f), code


@pagina.route("/<uuid:uuid>/evaluatie", methods=["GET", "POST"])
def evaluatie(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """What the case has brought, and what we would do otherwise."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        f = Formulier.van(CaseEvaluatie(), {"op": vandaag()}, labels=LABELS)
        return render_template("web/cases/evaluatie.html", k=kop, f=f, mogelijk=mogelijk(kop.case))
    f = Formulier.uit(CaseEvaluatie(), request.form, labels=LABELS, vragen=VRAGEN)
    code = verwerk(
        f,
        lambda gegevens: purpose_case_besluiten.evalueren(
            http.sessie(), kop.case, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De evaluatie is vastgelegd.", f"/purpose-cases/{uuid}")
    kop = case_kop(http.sessie(), uuid)
    return render_template("web/cases/evaluatie.html", k=kop, f=f, mogelijk=mogelijk(kop.case)), code


def _met_partners(rijen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The conditions with the organisations that were typed; every unknown name is asked about at once."""
    kennen = bekend(http.sessie(), [rij["organisatie"] for rij in rijen if rij["organisatie"]])
    fouten: dict[str, list[str]] = {}
    uit = []
    for plaats, rij in enumerate(rijen):
        naam = rij["organisatie"]
        if naam and naam not in kennen:
            try:
                bedoeld(naam, f"voorwaarden.{plaats}.organisatie")
            except OngeldigeInvoer as weigering:
                fouten |= weigering.velden
        uit.append({**rij, "organisatie": kennen.get(naam) if naam else None})
    if fouten:
        raise OngeldigeInvoer("Nog niet opgeslagen: wij kennen niet elke partner.", fouten)
    return uit


def _teken_advies(uuid: uuid_.UUID, f: Formulier) -> str:
    kop = case_kop(http.sessie(), uuid)
    return render_template(
        "web/cases/advies.html",
        k=kop,
        f=f,
        mogelijk=mogelijk(kop.case),
        strekkingen=[(s.value, opmaak.leesbaar(s).capitalize()) for s in Strekking],
        gremia=[(gremium.uuid, gremium.naam) for gremium in vragen.gremia(http.sessie(), kop.programma.id)],
        overleggen=_overlegkeuzes(kop.coalitie),
    )


def _teken_besluit(uuid: uuid_.UUID, f: Formulier) -> str:
    d: CaseDossier = case_dossier(http.sessie(), uuid, vandaag())
    acties = acties_van(http.sessie(), d.kop.coalitie)
    return render_template(
        "web/cases/besluit.html",
        d=d,
        f=f,
        delen=DELEN,
        soorten=SOORTEN,
        mogelijk=mogelijk(d.kop.case),
        uitkomsten=[(u.value, opmaak.leesbaar(u).capitalize()) for u in Uitkomst],
        afspraaksoorten=[(soort.value, opmaak.leesbaar(soort)) for soort in AfspraakSoort],
        collegas=mensen.collegas(http.sessie()),
        overleggen=_overlegkeuzes(d.kop.coalitie),
        stoppen=[actie for actie, anderen in acties if not anderen and actie.beeindigd_op is None],
        blijven=[(actie, anderen) for actie, anderen in acties if anderen],
        werk=tel_open_werk(http.sessie(), d.kop.coalitie),
    )


def _overlegkeuzes(coalitie) -> list[tuple[uuid_.UUID, str]]:
    gehouden = vragen.gehouden_overleggen(http.sessie(), coalitie, http.nu())
    return [(overleg.uuid, f"{opmaak.kort(overleg.begint_op)}: {overleg.onderwerp}") for overleg in gehouden]
