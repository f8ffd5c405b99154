"""Purpose cases through the API: from a first concept to looking back, and every refusal on the way."""

import datetime as dt
import uuid

import pytest

from crm import models as m
from crm.models import GebruikerRol as R
from tests.api.test_doen import is_probleem, velden
from tests.support import cases

TEKST = {
    "maatschappelijkeOpbrengst": "Meer vakmensen.",
    "organisatie": "De scholen trekken.",
    "financiering": "Ieder de helft.",
    "commitment": "Getekend.",
}


@pytest.fixture
def programma(bestand):
    return bestand(m.Programma)


@pytest.fixture
def punten(database, programma):
    with database.transaction() as session:
        return {code: str(punt.uuid) for code, punt in cases.richtsnoer(session, programma).items()}


@pytest.fixture
def partijen(bestand):
    """The kenmerken of our province and of a company."""
    provincie = bestand(m.Organisatie, naam="Provincie", helix=m.Helix.OVERHEID, is_eigen_provincie=True)
    return {"provincie": str(provincie.uuid), "bedrijf": str(bestand(m.Organisatie, naam="Bedrijf").uuid)}


@pytest.fixture
def coalitie(bestand, programma):
    return bestand(m.Ontwikkelcoalitie, programma=programma, status=m.CoalitieStatus.PURPOSE_CASE)


@pytest.fixture
def besluiter(sleutel):
    return sleutel("Gerda", R.BESTUURSADVISEUR)


@pytest.fixture
def case(api, coalitie):
    """The address of a case in concept."""
    antwoord = api.post("/purpose-cases", {"coalitie": str(coalitie.uuid), "titel": "Proefcase"})
    assert antwoord.status_code == 201, antwoord.get_data(as_text=True)
    return antwoord.headers["Location"]


def kenmerk(adres):
    return adres.rsplit("/", 1)[1]


def regel(case, organisatie, bedrag, **anders):
    return {
        "case": kenmerk(case), "organisatie": organisatie, "jaar": 2027, "soort": "geld", "bedrag": bedrag,
    } | anders  # fmt: skip


@pytest.fixture
def gevuld(api, case, punten, partijen):
    """The addresses of the two lines of a case that is ready to be submitted."""
    assert api.post(f"{case}/_schrijf", TEKST | {"versie": 1}).status_code == 200
    for code, punt in punten.items():
        antwoord = "nee" if code.startswith("E") else "ja"
        invoer = {"criterium": punt, "antwoord": antwoord, "grond": f"Grond {code}"}
        assert api.post(f"{case}/_beantwoord", invoer).status_code == 200
    adressen = {}
    for wie in ("provincie", "bedrijf"):
        gemaakt = api.post("/financieringsregels", regel(case, partijen[wie], "500000.00"))
        assert gemaakt.status_code == 201, gemaakt.get_data(as_text=True)
        adressen[wie] = gemaakt.headers["Location"]
    return adressen


@pytest.fixture
def geadviseerd(api, case, gevuld):
    assert api.post(f"{case}/_dienin").status_code == 200
    advies = {"strekking": "positief", "tekst": "Doen", "gegevenOp": "2026-10-14"}
    assert api.post(f"{case}/_adviseer", advies).status_code == 200
    return case


def test_a_case_goes_from_concept_to_a_go(api, besluiter, geadviseerd):
    besluit = {"uitkomst": "go", "gronden": "Voldoende draagvlak", "beslotenOp": "2026-10-14"}
    antwoord = besluiter.post(f"{geadviseerd}/_besluit", besluit)
    assert antwoord.status_code == 200, antwoord.get_data(as_text=True)
    case = antwoord.json
    assert (case["status"], case["uitkomst"], case["provincieBijIndiening"]) == ("besloten", "go", "500000")
    (besluit,) = case["besluiten"]
    assert besluit["financiering"]["totaal"]["aangevraagd"]["aandeel"] == "50.00"
    assert [punt["code"] for punt in besluit["criteria"]][:2] == ["R1", "R5"]
    assert [versie["nummer"] for versie in case["versies"]] == [1, 2]
    assert len(case["antwoorden"]) == 6
    assert len(case["financiering"]) == 2


def test_a_coalitie_that_is_not_there_yet_gets_no_case(api, bestand, case, coalitie):
    is_probleem(api.post("/purpose-cases", {"coalitie": str(coalitie.uuid), "titel": "Nog een"}), 409)
    vroeg = bestand(m.Ontwikkelcoalitie, naam="Te vroeg")
    antwoord = api.post("/purpose-cases", {"coalitie": str(vroeg.uuid), "titel": "Te vroeg"})
    is_probleem(antwoord, 409)
    assert "purpose case starten" in antwoord.json["detail"]
    assert set(velden(api.post("/purpose-cases", {}))) == {"coalitie", "titel"}
    assert set(velden(api.post("/purpose-cases", {"coalitie": str(uuid.uuid4()), "titel": "x"}))) == {"coalitie"}
    assert set(velden(api.post("/purpose-cases", {"coalitie": str(coalitie.uuid), "titel": "x" * 201}))) == {"titel"}


def test_who_wrote_in_an_older_version_is_told(api, tweede, case):
    assert tweede.post(f"{case}/_schrijf", TEKST | {"versie": 1}).status_code == 200
    antwoord = api.post(f"{case}/_schrijf", TEKST | {"versie": 1, "commitment": "Anders"})
    is_probleem(antwoord, 409)
    assert "versie 2" in antwoord.json["detail"]
    assert len(api.get(case).json["versies"]) == 2
    is_probleem(api.post(f"{case}/_schrijf", TEKST), 400)
    is_probleem(api.post(f"{case}/_schrijf", {"versie": 2, "organisatie": "x" * 20_001}), 400)


def test_all_that_is_missing_is_named_by_field(api, case, punten):
    antwoord = api.post(f"{case}/_dienin")
    is_probleem(antwoord, 400)
    assert set(velden(antwoord)) == {
        "delen.maatschappelijkeOpbrengst", "delen.organisatie", "delen.financiering", "delen.commitment",
        "criteria.R1", "criteria.R5", "criteria.E1", "financiering",
    }  # fmt: skip


def test_a_cent_over_the_half_is_refused(api, case, gevuld, partijen):
    api.post("/financieringsregels", regel(case, partijen["provincie"], "0.01"))
    antwoord = api.post(f"{case}/_dienin")
    is_probleem(antwoord, 400)
    assert set(velden(antwoord)) == {"financiering"}
    assert "50,01%" in antwoord.json["detail"]
    # The form says it is not from the province; whose money it is says otherwise.
    assert api.get(f"/financieringsregels?case={kenmerk(case)}").json["items"][-1]["isProvinciaal"] is True


def test_an_answer_names_a_point_of_this_agenda_and_a_ground(api, bestand, case, punten):
    vreemd = bestand(m.Criterium)
    goed = {"criterium": punten["R1"], "antwoord": "ja", "grond": "Getekend"}
    for fout, veld in (
        ({"criterium": str(vreemd.uuid)}, "criterium"),
        ({"criterium": str(uuid.uuid4())}, "criterium"),
        ({"antwoord": "misschien"}, "antwoord"),
        ({"grond": "  "}, "grond"),
        ({"grond": "x" * 1001}, "grond"),
    ):
        antwoord = api.post(f"{case}/_beantwoord", goed | fout)
        is_probleem(antwoord, 400)
        assert set(velden(antwoord)) == {veld}


def test_a_line_in_natura_is_worked_out_and_sent_once(api, case, partijen):
    invoer = {
        "case": kenmerk(case), "organisatie": partijen["bedrijf"], "jaar": 2027, "soort": "in_natura",
        "hoeveelheid": "12,5", "eenheid": "uren", "tarief": "85", "waardering": "Cao", "kenmerk": str(uuid.uuid4()),
    }  # fmt: skip
    gemaakt = api.post("/financieringsregels", invoer)
    assert gemaakt.status_code == 201, gemaakt.get_data(as_text=True)
    (stand,) = api.get(gemaakt.headers["Location"]).json["standen"]
    assert (stand["stand"], stand["bedrag"], stand["hoeveelheid"]) == ("aangevraagd", "1062.5", "12.5")
    is_probleem(api.post("/financieringsregels", invoer), 409)
    fout = api.post("/financieringsregels", invoer | {"kenmerk": None, "waardering": None, "tarief": None})
    is_probleem(fout, 400)
    assert set(velden(fout)) == {"waardering", "tarief"}
    is_probleem(api.post("/financieringsregels", regel(case, partijen["bedrijf"], "1.005")), 400)
    is_probleem(api.post("/financieringsregels", regel(case, partijen["bedrijf"], "9" * 30)), 400)
    zonder = regel(case, partijen["bedrijf"], "10")
    del zonder["soort"]
    assert set(velden(api.post("/financieringsregels", zonder))) == {"soort"}


def test_what_was_granted_is_booked_and_a_contribution_falls_away(api, besluiter, geadviseerd, gevuld):
    regel_ = gevuld["bedrijf"]
    toegekend = {"stand": "toegekend", "bedrag": "450000", "grond": "Beschikking"}
    antwoord = api.post(f"{regel_}/_werkbij", toegekend)
    assert [s["bedrag"] for s in antwoord.json["standen"]] == ["500000", "450000"]
    is_probleem(api.post(f"{regel_}/_werkbij", toegekend | {"stand": "aangevraagd"}), 409)
    is_probleem(api.post(f"{regel_}/_werkbij", toegekend | {"bedrag": "-1"}), 400)
    is_probleem(api.post(f"{regel_}/_werkbij", {"stand": "toegekend", "bedrag": "1"}), 400)
    besluit = {"uitkomst": "go", "gronden": "Ja", "beslotenOp": "2026-10-14"}
    antwoord = besluiter.post(f"{geadviseerd}/_besluit", besluit)
    is_probleem(antwoord, 409)
    assert "52,64%" in antwoord.json["detail"]
    is_probleem(api.post(f"{regel_}/_trekin", {}), 400)
    weg = api.post(f"{regel_}/_trekin", {"reden": "Failliet"}).json
    assert (weg["vervallenOp"], weg["vervallenReden"]) == ("2026-10-14", "Failliet")
    is_probleem(api.post(f"{regel_}/_trekin", {"reden": "Failliet"}), 409)


def test_the_shares_are_there_for_any_day(api, lezer, case, gevuld):
    vandaag = lezer.get(f"{case}/verdeling").json
    assert vandaag["totaal"]["aangevraagd"]["aandeel"] == "50.00"
    assert vandaag["perJaar"]["2027"]["geldend"]["provincie"] == "500000.00"
    assert [regel["isProvinciaal"] for regel in vandaag["regels"]] == [True, False]
    gisteren = api.get(f"{case}/verdeling?peildatum=2026-10-13").json
    assert (gisteren["regels"], gisteren["totaal"]["aangevraagd"]["aandeel"]) == ([], None)
    is_probleem(api.get(f"{case}/verdeling?peildatum=morgen"), 400)


def test_who_submitted_does_not_decide_and_a_reader_does_nothing(api, tweede, lezer, geadviseerd, case):
    besluit = {"uitkomst": "go", "gronden": "Ja", "beslotenOp": "2026-10-14"}
    antwoord = api.post(f"{geadviseerd}/_besluit", besluit)
    is_probleem(antwoord, 403)
    assert "zelf ingediend" in antwoord.json["detail"]
    for opdracht, invoer in (
        ("_schrijf", TEKST | {"versie": 2}), ("_dienin", None), ("_neemterug", {"reden": "x"}),
        ("_besluit", besluit), ("_evalueer", {"op": "2026-10-14", "evaluatie": "x"}),
    ):  # fmt: skip
        is_probleem(lezer.post(f"{case}/{opdracht}", invoer), 403)
    assert tweede.post(f"{geadviseerd}/_besluit", besluit).status_code == 200


def test_conditions_become_work_and_a_wrong_one_is_named_by_its_place(api, besluiter, partijen, geadviseerd):
    besluit = {"uitkomst": "go_onder_voorwaarden", "gronden": "Mits", "beslotenOp": "2026-10-14"}
    actie = {"omschrijving": "Planning", "uiterlijk": "2026-12-01", "eigenaar": str(api.gebruiker.uuid)}
    partner = {
        "omschrijving": "Stages", "uiterlijk": "2027-02-01", "organisatie": partijen["bedrijf"],
        "soort": "stages", "hoeveelheid": "12", "eenheid": "stageplekken",
    }  # fmt: skip
    is_probleem(besluiter.post(f"{geadviseerd}/_besluit", besluit), 400)
    onbekend = actie | {"eigenaar": str(uuid.uuid4())}
    antwoord = besluiter.post(f"{geadviseerd}/_besluit", besluit | {"voorwaarden": [actie, onbekend]})
    assert set(velden(antwoord)) == {"voorwaarden.1.eigenaar"}
    voorbij = partner | {"uiterlijk": "2026-10-13", "soort": None}
    antwoord = besluiter.post(f"{geadviseerd}/_besluit", besluit | {"voorwaarden": [actie, voorbij]})
    is_probleem(antwoord, 400)
    assert set(velden(antwoord)) == {"voorwaarden.1.uiterlijk", "voorwaarden.1.soort"}
    antwoord = besluiter.post(f"{geadviseerd}/_besluit", besluit | {"voorwaarden": [actie, partner]})
    assert antwoord.status_code == 200, antwoord.get_data(as_text=True)
    (punt,) = api.get(f"/actiepunten?case={kenmerk(geadviseerd)}").json["items"]
    (afspraak,) = api.get(f"/partnerafspraken?case={kenmerk(geadviseerd)}").json["items"]
    assert (punt["case"], punt["uiterlijk"]) == (kenmerk(geadviseerd), "2026-12-01")
    assert (afspraak["case"], afspraak["herkomst"]) == (kenmerk(geadviseerd), "Voorwaarde bij het poortbesluit")


def test_a_stop_for_too_little_support_ends_the_coalitie(api, besluiter, coalitie, geadviseerd):
    stop = {
        "uitkomst": "stop", "isOnvoldoendeDraagvlak": True, "gronden": "Te weinig", "beslotenOp": "2026-10-14",
    }  # fmt: skip
    assert besluiter.post(f"{geadviseerd}/_besluit", stop).json["uitkomst"] == "stop"
    assert api.get(f"/ontwikkelcoalities/{coalitie.uuid}").json["status"] == "beeindigd"
    is_probleem(besluiter.post(f"{geadviseerd}/_besluit", stop), 409)


def test_a_case_is_taken_back_and_looked_back_on_only_when_that_can_be(api, database, besluiter, geadviseerd):
    is_probleem(api.post(f"{geadviseerd}/_neemterug", {"reden": " "}), 400)
    assert api.post(f"{geadviseerd}/_neemterug", {"reden": "Beter"}).json["status"] == "concept"
    terugblik = {"op": "2026-10-14", "evaluatie": "Veel", "geleerd": None}
    is_probleem(api.post(f"{geadviseerd}/_evalueer", terugblik), 409)
    api.post(f"{geadviseerd}/_dienin")
    api.post(f"{geadviseerd}/_adviseer", {"strekking": "negatief", "tekst": "Nee", "gegevenOp": "2026-10-14"})
    besluiter.post(
        f"{geadviseerd}/_besluit", {"uitkomst": "go", "gronden": "Toch", "beslotenOp": "2026-10-14"}
    )
    with database.transaction() as session:
        session.get_one(m.PurposeCase, 1).uitvoeren(dt.date(2026, 10, 14))
    is_probleem(api.post(f"{geadviseerd}/_evalueer", terugblik | {"op": "2026-10-13"}), 400)
    klaar = api.post(f"{geadviseerd}/_evalueer", terugblik).json
    assert (klaar["status"], klaar["geevalueerdOp"], klaar["evaluatie"]) == ("geevalueerd", "2026-10-14", "Veel")
