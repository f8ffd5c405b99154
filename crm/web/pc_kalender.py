"""Pages of the P&C calendar: a year in order of time, one product with its days, and what a controller does with it."""

import uuid as uuid_
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, render_template, request
from marshmallow import Schema, fields
from werkzeug.wrappers import Response

from crm import http
from crm.http.verwijzingen import verwijzingen
from crm.models import PcProduct
from crm.permissions import eis, mag
from crm.queries.dossiers import vind
from crm.queries.mensen import collegas
from crm.queries.pc_kalender import ProductDossier, jaarkalender, product_dossier
from crm.schemas.pc_product import JaarInrichting, Meldingsdag, PcProductWijziging, PcReden
from crm.web.doen import klaar, lezer, verwerk, verwerk_eenmaal
from crm.web.formulieren import INTUSSEN, Formulier
from crm.web.opmaak import vandaag
from crm.workflows import pc_kalender_bijhouden as bijhouden

pagina = Blueprint("pc_kalender", __name__, url_prefix="/pc-kalender")

ADRES = "/pc-kalender"
RECHT = "pc_product.wijzigen"
VELDEN = ("peildatum", "gs_datum", "ps_datum", "aanlevertermijn", "aanleverdatum", "eigenaar", "opmerking")
LABELS = {
    "gs_datum": "dag van GS",
    "ps_datum": "dag van PS",
    "aanlevertermijn": "termijn in werkdagen",
    "jaar": "begrotingsjaar",
    "op": "dag",
}
# A year further away holds nothing, and the days of a product could not be computed.
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100


class WijzigVelden(PcProductWijziging):
    """A product that is changed; the version tells whether somebody was faster."""

    class Meta(PcProductWijziging.Meta):
        fields = (*PcProductWijziging.Meta.fields, "versie")

    versie = fields.Integer()


@dataclass(frozen=True)
class Stap:
    """What can be done with a product on a page of its own: what it asks, the verb, and the words."""

    schema: type[Schema]
    doe: Callable[..., Any]
    titel: str
    vraag: str
    knop: str
    gelukt: str


STAPPEN = {
    "aanleveren": Stap(
        Meldingsdag, bijhouden.aanleveren, "Alles is binnen", "Op welke dag waren alle teksten en cijfers binnen?",
        "Melden", "Gemeld: alles is binnen. Over het aanleveren gaat geen herinnering meer uit.",
    ),
    "gereedmelden": Stap(
        Meldingsdag, bijhouden.gereedmelden, "Gereedmelden", "Op welke dag was het stuk klaar?",
        "Gereedmelden", "Het stuk is klaar. Er gaat geen herinnering meer over uit.",
    ),
    "heropenen": Stap(
        PcReden, bijhouden.heropenen, "Heropenen", "Waarom gaat het stuk weer open?",
        "Heropenen", "Het stuk is weer open. De herinneringen gaan verder.",
    ),
    "verwijderen": Stap(
        PcReden, bijhouden.verwijderen, "Van de kalender halen", "Waarom hoort dit stuk niet op de kalender?",
        "Van de kalender halen", "Het stuk staat niet meer op de kalender.",
    ),
}  # fmt: skip


@pagina.get("")
def lijst() -> str:
    """The year that was asked, or this one."""
    lezer()
    return _teken_lijst(_jaar(request.args.get("jaar")), Formulier(JaarInrichting(), labels=LABELS))


@pagina.post("/inrichten")
def inrichten() -> str | tuple[str, int] | Response:
    """A budget year gets the products it lacks."""
    eis(http.door(), RECHT)
    f = Formulier.uit(JaarInrichting(), request.form, labels=LABELS)
    nieuw: list[PcProduct] = []

    def daad(gegevens: dict[str, Any]) -> None:
        gelezen = verwijzingen(f.schema, gegevens)
        nieuw.extend(bijhouden.inrichten(http.sessie(), **gelezen, door=http.door(), nu=http.nu()))

    code = verwerk(f, daad)
    jaar = _jaar(request.form.get("_bij"))
    if code is not None:
        return _teken_lijst(jaar, f), code
    if not nieuw:
        return klaar(f"Begrotingsjaar {f.waarde('jaar')} was al ingericht. Er is niets veranderd.", f"{ADRES}?jaar={jaar}")
    wat = "1 stuk staat" if len(nieuw) == 1 else f"{len(nieuw)} stukken staan"
    zin = f"{wat} nu op de kalender, op gebruikelijke dagen. Vul de dagen van uw eigen provincie in."
    return klaar(zin, f"{ADRES}?jaar={jaar}")


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One product: its days, how they came about, what deserves attention, and what happened to it."""
    lezer()
    d = product_dossier(http.sessie(), uuid, http.nu())
    return render_template("web/pc_kalender/dossier.html", d=d, kan=_mogelijk(d))


@pagina.route("/<uuid:uuid>/wijzigen", methods=["GET", "POST"])
def wijzigen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The days, the term, the owner and the remark; who looked at an older version sees what somebody else saved."""
    product = vind(http.sessie(), PcProduct, uuid)
    eis(http.door(), RECHT, product)
    d = product_dossier(http.sessie(), uuid, http.nu())
    if request.method == "GET":
        f = Formulier.van(WijzigVelden(), {**_bekend(d), "versie": d.product.versie}, labels=LABELS)
        return _teken_vorm(d, f)
    f = Formulier.uit(WijzigVelden(), request.form, labels=LABELS)

    def daad(gegevens: dict[str, Any]) -> None:
        gelezen = verwijzingen(f.schema, gegevens)
        # What was made empty is meant to be empty.
        velden = {veld: gelezen.get(veld) for veld in VELDEN}
        versie = gegevens.get("versie", 0)
        bijhouden.wijzigen(http.sessie(), product, velden, versie=versie, door=http.door(), nu=http.nu())

    code = verwerk(f, daad)
    if code is None:
        return klaar("De gegevens zijn gewijzigd.", f"{ADRES}/{uuid}")
    d = product_dossier(http.sessie(), uuid, http.nu())
    anders = f.anders(_bekend(d)) if f.waarde("versie") != str(d.product.versie) else []
    if anders:
        f.zin = INTUSSEN
        # Who has seen both may decide; the next time the newer version is the one that was looked at.
        f.zet("versie", d.product.versie)
    return _teken_vorm(d, f, anders), code


@pagina.get("/<uuid:uuid>/<any(aanleveren, gereedmelden, heropenen, verwijderen):naam>")
def vorm(uuid: uuid_.UUID, naam: str) -> str:
    """What one step asks."""
    d = product_dossier(http.sessie(), uuid, http.nu())
    eis(http.door(), RECHT, d.product)
    begin = {"op": vandaag()} if STAPPEN[naam].schema is Meldingsdag else {}
    return _teken_stap(d, naam, Formulier.van(STAPPEN[naam].schema(), begin, labels=LABELS))


@pagina.post("/<uuid:uuid>/<any(aanleveren, gereedmelden, heropenen, verwijderen):naam>")
def zet_stap(uuid: uuid_.UUID, naam: str) -> tuple[str, int] | Response:
    """Something happened with the product; the verb says whether it can."""
    dit, product = STAPPEN[naam], vind(http.sessie(), PcProduct, uuid)
    eis(http.door(), RECHT, product)
    f = Formulier.uit(dit.schema(), request.form, labels=LABELS)
    terug = ADRES if naam == "verwijderen" else f"{ADRES}/{uuid}"
    uitkomst = verwerk_eenmaal(
        f,
        lambda gegevens: dit.doe(http.sessie(), product, **gegevens, door=http.door(), nu=http.nu()),
        dit.gelukt,
        terug,
    )
    if not isinstance(uitkomst, int):
        return uitkomst
    return _teken_stap(product_dossier(http.sessie(), uuid, http.nu()), naam, f), uitkomst


def _jaar(tekst: str | None) -> int:
    """The year that was asked; this one when it is none."""
    if tekst and tekst.isascii() and tekst.isdigit() and EERSTE_JAAR <= int(tekst[:5]) <= LAATSTE_JAAR:
        return int(tekst[:5])
    return vandaag().year


def _mogelijk(d: ProductDossier) -> set[str]:
    """What fits where the product stands, for who may."""
    if not mag(http.door(), RECHT, d.product):
        return set()
    if d.product.gereed_op is not None:
        return {"heropenen"}
    kan = {"wijzigen", "gereedmelden"}
    kan.add("heropenen" if d.product.is_binnen else "aanleveren")
    return kan if d.product.wettelijk_voor else kan | {"verwijderen"}


def _bekend(d: ProductDossier) -> dict[str, Any]:
    """What the form shows: a day that was counted back is an empty field, so that it is counted again."""
    bekend = {veld: getattr(d.product, veld) for veld in VELDEN if veld != "eigenaar"}
    bekend["eigenaar"] = d.eigenaar.uuid if d.eigenaar else None
    return bekend | ({"aanleverdatum": None} if d.product.is_teruggeteld else {})


def _teken_lijst(jaar: int, f: Formulier) -> str:
    kalender = jaarkalender(http.sessie(), jaar, vandaag())
    return render_template("web/pc_kalender/lijst.html", k=kalender, f=f, mag_inrichten=mag(http.door(), RECHT))


def _teken_vorm(d: ProductDossier, f: Formulier, anders: Any = ()) -> str:
    return render_template(
        "web/pc_kalender/wijzigen.html", d=d, f=f, anders=anders, collegas=collegas(http.sessie())
    )


def _teken_stap(d: ProductDossier, naam: str, f: Formulier) -> str:
    return render_template("web/pc_kalender/stap.html", d=d, naam=naam, stap=STAPPEN[naam], f=f)
