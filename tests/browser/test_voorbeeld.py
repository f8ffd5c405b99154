"""The site after `make demo` in a real browser: one page of every kind, at a desk and at 320 px."""

import threading

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
    """One address of every kind of page that a programme manager reaches by links."""
    client = meld_aan(voorbeeld, "petra@voorbeeld.invalid")
    soorten: dict[str, str] = {}

    def bezoek(adres):
        antwoord = client.get(adres)
        soorten[adres] = antwoord.mimetype if antwoord.status_code == 200 else ""
        return antwoord

    bezocht = wandel(voorbeeld, bezoek, per_soort=1)
    return [adres for adressen in bezocht.values() for adres in adressen if soorten[adres] == "text/html"]


@pytest.mark.slow
@pytest.mark.timeout(300)
@pytest.mark.parametrize("venster", ["page", "smal"])
def test_every_kind_of_page_is_accessible_and_fits(request, venster, paginas, axe):
    scherm = request.getfixturevalue(venster)
    mislukt = []
    scherm.on("pageerror", lambda fout: mislukt.append((scherm.url, str(fout))))
    scherm.goto("/aanmelden")
    scherm.fill("#email", "petra@voorbeeld.invalid")
    scherm.fill("#wachtwoord", WACHTWOORD)
    scherm.press("#wachtwoord", "Enter")
    scherm.wait_for_selector("h1:has-text('Vandaag')")
    assert len(paginas) > 40
    for pagina in paginas:
        scherm.goto(pagina)
        breed, past = scherm.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if breed > past:
            mislukt.append((pagina, f"{breed} px breed op {past}"))
        mislukt.extend((pagina, fout) for fout in axe(scherm))
    assert mislukt == []
