"""Who comes in where: every page is closed, every form is marked, and every mistake has a page."""

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from crm.http import is_openbaar
from crm.models import Actiepunt, Overleg, Rapportage

EEN_UUID = "7d1f5c0e-0d5b-4c61-9a3f-1f0f1f0f1f0f"


def _paginas(app, methode):
    for regel in app.url_map.iter_rules():
        if methode in regel.methods and not regel.rule.startswith(("/api/", "/static/")):
            waarden = dict.fromkeys(regel.arguments, EEN_UUID)
            for naam, omzetter in regel._converters.items():
                if hasattr(omzetter, "items"):
                    waarden[naam] = min(omzetter.items)
            with app.test_request_context():
                adres = app.url_map.bind("localhost").build(regel.endpoint, waarden)
            yield regel.endpoint, adres


def test_no_page_opens_for_who_is_not_signed_in(app, client):
    for eindpunt, adres in _paginas(app, "GET"):
        if not is_openbaar(app, eindpunt):
            antwoord = client.get(adres)
            assert antwoord.status_code == 302, adres
            assert antwoord.headers["Location"].startswith("/aanmelden?volgende="), adres


def test_no_form_is_accepted_without_its_mark(app, petra):
    for _eindpunt, adres in _paginas(app, "POST"):
        antwoord = petra.client.post(adres, data={"onderwerp": "x"})
        assert antwoord.status_code == 400, adres
        assert "Ga terug, ververs de pagina" in antwoord.text, adres


def test_the_health_pages_tell_strangers_nothing_but_how_it_is(client):
    assert client.get("/healthz").json == {"status": "goed"}
    assert client.get("/readyz").json == {"status": "goed"}


@pytest.mark.parametrize(
    ("adres", "code", "zin"),
    [
        ("/bestaat-niet", 404, "Deze pagina is er niet"),
        (f"/overleggen/{EEN_UUID}", 404, "Dit overleg bestaat niet"),
        (f"/rapportages/{EEN_UUID}", 404, "Deze rapportage bestaat niet"),
        ("/afmelden", 405, "Dit kan hier niet"),
        ("/overleggen?na=rommel", 200, "Overleggen"),
        ("/rapportages?na=rommel", 200, "Rapportages"),
    ],
)
def test_a_wrong_address_has_a_page_with_a_way_out(petra, adres, code, zin):
    antwoord = petra.ga(adres)
    assert antwoord.status_code == code
    assert zin in antwoord.text
    assert 'href="/"' in antwoord.text


def test_a_form_that_is_too_large_is_refused_in_dutch(petra):
    antwoord = petra.stuur("/overleggen/nieuw", {"notities": "x" * (3 * 1024 * 1024)})
    assert antwoord.status_code == 413
    assert "te groot" in antwoord.text


def test_a_mistake_of_ours_has_a_reference_and_hides_the_rest(petra, app, monkeypatch):
    app.config.update(TESTING=False, PROPAGATE_EXCEPTIONS=False)
    monkeypatch.setattr("crm.queries.vandaag.vandaag", lambda *_: 1 / 0)
    antwoord = petra.ga("/")
    assert antwoord.status_code == 500
    assert "kenmerk" in antwoord.text
    assert "ZeroDivisionError" not in antwoord.text


def test_a_reader_sees_no_button_and_gets_no_further(lezer, bestand, database):
    overleg = bestand(Overleg, onderwerp="Kijk maar")
    assert "Overleg vastleggen" not in lezer.ga("/").text
    assert "Kijk maar" in lezer.ga(f"/overleggen/{overleg.uuid}").text
    for adres in (
        "/overleggen/nieuw",
        "/overleggen/plannen",
        f"/overleggen/{overleg.uuid}/vastleggen",
        "/overleggen/_namen?x=an",
    ):
        antwoord = lezer.ga(adres)
        assert antwoord.status_code == 403, adres
        assert "U hebt geen rechten" in antwoord.text


@pytest.mark.parametrize("stap", ["afronden", "vervallen", "heropenen"])
def test_a_reader_closes_no_action_point(lezer, bestand, stap):
    punt = bestand(Actiepunt)
    assert lezer.stuur(f"/actiepunten/{punt.uuid}/{stap}", {"reden": "x"}).status_code == 403


@pytest.mark.parametrize("stap", ["voorleggen", "corrigeren"])
def test_a_reader_moves_no_report(lezer, bestand, stap):
    rapportage = bestand(Rapportage)
    assert lezer.stuur(f"/rapportages/{rapportage.uuid}/{stap}", {"reden": "x"}).status_code == 403


def test_pages_stay_out_of_caches_and_frames_and_run_no_foreign_script(petra):
    koppen = petra.ga("/").headers
    assert koppen["Cache-Control"] == "no-store"
    assert "frame-ancestors 'none'" in koppen["Content-Security-Policy"]
    assert "unsafe-inline" not in koppen["Content-Security-Policy"]
    assert "Cookie" in koppen["Vary"]


def test_no_page_carries_a_style_or_script_of_its_own(petra, bestand):
    overleg = bestand(Overleg)
    for adres in (
        "/",
        "/overleggen",
        "/overleggen/nieuw",
        f"/overleggen/{overleg.uuid}",
        "/rapportages",
        "/zoeken?q=proef",
    ):
        tekst = petra.ga(adres).text
        assert "<style" not in tekst
        assert " style=" not in tekst
        assert " onclick=" not in tekst
        assert "<script>" not in tekst


@pytest.mark.parametrize(
    ("fout", "code", "zin"),
    [
        (StaleDataError("botst"), 409, "Dit kan nu niet"),
        (sa.exc.IntegrityError("INSERT", {}, Exception("dubbel")), 409, "Dit kan nu niet"),
        (sa.exc.OperationalError("INSERT", {}, Exception("database is locked")), 503, "even te druk"),
    ],
)
def test_what_only_the_database_saw_has_a_page_too(petra, monkeypatch, fout, code, zin):
    def mis(*_args, **_kwargs):
        raise fout

    monkeypatch.setattr("crm.queries.overleggen.lijst", mis)
    antwoord = petra.ga("/overleggen")
    assert antwoord.status_code == code
    assert zin in antwoord.text
    assert "INSERT" not in antwoord.text


def test_a_database_that_is_gone_has_a_page_as_well(petra, monkeypatch):
    def weg(*_args):
        raise sa.exc.OperationalError("SELECT", {}, Exception("connection refused"))

    monkeypatch.setattr("crm.workflows.aanmelden.herkennen", weg)
    antwoord = petra.ga("/")
    assert antwoord.status_code == 503
    assert "even te druk" in antwoord.text
