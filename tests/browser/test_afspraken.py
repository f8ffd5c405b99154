"""Promises, toezeggingen and the herijking in a real browser: from the keyboard, without JavaScript, for everybody."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import select

from crm import models as m
from crm.workflows import afspraken_herijken
from tests.factories import maak

LAAT, KOMT = dt.date(2026, 10, 1), dt.date(2026, 12, 1)
PAGINAS = (
    "/", "/afspraken", "/afspraken/nieuw", "/afspraken/nieuw?coalitie={coalitie}", "/afspraken/totalen",
    "/afspraken/totalen?per=helix&peildatum=1-9-2026", "/afspraken/totalen?peildatum=ooit", "/afspraken/{geleverd}",
    "/afspraken/{geleverd}/afschrijven", "/afspraken/{geleverd}/overdragen", "/toezeggingen", "/toezeggingen/nieuw",
    "/toezeggingen/{toezegging}", "/toezeggingen/{toezegging}/verzetten", "/toezeggingen/{toezegging}/overdragen",
    "/herijkingen", "/herijkingen/{ronde}", "/herijkingen/{ronde}?welke=alles", "/herijkingen/{ronde}?regel={regel}",
    "/herijkingen/{ronde}/besluiten",
)  # fmt: skip


@pytest.fixture
def vol(dossiers, database, nu):
    """A round with lines of Petra in both lists, one of them decided, and a promise with everything in its ledger."""
    with database.transaction() as session:
        petra = session.exec(select(m.Gebruiker)).unique().first()
        bevestigd = {
            "status": m.AfspraakStatus.BEVESTIGD,
            "bevestigd_op": dt.date(2026, 9, 2),
            "eigenaar": petra,
        }
        geleverd = maak(session, m.Partnerafspraak, **bevestigd, uiterlijk=KOMT, afgeschreven=Decimal(1))
        geleverd.leveren(m.Levering(hoeveelheid=Decimal(5), geleverd_op=LAAT, bewijs="Brief"))
        maak(session, m.Afschrijving, afspraak=geleverd)
        geleverd.verzetten(dt.date(2026, 12, 15), LAAT, "Verbouwing")
        techport = maak(session, m.Organisatie, naam="Techport")
        laat = maak(session, m.Partnerafspraak, **bevestigd, organisatie=techport, uiterlijk=LAAT)
        toezegging = maak(session, m.Toezegging, nummer="T-1", uiterlijk=LAAT, eigenaar=petra)
        toezegging.verzetten(KOMT, LAAT, "Drukte")
        besloten = maak(session, m.Partnerafspraak, **bevestigd, uiterlijk=KOMT)
        ronde = afspraken_herijken.starten(session, jaar=2026, helft=2, door=petra, nu=nu)
        session.flush()
        regels = {regel.afspraak_id: regel for regel in ronde.regels}
        wie = {"door": petra, "nu": nu}
        afspraken_herijken.besluiten(session, regels[besloten.id], besluit="handhaven", **wie)
        return dossiers | {
            "geleverd": geleverd.uuid,
            "toezegging": toezegging.uuid,
            "ronde": ronde.uuid,
            "regel": regels[laat.id].uuid,
            "laat": laat.id,
        }


@pytest.mark.parametrize("breedte", [1280, 320])
def test_every_page_is_readable_by_everybody(page, meld_aan, vol, axe, breedte):
    page.set_viewport_size({"width": breedte, "height": 900})
    meld_aan(page)
    gezien = []
    for pagina in PAGINAS:
        antwoord = page.goto(pagina.format(**vol))
        assert antwoord.status == (400 if "ooit" in pagina else 200), pagina
        maten = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert maten[0] <= maten[1], pagina
        gezien += [(pagina, fout) for fout in axe(page)]
    assert gezien == []


def test_a_round_is_decided_with_the_keyboard_alone(page, meld_aan, vol, database):
    meld_aan(page)
    _kies(page, "Besluiten: herijking")
    page.wait_for_selector("h1:has-text('Herijking tweede helft van 2026')")
    _kies(page, "Besluiten: Techport: 12 stageplekken")
    # The line takes the focus; two steps on, past its name, is the first field.
    page.wait_for_selector("li:focus")
    _tab(page, 2)
    page.keyboard.type("Nieuwe")
    page.keyboard.press("Tab")
    page.keyboard.type("De partner verbouwt")
    page.keyboard.press("Tab")
    page.keyboard.type("1 maart")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het besluit is genomen.")
    # On to the next line, with its form open and the focus on it.
    page.wait_for_selector("li:focus")
    assert "#regel-" in page.url
    _tab(page, 2)
    page.keyboard.type("Handhaven")
    _tab(page, 2)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Het besluit is genomen.")
    with database.session() as session:
        assert session.get_one(m.Partnerafspraak, vol["laat"]).uiterlijk == dt.date(2027, 3, 1)


def test_a_decision_needs_no_javascript_and_keeps_its_place_when_it_is_refused(
    zonder_javascript, meld_aan, vol
):
    venster = meld_aan(zonder_javascript)
    venster.goto(f"/herijkingen/{vol['ronde']}?regel={vol['regel']}")
    venster.select_option("#besluit", "nagekomen")
    venster.fill("#toelichting", "Alles is er")
    venster.click("text=Besluit opslaan")
    venster.wait_for_selector("#bewijs-fout")
    assert venster.url.endswith(f"#regel-{vol['regel']}")
    assert venster.input_value("#toelichting") == "Alles is er"
    venster.fill("#bewijs", "Getekende lijst")
    venster.click("text=Besluit opslaan")
    venster.wait_for_selector("text=Het besluit is genomen.")


def test_a_delivery_and_a_toezegging_from_the_keyboard(page, meld_aan, vol, database):
    meld_aan(page)
    page.goto(f"/afspraken/{vol['geleverd']}")
    page.focus("#hoeveelheid")
    page.keyboard.press("Control+A")
    page.keyboard.type("2")
    for tekst in ("", "", "Foto van de borden"):
        page.keyboard.press("Tab")
        page.keyboard.type(tekst)
    page.keyboard.press("Enter")
    page.wait_for_selector("text=De levering staat erbij.")
    page.goto(f"/toezeggingen/{vol['toezegging']}")
    page.focus("#deels")
    page.keyboard.type("Voor")
    page.keyboard.press("Tab")
    page.keyboard.type("Eerste brief")
    _kies(page, "Opslaan")
    page.wait_for_selector("text=Het staat erbij.")
    with database.session() as session:
        levering = session.exec(select(m.Levering).order_by(m.Levering.id.desc())).first()
        assert (levering.hoeveelheid, levering.bewijs) == (2, "Foto van de borden")
        assert session.exec(select(m.Toezegging)).one().status is m.ToezeggingStatus.DEELS_VOLDAAN


def _tab(page, keer):
    for _ in range(keer):
        page.keyboard.press("Tab")


def _kies(page, tekst):
    """Tabs on to the link or button with this text, and presses Enter."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate("(document.activeElement.textContent || '').trim()") == tekst:
            page.keyboard.press("Enter")
            return
    raise AssertionError(f"‘{tekst}’ is met Tab niet te bereiken")
