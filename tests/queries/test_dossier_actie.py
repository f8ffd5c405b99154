"""An actie with everything that hangs on it."""

import datetime as dt

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    ActieInstrument,
    Actiepunt,
    Betrokkenheid,
    Bron,
    CoalitieActie,
    Indicator,
    Instrument,
    Licht,
    Meting,
    Mijlpaal,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Resultaat,
    Streefwaarde,
    Voortgang,
)
from crm.queries.dossier_actie import actie_dossier
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 9, 30)


def test_everything_of_the_actie_and_nothing_of_another(session):
    actie, ander = maak(session, Actie), maak(session, Actie)
    for van in (actie, ander):
        maak(session, Resultaat, actie=van)
        maak(session, Mijlpaal, actie=van, programma_id=van.programma_id)
        maak(session, Indicator, actie=van, programma_id=van.programma_id)
        maak(session, Betrokkenheid, actie=van)
        instrument = maak(session, Instrument, programma_id=van.programma_id)
        session.add(ActieInstrument(actie_id=van.id, instrument_id=instrument.id))
    d = actie_dossier(session, actie.uuid, DAG)
    assert [len(x) for x in (d.resultaten, d.mijlpalen, d.indicatoren, d.instrumenten, d.betrokkenen)] == [
        1
    ] * 5


def test_every_fact_comes_with_its_place(session):
    actie = maak(session, Actie)
    bron = maak(session, Bron, twijfel="De kolommen lopen door elkaar.")
    maak(session, Resultaat, actie=actie, bron=bron)
    maak(session, Mijlpaal, actie=actie, programma_id=actie.programma_id)
    d = actie_dossier(session, actie.uuid, DAG)
    assert d.resultaten[0].bron is bron
    assert d.mijlpalen[0].bron is None


def test_a_state_after_the_peildatum_is_not_there_yet(session):
    actie = maak(session, Actie)
    maak(session, Voortgang, actie=actie, peildatum=dt.date(2026, 6, 30), beleid=Licht.GROEN)
    maak(session, Voortgang, actie=actie, peildatum=dt.date(2026, 12, 31))
    d = actie_dossier(session, actie.uuid, DAG)
    assert (d.stand.beleid, len(d.voortgang)) == (Licht.GROEN, 1)


def test_promises_and_meetings_of_its_coalities_count_unless_they_name_another_actie(session):
    actie, ander = maak(session, Actie), maak(session, Actie)
    coalitie = maak(session, Ontwikkelcoalitie, programma_id=actie.programma_id)
    for van in (actie, ander):
        maak(session, CoalitieActie, coalitie_id=coalitie.id, actie_id=van.id)
    eigen = maak(session, Partnerafspraak, actie=actie)
    via = maak(session, Partnerafspraak, coalitie=coalitie)
    maak(session, Partnerafspraak, coalitie=coalitie, actie=ander)
    overleg = maak(session, Overleg, coalitie=coalitie)
    maak(session, Actiepunt, overleg=overleg)
    d = actie_dossier(session, actie.uuid, DAG)
    assert {regel.uuid for regel in d.afspraken} == {eigen.uuid, via.uuid}
    assert [regel.uuid for regel in d.overleggen] == [overleg.uuid]
    assert len(d.actiepunten) == 1


def test_the_page_costs_thirteen_statements_however_much_there_is(session, database):
    actie = maak(session, Actie)
    for nummer in range(8):
        maak(session, Actie, programma_id=actie.programma_id, ouder=actie, nummer=str(nummer))
        maak(session, Resultaat, actie=actie, bron=maak(session, Bron))
        indicator = maak(session, Indicator, actie=actie, programma_id=actie.programma_id)
        maak(session, Streefwaarde, indicator=indicator)
        maak(session, Meting, indicator=indicator)
        maak(session, Betrokkenheid, actie=actie, organisatie=maak(session, Organisatie))
        maak(session, Partnerafspraak, actie=actie)
        maak(session, Actiepunt, overleg=maak(session, Overleg, actie=actie))
        maak(session, Voortgang, actie=actie)
    session.flush()
    with tel_opdrachten(database.engine) as opdrachten:
        actie_dossier(session, actie.uuid, DAG)
    assert len(opdrachten) == 12


def test_an_unknown_actie_is_refused(session):
    with pytest.raises(NietGevonden, match="bestaat niet"):
        actie_dossier(session, maak(session, Bron).uuid, DAG)
