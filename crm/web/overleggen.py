"""Meetings: the list, one of them, calling one off, and mending the write-up."""

import uuid as uuid_

from flask import Blueprint, abort, flash, redirect, render_template, request
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.wrappers import Response

from crm import http
from crm.errors import OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import Overleg, OverlegStatus
from crm.permissions import eis, mag
from crm.queries import overleggen as vragen
from crm.queries.bijlagen import bijlagen_van
from crm.queries.dossiers import vind
from crm.queries.uitnodigingen import deelnemers
from crm.schemas.overleg import OverlegCorrectie
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, moment, nummer, sleutel
from crm.web.formulieren import INTUSSEN, Formulier
from crm.workflows import overleg_plannen, overleg_vastleggen

pagina = Blueprint("overleggen", __name__, url_prefix="/overleggen")

LABELS = {"begint_op": "Wanneer", "locatie": "Plaats"}


@pagina.get("")
def lijst() -> str:
    """All meetings, the latest first."""
    eis(http.door(), "lezen")
    status = request.args.get("status", "")
    na = lees_sleutel(request.args.get("na"), moment, nummer)
    rijen = vragen.lijst(http.sessie(), PER_BLAD + 1, na=na, status=status)
    return render_template(
        "web/overleggen/lijst.html",
        blad=blad(rijen, lambda rij: sleutel(rij.begint_op.isoformat(), rij.id)),
        status=status,
        statussen=list(OverlegStatus),
        is_begin=na is None,
    )


@pagina.get("/<uuid:uuid>")
def detail(uuid: uuid_.UUID) -> str:
    """One meeting with all that came of it."""
    eis(http.door(), "lezen")
    return _teken_detail(uuid)


@pagina.post("/<uuid:uuid>/afgelasten")
def afgelasten(uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """A planned meeting does not take place."""
    overleg = vind(http.sessie(), Overleg, uuid)
    reden = request.form.get("reden", "")
    try:
        overleg_plannen.afgelasten(
            http.sessie(), overleg, reden=reden, door=http.door(), nu=http.nu(), papier=http.papier()
        )
    except (OngeldigeInvoer, OngeldigeOvergang) as weigering:
        http.sessie().rollback()
        return _teken_detail(uuid, fout=weigering.zin, reden=reden), 400
    http.bewaar()
    flash("Het overleg is afgelast." + (" Wie was uitgenodigd, krijgt een mail." if overleg.is_uitgenodigd else ""))
    return redirect(f"/overleggen/{uuid}")


@pagina.get("/<uuid:uuid>/corrigeren")
def correctie_formulier(uuid: uuid_.UUID) -> str:
    """The write-up, to be mended."""
    overleg = _vastgelegd(uuid)
    bekend = {veld: getattr(overleg, veld) for veld in ("onderwerp", "locatie", "notities", "versie")}
    return _teken_correctie(Formulier.van(OverlegCorrectie(), bekend, labels=LABELS), overleg)


@pagina.post("/<uuid:uuid>/corrigeren")
def corrigeren(uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """The write-up is mended; who looked at an older version sees both before anything is overwritten."""
    overleg = _vastgelegd(uuid)
    formulier = Formulier.uit(OverlegCorrectie(), request.form, labels=LABELS)
    gegevens = formulier.gegevens(zonder=("versie",))
    if gegevens is None:
        return _teken_correctie(formulier, overleg), 400
    # What was made empty is meant to be empty.
    gegevens = {"locatie": None, "notities": None, **gegevens}
    versie = formulier.waarde("versie")
    try:
        overleg_vastleggen.corrigeren(
            http.sessie(),
            overleg,
            versie=int(versie) if versie.isdecimal() and len(versie) < 10 else 0,
            door=http.door(),
            nu=http.nu(),
            **gegevens,
        )
        http.bewaar()
    except OngeldigeInvoer as weigering:
        formulier.weiger(weigering)
        return _teken_correctie(formulier, overleg), 400
    except (Verouderd, StaleDataError):
        http.sessie().rollback()
        nieuw = _vastgelegd(uuid)
        formulier.zin = INTUSSEN
        formulier.zet("versie", nieuw.versie)
        return _teken_correctie(formulier, nieuw, botsing=True), 409
    flash("Het verslag is gecorrigeerd. De oude tekst staat in het logboek.")
    return redirect(f"/overleggen/{uuid}")


def _vastgelegd(uuid: uuid_.UUID) -> Overleg:
    overleg = vind(http.sessie(), Overleg, uuid)
    eis(http.door(), "overleg.vastleggen", overleg)
    if overleg.status is not OverlegStatus.VASTGELEGD:
        abort(404)
    return overleg


def _teken_detail(uuid: uuid_.UUID, fout: str | None = None, reden: str = "") -> str:
    met_personen = mag(http.door(), "persoon.lezen")
    stand = vragen.stand(http.sessie(), uuid, met_personen=met_personen)
    is_gepland = stand.overleg.status is OverlegStatus.GEPLAND
    return render_template(
        "web/overleggen/detail.html",
        s=stand,
        o=stand.overleg,
        deelnemers=deelnemers(http.sessie(), stand.overleg) if is_gepland and met_personen else [],
        bestanden=bijlagen_van(http.sessie(), "overleg", stand.overleg.id),
        nu=http.nu(),
        fout=fout,
        reden=reden,
    )


def _teken_correctie(formulier: Formulier, overleg: Overleg, *, botsing: bool = False) -> str:
    return render_template("web/overleggen/corrigeren.html", f=formulier, o=overleg, botsing=botsing)
