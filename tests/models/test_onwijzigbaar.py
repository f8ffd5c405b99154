"""What is fixed is fixed in the database, also for who works around the program."""

import datetime as dt

import pytest
import sqlalchemy as sa

from crm.models import BegrotingSoort, Licht
from crm.workflows import begroting_boeken, voortgang_bijwerken
from tests.workflows.conftest import *  # noqa: F403 - the same people and dossiers


@pytest.fixture
def gevuld(session, programma, actie, petra, nu):
    voortgang_bijwerken.bijwerken(
        session,
        actie,
        peildatum=nu.date(),
        beleid=Licht.GROEN,
        tijd=Licht.GROEN,
        geld=Licht.GRIJS,
        door=petra,
        nu=nu,
    )
    begroting_boeken.boeken(
        session,
        programma,
        post="RUIMTE",
        jaar=2026,
        soort=BegrotingSoort.REALISATIE,
        bedrag_cent=100,
        boekdatum=nu.date(),
        door=petra,
        nu=nu,
    )
    session.commit()


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE voortgang SET beleid = 'rood'",
        "DELETE FROM voortgang",
        "UPDATE begrotingsregel SET bedrag_cent = 1",
        "DELETE FROM begrotingsregel",
        "UPDATE logboekregel SET reden = 'anders'",
        "DELETE FROM logboekregel",
    ],
)
def test_append_only_tables_refuse_change_and_removal(session, gevuld, opdracht):
    with pytest.raises(sa.exc.IntegrityError, match="alleen aangevuld"):
        session.execute(sa.text(opdracht))


def test_an_orange_light_without_explanation_is_refused_by_the_database(session, actie, petra, nu):
    from crm.models import Voortgang

    session.add(
        Voortgang(actie_id=actie.id, peildatum=dt.date(2026, 9, 30), tijd=Licht.ORANJE, door_id=petra.id, gegeven_op=nu)
    )
    with pytest.raises(sa.exc.IntegrityError):
        session.flush()
