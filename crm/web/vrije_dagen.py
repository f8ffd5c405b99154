"""Pages of the days on which nobody works, besides weekends and public holidays."""

import uuid as uuid_

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import AlGebeurd
from crm.models import VrijeDag
from crm.permissions import eis
from crm.queries.dossiers import zoek
from crm.queries.vrije_dagen import vrije_dagen
from crm.schemas.vrije_dag import VrijeDagInvoer
from crm.web.doen import klaar, stap, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import vrije_dagen_bijhouden as bijhouden

pagina = Blueprint("vrije_dagen", __name__, url_prefix="/beheer/vrije-dagen")

WORTEL = "/beheer/vrije-dagen"
RECHT = "vrije_dag.wijzigen"
LABELS = {"van": "eerste dag", "tot": "laatste dag", "naam": "waarom"}
VRAGEN = {"van": "Wat is de eerste dag?", "tot": "Wat is de laatste dag?", "naam": "Waarom wordt dan niet gewerkt?"}


@pagina.get("")
def lijst() -> str:
    """The free days of a year beside its public holidays, and a form to add a term."""
    eis(http.door(), RECHT)
    return _teken(Formulier(VrijeDagInvoer(), labels=LABELS), _jaar())


@pagina.post("")
def toevoegen() -> tuple[str, int] | Response:
    """A term is added; the same one twice is once."""
    eis(http.door(), RECHT)
    f = Formulier.uit(VrijeDagInvoer(), request.form, labels=LABELS, vragen=VRAGEN)
    gemaakt: list[VrijeDag] = []
    al_vrij: list[str] = []

    def daad(gegevens: dict[str, object]) -> None:
        try:
            gemaakt.append(bijhouden.toevoegen(http.sessie(), **gegevens, door=http.door(), nu=http.nu()))
        except AlGebeurd as weigering:
            al_vrij.append(weigering.zin)

    code = verwerk(f, daad)
    if code is not None:
        return _teken(f, _jaar()), code
    if al_vrij:
        flash(al_vrij[0], "waarschuwing")
        return redirect(f"{WORTEL}?jaar={_jaar()}", code=303)
    return klaar("De vrije dagen staan erbij.", f"{WORTEL}?jaar={gemaakt[0].van.year}")


@pagina.post("/<uuid:uuid>/verwijderen")
def verwijderen(uuid: uuid_.UUID) -> Response:
    """A term is taken away; who presses twice hears that it is gone already."""
    eis(http.door(), RECHT)
    vrij = zoek(http.sessie(), VrijeDag, uuid)
    if vrij is None:
        flash("Deze vrije dagen waren al weggehaald.", "waarschuwing")
        return redirect(f"{WORTEL}?jaar={_jaar()}", code=303)
    zin = f"‘{vrij.naam}’ is weggehaald; op die dagen wordt weer gewerkt."
    return stap(
        lambda: bijhouden.verwijderen(http.sessie(), vrij, door=http.door(), nu=http.nu()),
        zin,
        f"{WORTEL}?jaar={_jaar()}",
    )


def _jaar() -> int:
    """The year that is looked at, from the address; this year when that is no year."""
    tekst = request.args.get("jaar", "")
    is_jaar = len(tekst) == 4 and tekst.isascii() and tekst.isdecimal()
    jaar = int(tekst) if is_jaar else vandaag().year
    return jaar if bijhouden.EERSTE_JAAR <= jaar <= bijhouden.LAATSTE_JAAR else vandaag().year


def _teken(f: Formulier, jaar: int) -> str:
    return render_template(
        "web/vrije_dagen/lijst.html", f=f, j=vrije_dagen(http.sessie(), jaar, nu_jaar=vandaag().year)
    )
