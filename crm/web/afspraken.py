"""Pages of partnerafspraken: the list by date, a new one, and one promise with what can be done about it."""

import uuid as uuid_
from collections.abc import Callable
from typing import Any

from flask import Blueprint, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.http.verwijzingen import verwijzingen
from crm.models import BewijsSoort, Partnerafspraak
from crm.permissions import eis, mag
from crm.queries import afspraken as vragen
from crm.queries.afspraken import Keuze
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossier_afspraak import AfspraakDossier, afspraak_dossier, als_bewijs
from crm.queries.dossiers import vind
from crm.queries.mensen import collegas
from crm.queries.partnercontacten import contact_van, mogelijke_contacten
from crm.queries.partnermeldingen import links_van, van_afspraak
from crm.schemas.partnerafspraak import (
    AfschrijvingInvoer,
    Bevestiging,
    Eigenaarswissel,
    LeveringInvoer,
    Sluiting,
    VerzettingInvoer,
)
from crm.schemas.partnermelding import Contactkeuze
from crm.web.bladeren import PER_BLAD, blad, dag, kenmerk, lees_sleutel, sleutel
from crm.web.doen import lezer, verwerk_eenmaal
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import partnerafspraak_opvolgen as opvolgen
from crm.workflows.partnercontact_kiezen import kiezen

pagina = Blueprint("afspraken", __name__, url_prefix="/afspraken")

# What can be done with a promise: the fields it asks, the verb, and what is said afterwards.
DADEN: dict[str, tuple[type[Schema], Callable[..., Any], str]] = {
    "bevestigen": (Bevestiging, opvolgen.bevestigen, "De afspraak is bevestigd."),
    "leveren": (LeveringInvoer, opvolgen.leveren, "De levering staat erbij."),
    "verzetten": (VerzettingInvoer, opvolgen.verzetten, "De afspraak heeft een nieuwe datum."),
    "sluiten": (Sluiting, opvolgen.sluiten, "De afspraak is gesloten; wat nog openstond, is afgeschreven."),
    "afschrijven": (
        AfschrijvingInvoer,
        opvolgen.afschrijven,
        "Dit deel is afgeschreven; de rest blijft staan.",
    ),
    "overdragen": (Eigenaarswissel, opvolgen.overdragen, "Een collega volgt deze afspraak nu."),
    "contact": (Contactkeuze, kiezen, "Opgeslagen wie bij de partner de mail krijgt."),
}
# These ask for what other forms on the dossier ask for too, and have a page of their own.
APART = ("afschrijven", "overdragen", "contact")
LABELS = {
    "op": "bevestigd op",
    "naar": "nieuwe datum",
    "grond": "reden",
    "stap": "hoe",
    "bewijs_soort": "soort bewijs",
    "eigenaar": "collega",
    "contact": "contactpersoon",
}
BEWIJZEN = [
    (BewijsSoort.BEVESTIGING.value, "Een schriftelijke bevestiging"),
    (BewijsSoort.DOCUMENT.value, "Een document"),
    (BewijsSoort.OVERLEG.value, "Een overleg"),
]


@pagina.get("")
def lijst() -> str:
    """The promises by date: open, late, closed or all; everybody's or one's own."""
    wie = lezer()
    gevraagd = request.args.get("keuze", Keuze.OPEN.value)
    keuze = Keuze(gevraagd) if gevraagd in list(Keuze) else Keuze.OPEN
    eigen = request.args.get("van") == "mij"
    na = lees_sleutel(request.args.get("na"), dag, kenmerk)
    rijen = vragen.blad(
        http.sessie(), keuze, vandaag(), eigenaar_id=wie.id if eigen else None, na=na, aantal=PER_BLAD + 1
    )
    return render_template(
        "web/afspraken/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.dag, rij.uuid)),
        keuze=keuze,
        tellingen=vragen.tellingen(http.sessie(), vandaag(), wie.id if eigen else None),
        eigen=eigen,
        is_begin=na is None,
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One promise with its ledger and the forms that fit where it stands."""
    lezer()
    return _teken(afspraak_dossier(http.sessie(), uuid))


@pagina.get("/<uuid:uuid>/<any(afschrijven, overdragen, contact):naam>")
def vorm(uuid: uuid_.UUID, naam: str) -> str:
    """A form with a page of its own."""
    afspraak = vind(http.sessie(), Partnerafspraak, uuid)
    eis(http.door(), "partnerafspraak.opvolgen", afspraak)
    f = _vorm(naam, afspraak)
    if naam == "contact":
        eis(http.door(), "persoon.lezen")
        contact = contact_van(http.sessie(), afspraak)
        f.zet("contact", contact.uuid if contact else None)
    return _teken_apart(uuid, naam, f)


@pagina.post("/<uuid:uuid>/<any(bevestigen, leveren, verzetten, sluiten, afschrijven, overdragen, contact):naam>")
def doe(uuid: uuid_.UUID, naam: str) -> tuple[str, int] | Response:
    """Something happened with the promise; the verb says whether it can."""
    velden, verb, gelukt = DADEN[naam]
    afspraak = vind(http.sessie(), Partnerafspraak, uuid)
    f = Formulier.uit(velden(), request.form, labels=LABELS)

    def daad(gegevens: dict[str, Any]) -> None:
        gelezen = verwijzingen(f.schema, gegevens)
        verb(http.sessie(), afspraak, **gelezen, door=http.door(), nu=http.nu())

    code = verwerk_eenmaal(f, daad, gelukt, f"/afspraken/{uuid}")
    if not isinstance(code, int):
        return code
    if naam in APART:
        return _teken_apart(uuid, naam, f), code
    return _teken(afspraak_dossier(http.sessie(), uuid), naam, f), code


def _teken_apart(uuid: uuid_.UUID, naam: str, f: Formulier) -> str:
    d = afspraak_dossier(http.sessie(), uuid)
    contacten = mogelijke_contacten(http.sessie(), d.afspraak, vandaag()) if naam == "contact" else []
    return render_template(
        f"web/afspraken/{naam}.html",
        d=d,
        f=f,
        collegas=collegas(http.sessie()) if naam == "overdragen" else [],
        keuzes=[(contact.uuid, contact.omschrijving) for contact in contacten],
        contact=contact_van(http.sessie(), d.afspraak) if naam == "contact" else None,
    )


def _teken(d: AfspraakDossier, mislukt: str = "", getypt: Formulier | None = None) -> str:
    volgt = mag(http.door(), "partnerafspraak.opvolgen", d.afspraak)
    kan = (_mogelijk(d.afspraak) if volgt else set()) | ({mislukt} if mislukt else set())
    bestanden = bijlagen_van(http.sessie(), "afspraak", d.afspraak.id)
    return render_template(
        "web/afspraken/dossier.html",
        d=d,
        bestanden=bestanden,
        meldingen=van_afspraak(http.sessie(), http.door(), d.afspraak),
        partnerlinks=links_van(http.sessie(), d.afspraak, http.nu()),
        contact=contact_van(http.sessie(), d.afspraak),
        kan=kan,
        volgt=volgt,
        vormen={naam: _vorm(naam, d.afspraak) for naam in DADEN} | ({mislukt: getypt} if mislukt else {}),
        mislukt=mislukt,
        bewijzen=BEWIJZEN,
        overleggen=als_bewijs(http.sessie(), d.afspraak) if "leveren" in kan else [],
        documenten=[(b.uuid, b.naam) for b in bestanden if b.verwijderd_op is None],
        manieren=[
            (naam, d.afspraak.LEVENSLOOP.stappen[naam].doet.capitalize())
            for naam in opvolgen.SLUITEND
            if naam in d.afspraak.LEVENSLOOP.mogelijk(d.afspraak.status)
        ],
    )


def _mogelijk(afspraak: Partnerafspraak) -> set[str]:
    """Which forms fit: the life cycle says so."""
    stappen = set(afspraak.LEVENSLOOP.mogelijk(afspraak.status))
    kan = {"bevestigen"} & stappen
    if "nakomen" in stappen:
        kan.add("leveren")
    if stappen & set(opvolgen.SLUITEND):
        kan |= {"verzetten", "sluiten", "afschrijven"}
    return kan


def _vorm(naam: str, afspraak: Partnerafspraak) -> Formulier:
    """The form, filled with what is most likely: today, and all that is still open."""
    begin = {
        "bevestigen": {"op": vandaag()},
        "leveren": {
            "hoeveelheid": afspraak.openstaand,
            "geleverd_op": vandaag(),
            "bewijs_soort": BewijsSoort.BEVESTIGING,
            "kenmerk": nieuwe_uuid(),
        },
        "afschrijven": {"kenmerk": nieuwe_uuid()},
    }
    return Formulier.van(DADEN[naam][0](), begin.get(naam, {}), labels=LABELS)
