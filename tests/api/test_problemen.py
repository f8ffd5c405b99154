"""Everything that goes wrong under /api/ is a problem in Dutch, and pages keep answering HTML."""

import json

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from crm import create_app
from crm import models as m
from crm.api import COLLECTIES, VERSIE, openapi
from crm.workflows import organisatie_bijhouden

PROBLEEM = "application/problem+json"


def test_an_unknown_page_is_html_and_an_unknown_address_of_the_api_is_not(api, client):
    pagina = client.get("/dit-bestaat-niet")
    assert (pagina.status_code, pagina.mimetype) == (404, "text/html")
    for antwoord in (
        api.get("/dit-bestaat-niet"),
        client.get("/api/v1/dit-bestaat-niet"),
        client.get("/api/zomaar"),
    ):
        assert (antwoord.status_code, antwoord.mimetype) == (404, PROBLEEM)


def test_a_second_application_has_an_api_too(instellingen, database, client):
    tweede = create_app(instellingen, database)
    for _ in range(2):
        antwoord = tweede.test_client().get("/api/v1/acties")
        assert (antwoord.status_code, antwoord.mimetype) == (401, PROBLEEM)
    assert openapi(tweede) == openapi(client.application)


@pytest.mark.parametrize("methode", ["DELETE", "PUT", "PATCH"])
def test_a_method_that_is_not_there_says_which_are(api, methode):
    antwoord = api.open(methode, "/acties")
    assert (antwoord.status_code, antwoord.mimetype) == (405, PROBLEEM)
    assert "GET" in antwoord.headers["Allow"]


def test_a_trailing_slash_is_another_address(api):
    for collectie in COLLECTIES:
        assert api.get(f"/{collectie.pad}/").status_code == 404


def test_only_json_comes_in_and_only_json_goes_out(api):
    antwoord = api.open("POST", "/overleggen", data="<overleg/>", content_type="text/xml")
    assert (antwoord.status_code, antwoord.mimetype) == (415, PROBLEEM)
    antwoord = api.get("/acties", koppen={"Accept": "application/xml"})
    assert (antwoord.status_code, antwoord.mimetype) == (406, PROBLEEM)
    assert api.get("/acties", koppen={"Accept": "application/json, */*;q=0.1"}).status_code == 200


@pytest.mark.parametrize(
    "inhoud",
    [
        "{",
        "[]",
        "null",
        '"tekst"',
        "1",
        '{"onderwerp": 1e999}',
        "[" * 100_000,
        '{"versie": ' + "9" * 5000 + "}",
        b"\xff\xfe",
        '{"onderwerp": "\\ud800"}',
        '{"onderwerp": "a\\u0000b"}',
    ],
    ids=lambda inhoud: repr(inhoud[:20]),
)
def test_what_is_not_a_meeting_is_refused_with_400(api, inhoud):
    antwoord = api.open("POST", "/overleggen", data=inhoud, content_type="application/json")
    assert (antwoord.status_code, antwoord.mimetype) == (400, PROBLEEM)
    assert antwoord.json["detail"]


def test_what_is_too_large_is_refused(app, api):
    app.config["MAX_CONTENT_LENGTH"] = 1000
    antwoord = api.post("/overleggen", {"onderwerp": "x" * 2000})
    assert (antwoord.status_code, antwoord.mimetype) == (413, PROBLEEM)


@pytest.mark.parametrize(
    ("fout", "status"),
    [
        (
            sa.exc.IntegrityError(
                "INSERT", {}, Exception("UNIQUE constraint failed: organisatie.kvk_nummer")
            ),
            409,
        ),
        (sa.exc.IntegrityError("INSERT", {}, Exception("CHECK constraint failed: ck_organisatie_kvk")), 400),
        (sa.exc.DataError("INSERT", {}, Exception("integer out of range")), 400),
        (sa.exc.OperationalError("INSERT", {}, Exception("database is locked")), 503),
        (StaleDataError("UPDATE statement on table 'organisatie' expected to update 1 row(s)"), 409),
        (RuntimeError("wachtwoord=geheim"), 500),
    ],
    ids=lambda waarde: type(waarde).__name__ if isinstance(waarde, Exception) else str(waarde),
)
def test_what_the_house_did_not_foresee_tells_nothing_and_keeps_nothing(
    app, api, lezer, monkeypatch, fout, status, caplog
):
    """The session is rolled back, and the next request has no trouble from this one."""
    app.config["PROPAGATE_EXCEPTIONS"] = False

    def stuk(session, *_args, **_kwargs):
        session.add(m.Organisatie(naam="Half gedaan", naam_sleutel="half gedaan", helix=m.Helix.BEDRIJF))
        session.flush()
        raise fout

    monkeypatch.setattr(organisatie_bijhouden, "wijzigen", stuk)
    nieuw = api.post("/organisaties", {"naam": "Techport", "helix": "bedrijf"})
    etag = api.get(nieuw.headers["Location"]).headers["ETag"]
    antwoord = api.patch(nieuw.headers["Location"], {"regio": "IJmond"}, koppen={"If-Match": etag})
    verwacht = 412 if isinstance(fout, StaleDataError) else status
    assert (antwoord.status_code, antwoord.mimetype) == (verwacht, PROBLEEM)
    for geheim in ("wachtwoord", "INSERT", "constraint", "sqlalche", "Traceback", "crm/"):
        assert geheim not in antwoord.get_data(as_text=True)
    assert [item["naam"] for item in api.get("/organisaties").json["items"]] == ["Techport"]


def test_every_answer_says_which_version_gave_it_and_stays_out_of_caches_and_frames(api, client, bestand):
    actie = bestand(m.Actie)
    etag = api.get(f"/acties/{actie.uuid}").headers["ETag"]
    antwoorden = [
        api.get("/acties"),
        api.get("/onzin"),
        api.post("/overleggen", {}),
        api.open("DELETE", "/acties"),
        client.get("/api/v1/acties"),
        client.get("/api/v1/openapi.json"),
        api.get(f"/acties/{actie.uuid}", koppen={"If-None-Match": etag}),
    ]
    for antwoord in antwoorden:
        assert antwoord.headers["API-Version"] == VERSIE
        assert antwoord.headers["Cache-Control"] == "no-store"
        assert antwoord.headers["X-Content-Type-Options"] == "nosniff"
        assert antwoord.headers["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in antwoord.headers["Content-Security-Policy"]
        assert "Set-Cookie" not in antwoord.headers
    assert "API-Version" not in client.get("/aanmelden").headers


def test_the_cookie_of_a_page_opens_nothing_here(app, client, database, nu):
    """Otherwise another site could act in the name of whoever is signed in."""
    from crm.http import KOEKJE

    client.set_cookie(KOEKJE, "iets")
    assert client.get("/api/v1/acties").status_code == 401


def test_a_revoked_key_and_a_blocked_colleague_are_out(api, database):
    from sqlmodel import select

    assert api.get("/acties").status_code == 200
    with database.transaction() as session:
        session.exec(select(m.Gebruiker).where(m.Gebruiker.naam == "Petra")).unique().one().is_actief = False
    antwoord = api.get("/acties")
    assert antwoord.status_code == 401
    assert "invalid_token" in antwoord.headers["WWW-Authenticate"]


def test_dutch_is_written_as_dutch(api):
    tekst = api.post("/overleggen", {}).get_data(as_text=True)
    assert json.loads(tekst)["title"] == "De gegevens kloppen niet"
