"""Office documents, told apart inside: they are all zip files, and so is much that pretends to be one.

Nothing is unpacked but the two small parts that say what the document is, and no more of those than fits a page.
"""

import io
import re
import zipfile
import zlib

from crm.errors import OngeldigeInvoer

_HOOGSTENS_DELEN = 10_000
_HOOGSTENS_UITGEPAKT = 500 * 1024 * 1024
# Text packs well (a sheet of zeros a hundred times); a bomb packs a thousand times.
_HOOGSTE_VERHOUDING = 200
_VANAF = 20 * 1024 * 1024
_HOOGSTENS_INHOUDSOPGAVE = 1024 * 1024

_EINDE = b"PK\x05\x06"
_EINDE_LANG = 22
_HOOFDDEEL = re.compile(
    rb'ContentType\s*=\s*["\']application/(vnd\.openxmlformats-officedocument\.'
    rb"(?:wordprocessingml\.document|spreadsheetml\.sheet|presentationml\.presentation))\.main\+xml[\"']"
)
_ODF_SOORTEN = frozenset(
    {"application/vnd.oasis.opendocument.text", "application/vnd.oasis.opendocument.spreadsheet"}
)
_MACRO = re.compile(r"(^|/)(vbaproject|vbadata)[^/]*$|^(basic|scripts)/", re.IGNORECASE)
_PROGRAMMA = re.compile(
    r"\.(exe|dll|com|scr|msi|bat|cmd|ps1|vbs|vbe|jse?|wsf|hta|jar|lnk)$", re.IGNORECASE
)

GEEN_OFFICE = (
    "Dit is een ingepakt bestand (zip), geen document van Word, Excel, PowerPoint of OpenDocument. "
    "Pak het uit en voeg de bestanden los toe."
)
MET_MACRO = "In dit document zitten macro's. Sla het op zonder macro's, bijvoorbeeld als .docx of .xlsx."
STUK = "Dit document is niet heel, of het is beveiligd met een wachtwoord. Open het, sla het opnieuw op en probeer het nog eens."
TE_GROOT_UITGEPAKT = "Dit bestand wordt bij het uitpakken veel te groot. Wij bewaren het niet."


def mediatype(inhoud: bytes) -> str:
    """The media type of the document in this zip file. Refuses with OngeldigeInvoer every other zip file."""
    try:
        with zipfile.ZipFile(io.BytesIO(inhoud)) as doos:
            delen = doos.infolist()
            _eis_gewoon(inhoud, delen)
            gevonden = _ooxml(doos) or _odf(doos, delen)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, RuntimeError, ValueError) as fout:
        raise _weigering(STUK) from fout
    if gevonden is None:
        raise _weigering(GEEN_OFFICE)
    return gevonden


def heeft_zip_achteraan(inhoud: bytes) -> bool:
    """Whether a zip file ends where this file ends: then it is two files in one."""
    staart = inhoud[-(65535 + _EINDE_LANG) :]
    plaats = staart.rfind(_EINDE)
    while plaats >= 0:
        commentaar = int.from_bytes(staart[plaats + 20 : plaats + _EINDE_LANG], "little")
        if plaats + _EINDE_LANG + commentaar == len(staart):
            return True
        plaats = staart.rfind(_EINDE, 0, plaats)
    return False


def _weigering(zin: str) -> OngeldigeInvoer:
    return OngeldigeInvoer(zin, {"bestand": [zin]})


def _eis_gewoon(inhoud: bytes, delen: list[zipfile.ZipInfo]) -> None:
    """Nothing before, behind or between that does not belong to a document."""
    begint_vooraan = bool(delen) and min(deel.header_offset for deel in delen) == 0
    if not begint_vooraan or not heeft_zip_achteraan(inhoud) or any(deel.flag_bits & 0x1 for deel in delen):
        raise _weigering(STUK)
    uitgepakt = sum(deel.file_size for deel in delen)
    verhouding = uitgepakt / max(1, len(inhoud))
    is_bom = uitgepakt > _VANAF and verhouding > _HOOGSTE_VERHOUDING
    if len(delen) > _HOOGSTENS_DELEN or uitgepakt > _HOOGSTENS_UITGEPAKT or is_bom:
        raise _weigering(TE_GROOT_UITGEPAKT)
    namen = [deel.filename.replace("\\", "/") for deel in delen]
    if any(_MACRO.search(naam) for naam in namen):
        raise _weigering(MET_MACRO)
    if any(_PROGRAMMA.search(naam) or naam.startswith("/") or ".." in naam.split("/") for naam in namen):
        raise _weigering("In dit document zit een programma verstopt. Wij bewaren het niet.")


def _ooxml(doos: zipfile.ZipFile) -> str | None:
    """What the table of contents calls the main part; a document with macros, and a template, call it otherwise."""
    if "[Content_Types].xml" not in doos.NameToInfo:
        return None
    inhoudsopgave = _lees(doos, "[Content_Types].xml")
    if b"macroenabled" in inhoudsopgave.lower():
        raise _weigering(MET_MACRO)
    hoofddelen = set(_HOOFDDEEL.findall(inhoudsopgave))
    return f"application/{hoofddelen.pop().decode()}" if len(hoofddelen) == 1 else None


def _odf(doos: zipfile.ZipFile, delen: list[zipfile.ZipInfo]) -> str | None:
    """The first part of an OpenDocument says what it is, and is not packed."""
    if delen[0].filename != "mimetype" or "content.xml" not in doos.NameToInfo:
        return None
    soort = _lees(doos, "mimetype").decode("ascii", "replace").strip()
    return soort if soort in _ODF_SOORTEN else None


def _lees(doos: zipfile.ZipFile, naam: str) -> bytes:
    """The beginning of a part: what it says of its own size may be a lie."""
    with doos.open(naam) as deel:
        return deel.read(_HOOGSTENS_INHOUDSOPGAVE)
