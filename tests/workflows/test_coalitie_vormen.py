"""Founding a coalitie and letting it grow."""

import datetime as dt

import pytest

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import CoalitieStatus, DeelnemerRol
from crm.workflows import coalitie_vormen


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
