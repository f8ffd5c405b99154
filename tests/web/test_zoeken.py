"""Finding a dossier by its name: accents, capitals and signs, as people type them and as they were printed."""

import pytest

from crm.models import Actie, Ontwikkelcoalitie, Organisatie, Overleg
from crm.queries.zoeken import zoek
from tests.factories import maak


@pytest.fixture
def gevonden(session):
    maak(session, Actie, nummer="1", titel="Wij subsidiëren opleidingen")
    maak(session, Actie, nummer="2", titel="Coördinatie van R&D")
    maak(session, Ontwikkelcoalitie, nummer="3", naam="Één loket")
    maak(session, Overleg, onderwerp="Cafe met 100% inzet")
    maak(session, Organisatie, naam="Coöperatie Zon & Wind")
    return lambda tekst: [treffer.naam for treffer in zoek(session, tekst, met_personen=False)]


@pytest.mark.parametrize(
    ("tekst", "naam"),
    [
        ("subsidiëren", "1 Wij subsidiëren opleidingen"),
        ("SUBSIDIËREN", "1 Wij subsidiëren opleidingen"),
        ("subsidieren wij", "1 Wij subsidiëren opleidingen"),
        ("wij subsidiëren opleidingen sub op leid", "1 Wij subsidiëren opleidingen"),
        ("subsidie\u0308ren", "1 Wij subsidiëren opleidingen"),
        ("coordinatie R&D", "2 Coördinatie van R&D"),
        ("één", "3 Één loket"),
        ("een loket", "3 Één loket"),
        ("café", "Cafe met 100% inzet"),
        ("100%", "Cafe met 100% inzet"),
        ("cooperatie zon & wind", "Coöperatie Zon & Wind"),
        ("Coöperatie Zon en Wind", "Coöperatie Zon & Wind"),
    ],
)
def test_accents_capitals_and_signs_do_not_hide_anything(gevonden, tekst, naam):
    assert gevonden(tekst) == [naam]


def test_a_percent_sign_is_not_a_wildcard_and_nothing_finds_nothing(gevonden):
    assert gevonden("subs%ren") == []
    assert gevonden("   ") == []
