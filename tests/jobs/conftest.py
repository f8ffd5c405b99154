"""A mail server to send to, and messages to send."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.adapters.postbus import postbus_van
from crm.jobs.verzending import versturen
from crm.models import Bericht, Herinnering, HerinneringStatus
from tests.factories import maak
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
