"""The scheduler: every task once a day, whoever fires it, and a failure that stops nothing."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.jobs import uitvoeren
from crm.jobs.timetable import DIENSTREGELING, Taak
from crm.models import Programma, Rapportage, Taakloop
from crm.workflows import rapportage_opstellen
from tests.factories import maak


@pytest.fixture
def gelopen():
    return []


@pytest.fixture
def taak(gelopen):
    def werk(_session, nu):
        gelopen.append(nu)
        return "gedaan"

    return Taak("proef", "0 6 * * *", werk, "Voor de test.")


def loop(database):
    with database.session() as session:
        return session.exec(select(Taakloop)).one()


def test_two_schedulers_do_the_work_once(database, taak, gelopen, nu):
    assert uitvoeren(database, taak, nu) == "gedaan"
    assert uitvoeren(database, taak, nu + dt.timedelta(hours=3)) is None
    assert len(gelopen) == 1
    assert (loop(database).uitkomst, loop(database).is_mislukt) == ("gedaan", False)


def test_the_next_day_it_runs_again(database, taak, gelopen, nu):
    uitvoeren(database, taak, nu)
    uitvoeren(database, taak, nu + dt.timedelta(days=1))
    assert len(gelopen) == 2


def test_a_failure_is_kept_with_its_reason_and_tried_again(database, nu, caplog):
    pogingen = []

    def werk(_session, moment):
        pogingen.append(moment)
        if len(pogingen) == 1:
            raise RuntimeError("net weg")
        return "alsnog"

    kapot = Taak("kapot", "0 6 * * *", werk, "Voor de test.")
    assert uitvoeren(database, kapot, nu) is None
    assert loop(database).is_mislukt
    assert "net weg" in loop(database).uitkomst
    assert uitvoeren(database, kapot, nu) == "alsnog"
    assert not loop(database).is_mislukt


def test_what_died_halfway_is_taken_up_after_an_hour_and_not_before(database, taak, gelopen, nu):
    with database.transaction() as session:
        session.add(Taakloop(taak="proef", slot=nu.date().isoformat(), begonnen_op=nu))
    assert uitvoeren(database, taak, nu + dt.timedelta(minutes=59)) is None
    assert uitvoeren(database, taak, nu + dt.timedelta(minutes=61)) == "gedaan"


def test_half_past_midnight_belongs_to_the_new_day_here(database, taak, nu):
    uitvoeren(database, taak, dt.datetime(2026, 6, 30, 22, 30, tzinfo=dt.UTC))
    assert loop(database).slot == "2026-07-01"


def test_one_bad_agenda_stops_no_other_draft_and_is_named(database, nu, monkeypatch):
    with database.transaction() as session:
        for code in ("slecht", "goed"):
            maak(session, Programma, code=code)
    echt, stuk = rapportage_opstellen.kwartaalcijfers, [True]

    def cijfers(session, programma, **rest):
        if programma.code == "slecht" and stuk:
            raise ValueError("kapotte gegevens")
        return echt(session, programma, **rest)

    monkeypatch.setattr(rapportage_opstellen, "kwartaalcijfers", cijfers)
    taak = next(taak for taak in DIENSTREGELING if taak.naam == "kwartaalconcepten")
    assert uitvoeren(database, taak, nu) is None
    assert loop(database).is_mislukt
    assert "slecht (ValueError)" in loop(database).uitkomst
    assert _concepten(database) == ["goed"]
    stuk.clear()
    assert uitvoeren(database, taak, nu) == "1 concept over 2026-K3 klaargezet"
    assert _concepten(database) == ["goed", "slecht"]


def _concepten(database):
    with database.session() as session:
        return sorted(session.exec(select(Programma.code).join(Rapportage)))
