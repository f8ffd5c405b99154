"""An appointment out of somebody's calendar or mail (.ics, .eml): what it says about a meeting, never more than that.

Files come from anywhere, so nothing in them is believed: not the name, not the length, not the encoding.
"""

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

from crm.adapters.maillezen import Bericht, bericht
from crm.errors import OngeldigeInvoer

GROOTSTE_BESTAND = 10 * 1024 * 1024
# A mail may carry files; an appointment of this size is none.
GROOTSTE_AFSPRAAK = 2 * 1024 * 1024
# More is not an invitation but somebody's whole calendar.
HOOGSTENS_AFSPRAKEN = 200
HOOGSTENS_DEELNEMERS = 200
LANGSTE_ONDERWERP = 200
LANGSTE_NAAM = 200
LANGSTE_PLAATS = 200
LANGSTE_NOTITIE = 20_000
LANGSTE_UID = 255
_AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# What a text of ours cannot hold.
_STUURTEKENS = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")

GEEN_AFSPRAAK = (
    "Dit bestand konden wij niet lezen als afspraak of mail. Sla de afspraak in uw agenda op als iCalendar (.ics) of de "
    "mail als .eml, en probeer het opnieuw."
)
# By the first bytes: what people pick by mistake, and what to do instead.
_ANDERS = (
    (b"PK\x03\x04", "Dit is een zip- of Office-bestand. Pak het uit en kies de afspraak (.ics) of de mail (.eml) zelf."),
    (b"\xd0\xcf\x11\xe0", "Dit is een Outlook-bestand (.msg). Sla de afspraak in Outlook op als iCalendar-indeling (.ics)."),
    (b"%PDF", "Dit is een PDF. Sla de afspraak in uw agenda op als iCalendar (.ics)."),
)
_PAGINA = re.compile(rb"\s*(<!doctype\s+html|<html|<\?xml)", re.IGNORECASE)


@dataclass(frozen=True)
class Gast:
    """Somebody in the file: a name, an address, or both."""

    naam: str
    email: str | None = None
    is_afgemeld: bool = False


@dataclass(frozen=True)
class Gelezen:
    """What the file says about a meeting. `opmerkingen` are sentences about what was not clear in it."""

    uid: str | None
    onderwerp: str
    begin: dt.datetime | None
    einde: dt.datetime | None = None
    is_hele_dag: bool = False
    plaats: str | None = None
    notities: str | None = None
    gasten: tuple[Gast, ...] = ()
    opmerkingen: tuple[str, ...] = ()


def lees(inhoud: bytes) -> Gelezen:
    """What this .ics or .eml says. Refuses with OngeldigeInvoer what is too large, something else, or broken."""
    _keur(inhoud)
    if re.match(rb"\s*BEGIN:VCALENDAR", inhoud.lstrip(b"\xef\xbb\xbf"), re.IGNORECASE):
        return _afspraak(inhoud)
    mail = bericht(inhoud)
    if mail is None:
        raise _weigering(GEEN_AFSPRAAK)
    if mail.kalender is None:
        return _uit_mail(mail)
    gelezen = _afspraak(mail.kalender)
    # Some senders leave the guests out of the calendar part: then they are who the mail went to.
    return gelezen if gelezen.gasten else replace(gelezen, gasten=_gasten(mail))


def _keur(inhoud: bytes) -> None:
    if not inhoud.strip():
        raise _weigering("Dit bestand is leeg.")
    if len(inhoud) > GROOTSTE_BESTAND:
        raise _weigering(f"Dit bestand is te groot: hoogstens {GROOTSTE_BESTAND // 1024 // 1024} MB.")
    for begin, zin in _ANDERS:
        if inhoud.startswith(begin):
            raise _weigering(zin)
    if _PAGINA.match(inhoud):
        raise _weigering("Dit is een webpagina. Sla de afspraak in uw agenda op als iCalendar (.ics).")


def _weigering(zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer(zin, {"bestand": [zin]})


def _afspraak(inhoud: bytes) -> Gelezen:
    if len(inhoud) > GROOTSTE_AFSPRAAK or len(re.findall(rb"BEGIN:VEVENT", inhoud)) > HOOGSTENS_AFSPRAKEN:
        raise _weigering("Dit is een hele agenda. Sla alleen de ene afspraak op, en kies dat bestand.")
    try:
        agenda = Calendar.from_ical(_tekst(inhoud))
        afspraken = agenda.walk("VEVENT")
        if not afspraken:
            raise _weigering("In dit bestand staat geen afspraak.")
        return _gelezen(agenda, afspraken)
    except OngeldigeInvoer:
        raise
    except Exception as fout:
        # The library raises what it likes on a broken line; whatever it is, the file is what is wrong.
        raise _weigering(GEEN_AFSPRAAK) from fout


def _tekst(inhoud: bytes) -> str:
    """UTF-8 as the standard says, and otherwise what old Windows programs write."""
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        tekst = inhoud.decode("cp1252", errors="replace")
    return tekst.replace("\x00", "").lstrip()


def _gelezen(agenda: Calendar, afspraken: list[Event]) -> Gelezen:
    # One series may have changed occurrences beside it; the series itself is what was planned.
    eigen = [afspraak for afspraak in afspraken if "RECURRENCE-ID" not in afspraak] or afspraken
    afspraak = eigen[0]
    if "DTSTART" not in afspraak:
        raise _weigering("In deze afspraak staat niet wanneer zij is.")
    begin, opmerkingen, is_hele_dag = _moment(afspraak["DTSTART"])
    return Gelezen(
        uid=_kort(afspraak.get("UID"), LANGSTE_UID) or None,
        onderwerp=_kort(afspraak.get("SUMMARY"), LANGSTE_ONDERWERP),
        begin=begin,
        einde=_einde(afspraak, begin, is_hele_dag=is_hele_dag),
        is_hele_dag=is_hele_dag,
        plaats=_kort(afspraak.get("LOCATION"), LANGSTE_PLAATS) or None,
        notities=_lang(afspraak.get("DESCRIPTION")) or None,
        gasten=_genodigden(afspraak),
        opmerkingen=(*opmerkingen, *_opmerkingen(agenda, afspraak, len(eigen))),
    )


def _moment(veld: Any) -> tuple[dt.datetime, tuple[str, ...], bool]:
    """When it begins by our clock, what was not clear about it, and whether it is about a whole day."""
    waarde = veld.dt
    if not isinstance(waarde, dt.datetime):
        begin = dt.datetime.combine(waarde, dt.time(9), _AMSTERDAM)
        return begin, ("De afspraak duurt de hele dag; wij vulden 9.00 uur in.",), True
    if waarde.tzinfo is not None:
        return waarde.astimezone(dt.UTC), (), False
    genoemd = veld.params.get("TZID")
    zin = (
        f"De tijdzone ‘{_kort(genoemd, 60)}’ kennen wij niet; wij lezen de tijd als Nederlandse tijd."
        if genoemd
        else "In het bestand staat geen tijdzone; wij lezen de tijd als Nederlandse tijd."
    )
    return waarde.replace(tzinfo=_AMSTERDAM), (zin,), False


def _einde(afspraak: Event, begin: dt.datetime, *, is_hele_dag: bool) -> dt.datetime | None:
    """When it ends, where that is said and can be: later than the beginning."""
    if is_hele_dag:
        return None
    if "DTEND" in afspraak and isinstance(afspraak["DTEND"].dt, dt.datetime):
        einde = _moment(afspraak["DTEND"])[0]
    elif "DURATION" in afspraak:
        einde = begin + afspraak["DURATION"].dt
    else:
        return None
    return einde if einde > begin else None


def _opmerkingen(agenda: Calendar, afspraak: Event, aantal: int) -> tuple[str, ...]:
    zinnen = []
    if "RRULE" in afspraak or "RDATE" in afspraak:
        zinnen.append("De afspraak komt terug; wij nemen alleen de eerste keer over.")
    if aantal > 1:
        zinnen.append(f"In het bestand staan {aantal} afspraken; wij nemen alleen de eerste over.")
    is_af = str(agenda.get("METHOD", "")).upper() == "CANCEL" or str(afspraak.get("STATUS", "")).upper() == "CANCELLED"
    if is_af:
        zinnen.append("Let op: volgens dit bestand gaat de afspraak niet door.")
    return tuple(zinnen)


def _genodigden(afspraak: Event) -> tuple[Gast, ...]:
    """Who organises and who is asked, each address once; rooms and other things are left out."""
    gasten: dict[str, Gast] = {}
    for veld in ("ORGANIZER", "ATTENDEE"):
        waarden = afspraak.get(veld, [])
        for adres in waarden if isinstance(waarden, list) else [waarden]:
            params = getattr(adres, "params", {})
            if str(params.get("CUTYPE", "")).upper() in ("ROOM", "RESOURCE"):
                continue
            email = re.sub(r"^mailto:", "", _kort(adres, 300), flags=re.IGNORECASE).strip().lower()
            naam = _kort(params.get("CN"), LANGSTE_NAAM).strip("'\" ")
            is_afgemeld = str(params.get("PARTSTAT", "")).upper() == "DECLINED"
            _erbij(gasten, naam, email, is_afgemeld=is_afgemeld)
    return tuple(gasten.values())[:HOOGSTENS_DEELNEMERS]


def _erbij(gasten: dict[str, Gast], naam: str, email: str, *, is_afgemeld: bool = False) -> None:
    is_adres = "@" in email and len(email) <= 254
    sleutel = email if is_adres else naam.casefold()
    if sleutel:
        vorige = gasten.get(sleutel)
        gasten[sleutel] = Gast(
            naam or (vorige.naam if vorige else email), email if is_adres else None, is_afgemeld
        )


def _uit_mail(mail: Bericht) -> Gelezen:
    """A mail without an appointment in it: what it was about, when it was sent, and between whom."""
    return Gelezen(
        uid=None,
        onderwerp=_kort(mail.onderwerp, LANGSTE_ONDERWERP),
        begin=mail.datum,
        notities=_lang(mail.tekst) or None,
        gasten=_gasten(mail),
        opmerkingen=("In deze mail zit geen afspraak; wij namen het moment van verzenden over.",)
        if mail.datum
        else ("In deze mail zit geen afspraak en geen datum.",),
    )


def _gasten(mail: Bericht) -> tuple[Gast, ...]:
    gasten: dict[str, Gast] = {}
    for naam, email in mail.adressen:
        _erbij(gasten, _kort(naam, LANGSTE_NAAM), email.strip().lower())
    return tuple(gasten.values())[:HOOGSTENS_DEELNEMERS]


def _kort(waarde: Any, langste: int) -> str:
    """One line of at most so many characters."""
    if isinstance(waarde, list):
        waarde = waarde[0] if waarde else ""
    return " ".join(_STUURTEKENS.sub(" ", str(waarde or "")).split())[:langste].strip()


def _lang(waarde: Any) -> str:
    if isinstance(waarde, list):
        waarde = "\n".join(str(deel) for deel in waarde)
    tekst = str(waarde or "").replace("\r\n", "\n").replace("\r", "\n")
    return _STUURTEKENS.sub("", tekst).strip()[:LANGSTE_NOTITIE].strip()
