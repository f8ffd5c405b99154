"""What a colleague sees when something goes wrong: what it is, and a way out."""

import logging
import secrets

import sqlalchemy as sa
from flask import Flask, g, render_template, request
from flask_wtf.csrf import CSRFError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response
from werkzeug.wsgi import get_input_stream

from crm import errors, http
from crm.http.zonder_tekens import is_sleutel
from crm.web.doen import PAST_NIET
from crm.web.toegang import is_api, verstuurd

logboek = logging.getLogger(__name__)

PAGINAS = {
    400: ("Dit lukte niet", "Wij konden uw verzoek niet lezen. Ga terug en probeer het nog eens."),
    403: ("U mag dit niet zien of doen", "Vraag de functioneel beheerder om de juiste rol."),
    404: ("Deze pagina is er niet", "Misschien is het adres veranderd, of is er een typefout gemaakt."),
    405: (
        "Dit kan hier niet",
        "Deze pagina kent deze handeling niet. Ga terug en kies een knop op de pagina.",
    ),
    409: ("Dit kan nu niet", "De stand is intussen anders. Bekijk het dossier en probeer het nog eens."),
    413: ("Dit is te groot", "Wat u verstuurt, is te groot. Ga terug en maak de tekst of het bestand kleiner."),
    503: (
        "Het is even te druk",
        "Wat u typte, is nog niet opgeslagen. Ga terug en probeer het over een minuut opnieuw.",
    ),
    500: (
        "Er ging iets mis bij ons",
        "Wat u typte, is misschien niet opgeslagen. Probeer het over een minuut nog eens.",
    ),
}

HOOGSTENS_UITGELUISTERD = 200 * 1024 * 1024

# From the most particular to the least; a door answers each kind in one way.
CODES = {
    errors.NietGevonden: 404,
    errors.NietToegestaan: 403,
    errors.OngeldigeInvoer: 400,
    errors.DomainError: 409,
}


def init_app(app: Flask) -> None:
    # Flask would write down the address, and the address of a link in a mail is a key; `_http_fout` says it with a mark.
    app.log_exception = lambda _fout: None
    app.register_error_handler(CSRFError, _verlopen)
    app.register_error_handler(errors.DomainError, _geweigerd)
    app.register_error_handler(StaleDataError, _botst)
    app.register_error_handler(sa.exc.IntegrityError, _botst)
    app.register_error_handler(sa.exc.DataError, _past_niet)
    app.register_error_handler(sa.exc.OperationalError, _te_druk)
    for code in PAGINAS:
        app.register_error_handler(code, _http_fout)


def _pagina(code: int, zin: str | None = None, kenmerk: str | None = None) -> tuple[str, int]:
    titel, uitleg = PAGINAS.get(code, PAGINAS[400])
    if code >= 500:
        # The page asks who is looking; where the database is the trouble, it must not ask that again.
        g.setdefault("gebruiker", None)
    gegevens = {"code": code, "titel": titel, "zin": zin or uitleg, "kenmerk": kenmerk}
    if is_sleutel(request.path):
        # Somebody outside, with a link from a mail: no menu, and nothing that leads to signing in.
        return render_template("web/partnerlinks/fout.html", beheer_email=http.huis().settings.beheer_email, **gegevens), code
    return render_template("web/fout.html", **gegevens), code


def _geweigerd(fout: errors.DomainError) -> tuple[str, int]:
    code = next(code for soort, code in CODES.items() if isinstance(fout, soort))
    return _pagina(code, fout.zin)


def _botst(fout: Exception) -> tuple[str, int]:
    """Two people did the same at once; what the verbs did not see, the database did."""
    logboek.warning("een wijziging botste: %s", type(fout).__name__)
    http.sessie().rollback()
    return _pagina(409)


def _past_niet(fout: sa.exc.DataError) -> tuple[str, int]:
    """Something is too large or of the wrong kind for its column, and no schema saw it."""
    logboek.warning("een waarde past niet: %s", type(fout.orig).__name__)
    http.sessie().rollback()
    return _pagina(400, PAST_NIET)


def _te_druk(fout: sa.exc.OperationalError) -> tuple[str, int]:
    logboek.error("de database antwoordt niet: %s", fout.orig)
    http.sessie().rollback()
    return _pagina(503)


def _verlopen(_fout: CSRFError) -> tuple[str, int]:
    """The mark of the form is worth nothing any more: what was typed is offered again with a fresh one.

    Not to strangers, not on the sign-in page (it would carry a password along), and not what another site sent: that
    would put words of somebody else behind a button of ours.
    """
    van_hier = request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"
    if van_hier and request.path != "/aanmelden" and http.gebruiker():
        pagina = render_template("web/verder.html", volgende=request.path, wacht=verstuurd(), verlopen=True)
        return pagina, 400
    return _pagina(
        400,
        "Deze pagina stond te lang open, of u meldde zich intussen opnieuw aan. Ga terug, ververs de pagina en probeer het nog eens.",
    )


def _luister_uit() -> None:
    """What is too large is heard out and thrown away, up to a point: a browser does not read while it is sending."""
    lengte, hoogstens = request.content_length or 0, request.max_content_length or 0
    if not hoogstens < lengte <= HOOGSTENS_UITGELUISTERD:
        return
    stroom = get_input_stream(request.environ)
    while stroom.read(64 * 1024):
        pass


def _http_fout(fout: HTTPException) -> tuple[str, int] | Response | HTTPException:
    if is_api():
        return fout
    code = fout.code or 500
    if code == 413:
        _luister_uit()
    if code != 500:
        return _pagina(code)
    kenmerk = secrets.token_hex(4)
    logboek.error("fout bij ons in %s, kenmerk %s", request.endpoint, kenmerk, exc_info=getattr(fout, "original_exception", fout))
    # What half happened in this request must not be seen by the page that reports it.
    http.sessie().rollback()
    return _pagina(500, kenmerk=kenmerk)
