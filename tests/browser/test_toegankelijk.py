"""Every main page: no accessibility violations, no sideways scrolling at 320 px, and nothing on the console."""

import pytest

PAGINAS = (
    "/",
    "/overleggen",
    "/overleggen/nieuw",
    "/overleggen/plannen",
    "/overleggen/{overleg}",
    "/overleggen/{overleg}/vastleggen",
    "/rapportages",
    "/rapportages/{rapportage}",
    "/zoeken?q=voorbeeld",
    "/bestaat-niet",
    "/programmas",
    "/programmas/{programma}",
    "/acties/{actie}",
    "/acties/{actie}/voortgang",
    "/coalities",
    "/coalities/{coalitie}",
    "/organisaties",
    "/organisaties/{organisatie}",
    "/personen/{persoon}",
    "/tijdlijn/coalitie/{coalitie}",
    "/tijdlijn/actie/{actie}?soort=stap&soort=overleg",
    "/afspraken",
    "/afspraken/{afspraak}",
    "/gremia/{gremium}",
    "/indicatoren/{indicator}",
)

# Every kind of page is looked at by day in test_voorbeeld.py; by night these as well, for what is drawn only there.
OOK_IN_HET_DONKER = (
    "/partnermeldingen",
    "/herinneringen/instellen",
    "/agendafeeds",
    "/pc-kalender",
    "/uitschrijven/onzin",
)


def _bekijk(venster, adres, axe, gezien, **kwargs):
    antwoord = venster.goto(adres)
    assert antwoord.status == (404 if adres.endswith(("/bestaat-niet", "/onzin")) else 200), adres
    breedte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    if breedte[0] > breedte[1]:
        gezien.append((adres, f"{breedte[0]} px breed op {breedte[1]}"))
    gezien.extend((adres, fout) for fout in axe(venster, **kwargs))


@pytest.fixture
def mislukt():
    return []


def _luister(venster, mislukt):
    venster.on("pageerror", lambda fout: mislukt.append(str(fout)))
    venster.on(
        "console",
        lambda regel: (
            mislukt.append(regel.text) if regel.type == "error" and "404" not in regel.text else None
        ),
    )


def test_at_a_desk(page, meld_aan, dossiers, axe, mislukt):
    _luister(meld_aan(page), mislukt)
    for adres in PAGINAS:
        _bekijk(page, adres.format(**dossiers), axe, mislukt)
    assert mislukt == []


def test_at_320_pixels(smal, meld_aan, dossiers, axe, mislukt):
    _luister(meld_aan(smal), mislukt)
    for adres in PAGINAS:
        _bekijk(smal, adres.format(**dossiers), axe, mislukt)
    assert mislukt == []


def test_in_the_dark(chromium, adres, meld_aan, dossiers, axe, mislukt):
    context = chromium.new_context(
        base_url=adres, color_scheme="dark", viewport={"width": 1280, "height": 900}
    )
    venster = meld_aan(context.new_page())
    for pagina in (*PAGINAS, *OOK_IN_HET_DONKER):
        # Only the colours differ from the page by day.
        _bekijk(venster, pagina.format(**dossiers), axe, mislukt, regels=["color-contrast"])
    context.close()
    assert mislukt == []


def test_a_form_with_mistakes_and_the_sign_in_page(page, meld_aan, axe):
    page.goto("/aanmelden")
    assert axe(page) == []
    meld_aan(page).goto("/overleggen/nieuw")
    page.fill("#begint_op", "ooit")
    page.fill("#afspraken-0-organisatie_naam", "Onbekend")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#fouten")
    assert axe(page) == []


def test_the_first_tab_leads_to_the_contents(page, meld_aan):
    meld_aan(page).goto("/overleggen")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    assert page.locator(":focus").bounding_box()["y"] >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhoud"


def test_thumbs_have_room_on_a_phone(smal, meld_aan):
    meld_aan(smal).goto("/")
    klein = smal.evaluate(
        """[...document.querySelectorAll("main button, .utrecht-button-link, .kop__nav a, .kop__merk, summary")]
           .map(e => [e.textContent.trim(), e.getBoundingClientRect().height])
           .filter(([_, hoogte]) => hoogte > 0 && hoogte < 44)"""
    )
    assert klein == []


def test_the_shortcut_does_nothing_while_typing_or_when_switched_off(page, meld_aan):
    meld_aan(page)
    page.fill("#zoek", "")
    page.press("#zoek", "n")
    assert page.input_value("#zoek") == "n"
    page.click("summary:has-text('Petra')")
    page.click("text=Sneltoetsen uitzetten")
    page.wait_for_selector("h1:has-text('Vandaag')")
    page.keyboard.press("n")
    page.wait_for_timeout(300)
    assert page.url.endswith("/")
