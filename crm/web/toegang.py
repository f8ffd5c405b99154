"""Who may come in: sign-in for every page that is not marked open, and a CSRF mark on every form."""

from urllib.parse import urlsplit

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask_wtf.csrf import CSRFProtect
from werkzeug.wrappers import Response

from crm import http
from crm.errors import OngeldigeInvoer

_csrf = CSRFProtect()


def init_app(app: Flask) -> None:
    """Every request for a page is checked before its route is reached; the API checks its own keys."""
    app.config["WTF_CSRF_CHECK_DEFAULT"] = False
    _csrf.init_app(app)
    app.before_request(_bewaak)


def is_api() -> bool:
    return request.path.startswith("/api/")


def _bewaak() -> Response | tuple[str, int] | None:
    if is_api() or request.endpoint is None:
        return None
    if request.mimetype == "application/x-www-form-urlencoded":
        # Werkzeug keeps its limit for the memory of a form for uploads only; a form without files is read whole.
        request.max_content_length = current_app.config["MAX_FORM_MEMORY_SIZE"]
    _weiger_nul()
    if _vraagt_merk():
        _csrf.protect()
    if http.is_openbaar(current_app, request.endpoint) or http.gebruiker():
        return None
    return _eerst_aanmelden()


def _vraagt_merk() -> bool:
    vraagt = http.vraagt_formulierteken(current_app, request.endpoint)
    return request.method not in http.LEZEND and current_app.config["WTF_CSRF_ENABLED"] and vraagt


def _weiger_nul() -> None:
    """No database text holds NUL, and nobody types it: refused here, once, for whatever a page was sent."""
    paren = [*request.args.items(multi=True), *request.form.items(multi=True)]
    if "\0" in request.path or any("\0" in naam or "\0" in waarde for naam, waarde in paren):
        raise OngeldigeInvoer(
            "In uw tekst staat een teken dat wij niet kunnen bewaren. Ga terug, typ de tekst opnieuw en probeer het nog eens."
        )


def _eerst_aanmelden() -> Response | tuple[str, int]:
    """To the sign-in page and back; a form that was sent meanwhile waits, so that nothing typed is lost."""
    if request.method in http.LEZEND:
        volgende = request.full_path.rstrip("?") if request.query_string else request.path
        return redirect(url_for("aanmelden.formulier", volgende=volgende))
    return render_template("web/aanmelden.html", volgende=request.path, wacht=verstuurd(), email="", fout=None), 401


def verstuurd() -> list[tuple[str, str]]:
    """The fields that were sent, without the mark of the form, to be offered again."""
    return [(naam, waarde) for naam, waarde in request.form.items(multi=True) if naam != "csrf_token"]


def veilig_pad(adres: str | None, anders: str = "/") -> str:
    """An address within this site, or `anders`: a link in a mail must not lead people on to another site."""
    if not adres or not adres.startswith("/") or adres.startswith(("//", "/\\")) or "\\" in adres:
        return anders
    delen = urlsplit(adres)
    heeft_stuurteken = any(ord(teken) < 32 for teken in adres)
    return anders if delen.scheme or delen.netloc or heeft_stuurteken else adres
