"""Sending what is due: take one message, talk to the mail server, write down what came of it, and on to the next."""

import datetime as dt
import logging
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import sqlalchemy.exc
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from crm.adapters.postbus import Postbus
from crm.adapters.postfouten import Geweigerd, PostDicht, TijdelijkGeweigerd, VoorgoedGeweigerd
from crm.db import Database, utc_nu
from crm.errors import Verouderd
from crm.models import BerichtStatus
from crm.models.postrij import wacht_er_een
from crm.workflows import berichten_versturen
from crm.workflows.berichten_versturen import Opgepakt

log = logging.getLogger(__name__)

Klok = Callable[[], dt.datetime]
T = TypeVar("T")

OP_RIJ = 5
"""When a server refuses so many messages for good, one after another, it is the server: they wait, and nobody is to blame."""
_VASTLEGPOGINGEN = 6


@dataclass
class Uitkomst:
    """What one round of sending did. `gestopt` says why it ended before everything that was due had been tried."""

    verzonden: int = 0
    uitgesteld: int = 0
    mislukt: int = 0
    overgenomen: int = 0
    gestopt: str | None = None

    def tel(self, status: BerichtStatus | None) -> None:
        """One message more, which stands so now (None: somebody else has it)."""
        if status is None:
            self.overgenomen += 1
        elif status is BerichtStatus.VERZONDEN:
            self.verzonden += 1
        elif status is BerichtStatus.MISLUKT:
            self.mislukt += 1
        else:
            self.uitgesteld += 1

    def __str__(self) -> str:
        """A sentence for the operator, without anybody's address."""
        tellingen = (
            (self.verzonden, "verzonden"),
            (self.uitgesteld, "later opnieuw"),
            (self.mislukt, "mislukt"),
            (self.overgenomen, "door een ander overgenomen"),
        )
        zin = ", ".join(f"{aantal} {wat}" for aantal, wat in tellingen if aantal) or "niets verzonden"
        return f"{zin}; gestopt: {self.gestopt}" if self.gestopt else zin


def versturen(
    database: Database, postbus: Postbus, *, klok: Klok = utc_nu, echte_klok: Klok | None = None, hoogstens: int = 200
) -> Uitkomst:
    """Every message that is due was tried, up to `hoogstens`; what cannot go waits, and never stops another.

    Only a mail server that is out of reach, or that refuses whatever comes, ends the round early. The round has a
    connection of its own, so that another may run at the same time. `klok` says what is due; `echte_klok` is the clock
    of this machine, by which senders see who took up what.
    """
    ronde = _Ronde(database, postbus.eigen_lijn(), klok, echte_klok or klok)
    with database.session() as session:
        if not wacht_er_een(session, nu=ronde.klok(), echt=ronde.echte_klok()):
            return ronde.uitkomst
    ronde.loop(hoogstens)
    if gestopt := ronde.uitkomst.gestopt:
        log.warning("mail.gestopt verzonden=%d reden=%s", ronde.uitkomst.verzonden, gestopt)
    return ronde.uitkomst


class _Ronde:
    """One round of sending.

    What the server refuses for good is kept in doubt until it takes another mail, or the round ends: when it refuses
    one after another, it is the server, and those messages wait.
    """

    def __init__(self, database: Database, postbus: Postbus, klok: Klok, echte_klok: Klok):
        self.database, self.postbus, self.klok, self.echte_klok = database, postbus, klok, echte_klok
        self.uitkomst = Uitkomst()
        self._teken = f"{os.getpid()}-{secrets.token_hex(8)}"
        self._twijfel: list[tuple[Opgepakt, VoorgoedGeweigerd]] = []

    def loop(self, hoogstens: int) -> None:
        """What is due was tried, one message after another, over one connection."""
        try:
            self.postbus.open()
            for _ in range(hoogstens):
                if not self._een() or self.uitkomst.gestopt:
                    break
            self._laat_mislukken()
        except PostDicht as fout:
            self.uitkomst.gestopt = str(fout)
        finally:
            self.postbus.sluit()

    def _een(self) -> bool:
        """One message was tried; False when nothing is due any more."""
        opgepakt = self._pak_op()
        if opgepakt is None:
            return False
        fout = _probeer(self.postbus, opgepakt)
        if isinstance(fout, VoorgoedGeweigerd) and self._is_twijfel(fout):
            self._twijfel.append((opgepakt, fout))
            if len(self._twijfel) >= OP_RIJ:
                self._stel_uit()
            return True
        self._leg_vast(opgepakt, fout)
        self._laat_mislukken()
        if isinstance(fout, PostDicht):
            self.uitkomst.gestopt = str(fout)
        return True

    def _is_twijfel(self, fout: VoorgoedGeweigerd) -> bool:
        return fout.is_van_server and not (fout.is_adres and self.uitkomst.verzonden)

    def _laat_mislukken(self) -> None:
        """What was in doubt has failed; an address is shut only when the server says that, or takes other mail."""
        twijfel, self._twijfel = self._twijfel, []
        for opgepakt, fout in twijfel:
            fout.is_adres = fout.is_adres or (fout.is_misschien_adres and self.uitkomst.verzonden > 0)
            self._leg_vast(opgepakt, fout)

    def _stel_uit(self) -> None:
        """It is the server: what it refused waits, no address is shut, and the round ends."""
        twijfel, self._twijfel = self._twijfel, []
        fout = PostDicht(f"de mailserver weigerde {OP_RIJ} mails achter elkaar. {twijfel[-1][1]}")
        for opgepakt, _ in twijfel:
            self._leg_vast(opgepakt, fout)
        self.uitkomst.gestopt = str(fout)

    def _leg_vast(self, opgepakt: Opgepakt, fout: Exception | None) -> None:
        self.uitkomst.tel(_houd_vol(self.database, lambda session: _gevolg(session, opgepakt, fout, self.klok())))

    def _pak_op(self) -> Opgepakt | None:
        """The next message is ours; when somebody changed it at the same moment, the one after."""

        def daad(session: Session) -> Opgepakt | None:
            return berichten_versturen.oppakken(session, teken=self._teken, nu=self.klok(), echt=self.echte_klok())

        return _houd_vol(self.database, daad)


def _probeer(postbus: Postbus, opgepakt: Opgepakt) -> Exception | None:
    """What came of it: None when the server took the mail. The log names no addresses."""
    wie = opgepakt.uuid
    try:
        postbus.verstuur(opgepakt.mail)
    except Geweigerd as fout:
        log.warning("mail.geweigerd bericht=%s soort=%s code=%s", wie, type(fout).__name__, fout.code)
        return fout
    except PostDicht as fout:
        log.warning("mail.verbinding bericht=%s", wie)
        return fout
    except Exception as fout:  # noqa: BLE001 - one message that cannot be made into a mail is parked, the others go on
        log.error("mail.kapot bericht=%s fout=%s", wie, type(fout).__name__)  # noqa: TRY400 - its text may hold an address
        return VoorgoedGeweigerd(f"Van dit bericht kan geen mail worden gemaakt ({type(fout).__name__}).", "bericht")
    log.info("mail.aangenomen bericht=%s", wie)
    return None


def _gevolg(session: Session, opgepakt: Opgepakt, fout: Exception | None, nu: dt.datetime) -> BerichtStatus | None:
    """The verb that belongs to what came of it."""
    if fout is None:
        return berichten_versturen.verzonden(session, opgepakt, nu=nu)
    zin = str(fout)
    if isinstance(fout, VoorgoedGeweigerd):
        return berichten_versturen.mislukt(session, opgepakt, fout=zin, nu=nu, is_adres=fout.is_adres)
    if isinstance(fout, TijdelijkGeweigerd):
        return berichten_versturen.geweigerd(session, opgepakt, fout=zin, nu=nu)
    misschien = isinstance(fout, PostDicht) and fout.is_misschien_aangekomen
    return berichten_versturen.uitgesteld(session, opgepakt, fout=zin, nu=nu, is_misschien_aangekomen=misschien)


def _houd_vol(database: Database, daad: Callable[[Session], T]) -> T:
    """What is done is kept, also when the database is busy for a moment or a row changed: a mail cannot be unsent."""
    for poging in range(_VASTLEGPOGINGEN):
        try:
            with database.transaction() as session:
                return daad(session)
        except (Verouderd, StaleDataError, sqlalchemy.exc.OperationalError):
            if poging == _VASTLEGPOGINGEN - 1:
                raise
            time.sleep(0.05 * 2**poging)
    raise AssertionError("niet bereikbaar")
