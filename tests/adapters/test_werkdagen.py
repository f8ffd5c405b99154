"""Working days against a table made from the law itself, and terms counted forward and back over Easter and Christmas.

The table is not asked of the library: Easter is computed here, and article 3 of the Algemene termijnenwet is written out.
"""

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from crm.adapters.werkdagen import Werkkalender, feestdagen

D = dt.date
EEN_DAG = dt.timedelta(days=1)
JAREN = range(2024, 2036)
# Easter Sundays as the churches publish them, to check our own reckoning by.
PASEN = {
    2024: (3, 31), 2025: (4, 20), 2026: (4, 5), 2027: (3, 28), 2028: (4, 16), 2029: (4, 1),
    2030: (4, 21), 2031: (4, 13), 2032: (3, 28), 2033: (4, 17), 2034: (4, 9), 2035: (3, 25),
}  # fmt: skip


def pasen(jaar):
    """Easter Sunday: Gauss, as corrected for the Gregorian calendar (Meeus, Astronomical Algorithms, chapter 8)."""
    a, (b, c) = jaar % 19, divmod(jaar, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    maand, dag = divmod(h + rest - 7 * m + 114, 31)
    return D(jaar, maand, dag + 1)


def wettelijk(jaar):
    """Article 3: the days that are treated as Sundays, and Goede Vrijdag, which terms treat so too."""
    zondag = pasen(jaar)
    koning = D(jaar, 4, 27)
    return {
        D(jaar, 1, 1),
        zondag - 2 * EEN_DAG,
        zondag + EEN_DAG,
        koning - EEN_DAG if koning.weekday() == 6 else koning,
        D(jaar, 5, 5),
        zondag + 39 * EEN_DAG,
        zondag + 50 * EEN_DAG,
        D(jaar, 12, 25),
        D(jaar, 12, 26),
    }


def test_our_own_reckoning_of_easter_is_the_published_one():
    assert {jaar: (pasen(jaar).month, pasen(jaar).day) for jaar in JAREN} == PASEN


@pytest.mark.parametrize("jaar", JAREN)
def test_every_day_of_the_year_is_worked_on_or_free_as_the_law_has_it(jaar):
    kalender, vrij = Werkkalender(), wettelijk(jaar)
    dag = D(jaar, 1, 1)
    while dag.year == jaar:
        assert kalender.is_werkdag(dag) == (dag.weekday() < 5 and dag not in vrij), dag
        dag += EEN_DAG


@pytest.mark.parametrize("jaar", JAREN)
def test_what_the_pages_name_as_a_holiday_is_one_or_a_sunday(jaar):
    genoemd = feestdagen(jaar)
    assert wettelijk(jaar) <= set(genoemd)
    assert all(dag.weekday() == 6 for dag in set(genoemd) - wettelijk(jaar)), genoemd
    assert all(naam.strip() for naam in genoemd.values())


def test_goede_vrijdag_and_5_may_are_free_every_year_and_the_king_moves_for_a_sunday():
    kalender = Werkkalender()
    for jaar in JAREN:
        assert not kalender.is_werkdag(pasen(jaar) - 2 * EEN_DAG)
        assert not kalender.is_werkdag(D(jaar, 5, 5))
    assert [jaar for jaar in JAREN if D(jaar, 4, 27).weekday() == 6] == [2025, 2031]
    assert D(2031, 4, 26) in feestdagen(2031)
    assert D(2031, 4, 27) not in feestdagen(2031)
    assert kalender.is_werkdag(D(2026, 12, 31))


@pytest.mark.parametrize(
    ("eind", "wordt"),
    [
        (D(2026, 4, 3), D(2026, 4, 7)),  # Goede Vrijdag, weekend, Tweede Paasdag: Tuesday
        (D(2026, 4, 27), D(2026, 4, 28)),  # Koningsdag on a Monday
        (D(2026, 12, 25), D(2026, 12, 28)),  # Christmas on Friday and Saturday: Monday
        (D(2027, 1, 1), D(2027, 1, 4)),
        (D(2026, 5, 14), D(2026, 5, 15)),  # Hemelvaart; the Friday after it is worked on
        (D(2026, 11, 15), D(2026, 11, 16)),
        (D(2026, 11, 16), D(2026, 11, 16)),
    ],
)
def test_a_term_that_ends_on_a_free_day_ends_on_the_next_working_day(eind, wordt):
    """Article 1: forward. A day that is worked on stays what it is."""
    assert Werkkalender().op_of_na(eind) == wordt


@pytest.mark.parametrize(
    ("uiterlijk", "plan"),
    [
        (D(2026, 11, 15), D(2026, 11, 13)),  # the begroting: a Sunday, so plan by Friday
        (D(2026, 4, 6), D(2026, 4, 2)),  # before Easter: Thursday
        (D(2027, 7, 15), D(2027, 7, 15)),
        (D(2026, 12, 27), D(2026, 12, 24)),
    ],
)
def test_a_day_that_is_counted_back_to_is_the_working_day_before_it(uiterlijk, plan):
    """What must be in by a free day is in on the last working day before it: backward."""
    assert Werkkalender().op_of_voor(uiterlijk) == plan


@pytest.mark.parametrize(
    ("datum", "drie_ervoor", "twee_erna"),
    [
        (D(2026, 4, 8), D(2026, 4, 1), D(2026, 4, 10)),  # over Easter
        (D(2026, 4, 29), D(2026, 4, 23), D(2026, 5, 1)),  # over Koningsdag
        (D(2026, 12, 29), D(2026, 12, 23), D(2026, 12, 31)),  # over Christmas
        (D(2026, 11, 15), D(2026, 11, 11), D(2026, 11, 17)),  # from a Sunday: Friday is the first one back
        (D(2025, 4, 28), D(2025, 4, 23), D(2025, 4, 30)),  # the king moved to Saturday: Monday is worked on
    ],
)
def test_three_working_days_before_and_two_after(datum, drie_ervoor, twee_erna):
    """The day itself does not count, nor do free days on the way."""
    kalender = Werkkalender()
    assert kalender.verschoven(datum, -3) == drie_ervoor
    assert kalender.verschoven(datum, 2) == twee_erna
    assert kalender.verschoven(datum, 0) == datum


def test_a_recess_is_skipped_and_counts_for_nothing():
    kalender = Werkkalender([(D(2026, 10, 12), D(2026, 10, 16))])
    assert kalender.verschoven(D(2026, 10, 20), -3) == D(2026, 10, 8)
    assert kalender.op_of_na(D(2026, 10, 12)) == D(2026, 10, 19)
    assert kalender.op_of_voor(D(2026, 10, 16)) == D(2026, 10, 9)


def test_a_calendar_without_any_working_day_says_so_instead_of_looking_for_ever():
    kalender = Werkkalender([(D(2026, 1, 1), D(2028, 1, 1))])
    with pytest.raises(ValueError, match="geen werkdag"):
        kalender.op_of_na(D(2026, 1, 1))


DAGEN = st.dates(D(2024, 1, 1), D(2035, 12, 31))
AANTALLEN = st.integers(-60, 60)
RECES = st.lists(st.tuples(DAGEN, st.integers(0, 40)), max_size=3).map(
    lambda lijst: Werkkalender((van, van + dt.timedelta(days=lengte)) for van, lengte in lijst)
)


@settings(max_examples=200, deadline=None)
@given(RECES, DAGEN, AANTALLEN)
def test_there_and_back_is_where_one_began_on_a_working_day(kalender, dag, aantal):
    dag = kalender.op_of_na(dag)
    assert kalender.verschoven(kalender.verschoven(dag, aantal), -aantal) == dag


@settings(max_examples=200, deadline=None)
@given(RECES, DAGEN, AANTALLEN)
def test_a_later_day_never_comes_out_earlier_and_every_outcome_is_worked_on(kalender, dag, aantal):
    """The sweep stands on this: what is due is one range of dates."""
    uitkomst = kalender.verschoven(dag, aantal)
    assert uitkomst <= kalender.verschoven(dag + EEN_DAG, aantal)
    assert aantal == 0 or kalender.is_werkdag(uitkomst)
    assert kalender.op_of_voor(dag) <= dag <= kalender.op_of_na(dag)


@settings(max_examples=100, deadline=None)
@given(RECES, DAGEN, st.integers(0, 30), st.integers(0, 30))
def test_steps_in_a_row_are_one_step(kalender, dag, eerst, dan):
    assert kalender.verschoven(kalender.verschoven(dag, eerst), dan) == kalender.verschoven(dag, eerst + dan)
