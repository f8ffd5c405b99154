"""Pages that keep a coalitie up to date: its name and aim, the acties it works on, and the campuses it works with."""

import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.http.verwijzingen import verwijzingen
from crm.models import Actie, Ontwikkelcoalitie, Organisatie
from crm.queries.coalitie_omgeving import verwanten
from crm.queries.doelenboom import doelenboom
from crm.queries.dossier_coalitie import CoalitieKop, coalitie_kop
from crm.queries.dossiers import vind
from crm.schemas.ontwikkelcoalitie import ActieKoppeling
from crm.web.coalities import te_wijzigen
from crm.web.doen import klaar, stap, verwerk
from crm.web.dossiervelden import CampusVelden, CoalitieWijzigVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.workflows import coalitie_bijhouden

pagina = Blueprint("coalitie_bijhouden", __name__, url_prefix="/coalities/<uuid:uuid>")

VELDEN = ("naam", "nummer", "doelstelling")


@pagina.route("/wijzigen", methods=["GET", "POST"])
def wijzigen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The coalitie is mended; who looked at an older version sees what somebody else saved."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        bekend = {**_bekend(kop.coalitie), "versie": kop.coalitie.versie}
        f = Formulier.van(CoalitieWijzigVelden(), bekend)
        return render_template("web/coalities/wijzigen.html", k=kop, f=f, anders=[])
    f = Formulier.uit(CoalitieWijzigVelden(), request.form)
    code = verwerk(f, lambda gegevens: _wijzig(kop.coalitie, gegevens))
    if code is None:
        return klaar("De gegevens zijn gewijzigd.", f"/coalities/{uuid}")
    kop = coalitie_kop(http.sessie(), uuid)
    anders = f.anders(_bekend(kop.coalitie)) if f.waarde("versie") != str(kop.coalitie.versie) else []
    if anders:
        # Who has seen both may decide; the next time the newer version is the one that was looked at.
        f.zet("versie", kop.coalitie.versie)
    return render_template("web/coalities/wijzigen.html", k=kop, f=f, anders=anders), code


@pagina.route("/acties", methods=["GET", "POST"])
def acties(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The acties that the coalitie works on, and one more."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        return _teken_acties(kop, Formulier(ActieKoppeling()))
    f = Formulier.uit(ActieKoppeling(), request.form)

    def daad(gegevens: dict[str, Any]) -> None:
        gelezen = verwijzingen(ActieKoppeling(), gegevens)
        coalitie_bijhouden.actie_koppelen(
            http.sessie(), kop.coalitie, **gelezen, door=http.door(), nu=http.nu()
        )

    code = verwerk(f, daad)
    if code is None:
        return klaar("De coalitie werkt nu ook aan deze actie.", f"/coalities/{uuid}/acties")
    return _teken_acties(coalitie_kop(http.sessie(), uuid), f), code


@pagina.post("/acties/<uuid:actie_uuid>/los")
def actie_los(uuid: uuid_.UUID, actie_uuid: uuid_.UUID) -> Response:
    """The coalitie does not work on this actie any more."""

    def daad() -> None:
        coalitie = vind(http.sessie(), Ontwikkelcoalitie, uuid)
        actie = vind(http.sessie(), Actie, actie_uuid)
        coalitie_bijhouden.actie_loskoppelen(
            http.sessie(), coalitie, actie=actie, door=http.door(), nu=http.nu()
        )

    return stap(daad, "De actie is losgemaakt van de coalitie.", f"/coalities/{uuid}/acties")


@pagina.route("/campussen", methods=["GET", "POST"])
def campussen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The campuses that the coalitie works with, and one more."""
    kop = te_wijzigen(uuid)
    if request.method == "GET":
        return _teken_campussen(kop, Formulier(CampusVelden()))
    f = Formulier.uit(CampusVelden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: coalitie_bijhouden.campus_koppelen(
            http.sessie(),
            kop.coalitie,
            campus=bedoeld(gegevens["campus"], "campus"),
            door=http.door(),
            nu=http.nu(),
        ),
    )
    if code is None:
        return klaar(f"{f.waarde('campus')} hoort nu bij de coalitie.", f"/coalities/{uuid}/campussen")
    return _teken_campussen(coalitie_kop(http.sessie(), uuid), f), code


@pagina.post("/campussen/<uuid:campus_uuid>/los")
def campus_los(uuid: uuid_.UUID, campus_uuid: uuid_.UUID) -> Response:
    """The coalitie does not work with this campus any more."""

    def daad() -> None:
        coalitie = vind(http.sessie(), Ontwikkelcoalitie, uuid)
        campus = vind(http.sessie(), Organisatie, campus_uuid)
        coalitie_bijhouden.campus_loskoppelen(
            http.sessie(), coalitie, campus=campus, door=http.door(), nu=http.nu()
        )

    return stap(daad, "De campus is losgemaakt van de coalitie.", f"/coalities/{uuid}/campussen")


def _teken_acties(kop: CoalitieKop, f: Formulier) -> str:
    gekoppeld = verwanten(http.sessie(), kop.coalitie.id).acties
    al = {actie.uuid for actie in gekoppeld}
    boom = doelenboom(http.sessie(), kop.programma.id, vandaag())
    keuzes = [
        (actie.uuid, f"{actie.nummer} {actie.naam}") for actie in boom.alle_acties() if actie.uuid not in al
    ]
    return render_template("web/coalities/acties.html", k=kop, f=f, gekoppeld=gekoppeld, keuzes=keuzes)


def _teken_campussen(kop: CoalitieKop, f: Formulier) -> str:
    gekoppeld = verwanten(http.sessie(), kop.coalitie.id).campussen
    return render_template("web/coalities/campussen.html", k=kop, f=f, gekoppeld=gekoppeld)


def _bekend(coalitie: Ontwikkelcoalitie) -> dict[str, Any]:
    return {veld: getattr(coalitie, veld) for veld in VELDEN}


def _wijzig(coalitie: Ontwikkelcoalitie, gegevens: dict[str, Any]) -> None:
    # What was made empty is meant to be empty.
    coalitie_bijhouden.wijzigen(
        http.sessie(),
        coalitie,
        {veld: gegevens.get(veld) for veld in VELDEN},
        versie=gegevens.get("versie", 0),
        door=http.door(),
        nu=http.nu(),
    )
