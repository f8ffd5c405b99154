"""A partner with a phone: 320 px, a keyboard, no scripts needed; and our own pages of what was reported."""

import datetime as dt

import pytest
from sqlmodel import select

from crm import models as m
from crm.http.papier import briefpapier
from tests.factories import maak

BEVESTIGD = {"status": m.AfspraakStatus.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 2)}


@pytest.fixture
def links(dossiers, database, instellingen):
    """The addresses in a mail, one for each thing that a partner can do."""
    with database.transaction() as session:
        petra = session.exec(select(m.Gebruiker)).unique().first()
        petra.functie = "Programmamanager"
        jan = maak(session, m.Persoon, email="jan@partner.invalid")
        lang = "Ontwikkelingsbedrijf voor de Arbeidsmarktregio Noord-Holland Noord en omstreken"
        partner = maak(session, m.Organisatie, naam=lang)
        vast = {"organisatie": partner, "eigenaar": petra, "contact": jan}
        adressen = {}
        for doel in m.LinkDoel:
            stand = {} if doel is m.LinkDoel.BEVESTIGEN else BEVESTIGD
            afspraak = maak(session, m.Partnerafspraak, **vast, **stand)
            link = maak(session, m.Partnerlink, afspraak=afspraak, persoon=jan, doel=doel)
            teken = briefpapier(instellingen).tekenaar.teken("partner", link.uuid)
            adressen[str(doel)] = f"/p/{teken}"
    return adressen


def _bekijk(venster, axe, *, status=None, antwoord=None):
    """Nothing to scroll sideways for, and nothing that the checker finds."""
    if status:
        assert antwoord.status == status
    breedte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert breedte[0] <= breedte[1]
    assert axe(venster) == []


def test_every_page_of_a_link_is_readable_on_a_phone(smal, links, axe):
    for adres in links.values():
        _bekijk(smal, axe, status=200, antwoord=smal.goto(adres))
    _bekijk(smal, axe, status=404, antwoord=smal.goto("/p/onzin"))
    smal.goto(links["leveren"])
    smal.fill("#hoeveelheid", "veel")
    smal.click("button")
    smal.wait_for_selector("#fouten")
    assert smal.input_value("#hoeveelheid") == "veel"
    _bekijk(smal, axe)


def test_a_partner_confirms_with_one_key_and_nothing_twice(smal, links, axe):
    smal.goto(links["bevestigen"])
    smal.focus("button")
    smal.keyboard.press("Enter")
    smal.wait_for_selector("h1:has-text('Dank u wel')")
    _bekijk(smal, axe)
    _bekijk(smal, axe, status=410, antwoord=smal.goto(links["bevestigen"]))
    assert smal.context.cookies() == []


def test_a_delivery_is_reported_from_the_keyboard_and_taken_over(smal, links, meld_aan, axe, tmp_path):
    bestand = tmp_path / "deelnemers.txt"
    bestand.write_text("Vijf leerlingen", encoding="utf-8")
    smal.goto(links["leveren"])
    gezien = []
    for _ in range(12):
        smal.keyboard.press("Tab")
        naam = smal.evaluate("document.activeElement.id || document.activeElement.textContent.trim()")
        gezien.append(naam)
        if naam == "hoeveelheid":
            smal.keyboard.press("Control+A")
            smal.keyboard.type("5")
        elif naam == "tekst":
            smal.keyboard.type("Vijf leerlingen zijn begonnen")
        elif naam == "bestand":
            smal.set_input_files("#bestand", bestand)
        elif naam == "Levering melden":
            smal.keyboard.press("Enter")
            break
    assert gezien[-1] == "Levering melden", gezien
    smal.wait_for_selector("h1:has-text('Dank u wel')")
    meld_aan(smal)
    _bekijk(smal, axe)
    smal.click("a:has-text('meldt een levering')")
    smal.wait_for_selector("h1:has-text('een levering van 5')")
    _bekijk(smal, axe)
    smal.click("button:has-text('Overnemen')")
    smal.wait_for_selector("text=Overgenomen door Petra")
    smal.click("aside a >> nth=0")
    smal.wait_for_selector("h2:has-text('Van de partner')")
    _bekijk(smal, axe)
    for adres in ("/partnermeldingen", "/partnermeldingen?status=overgenomen", smal.url + "/contact"):
        smal.goto(adres)
        _bekijk(smal, axe)


def test_a_link_works_without_scripts(zonder_javascript, links):
    zonder_javascript.goto(links["verzetten"])
    zonder_javascript.fill("#nieuwe_datum", "1-5-2027")
    zonder_javascript.fill("#tekst", "De begeleider is ziek")
    zonder_javascript.click("button")
    zonder_javascript.wait_for_selector("h1:has-text('Dank u wel')")
