"""What we write as iCalendar: read back by the library that wrote it, by one that did not, and by hand."""

import datetime as dt
import io
import re
from zoneinfo import ZoneInfo

import icalendar
import pytest
import vobject
from dateutil import tz
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.adapters.kalender import Afspraak, Genodigde, Methode, Stand, feed, uitnodiging

A = ZoneInfo("Europe/Amsterdam")
NU = dt.datetime(2026, 10, 14, 9, tzinfo=A)
VAN = Genodigde.uit("Aanjager <aanjager@voorbeeld.invalid>")

# Letters of one to four octets, and everything that means something in the format.
TEKST = st.text(st.sampled_from("aé€🎉👩‍🎓ÿ日;,:\\\"'\n\t N"), min_size=1, max_size=200).filter(str.strip)
MOMENT = st.integers(0, 3 * 366 * 24 * 3600).map(
    lambda seconden: dt.datetime(2026, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconden)
)
AFSPRAAK = st.builds(
    Afspraak,
    uid=st.uuids().map(lambda uuid: f"{uuid}@voorbeeld.invalid"),
    titel=TEKST,
    begin=MOMENT,
    gewijzigd_op=MOMENT,
    plaats=TEKST,
    status=st.sampled_from(Stand),
    sequence=st.integers(0, 50),
    url=st.just("https://voorbeeld.invalid/overleggen/1?a=b;c,d"),
    categorie=st.sampled_from(["Overleg", "Termijn; P&C, en zo"]),
)


def zoals(gelezen, bedoeld: str) -> bool:
    """Whether the library read what was meant; it takes a backslash before an n for the end of a line."""
    return str(gelezen) == bedoeld or "\\" in bedoeld


def regels(inhoud: bytes) -> list[tuple[str, str, str]]:
    """(name, parameters, value) of every line, by the letter of RFC 5545 3.1: strict, and not a line of a library."""
    assert inhoud.endswith(b"\r\n")
    gevouwen = inhoud[:-2].split(b"\r\n")
    for regel in gevouwen:
        assert len(regel) <= 75, regel
        assert b"\n" not in regel
        assert b"\r" not in regel
        regel.decode()  # never folded in the middle of a letter
    uit = []
    for regel in b"\r\n".join(gevouwen).replace(b"\r\n ", b"").split(b"\r\n"):
        delen = re.fullmatch(r'([A-Z-]+)((?:;[A-Z-]+=(?:"[^"]*"|[^";:,]*))*):(.*)', regel.decode(), re.DOTALL)
        assert delen, regel
        uit.append((delen[1], delen[2], delen[3]))
    return uit


def tekst(waarde: str) -> str:
    """The value of a TEXT, unescaped by hand; what must be escaped and is not, is an error."""
    assert not re.search(r"(?<!\\)(?:\\\\)*[;,]", waarde), waarde
    return re.sub(r"\\(.)", lambda teken: "\n" if teken[1] in "nN" else teken[1], waarde)


@settings(max_examples=60, deadline=None)
@given(st.lists(AFSPRAAK, min_size=1, max_size=2, unique_by=lambda a: a.uid), TEKST)
def test_a_feed_round_trips_through_three_readers(afspraken, naam):
    inhoud = feed(naam, afspraken)
    velden = regels(inhoud)
    titels = [tekst(waarde) for veld, _, waarde in velden if veld == "SUMMARY"]
    plaatsen = [tekst(waarde) for veld, _, waarde in velden if veld == "LOCATION"]
    ics = icalendar.Calendar.from_ical(inhoud).walk("VEVENT")
    ander = vobject.readOne(inhoud.decode()).vevent_list
    for a, titel, plaats, deel, zelfde in zip(afspraken, titels, plaatsen, ics, ander, strict=True):
        assert titel == a.titel == zelfde.summary.value
        assert plaats == a.plaats == zelfde.location.value
        assert zoals(deel["SUMMARY"], a.titel)
        assert zoals(deel["LOCATION"], a.plaats)
        assert deel["DTSTART"].dt == a.begin == zelfde.dtstart.value
        assert deel["DTEND"].dt == a.begin + dt.timedelta(hours=1) == zelfde.dtend.value
        assert str(deel["UID"]) == a.uid == zelfde.uid.value
        assert int(deel["SEQUENCE"]) == a.sequence
        assert str(deel["STATUS"]) == a.status
        assert [str(soort) for soort in deel["CATEGORIES"].cats] == [a.categorie]
        assert str(deel["URL"]) == a.url


@settings(max_examples=60, deadline=None)
@given(AFSPRAAK, TEKST)
def test_an_invitation_round_trips_too_whatever_somebody_is_called(afspraak, naam):
    inhoud = uitnodiging(afspraak, Methode.UITNODIGING, van=VAN, aan=Genodigde(naam, "anna@voorbeeld.invalid"), nu=NU)
    velden = regels(inhoud)
    assert [waarde for veld, _, waarde in velden if veld == "ATTENDEE"] == ["mailto:anna@voorbeeld.invalid"]
    (deel,) = icalendar.Calendar.from_ical(inhoud).walk("VEVENT")
    assert zoals(deel["SUMMARY"], afspraak.titel)
    # A parameter is one line, and cannot hold a double quote; a backslash is read in two ways.
    assert deel["ATTENDEE"].params["CN"] == " ".join(naam.split()).replace('"', "'").replace("\\", "/")
    assert vobject.readOne(inhoud.decode()).vevent.summary.value == afspraak.titel


def test_the_header_says_what_calendars_ask_for():
    velden = regels(feed("Mijn agenda", []))
    kop = {naam: (params, waarde) for naam, params, waarde in velden}
    assert kop["PRODID"][1]
    assert kop["VERSION"][1] == "2.0"
    assert kop["CALSCALE"][1] == "GREGORIAN"
    assert kop["METHOD"][1] == "PUBLISH"
    assert kop["NAME"][1] == kop["X-WR-CALNAME"][1] == "Mijn agenda"
    assert kop["REFRESH-INTERVAL"] == (";VALUE=DURATION", "PT1H")
    assert kop["X-PUBLISHED-TTL"][1] == "PT1H"
    assert ("TZID", "", "Europe/Amsterdam") in velden


def test_an_event_says_everything_about_itself():
    begin = dt.datetime(2026, 10, 20, 10, tzinfo=A)
    (deel,) = icalendar.Calendar.from_ical(
        feed("x", [Afspraak("u@x", "Tafel", begin, NU, einde=begin + dt.timedelta(hours=2), sequence=3)])
    ).walk("VEVENT")
    assert deel["DTSTART"].params["TZID"] == "Europe/Amsterdam"
    assert deel["DTSTAMP"].to_ical() == deel["LAST-MODIFIED"].to_ical() == b"20261014T070000Z"
    assert (deel["SEQUENCE"], deel["STATUS"], deel["CLASS"], deel["TRANSP"]) == (3, "CONFIRMED", "PRIVATE", "OPAQUE")
    assert deel["DTEND"].dt - deel["DTSTART"].dt == dt.timedelta(hours=2)


def test_a_deadline_is_a_day_that_keeps_nobody_from_a_meeting():
    inhoud = feed("x", [Afspraak("u@x", "Inleveren", dt.date(2026, 12, 31), NU)])
    assert ("DTSTART", ";VALUE=DATE", "20261231") in regels(inhoud)
    assert ("DTEND", ";VALUE=DATE", "20270101") in regels(inhoud)
    assert ("TRANSP", "", "TRANSPARENT") in regels(inhoud)
    langer = feed("x", [Afspraak("u@x", "Reces", dt.date(2026, 12, 24), NU, einde=dt.date(2027, 1, 3))])
    assert ("DTEND", ";VALUE=DATE", "20270104") in regels(langer)


@pytest.mark.parametrize("dag", [dt.date(2027, 3, 28), dt.date(2027, 10, 31)])
@pytest.mark.parametrize("uur", [0, 1, 2, 3, 4, 10, 23])
def test_the_weekends_in_which_the_clock_changes_give_the_right_local_time(dag, uur):
    for minuten in (0, 30):
        utc = dt.datetime.combine(dag, dt.time(), dt.UTC) + dt.timedelta(hours=uur - 2, minutes=minuten)
        inhoud = feed("x", [Afspraak("u@x", "Tafel", utc, NU)])
        (deel,) = icalendar.Calendar.from_ical(inhoud).walk("VEVENT")
        ander = vobject.readOne(inhoud.decode()).vevent
        for gelezen in (deel["DTSTART"].dt, ander.dtstart.value):
            assert gelezen.astimezone(dt.UTC) == utc
            assert gelezen.astimezone(A).replace(tzinfo=None) == utc.astimezone(A).replace(tzinfo=None)
        assert ander.dtend.value.astimezone(dt.UTC) - utc == dt.timedelta(hours=1)


def test_the_zone_in_the_file_is_that_of_amsterdam_around_every_change_of_the_clock():
    zone = tz.tzical(io.StringIO(feed("x", []).decode())).get("Europe/Amsterdam")
    uren = [dt.timedelta(hours=uur) for uur in (-24, -2, -1, 0, 1, 2, 24)]
    for jaar in range(1997, 2046):
        for maand in (3, 10):
            zondag = max(dt.date(jaar, maand, dag) for dag in range(25, 32) if dt.date(jaar, maand, dag).weekday() == 6)
            # At one o'clock in Greenwich, on the last Sunday.
            for moment in (dt.datetime.combine(zondag, dt.time(1), dt.UTC) + uur for uur in uren):
                assert f"{moment.astimezone(zone):%H:%M %z %Z}" == f"{moment.astimezone(A):%H:%M %z %Z}", moment


def test_the_clock_in_the_file_is_that_of_the_wall():
    """Ten in the morning is ten in the morning, on both sides of the change; by hand, from the zone in the file itself."""
    for dag, verschil in ((27, "+0100"), (28, "+0200")):
        begin = dt.datetime(2027, 3, dag, 10, tzinfo=A)
        velden = regels(feed("x", [Afspraak("u@x", "Tafel", begin, NU)]))
        assert ("DTSTART", ";TZID=Europe/Amsterdam", f"202703{dag}T100000") in velden
        assert ("TZOFFSETTO", "", verschil) in velden
        assert begin.strftime("%z") == verschil


def test_the_hour_that_comes_twice_is_not_guessed():
    """Half past two on 31 October 2027 was there in summer time and again in winter time; programs differ on which it is."""
    for utc in (dt.datetime(2027, 10, 31, 0, 30, tzinfo=dt.UTC), dt.datetime(2027, 10, 31, 1, 30, tzinfo=dt.UTC)):
        inhoud = feed("x", [Afspraak("u@x", "Nacht", utc, NU)])
        assert ("DTSTART", "", f"{utc:%Y%m%dT%H%M%SZ}") in regels(inhoud)
        assert vobject.readOne(inhoud.decode()).vevent.dtstart.value.astimezone(dt.UTC) == utc


def test_the_same_appointments_are_the_same_bytes():
    afspraak = Afspraak("u@x", "Tafel", NU, NU)
    assert feed("x", [afspraak]) == feed("x", [afspraak])


@pytest.mark.parametrize(("methode", "stand"), [(Methode.UITNODIGING, Stand.VAST), (Methode.AFGELASTING, Stand.AFGELAST)])
def test_an_invitation_is_from_the_mailbox_and_to_one_person(methode, stand):
    afspraak = Afspraak("u@x", "Tafel", NU, NU, status=stand, sequence=2)
    inhoud = uitnodiging(afspraak, methode, van=VAN, aan=Genodigde("Anna; de Boer", "anna@voorbeeld.invalid"), nu=NU)
    agenda = icalendar.Calendar.from_ical(inhoud)
    (deel,) = agenda.walk("VEVENT")
    assert agenda["METHOD"] == methode
    assert (deel["STATUS"], deel["SEQUENCE"]) == (stand, 2)
    assert deel["ORGANIZER"] == "mailto:aanjager@voorbeeld.invalid"
    assert deel["ORGANIZER"].params["CN"] == "Aanjager"
    assert deel["ATTENDEE"] == "mailto:anna@voorbeeld.invalid"
    params = deel["ATTENDEE"].params
    assert (params["CN"], params["ROLE"]) == ("Anna; de Boer", "REQ-PARTICIPANT")
    if methode is Methode.UITNODIGING:
        assert (params["PARTSTAT"], params["RSVP"]) == ("NEEDS-ACTION", "TRUE")


def test_control_characters_do_not_break_a_line():
    inhoud = feed("x", [Afspraak("u@x", "Ta\x00f\x0bel\x1f\r\nBEGIN:VALARM\u2028", NU, NU)])
    assert [tekst(w) for veld, _, w in regels(inhoud) if veld == "SUMMARY"] == ["Tafel\nBEGIN:VALARM"]
