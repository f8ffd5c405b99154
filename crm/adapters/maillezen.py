"""A mail as somebody saved it (.eml): its subject, its moment, who it was between, and the appointment in it.

A header that cannot be read is one that is not there, and nothing here takes longer on a file that was made to be slow.
"""

import datetime as dt
import email
import re
from collections.abc import Callable
from dataclasses import dataclass
from email.header import decode_header, make_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from html import unescape
from typing import TypeVar
from zoneinfo import ZoneInfo

import nh3

# Deeper or wider than this no mail program goes; a file made to be slow does.
HOOGSTENS_DELEN = 100
HOOGSTENS_ADRESSEN = 200
LANGSTE_KOP = 20_000
LANGSTE_PAGINA = 500_000
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
_KOPPEN = ("From", "To", "Subject", "Date", "Received", "Message-ID")
_KALENDER = ("text/calendar", "application/ics")

Waarde = TypeVar("Waarde")


@dataclass(frozen=True)
class Bericht:
    """What a mail says."""

    kenmerk: str
    """Its Message-ID, if it has one."""

    onderwerp: str
    datum: dt.datetime | None
    adressen: tuple[tuple[str, str], ...]
    """(name, address) of the sender and of everybody it was sent to."""

    tekst: str
    kalender: bytes | None


def bericht(inhoud: bytes) -> Bericht | None:
    """The mail, or None when this is none: without at least two of the headers that every mail has."""
    mail = _veilig(lambda: email.message_from_bytes(inhoud), None)
    if mail is None or sum(kop in mail for kop in _KOPPEN) < 2:
        return None
    delen = _veilig(lambda: _delen(mail), [])
    return Bericht(
        kenmerk=_kop(mail, "Message-ID"),
        onderwerp=_leesbaar(_kop(mail, "Subject")),
        datum=_veilig(lambda: _datum(_kop(mail, "Date")), None),
        adressen=_veilig(lambda: _adressen(mail), ()),
        tekst=_tekst(delen),
        kalender=next((inhoud for deel in delen if _is_kalender(deel) and (inhoud := _inhoud(deel)).strip()), None),
    )


def _veilig(doe: Callable[[], Waarde], anders: Waarde) -> Waarde:
    try:
        return doe()
    except Exception:  # noqa: BLE001 - whatever it is, it means that this part of the file is broken
        return anders


def _delen(mail: Message) -> list[Message]:
    delen = []
    for deel in mail.walk():
        if len(delen) == HOOGSTENS_DELEN:
            break
        delen.append(deel)
    return [deel for deel in delen if not deel.is_multipart()]


def _is_kalender(deel: Message) -> bool:
    naam = _leesbaar(_veilig(lambda: deel.get_filename() or "", ""))
    return deel.get_content_type() in _KALENDER or naam.lower().endswith(".ics")


def _inhoud(deel: Message) -> bytes:
    ruw = _veilig(lambda: deel.get_payload(decode=True), b"") or b""
    soort = _veilig(lambda: deel.get_content_charset() or "utf-8", "utf-8")
    return _veilig(lambda: ruw.decode(soort).encode(), ruw)


def _kop(mail: Message, naam: str) -> str:
    """The header as it stands in the file; some programs write UTF-8 in it without saying so."""
    ruw = next((str(waarde) for sleutel, waarde in mail.raw_items() if sleutel.lower() == naam.lower()), "")
    regel = " ".join(ruw[:LANGSTE_KOP].split())
    return regel.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _leesbaar(tekst: str) -> str:
    """`=?utf-8?q?Ren=C3=A9e?=` as people read it."""
    return _veilig(lambda: str(make_header(decode_header(tekst))), tekst)


def _datum(kop: str) -> dt.datetime | None:
    if not kop:
        return None
    moment = parsedate_to_datetime(kop)
    return moment if moment.tzinfo else moment.replace(tzinfo=_AMSTERDAM)


def _adressen(mail: Message) -> tuple[tuple[str, str], ...]:
    koppen = [_kop(mail, naam) for naam in ("From", "To", "Cc")]
    paren = getaddresses(koppen)[:HOOGSTENS_ADRESSEN]
    return tuple((_leesbaar(naam), adres) for naam, adres in paren if naam or adres)


def _tekst(delen: list[Message]) -> str:
    """What was written, as plain text; of a mail that is a page only, the words on it."""
    for soort in ("text/plain", "text/html"):
        for deel in delen:
            if deel.get_content_type() == soort and deel.get_content_disposition() != "attachment":
                tekst = _inhoud(deel).decode("utf-8", errors="replace")
                return tekst if soort == "text/plain" else _kaal(tekst)
    return ""


def _kaal(pagina: str) -> str:
    regels = re.sub(r"(?i)<(?:br|/p|/div|/tr|/li)\b[^>]{0,200}>", "\n", pagina[:LANGSTE_PAGINA])
    tekst = unescape(nh3.clean(regels, tags=set()))
    return "\n".join(" ".join(regel.split()) for regel in tekst.splitlines())
