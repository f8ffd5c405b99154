"""A file out of a calendar or a mail fills the form of a meeting; nothing is saved before somebody looked at it."""

import re
import uuid

import pytest

from crm import models as m
from tests.adapters.test_kalender_lezen import KAAL, OUTLOOK, ics, mail
from tests.web.test_overleg_plannen import PLAN, velden_van

ANNA = "ATTENDEE;CN=\"Boer, Anna de (School)\":mailto:{}"
STRAKS = "DTSTART:20261020T120000Z"


def test_an_appointment_to_come_fills_the_form_to_plan_it(petra, mensen, lees_in, bestand, alle, lees):
    piet = bestand(m.Persoon, naam="Pieter Bouw", email="Piet@bouw.example")
    bestand(m.Persoon, naam="R. van Dam", naam_sleutel="r van dam")
    inhoud = ics(OUTLOOK).replace(b"anna@school.example", b"ANNA@school.example").replace(b"PARTSTAT=DECLINED;", b"")
    pagina = lees_in(inhoud)
    assert pagina.status_code == 200
    velden = velden_van(pagina)
    assert velden.pop("_adres") == "/overleggen/plannen"
    assert velden["begint_op"] == "20-10-2026 14:00"
    assert velden["eindigt_op"] == "15:30"
    assert (velden["onderwerp"], velden["locatie"]) == ("Tafel techniek; derde keer", "Velsen, zaal 3")
    namen = [velden[f"deelnemers-{n}-naam"] for n in range(3)]
    # Known by the address, whatever the file calls them; and one who may be meant is a choice.
    assert namen == ["Renée van Dam", "Anna de Boer", piet.naam]
    assert velden["deelnemers-1-organisatie_naam"] == "Voorbeeldcollege"
    assert velden["deelnemers-0-persoon"] == ""
    assert ">R. van Dam</option>" in pagina.text
    assert "Er is nog niets opgeslagen" in lees(pagina)
    assert "Niet zeker van, of niet bij onze contactpersonen: Renée van Dam." in lees(pagina)
    assert alle(m.Overleg) == []
    adres = petra.stuur("/overleggen/plannen", velden).headers["Location"]
    assert [rij.persoon_id for rij in alle(m.Aanwezigheid)] == [None, mensen.id, piet.id]
    # The same appointment again: we say so, and make no second one.
    weer = lees_in(inhoud)
    assert weer.headers["Location"] == adres
    assert "Dit overleg staat hier al" in lees(petra.ga(adres))
    assert petra.stuur("/overleggen/plannen", velden | {"kenmerk": ""}).headers["Location"] == adres
    assert len(alle(m.Overleg)) == 1


def test_an_appointment_that_was_fills_the_write_up(petra, mensen, lees_in, alle, lees):
    pagina = lees_in(ics(OUTLOOK).replace(b"20261020", b"20261013"))
    velden = velden_van(pagina)
    assert velden.pop("_adres") == "/overleggen/nieuw"
    assert velden["begint_op"] == "13-10-2026 14:00"
    assert velden["notities"].startswith("Graag voorbereiden")
    assert velden["aanwezigen-2-is_afgemeld"] == "ja"
    assert "Volgens het bestand afgemeld: Piet." in lees(pagina)
    adres = petra.stuur("/overleggen/nieuw", velden).headers["Location"]
    (overleg,) = alle(m.Overleg)
    assert (overleg.status, overleg.agenda_uid) == (m.OverlegStatus.VASTGELEGD, "040000008200E00074C5B7101A82E008")
    assert petra.stuur("/overleggen/nieuw", velden | {"kenmerk": ""}).headers["Location"] == adres
    assert lees_in(ics(OUTLOOK)).headers["Location"] == adres


def test_a_mail_fills_the_write_up_with_who_it_was_between(petra, mensen, lees_in):
    velden = velden_van(lees_in(mail().as_bytes(), "Gesprek.eml"))
    assert velden["onderwerp"] == "Afspraak over de één-euro-regeling"
    assert velden["begint_op"] == "12-10-2026 10:00"
    assert velden["aanwezigen-1-naam"] == "Anna de Boer"


def test_who_reads_the_file_is_no_participant(petra, lees_in):
    regel = "ATTENDEE;CN=Petra:mailto:PETRA@voorbeeld.invalid"
    pagina = lees_in(ics(KAAL, "DTSTART:20261020T120000Z", regel))
    assert velden_van(pagina)["deelnemers-0-naam"] == ""


def test_an_invitation_of_ours_that_comes_back_leads_to_its_meeting(petra, mensen, lees_in, alle):
    adres = petra.stuur("/overleggen/plannen", PLAN).headers["Location"]
    assert lees_in(alle(m.Bericht)[0].kalender.encode()).headers["Location"] == adres


@pytest.mark.parametrize(
    ("inhoud", "zin"), [(b"PK\x03\x04", "zip"), (b"", "leeg"), (b"<html>", "webpagina"), (b"\x00\xff" * 9, "niet lezen")]
)
def test_another_file_is_refused_in_a_sentence(lees_in, lees, inhoud, zin):
    antwoord = lees_in(inhoud)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)


def test_no_file_is_asked_for(petra, lees):
    assert "Kies een bestand." in lees(petra.stuur("/overleggen/inlezen", {}))


def test_what_stands_in_a_file_is_no_page(lees_in):
    pagina = lees_in(ics(KAAL, "DTSTART:20261020T120000Z", "LOCATION:<script>alert(1)</script>"))
    assert "<script>alert(1)" not in pagina.text


def test_who_is_known_by_name_only_is_said_and_who_is_in_doubt_is_a_choice(petra, mensen, lees_in, bestand, lees):
    pagina = lees_in(ics(KAAL, STRAKS, ANNA.format("anna@thuis.example")))
    assert velden_van(pagina)["deelnemers-0-naam"] == "Anna de Boer"
    assert "Alleen aan de naam herkend: Anna de Boer." in lees(pagina)
    bestand(m.Persoon, naam="Anna de Boer", naam_sleutel="anna de boer", email="ANNA@school.example")
    # Two with that name, and two with that address: nobody is chosen.
    for adres in ("anna@thuis.example", "anna@school.example"):
        pagina = lees_in(ics(KAAL, STRAKS, ANNA.format(adres)))
        assert velden_van(pagina)["deelnemers-0-persoon"] == ""
        assert ">Anna de Boer, Voorbeeldcollege</option>" in pagina.text
        assert "Niet zeker van, of niet bij onze contactpersonen: Anna de Boer." in lees(pagina)


def test_a_newer_version_of_the_appointment_says_what_is_different(petra, lees_in, lees):
    adres = petra.stuur("/overleggen/plannen", velden_van(lees_in(ics(OUTLOOK)))).headers["Location"]

    def gezegd(inhoud):
        assert lees_in(inhoud).headers["Location"] == adres
        return lees(petra.ga(adres))

    zelfde, verzet = gezegd(ics(OUTLOOK)), gezegd(ics(OUTLOOK).replace(b"20261020T14", b"20261027T10"))
    af = gezegd(ics(OUTLOOK).replace(b"METHOD:REQUEST", b"METHOD:CANCEL"))
    assert "Wij hebben er geen tweede van gemaakt." in zelfde
    assert "Volgens het bestand" not in zelfde
    assert "Volgens het bestand is het op dinsdag 27 oktober 2026, 10.00 uur. Klopt dat, verzet het overleg dan." in verzet
    assert "Volgens het bestand gaat het niet door. Klopt dat, gelast het overleg dan af." in af
    petra.stuur(f"{adres}/afgelasten", {"reden": "Ziek"})
    assert "Volgens het bestand" not in gezegd(ics(OUTLOOK).replace(b"20261020T14", b"20261027T10"))


def test_another_time_of_a_series_is_another_meeting(petra, lees_in, lees, alle):
    reeks = ics(KAAL, "DTSTART;TZID=Europe/Amsterdam:20261020T140000", "RRULE:FREQ=MONTHLY")
    keer = ics(KAAL, "DTSTART;TZID=Europe/Amsterdam:20261120T150000", "RECURRENCE-ID;TZID=Europe/Amsterdam:20261120T140000")
    adressen = [petra.stuur("/overleggen/plannen", velden_van(lees_in(inhoud))).headers["Location"] for inhoud in (reeks, keer)]
    assert len(alle(m.Overleg)) == 2
    assert [lees_in(inhoud).headers["Location"] for inhoud in (keer, reeks)] == adressen[::-1]
    assert "Bewaar voor een volgende keer in uw agenda alleen die ene keer" in lees(petra.ga(adressen[0]))


@pytest.mark.parametrize("inhoud", [mail().as_bytes(), ics(KAAL.replace("UID:kaal\n", ""), "DTSTART:20261013T120000Z")])
def test_the_same_file_is_recognised_though_nothing_in_it_has_a_name(petra, lees_in, inhoud, alle):
    adres = petra.stuur("/overleggen/nieuw", velden_van(lees_in(inhoud))).headers["Location"]
    assert lees_in(inhoud).headers["Location"] == adres
    assert lees_in(inhoud + b"\r\n").status_code == 200
    assert len(alle(m.Overleg)) == 1


def test_an_appointment_that_is_off_says_so_in_the_form(petra, lees_in, lees):
    tekst = lees(lees_in(ics(OUTLOOK).replace(b"METHOD:REQUEST", b"METHOD:CANCEL")))
    assert "Let op: volgens dit bestand gaat de afspraak niet door." in tekst


@pytest.mark.parametrize("jaar", ["0001", "1601", "9999"])
def test_a_year_in_which_nobody_meets_is_refused(lees_in, lees, jaar):
    antwoord = lees_in(ics(KAAL, f"DTSTART:{jaar}0601T120000Z"))
    assert antwoord.status_code == 400
    assert f"in het jaar {int(jaar)}" in lees(antwoord)


def test_half_past_two_in_the_nights_of_the_clock_is_a_moment(petra, lees_in):
    lente = velden_van(lees_in(ics(KAAL, "DTSTART;TZID=Europe/Amsterdam:20270328T023000")))
    herfst = velden_van(lees_in(ics(KAAL, "DTSTART;TZID=W. Europe Standard Time:20271031T023000", "DURATION:PT3H")))
    # There is no half past two in March: RFC 5545 3.3.5 reads it as the clock before the change.
    assert lente["begint_op"] == "28-03-2027 03:30"
    assert (herfst["begint_op"], herfst["eindigt_op"]) == ("31-10-2027 02:30", "04:30")


def test_script_in_any_field_is_a_text(petra, lees_in):
    kwaad = "<script>alert(1)</script>"
    velden = [f"LOCATION:{kwaad}", f"DESCRIPTION:{kwaad}", f"ATTENDEE;CN={kwaad}:mailto:a@x.example", f"X-{uuid.uuid4()}:{kwaad}"]
    for dag in ("20261020", "20261013"):
        pagina = lees_in(ics(KAAL.replace("Tafel", kwaad), f"DTSTART:{dag}T120000Z", *velden))
        assert pagina.status_code == 200
        assert not re.search(r"<script>alert", pagina.text)
