"""What both HTTP doors share: a session per request, who is asking, what time it is, and the security headers."""

import datetime as dt
import secrets
from dataclasses import dataclass

from flask import Flask, Response, current_app, g, request
from sqlmodel import Session

from crm.adapters.bestandsopslag import Bestandsopslag
from crm.adapters.brieven import Briefpapier
from crm.adapters.wachtwoorden import Wachtwoorden
from crm.db import Database, utc_nu, vastleggen
from crm.errors import NietToegestaan
from crm.http import aangemeld
from crm.http.papier import briefpapier
from crm.http.zonder_tekens import waak, zet_koppen
from crm.models import Gebruiker
from crm.settings import Settings
from crm.workflows import aanmelden

KOEKJE = "aanjager_sessie"
LEZEND = frozenset({"GET", "HEAD", "OPTIONS"})


@dataclass(frozen=True)
class Huis:
    """What one running application has: made once by create_app, the same for every request."""

    settings: Settings
    database: Database
    wachtwoorden: Wachtwoorden
    opslag: Bestandsopslag


def huis() -> Huis:
    return current_app.extensions["aanjager"]


def sessie() -> Session:
    """The database session of this request; a reading request never takes the write lock."""
    if "db" not in g:
        g.db = huis().database.session(write=request.method not in LEZEND)
    return g.db


def bewaar() -> None:
    """The door's commit: what this request did is kept."""
    vastleggen(sessie())


def papier() -> Briefpapier:
    """What a verb that writes a mail needs: where links lead, and who it comes from."""
    return briefpapier(huis().settings)


def nu() -> dt.datetime:
    """One moment for the whole request."""
    if "nu" not in g:
        klok = current_app.config.get("KLOK", utc_nu)
        g.nu = klok()
    return g.nu


def gebruiker() -> Gebruiker | None:
    """Who is asking: by cookie on pages, by Bearer key in the API; None when nobody is signed in."""
    if "gebruiker" not in g:
        g.gebruiker = _bij_sleutel() if request.path.startswith("/api/") else _bij_koekje()
    return g.gebruiker


def door() -> Gebruiker:
    """Who is asking, for a verb. Routes without `@openbaar` never get here without a user."""
    wie = gebruiker()
    if wie is None:
        raise NietToegestaan("Meld u eerst aan.")
    return wie


def _bij_koekje() -> Gebruiker | None:
    teken = request.cookies.get(KOEKJE)
    gevonden = aanmelden.herkennen(sessie(), teken, nu()) if teken else None
    if gevonden is None:
        return None
    wie, aanmelding = gevonden
    if nu() - aanmelding.laatst_gebruikt_op > aanmelden.BIJWERKEN_NA:
        # A transaction of its own, after the page: a page that only reads stays a page that only reads.
        # By value: what a page rolls back, it forgets.
        seconden = aangemeld.nog_geldig(aanmelding, uren=huis().settings.sessie_uren, nu=nu())
        g.verlengen = (aanmelding.id, seconden)
    return wie


def _bij_sleutel() -> Gebruiker | None:
    soort, _, teken = request.headers.get("Authorization", "").partition(" ")
    return aanmelden.herkennen_token(sessie(), teken, nu()) if soort.lower() == "bearer" and teken else None


def openbaar(functie):
    """Marks a route that needs no sign-in; the house tests keep the list of them."""
    functie.is_openbaar = True
    return functie


def zonder_formulierteken(functie):
    """Marks a route whose address is the proof, such as a link in a mail: whoever holds it has no session to steal.

    It takes a POST without the mark of a form. Only for an address with a signed mark that nobody can guess, and never
    for what is done in the name of a cookie; the house tests keep the list of them.
    """
    functie.is_zonder_formulierteken = True
    return functie


def vraagt_formulierteken(app: Flask, eindpunt: str | None) -> bool:
    """Whether what is sent to this route must carry the mark of a form of ours."""
    return eindpunt is None or not getattr(app.view_functions[eindpunt], "is_zonder_formulierteken", False)


def is_openbaar(app: Flask, eindpunt: str | None) -> bool:
    return (
        eindpunt is None
        or eindpunt == "static"
        or getattr(app.view_functions[eindpunt], "is_openbaar", False)
    )


def zet_koekje(antwoord: Response, teken: str, seconden: int | None = None) -> None:
    """The browser is signed in: the cookie is out of reach of scripts and of other sites."""
    antwoord.set_cookie(
        KOEKJE,
        teken,
        max_age=huis().settings.sessie_uren * 3600 if seconden is None else seconden,
        httponly=True,
        secure=huis().settings.is_https,
        samesite="Lax",
        path="/",
    )


def init_app(app: Flask) -> None:
    """Every request gets a nonce, its headers, and a session that is closed at the end; keys stay out of the log."""
    waak()

    @app.before_request
    def _nonce():
        g.nonce = secrets.token_urlsafe(16)

    @app.after_request
    def _koppen(antwoord: Response) -> Response:
        _verleng_koekje(antwoord)
        return _veilige_koppen(antwoord)

    @app.teardown_request
    def _sluit(_fout):
        db = g.pop("db", None)
        if db is not None:
            db.close()
        verlengen = g.pop("verlengen", None)
        if verlengen is not None:
            aangemeld.verleng(huis().database, verlengen[0], uren=huis().settings.sessie_uren, nu=g.nu)


def _verleng_koekje(antwoord: Response) -> None:
    """The cookie lives as long as the row: otherwise somebody at work is signed out so many hours after signing in."""
    heeft_al = any(kop.startswith(f"{KOEKJE}=") for kop in antwoord.headers.getlist("Set-Cookie"))
    if "verlengen" in g and not heeft_al:
        zet_koekje(antwoord, request.cookies[KOEKJE], g.verlengen[1])


def _veilige_koppen(antwoord: Response) -> Response:
    """Nothing from elsewhere is loaded or framed, and a page with personal data stays out of shared caches."""
    koppen = antwoord.headers
    zet_koppen(request.path, koppen)
    koppen.setdefault(
        "Content-Security-Policy",
        f"default-src 'none'; style-src 'self'; script-src 'self' 'nonce-{g.get('nonce', '')}'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    )
    koppen.setdefault("X-Content-Type-Options", "nosniff")
    koppen.setdefault("Referrer-Policy", "same-origin")
    koppen.setdefault("Permissions-Policy", "camera=(), microphone=(), geolocation=()")
    koppen.setdefault("Cross-Origin-Opener-Policy", "same-origin")
    if huis().settings.is_https:
        koppen.setdefault("Strict-Transport-Security", "max-age=31536000; includeSubDomains")
    if not request.path.startswith("/static/"):
        koppen.setdefault("Cache-Control", "no-store")
    return antwoord
