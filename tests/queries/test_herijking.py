"""The lines of a round: whose they are, in which order, and how many wait."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import (
    AfspraakStatus,
    Gebruiker,
    Herijking,
    HerijkingBesluit,
    Herijkingsregel,
    Lijst,
    Partnerafspraak,
    Toezegging,
    ToezeggingStatus,
    Verzetting,
)
from crm.queries.herijking import aandelen, in_rondes, nog_te_besluiten, ronde, rondes
from crm.queries.herijkingsregels import Welke, besluitenlijst, regels, zoek_regel
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

VROEG, LAAT = dt.date(2026, 9, 1), dt.date(2026, 11, 1)
BESLOTEN = {"besluit": HerijkingBesluit.HANDHAVEN, "toelichting": "Blijft", "besloten_op": VROEG}


@pytest.fixture
def herijking(session):
    return maak(session, Herijking, jaar=2026, helft=2)


@pytest.fixture
def ik(session):
    return maak(session, Gebruiker, naam="Zus")


def test_mine_first_then_by_name_and_nobodys_last_and_within_those_a_before_b_by_date(session, herijking, ik):
    """Two colleagues of one name stay apart."""
    anna, ook_anna = maak(session, Gebruiker, naam="Anna"), maak(session, Gebruiker, naam="Anna")
    gemaakt = [
        maak(session, Herijkingsregel, herijking=herijking, eigenaar=wie, lijst=lijst, uiterlijk=dag).uuid
        for wie in (ik, anna, ook_anna, None)
        for lijst, dag in ((Lijst.A, VROEG), (Lijst.A, LAAT), (Lijst.B, VROEG))
    ]
    assert [s.regel.uuid for s in regels(session, herijking, ik, aantal=20)] == gemaakt
    gezien, na = [], None
    while blad := regels(session, herijking, ik, na=na, aantal=5):
        gezien += [stand.regel.uuid for stand in blad]
        na = gezien[-1]
    assert gezien == gemaakt
    assert [s.regel.uuid for s in regels(session, herijking, ik, alleen_eigen=True, aantal=9)] == gemaakt[:3]


def test_what_was_closed_meanwhile_does_not_wait(session, herijking, ik):
    dicht = {"status": AfspraakStatus.VERVALLEN, "gronden": "x", "afgesloten_op": VROEG}
    over = [
        {"afspraak": maak(session, Partnerafspraak, **dicht, afgeschreven=Decimal(12))},
        {
            "afspraak": None,
            "toezegging": maak(session, Toezegging, status=ToezeggingStatus.VOLDAAN, voldaan_op=LAAT),
        },
        {"besloten_door": ik, **BESLOTEN},
        {},
        {"afspraak": None, "toezegging": maak(session, Toezegging)},
    ]
    lijn = [maak(session, Herijkingsregel, herijking=herijking, **anders).uuid for anders in over]
    assert [a.wacht for a in aandelen(session, herijking)] == [2]
    assert (ronde(session, herijking.uuid).totaal, rondes(session)[0].wacht) == (5, 2)

    def uuids(welke):
        return {stand.regel.uuid for stand in regels(session, herijking, ik, welke=welke, aantal=9)}

    assert (uuids(Welke.OPEN), uuids(Welke.BESLOTEN)) == (set(lijn[3:]), set(lijn[:3]))
    besluiten = [stand.besluit for stand in besluitenlijst(session, herijking, aantal=9)]
    assert besluiten == [
        HerijkingBesluit.HANDHAVEN,
        HerijkingBesluit.AL_GESLOTEN,
        HerijkingBesluit.AL_GESLOTEN,
    ]


def test_a_line_shows_how_often_its_promise_moved_and_in_which_rounds_it_was(session, herijking, ik):
    regel = maak(session, Herijkingsregel, herijking=herijking)
    afspraak = session.get_one(Partnerafspraak, regel.afspraak_id)
    maak(session, Verzetting, afspraak=afspraak)
    assert zoek_regel(session, herijking, regel.uuid).verzet == 1
    assert zoek_regel(session, maak(session, Herijking), regel.uuid) is None
    assert [(h.id, r.id) for h, r in in_rondes(session, afspraak)] == [(herijking.id, regel.id)]
    assert nog_te_besluiten(session, afspraak) == [regel]


def test_rounds_without_lines_count_nothing_and_the_latest_is_first(session):
    gemaakt = [
        maak(session, Herijking, jaar=jaar, helft=helft) for jaar, helft in ((2026, 1), (2026, 2), (2025, 2))
    ]
    gevonden = rondes(session)
    assert [telling.herijking.uuid for telling in gevonden] == [
        gemaakt[1].uuid,
        gemaakt[0].uuid,
        gemaakt[2].uuid,
    ]
    assert {(telling.lijst_a, telling.lijst_b, telling.wacht) for telling in gevonden} == {(0, 0, 0)}


@pytest.mark.parametrize("aantal", [2, 30])
def test_the_price_does_not_grow_with_the_lines(session, database, herijking, ik, aantal):
    for _ in range(aantal):
        maak(session, Herijkingsregel, herijking=herijking, eigenaar=maak(session, Gebruiker))
    eerste = regels(session, herijking, ik, aantal=1)[0].regel.uuid
    session.expunge_all()
    with tel_opdrachten(database.engine) as opdrachten:
        stand = ronde(session, herijking.uuid)
        for s in regels(session, stand.herijking, ik, na=eerste, aantal=20):
            assert (s.onderwerp.dag, s.besluit) == (dt.date(2027, 2, 1), None)
        rondes(session)
    assert len(opdrachten) <= 5
