"""The agenda file format: what it accepts, and every error with its line."""

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest

import crm
from crm.errors import OngeldigeInvoer
from crm.models import (
    Actie,
    Begrotingsregel,
    Betrokkenheid,
    Doel,
    Indicator,
    Mijlpaal,
    Programma,
    Streefwaarde,
    Woord,
)
from crm.schemas import agenda
from crm.schemas.agenda_basis import BronSchema, RecordSchema

DATA = Path(crm.__file__).parent / "data"
FORMAAT_PAGINA = Path(crm.__file__).parents[1] / "docs" / "agenda-formaat.md"

KOP = """formaat: 1
document: {titel: Proefagenda, bestand: proef.txt}
programma:
  code: proef-2030
  naam: Proef
  jaar_van: 2030
  jaar_tot: 2032
"""


def lees(rest=""):
    return agenda.lezen(KOP + rest, "proef.yaml")


def van(bestand, noun):
    return [vermelding for vermelding in bestand.vermeldingen if vermelding.noun is noun]


def fouten(tekst):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        agenda.lezen(tekst, "proef.yaml")
    return gevangen.value.zin.splitlines()[1:]


def fouten_in(rest):
    return fouten(KOP + rest)


def test_the_smallest_agenda_is_a_document_and_a_programme():
    (programma,) = lees().vermeldingen
    assert programma.noun is Programma
    assert programma.waarden["jaar_tot"] == 2032
    assert programma.bron is None


def test_what_hangs_under_a_record_refers_to_it():
    bestand = lees("""  doelen:
    - sleutel: s1
      niveau: speerpunt
      naam: Eerste
      acties:
        - sleutel: actie-1
          nummer: 1
          titel: We doen iets
          deelacties:
            - {sleutel: actie-1-a, nummer: A, titel: Een deel}
""")
    naar = {v.sleutel: {w.kolom: w.naam for w in v.verwijzingen} for v in bestand.vermeldingen}
    assert naar["actie-1"] == {"programma_id": "programma", "doel_id": "s1", "ouder_id": None}
    assert naar["actie-1-a"] == {"programma_id": "programma", "doel_id": "s1", "ouder_id": "actie-1"}
    assert bestand.volledige_sleutel("actie-1") == "proef-2030/actie-1"


def test_a_number_without_quotes_is_the_text_as_it_was_written():
    bestand = lees(
        "  acties:\n    - {sleutel: a, nummer: 3, titel: 2030}\n    - {sleutel: b, nummer: 1.10, titel: x}\n"
    )
    assert [v.waarden["nummer"] for v in van(bestand, Actie)] == ["3", "1.10"]


def test_what_a_file_leaves_out_is_what_the_noun_begins_with_and_unknown_is_not_zero():
    (indicator,) = van(
        lees("  indicatoren:\n    - {sleutel: i, naam: x, eenheid: ha, soort: streef}\n"), Indicator
    )
    assert indicator.waarden["nulwaarde"] is None
    assert indicator.waarden["is_jaarlijks"] is False


def test_a_record_without_a_place_of_its_own_takes_that_of_what_it_hangs_under_and_says_so():
    bestand = lees("""  bron: {regels: [1, 2], gedrukt: Proef}
  acties:
    - {sleutel: a, nummer: 1, titel: x}
    - {sleutel: b, nummer: 2, titel: y, bron: {regels: [8, 9], ook: [[3, 3]], twijfel: onleesbaar}}
""")
    a, b = van(bestand, Actie)
    assert (a.bron["regel_van"], a.bron["is_overgenomen"], a.bron["gedrukt"]) == (1, True, None)
    assert (b.bron["regel_van"], b.bron["ook"], b.bron["twijfel"]) == (8, [[3, 3]], "onleesbaar")
    assert b.bron["document"] == "Proefagenda"


@pytest.mark.parametrize(
    ("invoer", "onder", "boven", "woord"),
    [
        ("waarde: 275", "275", "275", Woord.EXACT),
        ("waarde: 3, woord: ten_minste", "3", None, Woord.TEN_MINSTE),
        ("waarde: 10000, woord: meer_dan", "10000", None, Woord.MEER_DAN),
        ("waarde: 1100, woord: maximaal", None, "1100", Woord.MAXIMAAL),
        ("waarde: 20.5, woord: circa", "20.5", "20.5", Woord.CIRCA),
        ("waarde_min: 800, waarde_max: 1100, woord: bereik", "800", "1100", Woord.BEREIK),
    ],
)
def test_the_word_of_a_target_decides_which_limits_it_has(invoer, onder, boven, woord):
    rest = f"  indicatoren:\n    - {{sleutel: i, naam: x, eenheid: y, soort: streef, streefwaarden: [{{{invoer}}}]}}\n"
    (streef,) = van(lees(rest), Streefwaarde)
    grenzen = tuple(g and Decimal(g) for g in (onder, boven))
    assert (streef.waarden["waarde_min"], streef.waarden["waarde_max"]) == grenzen
    assert streef.waarden["woord"] is woord


@pytest.mark.parametrize(
    ("wanneer", "precisie", "eerste", "laatste"),
    [
        ("2027-05-01", "dag", dt.date(2027, 5, 1), dt.date(2027, 5, 1)),
        ("december 2025", "maand", dt.date(2025, 12, 1), dt.date(2025, 12, 31)),
        ("begin 2026", "begin_jaar", dt.date(2026, 1, 1), dt.date(2026, 3, 31)),
        ("2026-2027", "jaarreeks", dt.date(2026, 1, 1), dt.date(2027, 12, 31)),
        ("jaarlijks", "terugkerend", None, None),
    ],
)
def test_a_moment_keeps_its_words_and_its_precision(wanneer, precisie, eerste, laatste):
    rest = f"  mijlpalen:\n    - {{sleutel: m, omschrijving: x, wanneer: {wanneer}, precisie: {precisie}}}\n"
    (mijlpaal,) = van(lees(rest), Mijlpaal)
    assert mijlpaal.waarden["wanneer"] == wanneer
    assert (mijlpaal.waarden["datum_van"], mijlpaal.waarden["datum_tot"]) == (eerste, laatste)


def test_an_amount_is_in_euros_in_the_file_and_in_cents_inside():
    bestand = lees("""  begroting:
    - {sleutel: b1, post: X, jaar_van: 2030, bedrag: 1505000}
    - {sleutel: b2, post: X, jaar_van: 2031, bedrag: 12.50, boekdatum: 2031-03-01}
    - {sleutel: b3, post: X, onderdeel: niet verdeeld, jaar_van: 2030, jaar_tot: 2032}
""")
    regels = [vermelding.waarden for vermelding in van(bestand, Begrotingsregel)]
    assert [regel["bedrag_cent"] for regel in regels] == [150500000, 1250, None]
    assert [regel["jaar_tot"] for regel in regels] == [2030, 2031, 2032]
    # An agenda adopts the amounts of all its years at once.
    assert [regel["boekdatum"] for regel in regels] == [
        dt.date(2030, 1, 1),
        dt.date(2031, 3, 1),
        dt.date(2030, 1, 1),
    ]


def test_a_group_is_no_organisation():
    rest = "  betrokkenen:\n    - {groep: gemeenten, rol: partner}\n    - {organisatie: ROM InWest, rol: partner}\n"
    groep, organisatie = van(lees(rest), Betrokkenheid)
    assert {w.kolom: w.naam for w in groep.verwijzingen}["organisatie_id"] is None
    assert {w.kolom: w.naam for w in organisatie.verwijzingen}["organisatie_id"] == "ROM InWest"
    assert groep.waarden["gedrukt"] == "gemeenten"


def test_script_in_a_text_is_just_text():
    (actie,) = van(
        lees("  acties:\n    - {sleutel: a, nummer: 1, titel: '<script>alert(1)</script>'}\n"), Actie
    )
    assert actie.waarden["titel"] == "<script>alert(1)</script>"


@pytest.mark.parametrize(
    ("rest", "melding"),
    [
        ("  begroting:\n    - {sleutel: b, post: X, jaar_van: 2030, bedrag: veel}\n", "proef.yaml:9: bedrag: Dit is geen bedrag."),
        ("  begroting:\n    - {sleutel: b, post: X, jaar_van: 2030, bedrag: 1.505.000}\n", "proef.yaml:9: bedrag: Dit is geen bedrag."),
        ("  begroting:\n    - {sleutel: b, post: X, jaar_van: 2030}\n", "proef.yaml:9: bedrag: Geef een bedrag."),
        ("  begroting:\n    - {sleutel: b, post: X, jaar_van: 20300, bedrag: 1}\n", "proef.yaml:9: jaar_van: Vul 1900 tot en met 2199 in."),
        ("  acties:\n    - {sleutel: a, nummer: 1, titel: x, kleur: rood}\n", "proef.yaml:9: kleur: Dit veld kennen wij niet."),
        ("  acties:\n    - {sleutel: a, nummer: 1}\n", "proef.yaml:9: titel: Vul dit in."),
        ("  acties:\n    - {sleutel: Actie 1, nummer: 1, titel: x}\n", "proef.yaml:9: sleutel: Gebruik kleine letters"),
        ("  acties:\n    - {sleutel: a, nummer: 1, titel: true}\n", "proef.yaml:9: titel: Hier hoort tekst te staan."),
        ("  acties: geen\n", "proef.yaml:8: acties: Hier hoort een lijst te staan."),
        ("  acties:\n    - geen\n", "proef.yaml:9: acties: Hier horen velden met een naam te staan."),
        ("  acties:\n    - {sleutel: a, nummer: 1, titel: x, status: actief}\n", "proef.yaml:9: status: Dit veld kennen wij niet."),
        ("  mijlpalen:\n    - {sleutel: m, omschrijving: x, wanneer: 2027-02-30, precisie: dag}\n", "proef.yaml:9: wanneer: ‘2027-02-30’ is geen moment"),
        ("  mijlpalen:\n    - {sleutel: m, omschrijving: x, wanneer: 2027}\n", "proef.yaml:9: wanneer: Geef bij ‘2027’ ook de precisie"),
        ("  mijlpalen:\n    - {sleutel: m, omschrijving: x, wanneer: 2028-2027, precisie: jaarreeks}\n", "proef.yaml:9: wanneer: ‘2028-2027’ eindigt"),
        ("  mijlpalen:\n    - {sleutel: m, omschrijving: x, bron: {regels: [9, 3]}}\n", "proef.yaml:9: regels: De eerste regel"),
        ("  normen:\n    - {sleutel: n, omschrijving: x, eenheid: y, minimum: 8, maximum: 6}\n", "proef.yaml:9: maximum: Het hoogste"),
        ("  criteria:\n    - {sleutel: c, code: K1, eis: x, soort: keuze}\n", "proef.yaml:9: onder_code: Noem bij een keuze het punt"),
        ("  criteria:\n    - {sleutel: c, code: K1, eis: x, soort: keuze, onder_code: R9}\n", "proef.yaml:9: onder_code: Er is geen basispunt ‘R9’."),
        ("  criteria:\n    - {sleutel: c, code: R1, eis: x, soort: basis, onder_code: R9}\n", "proef.yaml:9: onder_code: Dit hoort alleen bij een keuze."),
        ("  criteria:\n    - {sleutel: c, code: R1, eis: x, soort: basis}\n    - {sleutel: d, code: R1, eis: y, soort: basis}\n", "proef.yaml:10: code: Code ‘R1’ bestaat al."),
        ("  criteria:\n    - {sleutel: c, code: R1, eis: x, soort: zwaar}\n", "proef.yaml:9: soort: Kies een van deze waarden: basis"),
        ("  evaluaties:\n    - {sleutel: e, onderwerp: x, actie: actie-9}\n", "proef.yaml:9: Er is geen actie met sleutel ‘actie-9’"),
        ("  betrokkenen:\n    - {rol: partner}\n", "proef.yaml:9: organisatie: Geef een organisatie of een groep"),
        ("  ontwikkelcoalities:\n    - {sleutel: c, naam: x, acties: [nergens]}\n", "proef.yaml:9: Er is geen actie"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_file_line_field_and_reason(rest, melding):
    (gevonden,) = fouten_in(rest)
    assert gevonden.startswith(melding)


@pytest.mark.parametrize(
    ("streef", "stuk"),
    [
        ("waarde_min: 1100, waarde_max: 800, woord: bereik", "van laag naar hoog"),
        ("waarde_min: 800, waarde_max: 1100", "het woord ‘bereik’"),
        ("waarde: 5, woord: bereik", "het woord ‘bereik’"),
        ("waarde: 5, waarde_min: 4", "niet allebei"),
        ("jaar: 2030", "Geef een waarde"),
        ("waarde: 1.23456", "ten hoogste 4 cijfers"),
        ("waarde: 5, woord: ongeveer", "Kies een van deze waarden: exact"),
    ],
)
def test_a_target_that_contradicts_itself_is_refused(streef, stuk):
    rest = f"  indicatoren:\n    - {{sleutel: i, naam: x, eenheid: y, soort: streef, streefwaarden: [{{{streef}}}]}}\n"
    (gevonden,) = fouten_in(rest)
    assert stuk in gevonden


def test_a_key_may_be_used_once():
    (melding,) = fouten_in(
        "  acties:\n    - {sleutel: a, nummer: 1, titel: x}\n    - {sleutel: a, nummer: 2, titel: y}\n"
    )
    assert melding == "proef.yaml:10: De sleutel ‘a’ bestaat al; zie regel 9."


def test_a_derived_key_that_becomes_too_long_is_told():
    rest = f"  acties:\n    - sleutel: {'a' * 120}\n      nummer: 1\n      titel: x\n"
    rest += f"      betrokkenen:\n        - {{groep: {'g' * 60}, rol: regioversneller}}\n"
    (melding,) = fouten_in(rest)
    assert melding.startswith("proef.yaml:13: De sleutel ‘aaa")
    assert "kortere" in melding


def test_a_wrong_reference_comes_with_a_proposal():
    rest = "  acties:\n    - {sleutel: actie-2a, nummer: 2a, titel: x}\n  evaluaties:\n    - {sleutel: e, onderwerp: x, actie: actie-2A}\n"
    assert "Gebruik kleine letters" in fouten_in(rest)[0]
    assert fouten_in(rest.replace("actie-2A", "actie-2b")) == [
        "proef.yaml:11: Er is geen actie met sleutel ‘actie-2b’ in dit bestand. Bedoelt u ‘actie-2a’?"
    ]


def test_a_reference_to_another_kind_of_record_is_refused():
    rest = "  acties:\n    - {sleutel: a, nummer: 1, titel: x, instrumenten: [a]}\n"
    assert fouten_in(rest) == ["proef.yaml:9: Er is geen instrument met sleutel ‘a’ in dit bestand."]


def test_all_errors_come_at_once():
    meldingen = fouten_in("""  acties:
    - {sleutel: a, nummer: 1}
    - {sleutel: b, titel: x, nummer: 2, nummer: 3}
  normen:
    - {sleutel: n, omschrijving: x, eenheid: y, minimum: veel}
""")
    assert [melding.split(":")[1] for melding in meldingen] == ["9", "10", "12"]


def test_the_field_names_of_the_errors_say_the_line():
    with pytest.raises(OngeldigeInvoer) as gevangen:
        lees("  acties:\n    - {sleutel: a, nummer: 1}\n")
    assert gevangen.value.velden == {"regel 9": ["titel: Vul dit in."]}


@pytest.mark.parametrize(
    ("tekst", "stuk"),
    [
        ("", "leeg"),
        ("- a\n", "begint met de velden"),
        ("tekst", "begint met de velden"),
        ("formaat: 2\n", "formaat"),
        (KOP.replace("2032", "2029"), "Het laatste jaar ligt vóór het eerste"),
        (KOP.replace("proef-2030", "Proef 2030"), "kleine letters"),
        (KOP.replace("proef-2030", "../etc"), "kleine letters"),
    ],
)
def test_a_file_that_is_no_agenda_is_refused(tekst, stuk):
    assert stuk in "\n".join(fouten(tekst))


@pytest.mark.parametrize(
    ("bestand", "aantal"), [("agenda-economie-2025-2028", 450), ("agenda-arbeidsmarkt-2021-2023", 200)]
)
def test_every_record_of_the_packs_knows_its_place_in_the_document(bestand, aantal):
    vermeldingen = agenda.lezen(DATA / f"{bestand}.yaml").vermeldingen
    assert len(vermeldingen) > aantal
    assert [v.sleutel for v in vermeldingen if v.bron is None] == []
    regels = 2586 if "economie" in bestand else 1812
    for vermelding in vermeldingen:
        for _van, tot in [
            [vermelding.bron["regel_van"], vermelding.bron["regel_tot"]],
            *vermelding.bron["ook"],
        ]:
            assert tot <= regels


def test_nouns_and_format_do_not_say_the_same_thing_twice():
    # Each column of a noun that a file may hold comes through the bridge, with the noun's own description.
    for noun, schema in ((Actie, "ActieSchema"), (Doel, "DoelSchema")):
        velden = getattr(agenda.records, schema)().fields
        for naam in set(velden) & set(noun.model_fields) - {"sleutel"}:
            assert velden[naam].metadata["description"] == noun.model_fields[naam].description


def _schemas(schema, naam, gezien):
    """Every record of the format, under the name of the list that it stands in."""
    if schema not in gezien:
        gezien[schema] = naam
        for sleutel in schema.KINDEREN:
            _schemas(type(schema._declared_fields[sleutel].inner.schema), sleutel, gezien)
    return gezien


def _tabel(schema):
    """The table of one record as it stands in docs/agenda-formaat.md."""
    regels = ["| veld | verplicht | wat |", "|---|---|---|"]
    for naam, veld in schema().fields.items():
        if not veld.dump_only:
            wat = veld.metadata.get("description") or "Lijst van wat hieronder hangt."
            keuzes = getattr(veld, "choices_text", None)
            keuzes = f" Keuze: {keuzes}." if keuzes else ""
            regels.append(f"| `{veld.data_key or naam}` | {'ja' if veld.required else ''} | {wat}{keuzes} |")
    return "\n".join(regels)


@pytest.mark.parametrize(
    ("schema", "naam"),
    _schemas(agenda.ProgrammaSchema, "programma", {}).items(),
    ids=lambda w: getattr(w, "__name__", w),
)
def test_the_page_about_the_format_has_the_table_of_every_record(schema, naam):
    tekst = FORMAAT_PAGINA.read_text(encoding="utf-8")
    assert f"### {naam}" in tekst
    assert _tabel(schema) in tekst, f"\n{_tabel(schema)}"
    assert issubclass(schema, RecordSchema)


def test_the_page_about_the_format_explains_the_place_in_the_document():
    assert _tabel(BronSchema) in FORMAAT_PAGINA.read_text(encoding="utf-8"), f"\n{_tabel(BronSchema)}"
