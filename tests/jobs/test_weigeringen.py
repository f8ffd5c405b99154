"""What a refusal does: one mail fails, waits or is tried for the last time; and when everything is refused, nothing is lost."""

import datetime as dt
import threading

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm import models as m
from crm.jobs.verzending import OP_RIJ
from crm.models import AMSTERDAM
from crm.workflows import berichten_versturen as bv
from tests.factories import maak

ANA, BO, CEES = "ana@voorbeeld.invalid", "bo@voorbeeld.invalid", "cees@voorbeeld.invalid"
KLAAR, MISLUKT, INGETROKKEN = m.BerichtStatus.KLAAR, m.BerichtStatus.MISLUKT, m.BerichtStatus.INGETROKKEN
KAAL = "550 no thanks"


def op(dag, tijd="08:00"):
    return dt.datetime.fromisoformat(f"2026-10-{dag}T{tijd}").replace(tzinfo=AMSTERDAM)


def dicht(database):
    with database.session() as session:
        return sorted(session.execute(sa.select(m.OnbestelbaarAdres.email)).scalars())


def laatste(database):
    with database.session() as session:
        return session.exec(select(m.Bericht).order_by(m.Bericht.id.desc())).first()


@pytest.mark.parametrize("antwoord", [KAAL, "550 relaying denied", "550 5.1.1 unknown user"])
def test_a_server_that_refuses_everybody_shuts_no_address_and_everything_goes_later(klaar, stuur, stand, mailserver, database, antwoord):
    mailserver.vak.antwoorden["*"] = antwoord
    adressen = [f"nummer{n}@voorbeeld.invalid" for n in range(OP_RIJ + 2)]
    klaar(*adressen)
    assert "achter elkaar" in stuur().gestopt
    assert (dicht(database), {stand(adres)[0].status for adres in adressen}) == ([], {KLAAR})
    mailserver.vak.antwoorden.clear()
    assert stuur(dt.timedelta(hours=1)).verzonden == OP_RIJ + 2


@pytest.mark.parametrize("plek", [0, 1, 2])
@pytest.mark.parametrize("antwoord", [KAAL, "550 5.1.1 unknown user"])
def test_one_unknown_address_among_good_ones_is_shut_wherever_it_stands(klaar, stuur, mailserver, database, antwoord, plek):
    mailserver.vak.antwoorden[(ANA, BO, CEES)[plek]] = antwoord
    klaar(ANA, BO, CEES)
    assert str(stuur()) == "2 verzonden, 1 mislukt"
    assert dicht(database) == [(ANA, BO, CEES)[plek]]


def test_a_bare_refusal_that_stands_alone_fails_and_shuts_no_address(klaar, stuur, stand, mailserver, database):
    mailserver.vak.antwoorden["*"] = KAAL
    klaar(ANA)
    assert str(stuur()) == "1 mislukt"
    assert dicht(database) == []


def test_more_unknown_addresses_in_a_row_than_a_server_that_is_broken_refuses_are_shut(klaar, stuur, mailserver, database):
    weg = [f"weg{n}@voorbeeld.invalid" for n in range(OP_RIJ + 1)]
    mailserver.vak.antwoorden |= dict.fromkeys(weg, "550 5.1.1 unknown user")
    klaar(ANA, *weg)
    assert str(stuur()) == f"1 verzonden, {OP_RIJ + 1} mislukt"
    assert dicht(database) == weg


def test_a_421_to_one_receiver_ends_in_the_end_and_stops_no_other(klaar, stuur, stand, mailserver):
    mailserver.vak.antwoorden[ANA] = "421 4.3.0 try later"
    klaar(ANA, BO)
    assert str(stuur()) == "1 verzonden, 1 later opnieuw"
    na = dt.timedelta(0)
    for pauze in bv.PAUZES:
        na += pauze
        stuur(na)
    assert (stand(ANA)[0].status, stand(ANA)[0].weigeringen) == (MISLUKT, bv.HOOGSTENS_GEWEIGERD)


def test_a_mailbox_that_stays_full_fails_in_the_end_though_each_day_has_its_own_digest(database, anna, inpak, pak):
    for dag in (13, 14, 15):
        for tijd in ("07:00", "07:02", "07:10", "07:40", "09:00", "14:00"):
            inpak(op(dag, tijd))
            pak(op(dag, tijd), bv.geweigerd, fout="452 mailbox full")
    with database.session() as session:
        rijen = session.execute(sa.select(m.Bericht.status, m.Bericht.weigeringen).order_by(m.Bericht.id)).all()
    assert rijen == [(INGETROKKEN, 6), (INGETROKKEN, 7), (MISLUKT, bv.HOOGSTENS_GEWEIGERD)]


def test_after_a_mail_that_arrived_the_count_begins_anew(database, anna, inpak, pak):
    inpak(op(13))
    pak(op(13), bv.geweigerd, fout="452")
    pak(op(13, "08:10"), bv.verzonden)
    with database.transaction() as session:
        maak(session, m.Partnerafspraak, eigenaar_id=anna, uiterlijk=dt.date(2026, 10, 21))
    inpak(op(14))
    assert (laatste(database).status, laatste(database).weigeringen) == (KLAAR, 0)


def test_what_a_server_says_with_a_nul_in_it_is_kept(klaar, pak, stand, nu):
    klaar(ANA)
    pak(nu, bv.mislukt, fout="550 a\0b", is_adres=True)
    assert (stand(ANA)[0].fout, stand(ANA)[1].reden) == ("550 a b", "550 a b")


def test_two_who_find_that_one_address_is_gone_both_write_it_down(database, nu):
    if database.is_sqlite:
        pytest.skip("one writer at a time")
    with database.transaction() as session:
        for _ in range(2):
            maak(session, m.Bericht, aan=ANA, volgende_poging_op=nu)
    opgepakt = []
    for teken in ("een", "twee"):
        with database.transaction() as session:
            opgepakt.append(bv.oppakken(session, teken=teken, nu=nu))
    een, twee = database.session(write=True), database.session(write=True)
    bv.mislukt(een, opgepakt[0], fout="550 5.1.1", nu=nu, is_adres=True)
    een.flush()

    def ander():
        bv.mislukt(twee, opgepakt[1], fout="550 5.1.1", nu=nu, is_adres=True)
        twee.commit()

    draad = threading.Thread(target=ander)
    draad.start()
    draad.join(0.3)
    een.commit()
    draad.join(10)
    een.close()
    twee.close()
    assert dicht(database) == [ANA]
    with database.session() as session:
        assert set(session.execute(sa.select(m.Bericht.status)).scalars()) == {MISLUKT}
