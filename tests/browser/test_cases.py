"""A purpose case in a real browser: from the keyboard, without JavaScript, and readable by everybody."""

import pytest
from sqlmodel import select

from crm import models as m
from tests.factories import maak, maak_gebruiker
from tests.support import cases

PAGINAS = (
    "", "/tekst", "/versies", "/richtsnoer", "/financiering", "/financiering/nieuw", "/financiering/nieuw?soort=in_natura",
    "/financiering/{regel}", "/advies", "/besluit", "/evaluatie", "/terugnemen",
)  # fmt: skip


@pytest.fixture
def case(dossiers, database, nu):
    """A case in concept, full, of a colleague who is not the one at the keyboard."""
    with database.transaction() as session:
        anna = maak_gebruiker(session, "Anna", m.GebruikerRol.AMBASSADEUR)
        coalitie = session.exec(select(m.Ontwikkelcoalitie)).one()
        cases.richtsnoer(session, session.get_one(m.Programma, coalitie.programma_id))
        case = cases.coalitie_met_case(session, coalitie, anna, nu)
        cases.vul(session, case, anna, nu)
        return case


@pytest.fixture
def geadviseerd(case, database, nu):
    with database.transaction() as session:
        anna = session.exec(select(m.Gebruiker).where(m.Gebruiker.naam == "Anna")).unique().one()
        cases.tot_advies(session, session.get_one(m.PurposeCase, case.id), anna, nu)
    return case


def _bekijk(venster, adres, axe):
    assert venster.goto(adres).status == 200, adres
    breedte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert breedte[0] <= breedte[1], adres
    return [(adres, fout) for fout in axe(venster)]


@pytest.mark.parametrize("breedte", [1280, 320])
def test_every_page_of_a_case_is_readable_by_everybody(page, meld_aan, geadviseerd, database, axe, breedte):
    with database.session() as session:
        regel = session.exec(select(m.Financieringsregel.uuid)).first()
    page.set_viewport_size({"width": breedte, "height": 900})
    meld_aan(page)
    adressen = ["/purpose-cases"] + [
        f"/purpose-cases/{geadviseerd.uuid}{pagina.format(regel=regel)}" for pagina in PAGINAS
    ]
    assert [fout for adres in adressen for fout in _bekijk(page, adres, axe)] == []


def test_a_case_is_written_answered_and_submitted_with_the_keyboard_alone(page, meld_aan, dossiers, database, nu):
    with database.transaction() as session:
        coalitie = session.exec(select(m.Ontwikkelcoalitie)).one()
        petra = session.exec(select(m.Gebruiker)).unique().first()
        maak(session, m.Criterium, programma_id=coalitie.programma_id, code="R1")
        case = cases.coalitie_met_case(session, coalitie, petra, nu)
        for partij in (cases.provincie(session), cases.partij(session, "Proefbedrijf")):
            cases.geld(session, case, partij, "1000", petra, nu)
    meld_aan(page)
    page.goto(f"/purpose-cases/{case.uuid}")
    _kies(page, "Maatschappelijke opbrengst")
    page.wait_for_selector("#maatschappelijke_opbrengst:focus")
    for tekst in ("Meer vakmensen.", "De school trekt.", "Ieder de helft.", "Allen tekenden."):
        page.keyboard.type(tekst)
        page.keyboard.press("Tab")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Versie 2 is opgeslagen.")
    _kies(page, "R1")
    page.wait_for_selector("h1:has-text('Toets aan het richtsnoer')")
    page.keyboard.press("Tab")
    page.keyboard.type("ja")
    page.keyboard.press("Tab")
    page.keyboard.type("Alle partijen tekenden.")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=1 antwoord opgeslagen.")
    _kies(page, "Indienen")
    page.wait_for_selector("text=De case is ingediend.")
    with database.session() as session:
        assert session.get_one(m.PurposeCase, case.id).status is m.CaseStatus.INGEDIEND


def test_a_decision_with_a_condition_needs_no_javascript(zonder_javascript, meld_aan, geadviseerd, database):
    venster = meld_aan(zonder_javascript)
    venster.goto(f"/purpose-cases/{geadviseerd.uuid}/besluit")
    venster.select_option("#uitkomst", "go_onder_voorwaarden")
    venster.fill("#gronden", "Er is draagvlak.")
    for nummer in (0, 1):
        venster.fill(f"#voorwaarden-{nummer}-omschrijving", f"Voorwaarde {nummer}")
        venster.fill(f"#voorwaarden-{nummer}-uiterlijk", "1-12-2026")
        venster.select_option(f"#voorwaarden-{nummer}-eigenaar", label="Petra")
    venster.click("text=Nog een voorwaarde toevoegen")
    venster.wait_for_selector("#voorwaarden-2-omschrijving")
    assert venster.input_value("#gronden") == "Er is draagvlak."
    assert venster.input_value("#voorwaarden-1-omschrijving") == "Voorwaarde 1"
    venster.fill("#voorwaarden-2-omschrijving", "Nog een")
    venster.fill("#voorwaarden-2-uiterlijk", "2-12-2026")
    venster.select_option("#voorwaarden-2-eigenaar", label="Petra")
    # Enter in a field decides; it does not ask for a row more.
    venster.press("#voorwaarden-2-omschrijving", "Enter")
    venster.wait_for_selector("h2:has-text('Besluit: go onder voorwaarden')")
    with database.session() as session:
        assert len(session.exec(select(m.Voorwaarde)).all()) == 3


def _kies(page, tekst):
    """Tabs on to the link or button with this text, and presses Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.innerText || ''").strip() == tekst:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"‘{tekst}’ is met Tab niet te bereiken")
