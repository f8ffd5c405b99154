"""The tree of an agenda, with the lights of the peildatum."""

import datetime as dt

import sqlalchemy as sa

from crm.models import Actie, Doel, Gebruiker, Licht, Niveau, Programma, Voortgang
from crm.queries.doelenboom import doelenboom
from crm.queries.lichten import laatste_stand
from tests.factories import EEN_MOMENT, maak
from tests.support.tellen import tel_opdrachten

JUNI, SEPTEMBER = dt.date(2026, 6, 30), dt.date(2026, 9, 30)


def _stand(session, actie, dag, **lichten):
    uitleg = {"oorzaak": "o", "gevolg": "g", "bijsturing": "b"}
    wie = session.get(Gebruiker, 1) or maak(session, Gebruiker)
    return maak(
        session, Voortgang, actie=actie, peildatum=dag, door=wie, gegeven_op=EEN_MOMENT, **lichten, **uitleg
    )


def test_a_theme_without_a_speerpunt_hangs_at_the_top(session):
    programma = maak(session, Programma)
    los = maak(session, Doel, programma=programma, niveau=Niveau.THEMA, nummer="1", volgorde=0)
    speerpunt = maak(session, Doel, programma=programma, niveau=Niveau.SPEERPUNT, nummer=None, volgorde=1)
    thema = maak(
        session, Doel, programma=programma, niveau=Niveau.THEMA, nummer="2", ouder=speerpunt, volgorde=2
    )
    maak(session, Actie, programma=programma, doel=los, nummer="1")
    maak(session, Actie, programma=programma, doel=thema, nummer="2a")
    boom = doelenboom(session, programma.id, SEPTEMBER)
    assert [knoop.doel.id for knoop in boom.knopen] == [los.id, speerpunt.id]
    assert [actie.nummer for actie in boom.knopen[0].acties] == ["1"]
    assert [actie.nummer for actie in boom.knopen[1].knopen[0].acties] == ["2a"]
    assert [actie.nummer for actie in boom.alle_acties()] == ["1", "2a"]


def test_two_acties_with_the_same_number_stay_two(session):
    programma = maak(session, Programma)
    lijn = maak(session, Doel, programma=programma, niveau=Niveau.ACTIELIJN, nummer="I")
    maak(session, Actie, programma=programma, doel=lijn, nummer="3", titel="Netwerken", volgorde=3)
    maak(session, Actie, programma=programma, doel=lijn, nummer="3", titel="Servicepunt", volgorde=4)
    (knoop,) = doelenboom(session, programma.id, SEPTEMBER).knopen
    assert [actie.titel for actie in knoop.acties] == ["Netwerken", "Servicepunt"]


def test_parts_stand_under_their_actie_in_natural_order(session):
    programma = maak(session, Programma)
    actie = maak(session, Actie, programma=programma, nummer="5c")
    for nummer in ("10", "2", "1"):
        maak(session, Actie, programma=programma, ouder=actie, nummer=nummer)
    (regel,) = doelenboom(session, programma.id, SEPTEMBER).acties
    assert [deel.nummer for deel in regel.deelacties] == ["1", "2", "10"]


def test_lights_are_those_of_the_peildatum_with_their_direction(session):
    actie = maak(session, Actie)
    _stand(session, actie, JUNI, beleid=Licht.GROEN, tijd=Licht.GROEN, geld=Licht.GRIJS)
    _stand(session, actie, SEPTEMBER, beleid=Licht.GROEN, tijd=Licht.ROOD, geld=Licht.GROEN)
    (regel,) = doelenboom(session, actie.programma_id, JUNI).acties
    assert regel.stand.tijd is Licht.GROEN
    (regel,) = doelenboom(session, actie.programma_id, SEPTEMBER).acties
    assert (regel.stand.tijd, regel.stand.richting("tijd")) == (Licht.ROOD, "slechter")
    assert (regel.stand.richting("beleid"), regel.stand.richting("geld")) == ("", "")


def test_a_correction_for_the_same_day_counts(session):
    actie = maak(session, Actie)
    _stand(session, actie, SEPTEMBER, tijd=Licht.ROOD)
    _stand(session, actie, SEPTEMBER, tijd=Licht.ORANJE)
    (regel,) = doelenboom(session, actie.programma_id, SEPTEMBER).acties
    assert (regel.stand.tijd, regel.stand.richting("tijd")) == (Licht.ORANJE, "beter")


def test_without_a_state_there_is_no_light(session):
    actie = maak(session, Actie)
    boom = doelenboom(session, actie.programma_id, SEPTEMBER)
    assert boom.acties[0].stand is None
    assert boom.slechtste_lichten() == {"geen": 1}


def test_the_tree_costs_two_statements_whatever_its_size(session, database):
    programma = maak(session, Programma)
    for nummer in range(12):
        doel = maak(session, Doel, programma=programma, nummer=str(nummer))
        _stand(session, maak(session, Actie, programma=programma, doel=doel), JUNI, tijd=Licht.ROOD)
    session.flush()
    with tel_opdrachten(database.engine) as opdrachten:
        doelenboom(session, programma.id, SEPTEMBER)
    assert len(opdrachten) == 2


def test_only_the_lights_of_this_agenda_are_ranked(session):
    """Another agenda's lights, however many, are left out before anything is sorted."""
    actie = maak(session, Actie)
    _stand(session, actie, JUNI, beleid=Licht.GROEN, tijd=Licht.GROEN, geld=Licht.GROEN)
    _stand(session, maak(session, Actie), JUNI, beleid=Licht.ROOD, tijd=Licht.GROEN, geld=Licht.GROEN)
    session.flush()
    laatste = laatste_stand(SEPTEMBER, Actie.programma_id == actie.programma_id)
    assert list(session.execute(sa.select(laatste.c.actie_id)).scalars()) == [actie.id]
