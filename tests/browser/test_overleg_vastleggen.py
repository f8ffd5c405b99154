"""Logging a meeting in a real browser: from the keyboard, without JavaScript, and with a mistake in it."""

from sqlmodel import select

from crm.models import Actiepunt, Overleg, Partnerafspraak


def _typ(page, tekst):
    page.keyboard.type(tekst)
    page.keyboard.press("Enter")


def test_signing_in_and_logging_a_meeting_with_the_keyboard_alone(page, dossiers, database):
    page.goto("/aanmelden")
    page.keyboard.type("petra@voorbeeld.invalid")
    page.keyboard.press("Tab")
    page.keyboard.type("een-lang-wachtwoord")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Vandaag')")
    page.keyboard.press("n")
    page.wait_for_selector("h1:has-text('Overleg vastleggen')")
    assert page.evaluate("document.activeElement.id") == "begint_op"
    page.keyboard.press("Control+a")
    for tekst in ("gisteren 10:00", "coalitie 3 zij-instroom", "Haarlem", "Tweede groep"):
        _typ(page, tekst)
    for tekst in ("Anna de Boer", "", "", "Piet Jansen", "Rom Inwest", "", "", "", ""):
        _typ(page, tekst)
    assert page.evaluate("document.activeElement.id") == "notities"
    page.keyboard.type("Rondje stand van zaken.\n<script>document.title='mis'</script>")
    page.keyboard.press("Tab")
    page.keyboard.type("We starten in januari")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for tekst in ("Begroting maken", "", "15-12"):
        page.keyboard.type(tekst)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    for tekst in ("Voorbeeldcollege", "Stageplekken"):
        page.keyboard.type(tekst)
        page.keyboard.press("Tab")
    page.keyboard.type("stages")
    page.keyboard.press("Tab")
    for tekst in ("12", "stageplekken"):
        page.keyboard.type(tekst)
        page.keyboard.press("Tab")
    page.keyboard.type("1-2-2027")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("text=Het overleg is vastgelegd.")
    hoofd = page.inner_text("main")
    for zin in (
        "Tweede groep",
        "We starten in januari",
        "Begroting maken",
        "Voorbeeldcollege: 12 stageplekken",
        "Anna de Boer, Voorbeeldcollege",
        "Piet Jansen, Rom Inwest",
    ):
        assert zin in hoofd
    assert "<script>" in hoofd
    assert page.title() != "mis"
    with database.session() as session:
        assert (
            session.exec(select(Overleg).where(Overleg.onderwerp == "Tweede groep")).one().locatie
            == "Haarlem"
        )
        assert session.exec(select(Partnerafspraak).where(Partnerafspraak.eenheid == "stageplekken")).all()
        assert (
            session.exec(select(Actiepunt).where(Actiepunt.omschrijving == "Begroting maken"))
            .one()
            .eigenaar_id
        )


def test_a_mistake_keeps_everything_and_yes_saves(page, meld_aan):
    meld_aan(page).goto("/overleggen/nieuw")
    page.fill("#begint_op", "gisteren 10:00")
    page.fill("#onderwerp", "Kennismaking")
    page.fill("#aanwezigen-0-naam", "Piet")
    page.fill("#aanwezigen-0-organisatie_naam", "ROM InWst")
    page.fill("#notities", "Een lang verhaal")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#fouten")
    assert page.evaluate("document.activeElement.id") == "fouten"
    assert page.input_value("#notities") == "Een lang verhaal"
    page.click("#fouten a")
    assert page.evaluate("document.activeElement.id") == "aanwezigen-0-organisatie_naam"
    page.click("text=Ja, Rom Inwest")
    page.wait_for_selector("text=Het overleg is vastgelegd.")
    assert "Piet, Rom Inwest" in page.inner_text("main")


def test_enter_adds_a_row_and_the_typing_goes_on_there(page, meld_aan):
    meld_aan(page).goto("/overleggen/nieuw")
    page.fill("#notities", "blijft staan")
    page.fill("#besluiten-0-omschrijving", "Het eerste besluit")
    page.press("#besluiten-0-omschrijving", "Enter")
    page.wait_for_selector("#besluiten-1-omschrijving:focus")
    page.keyboard.type("Het tweede")
    assert page.input_value("#besluiten-0-omschrijving") == "Het eerste besluit"
    assert page.input_value("#notities") == "blijft staan"


def test_names_are_proposed_while_typing(page, meld_aan):
    meld_aan(page).goto("/overleggen/nieuw")
    page.locator("#aanwezigen-0-organisatie_naam").press_sequentially("voorb")
    page.wait_for_selector("#organisaties option[value=Voorbeeldcollege]", state="attached")


def test_without_javascript_it_works_too(zonder_javascript, meld_aan):
    page = meld_aan(zonder_javascript)
    page.click("text=Overleg vastleggen")
    page.fill("#begint_op", "gisteren 10:00")
    page.fill("#onderwerp", "Zonder script")
    page.fill("#besluiten-0-omschrijving", "Het eerste besluit")
    page.click("text=Nog een besluit")
    assert page.input_value("#onderwerp") == "Zonder script"
    page.fill("#besluiten-1-omschrijving", "Het tweede besluit")
    page.press("#besluiten-1-omschrijving", "Enter")
    page.wait_for_selector("text=Het overleg is vastgelegd.")
    hoofd = page.inner_text("main")
    assert "Het eerste besluit" in hoofd
    assert "Het tweede besluit" in hoofd


def test_on_a_phone_too(smal, meld_aan):
    page = meld_aan(smal)
    page.tap("text=Overleg vastleggen")
    page.fill("#begint_op", "vandaag 8:00")
    page.fill("#onderwerp", "In de gang")
    page.tap("form[data-lang] [data-bewaar]")
    page.wait_for_selector("text=Het overleg is vastgelegd.")
