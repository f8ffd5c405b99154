"""A coalitie: members on a day, who is missing, what was promised, and when we last spoke."""

import datetime as dt
from decimal import Decimal

from crm.models import (
    Aanwezigheid,
    Actiepunt,
    AfspraakSoort,
    AfspraakStatus,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Programma,
)
from crm.queries.dossier_coalitie import coalitie_dossier, coalities
from tests.factories import EEN_MOMENT, maak
from tests.support.tellen import tel_opdrachten

DAG = dt.date(2026, 9, 30)
NU = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)


def _lid(session, coalitie, helix=Helix.BEDRIJF, **anders):
    return maak(
        session, Deelneming, coalitie=coalitie, organisatie=maak(session, Organisatie, helix=helix), **anders
    )


def _overleg(session, organisatie, dag, status=OverlegStatus.GEHOUDEN, afgemeld=False, **anders):
    overleg = maak(
        session, Overleg, begint_op=dt.datetime(2026, *dag, 9, tzinfo=dt.UTC), status=status, **anders
    )
    maak(session, Aanwezigheid, overleg=overleg, organisatie=organisatie, is_afgemeld=afgemeld)
    return overleg


def test_numbers_sort_as_people_do(session):
    programma = maak(session, Programma)
    for nummer in ("10", "5b", "2", "5a"):
        maak(session, Ontwikkelcoalitie, programma=programma, nummer=nummer)
    assert [regel.nummer for regel in coalities(session, DAG)] == ["2", "5a", "5b", "10"]


def test_the_list_can_be_one_status_only(session):
    programma = maak(session, Programma)
    maak(session, Ontwikkelcoalitie, programma=programma, status=CoalitieStatus.VORMING)
    maak(session, Ontwikkelcoalitie, programma=programma)
    assert len(coalities(session, DAG)) == 2
    assert [r.status for r in coalities(session, DAG, status=CoalitieStatus.VORMING)] == [
        CoalitieStatus.VORMING
    ]


def test_the_list_counts_members_promises_and_meetings_once(session):
    coalitie = maak(session, Ontwikkelcoalitie)
    aanjager = _lid(session, coalitie, rol=DeelnemerRol.AANJAGER)
    _lid(session, coalitie)
    _lid(session, coalitie, tot=dt.date(2026, 9, 15))
    for _ in range(2):
        maak(session, Partnerafspraak, coalitie=coalitie, organisatie_id=aanjager.organisatie_id)
        maak(session, Overleg, coalitie=coalitie, status=OverlegStatus.GEHOUDEN)
    (regel,) = coalities(session, DAG)
    assert (regel.leden, regel.open_afspraken, regel.laatste_overleg) == (2, 2, EEN_MOMENT)
    assert regel.aanjager == session.get(Organisatie, aanjager.organisatie_id).naam


def test_who_left_belongs_to_history_from_the_day_after(session):
    coalitie = maak(session, Ontwikkelcoalitie)
    weg = _lid(session, coalitie, tot=dt.date(2026, 9, 29))
    laatste_dag = _lid(session, coalitie, tot=DAG)
    d = coalitie_dossier(session, coalitie.uuid, DAG, NU)
    assert [lid.deelneming for lid in d.leden] == [laatste_dag]
    assert [lid.deelneming for lid in d.oud_leden] == [weg]


def test_the_missing_parties_are_named(session):
    coalitie = maak(session, Ontwikkelcoalitie)
    _lid(session, coalitie, Helix.ONDERWIJS)
    _lid(session, coalitie, Helix.ONDERWIJS)
    d = coalitie_dossier(session, coalitie.uuid, DAG, NU)
    assert d.helices == {Helix.ONDERWIJS: 2}
    assert d.ontbreekt == (Helix.OVERHEID, Helix.BEDRIJF)


def test_last_spoken_is_the_last_meeting_held_about_anything(session):
    coalitie = maak(session, Ontwikkelcoalitie)
    lid = _lid(session, coalitie)
    organisatie = session.get(Organisatie, lid.organisatie_id)
    _overleg(session, organisatie, (5, 1), coalitie=coalitie)
    laatste = _overleg(session, organisatie, (8, 1), onderwerp="Iets anders")
    _overleg(session, organisatie, (8, 15), afgemeld=True)
    _overleg(session, organisatie, (9, 1), OverlegStatus.GEPLAND)
    (gevonden,) = coalitie_dossier(session, coalitie.uuid, DAG, NU).leden
    assert gevonden.gesproken.uuid == laatste.uuid


def test_units_never_add_up_and_what_was_rejected_was_never_promised(session):
    coalitie = maak(session, Ontwikkelcoalitie)
    maak(session, Partnerafspraak, coalitie=coalitie, hoeveelheid=Decimal(12), geleverd=Decimal(5))
    maak(session, Partnerafspraak, coalitie=coalitie, hoeveelheid=Decimal(3))
    maak(
        session,
        Partnerafspraak,
        coalitie=coalitie,
        soort=AfspraakSoort.GELD,
        eenheid="euro",
        hoeveelheid=Decimal(500),
    )
    maak(
        session, Partnerafspraak, coalitie=coalitie, hoeveelheid=Decimal(9), afgeschreven=Decimal(9),
        status=AfspraakStatus.AFGEWEZEN, gronden="Nee", afgesloten_op=DAG,
    )  # fmt: skip
    sommen = coalitie_dossier(session, coalitie.uuid, DAG, NU).sommen
    assert [(s.eenheid, s.afgesproken, s.geleverd, s.openstaand) for s in sommen] == [
        ("euro", 500, 0, 500),
        ("stageplekken", 15, 5, 10),
    ]


def test_an_open_action_point_of_an_old_meeting_is_still_shown(session):
    coalitie = maak(session, Ontwikkelcoalitie)
    oud = maak(session, Overleg, coalitie=coalitie, begint_op=dt.datetime(2025, 1, 1, 9, tzinfo=dt.UTC))
    maak(session, Actiepunt, overleg=oud, uiterlijk=None, omschrijving="Zonder datum")
    maak(session, Actiepunt, overleg=oud, omschrijving="Bellen")
    for dag in range(1, 13):
        maak(session, Overleg, coalitie=coalitie, begint_op=dt.datetime(2026, 8, dag, 9, tzinfo=dt.UTC))
    d = coalitie_dossier(session, coalitie.uuid, DAG, NU)
    assert len(d.overleggen) == 10
    assert oud.uuid not in {overleg.uuid for overleg in d.overleggen}
    assert [punt.omschrijving for punt in d.actiepunten] == ["Bellen", "Zonder datum"]


def test_the_page_costs_the_same_for_many_members(session, database):
    coalitie = maak(session, Ontwikkelcoalitie)

    def kosten():
        session.flush()
        with tel_opdrachten(database.engine) as opdrachten:
            coalitie_dossier(session, coalitie.uuid, DAG, NU)
        return len(opdrachten)

    _lid(session, coalitie)
    een = kosten()
    for _ in range(15):
        _lid(session, coalitie)
    assert kosten() == een <= 10
