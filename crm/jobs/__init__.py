"""The scheduler: one process of its own that keeps the timetable.

Every firing first writes its row (task, day). Whoever writes it does the work, so that a second scheduler, a restart or a
clock that jumps never does the same work twice.
"""

import datetime as dt
import logging

from apscheduler.schedulers.blocking import BlockingScheduler
from apscheduler.triggers.cron import CronTrigger
from sqlalchemy.exc import IntegrityError
from sqlmodel import col, select

from crm.db import Database, utc_nu
from crm.jobs.timetable import DIENSTREGELING, DeelsMislukt, Taak
from crm.models import AMSTERDAM, Taakloop, dag_van

log = logging.getLogger(__name__)


def run(database: Database) -> None:
    """Keeps the timetable until the process is stopped; starts by catching up what was missed today."""
    planner = BlockingScheduler(timezone=AMSTERDAM)
    for taak in DIENSTREGELING:
        planner.add_job(
            uitvoeren,
            CronTrigger.from_crontab(taak.cron, timezone=AMSTERDAM),
            args=[database, taak],
            id=taak.naam,
            coalesce=True,
            max_instances=1,
            # A machine that slept through the moment still does the work when it wakes up that day.
            misfire_grace_time=12 * 3600,
        )
        planner.add_job(uitvoeren, args=[database, taak], id=f"{taak.naam}-inhalen")
    log.info("planner.gestart taken=%d", len(DIENSTREGELING))
    planner.start()


def uitvoeren(database: Database, taak: Taak, nu: dt.datetime | None = None) -> str | None:
    """The task has run for this day; gives what it did, or None when it had been done or is being done.

    A failure is kept with its reason and tried again when the scheduler starts anew that day, or by hand; it never
    stops the scheduler, and the next day the task runs as ever.
    """
    moment = nu or utc_nu()
    if not _oppakken(database, taak, moment):
        return None
    mislukt = False
    try:
        with database.transaction() as session:
            try:
                uitkomst = taak.werk(session, moment)
            except DeelsMislukt as fout:
                # Caught within the transaction: what was done is kept, and another try does the rest.
                uitkomst, mislukt = str(fout), True
    except Exception as fout:
        log.exception("taak.mislukt taak=%s", taak.naam)
        _afmaken(database, taak, moment, f"{type(fout).__name__}: {fout}", mislukt=True)
        return None
    _afmaken(database, taak, moment, uitkomst, mislukt=mislukt)
    if mislukt:
        log.error("taak.deels_mislukt taak=%s uitkomst=%s", taak.naam, uitkomst)
        return None
    log.info("taak.klaar taak=%s uitkomst=%s", taak.naam, uitkomst)
    return uitkomst


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
    with database.transaction() as session:
        loop = _lees(session, taak, moment)
        gestrand = loop.klaar_op is None and moment - loop.begonnen_op > dt.timedelta(hours=1)
        if not (loop.is_mislukt or gestrand):
            return False
        loop.begonnen_op, loop.klaar_op, loop.is_mislukt = moment, None, False
        return True


def _afmaken(database: Database, taak: Taak, moment: dt.datetime, uitkomst: str, *, mislukt: bool) -> None:
    with database.transaction() as session:
        loop = _lees(session, taak, moment)
        loop.klaar_op, loop.uitkomst, loop.is_mislukt = utc_nu(), uitkomst[:400], mislukt


def _lees(session, taak: Taak, moment: dt.datetime) -> Taakloop:
    vraag = select(Taakloop).where(col(Taakloop.taak) == taak.naam, col(Taakloop.slot) == _slot(moment))
    return session.exec(vraag).one()
