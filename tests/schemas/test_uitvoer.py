"""What goes out of every noun."""

import datetime as dt

import pytest

from crm import models as m
from crm.schemas import nouns
from crm.schemas.uitvoer import Tijdstip, Uitvoer, uitvoer

SCHEMAS = {
    naam: schema
    for naam, schema in vars(nouns).items()
    if isinstance(schema, type) and issubclass(schema, Uitvoer) and naam.isupper()
}

# What of these nouns stays inside. Leaving a column out is a decision, not a slip.
BINNEN = {
    # Numbers of rows, which the API does not know.
    "HERINNERING": {"onderwerp_id", "ontvanger"},
    # The text of a mail holds links that act in somebody's name; the rest is ours to send it by.
    "BERICHT": {"tekst", "html", "kalender", "afmeld_adres", "opgepakt_door", "onderwerp_id"},
    # Who has the hash can test a guess.
    "AGENDAFEED": {"teken_hash"},
}


@pytest.mark.parametrize("naam", SCHEMAS)
def test_every_column_goes_out_or_is_ours_alone(naam):
    schema, tabel = SCHEMAS[naam], SCHEMAS[naam].Meta.model.__table__
    binnen = {"id", "versie", "aangemaakt_op", "gewijzigd_op", "naam_sleutel", "momentopname"} | BINNEN.get(naam, set())
    relaties = set(schema.RELATIES.values()) | {"bron_id"}
    assert {kolom.name for kolom in tabel.columns} - binnen - relaties <= set(schema().fields)
    assert not {"id", "naam_sleutel", "momentopname", *BINNEN.get(naam, ()), *relaties} & set(schema().fields)


@pytest.mark.parametrize("naam", SCHEMAS)
def test_every_field_that_goes_out_is_described(naam):
    assert [v for v, veld in SCHEMAS[naam]().fields.items() if not veld.metadata.get("description")] == []


def test_a_moment_goes_out_in_utc_with_a_z():
    zomer = dt.datetime(2026, 7, 1, 12, 0, 5, 999, tzinfo=dt.timezone(dt.timedelta(hours=2)))
    assert Tijdstip()._serialize(zomer, "op", None) == "2026-07-01T10:00:05Z"
    assert Tijdstip()._serialize(None, "op", None) is None


def test_what_is_personal_may_be_empty():
    schema = uitvoer(m.Aanwezigheid, persoonlijk=("naam",))
    assert schema().fields["naam"].allow_none
    assert {"naam"} == schema.PERSOONLIJK
