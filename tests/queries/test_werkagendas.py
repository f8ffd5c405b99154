"""Werkagenda's: how many points stand where, one with its points, and the years beside each other."""

import datetime as dt

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Agendapunt,
    AgendapuntStatus,
    Ontwikkelcoalitie,
    Opdracht,
    Overleg,
    Werkagenda,
    WerkagendaStatus,
)
from crm.queries.werkagenda_jaren import werkagenda_jaren
from crm.queries.werkagendas import blad, einde_kwartaal, werkagenda_dossier
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 10, 14)
P, W = AgendapuntStatus, WerkagendaStatus
KLAAR = {"status": P.GEREALISEERD, "gerealiseerd_op": DAG, "gesloten_op": DAG, "bewijs": "Verslag"}
DOOR = {"status": P.DOORGESCHOVEN, "gesloten_op": DAG, "reden": "Later"}
WEG = {"status": P.VERVALLEN, "gesloten_op": DAG, "reden": "Hoeft niet"}


@pytest.fixture
def opdracht(session):
    return maak(session, Opdracht)


@pytest.fixture
def jaren(session, opdracht):
    """Two years: a point that moved on and was realised, one that lapsed, one new."""
    oud = maak(session, Werkagenda, opdracht=opdracht, jaar=2025)
    nieuw = maak(session, Werkagenda, opdracht=opdracht, jaar=2026)
    punt = maak(session, Agendapunt, werkagenda=oud, omschrijving="Tafel", kwartaal=4, volgorde=1, **DOOR)
    maak(session, Agendapunt, werkagenda=oud, omschrijving="Reis", kwartaal=1, volgorde=2, **WEG)
    maak(session, Agendapunt, werkagenda=nieuw, omschrijving="Brede tafel", kwartaal=1, vorig_id=punt.id, **KLAAR)
    maak(session, Agendapunt, werkagenda=nieuw, omschrijving="Boek", kwartaal=2, volgorde=2)
    return oud, nieuw


def test_a_quarter_ends_on_its_last_day():
    assert [einde_kwartaal(2026, k) for k in (1, 2, 3, 4)] == [
        dt.date(2026, 3, 31), dt.date(2026, 6, 30), dt.date(2026, 9, 30), dt.date(2026, 12, 31),
    ]  # fmt: skip


def test_the_list_counts_the_points_of_each_and_pages_by_key(session, jaren):
    nieuw, oud = blad(session, aantal=10)
    assert (nieuw.werkagenda.jaar, nieuw.aantal, nieuw.gerealiseerd) == (2026, 2, 1)
    assert (oud.aantal, oud.punten[P.VERVALLEN], oud.gerealiseerd) == (2, 1, 0)
    assert blad(session, na=(2026, nieuw.werkagenda.id), aantal=10) == (oud,)
    assert blad(session, status=W.BESPROKEN, aantal=10) == ()


def test_the_dossier_has_its_points_by_quarter_with_what_they_are_about(session, opdracht, jaren):
    oud, nieuw = jaren
    actie, coalitie, overleg = maak(session, Actie), maak(session, Ontwikkelcoalitie), maak(session, Overleg)
    maak(session, Agendapunt, werkagenda=nieuw, kwartaal=3, actie=actie, coalitie=coalitie, overleg=overleg)
    d = werkagenda_dossier(session, nieuw.uuid)
    assert {k: len(v) for k, v in d.per_kwartaal.items()} == {1: 1, 2: 1, 3: 1, 4: 0}
    assert [jaar for jaar, _ in d.jaren] == [2025, 2026]
    (derde,) = d.per_kwartaal[3]
    assert (derde.actie, derde.coalitie, derde.overleg) == (actie, coalitie, (overleg.uuid, "Proefoverleg"))
    assert d.per_kwartaal[1][0].vorig == (oud.uuid, 2025)
    assert werkagenda_dossier(session, oud.uuid).per_kwartaal[4][0].vervolg == (nieuw.uuid, 2026)
    assert [p.is_te_laat(DAG) for p in d.punten] == [False, True, True]
    assert d.tellingen[P.OPEN] == 2


def test_the_years_stand_beside_each_other_and_work_is_followed_through_them(session, opdracht, jaren):
    o = werkagenda_jaren(session, opdracht.uuid)
    assert [j.werkagenda.jaar for j in o.jaren] == [2025, 2026]
    assert [(j.gepland, j.aantal("gerealiseerd"), j.aantal("doorgeschoven"), j.aantal("vervallen"), j.aantal("open")) for j in o.jaren] == [
        (2, 0, 1, 1, 0), (2, 1, 0, 0, 1),
    ]  # fmt: skip
    draden = [[p and p.omschrijving for p in draad.punten] for draad in o.draden]
    assert draden == [["Reis", None], ["Tafel", "Brede tafel"], [None, "Boek"]]
    assert [draad.laatste.omschrijving for draad in o.draden] == ["Reis", "Brede tafel", "Boek"]


def test_work_is_followed_through_three_years_and_only_the_latest_are_shown(session, opdracht):
    vorig = None
    for jaar in range(2020, 2027):
        agenda = maak(session, Werkagenda, opdracht=opdracht, jaar=jaar)
        vorig = maak(session, Agendapunt, werkagenda=agenda, omschrijving=str(jaar), vorig_id=vorig and vorig.id)
    o = werkagenda_jaren(session, opdracht.uuid)
    assert o.zijn_er_meer
    assert [[p.omschrijving for p in draad.punten] for draad in o.draden] == [["2022", "2023", "2024", "2025", "2026"]]


def test_a_mandate_without_a_werkagenda_has_no_years_and_an_unknown_one_is_not_found(session, opdracht):
    assert werkagenda_jaren(session, opdracht.uuid).jaren == ()
    for vraag in (werkagenda_jaren, werkagenda_dossier):
        with pytest.raises(NietGevonden):
            vraag(session, maak(session, Actie).uuid)


def test_every_question_costs_the_same_however_much_there_is(session, opdracht, jaren, database):
    _, nieuw = jaren
    agenda_uuid, opdracht_uuid = nieuw.uuid, opdracht.uuid

    def tel(aantal):
        for _ in range(aantal):
            maak(session, Agendapunt, werkagenda=nieuw, actie=maak(session, Actie))
            ander = maak(session, Werkagenda, opdracht=maak(session, Opdracht))
            maak(session, Agendapunt, werkagenda=ander)
        session.expire_all()
        uit = []
        for vraag in (
            lambda: blad(session, aantal=26),
            lambda: werkagenda_dossier(session, agenda_uuid),
            lambda: werkagenda_jaren(session, opdracht_uuid),
        ):
            with tel_opdrachten(database.engine) as opdrachten:
                vraag()
            uit.append(len(opdrachten))
        return uit

    assert tel(2) == tel(40) == [2, 3, 3]
