"""Closing all that is open in a coalitie at once, and asking what that is."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import (
    Actiepunt,
    ActiepuntStatus,
    AfspraakStatus,
    Agendapunt,
    AgendapuntStatus,
    Levering,
    Ontwikkelcoalitie,
    Overleg,
    Partnerafspraak,
    PurposeCase,
)
from crm.queries.open_werk import open_werk
from tests.factories import EEN_DAG, EEN_MOMENT, maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 10, 1)


@pytest.fixture
def coalitie(session):
    return maak(session, Ontwikkelcoalitie)


def vul(session, coalitie, aantal=1):
    """So much open work of each kind, for the coalitie, its meeting and its case; and as much that is not its own."""
    case = maak(session, PurposeCase, coalitie=coalitie)
    overleg = maak(session, Overleg, coalitie=coalitie)
    for _ in range(aantal):
        maak(session, Partnerafspraak, coalitie=coalitie)
        maak(session, Partnerafspraak, case=case)
        maak(session, Actiepunt, overleg=overleg)
        maak(session, Actiepunt, overleg=None, case=case)
        maak(session, Agendapunt, coalitie=coalitie)
        maak(session, Partnerafspraak)
        maak(session, Actiepunt)
        maak(session, Agendapunt)


def test_open_work_is_that_of_the_coalitie_of_its_meetings_and_of_its_case(session, coalitie):
    vul(session, coalitie)
    werk = open_werk(session, coalitie)
    assert (len(werk.afspraken), len(werk.actiepunten), len(werk.agendapunten)) == (2, 2, 1)
    assert werk.aantal == 5


def test_what_is_closed_is_no_open_work(session, coalitie):
    vul(session, coalitie)
    open_werk(session, coalitie).sluit(DAG, "Klaar", session=session, nu=EEN_MOMENT)
    session.flush()
    assert open_werk(session, coalitie).aantal == 0


def test_all_of_it_closes_with_the_reason_and_the_rest_is_written_off(session, coalitie):
    vul(session, coalitie)
    werk = open_werk(session, coalitie)
    handelingen = [handeling for handeling, _ in werk.sluit(DAG, "Geen draagvlak", session=session, nu=EEN_MOMENT)]
    session.flush()
    assert handelingen == [
        "partnerafspraak.vervallen",
        "partnerafspraak.vervallen",
        "actiepunt.vervallen",
        "actiepunt.vervallen",
        "agendapunt.vervallen",
    ]
    for afspraak in werk.afspraken:
        assert (afspraak.status, afspraak.openstaand) == (AfspraakStatus.VERVALLEN, 0)
        assert afspraak.afschrijvingen[0].afgeschreven_op == DAG
    assert {punt.status for punt in werk.actiepunten} == {ActiepuntStatus.VERVALLEN}
    assert {punt.reden for punt in werk.agendapunten} == {"Geen draagvlak"}
    assert {punt.status for punt in werk.agendapunten} == {AgendapuntStatus.VERVALLEN}


def test_a_reason_of_any_length_fits(session, coalitie):
    vul(session, coalitie)
    werk = open_werk(session, coalitie)
    werk.sluit(DAG, "é" * 5000, session=session, nu=EEN_MOMENT)
    session.flush()
    assert {len(punt.reden) for punt in (*werk.actiepunten, *werk.agendapunten)} == {400}
    assert len(werk.afspraken[0].afschrijvingen[0].grond) == 4000


def test_a_promise_does_not_end_before_its_last_delivery(session, coalitie):
    afspraak = maak(session, Partnerafspraak, coalitie=coalitie)
    afspraak.bevestigen(EEN_DAG)
    afspraak.leveren(Levering(hoeveelheid=Decimal(3), geleverd_op=dt.date(2026, 10, 9), bewijs="Brief"))
    session.flush()
    open_werk(session, coalitie).sluit(DAG, "Geen draagvlak", session=session, nu=EEN_MOMENT)
    assert afspraak.afgesloten_op == dt.date(2026, 10, 9)
    assert (afspraak.geleverd, afspraak.afgeschreven) == (3, 9)


def test_the_question_costs_as_much_for_many_as_for_two(session, database, coalitie):
    vul(session, coalitie, 2)
    with tel_opdrachten(database.engine) as weinig:
        open_werk(session, coalitie)
    vul(session, maak(session, Ontwikkelcoalitie), 3)
    for _ in range(20):
        maak(session, Partnerafspraak, coalitie=coalitie)
        maak(session, Agendapunt, coalitie=coalitie)
    session.expire_all()
    coalitie.id  # noqa: B018 - read again here, not inside the count
    with tel_opdrachten(database.engine) as veel:
        open_werk(session, coalitie)
    assert len(veel) == len(weinig) <= 5
