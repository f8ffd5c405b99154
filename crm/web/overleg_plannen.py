"""Planning a meeting with its participants, moving it, and asking people to it or taking them off the list."""

import datetime as dt
import re
import uuid as uuid_
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.db import nieuwe_uuid
from crm.errors import AlGebeurd, DomainError
from crm.models import Aanwezigheid, Overleg, dag_van
from crm.permissions import eis
from crm.queries import overleggen as vragen
from crm.queries import waarover as dossiers_
from crm.queries.dossiers import vind
from crm.queries.uitnodigingen import deelnemers as deelnemers_van
from crm.schemas.overleg import Uitnodigen
from crm.web import deelnemers, opmaak
from crm.web.doen import stap, verwerk
from crm.web.dossiervelden import PlanVelden, VerzetVelden
from crm.web.formulieren import INTUSSEN, Formulier
from crm.web.waarover import kies
from crm.workflows import overleg_plannen

pagina = Blueprint("overleg_plannen", __name__, url_prefix="/overleggen")

LABELS = {
    "begint_op": "Wanneer",
    "eindigt_op": "Tot",
    "locatie": "Plaats",
    "deelnemers": "Deelnemer",
    "organisatie_naam": "organisatie",
    "persoon": "wie",
}
RIJEN = {"deelnemers": 2}
VRAGEN = {"begint_op": "Wanneer is het overleg?", "onderwerp": "Waar gaat het overleg over?"}
_ALLEEN_TIJD = re.compile(r"\d{1,2}(?:[.:]\d{2})?(?: ?uur)?")
_LAATSTE_TIJD = re.compile(r"\s*\d{1,2}(?:[.:]\d{2})?(?: ?uur)?\s*$")


@pagina.get("/plannen")
def formulier() -> str:
    """An empty form to plan a meeting."""
    eis(http.door(), "overleg.plannen")
    f = leeg_formulier()
    f.zet("waarover", request.args.get("waarover", ""))
    return teken(f)


@pagina.post("/plannen")
def plannen() -> str | tuple[str, int] | Response:
    """A meeting is planned, and its participants are asked to it when that was ticked."""
    eis(http.door(), "overleg.plannen")
    f = Formulier.uit(PlanVelden(), request.form, labels=LABELS, leeg=RIJEN, vragen=VRAGEN)
    if f.is_opdracht:
        return teken(f)
    dossier = kies(f, http.sessie())
    if dossier and not f.waarde("onderwerp").strip():
        f.zet("onderwerp", dossier.naam)
    waarover = f.getypt.pop("waarover", "")
    gemaakt: list[Overleg] = []
    al_gebeurd: list[str] = []

    def daad(gegevens: dict[str, Any]) -> None:
        if dossier:
            gegevens[dossier.soort] = dossier.uuid
        deelnemers.wijs_aan(gegevens["deelnemers"])
        try:
            gemaakt.append(_plan(gegevens))
        except AlGebeurd as weigering:
            al_gebeurd.append(weigering.zin)

    # An unknown dossier is asked about beside what else is wrong, and nothing is planned until it is clear.
    with einde_met_dag(f):
        code = verwerk(f, daad)
    f.zet("waarover", waarover)
    if al_gebeurd:
        flash(al_gebeurd[0], "waarschuwing")
        return redirect(_al_gepland(f), code=303)
    if code is not None:
        return teken(f), code
    flash("Het overleg staat gepland." + (" De uitnodigingen gaan zo uit." if gemaakt[0].is_uitgenodigd else ""))
    return redirect(f"/overleggen/{gemaakt[0].uuid}")


@pagina.route("/<uuid:uuid>/verzetten", methods=["GET", "POST"])
def verzetten(uuid: uuid_.UUID) -> str | tuple[str, int] | Response:
    """A planned meeting gets another moment or place."""
    overleg = vind(http.sessie(), Overleg, uuid)
    eis(http.door(), "overleg.plannen", overleg)
    if request.method == "GET":
        bekend = {veld: getattr(overleg, veld) for veld in ("begint_op", "locatie", "versie")}
        f = Formulier.van(VerzetVelden(), bekend, labels=LABELS)
        zet_einde(f, overleg.begint_op, overleg.eindigt_op)
        return _teken_verzetten(f, overleg)
    f = Formulier.uit(VerzetVelden(), request.form, labels=LABELS, vragen=VRAGEN)
    with einde_met_dag(f):
        code = verwerk(f, lambda gegevens: _verzet(overleg, gegevens))
    if code is None:
        flash("Het overleg is verzet." + (" Wie was uitgenodigd, krijgt een mail." if overleg.is_uitgenodigd else ""))
        return redirect(f"/overleggen/{uuid}")
    nieuw = vind(http.sessie(), Overleg, uuid)
    botsing = code == 409 and f.waarde("versie") != str(nieuw.versie)
    if botsing:
        f.zin = INTUSSEN
        f.zet("versie", nieuw.versie)
    return _teken_verzetten(f, nieuw, botsing=botsing), code


@pagina.post("/<uuid:uuid>/uitnodigen")
def uitnodigen(uuid: uuid_.UUID) -> Response:
    """One participant more, or everybody who was not invited yet."""
    overleg = vind(http.sessie(), Overleg, uuid)
    f = Formulier.uit(Uitnodigen(), request.form)

    def daad() -> None:
        gegevens = f.gegevens()
        if gegevens is None:
            raise DomainError(next(zin for zinnen in f.fouten.values() for zin in zinnen))
        deelnemers.wijs_aan([gegevens])
        overleg_plannen.uitnodigen(
            http.sessie(), overleg, **gegevens, door=http.door(), nu=http.nu(), papier=http.papier()
        )

    gelukt = "Deze persoon staat op de lijst." if f.waarde("naam").strip() else "De uitnodigingen gaan zo uit."
    return stap(daad, gelukt, f"/overleggen/{uuid}#deelnemers")


@pagina.post("/<uuid:uuid>/afzeggen")
def afzeggen(uuid: uuid_.UUID) -> Response:
    """One participant less."""
    overleg = vind(http.sessie(), Overleg, uuid)
    rij = vind(http.sessie(), Aanwezigheid, request.form.get("deelnemer"))
    return stap(
        lambda: overleg_plannen.afzeggen(
            http.sessie(), overleg, deelnemer=rij, door=http.door(), nu=http.nu(), papier=http.papier()
        ),
        "Deze persoon staat niet meer op de lijst.",
        f"/overleggen/{uuid}#deelnemers",
    )


def leeg_formulier() -> Formulier:
    """A form that nobody has typed in yet; sent twice, it is one meeting all the same."""
    f = Formulier(PlanVelden(), labels=LABELS, leeg=RIJEN, vragen=VRAGEN)
    f.zet("kenmerk", nieuwe_uuid())
    return f


@contextmanager
def einde_met_dag(f: Formulier) -> Iterator[None]:
    """Within, "11:30" is half past eleven on the day on which it begins; afterwards the form is as it was typed."""
    tot = f.waarde("eindigt_op")
    dag = _LAATSTE_TIJD.sub("", f.waarde("begint_op")).strip()
    if dag and _ALLEEN_TIJD.fullmatch(tot.strip()):
        f.zet("eindigt_op", f"{dag} {tot.strip()}")
    yield
    f.zet("eindigt_op", tot)
    if f.fout("begint_op") and _ALLEEN_TIJD.fullmatch(tot.strip()):
        # On which day it is, was not clear: that is said at the beginning, and the time itself is right.
        f.fouten.pop("eindigt_op", None)


def zet_einde(f: Formulier, begin: dt.datetime, einde: dt.datetime | None) -> None:
    """The end as people write it: on the same day the time is enough, and still right when the day changes."""
    if einde is not None and dag_van(begin) == dag_van(einde):
        f.zet("eindigt_op", opmaak.plaatselijk(einde).strftime("%H:%M"))
    else:
        f.zet("eindigt_op", einde)


def teken(f: Formulier) -> str:
    """The form, wherever it was filled in: it is sent to where meetings are planned."""
    return render_template(
        "web/overleggen/plannen.html",
        f=f,
        doel="/overleggen/plannen",
        dossiers=dossiers_.dossiers(http.sessie()),
        keuzes=deelnemers.keuzes(f, "deelnemers"),
    )


def _plan(gegevens: dict[str, Any]) -> Overleg:
    return overleg_plannen.plannen(
        http.sessie(), **gegevens, door=http.door(), nu=http.nu(), papier=http.papier()
    )


def _verzet(overleg: Overleg, gegevens: dict[str, Any]) -> None:
    # A place that was made empty is meant to be empty.
    gegevens = {"locatie": None, **gegevens}
    overleg_plannen.verzetten(
        http.sessie(), overleg, **gegevens, door=http.door(), nu=http.nu(), papier=http.papier()
    )


def _al_gepland(f: Formulier) -> str:
    uit_agenda = vragen.met_agenda_uid(http.sessie(), f.waarde("agenda_uid"))
    return f"/overleggen/{uit_agenda.uuid if uit_agenda else f.waarde('kenmerk')}"


def _teken_verzetten(f: Formulier, overleg: Overleg, *, botsing: bool = False) -> str:
    genodigd = sum(d.is_uitgenodigd for d in deelnemers_van(http.sessie(), overleg))
    return render_template("web/overleggen/verzetten.html", f=f, o=overleg, genodigd=genodigd, botsing=botsing)
