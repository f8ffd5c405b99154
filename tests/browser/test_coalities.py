"""Leading a coalitie with the keyboard alone, and its pages looked at by the accessibility checker."""

import pytest
from sqlmodel import select

from crm.models import CoalitieStatus, DeelnemerRol, Deelneming, Ontwikkelcoalitie, Partnerafspraak
from tests.factories import maak

PAGINAS = ("leden", "overdragen", "wijzigen", "acties", "campussen", "afronden", "beeindigen", "samenvoegen")


@pytest.fixture
def twee(database, dossiers):
    """A coalitie with an aanjager, and another one of the same agenda that it can go on in."""
    with database.transaction() as session:
        coalitie = session.exec(select(Ontwikkelcoalitie)).one()
        lid = session.exec(select(Deelneming)).one()
        lid.rol = DeelnemerRol.AANJAGER
        ander = maak(
            session, Ontwikkelcoalitie, programma_id=coalitie.programma_id, nummer="4", naam="Techniekhuis"
        )
        return coalitie.uuid, ander.uuid


@pytest.mark.parametrize("venster", ["page", "smal"])
def test_every_page_is_accessible_and_fits(request, venster, meld_aan, twee, axe):
    uuid, ander = twee
    venster = meld_aan(request.getfixturevalue(venster))
    fouten = []
    for pad in (*PAGINAS, f"samenvoegen?in_={ander}"):
        adres = f"/coalities/{uuid}/{pad}"
        assert venster.goto(adres).status == 200, adres
        fouten.extend((pad, fout) for fout in axe(venster))
        breedte = venster.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        if breedte[0] > breedte[1]:
            fouten.append((pad, breedte))
    assert fouten == []


def _tab_naar(venster, tekst, hoogstens=80):
    """Tab until the thing with this text has the focus."""
    for _ in range(hoogstens):
        venster.keyboard.press("Tab")
        actief = venster.evaluate("(document.activeElement.innerText || '').trim()")
        if actief.startswith(tekst):
            return
    pytest.fail(f"met Tab kwam de focus niet bij ‘{tekst}’")


def _tik(venster, naam, tekst):
    """Tab until this field has the focus, and type."""
    for _ in range(80):
        venster.keyboard.press("Tab")
        if venster.evaluate("document.activeElement.name") == naam:
            venster.keyboard.type(tekst)
            return
    pytest.fail(f"met Tab kwam de focus niet bij veld {naam}")


def test_the_aanjager_is_handed_over_and_the_coalitie_goes_on_in_another_with_the_keyboard(
    page, meld_aan, twee, database
):
    uuid, ander = twee
    venster = meld_aan(page)
    venster.goto(f"/coalities/{uuid}")
    _tab_naar(venster, "Meer doen met deze coalitie")
    venster.keyboard.press("Enter")
    _tab_naar(venster, "Aanjager overdragen")
    venster.keyboard.press("Enter")
    venster.wait_for_url("**/overdragen")
    _tik(venster, "organisatie", "rom inwest")
    venster.keyboard.press("Enter")
    venster.wait_for_url(f"**/coalities/{uuid}*")
    assert "Aanjager: Rom Inwest" in venster.inner_text("main")

    _tab_naar(venster, "Meer doen met deze coalitie")
    venster.keyboard.press("Enter")
    _tab_naar(venster, "Samenvoegen")
    venster.keyboard.press("Enter")
    venster.wait_for_url("**/samenvoegen")
    _tab_naar(venster, "Techniekhuis")
    venster.keyboard.press("Enter")
    venster.wait_for_url("**/samenvoegen?in_=*")
    assert "2 nieuwe leden" in venster.inner_text("main")
    _tik(venster, "reden", "Zelfde partijen")
    _tab_naar(venster, "Samenvoegen")
    venster.keyboard.press("Enter")
    venster.wait_for_url(f"**/coalities/{ander}")
    assert "De coalities zijn samengevoegd." in venster.inner_text("body")
    with database.session() as session:
        oud = session.exec(select(Ontwikkelcoalitie).where(Ontwikkelcoalitie.uuid == uuid)).one()
        assert oud.status is CoalitieStatus.BEEINDIGD
        assert session.exec(select(Partnerafspraak.coalitie_id)).one() == oud.opgegaan_in_id
