"""What our PDF costs beside what WeasyPrint alone needs for the same HTML, side by side in fresh processes.

    PYTHONPATH=. python bench/rapportage_render.py [aantal keer]

Prints the median of both in seconds of the processor (a busy machine changes those less than the clock) and the
ratio; the house holds itself to 1.15.
"""

import datetime as dt
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from sqlmodel import SQLModel

from crm.adapters import documents
from crm.db import Database, vaste_uuids
from crm.queries.rapportagedocument import als_html
from crm.workflows import rapportage_opstellen
from tests.support.rapportageprogramma import gebruikers, maak_programma

MOMENT = dt.datetime(2026, 10, 14, 7, tzinfo=dt.UTC)


def maak_html(map_: Path) -> tuple[str, bytes]:
    """The HTML of a report with a report before it, and the snapshot that goes inside."""
    database = Database(f"sqlite:///{map_ / 'bench.db'}")
    SQLModel.metadata.create_all(database.engine)
    with database.transaction() as session, vaste_uuids("bench"):
        door, _ = gebruikers(session)
        programma = maak_programma(session, door)
        wie = {"programma": programma, "door": door, "nu": MOMENT}
        rapportage_opstellen.opstellen(session, periode="2026-K2", **wie)
        rapport = rapportage_opstellen.opstellen(session, periode="2026-K3", **wie)
        return als_html(rapport), rapport.momentopname.encode()


def meet(soort: str, bestand: Path) -> float:
    """Processor seconds of one rendering in this process, imports left out."""
    tekst = bestand.read_text(encoding="utf-8")
    import weasyprint

    if soort == "wij":
        bijlage = documents.Bijlage(
            "momentopname.json", "De cijfers", bestand.with_suffix(".json").read_bytes()
        )
        begin = time.process_time()
        documents.pdf(tekst, kenmerk="bench", moment=MOMENT, bijlagen=[bijlage])
    else:
        ophaler = documents.ophaler()
        begin = time.process_time()
        weasyprint.HTML(string=tekst, url_fetcher=ophaler).write_pdf(pdf_variant="pdf/a-3a", pdf_tags=True)
    return time.process_time() - begin


def main(keren: int) -> None:
    tijden: dict[str, list[float]] = {"weasyprint": [], "wij": []}
    with tempfile.TemporaryDirectory() as naam:
        bestand = Path(naam) / "rapport.html"
        tekst, opname = maak_html(Path(naam))
        bestand.write_text(tekst, encoding="utf-8")
        bestand.with_suffix(".json").write_bytes(opname)
        for _ in range(keren):
            for soort, gemeten in tijden.items():
                opdracht = [sys.executable, __file__, soort, str(bestand)]
                gemeten.append(
                    float(subprocess.run(opdracht, check=True, capture_output=True, text=True).stdout)
                )
    alleen, wij = (statistics.median(tijden[soort]) for soort in ("weasyprint", "wij"))
    print(
        f"html {len(tekst):,} tekens; weasyprint alleen {alleen:.2f} s; wij {wij:.2f} s; verhouding {wij / alleen:.3f}"
    )


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(meet(sys.argv[1], Path(sys.argv[2])))
    else:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
