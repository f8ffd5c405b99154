"""People and dossiers that most verbs are about."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    Gebruiker,
    GebruikerRol,
    Gebruikersrol,
    Helix,
    Logboekregel,
    Ontwikkelcoalitie,
    Organisatie,
    OrganisatieAlias,
    Programma,
)
from crm.models.organisatie import naam_sleutel


def maak_gebruiker(session, naam, *rollen):
    gebruiker = Gebruiker(naam=naam, email=f"{naam.lower()}@voorbeeld.invalid")
    gebruiker.rollen = [Gebruikersrol(rol=rol) for rol in rollen]
    session.add(gebruiker)
    session.flush()
    return gebruiker


def maak_organisatie(session, naam, helix=Helix.BEDRIJF, *aliassen):
    organisatie = Organisatie(naam=naam, naam_sleutel=naam_sleutel(naam), helix=helix)
    session.add(organisatie)
    session.flush()
    for alias in aliassen:
        session.add(OrganisatieAlias(organisatie_id=organisatie.id, naam=alias, naam_sleutel=naam_sleutel(alias)))
    session.flush()
    return organisatie


@pytest.fixture
def petra(session):
    return maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)


@pytest.fixture
def bram(session):
    return maak_gebruiker(session, "Bram", GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.BESTUURSADVISEUR)


@pytest.fixture
def lezer(session):
    return maak_gebruiker(session, "Lea", GebruikerRol.LEZER)


@pytest.fixture
def beheerder(session):
    return maak_gebruiker(session, "Bea", GebruikerRol.BEHEERDER)


@pytest.fixture
def programma(session):
    programma = Programma(code="proef", naam="Proefagenda", jaar_van=2025, jaar_tot=2028)
    session.add(programma)
    session.flush()
    return programma


@pytest.fixture
def actie(session, programma):
    actie = Actie(programma_id=programma.id, nummer="6b", titel="Proefactie")
    session.add(actie)
    session.flush()
    return actie


@pytest.fixture
def coalitie(session, programma):
    coalitie = Ontwikkelcoalitie(programma_id=programma.id, naam="Proefcoalitie", nummer="5a")
    session.add(coalitie)
    session.flush()
    return coalitie


@pytest.fixture
def rom(session):
    return maak_organisatie(session, "ROM InWest", Helix.OVERHEID)


@pytest.fixture
def onhn(session):
    return maak_organisatie(
        session, "Ontwikkelingsbedrijf Noord-Holland Noord", Helix.OVERHEID, "ONHN", "Ontwikkelingsbedrijf NHN"
    )


@pytest.fixture
def logboek(session):
    """The actions in the log, oldest first."""
    return lambda: list(session.exec(select(Logboekregel.handeling).order_by(Logboekregel.id)))


@pytest.fixture
def vandaag(nu):
    return nu.date()


@pytest.fixture
def gisteren(nu):
    return nu - dt.timedelta(days=1)
