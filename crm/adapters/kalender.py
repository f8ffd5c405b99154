"""iCalendar going out: a feed that calendars follow (RFC 5545, 7986) and an invitation in a mail (RFC 5546, 6047).

Only this module and `kalender_lezen` know the format. They know nothing of the nouns: a question or a verb says in an
`Afspraak` what is to be seen.
"""

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parseaddr
from enum import StrEnum
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, Timezone, vCalAddress, vText

PRODID = "-//Aanjager//Uitvoeringsagenda//NL"
VERVERSEN = dt.timedelta(hours=1)
# A meeting of which nobody said when it ends: without an end a calendar draws a line of no height.
STANDAARDDUUR = dt.timedelta(hours=1)
TZID = "Europe/Amsterdam"
_AMSTERDAM = ZoneInfo(TZID)

# The rule of the European Union, as it holds since 1996 (Directive 2000/84/EC).
_VTIMEZONE = "\r\n".join(
    (
        "BEGIN:VTIMEZONE",
        f"TZID:{TZID}",
        "BEGIN:DAYLIGHT",
        "TZOFFSETFROM:+0100",
        "TZOFFSETTO:+0200",
        "TZNAME:CEST",
        "DTSTART:19960331T020000",
        "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU",
        "END:DAYLIGHT",
        "BEGIN:STANDARD",
        "TZOFFSETFROM:+0200",
        "TZOFFSETTO:+0100",
        "TZNAME:CET",
        "DTSTART:19961027T030000",
        "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU",
        "END:STANDARD",
        "END:VTIMEZONE",
        "",
    )
)

# What may not stand in a text of a calendar: control characters, but for a tab and the end of a line.
_STUURTEKENS = re.compile("[\x00-\x08\x0b-\x1f\x7f\u2028\u2029\ud800-\udfff]")


class _Tekst(vText):
    """A text as RFC 5545 3.3.11 escapes it: the library takes a backslash before an N for the end of a line."""

    def to_ical(self) -> bytes:
        tekst = str(self).replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
        return tekst.replace("\n", "\\n").encode()


class Stand(StrEnum):
    """Whether it goes on."""

    VOORLOPIG = "TENTATIVE"
    VAST = "CONFIRMED"
    AFGELAST = "CANCELLED"


class Methode(StrEnum):
    """What the receiver is asked to do."""

    PUBLICATIE = "PUBLISH"
    UITNODIGING = "REQUEST"
    AFGELASTING = "CANCEL"


@dataclass(frozen=True)
class Afspraak:
    """One thing in a calendar: at a moment, or on whole days.

    With days (`dt.date`) `einde` is the last day itself; with moments it is the moment at which it ends.
    """

    uid: str
    titel: str
    begin: dt.datetime | dt.date
    gewijzigd_op: dt.datetime
    einde: dt.datetime | dt.date | None = None
    plaats: str | None = None
    status: Stand = Stand.VAST
    sequence: int = 0
    url: str | None = None
    categorie: str | None = None

    @property
    def is_hele_dag(self) -> bool:
        return not isinstance(self.begin, dt.datetime)


@dataclass(frozen=True)
class Genodigde:
    """Somebody with an address: who is invited, or who invites."""

    naam: str
    email: str

    @classmethod
    def uit(cls, kop: str) -> "Genodigde":
        """Out of the header of a mail: `Aanjager <aanjager@voorbeeld.invalid>`."""
        naam, email = parseaddr(kop)
        return cls(naam or email, email)


def feed(naam: str, afspraken: Iterable[Afspraak]) -> bytes:
    """The calendar with this name; the same appointments give the same bytes."""
    agenda = _agenda(Methode.PUBLICATIE)
    agenda.add("name", _tekst(naam))
    agenda.add("x-wr-calname", _tekst(naam))
    agenda.add("x-wr-timezone", TZID)
    agenda.add("refresh-interval", VERVERSEN, parameters={"VALUE": "DURATION"})
    agenda.add("x-published-ttl", "PT1H")
    agenda.add_component(Timezone.from_ical(_VTIMEZONE))
    for afspraak in afspraken:
        # Not the moment of asking: then every question would have another answer.
        gebeurtenis = _gebeurtenis(afspraak, afspraak.gewijzigd_op)
        gebeurtenis.add("class", "PRIVATE")
        agenda.add_component(gebeurtenis)
    return agenda.to_ical(sorted=False)


def uitnodiging(
    afspraak: Afspraak, methode: Methode, *, van: Genodigde, aan: Genodigde, nu: dt.datetime
) -> bytes:
    """The part of a mail that asks one person to come, or says that it is off; it names nobody else who comes.

    `van` is the mailbox that the mail comes from: calendars refuse an organiser that is somebody else.
    """
    agenda = _agenda(methode)
    agenda.add_component(Timezone.from_ical(_VTIMEZONE))
    gebeurtenis = _gebeurtenis(afspraak, nu)
    gebeurtenis.add("organizer", _adres(van))
    genodigde = _adres(aan)
    genodigde.params["ROLE"] = "REQ-PARTICIPANT"
    if methode is Methode.UITNODIGING:
        genodigde.params["PARTSTAT"] = "NEEDS-ACTION"
        genodigde.params["RSVP"] = "TRUE"
    gebeurtenis.add("attendee", genodigde)
    agenda.add_component(gebeurtenis)
    return agenda.to_ical(sorted=False)


def _agenda(methode: Methode) -> Calendar:
    agenda = Calendar()
    agenda.add("prodid", PRODID)
    agenda.add("version", "2.0")
    agenda.add("calscale", "GREGORIAN")
    agenda.add("method", str(methode))
    return agenda


def _gebeurtenis(afspraak: Afspraak, stempel: dt.datetime) -> Event:
    gebeurtenis = Event()
    gebeurtenis.add("uid", afspraak.uid)
    gebeurtenis.add("dtstamp", _utc(stempel))
    gebeurtenis.add("last-modified", _utc(afspraak.gewijzigd_op))
    gebeurtenis.add("sequence", afspraak.sequence)
    for veld, waarde in zip(("dtstart", "dtend"), _spanne(afspraak), strict=True):
        gebeurtenis.add(veld, waarde)
    gebeurtenis.add("summary", _tekst(afspraak.titel))
    gebeurtenis.add("status", str(afspraak.status))
    # A deadline does not keep anybody from a meeting on that day.
    gebeurtenis.add("transp", "TRANSPARENT" if afspraak.is_hele_dag else "OPAQUE")
    if afspraak.plaats:
        gebeurtenis.add("location", _tekst(afspraak.plaats))
    if afspraak.url:
        gebeurtenis.add("url", afspraak.url)
    if afspraak.categorie:
        gebeurtenis.add("categories", [_tekst(afspraak.categorie).replace("\\", "/")])
    return gebeurtenis


def _spanne(afspraak: Afspraak) -> tuple[dt.datetime | dt.date, dt.datetime | dt.date]:
    """Begin and end as they are written: the end of days is the day after, moments are those of the clock here."""
    begin, einde = afspraak.begin, afspraak.einde
    if not isinstance(begin, dt.datetime):
        return begin, (einde or begin) + dt.timedelta(days=1)
    tot = einde if isinstance(einde, dt.datetime) else begin.astimezone(dt.UTC) + STANDAARDDUUR
    lokaal = begin.astimezone(_AMSTERDAM), tot.astimezone(_AMSTERDAM)
    if any(moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset() for moment in lokaal):
        # The hour that comes twice in October: by the clock here not every program takes the same one of the two.
        return _utc(begin), _utc(tot)
    return lokaal


def _adres(wie: Genodigde) -> vCalAddress:
    adres = vCalAddress(f"mailto:{wie.email.strip()}")
    # A double quote cannot stand in a parameter, a backslash is read in two ways, and a tab at the end is lost.
    adres.params["CN"] = " ".join(_tekst(wie.naam).split()).replace('"', "'").replace("\\", "/")
    return adres


def _utc(moment: dt.datetime) -> dt.datetime:
    return moment.astimezone(dt.UTC).replace(microsecond=0)


def _tekst(tekst: str) -> _Tekst:
    """The text without what a calendar cannot hold."""
    return _Tekst(_STUURTEKENS.sub("", tekst.replace("\r\n", "\n").replace("\r", "\n")))
