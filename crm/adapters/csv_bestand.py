"""CSV in, as people save it from a spreadsheet: rows that know their line. Knows no noun."""

import csv
import io
from pathlib import Path

from crm.adapters.bestandsfouten import Bestandsfouten
from crm.adapters.yaml_bestand import GROOTSTE_BESTAND, Reeks, Vak

# How the files begin that people take for CSV: a workbook, and the text that a spreadsheet calls Unicode.
_WERKMAP = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def lezen(bron: Path | str, naam: str | None = None) -> tuple[Reeks, Bestandsfouten]:
    """The rows of a file (a Path) or a text, by the names in its first row; empty cells are left out.

    Refuses with OngeldigeInvoer a file without rows, or a row with more cells than there are names.
    """
    fouten = Bestandsfouten(naam or (bron.name if isinstance(bron, Path) else "bestand"))
    tekst = bron if isinstance(bron, str) else _tekst(bron, fouten)
    lezer = csv.reader(io.StringIO(tekst, newline=""), delimiter=_scheiding(tekst), strict=True)
    rijen = Reeks()
    rijen.regels = []
    try:
        kop = [cel.strip() for cel in next(lezer, [])]
        _controleer_kop(kop, fouten)
        regel = lezer.line_num + 1
        for cellen in lezer:
            if any(cel.strip() for cel in cellen):
                _voeg_toe(rijen, kop, cellen, regel, fouten)
            regel = lezer.line_num + 1
    except csv.Error:
        fouten.meld(lezer.line_num, "Deze regel is geen goede CSV; kijk naar de aanhalingstekens.")
    if not rijen and not fouten:
        fouten.meld(1, "Het bestand is leeg.")
    fouten.weiger()
    return rijen, fouten


def tekst_van(ruw: bytes, naam: str, hoogstens: int = GROOTSTE_BESTAND) -> str:
    """The text of a file: UTF-8, or what a Dutch spreadsheet writes when nobody chose.

    Refuses with OngeldigeInvoer a file that is too large, or a workbook.
    """
    fouten = Bestandsfouten(naam)
    if len(ruw) > hoogstens:
        grootte = f"{hoogstens // 1_000_000} MB" if hoogstens >= 1_000_000 else f"{hoogstens // 1000} kB"
        fouten.meld(1, f"Het bestand is groter dan {grootte}.")
    elif ruw.startswith(_WERKMAP):
        fouten.meld(1, "Dit is een werkmap en geen CSV. Kies in uw rekenprogramma Opslaan als, en dan CSV.")
    fouten.weiger()
    if ruw.startswith(_UTF16):
        return ruw.decode("utf-16", "replace")
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return ruw.decode("cp1252", "replace")


def _tekst(pad: Path, fouten: Bestandsfouten) -> str:
    try:
        ruw = pad.read_bytes()
    except OSError as fout:
        fouten.meld(1, f"Het bestand kan niet worden geopend: {fout.strerror}.")
        fouten.weiger()
    return tekst_van(ruw, fouten.naam)


def _scheiding(tekst: str) -> str:
    eerste = tekst.partition("\n")[0]
    return max(";,\t", key=eerste.count)


def _controleer_kop(kop: list[str], fouten: Bestandsfouten) -> None:
    for plaats, kolom in enumerate(kop):
        if not kolom:
            fouten.meld(1, f"Kolom {plaats + 1} heeft geen naam.")
        elif kolom in kop[:plaats]:
            fouten.meld(1, f"De kolom ‘{kolom}’ staat er twee keer.")


def _voeg_toe(rijen: Reeks, kop: list[str], cellen: list[str], regel: int, fouten: Bestandsfouten) -> None:
    if len(cellen) > len(kop):
        fouten.meld(regel, f"Deze regel heeft {len(cellen)} cellen en de eerste regel {len(kop)} namen.")
        return
    rij = Vak((kolom, cel.strip()) for kolom, cel in zip(kop, cellen, strict=False) if cel.strip())
    rij.regel, rij.regels = regel, dict.fromkeys(rij, regel)
    rijen.append(rij)
    rijen.regels.append(regel)
