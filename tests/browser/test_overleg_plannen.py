"""A meeting out of somebody's calendar, planned, moved and called off, at a desk and on a phone."""

import pytest
from sqlmodel import select

from crm import models as m
from tests.adapters.test_kalender_lezen import OUTLOOK, ics


def bekijk(venster, *tekst, axe=None):
    """These words are there, nothing to scroll sideways for, and nothing that the checker finds (which takes a while)."""
    hoofd = " ".join(venster.inner_text("main").split())
    for woorden in tekst:
        assert woorden in hoofd
    breed, ruimte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert breed <= ruimte
    if axe:
        assert axe(venster) == []


@pytest.mark.parametrize("breedte", ["page", "smal"])
def test_a_meeting_is_read_planned_moved_and_called_off(request, breedte, meld_aan, axe, database, tmp_path):
    venster = meld_aan(request.getfixturevalue(breedte))
    axe = axe if breedte == "smal" else None
    with database.transaction() as session:
        session.exec(select(m.Persoon)).one().email = "anna@school.example"
    bestand = tmp_path / "afspraak.ics"
    bestand.write_bytes(ics(OUTLOOK))
    venster.goto("/overleggen/inlezen")
    bekijk(venster, "Kies een afspraak of een mail.")
    venster.set_input_files("#bestand", bestand)
    venster.click("button:has-text('Formulier invullen')")
    venster.wait_for_selector("h1:has-text('Overleg plannen')")
    bekijk(venster, "Er is nog niets opgeslagen", "Volgens het bestand afgemeld: Piet.", axe=axe)
    venster.check("#uitnodigen")
    venster.click("[data-bewaar]")
    venster.wait_for_selector("h1:has-text('Tafel techniek; derde keer')")
    lijst = ("Renée van Dam Geen e-mailadres bekend", "Anna de Boer Voorbeeldcollege: uitnodiging gaat zo uit")
    bekijk(venster, *lijst, axe=axe)
    venster.click("text=Verzetten")
    venster.wait_for_selector("#begint_op:focus")
    bekijk(venster, "1 persoon kreeg een uitnodiging")
    venster.fill("#begint_op", "20-10-2025 10:00")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("#fouten:focus")
    bekijk(venster, "Dit moment is al geweest.", axe=axe)
    venster.fill("#begint_op", "21-10-2026 10:00")
    venster.fill("#eindigt_op", "")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("text=Het overleg is verzet.")
    bekijk(venster, "Woensdag 21 oktober 2026, 10.00 uur tot 11.30 uur")
    venster.fill("#reden", "Ziek")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("text=Het overleg is afgelast.")
    bekijk(venster)


def test_an_address_of_a_calendar_is_made_and_ended_on_a_phone(smal, meld_aan, axe):
    venster = meld_aan(smal)
    venster.goto("/agendafeeds")
    bekijk(venster, "Agenda's volgen")
    venster.click("main button >> nth=0")
    venster.wait_for_selector("main input[value*='/agenda/']")
    bekijk(venster, "Mijn overleggen en termijnen", axe=axe)
    venster.click("button:has-text('Intrekken')")
    venster.wait_for_selector("text=Het adres is ingetrokken")
    bekijk(venster)
