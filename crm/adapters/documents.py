"""Documents: one strict Jinja environment, and PDF by WeasyPrint.

A document is a function of what it is given. Nothing here reads a clock, the network or a font of the machine, so the
same text gives the same bytes (docs/adr/0011).
"""

import datetime as dt
import hashlib
import struct
import types
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup

from crm.adapters import grafieken, nederlands
from crm.errors import DomainError
from crm.lifecycle import leesbaar

TEMPLATES = Path(__file__).parent.parent / "templates"
# The only addresses a document may ask for; anything else, also on the network, is refused.
LETTERTYPEN = {
    "lettertype:recht": "SourceSans3[wght].ttf",
    "lettertype:cursief": "SourceSans3-Italic[wght].ttf",
}
_UA = (
    '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>'
    # PDF/A allows a property it does not know only when the file itself says what it is.
    '<rdf:Description xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
    'xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/" '
    'xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" '
    'xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#" rdf:about=""><pdfaExtension:schemas><rdf:Bag>'
    '<rdf:li rdf:parseType="Resource"><pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>'
    "<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>"
    "<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix><pdfaSchema:property><rdf:Seq>"
    '<rdf:li rdf:parseType="Resource"><pdfaProperty:name>part</pdfaProperty:name>'
    "<pdfaProperty:valueType>Integer</pdfaProperty:valueType><pdfaProperty:category>internal</pdfaProperty:category>"
    "<pdfaProperty:description>PDF/UA version identifier</pdfaProperty:description></rdf:li>"
    "</rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas></rdf:Description>"
)


class DocumentFout(DomainError):
    """This machine cannot make the document; the sentence says what is missing."""


@dataclass(frozen=True)
class Bijlage:
    """A file that travels inside the PDF."""

    naam: str
    omschrijving: str
    inhoud: bytes


@lru_cache(maxsize=1)
def omgeving() -> jinja2.Environment:
    """The one Jinja environment of documents: escapes everything, and refuses a name that was not given."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        # A plain text has nothing to escape; everything else is a page.
        autoescape=jinja2.select_autoescape(disabled_extensions=("txt",), default=True),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    for naam in (
        "datum",
        "getal",
        "duizend",
        "euro",
        "miljoen",
        "verschil",
        "telwoord",
        "hoofdletter",
        "zin",
        "voluit",
        "tijd",
        "regel",
    ):
        env.filters[naam] = getattr(nederlands, naam)
    env.filters["leesbaar"] = leesbaar
    env.filters["css"] = css_tekst
    env.globals.update(
        meervoud=nederlands.meervoud,
        opsomming=nederlands.opsomming,
        schaal=grafieken.schaal,
        plaats=grafieken.plaats,
    )
    return env


def css_tekst(tekst: str) -> Markup:
    """A text as a string in a style sheet; quotes, backslashes and `<` cannot end it."""
    veilig = str(tekst).replace("\\", "\\5c ").replace('"', "\\22 ").replace("<", "\\3c ").replace("\n", " ")
    return Markup(f'"{veilig}"')  # noqa: S704 - every character that ends the string is replaced above


def html(template: str, gegevens: dict[str, Any]) -> str:
    """The document as one self-contained HTML text. A name the template wants and was not given is an error."""
    return omgeving().get_template(template).render(gegevens)


def tekst(template: str, gegevens: dict[str, Any]) -> str:
    """A plain text, such as that of a mail."""
    return omgeving().get_template(template).render(gegevens)


def pdf(tekst: str, *, kenmerk: str, moment: dt.datetime, bijlagen: Sequence[Bijlage] = ()) -> bytes:
    """The HTML as a tagged PDF/A-3a and PDF/UA-1 file; equal arguments give equal bytes.

    `kenmerk` becomes the identity of the file, `moment` the date of its attachments. Refuses with DocumentFout a
    machine without Pango.
    """
    weasyprint = _weasyprint()
    document = weasyprint.HTML(string=tekst, url_fetcher=ophaler(), base_url="document:").render(
        pdf_variant="pdf/a-3a", pdf_tags=True
    )
    _noem_ua(document.metadata)
    document.metadata.attachments = [
        weasyprint.Attachment(
            string=bijlage.inhoud,
            name=bijlage.naam,
            description=bijlage.omschrijving,
            created=moment,
            modified=moment,
            relationship="Data",
        )
        for bijlage in bijlagen
    ]
    return document.write_pdf(
        pdf_variant="pdf/a-3a",
        pdf_identifier=hashlib.sha256(kenmerk.encode()).digest()[:16],
        finisher=_maak_af,
    )


def _weasyprint() -> Any:
    """WeasyPrint, imported where it is used: it costs half a second and wants a C library."""
    try:
        import weasyprint
    except OSError as fout:
        raise DocumentFout(
            "Een pdf maken kan op deze machine niet: de bibliotheek Pango ontbreekt. Installeer haar met "
            "‘apt-get install libpango-1.0-0 libpangoft2-1.0-0’. De rapportage zelf is wel opgeslagen."
        ) from fout
    return weasyprint


def ophaler() -> Any:
    """Gives our own fonts and what stands in the document itself, and nothing else."""
    from weasyprint.urls import URLFetcher, URLFetcherResponse

    class Ophaler(URLFetcher):
        def fetch(self, url, headers=None):
            if url in LETTERTYPEN:
                return URLFetcherResponse(url, lettertype(LETTERTYPEN[url]), {"Content-Type": "font/ttf"})
            return super().fetch(url, headers)

    return Ophaler(allowed_protocols=("data",))


@lru_cache(maxsize=2)
def lettertype(naam: str) -> bytes:
    """A font file of Source Sans 3, from the package that brings it."""
    return files("fontpkg_source_sans_3").joinpath("files", naam).read_bytes()


def _noem_ua(metadata: Any) -> None:
    """The file says that it is PDF/UA-1 as well; WeasyPrint can name only one standard at a time."""
    gewoon = metadata.generate_rdf_metadata

    def met_ua(_zelf, *argumenten):
        return gewoon(*argumenten).replace(b"</rdf:RDF>", _UA.encode() + b"</rdf:RDF>")

    metadata.generate_rdf_metadata = types.MethodType(met_ua, metadata)


def _maak_af(_document: Any, bestand: Any) -> None:
    """What WeasyPrint leaves undone, just before it writes the file."""
    for onderdeel in bestand.objects:
        if isinstance(onderdeel, dict) and onderdeel.get("S") == "/TH":
            _wijs_kop(onderdeel, bestand)
        elif "Length1" in getattr(onderdeel, "extra", ()):
            onderdeel.stream = [zonder_tijdstip(b"".join(onderdeel.stream))]


def _wijs_kop(kop: Any, bestand: Any) -> None:
    """A header cell says whether it heads a column or a row."""

    def ouder(onderdeel: Any) -> Any:
        return bestand.objects[int(onderdeel["P"].split()[0])]

    in_kop = ouder(ouder(kop)).get("S") == "/THead"
    kop["A"]["Scope"] = "/Column" if in_kop else "/Row"


def zonder_tijdstip(font: bytes) -> bytes:
    """A TrueType font that says it was changed when it was made; without this every second gives other bytes.

    fontTools writes the clock into the `head` table when it makes one weight out of the variable font. Its only
    other way out is an environment variable, and that would be shared by every thread of the process.
    """
    data = bytearray(font)
    for plek in range(12, 12 + 16 * struct.unpack_from(">H", data, 4)[0], 16):
        naam, _, van, lengte = struct.unpack_from(">4sLLL", data, plek)
        if naam == b"head":
            data[van + 28 : van + 36] = data[van + 20 : van + 28]
            data[van + 8 : van + 12] = bytes(4)
            struct.pack_into(">L", data, plek + 4, _som(data[van : van + lengte]))
            struct.pack_into(">L", data, van + 8, (0xB1B0AFBA - _som(data)) % 2**32)
    return bytes(data)


def _som(data: bytes | bytearray) -> int:
    """The checksum of the TrueType format: the sum of big-endian words, filled up with zeros."""
    vol = bytes(data) + bytes(-len(data) % 4)
    return sum(struct.unpack(f">{len(vol) // 4}L", vol)) % 2**32
