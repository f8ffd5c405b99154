"""Founding a coalitie and letting it grow."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    ActiepuntStatus,
    AfspraakSoort,
    AfspraakStatus,
    CoalitieStatus,
    DeelnemerRol,
    Partnerafspraak,
)
from crm.workflows import coalitie_vormen, overleg_vastleggen


def lid(session, coalitie, organisatie, door, nu, **anders):
    gegevens = {"organisatie": organisatie, "van": nu.date()} | anders
    return coalitie_vormen.lid_toelaten(session, coalitie, door=door, nu=nu, **gegevens)


def test_without_an_aanjager_no_vorming(session, coalitie, petra, nu, rom):
    with pytest.raises(OngeldigeOvergang, match="aanjager"):
        coalitie_vormen.vormen(session, coalitie, door=petra, nu=nu)
    lid(session, coalitie, rom, petra, nu, rol=DeelnemerRol.AANJAGER)
    coalitie_vormen.vormen(session, coalitie, door=petra, nu=nu)
    assert coalitie.status is CoalitieStatus.VORMING


def test_a_new_aanjager_takes_over_and_the_old_one_stays_in_history(session, coalitie, petra, nu, rom, onhn, vandaag):
    eerder = vandaag - dt.timedelta(days=100)
    eerste = lid(session, coalitie, rom, petra, nu, rol=DeelnemerRol.AANJAGER, van=eerder)
    tweede = lid(session, coalitie, onhn, petra, nu, rol=DeelnemerRol.AANJAGER)
    assert eerste.tot == vandaag - dt.timedelta(days=1)
    assert coalitie.aanjager(eerder) is eerste
    assert coalitie.aanjager(vandaag) is tweede


def test_a_member_joins_once_in_a_role(session, coalitie, petra, nu, rom):
    lid(session, coalitie, rom, petra, nu)
    with pytest.raises(AlGebeurd):
        lid(session, coalitie, rom, petra, nu)


def test_a_member_cannot_leave_before_joining(session, coalitie, petra, nu, rom, vandaag):
    deelneming = lid(session, coalitie, rom, petra, nu)
    with pytest.raises(OngeldigeInvoer):
        coalitie_vormen.lid_uitlaten(session, deelneming, tot=vandaag - dt.timedelta(days=1), door=petra, nu=nu)


def test_ending_needs_a_reason_and_is_final(session, coalitie, petra, nu, vandaag):
    with pytest.raises(OngeldigeInvoer):
        coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="", door=petra, nu=nu)
    coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="Geen draagvlak", door=petra, nu=nu)
    assert (coalitie.status, coalitie.beeindigd_op) == (CoalitieStatus.BEEINDIGD, vandaag)
    with pytest.raises(OngeldigeOvergang, match="niets meer"):
        coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="Nog eens", door=petra, nu=nu)


def test_ending_closes_what_was_open_visibly(session, coalitie, petra, rom, nu, vandaag):
    overleg = overleg_vastleggen.vastleggen(
        session,
        door=petra,
        nu=nu,
        onderwerp="Laatste",
        begint_op=nu,
        coalitie=coalitie.uuid,
        actiepunten=[{"omschrijving": "Bellen", "eigenaar_naam": "Iemand"}],
        afspraken=[
            {
                "organisatie_naam": "ROM InWest",
                "omschrijving": "Uren",
                "soort": AfspraakSoort.UREN,
                "eenheid": "Uren",
                "hoeveelheid": Decimal(8),
                "uiterlijk": vandaag,
            }
        ],
    )
    coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="Geen draagvlak", door=petra, nu=nu)
    session.flush()
    afspraak = session.exec(select(Partnerafspraak)).one()
    assert (afspraak.status, afspraak.openstaand, afspraak.eenheid) == (AfspraakStatus.VERVALLEN, 0, "uren")
    assert "Geen draagvlak" in afspraak.gronden
    assert [punt.status for punt in overleg.actiepunten] == [ActiepuntStatus.VERVALLEN]


def test_an_ended_coalitie_takes_no_members(session, coalitie, petra, rom, nu, vandaag):
    coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="Klaar", door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang, match="geen leden meer"):
        lid(session, coalitie, rom, petra, nu)


def test_one_drives_at_a_time_also_when_the_successor_was_named_first(session, coalitie, petra, rom, onhn, nu):
    later = lid(session, coalitie, rom, petra, nu, rol=DeelnemerRol.AANJAGER, van=dt.date(2026, 3, 1))
    eerder = lid(session, coalitie, onhn, petra, nu, rol=DeelnemerRol.AANJAGER, van=dt.date(2026, 2, 1))
    assert eerder.tot == dt.date(2026, 2, 28)
    assert coalitie.aanjager(dt.date(2026, 4, 1)) is later


def test_a_coalitie_cannot_end_before_it_began(session, programma, petra, nu, vandaag):
    nieuw = coalitie_vormen.oprichten(session, programma=programma, naam="Nieuw", door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer, match="opgericht"):
        coalitie_vormen.beeindigen(
            session, nieuw, op=vandaag - dt.timedelta(days=1), reden="X", door=petra, nu=nu
        )
