"""The description of the API, finished: what every operation shares is added in one pass over what the routes say."""

from typing import Any

from crm.api.blueprint import WORTEL
from crm.api.problemen import PROBLEEM, TITELS

VERSIE = "1.0.0"

INFO = {
    "title": "Aanjager",
    "description": (
        "De API van Aanjager, het CRM achter de uitvoeringsagenda van een provincie. Alle dossiers worden gelezen als "
        "lijst en per stuk; wie iets wil doen, gebruikt de opdracht die erbij hoort, zoals `_bevestig`. Relaties zijn "
        "kenmerken (uuid’s) met een adres in `_links`. Momenten staan in UTC, bedragen in eurocenten, andere getallen "
        "met decimalen als tekst. Onbekend is null en nooit nul."
    ),
    "license": {"name": "EUPL-1.2", "identifier": "EUPL-1.2"},
}

VERSIEKOP = {
    "API-Version": {
        "description": "Versie van de API die antwoordde.",
        "schema": {"type": "string", "examples": [VERSIE]},
    }
}
BEVEILIGING = {
    "type": "http",
    "scheme": "bearer",
    "description": "Een sleutel die de functioneel beheerder geeft; zij werkt namens één gebruiker.",
}


def beschrijf(spec: dict[str, Any]) -> dict[str, Any]:
    """The description that is published. Changes `spec`."""
    spec["security"] = [{"sleutel": []}]
    spec["paths"] = {pad.removeprefix(WORTEL): methoden for pad, methoden in spec["paths"].items()}
    spec["paths"]["/openapi.json"] = _eigen_adres()
    spec["tags"].append({"name": "openapi", "description": "Deze beschrijving."})
    onderdelen = spec["components"]
    onderdelen["securitySchemes"] = {"sleutel": BEVEILIGING}
    onderdelen["responses"] = {f"Fout{code}": _foutantwoord(code) for code in TITELS if code != 405}
    for pad, methoden in spec["paths"].items():
        for parameter in methoden.get("parameters", []):
            parameter["description"] = "Kenmerk van het dossier."
        for methode, operatie in methoden.items():
            if methode != "parameters":
                _maak_af(pad, methode, operatie)
    # The library's own way of paging, which we do not use.
    onderdelen["schemas"].pop("PaginationMetadata", None)
    onderdelen.pop("headers", None)
    return spec


def _maak_af(pad: str, methode: str, operatie: dict[str, Any]) -> None:
    operatie["tags"] = [pad.split("/")[1].removesuffix(".json")]
    goed = {code: antwoord for code, antwoord in operatie["responses"].items() if code[:1] in "23"}
    if methode == "get" and "{uuid}" in pad:
        goed["304"] = {"description": "Niet gewijzigd sinds de ETag die u stuurde."}
    for code, antwoord in goed.items():
        antwoord["headers"] = antwoord.get("headers", {}) | VERSIEKOP
        if code == "201":
            antwoord["headers"] |= {
                "Location": {"description": "Adres van wat is gemaakt.", "schema": {"type": "string"}}
            }
    if methode == "patch":
        operatie.setdefault("parameters", []).append(
            {
                "name": "If-Match",
                "in": "header",
                "required": True,
                "description": "De ETag van de versie die u zag.",
                "schema": {"type": "string"},
            }
        )
    fouten = {
        str(code): {"$ref": f"#/components/responses/Fout{code}"}
        for code in _foutcodes(pad, methode, operatie)
    }
    operatie["responses"] = goed | fouten


def _foutcodes(pad: str, methode: str, operatie: dict[str, Any]) -> list[int]:
    """What can go wrong with this operation."""
    if pad == "/openapi.json":
        return [500]
    codes = {401, 403, 406, 500, 503}
    if "{uuid}" in pad:
        codes.add(404)
    if operatie.get("parameters") or methode != "get":
        codes.add(400)
    if methode != "get":
        codes |= {409, 413, 415}
    if methode == "patch":
        codes |= {412, 428}
    return sorted(codes)


def _foutantwoord(code: int) -> dict[str, Any]:
    koppen = dict(VERSIEKOP)
    if code == 401:
        koppen["WWW-Authenticate"] = {"description": "Hoe u zich bekend maakt.", "schema": {"type": "string"}}
    if code == 503:
        koppen["Retry-After"] = {"description": "Na hoeveel seconden.", "schema": {"type": "integer"}}
    return {
        "description": f"{TITELS[code]}.",
        "headers": koppen,
        "content": {PROBLEEM: {"schema": {"$ref": "#/components/schemas/Probleem"}}},
    }


def _eigen_adres() -> dict[str, Any]:
    return {
        "get": {
            "operationId": "openapi",
            "summary": "Deze beschrijving",
            "description": "De beschrijving van deze API, zonder sleutel en vanaf elke site te lezen.",
            "security": [],
            "responses": {
                "200": {
                    "description": "De beschrijving, als OpenAPI 3.1.",
                    "headers": {
                        "access-control-allow-origin": {
                            "description": "Elke site mag dit lezen.",
                            "schema": {"type": "string"},
                        }
                    },
                    "content": {"application/json": {"schema": {"type": "object"}}},
                }
            },
        }
    }
