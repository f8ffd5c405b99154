"""Kills a real sending process at random moments, and counts what arrived: for a test, and for bench/berichten_sigkill.py.

The server notes every mail before it answers; a mail that it noted and that the database does not call sent at the moment
of a kill fell between the answer of the server and our commit. Only those may arrive twice.
"""

import datetime as dt
import multiprocessing
import random
import signal
import time
from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import configure_mappers
from sqlmodel import Session, func, select

from crm.adapters.postbus import postbus_van
from crm.db import Database, nieuwe_uuid, utc_nu
from crm.jobs.verzending import versturen
from crm.models import Bericht, BerichtSoort, BerichtStatus, Herinnering, HerinneringStatus
from crm.models.base import Model
from crm.models.postrij import VERLATEN_NA
from tests.factories import maak
from tests.support.mailserver import Mailserver

VAN = "Aanjager <aanjager@voorbeeld.invalid>"
# Python that has everything imported and mapped already: a new process begins to send within a few milliseconds.
configure_mappers()
PROCES = multiprocessing.get_context("forkserver")
PROCES.set_forkserver_preload(["__main__", "tests.support.sigkill"])
EEN_OVERNAME = VERLATEN_NA + dt.timedelta(minutes=1)


@dataclass
class Uitslag:
    """What came of it."""

    kills: int
    berichten: int
    aangekomen: int
    """Different mails that the server took."""
    dubbel: int
    """How many more times than once a mail came."""
    tussen: int
    """Kills between the answer of the server and our commit."""
    niet_afgerond: int
    """Messages, or reminders, that are not marked as sent at the end."""
    onderweg: int
    """Kills while a message had been taken up, wherever it was."""

    @property
    def is_goed(self) -> bool:
        """Nothing was lost, and nothing came twice without a reason that cannot be helped."""
        return self.aangekomen == self.berichten and self.dubbel <= self.tussen and not self.niet_afgerond

    def __str__(self) -> str:
        return (
            f"{self.kills} kills ({self.onderweg} with a message taken up): {self.berichten} messages, {self.aangekomen} arrived, "
            f"{self.dubbel} came again with the same Message-ID, {self.tussen} kills between answer and commit, "
            f"{self.niet_afgerond} not marked as sent"
        )


def verzend(database_url: str, mail_url: str, later: dt.timedelta, begonnen) -> None:
    """The process that is killed: sends what is due, as the scheduler does, on a clock that runs ahead."""
    database = Database(database_url)
    postbus = postbus_van(mail_url, afzender=VAN, wachttijd=20)
    begonnen.set()
    versturen(database, postbus, klok=lambda: utc_nu() + later, hoogstens=100_000)


def dood_en_tel(
    database: Database, server: Mailserver, mail_url: str, *, kills: int, zaad: int, langst: float, voorraad: int = 200
) -> Uitslag:
    """So many kills, each at a random moment within `langst` seconds of a process's beginning, and then one that ends.

    Each process has a clock 16 minutes further on, so that it takes over what the one before it left. There are always
    enough messages, about `voorraad`, that none comes to an end by itself.
    """
    kans = random.Random(zaad)
    uitslag = Uitslag(kills, 0, 0, 0, 0, 0, 0)
    url = database.url.render_as_string(hide_password=False)
    for keer in range(1, kills + 1):
        if _wachtend(database) < voorraad / 2:
            uitslag.berichten += _vul(database, voorraad)
        eerder = len(server.vak.aangenomen)
        _begin_en_dood(url, mail_url, keer * EEN_OVERNAME, kans.uniform(0, langst))
        server.wacht_tot_stil()
        open_ = _onderweg(database)
        uitslag.onderweg += bool(open_)
        # Only what this process handed over; what an older one did was counted then.
        uitslag.tussen += len(open_ & {kenmerk for kenmerk, _ in server.vak.aangenomen[eerder:]})
    _maak_af(url, mail_url, (kills + 1) * EEN_OVERNAME)
    kenmerken = Counter(kenmerk for kenmerk, _ in server.vak.aangenomen)
    uitslag.aangekomen = len(kenmerken)
    uitslag.dubbel = sum(kenmerken.values()) - len(kenmerken)
    uitslag.niet_afgerond = _niet_afgerond(database)
    return uitslag


def _begin_en_dood(url: str, mail_url: str, later: dt.timedelta, na: float) -> None:
    begonnen = PROCES.Event()
    proces = PROCES.Process(target=verzend, args=(url, mail_url, later, begonnen), daemon=True)
    proces.start()
    assert begonnen.wait(60)
    time.sleep(na)
    proces.kill()
    proces.join(60)
    assert proces.exitcode == -signal.SIGKILL, f"the process ended by itself with {proces.exitcode}"


def _maak_af(url: str, mail_url: str, later: dt.timedelta) -> None:
    begonnen = PROCES.Event()
    proces = PROCES.Process(target=verzend, args=(url, mail_url, later, begonnen), daemon=True)
    proces.start()
    proces.join(300)
    assert proces.exitcode == 0


def _vul(database: Database, aantal: int) -> int:
    """Messages with two reminders each, in the outbox."""
    with database.transaction() as session:
        # Of a kind that goes on any day: the clock here is the real one.
        bericht = maak(session, Bericht, soort=BerichtSoort.MELDING, volgende_poging_op=utc_nu(), html="<p>één</p>")
        een = maak(session, Herinnering, bericht_id=bericht.id, status=HerinneringStatus.ONDERWEG)
        maak(
            session, Herinnering, bericht_id=bericht.id, status=HerinneringStatus.ONDERWEG, onderwerp_id=een.onderwerp_id + 1,
            regel=None, regel_id=een.regel_id, stap=None, stap_id=een.stap_id, gebruiker=None, gebruiker_id=een.gebruiker_id,
        )  # fmt: skip
        for nummer in range(1, aantal):
            _nog_een(session, bericht, een, nummer)
    return aantal


def _nog_een(session: Session, bericht: Bericht, een: Herinnering, nummer: int) -> None:
    """A copy of the first message, which costs a tenth of making one."""
    sleutel = f"{bericht.id}-{nummer}"
    uniek = {"slot": f"kopie:{sleutel}", "mailkenmerk": f"<kopie-{sleutel}@voorbeeld.invalid>"}
    nieuw = session.execute(sa.insert(Bericht).values(_kopie(bericht) | uniek).returning(Bericht.id)).scalar_one()
    vast = _kopie(een) | {"bericht_id": nieuw}
    for welk in (1, 2):
        session.execute(sa.insert(Herinnering).values(vast | {"uuid": nieuwe_uuid(), "onderwerp_id": nieuw * 100 + welk}))


def _kopie(rij: Model) -> dict[str, Any]:
    waarden = {kolom.key: getattr(rij, kolom.key) for kolom in rij.__table__.columns if kolom.key != "id"}
    return waarden | {"uuid": nieuwe_uuid()}


def _wachtend(database: Database) -> int:
    with database.session() as session:
        return session.exec(select(func.count()).where(Bericht.status != BerichtStatus.VERZONDEN)).one()


def _onderweg(database: Database) -> set[str]:
    """What the killed process had taken up. What an older one left is taken over first, so there is one at most."""
    with database.session() as session:
        return set(session.exec(select(Bericht.mailkenmerk).where(Bericht.status == BerichtStatus.ONDERWEG)))


def _niet_afgerond(database: Database) -> int:
    with database.session() as session:
        berichten = session.exec(select(func.count()).where(Bericht.status != BerichtStatus.VERZONDEN)).one()
        erin = select(func.count()).where(
            Herinnering.status != HerinneringStatus.VERZONDEN, Herinnering.bericht_id.is_not(None)
        )
        return berichten + session.exec(erin).one()
