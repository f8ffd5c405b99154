"""A purpose case at a day: what is missing, what deserves attention, and what was decided."""

import datetime as dt
import uuid

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Actiepunt,
    ActiepuntStatus,
    AfspraakSoort,
    AfspraakStatus,
    Agendapunt,
    Antwoord,
    CaseStatus,
    CriteriumSoort,
    Financieringsregel,
    Financieringsstand,
    GebruikerRol,
    Gremium,
    Helix,
    Ontwikkelcoalitie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Programma,
    PurposeCase,
    Stand,
    Uitkomst,
    dag_van,
)
from crm.queries import purpose_cases
from crm.queries.dossier_case import Plek, Waarschuwing, case_dossier, case_kop
from crm.queries.financieringsregel import regel_dossier
from crm.queries.open_werk import open_werk
from crm.queries.open_werk_telling import tel_open_werk
from crm.workflows import financiering_bijhouden, purpose_case_opstellen
from tests.factories import maak, maak_gebruiker
from tests.support import cases
from tests.support.tellen import tel_opdrachten

DAG = dt.timedelta(days=1)


@pytest.fixture
def petra(session):
    return maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)


@pytest.fixture
def bram(session):
    return maak_gebruiker(session, "Bram", GebruikerRol.BESTUURSADVISEUR)


@pytest.fixture
def coalitie(session):
    programma = maak(session, Programma)
    cases.richtsnoer(session, programma)
    return maak(session, Ontwikkelcoalitie, programma=programma)


@pytest.fixture
def case(session, coalitie, petra, nu):
    return cases.coalitie_met_case(session, coalitie, petra, nu)


@pytest.fixture
def besloten(session, case, petra, bram, nu):
    """A go under two conditions: one of a colleague, one of a partner."""
    cases.vul(session, case, petra, nu)
    cases.tot_advies(session, case, petra, nu)
    school = cases.partij(session, "Proefschool", Helix.ONDERWIJS)
    voorwaarden = [
        {"omschrijving": "Eerst een plan", "uiterlijk": dag_van(nu) + 10 * DAG, "eigenaar": petra},
        {
            "omschrijving": "Docenten",
            "uiterlijk": dag_van(nu) + 20 * DAG,
            "organisatie": school,
            "soort": AfspraakSoort.UREN,
            "hoeveelheid": 80,
            "eenheid": "uren",
        },
    ]
    cases.besluit(session, case, bram, nu, Uitkomst.GO_ONDER_VOORWAARDEN, voorwaarden=voorwaarden)
    session.flush()
    return case


def dossier(session, case, dag):
    session.flush()
    return case_dossier(session, case.uuid, dag)


# --- what is missing ---


def test_an_empty_case_lists_everything_that_is_missing_in_the_order_of_the_dossier(session, case, nu):
    d = dossier(session, case, dag_van(nu))
    assert [(o.plek, o.anker) for o in d.ontbreekt] == [
        (Plek.TEKST, "maatschappelijke_opbrengst"),
        (Plek.TEKST, "organisatie"),
        (Plek.TEKST, "financiering"),
        (Plek.TEKST, "commitment"),
        (Plek.RICHTSNOER, "R1"),
        (Plek.RICHTSNOER, "R5"),
        (Plek.KEUZE, "R5"),
        (Plek.RICHTSNOER, "E1"),
        (Plek.FINANCIERING, "plan"),
    ]


def test_nothing_is_missing_from_a_full_case_at_exactly_half(session, case, petra, nu):
    cases.vul(session, case, petra, nu)
    assert dossier(session, case, dag_van(nu)).ontbreekt == ()


def test_a_cent_over_the_half_is_missing_and_warned_about(session, case, petra, nu):
    cases.vul(session, case, petra, nu, van_provincie="500000.01", van_partner="500000.00")
    d = dossier(session, case, dag_van(nu))
    assert [(o.plek, o.anker) for o in d.ontbreekt] == [(Plek.FINANCIERING, "aandelen")]
    assert Waarschuwing.BOVEN_DE_HELFT in d.waarschuwingen


def test_an_agenda_without_a_richtsnoer_asks_for_no_answers(session, petra, nu):
    case = cases.coalitie_met_case(session, maak(session, Ontwikkelcoalitie), petra, nu)
    d = dossier(session, case, dag_van(nu))
    assert (d.toets, d.als_antwoorden) == ((), ())
    assert {o.plek for o in d.ontbreekt} == {Plek.TEKST, Plek.FINANCIERING}


def test_once_submitted_nothing_is_missing_any_more(session, case, petra, nu):
    cases.vul(session, case, petra, nu)
    cases.tot_advies(session, case, petra, nu)
    d = dossier(session, case, dag_van(nu))
    assert d.ontbreekt == ()
    assert [(a.versienummer, a.advies.tekst) for a in d.adviezen] == [(2, "Doen.")]
    assert d.besluit is None


# --- warnings ---


def test_unequal_parts_are_warned_about_and_equal_parts_are_not(session, case, petra, nu):
    cases.vul(session, case, petra, nu)
    assert dossier(session, case, dag_van(nu)).waarschuwingen == (Waarschuwing.ONGELIJK,)
    cases.geld(session, case, cases.partij(session, "Proefschool", Helix.ONDERWIJS), "500000", petra, nu)
    assert dossier(session, case, dag_van(nu)).waarschuwingen == ()


def test_a_basis_that_is_not_met_and_an_exclusion_that_holds_are_warned_about(session, case, petra, nu):
    cases.vul(session, case, petra, nu)
    for code, antwoord in (("R1", Antwoord.NEE), ("E1", Antwoord.JA)):
        punt = next(
            p.criterium for p in dossier(session, case, dag_van(nu)).toets if p.criterium.code == code
        )
        purpose_case_opstellen.beantwoorden(
            session, case, punt, antwoord=antwoord, grond="Helaas", door=petra, nu=nu
        )
    d = dossier(session, case, dag_van(nu))
    assert {Waarschuwing.BASIS_NIET_GEHAALD, Waarschuwing.UITGESLOTEN} <= set(d.waarschuwingen)
    assert [p.criterium.code for p in d.met(CriteriumSoort.BASIS, Antwoord.NEE)] == ["R1"]


def test_the_warning_opens_when_partner_money_falls_away_after_the_go_and_only_from_that_day(
    session, besloten, petra, nu
):
    later = nu + 5 * DAG
    regel = next(r for r in dossier(session, besloten, dag_van(nu)).plan.regels if not r.is_provinciaal)
    noun = regel_dossier(session, regel.uuid).regel
    financiering_bijhouden.regel_intrekken(session, noun, reden="Failliet", door=petra, nu=later)
    assert Waarschuwing.BOVEN_DE_HELFT not in dossier(session, besloten, dag_van(nu)).waarschuwingen
    assert Waarschuwing.BOVEN_DE_HELFT in dossier(session, besloten, dag_van(later)).waarschuwingen
    d = regel_dossier(session, regel.uuid)
    assert (d.nu(Stand.AANGEVRAAGD).bedrag, d.nu(Stand.GEREALISEERD)) == (0, None)
    assert [s.door for s in d.standen] == ["Petra", "Petra"]


# --- the decision and its conditions ---


def test_the_decision_tells_who_took_it_about_which_version_and_how_its_conditions_stand(
    session, besloten, nu
):
    vandaag = dag_van(nu)
    besluit = dossier(session, besloten, vandaag).besluit
    assert (besluit.door, besluit.ingediend_door, besluit.versienummer) == ("Bram", "Petra", 2)
    plan, docenten = besluit.voorwaarden
    assert (plan.wie, plan.status, plan.afspraak) == ("Petra", ActiepuntStatus.OPEN, None)
    assert (docenten.wie, docenten.status, docenten.actiepunt) == (
        "Proefschool",
        AfspraakStatus.GENOEMD,
        None,
    )
    assert (docenten.hoeveelheid, docenten.openstaand, docenten.eenheid) == (80, 80, "uren")
    assert all(v.is_open and not v.is_voldaan and not v.is_te_laat(vandaag) for v in besluit.voorwaarden)


def test_a_condition_is_late_after_its_day_until_it_is_met(session, besloten, nu):
    later = dag_van(nu) + 11 * DAG
    d = dossier(session, besloten, later)
    assert Waarschuwing.VOORWAARDE_TE_LAAT in d.waarschuwingen
    punt = session.get_one(Actiepunt, d.besluit.besluit.voorwaarden[0].actiepunt_id)
    punt.afronden(later)
    d = dossier(session, besloten, later)
    assert Waarschuwing.VOORWAARDE_TE_LAAT not in d.waarschuwingen
    assert d.besluit.voorwaarden[0].is_voldaan


def test_the_answers_of_the_decision_stay_as_they_stood(session, besloten, nu):
    d = dossier(session, besloten, dag_van(nu))
    d.toets[0].antwoord.grond = "Later veranderd"
    d = dossier(session, besloten, dag_van(nu))
    assert d.bevroren_antwoorden[0][1][0]["grond"] == "Grond R1"
    assert d.als_antwoorden[0][1][0]["grond"] == "Later veranderd"
    assert [soort for soort, _ in d.als_antwoorden] == list(CriteriumSoort)


def test_a_past_day_knows_nothing_of_what_came_later(session, besloten, petra, nu):
    toen = dossier(session, besloten, dag_van(nu) - DAG)
    assert (toen.besluit, toen.adviezen, toen.plan.regels) == (None, (), ())
    assert [r.versie.nummer for r in toen.versies] == [1]
    eerst = dossier(session, besloten, dag_van(nu))
    partner = next(r for r in eerst.plan.regels if not r.is_provinciaal)
    noun = regel_dossier(session, partner.uuid).regel
    cases.boek(session, noun, "1", petra, nu + 3 * DAG)
    assert dossier(session, besloten, dag_van(nu)).plan == eerst.plan


def test_a_case_or_a_line_that_is_not_there_is_not_found(session, nu):
    for vraag in (case_kop, regel_dossier):
        with pytest.raises(NietGevonden):
            vraag(session, uuid.uuid4())


# --- the list, the choices, and what is still open ---


def test_the_list_knows_the_share_of_each_case_and_pages_by_key(session, case, petra, nu):
    cases.vul(session, case, petra, nu, van_provincie="400000", van_partner="600000")
    for _ in range(3):
        maak(session, PurposeCase)
    alle = purpose_cases.blad(session, dag_van(nu), aantal=10)
    assert [rij.verdeling.aandeel for rij in alle if rij.uuid == case.uuid] == [40]
    assert all(rij.verdeling.aandeel is None for rij in alle if rij.uuid != case.uuid)
    begin = purpose_cases.blad(session, dag_van(nu), aantal=2)
    rest = purpose_cases.blad(session, dag_van(nu), na=(begin[-1].aangemaakt_op, begin[-1].uuid), aantal=10)
    assert [rij.uuid for rij in (*begin, *rest)] == [rij.uuid for rij in alle]
    assert purpose_cases.tellingen(session) == {case.status: 4}
    assert purpose_cases.blad(session, dag_van(nu), status=CaseStatus.BESLOTEN, aantal=10) == ()


def test_the_body_that_advises_comes_first_and_only_meetings_that_were_held_can_be_chosen(
    session, coalitie, nu
):
    namen = ("Adviescommissie Detailhandel", "Leer- en Adviescommissie", "Regiegroep")
    tafels = [maak(session, Gremium, programma_id=coalitie.programma_id, naam=naam) for naam in namen]
    maak(session, Gremium, naam="Van een andere agenda")
    assert [g.naam for g in purpose_cases.gremia(session, coalitie.programma_id)] == [
        namen[1],
        namen[0],
        namen[2],
    ]
    eigen = maak(session, Overleg, coalitie=coalitie, status=OverlegStatus.GEHOUDEN)
    van_tafel = maak(session, Overleg, gremium=tafels[0], status=OverlegStatus.GEHOUDEN)
    maak(session, Overleg, coalitie=coalitie)
    maak(session, Overleg, status=OverlegStatus.GEHOUDEN)
    gevonden = purpose_cases.gehouden_overleggen(session, coalitie, nu)
    assert {o.id for o in gevonden} == {eigen.id, van_tafel.id}


def test_the_count_of_open_work_is_that_of_the_work_itself(session, besloten, coalitie):
    maak(session, Partnerafspraak, coalitie=coalitie)
    maak(session, Partnerafspraak)
    overleg = maak(session, Overleg, coalitie=coalitie)
    maak(session, Actiepunt, overleg=overleg)
    maak(session, Actiepunt)
    maak(session, Agendapunt, coalitie_id=coalitie.id)
    werk, telling = open_werk(session, coalitie), tel_open_werk(session, coalitie)
    assert (telling.afspraken, telling.actiepunten, telling.agendapunten) == (2, 2, 1)
    assert telling.afspraken == len(werk.afspraken)
    assert telling.actiepunten == len(werk.actiepunten)
    assert telling.agendapunten == len(werk.agendapunten)


def test_a_dossier_takes_seven_questions_however_large_it_is(session, besloten, petra, nu, database):
    for nummer in range(20):
        partij = cases.partij(session, f"Partij {nummer}")
        regel = maak(session, Financieringsregel, case=besloten, organisatie=partij, jaar=2026 + nummer % 4)
        maak(session, Financieringsstand, regel=regel, door=petra)
    session.flush()
    session.expunge_all()
    with tel_opdrachten(database.engine) as opdrachten:
        case_dossier(session, besloten.uuid, dag_van(nu))
    assert len(opdrachten) <= 7
