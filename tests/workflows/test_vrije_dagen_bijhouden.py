"""Days on which nobody works: added, refused, taken away, and known to the calendar that everybody uses."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import GebruikerRol, VrijeDag
from crm.queries.vrije_dagen import vrije_dagen
from crm.queries.werkkalender import werkkalender
from crm.workflows import vrije_dagen_bijhouden as bijhouden
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

D = dt.date


@pytest.fixture
def voeg_toe(session, nu):
    bea = maak_gebruiker(session, "Bea", GebruikerRol.BEHEERDER)

    def doe(van, tot, naam="Zomerreces PS", door=bea):
        return bijhouden.toevoegen(session, van=van, tot=tot, naam=naam, door=door, nu=nu)

    return doe


def test_a_recess_is_no_working_time_until_it_is_taken_away(session, voeg_toe, nu, database):
    reces = voeg_toe(D(2027, 7, 12), D(2027, 8, 20))
    for nummer in range(20):
        maak(session, VrijeDag, van=D(2030, 1, 7) + dt.timedelta(weeks=nummer), tot=D(2030, 1, 7) + dt.timedelta(weeks=nummer))
    session.flush()
    with tel_opdrachten(database.engine) as opdrachten:
        kalender = werkkalender(session)
    assert len(opdrachten) == 1
    assert kalender.op_of_na(D(2027, 7, 12)) == D(2027, 8, 23)
    bijhouden.verwijderen(session, reces, door=maak_gebruiker(session, "Ben", GebruikerRol.BEHEERDER), nu=nu)
    session.flush()
    assert werkkalender(session).is_werkdag(D(2027, 7, 12))


def test_a_year_shows_what_reaches_into_it_and_the_public_holidays(session, voeg_toe):
    kerst = voeg_toe(D(2026, 12, 28), D(2027, 1, 8), "Kerstreces")
    for jaar in (2026, 2027):
        stand = vrije_dagen(session, jaar, nu_jaar=2026)
        assert (stand.vrij, len(stand.feestdagen) >= 9, stand.jaren) == ((kerst,), True, (2026, 2027))
    assert vrije_dagen(session, 2028, nu_jaar=2026).vrij == ()


@pytest.mark.parametrize(
    ("van", "tot", "naam", "veld"),
    [
        (D(2027, 1, 2), D(2027, 1, 1), "Reces", "tot"),
        (D(2027, 1, 1), D(2027, 3, 31), "Reces", "tot"),
        (D(1999, 1, 1), D(1999, 1, 2), "Reces", "van"),
        (D(2027, 1, 1), D(2027, 1, 2), "  ", "naam"),
        (D(2027, 6, 1), D(2027, 8, 1), "Ernaast", "tot"),
    ],
    ids=["omgekeerd", "te lang", "verkeerd jaar", "zonder naam", "samen te lang"],
)
def test_what_cannot_be_a_recess_is_refused_at_its_field(session, voeg_toe, van, tot, naam, veld):
    voeg_toe(D(2027, 8, 2), D(2027, 9, 30))
    with pytest.raises(OngeldigeInvoer) as fout:
        voeg_toe(van, tot, naam)
    assert set(fout.value.velden) == {veld}
    assert len(session.exec(select(VrijeDag)).all()) == 1


def test_the_same_days_twice_are_once_and_only_the_beheerder_keeps_them(session, voeg_toe):
    voeg_toe(D(2027, 7, 12), D(2027, 8, 20))
    for van, tot in ((D(2027, 7, 12), D(2027, 8, 20)), (D(2027, 7, 13), D(2027, 7, 13)), (D(2027, 7, 12), D(2027, 8, 27))):
        with pytest.raises(AlGebeurd):
            voeg_toe(van, tot)
    with pytest.raises(NietToegestaan):
        voeg_toe(D(2028, 1, 3), D(2028, 1, 4), door=maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER))
