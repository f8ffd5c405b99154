"""The gate: submitting, advice, the decision with its conditions, a stop that ends the actie, and looking back."""

import datetime as dt
import threading
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.errors import NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Actie,
    Actiepunt,
    ActiepuntStatus,
    Advies,
    AfspraakSoort,
    AfspraakStatus,
    Agendapunt,
    AgendapuntStatus,
    Antwoord,
    CaseStatus,
    CoalitieActie,
    CoalitieStatus,
    Criterium,
    Gebruiker,
    Gremium,
    Helix,
    Logboekregel,
    Ontwikkelcoalitie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Poortbesluit,
    PurposeCase,
    Stand,
    Strekking,
    Uitkomst,
    Voorwaarde,
)
from crm.queries.financiering import verdeling_op
from crm.workflows import financiering_bijhouden, purpose_case_opstellen
from crm.workflows import purpose_case_besluiten as besluiten
from tests.factories import maak
from tests.support import cases


@pytest.fixture
def punten(session, programma):
    return cases.richtsnoer(session, programma)


@pytest.fixture
def case(session, coalitie, punten, petra, nu):
    return cases.coalitie_met_case(session, coalitie, petra, nu)


@pytest.fixture
def gevuld(session, case, petra, nu):
    """The lines of a case that is ready to be submitted, at exactly half."""
    return cases.vul(session, case, petra, nu)


@pytest.fixture
def geadviseerd(session, case, gevuld, petra, nu):
    cases.tot_advies(session, case, petra, nu)
    return case


def regel_over(session, handeling):
    return session.exec(select(Logboekregel).where(Logboekregel.handeling == handeling)).all()


# --- submitting ---


def test_a_full_case_is_submitted_and_keeps_the_share_of_that_day(session, case, gevuld, petra, nu):
    besluiten.indienen(session, case, door=petra, nu=nu)
    assert (case.status, case.ingediend_op, case.ingediend_door_id) == (CaseStatus.INGEDIEND, nu.date(), petra.id)
    assert (case.provincie_bij_indiening, case.totaal_bij_indiening) == (Decimal(500000), Decimal(1000000))
    (regel,) = regel_over(session, "purpose_case.ingediend")
    assert (regel.na["aandeel"], regel.na["versie"]) == ("50.00", 2)


def test_all_that_is_missing_is_said_at_once(session, case, petra, nu):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        besluiten.indienen(session, case, door=petra, nu=nu)
    assert set(gevangen.value.velden) == {
        "delen.maatschappelijke_opbrengst", "delen.organisatie", "delen.financiering", "delen.commitment",
        "criteria.R1", "criteria.R5", "criteria.E1", "financiering",
    }  # fmt: skip
    assert len(gevangen.value.velden["criteria.R5"]) == 2
    assert "8 punten" in gevangen.value.zin
    assert case.status is CaseStatus.CONCEPT


@pytest.mark.parametrize("deel", list(cases.TEKST))
def test_one_empty_part_is_enough_to_refuse(session, case, gevuld, petra, nu, deel):
    tekst = cases.TEKST | {deel: "  \n "}
    purpose_case_opstellen.schrijven(session, case, versie=2, door=petra, nu=nu, **tekst)
    with pytest.raises(OngeldigeInvoer) as gevangen:
        besluiten.indienen(session, case, door=petra, nu=nu)
    assert set(gevangen.value.velden) == {f"delen.{deel}"}


def test_of_the_choices_one_yes_is_enough_and_none_is_not(session, case, gevuld, punten, petra, nu):
    def antwoord(code, wat):
        purpose_case_opstellen.beantwoorden(
            session, case, punten[code], antwoord=wat, grond="x", door=petra, nu=nu
        )

    antwoord("R5.1", Antwoord.NEE)
    antwoord("R5.2", Antwoord.NIET_VAN_TOEPASSING)
    with pytest.raises(OngeldigeInvoer) as gevangen:
        besluiten.indienen(session, case, door=petra, nu=nu)
    assert gevangen.value.velden == {"criteria.R5": ["Beantwoord ten minste één van de 2 punten hieronder met ja."]}
    antwoord("R5.2", Antwoord.JA)
    besluiten.indienen(session, case, door=petra, nu=nu)


def test_an_agenda_without_a_richtsnoer_asks_no_answers(session, petra, nu):
    ander = maak(session, Ontwikkelcoalitie, naam="Zonder richtsnoer")
    tweede = cases.coalitie_met_case(session, ander, petra, nu)
    cases.vul(session, tweede, petra, nu)
    besluiten.indienen(session, tweede, door=petra, nu=nu)
    assert tweede.status is CaseStatus.INGEDIEND


@pytest.mark.parametrize(
    ("van_provincie", "van_partner", "mag"),
    [
        ("500000.00", "500000.00", True),
        ("500000.01", "500000.00", False),
        ("500000.00", "500000.01", True),
        ("5001", "4999", False),
        ("0.01", "0.01", True),
        ("0.02", "0.01", False),
        ("99999999999.99", "99999999999.99", True),
        ("99999999999.99", "99999999999.98", False),
    ],
)
def test_half_passes_and_a_cent_more_does_not(session, case, petra, nu, van_provincie, van_partner, mag):
    cases.vul(session, case, petra, nu, van_provincie=van_provincie, van_partner=van_partner)
    if mag:
        besluiten.indienen(session, case, door=petra, nu=nu)
        assert case.status is CaseStatus.INGEDIEND
        return
    with pytest.raises(OngeldigeInvoer) as gevangen:
        besluiten.indienen(session, case, door=petra, nu=nu)
    assert set(gevangen.value.velden) == {"financiering"}
    assert "(50,01%)" in gevangen.value.zin or "50,01%" in gevangen.value.zin or "66,67%" in gevangen.value.zin
    assert case.status is CaseStatus.CONCEPT


def test_money_of_the_province_through_a_fund_counts_as_hers(session, case, gevuld, petra, nu):
    fonds = cases.partij(session, "Fonds", Helix.BEDRIJF, ouder_id=cases.provincie(session).id)
    cases.geld(session, case, fonds, "0.01", petra, nu)
    with pytest.raises(OngeldigeInvoer, match="50,01%"):
        besluiten.indienen(session, case, door=petra, nu=nu)


def test_an_unequal_split_of_onderwijs_and_bedrijfsleven_is_no_reason_to_refuse(session, case, gevuld, petra, nu):
    cases.geld(session, case, cases.partij(session, "School", Helix.ONDERWIJS), "1", petra, nu)
    besluiten.indienen(session, case, door=petra, nu=nu)
    assert case.status is CaseStatus.INGEDIEND


def test_a_line_that_fell_away_does_not_count(session, case, gevuld, petra, nu):
    financiering_bijhouden.regel_intrekken(session, gevuld["partner"], reden="Stopt", door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer, match="100,00%"):
        besluiten.indienen(session, case, door=petra, nu=nu)


def test_a_case_is_submitted_once(session, case, gevuld, petra, nu):
    besluiten.indienen(session, case, door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang):
        besluiten.indienen(session, case, door=petra, nu=nu)


def test_nobody_slips_a_line_into_the_plan_while_it_is_being_submitted(database, session, case, gevuld, petra, nu):
    """Who adds a line at that moment waits, and is then told; the share that was weighed is the share that counts."""
    session.commit()
    uitslag = []

    def voeg_toe():
        with database.session(write=True) as ander:
            try:
                eigen = ander.get_one(PurposeCase, case.id)
                partij = cases.provincie(ander)
                cases.geld(ander, eigen, partij, "1000000", ander.get_one(Gebruiker, petra.id), nu)
                ander.commit()
                uitslag.append("toegevoegd")
            except OngeldigeOvergang as fout:
                uitslag.append(fout.zin)

    tegelijk = threading.Thread(target=voeg_toe)
    with database.session(write=True) as een:
        eigen = een.get_one(PurposeCase, case.id)
        besluiten.indienen(een, eigen, door=een.get_one(Gebruiker, petra.id), nu=nu)
        tegelijk.start()
        tegelijk.join(0.5)
        assert not uitslag
        een.commit()
    tegelijk.join(20)
    assert len(uitslag) == 1
    assert "ligt vast" in uitslag[0]
    session.expire_all()
    assert verdeling_op(session, case.id, nu.date()).totaal.aangevraagd.aandeel == 50


# --- advice ---


def test_the_advice_is_about_the_last_version_and_of_the_body_of_the_meeting(session, case, gevuld, petra, nu):
    besluiten.indienen(session, case, door=petra, nu=nu)
    gremium = maak(session, Gremium, naam="Leer- en Adviescommissie")
    overleg = maak(session, Overleg, gremium=gremium, status=OverlegStatus.GEHOUDEN)
    advies = besluiten.adviseren(
        session,
        case,
        strekking=Strekking.POSITIEF_MET_KANTTEKENINGEN,
        tekst=" Let op de planning. ",
        gegeven_op=nu.date(),
        overleg=overleg,
        door=petra,
        nu=nu,
    )
    assert (advies.versie_id, advies.gremium_id, advies.tekst) == (
        case.versies[-1].id,
        gremium.id,
        "Let op de planning.",
    )
    assert case.status is CaseStatus.GEADVISEERD


def test_an_advice_that_cannot_be_is_refused(session, case, gevuld, petra, lezer, nu):
    def adviseer(door=petra, **anders):
        velden = {"strekking": Strekking.NEGATIEF, "tekst": "Nee", "gegeven_op": nu.date()}
        besluiten.adviseren(session, case, door=door, nu=nu, **velden | anders)

    with pytest.raises(OngeldigeOvergang):
        adviseer()
    besluiten.indienen(session, case, door=petra, nu=nu)
    afgelast = maak(session, Overleg, status=OverlegStatus.AFGELAST, reden="Ziek", afgelast_op=nu)
    for anders, velden in (
        ({"tekst": " "}, {"tekst"}),
        ({"gegeven_op": nu.date() + dt.timedelta(days=1)}, {"gegeven_op"}),
        ({"gegeven_op": nu.date() - dt.timedelta(days=1)}, {"gegeven_op"}),
        ({"overleg": afgelast, "tekst": ""}, {"overleg", "tekst"}),
    ):
        with pytest.raises(OngeldigeInvoer) as gevangen:
            adviseer(**anders)
        assert set(gevangen.value.velden) == velden
    with pytest.raises(NietToegestaan):
        adviseer(door=lezer)
    assert case.status is CaseStatus.INGEDIEND


def test_a_case_that_was_taken_back_is_advised_on_anew(session, geadviseerd, petra, bram, nu):
    purpose_case_opstellen.terugnemen(session, geadviseerd, reden="Beter", door=petra, nu=nu)
    tekst = cases.TEKST | {"commitment": "Beter."}
    purpose_case_opstellen.schrijven(session, geadviseerd, versie=2, door=petra, nu=nu, **tekst)
    besluiten.indienen(session, geadviseerd, door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang):
        cases.besluit(session, geadviseerd, bram, nu)
    besluiten.adviseren(
        session, geadviseerd, strekking=Strekking.POSITIEF, tekst="Nu wel", gegeven_op=nu.date(), door=petra, nu=nu
    )
    besluit = cases.besluit(session, geadviseerd, bram, nu)
    assert session.get(Advies, besluit.advies_id).tekst == "Nu wel"
    assert besluit.versie_id == geadviseerd.versies[-1].id


# --- the decision ---


def test_a_go_is_kept_with_what_was_there(session, geadviseerd, gevuld, bram, petra, nu):
    besluit = cases.besluit(session, geadviseerd, bram, nu)
    assert (geadviseerd.status, geadviseerd.uitkomst, geadviseerd.is_go) == (CaseStatus.BESLOTEN, Uitkomst.GO, True)
    assert (besluit.besloten_door_id, besluit.ingediend_door_id) == (bram.id, petra.id)
    assert [punt["code"] for punt in besluit.criteria] == ["R1", "R5", "R5.1", "R5.2", "V1", "E1"]
    assert besluit.criteria[0] == {
        "code": "R1", "eis": "Eis R1", "soort": "basis", "antwoord": "ja", "grond": "Grond R1",
    }  # fmt: skip
    assert besluit.criteria[4]["antwoord"] is None
    assert besluit.financiering["totaal"]["aangevraagd"] == {
        "provincie": "500000.00", "totaal": "1000000.00", "aandeel": "50.00", "onderwijs": "0.00", "bedrijf": "500000.00",
    }  # fmt: skip
    assert besluit.financiering["per_jaar"]["2027"]["geldend"]["aandeel"] == "50.00"
    assert besluit.financiering["totaal"]["toegekend"]["aandeel"] is None
    assert [(r["organisatie"], r["helix"], r["jaar"], r["soort"], r["aangevraagd"], r["toegekend"])
            for r in besluit.financiering["regels"]] == [
        ("Provincie Noord-Holland", "overheid", 2027, "geld", "500000.00", None),
        ("Proefbedrijf", "bedrijf", 2027, "geld", "500000.00", None),
    ]  # fmt: skip
    (regel,) = regel_over(session, "purpose_case.besloten")
    assert (regel.reden, regel.na["uitkomst"], regel.na["aandeel"]) == ("Er is voldoende draagvlak.", "go", "50.00")


def test_frozen_criteria_and_money_stay_when_everything_changes_afterwards(
    session, geadviseerd, gevuld, punten, bram, petra, nu
):
    besluit = cases.besluit(session, geadviseerd, bram, nu)
    voor = (list(besluit.criteria), dict(besluit.financiering))
    punten["R1"].eis = "Een strengere eis"
    session.delete(session.exec(select(Criterium).where(Criterium.code == "V1")).one())
    cases.partij(session, "Proefbedrijf").naam = "Hernoemd"
    cases.boek(session, gevuld["partner"], "1", petra, nu)
    session.commit()
    session.expire_all()
    assert (besluit.criteria, besluit.financiering) == voor


def test_who_submitted_does_not_decide(session, case, gevuld, bram, petra, nu):
    besluiten.indienen(session, case, door=bram, nu=nu)
    besluiten.adviseren(
        session, case, strekking=Strekking.POSITIEF, tekst="Doen", gegeven_op=nu.date(), door=petra, nu=nu
    )
    with pytest.raises(NietToegestaan, match="zelf ingediend"):
        cases.besluit(session, case, bram, nu)
    assert cases.besluit(session, case, petra, nu).besloten_door_id == petra.id


def test_a_decision_that_cannot_be_is_refused_whole(session, geadviseerd, bram, lezer, nu):
    def besluit(door=bram, **anders):
        velden = {"uitkomst": Uitkomst.GO, "gronden": "Ja", "besloten_op": nu.date()}
        besluiten.besluiten(session, geadviseerd, door=door, nu=nu, **velden | anders)

    for anders, velden in (
        ({"gronden": " "}, {"gronden"}),
        ({"besloten_op": nu.date() + dt.timedelta(days=1)}, {"besloten_op"}),
        ({"besloten_op": nu.date() - dt.timedelta(days=1)}, {"besloten_op"}),
        ({"is_onvoldoende_draagvlak": True}, {"is_onvoldoende_draagvlak"}),
        ({"uitkomst": Uitkomst.GO_ONDER_VOORWAARDEN}, {"voorwaarden"}),
        ({"voorwaarden": [{"omschrijving": "x", "uiterlijk": nu.date(), "eigenaar": bram}]}, {"voorwaarden"}),
        ({"overleg": maak(session, Overleg)}, {"overleg"}),
    ):
        with pytest.raises(OngeldigeInvoer) as gevangen:
            besluit(**anders)
        assert set(gevangen.value.velden) == velden
    with pytest.raises(NietToegestaan):
        besluit(door=lezer)
    assert geadviseerd.status is CaseStatus.GEADVISEERD
    assert session.exec(select(Poortbesluit)).all() == []


def test_nothing_is_decided_before_the_advice(session, case, gevuld, petra, bram, nu):
    with pytest.raises(OngeldigeOvergang):
        cases.besluit(session, case, bram, nu)
    besluiten.indienen(session, case, door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang, match="geadviseerd"):
        cases.besluit(session, case, bram, nu)


def test_a_go_is_refused_when_partner_money_fell_away_before_it(session, geadviseerd, gevuld, petra, bram, nu):
    cases.boek(session, gevuld["partner"], "499999.99", petra, nu)
    for uitkomst, voorwaarden in (
        (Uitkomst.GO, []),
        (Uitkomst.GO_ONDER_VOORWAARDEN, [{"omschrijving": "x", "uiterlijk": nu.date(), "eigenaar": petra}]),
    ):
        with pytest.raises(OngeldigeOvergang, match="50,01%"):
            cases.besluit(session, geadviseerd, bram, nu, uitkomst, voorwaarden=voorwaarden)
    assert cases.besluit(session, geadviseerd, bram, nu, Uitkomst.STOP).uitkomst is Uitkomst.STOP


def test_a_go_is_possible_when_the_province_grants_less_than_was_asked(session, case, petra, bram, gevuld, nu):
    cases.tot_advies(session, case, petra, nu)
    cases.boek(session, gevuld["partner"], "300000", petra, nu)
    cases.boek(session, gevuld["provincie"], "300000", petra, nu)
    cases.besluit(session, case, bram, nu)
    assert case.is_go


def test_a_coalitie_that_ended_meanwhile_gets_no_go(session, geadviseerd, coalitie, bram, nu):
    coalitie.beeindigen(nu.date(), "Opgeheven")
    session.flush()
    with pytest.raises(OngeldigeOvergang, match="Alleen een stop"):
        cases.besluit(session, geadviseerd, bram, nu)
    cases.besluit(session, geadviseerd, bram, nu, Uitkomst.STOP, is_onvoldoende_draagvlak=True)
    assert coalitie.reden == "Opgeheven"


# --- conditions ---


def test_conditions_become_work_with_a_date(session, geadviseerd, coalitie, petra, bram, nu):
    bedrijf = cases.partij(session, "Proefbedrijf")
    dag = nu.date() + dt.timedelta(days=60)
    besluit = cases.besluit(
        session,
        geadviseerd,
        bram,
        nu,
        Uitkomst.GO_ONDER_VOORWAARDEN,
        voorwaarden=[
            {"omschrijving": " Maak een planning. ", "uiterlijk": nu.date(), "eigenaar": petra},
            {
                "omschrijving": "Lever stageplekken",
                "uiterlijk": dag,
                "organisatie": bedrijf,
                "soort": AfspraakSoort.STAGES,
                "hoeveelheid": Decimal(12),
                "eenheid": " Stageplekken",
            },
            {
                "omschrijving": "Draag bij",
                "uiterlijk": dag,
                "organisatie": bedrijf,
                "soort": AfspraakSoort.GELD,
                "hoeveelheid": Decimal("0.01"),
            },
        ],
    )
    punt = session.exec(select(Actiepunt)).one()
    assert (punt.case_id, punt.omschrijving, punt.eigenaar_id, punt.uiterlijk) == (
        geadviseerd.id, "Maak een planning.", petra.id, nu.date(),
    )  # fmt: skip
    stages, geld = session.exec(select(Partnerafspraak).order_by(Partnerafspraak.id)).all()
    assert (stages.case_id, stages.coalitie_id, stages.programma_id) == (
        geadviseerd.id, coalitie.id, coalitie.programma_id,
    )  # fmt: skip
    assert (stages.herkomst, stages.status, stages.eigenaar_id, stages.uiterlijk) == (
        "Voorwaarde bij het poortbesluit", AfspraakStatus.GENOEMD, petra.id, dag,
    )  # fmt: skip
    assert (stages.eenheid, geld.eenheid, geld.openstaand) == ("stageplekken", "euro", Decimal("0.01"))
    session.refresh(besluit)
    assert [(v.actiepunt_id, v.partnerafspraak_id) for v in besluit.voorwaarden] == [
        (punt.id, None), (None, stages.id), (None, geld.id),
    ]  # fmt: skip
    assert len(regel_over(session, "partnerafspraak.genoemd")) == 2
    assert len(regel_over(session, "actiepunt.toegevoegd")) == 1


def test_all_that_is_wrong_with_the_conditions_is_said_at_once(session, geadviseerd, petra, bram, nu):
    bedrijf, gisteren = cases.partij(session, "Proefbedrijf"), nu.date() - dt.timedelta(days=1)
    stages = {"organisatie": bedrijf, "soort": AfspraakSoort.STAGES}
    basis = {"omschrijving": "x", "uiterlijk": nu.date()}
    fout = [
        {"omschrijving": " ", "uiterlijk": gisteren, "eigenaar": petra},
        basis,
        basis | {"eigenaar": petra, "organisatie": bedrijf, "soort": AfspraakSoort.GELD, "hoeveelheid": Decimal(1)},
        basis | stages,
        basis | stages | {"hoeveelheid": Decimal(0), "eenheid": "euro"},
        basis | {"organisatie": bedrijf, "hoeveelheid": Decimal(1), "eenheid": "uren"},
    ]
    with pytest.raises(OngeldigeInvoer) as gevangen:
        cases.besluit(session, geadviseerd, bram, nu, Uitkomst.GO_ONDER_VOORWAARDEN, voorwaarden=fout)
    assert set(gevangen.value.velden) == {
        "voorwaarden.0.omschrijving", "voorwaarden.0.uiterlijk",
        "voorwaarden.1.eigenaar",
        "voorwaarden.2.eigenaar",
        "voorwaarden.3.hoeveelheid", "voorwaarden.3.eenheid",
        "voorwaarden.4.hoeveelheid", "voorwaarden.4.eenheid",
        "voorwaarden.5.soort",
    }  # fmt: skip
    assert session.exec(select(Voorwaarde)).all() == []


# --- a stop ---


@pytest.fixture
def acties(session, coalitie, programma, actie):
    """Two acties of the coalitie: one of its own, and one on which another coalitie works too."""
    gedeeld = maak(session, Actie, programma=programma, nummer="7a", titel="Gedeeld")
    ander = maak(session, Ontwikkelcoalitie, programma=programma, naam="De andere")
    oud = maak(
        session, Ontwikkelcoalitie, programma=programma, naam="Gestopt", status=CoalitieStatus.BEEINDIGD,
        beeindigd_op=dt.date(2026, 1, 1), reden="Klaar",
    )  # fmt: skip
    for wie, wat in ((coalitie, actie), (coalitie, gedeeld), (ander, gedeeld), (oud, actie)):
        session.add(CoalitieActie(coalitie_id=wie.id, actie_id=wat.id))
    session.flush()
    return actie, gedeeld


def test_a_stop_for_too_little_support_ends_the_coalitie_its_open_work_and_its_actie(
    session, geadviseerd, coalitie, acties, petra, bram, nu
):
    overleg = maak(session, Overleg, coalitie=coalitie)
    punt = maak(session, Actiepunt, overleg=overleg)
    belofte = maak(session, Partnerafspraak, coalitie=coalitie, genoemd_op=dt.date(2026, 10, 1))
    agendapunt = maak(session, Agendapunt, coalitie=coalitie)
    ander = maak(session, Partnerafspraak)
    cases.besluit(session, geadviseerd, bram, nu, Uitkomst.STOP, is_onvoldoende_draagvlak=True)
    assert (geadviseerd.uitkomst, geadviseerd.status) == (Uitkomst.STOP, CaseStatus.BESLOTEN)
    assert (coalitie.status, coalitie.beeindigd_op, coalitie.reden) == (
        CoalitieStatus.BEEINDIGD, nu.date(), "onvoldoende draagvlak",
    )  # fmt: skip
    assert (belofte.status, belofte.openstaand, belofte.gronden) == (
        AfspraakStatus.VERVALLEN, 0, "De coalitie is beëindigd: onvoldoende draagvlak",
    )  # fmt: skip
    assert (punt.status, agendapunt.status) == (ActiepuntStatus.VERVALLEN, AgendapuntStatus.VERVALLEN)
    assert ander.status is AfspraakStatus.GENOEMD
    eigen, gedeeld = acties
    assert (eigen.beeindigd_op, eigen.beeindigd_reden) == (nu.date(), "onvoldoende draagvlak")
    assert gedeeld.beeindigd_op is None
    (blijft,) = regel_over(session, "actie.niet_beeindigd")
    assert (blijft.onderwerp_id, blijft.na) == (gedeeld.id, {"coalities": ["De andere"]})
    for handeling in (
        "coalitie.beeindigd", "partnerafspraak.vervallen", "actiepunt.vervallen", "agendapunt.vervallen", "actie.beeindigd",
    ):  # fmt: skip
        assert len(regel_over(session, handeling)) == 1, handeling


def test_an_actie_that_had_ended_keeps_its_own_day_and_reason(session, geadviseerd, acties, bram, nu):
    acties[0].beeindigd_op, acties[0].beeindigd_reden = dt.date(2026, 5, 1), "Klaar"
    session.flush()
    cases.besluit(session, geadviseerd, bram, nu, Uitkomst.STOP, is_onvoldoende_draagvlak=True)
    assert (acties[0].beeindigd_op, acties[0].beeindigd_reden) == (dt.date(2026, 5, 1), "Klaar")


def test_any_other_stop_leaves_the_coalitie_and_its_actie(session, geadviseerd, coalitie, acties, petra, bram, nu):
    cases.besluit(session, geadviseerd, bram, nu, Uitkomst.STOP)
    assert coalitie.status is CoalitieStatus.PURPOSE_CASE
    assert acties[0].beeindigd_op is None
    nieuw = cases.coalitie_met_case(session, coalitie, petra, nu, "Tweede poging")
    assert nieuw.status is CaseStatus.CONCEPT


# --- looking back ---


def test_a_case_is_looked_back_on(session, geadviseerd, gevuld, petra, bram, nu):
    cases.besluit(session, geadviseerd, bram, nu)
    with pytest.raises(OngeldigeOvergang):
        besluiten.evalueren(session, geadviseerd, op=nu.date(), evaluatie="Veel", door=petra, nu=nu)
    geadviseerd.uitvoeren(nu.date())
    for anders, veld in (
        ({"op": nu.date() - dt.timedelta(days=1)}, "op"),
        ({"op": nu.date() + dt.timedelta(days=1)}, "op"),
        ({"evaluatie": " "}, "evaluatie"),
    ):
        with pytest.raises(OngeldigeInvoer) as gevangen:
            besluiten.evalueren(
                session, geadviseerd, door=petra, nu=nu, **{"op": nu.date(), "evaluatie": "Veel"} | anders
            )
        assert set(gevangen.value.velden) == {veld}
    later = nu + dt.timedelta(days=400)
    besluiten.evalueren(
        session, geadviseerd, op=later.date(), evaluatie=" 120 vakmensen ", geleerd=" ", door=petra, nu=later
    )
    assert (geadviseerd.status, geadviseerd.evaluatie, geadviseerd.geleerd) == (
        CaseStatus.GEEVALUEERD, "120 vakmensen", None,
    )  # fmt: skip
    # What was spent may still be settled.
    cases.boek(session, gevuld["partner"], "1", petra, later, Stand.GEREALISEERD)
