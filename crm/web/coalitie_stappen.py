"""Pages of the life of a coalitie: its steps, rounding off, ending, and going on in another one."""

import uuid as uuid_

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import DomainError, OngeldigeInvoer
from crm.http.verwijzingen import verwijzingen
from crm.models import Ontwikkelcoalitie
from crm.queries.dossier_coalitie import CoalitieKop, coalitie_kop
from crm.queries.dossiers import vind, zoek
from crm.queries.open_werk import open_werk
from crm.queries.samenvoeging import geplande_overleggen, mogelijke_doelen, samenvoeging
from crm.schemas.ontwikkelcoalitie import Afronding, Samenvoeging
from crm.web.coalities import te_wijzigen
from crm.web.doen import klaar, stap, verwerk
from crm.web.dossiervelden import EindeVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import coalitie_vormen
from crm.workflows.coalitie_samenvoegen import samenvoegen as voeg_samen

pagina = Blueprint("coalitie_stappen", __name__, url_prefix="/coalities/<uuid:uuid>")

STAPPEN = {
    "vormen": (coalitie_vormen.vormen, "De coalitie is nu in vorming."),
    "case_starten": (coalitie_vormen.case_starten, "De coalitie werkt nu aan haar purpose case."),
    "uitvoeren": (coalitie_vormen.uitvoeren, "De coalitie is nu in uitvoering, en haar purpose case ook."),
}
LABELS = {"in_": "gaat op in", "op": "dag"}


@pagina.post("/stap")
def zet_stap(uuid: uuid_.UUID) -> Response:
    """The coalitie takes a step of its life."""
    naam = request.form.get("stap", "")
    verb, gelukt = STAPPEN.get(naam, (None, ""))

    def daad() -> None:
        if verb is None:
            raise OngeldigeInvoer("Deze stap kennen wij niet.")
        verb(http.sessie(), vind(http.sessie(), Ontwikkelcoalitie, uuid), door=http.door(), nu=http.nu())

    return stap(daad, gelukt, f"/coalities/{uuid}")


@pagina.route("/afronden", methods=["GET", "POST"])
def afronden(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The coalitie has done what it was for; what is still open stands above the form."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        return _teken_afronden(kop, Formulier.van(Afronding(), {"op": vandaag()}, labels=LABELS))
    f = Formulier.uit(Afronding(), request.form, labels=LABELS)
    code = verwerk(
        f,
        lambda gegevens: coalitie_vormen.afronden(
            http.sessie(), kop.coalitie, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De coalitie is afgerond en blijft zichtbaar.", f"/coalities/{uuid}")
    return _teken_afronden(coalitie_kop(http.sessie(), uuid), f), code


@pagina.route("/beeindigen", methods=["GET", "POST"])
def beeindigen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The coalitie ends, with a reason; what will lapse with it stands above the form."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        return _teken_beeindigen(kop, Formulier.van(EindeVelden(), {"op": vandaag()}, labels=LABELS))
    f = Formulier.uit(EindeVelden(), request.form, labels=LABELS)
    code = verwerk(
        f,
        lambda gegevens: coalitie_vormen.beeindigen(
            http.sessie(), kop.coalitie, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De coalitie is beëindigd en blijft zichtbaar.", f"/coalities/{uuid}")
    return _teken_beeindigen(coalitie_kop(http.sessie(), uuid), f), code


@pagina.route("/samenvoegen", methods=["GET", "POST"])
def samenvoegen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The coalitie goes on in another one: first which, then what will happen, then it is done."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        gekozen = request.args.get("in_", "")
        return _teken_samenvoegen(kop, Formulier.van(Samenvoeging(), {"in_": gekozen}, labels=LABELS))
    f = Formulier.uit(Samenvoeging(), request.form, labels=LABELS)

    def daad(gegevens: dict) -> None:
        gelezen = verwijzingen(Samenvoeging(), gegevens)
        voeg_samen(http.sessie(), kop.coalitie, **gelezen, door=http.door(), nu=http.nu())

    code = verwerk(f, daad)
    if code is None:
        return klaar("De coalities zijn samengevoegd. Zij gaan hier verder.", f"/coalities/{f.waarde('in_')}")
    return _teken_samenvoegen(coalitie_kop(http.sessie(), uuid), f), code


def _teken_afronden(kop: CoalitieKop, f: Formulier) -> str:
    belet = open_werk(http.sessie(), kop.coalitie).belet_afronden
    return render_template("web/coalities/afronden.html", k=kop, f=f, belet=belet)


def _teken_beeindigen(kop: CoalitieKop, f: Formulier) -> str:
    return render_template(
        "web/coalities/beeindigen.html",
        k=kop,
        f=f,
        werk=open_werk(http.sessie(), kop.coalitie),
        gepland=geplande_overleggen(http.sessie(), kop.coalitie, http.nu()),
    )


def _teken_samenvoegen(kop: CoalitieKop, f: Formulier) -> str:
    """The choice, or what will happen to the one that was chosen; a refusal leads back to the choice."""
    in_ = zoek(http.sessie(), Ontwikkelcoalitie, f.waarde("in_"))
    plan = None
    if in_ is not None:
        try:
            plan = samenvoeging(http.sessie(), kop.coalitie, in_, http.nu())
        except DomainError as weigering:
            f.zin = f.zin or weigering.zin
    return render_template(
        "web/coalities/samenvoegen.html",
        k=kop,
        f=f,
        plan=plan,
        keuzes=() if plan else mogelijke_doelen(http.sessie(), kop.coalitie),
    )
