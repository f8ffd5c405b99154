"""What the API answers when something is refused: problem details (RFC 9457), in Dutch, with every wrong field."""

import json
import logging
import secrets
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, Response, request
from marshmallow import fields
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException

from crm import errors, http
from crm.schemas.base import Schema, kameel

logboek = logging.getLogger(__name__)

PROBLEEM = "application/problem+json"

TITELS = {
    400: "De gegevens kloppen niet",
    401: "Geen geldige sleutel",
    403: "Niet toegestaan",
    404: "Niet gevonden",
    405: "Deze methode kan hier niet",
    406: "Deze vorm kunnen wij niet geven",
    409: "Dit kan nu niet",
    412: "Intussen gewijzigd",
    413: "Te groot",
    415: "Deze vorm kunnen wij niet lezen",
    428: "Zeg welke versie u zag",
    500: "Er ging iets mis bij ons",
    503: "Even niet beschikbaar",
}
UITLEG = {
    400: "Wij konden uw verzoek niet lezen.",
    401: "Stuur een geldige sleutel mee in de kop Authorization: Bearer ….",
    403: "U hebt hier geen rechten voor.",
    404: "Dit adres bestaat niet, of niet meer.",
    405: "Dit adres kent deze methode niet; de kop Allow zegt welke wel.",
    406: "Wij geven application/json.",
    409: "De stand is intussen anders. Haal het dossier opnieuw op.",
    412: "Iemand anders heeft dit intussen gewijzigd. Haal het opnieuw op en probeer het nog eens.",
    413: "Wat u verstuurt is te groot.",
    415: "Stuur application/json; een bestand als multipart/form-data.",
    428: "Stuur in de kop If-Match de ETag mee van de versie die u zag, zodat niemands werk wordt overschreven.",
    500: "Wij hebben dit genoteerd. Probeer het later nog eens.",
    503: "Het is nu te druk. Probeer het over enkele seconden nog eens.",
}

# From the most particular to the least.
CODES = (
    (errors.OngeldigeInvoer, 400),
    (errors.NietToegestaan, 403),
    (errors.NietGevonden, 404),
    (errors.DomainError, 409),
)


class Fout(Schema):
    """Eén veld dat niet klopt."""

    waar = fields.String(data_key="in", metadata={"description": "Waar het veld stond: body of query."})
    pad = fields.String(metadata={"description": "Het veld, zoals actiepunten.0.uiterlijk."})
    detail = fields.String(metadata={"description": "Wat er niet klopt."})


class Probleem(Schema):
    """Waarom een verzoek niet is uitgevoerd (RFC 9457)."""

    type = fields.String(metadata={"description": "Soort probleem."})
    status = fields.Integer(required=True, metadata={"description": "HTTP-status."})
    title = fields.String(required=True, metadata={"description": "Het probleem in een paar woorden."})
    detail = fields.String(required=True, metadata={"description": "Wat er aan de hand is, in een zin."})
    errors = fields.List(fields.Nested(Fout), metadata={"description": "Alle velden die niet kloppen."})


def probleem(
    status: int,
    detail: str | None = None,
    *,
    fouten: list[dict[str, str]] | None = None,
    koppen: dict[str, str] | None = None,
) -> Response:
    """The answer that says what is wrong."""
    inhoud: dict[str, Any] = {
        "type": "about:blank",
        "status": status,
        "title": TITELS.get(status, TITELS[400 if status < 500 else 500]),
        "detail": detail or UITLEG.get(status, UITLEG[400 if status < 500 else 500]),
    }
    if fouten:
        inhoud["errors"] = fouten
    return Response(json.dumps(inhoud, ensure_ascii=False), status, koppen, mimetype=PROBLEEM)


def registreer(blueprint: Blueprint) -> None:
    """Every error inside this blueprint is answered as a problem; pages keep their own."""
    for code in TITELS:
        # By code, because the pages register theirs by code too, and the nearest one wins.
        blueprint.register_error_handler(code, _http_fout)
    blueprint.register_error_handler(HTTPException, _http_fout)
    blueprint.register_error_handler(errors.DomainError, _geweigerd)
    blueprint.register_error_handler(StaleDataError, _verouderd)
    blueprint.register_error_handler(sa.exc.IntegrityError, _botst)
    blueprint.register_error_handler(sa.exc.DataError, _past_niet)
    blueprint.register_error_handler(sa.exc.OperationalError, _te_druk)


def herschrijf(antwoord: Response) -> Response:
    """An error that no blueprint caught (no such address, wrong method, too large), as a problem too."""
    if antwoord.status_code < 400 or antwoord.mimetype == PROBLEEM:
        return antwoord
    anders = probleem(antwoord.status_code)
    for kop in ("Allow", "Retry-After", "WWW-Authenticate"):
        if kop in antwoord.headers:
            anders.headers[kop] = antwoord.headers[kop]
    return anders


def _http_fout(fout: HTTPException) -> Response:
    if fout.response is not None:
        return fout.response
    code = fout.code or 500
    if code >= 500:
        return _bij_ons(getattr(fout, "original_exception", None) or fout)
    berichten = getattr(fout, "data", {}).get("messages")
    if berichten is None:
        antwoord = probleem(code)
    elif berichten == ONLEESBAAR:
        antwoord = probleem(400, "Dit is geen geldige JSON.")
    else:
        antwoord = probleem(400, _samenvatting(fouten := list(_uit_schema(berichten))), fouten=fouten)
    for naam, waarde in fout.get_headers():
        if naam in ("Allow", "Retry-After", "WWW-Authenticate"):
            antwoord.headers[naam] = waarde
    return antwoord


# What the parser says of a body that is not JSON at all.
ONLEESBAAR = {"json": ["Invalid JSON body."]}


def _geweigerd(fout: errors.DomainError) -> Response:
    http.sessie().rollback()
    if isinstance(fout, errors.Verouderd):
        return probleem(_code_verouderd(), fout.zin)
    code = next(code for soort, code in CODES if isinstance(fout, soort))
    velden = getattr(fout, "velden", {})
    fouten = [
        {"in": "body", "pad": _kamelen(pad), "detail": zin}
        for pad, zinnen in velden.items()
        for zin in zinnen
    ]
    return probleem(code, fout.zin, fouten=fouten)


def _verouderd(_fout: StaleDataError) -> Response:
    http.sessie().rollback()
    return probleem(_code_verouderd(), UITLEG[412])


def _code_verouderd() -> int:
    """A condition that the client set itself failed (412), or it ran into somebody else (409)."""
    return 412 if request.headers.get("If-Match") else 409


def _botst(fout: sa.exc.IntegrityError) -> Response:
    """The database refused what schemas and verbs let through; it is the last to say no, and it says no the least."""
    http.sessie().rollback()
    logboek.warning("geweigerd door de database: %s", fout.orig)
    if _is_dubbel(fout):
        return probleem(409, "Dit bestaat al.")
    return probleem(400, "Deze gegevens passen niet bij elkaar.")


def _is_dubbel(fout: sa.exc.IntegrityError) -> bool:
    return getattr(fout.orig, "sqlstate", None) == "23505" or "UNIQUE" in str(fout.orig)


def _past_niet(fout: sa.exc.DataError) -> Response:
    http.sessie().rollback()
    logboek.warning("past niet in de database: %s", fout.orig)
    return probleem(400, "Een van de waarden is te groot of bevat tekens die wij niet kunnen bewaren.")


def _te_druk(fout: sa.exc.OperationalError) -> Response:
    http.sessie().rollback()
    logboek.error("de database antwoordt niet", exc_info=fout)
    return probleem(503, koppen={"Retry-After": "5"})


def _bij_ons(fout: BaseException) -> Response:
    kenmerk = secrets.token_hex(4)
    logboek.error("fout bij ons, kenmerk %s", kenmerk, exc_info=fout)
    http.sessie().rollback()
    return probleem(500, f"{UITLEG[500]} Noem daarbij kenmerk {kenmerk}.")


def _samenvatting(fouten: list[dict[str, str]]) -> str:
    if len(fouten) == 1:
        return f"{fouten[0]['pad'] or 'Het verzoek'}: {fouten[0]['detail']}"
    return f"{len(fouten)} velden kloppen niet."


def _uit_schema(berichten: dict[str, Any]) -> Iterator[dict[str, str]]:
    for waar, inhoud in berichten.items():
        for pad, zin in _vlak(inhoud):
            yield {"in": "body" if waar in ("json", "files") else waar, "pad": ".".join(pad), "detail": zin}


def _vlak(inhoud: Any, pad: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], str]]:
    """Every sentence with the path of the field it is about."""
    if isinstance(inhoud, dict):
        for sleutel, binnen in inhoud.items():
            yield from _vlak(binnen, pad if sleutel == "_schema" else (*pad, str(sleutel)))
    elif isinstance(inhoud, list):
        for binnen in inhoud:
            yield from _vlak(binnen, pad)
    else:
        yield pad, str(inhoud)


def _kamelen(pad: str) -> str:
    """`afspraken.0.organisatie_naam` as the outside world writes it."""
    return ".".join(kameel(deel) for deel in pad.split("."))
