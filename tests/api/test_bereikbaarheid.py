"""One's own reminders over the API: put off, away, and kinds that are switched off; a beheerder sees all of them."""

import pytest

from crm import models as m
from crm.models import GebruikerRol as R
from tests.api.test_doen import is_probleem


@pytest.fixture
def herinnering(bestand, api):
    return bestand(m.Herinnering, gebruiker=api.gebruiker)


def _aantal(client, pad):
    return len(client.get(pad).json["items"])


def test_a_reminder_is_put_off_by_who_gets_it(api, tweede, sleutel, herinnering):
    bea = sleutel("Bea", R.BEHEERDER)
    adres = f"/herinneringen/{herinnering.uuid}"
    for client, status, aantal in ((api, 200, 1), (bea, 200, 1), (tweede, 403, 0)):
        assert client.get(adres).status_code == status
        assert _aantal(client, "/herinneringen") == aantal
    for client in (bea, tweede):
        is_probleem(client.post(f"{adres}/_steluit", {"tot": "2026-10-21"}), 403)
    antwoord = api.post(f"{adres}/_steluit", {"tot": "2026-10-21"})
    assert antwoord.status_code == 201
    assert (antwoord.json["ronde"], antwoord.json["geplandVoor"]) == (2, "2026-10-21")
    is_probleem(api.post(f"{adres}/_steluit", {"tot": "2026-10-21"}), 409)
    is_probleem(api.post(f"{adres}/_steluit", {"tot": "2026-10-01"}), 400)


def test_an_absence_is_reported_and_taken_back(api, tweede, sleutel):
    bea = sleutel("Bea", R.BEHEERDER)
    term = {"van": "2026-11-02", "tot": "2026-11-06"}
    antwoord = api.post("/afwezigheden", term)
    assert antwoord.status_code == 201
    is_probleem(api.post("/afwezigheden", term), 409)
    is_probleem(api.post("/afwezigheden", {"van": "2026-11-06", "tot": "2026-11-12"}), 400)
    adres = f"/afwezigheden/{antwoord.json['uuid']}"
    assert [_aantal(client, "/afwezigheden") for client in (api, bea, tweede)] == [1, 1, 0]
    is_probleem(tweede.get(adres), 403)
    is_probleem(tweede.post(f"{adres}/_trekin"), 403)
    assert api.post(f"{adres}/_trekin").status_code == 200
    is_probleem(api.get(adres), 404)


def test_a_kind_is_switched_off_and_on(api, tweede, bestand):
    bestand(m.Herinneringsregel)
    bestand(m.Herinneringsregel, onderwerp=m.RegelOnderwerp.PC_WETTELIJK, is_verplicht=True)
    antwoord = api.post("/dempingen", {"onderwerp": "afspraak"})
    assert antwoord.status_code == 201
    is_probleem(api.post("/dempingen", {"onderwerp": "afspraak"}), 409)
    is_probleem(api.post("/dempingen", {"onderwerp": "pc_wettelijk"}), 409)
    is_probleem(api.post("/dempingen", {"onderwerp": "onzin"}), 400)
    adres = f"/dempingen/{antwoord.json['uuid']}"
    is_probleem(tweede.post(f"{adres}/_zetaan"), 403)
    assert api.post(f"{adres}/_zetaan").status_code == 200
    assert _aantal(api, "/dempingen") == 0
