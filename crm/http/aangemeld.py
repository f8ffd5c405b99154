"""Staying signed in while at work: the row and the cookie are extended together, and never at the cost of a page."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlmodel import Session

from crm.db import Database, vastleggen
from crm.models import Sessie
from crm.workflows import aanmelden

logboek = logging.getLogger(__name__)

# So many milliseconds a finished page may wait for a writer; the next page tries again.
GEDULD = 50


def nog_geldig(aanmelding: Sessie, *, uren: int, nu: dt.datetime) -> int:
    """For how many seconds the cookie may live on: as long as a fresh one, but not past the last day of a sign-in."""
    einde = min(nu + dt.timedelta(hours=uren), aanmelding.aangemaakt_op + aanmelden.LANGSTE)
    return max(0, int((einde - nu).total_seconds()))


def verleng(database: Database, sessie_id: int, *, uren: int, nu: dt.datetime) -> None:
    """The session lasts on, unless somebody else is writing: then it stays as it was, and the log says so."""
    try:
        with _korte_sessie(database) as session:
            aanmelden.verlengen(session, sessie_id, uren=uren, nu=nu)
            vastleggen(session)
    except (sa.exc.OperationalError, sa.exc.TimeoutError) as fout:
        logboek.info("een sessie werd niet verlengd: %s", getattr(fout, "orig", None) or fout)


@contextmanager
def _korte_sessie(database: Database) -> Iterator[Session]:
    """A writing session of its own that gives up soon; the connection goes back as patient as it was."""
    verbinding = database.engine.connect().execution_options(write=True)
    with verbinding:
        if not database.is_sqlite:
            with Session(verbinding) as session:
                session.execute(sa.text(f"SET LOCAL lock_timeout = {GEDULD}"))
                yield session
            return
        # On the driver's own connection: BEGIN IMMEDIATE itself is what would wait.
        kaal = verbinding.connection.driver_connection
        (geduld,) = kaal.execute("PRAGMA busy_timeout").fetchone()
        kaal.execute(f"PRAGMA busy_timeout={GEDULD}")
        try:
            with Session(verbinding) as session:
                yield session
        finally:
            kaal.execute(f"PRAGMA busy_timeout={int(geduld)}")
