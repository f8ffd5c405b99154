"""The NLgov REST API Design Rules (2.2), each named by its id, checked on the description and on live answers.

The rules that the official linter checks are here too, so that testing needs no Node.
"""

import json
import re
from itertools import pairwise
from pathlib import Path

import pytest

from crm.api import COLLECTIES, VERSIE, openapi

WORTEL = Path(__file__).resolve().parents[2]
METHODEN = {"get", "post", "put", "patch", "delete", "head", "options"}
# Plural, or a word that has no plural.
MEERVOUD = {collectie.pad for collectie in COLLECTIES}
# What may be done in so many words; an operation is an order, so it begins with an underscore.
OPDRACHTEN = {
    "_adviseer", "_agendeer", "_beantwoord", "_beeindig", "_behandel", "_besluit", "_bespreek", "_bevestig",
    "_biedaan", "_corrigeer", "_dienin", "_draagover", "_evalueer", "_geefvrij", "_gelastaf", "_haal", "_heropen",
    "_keurgoed", "_kiescontact", "_koppel", "_koppelactie", "_koppelcampus", "_laattoe", "_laatuit", "_laatvervallen",
    "_leesagenda", "_leesin", "_legterzijde", "_legvoor", "_leidin", "_lever", "_leveraan", "_leverop", "_lichttoe", "_maaknieuw", "_meldgereed",
    "_neemover", "_neemterug", "_nodiguit", "_noemook", "_ontkoppelactie", "_ontkoppelcampus", "_plan", "_probeeropnieuw", "_publiceer", "_realiseer", "_richtin",
    "_rondaf", "_schrap", "_schrappunt", "_schrijf", "_schrijfaf", "_sluit", "_sluitaf", "_start",
    "_startcase", "_steluit", "_stelvast", "_stuurterug", "_trekin", "_verleng", "_verwijder", "_verzet",
    "_voegpunttoe", "_voegsamen", "_voeruit", "_voldoe", "_vorm", "_werkbij", "_wijsaan", "_wijsaf", "_wijstoe",
    "_wijzig", "_zegaf", "_zetaan", "_zetstil",
}  # fmt: skip
DELEN = {"pdf", "momentopname", "inhoud", "verdeling", "dekking", "tijdlijn", "totalen", "voorstel", "vooruitblik"}


@pytest.fixture(scope="module")
def spec():
    """The description as it is published; the checked-in copy is the same (see the last test)."""
    return json.loads((WORTEL / "docs" / "openapi.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def operaties(spec):
    return [
        (f"{methode.upper()} {pad}", operatie)
        for pad, methoden in spec["paths"].items()
        for methode, operatie in methoden.items()
        if methode in METHODEN
    ]


def segmenten(spec):
    return {deel for pad in spec["paths"] for deel in pad.strip("/").split("/") if not deel.startswith("{")}


def velden(spec):
    """(path, schema) of every property in every schema."""
    for naam, schema in spec["components"]["schemas"].items():
        for veld, inhoud in schema.get("properties", {}).items():
            yield f"{naam}.{veld}", inhoud


def test_naming_resources_and_resource_operations(spec):
    """Resources are nouns; an operation is the last segment, an imperative with an underscore."""
    bekend = MEERVOUD | OPDRACHTEN | DELEN | {"openapi.json"}
    assert segmenten(spec) == bekend
    for pad in spec["paths"]:
        assert all(not deel.startswith("_") for deel in pad.strip("/").split("/")[:-1]), pad


def test_naming_collections(spec):
    """Before an id stands a plural."""
    for pad in spec["paths"]:
        delen = pad.strip("/").split("/")
        for voor, na in pairwise(delen):
            assert not na.startswith("{") or voor in MEERVOUD, pad


def test_interface_language(spec):
    """Every field is a field of a noun, or one of the few words that belong to the form of an answer."""
    for pad, _ in velden(spec):
        assert re.fullmatch(r"[A-Za-z0-9]+\.(_links|[a-z][A-Za-z0-9]*)", pad), pad


def test_no_trailing_slash(spec):
    assert [pad for pad in spec["paths"] if pad.endswith("/")] == []


def test_path_segments_kebab_case(spec):
    """As the official linter has it: no dash behind an underscore."""
    for deel in segmenten(spec) - {"openapi.json"}:
        assert re.fullmatch(r"_[a-z]+|[a-z0-9]+(-[a-z0-9]+)*", deel), deel


def test_query_keys_camel_case(operaties):
    for naam, operatie in operaties:
        for parameter in operatie.get("parameters", []):
            if parameter["in"] == "query":
                assert re.fullmatch(r"[a-z][A-Za-z0-9]*", parameter["name"]), f"{naam} {parameter['name']}"


def test_property_casing(spec):
    for pad, _ in velden(spec):
        naam = pad.split(".")[1]
        assert naam == "_links" or re.fullmatch(r"[a-z][A-Za-z0-9]*", naam), pad


def test_hide_implementation(spec):
    verboden = {"id", "naamSleutel", "wachtwoordHash", "tekenHash", "momentopname"}
    assert [pad for pad, _ in velden(spec) if pad.split(".")[1] in verboden or pad.endswith("Id")] == []


def test_date_time_format(spec):
    """A field that is called a moment or a day says which it is."""
    for pad, inhoud in velden(spec):
        soort = inhoud.get("format")
        if re.search(r"[a-z](Op|Tijdstip)$", pad) or pad.endswith("atum"):
            assert soort in ("date", "date-time"), pad
        if re.search(r"[Dd]atum", pad.split(".")[1]):
            assert soort == "date", pad


def test_http_methods(operaties):
    assert {naam.split()[0] for naam, _ in operaties} == {"GET", "POST", "PATCH"}


def test_problem_details(spec, operaties):
    """Every error is application/problem+json with status, title and detail."""
    probleem = spec["components"]["schemas"]["Probleem"]
    assert {"status", "title", "detail"} <= set(probleem["required"])
    for naam, operatie in operaties:
        fouten = [antwoord for code, antwoord in operatie["responses"].items() if code[0] in "45"]
        assert fouten, naam
        for fout in fouten:
            antwoord = spec["components"]["responses"][fout["$ref"].rsplit("/", 1)[1]]
            assert list(antwoord["content"]) == ["application/problem+json"]


def test_invalid_input(operaties):
    """400 and never 422, wherever something can be wrong."""
    for naam, operatie in operaties:
        assert "422" not in operatie["responses"], naam
        if not naam.startswith("GET") or operatie.get("parameters"):
            assert "400" in operatie["responses"], naam


def test_doc_openapi(spec):
    assert spec["openapi"].startswith("3.1")
    tekst = json.dumps(spec)
    for verwijzing in set(re.findall(r'"#/([^"]+)"', tekst)):
        plek = spec
        for deel in verwijzing.split("/"):
            assert deel in plek, verwijzing
            plek = plek[deel]


def test_operation_id_unique(operaties):
    namen = [operatie["operationId"] for _, operatie in operaties]
    assert len(namen) == len(set(namen))
    assert all(re.fullmatch(r"[a-z][A-Za-z]*", naam) for naam in namen)


def test_path_params(spec):
    for pad, methoden in spec["paths"].items():
        genoemd = {p["name"] for p in methoden.get("parameters", []) if p["in"] == "path"}
        assert genoemd == set(re.findall(r"{(\w+)}", pad)), pad


def test_openapi_tags_uniqueness(spec, operaties):
    tags = [tag["name"] for tag in spec["tags"]]
    assert len(tags) == len(set(tags))
    assert {tag for _, operatie in operaties for tag in operatie.get("tags", [])} == set(tags)


def test_doc_openapi_contact(spec):
    assert all(spec["info"]["contact"].get(deel) for deel in ("name", "url", "email"))


def test_doc_language(spec, operaties):
    """Every operation, parameter and field is described, in Dutch."""
    engels = re.compile(r"\b(the|with|which|this|not found|bad request|unknown)\b", re.IGNORECASE)
    for naam, operatie in operaties:
        assert operatie["summary"], naam
        assert operatie["description"], naam
        assert not engels.search(operatie["summary"] + operatie["description"]), naam
        for parameter in operatie.get("parameters", []):
            assert parameter.get("description"), f"{naam} {parameter['name']}"
    for pad, inhoud in velden(spec):
        assert inhoud.get("description") or "$ref" in inhoud, pad
        assert not engels.search(inhoud.get("description", "")), pad


def test_publish_openapi(client):
    antwoord = client.get("/api/v1/openapi.json")
    assert (antwoord.status_code, antwoord.headers["Access-Control-Allow-Origin"]) == (200, "*")
    assert antwoord.json == openapi(client.application)


def test_uri_version_and_servers(spec, app):
    assert [server["url"] for server in spec["servers"]] == ["/api/v1"]
    eerste = {
        regel.rule.split("/")[2] for regel in app.url_map.iter_rules() if regel.rule.startswith("/api/")
    }
    assert eerste == {"v1"}


def test_semver_and_changelog(spec):
    assert spec["info"]["version"] == VERSIE
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSIE)
    assert f"## {VERSIE}" in (WORTEL / "docs" / "api.md").read_text(encoding="utf-8")


def test_version_header(spec, operaties):
    for naam, operatie in operaties:
        for code, antwoord in operatie["responses"].items():
            naam_van_fout = antwoord.get("$ref", "").rsplit("/", 1)[-1]
            inhoud = spec["components"]["responses"].get(naam_van_fout, antwoord)
            assert "API-Version" in inhoud.get("headers", {}), f"{naam} {code}"


def test_no_sensitive_uris(operaties):
    verdacht = re.compile(r"naam|email|telefoon|bsn|token|teken", re.IGNORECASE)
    for naam, operatie in operaties:
        namen = [p["name"] for p in operatie.get("parameters", []) if p["in"] in ("query", "path")]
        assert [n for n in namen if verdacht.search(n)] == [], naam
        if naam == "GET /personen":
            assert set(namen) == {"na", "aantal"}


def test_cors(api):
    assert (
        "Access-Control-Allow-Origin"
        not in api.get("/acties", koppen={"Origin": "https://elders.invalid"}).headers
    )


def test_security(spec, operaties):
    assert spec["security"] == [{"sleutel": []}]
    assert [naam for naam, operatie in operaties if operatie.get("security") == []] == ["GET /openapi.json"]


def test_the_checked_in_description_is_up_to_date(app):
    """Make it again with: python -m tests.api.openapi_bijwerken"""
    vers = json.dumps(openapi(app), ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    assert (WORTEL / "docs" / "openapi.json").read_text(encoding="utf-8") == vers
