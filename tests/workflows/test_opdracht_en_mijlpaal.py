"""Mandates and the people who hold them; milestones and products that are there."""

import datetime as dt

import pytest

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import GebruikerRol, Mijlpaal, Opdracht, OpdrachtSoort, OpdrachtStatus, Persoon, Resultaat
from crm.workflows import opdracht_vervullen, voortgang_bijwerken
from tests.workflows.conftest import maak_gebruiker


@pytest.fixture
def opdracht(session, programma):
    noun = Opdracht(programma_id=programma.id, soort=OpdrachtSoort.WERKAMBASSADEUR)
    session.add(noun)
    session.flush()
    return noun


@pytest.fixture
def mensen(session):
    twee = [Persoon(naam=naam, naam_sleutel=naam.lower()) for naam in ("Een", "Twee")]
    session.add_all(twee)
    session.flush()
    return twee


def test_a_successor_takes_over_and_the_mandate_runs(session, opdracht, mensen, petra, nu):
    eerste, tweede = mensen
    oud = opdracht_vervullen.aanwijzen(session, opdracht, eerste, van=dt.date(2024, 1, 1), door=petra, nu=nu)
    assert opdracht.status is OpdrachtStatus.ACTIEF
    opdracht_vervullen.aanwijzen(session, opdracht, tweede, van=dt.date(2026, 1, 1), door=petra, nu=nu)
    assert oud.tot == dt.date(2025, 12, 31)


def test_two_cannot_hold_it_at_once(session, opdracht, mensen, petra, nu):
    eerste, tweede = mensen
    opdracht_vervullen.aanwijzen(session, opdracht, eerste, van=dt.date(2026, 1, 1), door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer, match="vanaf 01-01-2026"):
        opdracht_vervullen.aanwijzen(session, opdracht, tweede, van=dt.date(2025, 1, 1), door=petra, nu=nu)


def test_a_milestone_counts_from_the_day_it_was_reached(session, programma, petra, nu):
    mijlpaal = Mijlpaal(programma_id=programma.id, omschrijving="Start")
    session.add(mijlpaal)
    session.flush()
    voortgang_bijwerken.mijlpaal_halen(session, mijlpaal, op=dt.date(2026, 9, 1), door=petra, nu=nu)
    assert not mijlpaal.was_gereed(dt.date(2026, 6, 30))
    assert mijlpaal.was_gereed(dt.date(2026, 9, 30))


def test_nothing_is_done_in_the_future(session, programma, actie, petra, nu):
    morgen = nu.date() + dt.timedelta(days=1)
    mijlpaal = Mijlpaal(programma_id=programma.id, omschrijving="Start")
    resultaat = Resultaat(actie_id=actie.id, omschrijving="Aanpak")
    session.add_all([mijlpaal, resultaat])
    session.flush()
    with pytest.raises(OngeldigeInvoer):
        voortgang_bijwerken.mijlpaal_halen(session, mijlpaal, op=morgen, door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer):
        voortgang_bijwerken.opleveren(session, resultaat, op=morgen, door=petra, nu=nu)


def test_the_owner_of_the_actie_reports_its_steps_and_a_reader_does_not(session, programma, actie, bram, lezer, nu):
    mijlpaal = Mijlpaal(programma_id=programma.id, actie_id=actie.id, omschrijving="Start")
    session.add(mijlpaal)
    session.flush()
    ambassadeur = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
    with pytest.raises(NietToegestaan):
        voortgang_bijwerken.mijlpaal_halen(session, mijlpaal, op=nu.date(), door=ambassadeur, nu=nu)
    actie.eigenaar_id = ambassadeur.id
    voortgang_bijwerken.mijlpaal_halen(session, mijlpaal, op=nu.date(), door=ambassadeur, nu=nu)
    assert mijlpaal.is_gereed


def test_a_successor_cuts_a_term_that_was_to_last_longer(session, opdracht, mensen, petra, nu):
    eerste, tweede = mensen
    lang = opdracht_vervullen.aanwijzen(
        session, opdracht, eerste, van=dt.date(2026, 1, 1), tot=dt.date(2027, 12, 31), door=petra, nu=nu
    )
    opdracht_vervullen.aanwijzen(session, opdracht, tweede, van=dt.date(2026, 6, 1), door=petra, nu=nu)
    assert lang.tot == dt.date(2026, 5, 31)


def test_a_mandate_that_begins_next_year_does_not_start_today(session, opdracht, mensen, petra, nu):
    opdracht_vervullen.aanwijzen(session, opdracht, mensen[0], van=dt.date(2027, 1, 1), door=petra, nu=nu)
    assert opdracht.status is OpdrachtStatus.GEPLAND


def test_what_was_reported_once_is_not_reported_again(session, programma, petra, nu):
    mijlpaal = Mijlpaal(programma_id=programma.id, omschrijving="Start")
    session.add(mijlpaal)
    session.flush()
    voortgang_bijwerken.mijlpaal_halen(session, mijlpaal, op=dt.date(2026, 9, 1), door=petra, nu=nu)
    with pytest.raises(AlGebeurd, match="sinds 01-09-2026"):
        voortgang_bijwerken.mijlpaal_halen(session, mijlpaal, op=dt.date(2026, 10, 1), door=petra, nu=nu)
    assert mijlpaal.gereed_op == dt.date(2026, 9, 1)
