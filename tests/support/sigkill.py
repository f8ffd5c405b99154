"""Kills a real sending process at random moments, and counts what arrived: for a test, and for bench/berichten_sigkill.py.

The server notes every mail before it answers; a mail that it noted and that the database does not call sent at the moment
of a kill fell between the answer of the server and our commit. Only those may arrive twice.
"""

import datetime as dt
import multiprocessing
import random
import time
from collections import Counter
from dataclasses import dataclass

from sqlmodel import func, select

from crm.adapters.postbus import postbus_van
from crm.db import Database, utc_nu
from crm.jobs.verzending import versturen
from crm.models import Bericht, BerichtStatus, Herinnering, HerinneringStatus
from tests.factories import maak

VAN = "Aanjager <aanjager@voorbeeld.invalid>"
# Python that has everything imported already: a new process begins to send within a few milliseconds.
PROCES = multiprocessing.get_context("forkserver")
PROCES.set_forkserver_preload(["tests.support.sigkill"])


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


def dood_en_tel(database: Database, server, mail_url: str, *, kills: int, zaad: int, langst: float) -> Uitslag:
    """So many kills, each at a random moment within `langst` seconds of a process's beginning, and then one that ends.

    Each process has a clock 16 minutes further on, so that it takes over what the one before it left.
    """
    kans = random.Random(zaad)
    uitslag = Uitslag(0, 0, 0, 0, 0, 0, 0)
    url = database.url.render_as_string(hide_password=False)
    later = dt.timedelta(0)
    while uitslag.kills < kills:
        if _wachtend(database) < 60:
            uitslag.berichten += _vul(database, 200)
        later += dt.timedelta(minutes=16)
        begonnen = PROCES.Event()
        proces = PROCES.Process(target=verzend, args=(url, mail_url, later, begonnen), daemon=True)
        proces.start()
        assert begonnen.wait(60)
        time.sleep(kans.uniform(0, langst))
        proces.kill()
        proces.join(60)
        assert proces.exitcode == -9, f"the process ended by itself with {proces.exitcode}"
        uitslag.kills += 1
        server.wacht_tot_stil()
        aangenomen = {kenmerk for kenmerk, _ in server.vak.aangenomen}
        open_ = _onderweg(database)
        uitslag.onderweg += bool(open_)
        uitslag.tussen += len(open_ & aangenomen)
    _maak_af(url, mail_url, later + dt.timedelta(minutes=16))
    kenmerken = Counter(kenmerk for kenmerk, _ in server.vak.aangenomen)
    uitslag.aangekomen = len(kenmerken)
    uitslag.dubbel = sum(kenmerken.values()) - len(kenmerken)
    uitslag.niet_afgerond = _niet_afgerond(database)
    return uitslag


def _maak_af(url: str, mail_url: str, later: dt.timedelta) -> None:
    proces = PROCES.Process(target=verzend, args=(url, mail_url, later, PROCES.Event()), daemon=True)
    proces.start()
    proces.join(300)
    assert proces.exitcode == 0


def _vul(database: Database, aantal: int) -> int:
    """Messages with two reminders each, in the outbox."""
    with database.transaction() as session:
        eerste = maak(session, Herinnering)
        vast = {
            "regel_id": eerste.regel_id, "regel": None, "stap_id": eerste.stap_id, "stap": None,
            "gebruiker_id": eerste.gebruiker_id, "gebruiker": None, "status": HerinneringStatus.ONDERWEG,
        }  # fmt: skip
        Herinnering.LEVENSLOOP.apply(eerste, "overslaan")
        eerste.reden = "hoort bij geen bericht"
        for _ in range(aantal):
            bericht = maak(
                session, Bericht, gebruiker_id=eerste.gebruiker_id, volgende_poging_op=utc_nu(), html="<p>één</p>"
            )
            for nummer in (1, 2):
                maak(session, Herinnering, **vast, bericht_id=bericht.id, onderwerp_id=bericht.id * 10 + nummer)
    return aantal


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
