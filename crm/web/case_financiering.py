"""Pages of the financing plan of a purpose case: the plan at a day, a new line, a new total on it, and withdrawing it."""

import uuid as uuid_
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import AlGebeurd, NietGevonden
from crm.models import CaseStatus, FinancieringSoort, PurposeCase, Stand
from crm.permissions import mag
from crm.queries.dossier_case import case_kop
from crm.queries.financiering import verdeling_op
from crm.queries.financieringsregel import RegelDossier, regel_dossier
from crm.schemas.financiering import StandInvoer
from crm.schemas.overleg import Reden
from crm.web import dagen, opmaak
from crm.web.cases import te_wijzigen
from crm.web.casevelden import RegelVelden
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.workflows import financiering_bijhouden

pagina = Blueprint("case_financiering", __name__, url_prefix="/purpose-cases")

LABELS = {
    "organisatie": "partij",
    "is_provinciaal": "geld van de provincie",
    "waardering": "waar het tarief op berust",
}
VRAGEN = {
    "organisatie": "Welke partij draagt bij?",
    "jaar": "In welk jaar?",
    "grond": "Waaruit blijkt het, of waarom wijzigt het?",
    "reden": "Waarom valt deze bijdrage weg?",
    "stand": "Kies wat er nieuw is.",
}

# What can be done with a line: the fields it asks, the verb, and what is said afterwards.
DADEN: dict[str, tuple[type[Schema], Callable[..., Any], str]] = {
    "stand": (StandInvoer, financiering_bijhouden.stand_bijwerken, "Het nieuwe totaal staat erbij."),
    "intrekken": (
        Reden,
        financiering_bijhouden.regel_intrekken,
        "De bijdrage is vervallen en blijft zichtbaar.",
    ),
}


@pagina.get("/<uuid:uuid>/financiering")
def plan(uuid: uuid_.UUID) -> str:
    """The plan as it stands today, or as it stood on the day in the address."""
    lezer()
    kop = case_kop(http.sessie(), uuid)
    gevraagd = request.args.get("op", "").strip()
    gelezen = dagen.lees_dag(gevraagd, vandaag(), vooruit=False) if gevraagd else vandaag()
    dag = min(gelezen or vandaag(), vandaag())
    return render_template(
        "web/cases/financiering.html",
        k=kop,
        plan=verdeling_op(http.sessie(), kop.case.id, dag),
        dag=dag,
        gevraagd=gevraagd,
        is_onleesbaar=bool(gevraagd) and gelezen is None,
        standen=list(Stand),
        kan_toevoegen=kop.case.status is CaseStatus.CONCEPT,
    )


@pagina.route("/<uuid:uuid>/financiering/nieuw", methods=["GET", "POST"])
def toevoegen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A new line, in money or in natura; the address says which, so that the form asks no more than it needs."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        soort = "in_natura" if request.args.get("soort") == "in_natura" else "geld"
        begin = {"soort": soort, "jaar": vandaag().year, "kenmerk": nieuwe_uuid()}
        return _teken_nieuw(uuid, Formulier.van(RegelVelden(), begin, labels=LABELS))
    f = Formulier.uit(RegelVelden(), request.form, labels=LABELS, vragen=VRAGEN)
    al_gebeurd: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        naam = gegevens.pop("organisatie")
        try:
            financiering_bijhouden.regel_toevoegen(
                http.sessie(), kop.case, organisatie=bedoeld(naam), **gegevens, door=http.door(), nu=http.nu()
            )
        except AlGebeurd as weigering:
            al_gebeurd.append(weigering.zin)

    code = verwerk(f, daad)
    if code is not None:
        return _teken_nieuw(uuid, f), code
    return _terug(
        al_gebeurd, "De regel staat in het financieringsplan.", f"/purpose-cases/{uuid}/financiering"
    )


@pagina.get("/<uuid:uuid>/financiering/<uuid:regel_uuid>")
def regel(uuid: uuid_.UUID, regel_uuid: uuid_.UUID) -> str:
    """One line with its history, and what can be done with it."""
    lezer()
    return _teken_regel(uuid, regel_uuid)


@pagina.post("/<uuid:uuid>/financiering/<uuid:regel_uuid>/<any(stand, intrekken):naam>")
def doe(uuid: uuid_.UUID, regel_uuid: uuid_.UUID, naam: str) -> str | tuple[str, int] | Response:
    """A new total on the line, or the contribution falls away."""
    te_wijzigen(uuid)
    velden, verb, gelukt = DADEN[naam]
    gevonden = _regel_van(uuid, regel_uuid).regel
    f = Formulier.uit(velden(), request.form, labels=LABELS, vragen=VRAGEN)
    al_gebeurd: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        try:
            verb(http.sessie(), gevonden, **gegevens, door=http.door(), nu=http.nu())
        except AlGebeurd as weigering:
            # Nothing is left to mend: the form would only come back to be refused again.
            al_gebeurd.append(weigering.zin)

    code = verwerk(f, daad)
    if code is not None:
        return _teken_regel(uuid, regel_uuid, naam, f), code
    return _terug(al_gebeurd, gelukt, f"/purpose-cases/{uuid}/financiering")


def _terug(al_gebeurd: list[str], gelukt: str, adres: str) -> Response:
    if not al_gebeurd:
        return klaar(gelukt, adres)
    flash(al_gebeurd[0], "waarschuwing")
    return redirect(adres, code=303)


def _regel_van(uuid: uuid_.UUID, regel_uuid: uuid_.UUID) -> RegelDossier:
    """The line of this case; refuses one of another."""
    d = regel_dossier(http.sessie(), regel_uuid)
    if d.case.uuid != uuid:
        raise NietGevonden("Deze regel hoort niet bij deze purpose case.")
    return d


def _teken_nieuw(uuid: uuid_.UUID, f: Formulier) -> str:
    return render_template(
        "web/cases/regel_nieuw.html",
        k=case_kop(http.sessie(), uuid),
        f=f,
        is_natura=f.waarde("soort") == "in_natura",
    )


def _teken_regel(
    uuid: uuid_.UUID, regel_uuid: uuid_.UUID, mislukt: str = "", getypt: Formulier | None = None
) -> str:
    d = _regel_van(uuid, regel_uuid)
    is_open = d.regel.vervallen_op is None and mag(http.door(), "case.opstellen", d.case)
    standen = [(s.value, opmaak.leesbaar(s).capitalize()) for s in _mogelijke_standen(d.case)]
    leeg = Formulier.van(StandInvoer(), {"stand": standen[0][0]}, labels=LABELS)
    vormen = {"stand": leeg, "intrekken": Formulier(Reden())}
    return render_template(
        "web/cases/regel.html",
        k=case_kop(http.sessie(), uuid),
        d=d,
        is_natura=d.regel.soort is FinancieringSoort.IN_NATURA,
        kan={naam for naam in DADEN if is_open} | ({mislukt} if mislukt else set()),
        vormen=vormen | ({mislukt: getypt} if mislukt else {}),
        mislukt=mislukt,
        standen=standen,
    )


def _mogelijke_standen(case: PurposeCase) -> list[Stand]:
    """What may be booked: what is requested belongs to the concept, the rest comes after it."""
    if case.status is CaseStatus.CONCEPT:
        return [Stand.AANGEVRAAGD]
    return [Stand.TOEGEKEND, Stand.GEREALISEERD]
