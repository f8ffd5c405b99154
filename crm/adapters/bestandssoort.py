"""What kind of file something is, told by its contents; the name and its extension decide nothing.

Only what a dossier may hold is let through. It is no virus scanner: docs/adr/0023 says what it does not see.
"""

import io
import re
from dataclasses import dataclass

import pikepdf
import puremagic

from crm.adapters import officebestand
from crm.errors import OngeldigeInvoer


@dataclass(frozen=True)
class Bestandssoort:
    """A kind of file that may hang on a dossier: its media type, a word for it, and how such a name ends."""

    mediatype: str
    woord: str
    achtervoegsels: tuple[str, ...]


_OOXML = "application/vnd.openxmlformats-officedocument"
_ODF = "application/vnd.oasis.opendocument"

PDF = Bestandssoort("application/pdf", "PDF", (".pdf",))
DOCX = Bestandssoort(f"{_OOXML}.wordprocessingml.document", "Word", (".docx",))
XLSX = Bestandssoort(f"{_OOXML}.spreadsheetml.sheet", "Excel", (".xlsx",))
PPTX = Bestandssoort(f"{_OOXML}.presentationml.presentation", "PowerPoint", (".pptx",))
ODT = Bestandssoort(f"{_ODF}.text", "OpenDocument-tekst", (".odt",))
ODS = Bestandssoort(f"{_ODF}.spreadsheet", "OpenDocument-rekenblad", (".ods",))
PNG = Bestandssoort("image/png", "afbeelding", (".png",))
JPEG = Bestandssoort("image/jpeg", "afbeelding", (".jpg", ".jpeg"))
TEKST = Bestandssoort("text/plain", "tekst", (".txt", ".md", ".log"))
CSV = Bestandssoort("text/csv", "CSV", (".csv",))
EML = Bestandssoort("message/rfc822", "e-mail", (".eml",))
ICS = Bestandssoort("text/calendar", "agenda-afspraak", (".ics",))

SOORTEN = {
    soort.mediatype: soort for soort in (PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, TEKST, CSV, EML, ICS)
}

ONBEKEND = "Dit soort bestand bewaren wij niet. Sla het op als pdf, of als een van de andere soorten die wel kunnen."
DUBBEL = "In dit bestand zit nog een ander bestand verstopt. Sla het opnieuw op en probeer het nog eens."
STUK = "Dit bestand is niet heel. Open het, sla het opnieuw op en probeer het nog eens."
OUD_OFFICE = (
    "Dit is een bestand van een oude versie van Office, of een bericht uit Outlook. "
    "Sla het op als .docx, .xlsx of .pptx, of als .eml of pdf."
)
GEEN_UTF8 = "Deze tekst is niet opgeslagen als UTF-8. Sla hem op als ‘CSV UTF-8’ of ‘tekst UTF-8’ en probeer het nog eens."

_PDF_BEGIN, _PNG_BEGIN, _JPEG_BEGIN = b"%PDF-", b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
_PNG_EINDE, _JPEG_EINDE = b"IEND\xaeB`\x82", b"\xff\xd9"
_ZIP_BEGIN, _OLE_BEGIN = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOM = b"\xef\xbb\xbf"

_STUURTEKEN = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
# A text that a browser or a shell would run instead of show.
_OPMAAK = re.compile(r"^\s*(<[a-z!?%]|#!|@echo)|<\s*(script|html|svg|iframe|\?php)\b", re.IGNORECASE)
_BEKEKEN = 4096
_KOPREGEL = re.compile(rb"([A-Za-z][A-Za-z0-9-]*):")
_BERICHTKOPPEN = frozenset({b"date", b"received", b"message-id", b"mime-version", b"subject", b"to"})

# What the library may not see in a file of another kind, when it is sure enough.
_NIET_OOK = frozenset(
    {".exe", ".dll", ".iso", ".tar", ".html", ".htm", ".svg", ".swf", ".class", ".rar", ".7z", ".msi"}
)
_ZEKER = 0.4


def soort_van(inhoud: bytes, naam: str = "") -> Bestandssoort:
    """The kind of these contents. Refuses with OngeldigeInvoer what a dossier does not hold, in words that help.

    The name only chooses between text and CSV, which are the same to the eye and as harmless.
    """
    if not inhoud:
        raise weigering("Dit bestand is leeg.")
    if inhoud.startswith(_ZIP_BEGIN):
        return _office(inhoud)
    if inhoud.startswith(_PDF_BEGIN):
        return _pdf(inhoud)
    if inhoud.startswith((_PNG_BEGIN, _JPEG_BEGIN)):
        return _afbeelding(inhoud)
    if inhoud.startswith(_OLE_BEGIN):
        raise weigering(OUD_OFFICE)
    return _tekst(inhoud, naam)


def weigering(zin: str) -> OngeldigeInvoer:
    """The refusal of a file, beside its field."""
    return OngeldigeInvoer(zin, {"bestand": [zin]})


def _office(inhoud: bytes) -> Bestandssoort:
    _eis_geen_tweede(inhoud)
    return SOORTEN[officebestand.mediatype(inhoud)]


def _pdf(inhoud: bytes) -> Bestandssoort:
    _eis_geen_tweede(inhoud)
    try:
        with pikepdf.open(io.BytesIO(inhoud)) as document:
            bladen = len(document.pages)
    except pikepdf.PasswordError as fout:
        raise weigering("Deze pdf is beveiligd met een wachtwoord. Haal dat er eerst af.") from fout
    except (pikepdf.PdfError, ValueError, RuntimeError) as fout:
        raise weigering(STUK) from fout
    if not bladen:
        raise weigering(STUK)
    return PDF


def _afbeelding(inhoud: bytes) -> Bestandssoort:
    _eis_geen_tweede(inhoud)
    is_png = inhoud.startswith(_PNG_BEGIN)
    if is_png and _PNG_EINDE in inhoud and not inhoud.endswith(_PNG_EINDE):
        raise weigering(DUBBEL)
    if not (inhoud.endswith(_PNG_EINDE) if is_png else _JPEG_EINDE in inhoud):
        raise weigering(STUK)
    return PNG if is_png else JPEG


def _eis_geen_tweede(inhoud: bytes) -> None:
    """One file that is two things at once is shown as the one and opened as the other."""
    is_pdf, is_zip = inhoud.startswith(_PDF_BEGIN), inhoud.startswith(_ZIP_BEGIN)
    if (not is_pdf and _PDF_BEGIN in inhoud[:1024]) or (
        not is_zip and officebestand.heeft_zip_achteraan(inhoud)
    ):
        raise weigering(DUBBEL)
    if not is_zip and _gezien(inhoud) & _NIET_OOK:
        raise weigering(DUBBEL)


def _gezien(inhoud: bytes) -> set[str]:
    """The extensions of what the library sees in the beginning and the end of this file."""
    try:
        return {m.extension.lower() for m in puremagic.magic_string(inhoud) if m.confidence >= _ZEKER}
    except puremagic.PureError:
        return set()


def _tekst(inhoud: bytes, naam: str) -> Bestandssoort:
    if _is_bericht(inhoud):
        return EML
    try:
        tekst = inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise weigering(_zin_bij(inhoud)) from None
    if _STUURTEKEN.search(tekst):
        raise weigering(_zin_bij(inhoud))
    if not tekst.strip():
        raise weigering("Dit bestand is leeg.")
    if tekst.lstrip().startswith("BEGIN:VCALENDAR") and "END:VCALENDAR" in tekst:
        return ICS
    if _OPMAAK.search(tekst[:_BEKEKEN]) or _gezien(inhoud) & _NIET_OOK:
        raise weigering("Dit is een webpagina of een script; die bewaren wij niet.")
    return CSV if naam.lower().endswith(".csv") else TEKST


def _zin_bij(inhoud: bytes) -> str:
    """Why this is no text: something else, or text in another alphabet of bytes."""
    vreemd = sum(teken < 32 and teken not in b"\t\n\r\f" for teken in inhoud[:_BEKEKEN])
    is_utf16 = inhoud.startswith((b"\xff\xfe", b"\xfe\xff"))
    return ONBEKEND if vreemd and not is_utf16 else GEEN_UTF8


def _is_bericht(inhoud: bytes) -> bool:
    """Whether this begins with the headers of an e-mail message; its body may have any alphabet, but no NUL."""
    koppen = re.split(rb"\r?\n\r?\n", inhoud.removeprefix(_BOM)[:65536], maxsplit=1)[0]
    namen = set()
    for plaats, regel in enumerate(re.split(rb"\r?\n", koppen)):
        if regel[:1] in (b" ", b"\t") and plaats:
            continue
        kop = _KOPREGEL.match(regel)
        if kop is None:
            return False
        namen.add(kop[1].lower())
    return b"from" in namen and bool(namen & _BERICHTKOPPEN) and b"\0" not in inhoud
