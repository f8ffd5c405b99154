"""A partner's promise as a ledger: open is promised minus delivered minus written off, whatever happens."""

import contextlib
import datetime as dt
import uuid
from decimal import Decimal

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crm.errors import AlGebeurd, DomainError, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import AfspraakSoort, AfspraakStatus, Partnerafspraak
from crm.workflows import partnerafspraak_opvolgen as opvolgen

S = AfspraakStatus


@pytest.fixture
def afspraak(session, rom, vandaag):
    noun = Partnerafspraak(
        organisatie_id=rom.id,
        omschrijving="Stageplekken",
        soort=AfspraakSoort.STAGES,
        eenheid="stageplekken",
        hoeveelheid=Decimal(10),
        uiterlijk=vandaag + dt.timedelta(days=30),
        genoemd_op=vandaag - dt.timedelta(days=30),
    )
    session.add(noun)
    session.flush()
    return noun


@pytest.fixture
def bevestigd(session, afspraak, petra, nu, vandaag):
    opvolgen.bevestigen(session, afspraak, op=vandaag, door=petra, nu=nu)
    return afspraak


def lever(session, afspraak, hoeveel, door, nu, bewijs="Verslag"):
    opvolgen.leveren(
        session, afspraak, hoeveelheid=Decimal(hoeveel), geleverd_op=nu.date(), bewijs=bewijs, door=door, nu=nu
    )


def test_deliveries_close_the_promise_bit_by_bit(session, bevestigd, petra, nu, logboek):
    lever(session, bevestigd, 4, petra, nu)
    assert (bevestigd.status, bevestigd.openstaand) == (S.DEELS_NAGEKOMEN, Decimal(6))
    lever(session, bevestigd, 6, petra, nu)
    assert (bevestigd.status, bevestigd.openstaand, bevestigd.afgesloten_op) == (S.NAGEKOMEN, 0, nu.date())
    assert logboek()[-2:] == ["partnerafspraak.geleverd", "partnerafspraak.geleverd"]


def test_the_same_delivery_twice_counts_once(session, bevestigd, petra, nu):
    gegevens = {"hoeveelheid": Decimal(2), "geleverd_op": nu.date(), "bewijs": "Bon", "kenmerk": uuid.uuid4()}
    opvolgen.leveren(session, bevestigd, **gegevens, door=petra, nu=nu)
    session.flush()
    with pytest.raises(AlGebeurd, match="staat er al"):
        opvolgen.leveren(session, bevestigd, **gegevens, door=petra, nu=nu)
    assert bevestigd.geleverd == 2


def test_what_was_never_confirmed_cannot_be_delivered(session, afspraak, petra, nu):
    with pytest.raises(OngeldigeOvergang, match="bevestigen"):
        lever(session, afspraak, 1, petra, nu)


@pytest.mark.parametrize(("hoeveel", "bewijs"), [(11, "Verslag"), (0, "Verslag"), (-1, "Verslag"), (1, "  ")])
def test_too_much_nothing_or_without_evidence_is_refused(session, bevestigd, petra, nu, hoeveel, bewijs):
    with pytest.raises(OngeldigeInvoer):
        lever(session, bevestigd, hoeveel, petra, nu, bewijs)
    assert bevestigd.openstaand == 10


def test_withdrawing_writes_off_the_rest_with_grounds(session, bevestigd, petra, nu):
    lever(session, bevestigd, 3, petra, nu)
    opvolgen.sluiten(session, bevestigd, stap="intrekken", gronden="Geen mensen", door=petra, nu=nu)
    assert (bevestigd.status, bevestigd.afgeschreven, bevestigd.openstaand) == (S.INGETROKKEN, Decimal(7), 0)
    with pytest.raises(OngeldigeOvergang):
        lever(session, bevestigd, 1, petra, nu)


def test_a_moved_date_keeps_the_first_and_every_later_one(session, bevestigd, petra, nu, vandaag):
    eerste = bevestigd.uiterlijk
    for dagen in (40, 80):
        opvolgen.verzetten(
            session, bevestigd, naar=vandaag + dt.timedelta(days=dagen), grond="Later", door=petra, nu=nu
        )
    assert [v.van for v in bevestigd.verzettingen] == [eerste, vandaag + dt.timedelta(days=40)]


def test_a_reader_follows_nothing(session, bevestigd, lezer, nu):
    with pytest.raises(NietToegestaan):
        lever(session, bevestigd, 1, lezer, nu)


def test_the_owner_may_follow_his_own_promise(session, bevestigd, bram, nu):
    bevestigd.eigenaar_id = bram.id
    lever(session, bevestigd, 1, bram, nu)


@pytest.mark.parametrize(
    "anders",
    [
        {"hoeveelheid": Decimal(0)},
        {"uiterlijk": None},
        {"soort": AfspraakSoort.GELD},
        {"geleverd": Decimal(11)},
        {"omschrijving": "x" * 401},
    ],
    ids=str,
)
def test_the_database_refuses_what_the_rules_refuse(session, afspraak, anders):
    for veld, waarde in anders.items():
        setattr(afspraak, veld, waarde)
    with pytest.raises((sa.exc.IntegrityError, sa.exc.DataError)):
        session.flush()


stappen = st.lists(
    st.one_of(
        st.just(("bevestigen",)),
        st.tuples(st.just("leveren"), st.decimals(min_value="0.01", max_value=12, places=2)),
        st.tuples(st.just("sluiten"), st.sampled_from(["afwijzen", "intrekken", "vervallen", "onzin"])),
        st.just(("verzetten",)),
    ),
    max_size=12,
)


def doe(session, afspraak, stap, petra, nu):
    naam, *rest = stap
    if naam == "bevestigen":
        opvolgen.bevestigen(session, afspraak, op=nu.date(), door=petra, nu=nu)
    elif naam == "leveren":
        lever(session, afspraak, rest[0], petra, nu)
    elif naam == "sluiten":
        opvolgen.sluiten(session, afspraak, stap=rest[0], gronden="Daarom", door=petra, nu=nu)
    else:
        opvolgen.verzetten(session, afspraak, naar=dt.date(2030, 1, 1), grond="Later", door=petra, nu=nu)


@given(reeks=stappen)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_the_ledger_closes(session, rom, petra, nu, reeks):
    afspraak = Partnerafspraak(
        organisatie_id=rom.id,
        omschrijving="Proef",
        soort=AfspraakSoort.UREN,
        eenheid="uren",
        hoeveelheid=Decimal(10),
        uiterlijk=dt.date(2027, 1, 1),
        genoemd_op=dt.date(2026, 1, 1),
    )
    session.add(afspraak)
    session.flush()
    for stap in reeks:
        with contextlib.suppress(DomainError):
            doe(session, afspraak, stap, petra, nu)
        session.flush()
        geleverd = sum((levering.hoeveelheid for levering in afspraak.leveringen), Decimal(0))
        assert geleverd == afspraak.geleverd
        assert afspraak.openstaand == afspraak.hoeveelheid - geleverd - afspraak.afgeschreven >= 0
        gesloten = afspraak.status in (S.NAGEKOMEN, S.AFGEWEZEN, S.INGETROKKEN, S.VERVALLEN)
        assert gesloten == (afspraak.openstaand == 0)
