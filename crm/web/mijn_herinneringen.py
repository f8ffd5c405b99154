"""What somebody is reminded of: what waits, what was sent, later, not at all, and when that person is away."""

import datetime as dt
import uuid as uuid_
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.errors import NietGevonden
from crm.models import (
    Afwezigheid,
    Bericht,
    BerichtStatus,
    Demping,
    Herinnering,
    HerinneringStatus,
    RegelOnderwerp,
)
from crm.permissions import eis
from crm.queries import mijn_herinneringen as vragen
from crm.queries.dossiers import vind, zoek
from crm.queries.herinneringen.teksten import regels
from crm.schemas.bereikbaarheid import AfwezigheidInvoer, LaterHerinneren
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, moment, nummer, sleutel
from crm.web.doen import klaar, lezer, stap, verwerk_eenmaal
from crm.web.formulieren import Formulier
from crm.web.opmaak import vandaag
from crm.workflows import bereikbaarheid_bijhouden as bijhouden
from crm.workflows.herinnering_uitstellen import uitstellen

pagina = Blueprint("mijn_herinneringen", __name__, url_prefix="/herinneringen")

WORTEL = "/herinneringen"
INSTELLEN = f"{WORTEL}/instellen"
LABELS = {"van": "eerste dag", "tot": "laatste dag"}
VRAGEN = {"van": "Wat is de eerste dag?", "tot": "Wat is de laatste dag?"}
EEN_WEEK = dt.timedelta(days=7)


@pagina.get("")
def wat_wacht() -> str:
    """What waits for who is looking, in the order in which one would do it."""
    wie = lezer()
    wacht = vragen.wachtend(http.sessie(), wie.id)
    gaat_uit = {herinnering.uuid: herinnering.gepland_voor for herinnering in wacht}
    rijen = regels(http.sessie(), wacht, vandaag())
    return render_template(
        "web/mijn_herinneringen/wacht.html",
        rijen=rijen,
        gaat_uit=gaat_uit,
        is_afgekapt=len(wacht) == vragen.MEESTE_WACHTENDE,
        afwezig=[term for term in vragen.afwezigheden(http.sessie(), wie.id, vandaag()) if term.van <= vandaag()],
    )


@pagina.get("/gestuurd")
def gestuurd() -> str:
    """The mails that were sent to who is looking, the newest first."""
    wie = lezer()
    na = lees_sleutel(request.args.get("na"), moment, nummer)
    rijen = vragen.verzonden(http.sessie(), wie.id, na=na, aantal=PER_BLAD + 1)
    return render_template(
        "web/mijn_herinneringen/gestuurd.html",
        blad=blad(rijen, lambda rij: sleutel(rij.verzonden_op.isoformat(), rij.id)),
        is_begin=na is None,
    )


@pagina.get("/gestuurd/<uuid:uuid>")
def bericht(uuid: uuid_.UUID) -> str:
    """One mail as it was sent; only one's own."""
    wie = lezer()
    gevonden = zoek(http.sessie(), Bericht, uuid)
    if gevonden is None or gevonden.gebruiker_id != wie.id or gevonden.status is not BerichtStatus.VERZONDEN:
        raise NietGevonden("Dit bericht is er niet, of is niet aan u gestuurd.")
    return render_template("web/mijn_herinneringen/bericht.html", b=gevonden)


@pagina.get("/niet-gestuurd")
def niet_gestuurd() -> str:
    """What did not go out to who is looking, and why."""
    wie = lezer()
    na = lees_sleutel(request.args.get("na"), nummer)
    rijen = vragen.niet_gestuurd(http.sessie(), wie.id, na=na[0] if na else None, aantal=PER_BLAD + 1)
    dit = blad(rijen, lambda rij: sleutel(rij.id))
    return render_template(
        "web/mijn_herinneringen/niet_gestuurd.html",
        blad=dit,
        teksten={regel.herinnering: regel for regel in regels(http.sessie(), dit.rijen, vandaag())},
        is_begin=na is None,
    )


@pagina.get("/<uuid:uuid>/uitstellen")
def later(uuid: uuid_.UUID) -> str:
    """One reminder, and the days to choose from."""
    return _teken_uitstel(_eigen(uuid), Formulier(LaterHerinneren()))


@pagina.post("/<uuid:uuid>/uitstellen")
def stel_uit(uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """The reminder comes again on the day that was chosen."""
    herinnering = _eigen(uuid)
    f = Formulier.uit(LaterHerinneren(), request.form, labels={"tot": "dag"}, vragen={"tot": "Op welke dag?"})
    code = verwerk_eenmaal(
        f,
        lambda gegevens: uitstellen(http.sessie(), herinnering, **gegevens, door=http.door(), nu=http.nu()),
        "Wij herinneren u later opnieuw.",
        WORTEL,
    )
    return (_teken_uitstel(_eigen(uuid), f), code) if isinstance(code, int) else code


@pagina.get("/instellen")
def instellen() -> str:
    """Which kinds one gets, and when one is away."""
    lezer()
    return _teken_instellen(Formulier(AfwezigheidInvoer(), labels=LABELS))


@pagina.post("/soorten/<any(uit, aan):stand>")
def zet_soort(stand: str) -> Response:
    """A kind is switched off or on again; who presses twice has what was wanted."""
    wie = lezer()
    gekozen = request.form.get("onderwerp", "")
    if gekozen not in list(RegelOnderwerp):
        raise NietGevonden("Deze soort herinneringen kennen wij niet.")
    onderwerp = RegelOnderwerp(gekozen)
    demping = vragen.demping_van(http.sessie(), wie.id, onderwerp)
    if (demping is None) == (stand == "aan"):
        flash("Dat stond al zo.", "waarschuwing")
        return redirect(INSTELLEN, code=303)
    if stand == "uit":
        return stap(lambda: _demp(onderwerp), "U krijgt deze herinneringen niet meer.", INSTELLEN)
    return stap(lambda: _stop(demping), "U krijgt deze herinneringen weer.", INSTELLEN)


def _demp(onderwerp: RegelOnderwerp) -> None:
    bijhouden.dempen(http.sessie(), onderwerp=onderwerp, door=http.door(), nu=http.nu())


def _stop(demping: Demping | None) -> None:
    bijhouden.dempen_stoppen(http.sessie(), demping, door=http.door(), nu=http.nu())


@pagina.post("/afwezigheid")
def afwezig() -> tuple[str, int] | Response:
    """Somebody is away for some days; the same form twice is once."""
    lezer()
    f = Formulier.uit(AfwezigheidInvoer(), request.form, labels=LABELS, vragen=VRAGEN)

    def daad(gegevens: dict[str, Any]) -> None:
        bijhouden.afwezig_melden(http.sessie(), **gegevens, door=http.door(), nu=http.nu())

    code = verwerk_eenmaal(f, daad, "Uw afwezigheid staat erbij. U krijgt dan geen mail.", INSTELLEN)
    return (_teken_instellen(f), code) if isinstance(code, int) else code


@pagina.post("/afwezigheid/<uuid:uuid>/intrekken")
def weer_aanwezig(uuid: uuid_.UUID) -> Response:
    """Somebody is there again, or will be after all."""
    lezer()
    term = zoek(http.sessie(), Afwezigheid, uuid)
    if term is None:
        return klaar("Deze afwezigheid was al weggehaald.", INSTELLEN)
    return stap(
        lambda: bijhouden.afwezigheid_intrekken(http.sessie(), term, door=http.door(), nu=http.nu()),
        "Uw afwezigheid is weggehaald. U krijgt weer mail.",
        INSTELLEN,
    )


def _eigen(uuid: uuid_.UUID) -> Herinnering:
    herinnering = vind(http.sessie(), Herinnering, uuid)
    eis(http.door(), "herinnering.uitstellen", herinnering)
    return herinnering


def _teken_uitstel(herinnering: Herinnering, f: Formulier) -> str:
    (regel,) = regels(http.sessie(), [herinnering], vandaag())
    morgen = vandaag() + dt.timedelta(days=1)
    return render_template(
        "web/mijn_herinneringen/uitstellen.html",
        regel=regel,
        f=f,
        is_nodig=herinnering.status is not HerinneringStatus.INGETROKKEN,
        reden=herinnering.reden,
        keuzes=[("Morgen", morgen), ("Over een week", vandaag() + EEN_WEEK)],
    )


def _teken_instellen(f: Formulier) -> str:
    wie = http.door()
    return render_template(
        "web/mijn_herinneringen/instellen.html",
        f=f,
        soorten=vragen.soortkeuzes(http.sessie(), wie.id),
        afwezigheden=vragen.afwezigheden(http.sessie(), wie.id, vandaag()),
    )
