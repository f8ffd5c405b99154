"""Promises, toezeggingen and herijkingen over the API: each operation as it should go, refused and malformed."""

import datetime as dt
import uuid

import pytest

from crm import models as m
from crm.models import AfspraakStatus as S
from crm.models import GebruikerRol as R
from tests.api.test_doen import is_probleem, velden
from tests.support.tellen import tel_opdrachten

LAAT = dt.date(2026, 10, 1)


@pytest.fixture
def bevestigd(bestand):
    return bestand(m.Partnerafspraak, status=S.BEVESTIGD, bevestigd_op=dt.date(2026, 9, 2), uiterlijk=LAAT)


# --- partnerafspraken ---


def test_a_promise_in_a_letter_is_noted_once(api, lezer, bestand):
    coalitie = bestand(m.Ontwikkelcoalitie)
    nieuw = {
        "organisatie": str(bestand(m.Organisatie).uuid),
        "omschrijving": "Uren van een projectleider",
        "soort": "uren",
        "eenheid": "uren",
        "hoeveelheid": "120,5",
        "uiterlijk": "2027-01-01",
        "genoemdOp": "2026-10-01",
        "herkomst": "Brief van 1 oktober 2026",
        "coalitie": str(coalitie.uuid),
        "kenmerk": str(uuid.uuid4()),
    }
    is_probleem(lezer.post("/partnerafspraken", nieuw), 403)
    gemaakt = api.post("/partnerafspraken", nieuw)
    assert gemaakt.status_code == 201, gemaakt.get_data(as_text=True)
    assert gemaakt.headers["Location"] == f"/api/v1/partnerafspraken/{nieuw['kenmerk']}"
    gelezen = gemaakt.json
    assert (gelezen["hoeveelheid"], gelezen["openstaand"], gelezen["status"]) == ("120.5", "120.5", "genoemd")
    assert (gelezen["coalitie"], gelezen["eigenaar"]) == (nieuw["coalitie"], str(api.gebruiker.uuid))
    is_probleem(api.post("/partnerafspraken", nieuw), 409)
    leeg = api.post("/partnerafspraken", {})
    is_probleem(leeg, 400)
    assert set(velden(leeg)) == {
        "organisatie",
        "omschrijving",
        "soort",
        "hoeveelheid",
        "genoemdOp",
        "herkomst",
    }
    fout = api.post("/partnerafspraken", nieuw | {"kenmerk": None, "uiterlijk": None, "hoeveelheid": 0})
    assert set(velden(fout)) == {"uiterlijk", "hoeveelheid"}


def test_a_delivery_names_its_evidence(api, bestand, bevestigd, nu):
    adres = f"/partnerafspraken/{bevestigd.uuid}/_lever"
    levering = {"hoeveelheid": "5", "geleverdOp": "2026-10-01", "bewijs": "Gezegd", "bewijsSoort": "overleg"}
    assert set(velden(api.post(adres, levering))) == {"overleg"}
    overleg = bestand(m.Overleg, status=m.OverlegStatus.VASTGELEGD, vastgelegd_op=nu)
    elders = bestand(m.Bijlage)
    fout = api.post(adres, levering | {"overleg": str(overleg.uuid), "bijlage": str(elders.uuid)})
    assert set(velden(fout)) == {"bijlage"}
    gedaan = api.post(adres, levering | {"overleg": str(overleg.uuid)}).json
    assert (gedaan["leveringen"][0]["bewijsSoort"], gedaan["leveringen"][0]["overleg"]) == (
        "overleg",
        str(overleg.uuid),
    )
    assert set(velden(api.post(adres, levering | {"bewijsSoort": "vermoeden"}))) == {"bewijsSoort"}


def test_part_of_a_promise_is_written_off_once(api, lezer, bevestigd):
    adres = f"/partnerafspraken/{bevestigd.uuid}/_schrijfaf"
    deel = {"hoeveelheid": "5", "grond": "Een klas minder", "kenmerk": str(uuid.uuid4())}
    is_probleem(lezer.post(adres, deel), 403)
    na = api.post(adres, deel).json
    assert (na["afgeschreven"], na["openstaand"], na["status"]) == ("5", "7", "bevestigd")
    assert [a["grond"] for a in na["afschrijvingen"]] == ["Een klas minder"]
    is_probleem(api.post(adres, deel), 409)
    assert set(velden(api.post(adres, {"hoeveelheid": "7", "grond": "De rest ook"}))) == {"hoeveelheid"}


def test_a_promise_is_handed_over(api, tweede, lezer, bevestigd):
    adres = f"/partnerafspraken/{bevestigd.uuid}/_draagover"
    wie = {"eigenaar": str(tweede.gebruiker.uuid)}
    assert api.post(adres, wie).json["eigenaar"] == wie["eigenaar"]
    is_probleem(api.post(adres, wie), 409)
    for geen in ({"eigenaar": str(lezer.gebruiker.uuid)}, {"eigenaar": str(uuid.uuid4())}, {}):
        assert set(velden(api.post(adres, geen))) == {"eigenaar"}


# --- sums ---


def test_sums_per_helix_as_of_a_day(api, bestand):
    school = bestand(m.Organisatie, helix=m.Helix.ONDERWIJS)
    bestand(m.Partnerafspraak, organisatie=school, genoemd_op=dt.date(2026, 9, 1))
    bestand(m.Partnerafspraak, organisatie=school, genoemd_op=dt.date(2026, 10, 10))
    stand = api.get("/partnerafspraken/totalen?per=helix&peildatum=2026-09-30")
    assert stand.status_code == 200, stand.get_data(as_text=True)
    som = {
        "eenheid": "stageplekken",
        "aantal": 1,
        "afgesproken": "12",
        "geleverd": "0",
        "afgeschreven": "0",
        "openstaand": "12",
    }
    assert {k: v for k, v in stand.json.items() if k != "_links"} == {
        "per": "helix",
        "peildatum": "2026-09-30",
        "totaal": [som],
        "groepen": [{"uuid": None, "nummer": None, "naam": "onderwijs", "sommen": [som]}],
        "zonder": [],
    }
    vandaag = api.get("/partnerafspraken/totalen").json
    assert (vandaag["per"], vandaag["peildatum"]) == ("coalitie", "2026-10-14")
    assert (vandaag["zonder"][0]["afgesproken"], vandaag["groepen"]) == ("24", [])


def test_sums_are_paged_by_key_at_a_fixed_price(api, bestand, database):
    for _ in range(5):
        bestand(m.Partnerafspraak)
    gezien, adres = [], "/partnerafspraken/totalen?per=organisatie&aantal=2"
    while adres:
        with tel_opdrachten(database.engine) as opdrachten:
            blad = api.get(adres).json
        assert len(opdrachten) <= 10
        gezien += [groep["uuid"] for groep in blad["groepen"]]
        adres = blad["_links"].get("volgende", {}).get("href")
    assert len(gezien) == len(set(gezien)) == 5


@pytest.mark.parametrize(
    "vraag", ["per=maand", "peildatum=2027-01-01", "peildatum=gisteren", "aantal=101", "onzin=1", "na=1"]
)
def test_a_question_about_sums_that_cannot_be_answered_is_refused(api, vraag):
    is_probleem(api.get(f"/partnerafspraken/totalen?{vraag}"), 400)


# --- toezeggingen ---


def test_a_toezegging_is_noted_put_off_and_kept(api, lezer, bestand):
    nieuw = {
        "programma": str(bestand(m.Programma).uuid),
        "nummer": "2026-17",
        "omschrijving": "PS krijgt een brief",
        "gedaanDoor": "Gedeputeerde Voorbeeld",
        "gedaanIn": "PS",
        "gedaanOp": "2026-09-14",
        "uiterlijk": "2027-01-01",
    }
    is_probleem(lezer.post("/toezeggingen", nieuw), 403)
    assert set(velden(api.post("/toezeggingen", {}))) == {
        "programma",
        "omschrijving",
        "gedaanDoor",
        "gedaanIn",
        "gedaanOp",
    }
    gemaakt = api.post("/toezeggingen", nieuw)
    assert (gemaakt.status_code, gemaakt.json["status"]) == (201, "openstaand")
    assert set(velden(api.post("/toezeggingen", nieuw))) == {"nummer"}
    adres = gemaakt.headers["Location"]
    verzet = api.post(f"{adres}/_verzet", {"naar": "2027-06-01", "tekst": "Onderzoek loopt uit"}).json
    assert (verzet["uiterlijk"], verzet["stappen"][0]["van"]) == ("2027-06-01", "2027-01-01")
    assert set(velden(api.post(f"{adres}/_verzet", {}))) == {"naar", "tekst"}
    deel = {"op": "2026-10-01", "tekst": "Eerste brief", "deels": True, "kenmerk": str(uuid.uuid4())}
    assert api.post(f"{adres}/_voldoe", deel).json["status"] == "deels_voldaan"
    is_probleem(api.post(f"{adres}/_voldoe", deel), 409)
    vol = api.post(f"{adres}/_voldoe", {"op": "2026-10-02", "tekst": "Tweede brief"}).json
    assert (vol["status"], vol["voldaanOp"], len(vol["stappen"])) == ("voldaan", "2026-10-02", 3)
    is_probleem(api.post(f"{adres}/_voldoe", {"op": "2026-10-02", "tekst": "Nog een"}), 409)


def test_a_toezegging_is_handed_over(api, tweede, bestand):
    adres = f"/toezeggingen/{bestand(m.Toezegging).uuid}/_draagover"
    wie = {"eigenaar": str(tweede.gebruiker.uuid)}
    assert api.post(adres, wie).json["eigenaar"] == wie["eigenaar"]
    is_probleem(api.post(adres, wie), 409)


# --- herijkingen ---


def test_a_round_is_started_decided_line_by_line_and_ended(api, sleutel, bestand, bevestigd):
    toezegging = bestand(m.Toezegging, uiterlijk=LAAT)
    anna = sleutel("Anna", R.AMBASSADEUR)
    is_probleem(anna.post("/herijkingen", {"jaar": 2026, "helft": 2}), 403)
    assert set(velden(api.post("/herijkingen", {"jaar": 2026, "helft": 3}))) == {"helft"}
    assert set(velden(api.post("/herijkingen", {"jaar": 2030, "helft": 1}))) == {"jaar"}
    gemaakt = api.post("/herijkingen", {"jaar": 2026, "helft": 2})
    assert gemaakt.status_code == 201, gemaakt.get_data(as_text=True)
    is_probleem(api.post("/herijkingen", {"jaar": 2026, "helft": 2}), 409)
    adres = gemaakt.headers["Location"]
    regels = {r["afspraak"] or r["toezegging"]: r for r in gemaakt.json["regels"]}
    assert {r["lijst"] for r in regels.values()} == {"A"}
    een, twee = (regels[str(noun.uuid)]["uuid"] for noun in (bevestigd, toezegging))
    wacht = api.post(f"{adres}/_rondaf")
    is_probleem(wacht, 409)
    assert "nog 2 regels op een besluit: van niemand 2." in wacht.json["detail"]
    assert set(velden(api.post(f"{adres}/_besluit", {"regel": een, "besluit": "nagekomen"}))) == {"bewijs"}
    is_probleem(anna.post(f"{adres}/_besluit", {"regel": een, "besluit": "nagekomen", "bewijs": "Brief"}), 403)
    na = api.post(f"{adres}/_besluit", {"regel": een, "besluit": "nagekomen", "bewijs": "Brief"})
    assert na.status_code == 200, na.get_data(as_text=True)
    assert api.get(f"/partnerafspraken/{bevestigd.uuid}").json["status"] == "nagekomen"
    is_probleem(api.post(f"{adres}/_besluit", {"regel": een, "besluit": "handhaven"}), 409)
    fout = api.post(f"{adres}/_besluit", {"regel": twee, "besluit": "vervallen", "toelichting": "Weg"})
    assert set(velden(fout)) == {"besluit"}
    assert set(velden(api.post(f"{adres}/_besluit", {"besluit": "onzin"}))) == {"regel", "besluit"}
    nieuw = {"regel": twee, "besluit": "nieuwe_datum", "naar": "2027-03-01", "toelichting": "Later"}
    assert api.post(f"{adres}/_besluit", nieuw).status_code == 200
    assert api.get(f"/toezeggingen/{toezegging.uuid}").json["uiterlijk"] == "2027-03-01"
    assert api.post(f"{adres}/_rondaf").json["afgerondOp"] == "2026-10-14"
    is_probleem(api.post(f"{adres}/_rondaf"), 409)


def test_a_line_of_another_round_is_not_found(api, bestand):
    ander = bestand(m.Herijkingsregel)
    hier = bestand(m.Herijking)
    is_probleem(
        api.post(f"/herijkingen/{hier.uuid}/_besluit", {"regel": str(ander.uuid), "besluit": "handhaven"}), 404
    )
