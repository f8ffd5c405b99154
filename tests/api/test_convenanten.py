"""Deals over the API: signatories in, doubtful ones decided, and the coverage on a day."""

import pytest
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol as R
from tests.api.test_doen import aantal, is_probleem, velden

CSV = "naam;kvk_nummer;getekend_op;afspraak;soort;eenheid;hoeveelheid;uiterlijk\n"
RIJ = ";;12-3-2025;Stages;stages;stageplekken;40;1-9-2027\n"


@pytest.fixture
def deal(bestand):
    return bestand(m.Convenant, aantal_genoemd=45)


@pytest.fixture
def rom(bestand):
    return bestand(m.Organisatie, naam="ROM InWest")


def test_a_trial_says_what_would_happen_and_reading_in_does_it(api, deal, rom, database):
    adres = f"/convenanten/{deal.uuid}/_leesin"
    tekst = f"{CSV}rom inwest{RIJ}ROM In West{RIJ}"
    proef = api.post(adres, {"csv": tekst, "proef": True}).json
    assert [(regel["regel"], regel["uitkomst"]) for regel in proef["regels"]] == [(2, "gekoppeld"), (3, "twijfel")]
    assert proef["regels"][1]["afspraakUitkomst"] == "wacht"
    assert aantal(database, m.Ondertekening) == 0
    gedaan = api.post(adres, {"csv": tekst}).json
    assert (gedaan["aantallen"], gedaan["proef"]) == (proef["aantallen"], False)
    assert aantal(database, m.Ondertekening) == 2
    with database.session() as session:
        assert session.exec(select(m.Partnerafspraak.eigenaar_id)).one() == api.gebruiker.id
    assert api.post(adres, {"csv": tekst}).json["aantallen"]["ongewijzigd"] == 2


def test_mistakes_come_with_their_lines_and_nothing_is_kept(api, lezer, deal, database):
    adres = f"/convenanten/{deal.uuid}/_leesin"
    fout = api.post(adres, {"csv": "naam;kvk\nX;1\nY;2\n"})
    is_probleem(fout, 400)
    assert set(velden(fout)) == {"regel 2", "regel 3"}
    is_probleem(api.post(adres, {}), 400)
    is_probleem(api.post(adres, {"csv": "x" * 500_001}), 400)
    is_probleem(lezer.post(adres, {"csv": "naam\nX\n"}), 403)
    assert aantal(database, m.Ondertekening) == 0


def test_a_doubtful_one_is_linked_or_somebody_new_or_none_at_all(api, lezer, deal, rom, bestand, database):
    een, twee, drie = (
        f"/ondertekeningen/{bestand(m.Ondertekening, convenant=deal, organisatie=None, naam=naam).uuid}"
        for naam in ("ROM?", "Xylofoon", "Totaal")
    )
    is_probleem(lezer.post(f"{een}/_koppel", {"organisatie": str(rom.uuid)}), 403)
    is_probleem(api.post(f"{een}/_koppel", {}), 400)
    assert api.post(f"{een}/_koppel", {"organisatie": str(rom.uuid)}).json["organisatie"] == str(rom.uuid)
    is_probleem(api.post(f"{een}/_koppel", {"organisatie": str(rom.uuid)}), 409)
    is_probleem(api.post(f"{twee}/_maaknieuw", {"helix": "kerk"}), 400)
    assert api.post(f"{twee}/_maaknieuw", {"helix": "bedrijf"}).json["organisatie"]
    is_probleem(api.post(f"{drie}/_schrap", {"reden": " "}), 400)
    assert api.post(f"{drie}/_schrap", {"reden": "Een kopregel"}).status_code == 200
    is_probleem(api.get(drie), 404)
    assert aantal(database, m.Ondertekening) == 2


def test_a_signatory_is_added_by_hand_once(api, lezer, deal, rom):
    wie = {"convenant": str(deal.uuid), "organisatie": str(rom.uuid), "getekendOp": "2026-01-05"}
    is_probleem(lezer.post("/ondertekeningen", wie), 403)
    assert api.post("/ondertekeningen", wie).json["getekendOp"] == "2026-01-05"
    is_probleem(api.post("/ondertekeningen", wie), 409)
    is_probleem(api.post("/ondertekeningen", wie | {"getekendOp": "2030-01-01"}), 400)


def test_the_coverage_of_a_day(api, lezer, deal, rom, bestand):
    bestand(m.Ondertekening, convenant=deal, organisatie=rom)
    bestand(m.Partnerafspraak, organisatie=rom, convenant_id=deal.id)
    adres = f"/convenanten/{deal.uuid}/dekking"
    vandaag = lezer.get(adres).json
    assert vandaag == {
        "peildatum": "2026-10-14", "genoemd": 45, "bekend": 1, "twijfel": 0,
        "metAfspraak": 1, "bevestigd": 0, "geleverd": 0, "teLaat": 0,
    }  # fmt: skip
    assert lezer.get(f"{adres}?peildatum=2026-08-31").json["metAfspraak"] == 0
    is_probleem(lezer.get(f"{adres}?peildatum=gisteren"), 400)


def test_members_join_and_leave_a_gremium(api, lezer, bestand, rom):
    gremium = bestand(m.Gremium)
    adres, anna = f"/gremia/{gremium.uuid}", bestand(m.Persoon)
    is_probleem(lezer.post(f"{adres}/_laattoe", {"organisatie": str(rom.uuid), "van": "2026-01-01"}), 403)
    is_probleem(api.post(f"{adres}/_laattoe", {"van": "2026-01-01"}), 400)
    wie = {"organisatie": str(rom.uuid), "persoon": str(anna.uuid), "rol": "voorzitter", "van": "2026-01-01"}
    lid = api.post(f"{adres}/_laattoe", wie).json["leden"][0]
    assert (lid["persoon"], lid["rol"]) == (str(anna.uuid), "voorzitter")
    is_probleem(api.post(f"{adres}/_laattoe", wie), 409)
    assert lezer.get(adres).json["leden"][0]["persoon"] is None
    uit = api.post(f"{adres}/_laatuit", {"lid": lid["uuid"], "tot": "2026-06-30"}).json
    assert uit["leden"][0]["tot"] == "2026-06-30"
    vreemd = bestand(m.Gremiumlid)
    is_probleem(api.post(f"{adres}/_laatuit", {"lid": str(vreemd.uuid), "tot": "2026-06-30"}), 404)


def test_only_who_may_change_a_gremium_lets_somebody_in(sleutel, bestand, rom):
    ambassadeur = sleutel("Amir", R.AMBASSADEUR)
    wie = {"organisatie": str(rom.uuid), "van": "2026-01-01"}
    is_probleem(ambassadeur.post(f"/gremia/{bestand(m.Gremium).uuid}/_laattoe", wie), 403)
