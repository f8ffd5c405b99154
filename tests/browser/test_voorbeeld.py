"""The site after `make demo` in a real browser: one page of every kind, at a desk and at 320 px."""

import re
import threading
from email import message_from_bytes, policy
from pathlib import Path

import pytest
from werkzeug.serving import make_server

from tests.support.voorbeeld import WACHTWOORD, meld_aan, wandel


@pytest.fixture
def adres(voorbeeld):
    """The example, served on loopback while the test runs."""
    server = make_server("127.0.0.1", 0, voorbeeld, threaded=True)
    draad = threading.Thread(target=server.serve_forever, daemon=True)
    draad.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    draad.join(timeout=10)


@pytest.fixture
def paginas(voorbeeld):
    """One address of every kind of page that is reached by links, and who goes there: most as a programme manager."""
    return [
        *_soorten(voorbeeld, "petra@voorbeeld.invalid", "/"),
        *_soorten(voorbeeld, "coen@voorbeeld.invalid", "/pc-kalender"),
        *_soorten(voorbeeld, "bea@voorbeeld.invalid", "/beheer"),
    ]


def _soorten(voorbeeld, wie, deel):
    client = meld_aan(voorbeeld, wie)
    soorten: dict[str, str] = {}

    def bezoek(adres):
        antwoord = client.get(adres)
        soorten[adres] = antwoord.mimetype if antwoord.status_code == 200 else ""
        return antwoord

    bezocht = wandel(voorbeeld, bezoek, per_soort=1, deel=deel)
    return [(wie, adres) for adressen in bezocht.values() for adres in adressen if soorten[adres] == "text/html"]


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("venster", ["page", "smal"])
def test_every_kind_of_page_is_accessible_and_fits(request, venster, paginas, axe):
    scherm = request.getfixturevalue(venster)
    mislukt = []
    scherm.on("pageerror", lambda fout: mislukt.append((scherm.url, str(fout))))
    assert len(paginas) > 60
    binnen = None
    for wie, pagina in paginas:
        if wie != binnen:
            _kom_binnen(scherm, wie)
            binnen = wie
        scherm.goto(pagina)
        mislukt.extend(_bekijk(scherm, axe))
    assert mislukt == []


@pytest.mark.slow
def test_the_links_in_a_mail_lead_to_pages_that_fit_a_phone(voorbeeld, smal, axe):
    """What the demo mailed, opened and followed as its receiver would, by somebody who is not signed in."""
    mails = sorted(Path(voorbeeld.extensions["aanjager"].settings.map, "mail").glob("*.eml"))
    gezien = {}
    for mail in mails:
        tekst = message_from_bytes(mail.read_bytes(), policy=policy.default).get_body(("plain",)).get_content()
        for soort, pad in re.findall(r"https?://[^/\s]+(?=(/p/|/uitschrijven/))(\S+)", tekst):
            gezien.setdefault(soort, pad)
    assert "/uitschrijven/" in gezien
    for pad in gezien.values():
        assert smal.goto(pad).status == 200
        assert _bekijk(smal, axe) == []
    smal.goto(gezien["/uitschrijven/"])
    for knop, kop in (("Herinneringen uitzetten", "staan uit"), ("Toch weer herinneringen", "weer herinneringen")):
        smal.focus(f"button:has-text('{knop}')")
        smal.keyboard.press("Enter")
        smal.wait_for_selector(f"h1:has-text('{kop}')")
        assert _bekijk(smal, axe) == []


def _kom_binnen(scherm, wie):
    scherm.context.clear_cookies()
    scherm.goto("/aanmelden")
    scherm.fill("#email", wie)
    scherm.fill("#wachtwoord", WACHTWOORD)
    scherm.press("#wachtwoord", "Enter")
    scherm.wait_for_selector("h1:has-text('Vandaag')")


def _bekijk(scherm, axe):
    """What is wrong with the page on the screen: it does not fit, or the checker found something."""
    breed, past = scherm.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    te_breed = [(scherm.url, f"{breed} px breed op {past}")] if breed > past else []
    return te_breed + [(scherm.url, fout) for fout in axe(scherm)]
