"""Pages of toezeggingen of GS to PS: the register, a new one, and one with its steps. Not what partners promised."""

import uuid as uuid_
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.http.verwijzingen import verwijzingen
from crm.models import Toezegging
from crm.permissions import eis, mag
from crm.queries import toezeggingen as vragen
from crm.queries.dossiers import vind
from crm.queries.mensen import collegas
from crm.queries.programma_dossier import programmas
from crm.queries.toezeggingen import Keuze, ToezeggingDossier, toezegging_dossier
from crm.queries.waarover import dossiers
from crm.schemas.partnerafspraak import Eigenaarswissel
from crm.schemas.toezegging import ToezeggingInvoer, Uitstel, Voldoening
from crm.schemas.velden import Tekst
from crm.web.bladeren import PER_BLAD, blad, dag, kenmerk, lees_sleutel, sleutel
from crm.web.doen import lezer, verwerk_eenmaal
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.waarover import kies
from crm.workflows import toezegging_opvolgen as opvolgen

pagina = Blueprint("toezeggingen", __name__, url_prefix="/toezeggingen")

# What can be done with a toezegging: the fields it asks, the verb, and what is said afterwards.
DADEN: dict[str, tuple[type[Schema], Callable[..., Any], str]] = {
    "voldoen": (Voldoening, opvolgen.voldoen, "Het staat erbij."),
    "verzetten": (Uitstel, opvolgen.verzetten, "De toezegging heeft een nieuwe datum."),
    "overdragen": (Eigenaarswissel, opvolgen.overdragen, "Een collega bewaakt deze toezegging nu."),
}
LABELS = {
    "gedaan_door": "gedeputeerde",
    "gedaan_in": "waar",
    "gedaan_op": "toegezegd op",
    "uiterlijk": "moet er zijn op",
    "herijken_op": "opnieuw kijken op",
    "waarover": "actie",
    "eigenaar": "collega",
    "naar": "nieuwe datum",
    "programma": "agenda",
}


class NieuweToezegging(ToezeggingInvoer):
    """As the API asks it; on a page the name of an actie is typed."""

    waarover = Tekst()

    class Meta(ToezeggingInvoer.Meta):
        fields = (*ToezeggingInvoer.Meta.fields, "waarover")


@pagina.get("")
def lijst() -> str:
    """The register by date: not kept yet, late, kept in part, kept or all; everybody's or one's own."""
    wie = lezer()
    gevraagd = request.args.get("keuze", Keuze.OPEN.value)
    keuze = Keuze(gevraagd) if gevraagd in list(Keuze) else Keuze.OPEN
    eigen = wie.id if request.args.get("van") == "mij" else None
    na = lees_sleutel(request.args.get("na"), dag, kenmerk)
    rijen = vragen.blad(http.sessie(), keuze, vandaag(), eigenaar_id=eigen, na=na, aantal=PER_BLAD + 1)
    return render_template(
        "web/toezeggingen/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.dag, rij.uuid)),
        keuze=keuze,
        tellingen=vragen.tellingen(http.sessie(), vandaag(), eigen),
        eigen=eigen is not None,
        is_begin=na is None,
    )


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new toezegging in the register."""
    eis(http.door(), "toezegging.noteren")
    if request.method == "GET":
        keuzes = [regel.programma for regel in programmas(http.sessie())]
        lopend = next((p for p in keuzes if p.jaar_van <= vandaag().year <= p.jaar_tot), None)
        begin = {"programma": lopend.uuid if lopend else None, "kenmerk": nieuwe_uuid()}
        return _teken_nieuw(Formulier.van(NieuweToezegging(), begin, labels=LABELS))
    f = Formulier.uit(NieuweToezegging(), request.form, labels=LABELS)
    if not f.waarde("kenmerk"):
        f.zet("kenmerk", nieuwe_uuid())
    dossier = kies(f, http.sessie())
    if dossier is not None and dossier.soort != "actie":
        f.fouten["waarover"] = ["Kies hier een actie; de agenda staat hierboven."]

    def daad(gegevens: dict[str, Any]) -> None:
        gegevens.pop("waarover", None)
        if dossier is not None:
            gegevens["actie"] = dossier.uuid
        opvolgen.noteren(http.sessie(), **verwijzingen(f.schema, gegevens), door=http.door(), nu=http.nu())

    terug = f"/toezeggingen/{f.waarde('kenmerk')}"
    code = verwerk_eenmaal(f, daad, "De toezegging staat in het register.", terug)
    return (_teken_nieuw(f), code) if isinstance(code, int) else code


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One toezegging with its steps and the forms that fit where it stands."""
    lezer()
    return _teken(toezegging_dossier(http.sessie(), uuid))


@pagina.get("/<uuid:uuid>/<any(verzetten, overdragen):naam>")
def vorm(uuid: uuid_.UUID, naam: str) -> str:
    """A form with a page of its own."""
    d = toezegging_dossier(http.sessie(), uuid)
    eis(http.door(), "toezegging.opvolgen", d.toezegging)
    return _teken_apart(naam, d, _vorm(naam))


@pagina.post("/<uuid:uuid>/<any(voldoen, verzetten, overdragen):naam>")
def doe(uuid: uuid_.UUID, naam: str) -> tuple[str, int] | Response:
    """Something happened with the toezegging; the verb says whether it can."""
    velden, verb, gelukt = DADEN[naam]
    toezegging = vind(http.sessie(), Toezegging, uuid)
    f = Formulier.uit(velden(), request.form, labels=LABELS)

    def daad(gegevens: dict[str, Any]) -> None:
        gelezen = verwijzingen(f.schema, gegevens)
        verb(http.sessie(), toezegging, **gelezen, door=http.door(), nu=http.nu())

    code = verwerk_eenmaal(f, daad, gelukt, f"/toezeggingen/{uuid}")
    if not isinstance(code, int):
        return code
    d = toezegging_dossier(http.sessie(), uuid)
    return (_teken(d, f) if naam == "voldoen" else _teken_apart(naam, d, f)), code


def _teken(d: ToezeggingDossier, getypt: Formulier | None = None) -> str:
    volgt = mag(http.door(), "toezegging.opvolgen", d.toezegging)
    kan = {"voldoen"} if getypt or (volgt and not d.toezegging.is_gesloten) else set()
    return render_template(
        "web/toezeggingen/dossier.html", d=d, volgt=volgt, kan=kan, f=getypt or _vorm("voldoen")
    )


def _teken_apart(naam: str, d: ToezeggingDossier, f: Formulier) -> str:
    wie = collegas(http.sessie()) if naam == "overdragen" else []
    return render_template(f"web/toezeggingen/{naam}.html", d=d, f=f, collegas=wie)


def _teken_nieuw(f: Formulier) -> str:
    return render_template(
        "web/toezeggingen/nieuw.html",
        f=f,
        programmas=[
            (r.programma.uuid, f"{r.programma.naam} {r.programma.periode}") for r in programmas(http.sessie())
        ],
        dossiers=[d for d in dossiers(http.sessie()) if d.soort == "actie"],
        collegas=collegas(http.sessie()),
    )


def _vorm(naam: str) -> Formulier:
    """The form, filled with what is most likely."""
    begin = {"voldoen": {"op": vandaag(), "kenmerk": nieuwe_uuid()}}
    return Formulier.van(DADEN[naam][0](), begin.get(naam, {}), labels=LABELS)
