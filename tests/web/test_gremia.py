"""Pages of governing bodies: members with terms, meetings of the year, and the norms over the years."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.models import (
    Functie,
    Gremium,
    Gremiumlid,
    GremiumRol,
    Norm,
    NormTelling,
    Organisatie,
    Overleg,
    OverlegStatus,
    Persoon,
    Programma,
)
from crm.models import GebruikerRol as R
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def commissie(bestand):
    gremium = bestand(Gremium, naam="adviescommissie")
    norm = {"telling": NormTelling.OVERLEGGEN, "minimum": 4, "eenheid": "bijeenkomsten", "omschrijving": "vier keer"}
    bestand(Norm, programma_id=gremium.programma_id, gremium=gremium, **norm)
    return gremium


@pytest.fixture
def rom(bestand):
    return bestand(Organisatie, naam="ROM InWest")


@pytest.fixture
def leden(database):
    """The members as they are stored now."""

    def doe():
        with database.session() as session:
            return list(session.exec(select(Gremiumlid).order_by(Gremiumlid.id)))

    return doe


def houd(bestand, gremium, dag, status=OverlegStatus.GEHOUDEN):
    moment = dt.datetime.combine(dag, dt.time(9), tzinfo=dt.UTC)
    return bestand(Overleg, gremium=gremium, begint_op=moment, status=status)


def test_the_list_tells_what_is_still_needed_and_how_often(petra, commissie, bestand, lees):
    for dag in (dt.date(2026, 3, 1), dt.date(2026, 5, 1)):
        houd(bestand, commissie, dag)
    houd(bestand, commissie, dt.date(2026, 12, 1), OverlegStatus.GEPLAND)
    bestand(Norm, programma_id=commissie.programma_id, omschrijving="Cijfers per jaar", eenheid="keer", minimum=1)
    tekst = lees(petra.ga("/gremia"))
    assert "Adviescommissie" in tekst
    assert "2 van 4 bijeenkomsten; nog 2: elke 5 weken" in tekst
    assert "1 dec" in tekst
    assert "telt het systeem niet" in tekst


def test_an_empty_list_says_how_gremia_come(petra, lees):
    assert "Zij komen mee als een agenda wordt ingelezen." in lees(petra.ga("/gremia"))


def test_the_dossier_tells_the_pace_and_compares_the_years(petra, commissie, bestand, lees):
    houd(bestand, commissie, dt.date(2025, 3, 1))
    houd(bestand, commissie, dt.date(2026, 3, 1))
    houd(bestand, commissie, dt.date(2026, 12, 1), OverlegStatus.GEPLAND)
    tekst = lees(petra.ga(f"/gremia/{commissie.uuid}"))
    assert "1 overleg gehouden in 2026, 1 gepland" in tekst
    assert "Nog 3 in 11 weken: elke 3 weken." in tekst
    assert "van 1 januari tot en met vandaag" in tekst
    assert "2026 tot nu toe 1 4 nog niet" in tekst
    assert "2025 1 4 nee, 3 te kort" in tekst


def test_a_year_that_cannot_be_made_any_more_says_so(app, petra, commissie, lees):
    app.config["KLOK"] = lambda: dt.datetime(2026, 12, 29, 9, tzinfo=dt.UTC)
    petra.meld_aan()
    tekst = lees(petra.ga(f"/gremia/{commissie.uuid}"))
    assert "Niet meer haalbaar: nog 4 nodig en nog 2 werkdagen te gaan." in tekst
    assert "niet meer haalbaar" in lees(petra.ga("/gremia"))


def test_an_organisation_joins_and_leaves_and_stays_in_history(petra, commissie, rom, leden, lees):
    adres = f"/gremia/{commissie.uuid}"
    assert petra.ga(f"{adres}/leden").status_code == 200
    velden = {"organisatie": "rom inwest", "rol": "lid", "van": "1-1-2026"}
    tekst = lees(petra.stuur(f"{adres}/leden", velden, follow_redirects=True))
    assert "rom inwest zit erin, als lid." in tekst
    (lid,) = leden()
    assert (lid.organisatie_id, lid.van) == (rom.id, dt.date(2026, 1, 1))
    assert petra.stuur(f"{adres}/leden", velden).status_code == 409
    uit = f"{adres}/leden/{lid.uuid}"
    assert "ROM InWest vertrekt" in lees(petra.ga(uit))
    assert petra.stuur(uit, {"tot": "1-1-2020"}).status_code == 400
    assert "Zaten er eerder in (1)" in lees(petra.stuur(uit, {"tot": "30-9-2026"}, follow_redirects=True))


def test_a_new_voorzitter_takes_over(petra, commissie, rom, bestand, leden, lees):
    bestand(Gremiumlid, gremium=commissie, organisatie=rom, rol=GremiumRol.VOORZITTER, van=dt.date(2026, 1, 1))
    bestand(Organisatie, naam="Techport")
    adres = f"/gremia/{commissie.uuid}/leden"
    assert "Voorzitter aanwijzen" in lees(petra.ga(f"{adres}?rol=voorzitter"))
    petra.stuur(adres, {"organisatie": "Techport", "rol": "voorzitter", "van": "1-10-2026"})
    assert [lid.tot for lid in leden()] == [dt.date(2026, 9, 30), None]


def test_a_person_is_found_by_name(petra, commissie, rom, bestand, leden, lees):
    anna = bestand(Persoon, naam="Anna de Boer")
    bestand(Functie, persoon=anna, organisatie=rom)
    adres = f"/gremia/{commissie.uuid}/leden"
    petra.stuur(adres, {"persoon": "anna de boer", "rol": "lid", "van": "1-1-2026"})
    petra.stuur(adres, {"organisatie": "ROM InWest", "persoon": "Anna de Boer", "rol": "adviseur", "van": "1-1-2026"})
    assert [lid.persoon_id for lid in leden()] == [anna.id, anna.id]
    onbekend = petra.stuur(adres, {"persoon": "Wie Dan Ook", "rol": "lid", "van": "1-1-2026"})
    assert onbekend.status_code == 400
    assert "‘Wie Dan Ook’ kennen wij niet." in lees(onbekend)
    bestand(Persoon, naam="Anna de Boer")
    dubbel = petra.stuur(adres, {"persoon": "Anna de Boer", "rol": "lid", "van": "1-1-2020"})
    assert "Er zijn meer mensen die ‘Anna de Boer’ heten." in lees(dubbel)


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({}, "Noem een organisatie, een persoon of allebei."),
        ({"organisatie": "ROM Inwst"}, "Bedoelt u ‘ROM InWest’?"),
        ({"organisatie": "ROM InWest", "van": "ooit"}, "‘ooit’ is geen dag."),
        ({"organisatie": "ROM InWest", "tot": "1-1-2020"}, "De laatste dag ligt vóór de eerste."),
        ({"organisatie": "ROM InWest", "rol": "koning"}, "Kies een van deze waarden"),
    ],
)
def test_what_is_wrong_is_told_and_what_was_typed_stays(petra, commissie, rom, leden, lees, velden, zin):
    getypt = {"rol": "lid", "van": "1-1-2026"} | velden
    antwoord = petra.stuur(f"/gremia/{commissie.uuid}/leden", getypt)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    for naam in ("organisatie", "van", "tot"):
        assert f'value="{getypt.get(naam, "")}"' in antwoord.text
    assert leden() == []


def test_a_member_of_another_gremium_does_not_leave_from_here(petra, commissie, bestand):
    vreemd = bestand(Gremiumlid)
    adres = f"/gremia/{commissie.uuid}/leden/{vreemd.uuid}"
    assert petra.ga(adres).status_code == 404
    assert petra.stuur(adres, {"tot": "1-10-2026"}).status_code == 404


def test_a_reader_sees_no_names_and_an_ambassadeur_changes_nothing(lezer, bezoeker, petra, commissie, rom, bestand, lees):
    anna = bestand(Persoon, naam="Geheime Anna")
    for wie in ({"organisatie": rom, "persoon": anna}, {"organisatie_id": None, "persoon": anna}):
        bestand(Gremiumlid, gremium=commissie, **wie)
    lid = bestand(Gremiumlid, gremium=commissie, organisatie=rom, rol=GremiumRol.ADVISEUR, tot=dt.date(2026, 9, 2))
    adres = f"/gremia/{commissie.uuid}"
    gezien = lees(lezer.ga(adres))
    assert "Geheime Anna" not in gezien
    assert "een persoon" in gezien
    assert "Geheime Anna" in lees(petra.ga(adres))
    amir = bezoeker("Amir", R.AMBASSADEUR)
    assert "Lid toevoegen" not in lees(amir.ga(adres))
    for wie in (lezer, amir):
        for pad in ("leden", f"leden/{lid.uuid}"):
            assert wie.ga(f"{adres}/{pad}").status_code == 403
            assert wie.stuur(f"{adres}/{pad}", {"tot": "1-10-2026", "van": "1-1-2026"}).status_code == 403


def test_list_and_page_cost_the_same_for_two_and_for_many(petra, commissie, bestand, database):
    programma = bestand(Programma)
    for hoeveel in (2, 25):
        for _ in range(hoeveel):
            bestand(Gremiumlid, gremium=commissie, persoon=bestand(Persoon))
            houd(bestand, commissie, dt.date(2026, 2, 1))
            ander = bestand(Gremium, programma=programma)
            bestand(Norm, programma=programma, gremium=ander)
        for adres in ("/gremia", f"/gremia/{commissie.uuid}"):
            with tel_opdrachten(database.engine) as opdrachten:
                assert petra.ga(adres).status_code == 200
            assert len(opdrachten) <= 15, (adres, hoeveel, len(opdrachten))
