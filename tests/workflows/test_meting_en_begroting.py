"""Measured values and the money ledger."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import BegrotingSoort, Indicator, IndicatorSoort
from crm.workflows import begroting_boeken, meting_invoeren


@pytest.fixture
def indicator(session, programma):
    noun = Indicator(programma_id=programma.id, naam="Hectares", eenheid="ha", soort=IndicatorSoort.STREEF)
    session.add(noun)
    session.flush()
    return noun


def test_a_second_person_approves(session, indicator, petra, bram, nu):
    meting = meting_invoeren.invoeren(
        session, indicator, peildatum=nu.date(), waarde=Decimal("37.8"), door=petra, nu=nu
    )
    with pytest.raises(NietToegestaan, match="zelf ingevoerd"):
        meting_invoeren.goedkeuren(session, meting, door=petra, nu=nu)
    meting_invoeren.goedkeuren(session, meting, door=bram, nu=nu)
    with pytest.raises(AlGebeurd):
        meting_invoeren.goedkeuren(session, meting, door=bram, nu=nu)


def test_not_known_yet_is_an_answer_and_zero_is_a_value(session, indicator, petra, nu):
    onbekend = meting_invoeren.invoeren(
        session, indicator, peildatum=nu.date(), is_onbekend=True, door=petra, nu=nu
    )
    nul = meting_invoeren.invoeren(session, indicator, peildatum=nu.date(), waarde=Decimal(0), door=petra, nu=nu)
    assert (onbekend.waarde, nul.waarde) == (None, 0)


@pytest.mark.parametrize("anders", [{}, {"waarde": Decimal(1), "is_onbekend": True}], ids=["niets", "allebei"])
def test_neither_or_both_is_refused(session, indicator, petra, nu, anders):
    with pytest.raises(OngeldigeInvoer, match="nog niet bekend"):
        meting_invoeren.invoeren(session, indicator, peildatum=nu.date(), door=petra, nu=nu, **anders)


@pytest.mark.parametrize(
    ("anders", "veld"),
    [({"bedrag_cent": 0}, "bedrag_cent"), ({"jaar": 1999}, "jaar"), ({"boekdatum": dt.date(2199, 1, 1)}, "boekdatum")],
)
def test_strange_lines_are_not_booked(session, programma, petra, nu, anders, veld):
    regel = {"post": "RUIMTE", "jaar": 2026, "bedrag_cent": 5, "boekdatum": nu.date()} | anders
    with pytest.raises(OngeldigeInvoer) as fout:
        begroting_boeken.boeken(session, programma, soort=BegrotingSoort.REALISATIE, door=petra, nu=nu, **regel)
    assert veld in fout.value.velden


def test_the_same_form_sent_twice_is_one_measurement(session, indicator, petra, nu):
    waarde = {"peildatum": nu.date(), "waarde": Decimal(5), "kenmerk": uuid.uuid4(), "door": petra, "nu": nu}
    assert meting_invoeren.invoeren(session, indicator, **waarde).uuid == waarde["kenmerk"]
    with pytest.raises(AlGebeurd, match="al opgeslagen"):
        meting_invoeren.invoeren(session, indicator, **waarde)
