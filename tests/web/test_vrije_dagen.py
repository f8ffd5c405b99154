"""The page of the days on which nobody works."""

import pytest

from crm import models as m
from crm.models import GebruikerRol as R
from tests.support.tellen import tel_opdrachten

WORTEL = "/beheer/vrije-dagen"
RECES = {"naam": "Zomerreces PS — Zürich", "van": "12-7-2027", "tot": "20 aug 2027"}


@pytest.fixture
def bea(bezoeker):
    return bezoeker("Bea", R.BEHEERDER)


def test_a_recess_is_added_shown_beside_the_holidays_and_taken_away(bea, lees):
    tekst = lees(bea.stuur(WORTEL, RECES, follow_redirects=True))
    for zin in (
        "De vrije dagen staan erbij.",
        "Zomerreces PS — Zürich 12 juli 2027 20 augustus 2027",
        "Goede vrijdag 26 maart 2027",
        "Bevrijdingsdag 5 mei 2027",
    ):
        assert zin in tekst, zin
    nog_eens = lees(bea.stuur(WORTEL, RECES, follow_redirects=True))
    assert "Deze dagen zijn al vrij" in nog_eens
    pagina = bea.ga(f"{WORTEL}?jaar=2027").text
    adres = next(deel.split('"')[0] for deel in pagina.split('action="') if "/verwijderen" in deel.split('"')[0])
    assert "is weggehaald" in lees(bea.stuur(adres, follow_redirects=True))
    assert "waren al weggehaald" in lees(bea.stuur(adres, follow_redirects=True))


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": " "}, "Waarom wordt dan niet gewerkt?"),
        ({"van": ""}, "Wat is de eerste dag?"),
        ({"van": "31 februari"}, "is geen dag"),
        ({"tot": "1-1-2027"}, "De laatste dag ligt vóór de eerste."),
        ({"tot": "1-1-2037"}, "Klopt het jaar?"),
        ({"naam": "x" * 121}, "120"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_typed_is_lost(bea, lees, anders, zin):
    antwoord = bea.stuur(WORTEL, RECES | anders)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert any(waarde in antwoord.text for waarde in (RECES["naam"], RECES["tot"]))


def test_only_the_beheerder_keeps_them(petra, bestand):
    reces = bestand(m.VrijeDag)
    assert petra.ga(WORTEL).status_code == 403
    assert petra.stuur(WORTEL, RECES).status_code == 403
    assert petra.stuur(f"{WORTEL}/{reces.uuid}/verwijderen").status_code == 403


def test_a_strange_year_is_this_year_and_the_page_costs_little_however_much_there_is(bea, bestand, database, lees):
    def tel(aantal):
        for _ in range(aantal):
            bestand(m.VrijeDag)
        with tel_opdrachten(database.engine) as opdrachten:
            assert bea.ga(WORTEL).status_code == 200
        return len(opdrachten)

    weinig = tel(2)
    assert tel(20) == weinig <= 15
    for jaar in ("onzin", "1", "9999", "²⁰²⁶"):
        assert "Vrije dagen 2026" in lees(bea.ga(f"{WORTEL}?jaar={jaar}"))
