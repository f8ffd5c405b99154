"""Indicators: the straight path, the order of targets and values, and what is provisional."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.errors import NietGevonden
from crm.models import Bron, Gebruiker, Indicator, Meting, Programma, Streefwaarde, Woord
from crm.models.indicator import jaartijd
from crm.queries.dossier_indicator import indicator_dossier
from crm.queries.kwartaal import Kwartaal, kwartaalcijfers
from tests.factories import maak

D = Decimal


@pytest.fixture
def terreinen(session):
    """From 35% in 2023 to 40% in 2027, as the agenda has it."""
    indicator = maak(session, Indicator, eenheid="%", nulwaarde=D(35), nulwaarde_jaar=2023)
    maak(session, Streefwaarde, indicator=indicator, jaar=2027, waarde_min=D(40))
    return indicator


def _regel(session, indicator):
    session.flush()
    return indicator_dossier(session, indicator.uuid).regel


@pytest.mark.parametrize(
    ("dag", "lijn"),
    [(dt.date(2023, 12, 31), "35"), (dt.date(2025, 12, 31), "37.5"), (dt.date(2027, 12, 31), "40")],
)
def test_the_value_of_a_year_is_that_of_its_last_day(session, terreinen, dag, lijn):
    assert _regel(session, terreinen).lijn(dag) == D(lijn)


def test_the_path_stays_at_the_last_target_and_does_not_begin_before_the_start(session, terreinen):
    regel = _regel(session, terreinen)
    assert regel.lijn(dt.date(2028, 6, 1)) == 40
    assert regel.lijn(dt.date(2022, 6, 1)) is None


def test_the_page_and_the_report_draw_one_path_through_every_target(session, terreinen):
    """Whatever order they were typed in, and with one that has no year."""
    for jaar, waarde in ((None, 90), (2025, 39)):
        maak(session, Streefwaarde, indicator=terreinen, jaar=jaar, waarde_min=D(waarde))
    for dag in (dt.date(2024, 12, 31), dt.date(2026, 6, 30), dt.date(2028, 6, 30)):
        maak(session, Meting, indicator=terreinen, peildatum=dag, waarde=D(36))
    regel = _regel(session, terreinen)
    programma = session.get_one(Programma, terreinen.programma_id)
    kwartaal = Kwartaal(2028, 2)
    cijfers = kwartaalcijfers(session, programma, periode=kwartaal, peildatum=kwartaal.eind)
    punten = cijfers.indicatoren[0].punten
    assert [punt.lijn for punt in punten] == [D(37), regel.lijn(dt.date(2026, 6, 30)), D(40)]
    assert [regel.lijn(punt.datum) for punt in punten] == [punt.lijn for punt in punten]
    assert [streef.jaar for streef in cijfers.indicatoren[0].streef] == [2025, 2027, None]


def test_without_a_start_there_is_no_path(session):
    indicator = maak(session, Indicator)
    maak(session, Streefwaarde, indicator=indicator, jaar=2027)
    assert _regel(session, indicator).lijn(dt.date(2026, 1, 1)) is None


def test_half_a_year_is_half_a_step():
    assert abs(jaartijd(dt.date(2026, 7, 2)) - D("2025.5")) < D("0.01")


def test_targets_stand_by_year_and_without_a_year_last(session):
    indicator = maak(session, Indicator)
    for jaar in (None, 2030, 2026):
        maak(session, Streefwaarde, indicator=indicator, jaar=jaar)
    assert [g.noun.jaar for g in _regel(session, indicator).streefwaarden] == [2026, 2030, None]


def test_a_range_promises_its_lower_bound(session):
    indicator = maak(session, Indicator, nulwaarde=D(0), nulwaarde_jaar=2025)
    maak(
        session,
        Streefwaarde,
        indicator=indicator,
        jaar=2027,
        waarde_min=D(800),
        waarde_max=D(1100),
        woord=Woord.BEREIK,
    )
    assert _regel(session, indicator).lijn(dt.date(2026, 12, 31)) == D(400)


def test_what_a_document_says_is_not_provisional(session):
    indicator = maak(session, Indicator)
    maak(session, Meting, indicator=indicator, peildatum=None, bron=maak(session, Bron), waarde=D(45))
    getypt = maak(session, Meting, indicator=indicator, ingevoerd_door=maak(session, Gebruiker))
    uit_document, van_collega = _regel(session, indicator).metingen
    assert not uit_document.is_voorlopig
    assert van_collega.is_voorlopig
    assert van_collega.meting is getypt


def test_an_unknown_indicator_is_refused(session):
    with pytest.raises(NietGevonden, match="bestaat niet"):
        indicator_dossier(session, maak(session, Gebruiker).uuid)
