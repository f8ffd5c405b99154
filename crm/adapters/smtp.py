"""Mail over SMTP: always over TLS with a certificate that is checked, and with an end to every wait."""

import base64
import copy
import re
import smtplib
import socket
import ssl
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email.message import EmailMessage

from crm.adapters.mailbericht import VORM, Uitgaand, bouw, kaal_adres
from crm.adapters.postfouten import Geweigerd, PostDicht, VoorgoedGeweigerd
from crm.adapters.smtpantwoorden import (
    NietBegonnen,
    eis_aangenomen,
    eis_goed,
    is_te_laat,
    leesbaar,
    nog_niets_gestuurd,
)

# RFC 5321, 4.5.2: a point at the beginning of a line is doubled; a lone CR or LF could end the mail halfway.
_REGELEINDE = re.compile(rb"\r\n|\r|\n")
_PUNT = re.compile(rb"^\.", re.MULTILINE)

RUST_NA_INLOG = 15 * 60
"""Seconds without another try after a refused password: many a server locks an account that keeps trying."""


@dataclass(frozen=True)
class Server:
    """Where mail goes and how: `tls` is "meteen", "starttls" or "geen" (only on this machine)."""

    host: str
    poort: int
    tls: str
    naam: str = ""
    wachtwoord: str = ""
    ca: str = ""

    def context(self) -> ssl.SSLContext:
        """Certificate and host name are checked; `ca` is the authority of an organisation of its own."""
        return ssl.create_default_context(cafile=self.ca or None)


@dataclass
class _Aanmelding:
    """When a password was refused, and how: known to every connection of one postbus."""

    geweigerd_op: float = 0.0
    zin: str = ""

    @property
    def rust(self) -> bool:
        return bool(self.zin) and time.monotonic() - self.geweigerd_op < RUST_NA_INLOG


class SmtpPostbus:
    """Sends over one connection, opened when it is needed and again after it broke. For one thread (see `eigen_lijn`)."""

    def __init__(
        self,
        server: Server,
        *,
        afzender: str,
        afzender_adres: str,
        antwoord_aan: str = "",
        omleiden: str = "",
        wachttijd: float = 20,
        hoogstens: float = 120,
    ):
        self._server, self._afzender, self._van = server, afzender, afzender_adres
        self._antwoord_aan, self._omleiden = antwoord_aan, omleiden
        self._wachttijd, self._hoogstens = wachttijd, hoogstens
        self._smtp: smtplib.SMTP | None = None
        self._is_gegeven = False
        self._aanmelding = _Aanmelding()

    @property
    def omschrijving(self) -> str:
        """Where mail goes, without the password."""
        return f"mailserver {self._server.host}:{self._server.poort}"

    def eigen_lijn(self) -> "SmtpPostbus":
        """The same way out over a connection of its own: two who send at once would get each other's answers.

        A password that was refused is remembered by both.
        """
        eigen = copy.copy(self)
        eigen._smtp = None  # noqa: SLF001 - one of our own
        return eigen

    def open(self) -> None:
        """There is a connection over which mail can go. Refuses with PostDicht."""
        if self._smtp is None:
            if self._aanmelding.rust:
                raise PostDicht(self._aanmelding.zin)
            with self._vertaald("verbinden"):
                self._smtp = self._verbind()

    def verstuur(self, uit: Uitgaand) -> None:
        """The server has taken the mail. Refuses with PostDicht, TijdelijkGeweigerd or VoorgoedGeweigerd."""
        mail = bouw(uit, afzender=self._afzender, antwoord_aan=self._antwoord_aan, omleiden=self._omleiden)
        aan = kaal_adres(self._omleiden or uit.aan)
        self._is_gegeven = False
        try:
            self._bied_aan_of_nog_eens(mail, aan)
        except PostDicht as fout:
            fout.is_misschien_aangekomen = self._is_gegeven
            raise
        except VoorgoedGeweigerd as fout:
            if self._omleiden:
                # What was refused is the address of the detour.
                fout.is_adres = fout.is_misschien_adres = False
            raise

    def sluit(self) -> None:
        """No connection is left open."""
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            with suppress(smtplib.SMTPException, OSError, ValueError), self._tot_het_einde(smtp):
                smtp.quit()
            smtp.close()

    def controleer(self) -> None:
        """The server lets us in and answers. Refuses with PostDicht."""
        try:
            self.open()
            with self._vertaald("navragen"):
                eis_goed(self._smtp.noop(), "NOOP")
        finally:
            self.sluit()

    # --- one mail ---

    def _bied_aan_of_nog_eens(self, mail: EmailMessage, aan: str) -> None:
        was_open = self._smtp is not None
        try:
            self._bied_aan(mail, aan)
        except NietBegonnen:
            # A server may hang up on a connection that carried many mails; nothing of this one had gone.
            if not was_open:
                raise
            self._bied_aan(mail, aan)

    def _bied_aan(self, mail: EmailMessage, aan: str) -> None:
        self.open()
        smtp = self._smtp
        with self._vertaald("versturen"), self._tot_het_einde(smtp):
            with nog_niets_gestuurd():
                eis_goed(smtp.mail(self._van), "afzender")
            try:
                eis_aangenomen(smtp.rcpt(aan), bij_adres=True)
                eis_aangenomen(self._geef(smtp, mail), bij_adres=False)
            except Geweigerd as fout:
                # The next mail begins on a clean slate; after 421 the server hangs up (RFC 5321, 3.8).
                if fout.code.startswith("421"):
                    self._laat_los()
                else:
                    self._begin_opnieuw(smtp)
                raise

    def _geef(self, smtp: smtplib.SMTP, mail: EmailMessage) -> tuple[int, bytes]:
        """The answer to the whole mail, or to the announcement of it."""
        code, tekst = smtp.docmd("DATA")
        if code != 354:
            if code < 400:
                raise PostDicht(f"De mailserver geeft een antwoord dat niet past: {leesbaar(code, tekst)}")
            return code, tekst
        inhoud = _PUNT.sub(b"..", _REGELEINDE.sub(b"\r\n", mail.as_bytes(policy=VORM)))
        smtp.send(inhoud if inhoud.endswith(b"\r\n") else inhoud + b"\r\n")
        # From here the server may have it, until it says that it does not.
        self._is_gegeven = True
        smtp.send(b".\r\n")
        code, tekst = smtp.getreply()
        self._is_gegeven = not 400 <= code < 600
        return code, tekst

    def _begin_opnieuw(self, smtp: smtplib.SMTP) -> None:
        try:
            schoon = smtp.rset()[0] == 250
        except (smtplib.SMTPException, OSError):
            schoon = False
        if not schoon:
            self._laat_los()

    # --- the connection ---

    def _verbind(self) -> smtplib.SMTP:
        lijn = socket.create_connection((self._server.host, self._server.poort), timeout=self._wachttijd)
        smtp = smtplib.SMTP(timeout=self._wachttijd)
        smtp.sock = lijn
        try:
            with self._tot_het_einde(smtp):
                self._begroet(smtp)
                if self._server.naam:
                    self._meld_aan(smtp)
        except BaseException:
            smtp.close()
            lijn.close()
            raise
        return smtp

    def _begroet(self, smtp: smtplib.SMTP) -> None:
        if self._server.tls == "meteen":
            self._versleutel(smtp)
        eis_goed(smtp.getreply(), "begroeting")
        smtp.ehlo_or_helo_if_needed()
        if self._server.tls == "starttls":
            if not smtp.has_extn("starttls"):
                raise PostDicht(
                    f"De {self.omschrijving} biedt geen versleuteling (STARTTLS) aan. Zonder versleuteling versturen "
                    "wij niets; gebruik smtps:// als de server dat kan."
                )
            eis_goed(smtp.docmd("STARTTLS"), "STARTTLS")
            self._versleutel(smtp)
            # What was said before encryption does not count any more (RFC 3207, section 4.2).
            smtp.ehlo_resp = smtp.helo_resp = None
            smtp.esmtp_features, smtp.does_esmtp = {}, False
            smtp.ehlo_or_helo_if_needed()

    def _versleutel(self, smtp: smtplib.SMTP) -> None:
        smtp.sock = self._server.context().wrap_socket(smtp.sock, server_hostname=self._server.host)
        smtp.file = None

    def _meld_aan(self, smtp: smtplib.SMTP) -> None:
        naam, wachtwoord = self._server.naam, self._server.wachtwoord
        try:
            if (naam + wachtwoord).isascii():
                smtp.login(naam, wachtwoord)
            else:
                # smtplib knows ASCII only; RFC 4616 says UTF-8.
                geheim = base64.b64encode(f"\0{naam}\0{wachtwoord}".encode()).decode()
                code, antwoord = smtp.docmd("AUTH", f"PLAIN {geheim}")
                if code != 235:
                    raise smtplib.SMTPAuthenticationError(code, antwoord)
        except smtplib.SMTPAuthenticationError as fout:
            zin = f"De {self.omschrijving} weigert de naam of het wachtwoord ({fout.smtp_code}). Kijk CRM_MAIL_URL na."
            if fout.smtp_code >= 500:
                self._aanmelding.geweigerd_op, self._aanmelding.zin = time.monotonic(), zin
            raise PostDicht(zin) from fout
        except smtplib.SMTPNotSupportedError as fout:
            raise PostDicht(
                f"Bij de {self.omschrijving} kan niet worden aangemeld; laat naam en wachtwoord weg uit CRM_MAIL_URL."
            ) from fout

    def _laat_los(self) -> None:
        smtp, self._smtp = self._smtp, None
        if smtp is not None:
            smtp.close()

    @contextmanager
    def _tot_het_einde(self, smtp: smtplib.SMTP) -> Iterator[None]:
        """However slowly a server drips, at the end of this time the line is cut."""

        def knip() -> None:
            with suppress(OSError, AttributeError):
                smtp.sock.shutdown(socket.SHUT_RDWR)

        wekker = threading.Timer(self._hoogstens, knip)
        wekker.daemon = True
        wekker.start()
        try:
            yield
        finally:
            wekker.cancel()

    @contextmanager
    def _vertaald(self, bij: str) -> Iterator[None]:
        """What breaks on the line becomes PostDicht with a sentence; the connection is let go of."""
        try:
            yield
        except (PostDicht, NietBegonnen):
            self._laat_los()
            raise
        except ssl.SSLCertVerificationError as fout:
            self._laat_los()
            raise PostDicht(
                f"Het certificaat van de {self.omschrijving} klopt niet: {fout.verify_message}. Er is niets verstuurd."
            ) from fout
        except ssl.SSLError as fout:
            self._laat_los()
            raise PostDicht(f"De {self.omschrijving} spreekt geen TLS dat wij kennen ({fout.reason}).") from fout
        except socket.gaierror as fout:
            self._laat_los()
            raise PostDicht(f"De naam van de {self.omschrijving} is niet te vinden.") from fout
        except (smtplib.SMTPException, OSError) as fout:
            self._laat_los()
            if is_te_laat(fout):
                raise PostDicht(f"De {self.omschrijving} antwoordt niet op tijd bij het {bij}.") from fout
            wat = getattr(fout, "strerror", None) or "de verbinding viel weg"
            raise PostDicht(f"De {self.omschrijving} is niet bereikbaar bij het {bij}: {wat}.") from fout
