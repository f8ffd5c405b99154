"""Ten thousand random schedules of reminders: how many were lost, how many went out twice, how many without cause.

    PYTHONPATH=. python bench/herinneringen_schemas.py [sqlite|postgresql] [schemas] [eerste]

Plays worlds of ten dossiers each, see tests/support/herinneringssimulatie.py: each dossier has its own dates, owners, contact
persons and end, and each world its own rule, outages of up to three days, jumps of the clock, deaths halfway and rounds that
run twice. The number of a world says all of it: what went wrong in world 417 is played again with `sqlite 10 417`. As many
processes as there are cores share the work.
"""

import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from tests.support.databases import PostgresServer, SqliteProef, maak_sqlite_sjabloon
from tests.support.herinneringssimulatie import speel

PER_WERELD, RONDES, BUNDEL = 10, (3, 12), 20
_MISSLAGEN = ("kwijt", "dubbel", "onterecht")


@contextmanager
def _plek(soort: str):
    if soort == "sqlite":
        with tempfile.TemporaryDirectory() as naam:
            yield SqliteProef(maak_sqlite_sjabloon(Path(naam)), Path(naam))
        return
    server = PostgresServer()
    try:
        yield server
    finally:
        server.stop()


def speel_reeks(soort: str, begin: int, eind: int) -> tuple[Counter, list[str]]:
    """These worlds one after the other: what was counted, and what went wrong in words."""
    geteld, fouten = Counter(), []
    with _plek(soort) as plek:
        for zaad in range(begin, eind):
            with plek.schoon() as database:
                s = speel(database, zaad, dossiers=PER_WERELD, rondes=RONDES)
            geteld += s.geteld
            geteld["schemas"] += len(s.wereld.dossiers)
            for wat in _MISSLAGEN:
                misslagen = getattr(s, wat)
                geteld[wat] += len(misslagen)
                fouten += [f"wereld {zaad}, {wat}: {tekst}" for tekst in misslagen]
    return geteld, fouten


def main(soort: str, schemas: int, eerste: int) -> int:
    begin, werelden = time.monotonic(), -(-schemas // PER_WERELD)
    reeksen = [(n, min(n + BUNDEL, eerste + werelden)) for n in range(eerste, eerste + werelden, BUNDEL)]
    geteld = Counter()
    with ProcessPoolExecutor(os.cpu_count()) as werkers:
        for deel, fouten in werkers.map(speel_reeks, [soort] * len(reeksen), *zip(*reeksen, strict=True)):
            geteld += deel
            print(*fouten, sep="\n", end="\n" if fouten else "", flush=True)
    print(
        f"{soort}: {werelden:,} werelden met samen {geteld['schemas']:,} dossiers, {geteld['rondes']:,} rondes en "
        f"{geteld['verzonden']:,} verzonden herinneringen in {time.monotonic() - begin:.0f} s"
    )
    wat_gebeurde = ("datum", "terug", "sluit", "eigenaar", "partner", "collega", "contact", "demping", "afwezig", "regel")
    print("gebeurd: " + ", ".join(f"{geteld[wat]:,} {wat}" for wat in wat_gebeurde))
    print(", ".join(f"{geteld[wat]} {wat}" for wat in _MISSLAGEN))
    return 1 if any(geteld[wat] for wat in _MISSLAGEN) else 0


if __name__ == "__main__":
    gekozen = sys.argv[1:]
    sys.exit(
        main(
            gekozen[0] if gekozen else "sqlite",
            int(gekozen[1]) if len(gekozen) > 1 else 10_000,
            int(gekozen[2]) if len(gekozen) > 2 else 0,
        )
    )
