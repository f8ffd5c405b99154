"""An appointment out of somebody's calendar or mail (.ics, .eml): what it says about a meeting, never more than that.

Files come from anywhere, so nothing in them is believed: not the name, not the length, not the encoding.
"""

import datetime as dt
import hashlib
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
# A meeting of ours is in these years; anything else is a slip or a test.
EERSTE_JAAR, LAATSTE_JAAR = 2000, 2099
_BOM = b"\xef\xbb\xbf"
# As Outlook writes who works here: "Boer, Anna de (Provincie)".
_ACHTERNAAM_EERST = re.compile(r"([^,()]{1,80}), ?([^,()]{1,80}?)(?: ?\([^()]*\))?")
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

    uid: str
    """By what the same file is known when it comes again: the name of the appointment or the mail, or of the file."""

    onderwerp: str
    begin: dt.datetime | None
    einde: dt.datetime | None = None
    is_hele_dag: bool = False
    plaats: str | None = None
    notities: str | None = None
    gasten: tuple[Gast, ...] = ()
    opmerkingen: tuple[str, ...] = ()
    is_afspraak: bool = True
    """Not a mail, of which the moment is when it was sent."""

    is_afgelast: bool = False
    is_reeks: bool = False
    """It comes back; only the first time is in here."""


def lees(inhoud: bytes) -> Gelezen:
    """What this .ics or .eml says. Refuses with OngeldigeInvoer what is too large, something else, or broken."""
    _keur(inhoud)
    gelezen = _lees(inhoud.removeprefix(_BOM))
    if gelezen.begin is not None and not _kan(gelezen.begin):
        raise _weigering(f"Deze afspraak is in het jaar {gelezen.begin.year}. Dat kan niet kloppen.")
    return gelezen if gelezen.uid else replace(gelezen, uid=f"bestand-{hashlib.sha256(inhoud).hexdigest()}")


def _kan(moment: dt.datetime) -> bool:
    return EERSTE_JAAR <= moment.year <= LAATSTE_JAAR


def _lees(inhoud: bytes) -> Gelezen:
    if re.match(rb"\s*BEGIN:VCALENDAR", inhoud, re.IGNORECASE):
        return _afspraak(inhoud)
    mail = bericht(inhoud)
    if mail is None:
        raise _weigering(GEEN_AFSPRAAK)
    if mail.kalender is None:
        return _uit_mail(mail)
    try:
        gelezen = _afspraak(mail.kalender)
    except OngeldigeInvoer:
        zin = "De afspraak in deze mail konden wij niet lezen; wij namen over wat in de mail zelf staat."
        return replace(_uit_mail(mail), opmerkingen=(zin,))
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
    is_af = "CANCEL" in (str(agenda.get("METHOD", "")).upper(), str(afspraak.get("STATUS", "")).upper()[:6])
    if "DTSTART" not in afspraak:
        raise _weigering("In deze afspraak staat niet wanneer zij is.")
    begin, opmerkingen, is_hele_dag = _moment(afspraak["DTSTART"])
    return Gelezen(
        uid=_uid(afspraak),
        onderwerp=_kort(afspraak.get("SUMMARY"), LANGSTE_ONDERWERP),
        begin=begin,
        einde=_einde(afspraak, begin, is_hele_dag=is_hele_dag),
        is_hele_dag=is_hele_dag,
        plaats=_kort(afspraak.get("LOCATION"), LANGSTE_PLAATS) or None,
        notities=_lang(afspraak.get("DESCRIPTION")) or None,
        gasten=_genodigden(afspraak),
        opmerkingen=(*opmerkingen, *_opmerkingen(afspraak, len(eigen), is_afgelast=is_af)),
        is_afgelast=is_af,
        is_reeks="RRULE" in afspraak or "RDATE" in afspraak,
    )


def _uid(afspraak: Event) -> str:
    """Its own name; one occurrence of a series has the name of the series, so the moment belongs to it."""
    keer = afspraak.get("RECURRENCE-ID")
    dag = "" if keer is None or isinstance(keer, list) else f"#{keer.to_ical().decode()}"
    uid = _kort(afspraak.get("UID"), LANGSTE_UID - len(dag))
    return f"{uid}{dag}" if uid else ""


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
    # As a moment: half an hour later is half an hour later, also in the night in which the clock changes.
    return waarde.replace(tzinfo=_AMSTERDAM).astimezone(dt.UTC), (zin,), False


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


def _opmerkingen(afspraak: Event, aantal: int, *, is_afgelast: bool) -> tuple[str, ...]:
    zinnen = []
    if "RRULE" in afspraak or "RDATE" in afspraak:
        zinnen.append("De afspraak komt terug; wij nemen alleen de eerste keer over.")
    if aantal > 1:
        zinnen.append(f"In het bestand staan {aantal} afspraken; wij nemen alleen de eerste over.")
    if is_afgelast:
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
            naam = _kort(params.get("CN"), LANGSTE_NAAM)
            is_afgemeld = str(params.get("PARTSTAT", "")).upper() == "DECLINED"
            _erbij(gasten, naam, email, is_afgemeld=is_afgemeld)
    return tuple(gasten.values())[:HOOGSTENS_DEELNEMERS]


def _erbij(gasten: dict[str, Gast], naam: str, email: str, *, is_afgemeld: bool = False) -> None:
    naam = naam.strip("'\" ")
    if delen := _ACHTERNAAM_EERST.fullmatch(naam):
        naam = f"{delen[2]} {delen[1]}"
    is_adres = "@" in email and len(email) <= 254
    sleutel = email if is_adres else naam.casefold()
    if sleutel:
        vorige = gasten.get(sleutel)
        gasten[sleutel] = Gast(
            naam or (vorige.naam if vorige else email), email if is_adres else None, is_afgemeld
        )


def _uit_mail(mail: Bericht) -> Gelezen:
    """A mail without an appointment in it: what it was about, when it was sent, and between whom."""
    datum = mail.datum if mail.datum is not None and _kan(mail.datum) else None
    return Gelezen(
        uid=_kort(mail.kenmerk.strip("<>"), LANGSTE_UID),
        is_afspraak=False,
        onderwerp=_kort(mail.onderwerp, LANGSTE_ONDERWERP),
        begin=datum,
        notities=_lang(mail.tekst) or None,
        gasten=_gasten(mail),
        opmerkingen=("In deze mail zit geen afspraak; wij namen het moment van verzenden over.",)
        if datum
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
