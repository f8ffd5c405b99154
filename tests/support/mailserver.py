"""A real SMTP server on loopback that can be told to misbehave, and certificates that are and are not to be trusted."""

import asyncio
import datetime as dt
import email
import ipaddress
import ssl
import threading
import time
from email import policy
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, AuthResult
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

WACHTWOORD = "géheim/@#"


class Postvak:
    """What came in, and how this server behaves: fill `antwoorden` with what to say to an address, or set a wait."""

    def __init__(self):
        self.mails: list[email.message.EmailMessage] = []
        self.aangenomen: list[tuple[str, int]] = []
        """(Message-ID, monotonic nanoseconds) of every mail, noted before the answer goes out."""
        self.antwoorden: dict[str, str] = {}
        self.op_data = "250 OK"
        self.op_afzender = ""
        self.wacht = 0.0
        self.verbreek_na_data = False
        self.verbreek_bij_rcpt = False
        self.verbreek_in_data = False
        """Hang up when part of the mail is there."""
        self.lijnen: set[object] = set()
        """Who is on the line now."""
        self.gebeld = 0
        self.ontvangers: list[str] = []

    # aiosmtpd calls these by name.

    async def handle_MAIL(self, server, session, envelope, address, mail_options):  # noqa: N802
        if self.op_afzender:
            return self.op_afzender
        envelope.mail_from = address
        envelope.mail_options.extend(mail_options)
        return "250 OK"

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        if self.verbreek_bij_rcpt:
            server.transport.abort()
        antwoord = self.antwoorden.get(address, self.antwoorden.get("*", "250 OK"))
        if antwoord.startswith("2"):
            envelope.rcpt_tos.append(address)
        return antwoord

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.wacht:
            await asyncio.sleep(self.wacht)
        if not self.op_data.startswith("2"):
            return self.op_data
        mail = email.message_from_bytes(envelope.content, policy=policy.default)
        self.mails.append(mail)
        self.ontvangers += envelope.rcpt_tos
        self.aangenomen.append((str(mail["Message-ID"]), time.monotonic_ns()))
        if self.verbreek_na_data:
            server.transport.abort()
        return self.op_data


class _Lijn(SMTP):
    """Keeps who is on the line, so that a test can wait until a process that was killed has hung up."""

    def connection_made(self, transport):
        # Called once more after STARTTLS: the same line, not another one.
        self.event_handler.gebeld += self not in self.event_handler.lijnen
        self.event_handler.lijnen.add(self)
        super().connection_made(transport)

    def connection_lost(self, error):
        self.event_handler.lijnen.discard(self)
        super().connection_lost(error)

    async def smtp_DATA(self, arg):  # noqa: N802 - aiosmtpd calls it by name
        if self.event_handler.verbreek_in_data:
            await self.push("354 go on")
            await self._reader.read(100)
            self.transport.abort()
            return
        await super().smtp_DATA(arg)


class Mailserver:
    """One server: `starttls`, `tls` at once, or neither; with `aanmelden` it wants a name and password first."""

    def __init__(self, *, starttls=None, tls=None, aanmelden=False):
        self.vak, self._tls = Postvak(), tls
        self._keuzes = {"enable_SMTPUTF8": False, "hostname": "mail.voorbeeld.invalid"}
        if starttls is not None:
            self._keuzes |= {"tls_context": starttls, "require_starttls": True}
        if aanmelden:
            self._keuzes |= {"authenticator": _keur, "auth_required": True, "auth_require_tls": starttls is not None}

    def __enter__(self):
        self._lus = asyncio.new_event_loop()
        self._draad = threading.Thread(target=self._lus.run_forever, daemon=True)
        self._draad.start()
        self._server = self._doe(self._open())
        self.poort = self._server.sockets[0].getsockname()[1]
        return self

    async def _open(self):
        # Made in the loop itself; the system picks a port that is free.
        return await self._lus.create_server(
            lambda: _Lijn(self.vak, loop=self._lus, **self._keuzes), "127.0.0.1", 0, ssl=self._tls
        )

    async def _dicht(self):
        self._server.close()
        for taak in asyncio.all_tasks() - {asyncio.current_task()}:
            taak.cancel()
        await asyncio.sleep(0.01)

    def _doe(self, werk):
        return asyncio.run_coroutine_threadsafe(werk, self._lus).result(10)

    def __exit__(self, *_):
        self._doe(self._dicht())
        self._lus.call_soon_threadsafe(self._lus.stop)
        self._draad.join(timeout=10)
        self._lus.close()

    def wacht_tot_stil(self, tot=10):
        """Every connection has ended, also those of a process that was killed."""
        einde = time.monotonic() + tot
        while self.vak.lijnen and time.monotonic() < einde:
            time.sleep(0.002)
        assert not self.vak.lijnen


def _keur(_server, _session, _envelope, _soort, gegevens):
    goed = gegevens.login == b"aanjager" and gegevens.password == WACHTWOORD.encode()
    return AuthResult(success=goed, handled=goed)


class ZwijgendeServer:
    """Takes the call and never says a word, or only this."""

    def __init__(self, zegt: bytes = b""):
        self._zegt = zegt

    def __enter__(self):
        import socket

        self._deur = socket.create_server(("127.0.0.1", 0))
        self.poort = self._deur.getsockname()[1]
        self._bellers = []
        self._draad = threading.Thread(target=self._neem_op, daemon=True)
        self._draad.start()
        return self

    def _neem_op(self):
        while True:
            try:
                beller = self._deur.accept()[0]
                self._bellers.append(beller)
                beller.sendall(self._zegt)
            except OSError:
                return

    def __exit__(self, *_):
        import socket

        self._deur.shutdown(socket.SHUT_RDWR)
        self._deur.close()
        self._draad.join(timeout=5)
        for beller in self._bellers:
            beller.close()


class Certificaten:
    """An authority of our own, and what it signed: for this machine, for another one, and by nobody we trust."""

    def __init__(self, map_: Path):
        self._map = map_
        sleutel, self._ca = _maak("Proef-CA", None, None)
        self._sleutel = sleutel
        self.ca = map_ / "ca.pem"
        self.ca.write_bytes(self._ca.public_bytes(serialization.Encoding.PEM))
        self.goed = self._server("goed", "127.0.0.1", sleutel, self._ca)
        self.andere_naam = self._server("anders", "10.0.0.1", sleutel, self._ca)
        vreemd_sleutel, vreemd = _maak("Vreemde CA", None, None)
        self.vreemd = self._server("vreemd", "127.0.0.1", vreemd_sleutel, vreemd)
        self.verlopen = self._server("verlopen", "127.0.0.1", sleutel, self._ca, tot=dt.timedelta(days=-1))

    def _server(self, naam, adres, ca_sleutel, ca, tot=dt.timedelta(days=2)):
        sleutel, certificaat = _maak(naam, ca_sleutel, ca, adres, tot)
        pad = self._map / f"{naam}.pem"
        pad.write_bytes(
            sleutel.private_bytes(
                serialization.Encoding.PEM,
                serialization.PrivateFormat.PKCS8,
                serialization.NoEncryption(),
            )
            + certificaat.public_bytes(serialization.Encoding.PEM)
        )
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.load_cert_chain(pad)
        return context


def _maak(naam, ca_sleutel, ca, adres=None, tot=dt.timedelta(days=2)):
    sleutel = ec.generate_private_key(ec.SECP256R1())
    zelf = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, naam)])
    nu = dt.datetime.now(dt.UTC)
    bouw = (
        x509.CertificateBuilder()
        .subject_name(zelf)
        .issuer_name(ca.subject if ca else zelf)
        .public_key(sleutel.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(nu - dt.timedelta(days=3))
        .not_valid_after(nu + tot)
        .add_extension(x509.BasicConstraints(ca=ca is None, path_length=None), critical=True)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(sleutel.public_key()), critical=False)
    )
    if adres:
        namen = x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address(adres))])
        bouw = bouw.add_extension(namen, critical=False)
    if ca_sleutel:
        kenmerk = x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_sleutel.public_key())
        bouw = bouw.add_extension(kenmerk, critical=False)
    return sleutel, bouw.sign(ca_sleutel or sleutel, hashes.SHA256())


@pytest.fixture(scope="session")
def certificaten(tmp_path_factory):
    return Certificaten(tmp_path_factory.mktemp("certificaten"))


@pytest.fixture
def mailserver(certificaten):
    """A server that offers STARTTLS with a certificate that holds."""
    with Mailserver(starttls=certificaten.goed) as server:
        yield server
