"""Where mail leaves the house: a mail server, or a folder with .eml files when there is none. One setting says which."""

import ipaddress
import os
import re
import ssl
import tempfile
from pathlib import Path
from typing import Protocol
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

from crm.adapters.mailbericht import VORM, Uitgaand, afzender_adres, bouw
from crm.adapters.postfouten import PostDicht
from crm.adapters.smtp import Server, SmtpPostbus
from crm.settings import InstellingFout

# A name on disk: nothing in it that a file system reads as something else.
_GEEN_NAAM = re.compile(r"[^A-Za-z0-9-]+")
_POORTEN = {"smtp": 587, "smtps": 465}


class Postbus(Protocol):
    """What sending needs. Each of these refuses with the errors of `crm/adapters/postfouten.py`."""

    @property
    def omschrijving(self) -> str: ...

    def eigen_lijn(self) -> "Postbus": ...

    def open(self) -> None: ...

    def verstuur(self, uit: Uitgaand) -> None: ...

    def sluit(self) -> None: ...

    def controleer(self) -> None: ...


class MapPostbus:
    """Writes each mail as an .eml file; whoever opens it sees what the receiver would have seen."""

    def __init__(self, map_: Path, *, afzender: str, antwoord_aan: str = "", omleiden: str = ""):
        self.map, self._afzender = map_, afzender
        self._antwoord_aan, self._omleiden = antwoord_aan, omleiden

    @property
    def omschrijving(self) -> str:
        return f"de map {self.map}"

    def eigen_lijn(self) -> "MapPostbus":
        """This one: each mail is a file of its own."""
        return self

    def open(self) -> None:
        """The folder is there, for nobody else: mails hold links that act. Refuses with PostDicht."""
        try:
            self.map.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as fout:
            raise PostDicht(f"In {self.omschrijving} kan niet worden geschreven: {fout.strerror}.") from fout

    def verstuur(self, uit: Uitgaand) -> None:
        """The mail is a file, whole or not at all; the same mail written again is the same file."""
        self.open()
        mail = bouw(uit, afzender=self._afzender, antwoord_aan=self._antwoord_aan, omleiden=self._omleiden)
        kenmerk = _GEEN_NAAM.sub("-", uit.mailkenmerk.strip("<>").partition("@")[0])
        vorige = next(self.map.glob(f"*_{kenmerk}.eml"), None) if uit.is_herhaling else None
        pad = vorige or self.map / f"{uit.op:%Y%m%dT%H%M%S}_{kenmerk}.eml"
        try:
            _schrijf(pad, mail.as_bytes(policy=VORM))
        except OSError as fout:
            raise PostDicht(f"In {self.omschrijving} kan niet worden geschreven: {fout.strerror}.") from fout

    def sluit(self) -> None:
        """Nothing is open."""

    def controleer(self) -> None:
        """A file can be written there. Refuses with PostDicht."""
        self.open()
        if not os.access(self.map, os.W_OK):
            raise PostDicht(f"In {self.omschrijving} kan niet worden geschreven.")


def _schrijf(pad: Path, inhoud: bytes) -> None:
    with tempfile.NamedTemporaryFile(dir=pad.parent, prefix=".", suffix=".deel", delete=False) as tijdelijk:
        try:
            tijdelijk.write(inhoud)
            tijdelijk.flush()
            os.fsync(tijdelijk.fileno())
            Path(tijdelijk.name).replace(pad)
        except OSError:
            Path(tijdelijk.name).unlink(missing_ok=True)
            raise


def postbus_van(
    mail_url: str, *, afzender: str, antwoord_aan: str = "", omleiden: str = "", wachttijd: float = 20, hoogstens: float = 120
) -> Postbus:
    """The postbus of CRM_MAIL_URL. Refuses with InstellingFout what is not an address that mail can go to.

    No connection is made yet. `wachttijd` is how long one answer may take, `hoogstens` one mail, in seconds.
    """
    van = afzender_adres(afzender)
    if not van:
        raise InstellingFout(f"CRM_MAIL_VAN heeft geen goed e-mailadres: ‘{afzender}’. Schrijf Naam <adres@domein>.")
    if omleiden and afzender_adres(omleiden) != omleiden:
        raise InstellingFout(f"CRM_MAIL_OMLEIDEN is geen e-mailadres: ‘{omleiden}’.")
    vast = {"afzender": afzender, "antwoord_aan": antwoord_aan, "omleiden": omleiden}
    try:
        delen = urlsplit(mail_url)
        poort = delen.port
    except ValueError as fout:
        # Without the address itself: a slip there is often in the password.
        raise InstellingFout(
            "CRM_MAIL_URL heeft een server of poort die niet kan. Zet vreemde tekens in het wachtwoord om (een / is %2F, een @ "
            "is %40, een # is %23)."
        ) from fout
    if delen.scheme == "file":
        return MapPostbus(_map(delen), **vast)
    if delen.scheme not in _POORTEN:
        raise InstellingFout(
            "CRM_MAIL_URL moet met smtp://, smtps:// of file:// beginnen, zoals smtp://naam:wachtwoord@mail.provincie.nl:587."
        )
    server = _server(delen, poort or _POORTEN[delen.scheme])
    return SmtpPostbus(server, afzender_adres=van, wachttijd=wachttijd, hoogstens=hoogstens, **vast)


def _map(delen: SplitResult) -> Path:
    # file://var/mail is a folder under the one we work in; file:///srv/mail begins at the root.
    pad = unquote(delen.netloc + delen.path)
    if not pad or delen.query:
        raise InstellingFout("CRM_MAIL_URL noemt geen map; schrijf bijvoorbeeld file:///srv/aanjager/mail.")
    return Path(pad).absolute()


def _server(delen: SplitResult, poort: int) -> Server:
    if not delen.hostname or delen.path not in ("", "/") or delen.fragment:
        raise InstellingFout(
            "CRM_MAIL_URL noemt geen mailserver; schrijf smtp://naam:wachtwoord@server:poort en zet vreemde tekens in het "
            "wachtwoord om (een / is %2F, een @ is %40, een # is %23)."
        )
    if bool(delen.username) != (delen.password is not None):
        raise InstellingFout("CRM_MAIL_URL heeft wel een naam en geen wachtwoord, of andersom.")
    keuzes = dict(parse_qsl(delen.query, keep_blank_values=True))
    if onbekend := sorted(keuzes.keys() - {"ca", "starttls"}):
        raise InstellingFout(f"CRM_MAIL_URL kent ‘{onbekend[0]}’ niet; er kan ca=… en starttls=nee bij staan.")
    server = Server(
        delen.hostname,
        poort,
        _tls(delen, keuzes.get("starttls", "ja")),
        unquote(delen.username or ""),
        unquote(delen.password or ""),
        keuzes.get("ca", ""),
    )
    try:
        server.context()
    except (OSError, ssl.SSLError) as fout:
        raise InstellingFout(f"Het bestand bij ca= in CRM_MAIL_URL is geen leesbaar certificaat: {server.ca}.") from fout
    return server


def _tls(delen: SplitResult, starttls: str) -> str:
    if starttls not in ("ja", "nee"):
        raise InstellingFout("starttls= in CRM_MAIL_URL is ja of nee.")
    if delen.scheme == "smtps":
        return "meteen"
    if starttls == "nee" and not _is_deze_machine(delen.hostname or ""):
        raise InstellingFout("Zonder STARTTLS kan mail alleen naar een server op deze machine (127.0.0.1 of localhost).")
    return "geen" if starttls == "nee" else "starttls"


def _is_deze_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
