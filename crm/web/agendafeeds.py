"""Calendar feeds: the addresses that somebody has, and the feeds themselves at /agenda/<token>/….ics."""

import datetime as dt
import hashlib
import logging
import uuid as uuid_

import sqlalchemy as sa
from flask import Blueprint, Response, abort, flash, redirect, render_template, request, session
from werkzeug.wrappers import Response as Antwoord

from crm import http
from crm.adapters import kalender
from crm.errors import AlGebeurd, DomainError
from crm.http import openbaar
from crm.http.verwijzingen import verwijzingen
from crm.models import AMSTERDAM, Agendafeed, FeedSoort, Ontwikkelcoalitie, Opdracht
from crm.permissions import eis, mag
from crm.queries.agenda import Agenda, Agendapost, agenda
from crm.queries.agendafeeds import bestandsnaam, feeds_van, naam_van
from crm.queries.dossiers import vind, zoek
from crm.schemas.agendafeed import AgendafeedInvoer
from crm.web.doen import lezer, stap
from crm.web.formulieren import Formulier
from crm.workflows import agendafeed_beheren

pagina = Blueprint("agendafeeds", __name__)

log = logging.getLogger(__name__)

LIJST = "/agendafeeds"
# Where the new address waits between making it and showing it: in the browser of who made it, for one page.
EENMALIG = "agendafeed"


@pagina.get("/agenda/<teken>/<naam>.ics")
@openbaar
def feed(teken: str, naam: str) -> Response:  # noqa: ARG001 - the name is for people; the key is what leads here
    """The feed that this key leads to; whatever is wrong with the key, there is nothing here."""
    db, nu = http.sessie(), http.nu()
    gevonden = agendafeed_beheren.herkennen(db, teken)
    if gevonden is None or not mag(gevonden[1], "lezen"):
        abort(404)
    deze, wie = gevonden
    inhoud = agenda(db, deze, wie, nu)
    antwoord = _antwoord(inhoud, deze, nu)
    if agendafeed_beheren.is_lang_geleden(deze, nu):
        _onthoud_gebruik(deze.id, nu)
    return antwoord


@pagina.get(LIJST)
def lijst() -> str:
    """My addresses, and where a new one is made; a new one is shown here once."""
    return _teken(Formulier(AgendafeedInvoer()))


@pagina.post(LIJST)
def maken() -> tuple[str, int] | Antwoord:
    """There is a new address, shown on the next page and never again."""
    wie = lezer()
    f = Formulier.uit(AgendafeedInvoer(), request.form)
    gegevens = f.gegevens()
    if gegevens is None:
        return _teken(f), 400
    try:
        gemaakt, teken = agendafeed_beheren.aanmaken(
            http.sessie(), **verwijzingen(f.schema, gegevens), door=wie, nu=http.nu()
        )
        _toon_straks(gemaakt, teken)
        http.bewaar()
    except AlGebeurd as weigering:
        flash(weigering.zin, "waarschuwing")
    except DomainError as weigering:
        http.sessie().rollback()
        f.zin = weigering.zin
        return _teken(f), 400
    return redirect(LIJST, code=303)


@pagina.post(f"{LIJST}/<uuid:uuid>/vervangen")
def vervangen(uuid: uuid_.UUID) -> Antwoord:
    """The address is another one, shown on the next page; the old one leads nowhere."""
    eigen = _eigen(uuid)

    def doe() -> None:
        teken = agendafeed_beheren.vervangen(http.sessie(), eigen, door=http.door(), nu=http.nu())
        _toon_straks(eigen, teken)

    return stap(doe, "Het oude adres werkt niet meer. Hieronder staat het nieuwe.", LIJST)


@pagina.post(f"{LIJST}/<uuid:uuid>/intrekken")
def intrekken(uuid: uuid_.UUID) -> Antwoord:
    """The address leads nowhere."""
    eigen = _eigen(uuid)
    return stap(
        lambda: agendafeed_beheren.intrekken(http.sessie(), eigen, door=http.door(), nu=http.nu()),
        "Het adres is ingetrokken en werkt niet meer.",
        LIJST,
    )


def _eigen(uuid: uuid_.UUID) -> Agendafeed:
    lezer()
    gevonden = vind(http.sessie(), Agendafeed, uuid)
    eis(http.door(), "agendafeed.beheren", gevonden)
    return gevonden


def _toon_straks(gemaakt: Agendafeed, teken: str) -> None:
    naam = bestandsnaam(http.sessie(), gemaakt)
    session[EENMALIG] = http.papier().adres("agenda", teken, f"{naam}.ics")


def _teken(f: Formulier) -> str:
    wie = lezer()
    adres = session.pop(EENMALIG, None)
    mijn = feeds_van(http.sessie(), wie)
    heeft = {(regel.soort, regel.dossier[1] if regel.dossier else None) for regel in mijn}
    te_maken = [(soort, None, naam_van(soort, None, None)) for soort in (FeedSoort.EIGEN, FeedSoort.PC_KALENDER)]
    te_maken += _gevraagd()
    return render_template(
        "web/agendafeeds/lijst.html",
        f=f,
        feeds=mijn,
        adres=adres,
        webcal=adres and adres.replace("https://", "webcal://", 1).replace("http://", "webcal://", 1),
        te_maken=[keuze for keuze in te_maken if keuze[:2] not in heeft],
    )


def _gevraagd() -> list[tuple[FeedSoort, uuid_.UUID, str]]:
    """The dossier whose page led here, when it exists."""
    opdracht = zoek(http.sessie(), Opdracht, request.values.get("opdracht"))
    coalitie = zoek(http.sessie(), Ontwikkelcoalitie, request.values.get("coalitie"))
    keuzes = []
    if opdracht is not None:
        keuzes.append((FeedSoort.OPDRACHT, opdracht.uuid, naam_van(FeedSoort.OPDRACHT, opdracht, None)))
    if coalitie is not None:
        keuzes.append((FeedSoort.COALITIE, coalitie.uuid, naam_van(FeedSoort.COALITIE, None, coalitie)))
    return keuzes


def _antwoord(inhoud: Agenda, deze: Agendafeed, nu: dt.datetime) -> Response:
    papier = http.papier()
    tekst = kalender.feed(inhoud.naam, [_afspraak(post, papier.domein) for post in inhoud.posten])
    antwoord = Response(tekst, mimetype="text/calendar", content_type="text/calendar; charset=utf-8")
    antwoord.headers["Cache-Control"] = "private, no-cache"
    antwoord.set_etag(hashlib.sha256(tekst).hexdigest()[:32])
    antwoord.last_modified = _gewijzigd(inhoud, deze, nu)
    return antwoord.make_conditional(request)


def _gewijzigd(inhoud: Agenda, deze: Agendafeed, nu: dt.datetime) -> dt.datetime:
    """When anything in it changed last, and this morning at the earliest: each day another day comes into view.

    So a program that asks by date only, and knows no ETag, never misses for more than a day what left the feed.
    """
    vanochtend = dt.datetime.combine(nu.astimezone(AMSTERDAM).date(), dt.time(), AMSTERDAM)
    return max(vanochtend, deze.gewijzigd_op, *(post.gewijzigd_op for post in inhoud.posten))


def _afspraak(post: Agendapost, domein: str) -> kalender.Afspraak:
    from crm.web import pad  # the package reads this module while it is being made

    return kalender.Afspraak(
        uid=f"{post.kenmerk}@{domein}",
        titel=post.titel,
        begin=post.begin,
        einde=post.einde,
        plaats=post.plaats,
        gewijzigd_op=post.gewijzigd_op,
        status=kalender.Stand.AFGELAST if post.is_afgelast else kalender.Stand.VAST,
        sequence=post.volgnummer,
        url=http.papier().adres(pad(post.soort, post.uuid)),
        categorie=post.categorie,
    )


def _onthoud_gebruik(feed_id: int, nu: dt.datetime) -> None:
    """It is written down that this address is used, in a transaction of its own: the feed never waits on it."""
    http.sessie().rollback()
    try:
        with http.huis().database.transaction() as db:
            agendafeed_beheren.gebruikt(db, feed_id, nu=nu)
    except sa.exc.OperationalError as fout:
        log.info("agendafeed.gebruik_niet_bijgehouden fout=%s", type(fout).__name__)
