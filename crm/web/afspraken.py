"""Pages of partnerafspraken: the list by date, and one promise with what can be done about it."""

import uuid as uuid_
from collections.abc import Callable
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import AlGebeurd
from crm.models import Partnerafspraak
from crm.permissions import mag
from crm.queries import afspraken as vragen
from crm.queries.afspraken import AfspraakDossier, Keuze
from crm.queries.bijlagen import bijlagen_van
from crm.web.bladeren import PER_BLAD, blad, dag, kenmerk, lees_sleutel, sleutel
from crm.web.doen import klaar, lezer, verwerk
from crm.web.dossiervelden import BevestigenVelden, LeverenVelden, SluitenVelden, VerzettenVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import partnerafspraak_opvolgen as opvolgen

pagina = Blueprint("afspraken", __name__, url_prefix="/afspraken")

# What can be done with a promise: the fields it asks, the verb, and what is said afterwards.
DADEN: dict[str, tuple[type[Schema], Callable[..., Any], str]] = {
    "bevestigen": (BevestigenVelden, opvolgen.bevestigen, "De afspraak is bevestigd."),
    "leveren": (LeverenVelden, opvolgen.leveren, "De levering staat erbij."),
    "verzetten": (VerzettenVelden, opvolgen.verzetten, "De afspraak heeft een nieuwe datum."),
    "sluiten": (SluitenVelden, opvolgen.sluiten, "De afspraak is gesloten; wat nog openstond, is afgeschreven."),
}
LABELS = {"op": "bevestigd op", "naar": "nieuwe datum", "grond": "reden", "stap": "hoe"}


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
    """One promise with its history and the forms that fit where it stands."""
    lezer()
    return _teken(vragen.afspraak_dossier(http.sessie(), uuid))


@pagina.post("/<uuid:uuid>/<any(bevestigen, leveren, verzetten, sluiten):naam>")
def doe(uuid: uuid_.UUID, naam: str) -> tuple[str, int] | Response:
    """Something happened with the promise; the verb says whether it can."""
    velden, verb, gelukt = DADEN[naam]
    afspraak = vragen.afspraak_dossier(http.sessie(), uuid).afspraak
    f = Formulier.uit(velden(), request.form, labels=LABELS)
    al_gebeurd: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        try:
            verb(http.sessie(), afspraak, **gegevens, door=http.door(), nu=http.nu())
        except AlGebeurd as weigering:
            # Nothing is left to mend: the form would only come back to be refused again.
            al_gebeurd.append(weigering.zin)

    code = verwerk(f, daad)
    if al_gebeurd:
        flash(al_gebeurd[0], "waarschuwing")
        return redirect(f"/afspraken/{uuid}", code=303)
    if code is None:
        return klaar(gelukt, f"/afspraken/{uuid}")
    return _teken(vragen.afspraak_dossier(http.sessie(), uuid), naam, f), code


def _teken(d: AfspraakDossier, mislukt: str = "", getypt: Formulier | None = None) -> str:
    kan = _mogelijk(d.afspraak) if mag(http.door(), "partnerafspraak.opvolgen", d.afspraak) else set()
    return render_template(
        "web/afspraken/dossier.html",
        d=d,
        bestanden=bijlagen_van(http.sessie(), "afspraak", d.afspraak.id),
        kan=kan | ({mislukt} if mislukt else set()),
        vormen=_vormen(d.afspraak) | ({mislukt: getypt} if mislukt else {}),
        mislukt=mislukt,
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
        kan |= {"verzetten", "sluiten"}
    return kan


def _vormen(afspraak: Partnerafspraak) -> dict[str, Formulier]:
    """The forms, filled with what is most likely: today, and all that is still open."""
    begin = {
        "bevestigen": {"op": vandaag()},
        "leveren": {
            "hoeveelheid": afspraak.openstaand,
            "geleverd_op": vandaag(),
            "kenmerk": nieuwe_uuid(),
        },
    }
    return {
        naam: Formulier.van(velden(), begin.get(naam, {}), labels=LABELS)
        for naam, (velden, _, _) in DADEN.items()
    }
