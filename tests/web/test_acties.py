"""Pages of acties: the dossier, and bringing lights, owner and steps up to date."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    Bron,
    Indicator,
    Licht,
    Mijlpaal,
    Precisie,
    Resultaat,
    Streefwaarde,
    Voortgang,
    Woord,
)
from crm.models import GebruikerRol as R
from crm.permissions import mag
from tests.support.tellen import tel_opdrachten

GROEN = {"peildatum": "30-9-2026", "beleid": "groen", "tijd": "groen", "geld": "grijs"}


@pytest.fixture
def actie(bestand):
    return bestand(Actie, nummer="6b", titel="Wij organiseren bedrijventerreinen")


def test_a_fact_shows_its_place_what_was_printed_and_the_doubt(petra, actie, bestand, lees):
    bron = bestand(
        Bron, regel_van=1505, regel_tot=1532, gedrukt="ind 2025", twijfel="Vermoedelijk eind 2025."
    )
    bestand(Resultaat, actie=actie, bron=bron, omschrijving="meer georganiseerde terreinen")
    antwoord = petra.ga(f"/acties/{actie.uuid}")
    tekst = lees(antwoord)
    assert "Meer georganiseerde terreinen" in tekst
    assert "bron: regels 1505-1532 · niet zeker" in tekst
    assert "Gedrukt staat ind 2025 Twijfel Vermoedelijk eind 2025." in tekst
    assert "<details" in antwoord.text


def test_moments_and_targets_keep_their_words(petra, actie, bestand, lees):
    hier = {"actie": actie, "programma_id": actie.programma_id}
    bestand(
        Mijlpaal, **hier, omschrijving="einde termijn", wanneer="begin 2026", precisie=Precisie.BEGIN_JAAR,
        datum_van=dt.date(2026, 1, 1), datum_tot=dt.date(2026, 3, 31),
    )  # fmt: skip
    indicator = bestand(Indicator, **hier, eenheid="ondernemers")
    bestand(
        Streefwaarde,
        indicator=indicator,
        waarde_min=Decimal(800),
        waarde_max=Decimal(1100),
        woord=Woord.BEREIK,
    )
    tekst = lees(petra.ga(f"/acties/{actie.uuid}"))
    assert "begin 2026 te laat" in tekst
    assert "800 tot 1.100 ondernemers" in tekst
    assert "onbekend" in tekst


def test_the_page_costs_at_most_fifteen_statements(petra, actie, bestand, database):
    for _ in range(6):
        bestand(Actie, ouder=actie, programma_id=actie.programma_id)
        bestand(Indicator, actie=actie, programma_id=actie.programma_id)
        bestand(Voortgang, actie=actie)
    with tel_opdrachten(database.engine) as opdrachten:
        assert petra.ga(f"/acties/{actie.uuid}").status_code == 200
    assert len(opdrachten) <= 15


def test_lights_are_brought_up_to_date(petra, actie, session, lees):
    antwoord = petra.stuur(f"/acties/{actie.uuid}/voortgang", GROEN, follow_redirects=True)
    assert "De stand is bijgewerkt." in lees(antwoord)
    (stand,) = session.exec(select(Voortgang))
    assert (stand.beleid, stand.geld, stand.peildatum) == (Licht.GROEN, Licht.GRIJS, dt.date(2026, 9, 30))


def test_rood_without_an_explanation_is_refused_and_nothing_typed_is_lost(petra, actie, session, lees):
    velden = GROEN | {"tijd": "rood", "toelichting": "Drie terreinen\nvielen af", "oorzaak": "Netcongestie"}
    antwoord = petra.stuur(f"/acties/{actie.uuid}/voortgang", velden)
    assert antwoord.status_code == 400
    tekst = lees(antwoord)
    assert "Wat is daarvan het gevolg?" in tekst
    assert "Wie doet wat, en wanneer?" in tekst
    assert "Drie terreinen\nvielen af" in antwoord.text
    assert "Netcongestie" in antwoord.text
    assert '<option value="rood" selected' in antwoord.text
    assert session.exec(select(Voortgang)).all() == []


def test_a_day_that_cannot_be_read_or_lies_ahead_is_refused(petra, actie, lees):
    for dag, zin in (("31-31-2026", "is geen dag"), ("1-1-2027", "moet nog komen")):
        antwoord = petra.stuur(f"/acties/{actie.uuid}/voortgang", GROEN | {"peildatum": dag})
        assert antwoord.status_code == 400
        assert zin in lees(antwoord)


def test_who_may_only_look_sees_no_buttons_and_is_refused(lezer, actie, lees):
    tekst = lees(lezer.ga(f"/acties/{actie.uuid}"))
    assert "Stand bijwerken" not in tekst
    assert lezer.ga(f"/acties/{actie.uuid}/voortgang").status_code == 403
    assert lezer.stuur(f"/acties/{actie.uuid}/voortgang", GROEN).status_code == 403


def test_an_owner_is_assigned_and_may_then_bring_the_lights_up_to_date(petra, bezoeker, actie, session):
    anna = bezoeker("Anna", R.AMBASSADEUR)
    assert anna.ga(f"/acties/{actie.uuid}/voortgang").status_code == 403
    antwoord = petra.stuur(f"/acties/{actie.uuid}/eigenaar", {"eigenaar": str(anna.gebruiker.uuid)})
    assert antwoord.status_code == 303
    assert session.get(Actie, actie.id).eigenaar_id == anna.gebruiker.id
    # Looking takes the write lock of the test's session; the next form needs it.
    session.rollback()
    assert anna.stuur(f"/acties/{actie.uuid}/voortgang", GROEN).status_code == 303


def test_an_owner_can_be_taken_away_and_a_stranger_is_refused(petra, actie, session, lees):
    vreemd = {"eigenaar": "00000000-0000-4000-8000-000000000000"}
    antwoord = petra.stuur(f"/acties/{actie.uuid}/eigenaar", vreemd)
    assert (antwoord.status_code, "geen account meer" in lees(antwoord)) == (400, True)
    assert petra.stuur(f"/acties/{actie.uuid}/eigenaar", {"eigenaar": ""}).status_code == 303
    assert session.get(Actie, actie.id).eigenaar_id is None


@pytest.mark.parametrize(("noun", "pad"), [(Mijlpaal, "mijlpalen"), (Resultaat, "resultaten")])
def test_a_step_or_product_is_reported_done(petra, actie, bestand, session, lees, noun, pad):
    agenda = {"programma_id": actie.programma_id} if noun is Mijlpaal else {}
    deel = bestand(noun, actie=actie, **agenda)
    adres = f"/acties/{actie.uuid}/{pad}/{deel.uuid}"
    assert adres in petra.ga(f"/acties/{actie.uuid}").text
    assert petra.ga(adres).status_code == 200
    assert petra.stuur(adres, {"op": "1-1-2027"}).status_code == 400
    assert "gereed gemeld" in lees(petra.stuur(adres, {"op": "1-10-2026"}, follow_redirects=True))
    assert session.get(noun, deel.id).gereed_op == dt.date(2026, 10, 1)


@pytest.mark.parametrize(("noun", "pad"), [(Mijlpaal, "mijlpalen"), (Resultaat, "resultaten")])
def test_the_owner_of_the_actie_reports_its_steps_done(bezoeker, actie, bestand, database, noun, pad):
    bart = bezoeker("Bart", R.CONTROLLER)
    agenda = {"programma_id": actie.programma_id} if noun is Mijlpaal else {}
    adres = f"/acties/{actie.uuid}/{pad}/{bestand(noun, actie=actie, **agenda).uuid}"
    assert bart.ga(adres).status_code == 403
    assert adres not in bart.ga(f"/acties/{actie.uuid}").text
    with database.transaction() as session:
        session.get(Actie, actie.id).eigenaar_id = bart.gebruiker.id
    assert adres in bart.ga(f"/acties/{actie.uuid}").text
    assert bart.ga(adres).status_code == 200
    assert bart.stuur(adres, {"op": "1-10-2026"}).status_code == 303


def test_asking_for_the_owner_of_what_nobody_owns_is_loud(petra, bestand):
    with pytest.raises(TypeError, match="Mijlpaal"):
        mag(petra.gebruiker, "mijlpaal.halen", bestand(Mijlpaal))


def test_a_step_of_another_actie_is_not_reported_from_here(petra, actie, bestand):
    ander = bestand(Resultaat)
    assert (
        petra.stuur(f"/acties/{actie.uuid}/resultaten/{ander.uuid}", {"op": "1-10-2026"}).status_code == 404
    )
