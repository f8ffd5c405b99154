"""A signed-in browser, a database with one of everything, and the accessibility checker."""

import datetime as dt
from importlib.resources import files

import pytest

from crm import models as m
from crm.db import Database
from tests.factories import maak, maak_gebruiker
from tests.support import databases

WACHTWOORD = "een-lang-wachtwoord"
NORMEN = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture
def database(sqlite_sjabloon, tmp_path):
    """One kind of database is enough here: what the pages ask of the other is tested without a browser."""
    db = Database(databases.kopieer_sqlite(sqlite_sjabloon, tmp_path))
    yield db
    db.dispose()


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker(pytest.mark.browser)


@pytest.fixture
def dossiers(app, database):
    """A colleague, and one of every noun that a page shows."""
    hasher = app.extensions["aanjager"].wachtwoorden
    with database.transaction() as session:
        petra = maak_gebruiker(
            session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER, wachtwoord_hash=hasher.hash(WACHTWOORD)
        )
        programma = maak(session, m.Programma, naam="Duurzame en Circulaire Economie")
        doel = maak(session, m.Doel, programma=programma)
        actie = maak(session, m.Actie, programma=programma, doel=doel, eigenaar=petra)
        school = maak(session, m.Organisatie, naam="Voorbeeldcollege", helix=m.Helix.ONDERWIJS)
        maak(session, m.Organisatie, naam="Rom Inwest")
        anna = maak(session, m.Persoon, naam="Anna de Boer")
        maak(session, m.Functie, persoon=anna, organisatie=school)
        coalitie = maak(session, m.Ontwikkelcoalitie, programma=programma, nummer="3", naam="Zij-instroom")
        maak(session, m.CoalitieActie, coalitie=coalitie, actie=actie)
        maak(session, m.Deelneming, coalitie=coalitie, organisatie=school)
        gremium = maak(session, m.Gremium, programma=programma)
        overleg = maak(
            session, m.Overleg, coalitie=coalitie, programma=programma, status=m.OverlegStatus.GEHOUDEN
        )
        maak(session, m.Aanwezigheid, overleg=overleg, organisatie=school)
        maak(session, m.Besluit, overleg=overleg)
        maak(session, m.Actiepunt, overleg=overleg, eigenaar=petra, uiterlijk=dt.date(2026, 10, 1))
        afspraak = maak(
            session, m.Partnerafspraak, organisatie=school, coalitie=coalitie, uiterlijk=dt.date(2026, 10, 1)
        )
        indicator = maak(session, m.Indicator, programma=programma)
        maak(session, m.Meting, indicator=indicator)
        maak(session, m.Streefwaarde, indicator=indicator)
        maak(session, m.Mijlpaal, programma=programma, actie=actie)
        maak(session, m.Begrotingsregel, programma=programma)
        waarom = {"oorzaak": "x", "gevolg": "x", "bijsturing": "x"}
        maak(
            session,
            m.Voortgang,
            actie=actie,
            door=petra,
            tijd=m.Licht.ORANJE,
            geld=m.Licht.ROOD,
            beleid=m.Licht.GROEN,
            **waarom,
        )
        rapportage = maak(session, m.Rapportage, programma=programma, opgesteld_door=petra)
        return {
            "programma": programma.uuid,
            "actie": actie.uuid,
            "coalitie": coalitie.uuid,
            "organisatie": school.uuid,
            "persoon": anna.uuid,
            "afspraak": afspraak.uuid,
            "gremium": gremium.uuid,
            "indicator": indicator.uuid,
            "overleg": overleg.uuid,
            "rapportage": rapportage.uuid,
        }


@pytest.fixture
def meld_aan(dossiers):
    """Signs this window in, as a colleague does."""

    def doe(venster):
        venster.goto("/aanmelden")
        venster.fill("#email", "petra@voorbeeld.invalid")
        venster.fill("#wachtwoord", WACHTWOORD)
        venster.press("#wachtwoord", "Enter")
        venster.wait_for_selector("h1:has-text('Vandaag')")
        return venster

    return doe


@pytest.fixture(scope="session")
def axe():
    """The violations on a page, each with the first places where it stands."""
    script = files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")

    def doe(venster, regels=NORMEN):
        venster.evaluate(script)
        uitkomst = venster.evaluate("regels => axe.run({runOnly: regels})", regels)
        return [
            (fout["id"], [plek["html"][:160] for plek in fout["nodes"][:3]])
            for fout in uitkomst["violations"]
        ]

    return doe
