"""Sending what is due: take one message, talk to the mail server, write down what came of it, and on to the next."""

import datetime as dt
import logging
import os
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeVar

import sqlalchemy.exc
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import Session

from crm.adapters.postbus import Postbus
from crm.adapters.postfouten import Geweigerd, PostDicht, TijdelijkGeweigerd, VoorgoedGeweigerd
from crm.db import Database, utc_nu
from crm.errors import Verouderd
from crm.models import BerichtStatus
from crm.models.bericht import wacht_er_een
from crm.workflows import berichten_versturen
from crm.workflows.berichten_versturen import VERLATEN_NA, Opgepakt

log = logging.getLogger(__name__)

Klok = Callable[[], dt.datetime]
T = TypeVar("T")

OP_RIJ = 5
"""When a server refuses so many messages for good, one after another, it is the server and not the messages."""
_VASTLEGPOGINGEN = 6


@dataclass
class Uitkomst:
    """What one round of sending did. `gestopt` says why it ended before everything that was due had been tried."""

    verzonden: int = 0
    uitgesteld: int = 0
    mislukt: int = 0
    overgenomen: int = 0
    gestopt: str | None = None
    op_rij: int = field(default=0, repr=False)

    def tel(self, status: BerichtStatus | None, fout: Exception | None) -> None:
        """One message more, which stands so now (None: somebody else has it), because of this."""
        if status is None:
            self.overgenomen += 1
        elif status is BerichtStatus.VERZONDEN:
            self.verzonden += 1
        elif status is BerichtStatus.MISLUKT:
            self.mislukt += 1
        else:
            self.uitgesteld += 1
        self.op_rij = self.op_rij + 1 if isinstance(fout, VoorgoedGeweigerd) else 0
        if isinstance(fout, PostDicht):
            self.gestopt = str(fout)
        elif self.op_rij >= OP_RIJ:
            self.gestopt = f"de mailserver weigerde {OP_RIJ} mails achter elkaar. {fout}"

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


def versturen(database: Database, postbus: Postbus, *, klok: Klok = utc_nu, hoogstens: int = 200) -> Uitkomst:
    """Every message that is due was tried, up to `hoogstens`; what cannot go waits, and never stops another.

    Only a mail server that is out of reach, or that refuses whatever comes, ends the round early.
    """
    uitkomst = Uitkomst()
    nu = klok()
    with database.session() as session:
        if not wacht_er_een(session, nu=nu, gestrand_voor=nu - VERLATEN_NA):
            return uitkomst
    try:
        postbus.open()
        teken = f"{os.getpid()}-{secrets.token_hex(8)}"
        for _ in range(hoogstens):
            if not _verstuur_een(database, postbus, teken, klok, uitkomst) or uitkomst.gestopt:
                break
    except PostDicht as fout:
        uitkomst.gestopt = str(fout)
    finally:
        postbus.sluit()
    if uitkomst.gestopt:
        log.warning("mail.gestopt verzonden=%d reden=%s", uitkomst.verzonden, uitkomst.gestopt)
    return uitkomst


def _verstuur_een(database: Database, postbus: Postbus, teken: str, klok: Klok, uitkomst: Uitkomst) -> bool:
    """One message was tried; False when nothing is due any more."""
    opgepakt = _pak_op(database, teken, klok)
    if opgepakt is None:
        return False
    fout = _probeer(postbus, opgepakt)
    uitkomst.tel(_leg_vast(database, lambda session: _gevolg(session, opgepakt, fout, klok())), fout)
    return True


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
    return berichten_versturen.uitgesteld(session, opgepakt, fout=zin, nu=nu)


def _pak_op(database: Database, teken: str, klok: Klok) -> Opgepakt | None:
    """The next message is ours; when somebody changed it at the same moment, the one after."""
    return _leg_vast(database, lambda session: berichten_versturen.oppakken(session, teken=teken, nu=klok()))


def _leg_vast(database: Database, daad: Callable[[Session], T]) -> T:
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
