"""Pages of indicators: the drawing, a new value, and the second person."""

from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import Indicator, Meting, Streefwaarde
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def indicator(bestand):
    indicator = bestand(Indicator, naam="aandeel", eenheid="%", nulwaarde=Decimal(35), nulwaarde_jaar=2023)
    bestand(Streefwaarde, indicator=indicator, waarde_min=Decimal(40))
    return indicator


def test_the_drawing_has_a_title_a_description_and_a_table(petra, indicator, bestand, lees):
    bestand(Meting, indicator=indicator, waarde=Decimal("37.8"))
    antwoord = petra.ga(f"/indicatoren/{indicator.uuid}")
    assert "<title id=" in antwoord.text
    assert "<desc id=" in antwoord.text
    assert "style=" not in antwoord.text
    assert "Gemeten is 37,8% op 1 september 2026." in lees(antwoord)


def test_a_value_is_entered_and_stays_provisional_until_another_approves(
    petra, bezoeker, indicator, session, lees
):
    from crm.models import GebruikerRol as R

    adres = f"/indicatoren/{indicator.uuid}"
    velden = {"peildatum": "30-9-2026", "waarde": "37,8", "woord": "circa", "herkomst": "Monitor"}
    assert "Een collega keurt haar nog goed." in lees(petra.stuur(adres, velden, follow_redirects=True))
    (meting,) = session.exec(select(Meting))
    uuid = meting.uuid
    assert meting.waarde == Decimal("37.8")
    # Looking takes the write lock of the test's session; the next form needs it.
    session.rollback()
    zelf = petra.stuur(f"{adres}/metingen/{uuid}/goedkeuren", follow_redirects=True)
    assert "zelf ingevoerd" in lees(zelf)
    coen = bezoeker("Coen", R.CONTROLLER)
    assert "Goedkeuren" in lees(coen.ga(adres))
    assert "is goedgekeurd" in lees(coen.stuur(f"{adres}/metingen/{uuid}/goedkeuren", follow_redirects=True))
    session.refresh(meting)
    assert meting.goedgekeurd_door_id == coen.gebruiker.id


def test_not_known_yet_is_an_answer(petra, indicator, session):
    velden = {"peildatum": "30-9-2026", "is_onbekend": "ja"}
    assert petra.stuur(f"/indicatoren/{indicator.uuid}", velden).status_code == 303
    assert session.exec(select(Meting)).one().is_onbekend


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Vul een waarde in"),
        ({"waarde": "veel"}, "geen getal"),
        ({"waarde": "3", "is_onbekend": "ja"}, "Vul een waarde in"),
        ({"waarde": "3", "peildatum": "1-1-2205"}, "jaar"),
    ],
)
def test_a_value_that_says_nothing_is_refused_and_kept_in_the_form(
    petra, indicator, session, lees, velden, zin
):
    velden = {"peildatum": "30-9-2026", "herkomst": "Een telling"} | velden
    antwoord = petra.stuur(f"/indicatoren/{indicator.uuid}", velden)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert "Een telling" in antwoord.text
    assert session.exec(select(Meting)).all() == []


def test_a_value_of_another_indicator_cannot_be_approved_from_here(bram, petra, indicator, bestand, lees):
    ander = bestand(Meting)
    antwoord = petra.stuur(
        f"/indicatoren/{indicator.uuid}/metingen/{ander.uuid}/goedkeuren", follow_redirects=True
    )
    assert "andere indicator" in lees(antwoord)


def test_the_page_costs_at_most_fifteen_statements(petra, indicator, bestand, database):
    for _ in range(10):
        bestand(Meting, indicator=indicator)
    with tel_opdrachten(database.engine) as opdrachten:
        assert petra.ga(f"/indicatoren/{indicator.uuid}").status_code == 200
    assert len(opdrachten) <= 15
