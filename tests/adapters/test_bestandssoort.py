"""A file is what is in it; what a dossier may not hold is refused in a sentence, whatever it is called."""

import io

import pikepdf
import pytest

from crm.adapters import bestandssoort as b
from crm.adapters.bestandssoort import soort_van
from crm.errors import OngeldigeInvoer
from tests.support import bestanden as maak

GOED = {
    "pdf": (maak.pdf(), b.PDF),
    "docx": (maak.docx_bestand(), b.DOCX),
    "xlsx": (maak.xlsx(), b.XLSX),
    "pptx met een svg": (maak.pptx(), b.PPTX),
    "odt": (maak.odf("text"), b.ODT),
    "ods": (maak.odf("spreadsheet"), b.ODS),
    "png": (maak.png(), b.PNG),
    "jpeg": (maak.JPEG, b.JPEG),
    "tekst": ("Beste José,\r\n\tzie 中文 en ✓".encode(), b.TEKST),
    "tekst met bom": ("\ufeffgewoon".encode(), b.TEKST),
    "tekst die met MZ begint": (b"MZ is een afkorting in deze notitie.", b.TEKST),
    "tekst die met PK begint": (b"PK: een korte notitie.", b.TEKST),
    "eml": (maak.EML, b.EML),
    "ics": (maak.ICS, b.ICS),
}


@pytest.mark.parametrize(("inhoud", "soort"), GOED.values(), ids=GOED)
def test_what_a_dossier_may_hold_is_known_by_its_contents(inhoud, soort):
    for naam in ("", "plan.pdf", "plan.exe", "plan"):
        assert soort_van(inhoud, naam) is soort


def test_the_name_only_chooses_between_text_and_csv():
    assert soort_van(b"a;b\n1;2\n", "Leden.CSV") is b.CSV
    assert soort_van(b"a;b\n1;2\n", "leden.txt") is b.TEKST
    assert soort_van(maak.pdf(), "leden.csv") is b.PDF


def _met_wachtwoord():
    return maak.pdf(encryption=pikepdf.Encryption(owner="a", user="b"))


def _versleuteld_docx():
    inhoud = bytearray(maak.docx_bestand())
    plek = inhoud.find(b"PK\x01\x02")
    inhoud[plek + 8] |= 1
    return bytes(inhoud)


def _bom():
    return maak.doos({"word/media/groot.xml": b"0" * (60 * 1024 * 1024)}, van=maak.docx_bestand())


SLECHT = {
    "leeg": (b"", "leeg"),
    "alleen wit": (b" \r\n\t ", "leeg"),
    "exe": (maak.EXE, "bewaren wij niet"),
    "elf": (maak.ELF, "bewaren wij niet"),
    "oud word": (maak.OUD_WORD, "oude versie van Office"),
    "html": (maak.HTML, "webpagina of een script"),
    "html na wit": (b"\n\n   " + maak.HTML, "webpagina of een script"),
    "html na tekst": (b"hoi <script>x</script>", "webpagina of een script"),
    "svg": (maak.SVG, "webpagina of een script"),
    "svg zonder kop": (b"<svg onload='x'/>", "webpagina of een script"),
    "shell": (b"#!/bin/sh\nrm -rf /\n", "webpagina of een script"),
    "php": (b"<?php system('x');", "webpagina of een script"),
    "bat": (b"@echo off\r\ndel x", "webpagina of een script"),
    "gif": (b"GIF89a" + bytes(50), "bewaren wij niet"),
    "rar": (b"Rar!\x1a\x07\x00" + bytes(50), "bewaren wij niet"),
    "utf-16": ("a;b\n".encode("utf-16"), "UTF-8"),
    "windows-1252": ("café;1\n".encode("cp1252"), "UTF-8"),
    "nul in tekst": (b"gewoon\0tekst", "bewaren wij niet"),
    "escape in tekst": (b"\x1b]0;titel\x07", "bewaren wij niet"),
    "mail met nul": (maak.EML + b"\0", "bewaren wij niet"),
    "afgebroken pdf": (b"%PDF-1.7\nhier houdt het op", "niet heel"),
    "pdf met wachtwoord": (_met_wachtwoord(), "wachtwoord"),
    "zip": (maak.doos({"a.txt": "a"}), "ingepakt bestand"),
    "zip die odf zegt zonder inhoud": (maak.doos({"mimetype": "application/vnd.oasis.opendocument.text"}), "ingepakt"),
    "epub": (maak.doos({"mimetype": "application/epub+zip", "content.xml": ""}), "ingepakt bestand"),
    "jar": (maak.doos({"META-INF/MANIFEST.MF": "", "A.class": ""}), "ingepakt bestand"),
    "halve docx": (maak.docx_bestand()[:-40], "niet heel"),
    "docx met wachtwoord": (_versleuteld_docx(), "wachtwoord"),
    "docx met macro": (maak.doos({"word/vbaProject.bin": "x"}, van=maak.docx_bestand()), "macro"),
    "docm die docx heet": (
        maak.doos({"[Content_Types].xml": '<Override ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/>'}),
        "macro",
    ),
    "odt met macro": (maak.doos({"Basic/Standard/Module1.xml": "x"}, van=maak.odf("text")), "macro"),
    "docx met programma": (maak.doos({"word/x.exe": "MZ"}, van=maak.docx_bestand()), "programma"),
    "docx die naar buiten wil": (maak.doos({"../../x": "x"}, van=maak.docx_bestand()), "programma"),
    "docx met een bom": (_bom(), "veel te groot"),
    "zip met iets ervoor": (b"PK\x03\x04rommel" + maak.docx_bestand(), "niet heel"),
    "docx met iets erachter": (maak.docx_bestand() + maak.EXE, "niet heel"),
    "pdf en zip": (maak.pdf() + maak.doos({"a.txt": "a"}), "verstopt"),
    "png en zip": (maak.png() + maak.doos({"a.txt": "a"}), "verstopt"),
    "png met iets erachter": (maak.png() + maak.EXE, "verstopt"),
    "png en pdf": (maak.png()[:33] + b"%PDF-1.4" + maak.png()[33:], "verstopt"),
    "jpeg en zip": (maak.JPEG + maak.doos({"a.txt": "a"}), "verstopt"),
    "halve png": (maak.png()[:-8], "niet heel"),
    "halve jpeg": (maak.JPEG[:-2], "niet heel"),
    "jpeg die html zegt te zijn": (b"GIF" + maak.JPEG, "bewaren wij niet"),
}


@pytest.mark.parametrize(("inhoud", "zin"), SLECHT.values(), ids=SLECHT)
def test_what_a_dossier_may_not_hold_is_refused_whatever_it_is_called(inhoud, zin):
    for naam in ("plan.pdf", "plan.docx", "plan.txt", ""):
        with pytest.raises(OngeldigeInvoer, match=zin) as weigering:
            soort_van(inhoud, naam)
        assert weigering.value.velden == {"bestand": [weigering.value.zin]}


def test_a_pdf_with_a_document_inside_is_one_file():
    """Our own reports carry their figures along; only a zip file that ends where the pdf ends is a second file."""
    with pikepdf.open(io.BytesIO(maak.pdf())) as document:
        document.attachments["bijlage.docx"] = maak.docx_bestand()
        uit = io.BytesIO()
        document.save(uit)
    assert soort_van(uit.getvalue()) is b.PDF
