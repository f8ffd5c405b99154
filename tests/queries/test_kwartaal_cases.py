"""Purpose cases in the quarterly report: where each stood, what the gate said, who paid, and what had to be done."""

import copy
import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import (
    Actiepunt,
    Financieringsregel,
    Financieringsstand,
    Ontwikkelcoalitie,
    PurposeCase,
    PurposeCaseVersie,
    Stand,
    noteer,
)
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal import casezinnen, kwartaalcijfers
from crm.queries.kwartaal.momentopname import plat
from crm.queries.kwartaal.partnercijfers import Aandeel, Poortstand
from crm.queries.kwartaal.verschillen import verschillen
from crm.workflows import actiepunt_sluiten
from tests.queries.test_kwartaal_momentopname import neem_op
from tests.support.rapportagecases import dag, moment
from tests.support.rapportageprogramma import gebruikers, leeg_programma, maak_programma

K1, K2, K3 = (Kwartaal.lees(f"2026-K{nummer}") for nummer in (1, 2, 3))


@pytest.fixture
def door(session):
    return gebruikers(session)[0]


@pytest.fixture
def programma(session, door):
    return maak_programma(session, door)


@pytest.fixture
def op(session, programma):
    """The cases at the end of a quarter, by title."""

    def doe(periode):
        cijfers = kwartaalcijfers(session, programma, periode=periode, peildatum=periode.eind)
        return {case.titel.removeprefix("Voorbeeldcase "): case for case in cijfers.cases}

    return doe


def test_each_case_stands_where_it_stood_that_day(op):
    standen = [
        {titel: (case.stand, case.uitkomst) for titel, case in op(periode).items()}
        for periode in (K1, K2, K3)
    ]
    assert standen[0] == {"met een go": ("concept", None)}
    assert standen[1] == {
        "met een go": ("besloten", "go_onder_voorwaarden"),
        "zonder toekenning": ("concept", None),
        "die stopte": ("ingediend", None),
    }
    assert standen[2] == {
        "met een go": ("in_uitvoering", "go_onder_voorwaarden"),
        "zonder toekenning": ("besloten", "go"),
        "die stopte": ("besloten", "stop"),
        "in de maak": ("concept", None),
    }


def test_what_nobody_booked_is_not_zero(op):
    case = op(K3)["zonder toekenning"]
    assert case.aangevraagd == Aandeel(48_000_00, 100_000_00, Decimal("48.00"))
    assert case.toegekend is None
    assert case.geldend == case.aangevraagd
    assert op(K3)["in de maak"].geldend is None


def test_the_warning_opens_when_partner_money_falls_away_after_the_go(op):
    toen, nu = op(K2)["met een go"], op(K3)["met een go"]
    assert (toen.geldend.aandeel, toen.is_boven_de_helft) == (Decimal("41.67"), False)
    assert (nu.geldend.aandeel, nu.is_boven_de_helft) == (Decimal("55.56"), True)
    assert nu.toegekend == Aandeel(100_000_00, 180_000_00, Decimal("55.56"))


@pytest.mark.parametrize(("centen", "is_boven"), [("60000.00", False), ("59999.99", True)])
def test_half_is_allowed_and_a_cent_more_is_not(session, op, centen, is_boven):
    """The province carries 60,000: half of what both bring in, or a cent more than half."""
    case = session.exec(select(PurposeCase).where(PurposeCase.titel.contains("met een go"))).one()
    regels = session.exec(
        select(Financieringsregel)
        .where(Financieringsregel.case_id == case.id)
        .order_by(Financieringsregel.id)
    ).all()
    for regel, bedrag in zip(regels, (Decimal(60_000), Decimal(centen), Decimal(0)), strict=True):
        session.add(
            Financieringsstand(
                regel_id=regel.id,
                stand=Stand.TOEGEKEND,
                bedrag=bedrag,
                op=dag(9, 30),
                door_id=case.ingediend_door_id,
            )
        )
    session.flush()
    assert op(K3)["met een go"].is_boven_de_helft is is_boven


def test_a_stop_is_no_go_that_costs_too_much(session, op):
    case = session.exec(select(PurposeCase).where(PurposeCase.titel.contains("die stopte"))).one()
    regel = session.exec(
        select(Financieringsregel).where(
            Financieringsregel.case_id == case.id, Financieringsregel.is_provinciaal.is_(False)
        )
    ).one()
    stand = {"stand": Stand.AANGEVRAAGD, "op": dag(9, 20), "door_id": case.ingediend_door_id}
    session.add(Financieringsstand(regel_id=regel.id, bedrag=Decimal(1), **stand))
    session.flush()
    assert op(K3)["die stopte"].is_boven_de_helft is False
    assert op(K3)["die stopte"].geldend.aandeel > 50


def test_conditions_are_met_late_or_open(op):
    toen, nu = op(K2)["met een go"], op(K3)["met een go"]
    velden = ("voorwaarden", "voorwaarden_voldaan", "voorwaarden_open", "voorwaarden_te_laat")
    assert [getattr(toen, veld) for veld in velden] == [2, 0, 2, 0]
    assert [getattr(nu, veld) for veld in velden] == [2, 1, 1, 1]


def test_the_gate_ratio_is_of_all_decisions_and_unknown_without_any(session, programma):
    def poort(periode):
        return kwartaalcijfers(session, programma, periode=periode, peildatum=periode.eind).poort

    assert poort(K1) == Poortstand(0, 0, 0, None)
    assert poort(K2) == Poortstand(0, 1, 0, Decimal("100.0"))
    assert poort(K3) == Poortstand(1, 1, 1, Decimal("66.7"))


def test_what_happens_in_october_changes_nothing_of_september(session, programma, door, op):
    eerst = {titel: plat(case) for titel, case in op(K3).items()}
    later = dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC)
    cases = {case.titel: case for case in session.exec(select(PurposeCase))}
    punt = session.exec(select(Actiepunt).where(Actiepunt.omschrijving == "plan voor borging")).one()
    actiepunt_sluiten.heropenen(session, punt, door=door, nu=later)
    for regel in session.exec(select(Financieringsregel)):
        session.add(
            Financieringsstand(
                regel_id=regel.id, stand=Stand.TOEGEKEND, bedrag=Decimal(7), op=dag(10, 2), door_id=door.id
            )
        )
    cases["Voorbeeldcase met een go"].evalueren(dag(10, 2), "Het werkte", None)
    in_de_maak = cases["Voorbeeldcase in de maak"]
    in_de_maak.indienen(dag(10, 2), door.id, provincie=Decimal(1), totaal=Decimal(2))
    voor_na = {"voor": {"status": "concept"}, "na": {"status": str(in_de_maak.status)}}
    noteer(session, "purpose_case.ingediend", in_de_maak, door=door, nu=later, **voor_na)
    coalitie = session.exec(select(Ontwikkelcoalitie).where(Ontwikkelcoalitie.nummer == "10")).one()
    session.add(nieuw := PurposeCase(coalitie_id=coalitie.id, titel="Later"))
    session.flush()
    session.add(_versie(nieuw, door, later))
    session.flush()
    session.expire_all()
    assert {titel: plat(case) for titel, case in op(K3).items()} == eerst


def _versie(case, door, moment_):
    return PurposeCaseVersie(case_id=case.id, nummer=1, opgesteld_door_id=door.id, opgesteld_op=moment_)


def test_a_case_that_was_taken_back_is_a_concept_again(session, programma, door, op):
    case = session.exec(select(PurposeCase).where(PurposeCase.titel.contains("in de maak"))).one()
    for naar, op_ in (("ingediend", (9, 5)), ("concept", (9, 20))):
        noteer(session, f"purpose_case.{naar}", case, door=door, nu=moment(*op_), na={"status": naar})
    case.ingediend_op = dag(9, 5)
    session.flush()
    assert op(K3)["in de maak"].stand == "concept"


# --- sentences, figures, differences ---


def test_the_sentences_say_how_often_the_gate_was_positive_and_what_asks_for_attention(session, programma):
    poort = neem_op(session, programma)["poort"]
    assert poort["zin"] == (
        "Er zijn vier purpose cases. Over drie is besloten: één keer go, één keer go onder voorwaarden en één keer stop. "
        "Twee van de drie besluiten waren positief (66,7%)."
    )
    assert [zin.replace("\u00a0", " ") for zin in poort["waarschuwingen"]] == [
        "Coalitie 2, Voorbeeldcase met een go: de provincie draagt nu 55,56% van het geheel; meer dan de helft is niet "
        "toegestaan.",
        "Coalitie 2, Voorbeeldcase met een go: één voorwaarde is te laat.",
    ]
    assert (
        poort["zonder_case"].replace("\u00a0", " ")
        == "De coalities 5b en 10 hebben geen lopende purpose case."
    )


def test_one_case_without_a_decision_and_none_at_all_have_a_sentence_too(session, programma, op):
    geen = Poortstand(0, 0, 0, None)
    case = op(K3)["in de maak"]
    assert casezinnen.poortzin((case,), geen) == "Er is één purpose case; daarover is nog niet besloten."
    assert (
        casezinnen.poortzin((case, case), geen)
        == "Er zijn twee purpose cases; over geen ervan is al besloten."
    )
    half = casezinnen.poortzin((case, case), Poortstand(1, 0, 1, Decimal("50.0")))
    assert half.endswith("één keer go en één keer stop. Eén van de twee besluiten was positief (50%).")
    leeg = neem_op(session, leeg_programma(session))
    assert (leeg["cases"], leeg["poort"]["ratio"], leeg["poort"]["zonder_case"]) == ([], None, None)


def test_every_figure_of_a_case_leads_to_its_dossiers(session, programma):
    opname = neem_op(session, programma)
    cijfers, records = opname["cijfers"], opname["records"]
    assert cijfers["cases.poortratio"]["waarde"] == "66.7"
    assert {records[uuid]["soort"] for uuid in cijfers["cases.poortratio"]["records"]} == {"poortbesluit"}
    assert cijfers["case.2.geldend.aandeel"]["waarde"] == "55.56"
    assert [records[uuid]["soort"] for uuid in cijfers["case.2.geldend.aandeel"]["records"]] == [
        "financieringsregel"
    ] * 3
    assert cijfers["case.5a.toegekend.provincie"]["waarde"] is None
    labels = {
        veld: [records[uuid]["label"] for uuid in cijfers[f"case.2.{veld}"]["records"]]
        for veld in ("voorwaarden", "voorwaarden_voldaan", "voorwaarden_open", "voorwaarden_te_laat")
    }
    plan, school = "een plan voor borging", "bijdrage van de tweede school"
    assert list(labels.values()) == [[plan, school], [plan], [school], [school]]


def test_a_decision_and_a_share_over_the_half_are_differences(session, programma):
    vorige = neem_op(session, programma, "2026-K2")
    gevonden = neem_op(session, programma, "2026-K3", vorige)["verschillen"]
    gevonden = {
        (rij["wat"].replace("\u00a0", " "), rij["was"], rij["is"])
        for rij in gevonden
        if rij["soort"] == "Case"
    }
    assert gevonden == {
        ("Coalitie 2, Voorbeeldcase met een go", "go onder voorwaarden", "in uitvoering"),
        ("Coalitie 2, Voorbeeldcase met een go · aandeel van de provincie", "41,67%", "55,56%"),
        ("Coalitie 5a, Voorbeeldcase zonder toekenning", "concept", "go"),
        ("Coalitie 5b, Voorbeeldcase die stopte", "ingediend", "stop"),
        ("Coalitie 6, Voorbeeldcase in de maak", "bestond nog niet", "concept"),
    }


def test_a_report_that_did_not_speak_of_cases_says_nothing_about_them(session, programma):
    nieuw = neem_op(session, programma)
    oud = copy.deepcopy(nieuw)
    del oud["cases"], oud["poort"]
    assert verschillen(nieuw, oud) == []
