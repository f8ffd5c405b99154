"""Pages of mandates: the list, the dossier, a new one, its steps, and the hand-over pack for a successor."""

import uuid as uuid_
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from marshmallow import Schema
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.http.verwijzingen import verwijzingen
from crm.lifecycle import leesbaar
from crm.models import Opdracht, OpdrachtSoort, Persoon, Programma
from crm.permissions import eis, mag
from crm.queries import koppelbaar
from crm.queries import opdrachten as vragen
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossier_opdracht import OpdrachtKop, opdracht_dossier, opdracht_kop
from crm.queries.dossiers import vind, zoek
from crm.queries.mensen import Bekende, bekenden, collegas
from crm.queries.opdrachten import Keuze
from crm.queries.overdracht import HOOGSTENS, overdracht
from crm.queries.programma_dossier import programmas
from crm.schemas.actie import Toewijzing
from crm.schemas.opdracht import (
    AanwijzingOpNaam,
    OpdrachtAfronding,
    OpdrachtEvaluatie,
    OpdrachtInvoer,
    Start,
    VerlengingInvoer,
)
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, nummer, sleutel, woorden
from crm.web.doen import klaar, lezer, verwerk
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.web.partij import bedoeld
from crm.workflows import opdracht_vervullen, persoon_bijhouden

pagina = Blueprint("opdrachten", __name__, url_prefix="/opdrachten")

SOORTEN = [(soort.value, leesbaar(soort).capitalize()) for soort in OpdrachtSoort]
LABELS = {"begint_op": "eerste dag", "tot": "laatste dag", "grond": "reden", "op": "dag", "van": "vanaf"}
VRAGEN = {"soort": "Wat voor opdracht is het?", "grond": "Waarom verlengen wij de opdracht?"}


@dataclass(frozen=True)
class Stap:
    """Something that can be done with a mandate: what it asks, the verb, and what is said afterwards."""

    schema: type[Schema]
    doe: Callable[..., Any]
    titel: str
    knop: str
    gelukt: str


def _wijs_toe(session: Any, opdracht: Opdracht, *, eigenaar: Any = None, **wie: Any) -> None:
    opdracht_vervullen.toewijzen(session, opdracht, eigenaar, **wie)


def _wijs_aan(session: Any, opdracht: Opdracht, *, persoon: str, organisatie: str | None, **rest: Any) -> None:
    wie = _bedoelde_persoon(persoon, organisatie, door=rest["door"], nu=rest["nu"])
    opdracht_vervullen.aanwijzen(session, opdracht, wie, **rest)


STAPPEN = {
    "starten": Stap(Start, opdracht_vervullen.starten, "Opdracht starten", "Starten", "De opdracht loopt."),
    "aanwijzen": Stap(AanwijzingOpNaam, _wijs_aan, "Wie vervult de opdracht?", "Opslaan", "Vastgelegd is wie de opdracht vervult."),
    "verlengen": Stap(VerlengingInvoer, opdracht_vervullen.verlengen, "Opdracht verlengen", "Verlengen", "De opdracht is verlengd."),
    "afronden": Stap(OpdrachtAfronding, opdracht_vervullen.afronden, "Opdracht afronden", "Afronden", "De opdracht is afgerond."),
    "evalueren": Stap(OpdrachtEvaluatie, opdracht_vervullen.evalueren, "Opdracht evalueren", "Evaluatie opslaan", "De evaluatie is vastgelegd."),
    "toewijzen": Stap(Toewijzing, _wijs_toe, "Wie volgt de opdracht?", "Opslaan", "Vastgelegd is wie de opdracht volgt."),
}  # fmt: skip


@pagina.get("")
def lijst() -> str:
    """The mandates by kind, chain and area: those that run, that ask for attention, that have ended, or all."""
    lezer()
    gevraagd, gekozen = request.args.get("keuze", Keuze.OPEN.value), request.args.get("soort", "")
    keuze = Keuze(gevraagd) if gevraagd in list(Keuze) else Keuze.OPEN
    soort = OpdrachtSoort(gekozen) if gekozen in list(OpdrachtSoort) else None
    na = lees_sleutel(request.args.get("na"), woorden, woorden, woorden, nummer)
    rijen = vragen.blad(http.sessie(), keuze, vandaag(), soort=soort, na=na, aantal=PER_BLAD + 1)
    dit = blad(rijen, lambda rij: sleutel(*vragen.sleutel_van(rij)))
    return render_template(
        "web/opdrachten/lijst.html",
        blad=dit,
        groepen=[(s, list(groep)) for s, groep in groupby(dit.rijen, key=lambda rij: rij.opdracht.soort)],
        keuze=keuze,
        soort=soort,
        soorten=SOORTEN,
        tellingen=vragen.tellingen(http.sessie(), vandaag(), soort),
        is_begin=na is None,
    )


@pagina.get("/<uuid:uuid>")
def dossier(uuid: uuid_.UUID) -> str:
    """One mandate as it stands today."""
    lezer()
    d = opdracht_dossier(http.sessie(), uuid, vandaag())
    return render_template(
        "web/opdrachten/dossier.html",
        d=d,
        kan=_mogelijk(d.kop.opdracht) if mag(http.door(), "opdracht.wijzigen") else [],
        bestanden=bijlagen_van(http.sessie(), "opdracht", d.kop.opdracht.id),
    )


@pagina.get("/<uuid:uuid>/overdracht")
def overdracht_van(uuid: uuid_.UUID) -> str:
    """What a successor must know, on one page that prints well; names only for who may see persons."""
    wie = lezer()
    met_personen = mag(wie, "persoon.lezen")
    o = overdracht(http.sessie(), uuid, vandaag(), http.nu(), met_personen=met_personen)
    return render_template("web/opdrachten/overdracht.html", o=o, hoogstens=HOOGSTENS)


@pagina.route("/nieuw", methods=["GET", "POST"])
def nieuw() -> str | tuple[str, int] | Response:
    """A new mandate: first the agenda, then what it is about and its term."""
    eis(http.door(), "opdracht.wijzigen")
    if request.method == "GET":
        programma = zoek(http.sessie(), Programma, request.args.get("programma"))
        begin = {"programma": programma.uuid, "kenmerk": nieuwe_uuid()} if programma else {}
        return _teken_nieuw(Formulier.van(OpdrachtInvoer(), begin, labels=LABELS), programma)
    f = Formulier.uit(OpdrachtInvoer(), request.form, labels=LABELS, vragen=VRAGEN)
    gemaakt: list[Opdracht] = []

    def daad(gegevens: dict[str, Any]) -> None:
        velden = verwijzingen(f.schema, gegevens)
        gemaakt.append(opdracht_vervullen.verlenen(http.sessie(), **velden, door=http.door(), nu=http.nu()))

    code = verwerk(f, daad)
    if code is None:
        return klaar("De opdracht staat erbij. Wijs nu aan wie haar vervult.", f"/opdrachten/{gemaakt[0].uuid}")
    eerder = zoek(http.sessie(), Opdracht, f.waarde("kenmerk"))
    if eerder is not None:
        flash("Deze opdracht staat er al. U hoeft niets meer te doen.", "waarschuwing")
        return redirect(f"/opdrachten/{eerder.uuid}", code=303)
    return _teken_nieuw(f, zoek(http.sessie(), Programma, f.waarde("programma"))), code


@pagina.route(
    "/<uuid:uuid>/<any(starten, aanwijzen, verlengen, afronden, evalueren, toewijzen):naam>", methods=["GET", "POST"]
)
def stap(uuid: uuid_.UUID, naam: str) -> str | tuple[str, int] | Response:
    """A step of a mandate, on a page of its own; the verb says whether it can."""
    kop = opdracht_kop(http.sessie(), uuid)
    eis(http.door(), "opdracht.wijzigen")
    dit = STAPPEN[naam]
    if request.method == "GET":
        f = Formulier.van(dit.schema(), _begin(kop, naam), labels=LABELS)
        return _teken_stap(kop, naam, f)
    f = Formulier.uit(dit.schema(), request.form, labels=LABELS, vragen=VRAGEN)
    al_gebeurd: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        try:
            velden = verwijzingen(f.schema, gegevens)
            dit.doe(http.sessie(), kop.opdracht, **velden, door=http.door(), nu=http.nu())
        except AlGebeurd as weigering:
            al_gebeurd.append(weigering.zin)

    code = verwerk(f, daad)
    if al_gebeurd:
        flash(al_gebeurd[0], "waarschuwing")
        return redirect(f"/opdrachten/{uuid}", code=303)
    if code is None:
        return klaar(dit.gelukt, f"/opdrachten/{uuid}")
    return _teken_stap(opdracht_kop(http.sessie(), uuid), naam, f), code


def _mogelijk(opdracht: Opdracht) -> list[tuple[str, str]]:
    """The steps that fit where the mandate stands, with the words on the button."""
    kan = [(naam, naam.capitalize()) for naam in opdracht.LEVENSLOOP.mogelijk(opdracht.status)]
    wie = [("aanwijzen", "Iemand aanwijzen")] if opdracht.status in Opdracht.OPEN else []
    return [*wie, *kan]


def _begin(kop: OpdrachtKop, naam: str) -> Mapping[str, Any]:
    """What is most likely, filled in already."""
    o = kop.opdracht
    return {
        "starten": {"op": o.begint_op if o.begint_op and o.begint_op <= vandaag() else vandaag()},
        "aanwijzen": {"van": max(vandaag(), o.begint_op or vandaag())},
        "afronden": {"op": vandaag()},
        "evalueren": {"op": vandaag()},
        "toewijzen": {"eigenaar": kop.eigenaar_uuid},
    }.get(naam, {})


def _teken_stap(kop: OpdrachtKop, naam: str, f: Formulier) -> str:
    keuzes = collegas(http.sessie()) if naam == "toewijzen" else []
    return render_template(
        "web/opdrachten/stap.html",
        k=kop, naam=naam, stap=STAPPEN[naam], f=f, keuzes=keuzes, einde=kop.opdracht.einde(vandaag()),
    )  # fmt: skip


def _teken_nieuw(f: Formulier, programma: Programma | None) -> str:
    return render_template(
        "web/opdrachten/nieuw.html",
        f=f,
        programma=programma,
        programmas=[] if programma else [regel.programma for regel in programmas(http.sessie())],
        soorten=SOORTEN,
        acties=koppelbaar.acties(http.sessie(), programma.id) if programma else [],
    )


def _bedoelde_persoon(naam: str, organisatie: str | None, **wie: Any) -> Persoon:
    """The contact with this name; one we do not know yet is added when it is said where that person works."""
    gevonden = [b for lijst in bekenden(http.sessie(), [naam], vandaag()).values() for b in lijst]
    if organisatie:
        partij = bedoeld(organisatie)
        daar = {bekende.persoon for bekende in gevonden if bekende.organisatie == partij.uuid}
        if not daar:
            return persoon_bijhouden.toevoegen(
                http.sessie(), naam=naam, organisatie=partij, functie=None, herkomst="Vervult een opdracht", **wie
            )
    else:
        daar = {bekende.persoon for bekende in gevonden}
    if len(daar) == 1:
        return vind(http.sessie(), Persoon, daar.pop())
    zin = _zin_bij(naam, gevonden)
    raise OngeldigeInvoer(zin, {"organisatie" if gevonden and not organisatie else "persoon": [zin]})


def _zin_bij(naam: str, gevonden: list[Bekende]) -> str:
    if not gevonden:
        return f"‘{naam}’ kennen wij nog niet. Vul hieronder in waar deze persoon werkt, dan staat de naam er meteen bij."
    waar = " of ".join(sorted({f"‘{b.organisatie_naam}’" for b in gevonden if b.organisatie_naam})) or "welke organisatie"
    return f"Er zijn meer mensen die ‘{naam}’ heten. Werkt deze persoon bij {waar}?"
