"""The scheduler: one process of its own that keeps the timetable.

Every firing first writes its row (task, day). Of a daily task whoever writes it does the work, so that a second scheduler,
a restart or a clock that jumps never does the same work twice. A round counts its runs in that row: it may run twice at
once, because it takes up one thing at a time and writes that down.
"""

import datetime as dt
import logging

import sqlalchemy as sa
from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from crm.db import Database, utc_nu
from crm.errors import Verouderd
from crm.jobs.rondes import Middelen
from crm.jobs.timetable import DIENSTREGELING, DeelsMislukt, Taak
from crm.models import AMSTERDAM, Taakloop, dag_van

log = logging.getLogger(__name__)


def run(middelen: Middelen) -> None:
    """Keeps the timetable until the process is stopped; starts by catching up what was missed today."""
    database = middelen.database
    planner = BlockingScheduler(timezone=AMSTERDAM)
    for taak in DIENSTREGELING:
        planner.add_job(
            uitvoeren,
            CronTrigger.from_crontab(taak.cron, timezone=AMSTERDAM),
            args=[database, taak, None, middelen],
            id=taak.naam,
            # Catching up is the first run of this same job: a next one waits until it is done.
            next_run_time=utc_nu(),
            coalesce=True,
            max_instances=1,
            # A machine that slept through the moment still does the work when it wakes up that day.
            misfire_grace_time=12 * 3600,
        )
    log.info("planner.gestart taken=%d", len(DIENSTREGELING))
    planner.start()


def uitvoeren(
    database: Database, taak: Taak, nu: dt.datetime | None = None, middelen: Middelen | None = None
) -> str | None:
    """The task has run for this day; gives what it did, or None when it had been done, is being done, or failed.

    A failure is kept with its reason and tried again when the scheduler starts anew that day, or by hand, and a round at
    its next firing; it never stops the scheduler, and the next day the task runs as ever.
    """
    moment = nu or utc_nu()
    if not (_tel_ronde if taak.is_ronde else _oppakken)(database, taak, moment):
        return None
    try:
        uitkomst, mislukt = _werk(database, taak, moment, middelen)
    except Exception as fout:
        log.exception("taak.mislukt taak=%s", taak.naam)
        _afmaken(database, taak, moment, f"{type(fout).__name__}: {fout}", mislukt=True)
        return None
    _afmaken(database, taak, moment, uitkomst, mislukt=mislukt)
    if mislukt:
        log.error("taak.deels_mislukt taak=%s uitkomst=%s", taak.naam, uitkomst)
        return None
    # A round runs all day, and mostly finds nothing to do.
    log.log(logging.DEBUG if taak.is_ronde else logging.INFO, "taak.klaar taak=%s uitkomst=%s", taak.naam, uitkomst)
    return uitkomst


def _werk(database: Database, taak: Taak, moment: dt.datetime, middelen: Middelen | None) -> tuple[str, bool]:
    """What the task says that it did, and whether part of it failed."""
    if taak.is_ronde:
        try:
            return taak.werk(middelen, moment), False
        except DeelsMislukt as fout:
            return str(fout), True
    with database.transaction() as session:
        try:
            return taak.werk(session, moment), False
        except DeelsMislukt as fout:
            # Caught within the transaction: what was done is kept, and another try does the rest.
            return str(fout), True


def _slot(moment: dt.datetime) -> str:
    return dag_van(moment).isoformat()


def _oppakken(database: Database, taak: Taak, moment: dt.datetime) -> bool:
    """Whether this firing is ours: the row is new, or the one before failed or died an hour ago."""
    try:
        with database.transaction() as session:
            session.add(Taakloop(taak=taak.naam, slot=_slot(moment), begonnen_op=moment))
        return True
    except IntegrityError:
        pass
    try:
        with database.transaction() as session:
            loop = _lees(session, taak, moment)
            gestrand = loop.klaar_op is None and moment - loop.begonnen_op > dt.timedelta(hours=1)
            if not (loop.is_mislukt or gestrand):
                return False
            loop.begonnen_op, loop.klaar_op, loop.is_mislukt = moment, None, False
        return True
    except Verouderd:
        # Another scheduler took it up in the same second.
        return False


def _tel_ronde(database: Database, taak: Taak, moment: dt.datetime) -> bool:
    """The row of today says that a round runs, and for the how manieth time. Always ours: two at once do no harm.

    By one UPDATE: two schedulers that fire in the same second both count.
    """
    tel = (
        sa.update(Taakloop)
        .where(col(Taakloop.taak) == taak.naam, col(Taakloop.slot) == _slot(moment))
        .values(keren=Taakloop.keren + 1, begonnen_op=moment, klaar_op=None, versie=Taakloop.versie + 1)
    )
    for _ in range(2):
        with database.transaction() as session:
            if session.execute(tel).rowcount:
                return True
        try:
            with database.transaction() as session:
                session.add(Taakloop(taak=taak.naam, slot=_slot(moment), begonnen_op=moment))
            return True
        except IntegrityError:
            continue
    return True


def _afmaken(database: Database, taak: Taak, moment: dt.datetime, uitkomst: str, *, mislukt: bool) -> None:
    # Also by one UPDATE: of two rounds at once, the one that ends last says how it went.
    klaar = (
        sa.update(Taakloop)
        .where(col(Taakloop.taak) == taak.naam, col(Taakloop.slot) == _slot(moment))
        .values(klaar_op=utc_nu(), uitkomst=uitkomst[:400], is_mislukt=mislukt, versie=Taakloop.versie + 1)
    )
    with database.transaction() as session:
        session.execute(klaar)


def _lees(session, taak: Taak, moment: dt.datetime) -> Taakloop:
    vraag = select(Taakloop).where(col(Taakloop.taak) == taak.naam, col(Taakloop.slot) == _slot(moment))
    return session.exec(vraag).one()
