"""Coalities through the API: every operation once as it should go, and once refused."""

import datetime as dt
import uuid

import pytest

from crm import models as m
from tests.support.tellen import tel_opdrachten

EEN_DAG = dt.date(2026, 9, 1)


def is_probleem(antwoord, status):
    assert antwoord.status_code == status, antwoord.get_data(as_text=True)
    assert antwoord.mimetype == "application/problem+json"
    return antwoord.json["detail"]


def velden(antwoord):
    return {fout["pad"] for fout in antwoord.json["errors"]}


@pytest.fixture
def programma(bestand):
    return bestand(m.Programma)


@pytest.fixture
def coalitie(bestand, programma):
    return bestand(m.Ontwikkelcoalitie, programma=programma, opgericht_op=EEN_DAG)


@pytest.fixture
def adres(coalitie):
    return f"/ontwikkelcoalities/{coalitie.uuid}"


def case_met(bestand, coalitie, uitkomst):
    return bestand(
        m.PurposeCase, coalitie=coalitie, status=m.CaseStatus.BESLOTEN, uitkomst=uitkomst, ingediend_op=EEN_DAG,
        ingediend_door=bestand(m.Gebruiker), provincie_bij_indiening=1, totaal_bij_indiening=2,
    )  # fmt: skip


def test_the_same_founding_twice_is_one_coalitie(api, programma):
    nieuw = {"programma": str(programma.uuid), "naam": "Waterstof", "kenmerk": str(uuid.uuid4())}
    eerste = api.post("/ontwikkelcoalities", nieuw)
    assert (eerste.status_code, eerste.json["uuid"]) == (201, nieuw["kenmerk"])
    assert "staat er al" in is_probleem(api.post("/ontwikkelcoalities", nieuw), 409)
    assert len(api.get("/ontwikkelcoalities").json["items"]) == 1


def test_an_actie_of_another_agenda_is_refused_by_its_field(api, bestand, programma, adres):
    vreemd = str(bestand(m.Actie, programma=bestand(m.Programma)).uuid)
    nieuw = {"programma": str(programma.uuid), "naam": "Waterstof", "acties": [vreemd]}
    assert velden(api.post("/ontwikkelcoalities", nieuw)) == {"acties"}
    assert velden(api.post(f"{adres}/_koppelactie", {"actie": vreemd})) == {"actie"}


def test_a_coalitie_is_changed_by_who_saw_the_newest_version(api, lezer, adres):
    etag = api.get(adres).headers["ETag"]
    is_probleem(api.patch(adres, {"naam": "Nieuw"}), 428)
    is_probleem(lezer.patch(adres, {"naam": "Nieuw"}, koppen={"If-Match": etag}), 403)
    gewijzigd = api.patch(adres, {"naam": "Nieuw", "nummer": None}, koppen={"If-Match": etag})
    assert (gewijzigd.json["naam"], gewijzigd.json["nummer"]) == ("Nieuw", None)
    is_probleem(api.patch(adres, {"naam": "Laat"}, koppen={"If-Match": etag}), 412)
    nu = {"If-Match": gewijzigd.headers["ETag"]}
    assert velden(api.patch(adres, {"status": "uitvoering"}, koppen=nu)) == {"status"}
    assert velden(api.patch(adres, {"naam": " "}, koppen=nu)) == {"naam"}
    assert api.get(adres).json["naam"] == "Nieuw"


def test_the_aanjager_is_handed_over_and_the_old_one_stays(api, bestand, coalitie, adres):
    oud, nieuw = bestand(m.Organisatie), bestand(m.Organisatie)
    over = {"organisatie": str(nieuw.uuid), "van": "2026-10-14", "toelichting": "Pensioen"}
    assert "Wijs er eerst een aan" in is_probleem(api.post(f"{adres}/_draagover", over), 409)
    bestand(m.Deelneming, coalitie=coalitie, organisatie=oud, rol=m.DeelnemerRol.AANJAGER)
    leden = api.post(f"{adres}/_draagover", over).json["deelnemingen"]
    nu = {(lid["organisatie"], lid["rol"]) for lid in leden if lid["tot"] is None}
    assert nu == {(str(nieuw.uuid), "aanjager"), (str(oud.uuid), "lid")}
    is_probleem(api.post(f"{adres}/_draagover", over), 409)
    assert velden(api.post(f"{adres}/_draagover", {})) == {"organisatie", "van"}


def test_acties_and_campuses_are_linked_and_unlinked(api, lezer, bestand, programma, adres):
    actie, campus = bestand(m.Actie, programma=programma), bestand(m.Organisatie)
    for opdracht, veld, noun, lijst in (
        ("koppelactie", "actie", actie, "acties"),
        ("koppelcampus", "campus", campus, "campussen"),
    ):
        inhoud = {veld: str(noun.uuid)}
        is_probleem(lezer.post(f"{adres}/_{opdracht}", inhoud), 403)
        assert api.post(f"{adres}/_{opdracht}", inhoud).json[lijst] == [str(noun.uuid)]
        is_probleem(api.post(f"{adres}/_{opdracht}", inhoud), 409)
        assert api.post(f"{adres}/_ont{opdracht}", inhoud).json[lijst] == []
        is_probleem(api.post(f"{adres}/_ont{opdracht}", inhoud), 409)
        assert velden(api.post(f"{adres}/_{opdracht}", {veld: str(uuid.uuid4())})) == {veld}


def test_from_the_case_to_the_end(api, bestand, programma):
    coalitie = bestand(m.Ontwikkelcoalitie, programma=programma, status=m.CoalitieStatus.PURPOSE_CASE)
    adres = f"/ontwikkelcoalities/{coalitie.uuid}"
    assert "na een go" in is_probleem(api.post(f"{adres}/_voeruit"), 409)
    case = case_met(bestand, coalitie, m.Uitkomst.GO)
    assert api.post(f"{adres}/_voeruit").json["status"] == "uitvoering"
    assert api.get(f"/purpose-cases/{case.uuid}").json["status"] == "in_uitvoering"
    afspraak = bestand(m.Partnerafspraak, coalitie=coalitie)
    assert "1 partnerafspraak open" in is_probleem(api.post(f"{adres}/_rondaf", {"op": "2026-10-14"}), 409)
    gronden = {"stap": "intrekken", "gronden": "Kan niet meer"}
    assert api.post(f"/partnerafspraken/{afspraak.uuid}/_sluit", gronden).status_code == 200
    assert velden(api.post(f"{adres}/_rondaf", {"op": "2026-10-15"})) == {"op"}
    assert velden(api.post(f"{adres}/_rondaf")) == {"op"}
    assert api.post(f"{adres}/_rondaf", {"op": "2026-10-14"}).json["afgerondOp"] == "2026-10-14"


def test_a_coalitie_goes_on_in_another_one(api, lezer, bestand, programma, coalitie, adres):
    ander = bestand(m.Ontwikkelcoalitie, programma=programma, nummer="5b", naam="Techniekhuis")
    lid = bestand(m.Deelneming, coalitie=coalitie)
    afspraak = bestand(m.Partnerafspraak, coalitie=coalitie)
    samen = {"in": str(ander.uuid), "reden": "Zelfde partijen"}
    is_probleem(lezer.post(f"{adres}/_voegsamen", samen), 403)
    assert velden(api.post(f"{adres}/_voegsamen", samen | {"in": str(coalitie.uuid)})) == {"in"}
    assert velden(api.post(f"{adres}/_voegsamen", {"in": str(ander.uuid)})) == {"reden"}
    oud = api.post(f"{adres}/_voegsamen", samen).json
    assert (oud["status"], oud["opgegaanIn"]) == ("beeindigd", str(ander.uuid))
    nieuw = api.get(f"/ontwikkelcoalities/{ander.uuid}").json
    organisaties = {d["uuid"]: d["organisatie"] for d in oud["deelnemingen"]}
    assert [d["organisatie"] for d in nieuw["deelnemingen"]] == [organisaties[str(lid.uuid)]]
    assert api.get(f"/partnerafspraken/{afspraak.uuid}").json["coalitie"] == str(ander.uuid)
    is_probleem(api.post(f"{adres}/_voegsamen", samen), 409)


def test_the_signals_on_a_day(api, lezer, bestand, coalitie, adres, database):
    stil = bestand(m.Organisatie, helix=m.Helix.BEDRIJF)
    bestand(m.Deelneming, coalitie=coalitie, organisatie=stil, rol=m.DeelnemerRol.AANJAGER, van=EEN_DAG)
    vandaag = lezer.get(f"{adres}/signalen").json
    assert vandaag["peildatum"] == "2026-10-14"
    assert {s["soort"] for s in vandaag["signalen"]} == {"helix_ontbreekt"}
    with tel_opdrachten(database.engine) as opdrachten:
        later = api.get(f"{adres}/signalen?peildatum=2026-12-01").json["signalen"]
    assert len(opdrachten) <= 8
    assert later[-1] == {
        "soort": "lid_stil",
        "zin": f"Met {stil.naam} is nog nooit gesproken.",
        "sinds": "2026-09-01",
        "bij": {"soort": "organisatie", "uuid": str(stil.uuid), "href": f"/api/v1/organisaties/{stil.uuid}"},
    }
    assert api.get(f"{adres}/signalen?peildatum=2026-08-31").json["signalen"] == []
    for onzin in ("gisteren", "9999-12-31", "0001-01-01", ""):
        assert velden(api.get(f"{adres}/signalen?peildatum={onzin}")) == {"peildatum"}
    is_probleem(api.get(f"/ontwikkelcoalities/{uuid.uuid4()}/signalen"), 404)
