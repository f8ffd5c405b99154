"""What kind of file something is, told by its contents; the name and its extension decide nothing."""

from dataclasses import dataclass


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
