"""The rules for reminders and the free days over the API."""

import datetime as dt

import pytest

from crm import models as m
from crm.models import GebruikerRol as R
from tests.api.test_doen import aantal, is_probleem, velden

REGEL = {
    "naam": "Punt verloopt",
    "onderwerp": "actiepunt",
    "stappen": [{"dagen": -3, "telling": "werkdagen", "ontvanger": "eigenaar"}],
}


@pytest.fixture
def bea(sleutel):
    return sleutel("Bea", R.BEHEERDER)


def test_a_rule_is_made_changed_and_put_to_rest_each_as_a_version(bea, database):
    gemaakt = bea.post("/herinneringsregels", REGEL)
    assert (gemaakt.status_code, gemaakt.json["code"], gemaakt.json["versienummer"]) == (201, "punt-verloopt", 1)
    adres = gemaakt.headers["Location"]
    anders = {"naam": "Punt nadert", "stappen": [{"dagen": 1, "ontvanger": "eigenaar", "isDringend": True}]}
    tweede = bea.post(f"{adres}/_wijzig", anders)
    assert (tweede.status_code, tweede.json["versienummer"], tweede.json["stappen"][0]["isDringend"]) == (201, 2, True)
    is_probleem(bea.post(f"{adres}/_wijzig", anders | {"naam": "Te laat"}), 409)
    is_probleem(bea.post(f"{adres}/_zetstil"), 409)
    stil = bea.post(f"{tweede.headers['Location']}/_zetstil")
    assert (stil.json["isActief"], stil.json["vervangenOp"]) == (False, None)
    assert bea.post(f"{stil.headers['Location']}/_zetaan").json["versienummer"] == 4
    assert bea.get(adres).json["vervangenOp"] is not None


def test_what_is_wrong_with_a_rule_is_named_by_field(bea, database):
    fout = bea.post("/herinneringsregels", REGEL | {"stappen": [{"dagen": 500, "ontvanger": "partner"}]})
    is_probleem(fout, 400)
    assert set(velden(fout)) == {"stappen.0.dagen", "stappen.0.ontvanger"}
    is_probleem(bea.post("/herinneringsregels", REGEL | {"stappen": [{"dagen": "x", "ontvanger": "koning"}]}), 400)
    is_probleem(bea.post("/herinneringsregels", {}), 400)
    assert aantal(database, m.Herinneringsregel) == 0


def test_what_a_rule_would_do_is_asked_before_and_after_it_is_kept(bea, bestand):
    bestand(m.Actiepunt, uiterlijk=dt.date(2026, 10, 20), eigenaar=bea.gebruiker)
    vraag = "/herinneringsregels/vooruitblik?onderwerp=actiepunt&stap=-3:werkdagen:eigenaar&stap=7:kalenderdagen:controller:escalatie"
    blik = bea.get(vraag).json
    assert (blik["vorige"]["aantal"], blik["komende"]["aantal"]) == (0, 2)
    assert blik["komende"]["regels"][0] == {"dag": "2026-10-15", "titel": "Proefoverleg", "zin": "Bellen", "aan": "Bea"}
    gemaakt = bea.post("/herinneringsregels", REGEL)
    assert bea.get(f"{gemaakt.headers['Location']}/vooruitblik").json["komende"]["aantal"] == 1
    for stap in ("", "&stap=morgen", "&stap=-3:werkdagen:koning", "&stap=999:werkdagen:eigenaar", "&stap=1:werkdagen:partner"):
        is_probleem(bea.get(f"/herinneringsregels/vooruitblik?onderwerp=actiepunt{stap}"), 400)


def test_free_days_are_added_and_taken_away(bea, database):
    dagen = {"van": "2026-12-28", "tot": "2026-12-31", "naam": "Kerstreces"}
    gemaakt = bea.post("/vrije-dagen", dagen)
    assert (gemaakt.status_code, gemaakt.json["naam"]) == (201, "Kerstreces")
    is_probleem(bea.post("/vrije-dagen", dagen), 409)
    fout = bea.post("/vrije-dagen", dagen | {"tot": "2026-12-01"})
    is_probleem(fout, 400)
    assert set(velden(fout)) == {"tot"}
    assert bea.post(f"{gemaakt.headers['Location']}/_verwijder").status_code == 200
    is_probleem(bea.post(f"{gemaakt.headers['Location']}/_verwijder"), 404)
    assert aantal(database, m.VrijeDag) == 0


def test_only_the_beheerder_may(api, bea, database):
    adres = bea.post("/herinneringsregels", REGEL).headers["Location"]
    is_probleem(api.post("/herinneringsregels", REGEL), 403)
    is_probleem(api.post(f"{adres}/_zetstil"), 403)
    is_probleem(api.get(f"{adres}/vooruitblik"), 403)
    is_probleem(api.post("/vrije-dagen", {"van": "2026-12-28", "tot": "2026-12-31", "naam": "X"}), 403)
    assert api.get(adres).status_code == 200
