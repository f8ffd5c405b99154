"""Reading an appointment or a mail that somebody saved: real shapes of it, wrong ones, and hostile ones."""

import datetime as dt
from contextlib import suppress
from email.message import EmailMessage
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.adapters.kalender import Afspraak, Genodigde, Methode, uitnodiging
from crm.adapters.kalender_lezen import GROOTSTE_BESTAND, Gast, lees
from crm.errors import OngeldigeInvoer

A = ZoneInfo("Europe/Amsterdam")
OUTLOOK = """BEGIN:VCALENDAR
METHOD:REQUEST
PRODID:Microsoft Exchange Server 2010
VERSION:2.0
BEGIN:VTIMEZONE
TZID:W. Europe Standard Time
BEGIN:STANDARD
DTSTART:16010101T030000
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10
END:STANDARD
BEGIN:DAYLIGHT
DTSTART:16010101T020000
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
RRULE:FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3
END:DAYLIGHT
END:VTIMEZONE
BEGIN:VEVENT
ORGANIZER;CN=Renée van Dam:mailto:Renee@Techport.example
ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=NEEDS-ACTION;RSVP=TRUE;CN="Boer, Anna
  de":mailto:anna@school.example
ATTENDEE;PARTSTAT=DECLINED;CN=Piet:mailto:piet@bouw.example
ATTENDEE;CUTYPE=ROOM;CN=Zaal 3:mailto:zaal3@techport.example
ATTENDEE;CN=Renée van Dam:MAILTO:renee@techport.example
DESCRIPTION;LANGUAGE=nl-NL:Graag voorbereiden:\\n- stages\\, begroting\\n
UID:040000008200E00074C5B7101A82E008
SUMMARY;LANGUAGE=nl-NL:Tafel techniek\\; derde keer
DTSTART;TZID=W. Europe Standard Time:20261020T140000
DTEND;TZID=W. Europe Standard Time:20261020T153000
LOCATION:Velsen\\, zaal 3
STATUS:CONFIRMED
END:VEVENT
END:VCALENDAR
"""
KAAL = """BEGIN:VCALENDAR
VERSION:2.0
BEGIN:VEVENT
UID:kaal
SUMMARY:Tafel
{}
END:VEVENT
END:VCALENDAR
"""


def ics(tekst, *regels):
    return tekst.format("\n".join(regels)).replace("\n", "\r\n").encode()


def mail(**anders):
    bericht = EmailMessage()
    bericht["From"] = anders.get("van", "Renée van Dam <renee@techport.example>")
    bericht["To"] = '"Boer, Anna de" <anna@school.example>, piet@bouw.example'
    bericht["Subject"] = "Afspraak over de één-euro-regeling"
    bericht["Date"] = "Mon, 12 Oct 2026 10:00:00 +0200"
    bericht.set_content(anders.get("tekst", "Dag allemaal,\n\nTot dan."))
    return bericht


def test_an_invitation_of_outlook_is_read_whole():
    gelezen = lees(ics(OUTLOOK))
    assert gelezen.uid == "040000008200E00074C5B7101A82E008"
    assert gelezen.onderwerp == "Tafel techniek; derde keer"
    assert gelezen.begin == dt.datetime(2026, 10, 20, 14, tzinfo=A)
    assert gelezen.einde == dt.datetime(2026, 10, 20, 15, 30, tzinfo=A)
    assert gelezen.plaats == "Velsen, zaal 3"
    assert gelezen.notities == "Graag voorbereiden:\n- stages, begroting"
    assert gelezen.gasten == (
        Gast("Renée van Dam", "renee@techport.example"),
        Gast("Anna de Boer", "anna@school.example"),
        Gast("Piet", "piet@bouw.example", is_afgemeld=True),
    )
    assert gelezen.opmerkingen == ()


def test_a_file_of_an_old_windows_program_is_read():
    gelezen = lees(ics(KAAL, "DTSTART:20261020T120000Z").replace(b"Tafel", "Één tafel".encode("cp1252")))
    assert gelezen.onderwerp == "Één tafel"
    assert lees(b"\xef\xbb\xbf" + ics(OUTLOOK)).onderwerp.startswith("Tafel")


@pytest.mark.parametrize(
    ("regels", "begin", "zin"),
    [
        (("DTSTART:20261020T120000Z",), dt.datetime(2026, 10, 20, 14, tzinfo=A), None),
        (("DTSTART;TZID=America/New_York:20261020T080000",), dt.datetime(2026, 10, 20, 14, tzinfo=A), None),
        (("DTSTART:20261020T140000",), dt.datetime(2026, 10, 20, 14, tzinfo=A), "geen tijdzone"),
        (("DTSTART;TZID=Mars/Olympus:20261020T140000",), dt.datetime(2026, 10, 20, 14, tzinfo=A), "‘Mars/Olympus’"),
        (("DTSTART;VALUE=DATE:20261020",), dt.datetime(2026, 10, 20, 9, tzinfo=A), "hele dag"),
        (("DTSTART:20261020T120000Z", "RRULE:FREQ=WEEKLY"), dt.datetime(2026, 10, 20, 14, tzinfo=A), "komt terug"),
        (("DTSTART:20261020T120000Z", "STATUS:CANCELLED"), dt.datetime(2026, 10, 20, 14, tzinfo=A), "niet door"),
    ],
)
def test_what_is_not_clear_is_read_and_said(regels, begin, zin):
    gelezen = lees(ics(KAAL, *regels))
    assert gelezen.begin == begin
    assert (zin in " ".join(gelezen.opmerkingen)) if zin else gelezen.opmerkingen == ()


def test_a_duration_is_an_end_and_an_end_before_the_begin_is_none():
    assert lees(ics(KAAL, "DTSTART:20261020T120000Z", "DURATION:PT90M")).einde.minute == 30
    assert lees(ics(KAAL, "DTSTART:20261020T120000Z", "DTEND:20261020T110000Z")).einde is None


def test_a_changed_occurrence_is_not_taken_for_the_series():
    los = "BEGIN:VEVENT\nUID:kaal\nRECURRENCE-ID:20261027T120000Z\nDTSTART:20261028T120000Z\nSUMMARY:Anders\nEND:VEVENT\n"
    inhoud = ics(KAAL, "DTSTART:20261020T120000Z", "RRULE:FREQ=WEEKLY").replace(
        b"BEGIN:VEVENT", los.replace("\n", "\r\n").encode() + b"BEGIN:VEVENT", 1
    )
    assert lees(inhoud).onderwerp == "Tafel"


def test_a_mail_with_an_appointment_is_that_appointment():
    bericht = mail()
    bericht.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="stuk.pdf")
    bericht.add_attachment(ics(OUTLOOK).decode(), subtype="calendar", filename="uitnodiging.ics")
    gelezen = lees(bericht.as_bytes())
    assert gelezen.onderwerp == "Tafel techniek; derde keer"
    assert len(gelezen.gasten) == 3


def test_the_guests_of_an_appointment_that_names_none_are_who_it_was_mailed_to():
    bericht = mail()
    bericht.add_attachment(ics(KAAL, "DTSTART:20261020T120000Z").decode(), subtype="calendar", filename="a.ics")
    assert [gast.email for gast in lees(bericht.as_bytes()).gasten] == [
        "renee@techport.example",
        "anna@school.example",
        "piet@bouw.example",
    ]


def test_a_mail_without_an_appointment_is_what_it_says_itself():
    gelezen = lees(mail().as_bytes())
    assert (gelezen.uid[:8], gelezen.onderwerp) == ("bestand-", "Afspraak over de één-euro-regeling")
    assert gelezen.begin == dt.datetime(2026, 10, 12, 10, tzinfo=A)
    assert gelezen.notities == "Dag allemaal,\n\nTot dan."
    assert gelezen.gasten[1] == Gast("Anna de Boer", "anna@school.example")
    assert "geen afspraak" in gelezen.opmerkingen[0]


def test_of_a_mail_that_is_a_page_only_the_words_are_kept():
    bericht = mail()
    bericht.set_content("<style>p{}</style><p>Dag &eacute;&eacute;n</p><script>alert(1)</script>Tot dan", subtype="html")
    assert lees(bericht.as_bytes()).notities == "Dag één\nTot dan"


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "leeg"),
        (b"PK\x03\x04\x14", "zip"),
        (b"\xd0\xcf\x11\xe0\xa1", ".msg"),
        (b"%PDF-1.7", "PDF"),
        (b"<!DOCTYPE html><html>BEGIN:VCALENDAR", "webpagina"),
        (b"\x00\xff\x01" * 50, "niet lezen"),
        (b"zomaar een tekst", "niet lezen"),
        (b"x" * (GROOTSTE_BESTAND + 1), "te groot"),
        (b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n", "geen afspraak"),
        (ics(KAAL, "LOCATION:ergens"), "wanneer"),
        (ics(KAAL, "DTSTART:gisteren"), "niet lezen"),
        (ics(KAAL, "DTSTART:20261020T120000Z") * 201, "hele agenda"),
        (ics(KAAL, "DTSTART:20261020T120000Z", "ATTACH:" + "A" * 3_000_000), "hele agenda"),
        (ics(OUTLOOK)[:700], "niet lezen"),
    ],
)
def test_anything_else_is_refused_in_a_sentence(inhoud, zin):
    with pytest.raises(OngeldigeInvoer, match=zin) as fout:
        lees(inhoud)
    assert list(fout.value.velden) == ["bestand"]


def test_what_is_endless_is_cut_off():
    gelezen = lees(
        ics(
            KAAL.replace("Tafel", "T" * 5000),
            "DTSTART:20261020T120000Z",
            "DESCRIPTION:" + "x" * 100_000,
            *(f"ATTENDEE;CN={'n' * 500}:mailto:g{nummer}@x.example" for nummer in range(400)),
        )
    )
    assert (len(gelezen.onderwerp), len(gelezen.notities), len(gelezen.gasten)) == (200, 20_000, 200)
    assert len(gelezen.gasten[0].naam) == 200


@pytest.mark.parametrize(
    "inhoud",
    [
        b"BEGIN:VCALENDAR\r\n" + b"BEGIN:X\r\n" * 30_000,
        b"Subject: x\r\nFrom: a@b.nl\r\nContent-Type: text/html\r\n\r\n" + b"<style " * 70_000 + b"<br" * 70_000,
        b"Subject: x\r\nFrom: " + b'"((a' * 300_000 + b"\r\n\r\nx",
        b"Subject: x\r\nFrom: a@b.nl\r\n"
        + b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(2000)),
        ics(
            OUTLOOK.replace("FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=10", "FREQ=SECONDLY").replace(
                "FREQ=YEARLY;INTERVAL=1;BYDAY=-1SU;BYMONTH=3", "FREQ=SECONDLY"
            )
        ),
    ],
    ids=["genest", "pagina", "kop", "delen", "tijdzone"],
)
@pytest.mark.timeout(20)
def test_a_file_that_is_made_to_be_slow_is_not(inhoud):
    with suppress(OngeldigeInvoer):
        lees(inhoud)


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_file_that_is_damaged_anywhere_gives_an_answer_or_a_sentence(data):
    inhoud = bytearray(data.draw(st.sampled_from([ics(OUTLOOK), mail().as_bytes()])))
    for _ in range(data.draw(st.integers(1, 8))):
        plek = data.draw(st.integers(0, len(inhoud) - 1))
        inhoud[plek : plek + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    try:
        gelezen = lees(bytes(inhoud))
    except OngeldigeInvoer:
        return
    assert "\x00" not in f"{gelezen.onderwerp}{gelezen.plaats}{gelezen.notities}{gelezen.uid}"


def test_what_we_send_we_can_read():
    afspraak = Afspraak("u@x", "Tafel, 日本 🎉", dt.datetime(2026, 10, 20, 14, tzinfo=A), dt.datetime(2026, 10, 1, tzinfo=A))
    van, aan = Genodigde("Aanjager", "aanjager@x.example"), Genodigde("Anna", "anna@x.example")
    gelezen = lees(uitnodiging(afspraak, Methode.UITNODIGING, van=van, aan=aan, nu=afspraak.gewijzigd_op))
    assert (gelezen.uid, gelezen.onderwerp, gelezen.begin) == ("u@x", "Tafel, 日本 🎉", afspraak.begin)
