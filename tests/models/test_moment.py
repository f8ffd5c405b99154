"""Moments as printed: what they can mean, and what they never pretend to know."""

import datetime as dt

import pytest

from crm.models import Precisie, dag_van, spanne


def dagen(van, tot):
    return (van and dt.date.fromisoformat(van), tot and dt.date.fromisoformat(tot))


@pytest.mark.parametrize(
    ("wanneer", "precisie", "verwacht"),
    [
        ("2027-05-01", Precisie.DAG, ("2027-05-01", "2027-05-01")),
        ("december 2025", Precisie.MAAND, ("2025-12-01", "2025-12-31")),
        ("februari 2028", Precisie.MAAND, ("2028-02-01", "2028-02-29")),
        ("begin 2026", Precisie.BEGIN_JAAR, ("2026-01-01", "2026-03-31")),
        ("medio 2022", Precisie.MEDIO_JAAR, ("2022-05-01", "2022-08-31")),
        ("eind 2025", Precisie.EIND_JAAR, ("2025-10-01", "2025-12-31")),
        (2028, Precisie.JAAR, ("2028-01-01", "2028-12-31")),
        ("2026-2027", Precisie.JAARREEKS, ("2026-01-01", "2027-12-31")),
        ("vanaf 2022 jaarlijks", Precisie.TERUGKEREND, ("2022-01-01", None)),
        ("jaarlijks", Precisie.TERUGKEREND, (None, None)),
        ("vanaf 2028", Precisie.VANAF, ("2028-01-01", None)),
        ("wordt bepaald met de partners", Precisie.OPEN, (None, None)),
        (None, Precisie.OPEN, (None, None)),
    ],
)
def test_a_printed_moment_spans_these_days(wanneer, precisie, verwacht):
    assert spanne(wanneer, precisie) == dagen(*verwacht)


@pytest.mark.parametrize(
    ("wanneer", "precisie"),
    [("ooit", Precisie.JAAR), ("2026", Precisie.MAAND), ("30 februari", Precisie.DAG), ("", Precisie.EIND_JAAR)],
)
def test_words_that_do_not_fit_are_refused(wanneer, precisie):
    with pytest.raises(ValueError, match=r"noemt geen|Invalid isoformat"):
        spanne(wanneer, precisie)


def test_half_past_midnight_is_tomorrow_here():
    assert dag_van(dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC)) == dt.date(2026, 7, 1)
    assert dag_van(dt.datetime(2026, 12, 31, 22, 30, tzinfo=dt.UTC)) == dt.date(2026, 12, 31)
