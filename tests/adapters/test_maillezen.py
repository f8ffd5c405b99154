"""Mails as programs really save them: nested, in old letters, with the appointment deep inside or broken."""

import base64
import datetime as dt
import quopri

import pytest

from crm.adapters.kalender_lezen import Gast, lees
from tests.adapters.test_kalender_lezen import OUTLOOK, A, ics

KOP = (
    "From: =?iso-8859-1?Q?Ren=E9e_van_Dam?= <renee@techport.example>\r\n"
    'To: "Boer, Anna de" <anna@school.example>, =?utf-8?B?UMOpZXQ=?= <piet@bouw.example>\r\n'
    "Subject: =?iso-8859-1?Q?Afspraak_over_de_=E9=E9n?=\r\n"
    "Date: Mon, 12 Oct 2026 10:00:00 +0200\r\nMessage-ID: <abc@techport.example>\r\nMIME-Version: 1.0\r\n"
)
TAFEL = ics(OUTLOOK).decode().replace("Tafel techniek", "Één tafel")


def mail(soort, inhoud, *koppen):
    regels = [f"Content-Type: {soort}", *koppen, "", ""]
    return KOP.encode() + "\r\n".join(regels).encode() + inhoud


def deel(grens, *delen):
    """The parts of a multipart, each a header and a body in one."""
    return b"".join(b"--%s\r\n%s\r\n" % (grens, d) for d in delen) + b"--%s--\r\n" % grens


def qp(inhoud):
    return quopri.encodestring(inhoud.replace(b"\r\n", b"\n")).replace(b"\n", b"\r\n")


LATIN = TAFEL.encode("latin-1")
OUD = b"Content-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nDag =E9=\r\n=E9n"
KALENDER = (
    b"Content-Type: text/calendar; charset=iso-8859-1; method=REQUEST\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    + qp(LATIN)
)
BIJLAGE = (
    b'Content-Type: application/octet-stream; name="=?utf-8?Q?uitnodiging_=C3=A9=C3=A9n.ics?="\r\n'
    b"Content-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(TAFEL.encode())
)
ALTERNATIEF = b"Content-Type: multipart/alternative; boundary=C\r\n\r\n" + deel(b"C", OUD, KALENDER)
VERWANT = b"Content-Type: multipart/related; boundary=B\r\n\r\n" + deel(b"B", ALTERNATIEF)
GENEST = mail("multipart/mixed; boundary=A", deel(b"A", VERWANT))
DOORGESTUURD = mail("multipart/mixed; boundary=X", deel(b"X", b"Content-Type: message/rfc822\r\n\r\n" + GENEST))


@pytest.mark.parametrize(
    "inhoud",
    [
        GENEST,
        DOORGESTUURD,
        GENEST.replace(b"\r\n", b"\n"),
        b"\xef\xbb\xbf" + GENEST,
        mail("multipart/mixed; boundary=A", deel(b"A", OUD, BIJLAGE)),
        mail("text/calendar; charset=onzin", TAFEL.encode()),
        mail("text/calendar", base64.encodebytes(TAFEL.encode()), "Content-Transfer-Encoding: base64"),
        mail("multipart/mixed; boundary=A", deel(b"A", b"Content-Type: text/calendar\r\n\r\n", BIJLAGE)),
    ],
    ids=["genest", "doorgestuurd", "unix", "bom", "bijlage", "tekenset", "base64", "eerst leeg"],
)
def test_the_appointment_is_found_wherever_a_program_puts_it(inhoud):
    gelezen = lees(inhoud)
    assert gelezen.onderwerp == "Één tafel; derde keer"
    assert gelezen.begin == dt.datetime(2026, 10, 20, 14, tzinfo=A)
    assert gelezen.gasten[0] == Gast("Renée van Dam", "renee@techport.example")
    assert gelezen.is_afspraak


def test_of_a_broken_appointment_the_mail_itself_is_read():
    gelezen = lees(mail("text/calendar; charset=utf-8", TAFEL.encode()[:700]))
    assert gelezen.onderwerp == "Afspraak over de één"
    assert (gelezen.uid, gelezen.is_afspraak) == ("abc@techport.example", False)
    assert gelezen.opmerkingen == ("De afspraak in deze mail konden wij niet lezen; wij namen over wat in de mail zelf staat.",)


def test_old_letters_and_names_back_to_front_are_read_as_people_write_them():
    gelezen = lees(mail("multipart/mixed; boundary=A", deel(b"A", OUD)))
    assert gelezen.notities == "Dag één"
    assert [gast.naam for gast in gelezen.gasten] == ["Renée van Dam", "Anna de Boer", "Péet"]
    windows = mail("text/plain; charset=windows-1252", "Dag ‘één’".encode("cp1252"), "Content-Transfer-Encoding: 8bit")
    assert lees(windows).notities == "Dag ‘één’"


def test_a_mail_without_a_moment_that_can_be_is_one_without_a_moment():
    gelezen = lees(mail("text/plain", b"Dag").replace(b"2026", b"1970"))
    assert (gelezen.begin, gelezen.opmerkingen) == (None, ("In deze mail zit geen afspraak en geen datum.",))
