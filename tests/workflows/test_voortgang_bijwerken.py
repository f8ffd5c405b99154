"""The lights of an actie."""

import datetime as dt

import pytest
from sqlmodel import func, select

from crm.errors import NietToegestaan, OngeldigeInvoer
from crm.models import Licht, Voortgang
from crm.workflows import voortgang_bijwerken


@pytest.fixture
def bijwerken(session, actie, petra, nu):
    def doe(door=petra, **anders):
        lichten = {"beleid": Licht.GROEN, "tijd": Licht.GROEN, "geld": Licht.GRIJS, "peildatum": nu.date()}
        return voortgang_bijwerken.bijwerken(session, actie, door=door, nu=nu, **lichten | anders)

    return doe


@pytest.mark.parametrize("licht", [Licht.ORANJE, Licht.ROOD])
def test_orange_and_red_ask_for_cause_effect_and_remedy(session, bijwerken, licht):
    with pytest.raises(OngeldigeInvoer) as fout:
        bijwerken(tijd=licht, oorzaak="  ")
    assert set(fout.value.velden) == {"oorzaak", "gevolg", "bijsturing"}
    assert bijwerken(tijd=licht, oorzaak="a", gevolg="b", bijsturing="c").tijd is licht


def test_a_new_state_leaves_the_old_one(session, bijwerken):
    bijwerken()
    bijwerken(beleid=Licht.GRIJS)
    assert session.exec(select(func.count()).select_from(Voortgang)).one() == 2


def test_a_day_ahead_is_refused(bijwerken, vandaag):
    with pytest.raises(OngeldigeInvoer, match="moet nog komen"):
        bijwerken(peildatum=vandaag + dt.timedelta(days=1))


def test_the_owner_may_and_a_reader_may_not(session, actie, bijwerken, lezer, petra, nu):
    with pytest.raises(NietToegestaan):
        bijwerken(door=lezer)
    voortgang_bijwerken.toewijzen(session, actie, lezer, door=petra, nu=nu)
    with pytest.raises(NietToegestaan):
        bijwerken(door=lezer)
