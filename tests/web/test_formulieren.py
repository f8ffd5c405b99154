"""Forms: how people write days and numbers, rows that come and go, and errors beside what was typed."""

import base64
import datetime as dt
from decimal import Decimal

import pytest

from crm.db import Database
from crm.errors import OngeldigeInvoer
from crm.models import AMSTERDAM
from crm.schemas.overleg import OverlegInvoer
from crm.web.bladeren import dag, lees_sleutel, moment, nummer, sleutel, woorden
from crm.web.dagen import lees_dag, lees_moment
from crm.web.formulieren import Formulier
from crm.web.formuliervelden import tekst_van
from crm.web.toegang import veilig_pad
from tests.support import databases

WOENSDAG = dt.date(2026, 10, 14)


@pytest.fixture
def database(sqlite_sjabloon, tmp_path):
    """Nothing here asks the database anything; the application needs one to exist."""
    db = Database(databases.kopieer_sqlite(sqlite_sjabloon, tmp_path))
    yield db
    db.dispose()


@pytest.fixture
def verzoek(app):
    """Within a request, at the fixed moment of the tests."""
    with app.test_request_context("/"):
        yield


def uit(velden, **kwargs):
    return Formulier.uit(OverlegInvoer(), velden, **kwargs)


@pytest.mark.parametrize(
    ("tekst", "dag"),
    [
        ("31-3-2026", (2026, 3, 31)),
        ("31-03-26", (2026, 3, 31)),
        ("1/3/2027", (2027, 3, 1)),
        ("2026-12-15", (2026, 12, 15)),
        ("15 december 2026", (2026, 12, 15)),
        ("15 dec", (2026, 12, 15)),
        ("1 mrt", (2027, 3, 1)),
        ("15-12", (2026, 12, 15)),
        ("13-10", (2027, 10, 13)),
        ("14-10", (2026, 10, 14)),
        (" Morgen ", (2026, 10, 15)),
        ("29-2-2028", (2028, 2, 29)),
    ],
)
def test_a_day_is_read_as_people_write_it(tekst, dag):
    assert lees_dag(tekst, WOENSDAG) == dt.date(*dag)


@pytest.mark.parametrize(
    "tekst",
    ["", "31-2-2026", "straks", "31-13-2026", "29-2-2027", "15", "15 foo", "15-12-2026 10:00", "²-1-2026"],
)
def test_what_is_no_day_is_not_guessed(tekst):
    assert lees_dag(tekst, WOENSDAG) is None


def test_a_day_without_a_year_lies_behind_us_for_a_meeting_and_ahead_for_a_promise():
    assert lees_dag("1-12", WOENSDAG) == dt.date(2026, 12, 1)
    assert lees_dag("1-12", WOENSDAG, vooruit=False) == dt.date(2025, 12, 1)


@pytest.mark.parametrize(
    ("tekst", "moment"),
    [
        ("14-10-2026 10:30", (2026, 10, 14, 10, 30)),
        ("gisteren 9.05", (2026, 10, 13, 9, 5)),
        ("gisteren om 14 uur", (2026, 10, 13, 14, 0)),
        ("5 okt 15:00", (2026, 10, 5, 15, 0)),
        ("2026-10-14T08:15", (2026, 10, 14, 8, 15)),
        ("nu", (2026, 10, 14, 9, 0)),
    ],
)
def test_a_moment_is_that_of_the_clock_in_amsterdam(nu, tekst, moment):
    assert lees_moment(tekst, nu) == dt.datetime(*moment, tzinfo=AMSTERDAM)


def test_a_moment_without_a_year_lies_behind_us_unless_it_is_planned(nu):
    assert lees_moment("15-12 10:00", nu) == dt.datetime(2025, 12, 15, 10, tzinfo=AMSTERDAM)
    assert lees_moment("15-12 10:00", nu, vooruit=True) == dt.datetime(2026, 12, 15, 10, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    "tekst", ["14-10-2026", "gisteren", "14-10-2026 25:00", "14-10-2026 10:75", "straks 10:00"]
)
def test_a_day_without_a_time_is_no_moment(nu, tekst):
    assert lees_moment(tekst, nu) is None


def test_flat_fields_become_what_the_verb_wants(verzoek):
    formulier = uit(
        {
            "onderwerp": "Zij-instroom",
            "begint_op": "13-10-2026 10:00",
            "afspraken-0-organisatie_naam": "Voorbeeldcollege",
            "afspraken-0-omschrijving": "Een lokaal",
            "afspraken-0-soort": "geld",
            "afspraken-0-hoeveelheid": "€ 1.250,50",
            "afspraken-0-uiterlijk": "1-2-2027",
            "actiepunten-0-omschrijving": "Bellen",
        }
    )
    gegevens = formulier.gegevens()
    assert formulier.fouten == {}
    assert gegevens["begint_op"] == dt.datetime(2026, 10, 13, 10, tzinfo=AMSTERDAM)
    assert gegevens["afspraken"][0]["hoeveelheid"] == Decimal("1250.50")
    assert gegevens["afspraken"][0]["uiterlijk"] == dt.date(2027, 2, 1)
    assert gegevens["actiepunten"][0]["omschrijving"] == "Bellen"


@pytest.mark.parametrize(
    ("tekst", "getal"), [("12", "12"), ("1.250", "1250"), ("1.25", "1.25"), ("0,5", "0.5"), ("1 000", "1000")]
)
def test_a_number_is_read_as_people_write_it(verzoek, tekst, getal):
    formulier = uit({"afspraken-0-hoeveelheid": tekst})
    formulier.gegevens()
    assert "afspraken-0-hoeveelheid" not in formulier.fouten
    from crm.schemas.velden import lees_getal

    assert lees_getal(tekst) == getal


@pytest.mark.parametrize("tekst", ["1,000.50", "1.5,3", "1,000,000", "€ 1.0000,5", "12.34.56"])
def test_a_number_that_can_be_read_two_ways_is_not_guessed(verzoek, tekst):
    formulier = uit({"afspraken-0-hoeveelheid": tekst})
    assert formulier.gegevens() is None
    assert "Schrijf 1000,50 of 1.000,50." in formulier.fout("afspraken-0-hoeveelheid")[0]
    assert formulier.waarde("afspraken-0-hoeveelheid") == tekst


def test_empty_rows_are_left_out_and_errors_stay_with_their_own_row(verzoek):
    formulier = uit(
        {
            "onderwerp": "x",
            "begint_op": "gisteren 10:00",
            "actiepunten-0-omschrijving": "",
            "actiepunten-3-omschrijving": "Bellen",
            "actiepunten-3-uiterlijk": "ooit",
            "actiepunten-7-uiterlijk": "1-12-2026",
        }
    )
    assert formulier.gegevens() is None
    assert formulier.waarde("actiepunten-0-omschrijving") == "Bellen"
    assert formulier.waarde("actiepunten-0-uiterlijk") == "ooit"
    assert "is geen dag" in formulier.fout("actiepunten-0-uiterlijk")[0]
    assert formulier.fout("actiepunten-1-omschrijving") == ["Vul dit in."]
    assert list(formulier.rijen("actiepunten")) == [0, 1]


def test_what_a_field_is_called_above_the_form(verzoek):
    formulier = uit({}, labels={"actiepunten": "Actiepunt"})
    assert formulier.label("actiepunten-1-uiterlijk") == "Actiepunt 2, uiterlijk"
    assert formulier.label("onderwerp") == "Onderwerp"


def test_a_row_more_keeps_everything_and_saves_nothing(verzoek):
    formulier = uit(
        {"notities": "tekst", "besluiten-0-omschrijving": "Doen", "_meer": "besluiten"}, leeg={"besluiten": 1}
    )
    assert formulier.is_opdracht
    assert list(formulier.rijen("besluiten")) == [0, 1]
    assert formulier.waarde("notities") == "tekst"


def test_a_row_less_closes_the_gap(verzoek):
    formulier = uit(
        {"besluiten-0-omschrijving": "een", "besluiten-1-omschrijving": "twee", "_weg": "besluiten-0"}
    )
    assert formulier.waarde("besluiten-0-omschrijving") == "twee"
    assert formulier.waarde("besluiten-1-omschrijving") == ""


def test_the_refusal_of_a_verb_stands_at_its_field(verzoek):
    formulier = uit({"aanwezigen-0-naam": "Anna"})
    formulier.weiger(OngeldigeInvoer("Eén veld.", {"aanwezigen.0.organisatie_naam": ["Bedoelt u …?"]}))
    assert formulier.zin == "Eén veld."
    assert formulier.fout("aanwezigen-0-organisatie_naam") == ["Bedoelt u …?"]


def test_a_field_that_the_schema_does_not_know_is_refused(verzoek):
    formulier = uit({"onderwerp": "x", "begint_op": "gisteren 10:00", "status": "vastgelegd"})
    assert formulier.gegevens() is None
    assert formulier.fout("status") == ["Dit veld kennen wij niet."]


@pytest.mark.parametrize(
    "naam",
    [
        "actiepunten-99999999999-uiterlijk",
        "actiepunten--uiterlijk",
        "actiepunten-0-",
        "-0-x",
        "actiepunten-²-x",
    ],
)
def test_strange_names_do_no_harm(verzoek, naam):
    assert uit({naam: "1"}).gegevens() is None


def test_a_value_is_written_as_somebody_would_type_it():
    assert tekst_van(dt.datetime(2026, 10, 14, 8, 0, tzinfo=dt.UTC)) == "14-10-2026 10:00"
    assert tekst_van(dt.date(2026, 3, 1)) == "01-03-2026"
    assert tekst_van(Decimal("12.50")) == "12,50"
    assert (tekst_van(None), tekst_van(True), tekst_van(False)) == ("", "ja", "")


def test_the_key_of_a_page_survives_its_address_and_a_changed_one_is_no_key():
    assert lees_sleutel(sleutel("2026-10-14", 3), dag, nummer) == (dt.date(2026, 10, 14), 3)
    for fout in (None, "", "rommel", "!!!", sleutel("2026-10-14"), sleutel("x", 3), sleutel("2026-10-14", "9" * 30)):
        assert lees_sleutel(fout, dag, nummer) is None
    diep = base64.urlsafe_b64encode(b"[" * 1400).decode()
    for fout in (sleutel("2026-10-14T09:00", 1), sleutel("0001-01-01T00:00:00+14:00", 1), diep):
        assert lees_sleutel(fout, moment, nummer) is None
    assert lees_sleutel(sleutel("a\0b"), woorden) is None


def test_only_an_address_within_the_site_is_safe():
    assert veilig_pad("/overleggen?na=x") == "/overleggen?na=x"
    for adres in ("//elders", "https://elders", "/\\elders", "elders", None, "/a\nb"):
        assert veilig_pad(adres) == "/"
