"""One sweep over 100,000 open subjects of which 10,000 are due, on SQLite and on PostgreSQL, beside a tenth of that.

    PYTHONPATH=. python bench/herinneringen_veegronde.py [sqlite|postgresql ...]

Half of the subjects are promises of partners, half are actiepunten; all rules of data/herinneringsregels.yaml hold, and each
colleague has twenty that are due. The same again follows right away, when nothing is due any more. Each sweep runs in a
process of its own, which prints the seconds of planning and packing, the memory it took on top of what it began with, and
the statements for each reminder. The house holds itself to 15 seconds, memory that does not grow along, and a number of
statements for each reminder that does not grow along either.
"""

import datetime as dt
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlmodel import Session

from crm import models as m
from crm.adapters.migraties import migreer
from crm.cli.beheer import STANDAARDREGELS
from crm.db import Database, nieuwe_uuid
from crm.schemas.herinneringsregel import lezen as regels_lezen
from crm.workflows import herinneringsregels_beheren
from crm.workflows.gebruiker_beheren import systeemgebruiker
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h
from tests.support.databases import PostgresServer
from tests.support.tellen import tel_opdrachten

MATEN = (10_000, 100_000)
NU = dt.datetime(2026, 10, 14, 8, 0, tzinfo=m.AMSTERDAM)
DEEL, PER_COLLEGA, PER_KEER = 10, 20, 10_000


def vul(database: Database, aantal: int) -> None:
    """So many open subjects, every tenth due for its owner, and the rules that the house comes with."""
    with database.transaction() as session:
        door = systeemgebruiker(session)
        herinneringsregels_beheren.laden(session, regels_lezen(STANDAARDREGELS), door=door, nu=NU)
        maak_gebruiker(session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER)
        collegas = [
            maak_gebruiker(session, f"Speler{nummer}", m.GebruikerRol.AMBASSADEUR).id
            for nummer in range(aantal // DEEL // PER_COLLEGA)
        ]
        afspraak = maak(session, m.Partnerafspraak)
        actiepunt = maak(session, m.Actiepunt)
        for voorbeeld, begin in ((afspraak, 0), (actiepunt, 1)):
            _vermenigvuldig(session, voorbeeld, range(begin, aantal, 2), collegas)
        for voorbeeld in (afspraak, actiepunt):
            session.execute(sa.delete(type(voorbeeld)).where(type(voorbeeld).id == voorbeeld.id))
    if not database.is_sqlite:
        # The statistics that autovacuum keeps; that of the tests is off.
        with database.engine.connect() as verbinding:
            verbinding.execution_options(isolation_level="AUTOCOMMIT").exec_driver_sql("ANALYZE")


def _vermenigvuldig(session: Session, voorbeeld: m.Model, nummers: range, collegas: list[int]) -> None:
    tabel, toeval = type(voorbeeld).__table__, Random(nummers.start)
    vast = {kolom.name: getattr(voorbeeld, kolom.name) for kolom in tabel.columns if kolom.name != "id"}

    def rij(nummer: int) -> dict:
        is_aan_de_beurt = nummer // 2 % DEEL == 0
        dagen = toeval.randint(-12, -2) if is_aan_de_beurt else toeval.randint(30, 600)
        return vast | {
            "uuid": nieuwe_uuid(),
            "uiterlijk": NU.date() + dt.timedelta(days=dagen),
            "eigenaar_id": collegas[nummer // (2 * DEEL) % len(collegas)],
        }

    for begin in range(0, len(nummers), PER_KEER):
        session.execute(sa.insert(tabel), [rij(nummer) for nummer in nummers[begin : begin + PER_KEER]])


def geheugen() -> int:
    """The most memory that this process held so far, in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.split("VmHWM:")[1].split()[0]) // 1024


def veeg(url: str) -> dict:
    """One sweep in this process, and what it took."""
    database = Database(url)
    # What a process that runs for months has read and compiled long ago.
    with database.proef() as in_transactie:
        h.plannen(in_transactie, nu=NU - dt.timedelta(days=3000), kalender=h.kalender_van(database))
    begin_mb = geheugen()

    def meet(doe: Callable, **verder: object) -> tuple[h.Uitkomst, float, int]:
        with tel_opdrachten(database.engine) as opdrachten:
            begin = time.perf_counter()
            uitkomst = doe(database, NU, **verder)
            return uitkomst, time.perf_counter() - begin, len(opdrachten)

    gepland, plan_s, plan_n = meet(h.plan)
    gebundeld, bundel_s, bundel_n = meet(h.bundel, papier=h.PAPIER)
    assert not gepland.geparkeerd, gepland.geparkeerd
    assert not gebundeld.geparkeerd, gebundeld.geparkeerd
    return {
        "gepland": gepland["gepland"],
        "berichten": gebundeld["berichten"],
        "plan_s": plan_s,
        "bundel_s": bundel_s,
        "plan_n": plan_n,
        "bundel_n": bundel_n,
        "mb": geheugen() - begin_mb,
    }


@contextmanager
def _plek(soort: str, map_: Path):
    if soort == "sqlite":
        yield lambda aantal: f"sqlite:///{map_ / f'{aantal}.db'}"
        return
    server = PostgresServer()
    try:
        yield lambda _: server.url(server.nieuwe_database(leeg=True))
    finally:
        server.stop()


def main(soorten: list[str]) -> None:
    for soort in soorten:
        with tempfile.TemporaryDirectory() as naam, _plek(soort, Path(naam)) as plek:
            for aantal in MATEN:
                url = plek(aantal)
                database = Database(url)
                migreer(database)
                vul(database, aantal)
                database.dispose()
                for keer in ("eerste", "tweede"):
                    opdracht = [sys.executable, __file__, "--veeg", url]
                    klaar = subprocess.run(opdracht, check=True, stdout=subprocess.PIPE, text=True)
                    _toon(soort, aantal, keer, json.loads(klaar.stdout))


def _toon(soort: str, aantal: int, keer: str, uit: dict) -> None:
    per = (uit["plan_n"] + uit["bundel_n"]) / max(uit["gepland"], 1)
    print(
        f"{soort:10} {aantal:>7} open, {keer} keer: {uit['gepland']:>6} gepland in {uit['plan_s']:5.2f} s, "
        f"{uit['berichten']:>4} berichten in {uit['bundel_s']:5.2f} s, samen {uit['plan_s'] + uit['bundel_s']:5.2f} s; "
        f"{uit['plan_n']} + {uit['bundel_n']} opdrachten ({per:.2f} per herinnering), {uit['mb']} MB erbij",
        flush=True,
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--veeg"]:
        print(json.dumps(veeg(sys.argv[2])))
    else:
        main(sys.argv[1:] or ["sqlite", "postgresql"])
