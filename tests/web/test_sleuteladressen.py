"""An address that opens something by itself is in no log, is not kept or passed on, and a mistake there is kept friendly."""

import io
import logging

import pytest

from crm.http.zonder_tekens import verberg

SLEUTEL = "een-lange-sleutel-die-niemand-raadt"
ADRESSEN = [f"/p/{SLEUTEL}", f"/uitschrijven/{SLEUTEL}", f"/agenda/{SLEUTEL}/mijn-agenda.ics"]


@pytest.fixture(autouse=True)
def _als_buiten(app):
    app.config.update(PROPAGATE_EXCEPTIONS=False, TESTING=False)


@pytest.mark.parametrize("adres", ADRESSEN)
@pytest.mark.parametrize("wat", ["onbekend", "verder", "methode", "stuk", "teveel"])
def test_whatever_happens_the_address_is_not_kept_passed_on_or_found(app, client, monkeypatch, adres, wat):
    def stuk(*_):
        raise ZeroDivisionError(f"kan niet naar https://aanjager.voorbeeld.invalid{adres}")

    monkeypatch.setattr("crm.adapters.tekens.Tekenaar.lees", stuk if wat == "stuk" else lambda *_: None)
    monkeypatch.setattr("crm.workflows.agendafeed_beheren.herkennen", stuk if wat == "stuk" else lambda *_: None)
    if wat == "teveel":
        app.config["MAX_CONTENT_LENGTH"] = 10
        antwoord = client.post(adres, data={"tekst": "te veel"})
    elif wat == "methode":
        antwoord = client.delete(adres)
    else:
        antwoord = client.get(adres + ("/verder" if wat == "verder" else ""))
    assert antwoord.status_code == {"onbekend": 404, "verder": 404, "methode": 405, "stuk": 500}.get(wat, antwoord.status_code)
    assert antwoord.status_code >= 400
    assert antwoord.headers["Referrer-Policy"] == "no-referrer"
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert antwoord.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in antwoord.headers
    for van_ons in ("Naar Vandaag", "<nav", 'href="/"'):
        assert van_ons not in antwoord.text
    assert "beheer@voorbeeld.invalid" in antwoord.text


def test_a_page_that_is_no_key_is_as_before(client):
    antwoord = client.get("/agendafeeds")
    assert antwoord.headers["Referrer-Policy"] == "same-origin"
    assert "X-Robots-Tag" not in antwoord.headers


# --- what is written down ---


@pytest.mark.parametrize(
    ("regel", "over"),
    [
        (f"GET /p/{SLEUTEL} HTTP/1.1", "GET /p/… HTTP/1.1"),
        (f'"POST /uitschrijven/{SLEUTEL}?x=1" "https://a.nl/p/{SLEUTEL}"', '"POST /uitschrijven/…?x=1" "https://a.nl/p/…"'),
        (f"/agenda/{SLEUTEL}/mijn-agenda.ics", "/agenda/…/mijn-agenda.ics"),
        (f"/aanmelden?volgende=%2Fp%2F{SLEUTEL}%2f", "/aanmelden?volgende=%2Fp%2F…%2f"),
        ("/p/%65enlangteken.met-punt_en%20zo", "/p/…"),
        ("GET /agenda/kort, /agendafeeds en /programmas/een-heel-lang-adres", None),
    ],
)
def test_the_key_becomes_dots_and_the_rest_stays(regel, over):
    assert verberg(regel) == (over or regel)


@pytest.mark.parametrize("naam", ["", "crm.web.fouten", "gunicorn.access", "gunicorn.error", "werkzeug", "een.bibliotheek"])
def test_no_logger_and_no_channel_added_later_writes_a_key(app, naam):
    uit = io.StringIO()
    kanaal = logging.StreamHandler(uit)
    logboek = logging.getLogger(naam)
    logboek.addHandler(kanaal)
    try:
        for adres in ADRESSEN:
            logboek.warning("GET %s", adres)
            logboek.warning("%(r)s van %(f)s", {"r": adres, "f": f"https://a.nl{adres}"})
            try:
                raise ValueError(adres)
            except ValueError:
                logboek.exception("mis")
    finally:
        logboek.removeHandler(kanaal)
    tekst = uit.getvalue()
    assert tekst.count("ValueError: /") == len(ADRESSEN)
    assert "GET /p/…" in tekst
    assert SLEUTEL not in tekst


def test_a_line_that_was_made_wrong_is_still_a_line(app, caplog):
    with pytest.raises(TypeError):
        logging.getLogger("crm").warning("%d dingen", "veel")
    assert caplog.records[-1].msg == "%d dingen"
