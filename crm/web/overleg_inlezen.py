"""A meeting out of somebody's calendar: an .ics or .eml file becomes a form that is filled in already."""

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.adapters.kalender import Genodigde
from crm.adapters.kalender_lezen import GROOTSTE_BESTAND, lees
from crm.errors import OngeldigeInvoer
from crm.permissions import eis
from crm.queries.agenda_koppelen import Ontwerp, ontwerp
from crm.web import opmaak, overleg_plannen, overleg_vastleggen
from crm.web.formulieren import Formulier

pagina = Blueprint("overleg_inlezen", __name__, url_prefix="/overleggen/inlezen")


@pagina.get("")
def formulier() -> str:
    """Where a file is chosen."""
    eis(http.door(), "overleg.plannen")
    return _teken()


@pagina.post("")
def inlezen() -> str | tuple[str, int] | Response:
    """The form of a meeting to come, or of one that was, filled in from the file; nothing is saved yet."""
    eis(http.door(), "overleg.plannen")
    bestand = request.files.get("bestand")
    if bestand is None or not bestand.filename:
        return _teken("Kies een bestand."), 400
    try:
        gelezen = lees(bestand.stream.read(GROOTSTE_BESTAND + 1))
    except OngeldigeInvoer as weigering:
        return _teken(weigering.zin), 400
    gevonden = ontwerp(http.sessie(), gelezen, opmaak.vandaag(), zonder=eigen_adressen())
    if gevonden.bestaand is not None:
        zinnen = ["Dit overleg staat hier al. Wij hebben er geen tweede van gemaakt.", *gevonden.opmerkingen]
        flash(" ".join(zinnen), "waarschuwing")
        return redirect(f"/overleggen/{gevonden.bestaand.uuid}", code=303)
    if gelezen.begin is None or gelezen.begin <= http.nu():
        return overleg_vastleggen.teken(_was(gevonden))
    return overleg_plannen.teken(_komt(gevonden))


def eigen_adressen() -> tuple[str, str]:
    """Who never needs an invitation: whoever reads the file, and the mailbox that our own invitations come from."""
    return http.door().email, Genodigde.uit(http.papier().afzender).email


def _komt(gevonden: Ontwerp) -> Formulier:
    f = overleg_plannen.leeg_formulier()
    _vul(f, gevonden, "deelnemers")
    overleg_plannen.zet_einde(f, gevonden.gelezen.begin, gevonden.gelezen.einde)
    return f


def _was(gevonden: Ontwerp) -> Formulier:
    f = overleg_vastleggen.leeg_formulier()
    f.zet("kenmerk", overleg_plannen.leeg_formulier().waarde("kenmerk"))
    _vul(f, gevonden, "aanwezigen")
    f.zet("notities", gevonden.gelezen.notities)
    return f


def _vul(f: Formulier, gevonden: Ontwerp, lijst: str) -> None:
    gelezen = gevonden.gelezen
    f.zet("begint_op", gelezen.begin)
    f.zet("onderwerp", gelezen.onderwerp)
    f.zet("locatie", gelezen.plaats)
    f.zet("agenda_uid", gelezen.uid)
    for deelnemer in gevonden.deelnemers:
        rij = {"naam": deelnemer.naam, "organisatie_naam": deelnemer.organisatie_naam, "persoon": deelnemer.persoon}
        if lijst == "aanwezigen":
            rij["is_afgemeld"] = deelnemer.is_afgemeld
        elif deelnemer.is_afgemeld:
            continue
        f.voeg_toe(lijst, rij)
    # What a reader must know before saving.
    zinnen = ["Ingevuld uit uw bestand. Er is nog niets opgeslagen: kijk het na en sla dan op.", *gevonden.opmerkingen]
    f.bericht = " ".join(zinnen)


def _teken(fout: str | None = None) -> str:
    return render_template("web/overleggen/inlezen.html", fout=fout, grootste=GROOTSTE_BESTAND // 1024 // 1024)
