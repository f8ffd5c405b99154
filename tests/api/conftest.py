"""Keys to the API, and a client that uses one."""

import pytest

from crm.models import GebruikerRol as R
from crm.workflows import gebruiker_beheren
from tests.factories import maak_gebruiker


class ApiClient:
    """A client with a key: `api.get("/acties")` is GET /api/v1/acties."""

    def __init__(self, app, teken, gebruiker):
        self.client = app.test_client()
        self.koppen = {"Authorization": f"Bearer {teken}"}
        self.gebruiker = gebruiker

    def open(self, methode, pad, json=None, koppen=None, **kwargs):
        adres = pad if pad.startswith("/api/") else f"/api/v1{pad}"
        return self.client.open(
            adres, method=methode, json=json, headers=self.koppen | (koppen or {}), **kwargs
        )

    def get(self, pad, **kwargs):
        return self.open("GET", pad, **kwargs)

    def post(self, pad, json=None, **kwargs):
        return self.open("POST", pad, json=json, **kwargs)

    def patch(self, pad, json=None, **kwargs):
        return self.open("PATCH", pad, json=json, **kwargs)


@pytest.fixture
def sleutel(app, database, nu):
    """A client for a colleague with these roles. Everything is committed, so no session of the test is in the way."""

    def maak_client(naam, *rollen):
        with database.transaction() as session:
            systeem = gebruiker_beheren.systeemgebruiker(session)
            gebruiker = maak_gebruiker(session, naam, *rollen)
            _, teken = gebruiker_beheren.token_maken(session, gebruiker, "test", door=systeem, nu=nu)
        return ApiClient(app, teken, gebruiker)

    return maak_client


@pytest.fixture
def api(sleutel):
    """A programme manager who may do most things."""
    return sleutel("Petra", R.PROGRAMMAMANAGER)


@pytest.fixture
def tweede(sleutel):
    """Somebody else who may do the same."""
    return sleutel("Bram", R.PROGRAMMAMANAGER, R.CONTROLLER)


@pytest.fixture
def lezer(sleutel):
    """Somebody who may only look, and not at personal data."""
    return sleutel("Lea", R.LEZER)


@pytest.fixture
def bestand(database):
    """Nouns in the database, committed: `bestand(Actie, nummer="6b")`."""
    from tests.factories import maak

    def doe(noun, **anders):
        with database.transaction() as session:
            return maak(session, noun, **anders)

    return doe
