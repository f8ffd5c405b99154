"""An agenda with everything the document says of it."""

import datetime as dt

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Begrotingsregel,
    Bron,
    Bronverschil,
    Convenant,
    Evaluatie,
    Gremium,
    Instrument,
    Mijlpaal,
    Monitor,
    MonitorEditie,
    Norm,
    Ondertekening,
    Ontwikkelcoalitie,
    Opdracht,
    Programma,
    VerschilSoort,
)
from crm.queries.programma_dossier import programma_dossier, programmas
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 9, 30)


def _vul(session, programma, aantal):
    for nummer in range(aantal):
        for noun in (
            Actie,
            Begrotingsregel,
            Convenant,
            Evaluatie,
            Gremium,
            Instrument,
            Mijlpaal,
            Norm,
            Opdracht,
        ):
            maak(session, noun, programma=programma)
        monitor = maak(session, Monitor, programma=programma)
        session.add(MonitorEditie(monitor_id=monitor.id, jaar=2025 + nummer))
        session.add(
            Bronverschil(
                programma_id=programma.id, soort=VerschilSoort.SOM, onderwerp="Som", gedrukt="4", anders="5"
            )
        )
    session.flush()


def test_the_list_counts_acties_without_their_parts(session):
    actie = maak(session, Actie)
    maak(session, Actie, programma_id=actie.programma_id, ouder=actie)
    maak(session, Ontwikkelcoalitie, programma_id=actie.programma_id)
    maak(session, Programma, jaar_van=2021, jaar_tot=2023)
    eerste, tweede = programmas(session)
    assert (eerste.aantal_acties, eerste.aantal_coalities) == (1, 1)
    assert (tweede.programma.jaar_van, tweede.aantal_acties) == (2021, 0)


def test_everything_of_the_agenda_is_there_once(session):
    programma = maak(session, Programma)
    _vul(session, programma, 2)
    _vul(session, maak(session, Programma), 1)
    d = programma_dossier(session, programma.uuid, DAG)
    delen = (
        d.boom.acties,
        d.instrumenten,
        d.monitors,
        d.evaluaties,
        d.convenanten,
        d.verschillen,
        d.opdrachten,
    )
    assert [len(deel) for deel in (*delen, d.mijlpalen, d.normen.gremia, d.normen.overig)] == [2] * 10
    assert [len(monitor.edities) for monitor in d.monitors] == [1, 1]


def test_known_signatories_are_counted_beside_the_printed_number(session):
    convenant = maak(session, Convenant, aantal_genoemd=45)
    for _ in range(2):
        maak(session, Ondertekening, convenant=convenant)
    (regel,) = programma_dossier(
        session, session.get(Programma, convenant.programma_id).uuid, DAG
    ).convenanten
    assert (regel.convenant.aantal_genoemd, regel.ondertekend) == (45, 2)


def test_the_page_costs_thirteen_statements_however_much_there_is(session, database):
    programma = maak(session, Programma)
    _vul(session, programma, 5)
    with tel_opdrachten(database.engine) as opdrachten:
        programma_dossier(session, programma.uuid, DAG)
    assert len(opdrachten) == 13


def test_an_unknown_agenda_is_refused(session):
    with pytest.raises(NietGevonden, match="bestaat niet"):
        programma_dossier(session, maak(session, Bron).uuid, DAG)
