"""The PDF of a report, made in a process of its own: drawing costs seconds, and other pages must not wait for it.

Run as a program (`python -m crm.http.rapport_pdf FILE`) it reads the snapshot from its input and writes the file.
"""

import datetime as dt
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from crm.errors import DomainError
from crm.models import Rapportage, RapportageStatus
from crm.queries.rapportagedocument import als_pdf

# So long a visitor waits for the file itself; after that a page says that it is coming.
GEDULD = 4.0
# A drawing that takes longer than this has gone wrong.
HOOGSTENS = 180.0

_bezig: dict[Path, subprocess.Popen] = {}
_slot = threading.Lock()


class PdfMislukt(DomainError):
    """The PDF could not be made; the sentence says why."""


def bestand(rapportage: Rapportage, map_: Path) -> Path:
    """Where the PDF of this snapshot in this status stands, or will stand: same contents, same name."""
    vast = rapportage.vastgesteld_op.isoformat() if rapportage.vastgesteld_op else rapportage.status
    kenmerk = hashlib.sha256(f"{rapportage.sha256} {vast}".encode()).hexdigest()
    return map_ / "rapportages" / "archief" / f"{kenmerk}.pdf"


def maak(rapportage: Rapportage, map_: Path, geduld: float | None = None) -> Path | None:
    """The file with the PDF, or None when it is still being drawn after so many seconds.

    Refuses with PdfMislukt what cannot be drawn.
    """
    pad = bestand(rapportage, map_)
    with _slot:
        if pad.is_file():
            _bezig.pop(pad, None)
            return pad
        proces = _bezig.get(pad) or _bezig.setdefault(pad, _start(rapportage, pad))
    try:
        proces.wait(GEDULD if geduld is None else geduld)
    except subprocess.TimeoutExpired:
        return None
    with _slot:
        _bezig.pop(pad, None)
    if pad.is_file():
        return pad
    raise PdfMislukt(
        "De pdf kon niet worden gemaakt. Vraag de functioneel beheerder om in het logboek te kijken."
    )


def _start(rapportage: Rapportage, pad: Path) -> subprocess.Popen:
    pad.parent.mkdir(parents=True, exist_ok=True)
    wortel = str(Path(__file__).resolve().parents[2])
    paden = [wortel, *filter(None, [os.environ.get("PYTHONPATH")])]
    vast = rapportage.vastgesteld_op
    opdracht = {
        "momentopname": rapportage.momentopname,
        "sha256": rapportage.sha256,
        "status": rapportage.status,
        "vastgesteld_op": vast.isoformat() if vast else None,
    }
    # A file and not a pipe: a snapshot is larger than a pipe holds, and would keep us waiting for the reader.
    with tempfile.TemporaryFile("w+", encoding="utf-8") as invoer:
        json.dump(opdracht, invoer)
        invoer.seek(0)
        return subprocess.Popen(
            [sys.executable, "-m", "crm.http.rapport_pdf", str(pad)],
            stdin=invoer,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(paden)},
        )


def hoofd(pad: Path, opdracht: dict) -> None:
    """The file stands there, whole or not at all."""
    vast = opdracht["vastgesteld_op"]
    rapportage = Rapportage(
        momentopname=opdracht["momentopname"],
        sha256=opdracht["sha256"],
        status=RapportageStatus(opdracht["status"]),
        vastgesteld_op=dt.datetime.fromisoformat(vast) if vast else None,
    )
    tijdelijk = pad.with_name(f"{pad.name}.{os.getpid()}.deel")
    tijdelijk.write_bytes(als_pdf(rapportage))
    tijdelijk.replace(pad)


if __name__ == "__main__":
    threading.Timer(HOOGSTENS, lambda: os._exit(4)).start()
    hoofd(Path(sys.argv[1]), json.load(sys.stdin))
    os._exit(0)
