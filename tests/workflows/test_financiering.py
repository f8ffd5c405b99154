"""The financing plan: lines, standen that keep their past, and the share of the province."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from sqlmodel import func, select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    FinancieringSoort,
    Financieringsregel,
    Financieringsstand,
    Helix,
    Logboekregel,
    Stand,
    Uitkomst,
)
from crm.queries.financiering import verdeling_op
from crm.workflows import financiering_bijhouden as bijhouden
from tests.support import cases


@pytest.fixture
def case(session, coalitie, petra, nu):
    return cases.coalitie_met_case(session, coalitie, petra, nu)


@pytest.fixture
def bedrijf(session):
    return cases.partij(session, "Proefbedrijf")


@pytest.fixture
def gegaan(session, case, programma, petra, bram, nu):
    """A case with a go on exactly half from the province; gives its two lines."""
    cases.richtsnoer(session, programma)
    regels = cases.vul(session, case, petra, nu)
    cases.tot_advies(session, case, petra, nu)
    cases.besluit(session, case, bram, nu)
    return regels


def natura(session, case, organisatie, door, nu, **anders):
    velden = {"hoeveelheid": Decimal(40), "eenheid": "uren", "tarief": Decimal(85), "waardering": "Cao-tarief"}
    return bijhouden.regel_toevoegen(
        session,
        case,
        organisatie=organisatie,
        jaar=2027,
        soort=FinancieringSoort.IN_NATURA,
        door=door,
        nu=nu,
        **velden | anders,
    )


def handelingen(session, handeling):
    return session.exec(select(Logboekregel).where(Logboekregel.handeling == handeling)).all()


# --- lines ---


def test_a_line_is_requested_from_today_on(session, case, bedrijf, petra, nu, logboek):
    regel = cases.geld(session, case, bedrijf, "1250.50", petra, nu, omschrijving=" Machines ")
    assert (regel.helix, regel.is_provinciaal, regel.omschrijving) == (Helix.BEDRIJF, False, "Machines")
    (stand,) = regel.standen
    assert (stand.stand, stand.bedrag, stand.op) == (Stand.AANGEVRAAGD, Decimal("1250.5"), nu.date())
    assert logboek()[-1] == "purpose_case.financiering_toegevoegd"
    assert handelingen(session, "purpose_case.financiering_toegevoegd")[0].na["aangevraagd"] == "1250.50"


@pytest.mark.parametrize(
    ("hoeveelheid", "tarief", "waarde"),
    [("40", "85", "3400"), ("0.5", "0.01", "0.01"), ("1.5", "0.33", "0.50"), ("33.33", "33.33", "1110.89")],
)
def test_in_natura_is_worth_quantity_times_tariff_and_half_a_cent_is_one(
    session, case, bedrijf, petra, nu, hoeveelheid, tarief, waarde
):
    regel = natura(session, case, bedrijf, petra, nu, hoeveelheid=Decimal(hoeveelheid), tarief=Decimal(tarief))
    assert (regel.standen[0].bedrag, regel.standen[0].hoeveelheid) == (Decimal(waarde), Decimal(hoeveelheid))


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"waardering": " "}, {"waardering"}),
        ({"waardering": None, "tarief": None, "eenheid": "", "hoeveelheid": None},
         {"waardering", "tarief", "eenheid", "hoeveelheid"}),
        ({"tarief": Decimal(0)}, {"tarief"}),
        ({"hoeveelheid": Decimal(-1)}, {"hoeveelheid"}),
        ({"bedrag": Decimal(3401)}, {"bedrag"}),
        ({"hoeveelheid": Decimal("0.01"), "tarief": Decimal("0.01")}, {"tarief"}),
        ({"hoeveelheid": Decimal(10**9), "tarief": Decimal(10**9)}, {"bedrag"}),
        ({"jaar": 1999}, {"jaar"}),
        ({"jaar": 20270}, {"jaar"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_in_natura_is_said_at_once(session, case, bedrijf, petra, nu, anders, velden):
    jaar = {"jaar": 2027} | {naam: w for naam, w in anders.items() if naam == "jaar"}
    rest = {naam: w for naam, w in anders.items() if naam != "jaar"}
    basis = {"hoeveelheid": Decimal(40), "eenheid": "uren", "tarief": Decimal(85), "waardering": "Cao-tarief"}
    with pytest.raises(OngeldigeInvoer) as gevangen:
        bijhouden.regel_toevoegen(
            session, case, organisatie=bedrijf, soort=FinancieringSoort.IN_NATURA, door=petra, nu=nu,
            **jaar, **basis | rest,
        )  # fmt: skip
    assert set(gevangen.value.velden) == velden
    assert session.exec(select(func.count()).select_from(Financieringsregel)).one() == 0


@pytest.mark.parametrize(
    ("anders", "velden"),
    [
        ({"bedrag": None}, {"bedrag"}),
        ({"bedrag": Decimal(0)}, {"bedrag"}),
        ({"bedrag": Decimal(-5)}, {"bedrag"}),
        ({"bedrag": Decimal("100000000000.01")}, {"bedrag"}),
        ({"bedrag": Decimal(5), "tarief": Decimal(1), "eenheid": "uren", "hoeveelheid": Decimal(1)},
         {"tarief", "eenheid", "hoeveelheid"}),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_line_in_money_is_said_at_once(session, case, bedrijf, petra, nu, anders, velden):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        bijhouden.regel_toevoegen(
            session, case, organisatie=bedrijf, jaar=2027, soort=FinancieringSoort.GELD, door=petra, nu=nu, **anders
        )
    assert set(gevangen.value.velden) == velden


def test_our_own_province_and_what_falls_under_it_is_provincial_whatever_the_form_says(
    session, case, petra, nu
):
    provincie = cases.provincie(session)
    fonds = cases.partij(session, "Innovatiefonds", Helix.SAMENWERKINGSVERBAND, ouder_id=provincie.id)
    deel = cases.partij(session, "Deelfonds", Helix.BEDRIJF, ouder_id=fonds.id)
    los = cases.partij(session, "Los fonds", Helix.SAMENWERKINGSVERBAND)
    assert [
        cases.geld(session, case, partij, "10", petra, nu, is_provinciaal=vinkje).is_provinciaal
        for partij, vinkje in ((provincie, False), (fonds, False), (deel, False), (los, False), (los, True))
    ] == [True, True, True, False, True]


def test_a_circle_of_parents_does_not_hang(session, case, petra, nu):
    een, twee = cases.partij(session, "Een"), cases.partij(session, "Twee")
    een.ouder_id, twee.ouder_id = twee.id, een.id
    session.flush()
    assert cases.geld(session, case, een, "10", petra, nu).is_provinciaal is False


def test_the_kind_of_party_is_kept_as_it_was_then(session, case, bedrijf, petra, nu):
    regel = cases.geld(session, case, bedrijf, "10", petra, nu)
    bedrijf.helix = Helix.ONDERWIJS
    session.flush()
    assert regel.helix is Helix.BEDRIJF


def test_the_same_form_sent_twice_is_one_line(session, case, bedrijf, petra, nu):
    kenmerk = uuid.uuid4()
    assert cases.geld(session, case, bedrijf, "10", petra, nu, kenmerk=kenmerk).uuid == kenmerk
    with pytest.raises(AlGebeurd):
        cases.geld(session, case, bedrijf, "10", petra, nu, kenmerk=kenmerk)


def test_a_reader_keeps_no_plan(session, case, bedrijf, petra, lezer, nu):
    regel = cases.geld(session, case, bedrijf, "10", petra, nu)
    with pytest.raises(NietToegestaan):
        cases.geld(session, case, bedrijf, "10", lezer, nu)
    with pytest.raises(NietToegestaan):
        cases.boek(session, regel, "5", lezer, nu)
    with pytest.raises(NietToegestaan):
        bijhouden.regel_intrekken(session, regel, reden="x", door=lezer, nu=nu)


# --- standen ---


def test_a_new_total_counts_from_today_and_the_earlier_one_stays(session, case, bedrijf, petra, nu):
    regel = cases.geld(session, case, bedrijf, "100", petra, nu)
    later = nu + dt.timedelta(days=3)
    cases.boek(session, regel, "80", petra, later, Stand.AANGEVRAAGD, "Minder nodig")
    assert [(s.bedrag, s.op, s.grond) for s in regel.standen] == [
        (Decimal(100), nu.date(), None),
        (Decimal(80), later.date(), "Minder nodig"),
    ]
    totaal = {dag: verdeling_op(session, case.id, dag).totaal.aangevraagd.totaal for dag in (nu.date(), later.date())}
    assert list(totaal.values()) == [Decimal(100), Decimal(80)]


def test_in_natura_a_new_total_is_a_quantity(session, case, bedrijf, petra, nu):
    regel = natura(session, case, bedrijf, petra, nu)
    stand = bijhouden.stand_bijwerken(
        session, regel, stand=Stand.AANGEVRAAGD, hoeveelheid=Decimal(10), grond="Minder", door=petra, nu=nu
    )
    assert (stand.bedrag, stand.hoeveelheid) == (Decimal(850), Decimal(10))
    for fout, veld in (({"bedrag": Decimal(5)}, "hoeveelheid"), ({"bedrag": Decimal(5), "hoeveelheid": Decimal(1)}, "bedrag")):
        with pytest.raises(OngeldigeInvoer) as gevangen:
            bijhouden.stand_bijwerken(
                session, regel, stand=Stand.AANGEVRAAGD, grond="x", door=petra, nu=nu, **fout
            )
        assert set(gevangen.value.velden) == {veld}


@pytest.mark.parametrize(
    ("velden", "fout"),
    [
        ({"bedrag": None}, "bedrag"),
        ({"bedrag": Decimal(-1)}, "bedrag"),
        ({"bedrag": Decimal("100000000000.01")}, "bedrag"),
        ({"bedrag": Decimal(1), "hoeveelheid": Decimal(1)}, "hoeveelheid"),
        ({"bedrag": Decimal(1), "grond": "  "}, "grond"),
    ],
)
def test_a_new_total_that_cannot_be_is_refused(session, case, bedrijf, petra, nu, velden, fout):
    regel = cases.geld(session, case, bedrijf, "100", petra, nu)
    with pytest.raises(OngeldigeInvoer) as gevangen:
        bijhouden.stand_bijwerken(
            session, regel, stand=Stand.AANGEVRAAGD, door=petra, nu=nu, **{"grond": "Brief"} | velden
        )
    assert set(gevangen.value.velden) == {fout}


def test_the_same_total_with_the_same_ground_is_booked_once(session, gegaan, petra, nu, logboek):
    cases.boek(session, gegaan["partner"], "400000", petra, nu)
    aantal = len(logboek())
    cases.boek(session, gegaan["partner"], "400000", petra, nu)
    assert len(logboek()) == aantal
    cases.boek(session, gegaan["partner"], "400000", petra, nu, grond="Bevestigd per brief")
    assert session.exec(select(func.count()).select_from(Financieringsstand)).one() == 4


def test_what_was_requested_is_fixed_once_submitted_and_the_rest_begins_there(session, gegaan, petra, nu):
    with pytest.raises(OngeldigeOvergang, match="ligt vast sinds het indienen"):
        cases.boek(session, gegaan["partner"], "1", petra, nu, Stand.AANGEVRAAGD)
    for stand in (Stand.TOEGEKEND, Stand.GEREALISEERD):
        cases.boek(session, gegaan["partner"], "450000.25", petra, nu, stand)
    assert gegaan["partner"].standen[-1].bedrag == Decimal("450000.25")


@pytest.mark.parametrize("stand", [Stand.TOEGEKEND, Stand.GEREALISEERD])
def test_nothing_is_granted_on_a_concept(session, case, bedrijf, petra, nu, stand):
    regel = cases.geld(session, case, bedrijf, "100", petra, nu)
    with pytest.raises(OngeldigeOvergang, match="concept"):
        cases.boek(session, regel, "100", petra, nu, stand)


def test_no_line_is_added_to_a_plan_that_was_submitted(session, case, gegaan, bedrijf, petra, nu):
    with pytest.raises(OngeldigeOvergang, match="ligt vast"):
        cases.geld(session, case, bedrijf, "10", petra, nu)


# --- a contribution that falls away, and the half that is passed ---


def test_a_line_that_falls_away_is_nothing_from_today_on_and_stays_in_history(session, case, gegaan, petra, nu):
    partner = gegaan["partner"]
    cases.boek(session, partner, "450000", petra, nu)
    later = nu + dt.timedelta(days=30)
    bijhouden.regel_intrekken(session, partner, reden="Faillissement", door=petra, nu=later)
    assert (partner.vervallen_op, partner.vervallen_reden) == (later.date(), "Faillissement")
    assert [(s.stand, s.bedrag) for s in partner.standen[-2:]] == [
        (Stand.AANGEVRAAGD, Decimal(0)),
        (Stand.TOEGEKEND, Decimal(0)),
    ]
    assert verdeling_op(session, case.id, nu.date()).totaal.toegekend.totaal == Decimal(450000)
    assert verdeling_op(session, case.id, later.date()).totaal.toegekend.totaal == Decimal(0)
    with pytest.raises(AlGebeurd):
        bijhouden.regel_intrekken(session, partner, reden="Nog eens", door=petra, nu=later)
    with pytest.raises(OngeldigeOvergang, match="vervallen"):
        cases.boek(session, partner, "1", petra, later)


def test_falling_away_has_a_reason(session, gegaan, petra, nu):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        bijhouden.regel_intrekken(session, gegaan["partner"], reden=" ", door=petra, nu=nu)
    assert set(gevangen.value.velden) == {"reden"}


def test_the_log_says_when_the_province_comes_to_carry_more_than_half(session, case, gegaan, petra, nu):
    cases.boek(session, gegaan["provincie"], "500000", petra, nu)
    assert not handelingen(session, "purpose_case.aandeel_boven_helft")
    cases.boek(session, gegaan["partner"], "499999.99", petra, nu)
    (regel,) = handelingen(session, "purpose_case.aandeel_boven_helft")
    assert (regel.onderwerp_id, regel.voor["aandeel"], regel.na["aandeel"]) == (case.id, "50.00", "50.01")
    # It is said once, when it happens.
    cases.boek(session, gegaan["partner"], "400000", petra, nu)
    assert len(handelingen(session, "purpose_case.aandeel_boven_helft")) == 1
    cases.boek(session, gegaan["partner"], "500000", petra, nu)
    bijhouden.regel_intrekken(session, gegaan["partner"], reden="Stopt", door=petra, nu=nu)
    assert len(handelingen(session, "purpose_case.aandeel_boven_helft")) == 2


def test_making_a_plan_raises_no_alarm(session, case, bedrijf, petra, nu):
    regel = cases.geld(session, case, bedrijf, "10", petra, nu)
    cases.geld(session, case, cases.provincie(session), "10", petra, nu)
    bijhouden.regel_intrekken(session, regel, reden="Toch niet", door=petra, nu=nu)
    assert not handelingen(session, "purpose_case.aandeel_boven_helft")


def test_money_can_be_settled_after_a_stop(session, case, programma, petra, bram, nu):
    cases.richtsnoer(session, programma)
    regels = cases.vul(session, case, petra, nu)
    cases.tot_advies(session, case, petra, nu)
    cases.boek(session, regels["partner"], "1000", petra, nu)
    cases.besluit(session, case, bram, nu, Uitkomst.STOP)
    cases.boek(session, regels["partner"], "0", petra, nu, grond="Ingetrokken na de stop")
    assert regels["partner"].standen[-1].bedrag == 0
