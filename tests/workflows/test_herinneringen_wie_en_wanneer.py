"""Who hears of it when somebody is not there, that an escalation is never first, and that nothing is taken for another."""

import datetime as dt

import pytest
from sqlmodel import select

from crm import models as m
from crm.models import AMSTERDAM
from crm.models import GebruikerRol as R
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h

DATUM = dt.date(2026, 10, 20)


def op(dag: int, tijd: str = "08:00", maand: int = 10) -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-{maand}-{dag:02}T{tijd}").replace(tzinfo=AMSTERDAM)


@pytest.fixture
def wie(database):
    """Petra leads the programme, Bea keeps the system and Anna follows a promise of 20 October."""
    with database.transaction() as session:
        rollen = {"Petra": R.PROGRAMMAMANAGER, "Bea": R.BEHEERDER, "Anna": R.AMBASSADEUR}
        mensen = {naam: maak_gebruiker(session, naam, rol) for naam, rol in rollen.items()}
        maak(session, m.Partnerafspraak, eigenaar=mensen["Anna"], uiterlijk=DATUM)
        return {naam: mens.id for naam, mens in mensen.items()}


def met_regel(database, *stappen, **anders):
    with database.transaction() as session:
        return h.regel(session, *stappen, **anders).id


def weg(database, nummer, van, tot):
    with database.transaction() as session:
        maak(session, m.Afwezigheid, gebruiker_id=nummer, van=dt.date(2026, *van), tot=dt.date(2026, *tot))


def aan(database, *momenten) -> list[tuple[int, str]]:
    """On which day who got a mail."""
    return [(moment.day, b.aan_naam) for moment in momenten for b in h.ronde(database, moment)]


# --- who is not there ---


def test_in_the_last_week_of_a_long_absence_the_stand_ins_still_hear_it(database, wie):
    met_regel(database, (-5, "eigenaar"), (-3, "eigenaar"))
    weg(database, wie["Anna"], (9, 28), (10, 21))
    # What is due on Saturday goes out on Monday, and Anna hears of it when she is back.
    h.plan(database, op(17))
    assert aan(database, op(15), op(16), op(19), op(22)) == [(15, "Petra"), (19, "Petra"), (22, "Anna")]


def test_of_who_is_away_for_a_week_nobody_else_hears(database, wie):
    met_regel(database, (-5, "eigenaar"))
    weg(database, wie["Anna"], (10, 14), (10, 21))
    assert aan(database, op(15), op(22)) == [(22, "Anna")]


def test_a_role_that_nobody_has_is_spoken_to_by_the_programmamanagers(database, wie):
    met_regel(database, (-7, "controller"))
    [bericht] = h.ronde(database, op(14), papier=h.PAPIER)
    assert bericht.aan_naam == "Petra"
    assert "omdat er nu geen controller bereikbaar is" in bericht.tekst


@pytest.mark.parametrize(("rol", "weg_is", "vervanger"), [("controller", "Coen", "Petra"), ("programmamanager", "Petra", "Bea")])
def test_a_role_of_which_everybody_is_away_for_long_has_a_stand_in(database, wie, rol, weg_is, vervanger):
    with database.transaction() as session:
        wie["Coen"] = maak_gebruiker(session, "Coen", R.CONTROLLER).id
    weg(database, wie[weg_is], (10, 12), (11, 12))
    met_regel(database, (-7, rol, "dringend"), is_verplicht=True)
    assert aan(database, op(14), op(20), op(13, maand=11)) == [(14, vervanger), (13, weg_is)]


def test_an_address_that_bounces_is_known_whatever_its_capitals(database, wie):
    met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        session.get(m.Gebruiker, wie["Anna"]).email = "JÖRG@voorbeeld.invalid"
        maak(session, m.OnbestelbaarAdres, email="jörg@voorbeeld.invalid")
    assert aan(database, op(14)) == [(14, "Petra")]


# --- an escalation ---


def test_an_escalation_is_never_the_first_thing_that_anybody_hears(database, wie):
    """After an outage the owner hears the ordinary step, and the escalation follows when that changed nothing."""
    met_regel(database, (1, "eigenaar"), (7, "programmamanager", "escalatie"))
    momenten = (op(10, maand=11), op(10, "15:00", maand=11), op(11, maand=11), op(12, maand=11))
    assert aan(database, *momenten) == [(10, "Anna"), (11, "Petra"), (11, "Anna")]


@pytest.mark.parametrize("hoe", ["gedempt", "mislukt", "geen contact"])
def test_an_escalation_does_not_wait_for_who_will_not_hear_anything(database, wie, hoe):
    met_regel(database, (1, "partner" if hoe == "geen contact" else "eigenaar"), (7, "controller", "escalatie"))
    with database.transaction() as session:
        maak_gebruiker(session, "Coen", R.CONTROLLER)
        if hoe == "gedempt":
            maak(session, m.Demping, gebruiker_id=wie["Anna"], onderwerp=m.RegelOnderwerp.AFSPRAAK)
    h.plan(database, op(21))
    h.bundel(database, op(21))
    with database.transaction() as session:
        for herinnering in session.exec(select(m.Herinnering)) if hoe == "mislukt" else ():
            m.Herinnering.LEVENSLOOP.apply(herinnering, "mislukken")
            herinnering.reden = "De mailserver weigerde."
    assert (27, "Coen") in aan(database, op(27))


# --- taken for another ---


def test_a_dossier_with_the_number_of_one_that_is_gone_is_another(database, wie):
    def product(nummer):
        with database.transaction() as session:
            soort = {"soort": m.PcSoort.BEGROTINGSWIJZIGING, "jaar": 2026, "volgnummer": nummer}
            datums = {"peildatum": dt.date(2026, 9, 1), "aanleverdatum": DATUM}
            return maak(session, m.PcProduct, id=77, eigenaar_id=wie["Anna"], **soort, **datums).id

    met_regel(database, (-7, "eigenaar"), onderwerp="pc_aanleveren")
    eerste = product(1)
    assert aan(database, op(13)) == [(13, "Anna")]
    with database.transaction() as session:
        session.delete(session.get(m.PcProduct, eerste))
    product(2)
    assert aan(database, op(14), op(15)) == [(14, "Anna")]


def test_what_was_not_wanted_comes_when_the_rule_becomes_mandatory(database, wie):
    regel = met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        maak(session, m.Demping, gebruiker_id=wie["Anna"], onderwerp=m.RegelOnderwerp.AFSPRAAK)
    assert aan(database, op(13)) == []
    with database.transaction() as session:
        session.get(m.Herinneringsregel, regel).is_verplicht = True
    assert aan(database, op(14), op(15)) == [(14, "Anna")]


def test_who_stands_in_for_two_steps_at_one_place_hears_it_once(database, wie):
    """Around Easter seven days and five working days before a date are two days, and one place in the rule."""
    met_regel(database, (-7, "controller"), (-5, "programmamanager", "werkdagen"))
    with database.transaction() as session:
        session.exec(select(m.Partnerafspraak)).one().uiterlijk = dt.date(2027, 4, 2)
    te_vroeg, echt, later = (dt.datetime(2027, 3, dag, 8, tzinfo=AMSTERDAM) for dag in (27, 24, 30))
    assert h.plan(database, te_vroeg)["gepland"] == 1
    assert aan(database, echt, later) == [(24, "Petra")]
