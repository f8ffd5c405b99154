"""Signing in and out, and the switch for keyboard shortcuts."""

from flask import Blueprint, redirect, render_template, request, session
from werkzeug.wrappers import Response

from crm import http
from crm.errors import NietToegestaan
from crm.http import openbaar
from crm.web.toegang import veilig_pad
from crm.workflows import aanmelden

pagina = Blueprint("aanmelden", __name__)

JAAR = 365 * 24 * 3600


@pagina.get("/aanmelden")
@openbaar
def formulier() -> str | Response:
    """The sign-in page; who is signed in already goes on."""
    volgende = veilig_pad(request.args.get("volgende"))
    if http.gebruiker():
        return redirect(volgende)
    return _teken(volgende)


@pagina.post("/aanmelden", endpoint="aanmelden")
@openbaar
def binnen() -> tuple[str, int] | str | Response:
    """Somebody is signed in, or hears why not; what was typed elsewhere before signing in goes along."""
    volgende, wacht = veilig_pad(request.form.get("volgende")), _wachtend()
    email = request.form.get("email", "")
    try:
        with http.huis().database.session() as lezend:
            wie = aanmelden.keuren(
                lezend,
                http.huis().wachtwoorden,
                email=email,
                wachtwoord=request.form.get("wachtwoord", ""),
                nu=http.nu(),
            )
    except NietToegestaan as weigering:
        return _teken(volgende, wacht, email, weigering.zin), 429
    teken = aanmelden.aanmelden(
        http.sessie(),
        wie,
        email=email,
        apparaat=request.user_agent.string,
        uren=http.huis().settings.sessie_uren,
        nu=http.nu(),
    )
    http.bewaar()
    if teken is None:
        return _teken(volgende, wacht, email, aanmelden.GEWEIGERD), 400
    # A fresh form mark with every sign-in: what somebody else planted in this browser is worth nothing now.
    session.clear()
    antwoord = _verder(volgende, wacht)
    http.zet_koekje(antwoord, teken)
    return antwoord


@pagina.post("/afmelden")
def buiten() -> Response:
    """The session is over, here and on the server."""
    teken = request.cookies.get(http.KOEKJE)
    if teken:
        aanmelden.afmelden(http.sessie(), teken)
        http.bewaar()
    session.clear()
    antwoord = redirect("/aanmelden?afgemeld=ja")
    antwoord.delete_cookie(http.KOEKJE, path="/")
    antwoord.headers["Clear-Site-Data"] = '"cache", "storage"'
    return antwoord


@pagina.post("/sneltoetsen")
def sneltoetsen() -> Response:
    """Single-key shortcuts can be switched off: with speech input a stray letter would start something."""
    antwoord = redirect(veilig_pad(request.form.get("terug")))
    stand = "uit" if request.form.get("stand") == "uit" else "aan"
    antwoord.set_cookie(
        "sneltoetsen",
        stand,
        max_age=JAAR,
        httponly=True,
        samesite="Lax",
        secure=http.huis().settings.is_https,
    )
    return antwoord


def _wachtend() -> list[tuple[str, str]]:
    """The fields of the form that was sent while nobody was signed in."""
    return [
        (naam.removeprefix("_wacht-"), waarde)
        for naam, waarde in request.form.items(multi=True)
        if naam.startswith("_wacht-")
    ]


def _teken(volgende: str, wacht=(), email: str = "", fout: str | None = None) -> str:
    return render_template("web/aanmelden.html", volgende=volgende, wacht=wacht, email=email, fout=fout)


def _verder(volgende: str, wacht: list[tuple[str, str]]) -> Response:
    """On to the page that was asked for; what had been typed is offered again rather than sent unseen."""
    if not wacht:
        return redirect(volgende)
    return Response(
        render_template("web/verder.html", volgende=volgende, wacht=wacht, verlopen=False),
        mimetype="text/html",
    )
