"""Documents: strict templates, equal bytes, and nothing from outside."""

import builtins
import datetime as dt
import io

import jinja2
import pikepdf
import pypdf
import pytest
from fontTools.ttLib import TTFont

from crm.adapters import documents, grafieken, nederlands

MOMENT = dt.datetime(2026, 10, 14, 7, tzinfo=dt.UTC)
BLAD = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Proef</title>
<meta name="dcterms.created" content="2026-10-14T07:00:00+00:00"><style>
@font-face { font-family: "Source Sans 3"; src: url("lettertype:recht") } html { font-family: "Source Sans 3" }
</style></head><body><h1>Kop</h1><table><thead><tr><th scope="col">Een</th></tr></thead><tbody><tr><th scope="row">twee ▲</th></tr></tbody></table>
</body></html>"""


@pytest.fixture
def bestand() -> bytes:
    bijlage = documents.Bijlage("cijfers.json", "De cijfers", b'{"a":1}')
    return documents.pdf(BLAD, kenmerk="proef", moment=MOMENT, bijlagen=[bijlage])


def test_the_same_text_gives_the_same_bytes(bestand):
    bijlage = documents.Bijlage("cijfers.json", "De cijfers", b'{"a":1}')
    assert documents.pdf(BLAD, kenmerk="proef", moment=MOMENT, bijlagen=[bijlage]) == bestand
    assert documents.pdf(BLAD, kenmerk="anders", moment=MOMENT, bijlagen=[bijlage]) != bestand


def test_a_font_keeps_no_clock_and_stays_a_sound_font(bestand):
    """A second later fontTools would have written another second into the font, and the bytes would differ."""
    with pikepdf.open(io.BytesIO(bestand)) as gelezen:
        fonts = [
            deel.read_bytes()
            for deel in gelezen.objects
            if isinstance(deel, pikepdf.Stream) and "/Length1" in deel
        ]
    assert fonts
    for font in fonts:
        later = TTFont(io.BytesIO(font), recalcTimestamp=True)
        opnieuw = io.BytesIO()
        later.save(opnieuw)
        assert documents.zonder_tijdstip(opnieuw.getvalue()) != opnieuw.getvalue()
        schoon = TTFont(io.BytesIO(font), checkChecksums=2, recalcTimestamp=False)
        assert schoon["head"].modified == schoon["head"].created


def test_the_file_is_tagged_dutch_and_says_it_is_archivable_and_accessible(bestand):
    lezer = pypdf.PdfReader(io.BytesIO(bestand))
    wortel = lezer.trailer["/Root"]
    assert wortel["/Lang"] == "nl"
    assert wortel["/MarkInfo"]["/Marked"]
    xmp = wortel["/Metadata"].get_object().get_data()
    assert b'pdfaid:part="3"' in xmp
    assert b"<pdfuaid:part>1</pdfuaid:part>" in xmp
    assert xmp.count(b"rdf:RDF") == 2  # one block: a second one is not read by validators
    assert lezer.attachments["cijfers.json"] == [b'{"a":1}']
    assert b"/AFRelationship /Data" in bestand or "/Data" in str(wortel["/AF"][0].get_object())


def test_only_our_own_font_is_used(bestand):
    lezer = pypdf.PdfReader(io.BytesIO(bestand))
    fonts = {str(font.get_object()["/BaseFont"]) for font in lezer.pages[0]["/Resources"]["/Font"].values()}
    assert fonts
    assert all("Source-Sans-3" in font for font in fonts)


def test_a_header_cell_says_what_it_heads(bestand):
    with pikepdf.open(io.BytesIO(bestand)) as gelezen:
        koppen = [
            deel
            for deel in gelezen.objects
            if isinstance(deel, pikepdf.Dictionary) and deel.get("/S") == "/TH"
        ]
        assert [str(kop["/A"]["/Scope"]) for kop in koppen] == ["/Column", "/Row"]


def test_a_document_asks_nothing_of_the_network_or_the_disk(caplog):
    adressen = ("file:///etc/hostname", "http://example.org/x.png")
    for adres in adressen:
        documents.pdf(BLAD.replace("<h1>", f'<img alt="x" src="{adres}"><h1>'), kenmerk="x", moment=MOMENT)
    assert all(any(adres in regel.getMessage() for regel in caplog.records) for adres in adressen)


def test_a_machine_without_pango_gets_a_clear_sentence(monkeypatch):
    echt = builtins.__import__

    def zonder(naam, *rest, **meer):
        if naam == "weasyprint":
            raise OSError("cannot load library 'libpango-1.0-0'")
        return echt(naam, *rest, **meer)

    monkeypatch.setattr(builtins, "__import__", zonder)
    with pytest.raises(documents.DocumentFout, match="apt-get install libpango"):
        documents.pdf(BLAD, kenmerk="x", moment=MOMENT)


def test_a_template_that_misses_a_name_is_an_error():
    with pytest.raises(jinja2.UndefinedError):
        documents.omgeving().from_string("{{ bestaat_niet }}").render({})
    assert documents.omgeving().from_string("{{ x }}").render({"x": "<b>"}) == "&lt;b&gt;"


def test_a_text_cannot_leave_its_place_in_the_style_sheet():
    assert documents.css_tekst('a"; } </style>\\') == '"a\\22 ; } \\3c /style>\\5c "'


@pytest.mark.parametrize(
    ("gemaakt", "verwacht"),
    [
        (nederlands.datum("2026-09-30"), "30\u00a0september\u00a02026"),
        (nederlands.datum(None), "nog niet bekend"),
        (nederlands.getal("1234567.50"), "1.234.567,5"),
        (nederlands.getal("-0.04", 1), "0,0"),
        (nederlands.getal(0), "0"),
        (nederlands.getal(None), "nog niet bekend"),
        (nederlands.duizend(1_648_649_999), "16.486"),
        (nederlands.duizend(150_000), "2"),
        (nederlands.verschil(5_400_000), "54\u00a0V"),
        (nederlands.verschil(-5_400_000), "54\u00a0N"),
        (nederlands.verschil(40_000), "0"),
        (nederlands.miljoen(960_000_000), "€\u00a09,6\u00a0mln"),
        (nederlands.telwoord(0), "geen"),
        (nederlands.telwoord(12), "twaalf"),
        (nederlands.telwoord(13), "13"),
        (nederlands.opsomming(["a", "b", "c"]), "a, b en c"),
        (nederlands.opsomming([]), ""),
        (nederlands.zin("Klaar"), "Klaar."),
    ],
)
def test_dutch_as_people_write_it(gemaakt, verwacht):
    assert gemaakt == verwacht


def test_an_axis_has_round_steps_and_never_divides_by_zero():
    assert [str(stap) for stap in grafieken.schaal("35", "40", 3)] == ["34", "36", "38", "40"]
    assert len(grafieken.schaal(0, 0)) > 1
    assert grafieken.plaats(5, 5, 5, 100) == "0.0"
