"""Mandates, werkagenda's and signals in a real browser: seen at a desk and on a phone, and worked with the keyboard."""

import datetime as dt

import pytest
from sqlmodel import select

from crm import models as m
from tests.browser.conftest import WACHTWOORD
from tests.factories import maak, maak_gebruiker

D = dt.date
LANG = "Samenwerkingsovereenkomstonderhandelingen" * 2


@pytest.fixture
def ambassade(app, database, dossiers):
    """A mandate with everything around it, kept by Anna, and a colleague who works for GS."""
    hasher = app.extensions["aanjager"].wachtwoorden
    rollen = m.GebruikerRol
    with database.transaction() as session:
        anna = maak_gebruiker(session, "Anna", rollen.AMBASSADEUR, wachtwoord_hash=hasher.hash(WACHTWOORD))
        maak_gebruiker(session, "Gerda", rollen.BESTUURSADVISEUR, wachtwoord_hash=hasher.hash(WACHTWOORD))
        actie = session.exec(select(m.Actie)).one()
        opdracht = maak(
            session, m.Opdracht, programma_id=actie.programma_id, actie=actie, keten=LANG, gebied="Noord-Holland",
            status=m.OpdrachtStatus.VERLENGD, begint_op=D(2025, 1, 1), evaluatie_jaar=2027, eigenaar=anna, optie_jaren=1,
        )  # fmt: skip
        maak(session, m.Rolvervulling, opdracht=opdracht, van=D(2025, 3, 1), tot=D(2026, 6, 30))
        maak(session, m.Verlenging, opdracht=opdracht, tot=D(2026, 9, 30))
        oud = maak(
            session, m.Werkagenda, opdracht=opdracht, jaar=2025, eigenaar=anna, status=m.WerkagendaStatus.AFGESLOTEN,
            vastgesteld_op=D(2025, 2, 1), besproken_op=D(2025, 3, 1), ps_verslag=LANG, afgesloten_op=D(2026, 1, 10),
        )  # fmt: skip
        vorig = maak(
            session, m.Agendapunt, werkagenda=oud, status=m.AgendapuntStatus.DOORGESCHOVEN, gesloten_op=D(2026, 1, 5),
            reden="Geen zaal", actie=actie,
        )  # fmt: skip
        agenda = maak(session, m.Werkagenda, opdracht=opdracht, eigenaar=anna, inleiding=LANG)
        punt = maak(session, m.Agendapunt, werkagenda=agenda, vorig_id=vorig.id, actie=actie, beoogd=LANG, kwartaal=1)
        signaal = maak(session, m.Signaal, opdracht=opdracht, eigenaar=anna, onderwerp=LANG, actie=actie)
        return {
            **dossiers,
            "opdracht": opdracht.uuid,
            "agenda": agenda.uuid,
            "punt": punt.uuid,
            "signaal": signaal.uuid,
        }


PAGINAS = (
    "/opdrachten",
    "/opdrachten?keuze=alles&soort=ketenaanjager",
    "/opdrachten/{opdracht}",
    "/opdrachten/{opdracht}/overdracht",
    "/opdrachten/{opdracht}/aanwijzen",
    "/opdrachten/{opdracht}/verlengen",
    "/opdrachten/{opdracht}/afronden",
    "/opdrachten/{opdracht}/evalueren",
    "/opdrachten/{opdracht}/toewijzen",
    "/opdrachten/nieuw",
    "/opdrachten/nieuw?programma={programma}",
    "/werkagendas",
    "/werkagendas/{agenda}",
    "/werkagendas/nieuw",
    "/werkagendas/jaren/{opdracht}",
    "/werkagendas/{agenda}/punten",
    "/werkagendas/{agenda}/punten/{punt}",
    "/werkagendas/{agenda}/punten/{punt}/realiseren",
    "/werkagendas/{agenda}/punten/{punt}/sluiten",
    "/werkagendas/{agenda}/vaststellen",
    "/werkagendas/{agenda}/bespreken",
    "/signalen",
    "/signalen/{signaal}",
    "/signalen/nieuw",
    "/signalen/nieuw?opdracht={opdracht}",
)


def _bekijk(venster, dossiers, axe):
    mis = []
    for pad in PAGINAS:
        assert venster.goto(pad.format(**dossiers)).status == 200, pad
        breed, ruimte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if breed > ruimte:
            mis.append((pad, f"{breed} px breed op {ruimte}"))
        mis.extend((pad, fout) for fout in axe(venster))
    return mis


def test_every_page_at_a_desk(page, meld_aan, ambassade, axe):
    assert _bekijk(meld_aan(page), ambassade, axe) == []


def test_every_page_at_320_pixels_also_with_words_without_an_end(smal, meld_aan, ambassade, axe):
    assert _bekijk(meld_aan(smal), ambassade, axe) == []


def als(chromium, adres, wie):
    venster = chromium.new_context(base_url=adres, viewport={"width": 1280, "height": 900}, locale="nl-NL").new_page()
    venster.goto("/aanmelden")
    venster.keyboard.type(f"{wie}@voorbeeld.invalid")
    venster.keyboard.press("Tab")
    venster.keyboard.type(WACHTWOORD)
    venster.keyboard.press("Enter")
    venster.wait_for_selector("h1:has-text('Vandaag')")
    return venster


def loop_naar(venster, tekst, hoogstens=80):
    """Tab until the link or button with this text has the focus."""
    for _ in range(hoogstens):
        venster.keyboard.press("Tab")
        if venster.evaluate("document.activeElement.textContent.trim()").startswith(tekst):
            return
    raise AssertionError(f"‘{tekst}’ is met Tab niet te bereiken")


def vul_in(venster, *waarden):
    """Type into the fields one after another, from the field that has the focus on."""
    for waarde in waarden:
        venster.keyboard.press("Tab")
        venster.keyboard.type(waarde)


def test_an_ambassadeur_and_somebody_of_gs_work_with_the_keyboard_alone(chromium, adres, ambassade, database):
    anna, gerda = als(chromium, adres, "anna"), als(chromium, adres, "gerda")
    agenda = f"/werkagendas/{ambassade['agenda']}"
    anna.goto(agenda)
    loop_naar(anna, "Punt toevoegen")
    anna.keyboard.press("Enter")
    anna.wait_for_selector("h1:has-text('Punt toevoegen')")
    anna.focus("h1 ~ form input[name=omschrijving]")
    anna.keyboard.type("Een brede technologietafel")
    vul_in(anna, "Een gezamenlijk jaarplan", "kwartaal 4")
    anna.keyboard.press("Enter")
    if "punten" in anna.url:  # a select does not send its form by Enter
        loop_naar(anna, "Toevoegen")
        anna.keyboard.press("Enter")
    anna.wait_for_selector("text=Het punt staat erbij.")
    assert "Een brede technologietafel" in anna.inner_text("main")

    gerda.goto(agenda)
    loop_naar(gerda, "Vaststelling door GS melden")
    gerda.keyboard.press("Enter")
    gerda.wait_for_selector("h1:has-text('Vaststelling door GS melden')")
    gerda.focus("#gs_kenmerk")
    gerda.keyboard.type("GS-26-12")
    gerda.keyboard.press("Enter")
    gerda.wait_for_selector("text=De werkagenda is vastgesteld.")

    anna.goto(agenda)
    loop_naar(anna, "Gerealiseerd: Een brede technologietafel")
    anna.keyboard.press("Enter")
    anna.wait_for_selector("h1:has-text('Gerealiseerd melden')")
    anna.focus("#bewijs")
    anna.keyboard.press("Enter")
    anna.wait_for_selector("#fouten:focus")
    anna.focus("#bewijs")
    anna.keyboard.type("Verslag van de tafel")
    anna.keyboard.press("Enter")
    anna.wait_for_selector("text=Bewijs: Verslag van de tafel")

    anna.goto(f"/opdrachten/{ambassade['opdracht']}")
    loop_naar(anna, "Signaal geven")
    anna.keyboard.press("Enter")
    anna.wait_for_selector("h1:has-text('Signaal geven')")
    anna.focus("#onderwerp")
    anna.keyboard.type("Te weinig docenten")
    vul_in(anna, "Er zijn er te weinig.")
    loop_naar(anna, "Signaal geven")
    anna.keyboard.press("Enter")
    anna.wait_for_selector("text=Het signaal is gegeven.")
    with database.session() as session:
        signaal = session.exec(select(m.Signaal).where(m.Signaal.onderwerp == "Te weinig docenten")).one()
        assert signaal.opdracht_id

    gerda.goto(f"/signalen/{signaal.uuid}")
    gerda.focus("#voor")
    gerda.keyboard.type("morgen")
    gerda.keyboard.press("Enter")
    gerda.wait_for_selector("text=Het signaal staat op de agenda van GS.")


def test_a_programme_manager_hands_a_mandate_over_with_the_keyboard_alone(page, meld_aan, ambassade, database):
    meld_aan(page).goto(f"/opdrachten/{ambassade['opdracht']}")
    assert "Niemand vervult deze opdracht sinds 1\u00a0juli\u00a02026." in page.inner_text("main")
    loop_naar(page, "Iemand aanwijzen")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Wie vervult de opdracht?')")
    page.focus("#persoon")
    page.keyboard.type("Anna de Bo")
    page.wait_for_selector("#mensen option[value='Anna de Boer']", state="attached")
    page.keyboard.type("er")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Vastgelegd is wie de opdracht vervult.")
    assert "Anna de Boer" in page.inner_text("main")
    loop_naar(page, "Overdracht")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('Overdracht')")
    page.emulate_media(media="print")
    zichtbaar = page.evaluate("[...document.querySelectorAll('.kop__nav, .kruimels')].filter(e => e.offsetParent).length")
    assert zichtbaar == 0


def test_without_javascript_a_mandate_is_extended(zonder_javascript, meld_aan, ambassade):
    page = meld_aan(zonder_javascript)
    page.goto(f"/opdrachten/{ambassade['opdracht']}/verlengen")
    page.fill("#tot", "31-12-2027")
    page.fill("#grond", "Het werk is niet af")
    page.click("text=Verlengen >> nth=-1")
    page.wait_for_selector("text=De opdracht is verlengd.")
    assert "31 december 2027" in page.inner_text("main")
