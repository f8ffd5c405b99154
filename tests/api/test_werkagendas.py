"""Mandates, werkagenda's and signals: each operation as it should go, refused, and malformed."""

import uuid

import pytest

from crm import models as m
from crm.models import GebruikerRol as R

PROBLEEM = "application/problem+json"


def is_probleem(antwoord, status):
    assert antwoord.status_code == status, antwoord.get_data(as_text=True)
    assert antwoord.mimetype == PROBLEEM
    assert antwoord.json["detail"]
    return True


def velden(antwoord):
    assert antwoord.status_code == 400, antwoord.get_data(as_text=True)
    return {fout["pad"] for fout in antwoord.json["errors"]}


def gelukt(antwoord, status=200):
    assert antwoord.status_code == status, antwoord.get_data(as_text=True)
    return antwoord.json


@pytest.fixture
def adviseur(sleutel):
    """Works for GS, and keeps no werkagenda."""
    return sleutel("Gerda", R.BESTUURSADVISEUR)


# --- opdrachten ---


def keten(programma, **anders):
    return {
        "programma": str(programma.uuid),
        "soort": "ketenaanjager",
        "keten": "elektronische apparaten",
        "gebied": "Noord-Holland",
        "begintOp": "2026-01-01",
        "tot": "2026-12-31",
        "optieJaren": 1,
        "evaluatieJaar": 2027,
    } | anders


def test_a_mandate_from_granting_to_looking_back(api, lezer, bestand):
    programma = bestand(m.Programma)
    is_probleem(lezer.post("/opdrachten", keten(programma)), 403)
    verleend = api.post("/opdrachten", keten(programma))
    assert gelukt(verleend, 201)["status"] == "gepland"
    assert (verleend.json["wanneer"], verleend.json["optieJaren"]) == ("2026-12-31", 1)
    is_probleem(api.post("/opdrachten", keten(programma, keten="Elektronische  apparaten")), 409)
    adres = verleend.headers["Location"]
    is_probleem(api.post(f"{adres}/_verleng", {"tot": "2027-12-31", "grond": "Niet af"}), 409)
    assert gelukt(api.post(f"{adres}/_start", {}))["status"] == "actief"
    is_probleem(api.post(f"{adres}/_start", {}), 409)
    assert velden(api.post(f"{adres}/_verleng", {"tot": "2026-06-01", "grond": "Terug"})) == {"tot"}
    verlengd = gelukt(api.post(f"{adres}/_verleng", {"tot": "2027-12-31", "grond": "Niet af"}))
    assert (verlengd["status"], verlengd["datumTot"]) == ("verlengd", "2026-12-31")
    assert [(v["van"], v["tot"]) for v in verlengd["verlengingen"]] == [("2026-12-31", "2027-12-31")]
    wie = {"persoon": str(bestand(m.Persoon).uuid), "van": "2026-01-01"}
    assert len(gelukt(api.post(f"{adres}/_wijsaan", wie))["vervullingen"]) == 1
    eigenaar = str(api.gebruiker.uuid)
    assert gelukt(api.post(f"{adres}/_wijstoe", {"eigenaar": eigenaar}))["eigenaar"] == eigenaar
    is_probleem(api.post(f"{adres}/_evalueer", {"op": "2026-10-01", "evaluatie": "Veel"}), 409)
    assert velden(api.post(f"{adres}/_rondaf", {"op": "2030-01-01"})) == {"op"}
    af = gelukt(api.post(f"{adres}/_rondaf", {"op": "2026-10-01"}))
    assert (af["status"], af["vervullingen"][0]["tot"]) == ("afgerond", "2026-10-01")
    assert velden(api.post(f"{adres}/_evalueer", {"op": "2026-10-02"})) == {"evaluatie"}
    klaar = gelukt(api.post(f"{adres}/_evalueer", {"op": "2026-10-02", "evaluatie": "Veel", "vervolg": "Door"}))
    assert (klaar["status"], klaar["vervolg"]) == ("geevalueerd", "Door")


def test_a_mandate_that_cannot_be_says_what_is_wrong(api, bestand):
    programma = bestand(m.Programma)
    assert velden(api.post("/opdrachten", {"soort": "baas"})) == {"programma", "soort"}
    assert velden(api.post("/opdrachten", keten(programma, keten=None, tot="2025-01-01"))) == {"keten", "tot"}
    assert velden(api.post("/opdrachten", keten(programma, actie=str(uuid.uuid4())))) == {"actie"}
    assert velden(api.post("/opdrachten", keten(programma, optieJaren=99))) == {"optieJaren"}


def test_the_same_mandate_sent_twice_is_there_once(api, bestand):
    order = keten(bestand(m.Programma), kenmerk=str(uuid.uuid4()))
    assert gelukt(api.post("/opdrachten", order), 201)["uuid"] == order["kenmerk"]
    is_probleem(api.post("/opdrachten", order), 409)
    assert len(api.get("/opdrachten?status=gepland&keten=elektronische+apparaten").json["items"]) == 1


def test_attention_points_of_a_holder_are_for_who_may_see_persons(api, lezer, bestand):
    opdracht = bestand(m.Opdracht)
    wie = {"persoon": str(bestand(m.Persoon).uuid), "van": "2026-01-01", "toelichting": "Werkt niet op vrijdag"}
    assert "vrijdag" in api.post(f"/opdrachten/{opdracht.uuid}/_wijsaan", wie).get_data(as_text=True)
    assert "vrijdag" not in lezer.get(f"/opdrachten/{opdracht.uuid}").get_data(as_text=True)


# --- werkagenda's ---


def test_a_werkagenda_from_its_first_point_to_the_end_of_the_year(api, adviseur, lezer, bestand):
    opdracht, actie, coalitie = bestand(m.Opdracht), bestand(m.Actie), bestand(m.Ontwikkelcoalitie)
    nieuw = {"opdracht": str(opdracht.uuid), "jaar": 2026, "inleiding": "Techniek"}
    is_probleem(lezer.post("/werkagendas", nieuw), 403)
    begonnen = api.post("/werkagendas", nieuw)
    assert (gelukt(begonnen, 201)["status"], begonnen.json["punten"]) == ("concept", [])
    is_probleem(api.post("/werkagendas", nieuw), 409)
    adres = begonnen.headers["Location"]
    assert gelukt(api.post(f"{adres}/_leidin", {"inleiding": "Zorg"}))["inleiding"] == "Zorg"
    punt = {"omschrijving": "Een tafel", "kwartaal": 4, "actie": str(actie.uuid), "coalitie": str(coalitie.uuid)}
    is_probleem(adviseur.post(f"{adres}/_stelvast", {"op": "2026-02-01"}), 409)
    assert velden(api.post(f"{adres}/_voegpunttoe", {"omschrijving": " ", "kwartaal": 7})) == {"omschrijving", "kwartaal"}
    een, twee, drie = (
        gelukt(api.post(f"{adres}/_voegpunttoe", punt | {"omschrijving": naam}))["punten"][-1]
        for naam in ("Een tafel", "Te veel", "Later")
    )
    assert gelukt(api.get(f"/agendapunten/{een}"))["coalitie"] == str(coalitie.uuid)
    anders = {"omschrijving": "Een brede tafel", "kwartaal": 3, "versie": 99}
    is_probleem(api.post(f"/agendapunten/{een}/_wijzig", anders), 409)
    gewijzigd = gelukt(api.post(f"/agendapunten/{een}/_wijzig", anders | {"versie": 1}))
    assert (gewijzigd["omschrijving"], gewijzigd["kwartaal"], gewijzigd["actie"]) == ("Een brede tafel", 3, None)
    assert gelukt(api.post(f"{adres}/_schrappunt", {"punt": twee}))["punten"] == [een, drie]
    is_probleem(api.get(f"/agendapunten/{twee}"), 404)
    klaar = {"op": "2026-09-01", "bewijs": "Verslag"}
    is_probleem(api.post(f"/agendapunten/{een}/_realiseer", klaar), 409)
    is_probleem(api.post(f"{adres}/_stelvast", {"op": "2026-02-01"}), 403)
    vast = gelukt(adviseur.post(f"{adres}/_stelvast", {"op": "2026-02-01", "gsKenmerk": "GS-26-12"}))
    assert (vast["status"], vast["gsKenmerk"]) == ("vastgesteld", "GS-26-12")
    is_probleem(api.post(f"{adres}/_voegpunttoe", punt), 409)
    is_probleem(api.post(f"{adres}/_schrappunt", {"punt": een}), 409)
    assert velden(adviseur.post(f"{adres}/_bespreek", {"op": "2026-03-01"})) == {"psVerslag"}
    besproken = gelukt(adviseur.post(f"{adres}/_bespreek", {"op": "2026-03-01", "psVerslag": "Goed"}))
    assert besproken["status"] == "besproken"
    is_probleem(api.post(f"{adres}/_sluitaf", {"op": "2026-10-01"}), 409)
    is_probleem(lezer.post(f"/agendapunten/{een}/_realiseer", klaar), 403)
    assert gelukt(api.post(f"/agendapunten/{een}/_realiseer", klaar))["status"] == "gerealiseerd"
    is_probleem(api.post(f"/agendapunten/{een}/_realiseer", klaar), 409)
    assert velden(api.post(f"/agendapunten/{drie}/_sluit", {"stap": "weg", "reden": " "})) == {"stap", "reden"}
    door = gelukt(api.post(f"/agendapunten/{drie}/_sluit", {"stap": "doorschuiven", "reden": "Later"}))
    assert (door["status"], door["reden"]) == ("doorgeschoven", "Later")
    assert gelukt(api.post(f"{adres}/_sluitaf", {"op": "2026-10-01"}))["status"] == "afgesloten"
    volgend = gelukt(api.post("/werkagendas", nieuw | {"jaar": 2027}), 201)
    mee = gelukt(api.get(f"/agendapunten?werkagenda={volgend['uuid']}"))["items"]
    assert [(p["omschrijving"], p["vorig"]) for p in mee] == [("Later", drie)]


def test_a_point_of_another_werkagenda_is_not_struck_from_here(api, bestand):
    punt, ander = bestand(m.Agendapunt), bestand(m.Werkagenda)
    is_probleem(api.post(f"/werkagendas/{ander.uuid}/_schrappunt", {"punt": str(punt.uuid)}), 404)
    assert api.get(f"/agendapunten/{punt.uuid}").status_code == 200


# --- signalen ---


def test_a_signal_is_given_put_before_gs_and_settled_by_somebody_else(api, adviseur, lezer, bestand):
    programma, opdracht = bestand(m.Programma), bestand(m.Opdracht)
    nieuw = {
        "programma": str(programma.uuid),
        "opdracht": str(opdracht.uuid),
        "onderwerp": "Te weinig docenten",
        "tekst": "Er zijn er te weinig.",
        "kenmerk": str(uuid.uuid4()),
    }
    is_probleem(lezer.post("/signalen", nieuw), 403)
    is_probleem(adviseur.post("/signalen", nieuw), 403)
    gegeven = api.post("/signalen", nieuw)
    assert (gelukt(gegeven, 201)["isGevraagd"], gegeven.json["gegevenOp"]) == (False, "2026-10-14")
    is_probleem(api.post("/signalen", nieuw), 409)
    adres = gegeven.headers["Location"]
    is_probleem(adviseur.post(f"{adres}/_behandel", {"op": "2026-10-14", "uitkomst": "Brief"}), 409)
    assert velden(adviseur.post(f"{adres}/_agendeer", {"voor": "2026-10-01"})) == {"voor"}
    assert gelukt(adviseur.post(f"{adres}/_agendeer", {"voor": "2026-10-20"}))["status"] == "geagendeerd"
    is_probleem(api.post(f"{adres}/_behandel", {"op": "2026-10-14", "uitkomst": "Brief"}), 403)
    is_probleem(api.post(f"{adres}/_legterzijde", {"reden": "Toch niet"}), 403)
    assert velden(adviseur.post(f"{adres}/_behandel", {"op": "2026-10-14", "uitkomst": " "})) == {"uitkomst"}
    klaar = gelukt(adviseur.post(f"{adres}/_behandel", {"op": "2026-10-14", "uitkomst": "Brief aan het Rijk"}))
    assert (klaar["status"], klaar["uitkomst"]) == ("behandeld", "Brief aan het Rijk")
    is_probleem(adviseur.post(f"{adres}/_legterzijde", {"reden": "Te laat"}), 409)


def test_a_question_of_gs_makes_a_signal_asked_and_it_may_be_laid_aside(api, adviseur, bestand):
    nieuw = {"programma": str(bestand(m.Programma).uuid), "onderwerp": "Zorg", "tekst": "Zo staat het ervoor."}
    gevraagd = gelukt(api.post("/signalen", nieuw | {"vraag": "Hoe staat het met de zorg?"}), 201)
    assert gevraagd["isGevraagd"] is True
    assert [s["uuid"] for s in api.get("/signalen?isGevraagd=true").json["items"]] == [gevraagd["uuid"]]
    adres = f"/signalen/{gevraagd['uuid']}"
    assert gelukt(adviseur.post(f"{adres}/_legterzijde", {"reden": "Al beantwoord"}))["status"] == "terzijde"
    assert velden(api.post("/signalen", {"onderwerp": "x" * 201})) == {"programma", "onderwerp", "tekst"}
