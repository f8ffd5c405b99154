"""Signing in and out through the pages."""

import datetime as dt
import time

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm.models import Aanmeldpoging, Sessie
from crm.workflows import aanmelden
from tests.web.conftest import WACHTWOORD


@pytest.fixture
def gast(bezoeker):
    from crm.models import GebruikerRol

    return bezoeker("Petra", GebruikerRol.PROGRAMMAMANAGER, binnen=False)


def test_the_right_password_leads_to_the_page_that_was_asked_for(gast):
    antwoord = gast.meld_aan(volgende="/overleggen?status=gepland")
    assert antwoord.headers["Location"] == "/overleggen?status=gepland"
    assert gast.ga("/overleggen").status_code == 200


@pytest.mark.parametrize(
    "adres",
    [
        "//elders.example",
        "https://elders.example/",
        "/\\elders.example",
        "javascript:alert(1)",
        "/\t/elders.example",
        "",
    ],
)
def test_nobody_is_led_on_to_another_site(gast, adres):
    assert gast.meld_aan(volgende=adres).headers["Location"] == "/"


def test_a_wrong_password_keeps_the_address_and_never_the_password(gast):
    antwoord = gast.meld_aan(wachtwoord="onjuist-wachtwoord")
    assert antwoord.status_code == 400
    assert "horen niet bij elkaar" in antwoord.text
    assert 'role="alert"' in antwoord.text
    assert gast.email in antwoord.text
    assert "onjuist-wachtwoord" not in antwoord.text


def test_after_five_failures_even_the_right_password_waits_a_quarter_of_an_hour(gast, app, nu):
    for _ in range(5):
        gast.meld_aan(wachtwoord="mis")
    antwoord = gast.meld_aan()
    assert antwoord.status_code == 429
    assert "Wacht een kwartier" in antwoord.text
    app.config["KLOK"] = lambda: nu + dt.timedelta(minutes=16)
    assert gast.meld_aan().status_code == 302


def test_the_cookie_is_out_of_reach_and_new_at_every_sign_in(gast):
    eerste = gast.meld_aan().headers["Set-Cookie"]
    gast.client.delete_cookie("aanjager_sessie")
    tweede = gast.meld_aan().headers["Set-Cookie"]
    assert "HttpOnly" in eerste
    assert "SameSite=Lax" in eerste
    assert eerste.split(";")[0] != tweede.split(";")[0]


def test_over_https_the_cookie_is_secure(gast, app):
    import dataclasses

    huis = app.extensions["aanjager"]
    veilig = dataclasses.replace(huis.settings, base_url="https://aanjager.example")
    app.extensions["aanjager"] = dataclasses.replace(huis, settings=veilig)
    antwoord = gast.meld_aan()
    assert "Secure" in antwoord.headers["Set-Cookie"]
    assert "max-age" in antwoord.headers["Strict-Transport-Security"]


def test_signing_out_ends_the_session_on_the_server_too(petra):
    koekje = petra.client.get_cookie("aanjager_sessie").value
    antwoord = petra.stuur("/afmelden")
    assert "/aanmelden" in antwoord.headers["Location"]
    petra.client.set_cookie("aanjager_sessie", koekje)
    assert petra.ga("/").status_code == 302


def test_signing_out_by_a_link_does_nothing(petra):
    assert petra.ga("/afmelden").status_code == 405
    assert petra.ga("/").status_code == 200


def test_what_was_typed_survives_a_session_that_ended_meanwhile(petra):
    petra.client.delete_cookie("aanjager_sessie")
    gevraagd = petra.stuur(
        "/overleggen/nieuw", {"onderwerp": "Lang verhaal", "notities": "regel een\r\nregel twee"}
    )
    assert gevraagd.status_code == 401
    assert 'name="_wacht-onderwerp" value="Lang verhaal"' in gevraagd.text
    terug = petra.stuur(
        "/aanmelden",
        {
            "email": petra.email,
            "wachtwoord": WACHTWOORD,
            "volgende": "/overleggen/nieuw",
            "_wacht-onderwerp": "Lang verhaal",
            "_wacht-notities": "regel een\r\nregel twee",
        },
    )
    assert terug.status_code == 200
    assert 'action="/overleggen/nieuw"' in terug.text
    assert 'name="onderwerp" value="Lang verhaal"' in terug.text
    assert "regel twee" in terug.text


def test_single_key_shortcuts_can_be_switched_off(petra):
    assert "data-sneltoetsen" in petra.ga("/").text
    petra.stuur("/sneltoetsen", {"stand": "uit", "terug": "/"})
    assert "data-sneltoetsen" not in petra.ga("/").text


def _na(app, nu, **hoelang):
    app.config["KLOK"] = lambda: nu + dt.timedelta(**hoelang)


def test_who_keeps_working_stays_signed_in_past_the_hours_of_the_first_cookie(petra, app, nu, session):
    for uur in range(0, 31, 6):
        _na(app, nu, hours=uur, minutes=10)
        antwoord = petra.ga("/overleggen")
        assert antwoord.status_code == 200, uur
        koekjes = [k for k in antwoord.headers.getlist("Set-Cookie") if k.startswith("aanjager_sessie=")]
        assert len(koekjes) == 1
        assert "Max-Age=36000" in koekjes[0]
        assert "HttpOnly" in koekjes[0]
    # Within five minutes nothing is written, and no cookie is sent.
    assert "Set-Cookie" not in petra.ga("/overleggen").headers


def test_after_a_week_the_password_is_asked_again(petra, app, nu):
    for uur in range(0, 7 * 24, 8):
        _na(app, nu, hours=uur, minutes=10)
        laatste = petra.ga("/overleggen")
        assert laatste.status_code == 200, uur
    assert "Max-Age=28200" in laatste.headers["Set-Cookie"]
    _na(app, nu, days=7, minutes=1)
    assert petra.ga("/overleggen").status_code == 302


def test_signing_out_is_not_undone_by_the_longer_cookie(petra, app, nu):
    _na(app, nu, minutes=10)
    koekjes = [k for k in petra.stuur("/afmelden").headers.getlist("Set-Cookie") if k.startswith("aanjager_")]
    assert len(koekjes) == 1
    assert "Max-Age=0" in koekjes[0]


def test_a_page_does_not_wait_for_a_writer_to_note_that_somebody_is_at_work(petra, app, nu, database):
    _na(app, nu, minutes=10)
    with database.session(write=True) as schrijver:
        schrijver.execute(sa.update(Sessie).values(apparaat="bezig"))
        begin = time.monotonic()
        assert petra.ga("/overleggen").status_code == 200
        assert time.monotonic() - begin < 3
        schrijver.rollback()
    assert petra.ga("/overleggen").status_code == 200
    with database.session() as later:
        assert later.exec(select(Sessie.laatst_gebruikt_op)).one() == nu + dt.timedelta(minutes=10)
        if database.is_sqlite:
            assert later.execute(sa.text("PRAGMA busy_timeout")).scalar() == 15000


def test_an_address_that_is_too_long_waits_like_any_other(gast):
    gast.email = "x" * 300 + "@voorbeeld.invalid"
    codes = [gast.meld_aan(wachtwoord="mis").status_code for _ in range(6)]
    assert codes == [400] * 5 + [429]


def test_a_password_longer_than_any_is_not_hashed(gast, app, monkeypatch):
    monkeypatch.setattr(app.extensions["aanjager"].wachtwoorden.__class__, "klopt", lambda *_: 1 / 0)
    assert gast.meld_aan(wachtwoord="x" * 1001).status_code == 400


def test_whoever_tries_a_list_of_addresses_has_to_wait(gast, app, nu, database):
    with database.transaction() as session:
        for n in range(aanmelden.MAX_MISLUKT_PER_MINUUT + 1):
            session.add(Aanmeldpoging(email=f"a{n}@voorbeeld.invalid", op=nu, is_gelukt=False))
    antwoord = gast.meld_aan()
    assert antwoord.status_code == 429
    assert "nu druk" in antwoord.text
    _na(app, nu, minutes=2)
    assert gast.meld_aan().status_code == 302
