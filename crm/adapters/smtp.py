"""Mail over SMTP: always over TLS with a certificate that is checked, and with an end to every wait."""

import base64
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
from crm.adapters.postfouten import PostDicht, TijdelijkGeweigerd, VoorgoedGeweigerd

# The words of a server that mean: no such address. 5.1.0-6 and 5.1.10 say it outright, 5.2.1 that the mailbox is shut;
# 5.1.7 and 5.1.8 are about who sends (RFC 3463, 7505).
_ADRES_CODES = (550, 551, 553)
_ADRES_UITLEG = re.compile(r"5\.(1\.([0-6]|10)|2\.1)")
# Not about this message: the server stops, or wants us to sign in or to speak TLS first.
_DICHT_CODES = (421, 530, 534, 535, 538)

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


class SmtpPostbus:
    """Sends over one connection, opened when it is needed and again after it broke."""

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
        self._inlog_geweigerd: tuple[float, str] | None = None

    @property
    def omschrijving(self) -> str:
        """Where mail goes, without the password."""
        return f"mailserver {self._server.host}:{self._server.poort}"

    def open(self) -> None:
        """There is a connection over which mail can go. Refuses with PostDicht."""
        if self._smtp is None:
            if self._inlog_geweigerd and time.monotonic() - self._inlog_geweigerd[0] < RUST_NA_INLOG:
                raise PostDicht(self._inlog_geweigerd[1])
            with self._vertaald("verbinden"):
                self._smtp = self._verbind()

    def verstuur(self, uit: Uitgaand) -> None:
        """The server has taken the mail. Refuses with PostDicht, TijdelijkGeweigerd or VoorgoedGeweigerd."""
        mail = bouw(uit, afzender=self._afzender, antwoord_aan=self._antwoord_aan, omleiden=self._omleiden)
        aan = kaal_adres(self._omleiden or uit.aan)
        was_open = self._smtp is not None
        try:
            self._bied_aan(mail, aan)
        except _NietBegonnen:
            # A server may hang up on a connection that carried many mails; nothing of this one had gone.
            if not was_open:
                raise
            self._bied_aan(mail, aan)

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
                _eis_goed(self._smtp.noop(), "NOOP")
        finally:
            self.sluit()

    # --- one mail ---

    def _bied_aan(self, mail: EmailMessage, aan: str) -> None:
        self.open()
        smtp = self._smtp
        with self._vertaald("versturen"), self._tot_het_einde(smtp):
            with _nog_niets_gestuurd():
                _eis_goed(smtp.mail(self._van), "afzender")
            try:
                _eis_aangenomen(smtp.rcpt(aan), bij_adres=True)
                _eis_aangenomen(_geef(smtp, mail), bij_adres=False)
            except (TijdelijkGeweigerd, VoorgoedGeweigerd):
                # The next mail begins on a clean slate.
                self._begin_opnieuw(smtp)
                raise

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
        _eis_goed(smtp.getreply(), "begroeting")
        smtp.ehlo_or_helo_if_needed()
        if self._server.tls == "starttls":
            if not smtp.has_extn("starttls"):
                raise PostDicht(
                    f"De {self.omschrijving} biedt geen versleuteling (STARTTLS) aan. Zonder versleuteling versturen "
                    "wij niets; gebruik smtps:// als de server dat kan."
                )
            _eis_goed(smtp.docmd("STARTTLS"), "STARTTLS")
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
                self._inlog_geweigerd = time.monotonic(), zin
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
        except (PostDicht, _NietBegonnen):
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
            if _is_te_laat(fout):
                raise PostDicht(f"De {self.omschrijving} antwoordt niet op tijd bij het {bij}.") from fout
            wat = getattr(fout, "strerror", None) or "de verbinding viel weg"
            raise PostDicht(f"De {self.omschrijving} is niet bereikbaar bij het {bij}: {wat}.") from fout


def _geef(smtp: smtplib.SMTP, mail: EmailMessage) -> tuple[int, bytes]:
    """The answer to the whole mail, or to the announcement of it."""
    try:
        return smtp.data(mail.as_bytes(policy=VORM))
    except smtplib.SMTPDataError as fout:
        return fout.smtp_code, fout.smtp_error if isinstance(fout.smtp_error, bytes) else fout.smtp_error.encode()


class _NietBegonnen(PostDicht):
    """The connection was gone before anything of this mail had been said."""


@contextmanager
def _nog_niets_gestuurd() -> Iterator[None]:
    try:
        yield
    except (smtplib.SMTPServerDisconnected, ConnectionError) as fout:
        if _is_te_laat(fout):
            raise
        raise _NietBegonnen("De mailserver verbrak de verbinding voordat een mail begon.") from fout


def _is_te_laat(fout: Exception) -> bool:
    """Whether a wait ran out; smtplib calls that a lost connection."""
    return isinstance(fout, TimeoutError) or isinstance(fout.__context__, TimeoutError)


def _eis_goed(antwoord: tuple[int, bytes], waarbij: str) -> None:
    """Nothing, or PostDicht: this is not about one mail, such as a sender that the server does not accept."""
    code, tekst = antwoord
    if code == 421 and waarbij == "afzender":
        raise _NietBegonnen(f"De mailserver houdt ermee op: {_leesbaar(code, tekst)}")
    if not 200 <= code < 400:
        raise PostDicht(f"De mailserver weigert bij {waarbij}: {_leesbaar(code, tekst)}")


def _eis_aangenomen(antwoord: tuple[int, bytes], *, bij_adres: bool) -> None:
    """Nothing, or the refusal of this one mail; PostDicht when the server says that it is closing or wants a sign-in."""
    code, tekst = antwoord
    if 200 <= code < 300:
        return
    zin = _leesbaar(code, tekst)
    if code in _DICHT_CODES or not 400 <= code < 600:
        raise PostDicht(f"De mailserver neemt nu niets aan: {zin}")
    uitleg = tekst.decode("ascii", "replace").split(" ", 1)[0]
    kort = f"{code} {uitleg}" if uitleg[:2] in ("4.", "5.") else str(code)
    if code < 500:
        raise TijdelijkGeweigerd(f"De mailserver neemt de mail nog niet aan: {zin}", kort)
    zegt_niets = not uitleg.startswith("5.")
    is_adres = bool(_ADRES_UITLEG.fullmatch(uitleg)) or (bij_adres and zegt_niets and code in _ADRES_CODES)
    raise VoorgoedGeweigerd(f"De mailserver weigert de mail: {zin}", kort, is_adres=is_adres)


def _leesbaar(code: int, tekst: bytes) -> str:
    return f"{code} {' '.join(tekst.decode('utf-8', 'replace').split())}"[:300]
