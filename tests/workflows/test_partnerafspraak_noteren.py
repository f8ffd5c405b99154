"""A promise outside a meeting: where it stands, what it belongs to, and what it must say."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import (
    Actie,
    AfspraakSoort,
    AfspraakStatus,
    CoalitieStatus,
    Convenant,
    GebruikerRol,
    Ontwikkelcoalitie,
    Programma,
    PurposeCase,
)
from crm.workflows.partnerafspraak_noteren import noteren
from tests.factories import maak, maak_gebruiker

GOED = {
    "omschrijving": "  Uren van een projectleider ",
    "soort": AfspraakSoort.UREN,
    "eenheid": " Uren  per week",
    "hoeveelheid": Decimal("7.5"),
    "uiterlijk": dt.date(2027, 1, 1),
    "genoemd_op": dt.date(2026, 10, 1),
    "herkomst": "Brief van 1 oktober 2026",
}


@pytest.fixture
def noteer_zo(session, rom, petra, nu):
    return lambda **anders: noteren(session, organisatie=rom, **GOED | {"door": petra, "nu": nu} | anders)


def test_a_promise_in_a_letter_is_named_and_followed_by_who_noted_it(noteer_zo, petra, rom, logboek):
    afspraak = noteer_zo()
    assert (afspraak.status, afspraak.organisatie_id, afspraak.eigenaar_id) == (
        AfspraakStatus.GENOEMD,
        rom.id,
        petra.id,
    )
    assert (afspraak.omschrijving, afspraak.eenheid) == ("Uren van een projectleider", "uren per week")
    assert (afspraak.herkomst, afspraak.overleg_id) == ("Brief van 1 oktober 2026", None)
    assert logboek() == ["partnerafspraak.genoemd"]


def test_a_case_brings_its_coalitie_and_its_agenda(session, noteer_zo):
    case = maak(session, PurposeCase)
    coalitie = session.get(Ontwikkelcoalitie, case.coalitie_id)
    afspraak = noteer_zo(case=case)
    assert (afspraak.case_id, afspraak.coalitie_id, afspraak.programma_id) == (
        case.id,
        coalitie.id,
        coalitie.programma_id,
    )


def test_an_actie_and_a_convenant_bring_their_agenda_and_a_named_agenda_goes_first(session, noteer_zo):
    actie, convenant, programma = (maak(session, soort) for soort in (Actie, Convenant, Programma))
    assert noteer_zo(actie=actie).programma_id == actie.programma_id
    assert noteer_zo(convenant=convenant).convenant_id == convenant.id
    assert noteer_zo(actie=actie, programma=programma).programma_id == programma.id


def test_money_is_in_euro_also_when_nobody_says_so(noteer_zo):
    assert noteer_zo(soort=AfspraakSoort.GELD, eenheid=None).eenheid == "euro"


def test_everything_that_is_wrong_is_said_at_once(session, noteer_zo):
    with pytest.raises(OngeldigeInvoer) as fout:
        noteer_zo(
            omschrijving=" ",
            hoeveelheid=Decimal(0),
            eenheid=" ",
            uiterlijk=None,
            herkomst="",
            genoemd_op=dt.date(2026, 12, 1),
        )
    assert set(fout.value.velden) == {
        "omschrijving",
        "hoeveelheid",
        "eenheid",
        "uiterlijk",
        "herkomst",
        "genoemd_op",
    }
    assert "6 velden" in fout.value.zin


@pytest.mark.parametrize(
    ("anders", "veld"),
    [
        ({"uiterlijk": dt.date(2026, 9, 1)}, "uiterlijk"),
        ({"soort": AfspraakSoort.GELD, "eenheid": "uren"}, "eenheid"),
        ({"eenheid": "euro"}, "eenheid"),
    ],
    ids=str,
)
def test_what_cannot_be_is_refused_at_its_field(noteer_zo, anders, veld):
    with pytest.raises(OngeldigeInvoer) as fout:
        noteer_zo(**anders)
    assert set(fout.value.velden) == {veld}
    assert fout.value.zin == fout.value.velden[veld][0]


def test_a_case_of_another_coalitie_is_refused(session, noteer_zo, coalitie):
    with pytest.raises(OngeldigeInvoer, match="andere coalitie"):
        noteer_zo(case=maak(session, PurposeCase), coalitie=coalitie)


def test_an_ended_coalitie_gets_no_promises_any_more(session, noteer_zo, vandaag):
    dicht = maak(
        session, Ontwikkelcoalitie, status=CoalitieStatus.BEEINDIGD, beeindigd_op=vandaag, reden="Klaar"
    )
    with pytest.raises(OngeldigeInvoer, match="beëindigd"):
        noteer_zo(coalitie=dicht)


def test_the_same_form_twice_is_one_promise(session, noteer_zo):
    kenmerk = uuid.uuid4()
    assert noteer_zo(kenmerk=kenmerk).uuid == kenmerk
    with pytest.raises(AlGebeurd, match="staat er al"):
        noteer_zo(kenmerk=kenmerk)


def test_a_promise_is_given_to_who_can_follow_it(session, noteer_zo, bram, lezer):
    assert noteer_zo(eigenaar=bram).eigenaar_id == bram.id
    with pytest.raises(OngeldigeInvoer, match="leesrechten"):
        noteer_zo(eigenaar=lezer)


def test_who_may_not_log_meetings_may_not_note_promises(session, noteer_zo):
    for rol in (GebruikerRol.LEZER, GebruikerRol.CONTROLLER, GebruikerRol.BEHEERDER):
        with pytest.raises(NietToegestaan):
            noteer_zo(door=maak_gebruiker(session, f"Wie{rol}", rol))
