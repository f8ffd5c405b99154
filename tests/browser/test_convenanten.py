"""A deal and a gremium as a programme manager works with them: with the keyboard alone, wide and narrow."""

import pytest
from sqlmodel import select

from crm import models as m
from tests.factories import maak

CSV = """naam;getekend_op;afspraak;soort;eenheid;hoeveelheid;uiterlijk
VOORBEELDCOLLEGE;12-3-2025;Leerlingen op de bouwplaats;stages;stageplekken;40;1-9-2027
Rom Inwst;12-3-2025;;;;;
Xylofoon Hijsdiensten;12-3-2025;;;;;
"""


@pytest.fixture
def deal(database, dossiers):
    with database.transaction() as session:
        programma = session.exec(select(m.Programma)).first()
        return maak(session, m.Convenant, programma=programma, naam="Circulaire Deal", aantal_genoemd=45)


def tab_naar(venster, tekst, hoogstens=120):
    """Tab by tab to the first thing that reads so, from wherever the focus is; then it has the focus."""
    for _ in range(hoogstens):
        venster.keyboard.press("Tab")
        gezien = venster.evaluate(
            "(e => e.innerText || e.labels?.[0]?.innerText || '')(document.activeElement)"
        )
        if tekst.lower() in gezien.lower():
            return
    raise AssertionError(f"met Tab niet te bereiken: {tekst}")


def _past(venster):
    breedte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert breedte[0] <= breedte[1], venster.url


def _lees_in(venster, axe, tmp_path):
    bestand = tmp_path / "deal.csv"
    bestand.write_text(CSV, encoding="utf-8")
    venster.goto("/convenanten")
    assert axe(venster) == []
    tab_naar(venster, "Circulaire Deal")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h1:has-text('Circulaire Deal')")
    assert axe(venster) == []
    tab_naar(venster, "Ondertekenaars inlezen")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h1:has-text('Ondertekenaars inlezen')")
    tab_naar(venster, "Bestand")
    # The dialog of the system itself cannot be driven from here.
    venster.set_input_files("#bestand", bestand)
    tab_naar(venster, "Voeg toe wie wij niet kennen")
    venster.keyboard.press("Space")
    tab_naar(venster, "Bekijk wat er gebeurt")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h2:has-text('Dit gebeurt er')")
    assert "1 herkend, 1 nieuw, 1 onzeker" in venster.inner_text("main")
    assert axe(venster) == []
    _past(venster)
    tab_naar(venster, "Inlezen")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h2:has-text('Wie is dit?')")
    assert axe(venster) == []
    _past(venster)


def _kies(venster, axe):
    tab_naar(venster, "Anders")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h1:has-text('Rom Inwst')")
    assert axe(venster) == []
    _past(venster)
    tab_naar(venster, "Ja, dit is het")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("text=‘Rom Inwst’ is Rom Inwest.")
    assert "0 van 45 bevestigd, 0 geleverd" in venster.inner_text("main")
    tab_naar(venster, "Voorbeeldcollege")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h2:has-text('Afspraken onder dit convenant')")
    assert "40 stageplekken" in venster.inner_text("main")
    assert axe(venster) == []
    _past(venster)


@pytest.mark.parametrize("breedte", ["page", "smal"])
def test_a_deal_is_read_in_and_decided_with_the_keyboard(request, meld_aan, deal, axe, tmp_path, breedte):
    venster = meld_aan(request.getfixturevalue(breedte))
    _lees_in(venster, axe, tmp_path)
    _kies(venster, axe)


def test_a_file_with_mistakes_leads_to_the_lines(page, meld_aan, deal, axe):
    meld_aan(page).goto(f"/convenanten/{deal.uuid}/inlezen")
    page.fill("#csv", "naam;kvk\nX;12\n")
    page.click("text=Bekijk wat er gebeurt")
    page.wait_for_selector("#fouten")
    assert axe(page) == []
    page.click("#fouten a")
    assert page.evaluate("document.activeElement.id") == "csv"
    assert page.input_value("#csv").strip() == "naam;kvk\nX;12"


@pytest.mark.parametrize("breedte", ["page", "smal"])
def test_somebody_joins_a_gremium_with_the_keyboard(request, meld_aan, dossiers, axe, breedte):
    venster = meld_aan(request.getfixturevalue(breedte))
    venster.goto("/gremia")
    assert axe(venster) == []
    _past(venster)
    tab_naar(venster, "Proeftafel")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h1:has-text('Proeftafel')")
    tab_naar(venster, "Voorzitter aanwijzen")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h1:has-text('Voorzitter aanwijzen')")
    assert axe(venster) == []
    tab_naar(venster, "Organisatie")
    venster.keyboard.type("voorbeeldcollege")
    tab_naar(venster, "Persoon")
    venster.keyboard.type("anna de boer")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("text=voorbeeldcollege zit erin, als voorzitter.")
    assert "Anna de Boer" in venster.inner_text("main")
    assert axe(venster) == []
    _past(venster)
