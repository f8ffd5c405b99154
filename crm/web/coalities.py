"""Pages of coalities: the list, the dossier, a new one, and the steps of its life."""

import uuid as uuid_
from dataclasses import replace
from itertools import groupby

from flask import Blueprint, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import NietGevonden, OngeldigeInvoer
from crm.models import (
    Actie,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Ontwikkelcoalitie,
    Programma,
)
from crm.permissions import eis, mag
from crm.queries.doelenboom import doelenboom
from crm.queries.dossier_coalitie import CoalitieKop, coalitie_dossier, coalitie_kop, coalities
from crm.queries.dossier_overleggen import noem_personen
from crm.queries.dossiers import vind, vind_alle
from crm.queries.programma_dossier import programmas
from crm.queries.waarover import naam_van
from crm.web.doen import klaar, lezer, stap, verwerk
from crm.web.dossiervelden import CoalitieVelden, EindeVelden, LidVelden, UittredenVelden
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.workflows import coalitie_vormen

pagina = Blueprint("coalities", __name__, url_prefix="/coalities")

# The steps that are one press of a button; ending asks for a reason and has a page of its own.
STAPPEN = {"vormen": coalitie_vormen.vormen, "case_starten": coalitie_vormen.case_starten}
ROLLEN = [(rol.value, rol.value) for rol in (DeelnemerRol.LID, DeelnemerRol.AANJAGER, DeelnemerRol.ADVISEUR)]


@pagina.get("")
def lijst() -> str:
    """The coalities, all or those in one status."""
    lezer()
    gekozen = request.args.get("status", "")
    status = CoalitieStatus(gekozen) if gekozen in list(CoalitieStatus) else None
    regels = coalities(http.sessie(), vandaag(), status=status)
    groepen = groupby(regels, key=lambda regel: (regel.programma, regel.jaar_van, regel.jaar_tot))
    return render_template(
        "web/coalities/lijst.html",
        aantal=len(regels),
        groepen=[(f"{naam} {van}-{tot}", list(groep)) for (naam, van, tot), groep in groepen],
        gekozen=status,
        statussen=list(CoalitieStatus),
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One coalitie as it stands today."""
    wie = lezer()
    d = coalitie_dossier(http.sessie(), uuid, vandaag(), http.nu())
    punten = noem_personen(http.sessie(), d.actiepunten, met_personen=mag(wie, "persoon.lezen"))
    d = replace(d, actiepunten=punten)
    coalitie = d.kop.coalitie
    mogelijk = [naam for naam in coalitie.LEVENSLOOP.mogelijk(coalitie.status) if naam in STAPPEN]
    return render_template(
        "web/coalities/dossier.html",
        d=d,
        mogelijk=[(naam, coalitie.LEVENSLOOP.stappen[naam].doet) for naam in mogelijk],
        kan_eindigen="beeindigen" in coalitie.LEVENSLOOP.mogelijk(coalitie.status),
        waarover=naam_van("coalitie", coalitie),
    )


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new coalitie: first the agenda, then its name and the acties it works on."""
    eis(http.door(), "coalitie.oprichten")
    keuzes = [regel.programma for regel in programmas(http.sessie())]
    if request.method == "GET":
        programma = next((p for p in keuzes if str(p.uuid) == request.args.get("programma")), None)
        f = Formulier.van(CoalitieVelden(), {"programma": programma.uuid if programma else None})
        return _teken_nieuw(f, keuzes, programma)
    f = Formulier.uit(CoalitieVelden(), request.form)
    gemaakt: list[Ontwikkelcoalitie] = []
    code = verwerk(f, lambda gegevens: gemaakt.append(_richt_op(**gegevens)))
    if code is None:
        return klaar(
            "De coalitie staat erbij, in verkenning. Voeg nu de leden toe.", f"/coalities/{gemaakt[0].uuid}"
        )
    keuzes = [regel.programma for regel in programmas(http.sessie())]
    programma = next((p for p in keuzes if str(p.uuid) == f.waarde("programma")), None)
    return _teken_nieuw(f, keuzes, programma), code


@pagina.post("/<uuid:uuid>/stap")
def zet_stap(uuid: uuid_.UUID) -> Response:
    """The coalitie takes a step of its life."""

    def daad() -> None:
        naam = request.form.get("stap", "")
        if naam not in STAPPEN:
            raise OngeldigeInvoer("Deze stap kennen wij niet.")
        coalitie = vind(http.sessie(), Ontwikkelcoalitie, uuid)
        STAPPEN[naam](http.sessie(), coalitie, door=http.door(), nu=http.nu())

    return stap(daad, "De stap is gezet.", f"/coalities/{uuid}")


@pagina.route("/<uuid:uuid>/leden", methods=["GET", "POST"])
def lid(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """An organisation joins, or takes over as aanjager."""
    kop = _te_wijzigen(uuid)
    if request.method == "GET":
        rol = request.args.get("rol", DeelnemerRol.LID.value)
        f = Formulier.van(LidVelden(), {"rol": rol, "van": vandaag()})
        return render_template("web/coalities/lid.html", k=kop, f=f, rollen=ROLLEN)
    f = Formulier.uit(LidVelden(), request.form)
    code = verwerk(f, lambda gegevens: _laat_toe(kop.coalitie, **gegevens))
    if code is None:
        return klaar(f"{f.waarde('organisatie')} doet mee.", f"/coalities/{uuid}")
    return render_template(
        "web/coalities/lid.html", k=coalitie_kop(http.sessie(), uuid), f=f, rollen=ROLLEN
    ), code


@pagina.route("/<uuid:uuid>/leden/<uuid:lid_uuid>", methods=["GET", "POST"])
def uit(uuid: uuid_.UUID, lid_uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A membership ends and stays in history."""
    kop = _te_wijzigen(uuid)
    deelneming = _lid_van(kop, lid_uuid)
    if request.method == "GET":
        f = Formulier.van(UittredenVelden(), {"tot": vandaag()})
        return render_template("web/coalities/uit.html", k=kop, deelneming=deelneming, f=f)
    f = Formulier.uit(UittredenVelden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: coalitie_vormen.lid_uitlaten(
            http.sessie(), deelneming, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("Het lidmaatschap is beëindigd.", f"/coalities/{uuid}")
    kop = coalitie_kop(http.sessie(), uuid)
    deelneming = _lid_van(kop, lid_uuid)
    return render_template("web/coalities/uit.html", k=kop, deelneming=deelneming, f=f), code


@pagina.route("/<uuid:uuid>/beeindigen", methods=["GET", "POST"])
def beeindigen(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """The coalitie ends, with a reason."""
    kop = _te_wijzigen(uuid)
    if request.method == "GET":
        f = Formulier.van(EindeVelden(), {"op": vandaag()})
        return render_template("web/coalities/beeindigen.html", k=kop, f=f)
    f = Formulier.uit(EindeVelden(), request.form)
    code = verwerk(
        f,
        lambda gegevens: coalitie_vormen.beeindigen(
            http.sessie(), kop.coalitie, **gegevens, door=http.door(), nu=http.nu()
        ),
    )
    if code is None:
        return klaar("De coalitie is beëindigd en blijft zichtbaar.", f"/coalities/{uuid}")
    return render_template("web/coalities/beeindigen.html", k=coalitie_kop(http.sessie(), uuid), f=f), code


def _te_wijzigen(uuid: uuid_.UUID) -> CoalitieKop:
    kop = coalitie_kop(http.sessie(), uuid)
    eis(http.door(), "coalitie.wijzigen", kop.coalitie)
    return kop


def _lid_van(kop: CoalitieKop, lid_uuid: uuid_.UUID) -> Deelneming:
    """The membership of this coalitie; refuses one of another."""
    deelneming = vind(http.sessie(), Deelneming, lid_uuid)
    if deelneming.coalitie_id != kop.coalitie.id:
        raise NietGevonden("Dit lidmaatschap hoort niet bij deze coalitie.")
    return deelneming


def _teken_nieuw(f: Formulier, keuzes: list[Programma], programma: Programma | None) -> str:
    acties = list(doelenboom(http.sessie(), programma.id, vandaag()).alle_acties()) if programma else []
    gekozen = {waarde for naam, waarde in f.getypt.items() if naam.startswith("acties-")}
    return render_template(
        "web/coalities/nieuw.html",
        f=f,
        programmas=keuzes,
        programma=programma,
        acties=acties,
        gekozen=gekozen,
    )


def _richt_op(*, programma: uuid_.UUID, acties: list | None = None, **rest) -> Ontwikkelcoalitie:
    gezocht = [actie["uuid"] for actie in acties or []]
    gevonden = vind_alle(http.sessie(), Actie, gezocht)
    return coalitie_vormen.oprichten(
        http.sessie(),
        programma=vind(http.sessie(), Programma, programma),
        acties=[gevonden[uuid] for uuid in gezocht if uuid in gevonden],
        **rest,
        door=http.door(),
        nu=http.nu(),
    )


def _laat_toe(coalitie: Ontwikkelcoalitie, *, organisatie: str, **rest) -> None:
    coalitie_vormen.lid_toelaten(
        http.sessie(),
        coalitie,
        organisatie=bedoeld(organisatie),
        **rest,
        door=http.door(),
        nu=http.nu(),
    )
