"""Mandates: who holds them on a day, with gaps."""

import datetime as dt

from crm.models import Opdracht, Precisie, Rolvervulling
from crm.queries.opdrachten import opdrachten
from tests.factories import maak


def _op(session, dag):
    (regel,) = opdrachten(session, dag)
    return regel


def test_holders_follow_each_other_with_a_gap_between(session):
    opdracht = maak(session, Opdracht)
    maak(session, Rolvervulling, opdracht=opdracht, van=dt.date(2024, 1, 1), tot=dt.date(2025, 12, 31))
    tweede = maak(session, Rolvervulling, opdracht=opdracht, van=dt.date(2026, 6, 1))
    assert _op(session, dt.date(2025, 12, 31)).vervuld_door.van == dt.date(2024, 1, 1)
    assert _op(session, dt.date(2026, 3, 1)).vervuld_door is None
    assert _op(session, dt.date(2026, 6, 1)).vervuld_door.van == tweede.van
    assert len(_op(session, dt.date(2026, 3, 1)).vervullingen) == 2


def test_an_option_to_extend_is_not_an_end(session):
    maak(
        session, Opdracht, wanneer="2027-05-01", precisie=Precisie.DAG, optie_jaren=1,
        datum_van=dt.date(2027, 5, 1), datum_tot=dt.date(2027, 5, 1),
    )  # fmt: skip
    assert not _op(session, dt.date(2027, 5, 1)).is_verlopen
    assert _op(session, dt.date(2027, 5, 2)).is_verlopen
