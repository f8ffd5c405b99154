"""The money of a case at a day: shares per stand and per year, and the cases of which the province carries too much."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import Helix, Ontwikkelcoalitie, PurposeCase, Stand, Uitkomst
from crm.queries.financiering import boven_de_helft, verdeling_op
from crm.workflows import financiering_bijhouden, purpose_case_besluiten
from tests.factories import maak
from tests.support import cases
from tests.support.tellen import tel_opdrachten
from tests.workflows.conftest import *  # noqa: F403 - the same people and dossiers


@pytest.fixture
def case(session, coalitie, programma, petra, nu):
    cases.richtsnoer(session, programma)
    return cases.coalitie_met_case(session, coalitie, petra, nu)


def na(nu, dagen):
    return nu + dt.timedelta(days=dagen)


def gegaan(session, case, petra, bram, nu, **bedragen):
    """A case with a go; gives its lines."""
    regels = cases.vul(session, case, petra, nu, **bedragen)
    cases.tot_advies(session, case, petra, nu)
    cases.besluit(session, case, bram, nu)
    return regels


# --- the plan ---


def test_shares_are_computed_per_stand_per_year_and_in_all(session, case, petra, nu):
    provincie, bedrijf = cases.provincie(session), cases.partij(session, "Proefbedrijf")
    school = cases.partij(session, "Proefschool", Helix.ONDERWIJS)
    een = cases.geld(session, case, provincie, "100", petra, nu, jaar=2027)
    cases.geld(session, case, provincie, "50", petra, nu, jaar=2028)
    twee = cases.geld(session, case, bedrijf, "200", petra, nu, jaar=2027)
    cases.geld(session, case, school, "200", petra, nu, jaar=2028)
    purpose_case_opstellen_en_indienen(session, case, petra, nu)
    cases.boek(session, een, "100", petra, nu)
    cases.boek(session, twee, "150", petra, nu)
    cases.boek(session, twee, "10", petra, nu, Stand.GEREALISEERD)
    plan = verdeling_op(session, case.id, nu.date())
    assert [(r.jaar, r.organisatie, r.geldend) for r in plan.regels] == [
        (2027, "Provincie Noord-Holland", 100),
        (2027, "Proefbedrijf", 150),
        (2028, "Provincie Noord-Holland", 50),
        (2028, "Proefschool", 200),
    ]
    totaal = plan.totaal
    assert (totaal.aangevraagd.provincie, totaal.aangevraagd.totaal, totaal.aangevraagd.aandeel) == (
        150, 550, Decimal("27.28"),
    )  # fmt: skip
    assert (totaal.toegekend.provincie, totaal.toegekend.totaal, totaal.toegekend.aandeel) == (100, 250, 40)
    assert (totaal.gerealiseerd.aandeel, totaal.gerealiseerd.totaal) == (0, 10)
    # Granted where it was booked, requested where it was not.
    assert (totaal.geldend.provincie, totaal.geldend.totaal, totaal.geldend.aandeel) == (150, 500, 30)
    assert not totaal.aangevraagd.is_ongelijk
    assert totaal.geldend.is_ongelijk
    assert {jaar: deel.van(Stand.AANGEVRAAGD).aandeel for jaar, deel in plan.per_jaar.items()} == {
        2027: Decimal("33.34"),
        2028: Decimal("20.00"),
    }
    assert plan.per_jaar[2028].toegekend.totaal == 0


def purpose_case_opstellen_en_indienen(session, case, petra, nu):
    from crm.workflows import purpose_case_opstellen

    purpose_case_opstellen.schrijven(session, case, versie=1, door=petra, nu=nu, **cases.TEKST)
    cases.beantwoord(session, case, petra, nu)
    purpose_case_besluiten.indienen(session, case, door=petra, nu=nu)


def test_what_nobody_booked_is_not_zero(session, case, petra, nu):
    cases.geld(session, case, cases.partij(session, "Proefbedrijf"), "200", petra, nu)
    (regel,) = verdeling_op(session, case.id, nu.date()).regels
    assert (regel.bedrag(Stand.AANGEVRAAGD), regel.bedrag(Stand.TOEGEKEND)) == (200, None)


def test_an_empty_plan_has_no_share(session, case, nu):
    plan = verdeling_op(session, case.id, nu.date())
    assert (plan.regels, plan.per_jaar, plan.totaal.geldend.aandeel) == ((), {}, None)
    assert not plan.totaal.geldend.is_te_veel


def test_a_past_day_gives_the_same_shares_before_and_after_later_bookings(session, case, petra, bram, nu):
    regels = gegaan(session, case, petra, bram, nu)
    peildatum = na(nu, 10).date()
    voor = verdeling_op(session, case.id, peildatum)
    waarschuwingen = boven_de_helft(session, peildatum)
    cases.boek(session, regels["partner"], "400000", petra, na(nu, 11))
    cases.boek(session, regels["provincie"], "499000", petra, na(nu, 12))
    cases.boek(session, regels["partner"], "1000", petra, na(nu, 13), Stand.GEREALISEERD)
    financiering_bijhouden.regel_intrekken(session, regels["partner"], reden="Stopt", door=petra, nu=na(nu, 20))
    session.expire_all()
    assert verdeling_op(session, case.id, peildatum) == voor
    assert boven_de_helft(session, peildatum) == waarschuwingen == ()
    dagen = [verdeling_op(session, case.id, na(nu, d).date()).totaal.geldend.aandeel for d in (10, 11, 12, 19, 20)]
    assert dagen == [Decimal("50.00"), Decimal("55.56"), Decimal("55.51"), Decimal("55.51"), Decimal("100.00")]


def test_a_line_shows_that_it_fell_away_from_that_day_on(session, case, petra, nu):
    regel = cases.geld(session, case, cases.partij(session, "Proefbedrijf"), "200", petra, nu)
    financiering_bijhouden.regel_intrekken(session, regel, reden="Stopt", door=petra, nu=na(nu, 5))
    voor, erna = (verdeling_op(session, case.id, na(nu, d).date()).regels[0] for d in (4, 5))
    assert (voor.vervallen_op, voor.vervallen_reden, voor.geldend) == (None, None, 200)
    assert (erna.vervallen_op, erna.vervallen_reden, erna.geldend) == (na(nu, 5).date(), "Stopt", 0)


def test_a_line_does_not_exist_before_it_was_entered(session, case, petra, nu):
    cases.geld(session, case, cases.partij(session, "Proefbedrijf"), "200", petra, nu)
    assert verdeling_op(session, case.id, na(nu, -1).date()).regels == ()


def test_of_two_totals_on_one_day_the_last_counts(session, case, petra, nu):
    regel = cases.geld(session, case, cases.partij(session, "Proefbedrijf"), "200", petra, nu)
    cases.boek(session, regel, "300", petra, nu, Stand.AANGEVRAAGD)
    cases.boek(session, regel, "250", petra, nu, Stand.AANGEVRAAGD)
    assert verdeling_op(session, case.id, nu.date()).totaal.aangevraagd.totaal == 250


def test_the_plan_costs_one_statement_however_long_it_is(session, database, case, petra, nu):
    bedrijf = cases.partij(session, "Proefbedrijf")
    for aantal in (2, 25):
        for _ in range(aantal):
            cases.geld(session, case, bedrijf, "10", petra, nu)
        session.flush()
        with tel_opdrachten(database.engine) as opdrachten:
            verdeling_op(session, case.id, nu.date())
        assert len(opdrachten) == 1


# --- over the half ---


def test_the_warning_opens_when_partner_money_is_withdrawn_after_the_go(session, case, coalitie, petra, bram, nu):
    regels = gegaan(session, case, petra, bram, nu)
    assert boven_de_helft(session, nu.date()) == ()
    cases.boek(session, regels["partner"], "499999.99", petra, na(nu, 1))
    (open_,) = boven_de_helft(session, na(nu, 1).date())
    assert (open_.case_uuid, open_.titel, open_.coalitie_uuid) == (case.uuid, "Proefcase", coalitie.uuid)
    assert (open_.verdeling.provincie, open_.verdeling.totaal, open_.verdeling.aandeel) == (
        500000, Decimal("999999.99"), Decimal("50.01"),
    )  # fmt: skip
    # More from the partner closes it again, and the days in between keep it.
    cases.boek(session, regels["partner"], "500000", petra, na(nu, 3), grond="Toch alles")
    assert boven_de_helft(session, na(nu, 3).date()) == ()
    assert len(boven_de_helft(session, na(nu, 2).date())) == 1


def test_a_huge_plan_is_weighed_to_the_cent(session, case, petra, bram, nu):
    veel = "99999999999.99"
    regels = gegaan(session, case, petra, bram, nu, van_provincie=veel, van_partner=veel)
    cases.boek(session, regels["provincie"], veel, petra, nu)
    assert boven_de_helft(session, nu.date()) == ()
    cases.boek(session, regels["partner"], "99999999999.98", petra, nu)
    (open_,) = boven_de_helft(session, nu.date())
    assert (open_.verdeling.totaal, open_.verdeling.aandeel) == (Decimal("199999999999.97"), Decimal("50.01"))


def test_only_cases_with_a_go_that_still_run_are_named(session, programma, petra, bram, nu):
    cases.richtsnoer(session, programma)

    def coalitie(naam):
        gemaakt = maak(session, Ontwikkelcoalitie, programma=programma, naam=naam, nummer=None)
        return cases.coalitie_met_case(session, gemaakt, petra, nu, naam)

    concept, ingediend, gestopt, loopt, klaar = (coalitie(f"Case {n}") for n in range(5))
    regels = {}
    for case in (concept, ingediend, gestopt, loopt, klaar):
        regels[case.id] = cases.vul(session, case, petra, nu)
    for case in (ingediend, gestopt, loopt, klaar):
        cases.tot_advies(session, case, petra, nu)
    cases.besluit(session, gestopt, bram, nu, Uitkomst.STOP)
    for case in (loopt, klaar):
        cases.besluit(session, case, bram, nu)
        case.uitvoeren(nu.date())
    for paar in regels.values():
        financiering_bijhouden.regel_intrekken(session, paar["partner"], reden="Stopt", door=petra, nu=nu)
    assert [o.titel for o in boven_de_helft(session, nu.date())] == ["Case 3", "Case 4"]
    later = na(nu, 30)
    purpose_case_besluiten.evalueren(session, klaar, op=later.date(), evaluatie="Ja", door=petra, nu=later)
    assert [o.titel for o in boven_de_helft(session, later.date())] == ["Case 3"]
    assert [o.titel for o in boven_de_helft(session, na(nu, 29).date())] == ["Case 3", "Case 4"]
    assert boven_de_helft(session, na(nu, -1).date()) == ()


def test_the_warnings_agree_with_the_plan_of_each_case(session, database, programma, petra, bram, nu):
    cases.richtsnoer(session, programma)
    for n in range(12):
        coalitie = maak(session, Ontwikkelcoalitie, programma=programma, naam=f"Coalitie {n}", nummer=str(n))
        case = cases.coalitie_met_case(session, coalitie, petra, nu, f"Case {n}")
        regels = gegaan(session, case, petra, bram, nu)
        cases.boek(session, regels["partner"], str(499994 + n), petra, nu)
    with tel_opdrachten(database.engine) as opdrachten:
        open_ = boven_de_helft(session, nu.date())
    assert len(opdrachten) == 1
    assert len(open_) == 6
    for regel in open_:
        case_id = session.exec(select(PurposeCase.id).where(PurposeCase.uuid == regel.case_uuid)).one()  # noqa: F405
        geldend = verdeling_op(session, case_id, nu.date()).totaal.geldend
        assert (geldend.provincie, geldend.totaal) == (regel.verdeling.provincie, regel.verdeling.totaal)
        assert geldend.is_te_veel
