"""Reports: the list, one of them, its words, its steps to GS, and the PDF."""

import uuid as uuid_
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, send_file
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from crm import http
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.http.rapport_pdf import bestand, maak
from crm.lifecycle import leesbaar
from crm.models import Programma, Rapportage
from crm.models.kwartaal import Kwartaal
from crm.permissions import eis, mag
from crm.queries import rapportages as vragen
from crm.queries.dossiers import vind
from crm.queries.rapportagedocument import bestandsnaam
from crm.schemas.base import ModelSchema
from crm.web import opmaak
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, nummer, sleutel, woorden
from crm.web.formulieren import INTUSSEN, Formulier
from crm.workflows import rapportage_opstellen

pagina = Blueprint("rapportages", __name__, url_prefix="/rapportages")

# Which right each step of the life cycle asks, for drawing its button; the verb asks again.
RECHTEN = {
    "voorleggen": "rapportage.opstellen",
    "terugsturen": "rapportage.vaststellen",
    "vaststellen": "rapportage.vaststellen",
    "aanbieden": "rapportage.aanbieden",
    "publiceren": "rapportage.aanbieden",
    "corrigeren": "rapportage.opstellen",
}
MET_REDEN = ("terugsturen", "corrigeren")
GELUKT = {
    "voorleggen": "De rapportage ligt ter vaststelling. De cijfers liggen nu vast.",
    "terugsturen": "De rapportage is weer concept.",
    "vaststellen": "De rapportage is vastgesteld.",
    "aanbieden": "De rapportage is aangeboden aan GS.",
    "publiceren": "De rapportage is gepubliceerd.",
    "corrigeren": "Er is een nieuwe versie. De oude blijft zoals zij was.",
}
TEKSTEN = ("gevraagd_besluit", "hoofdboodschap", "vooruitblik")
WEIGERINGEN = (OngeldigeInvoer, OngeldigeOvergang, AlGebeurd)


class Toelichting(ModelSchema):
    """The drafter's own words."""

    class Meta(ModelSchema.Meta):
        model = Rapportage
        fields = TEKSTEN


@pagina.get("")
def lijst() -> str:
    """All reports, the latest period first."""
    eis(http.door(), "lezen")
    return _teken_lijst()


@pagina.post("/opstellen")
def opstellen() -> tuple[str, int] | Response:
    """There is a draft with the figures of now."""
    eis(http.door(), "rapportage.opstellen")
    programma = vind(http.sessie(), Programma, request.form.get("programma"))
    try:
        rapportage = rapportage_opstellen.opstellen(
            http.sessie(),
            programma=programma,
            periode=request.form.get("periode", ""),
            door=http.door(),
            nu=http.nu(),
        )
        http.bewaar()
    except WEIGERINGEN as weigering:
        http.sessie().rollback()
        return _teken_lijst(weigering.zin), 409
    flash(f"Het concept over {Kwartaal.lees(rapportage.periode).label} staat klaar, met de cijfers van nu.")
    return redirect(f"/rapportages/{rapportage.uuid}")


@pagina.get("/<uuid:uuid>")
def detail(uuid: uuid_.UUID) -> str:
    """One report: where it stands, what it says, and what can be done."""
    eis(http.door(), "lezen")
    return _teken(uuid)


@pagina.post("/<uuid:uuid>/toelichting")
def toelichten(uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """The report says this in the drafter's own words."""
    rapportage = vind(http.sessie(), Rapportage, uuid)
    formulier = Formulier.uit(Toelichting(), request.form)
    gegevens = formulier.gegevens(zonder=("versie",))
    if gegevens is None:
        return _teken(uuid, formulier=formulier), 400
    teksten = {naam: gegevens.get(naam) for naam in TEKSTEN}
    versie = formulier.waarde("versie")
    try:
        rapportage_opstellen.toelichten(
            http.sessie(),
            rapportage,
            versie=int(versie) if versie.isdecimal() and len(versie) < 10 else 0,
            door=http.door(),
            nu=http.nu(),
            **teksten,
        )
        http.bewaar()
    except WEIGERINGEN as weigering:
        return _botsing(uuid, formulier, weigering.zin)
    except (Verouderd, StaleDataError):
        return _botsing(uuid, formulier, INTUSSEN)
    flash("De tekst is opgeslagen.")
    return redirect(f"/rapportages/{uuid}")


@pagina.post(
    "/<uuid:uuid>/<any(voorleggen, terugsturen, vaststellen, aanbieden, publiceren, corrigeren):stap>"
)
def zet(uuid: uuid_.UUID, stap: str) -> tuple[str, int] | Response:
    """The report takes this step."""
    rapportage = vind(http.sessie(), Rapportage, uuid)
    reden = request.form.get("reden", "")
    extra = {"reden": reden} if stap in MET_REDEN else {}
    try:
        verb = getattr(rapportage_opstellen, stap)
        nieuw = verb(http.sessie(), rapportage, door=http.door(), nu=http.nu(), **extra)
        http.bewaar()
    except NietToegestaan as weigering:
        http.sessie().rollback()
        return _teken(uuid, fout=weigering.zin), 403
    except WEIGERINGEN as weigering:
        http.sessie().rollback()
        return _teken(uuid, fout=weigering.zin, reden={stap: reden}), 409
    flash(GELUKT[stap])
    return redirect(f"/rapportages/{nieuw.uuid if nieuw else uuid}")


@pagina.get("/<uuid:uuid>/pdf")
def pdf(uuid: uuid_.UUID) -> tuple[str, int, dict[str, str]] | Response:
    """The report as PDF; while it is being drawn a page says so and asks again by itself."""
    eis(http.door(), "lezen")
    rapportage = vind(http.sessie(), Rapportage, uuid)
    # The drawing takes seconds; the database is not kept waiting for it.
    http.sessie().expunge(rapportage)
    http.sessie().rollback()
    pad = maak(rapportage, http.huis().settings.map)
    if pad is None:
        wacht = render_template("web/rapportages/wacht.html", rapportage=rapportage)
        return wacht, 202, {"Refresh": "3"}
    return send_file(pad, "application/pdf", as_attachment=True, download_name=bestandsnaam(rapportage))


def _teken_lijst(fout: str | None = None) -> str:
    na = lees_sleutel(request.args.get("na"), woorden, nummer)
    vandaag = opmaak.vandaag()
    rijen = vragen.lijst(http.sessie(), PER_BLAD + 1, na=na)
    return render_template(
        "web/rapportages/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.periode, rij.id)),
        is_begin=na is None,
        fout=fout,
        programmas=vragen.lopende_programmas(http.sessie(), vandaag.year),
        kwartalen=_kwartalen(Kwartaal.van(vandaag)),
    )


def _botsing(uuid: uuid_.UUID, formulier: Formulier, zin: str) -> tuple[str, int]:
    """Somebody was faster: what was typed stands beside what is saved, and nothing is overwritten unseen."""
    http.sessie().rollback()
    nieuw = vind(http.sessie(), Rapportage, uuid)
    formulier.zin = zin
    # Who has seen both may decide; the next time the newer version is the one that was looked at.
    formulier.zet("versie", nieuw.versie)
    return _teken(uuid, formulier=formulier, anders=_anders(nieuw, formulier)), 409


def _anders(rapportage: Rapportage, formulier: Formulier) -> list[tuple[str, str, str]]:
    """What is saved beside what was typed, text by text where they differ."""
    paren = [
        (naam, (getattr(rapportage, naam) or "").strip(), formulier.waarde(naam).replace("\r\n", "\n").strip())
        for naam in TEKSTEN
    ]
    return [
        (leesbaar(naam).capitalize(), opgeslagen or "leeg", getypt or "leeg")
        for naam, opgeslagen, getypt in paren
        if opgeslagen != getypt
    ]


def _kwartalen(dit: Kwartaal) -> list[Kwartaal]:
    """The quarters that a report may still be due on, the last finished one first."""
    vorige = dit.vorige
    return [vorige, dit, vorige.vorige, vorige.vorige.vorige]


def _teken(
    uuid: uuid_.UUID,
    *,
    formulier: Formulier | None = None,
    fout: str | None = None,
    reden: dict[str, str] | None = None,
    anders: list[tuple[str, str, str]] | None = None,
) -> str:
    stand = vragen.stand(http.sessie(), uuid)
    rapportage = stand.rapportage
    eigen = vragen.heeft_meegewerkt(http.sessie(), rapportage, http.door())
    pad = bestand(rapportage, http.huis().settings.map)
    return render_template(
        "web/rapportages/detail.html",
        s=stand,
        r=rapportage,
        cijfers=rapportage.cijfers,
        kwartaal=Kwartaal.lees(rapportage.periode),
        f=formulier
        or Formulier.van(Toelichting(), {naam: getattr(rapportage, naam) for naam in (*TEKSTEN, "versie")}),
        anders=anders or [],
        stappen=_stappen(rapportage, eigen),
        eigen=eigen,
        fout=fout,
        reden=reden or {},
        grootte=pad.stat().st_size if pad.is_file() else None,
    )


def _stappen(rapportage: Rapportage, eigen: bool) -> list[dict[str, Any]]:
    """The steps that start here and that this user may take, the one that leads on first."""
    wie = http.door()
    namen = [n for n in rapportage.LEVENSLOOP.mogelijk(rapportage.status) if mag(wie, RECHTEN[n])]
    namen.sort(key=lambda naam: naam in MET_REDEN)
    if eigen and "vaststellen" in namen:
        namen.remove("vaststellen")
    stappen = [(naam, rapportage.LEVENSLOOP.stappen[naam].doet) for naam in namen]
    if rapportage.vastgesteld_op and mag(wie, RECHTEN["corrigeren"]):
        stappen.append(("corrigeren", "een correctie maken"))
    return [
        {"naam": naam, "tekst": doet[:1].upper() + doet[1:], "reden": naam in MET_REDEN}
        for naam, doet in stappen
    ]
