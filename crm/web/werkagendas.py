"""Pages of the yearly agenda of an ambassadeur: the list, one with its points, its way along GS and PS, and the years."""

import uuid as uuid_
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.http.verwijzingen import verwijzingen
from crm.models import Opdracht, Werkagenda, WerkagendaStatus
from crm.permissions import eis, mag
from crm.queries import koppelbaar
from crm.queries import werkagendas as vragen
from crm.queries.dossiers import zoek
from crm.queries.mensen import collegas
from crm.queries.werkagenda_jaren import werkagenda_jaren
from crm.queries.werkagendas import werkagenda_dossier, werkagenda_kop
from crm.schemas.werkagenda import (
    Afsluiting,
    Bespreking,
    Inleiding,
    Vaststelling,
    WerkagendaInvoer,
)
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, nummer, sleutel
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import werkagenda_opstellen as opstellen

pagina = Blueprint("werkagendas", __name__, url_prefix="/werkagendas")

LABELS = {"op": "dag", "ps_verslag": "wat PS ervan vond", "gs_kenmerk": "kenmerk van GS", "eigenaar": "bijgehouden door"}
VRAGEN = {"opdracht": "Van welke opdracht?", "jaar": "Voor welk jaar?", "ps_verslag": "Wat vond PS ervan?"}


@dataclass(frozen=True)
class Stap:
    """Something that can be done with a werkagenda: what it asks, the verb, the right, and the words."""

    schema: type[Schema]
    doe: Callable[..., Any]
    recht: str
    titel: str
    knop: str
    gelukt: str


_W, _V = "werkagenda.wijzigen", "werkagenda.vaststellen"
STAPPEN = {
    "inleiding": Stap(Inleiding, opstellen.inleiding_wijzigen, _W, "Inleiding", "Opslaan", "De inleiding is gewijzigd."),
    "vaststellen": Stap(Vaststelling, opstellen.vaststellen, _V, "Vaststelling door GS melden", "Vastleggen", "De werkagenda is vastgesteld."),
    "bespreken": Stap(Bespreking, opstellen.bespreken, _V, "Bespreking in PS melden", "Vastleggen", "De bespreking in PS is vastgelegd."),
    "afsluiten": Stap(Afsluiting, opstellen.afsluiten, _W, "Jaar afsluiten", "Afsluiten", "Het jaar is afgesloten."),
}  # fmt: skip


@pagina.get("")
def lijst() -> str:
    """The werkagenda's, the latest year first: all, or those in one status."""
    wie = lezer()
    gekozen = request.args.get("status", "")
    status = WerkagendaStatus(gekozen) if gekozen in list(WerkagendaStatus) else None
    na = lees_sleutel(request.args.get("na"), nummer, nummer)
    rijen = vragen.blad(http.sessie(), status=status, na=na, aantal=PER_BLAD + 1)
    return render_template(
        "web/werkagendas/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.werkagenda.jaar, rij.werkagenda.id)),
        gekozen=status,
        statussen=list(WerkagendaStatus),
        is_begin=na is None,
        mag_beginnen=mag(wie, _W),
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One werkagenda with its points by quarter."""
    wie = lezer()
    d = werkagenda_dossier(http.sessie(), uuid)
    w = d.kop.werkagenda
    mogelijk = w.LEVENSLOOP.mogelijk(w.status)
    # Whose werkagenda it is, does not record that GS adopted it.
    eigen = {"vaststellen"} if w.eigenaar_id == wie.id else set()
    kan = [naam for naam in mogelijk if naam not in eigen and mag(wie, STAPPEN[naam].recht, w)]
    return render_template(
        "web/werkagendas/dossier.html",
        d=d,
        kan=[(naam, STAPPEN[naam].titel) for naam in kan],
        is_concept=w.status is WerkagendaStatus.CONCEPT,
        loopt=w.status in (WerkagendaStatus.VASTGESTELD, WerkagendaStatus.BESPROKEN),
        mag_wijzigen=mag(wie, _W, w),
    )


@pagina.get("/jaren/<uuid:opdracht_uuid>")
def jaren(opdracht_uuid: uuid_.UUID) -> str:
    """The years of a mandate beside each other: planned, realised, moved on and lapsed."""
    lezer()
    return render_template("web/werkagendas/jaren.html", o=werkagenda_jaren(http.sessie(), opdracht_uuid))


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A draft for a mandate and a year; what was moved on the year before comes along."""
    opdracht = zoek(http.sessie(), Opdracht, (request.args | request.form).get("opdracht"))
    eis(http.door(), _W, opdracht)
    if request.method == "GET":
        begin = {"opdracht": opdracht.uuid if opdracht else None, "jaar": vandaag().year}
        return _teken_nieuw(Formulier.van(WerkagendaInvoer(), begin, labels=LABELS))
    f = Formulier.uit(WerkagendaInvoer(), request.form, labels=LABELS, vragen=VRAGEN)
    gemaakt: list[Werkagenda] = []

    def daad(gegevens: dict[str, Any]) -> None:
        velden = verwijzingen(f.schema, gegevens)
        van = velden.pop("opdracht")
        gemaakt.append(opstellen.beginnen(http.sessie(), van, **velden, door=http.door(), nu=http.nu()))

    code = verwerk(f, daad)
    if code is not None:
        return _teken_nieuw(f), code
    mee = len(gemaakt[0].punten)
    zin = {0: "Zet er nu de punten in.", 1: "Eén punt van vorig jaar is meegekomen."}.get(
        mee, f"{mee} punten van vorig jaar zijn meegekomen."
    )
    return klaar(f"De werkagenda is begonnen. {zin}", f"/werkagendas/{gemaakt[0].uuid}")


@pagina.route("/<uuid:uuid>/<any(inleiding, vaststellen, bespreken, afsluiten):naam>", methods=["GET", "POST"])
def zet_stap(uuid: uuid_.UUID, naam: str) -> str | tuple[str, int] | Response:
    """A step of a werkagenda, on a page of its own; the verb says whether it can."""
    kop, dit = werkagenda_kop(http.sessie(), uuid), STAPPEN[naam]
    eis(http.door(), dit.recht, kop.werkagenda)
    if request.method == "GET":
        begin = {"inleiding": kop.werkagenda.inleiding} if naam == "inleiding" else {"op": vandaag()}
        f = Formulier.van(dit.schema(), begin, labels=LABELS)
        return render_template("web/werkagendas/stap.html", k=kop, naam=naam, stap=dit, f=f)
    f = Formulier.uit(dit.schema(), request.form, labels=LABELS, vragen=VRAGEN)
    code = verwerk(
        f, lambda gegevens: dit.doe(http.sessie(), kop.werkagenda, **gegevens, door=http.door(), nu=http.nu())
    )
    if code is None:
        return klaar(dit.gelukt, f"/werkagendas/{uuid}")
    kop = werkagenda_kop(http.sessie(), uuid)
    return render_template("web/werkagendas/stap.html", k=kop, naam=naam, stap=dit, f=f), code


def _teken_nieuw(f: Formulier) -> str:
    return render_template(
        "web/werkagendas/nieuw.html",
        f=f,
        opdrachten=koppelbaar.opdrachten(http.sessie()),
        collegas=collegas(http.sessie()),
    )
