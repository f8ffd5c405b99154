"""Two hundred senders are killed with SIGKILL, each at a random moment, while they send to a real mail server on this machine.

    PYTHONPATH=. python bench/berichten_sigkill.py [kills] [zaad]

On SQLite and on PostgreSQL (the server of the tests). Wanted: every message arrives, and what arrives twice has the same
Message-ID and is at most as many as the kills that fell between the answer of the mail server and our commit.
"""

import logging
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from crm.adapters.migraties import migreer
from crm.db import Database
from tests.support.databases import PostgresServer
from tests.support.mailserver import Certificaten, Mailserver
from tests.support.sigkill import Uitslag, dood_en_tel

LANGST = 0.8
"""Seconds that a sender lives at most: it signs on and sends a few dozen mails."""


@contextmanager
def databases(map_: Path) -> Iterator[list[tuple[str, Database]]]:
    """A migrated database of each kind."""
    server = PostgresServer()
    beide = [
        ("sqlite", Database(f"sqlite:///{map_ / 'bench.db'}")),
        ("postgresql", Database(server.url(server.nieuwe_database()))),
    ]
    try:
        yield beide
    finally:
        for _, database in beide:
            database.dispose()
        server.stop()


def dood(database: Database, certificaten: Certificaten, kills: int, zaad: int) -> Uitslag:
    migreer(database)
    with Mailserver(starttls=certificaten.goed) as server:
        url = f"smtp://127.0.0.1:{server.poort}?ca={certificaten.ca}"
        return dood_en_tel(database, server, url, kills=kills, zaad=zaad, langst=LANGST)


def main() -> int:
    # A line that breaks in the middle of TLS is what we are here for, and no news.
    logging.getLogger("mail.log").setLevel(logging.CRITICAL)
    kills, zaad = (int(woord) for woord in [*sys.argv[1:], "200", "20261014"][:2])
    mis = 0
    with tempfile.TemporaryDirectory() as naam, databases(Path(naam)) as beide:
        certificaten = Certificaten(Path(naam))
        for soort, database in beide:
            begin = time.monotonic()
            uitslag = dood(database, certificaten, kills, zaad)
            mis += not uitslag.is_goed
            print(f"{soort}: {uitslag}; {time.monotonic() - begin:.0f} s; {'goed' if uitslag.is_goed else 'MIS'}")
    return 1 if mis else 0


if __name__ == "__main__":
    sys.exit(main())
