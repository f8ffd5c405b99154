"""Pages of what an ambassadeur puts before GS: the list, one signal, a new one, and what came of it."""

import uuid as uuid_
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.http.verwijzingen import verwijzingen
from crm.models import Gebruiker, Opdracht, Programma, Signaal, SignaalStatus
from crm.permissions import eis, mag
from crm.queries import koppelbaar
from crm.queries import signalen as vragen
from crm.queries.dossiers import zoek
from crm.queries.programma_dossier import programmas
from crm.queries.signalen import signaal_dossier
from crm.schemas.signaal import Agendering, Behandeling, SignaalInvoer, Terzijde
from crm.web.bladeren import PER_BLAD, blad, dag, lees_sleutel, nummer, sleutel
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import signaal_geven

pagina = Blueprint("signalen", __name__, url_prefix="/signalen")

LABELS = {"tekst": "signaal", "vraag": "vraag van GS", "voor": "vergadering van GS", "op": "dag", "gegeven_op": "gegeven op"}
VRAGEN = {
    "onderwerp": "Waar gaat het signaal over?",
    "tekst": "Wat is er aan de hand, en wat is uw advies?",
    "uitkomst": "Wat deed GS ermee?",
    "reden": "Waarom doen wij hier niets mee?",
}
GEVRAAGD = {"ja": True, "nee": False}


@dataclass(frozen=True)
class Stap:
    """What can be done with a signal: what it asks, the verb, and the words."""

    schema: type[Schema]
    doe: Callable[..., Any]
    titel: str
    gelukt: str


STAPPEN = {
    "agenderen": Stap(Agendering, signaal_geven.agenderen, "Op de agenda van GS", "Het signaal staat op de agenda van GS."),
    "behandelen": Stap(Behandeling, signaal_geven.behandelen, "Behandeld door GS", "Vastgelegd is wat GS ermee deed."),
    "terzijde_leggen": Stap(Terzijde, signaal_geven.terzijde_leggen, "Terzijde leggen", "Het signaal is terzijde gelegd."),
}  # fmt: skip
# Who gives a signal does not settle it.
VAN_EEN_ANDER = frozenset({"behandelen", "terzijde_leggen"})


@pagina.get("")
def lijst() -> str:
    """The signals, the latest first: all or in one status, asked or unasked."""
    lezer()
    gekozen, gevraagd = request.args.get("status", ""), request.args.get("gevraagd", "")
    status = SignaalStatus(gekozen) if gekozen in list(SignaalStatus) else None
    is_gevraagd = GEVRAAGD.get(gevraagd)
    na = lees_sleutel(request.args.get("na"), dag, nummer)
    rijen = vragen.blad(http.sessie(), status=status, is_gevraagd=is_gevraagd, na=na, aantal=PER_BLAD + 1)
    tellingen = vragen.tellingen(http.sessie(), is_gevraagd=is_gevraagd)
    return render_template(
        "web/signalen/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.gegeven_op, rij.id)),
        status=status,
        gevraagd=gevraagd if gevraagd in GEVRAAGD else "",
        tellingen=tellingen,
        is_begin=na is None,
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One signal, with what came of it and the forms that fit where it stands."""
    lezer()
    return _teken(uuid)


@pagina.post("/<uuid:uuid>/<any(agenderen, behandelen, terzijde_leggen):naam>")
def zet_stap(uuid: uuid_.UUID, naam: str) -> tuple[str, int] | Response:
    """Something happened with the signal; the verb says whether it can."""
    dit = STAPPEN[naam]
    signaal = signaal_dossier(http.sessie(), uuid).signaal
    eis(http.door(), "signaal.behandelen", signaal)
    f = Formulier.uit(dit.schema(), request.form, labels=LABELS, vragen=VRAGEN)
    code = verwerk(f, lambda gegevens: dit.doe(http.sessie(), signaal, **gegevens, door=http.door(), nu=http.nu()))
    if code is None:
        return klaar(dit.gelukt, f"/signalen/{uuid}")
    return _teken(uuid, naam, f), code


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new signal: from a mandate, or first the agenda it is about."""
    eis(http.door(), "signaal.geven")
    if request.method == "GET":
        opdracht = zoek(http.sessie(), Opdracht, request.args.get("opdracht"))
        programma = zoek(http.sessie(), Programma, request.args.get("programma"))
        if opdracht is not None:
            programma = http.sessie().get(Programma, opdracht.programma_id)
        begin = {
            "programma": programma.uuid if programma else None,
            "opdracht": opdracht.uuid if opdracht else None,
            "gegeven_op": vandaag(),
            "kenmerk": nieuwe_uuid(),
        }
        return _teken_nieuw(Formulier.van(SignaalInvoer(), begin, labels=LABELS), programma)
    f = Formulier.uit(SignaalInvoer(), request.form, labels=LABELS, vragen=VRAGEN)
    gemaakt: list[Signaal] = []

    def daad(gegevens: dict[str, Any]) -> None:
        velden = verwijzingen(f.schema, gegevens)
        gemaakt.append(signaal_geven.geven(http.sessie(), **velden, door=http.door(), nu=http.nu()))

    code = verwerk(f, daad)
    if code is None:
        return klaar("Het signaal is gegeven.", f"/signalen/{gemaakt[0].uuid}")
    eerder = zoek(http.sessie(), Signaal, f.waarde("kenmerk"))
    if eerder is not None:
        # The same form again: nothing is left to mend.
        flash("Dit signaal is al gegeven. U hoeft niets meer te doen.", "waarschuwing")
        return redirect(f"/signalen/{eerder.uuid}", code=303)
    return _teken_nieuw(f, zoek(http.sessie(), Programma, f.waarde("programma"))), code


def _teken(uuid: uuid_.UUID, mislukt: str = "", getypt: Formulier | None = None) -> str:
    d = signaal_dossier(http.sessie(), uuid)
    begin = {"behandelen": {"op": min(d.signaal.agenderen_voor or vandaag(), vandaag())}}
    vormen = {naam: Formulier.van(s.schema(), begin.get(naam, {}), labels=LABELS) for naam, s in STAPPEN.items()}
    return render_template(
        "web/signalen/dossier.html",
        d=d,
        kan=_mogelijk(d.signaal, http.door()) | ({mislukt} if mislukt else set()),
        vormen=vormen | ({mislukt: getypt} if mislukt else {}),
        stappen=STAPPEN,
        mislukt=mislukt,
        wacht_op_ander=d.signaal.eigenaar_id == http.door().id and mag(http.door(), "signaal.behandelen"),
    )


def _mogelijk(signaal: Signaal, wie: Gebruiker) -> set[str]:
    """Which forms fit: the life cycle says so, and who gave the signal does not settle it."""
    if not mag(wie, "signaal.behandelen", signaal):
        return set()
    kan = set(signaal.LEVENSLOOP.mogelijk(signaal.status))
    return kan - VAN_EEN_ANDER if signaal.eigenaar_id == wie.id else kan


def _teken_nieuw(f: Formulier, programma: Programma | None) -> str:
    return render_template(
        "web/signalen/nieuw.html",
        f=f,
        programma=programma,
        programmas=[] if programma else [regel.programma for regel in programmas(http.sessie())],
        opdrachten=koppelbaar.opdrachten(http.sessie(), programma.id) if programma else [],
        acties=koppelbaar.acties(http.sessie(), programma.id) if programma else [],
        coalities=koppelbaar.coalities(http.sessie()) if programma else [],
    )
