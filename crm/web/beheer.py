"""The pages of who keeps the system running: what was sent, what waits, what failed, and when the scheduler ran.

The text of a mail is shown to nobody: it holds links that act.
"""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import TypeVar

from apscheduler.triggers.cron import CronTrigger
from flask import Blueprint, flash, redirect, render_template, request
from werkzeug.wrappers import Response

from crm import http
from crm.adapters.postbus import MapPostbus, postbus_van
from crm.models import AMSTERDAM, Bericht, BerichtSoort, BerichtStatus, OnbestelbaarAdres
from crm.permissions import eis
from crm.queries import planner, postkamer
from crm.queries.dossiers import vind
from crm.queries.planner import Dienststand
from crm.schemas.bericht import Intrekking
from crm.settings import InstellingFout
from crm.web.bladeren import PER_BLAD, blad, lees_sleutel, nummer, sleutel
from crm.web.doen import klaar, stap, verwerk
from crm.web.formulieren import Formulier
from crm.workflows import berichten_beheren

pagina = Blueprint("beheer", __name__, url_prefix="/beheer")

Keuze = TypeVar("Keuze", BerichtStatus, BerichtSoort)

RECHT = "bericht.beheren"
OP_EEN_PAGINA = 10
ALLES = 200
"""How many failed messages one press of the button takes along."""

VRAGEN = {"reden": "Waarom gaat dit bericht niet uit?"}


@dataclass(frozen=True)
class Taakregel:
    """One task of the scheduler as the page shows it."""

    stand: Dienststand
    volgende: dt.datetime | None


@pagina.get("")
def overzicht() -> str:
    """How it all stands now: the scheduler, the outbox, what failed, what mail does not reach, what went out last."""
    eis(http.door(), RECHT)
    session, nu = http.sessie(), http.nu()
    standen = planner.stand(session, nu)
    return render_template(
        "web/beheer/overzicht.html",
        taken=[Taakregel(stand, _volgende(stand, nu)) for stand in standen],
        is_stil=any(stand.is_stil or stand.is_gestrand for stand in standen if stand.dienst.is_ronde),
        weg=_weg(),
        rij=postkamer.wachtrij(session, nu),
        mislukt=postkamer.blad(session, status=BerichtStatus.MISLUKT, aantal=OP_EEN_PAGINA),
        adressen=postkamer.onbestelbare_adressen(session, aantal=OP_EEN_PAGINA),
        verzonden=postkamer.blad(session, status=BerichtStatus.VERZONDEN, aantal=OP_EEN_PAGINA),
    )


@pagina.get("/berichten")
def berichten() -> str:
    """The messages, the newest first: all, or those in one status or of one kind."""
    eis(http.door(), RECHT)
    status = _keuze(BerichtStatus, request.args.get("status", ""))
    soort = _keuze(BerichtSoort, request.args.get("soort", ""))
    na = lees_sleutel(request.args.get("na"), nummer)
    rijen = postkamer.blad(
        http.sessie(), status=status, soort=soort, na=na[0] if na else None, aantal=PER_BLAD + 1
    )
    return render_template(
        "web/beheer/berichten.html",
        blad=blad(rijen, lambda rij: sleutel(rij.id)),
        status=status,
        soort=soort,
        statussen=list(BerichtStatus),
        soorten=list(BerichtSoort),
        tellingen=postkamer.tellingen(http.sessie()),
        is_begin=na is None,
    )


@pagina.get("/berichten/<uuid:uuid>")
def bericht(uuid: uuid_.UUID) -> str:
    """One message: to whom, how it went, and which reminders go with it."""
    eis(http.door(), RECHT)
    return _teken(vind(http.sessie(), Bericht, uuid), Formulier(Intrekking(), vragen=VRAGEN))


@pagina.post("/berichten/<uuid:uuid>/opnieuw")
def opnieuw(uuid: uuid_.UUID) -> Response:
    """What failed waits again; who presses twice hears how it stands."""
    dit = vind(http.sessie(), Bericht, uuid)
    return stap(
        lambda: berichten_beheren.opnieuw(http.sessie(), dit, door=http.door(), nu=http.nu()),
        lambda: _wat_opnieuw(dit),
        _terug(dit),
    )


@pagina.post("/berichten/<uuid:uuid>/intrekken")
def intrekken(uuid: uuid_.UUID) -> tuple[str, int] | Response:
    """The message does not go out, with the reason."""
    dit = vind(http.sessie(), Bericht, uuid)
    eis(http.door(), RECHT, dit)
    f = Formulier.uit(Intrekking(), request.form, vragen=VRAGEN)
    code = verwerk(
        f, lambda gegevens: berichten_beheren.intrekken(http.sessie(), dit, **gegevens, door=http.door(), nu=http.nu())
    )
    if code is None:
        return klaar("De mail gaat niet uit.", _terug(dit))
    return _teken(vind(http.sessie(), Bericht, uuid), f), code


@pagina.post("/opnieuw")
def alles_opnieuw() -> Response:
    """Everything that failed waits again, but for addresses that mail does not reach."""
    eis(http.door(), RECHT)
    aantal = berichten_beheren.alles_opnieuw(http.sessie(), hoogstens=ALLES, door=http.door(), nu=http.nu())
    http.bewaar()
    if not aantal:
        flash("Er is geen mail die opnieuw kan. Geef eerst de adressen vrij waar geen mail aankomt.", "waarschuwing")
        return redirect("/beheer", code=303)
    wat = "1 mail staat" if aantal == 1 else f"{aantal} mails staan"
    return klaar(f"{wat} weer klaar. Herinneringen van een eerdere dag gaan in een nieuwe mail, als zij nog kloppen.", "/beheer")


@pagina.get("/adressen")
def adressen() -> str:
    """The addresses that mail does not reach, the latest first."""
    eis(http.door(), RECHT)
    na = lees_sleutel(request.args.get("na"), nummer)
    rijen = postkamer.onbestelbare_adressen(http.sessie(), na=na[0] if na else None, aantal=PER_BLAD + 1)
    return render_template(
        "web/beheer/adressen.html", blad=blad(rijen, lambda rij: sleutel(rij.id)), is_begin=na is None
    )


@pagina.post("/adressen/<uuid:uuid>/vrijgeven")
def vrijgeven(uuid: uuid_.UUID) -> Response:
    """Mail goes to this address again."""
    dit = vind(http.sessie(), OnbestelbaarAdres, uuid)
    return stap(
        lambda: berichten_beheren.adres_vrijgeven(http.sessie(), dit, door=http.door(), nu=http.nu()),
        f"Naar {dit.email} gaat weer mail. Wat niet aankwam, kunt u opnieuw proberen.",
        "/beheer/adressen" if request.form.get("vanaf") == "adressen" else "/beheer",
    )


def _teken(dit: Bericht, f: Formulier) -> str:
    return render_template(
        "web/beheer/bericht.html",
        b=postkamer.dossier(http.sessie(), dit),
        f=f,
        kan=Bericht.LEVENSLOOP.mogelijk(dit.status),
    )


def _wat_opnieuw(dit: Bericht) -> str:
    if dit.status is BerichtStatus.INGETROKKEN:
        return "Deze mail gaat niet meer uit. Wat erin stond en nog klopt, gaat bij de volgende ronde in een nieuwe mail."
    return "De mail staat weer klaar en gaat bij de volgende ronde uit."


def _terug(dit: Bericht) -> str:
    return "/beheer" if request.form.get("vanaf") == "beheer" else f"/beheer/berichten/{dit.uuid}"


def _volgende(stand: Dienststand, nu: dt.datetime) -> dt.datetime | None:
    """When the task is due next, if the scheduler runs."""
    straks = nu + dt.timedelta(seconds=1)
    return CronTrigger.from_crontab(stand.dienst.cron, timezone=AMSTERDAM).get_next_fire_time(None, straks)


def _weg() -> str:
    """Where mail goes, as a sentence; what is wrong with the setting when nothing can go."""
    s = http.huis().settings
    try:
        postbus = postbus_van(s.mail_url, afzender=s.mail_van, omleiden=s.mail_omleiden)
    except InstellingFout as fout:
        return str(fout)
    if s.mail_omleiden:
        return f"Alle mail gaat naar {s.mail_omleiden} in plaats van naar de ontvangers, via {postbus.omschrijving}."
    if isinstance(postbus, MapPostbus):
        return f"Mail gaat niet uit, maar wordt als bestand bewaard in {postbus.omschrijving}."
    return f"Mail gaat uit via de {postbus.omschrijving}."


def _keuze(soort: type[Keuze], tekst: str) -> Keuze | None:
    return soort(tekst) if tekst in list(soort) else None
