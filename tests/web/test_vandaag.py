"""The page of today: what is late and what waits, in a fixed number of statements."""

import datetime as dt

import pytest

from crm.models import (
    Aanwezigheid,
    Actie,
    Actiepunt,
    AfspraakStatus,
    Herijking,
    Herijkingsregel,
    Licht,
    Norm,
    NormTelling,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    PcProduct,
    PcSoort,
    Programma,
    Rapportage,
    RapportageStatus,
    Toezegging,
    Verzetting,
    Voortgang,
)
from crm.models import GebruikerRol as R
from tests.support.tellen import tel_opdrachten

HOOGSTENS = 13
GISTEREN, MORGEN = dt.date(2026, 10, 13), dt.date(2026, 10, 15)
BEVESTIGD = {"status": AfspraakStatus.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 1)}


def om(dag, uur=9):
    return dt.datetime(2026, 10, dag, uur, tzinfo=dt.UTC)


def test_an_empty_day_says_so_kindly(petra, lees):
    tekst = lees(petra.ga("/"))
    assert "Woensdag 14 oktober 2026" in tekst
    assert "Niets is te laat." in tekst
    assert "Er loopt nog geen actie" in tekst


def test_a_promise_that_is_overdue_says_why_and_what_to_do(petra, bestand, lees):
    coalitie = bestand(Ontwikkelcoalitie, nummer="3", naam="Zij-instroom")
    partner = bestand(Organisatie, naam="Voorbeeldbedrijf Noord")
    afspraak = bestand(
        Partnerafspraak, organisatie=partner, coalitie=coalitie, uiterlijk=GISTEREN, **BEVESTIGD
    )
    bestand(Verzetting, afspraak=afspraak, naar=GISTEREN)
    toen = bestand(Overleg, begint_op=om(2), status=OverlegStatus.VASTGELEGD, vastgelegd_op=om(2))
    bestand(Aanwezigheid, overleg=toen, organisatie=partner)
    antwoord = petra.ga("/")
    tekst = lees(antwoord)
    assert "1 ding is te laat" in tekst
    assert "Voorbeeldbedrijf Noord: 12 stageplekken" in tekst
    assert "Afspraak bij coalitie 3 Zij-instroom. Eén keer verschoven. Laatst gesproken: 2 okt." in tekst
    assert f'href="/afspraken/{afspraak.uuid}#leveren"' in antwoord.text
    assert f'href="/afspraken/{afspraak.uuid}#verzetten"' in antwoord.text


def test_a_promise_that_was_never_confirmed_is_confirmed_first(petra, bestand):
    afspraak = bestand(Partnerafspraak, uiterlijk=None, herijken_op=MORGEN)
    antwoord = petra.ga("/")
    assert f'href="/afspraken/{afspraak.uuid}#bevestigen"' in antwoord.text
    assert "kijk opnieuw" in antwoord.text


def test_closed_far_off_and_other_peoples_things_stay_away(petra, bram, bestand, lees):
    bestand(Partnerafspraak, organisatie=bestand(Organisatie, naam="Verweg"), uiterlijk=dt.date(2027, 1, 1))
    van_bram = bestand(Organisatie, naam="Van Bram")
    bestand(Partnerafspraak, organisatie=van_bram, uiterlijk=GISTEREN, eigenaar=bram.gebruiker)
    bestand(Actiepunt, omschrijving="Bram belt", eigenaar=bram.gebruiker, uiterlijk=GISTEREN)
    bestand(Overleg, onderwerp="Klaar", begint_op=om(1), status=OverlegStatus.AFGELAST, afgelast_op=om(1), reden="ziek")
    tekst = lees(petra.ga("/"))
    for weg in ("Verweg", "Van Bram", "Bram belt", "Klaar"):
        assert weg not in tekst
    assert "Van Bram" in lees(bram.ga("/"))


def test_a_meeting_that_was_held_waits_to_be_written_up(petra, bestand, lees):
    geweest = bestand(Overleg, onderwerp="Technologietafel", begint_op=om(11))
    bestand(Aanwezigheid, overleg=geweest)
    straks = bestand(Overleg, onderwerp="Regiegroep", begint_op=om(16), locatie="Haarlem")
    antwoord = petra.ga("/")
    tekst = lees(antwoord)
    assert "Technologietafel: nog niet vastgelegd" in tekst
    assert "Gehouden op 11 oktober 2026, 1 genodigde" in tekst
    assert f'href="/overleggen/{geweest.uuid}/vastleggen"' in antwoord.text
    assert "vr 16 okt" in tekst
    assert "11.00 uur, Haarlem" in tekst
    assert f'href="/overleggen/{straks.uuid}/vastleggen"' not in antwoord.text


def test_my_action_point_is_done_with_one_button(petra, bestand, lees):
    punt = bestand(Actiepunt, omschrijving="Begroting aanleveren", eigenaar=petra.gebruiker, uiterlijk=MORGEN)
    assert "morgen" in lees(petra.ga("/"))
    antwoord = petra.stuur(f"/actiepunten/{punt.uuid}/afronden", {"terug": "/"}, follow_redirects=True)
    tekst = lees(antwoord)
    assert "Gedaan: Begroting aanleveren" in tekst
    assert tekst.count("Begroting aanleveren") == 1


def test_a_toezegging_waits_with_who_guards_it(petra, bram, bestand, lees):
    bestand(Toezegging, nummer="T-1", uiterlijk=GISTEREN, eigenaar=bram.gebruiker)
    bestand(Toezegging, nummer="T-2", uiterlijk=None, herijken_op=GISTEREN)
    bestand(Toezegging, nummer="T-3", uiterlijk=dt.date(2027, 1, 1), eigenaar=bram.gebruiker)
    tekst = lees(bram.ga("/"))
    assert "1 ding is te laat" in tekst
    assert "T-1 PS krijgt een brief Toezegging van GS aan PS." in tekst
    assert "Geen datum afgesproken: kijk opnieuw." in tekst
    assert "T-3" not in tekst
    assert "T-1" not in lees(petra.ga("/"))
    assert "T-2" in lees(petra.ga("/"))


def test_who_has_lines_in_a_herijking_is_led_there(petra, bram, bestand, lees):
    herijking = bestand(Herijking, jaar=2026)
    for eigenaar in (petra.gebruiker, petra.gebruiker, bram.gebruiker, None):
        bestand(Herijkingsregel, herijking=herijking, eigenaar=eigenaar)
    dicht = {"status": AfspraakStatus.VERVALLEN, "gronden": "x", "afgesloten_op": GISTEREN, "afgeschreven": 12}
    bestand(Herijkingsregel, herijking=herijking, eigenaar=bram.gebruiker, afspraak=bestand(Partnerafspraak, **dicht))
    antwoord = petra.ga("/")
    assert "Herijking tweede helft van 2026 3 regels wachten op uw besluit." in lees(antwoord)
    assert f'href="/herijkingen/{herijking.uuid}"' in antwoord.text
    assert "1 regel wacht op uw besluit." in lees(bram.ga("/"))


def test_the_second_of_two_people_hears_that_it_is_done_already(petra, bestand, lees):
    punt = bestand(Actiepunt, eigenaar=petra.gebruiker)
    petra.stuur(f"/actiepunten/{punt.uuid}/afronden", {"terug": "/"}, follow_redirects=True)
    antwoord = petra.stuur(f"/actiepunten/{punt.uuid}/afronden", {"terug": "/"}, follow_redirects=True)
    assert "kan niet: de status is ‘afgerond’" in lees(antwoord)


def test_a_report_waits_for_somebody_else_than_who_drew_it_up(petra, bram, lezer, bestand, lees):
    bestand(Rapportage, status=RapportageStatus.TER_VASTSTELLING, opgesteld_door=petra.gebruiker)
    assert "een collega stelt haar vast" in lees(petra.ga("/"))
    assert "U kunt haar vaststellen" in lees(bram.ga("/"))
    assert "wacht op vaststelling" not in lees(lezer.ga("/"))


def test_the_quarter_counts_its_days_its_lights_and_its_norms(petra, bestand, lees):
    programma = bestand(Programma)
    met = bestand(Actie, programma=programma, nummer="5a", titel="Met stand", eigenaar=petra.gebruiker)
    bestand(Actie, programma=programma, nummer="6b", titel="Zonder stand", eigenaar=petra.gebruiker)
    bestand(Actie, programma=bestand(Programma, jaar_van=2021, jaar_tot=2023), titel="Oude actie")
    waarom = {"oorzaak": "x", "gevolg": "x", "bijsturing": "x"}
    bestand(
        Voortgang, actie=met, peildatum=dt.date(2026, 10, 5), tijd=Licht.ORANJE, beleid=Licht.GROEN, **waarom
    )
    bestand(PcProduct, peildatum=dt.date(2026, 12, 31))
    bestand(
        Norm,
        programma=programma,
        omschrijving="ondersteunde coalities",
        minimum=6,
        maximum=8,
        telling=NormTelling.COALITIES,
    )
    coalitie = bestand(Ontwikkelcoalitie, programma=programma)
    for dag in (1, 2):
        bestand(Overleg, coalitie=coalitie, begint_op=om(dag), status=OverlegStatus.GEHOUDEN)
    tekst = lees(petra.ga("/"))
    assert (
        "78 dagen tot de peildatum, 31 december 2026. 1 van de 2 acties heeft dit kwartaal een stand." in tekst
    )
    assert "1 van 6 tot 8 ondersteunde coalities in 2026." in tekst
    assert "Actie 6b Zonder stand" in tekst
    assert "Er is nog nooit een stand gegeven." in tekst
    assert "tijd oranje" in tekst


def test_a_name_with_a_script_shows_as_text(petra, bestand):
    bestand(Actiepunt, omschrijving="<script>alert(1)</script>", eigenaar=petra.gebruiker, uiterlijk=MORGEN)
    assert "<script>alert(1)" not in petra.ga("/").text


@pytest.mark.parametrize("aantal", [1, 20])
def test_the_page_costs_the_same_however_much_there_is(petra, bestand, database, aantal):
    ronde = bestand(Herijking)
    for nummer in range(aantal):
        overleg = bestand(Overleg, begint_op=om(1 + nummer % 12))
        bestand(Actiepunt, overleg=overleg, eigenaar=petra.gebruiker, uiterlijk=GISTEREN)
        bestand(Partnerafspraak, uiterlijk=GISTEREN, **BEVESTIGD)
        bestand(Toezegging, uiterlijk=GISTEREN)
        bestand(Herijkingsregel, herijking=ronde)
    with tel_opdrachten(database.engine) as opdrachten:
        assert petra.ga("/").status_code == 200
    assert len([opdracht for opdracht in opdrachten if not opdracht.startswith("BEGIN")]) <= HOOGSTENS


def test_more_than_fits_is_said_and_not_shown(petra, bestand, lees):
    for _ in range(17):
        bestand(Partnerafspraak, uiterlijk=GISTEREN, **BEVESTIGD)
    assert "En nog 2 meer;" in lees(petra.ga("/"))


# --- the P&C calendar ---


def test_products_of_the_calendar_wait_for_who_owns_or_keeps_them(petra, bezoeker, bestand, database, lees):
    coen = bezoeker("Coen", R.CONTROLLER)
    wet = {"soort": PcSoort.BEGROTING, "jaar": 2027, "peildatum": dt.date(2026, 6, 30)}
    bestand(
        PcProduct, volgnummer=1, **wet, eigenaar=petra.gebruiker, aanleverdatum=GISTEREN,
        wettelijk_voor=dt.date(2026, 10, 29),
    )  # fmt: skip
    vrij = {"soort": PcSoort.BEGROTINGSWIJZIGING, "peildatum": dt.date(2026, 9, 30)}
    bestand(PcProduct, volgnummer=3, **vrij, aanleverdatum=MORGEN, eigenaar=coen.gebruiker)
    bestand(PcProduct, volgnummer=2, **vrij, aanleverdatum=dt.date(2026, 10, 26))
    bestand(PcProduct, volgnummer=1, **vrij, aanleverdatum=MORGEN, aangeleverd_op=GISTEREN)
    tekst = lees(coen.ga("/"))
    te_laat, rest = tekst.split("Deze week", 1)
    deze_week, straks = rest.split("Binnen twee weken op de P&C-kalender")
    assert "Begroting 2027: alles aanleveren" in te_laat
    assert "Derde begrotingswijziging 2026: alles aanleveren" in deze_week
    assert "Eerste begrotingswijziging" not in tekst
    assert "Tweede begrotingswijziging 2026: alles aanleveren" in straks
    assert "28 okt Begroting 2027: naar de minister" in straks.replace("wo ", "")
    van_petra = lees(petra.ga("/"))
    assert "Begroting 2027: alles aanleveren" in van_petra
    assert "Tweede begrotingswijziging 2026" in van_petra
    assert "Derde begrotingswijziging" not in van_petra
    with tel_opdrachten(database.engine) as opdrachten:
        coen.ga("/")
    assert len([opdracht for opdracht in opdrachten if not opdracht.startswith("BEGIN")]) <= HOOGSTENS


@pytest.mark.parametrize(
    ("peildata", "komt"),
    [
        # A calendar that begins with the next year says nothing about the quarter that runs.
        ([dt.date(2027, 3, 31)], "31 december 2026"),
        ([dt.date(2026, 12, 18)], "18 december 2026"),
        # The stand of this quarter was drawn up already.
        ([dt.date(2026, 10, 9)], "31 maart 2027"),
        ([dt.date(2026, 10, 9), dt.date(2027, 3, 30)], "30 maart 2027"),
        ([], "31 december 2026"),
    ],
)
def test_the_quarter_ends_on_the_peildatum_of_the_calendar(petra, bestand, lees, peildata, komt):
    for peildatum in peildata:
        bestand(PcProduct, peildatum=peildatum)
    assert f"tot de peildatum, {komt}." in lees(petra.ga("/"))
