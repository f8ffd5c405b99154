"""The P&C calendar in a real browser, seen at a desk and on a phone, by the controller who may do everything."""

import datetime as dt

import pytest

from crm import models as m
from crm.workflows import pc_kalender_bijhouden as bijhouden
from tests.browser.conftest import WACHTWOORD
from tests.factories import maak, maak_gebruiker

D = dt.date
LANG = "Samenwerkingsovereenkomstonderhandelingen" * 2


@pytest.fixture
def kalender(app, database, nu):
    """Two budget years, with a day that was moved, one on a free day, and one product that is ready."""
    hasher = app.extensions["aanjager"].wachtwoorden
    with database.transaction() as session:
        coen = maak_gebruiker(session, "Coen", m.GebruikerRol.CONTROLLER, wachtwoord_hash=hasher.hash(WACHTWOORD))
        maak(session, m.VrijeDag, van=D(2026, 10, 26), tot=D(2026, 10, 30), naam=LANG)
        wie = {"door": coen, "nu": nu}
        nieuw = [p for jaar in (2026, 2027) for p in bijhouden.inrichten(session, jaar=jaar, eigenaar=coen, **wie)]
        session.flush()
        wijziging, begroting = (next(p for p in nieuw if p.naam == naam) for naam in NAMEN)
        gegevens = {"gs_datum": D(2026, 11, 15), "opmerking": LANG}
        bijhouden.wijzigen(session, wijziging, gegevens, versie=wijziging.versie, **wie)
        jaarstukken = next(p for p in nieuw if p.soort is m.PcSoort.KADERBRIEF)
        bijhouden.gereedmelden(session, jaarstukken, op=D(2026, 6, 1), **wie)
        regel = maak(session, m.Herinneringsregel, onderwerp=m.RegelOnderwerp.PC_WETTELIJK)
        maak(session, m.Regelstap, regel=regel, dagen=-2, ontvanger=m.Ontvangerrol.CONTROLLER, volgnummer=1)
        return {"wijziging": wijziging.uuid, "begroting": begroting.uuid, "klaar": jaarstukken.uuid}


NAMEN = ("derde begrotingswijziging 2026", "begroting 2027")
PAGINAS = (
    "/",
    "/rapportages",
    "/pc-kalender",
    "/pc-kalender?jaar=2031",
    "/pc-kalender/{begroting}",
    "/pc-kalender/{wijziging}",
    "/pc-kalender/{klaar}",
    "/pc-kalender/{wijziging}/wijzigen",
    "/pc-kalender/{begroting}/aanleveren",
    "/pc-kalender/{begroting}/gereedmelden",
    "/pc-kalender/{klaar}/heropenen",
    "/pc-kalender/{wijziging}/verwijderen",
)


@pytest.mark.parametrize("breedte", [1280, 320])
def test_every_page_fits_and_has_nothing_in_the_way(chromium, adres, kalender, axe, breedte):
    venster = chromium.new_context(base_url=adres, viewport={"width": breedte, "height": 900}).new_page()
    venster.goto("/aanmelden")
    venster.fill("#email", "coen@voorbeeld.invalid")
    venster.fill("#wachtwoord", WACHTWOORD)
    venster.press("#wachtwoord", "Enter")
    venster.wait_for_selector("h1:has-text('Vandaag')")
    mis = []
    for pad in PAGINAS:
        assert venster.goto(pad.format(**kalender)).status == 200, pad
        for vouw in venster.query_selector_all("main details:not([open]) > summary"):
            vouw.click()
        breed, ruimte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if breed > ruimte:
            mis.append((pad, f"{breed} px breed op {ruimte}"))
        mis.extend((pad, fout) for fout in axe(venster))
    assert mis == []
    venster.context.close()
