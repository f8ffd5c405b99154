"""Pages of acties: the dossier, and bringing its lights, its owner and its steps up to date."""

import uuid as uuid_
from collections.abc import Callable
from dataclasses import replace

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import NietGevonden, OngeldigeInvoer
from crm.models import Gebruiker, Licht, Mijlpaal, Resultaat
from crm.permissions import eis, mag
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossier_actie import ActieKop, actie_dossier, actie_kop, voortgang_van
from crm.queries.dossier_overleggen import noem_personen
from crm.queries.dossiers import vind, zoek
from crm.queries.mensen import collegas
from crm.queries.waarover import naam_van
from crm.web.doen import klaar, lezer, verwerk
from crm.web.dossiervelden import EigenaarVelden, MijlpaalVelden, VoortgangVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import voortgang_bijwerken

pagina = Blueprint("acties", __name__, url_prefix="/acties")

LICHTEN = [
    (Licht.GROEN.value, "Groen: volgens afspraak"),
    (Licht.ORANJE.value, "Oranje: bijsturing nodig"),
    (Licht.ROOD.value, "Rood: besluit nodig"),
    (Licht.GRIJS.value, "Grijs: nog niet aan de orde"),
]

# What can be reported done: the noun, the verb, and what is said afterwards.
GEREED: dict[str, tuple[type, Callable[..., object], str]] = {
    "mijlpalen": (Mijlpaal, voortgang_bijwerken.mijlpaal_halen, "De mijlpaal is gereed gemeld."),
    "resultaten": (Resultaat, voortgang_bijwerken.opleveren, "Het resultaat is gereed gemeld."),
}


class VoortgangFormulier(Formulier):
    """Knows that oranje and rood ask for an explanation, so that no label calls it optional then."""

    def verplicht(self, naam: str) -> bool:
        """Whether somebody has to fill this in, with the lights as they were typed."""
        wijkt_af = any(
            self.waarde(licht) in voortgang_bijwerken.AFWIJKEND for licht in ("beleid", "tijd", "geld")
        )
        return super().verplicht(naam) or (wijkt_af and naam in voortgang_bijwerken.UITLEG)


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
    """The three lights with their explanation; oranje and rood ask for more."""
    kop = actie_kop(http.sessie(), uuid)
    eis(http.door(), "voortgang.bijwerken", kop.actie)
    if request.method == "GET":
        return _teken_voortgang(kop, VoortgangFormulier.van(VoortgangVelden(), _huidige(kop)))
    f = VoortgangFormulier.uit(VoortgangVelden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: voortgang_bijwerken.bijwerken(
            http.sessie(), kop.actie, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De stand is bijgewerkt.", f"/acties/{uuid}")
    return _teken_voortgang(actie_kop(http.sessie(), uuid), f), code


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


def _huidige(kop: ActieKop) -> dict[str, object]:
    """What was said last, on the day of today: most of it still holds."""
    standen = voortgang_van(http.sessie(), kop.actie.id, vandaag(), hoogstens=1)
    velden = ("beleid", "tijd", "geld", "oorzaak", "gevolg", "bijsturing")
    laatste = {veld: getattr(standen[0].voortgang, veld) for veld in velden} if standen else {}
    return {"peildatum": vandaag(), **laatste}


def _teken_voortgang(kop: ActieKop, f: Formulier) -> str:
    return render_template("web/acties/voortgang.html", k=kop, f=f, lichten=LICHTEN)


def _wijs_toe(kop: ActieKop, wie: uuid_.UUID | None) -> None:
    collega = zoek(http.sessie(), Gebruiker, wie)
    if wie is not None and (collega is None or not collega.is_actief):
        zin = "Deze collega heeft geen account meer. Kies een ander."
        raise OngeldigeInvoer(zin, {"eigenaar": [zin]})
    voortgang_bijwerken.toewijzen(http.sessie(), kop.actie, collega, door=http.door(), nu=http.nu())
