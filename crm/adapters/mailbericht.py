"""One mail as it goes over the line: headers, text, HTML and an invitation, in the forms that mail programs know.

Sources: RFC 5322 and 2045-2049 (form), 3834 (Auto-Submitted), 8058 (unsubscribing with one click), 6047 (invitations).
"""

import datetime as dt
import re
from dataclasses import dataclass
from email import headerregistry, policy
from email.message import EmailMessage
from email.utils import format_datetime, parseaddr
from zoneinfo import ZoneInfo

from crm.adapters.postfouten import VoorgoedGeweigerd

_HIER = ZoneInfo("Europe/Amsterdam")
# What may not stand in a header: a line that somebody pasted would begin another header.
_REGELEINDE = re.compile(r"[\r\n\x00]")
_ADRES = re.compile(r"[!#-'*+\-/-9=?A-Z^-~]+(\.[!#-'*+\-/-9=?A-Z^-~]+)*@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*", re.ASCII)


@dataclass(frozen=True)
class Uitgaand:
    """What goes out: one mail to one address. Of rows and dossiers it knows nothing."""

    aan: str
    aan_naam: str
    onderwerpregel: str
    tekst: str
    mailkenmerk: str
    op: dt.datetime
    html: str | None = None
    kalender: str | None = None
    kalender_methode: str | None = None
    eerste_in_draad: str | None = None
    afmeld_adres: str | None = None
    is_herhaling: bool = False
    """It was tried before, so it may have arrived already."""


class _Letterlijk(headerregistry.UnstructuredHeader):
    """A header of marks or addresses: folding would break one in two, or write it as an encoded word."""

    def fold(self, *, policy: policy.EmailPolicy) -> str:
        return f"{self.name}: {self}{policy.linesep}"


def _vorm() -> policy.EmailPolicy:
    koppen = headerregistry.HeaderRegistry()
    for naam in ("message-id", "in-reply-to", "references", "list-unsubscribe", "list-unsubscribe-post"):
        koppen.map_to_type(naam, _Letterlijk)
    return policy.SMTP.clone(header_factory=koppen)


VORM = _vorm()


def afzender_adres(afzender: str) -> str:
    """The bare address of `Naam <adres>`; empty when there is none that mail can come from."""
    adres = parseaddr(afzender)[1]
    return adres if _ADRES.fullmatch(adres) else ""


def kaal_adres(adres: str) -> str:
    """The address as the server gets it, with a domain such as münchen.example in its ASCII form.

    Refuses with VoorgoedGeweigerd what cannot be an address: it would begin a header of its own, or be read as two.
    """
    voor, apenstaart, domein = adres.strip().rpartition("@")
    try:
        kaal = f"{voor}{apenstaart}{domein.encode('idna').decode('ascii')}"
    except UnicodeError:
        kaal = ""
    if not _ADRES.fullmatch(kaal):
        raise VoorgoedGeweigerd("Dit is geen e-mailadres waar mail naartoe kan.", "adres", is_adres=True)
    return kaal


def bouw(uit: Uitgaand, *, afzender: str, antwoord_aan: str = "", omleiden: str = "") -> EmailMessage:
    """The mail, ready to send. With `omleiden` it goes there, and says who should have had it.

    Refuses with VoorgoedGeweigerd an address that cannot be one, and a name or subject with an end of line in it.
    """
    bericht = EmailMessage(policy=VORM)
    aan = kaal_adres(uit.aan)
    for waarde in (uit.aan_naam, uit.onderwerpregel, uit.mailkenmerk, uit.eerste_in_draad, uit.afmeld_adres):
        if waarde and _REGELEINDE.search(waarde):
            raise VoorgoedGeweigerd("In een kop van deze mail staat een regeleinde.", "kop")
    onderwerp = uit.onderwerpregel
    bericht["From"] = _met_naam(afzender_adres(afzender), parseaddr(afzender)[0])
    if omleiden:
        bericht["To"] = kaal_adres(omleiden)
        bericht["X-Oorspronkelijk-Aan"] = aan
        onderwerp = f"[voor {aan}] {onderwerp}"
    else:
        bericht["To"] = _met_naam(aan, uit.aan_naam)
    if antwoord_aan:
        bericht["Reply-To"] = antwoord_aan
    bericht["Subject"] = onderwerp
    bericht["Date"] = format_datetime(uit.op.astimezone(_HIER))
    _zet_kenmerken(bericht, uit)
    _zet_inhoud(bericht, uit)
    return bericht


def _zet_kenmerken(bericht: EmailMessage, uit: Uitgaand) -> None:
    """What programs read: which mail this is, where it belongs, and that nobody need answer it by itself."""
    bericht["Message-ID"] = uit.mailkenmerk
    if uit.eerste_in_draad and uit.eerste_in_draad != uit.mailkenmerk:
        bericht["In-Reply-To"] = uit.eerste_in_draad
        bericht["References"] = uit.eerste_in_draad
    bericht["Auto-Submitted"] = "auto-generated"
    bericht["X-Auto-Response-Suppress"] = "All"
    if uit.afmeld_adres:
        bericht["List-Unsubscribe"] = f"<{uit.afmeld_adres}>"
        bericht["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"


def _zet_inhoud(bericht: EmailMessage, uit: Uitgaand) -> None:
    # Quoted-printable: readable in any program, and no line is longer than a server takes.
    bericht.set_content(uit.tekst, cte="quoted-printable")
    if uit.html is not None:
        bericht.add_alternative(uit.html, subtype="html", cte="quoted-printable")
    if uit.kalender is not None:
        methode = uit.kalender_methode or "REQUEST"
        bericht.add_alternative(uit.kalender, subtype="calendar", params={"method": methode}, cte="base64")
        # Outlook reads the part above, other programs want a file to open.
        bestand = uit.kalender.encode()
        bericht.add_attachment(bestand, maintype="application", subtype="ics", filename="invite.ics")
    # Last: adding a part takes along what the mail itself said about its contents.
    bericht["Content-Language"] = "nl"


def _met_naam(adres: str, naam: str) -> headerregistry.Address:
    return headerregistry.Address(display_name=naam.strip(), addr_spec=adres)
