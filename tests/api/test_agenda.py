"""Meetings to come through the API: planning with people, moving, inviting, reading a file; and the own calendar addresses."""

import io

import pytest

from crm import models as m
from tests.adapters.test_kalender_lezen import KAAL, OUTLOOK, ics, mail
from tests.api.test_doen import is_probleem, velden

STRAKS = "2026-12-01T10:00:00+01:00"


@pytest.fixture
def anna(bestand):
    return bestand(m.Persoon, naam="Anna de Boer", naam_sleutel="anna de boer", email="anna@school.example")


@pytest.fixture
def gepland(api, anna):
    """A planned meeting to which Anna is invited."""
    plan = {
        "onderwerp": "Tafel",
        "begintOp": STRAKS,
        "eindigtOp": "2026-12-01T11:00:00+01:00",
        "deelnemers": [{"persoon": str(anna.uuid)}],
        "uitnodigen": True,
    }
    antwoord = api.post("/overleggen/_plan", plan)
    assert antwoord.status_code == 201, antwoord.text
    return antwoord.json


def test_a_meeting_is_planned_moved_and_people_come_and_go(api, gepland, bestand):
    adres = f"/overleggen/{gepland['uuid']}"
    assert (gepland["isUitgenodigd"], gepland["volgnummer"]) == (True, 0)
    assert [wie["naam"] for wie in gepland["aanwezigen"]] == ["Anna de Boer"]
    later = {"begintOp": "2026-12-02T10:00:00+01:00", "versie": gepland["versie"]}
    verzet = api.post(f"{adres}/_verzet", later).json
    assert (verzet["eindigtOp"], verzet["volgnummer"]) == ("2026-12-02T10:00:00Z", 1)
    is_probleem(api.post(f"{adres}/_verzet", later | {"begintOp": "2026-12-03T10:00:00+01:00"}), 409)
    assert set(velden(api.post(f"{adres}/_verzet", {"begintOp": "2020-01-01T10:00:00Z"}))) == {"begintOp"}
    erbij = api.post(f"{adres}/_nodiguit", {"naam": "Kees"}).json
    kees = next(wie for wie in erbij["aanwezigen"] if wie["naam"] == "Kees")
    is_probleem(api.post(f"{adres}/_nodiguit", {"naam": "kees"}), 409)
    assert len(api.post(f"{adres}/_zegaf", {"deelnemer": kees["uuid"]}).json["aanwezigen"]) == 1
    is_probleem(api.post(f"{adres}/_zegaf", {"deelnemer": kees["uuid"]}), 400)
    assert api.post(f"{adres}/_gelastaf", {"reden": "Ziek"}).json["status"] == "afgelast"
    is_probleem(api.post(f"{adres}/_nodiguit", {}), 409)


def test_a_participant_of_another_meeting_is_not_taken_off_this_one(api, gepland, bestand):
    ander = bestand(m.Aanwezigheid)
    antwoord = api.post(f"/overleggen/{gepland['uuid']}/_zegaf", {"deelnemer": str(ander.uuid)})
    assert set(velden(antwoord)) == {"deelnemer"}


def test_a_file_becomes_a_draft_and_nothing_is_saved(api, lezer, anna, bestand):
    school = bestand(m.Organisatie, naam="School")
    bestand(m.Functie, persoon=anna, organisatie=school)

    def stuur(wie, inhoud):
        return wie.open("POST", "/overleggen/_leesagenda", data={"bestand": (io.BytesIO(inhoud), "a.ics")})

    inhoud = ics(OUTLOOK)
    ontwerp = stuur(api, inhoud).json
    assert (ontwerp["onderwerp"], ontwerp["overleg"]) == ("Tafel techniek; derde keer", None)
    assert (ontwerp["begintOp"], ontwerp["eindigtOp"]) == ("2026-10-20T12:00:00Z", "2026-10-20T13:30:00Z")
    assert ontwerp["deelnemers"][1] == {
        "naam": "Anna de Boer",
        "persoon": str(anna.uuid),
        "organisatie": str(school.uuid),
        "isAfgemeld": False,
    }
    assert api.get("/overleggen").json["items"] == []
    is_probleem(stuur(api, b"PK\x03\x04"), 400)
    is_probleem(stuur(lezer, inhoud), 403)
    overleg = bestand(m.Overleg, agenda_uid=ontwerp["agendaUid"])
    weer = stuur(api, inhoud).json
    assert weer["overleg"] == str(overleg.uuid)
    assert weer["opmerkingen"][0].startswith("Volgens het bestand is het op dinsdag 20")


def test_a_mail_becomes_a_draft_too_and_says_what_was_made_up(api):
    def stuur(inhoud):
        return api.open("POST", "/overleggen/_leesagenda", data={"bestand": (io.BytesIO(inhoud), "gesprek.eml")})

    ontwerp = stuur(mail().as_bytes()).json
    assert (ontwerp["onderwerp"], ontwerp["begintOp"]) == ("Afspraak over de één-euro-regeling", "2026-10-12T08:00:00Z")
    assert [wie["naam"] for wie in ontwerp["deelnemers"]] == ["Renée van Dam", "Anna de Boer", "piet@bouw.example"]
    assert ontwerp["opmerkingen"][0].startswith("In deze mail zit geen afspraak")
    assert ontwerp["agendaUid"].startswith("bestand-")
    zonder_zone = stuur(ics(KAAL, "DTSTART:20261020T140000", "RRULE:FREQ=WEEKLY", "STATUS:CANCELLED")).json
    assert zonder_zone["begintOp"] == "2026-10-20T12:00:00Z"
    assert [zin.split()[0] for zin in zonder_zone["opmerkingen"]] == ["In", "De", "Let"]


@pytest.mark.parametrize("inhoud", [b"", b"<html>", b"zomaar", ics(OUTLOOK)[:300], ics(KAAL, "DTSTART:16010101T000000Z")])
def test_a_file_that_is_no_appointment_is_a_problem_of_its_field(api, inhoud):
    antwoord = api.open("POST", "/overleggen/_leesagenda", data={"bestand": (io.BytesIO(inhoud), "a.ics")})
    assert set(velden(antwoord)) == {"bestand"}
    assert set(velden(api.open("POST", "/overleggen/_leesagenda", data={}))) == {"bestand"}


def test_everybody_sees_and_ends_only_their_own_addresses(api, tweede, bestand):
    mijn = bestand(m.Agendafeed, gebruiker=api.gebruiker)
    ander = bestand(m.Agendafeed, gebruiker=tweede.gebruiker)
    items = api.get("/agendafeeds").json["items"]
    assert [item["uuid"] for item in items] == [str(mijn.uuid)]
    assert "teken" not in str(items).lower()
    is_probleem(api.get(f"/agendafeeds/{ander.uuid}"), 403)
    is_probleem(api.post(f"/agendafeeds/{ander.uuid}/_trekin"), 403)
    assert api.post(f"/agendafeeds/{mijn.uuid}/_trekin").json["ingetrokkenOp"]
    is_probleem(api.post(f"/agendafeeds/{mijn.uuid}/_trekin"), 409)
