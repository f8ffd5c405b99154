"""A visitor of the site, signed in through the form, and dossiers to look at."""

import html
import io
import re

import pytest
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol as R
from tests.factories import maak, maak_gebruiker

WACHTWOORD = "een-lang-wachtwoord"


class Bezoeker:
    """Somebody with a browser: keeps cookies, and sends the mark of the form along."""

    def __init__(self, app, email=None):
        self.client = app.test_client()
        self.email = email
        self._merk = None

    def ga(self, adres, **kwargs):
        return self.client.get(adres, **kwargs)

    def stuur(self, adres, velden=None, **kwargs):
        """POST with a valid mark, as from a form on a page."""
        return self.client.post(adres, data={"csrf_token": self.merk(), **(velden or {})}, **kwargs)

    def merk(self):
        """The mark of a page that is still open; from a new page when the browser has another session since."""
        if self._merk is None or self._merk[0] != self._sessie():
            # The page for nobody: it has a form when nobody is signed in, and goes on when somebody is.
            pagina = self.client.get("/aanmelden", follow_redirects=True)
            gevonden = re.search(r'name="csrf_token" value="([^"]+)"', pagina.text)[1]
            self._merk = self._sessie(), gevonden
        return self._merk[1]

    def _sessie(self):
        koekje = self.client.get_cookie("session")
        return koekje and koekje.value

    def meld_aan(self, wachtwoord=WACHTWOORD, **anders):
        return self.stuur("/aanmelden", {"email": self.email, "wachtwoord": wachtwoord, **anders})


@pytest.fixture
def bezoeker(app, database):
    """Makes a visitor with these roles, signed in unless told otherwise."""

    def doe(naam, *rollen, binnen=True):
        hasher = app.extensions["aanjager"].wachtwoorden
        with database.transaction() as session:
            wie = maak_gebruiker(session, naam, *rollen, wachtwoord_hash=hasher.hash(WACHTWOORD))
        gast = Bezoeker(app, wie.email)
        gast.gebruiker = wie
        if binnen:
            assert gast.meld_aan().status_code == 302
        return gast

    return doe


@pytest.fixture
def petra(bezoeker):
    """A programme manager, signed in."""
    return bezoeker("Petra", R.PROGRAMMAMANAGER)


@pytest.fixture
def bram(bezoeker):
    """A second person: bestuursadviseur, signed in."""
    return bezoeker("Bram", R.BESTUURSADVISEUR)


@pytest.fixture
def lezer(bezoeker):
    """Somebody who may only look, signed in."""
    return bezoeker("Lea", R.LEZER)


@pytest.fixture
def bestand(database):
    """Nouns in the database, committed: `bestand(Actie, nummer="6b")`."""

    def doe(noun, **anders):
        with database.transaction() as session:
            return maak(session, noun, **anders)

    return doe


@pytest.fixture
def lees():
    """The text of a page without its tags, for looking for a sentence."""

    def doe(antwoord):
        return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", antwoord.text)))

    return doe


@pytest.fixture
def mensen(bestand):
    """A contact with an e-mail address at a school, and an organisation."""
    school = bestand(m.Organisatie, naam="Voorbeeldcollege")
    bestand(m.Organisatie, naam="Rom Inwest")
    anna = bestand(m.Persoon, naam="Anna de Boer", naam_sleutel="anna de boer", email="anna@school.example")
    bestand(m.Functie, persoon=anna, organisatie=school)
    return anna


@pytest.fixture
def alle(database):
    """Every row of a noun, the oldest first."""

    def doe(noun):
        with database.session() as session:
            return session.exec(select(noun).order_by(noun.id)).all()

    return doe


@pytest.fixture
def lees_in(petra):
    """Petra chooses a file."""

    def doe(inhoud, naam="afspraak.ics"):
        velden = {"csrf_token": petra.merk(), "bestand": (io.BytesIO(inhoud), naam)}
        return petra.client.post("/overleggen/inlezen", data=velden, content_type="multipart/form-data")

    return doe
