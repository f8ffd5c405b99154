"""Files and lights in a real browser, with the keyboard alone, on a desk and on a phone; also what is refused."""

import pytest

from tests.support import bestanden


@pytest.fixture(params=["page", "smal"])
def venster(request, meld_aan):
    return meld_aan(request.getfixturevalue(request.param))


def _kies(venster, naam, inhoud):
    venster.set_input_files("#bestand", {"name": naam, "mimeType": "application/octet-stream", "buffer": inhoud})


def _past(venster):
    return venster.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_file_is_added_and_removed_with_the_keyboard(venster, dossiers, axe):
    venster.goto(f"/acties/{dossiers['actie']}")
    venster.locator("summary", has_text="Bestand toevoegen").focus()
    venster.keyboard.press("Enter")
    assert axe(venster) == []
    venster.keyboard.press("Tab")
    assert venster.evaluate("document.activeElement.id") == "bestand"
    _kies(venster, "Verslag één, met een hele lange naam die niet op een telefoon past.pdf", bestanden.pdf())
    venster.keyboard.press("Tab")
    venster.keyboard.type("Verslag van de tafel")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("text=Het bestand staat erbij.")
    assert _past(venster)
    with venster.expect_download() as wacht:
        venster.get_by_role("link", name="Verslag één", exact=False).first.press("Enter")
    assert wacht.value.suggested_filename.startswith("Verslag één, met")
    venster.get_by_role("link", name="Verwijderen").press("Enter")
    venster.wait_for_selector("#reden")
    assert axe(venster) == []
    venster.locator("#reden").focus()
    venster.keyboard.type("Verkeerde versie")
    venster.keyboard.press("Enter")
    venster.wait_for_selector("text=Het bestand is verwijderd")
    venster.locator("summary", has_text="Verwijderd (1)").press("Enter")
    assert "Verkeerde versie" in venster.inner_text("main")
    assert axe(venster) == []


def test_a_refused_file_comes_back_with_the_sentence_and_what_was_typed(venster, dossiers, axe):
    venster.goto(f"/organisaties/{dossiers['organisatie']}")
    venster.locator("summary", has_text="Bestand toevoegen").press("Enter")
    _kies(venster, "plan.docx", bestanden.EXE)
    venster.fill("#bijlage-toelichting", "Het plan")
    venster.press("#bijlage-toelichting", "Enter")
    venster.wait_for_selector("#fouten")
    assert venster.evaluate("document.activeElement.id") == "fouten"
    assert venster.input_value("#toelichting") == "Het plan"
    assert _past(venster)
    assert axe(venster) == []
    _kies(venster, "groot.txt", b"a" * (40 * 1024 * 1024))
    venster.press("#toelichting", "Enter")
    venster.wait_for_selector("text=Dit is te groot")


def test_the_lights_are_given_with_the_keyboard_and_differ_with_a_reason(venster, dossiers, database, axe):
    from crm.models import Actie, Mijlpaal
    from crm.queries.dossiers import vind
    from tests.factories import maak

    with database.transaction() as session:
        actie = vind(session, Actie, dossiers["actie"])
        laat = {"datum_tot": actie.aangemaakt_op.date().replace(year=2026, month=9, day=1)}
        maak(session, Mijlpaal, actie=actie, programma_id=actie.programma_id, omschrijving="Start " * 12, **laat)
    venster.goto(f"/acties/{dossiers['actie']}/voortgang")
    assert venster.input_value("#tijd") == "oranje"
    assert axe(venster) == []
    assert _past(venster)
    venster.locator("#tijd").focus()
    venster.keyboard.type("gro")
    assert venster.input_value("#tijd") == "groen"
    venster.press("#peildatum", "Enter")
    venster.wait_for_selector("#fouten")
    assert "wijkt af van het voorstel" in venster.inner_text("#fouten")
    assert axe(venster) == []
    venster.locator("#fouten a").press("Enter")
    assert venster.evaluate("document.activeElement.id") == "afwijkreden"
    venster.keyboard.type("De akte is er, het bericht nog niet.")
    venster.press("#peildatum", "Enter")
    venster.wait_for_selector("text=De stand is bijgewerkt.")
    assert "De akte is er, het bericht nog niet." in venster.inner_text("main")
    assert _past(venster)
    assert axe(venster) == []
