"""Mandates: who holds them on a day, with gaps, until when, and which ask for attention."""

import datetime as dt

import pytest

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Opdracht,
    OpdrachtSoort,
    OpdrachtStatus,
    Persoon,
    Precisie,
    Programma,
    Rolvervulling,
    Signaal,
    Verlenging,
    Werkagenda,
)
from crm.queries.dossier_opdracht import opdracht_dossier
from crm.queries.opdrachten import Keuze, blad, opdrachten, sleutel_van, tellingen
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

D = dt.date
DAG = D(2026, 10, 14)
S = OpdrachtStatus


def _op(session, dag):
    (regel,) = opdrachten(session, dag)
    return regel


def _tot(dag):
    return {"wanneer": dag.isoformat(), "precisie": Precisie.DAG, "datum_van": dag, "datum_tot": dag}


def test_holders_follow_each_other_with_a_gap_between(session):
    opdracht = maak(session, Opdracht)
    maak(session, Rolvervulling, opdracht=opdracht, van=D(2024, 1, 1), tot=D(2025, 12, 31))
    tweede = maak(session, Rolvervulling, opdracht=opdracht, van=D(2026, 6, 1))
    assert _op(session, D(2025, 12, 31)).vervuld_door.van == D(2024, 1, 1)
    assert _op(session, D(2026, 3, 1)).vervuld_door is None
    assert _op(session, D(2026, 6, 1)).vervuld_door.van == tweede.van
    assert len(_op(session, D(2026, 3, 1)).vervullingen) == 2


def test_an_option_to_extend_is_not_an_end(session):
    maak(
        session, Opdracht, wanneer="2027-05-01", precisie=Precisie.DAG, optie_jaren=1,
        datum_van=D(2027, 5, 1), datum_tot=D(2027, 5, 1),
    )  # fmt: skip
    assert not _op(session, D(2027, 5, 1)).is_verlopen
    assert _op(session, D(2027, 5, 2)).is_verlopen


def test_an_extension_holds_from_the_day_it_was_granted(session):
    opdracht = maak(session, Opdracht, status=S.VERLENGD, **_tot(D(2026, 6, 30)))
    maak(session, Verlenging, opdracht=opdracht, tot=D(2026, 12, 31), verleend_op=D(2026, 6, 1))
    maak(session, Verlenging, opdracht=opdracht, tot=D(2027, 12, 31), verleend_op=D(2026, 9, 1))
    assert [_op(session, D(2026, maand, 2)).einde for maand in (5, 6, 9)] == [
        D(2026, 6, 30), D(2026, 12, 31), D(2027, 12, 31),
    ]  # fmt: skip
    assert not _op(session, DAG).is_verlopen


def perioden(session):
    return [(p.van, p.tot, p.vervulling is not None) for p in _op(session, DAG).perioden]


def test_the_days_without_a_holder_are_days_too(session):
    opdracht = maak(session, Opdracht, status=S.ACTIEF, begint_op=D(2023, 6, 1))
    maak(session, Rolvervulling, opdracht=opdracht, van=D(2024, 1, 1), tot=D(2024, 12, 31))
    maak(session, Rolvervulling, opdracht=opdracht, van=D(2025, 1, 1), tot=D(2026, 3, 31))
    assert perioden(session) == [
        (D(2023, 6, 1), D(2023, 12, 31), False),
        (D(2024, 1, 1), D(2024, 12, 31), True),
        (D(2025, 1, 1), D(2026, 3, 31), True),
        (D(2026, 4, 1), None, False),
    ]
    assert _op(session, DAG).signalen == ("Niemand vervult deze opdracht sinds 1\u00a0april\u00a02026.",)


def test_a_successor_who_is_still_to_come_ends_the_gap(session):
    opdracht = maak(session, Opdracht, status=S.ACTIEF)
    maak(session, Rolvervulling, opdracht=opdracht, van=D(2025, 1, 1), tot=D(2026, 3, 31))
    maak(session, Rolvervulling, opdracht=opdracht, van=D(2026, 12, 1))
    assert perioden(session)[1:] == [(D(2026, 4, 1), D(2026, 11, 30), False), (D(2026, 12, 1), None, True)]
    assert "1\u00a0april\u00a02026" in _op(session, DAG).signalen[0]


def test_of_a_mandate_that_has_ended_the_gap_ends_with_it(session):
    opdracht = maak(session, Opdracht, status=S.AFGEROND, afgerond_op=D(2026, 8, 1))
    maak(session, Rolvervulling, opdracht=opdracht, van=D(2025, 1, 1), tot=D(2026, 3, 31))
    assert perioden(session)[1:] == [(D(2026, 4, 1), D(2026, 8, 1), False)]
    assert _op(session, DAG).signalen == ()
    assert _op(session, D(2026, 7, 1)).is_zonder_houder


def test_a_mandate_that_nobody_ever_held_says_so_without_a_day(session):
    maak(session, Opdracht, status=S.ACTIEF)
    assert perioden(session) == [(None, None, False)]
    assert _op(session, DAG).signalen == ("Niemand vervult deze opdracht.",)


def maak_alle(session):
    """One mandate of every kind of standing; gives those that ask for attention."""
    vorig, volgend = _tot(D(2026, 1, 1)), _tot(D(2027, 1, 1))

    def opdracht(houder=None, **anders):
        noun = maak(session, Opdracht, **anders)
        if houder:
            maak(session, Rolvervulling, opdracht=noun, persoon=maak(session, Persoon), van=houder[0], tot=houder[1])
        return noun

    nu_bezet, tot_maart = (D(2025, 1, 1), None), (D(2025, 1, 1), D(2026, 3, 31))
    opdracht(status=S.ACTIEF, houder=nu_bezet, **volgend)
    opdracht(status=S.GEPLAND, begint_op=D(2026, 12, 1))
    opdracht(status=S.GEPLAND)
    opdracht(status=S.AFGEROND, afgerond_op=DAG, evaluatie_jaar=2027)
    opdracht(status=S.GEEVALUEERD, afgerond_op=DAG, geevalueerd_op=DAG, evaluatie="Goed", evaluatie_jaar=2026)
    verlengd = opdracht(status=S.VERLENGD, houder=nu_bezet, **vorig)
    maak(session, Verlenging, opdracht=verlengd, tot=D(2027, 6, 1), verleend_op=D(2026, 1, 1))
    return {
        opdracht(status=S.ACTIEF, **volgend).id,
        opdracht(status=S.ACTIEF, houder=tot_maart, **volgend).id,
        opdracht(status=S.ACTIEF, houder=nu_bezet, **vorig).id,
        opdracht(status=S.VERLENGD, houder=tot_maart).id,
        opdracht(status=S.GEPLAND, begint_op=D(2026, 10, 1)).id,
        opdracht(status=S.AFGEROND, afgerond_op=DAG, evaluatie_jaar=2026).id,
    }


def test_the_list_and_the_sentences_agree_on_what_asks_for_attention(session):
    verwacht = maak_alle(session)
    assert {regel.opdracht.id for regel in opdrachten(session, DAG) if regel.signalen} == verwacht
    assert {regel.opdracht.id for regel in blad(session, Keuze.AANDACHT, DAG, aantal=50)} == verwacht
    geteld = tellingen(session, DAG)
    assert geteld == {Keuze.OPEN: 9, Keuze.AANDACHT: 6, Keuze.AFGEROND: 3, Keuze.ALLES: 12}
    assert all(len(blad(session, keuze, DAG, aantal=50)) == aantal for keuze, aantal in geteld.items())


def test_the_list_is_by_kind_chain_and_area_and_goes_on_after_a_key(session):
    for soort, keten, gebied in (
        ("werkambassadeur", None, "Noord-Holland"),
        ("ketenaanjager", "hout", None),
        ("ketenaanjager", "circulair bouw", "MRA"),
        ("ketenaanjager", "circulair bouw", "Kop"),
        ("circulair_ambassadeur", None, None),
    ):
        maak(session, Opdracht, soort=OpdrachtSoort(soort), keten=keten, gebied=gebied)
    alles = blad(session, Keuze.ALLES, DAG, aantal=50)
    assert [(r.opdracht.keten, r.opdracht.gebied) for r in alles] == [
        (None, None), ("circulair bouw", "Kop"), ("circulair bouw", "MRA"), ("hout", None), (None, "Noord-Holland"),
    ]  # fmt: skip
    gelezen, na = [], None
    while rijen := blad(session, Keuze.ALLES, DAG, na=na, aantal=2):
        gelezen += rijen
        na = sleutel_van(rijen[-1])
    assert gelezen == list(alles)
    ketens = blad(session, Keuze.ALLES, DAG, soort=OpdrachtSoort.KETENAANJAGER, aantal=50)
    assert len(ketens) == tellingen(session, DAG, OpdrachtSoort.KETENAANJAGER)[Keuze.ALLES] == 3


def test_the_dossier_holds_what_hangs_on_the_mandate(session):
    programma = maak(session, Programma)
    actie = maak(session, Actie, programma=programma)
    opdracht = maak(session, Opdracht, programma=programma, actie=actie)
    maak(session, Verlenging, opdracht=opdracht)
    maak(session, Werkagenda, opdracht=opdracht, jaar=2025)
    maak(session, Werkagenda, opdracht=opdracht, jaar=2026)
    maak(session, Signaal, opdracht=opdracht)
    maak(session, Signaal)
    d = opdracht_dossier(session, opdracht.uuid, DAG)
    assert (d.kop.actie, len(d.verlengingen), len(d.signalen)) == (actie, 1, 1)
    assert [w.werkagenda.jaar for w in d.werkagendas] == [2026, 2025]
    with pytest.raises(NietGevonden):
        opdracht_dossier(session, actie.uuid, DAG)


def test_list_and_dossier_cost_the_same_however_much_there_is(session, database):
    opdracht = maak(session, Opdracht)

    def tel(aantal):
        for nummer in range(aantal):
            ander = maak(session, Opdracht)
            dag = D(2020, 1, 1) + dt.timedelta(days=nummer)
            for bij in (opdracht, ander):
                maak(session, Rolvervulling, opdracht=bij, persoon=maak(session, Persoon), van=dag, tot=dag)
                maak(session, Verlenging, opdracht=bij)
            maak(session, Signaal, opdracht=opdracht)
        session.expire_all()
        with tel_opdrachten(database.engine) as lijst:
            blad(session, Keuze.ALLES, DAG, aantal=26)
            tellingen(session, DAG)
        with tel_opdrachten(database.engine) as dossier:
            opdracht_dossier(session, opdracht.uuid, DAG)
        return len(lijst), len(dossier)

    assert tel(2) == tel(40) == (2, 5)
