"""Moments, targets and numbers in the words they were given in."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import Mijlpaal, Norm, Precisie, Streefwaarde, Woord
from crm.web import woorden

DAG = dt.date(2026, 9, 30)


def _mijlpaal(gedrukt, precisie, van=None, tot=None, **anders):
    return Mijlpaal(wanneer=gedrukt, precisie=precisie, datum_van=van, datum_tot=tot, **anders)


@pytest.mark.parametrize(
    ("gedrukt", "precisie", "zin"),
    [
        ("begin 2026", Precisie.BEGIN_JAAR, "begin 2026"),
        ("2025", Precisie.JAAR, "in 2025"),
        ("2026-2027", Precisie.JAARREEKS, "in 2026-2027"),
        ("december 2025", Precisie.MAAND, "december 2025"),
        ("jaarlijks", Precisie.TERUGKEREND, "jaarlijks"),
        (None, Precisie.TERUGKEREND, "terugkerend"),
        (None, Precisie.OPEN, "geen datum genoemd"),
        ("zodra dit toepasbaar is", Precisie.OPEN, "zodra dit toepasbaar is"),
    ],
)
def test_a_moment_is_as_precise_as_it_was_given(gedrukt, precisie, zin):
    assert woorden.wanneer(_mijlpaal(gedrukt, precisie)) == zin


def test_an_option_to_extend_is_named_beside_the_end():
    mijlpaal = _mijlpaal("2027-05-01", Precisie.DAG, dt.date(2027, 5, 1), dt.date(2027, 5, 1), optie_jaren=1)
    assert woorden.wanneer(mijlpaal) == "1 mei 2027, met optie op 1 jaar verlenging"


@pytest.mark.parametrize(
    ("mijlpaal", "stand"),
    [
        (_mijlpaal("2024", Precisie.JAAR, is_gereed=True), "gereed"),
        (_mijlpaal("2026", Precisie.JAAR, is_gereed=True, gereed_op=dt.date(2026, 10, 1)), "open"),
        (_mijlpaal("2025", Precisie.JAAR, dt.date(2025, 1, 1), dt.date(2025, 12, 31)), "te laat"),
        (_mijlpaal("2026", Precisie.JAAR, dt.date(2026, 1, 1), dt.date(2026, 12, 31)), "nu"),
        (_mijlpaal("eind 2026", Precisie.EIND_JAAR, dt.date(2026, 10, 1), dt.date(2026, 12, 31)), "komt nog"),
        (_mijlpaal("jaarlijks", Precisie.TERUGKEREND), "doorlopend"),
        (_mijlpaal(None, Precisie.OPEN), "open"),
    ],
)
def test_a_step_is_late_only_after_the_last_day_it_can_mean(mijlpaal, stand):
    assert woorden.stand_van_mijlpaal(mijlpaal, DAG) == stand


@pytest.mark.parametrize(
    ("streef", "eenheid", "zin"),
    [
        (
            {"waarde_min": Decimal(800), "waarde_max": Decimal(1100), "woord": Woord.BEREIK},
            "ondernemers",
            "800 tot 1.100 ondernemers",
        ),
        ({"waarde_min": Decimal(20), "woord": Woord.CIRCA}, "%", "circa 20%"),
        ({"waarde_min": Decimal(60), "woord": Woord.TEN_MINSTE}, "terreinen", "ten minste 60 terreinen"),
        ({"waarde_max": Decimal(38), "woord": Woord.MAXIMAAL}, "ha", "ten hoogste 38 ha"),
        ({"waarde_min": Decimal("37.5")}, "%", "37,5%"),
        ({"waarde_tekst": "ja"}, "ja/nee", "ja"),
    ],
)
def test_the_word_is_part_of_the_target(streef, eenheid, zin):
    assert woorden.streefwaarde(Streefwaarde(**streef), eenheid) == zin


@pytest.mark.parametrize(
    ("minimum", "maximum", "lang", "kort"),
    [(1, None, "ten minste 1", "1"), (6, 8, "6 tot 8", "6-8"), (4, 4, "4", "4")],
)
def test_a_norm_reads_as_it_was_set(minimum, maximum, lang, kort):
    norm = Norm(minimum=minimum, maximum=maximum)
    assert (woorden.norm(norm), woorden.norm_kort(norm)) == (lang, kort)


@pytest.mark.parametrize(
    ("dagen", "zin"),
    [(92, "elke 3 maanden"), (46, "elke 6 weken"), (9, "elke week"), (3, "meer dan één per week")],
)
def test_a_pace_reads_in_the_words_somebody_plans_in(dagen, zin):
    assert woorden.tempo(dagen) == zin


def test_halves_go_up_as_people_round():
    assert woorden.een_decimaal(Decimal("36.25")) == "36,3"
