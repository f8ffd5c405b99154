"""The bridge: what stands on the noun arrives in the schema, and nothing else."""

import datetime as dt
import inspect
from decimal import Decimal

import marshmallow
import pytest
from marshmallow import fields, validate

from crm.models import (
    Actie,
    Begrotingsregel,
    Bron,
    Gebruiker,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Streefwaarde,
)
from crm.models.indicator import Woord
from crm.schemas.base import ModelSchema, Schema
from crm.schemas.meldingen import MELDINGEN


def schema_van(noun, **velden):
    meta = type("Meta", (ModelSchema.Meta,), {"model": noun})
    return type(f"{noun.__name__}Schema", (ModelSchema,), {"Meta": meta, **velden})()


def fouten(schema, gegevens, **kwargs):
    with pytest.raises(marshmallow.ValidationError) as gevangen:
        schema.load(gegevens, **kwargs)
    return gevangen.value.messages


def test_every_sentence_of_marshmallow_has_a_dutch_one():
    zinnen = set(marshmallow.Schema._default_error_messages.values())
    for klasse in vars(fields).values():
        if inspect.isclass(klasse) and issubclass(klasse, fields.Field):
            zinnen |= set(klasse.default_error_messages.values())
    for klasse in vars(validate).values():
        if (
            inspect.isclass(klasse)
            and issubclass(klasse, validate.Validator)
            and klasse is not validate.Range
        ):
            eigen = vars(klasse)
            zinnen |= {
                eigen[naam] for naam in eigen if naam.startswith("message") or naam == "default_message"
            }
    for grenzen in ({"min": 1}, {"max": 1}, {"min": 1, "max": 2}):
        for onder in (True, False):
            for boven in (True, False):
                bereik = validate.Range(**grenzen, min_inclusive=onder, max_inclusive=boven)
                zinnen |= {bereik.message_min, bereik.message_max, bereik.message_all}
    assert zinnen - set(MELDINGEN) == set()


def test_a_field_carries_the_description_and_the_limit_of_the_noun():
    veld = schema_van(Overleg).fields["onderwerp"]
    assert veld.metadata["description"] == "Waar het overleg over ging."
    assert [(grens.min, grens.max) for grens in veld.validators] == [(1, 200)]


def test_numbers_foreign_keys_secrets_and_clocks_of_our_own_stay_inside():
    velden = set(schema_van(Gebruiker).fields) | set(schema_van(Actie).fields)
    assert not velden & {
        "id",
        "versie",
        "aangemaakt_op",
        "gewijzigd_op",
        "wachtwoord_hash",
        "programma_id",
        "doel_id",
    }


def test_a_schema_may_name_what_normally_stays_inside():
    assert "versie" in schema_van(Actie, versie=fields.Integer()).fields


def test_identity_and_status_can_be_read_and_not_sent():
    schema = schema_van(Partnerafspraak)
    assert schema.fields["uuid"].dump_only
    assert schema.fields["status"].dump_only
    assert fouten(schema, {"status": "nagekomen"}, partial=True) == {"status": ["Dit veld kennen wij niet."]}


def test_keys_are_camel_case_outside_and_snake_case_inside():
    assert schema_van(Actie).load({"korteTitel": "Aanpak"}, partial=True) == {"korte_titel": "Aanpak"}


def test_an_enum_is_read_and_written_by_its_value():
    schema = schema_van(Streefwaarde)
    assert schema.load({"woord": "ten_minste"}, partial=True) == {"woord": Woord.TEN_MINSTE}
    assert schema.dump({"woord": Woord.TEN_MINSTE}) == {"woord": "ten_minste"}
    assert (
        "Kies een van deze waarden: exact, circa"
        in fouten(schema, {"woord": "ongeveer"}, partial=True)["woord"][0]
    )


def test_an_exact_number_is_text_outside_and_a_decimal_inside():
    schema = schema_van(Streefwaarde)
    assert schema.load({"waardeMin": "37,5"}, partial=True) == {"waarde_min": Decimal("37.5")}
    assert schema.dump({"waarde_min": Decimal("1E+3")}) == {"waardeMin": "1000"}


@pytest.mark.parametrize(
    ("getal", "zin"),
    [
        ("1.23456", "Gebruik ten hoogste 4 cijfers achter de komma."),
        ("veel", "Dit is geen getal."),
        (True, "Dit is geen getal."),
        ("NaN", "Dit is geen getal."),
        ("1E30", "Dit getal is te groot."),
    ],
)
def test_a_number_that_would_not_survive_storage_is_refused(getal, zin):
    assert fouten(schema_van(Streefwaarde), {"waardeMin": getal}, partial=True) == {"waardeMin": [zin]}


@pytest.mark.parametrize("getal", [12.5, True, "twaalf", "1e3", None])
def test_a_whole_number_is_whole(getal):
    assert "jaarVan" in fouten(schema_van(Begrotingsregel), {"jaarVan": getal}, partial=True)


def test_an_amount_is_as_big_as_its_column():
    schema = schema_van(Begrotingsregel)
    assert schema.load({"bedragCent": 6_533_800_000}, partial=True) == {"bedrag_cent": 6_533_800_000}
    assert fouten(schema, {"bedragCent": 10**20}, partial=True) == {"bedragCent": ["Dit getal is te groot."]}
    assert fouten(schema, {"postVolgorde": 3_000_000_000}, partial=True) == {
        "postVolgorde": ["Dit getal is te groot."]
    }


def test_a_year_far_away_is_a_slip_of_the_finger():
    assert fouten(schema_van(Streefwaarde), {"jaar": 20277}, partial=True) == {
        "jaar": ["Vul 1900 tot en met 2199 in."]
    }


def test_a_moment_without_a_time_zone_is_refused():
    schema = schema_van(Overleg)
    assert "tijdzone" in fouten(schema, {"begintOp": "2026-03-31T14:00:00"}, partial=True)["begintOp"][0]
    moment = schema.load({"begintOp": "2026-03-31T14:00:00+02:00"}, partial=True)["begint_op"]
    assert moment.astimezone(dt.UTC).hour == 12


def test_blanks_around_a_text_go_and_a_blank_optional_text_is_nothing():
    schema = schema_van(Actie)
    assert schema.load({"titel": "  Aanpak ", "tijdpad": "  "}, partial=True) == {
        "titel": "Aanpak",
        "tijdpad": None,
    }
    assert fouten(schema, {"titel": "   "}, partial=True) == {"titel": ["Vul dit in."]}


@pytest.mark.parametrize("tekst", ["a\x00b", "\ud800"])
def test_text_that_no_database_can_store_is_refused(tekst):
    zin = "Deze tekst bevat tekens die wij niet kunnen lezen."
    assert fouten(schema_van(Actie), {"titel": tekst}, partial=True) == {"titel": [zin]}


def test_too_much_text_gets_the_limit():
    assert fouten(schema_van(Overleg), {"onderwerp": "x" * 201}, partial=True) == {
        "onderwerp": ["Gebruik ten hoogste 200 tekens."]
    }


def test_a_list_on_the_noun_is_a_list_of_the_same_things_here():
    assert schema_van(Bron).load({"ook": [[1, 2]]}, partial=True) == {"ook": [[1, 2]]}
    assert fouten(schema_van(Actie), {"kaders": ["a", 1]}, partial=True) == {
        "kaders": {1: ["Hier hoort tekst te staan."]}
    }


def test_what_is_missing_and_unknown_is_said_for_every_field_at_once():
    gevonden = fouten(schema_van(Organisatie), {"naem": "ROM InWest"})
    assert gevonden == {
        "naam": ["Vul dit in."],
        "helix": ["Vul dit in."],
        "naem": ["Dit veld kennen wij niet."],
    }


def test_a_schema_that_is_not_a_noun_keeps_the_same_rules():
    class Vraag(Schema):
        peil_datum = fields.Date(required=True)
        aantal = fields.List(fields.Integer(), validate=validate.Length(max=2))

    assert fouten(Vraag(), {"aantal": ["x", 1]}) == {
        "peilDatum": ["Vul dit in."],
        "aantal": {0: ["Dit is geen heel getal."]},
    }
    assert fouten(Vraag(), {"peilDatum": "2026-02-30", "aantal": [1, 2, 3]}) == {
        "peilDatum": ["Dit is geen geldige datum. Schrijf hem als 2026-03-31."],
        "aantal": ["Geef ten hoogste 2 regels."],
    }


def test_a_sentence_that_somebody_chose_stays():
    class Vraag(Schema):
        naam = fields.String(required=True, error_messages={"required": "Hoe heet u?"})

    assert fouten(Vraag(), {}) == {"naam": ["Hoe heet u?"]}
