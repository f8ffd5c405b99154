"""Norms: what was held this year, what is still needed, and at what pace."""

import datetime as dt

import pytest

from crm.models import Gremium, Norm, NormTelling, Ontwikkelcoalitie, Overleg, OverlegStatus, Programma
from crm.queries.dossier_gremium import gremium_dossier
from crm.queries.norm_stand import jaarreeks, norm_stand, normen_van
from tests.factories import maak

DAG = dt.date(2026, 9, 30)


@pytest.fixture
def commissie(session):
    gremium = maak(session, Gremium, naam="adviescommissie")
    maak(
        session, Norm, programma_id=gremium.programma_id, gremium=gremium, minimum=4, maximum=4,
        telling=NormTelling.OVERLEGGEN,
    )  # fmt: skip
    return gremium


def _houd(session, dag, status=OverlegStatus.GEHOUDEN, **waar):
    begin = dt.datetime.combine(dag, dt.time(9), tzinfo=dt.UTC)
    return maak(session, Overleg, begint_op=begin, status=status, **waar)


def test_only_meetings_held_this_year_up_to_the_day_count(session, commissie):
    _houd(session, dt.date(2026, 3, 1), gremium=commissie)
    _houd(session, DAG, gremium=commissie)
    _houd(session, dt.date(2025, 12, 31), gremium=commissie)
    _houd(session, dt.date(2026, 10, 1), gremium=commissie)
    _houd(session, dt.date(2026, 5, 1), OverlegStatus.GEPLAND, gremium=commissie)
    (norm,) = gremium_dossier(session, commissie.uuid, DAG).stand.normen
    assert (norm.geteld, norm.nog_nodig) == (2, 2)
    assert norm.dagen_per_stuk == 46


def test_new_years_night_belongs_to_the_year_here(session, commissie):
    # Half past midnight on 1 January in Haarlem is still 31 December in UTC.
    maak(
        session, Overleg, gremium=commissie, status=OverlegStatus.GEHOUDEN,
        begint_op=dt.datetime(2025, 12, 31, 23, 30, tzinfo=dt.UTC),
    )  # fmt: skip
    assert gremium_dossier(session, commissie.uuid, DAG).stand.gehouden == 1


def test_coalities_count_once_and_only_when_they_met(session):
    programma = maak(session, Programma)
    maak(session, Norm, programma=programma, minimum=6, maximum=8, telling=NormTelling.COALITIES)
    actief = maak(session, Ontwikkelcoalitie, programma=programma)
    maak(session, Ontwikkelcoalitie, programma=programma)
    for dag in (dt.date(2026, 2, 1), dt.date(2026, 3, 1)):
        _houd(session, dag, coalitie=actief)
    (norm,) = norm_stand(session, programma.id, DAG).overig
    assert (norm.geteld, norm.nog_nodig) == (1, 5)


def test_what_the_system_cannot_count_is_unknown_and_not_zero(session):
    norm = maak(session, Norm, minimum=500)
    (stand,) = norm_stand(session, norm.programma_id, DAG).overig
    assert (stand.geteld, stand.nog_nodig, stand.dagen_per_stuk) == (None, None, None)


def test_a_norm_of_a_later_year_does_not_hold_yet(session):
    norm = maak(session, Norm, vanaf_jaar=2027)
    (stand,) = norm_stand(session, norm.programma_id, DAG).overig
    assert not stand.geldt


def test_a_norm_of_an_agenda_that_is_over_no_longer_holds(session):
    norm = maak(session, Norm, programma=maak(session, Programma, jaar_van=2021, jaar_tot=2023))
    (stand,) = norm_stand(session, norm.programma_id, DAG).overig
    assert not stand.geldt
    (stand,) = norm_stand(session, norm.programma_id, dt.date(2023, 12, 31)).overig
    assert stand.geldt


@pytest.mark.parametrize(
    ("dag", "gehouden", "haalbaar", "weken"),
    [
        (dt.date(2026, 9, 30), 2, True, 13),
        (dt.date(2026, 12, 28), 1, True, 0),
        (dt.date(2026, 12, 29), 1, False, 0),
        (dt.date(2026, 12, 31), 3, False, 0),
        (dt.date(2026, 12, 31), 4, True, 0),
    ],
)
def test_a_norm_can_be_made_as_long_as_there_are_days_to_work(session, commissie, dag, gehouden, haalbaar, weken):
    for n in range(gehouden):
        _houd(session, dt.date(2026, 2, 1 + n), gremium=commissie)
    (norm,) = normen_van(session, commissie.id, dag)
    assert (norm.is_haalbaar, norm.weken_over, norm.is_gehaald) == (haalbaar, weken, gehouden == 4)


def test_earlier_years_stand_beside_this_one(session, commissie):
    for dag in (dt.date(2025, 3, 1), dt.date(2025, 12, 31), dt.date(2026, 3, 1), dt.date(2026, 10, 1)):
        _houd(session, dag, gremium=commissie)
    normen = normen_van(session, commissie.id, DAG)
    (reeks,) = jaarreeks(session, normen, 2025, DAG).values()
    assert [(s.jaar, s.geteld, s.is_gehaald) for s in reeks] == [(2025, 2, False), (2026, 1, False)]
    assert [s.dagen_over for s in reeks] == [0, 92]


def test_of_a_year_before_anything_was_written_down_nothing_is_known(session, commissie):
    _houd(session, dt.date(2026, 3, 1))
    normen = normen_van(session, commissie.id, DAG)
    (reeks,) = jaarreeks(session, normen, 2025, DAG).values()
    assert [(s.jaar, s.geteld, s.is_gehaald) for s in reeks] == [(2025, None, False), (2026, 0, False)]


def test_years_are_those_in_which_the_norm_held(session):
    programma = maak(session, Programma, jaar_van=2021, jaar_tot=2023)
    maak(session, Norm, programma=programma, telling=NormTelling.COALITIES, minimum=6, vanaf_jaar=2022)
    (norm,) = norm_stand(session, programma.id, DAG).overig
    (reeks,) = jaarreeks(session, [norm], 2021, DAG).values()
    assert [s.jaar for s in reeks] == [2022, 2023]
    assert jaarreeks(session, [norm], 2030, DAG) == {}


def test_a_norm_that_is_not_counted_has_no_years(session):
    norm = maak(session, Norm)
    assert jaarreeks(session, norm_stand(session, norm.programma_id, DAG).overig, 2025, DAG) == {}
