"""What partners reported, over the API: taken over, turned down, and the contact of a promise."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import select

from crm import models as m
from tests.api.test_doen import is_probleem, velden


@pytest.fixture
def afspraak(bestand):
    stand = {"status": m.AfspraakStatus.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 2)}
    return bestand(m.Partnerafspraak, **stand)


@pytest.fixture
def melding(bestand, afspraak):
    jan = bestand(m.Persoon, email="jan@partner.invalid")
    link = bestand(m.Partnerlink, afspraak=afspraak, persoon=jan, doel=m.LinkDoel.LEVEREN)
    wat = {"doel": link.doel, "hoeveelheid": Decimal(5), "geleverd_op": dt.date(2026, 10, 1), "tekst": "Vijf"}
    return bestand(m.Partnermelding, link=link, afspraak=afspraak, persoon=jan, **wat)


@pytest.fixture
def brieven(database):
    def doe():
        with database.session() as session:
            return list(session.exec(select(m.Bericht.aan)))

    return doe


def test_a_delivery_is_taken_over_once(api, lezer, melding, afspraak, brieven):
    adres = f"/partnermeldingen/{melding.uuid}/_neemover"
    is_probleem(lezer.post(adres), 403)
    assert api.post(adres).json["status"] == "overgenomen"
    assert api.get(f"/partnerafspraken/{afspraak.uuid}").json["openstaand"] == "7"
    assert brieven() == ["jan@partner.invalid"]
    is_probleem(api.post(adres), 409)


@pytest.mark.parametrize(("wat", "invoer"), [("_neemover", None), ("_wijsaf", {"reden": "Dit klopt niet"})])
def test_about_a_confirmation_there_is_nothing_to_decide(api, afspraak, bestand, brieven, wat, invoer):
    jan = bestand(m.Persoon)
    link = bestand(m.Partnerlink, afspraak=afspraak, persoon=jan, doel=m.LinkDoel.BEVESTIGEN)
    melding = bestand(m.Partnermelding, link=link, afspraak=afspraak, persoon=jan, doel=link.doel)
    is_probleem(api.post(f"/partnermeldingen/{melding.uuid}/{wat}", invoer), 409)
    assert brieven() == []


def test_a_melding_is_turned_down_with_a_reason(api, melding, brieven):
    adres = f"/partnermeldingen/{melding.uuid}/_wijsaf"
    assert set(velden(api.post(adres, {}))) == {"reden"}
    assert set(velden(api.post(adres, {"reden": "x" * 401}))) == {"reden"}
    gedaan = api.post(adres, {"reden": "Dit waren andere leerlingen"}).json
    assert (gedaan["status"], gedaan["reden"]) == ("afgewezen", "Dit waren andere leerlingen")
    assert brieven() == ["jan@partner.invalid"]


def test_the_contact_of_a_promise_is_chosen_and_hidden_from_who_may_not_see_persons(api, lezer, afspraak, bestand):
    piet = bestand(m.Persoon, email="piet@partner.invalid")
    bestand(m.Functie, persoon=piet, organisatie_id=afspraak.organisatie_id)
    adres = f"/partnerafspraken/{afspraak.uuid}"
    assert api.post(f"{adres}/_kiescontact", {"contact": str(piet.uuid)}).json["contact"] == str(piet.uuid)
    is_probleem(api.post(f"{adres}/_kiescontact", {"contact": str(piet.uuid)}), 409)
    assert set(velden(api.post(f"{adres}/_kiescontact", {"contact": str(bestand(m.Persoon).uuid)}))) == {"contact"}
    assert str(piet.uuid) not in lezer.get(adres).text
    is_probleem(lezer.post(f"{adres}/_kiescontact", {"contact": None}), 403)
    assert api.post(f"{adres}/_kiescontact", {"contact": None}).json["contact"] is None
