"""Governing bodies: members past and present, meetings of the year, and what was measured of a norm."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Bron,
    Gremium,
    Gremiumlid,
    GremiumRol,
    Indicator,
    Meting,
    Norm,
    NormTelling,
    Organisatie,
    Overleg,
    OverlegStatus,
    Persoon,
    Programma,
)
from crm.queries.dossier_gremium import gremia, gremium_dossier, metingen_bij
from crm.queries.norm_stand import norm_stand
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 9, 30)


@pytest.fixture
def commissie(session):
    gremium = maak(session, Gremium, naam="adviescommissie")
    maak(session, Norm, programma_id=gremium.programma_id, gremium=gremium, telling=NormTelling.OVERLEGGEN)
    return gremium


def _houd(session, dag, status=OverlegStatus.GEHOUDEN, **waar):
    begin = dt.datetime.combine(dag, dt.time(9), tzinfo=dt.UTC)
    return maak(session, Overleg, begint_op=begin, status=status, **waar)


def test_members_of_the_day_stand_apart_from_those_before(session, commissie):
    anna = maak(session, Persoon, naam="Anna")
    rom = maak(session, Organisatie, naam="ROM InWest")
    maak(session, Gremiumlid, gremium=commissie, organisatie=rom, van=dt.date(2025, 1, 1), tot=dt.date(2026, 9, 29))
    maak(session, Gremiumlid, gremium=commissie, organisatie=rom, van=DAG)
    maak(
        session, Gremiumlid, gremium=commissie, organisatie_id=None, persoon=anna,
        rol=GremiumRol.VOORZITTER, van=dt.date(2026, 1, 1), tot=DAG,
    )  # fmt: skip
    d = gremium_dossier(session, commissie.uuid, DAG, met_personen=True)
    assert [(lid.rol, lid.organisatie, lid.persoon) for lid in d.leden] == [
        (GremiumRol.VOORZITTER, None, "Anna"),
        (GremiumRol.LID, "ROM InWest", None),
    ]
    assert d.voorzitter.persoon == "Anna"
    assert [lid.tot for lid in d.oud_leden] == [dt.date(2026, 9, 29)]


def test_who_may_not_see_persons_gets_no_names(session, commissie):
    maak(session, Gremiumlid, gremium=commissie, persoon=maak(session, Persoon, naam="Anna"))
    (lid,) = gremium_dossier(session, commissie.uuid, DAG).leden
    assert (lid.is_persoon, lid.persoon) == (True, None)


def test_the_meetings_are_those_of_the_year_also_what_is_planned(session, commissie):
    for dag, status in ((DAG, "gehouden"), (dt.date(2026, 12, 1), "gepland"), (dt.date(2027, 1, 5), "gepland")):
        _houd(session, dag, OverlegStatus(status), gremium=commissie)
    d = gremium_dossier(session, commissie.uuid, DAG)
    assert (len(d.bijeenkomsten), d.gepland, d.stand.gehouden) == (2, 1, 1)


def test_the_list_tells_who_met_when_and_meets_next(session, commissie):
    _houd(session, dt.date(2026, 3, 1), gremium=commissie)
    _houd(session, dt.date(2026, 11, 1), OverlegStatus.GEPLAND, gremium=commissie)
    maak(session, Gremiumlid, gremium=commissie)
    maak(session, Norm, programma_id=commissie.programma_id, telling=NormTelling.COALITIES, minimum=6)
    ouder = maak(session, Gremium, programma=maak(session, Programma, jaar_van=2021, jaar_tot=2023))
    eerste, tweede = gremia(session, DAG)
    (regel,) = eerste.gremia
    assert (regel.leden, regel.gehouden, regel.laatste.month, regel.volgende.month) == (1, 1, 3, 11)
    assert [n.geteld for n in regel.normen] == [1]
    assert [n.geteld for n in eerste.overig] == [0]
    assert [r.gremium.id for r in tweede.gremia] == [ouder.id]


def test_what_was_measured_at_the_same_place_in_the_document_is_found(session):
    waar = {"bestand": "agenda.txt", "regel_van": 692, "regel_tot": 694}
    programma = maak(session, Programma)
    norm = maak(session, Norm, programma=programma, bron_id=maak(session, Bron, **waar).id, minimum=500)
    indicator = maak(
        session, Indicator, programma=programma, naam="trajecten", bron_id=maak(session, Bron, **waar).id
    )
    overig = norm_stand(session, programma.id, DAG).overig
    (niets,) = metingen_bij(session, overig, DAG).values()
    assert (niets.indicator_uuid, niets.waarde) == (indicator.uuid, None)
    for dag, waarde in ((dt.date(2025, 12, 31), 400), (dt.date(2026, 6, 30), 250), (dt.date(2026, 12, 31), 520)):
        maak(session, Meting, indicator=indicator, peildatum=dag, waarde=Decimal(waarde))
    assert metingen_bij(session, overig, DAG)[norm.id].waarde == 250
    assert metingen_bij(session, (), DAG) == {}


def test_page_and_list_cost_the_same_however_much_there_is(session, database):
    for _ in range(2):
        for _ in range(10):
            gremium = maak(session, Gremium)
            maak(session, Norm, programma_id=gremium.programma_id, gremium=gremium, telling=NormTelling.OVERLEGGEN)
            maak(session, Gremiumlid, gremium=gremium)
            _houd(session, DAG, gremium=gremium)
        session.flush()
        session.expire_all()
        with tel_opdrachten(database.engine) as opdrachten:
            gremia(session, DAG)
        assert len(opdrachten) == 2
        uuid = gremium.uuid
        with tel_opdrachten(database.engine) as opdrachten:
            gremium_dossier(session, uuid, DAG, met_personen=True)
        assert len(opdrachten) <= 7


def test_one_that_is_not_there_is_told(session):
    with pytest.raises(NietGevonden, match="bestaat niet"):
        gremium_dossier(session, maak(session, Programma).uuid, DAG)
