"""Organisations: finding one by any name, paging by key, and where it takes part."""

import datetime as dt

from crm.models import Betrokkenheid, Doel, Functie, Helix, Organisatie, OrganisatieAlias, Programma
from crm.queries.dossier_organisatie import blad, organisatie_dossier
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

NU = dt.datetime(2026, 9, 30, 12, tzinfo=dt.UTC)


def test_an_organisation_is_found_by_a_part_of_any_of_its_names(session):
    nhn = maak(session, Organisatie, naam="Ontwikkelingsbedrijf Noord-Holland Noord")
    maak(session, OrganisatieAlias, organisatie=nhn, naam="ONHN")
    maak(session, Organisatie, naam="ROM InWest")
    assert [(r.naam, r.alias) for r in blad(session, zoek="onhn", aantal=5)] == [(nhn.naam, "ONHN")]
    assert [r.naam for r in blad(session, zoek="noord holland", aantal=5)] == [nhn.naam]
    assert [r.naam for r in blad(session, zoek="Rom  Inwést", aantal=5)] == ["ROM InWest"]


def test_a_percent_sign_means_a_percent_sign(session):
    maak(session, Organisatie, naam="Proef")
    assert blad(session, zoek="%", aantal=5) == ()


def test_the_list_can_be_one_kind_only(session):
    maak(session, Organisatie, helix=Helix.ONDERWIJS, naam="School")
    maak(session, Organisatie)
    assert [r.naam for r in blad(session, helix=Helix.ONDERWIJS, aantal=5)] == ["School"]


def test_pages_follow_each_other_in_order_of_name(session):
    namen = {maak(session, Organisatie).naam for _ in range(7)}
    gezien, na = [], None
    while regels := blad(session, na=na, aantal=3):
        gezien += [regel.naam for regel in regels]
        na = (regels[-1].naam_sleutel, regels[-1].naam)
    assert len(gezien) == 7
    assert set(gezien) == namen


def test_it_is_involved_in_acties_goals_and_agendas(session):
    organisatie, programma = maak(session, Organisatie), maak(session, Programma)
    doel = maak(session, Doel, programma=programma, naam="Ruimte")
    maak(session, Betrokkenheid, organisatie=organisatie)
    maak(session, Betrokkenheid, organisatie=organisatie, doel=doel)
    maak(session, Betrokkenheid, organisatie=organisatie, programma=programma)
    rollen = organisatie_dossier(session, organisatie.uuid, nu=NU, met_contacten=False).rollen
    assert [regel.soort for regel in rollen] == ["programma", "doel", "actie"]
    assert rollen[1].uuid == programma.uuid


def test_people_are_asked_for_only_when_they_may_be_seen(session, database):
    functie = maak(session, Functie)
    uuid = session.get(Organisatie, functie.organisatie_id).uuid
    session.flush()
    with tel_opdrachten(database.engine) as opdrachten:
        d = organisatie_dossier(session, uuid, nu=NU, met_contacten=False)
    assert d.contacten is None
    assert not any("persoon.email" in opdracht for opdracht in opdrachten)
    assert len(opdrachten) <= 9
    assert len(organisatie_dossier(session, uuid, nu=NU, met_contacten=True).contacten) == 1
