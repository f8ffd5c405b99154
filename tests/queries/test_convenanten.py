"""Coverage of a deal on a day: how each signatory stood, whatever happened later."""

import datetime as dt
from decimal import Decimal
from random import Random

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Afschrijving,
    AfspraakStatus,
    Convenant,
    Levering,
    Ondertekening,
    Organisatie,
    Partnerafspraak,
    Programma,
    Verzetting,
)
from crm.queries.convenant_stand import OndertekenaarStand as Stand
from crm.queries.convenanten import convenanten, dekking, ondertekenaars, zoek_convenant
from tests.factories import EEN_DAG, maak
from tests.support.tellen import tel_opdrachten

S = AfspraakStatus
DAG = dt.date(2026, 9, 30)
LATER = dt.date(2026, 10, 10)


@pytest.fixture
def deal(session):
    return maak(session, Convenant, aantal_genoemd=45)


@pytest.fixture
def partij(session, deal):
    """A signatory with one promise that was confirmed, unless told otherwise."""

    def doe(*, afspraak=True, getekend_op=dt.date(2025, 1, 1), leveringen=(), **anders):
        organisatie = maak(session, Organisatie)
        maak(session, Ondertekening, convenant=deal, organisatie=organisatie, getekend_op=getekend_op)
        if not afspraak:
            return None
        velden = {"status": S.BEVESTIGD, "bevestigd_op": EEN_DAG, "genoemd_op": EEN_DAG, "hoeveelheid": Decimal(10)}
        noun = maak(session, Partnerafspraak, organisatie=organisatie, convenant_id=deal.id, **(velden | anders))
        for hoeveel, dag in leveringen:
            maak(session, Levering, afspraak=noun, hoeveelheid=Decimal(hoeveel), geleverd_op=dag)
        return noun

    return doe


def stand(session, deal, dag=DAG):
    (regel,) = ondertekenaars(session, deal.id, dag, aantal=10)
    return regel.stand


def klaar(**anders):
    return {"status": S.NAGEKOMEN, "geleverd": Decimal(10), "afgesloten_op": LATER} | anders


def gesloten(status, op=DAG):
    return {"status": status, "afgeschreven": Decimal(10), "afgesloten_op": op, "gronden": "Zo"}


@pytest.mark.parametrize(
    ("gegevens", "verwacht"),
    [
        ({"afspraak": False}, Stand.NIETS),
        ({"genoemd_op": LATER}, Stand.NIETS),
        ({"status": S.GENOEMD, "bevestigd_op": None}, Stand.GENOEMD),
        ({"bevestigd_op": LATER}, Stand.GENOEMD),
        ({}, Stand.BEVESTIGD),
        (klaar(leveringen=[(4, DAG), (6, LATER)]), Stand.DEELS),
        (klaar(leveringen=[(4, EEN_DAG), (6, DAG)]), Stand.GELEVERD),
        (klaar(leveringen=[(10, LATER)]), Stand.BEVESTIGD),
        ({"uiterlijk": dt.date(2026, 9, 29)}, Stand.TE_LAAT),
        ({"uiterlijk": DAG}, Stand.BEVESTIGD),
        ({"uiterlijk": None, "herijken_op": EEN_DAG}, Stand.BEVESTIGD),
        (gesloten(S.INGETROKKEN), Stand.VERVALLEN),
        (gesloten(S.VERVALLEN), Stand.VERVALLEN),
        (gesloten(S.VERVALLEN, LATER), Stand.BEVESTIGD),
    ],
)
def test_a_signatory_stands_as_it_did_on_the_day(session, deal, partij, gegevens, verwacht):
    partij(**gegevens)
    assert stand(session, deal) is verwacht
    assert [r.stand for r in ondertekenaars(session, deal.id, DAG, stand=verwacht, aantal=9)] == [verwacht]
    anders = next(s for s in Stand if s is not verwacht)
    assert ondertekenaars(session, deal.id, DAG, stand=anders, aantal=9) == ()


@pytest.mark.parametrize(
    ("gegevens", "bevestigd"),
    [
        ({}, 1),
        ({"bevestigd_op": LATER}, 0),
        (gesloten(S.INGETROKKEN), 0),
        (gesloten(S.INGETROKKEN, LATER), 1),
        # Dropped by us: the partner did confirm.
        (gesloten(S.VERVALLEN), 1),
    ],
)
def test_confirmed_is_confirmed_by_then_and_not_withdrawn_by_then(session, deal, partij, gegevens, bevestigd):
    partij(**gegevens)
    assert dekking(session, deal, DAG).bevestigd == bevestigd


def test_delivered_is_all_that_still_counts(session, deal, partij):
    eerste = partij(**klaar(leveringen=[(10, DAG)]))
    tweede = maak(
        session,
        Partnerafspraak,
        organisatie_id=eerste.organisatie_id,
        convenant_id=deal.id,
        genoemd_op=EEN_DAG,
        hoeveelheid=Decimal(10),
        **gesloten(S.VERVALLEN, LATER),
    )
    assert dekking(session, deal, DAG).geleverd == 0
    assert dekking(session, deal, LATER).geleverd == 1
    assert tweede.convenant_id == eerste.convenant_id


def test_what_was_written_off_in_part_counts_from_its_own_day(session, deal, partij):
    afspraak = partij(**klaar(geleverd=Decimal(6), afgeschreven=Decimal(4), leveringen=[(6, EEN_DAG)]))
    maak(session, Afschrijving, afspraak=afspraak, hoeveelheid=Decimal(4), afgeschreven_op=LATER)
    assert (dekking(session, deal, DAG).geleverd, dekking(session, deal, LATER).geleverd) == (0, 1)


def test_a_date_that_was_moved_later_still_held_on_the_day(session, deal, partij):
    afspraak = partij(uiterlijk=dt.date(2027, 3, 1))
    maak(session, Verzetting, afspraak=afspraak, van=dt.date(2026, 9, 1), naar=dt.date(2026, 12, 1), verzet_op=LATER)
    maak(session, Verzetting, afspraak=afspraak, van=dt.date(2026, 12, 1), naar=dt.date(2027, 3, 1), verzet_op=LATER)
    assert (stand(session, deal), stand(session, deal, LATER)) == (Stand.TE_LAAT, Stand.BEVESTIGD)


def test_a_promise_under_another_deal_says_nothing_here(session, deal, partij):
    afspraak = partij()
    afspraak.convenant_id = maak(session, Convenant, naam="Ander").id
    session.flush()
    assert stand(session, deal) is Stand.NIETS


def test_who_signed_later_does_not_count_yet_and_an_unknown_day_always_does(session, deal, partij):
    for getekend_op in (None, DAG, LATER):
        partij(getekend_op=getekend_op)
    maak(session, Ondertekening, convenant=deal, organisatie=None, naam="Wie is dit", getekend_op=LATER)
    gezien = [dekking(session, deal, dag) for dag in (DAG, LATER)]
    assert [(d.bekend, d.twijfel, d.bevestigd, d.van) for d in gezien] == [(2, 0, 2, 45), (4, 1, 3, 45)]


def test_a_deal_that_prints_no_number_counts_who_we_know(session):
    deal = maak(session, Convenant)
    assert dekking(session, deal, DAG).van == 0
    maak(session, Ondertekening, convenant=deal)
    assert dekking(session, deal, DAG).van == 1


@pytest.mark.parametrize("zaad", range(5))
def test_the_figures_are_those_of_the_ledger(session, deal, partij, zaad):
    """Counted in SQL, and counted again from each promise's own ledger."""
    kans = Random(zaad)
    dagen = [EEN_DAG + dt.timedelta(days=n) for n in range(0, 60, 3)]
    afspraken = []
    for _ in range(12):
        stuks = sorted(kans.sample(dagen, kans.randrange(4)))
        geleverd = Decimal(len(stuks) * 2)
        status = S.DEELS_NAGEKOMEN if stuks else kans.choice([S.GENOEMD, S.BEVESTIGD])
        anders = {"status": status, "geleverd": geleverd, "uiterlijk": kans.choice(dagen)}
        if len(stuks) == 3:
            anders |= {"status": S.NAGEKOMEN, "hoeveelheid": Decimal(6), "afgesloten_op": stuks[-1]}
        if status is S.GENOEMD:
            anders["bevestigd_op"] = None
        afspraken.append(partij(leveringen=[(2, dag) for dag in stuks], **anders))
    session.expire_all()
    for dag in dagen:
        boek = [afspraak.stand_op(dag) for afspraak in afspraken]
        klaar_ = sum(b.openstaand == 0 and b.geleverd > 0 for b in boek)
        laat = sum(b.openstaand > 0 and b.uiterlijk < dag for b in boek)
        d = dekking(session, deal, dag)
        assert (d.geleverd, d.te_laat) == (klaar_, laat)


def test_signatories_come_by_name_a_page_at_a_time(session, deal, partij):
    for _ in range(7):
        partij(afspraak=False)
    alle = ondertekenaars(session, deal.id, DAG, aantal=99)
    gezien, na = [], None
    while blad := ondertekenaars(session, deal.id, DAG, na=na, aantal=3):
        gezien += blad
        na = (blad[-1].naam_sleutel, blad[-1].nummer)
    assert gezien == list(alle)
    assert len(alle) == 7


def test_lists_and_figures_cost_one_or_two_statements(session, deal, partij, database):
    for _ in range(25):
        partij()
        maak(session, Convenant)
    session.flush()
    with tel_opdrachten(database.engine) as opdrachten:
        assert len(convenanten(session, DAG)) == 26
    assert len(opdrachten) == 2
    with tel_opdrachten(database.engine) as opdrachten:
        dekking(session, deal, DAG)
        ondertekenaars(session, deal.id, DAG, aantal=100)
    assert len(opdrachten) == 2


def test_a_deal_is_found_by_key_with_or_without_its_agenda_by_uuid_and_by_name(session):
    programma = maak(session, Programma)
    deal = maak(session, Convenant, programma=programma, naam="Circulaire Deal", sleutel="nh/convenant.deal")
    for tekst in ("nh/convenant.deal", "convenant.deal", str(deal.uuid), "circulaire deal"):
        assert zoek_convenant(session, tekst) is deal
    maak(session, Convenant, programma=programma, naam="Ander", sleutel="mra/convenant.deal")
    for tekst in ("convenant.deal", "onzin", ""):
        with pytest.raises(NietGevonden, match=r"Dit kan wel: .*nh/convenant\.deal"):
            zoek_convenant(session, tekst)
