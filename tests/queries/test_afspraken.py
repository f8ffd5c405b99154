"""The list of promises: choices, paging by key, and counts."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import AfspraakStatus, Gebruiker, Organisatie, Partnerafspraak, Programma, Verzetting
from crm.queries.afspraken import Keuze, blad, tellingen
from crm.queries.dossier_afspraak import afspraak_dossier
from crm.queries.kwartaal import Kwartaal, kwartaalcijfers
from crm.queries.vandaag import vandaag
from tests.factories import maak

DAG = dt.date(2026, 9, 30)


@pytest.fixture
def afspraken(session):
    """One late, one that has no date but a day to look again, one for later, and one that is closed."""
    partner = maak(session, Organisatie)
    dicht = {"status": AfspraakStatus.NAGEKOMEN, "geleverd": Decimal(12), "bevestigd_op": DAG, "afgesloten_op": DAG}
    return {
        "laat": maak(session, Partnerafspraak, organisatie=partner, uiterlijk=dt.date(2026, 9, 1)),
        "herijken": maak(
            session, Partnerafspraak, organisatie=partner, uiterlijk=None, herijken_op=dt.date(2026, 10, 5)
        ),
        "later": maak(session, Partnerafspraak, organisatie=partner, uiterlijk=dt.date(2027, 1, 1)),
        "dicht": maak(session, Partnerafspraak, organisatie=partner, uiterlijk=dt.date(2026, 3, 1), **dicht),
    }


@pytest.mark.parametrize(
    ("keuze", "namen"),
    [
        (Keuze.OPEN, ["laat", "herijken", "later"]),
        (Keuze.TE_LAAT, ["laat"]),
        (Keuze.AFGESLOTEN, ["dicht"]),
        (Keuze.ALLES, ["dicht", "laat", "herijken", "later"]),
    ],
)
def test_each_choice_shows_its_own_by_date(session, afspraken, keuze, namen):
    gevonden = [regel.uuid for regel in blad(session, keuze, DAG, aantal=10)]
    assert gevonden == [afspraken[naam].uuid for naam in namen]
    assert tellingen(session, DAG)[keuze] == len(namen)


def test_what_is_due_today_is_not_late(session):
    maak(session, Partnerafspraak, uiterlijk=DAG)
    assert blad(session, Keuze.TE_LAAT, DAG, aantal=10) == ()


def test_pages_follow_each_other_without_gaps_also_on_one_day(session):
    partner = maak(session, Organisatie)
    gemaakt = {maak(session, Partnerafspraak, organisatie=partner, uiterlijk=DAG).uuid for _ in range(7)}
    gezien, na = [], None
    while regels := blad(session, Keuze.OPEN, DAG, na=na, aantal=3):
        gezien += [regel.uuid for regel in regels]
        na = (regels[-1].dag, regels[-1].uuid)
    assert len(gezien) == 7
    assert set(gezien) == gemaakt


def test_ones_own_are_those_one_follows(session):
    wie = maak(session, Gebruiker)
    eigen = maak(session, Partnerafspraak, eigenaar=wie)
    maak(session, Partnerafspraak)
    assert [r.uuid for r in blad(session, Keuze.OPEN, DAG, eigenaar_id=wie.id, aantal=10)] == [eigen.uuid]
    assert tellingen(session, DAG, wie.id)[Keuze.ALLES] == 1


def test_a_promise_keeps_every_date_it_had(session):
    afspraak = maak(session, Partnerafspraak)
    later = maak(session, Verzetting, afspraak=afspraak, verzet_op=dt.date(2026, 9, 20))
    eerder = maak(session, Verzetting, afspraak=afspraak, verzet_op=dt.date(2026, 9, 10))
    assert afspraak_dossier(session, afspraak.uuid).verzettingen == (eerder, later)
    assert blad(session, Keuze.OPEN, DAG, aantal=1)[0].verzet == 2


def test_late_means_one_thing_in_the_list_vandaag_and_the_report(session, nu):
    """A passed day to look again is no passed due date."""
    wie = maak(session, Gebruiker)
    programma = maak(session, Programma)
    eigen = {"eigenaar": wie, "programma": programma, "genoemd_op": dt.date(2026, 1, 1)}
    laat = maak(session, Partnerafspraak, uiterlijk=dt.date(2026, 9, 1), **eigen)
    kijk = maak(session, Partnerafspraak, uiterlijk=None, herijken_op=dt.date(2026, 9, 1), **eigen)
    session.flush()
    assert [regel.uuid for regel in blad(session, Keuze.TE_LAAT, DAG, aantal=10)] == [laat.uuid]
    assert tellingen(session, DAG)[Keuze.TE_LAAT] == 1
    (regel,) = [regel for regel in blad(session, Keuze.OPEN, DAG, aantal=10) if regel.uuid == kijk.uuid]
    assert (regel.is_te_laat(DAG), regel.moet_opnieuw_bekeken(DAG)) == (False, True)
    blad_ = vandaag(session, wie, dt.datetime(2026, 9, 30, 9, tzinfo=dt.UTC))
    assert [werk.uuid for werk in blad_.te_laat] == [laat.uuid]
    assert [werk.uuid for werk in blad_.deze_week] == [kijk.uuid]
    cijfers = kwartaalcijfers(session, programma, periode=Kwartaal(2026, 3), peildatum=DAG)
    assert {stand.uuid for stand in cijfers.afspraken if stand.is_te_laat} == {laat.uuid}
