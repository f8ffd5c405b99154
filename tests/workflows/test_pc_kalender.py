"""The P&C calendar: a year is set up, days are counted back, and what the law asks stays where it is."""

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm.adapters.werkdagen import Werkkalender
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import GebruikerRol, Logboekregel, PcProduct, PcSoort, VrijeDag
from crm.queries.pc_dagen import Dagen
from crm.queries.pc_voorstel import voorstellen
from crm.queries.pc_waarschuwingen import uiterste_werkdag, waarschuwingen
from crm.workflows import pc_kalender_bijhouden as pc
from tests.factories import maak, maak_gebruiker

D = dt.date
S = PcSoort


@pytest.fixture
def coen(session):
    return maak_gebruiker(session, "Coen", GebruikerRol.CONTROLLER)


@pytest.fixture
def wie(coen, nu):
    return {"door": coen, "nu": nu}


@pytest.fixture
def k3(session):
    """The report over the third quarter, with a day that was counted back."""
    return maak(
        session, PcProduct, volgnummer=3, peildatum=D(2026, 9, 30), gs_datum=D(2026, 11, 10),
        aanlevertermijn=15, aanleverdatum=D(2026, 10, 20), is_teruggeteld=True,
    )  # fmt: skip


@pytest.fixture
def begroting(session):
    return maak(
        session, PcProduct, soort=S.BEGROTING, jaar=2027, volgnummer=1, peildatum=D(2026, 6, 30),
        gs_datum=D(2026, 9, 22), ps_datum=D(2026, 11, 9), wettelijk_voor=D(2026, 11, 15),
    )  # fmt: skip


@pytest.fixture
def wijzig(session, wie):
    def doe(product, **gegevens):
        versie = gegevens.pop("versie", product.versie)
        pc.wijzigen(session, product, gegevens, versie=versie, **wie)
        session.flush()

    return doe


# --- what is usual, and what the law says ---


@pytest.mark.parametrize("jaar", range(2024, 2036))
def test_a_budget_year_has_ten_products_in_an_order_that_can_be(jaar):
    kalender = Dagen()
    alle = voorstellen(jaar, kalender.kalender)
    assert [(v.soort, v.volgnummer) for v in alle if v.wet] == [(S.BEGROTING, 1), (S.JAARSTUKKEN, 1)]
    assert len({(v.soort, v.volgnummer) for v in alle}) == len(alle) == 10
    for v in alle:
        assert v.peildatum <= kalender.aanleverdatum(v.gs_datum, v.aanlevertermijn) < v.gs_datum
        assert v.ps_datum is None or v.ps_datum >= v.gs_datum + dt.timedelta(weeks=2)
        assert all(dag is None or kalender.kalender.is_werkdag(dag) for dag in (v.gs_datum, v.ps_datum))
        assert v.bron
        assert v.twijfel
    begroting, jaarstukken = (v for v in alle if v.wet)
    assert (begroting.wet.voor, jaarstukken.wet.voor) == (D(jaar - 1, 11, 15), D(jaar + 1, 7, 15))
    assert begroting.ps_datum < begroting.wet.voor
    assert jaarstukken.ps_datum + dt.timedelta(weeks=2) < jaarstukken.wet.voor


# What is before 15 November and before 15 July: the fourteenth, or the Friday before it.
LAATSTE_WERKDAGEN = {
    2024: (D(2023, 11, 14), D(2025, 7, 14)), 2025: (D(2024, 11, 14), D(2026, 7, 14)),
    2026: (D(2025, 11, 14), D(2027, 7, 14)), 2027: (D(2026, 11, 13), D(2028, 7, 14)),
    2028: (D(2027, 11, 12), D(2029, 7, 13)), 2029: (D(2028, 11, 14), D(2030, 7, 12)),
    2030: (D(2029, 11, 14), D(2031, 7, 14)), 2031: (D(2030, 11, 14), D(2032, 7, 14)),
    2032: (D(2031, 11, 14), D(2033, 7, 14)), 2033: (D(2032, 11, 12), D(2034, 7, 14)),
    2034: (D(2033, 11, 14), D(2035, 7, 13)), 2035: (D(2034, 11, 14), D(2036, 7, 14)),
}  # fmt: skip


@pytest.mark.parametrize(("jaar", "dagen"), LAATSTE_WERKDAGEN.items())
def test_the_last_safe_day_is_a_working_day_before_the_day_of_the_law(jaar, dagen):
    gevonden = [
        uiterste_werkdag(PcProduct(soort=v.soort, jaar=jaar, wettelijk_voor=v.wet.voor), Dagen())
        for v in voorstellen(jaar, Werkkalender())
        if v.wet
    ]
    assert tuple(gevonden) == dagen


@pytest.mark.parametrize(
    ("gs", "termijn", "dag", "waarom"),
    [
        # Goede Vrijdag and Easter Monday.
        (D(2027, 4, 6), 8, D(2027, 3, 23), ["Goede Vrijdag", "Tweede paasdag"]),
        # Koningsdag on the 26th, because the 27th is a Sunday; and 5 May, which is a Monday in that year.
        (D(2025, 5, 8), 8, D(2025, 4, 25), ["Bevrijdingsdag"]),
        (D(2027, 5, 11), 10, D(2027, 4, 22), ["Koningsdag", "Bevrijdingsdag", "Hemelvaartsdag"]),
        (D(2027, 1, 5), 6, D(2026, 12, 24), ["Eerste kerstdag", "Nieuwjaarsdag"]),
        (D(2026, 11, 10), 15, D(2026, 10, 20), []),
    ],
)
def test_days_are_counted_back_over_easter_koningsdag_and_christmas(gs, termijn, dag, waarom):
    telling = Dagen().telling(gs, termijn)
    assert telling.dag == dag
    namen = [naam.lower() for _, naam in telling.vrij]
    assert namen == [naam.lower() for naam in waarom]
    doordeweeks = (gs - dag).days - telling.weekeinddagen - len(telling.vrij)
    assert doordeweeks == termijn


# --- setting up a year ---


def test_a_year_is_set_up_once_and_what_was_there_stays(session, wie, wijzig):
    eigen = maak(session, PcProduct, soort=S.KADERBRIEF, jaar=2028, volgnummer=1, peildatum=D(2027, 2, 1))
    nieuw = pc.inrichten(session, jaar=2028, **wie)
    assert len(nieuw) == 9
    begroting = next(p for p in nieuw if p.soort is S.BEGROTING)
    assert begroting.wettelijk_voor == D(2027, 11, 15)
    assert begroting.is_teruggeteld
    assert begroting.aanleverdatum == Werkkalender().verschoven(D(2027, 9, 22), -25)
    wijzig(begroting, gs_datum=D(2027, 9, 29))
    assert pc.inrichten(session, jaar=2028, **wie) == []
    session.refresh(eigen)
    assert (eigen.peildatum, eigen.gs_datum, begroting.gs_datum) == (D(2027, 2, 1), None, D(2027, 9, 29))


def test_nobody_is_late_for_a_day_that_was_proposed_after_it(session, wie, wijzig, nu):
    nieuw = pc.inrichten(session, jaar=2026, **wie)
    assert [p.naam for p in nieuw if p.aanleverdatum] == [
        "derde begrotingswijziging 2026",
        "jaarstukken 2026",
        "kwartaalrapportage 2026-K3",
        "kwartaalrapportage 2026-K4",
    ]
    kaderbrief = nieuw[0]
    assert waarschuwingen(kaderbrief, Dagen(), nu.date()) == ()
    wijzig(kaderbrief, opmerking="Vastgesteld", aanleverdatum=None)
    assert kaderbrief.aanleverdatum is None


def test_a_year_far_away_and_a_reader_are_refused(session, wie, nu):
    with pytest.raises(OngeldigeInvoer, match="Klopt het jaar"):
        pc.inrichten(session, jaar=2072, **wie)
    lezer = maak_gebruiker(session, "Lea", GebruikerRol.LEZER)
    with pytest.raises(OngeldigeInvoer):
        pc.inrichten(session, jaar=2027, eigenaar=lezer, **wie)
    with pytest.raises(NietToegestaan):
        pc.inrichten(session, jaar=2027, door=lezer, nu=nu)


def test_a_count_that_ends_before_the_peildatum_is_left_to_a_colleague(session, wie):
    maak(session, VrijeDag, van=D(2027, 3, 22), tot=D(2027, 5, 7), naam="Verbouwing")
    nieuw = pc.inrichten(session, jaar=2027, **wie)
    eerste = next(p for p in nieuw if p.soort is S.KWARTAALRAPPORTAGE and p.volgnummer == 1)
    assert (eerste.aanleverdatum, eerste.is_teruggeteld) == (None, False)


# --- days that move ---


def test_another_day_of_gs_or_another_term_counts_back_again(k3, wijzig):
    wijzig(k3, gs_datum=D(2026, 11, 17))
    assert k3.aanleverdatum == D(2026, 10, 27)
    wijzig(k3, aanlevertermijn=10)
    assert k3.aanleverdatum == D(2026, 11, 3)
    wijzig(k3, gs_datum=None)
    assert (k3.aanleverdatum, k3.is_teruggeteld) == (None, False)


def test_a_day_that_somebody_chose_stays_until_it_is_made_empty(session, k3, wijzig):
    wijzig(k3, aanleverdatum=D(2026, 10, 15))
    assert k3.is_met_de_hand
    wijzig(k3, gs_datum=D(2026, 11, 17), aanlevertermijn=12)
    assert k3.aanleverdatum == D(2026, 10, 15)
    wijzig(k3, aanleverdatum=None)
    assert (k3.aanleverdatum, k3.is_teruggeteld) == (D(2026, 10, 30), True)
    zelf = session.exec(select(Logboekregel).where(Logboekregel.onderwerp_id == k3.id)).all()
    assert zelf[-1].voor == {"aanleverdatum": "2026-10-15", "is_teruggeteld": False}


def test_free_days_of_the_province_count_and_a_change_of_them_is_told(session, k3, wijzig):
    maak(session, VrijeDag, van=D(2026, 10, 26), tot=D(2026, 10, 30), naam="Herfstreces")
    vrij = Dagen([(D(2026, 10, 26), D(2026, 10, 30), "Herfstreces")])
    assert any("Opnieuw geteld" in zin for zin in waarschuwingen(k3, vrij, D(2026, 10, 1)))
    wijzig(k3, aanleverdatum=None)
    assert k3.aanleverdatum == D(2026, 10, 13)
    assert not any("Opnieuw geteld" in zin for zin in waarschuwingen(k3, vrij, D(2026, 10, 1)))


@pytest.mark.parametrize(
    ("gegevens", "veld"),
    [
        ({"peildatum": None}, "peildatum"),
        ({"peildatum": D(2026, 10, 1)}, "peildatum"),
        ({"ps_datum": D(2026, 11, 9)}, "ps_datum"),
        ({"aanlevertermijn": 60}, "aanlevertermijn"),
        ({"aanleverdatum": D(2026, 9, 1)}, "aanleverdatum"),
        ({"aanleverdatum": D(2026, 11, 11)}, "aanleverdatum"),
        ({"gs_datum": D(2062, 11, 10)}, "gs_datum"),
    ],
)
def test_days_in_an_order_that_cannot_be_are_refused_beside_their_field(k3, wijzig, gegevens, veld):
    with pytest.raises(OngeldigeInvoer) as weigering:
        wijzig(k3, **gegevens)
    assert list(weigering.value.velden) == [veld]


def test_who_looked_at_an_older_version_is_told(k3, wijzig):
    gezien = k3.versie
    wijzig(k3, opmerking="Let op het reces")
    with pytest.raises(Verouderd):
        wijzig(k3, opmerking="Iets anders", versie=gezien)


def test_saving_what_it_was_writes_nothing(session, k3, wijzig):
    wijzig(k3, gs_datum=k3.gs_datum, aanleverdatum=k3.aanleverdatum, opmerking="  ")
    assert (k3.versie, k3.is_teruggeteld) == (1, True)
    assert session.exec(select(Logboekregel)).all() == []


# --- in, ready, and open again ---


def test_what_is_in_is_not_ready_and_can_be_opened_again(session, begroting, wie):
    pc.aanleveren(session, begroting, op=D(2026, 9, 1), **wie)
    assert begroting.is_binnen
    assert begroting.gereed_op is None
    with pytest.raises(AlGebeurd):
        pc.aanleveren(session, begroting, op=D(2026, 9, 2), **wie)
    pc.gereedmelden(session, begroting, op=D(2026, 10, 13), **wie)
    with pytest.raises(AlGebeurd):
        pc.gereedmelden(session, begroting, op=D(2026, 10, 13), **wie)
    with pytest.raises(OngeldigeOvergang, match="Heropen"):
        pc.wijzigen(session, begroting, {"opmerking": "x"}, versie=begroting.versie, **wie)
    pc.heropenen(session, begroting, reden="De minister vraagt een bijlage", **wie)
    assert (begroting.gereed_op, begroting.aangeleverd_op) == (None, D(2026, 9, 1))
    pc.heropenen(session, begroting, reden="Er mist een tekst", **wie)
    assert not begroting.is_binnen
    with pytest.raises(OngeldigeOvergang):
        pc.heropenen(session, begroting, reden="Nog eens", **wie)


@pytest.mark.parametrize("op", [D(2026, 10, 15), D(2026, 6, 29)])
def test_a_day_ahead_or_before_the_peildatum_is_refused(session, begroting, wie, op):
    for daad in (pc.aanleveren, pc.gereedmelden):
        with pytest.raises(OngeldigeInvoer):
            daad(session, begroting, op=op, **wie)


# --- what the law asks, stays ---


def test_a_product_goes_with_a_reason_and_one_of_the_law_never(session, k3, begroting, wie):
    with pytest.raises(OngeldigeInvoer):
        pc.verwijderen(session, k3, reden=" ", **wie)
    pc.verwijderen(session, k3, reden="Er is dit jaar geen derde rapportage", **wie)
    with pytest.raises(OngeldigeOvergang, match="15\u00a0november\u00a02026"):
        pc.verwijderen(session, begroting, reden="Weg ermee", **wie)
    session.flush()
    assert session.exec(select(PcProduct)).one() is begroting
    regel = session.exec(select(Logboekregel).where(Logboekregel.handeling == "pc_product.verwijderd")).one()
    assert regel.voor["naam"] == "kwartaalrapportage 2026-K3"


@pytest.mark.parametrize(
    "opdracht",
    [
        "DELETE FROM pc_product",
        "UPDATE pc_product SET wettelijk_voor = NULL",
        "UPDATE pc_product SET wettelijk_voor = '2027-11-15'",
        "UPDATE pc_product SET soort = 'kaderbrief', wettelijk_voor = NULL",
        "UPDATE pc_product SET jaar = 2030",
    ],
)
def test_the_database_keeps_the_day_of_the_law(session, begroting, opdracht):
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.text(opdracht))


def test_a_begroting_without_the_day_of_the_law_does_not_exist(session):
    with pytest.raises(sa.exc.IntegrityError):
        maak(session, PcProduct, soort=S.BEGROTING)


# --- what deserves attention ---


OKTOBER = D(2026, 10, 1)


def zinnen(product, dag=OKTOBER, **anders):
    for veld, waarde in anders.items():
        setattr(product, veld, waarde)
    return " ".join(waarschuwingen(product, Dagen(), dag)).replace("\u00a0", " ")


def test_the_law_is_warned_of_before_it_is_too_late(begroting):
    zin = zinnen(begroting)
    assert "Zaterdag 14 november 2026 is geen werkdag (zaterdag). Plan de verzending uiterlijk op vrijdag 13 november" in zin
    assert "Om het te verzenden zijn er daarna nog vier werkdagen, geen twee weken." in zin
    assert "Er is nog geen aanleverdatum" in zinnen(begroting, D(2026, 9, 1))
    assert "te laat om het nog op tijd" in zinnen(begroting, ps_datum=D(2026, 11, 14))
    assert "geen twee weken." not in zinnen(begroting, ps_datum=D(2026, 10, 30))
    assert "nog geen dag van PS" in zinnen(begroting, ps_datum=None)
    assert "één dag geleden" in zinnen(begroting, D(2026, 11, 15))
    assert zinnen(begroting, D(2026, 11, 15), gereed_op=D(2026, 11, 13)) == ""


def test_ps_come_two_weeks_after_the_begroting_is_public(begroting):
    assert "kan dat vanaf 6 oktober 2026" in zinnen(begroting, ps_datum=D(2026, 10, 5))
    assert "artikel 194" not in zinnen(begroting, ps_datum=D(2026, 10, 6))


def test_a_day_that_passed_and_a_free_day_are_told(k3):
    assert zinnen(k3) == ""
    assert "twee dagen voorbij" in zinnen(k3, D(2026, 10, 22))
    assert "voorbij" not in zinnen(k3, D(2026, 10, 22), aangeleverd_op=D(2026, 10, 20))
    zin = zinnen(k3, D(2026, 10, 1), aangeleverd_op=None, gs_datum=D(2026, 12, 25), is_teruggeteld=False)
    assert "De dag van GS, 25 december 2026, is een vrije dag" in zin
    assert "donderdag 24 december 2026 en maandag 28 december 2026" in zin
