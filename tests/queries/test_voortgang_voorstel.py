"""The lights that the records propose: what makes one oranje or rood, and that no data never makes one groen."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import (
    Actie,
    Afschrijving,
    AfspraakStatus,
    BegrotingSoort,
    Begrotingsregel,
    CoalitieActie,
    Doel,
    Gebruiker,
    Indicator,
    Levering,
    Licht,
    Meting,
    Mijlpaal,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Precisie,
    Richting,
    Streefwaarde,
    Verzetting,
    Voortgang,
)
from crm.models.voortgang import LICHTEN, afwijkingen
from crm.queries.voortgang_voorstel import voorstel
from tests.factories import EEN_MOMENT, maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 9, 30)
GROEN, ORANJE, ROOD, GRIJS = Licht.GROEN, Licht.ORANJE, Licht.ROOD, Licht.GRIJS


@pytest.fixture
def actie(session):
    return maak(session, Actie)


@pytest.fixture
def stap(session, actie):
    def doe(tot, precisie=Precisie.EIND_JAAR, **anders):
        alles = {"actie": actie, "programma_id": actie.programma_id, "omschrijving": "Start", "wanneer": "toen"}
        return maak(session, Mijlpaal, precisie=precisie, datum_tot=tot, **alles | anders)

    return doe


@pytest.fixture
def belofte(session, actie):
    def doe(uiterlijk=dt.date(2026, 12, 1), **anders):
        alles = {"actie": actie, "uiterlijk": uiterlijk, "genoemd_op": dt.date(2026, 1, 1), "organisatie": rom}
        return maak(session, Partnerafspraak, **alles | anders)

    rom = maak(session, Organisatie, naam="ROM InWest")
    return doe


@pytest.fixture
def boek(session, actie):
    def doe(soort, bedrag, post="RUIMTE", **anders):
        alles = {"programma_id": actie.programma_id, "jaar_van": 2026, "jaar_tot": 2026, "boekdatum": dt.date(2026, 6, 1)}
        cent = None if bedrag is None else bedrag * 100
        return maak(session, Begrotingsregel, soort=soort, bedrag_cent=cent, post=post, **alles | anders)

    return doe


@pytest.fixture
def meet(session, actie):
    """An indicator from 35 in 2023 to 40 in 2027, with this value on that day."""

    def doe(waarde, dag=dt.date(2025, 12, 31), nul=35, doel=40, **anders):
        alles = {"actie": actie, "programma_id": actie.programma_id, "naam": "aandeel", "eenheid": "%"}
        begin = {"nulwaarde": None if nul is None else Decimal(nul), "nulwaarde_jaar": 2023}
        indicator = maak(session, Indicator, **alles | begin | anders)
        maak(session, Streefwaarde, indicator=indicator, jaar=2027, waarde_min=Decimal(doel))
        if waarde is not None:
            door = {"goedgekeurd_door_id": maak(session, Gebruiker).id, "goedgekeurd_op": EEN_MOMENT}
            maak(session, Meting, indicator=indicator, peildatum=dag, waarde=Decimal(str(waarde)), **door)
        return indicator

    return doe


@pytest.fixture
def zie(session, actie):
    def doe(naam, dag=DAG):
        session.flush()
        session.expire_all()
        licht = getattr(voorstel(session, actie, dag), naam)
        return licht.licht, [reden.zin.replace("\u00a0", " ") for reden in licht.redenen]

    return doe


def test_without_any_record_every_light_is_grijs_and_says_so(zie):
    assert zie("beleid") == (GRIJS, ["Hierover is nog niets bekend."])
    assert zie("tijd") == (GRIJS, ["Hierover is nog niets bekend."])
    assert zie("geld") == (GRIJS, ["Bij deze actie hoort geen begrotingspost."])


# --- tijd ---


@pytest.mark.parametrize(
    ("tot", "licht"),
    [
        (dt.date(2026, 9, 30), GROEN),
        (dt.date(2026, 9, 29), ORANJE),
        (dt.date(2026, 6, 30), ORANJE),
        (dt.date(2026, 6, 29), ROOD),
        (dt.date(2027, 1, 1), GROEN),
    ],
)
def test_a_step_is_late_when_the_last_day_it_can_mean_has_passed(stap, zie, tot, licht):
    stap(tot)
    assert zie("tijd")[0] is licht


def test_a_late_step_says_which_and_how_late(stap, zie):
    stap(dt.date(2026, 9, 29), wanneer="begin september")
    assert zie("tijd") == (ORANJE, ["‘Start’ (begin september) is niet gezet: 1 dag te laat."])


def test_a_step_without_printed_words_says_its_last_day(stap, zie):
    stap(dt.date(2026, 9, 29), wanneer=None)
    assert zie("tijd")[1] == ["‘Start’ (uiterlijk 29 september 2026) is niet gezet: 1 dag te laat."]


def test_a_step_that_was_taken_by_then_is_not_late_and_later_it_was_not(stap, zie):
    stap(dt.date(2026, 6, 1), is_gereed=True, gereed_op=dt.date(2026, 7, 15))
    stap(dt.date(2027, 3, 31), wanneer="begin 2027", omschrijving="Evaluatie")
    assert zie("tijd") == (
        GROEN,
        ["Geen stap is te laat: 1 van de 2 is gezet; de eerstvolgende is ‘Evaluatie’ (begin 2027)."],
    )
    assert zie("tijd", dt.date(2026, 7, 1))[0] is ORANJE


def test_steps_without_an_end_make_no_light_groen(stap, zie):
    stap(None, Precisie.OPEN)
    stap(None, Precisie.VANAF, datum_van=dt.date(2025, 1, 1))
    stap(dt.date(2025, 1, 1), Precisie.TERUGKEREND)
    assert zie("tijd") == (GRIJS, ["De stappen van deze actie hebben geen einddatum; daaraan is niets te zien."])


def test_the_steps_of_a_deelactie_count_for_the_actie(session, actie, stap, zie):
    deel = maak(session, Actie, ouder_id=actie.id, programma_id=actie.programma_id, nummer="A")
    stap(dt.date(2026, 9, 1), actie=deel)
    assert zie("tijd")[0] is ORANJE


def test_a_promise_that_is_late_makes_tijd_oranje_with_what_is_open(session, belofte, zie):
    laat = belofte(dt.date(2026, 9, 1), hoeveelheid=Decimal(12), geleverd=Decimal(3))
    maak(session, Levering, afspraak=laat, hoeveelheid=Decimal(3), geleverd_op=dt.date(2026, 8, 1))
    assert zie("tijd") == (
        ORANJE,
        ["ROM InWest is te laat met 9 stageplekken: afgesproken was 1 september 2026."],
    )


def test_promises_on_time_speak_for_groen_and_no_promise_speaks_for_nothing(belofte, zie):
    belofte()
    assert zie("tijd") == (GROEN, ["De lopende partnerafspraak is niet over tijd."])
    assert zie("beleid")[0] is GRIJS
    assert zie("tijd", dt.date(2025, 12, 31))[0] is GRIJS


def test_a_promise_counts_as_it_stood_on_the_day(session, belofte, zie):
    """Moved and delivered in October; on 30 September it was late."""
    afspraak = belofte(dt.date(2026, 9, 1))
    voor = zie("tijd")
    afspraak.uiterlijk = dt.date(2027, 1, 1)
    maak(session, Verzetting, afspraak=afspraak, van=dt.date(2026, 9, 1), naar=dt.date(2027, 1, 1), verzet_op=dt.date(2026, 10, 5))
    maak(session, Levering, afspraak=afspraak, hoeveelheid=Decimal(12), geleverd_op=dt.date(2026, 10, 6))
    afspraak.geleverd = Decimal(12)
    assert zie("tijd") == voor
    assert voor[0] is ORANJE


def test_promises_of_a_coalitie_count_unless_they_name_another_actie(session, actie, belofte, zie):
    coalitie = maak(session, Ontwikkelcoalitie, programma_id=actie.programma_id)
    maak(session, CoalitieActie, coalitie=coalitie, actie=actie)
    ander = maak(session, Actie, programma_id=actie.programma_id, nummer="9")
    belofte(dt.date(2026, 9, 1), actie=ander, coalitie=coalitie)
    assert zie("tijd")[0] is GRIJS
    belofte(dt.date(2026, 9, 1), actie=None, coalitie=coalitie)
    assert zie("tijd")[0] is ORANJE


# --- beleid ---


@pytest.mark.parametrize(
    ("waarde", "licht"),
    [("37.5", GROEN), ("38", GROEN), ("37.4", ORANJE), ("36.25", ORANJE), ("36.24", ROOD), ("34", ROOD)],
)
def test_an_indicator_is_held_against_the_straight_path(meet, zie, waarde, licht):
    """CONCEPTS §8: 37.5 % in 2025 is halfway from 35 in 2023 to 40 in 2027."""
    meet(waarde)
    assert zie("beleid")[0] is licht


@pytest.mark.parametrize(("waarde", "licht"), [("80", GROEN), ("70", GROEN), ("81", ORANJE), ("91", ROOD)])
def test_where_less_is_better_the_path_goes_down(meet, zie, waarde, licht):
    meet(waarde, nul=100, doel=60, richting=Richting.OMLAAG)
    assert zie("beleid")[0] is licht


def test_the_sentence_names_value_day_path_and_that_it_waits(session, actie, meet, zie):
    indicator = meet(None)
    maak(session, Meting, indicator=indicator, peildatum=DAG, waarde=Decimal("37.8"), ingevoerd_door_id=maak(session, Gebruiker).id)
    assert zie("beleid") == (
        ORANJE,
        [
            "‘aandeel’ staat op 37,8% op 30 september 2026 (voorlopig, wacht op goedkeuring); "
            "de lijn naar het doel vraagt dan 38,4%."
        ],
    )


def test_what_is_not_measured_not_known_or_without_a_path_is_no_opinion(session, meet, zie):
    meet(None, naam="a")
    meet("37", naam="b", nul=None)
    onbekend = meet("39", naam="c", dag=dt.date(2025, 12, 31))
    maak(session, Meting, indicator=onbekend, peildatum=dt.date(2026, 6, 30), waarde=None, is_onbekend=True)
    meet("37", naam="d", is_jaarlijks=True)
    licht, zinnen = zie("beleid")
    assert licht is GRIJS
    assert zinnen == [
        "‘a’ is nog niet gemeten.",
        "‘b’ staat op 37% op 31 december 2025; er is geen lijn naar een doel om dat mee te vergelijken.",
        "‘c’ is op 30 juni 2026 nog niet bekend.",
        "‘d’ staat op 37% op 31 december 2025; er is geen lijn naar een doel om dat mee te vergelijken.",
    ]


def test_a_value_of_a_later_day_is_not_known_yet(meet, zie):
    meet("20", dag=dt.date(2026, 10, 1))
    assert zie("beleid")[0] is GRIJS
    assert zie("beleid", dt.date(2026, 10, 1))[0] is ROOD


def test_what_partners_took_back_in_the_half_year_before_asks_for_attention(session, belofte, zie):
    afspraak = belofte(
        status=AfspraakStatus.INGETROKKEN,
        afgeschreven=Decimal(12),
        afgesloten_op=dt.date(2026, 8, 1),
        gronden="Reorganisatie",
    )
    maak(session, Afschrijving, afspraak=afspraak, hoeveelheid=Decimal(12), afgeschreven_op=dt.date(2026, 8, 1))
    assert zie("beleid") == (ORANJE, ["ROM InWest: 12 stageplekken komen niet meer (sinds 1 augustus 2026)."])
    assert zie("beleid", dt.date(2026, 7, 31))[0] is GRIJS
    assert zie("beleid", dt.date(2027, 2, 15))[0] is GRIJS


def test_a_rejected_promise_never_was_one(session, belofte, zie):
    afspraak = belofte(
        status=AfspraakStatus.AFGEWEZEN, afgeschreven=Decimal(12), afgesloten_op=dt.date(2026, 8, 1), gronden="Nee"
    )
    maak(session, Afschrijving, afspraak=afspraak, hoeveelheid=Decimal(12), afgeschreven_op=dt.date(2026, 8, 1))
    assert zie("beleid")[0] is GRIJS


# --- geld ---


@pytest.mark.parametrize(
    ("realisatie", "prognose", "licht"),
    [
        (None, None, GRIJS),
        (50, None, GROEN),
        (50, 100, GROEN),
        (50, 105, ORANJE),
        (50, 106, ROOD),
        (101, 100, ROOD),
        (None, 101, ORANJE),
    ],
)
def test_the_money_of_the_post_is_held_against_its_budget(actie, boek, zie, realisatie, prognose, licht):
    actie.budgetpost = "Ruimte"
    boek(BegrotingSoort.PRIMITIEF, 90)
    boek(BegrotingSoort.WIJZIGING, 10)
    if realisatie:
        boek(BegrotingSoort.REALISATIE, realisatie)
    if prognose:
        boek(BegrotingSoort.PROGNOSE, prognose)
    assert zie("geld")[0] is licht


def test_the_sentence_says_that_it_is_about_the_whole_post(actie, boek, zie):
    actie.budgetpost = "RUIMTE"
    boek(BegrotingSoort.PRIMITIEF, 3_721_000)
    boek(BegrotingSoort.PROGNOSE, 3_775_000)
    assert zie("geld") == (
        ORANJE,
        [
            "De prognose voor de hele post Ruimte in 2026 is € 3.775.000; begroot is € 3.721.000. "
            "Dat is € 54.000 te veel."
        ],
    )


def test_only_what_was_booked_by_then_counts_and_only_of_that_year(actie, boek, zie):
    actie.budgetpost = "RUIMTE"
    boek(BegrotingSoort.PRIMITIEF, 100)
    boek(BegrotingSoort.REALISATIE, 500, jaar_van=2025, jaar_tot=2025)
    boek(BegrotingSoort.REALISATIE, 50)
    boek(BegrotingSoort.REALISATIE, 100, boekdatum=dt.date(2026, 10, 1))
    assert zie("geld")[0] is GROEN
    assert zie("geld", dt.date(2026, 10, 1))[0] is ROOD


def test_the_post_is_that_of_the_doel_above_or_of_the_actie_it_is_part_of(session, actie, boek):
    top = maak(session, Doel, programma_id=actie.programma_id)
    actie.doel_id = maak(session, Doel, programma_id=actie.programma_id, ouder_id=top.id).id
    deel = maak(session, Actie, ouder_id=actie.id, programma_id=actie.programma_id, nummer="A")
    boek(BegrotingSoort.PRIMITIEF, 100, doel_id=top.id)
    boek(BegrotingSoort.REALISATIE, 200)
    assert voorstel(session, actie, DAG).geld.licht is ROOD
    assert voorstel(session, deel, DAG).geld.licht is ROOD
    actie.budgetpost = "Een andere post"
    assert voorstel(session, deel, DAG).geld.licht is GRIJS


def test_a_post_that_is_not_divided_says_nothing_about_one_actie(actie, boek, zie):
    actie.budgetpost = "RUIMTE"
    boek(BegrotingSoort.PRIMITIEF, 100)
    boek(BegrotingSoort.REALISATIE, 500)
    boek(BegrotingSoort.PRIMITIEF, None, onderdeel="Glastuinbouw", jaar_van=2025, jaar_tot=2028)
    licht, (zin,) = zie("geld")
    assert licht is GRIJS
    assert "niet over haar onderdelen verdeeld" in zin


def test_an_amount_that_several_years_share_is_no_budget_of_one(actie, boek, zie):
    actie.budgetpost = "RUIMTE"
    boek(BegrotingSoort.PRIMITIEF, 100, jaar_van=2025, jaar_tot=2028)
    assert zie("geld") == (GRIJS, ["Op de post Ruimte staat voor 2026 geen bedrag."])


# --- together ---


def test_the_worst_reason_decides_and_stands_first(session, actie, belofte, stap, zie):
    belofte()
    stap(dt.date(2026, 9, 1))
    stap(dt.date(2026, 1, 1), omschrijving="Oud")
    licht, zinnen = zie("tijd")
    assert licht is ROOD
    assert zinnen[0].startswith("‘Oud’")
    assert len(zinnen) == 3


def test_many_reasons_are_cut_off_and_counted(stap, zie):
    for _ in range(20):
        stap(dt.date(2026, 9, 1))
    _, zinnen = zie("tijd")
    assert len(zinnen) == 13
    assert zinnen[-1] == "En nog 8 andere."


def test_a_proposal_of_the_past_stays_the_same_after_later_changes(session, actie, stap, belofte, boek, meet):
    """What is dated later than the day changes nothing: no delivery, measurement, booking or step."""
    actie.budgetpost = "RUIMTE"
    boek(BegrotingSoort.PRIMITIEF, 100)
    boek(BegrotingSoort.PROGNOSE, 100)
    gehaald, afspraak, indicator = stap(dt.date(2026, 9, 1)), belofte(dt.date(2026, 9, 1)), meet("36")
    session.flush()
    voor = voorstel(session, actie, DAG).als_json()
    gehaald.is_gereed, gehaald.gereed_op = True, dt.date(2026, 10, 2)
    maak(session, Levering, afspraak=afspraak, hoeveelheid=Decimal(12), geleverd_op=dt.date(2026, 10, 3))
    boek(BegrotingSoort.PROGNOSE, 900, boekdatum=dt.date(2026, 10, 4))
    maak(session, Meting, indicator=indicator, peildatum=dt.date(2026, 10, 5), waarde=Decimal(99))
    belofte(dt.date(2026, 10, 6), genoemd_op=dt.date(2026, 10, 1))
    session.flush()
    session.expire_all()
    assert voorstel(session, actie, DAG).als_json() == voor
    assert voorstel(session, actie, dt.date(2026, 10, 6)).als_json() != voor


@pytest.mark.parametrize("aantal", [2, 25])
def test_it_costs_as_many_questions_however_much_there_is(session, database, actie, stap, belofte, boek, meet, aantal):
    actie.doel_id = maak(session, Doel, programma_id=actie.programma_id).id
    for _ in range(aantal):
        stap(dt.date(2026, 9, 1))
        maak(session, Levering, afspraak=belofte(), hoeveelheid=Decimal(1))
        boek(BegrotingSoort.REALISATIE, 5, doel_id=actie.doel_id)
        meet("36")
    session.flush()
    session.expire_all()
    session.refresh(actie)
    with tel_opdrachten(database.engine) as opdrachten:
        voorstel(session, actie, DAG)
    assert len(opdrachten) == 9


def test_nobody_deviates_from_grijs_or_from_a_stand_of_before_the_proposals():
    lichten = {"beleid": GROEN, "tijd": ORANJE, "geld": GRIJS}
    assert afwijkingen({}, lichten) == ()
    voorgesteld = {naam: {"licht": "grijs"} for naam in LICHTEN}
    assert afwijkingen(voorgesteld, lichten) == ()
    assert afwijkingen(voorgesteld | {"tijd": {"licht": "rood"}, "geld": {"licht": "groen"}}, lichten) == ("tijd", "geld")


def test_a_stand_knows_where_it_was_given_otherwise(session, actie):
    stand = maak(
        session,
        Voortgang,
        actie=actie,
        beleid=GROEN,
        voorstel={"beleid": {"licht": "oranje", "redenen": []}},
        gegeven_op=EEN_MOMENT,
    )
    assert stand.afgeweken == ("beleid",)
