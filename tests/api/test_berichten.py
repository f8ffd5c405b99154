"""The outbox over the API: what failed goes again, what waits is held back, and an address is opened; for the beheerder."""

import pytest

from crm import models as m
from crm.models import GebruikerRol as R
from tests.api.test_doen import is_probleem, velden

GEHEIM = "https://aanjager.voorbeeld.invalid/p/geheime-link"
ANA = "ana@voorbeeld.invalid"


@pytest.fixture
def bea(sleutel):
    return sleutel("Bea", R.BEHEERDER)


@pytest.fixture
def mislukt(bestand):
    """A message of today that failed, with the reminder in it."""
    stand = {"status": m.BerichtStatus.MISLUKT, "fout": "550 5.7.1 geweigerd", "weigeringen": 1, "pogingen": 1}
    aan = {"gebruiker": bestand(m.Gebruiker, email=ANA), "aan": ANA, "slot": "overzicht:g1:2026-10-14"}
    bericht = bestand(m.Bericht, tekst=GEHEIM, html=GEHEIM, afmeld_adres=GEHEIM, **aan, **stand)
    bestand(m.Herinnering, bericht_id=bericht.id, status=m.HerinneringStatus.MISLUKT, reden="550")
    return bericht


def test_what_failed_is_found_with_its_reason_and_without_its_text(api, bea, mislukt):
    for adres in ("/berichten", f"/berichten/{mislukt.uuid}", "/onbestelbare-adressen"):
        is_probleem(api.get(adres), 403)
    antwoord = bea.get("/berichten?status=mislukt")
    assert [rij["fout"] for rij in antwoord.json["items"]] == ["550 5.7.1 geweigerd"]
    assert bea.get("/berichten?status=klaar").json["items"] == []
    assert "geheime-link" not in antwoord.text + bea.get(f"/berichten/{mislukt.uuid}").text


def test_what_failed_is_tried_again_once(api, bea, mislukt):
    adres = f"/berichten/{mislukt.uuid}/_probeeropnieuw"
    is_probleem(api.post(adres), 403)
    antwoord = bea.post(adres).json
    assert (antwoord["status"], antwoord["weigeringen"], antwoord["fout"]) == ("klaar", 0, None)
    assert [rij["status"] for rij in bea.get("/herinneringen").json["items"]] == ["onderweg"]
    is_probleem(bea.post(adres), 409)


def test_an_address_that_mail_does_not_reach_is_opened_first_and_once(api, bea, mislukt, bestand):
    weg = bestand(m.OnbestelbaarAdres, email=ANA, reden="550 no such user")
    is_probleem(bea.post(f"/berichten/{mislukt.uuid}/_probeeropnieuw"), 409)
    assert [rij["reden"] for rij in bea.get("/onbestelbare-adressen").json["items"]] == ["550 no such user"]
    adres = f"/onbestelbare-adressen/{weg.uuid}/_geefvrij"
    is_probleem(api.post(adres), 403)
    assert bea.post(adres).json["hersteldOp"]
    is_probleem(bea.post(adres), 409)
    assert bea.post(f"/berichten/{mislukt.uuid}/_probeeropnieuw").json["status"] == "klaar"


def test_a_message_is_held_back_with_a_reason_that_fits(api, bea, bestand):
    bericht = bestand(m.Bericht)
    bestand(m.Herinnering, bericht_id=bericht.id, status=m.HerinneringStatus.ONDERWEG)
    adres = f"/berichten/{bericht.uuid}/_trekin"
    is_probleem(api.post(adres, {"reden": "Verkeerd"}), 403)
    for onzin in ({}, {"reden": ""}, {"reden": "  "}, {"reden": "x" * 401}, {"reden": None}):
        assert set(velden(bea.post(adres, onzin))) == {"reden"}
    antwoord = bea.post(adres, {"reden": "Verkeerde vergadering. Ω"}).json
    assert (antwoord["status"], antwoord["fout"]) == ("ingetrokken", "Verkeerde vergadering. Ω")
    assert [rij["status"] for rij in bea.get("/herinneringen").json["items"]] == ["overgeslagen"]
    is_probleem(bea.post(adres, {"reden": "Nog eens"}), 409)


def test_what_has_gone_or_is_on_its_way_is_not_held_back(bea, bestand, nu):
    gegaan = bestand(m.Bericht, status=m.BerichtStatus.VERZONDEN, verzonden_op=nu)
    gaat = bestand(m.Bericht, status=m.BerichtStatus.ONDERWEG, opgepakt_op=nu, opgepakt_door="een ander")
    for bericht in (gegaan, gaat):
        is_probleem(bea.post(f"/berichten/{bericht.uuid}/_trekin", {"reden": "Toch niet"}), 409)
        is_probleem(bea.post(f"/berichten/{bericht.uuid}/_probeeropnieuw"), 409)
