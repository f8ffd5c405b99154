"""Signals: the list by status and by who asked, and one of them."""

import datetime as dt

import pytest

from crm.errors import NietGevonden
from crm.models import Ontwikkelcoalitie, Opdracht, Signaal, SignaalStatus
from crm.queries.signalen import blad, signaal_dossier, tellingen
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

S = SignaalStatus
DAG = dt.date(2026, 10, 14)


def test_the_latest_comes_first_and_the_list_goes_on_after_a_key(session):
    for dag in (1, 3, 2, 3):
        maak(session, Signaal, gegeven_op=dt.date(2026, 9, dag))
    alles = blad(session, aantal=10)
    assert [regel.gegeven_op.day for regel in alles] == [3, 3, 2, 1]
    assert alles[0].id > alles[1].id
    assert blad(session, na=(alles[1].gegeven_op, alles[1].id), aantal=10) == alles[2:]


def test_the_list_is_filtered_by_status_and_by_who_asked(session):
    maak(session, Signaal, is_gevraagd=True, vraag="Hoe staat het?")
    maak(session, Signaal, status=S.TERZIJDE, reden="Niet aan ons")
    assert [regel.is_gevraagd for regel in blad(session, is_gevraagd=True, aantal=10)] == [True]
    assert [regel.reden for regel in blad(session, status=S.TERZIJDE, aantal=10)] == ["Niet aan ons"]
    assert blad(session, status=S.TERZIJDE, is_gevraagd=True, aantal=10) == ()
    assert tellingen(session) == {S.NIEUW: 1, S.GEAGENDEERD: 0, S.BEHANDELD: 0, S.TERZIJDE: 1}
    assert tellingen(session, is_gevraagd=False)[S.NIEUW] == 0


@pytest.mark.parametrize(
    ("anders", "ligt"),
    [
        ({"status": S.GEAGENDEERD, "agenderen_voor": dt.date(2026, 10, 13)}, True),
        ({"status": S.GEAGENDEERD, "agenderen_voor": DAG}, False),
        ({}, False),
    ],
)
def test_a_signal_is_left_lying_when_its_meeting_has_passed(session, anders, ligt):
    maak(session, Signaal, **anders)
    assert blad(session, aantal=1)[0].is_blijven_liggen(DAG) is ligt


def test_the_dossier_names_what_the_signal_is_about(session):
    anna = maak_gebruiker(session, "Anna")
    opdracht, coalitie = maak(session, Opdracht), maak(session, Ontwikkelcoalitie)
    signaal = maak(session, Signaal, opdracht=opdracht, coalitie=coalitie, eigenaar=anna)
    d = signaal_dossier(session, signaal.uuid)
    assert (d.eigenaar, d.opdracht, d.actie, d.coalitie) == ("Anna", opdracht, None, coalitie)
    with pytest.raises(NietGevonden):
        signaal_dossier(session, opdracht.uuid)


def test_the_list_costs_two_statements_however_much_there_is(session, database):
    def tel(aantal):
        for _ in range(aantal):
            maak(session, Signaal)
        with tel_opdrachten(database.engine) as opdrachten:
            blad(session, aantal=26)
            tellingen(session)
        return len(opdrachten)

    assert tel(2) == tel(40) == 2
