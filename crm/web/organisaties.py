"""Pages of organisations: finding one, the dossier, a new one, mending one, and another name for it."""

import uuid as uuid_
from typing import Any

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.models import Helix, Organisatie
from crm.permissions import eis, mag
from crm.queries import dossier_organisatie as vragen
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossiers import vind
from crm.queries.organisatie_zoeken import Voorstel, voorstellen
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, sleutel, woorden
from crm.web.doen import klaar, lezer, verwerk
from crm.web.dossiervelden import AliasVelden, OrganisatieVelden
from crm.web.formulieren import Formulier
from crm.workflows import organisatie_bijhouden

pagina = Blueprint("organisaties", __name__, url_prefix="/organisaties")

HELICES = [(helix.value, helix.value) for helix in Helix]
VELDEN = ("naam", "helix", "aard", "regio", "kvk_nummer", "oin", "website", "toelichting")
LABELS = {"kvk_nummer": "KvK-nummer", "oin": "OIN", "helix": "soort", "toch": "toch toevoegen"}


@pagina.get("")
def lijst() -> str:
    """The organisations by name; a name that is not found gets what it probably means."""
    lezer()
    zoek, gekozen = request.args.get("q", ""), request.args.get("soort", "")
    helix = Helix(gekozen) if gekozen in list(Helix) else None
    na = lees_sleutel(request.args.get("na"), woorden, woorden)
    rijen = vragen.blad(http.sessie(), zoek=zoek, helix=helix, na=na, aantal=PER_BLAD + 1)
    return render_template(
        "web/organisaties/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.naam_sleutel, rij.naam)),
        zoek=zoek,
        helix=helix,
        helices=list(Helix),
        is_begin=na is None,
        voorstellen=voorstellen(http.sessie(), zoek) if zoek.strip() and not rijen else [],
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One organisation with all it takes part in; its people only for who may see persons."""
    wie = lezer()
    d = vragen.organisatie_dossier(http.sessie(), uuid, nu=http.nu(), met_contacten=mag(wie, "persoon.lezen"))
    bestanden = bijlagen_van(http.sessie(), "organisatie", d.organisatie.id)
    return render_template("web/organisaties/dossier.html", d=d, bestanden=bestanden)


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new organisation; what it probably is already is proposed before it is added."""
    eis(http.door(), "organisatie.toevoegen")
    if request.method == "GET":
        f = Formulier.van(OrganisatieVelden(), {"naam": request.args.get("naam", "")}, labels=LABELS)
        return _teken_nieuw(f)
    f = Formulier.uit(OrganisatieVelden(), request.form, labels=LABELS)
    lijkt = voorstellen(http.sessie(), f.waarde("naam")) if f.waarde("toch") != "ja" else []
    gemaakt: list[Organisatie] = []
    if lijkt:
        f.gegevens()
        f.zin = "Deze organisatie staat er misschien al. Kijk eerst of zij hieronder staat."
        return _teken_nieuw(f, lijkt), 409
    code = verwerk(f, lambda gegevens: gemaakt.append(_voeg_toe(gegevens)))
    if code is None:
        return klaar(f"{gemaakt[0].naam} staat erbij.", f"/organisaties/{gemaakt[0].uuid}")
    return _teken_nieuw(f), code


@pagina.route("/<uuid:uuid>/wijzigen", methods=["GET", "POST"])
def wijzigen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The organisation is mended; who looked at an older version sees what somebody else saved."""
    organisatie = vind(http.sessie(), Organisatie, uuid)
    eis(http.door(), "organisatie.wijzigen", organisatie)
    if request.method == "GET":
        bekend = {**_bekend(organisatie), "versie": organisatie.versie}
        f = Formulier.van(OrganisatieVelden(), bekend, labels=LABELS)
        return render_template(
            "web/organisaties/wijzigen.html", o=organisatie, f=f, helices=HELICES, anders=[]
        )
    f = Formulier.uit(OrganisatieVelden(), request.form, labels=LABELS)
    code = verwerk(f, lambda gegevens: _wijzig(organisatie, gegevens))
    if code is None:
        return klaar("De gegevens zijn gewijzigd.", f"/organisaties/{uuid}")
    organisatie = vind(http.sessie(), Organisatie, uuid)
    anders = f.anders(_bekend(organisatie)) if f.waarde("versie") != str(organisatie.versie) else []
    if anders:
        # Who has seen both may decide; the next time the newer version is the one that was looked at.
        f.zet("versie", organisatie.versie)
    return render_template(
        "web/organisaties/wijzigen.html", o=organisatie, f=f, helices=HELICES, anders=anders
    ), code


@pagina.route("/<uuid:uuid>/namen", methods=["GET", "POST"])
def alias(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The organisation is known by another name too."""
    organisatie = vind(http.sessie(), Organisatie, uuid)
    eis(http.door(), "organisatie.wijzigen", organisatie)
    if request.method == "GET":
        return render_template("web/organisaties/alias.html", o=organisatie, f=Formulier(AliasVelden()))
    f = Formulier.uit(AliasVelden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: organisatie_bijhouden.alias_toevoegen(
            http.sessie(), organisatie, gegevens["naam"], door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De naam staat erbij.", f"/organisaties/{uuid}")
    return render_template("web/organisaties/alias.html", o=vind(http.sessie(), Organisatie, uuid), f=f), code


def _teken_nieuw(f: Formulier, lijkt: list[Voorstel] | tuple = ()) -> str:
    return render_template("web/organisaties/nieuw.html", f=f, helices=HELICES, lijkt=lijkt)


def _voeg_toe(gegevens: dict[str, Any]) -> Organisatie:
    velden = {veld: waarde for veld, waarde in gegevens.items() if veld in VELDEN}
    return organisatie_bijhouden.toevoegen(http.sessie(), **velden, door=http.door(), nu=http.nu())


def _bekend(organisatie: Organisatie) -> dict[str, Any]:
    return {veld: getattr(organisatie, veld) for veld in VELDEN}


def _wijzig(organisatie: Organisatie, gegevens: dict[str, Any]) -> None:
    # What was made empty is meant to be empty.
    wijzigingen = {veld: gegevens.get(veld) for veld in VELDEN}
    organisatie_bijhouden.wijzigen(
        http.sessie(),
        organisatie,
        versie=gegevens.get("versie", 0),
        wijzigingen=wijzigingen,
        door=http.door(),
        nu=http.nu(),
    )
