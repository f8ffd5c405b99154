"""Handing out a file safely: to be kept, never to be shown or run by the browser as a page of ours."""

import io

from flask import Response, request, send_file

from crm import http
from crm.models import Bijlage

# A browser that opens it all the same gives it nothing: no scripts, no forms, no origin.
_ZANDBAK = "sandbox; default-src 'none'; frame-ancestors 'none'"


def geef(bijlage: Bijlage) -> Response:
    """The file with the kind that was seen in it. Refuses with NietGevonden when the store no longer has it whole."""
    inhoud = http.huis().opslag.lees(bijlage.sha256)
    antwoord = send_file(
        io.BytesIO(inhoud), mimetype=bijlage.soort, as_attachment=True, download_name=bijlage.naam
    )
    antwoord.content_length = len(inhoud)
    antwoord.headers["Content-Security-Policy"] = _ZANDBAK
    antwoord.headers["X-Content-Type-Options"] = "nosniff"
    antwoord.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    # Kept by the browser of this colleague only, and asked for again each time: it may be removed meanwhile.
    antwoord.headers["Cache-Control"] = "private, no-cache"
    antwoord.set_etag(bijlage.sha256)
    return antwoord.make_conditional(request)
