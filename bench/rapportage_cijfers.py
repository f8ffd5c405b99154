"""Figures and snapshot of a large programme: 300 acties, 3,000 partnerafspraken and 3,000 meetings.

    PYTHONPATH=. python bench/rapportage_cijfers.py

Prints processor seconds and the number of statements at 1x and 10x; the house holds itself to 2 seconds and a fixed number.
"""

import datetime as dt
import tempfile
import time
from pathlib import Path

from sqlmodel import Session, SQLModel, select

from crm.db import Database
from crm.models import Programma, canoniek
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal import kwartaalcijfers
from crm.queries.kwartaal.momentopname import momentopname
from tests.support.rapportageprogramma import gebruikers, maak_programma
from tests.support.tellen import tel_opdrachten

MATEN = ((30, 300, 300), (300, 3_000, 3_000))


def neem_op(session: Session, periode: str, vorige: dict | None) -> dict:
    kwartaal = Kwartaal.lees(periode)
    programma = session.exec(select(Programma)).one()
    cijfers = kwartaalcijfers(session, programma, periode=kwartaal, peildatum=kwartaal.eind)
    kop = {
        "versie": 1,
        "kenmerk": "bench",
        "opsteller": "bench",
        "opgesteld_op": dt.datetime.now(dt.UTC).isoformat(),
    }
    return momentopname(cijfers, kop=kop, teksten={}, vorige=vorige)


def main() -> None:
    for acties, afspraken, overleggen in MATEN:
        with tempfile.TemporaryDirectory() as naam:
            database = Database(f"sqlite:///{Path(naam) / 'bench.db'}")
            SQLModel.metadata.create_all(database.engine)
            with database.transaction() as session:
                maak_programma(
                    session, gebruikers(session)[0], acties=acties, afspraken=afspraken, overleggen=overleggen
                )
            with database.session() as session:
                vorige = neem_op(session, "2026-K2", None)
            with database.session() as session, tel_opdrachten(database.engine) as opdrachten:
                begin = time.process_time()
                tekst = canoniek(neem_op(session, "2026-K3", vorige))
                duur = time.process_time() - begin
            database.dispose()
        print(
            f"{acties} acties, {afspraken} afspraken, {overleggen} overleggen: {duur:.2f} s, "
            f"{len(opdrachten)} opdrachten, momentopname {len(tekst):,} tekens"
        )


if __name__ == "__main__":
    main()
