"""Pages of acties: the dossier, and bringing its lights, its owner and its steps up to date."""

import datetime as dt
import uuid as uuid_
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import NietGevonden, OngeldigeInvoer
from crm.models import Gebruiker, Licht, Mijlpaal, Resultaat, Voortgang
from crm.models.voortgang import LICHTEN, afwijkingen
from crm.permissions import eis, mag
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossier_actie import ActieKop, actie_dossier, actie_kop, voortgang_van
from crm.queries.dossier_overleggen import noem_personen
from crm.queries.dossiers import vind, zoek
from crm.queries.mensen import collegas
from crm.queries.voortgang_voorstel import Voorstel, voorstel
from crm.queries.waarover import naam_van
from crm.web import opmaak
from crm.web.dagen import lees_dag
from crm.web.doen import klaar, lezer, verwerk, verwerk_eenmaal
from crm.web.dossiervelden import EigenaarVelden, MijlpaalVelden, VoortgangVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import voortgang_bijwerken

pagina = Blueprint("acties", __name__, url_prefix="/acties")

KEUZES = [
    (Licht.GROEN.value, "Groen: volgens afspraak"),
    (Licht.ORANJE.value, "Oranje: bijsturing nodig"),
    (Licht.ROOD.value, "Rood: besluit nodig"),
    (Licht.GRIJS.value, "Grijs: nog niet aan de orde"),
]

LABELS = {"afwijkreden": "reden van afwijken"}

# What can be reported done: the noun, the verb, and what is said afterwards.
GEREED: dict[str, tuple[type, Callable[..., object], str]] = {
    "mijlpalen": (Mijlpaal, voortgang_bijwerken.mijlpaal_halen, "De mijlpaal is gereed gemeld."),
    "resultaten": (Resultaat, voortgang_bijwerken.opleveren, "Het resultaat is gereed gemeld."),
}


class VoortgangFormulier(Formulier):
    """Knows what the lights as they were typed ask for, so that no label calls that optional."""

    voorgesteld: Mapping[str, Any] = {}

    def verplicht(self, naam: str) -> bool:
        """Whether somebody has to fill this in."""
        lichten = {licht: self.waarde(licht) for licht in LICHTEN}
        if naam == "afwijkreden":
            return all(lichten.values()) and bool(afwijkingen(self.voorgesteld, lichten))
        moet_uitleg = any(licht in voortgang_bijwerken.AFWIJKEND for licht in lichten.values())
        return super().verplicht(naam) or (moet_uitleg and naam in voortgang_bijwerken.UITLEG)


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One actie as it stands today."""
    wie = lezer()
    d = actie_dossier(http.sessie(), uuid, vandaag())
    punten = noem_personen(http.sessie(), d.actiepunten, met_personen=mag(wie, "persoon.lezen"))
    d = replace(d, actiepunten=punten)
    bestanden = bijlagen_van(http.sessie(), "actie", d.kop.actie.id)
    return render_template(
        "web/acties/dossier.html", d=d, waarover=naam_van("actie", d.kop.actie), bestanden=bestanden
    )


@pagina.route("/<uuid:uuid>/voortgang", methods=["GET", "POST"])
def voortgang(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The three lights with what the records propose beside them; oranje, rood and another choice ask for more."""
    kop = actie_kop(http.sessie(), uuid)
    eis(http.door(), "voortgang.bijwerken", kop.actie)
    if request.method == "GET":
        achtergrond = _achtergrond(kop, vandaag())
        f = VoortgangFormulier.van(VoortgangVelden(), _begin(achtergrond), labels=LABELS)
        return _teken_voortgang(kop, f, achtergrond)
    f = VoortgangFormulier.uit(VoortgangVelden(), request.form, labels=LABELS)
    if request.form.get("_voorstel"):
        return _neem_voorstel_over(kop, f)
    uitkomst = verwerk_eenmaal(
        f,
        lambda gegevens: voortgang_bijwerken.bijwerken(
            http.sessie(), kop.actie, **gegevens, door=http.door(), nu=http.nu()
        ),
        "De stand is bijgewerkt.",
        f"/acties/{uuid}",
    )
    if isinstance(uitkomst, int):
        kop = actie_kop(http.sessie(), uuid)
        return _teken_voortgang(kop, f, _achtergrond(kop, _dag(f))), uitkomst
    return uitkomst


@pagina.route("/<uuid:uuid>/eigenaar", methods=["GET", "POST"])
def eigenaar(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """Which colleague keeps the actie up to date."""
    kop = actie_kop(http.sessie(), uuid)
    eis(http.door(), "actie.toewijzen", kop.actie)
    keuzes = collegas(http.sessie())
    if request.method == "GET":
        f = Formulier.van(EigenaarVelden(), {"eigenaar": kop.eigenaar_uuid})
        return render_template("web/acties/eigenaar.html", k=kop, f=f, keuzes=keuzes)
    f = Formulier.uit(EigenaarVelden(), request.form)
    code = verwerk(f, lambda gegevens: _wijs_toe(kop, gegevens.get("eigenaar")))
    if code is None:
        return klaar("De eigenaar is gewijzigd.", f"/acties/{uuid}")
    kop = actie_kop(http.sessie(), uuid)
    return render_template("web/acties/eigenaar.html", k=kop, f=f, keuzes=keuzes), code


@pagina.route("/<uuid:uuid>/<any(mijlpalen, resultaten):soort>/<uuid:deel_uuid>", methods=["GET", "POST"])
def gereed(uuid: uuid_.UUID, soort: str, deel_uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A step was taken or a product is there: since which day."""
    kop, deel = _deel(uuid, soort, deel_uuid)
    eis(http.door(), "mijlpaal.halen", kop.actie)
    if request.method == "GET":
        f = Formulier.van(MijlpaalVelden(), {"op": vandaag()})
        return render_template("web/acties/gereed.html", k=kop, deel=deel, soort=soort, f=f)
    f = Formulier.uit(MijlpaalVelden(), request.form)
    _, verb, gelukt = GEREED[soort]
    code = verwerk(f, lambda gegevens: verb(http.sessie(), deel, **gegevens, door=http.door(), nu=http.nu()))
    if code is None:
        return klaar(gelukt, f"/acties/{uuid}")
    kop, deel = _deel(uuid, soort, deel_uuid)
    return render_template("web/acties/gereed.html", k=kop, deel=deel, soort=soort, f=f), code


def _deel(uuid: uuid_.UUID, soort: str, deel_uuid: uuid_.UUID) -> tuple[ActieKop, Mijlpaal | Resultaat]:
    """The step or product of this actie; refuses one of another."""
    kop = actie_kop(http.sessie(), uuid)
    deel = vind(http.sessie(), GEREED[soort][0], deel_uuid)
    if deel.actie_id != kop.actie.id:
        raise NietGevonden("Dit hoort niet bij deze actie.")
    return kop, deel


@dataclass(frozen=True)
class Achtergrond:
    """What stands beside the form: the proposal for a day, and what was given the time before."""

    voorstel: Voorstel
    vorige: Voortgang | None


def _achtergrond(kop: ActieKop, dag: dt.date) -> Achtergrond:
    laatste = voortgang_van(http.sessie(), kop.actie.id, dag, hoogstens=1)
    return Achtergrond(voorstel(http.sessie(), kop.actie, dag), laatste[0].voortgang if laatste else None)


def _begin(a: Achtergrond) -> dict[str, object]:
    """The lights as the records propose them, and the explanation of the last time while they still ask for one."""
    lichten = a.voorstel.lichten
    moet_uitleg = any(licht in voortgang_bijwerken.AFWIJKEND for licht in lichten.values())
    velden = voortgang_bijwerken.UITLEG if a.vorige and moet_uitleg else ()
    uitleg = {veld: getattr(a.vorige, veld) for veld in velden}
    return {"peildatum": a.voorstel.peildatum, "kenmerk": nieuwe_uuid(), **lichten, **uitleg}


def _neem_voorstel_over(kop: ActieKop, f: VoortgangFormulier) -> str:
    """The lights are those that the records propose for the day that was typed; all that was written stays."""
    a = _achtergrond(kop, _dag(f))
    for naam, waarde in {"peildatum": a.voorstel.peildatum, **a.voorstel.lichten}.items():
        f.zet(naam, waarde)
    f.bericht = f"De lichten staan op het voorstel voor {opmaak.datum(a.voorstel.peildatum)}."
    return _teken_voortgang(kop, f, a)


def _dag(f: Formulier) -> dt.date:
    """The day that was typed; today when nobody can read it, or when it has yet to come."""
    dag = lees_dag(f.waarde("peildatum"), vandaag(), vooruit=False)
    return dag if dag is not None and dag <= vandaag() else vandaag()


def _teken_voortgang(kop: ActieKop, f: VoortgangFormulier, a: Achtergrond) -> str:
    f.voorgesteld = a.voorstel.als_json()
    return render_template(
        "web/acties/voortgang.html", k=kop, f=f, keuzes=KEUZES, v=a.voorstel, vorige=a.vorige
    )


def _wijs_toe(kop: ActieKop, wie: uuid_.UUID | None) -> None:
    collega = zoek(http.sessie(), Gebruiker, wie)
    if wie is not None and (collega is None or not collega.is_actief):
        zin = "Deze collega heeft geen account meer. Kies een ander."
        raise OngeldigeInvoer(zin, {"eigenaar": [zin]})
    voortgang_bijwerken.toewijzen(http.sessie(), kop.actie, collega, door=http.door(), nu=http.nu())
