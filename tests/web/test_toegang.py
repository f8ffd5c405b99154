"""Who comes in where: every page is closed, every form is marked, and every mistake has a page."""

import re

import pytest
import sqlalchemy as sa
from sqlalchemy.orm.exc import StaleDataError

from crm.http import is_openbaar, vraagt_formulierteken
from crm.models import Actie, Actiepunt, Overleg, Rapportage
from crm.web.bladeren import sleutel

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
    for eindpunt, adres in _paginas(app, "POST"):
        if not vraagt_formulierteken(app, eindpunt):  # the house tests keep the list of these
            continue
        antwoord = petra.client.post(adres, data={"onderwerp": "x"})
        assert antwoord.status_code == 400, adres
        zin = "Ga terug, ververs de pagina" if adres == "/aanmelden" else "Wat u typte, is bewaard."
        assert zin in antwoord.text, adres


def test_what_was_typed_under_an_old_mark_is_offered_again_with_a_fresh_one(petra):
    getypt = {"onderwerp": "Lange <tekst>", "begint_op": "20-10-2026 10:00", "csrf_token": "oud"}
    petra.client.delete_cookie("session")
    antwoord = petra.client.post("/overleggen/plannen", data=getypt)
    assert antwoord.status_code == 400
    assert '<form method="post" action="/overleggen/plannen">' in antwoord.text
    inhoud = antwoord.text.split('action="/overleggen/plannen"')[1].split("</form>")[0]
    velden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', inhoud))
    assert velden.pop("csrf_token") not in ("", "oud")
    assert velden == {"onderwerp": "Lange &lt;tekst&gt;", "begint_op": "20-10-2026 10:00"}
    merk = re.search(r'name="csrf_token" value="([^"]+)"', inhoud)[1]
    assert petra.client.post("/overleggen/plannen", data=getypt | {"csrf_token": merk}).status_code == 302


def test_what_another_site_or_a_stranger_sends_is_not_offered_again(petra, client):
    vreemd = petra.client.post(
        "/overleggen/plannen", data={"onderwerp": "Geplant"}, headers={"Sec-Fetch-Site": "cross-site"}
    )
    assert (vreemd.status_code, "Geplant" in vreemd.text) == (400, False)
    for bezoek, adres in ((client, "/overleggen/plannen"), (petra.client, "/aanmelden")):
        antwoord = bezoek.post(adres, data={"wachtwoord": "Geheim-1"})
        assert (antwoord.status_code, "Geheim-1" in antwoord.text) == (400, False)


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
        (sa.exc.DataError("INSERT", {}, Exception("te groot")), 400, "te groot of te lang"),
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


@pytest.mark.parametrize("adres", ["/aanmelden", "/overleggen/nieuw", "/organisaties/nieuw"])
def test_nul_is_refused_with_a_sentence(petra, client, adres):
    wie = client if adres == "/aanmelden" else petra.client
    antwoord = wie.post(adres, data={"email": "a\0b", "naam": "a\0b", "wachtwoord": "x"})
    assert antwoord.status_code == 400
    assert "teken dat wij niet kunnen bewaren" in antwoord.text


def test_nul_in_an_address_is_refused_too(petra):
    for adres in ("/zoeken?q=a%00b", "/organisaties?q=%00", "/organisaties?na=%00", "/overleggen?sta%00tus=x"):
        assert petra.ga(adres).status_code == 400, adres


@pytest.mark.parametrize(
    ("fout", "code"),
    [
        (sa.exc.IntegrityError("UPDATE", {}, Exception("dubbel")), 409),
        (sa.exc.DataError("UPDATE", {}, Exception("te groot")), 400),
    ],
)
def test_a_form_keeps_its_text_when_only_the_database_saw_what_is_wrong(petra, bestand, monkeypatch, fout, code):
    def mis(*_args, **_kwargs):
        raise fout

    monkeypatch.setattr("crm.workflows.voortgang_bijwerken.bijwerken", mis)
    velden = {"peildatum": "30-9-2026", "beleid": "groen", "tijd": "groen", "geld": "grijs"}
    antwoord = petra.stuur(f"/acties/{bestand(Actie).uuid}/voortgang", velden | {"toelichting": "Drie terreinen"})
    assert antwoord.status_code == code
    assert "Drie terreinen" in antwoord.text
    assert "UPDATE" not in antwoord.text


@pytest.mark.parametrize(
    "adres",
    [
        f"/overleggen?na={sleutel('2026-10-14T09:00', 1)}",
        f"/overleggen?na={sleutel('2026-10-14T09:00+00:00', '9' * 30)}",
        f"/overleggen?na={sleutel('0001-01-01T00:00:00+14:00', 1)}",
        f"/rapportages?na={sleutel('2026-K3', '9' * 1000)}",
        f"/rapportages?na={sleutel('2026-K3', '9' * 5000)}",
        f"/rapportages?na={sleutel('2026' + chr(0), 1)}",
        f"/afspraken?na={sleutel('2026-13-01', 'x')}",
        f"/organisaties?na={sleutel(chr(0), 'x')}",
        "/overleggen?na=%C3%A9",
    ],
)
def test_a_changed_key_begins_at_the_beginning(petra, adres):
    assert petra.ga(adres).status_code == 200
