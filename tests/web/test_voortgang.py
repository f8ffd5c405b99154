"""The form with the three lights: proposed with reasons, chosen by the owner, and both shown on the dossier."""

import datetime as dt
import re
import uuid
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    BegrotingSoort,
    Begrotingsregel,
    Doel,
    Gebruiker,
    Indicator,
    Levering,
    Licht,
    Meting,
    Mijlpaal,
    Partnerafspraak,
    Precisie,
    Streefwaarde,
    Voortgang,
)
from tests.factories import EEN_MOMENT
from tests.support.tellen import tel_opdrachten

LICHTEN = {"beleid": "grijs", "tijd": "oranje", "geld": "grijs"}
UITLEG = {"oorzaak": "Netcongestie", "gevolg": "Later", "bijsturing": "Petra belt"}


@pytest.fixture
def actie(bestand):
    return bestand(Actie, nummer="6b", titel="Proefactie")


@pytest.fixture
def laat(actie, bestand):
    """A step of 14 September: tijd is proposed as oranje on 14 October, and as groen on the day itself."""
    dag = dt.date(2026, 9, 14)
    anders = {"precisie": Precisie.DAG, "datum_van": dag, "datum_tot": dag, "omschrijving": "Start regeling"}
    return bestand(Mijlpaal, actie=actie, programma_id=actie.programma_id, **anders)


@pytest.fixture
def adres(actie):
    return f"/acties/{actie.uuid}/voortgang"


@pytest.fixture
def standen(database):
    def doe():
        with database.session() as session:
            return session.exec(select(Voortgang).order_by(Voortgang.id)).all()

    return doe


def gekozen(antwoord):
    """The light that stands in each of the three choices."""
    vakken = re.findall(r'<select[^>]*id="(\w+)".*?</select>', antwoord.text, re.DOTALL)
    kozen = re.findall(r'<select.*?(?:<option value="(\w+)" selected>.*?)?</select>', antwoord.text, re.DOTALL)
    return dict(zip(vakken, kozen, strict=True))


def test_the_form_begins_with_the_proposal_and_its_reasons(petra, adres, laat, lees):
    antwoord = petra.ga(adres)
    assert gekozen(antwoord) == LICHTEN
    tekst = lees(antwoord)
    assert "‘Start regeling’ (14 september 2026) is niet gezet: 30 dagen te laat." in tekst
    assert "Hierover is nog niets bekend." in tekst
    assert "#mijlpalen" in antwoord.text


def test_the_explanation_of_last_time_comes_along_while_a_light_still_asks_for_one(petra, actie, adres, bestand):
    bestand(Voortgang, actie=actie, tijd=Licht.ORANJE, **UITLEG)
    assert "Netcongestie" not in petra.ga(adres).text
    dag = dt.date(2026, 9, 14)
    bestand(Mijlpaal, actie=actie, programma_id=actie.programma_id, precisie=Precisie.DAG, datum_tot=dag)
    assert "Netcongestie" in petra.ga(adres).text


def test_another_choice_without_a_reason_is_refused_and_nothing_typed_is_lost(petra, adres, laat, lees, standen):
    velden = LICHTEN | {"tijd": "groen", "peildatum": "14-10-2026", "toelichting": "Bijna klaar, één akte nog"}
    antwoord = petra.stuur(adres, velden)
    assert antwoord.status_code == 400
    tekst = lees(antwoord)
    assert "Uw keuze wijkt af van het voorstel (tijd is groen, het voorstel oranje). Zeg waarom." in tekst
    assert 'id="afwijkreden" name="afwijkreden" aria-invalid="true"' in antwoord.text
    assert "Bijna klaar, één akte nog" in antwoord.text
    assert gekozen(antwoord)["tijd"] == "groen"
    assert standen() == []


def test_the_dossier_shows_where_the_owner_differed_and_why(petra, actie, adres, laat, lees):
    velden = LICHTEN | {"tijd": "groen", "peildatum": "14-10-2026", "afwijkreden": "De akte is er, het bericht niet."}
    tekst = lees(petra.stuur(adres, velden, follow_redirects=True))
    assert "De stand is bijgewerkt." in tekst
    assert "Anders dan het voorstel: tijd was voorgesteld als oranje. Reden: De akte is er, het bericht niet." in tekst
    assert "Waar het voorstel op rustte" in tekst
    assert "30 dagen te laat" in tekst
    petra.stuur(adres, LICHTEN | UITLEG | {"peildatum": "14-10-2026"})
    tekst = lees(petra.ga(f"/acties/{actie.uuid}"))
    assert "Anders dan het voorstel (tijd): De akte is er, het bericht niet." in tekst
    assert "Anders dan het voorstel:" not in tekst


def test_a_stand_of_before_the_proposals_shows_no_proposal(petra, actie, bestand, lees):
    bestand(Voortgang, actie=actie)
    tekst = lees(petra.ga(f"/acties/{actie.uuid}"))
    assert "voorstel" not in tekst.lower()


def test_the_proposal_of_another_day_is_asked_without_losing_a_word(petra, adres, laat, lees, standen):
    velden = LICHTEN | {"peildatum": "14 september", "toelichting": "Half af", "_voorstel": "ja"}
    antwoord = petra.stuur(adres, velden)
    assert antwoord.status_code == 200
    assert gekozen(antwoord)["tijd"] == "groen"
    tekst = lees(antwoord)
    assert "De lichten staan op het voorstel voor 14 september 2026." in tekst
    assert "op grond van de gegevens van 14 september 2026" in tekst
    assert "Half af" in antwoord.text
    assert standen() == []


@pytest.mark.parametrize("dag", ["", "31-31-2026", "1-1-2199"])
def test_the_proposal_of_a_day_that_is_none_is_that_of_today(petra, adres, laat, dag, lees):
    antwoord = petra.stuur(adres, LICHTEN | {"peildatum": dag, "_voorstel": "ja"})
    assert antwoord.status_code == 200
    assert "gegevens van 14 oktober 2026" in lees(antwoord)
    assert petra.stuur(adres, LICHTEN | UITLEG | {"peildatum": dag}).status_code == 400


def test_the_same_form_sent_twice_is_one_stand(petra, adres, laat, lees, standen):
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', petra.ga(adres).text)[1]
    velden = LICHTEN | UITLEG | {"peildatum": "14-10-2026", "kenmerk": kenmerk}
    assert petra.stuur(adres, velden).status_code == 303
    tekst = lees(petra.stuur(adres, velden, follow_redirects=True))
    assert "Deze stand is al opgeslagen." in tekst
    assert [str(stand.uuid) for stand in standen()] == [kenmerk]


def test_what_a_hostile_form_sends_is_a_sentence(petra, adres, laat):
    for anders in ({"tijd": "paars"}, {"tijd": ""}, {"kenmerk": "geen uuid"}, {"afwijkreden": "x" * 1001}):
        assert petra.stuur(adres, LICHTEN | UITLEG | {"peildatum": "14-10-2026"} | anders).status_code == 400


@pytest.mark.parametrize("aantal", [2, 25])
def test_form_and_dossier_cost_at_most_fifteen_statements(petra, actie, adres, bestand, database, aantal):
    doel = bestand(Doel, programma_id=actie.programma_id)
    with database.transaction() as session:
        session.get(Actie, actie.id).doel_id = doel.id
    for _ in range(aantal):
        agenda = {"programma_id": actie.programma_id}
        bestand(Mijlpaal, actie=actie, datum_tot=dt.date(2026, 9, 1), precisie=Precisie.DAG, **agenda)
        bestand(Levering, afspraak=bestand(Partnerafspraak, actie=actie), hoeveelheid=Decimal(1))
        bestand(Meting, indicator=bestand(Indicator, actie=actie, **agenda))
        bestand(Begrotingsregel, doel=doel, soort=BegrotingSoort.REALISATIE, **agenda)
        bestand(Voortgang, actie=actie)
    for pad in (adres, f"/acties/{actie.uuid}"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(pad).status_code == 200
        assert len(opdrachten) <= 15, pad


# --- what an indicator says ---


@pytest.fixture
def indicator(actie, bestand):
    een = bestand(Indicator, actie=actie, programma_id=actie.programma_id, eenheid="ha")
    bestand(Streefwaarde, indicator=een)
    return een


def test_an_indicator_is_not_measured_waits_is_approved_or_not_known(petra, actie, indicator, bestand, lees):
    def cel():
        return lees(petra.ga(f"/acties/{actie.uuid}"))

    assert "nog niet gemeten" in cel()
    bart, cor = bestand(Gebruiker, naam="Bart"), bestand(Gebruiker, naam="Cor")
    wie = {"indicator": indicator, "ingevoerd_door_id": bart.id}
    bestand(Meting, peildatum=dt.date(2026, 6, 30), waarde=Decimal(157), **wie)
    assert "157 ha op 30 juni 2026 voorlopig: wacht op goedkeuring" in cel()
    goed = {"goedgekeurd_door_id": cor.id, "goedgekeurd_op": EEN_MOMENT}
    bestand(Meting, peildatum=dt.date(2026, 7, 31), waarde=Decimal(160), **wie, **goed)
    assert "160 ha op 31 juli 2026 goedgekeurd door Cor" in cel()
    bestand(Meting, peildatum=dt.date(2026, 9, 30), waarde=None, is_onbekend=True, **wie)
    assert "nog niet bekend op 30 september 2026 gezegd door Bart daarvoor 160 ha op 31 juli 2026" in cel()


def test_the_same_measurement_sent_twice_is_one(petra, indicator, database, lees):
    adres = f"/indicatoren/{indicator.uuid}"
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', petra.ga(adres).text)[1]
    velden = {"peildatum": "30-9-2026", "waarde": "157", "woord": "exact", "kenmerk": kenmerk}
    assert petra.stuur(adres, velden).status_code == 303
    assert "Deze meting is al opgeslagen." in lees(petra.stuur(adres, velden, follow_redirects=True))
    with database.session() as session:
        assert session.exec(select(Meting)).one().uuid == uuid.UUID(kenmerk)
    assert "voorlopig: wacht op goedkeuring" in lees(petra.ga(adres))
