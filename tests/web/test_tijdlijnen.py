"""The pages of a timeline and of a contact person, as somebody with a browser meets them."""

import datetime as dt
import re

import pytest

from crm import models as m
from crm.models import GebruikerRol as R
from crm.queries.tijdlijn import DOSSIERS
from tests.factories import EEN_DAG
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def coalitie(bestand):
    return bestand(m.Ontwikkelcoalitie, nummer="5a", naam="Loket")


@pytest.fixture
def adres(coalitie):
    return f"/tijdlijn/coalitie/{coalitie.uuid}"


def _overleg(bestand, coalitie, maand, dag, **anders):
    return bestand(
        m.Overleg, coalitie=coalitie, begint_op=dt.datetime(2026, maand, dag, 12, tzinfo=dt.UTC), **anders
    )


@pytest.mark.parametrize("soort", sorted(DOSSIERS))
def test_every_dossier_with_a_timeline_has_a_page_for_it(petra, bestand, lees, soort):
    dossier = bestand(DOSSIERS[soort][0])
    antwoord = petra.ga(f"/tijdlijn/{soort}/{dossier.uuid}")
    assert antwoord.status_code == 200
    assert "Er is nog niets gebeurd." in lees(antwoord)


def test_events_stand_under_their_months_with_the_newest_first(petra, coalitie, adres, bestand, lees):
    _overleg(bestand, coalitie, 8, 31, onderwerp="Augustus nog")
    _overleg(bestand, coalitie, 9, 1, onderwerp="September al")
    tekst = lees(petra.ga(adres))
    plaatsen = [
        tekst.index(woord) for woord in ("September 2026", "September al", "Augustus 2026", "Augustus nog")
    ]
    assert plaatsen == sorted(plaatsen)


def test_the_way_back_leads_to_the_dossier_and_an_event_to_its_own(petra, coalitie, adres, bestand):
    overleg = _overleg(bestand, coalitie, 9, 1)
    tekst = petra.ga(adres).text
    assert f'href="/coalities/{coalitie.uuid}">Loket</a>' in tekst
    assert f'<a href="/overleggen/{overleg.uuid}">Overleg, nog niet vastgelegd: Proefoverleg.</a>' in tekst


def test_what_is_about_this_very_dossier_is_no_link(petra, bestand):
    actie = bestand(m.Actie)
    bestand(m.Voortgang, actie=actie)
    tekst = petra.ga(f"/tijdlijn/actie/{actie.uuid}").text
    assert ": beleid grijs, tijd grijs, geld grijs.</span>" in tekst


def test_kinds_and_days_are_chosen_by_hand_and_stay_chosen(petra, coalitie, adres, bestand, lees):
    _overleg(bestand, coalitie, 9, 1, onderwerp="Het overleg")
    bestand(
        m.Levering, afspraak=bestand(m.Partnerafspraak, coalitie=coalitie), geleverd_op=dt.date(2026, 9, 2)
    )
    antwoord = petra.ga(f"{adres}?soort=levering&soort=stap&van=1-9-2026&tot=30 sep 2026")
    assert "leverde" in lees(antwoord)
    assert "Het overleg" not in antwoord.text
    assert len(re.findall(r'name="soort" value="(?:levering|stap)" checked', antwoord.text)) == 2
    assert 'value="30 sep 2026"' in antwoord.text
    assert "niets dat bij deze keuze past" in lees(petra.ga(f"{adres}?soort=levering&van=3-9-2026"))
    assert "Het overleg" in petra.ga(f"{adres}?soort=onzin").text


@pytest.mark.parametrize(
    ("vraag", "zin"),
    [
        ("van=32-13", "‘32-13’ is geen dag."),
        ("tot=1-1-1492", "Klopt het jaar?"),
        ("van=2-9-2026&tot=1-9-2026", "De laatste dag ligt vóór de eerste."),
    ],
)
def test_days_that_mean_nothing_get_a_sentence_and_stay_typed(
    petra, coalitie, adres, bestand, lees, vraag, zin
):
    _overleg(bestand, coalitie, 9, 1, onderwerp="Het overleg")
    antwoord = petra.ga(f"{adres}?{vraag}")
    assert antwoord.status_code == 400
    tekst = lees(antwoord)
    assert zin in tekst
    assert "Hieronder staan alle dagen." in tekst
    assert "Het overleg" in tekst
    assert f'value="{vraag.split("&")[0].split("=")[1]}"' in antwoord.text


def test_pages_follow_each_other_with_what_was_chosen(petra, coalitie, adres, bestand):
    for nummer in range(60):
        _overleg(bestand, coalitie, 9, 1 + nummer % 28, onderwerp=f"Nummer {nummer}.")
    eerste = petra.ga(f"{adres}?soort=overleg")
    volgende = re.search(r'href="(/tijdlijn/[^"]+)" rel="next"', eerste.text)[1].replace("&amp;", "&")
    assert "soort=overleg" in volgende
    tweede = petra.ga(volgende)
    gezien = [set(re.findall(r"Nummer \d+\.", blad.text)) for blad in (eerste, tweede)]
    assert [len(deel) for deel in gezien] == [50, 10]
    assert not gezien[0] & gezien[1]
    assert 'rel="next"' not in tweede.text
    assert f'href="{adres}?soort=overleg">Naar het begin' in tweede.text
    assert petra.ga(f"{adres}?na=rommel").status_code == 200


def test_a_text_with_markup_in_it_is_only_text(petra, coalitie, adres, bestand):
    _overleg(bestand, coalitie, 9, 1, onderwerp="<script>x</script> & Zó")
    tekst = petra.ga(adres).text
    assert "&lt;script&gt;x&lt;/script&gt; &amp; Zó" in tekst
    assert "<script>x" not in tekst


def test_little_and_much_cost_the_same_few_statements(petra, coalitie, adres, bestand, database):
    afspraak = bestand(m.Partnerafspraak, coalitie=coalitie)
    tellingen = []
    for aantal in (2, 60):
        for nummer in range(aantal):
            bestand(m.Levering, afspraak=afspraak)
            _overleg(bestand, coalitie, 9, 1 + nummer % 28)
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(adres).status_code == 200
        tellingen.append(len(opdrachten))
    assert tellingen[0] == tellingen[1] <= 8


def test_a_timeline_of_what_does_not_exist_is_not_found(petra, coalitie):
    assert petra.ga(f"/tijdlijn/actie/{coalitie.uuid}").status_code == 404
    assert petra.ga(f"/tijdlijn/onzin/{coalitie.uuid}").status_code == 404


# --- contact persons ---


@pytest.fixture
def fatima(bestand):
    roc = bestand(m.Organisatie, naam="ROC Noord")
    persoon = bestand(
        m.Persoon,
        naam="Fatima El Amrani",
        email="fatima@roc.invalid",
        telefoon="06 1234 5678",
        herkomst="Kaartje op de technologietafel",
        bewaren_tot=dt.date(2026, 9, 30),
    )
    bestand(m.Functie, persoon=persoon, organisatie=roc, naam="Docent", van=EEN_DAG)
    bestand(m.Functie, persoon=persoon, organisatie=roc, naam="Stagiair", tot=dt.date(2020, 1, 1))
    return persoon


def test_the_page_of_a_person_says_what_we_hold_and_why(petra, fatima, bestand, coalitie, lees):
    overleg = bestand(m.Overleg, onderwerp="Kennismaking", status=m.OverlegStatus.GEHOUDEN)
    bestand(m.Aanwezigheid, overleg=overleg, persoon=fatima)
    bestand(m.Deelneming, coalitie=coalitie, persoon_id=fatima.id, rol=m.DeelnemerRol.AANJAGER)
    bestand(m.Rolvervulling, persoon=fatima)
    bestand(m.Gremiumlid, persoon_id=fatima.id, gremium=bestand(m.Gremium, naam="Technologietafel"))
    tekst = lees(petra.ga(f"/personen/{fatima.uuid}"))
    for zin in (
        "Laatst gesproken op 1 september 2026, over Kennismaking .",
        "Docent 1 september 2026 tot nu",
        "Stagiair begin onbekend tot en met 1 januari 2020 (voorbij)",
        "Coalitie Loket aanjager",
        "Gremium Technologietafel lid",
        "Opdracht ketenaanjager Proefketen vervuller",
        "fatima@roc.invalid",
        "06 1234 5678",
        "Kaartje op de technologietafel",
        "30 september 2026 voorbij",
    ):
        assert zin in tekst, zin


def test_a_person_and_the_timeline_are_for_who_may_see_persons(lezer, bezoeker, fatima):
    controller = bezoeker("Carla", R.CONTROLLER)
    for adres in (f"/personen/{fatima.uuid}", f"/tijdlijn/persoon/{fatima.uuid}"):
        for wie in (lezer, controller):
            antwoord = wie.ga(adres)
            assert antwoord.status_code == 403
            assert "Fatima" not in antwoord.text


def test_dossiers_lead_to_their_timelines_and_to_their_people(petra, lezer, fatima, bestand):
    actie = bestand(m.Actie)
    assert f'href="/tijdlijn/actie/{actie.uuid}"' in petra.ga(f"/acties/{actie.uuid}").text
    assert f'href="/tijdlijn/persoon/{fatima.uuid}"' in petra.ga(f"/personen/{fatima.uuid}").text
    roc = petra.ga("/organisaties?q=ROC Noord").text
    pagina = re.search(r"/organisaties/[0-9a-f-]{36}", roc)[0]
    tekst = petra.ga(pagina).text
    assert f'href="/personen/{fatima.uuid}"' in tekst
    assert f'href="/tijdlijn/organisatie/{pagina.split("/")[2]}"' in tekst
    assert "/personen/" not in lezer.ga(pagina).text


def test_the_page_of_a_person_costs_the_same_with_two_and_with_twenty_of_everything(
    petra, fatima, bestand, database
):
    tellingen = []
    for aantal in (2, 20):
        for _ in range(aantal):
            bestand(m.Aanwezigheid, overleg=bestand(m.Overleg), persoon=fatima)
            bestand(m.Functie, persoon=fatima)
            bestand(m.Deelneming, persoon_id=fatima.id)
            bestand(m.Rolvervulling, persoon=fatima)
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(f"/personen/{fatima.uuid}").status_code == 200
        tellingen.append(len(opdrachten))
    assert tellingen[0] == tellingen[1] <= 15
