"""The P&C calendar over the API: setting up a year, moving a day, and what the law keeps on it."""

import datetime as dt

import pytest

from crm import models as m
from crm.models import GebruikerRol as R

PAD = "/pc-producten"


@pytest.fixture
def coen(sleutel):
    return sleutel("Coen", R.CONTROLLER)


@pytest.fixture
def k3(bestand):
    return bestand(
        m.PcProduct, volgnummer=3, peildatum=dt.date(2026, 9, 30), gs_datum=dt.date(2026, 11, 10),
        aanlevertermijn=15, aanleverdatum=dt.date(2026, 10, 20), is_teruggeteld=True,
    )  # fmt: skip


def test_a_year_is_set_up_once(coen, api):
    eerste = coen.post(f"{PAD}/_richtin", {"jaar": 2027, "eigenaar": str(coen.gebruiker.uuid)})
    assert eerste.status_code == 200, eerste.get_data(as_text=True)
    assert len(eerste.json["items"]) == 10
    assert {p["wettelijkVoor"] for p in eerste.json["items"]} == {None, "2026-11-15", "2028-07-15"}
    assert {p["eigenaar"] for p in eerste.json["items"]} == {str(coen.gebruiker.uuid)}
    assert coen.post(f"{PAD}/_richtin", {"jaar": 2027}).json["items"] == []
    assert len(api.get(f"{PAD}?jaar=2027").json["items"]) == 10
    assert api.post(f"{PAD}/_richtin", {"jaar": 2028}).status_code == 403
    assert coen.post(f"{PAD}/_richtin", {"jaar": 2072}).status_code == 400
    assert coen.post(f"{PAD}/_richtin", {"jaar": "straks"}).status_code == 400


def test_a_day_moves_and_the_older_version_is_refused(coen, k3):
    adres = f"{PAD}/{k3.uuid}"
    gezien = {"If-Match": coen.get(adres).headers["ETag"]}
    nieuw = coen.patch(adres, {"gsDatum": "2026-11-17", "eigenaar": str(coen.gebruiker.uuid)}, koppen=gezien)
    assert nieuw.status_code == 200, nieuw.get_data(as_text=True)
    assert (nieuw.json["aanleverdatum"], nieuw.json["isTeruggeteld"]) == ("2026-10-27", True)
    assert nieuw.json["eigenaar"] == str(coen.gebruiker.uuid)
    assert coen.patch(adres, {"opmerking": "te laat"}, koppen=gezien).status_code == 412
    assert coen.patch(adres, {"opmerking": "zonder"}).status_code == 428
    fout = coen.patch(adres, {"psDatum": "2026-11-01"}, koppen={"If-Match": "*"})
    assert fout.status_code == 400
    assert [f["pad"] for f in fout.json["errors"]] == ["psDatum"]
    met_de_hand = coen.patch(adres, {"aanleverdatum": "2026-10-23"}, koppen={"If-Match": "*"})
    assert met_de_hand.json["isTeruggeteld"] is False


def test_what_is_in_and_what_is_ready_is_reported_and_opened_again(coen, k3):
    adres = f"{PAD}/{k3.uuid}"
    assert coen.post(f"{adres}/_leveraan", {"op": "2026-10-13"}).json["aangeleverdOp"] == "2026-10-13"
    assert coen.post(f"{adres}/_leveraan", {"op": "2026-10-13"}).status_code == 409
    assert coen.post(f"{adres}/_meldgereed", {"op": "2027-01-01"}).status_code == 400
    assert coen.post(f"{adres}/_meldgereed", {"op": "2026-10-14"}).json["gereedOp"] == "2026-10-14"
    assert coen.post(f"{adres}/_heropen", {"reden": "Er mist een tekst"}).json["gereedOp"] is None


def test_a_product_goes_with_a_reason_and_one_of_the_law_never(coen, k3, bestand):
    begroting = bestand(
        m.PcProduct, soort=m.PcSoort.BEGROTING, jaar=2027, volgnummer=1, wettelijk_voor=dt.date(2026, 11, 15)
    )
    assert coen.post(f"{PAD}/{k3.uuid}/_verwijder").status_code == 400
    weg = coen.post(f"{PAD}/{k3.uuid}/_verwijder", {"reden": "Geen rapportage dit kwartaal"})
    assert weg.status_code == 200, weg.get_data(as_text=True)
    assert weg.json["gsDatum"] == "2026-11-10"
    assert coen.get(f"{PAD}/{k3.uuid}").status_code == 404
    geweigerd = coen.post(f"{PAD}/{begroting.uuid}/_verwijder", {"reden": "Weg"})
    assert geweigerd.status_code == 409
    assert "Volgens de wet moet dit stuk" in geweigerd.json["detail"]
    assert coen.get(f"{PAD}/{begroting.uuid}").status_code == 200
