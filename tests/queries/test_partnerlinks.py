"""The links in a mail to a partner: which there are, how long they work, and why one does not."""

import datetime as dt

import pytest

from crm.models import (
    AfspraakStatus,
    Linkbezwaar,
    LinkDoel,
    Partnerafspraak,
    Partnerlink,
    Persoon,
    trek_links_in,
)
from crm.queries.partnerlinks import links_voor
from tests.factories import maak

B, LV, V = LinkDoel.BEVESTIGEN, LinkDoel.LEVEREN, LinkDoel.VERZETTEN


@pytest.fixture
def persoon(session):
    return maak(session, Persoon, email="jan@voorbeeld.invalid")


def _bevestigd(session, **anders):
    wanneer = {"bevestigd_op": dt.date(2026, 9, 2)}
    return maak(session, Partnerafspraak, status=AfspraakStatus.BEVESTIGD, **wanneer, **anders)


def test_a_named_promise_is_confirmed_first_and_a_confirmed_one_delivered(session, persoon, nu):
    genoemd = maak(session, Partnerafspraak)
    assert list(links_voor(session, genoemd, persoon, nu)) == [B, V]
    assert list(links_voor(session, _bevestigd(session), persoon, nu)) == [LV, V]


def test_a_closed_promise_has_no_links(session, persoon, nu):
    afspraak = maak(session, Partnerafspraak)
    afspraak.sluiten("afwijzen", nu.date(), "Kan niet")
    assert links_voor(session, afspraak, persoon, nu) == {}


def test_a_link_is_handed_out_again_until_its_last_week(session, persoon, nu):
    afspraak = maak(session, Partnerafspraak)
    eerst = links_voor(session, afspraak, persoon, nu)
    later = links_voor(session, afspraak, persoon, nu + dt.timedelta(days=50))
    assert eerst == later
    laatst = links_voor(session, afspraak, persoon, nu + dt.timedelta(days=55))
    assert not {link.id for link in laatst.values()} & {link.id for link in eerst.values()}


def test_somebody_else_gets_links_of_his_own(session, persoon, nu):
    afspraak = maak(session, Partnerafspraak)
    ander = maak(session, Persoon)
    mijn, zijn = links_voor(session, afspraak, persoon, nu), links_voor(session, afspraak, ander, nu)
    assert mijn[B].id != zijn[B].id


@pytest.mark.parametrize(
    ("dagen_te_gaan", "duurt"), [(300, 60), (10, 41), (-200, 14)], ids=["long ahead", "soon", "late by months"]
)
def test_a_link_lasts_sixty_days_but_not_long_past_the_date(session, persoon, nu, dagen_te_gaan, duurt):
    afspraak = maak(session, Partnerafspraak, uiterlijk=nu.date() + dt.timedelta(days=dagen_te_gaan))
    tot = links_voor(session, afspraak, persoon, nu)[B].verloopt_op.astimezone(nu.tzinfo)
    assert dt.timedelta(duurt - 1) < tot - nu <= dt.timedelta(duurt)


def test_a_link_says_why_it_does_not_work(session, persoon, nu):
    afspraak = maak(session, Partnerafspraak)
    links = links_voor(session, afspraak, persoon, nu)
    assert links[B].bezwaar(nu) is None
    assert links[B].is_geldig(nu)
    assert links[B].bezwaar(nu + dt.timedelta(days=61)) == Linkbezwaar.VERLOPEN
    assert maak(session, Partnerlink, afspraak=afspraak, persoon=persoon, doel=LV).bezwaar(nu) == Linkbezwaar.PAST_NIET
    trek_links_in(session, [afspraak.id], nu=nu, reden="Iemand anders", persoon_id=persoon.id)
    assert links[V].bezwaar(nu) == Linkbezwaar.INGETROKKEN
    afspraak.sluiten("afwijzen", nu.date(), "Kan niet")
    assert links[V].bezwaar(nu) == Linkbezwaar.GESLOTEN


def test_a_link_is_used_once(session, persoon, nu):
    link = links_voor(session, maak(session, Partnerafspraak), persoon, nu)[B]
    assert link.gebruik(session, nu)
    assert not link.gebruik(session, nu)
    assert link.bezwaar(nu) == Linkbezwaar.GEBRUIKT
