"""Governing bodies: members with terms, and one voorzitter at a time."""

import datetime as dt

import pytest
from sqlalchemy.orm.exc import StaleDataError
from sqlmodel import select

from crm.db import vastleggen
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import (
    GebruikerRol,
    Gremium,
    Gremiumlid,
    GremiumRol,
    Logboekregel,
    Organisatie,
    Persoon,
)
from crm.workflows.gremium_instellen import toelaten, uitlaten
from tests.factories import maak, maak_gebruiker

BEGIN = dt.date(2026, 1, 1)


@pytest.fixture
def commissie(session):
    return maak(session, Gremium, naam="adviescommissie")


@pytest.fixture
def laat_toe(session, commissie, petra, nu):
    def doe(van=BEGIN, **anders):
        return toelaten(session, commissie, van=van, door=petra, nu=nu, **anders)

    return doe


def test_an_organisation_a_person_or_both_sit_for_a_term(session, laat_toe, rom, logboek):
    anna = maak(session, Persoon)
    leden = [laat_toe(organisatie=rom), laat_toe(persoon=anna), laat_toe(organisatie=rom, persoon=anna, tot=BEGIN)]
    assert [lid.rol for lid in leden] == [GremiumRol.LID] * 3
    assert [lid.geldt_op(dt.date(2026, 6, 1)) for lid in leden] == [True, True, False]
    assert logboek() == ["gremium.lid_toegelaten"] * 3


def test_nobody_at_all_is_asked_who(laat_toe):
    with pytest.raises(OngeldigeInvoer, match="Noem een organisatie, een persoon of allebei"):
        laat_toe()


def test_a_term_that_ends_before_it_begins_is_refused(session, laat_toe, rom, petra, nu):
    with pytest.raises(OngeldigeInvoer, match="vóór de eerste"):
        laat_toe(organisatie=rom, tot=BEGIN - dt.timedelta(days=1))
    lid = laat_toe(organisatie=rom)
    with pytest.raises(OngeldigeInvoer, match="vóór de eerste"):
        uitlaten(session, lid, tot=BEGIN - dt.timedelta(days=1), door=petra, nu=nu)
    assert lid.tot is None


def test_the_same_member_does_not_sit_twice_on_one_day(laat_toe, rom, onhn):
    laat_toe(organisatie=rom, tot=dt.date(2026, 6, 30))
    with pytest.raises(AlGebeurd, match="zit dan al in het gremium, als lid"):
        laat_toe(organisatie=rom, van=dt.date(2026, 6, 30))
    with pytest.raises(AlGebeurd):
        laat_toe(organisatie=rom, van=dt.date(2025, 1, 1))
    laat_toe(organisatie=rom, van=dt.date(2026, 7, 1))
    laat_toe(organisatie=rom, rol=GremiumRol.ADVISEUR)
    laat_toe(organisatie=onhn)


def test_a_new_voorzitter_takes_over_from_the_one_before(laat_toe, rom, onhn):
    eerste = laat_toe(organisatie=rom, rol=GremiumRol.VOORZITTER)
    tweede = laat_toe(organisatie=onhn, rol=GremiumRol.VOORZITTER, van=dt.date(2026, 9, 1))
    assert (eerste.tot, tweede.tot) == (dt.date(2026, 8, 31), None)


def test_a_voorzitter_of_earlier_stops_when_the_next_begins(laat_toe, rom, onhn):
    laat_toe(organisatie=onhn, rol=GremiumRol.VOORZITTER, van=dt.date(2026, 9, 1))
    eerder = laat_toe(organisatie=rom, rol=GremiumRol.VOORZITTER)
    assert eerder.tot == dt.date(2026, 8, 31)


@pytest.mark.parametrize(
    ("van", "tot", "zin"),
    [
        (BEGIN, dt.date(2026, 9, 1), "Vanaf 01-09-2026 is iemand anders voorzitter"),
        (dt.date(2026, 9, 1), None, "begint al een andere voorzitter"),
    ],
)
def test_two_never_preside_on_one_day(laat_toe, rom, onhn, van, tot, zin):
    laat_toe(organisatie=onhn, rol=GremiumRol.VOORZITTER, van=dt.date(2026, 9, 1))
    with pytest.raises((AlGebeurd, OngeldigeInvoer), match=zin):
        laat_toe(organisatie=rom, rol=GremiumRol.VOORZITTER, van=van, tot=tot)


def test_who_leaves_stays_in_history(session, commissie, laat_toe, rom, petra, nu):
    lid = laat_toe(organisatie=rom)
    uitlaten(session, lid, tot=dt.date(2026, 9, 30), door=petra, nu=nu)
    assert session.exec(select(Gremiumlid.tot)).one() == dt.date(2026, 9, 30)
    regel = session.exec(select(Logboekregel).order_by(Logboekregel.id.desc())).first()
    assert (regel.handeling, regel.onderwerp_uuid) == ("gremium.lid_uitgelaten", commissie.uuid)
    assert regel.voor["tot"] is None


def test_a_term_that_is_over_is_not_stretched(session, laat_toe, rom, petra, nu):
    lid = laat_toe(organisatie=rom, tot=dt.date(2026, 6, 30))
    with pytest.raises(OngeldigeInvoer, match="al geëindigd op 30-06-2026"):
        uitlaten(session, lid, tot=dt.date(2026, 12, 31), door=petra, nu=nu)


def test_a_reader_lets_nobody_in_or_out(session, commissie, laat_toe, rom, lezer, nu):
    lid = laat_toe(organisatie=rom)
    with pytest.raises(NietToegestaan):
        toelaten(session, commissie, organisatie=rom, van=BEGIN, door=lezer, nu=nu)
    with pytest.raises(NietToegestaan):
        uitlaten(session, lid, tot=BEGIN, door=lezer, nu=nu)


def test_two_who_appoint_at_once_do_not_make_two_voorzitters(database, nu):
    if database.is_sqlite:
        pytest.skip("hier wacht wie schrijft op wie al schrijft, en leest daarna pas")
    with database.transaction() as session:
        petra = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
        nummer = maak(session, Gremium).id
        partijen = [maak(session, Organisatie) for _ in range(2)]
    wie = {"rol": GremiumRol.VOORZITTER, "van": BEGIN, "door": petra, "nu": nu}
    with database.session() as een, database.session() as ander:
        eerste, tweede = een.get(Gremium, nummer), ander.get(Gremium, nummer)
        assert (eerste.leden, tweede.leden) == ([], [])
        toelaten(een, eerste, organisatie=partijen[0], **wie)
        vastleggen(een)
        with pytest.raises(StaleDataError):
            toelaten(ander, tweede, organisatie=partijen[1], **wie)
