"""A partner's promise as a ledger: open is promised minus delivered minus written off, whatever happens."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
import sqlalchemy as sa

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    AfspraakSoort,
    AfspraakStatus,
    BewijsSoort,
    Bijlage,
    GebruikerRol,
    Herijkingsregel,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
)
from crm.workflows import partnerafspraak_opvolgen as opvolgen
from tests.factories import maak, maak_gebruiker

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
        session,
        afspraak,
        hoeveelheid=Decimal(hoeveel),
        geleverd_op=nu.date(),
        bewijs=bewijs,
        door=door,
        nu=nu,
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


# --- evidence ---


def test_a_meeting_as_evidence_is_named_and_was_held(session, bevestigd, petra, nu, vandaag):
    gegevens = {"hoeveelheid": Decimal(1), "geleverd_op": vandaag, "bewijs": "Gezegd in het overleg"}
    with pytest.raises(OngeldigeInvoer) as fout:
        opvolgen.leveren(session, bevestigd, **gegevens, bewijs_soort=BewijsSoort.OVERLEG, door=petra, nu=nu)
    assert set(fout.value.velden) == {"overleg"}
    gepland = maak(session, Overleg)
    with pytest.raises(OngeldigeInvoer, match="niet gehouden"):
        opvolgen.leveren(
            session,
            bevestigd,
            **gegevens,
            bewijs_soort=BewijsSoort.OVERLEG,
            overleg=gepland,
            door=petra,
            nu=nu,
        )
    gehouden = maak(session, Overleg, status=OverlegStatus.VASTGELEGD, vastgelegd_op=nu)
    levering = opvolgen.leveren(
        session, bevestigd, **gegevens, bewijs_soort=BewijsSoort.OVERLEG, overleg=gehouden, door=petra, nu=nu
    )
    assert (levering.bewijs_soort, levering.overleg_id) == (BewijsSoort.OVERLEG, gehouden.id)


def test_a_file_as_evidence_hangs_on_this_promise_and_is_still_there(session, bevestigd, petra, nu, vandaag):
    gegevens = {"hoeveelheid": Decimal(1), "geleverd_op": vandaag, "bewijs": "Getekende lijst"}
    gegevens |= {"bewijs_soort": BewijsSoort.DOCUMENT, "door": petra, "nu": nu}
    elders = maak(session, Bijlage)
    with pytest.raises(OngeldigeInvoer, match="niet bij deze afspraak"):
        opvolgen.leveren(session, bevestigd, **gegevens, bijlage=elders)
    weg = maak(
        session,
        Bijlage,
        coalitie=None,
        afspraak=bevestigd,
        verwijderd_op=nu,
        verwijderd_reden="Verkeerd bestand",
    )
    with pytest.raises(OngeldigeInvoer, match="verwijderd"):
        opvolgen.leveren(session, bevestigd, **gegevens, bijlage=weg)
    hier = maak(session, Bijlage, coalitie=None, afspraak=bevestigd)
    assert opvolgen.leveren(session, bevestigd, **gegevens, bijlage=hier).bijlage_id == hier.id


def test_a_promise_is_closed_on_the_day_of_the_last_delivery_however_they_were_typed(
    session, bevestigd, petra, nu, vandaag
):
    gegevens = {"hoeveelheid": Decimal(5), "bewijs": "Brief", "door": petra, "nu": nu}
    opvolgen.leveren(session, bevestigd, geleverd_op=vandaag, **gegevens)
    opvolgen.leveren(session, bevestigd, geleverd_op=vandaag - dt.timedelta(days=9), **gegevens)
    assert (bevestigd.status, bevestigd.afgesloten_op) == (S.NAGEKOMEN, vandaag)
    assert bevestigd.stand_op(vandaag - dt.timedelta(days=1)).openstaand == 5


def test_a_promise_is_never_closed_before_the_last_thing_that_happened(
    session, bevestigd, petra, nu, vandaag
):
    lever(session, bevestigd, 4, petra, nu)
    bevestigd.sluiten("vervallen", vandaag - dt.timedelta(days=20), "Beëindigd met terugwerkende kracht")
    assert bevestigd.afgesloten_op == vandaag
    assert bevestigd.stand_op(vandaag - dt.timedelta(days=1)).openstaand == 10


# --- writing off, moving, handing over ---


def test_part_of_it_is_written_off_and_the_rest_stays_promised(session, bevestigd, petra, nu, logboek):
    kenmerk = uuid.uuid4()
    gegevens = {
        "hoeveelheid": Decimal(4),
        "grond": "Een klas minder",
        "kenmerk": kenmerk,
        "door": petra,
        "nu": nu,
    }
    opvolgen.afschrijven(session, bevestigd, **gegevens)
    session.flush()
    assert (bevestigd.status, bevestigd.afgeschreven, bevestigd.openstaand) == (S.BEVESTIGD, 4, 6)
    assert [(regel.hoeveelheid, regel.grond) for regel in bevestigd.afschrijvingen] == [
        (4, "Een klas minder")
    ]
    assert logboek()[-1] == "partnerafspraak.afgeschreven"
    with pytest.raises(AlGebeurd, match="staat er al"):
        opvolgen.afschrijven(session, bevestigd, **gegevens)
    lever(session, bevestigd, 6, petra, nu)
    assert (bevestigd.status, bevestigd.openstaand) == (S.NAGEKOMEN, 0)
    with pytest.raises(OngeldigeOvergang, match="afgesloten"):
        opvolgen.afschrijven(session, bevestigd, hoeveelheid=Decimal(1), grond="Toch", door=petra, nu=nu)


@pytest.mark.parametrize(
    ("hoeveelheid", "grond"), [(10, "Alles"), (11, "Meer"), (0, "Niets"), (-1, "Minder"), (1, " ")]
)
def test_all_of_it_nothing_or_without_a_reason_is_not_written_off(
    session, bevestigd, petra, nu, hoeveelheid, grond
):
    with pytest.raises(OngeldigeInvoer):
        opvolgen.afschrijven(
            session, bevestigd, hoeveelheid=Decimal(hoeveelheid), grond=grond, door=petra, nu=nu
        )
    assert bevestigd.openstaand == 10


def test_the_date_that_holds_already_is_no_new_date(session, bevestigd, petra, nu):
    with pytest.raises(AlGebeurd, match="geldt al"):
        opvolgen.verzetten(session, bevestigd, naar=bevestigd.uiterlijk, grond="Later", door=petra, nu=nu)
    assert bevestigd.verzettingen == []


def test_the_date_of_a_closed_promise_is_fixed(session, bevestigd, petra, nu):
    opvolgen.sluiten(session, bevestigd, stap="vervallen", gronden="Gestopt", door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang, match="ligt vast"):
        opvolgen.verzetten(session, bevestigd, naar=dt.date(2030, 1, 1), grond="Later", door=petra, nu=nu)


def test_a_colleague_takes_over_with_the_line_in_a_running_round(
    session, bevestigd, petra, bram, nu, logboek
):
    regel = maak(session, Herijkingsregel, afspraak=bevestigd)
    opvolgen.overdragen(session, bevestigd, eigenaar=bram, door=petra, nu=nu)
    assert (bevestigd.eigenaar_id, regel.eigenaar_id, logboek()[-1]) == (
        bram.id,
        bram.id,
        "partnerafspraak.overgedragen",
    )
    with pytest.raises(AlGebeurd, match="volgt deze afspraak al"):
        opvolgen.overdragen(session, bevestigd, eigenaar=bram, door=petra, nu=nu)


def test_who_cannot_act_gets_nothing_handed_over(session, bevestigd, petra, lezer, nu):
    weg = maak_gebruiker(session, "Wout", GebruikerRol.AMBASSADEUR)
    weg.is_actief = False
    for collega in (lezer, weg):
        with pytest.raises(OngeldigeInvoer) as fout:
            opvolgen.overdragen(session, bevestigd, eigenaar=collega, door=petra, nu=nu)
        assert set(fout.value.velden) == {"eigenaar"}
    with pytest.raises(NietToegestaan):
        opvolgen.overdragen(session, bevestigd, eigenaar=petra, door=lezer, nu=nu)
