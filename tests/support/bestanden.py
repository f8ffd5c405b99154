"""Files to put on a dossier, real ones and ones that pretend; small, and made on the spot."""

import io
import zipfile
import zlib

import docx
import openpyxl
import pikepdf
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.test import encode_multipart


def pdf(tekst: str = "proef", **bewaren) -> bytes:
    """One blank page; `tekst` makes it another file than the next one."""
    bestand = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.docinfo["/Title"] = tekst
        document.save(bestand, **bewaren)
    return bestand.getvalue()


def docx_bestand(tekst: str = "proef") -> bytes:
    """A document of Word."""
    bestand, document = io.BytesIO(), docx.Document()
    document.add_paragraph(tekst)
    document.save(bestand)
    return bestand.getvalue()


def xlsx() -> bytes:
    """A workbook of Excel."""
    bestand = io.BytesIO()
    openpyxl.Workbook().save(bestand)
    return bestand.getvalue()


def doos(delen: dict[str, bytes | str], van: bytes | None = None) -> bytes:
    """A zip file with these parts, in this order; added to those of `van`."""
    bestand = io.BytesIO(van or b"")
    with zipfile.ZipFile(bestand, "a" if van else "w", zipfile.ZIP_DEFLATED) as zip_:
        for naam, inhoud in delen.items():
            hoe = zipfile.ZIP_STORED if naam == "mimetype" else zipfile.ZIP_DEFLATED
            zip_.writestr(naam, inhoud, compress_type=hoe)
    return bestand.getvalue()


def odf(soort: str) -> bytes:
    """An OpenDocument of this kind: text, spreadsheet."""
    return doos({"mimetype": f"application/vnd.oasis.opendocument.{soort}", "content.xml": "<x/>"})


def pptx() -> bytes:
    """As little of a presentation as says that it is one."""
    hoofddeel = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
    return doos(
        {
            "[Content_Types].xml": f'<Types><Override PartName="/ppt/presentation.xml" ContentType="{hoofddeel}"/></Types>',
            "ppt/presentation.xml": "<p/>",
            "ppt/media/image1.svg": "<svg/>",
        }
    )


def _stuk(naam: bytes, inhoud: bytes) -> bytes:
    return len(inhoud).to_bytes(4, "big") + naam + inhoud + zlib.crc32(naam + inhoud).to_bytes(4, "big")


def png() -> bytes:
    """One grey dot."""
    kop = (1).to_bytes(4, "big") * 2 + bytes((8, 0, 0, 0, 0))
    return (
        b"\x89PNG\r\n\x1a\n" + _stuk(b"IHDR", kop) + _stuk(b"IDAT", zlib.compress(b"\0\x80")) + _stuk(b"IEND", b"")
    )


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00" + bytes(40) + b"\xff\xd9"
EML = (
    b"Received: from ergens\r\n by hier\r\nFrom: Ann\xe9 <an@voorbeeld.invalid>\r\nSubject: Bevestiging\r\n"
    b"Date: Mon, 5 Oct 2026 10:00:00 +0200\r\n\r\n<html><b>Akkoord</b></html>\r\n"
)
ICS = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nX-ALT-DESC:<html>\r\nEND:VCALENDAR\r\n"
EXE = b"MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00\xff\xff" + bytes(300)
ELF = b"\x7fELF\x02\x01\x01" + bytes(300)
OUD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
HTML = b"<!DOCTYPE html><html><script>alert(1)</script></html>"
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


def formulier(velden: dict[str, str], inhoud: bytes, naam: str) -> dict[str, object]:
    """A form with a file for the test client, as bytes: what is refused unread leaves no open file behind."""
    bestand = FileStorage(io.BytesIO(inhoud), filename=naam, content_type="application/octet-stream")
    grens, lichaam = encode_multipart(MultiDict({**velden, "bestand": bestand}))
    return {"data": lichaam, "content_type": f"multipart/form-data; boundary={grens}"}
