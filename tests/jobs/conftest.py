"""A mail server to send to, and messages to send."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.adapters.postbus import postbus_van
from crm.jobs.verzending import versturen
from crm.models import Bericht, GebruikerRol, Herinnering, HerinneringStatus, Partnerafspraak
from crm.workflows import berichten_versturen
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen
from tests.support.mailserver import certificaten, mailserver  # noqa: F401 - fixtures

VAN = "Aanjager <aanjager@voorbeeld.invalid>"


@pytest.fixture
def postbus(mailserver, certificaten):  # noqa: F811
    """The way to that server, with little patience."""
    return postbus_van(
        f"smtp://127.0.0.1:{mailserver.poort}?ca={certificaten.ca}", afzender=VAN, wachttijd=2, hoogstens=4
    )


@pytest.fixture
def klaar(database, nu):
    """Messages in the outbox, one for each address, with a reminder in each."""

    def doe(*adressen, **anders):
        with database.transaction() as session:
            berichten = []
            for adres in adressen:
                bericht = maak(session, Bericht, aan=adres, **{"volgende_poging_op": nu} | anders)
                maak(session, Herinnering, bericht_id=bericht.id, status=HerinneringStatus.ONDERWEG)
                berichten.append(bericht)
            return berichten

    return doe


@pytest.fixture
def stuur(database, postbus, nu):
    """One round of sending, so much later than the moment of the tests."""

    def doe(na=dt.timedelta(0), **anders):
        return versturen(database, anders.pop("postbus", postbus), klok=lambda: nu + na, **anders)

    return doe


@pytest.fixture
def stand(database):
    """How the message to this address stands now, and the reminder in it."""

    def doe(adres):
        with database.session() as session:
            bericht = session.exec(select(Bericht).where(Bericht.aan == adres)).one()
            return bericht, session.exec(select(Herinnering).where(Herinnering.bericht_id == bericht.id)).one()

    return doe


@pytest.fixture
def anna(database):
    """A colleague with a promise that is due on Tuesday 20 October, and a rule that says so a week before."""
    with database.transaction() as session:
        maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
        anna = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
        maak(session, Partnerafspraak, eigenaar=anna, uiterlijk=dt.date(2026, 10, 20))
        herinneringen.regel(session, (-7, "eigenaar"))
        return anna.id


@pytest.fixture
def pak(database):
    """What is due now is taken up, and this verb says what came of it; gives the message that was taken up."""

    def doe(nu, verb=None, **anders):
        with database.transaction() as session:
            opgepakt = berichten_versturen.oppakken(session, teken="t", nu=nu)
        if opgepakt and verb:
            with database.transaction() as session:
                verb(session, opgepakt, nu=nu, **anders)
        return opgepakt

    return doe


@pytest.fixture
def inpak(database):
    def doe(nu):
        herinneringen.plan(database, nu)
        herinneringen.bundel(database, nu)

    return doe
