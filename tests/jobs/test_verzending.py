"""Sending: what is due goes out once, a refusal waits or fails, and a server that is away costs nothing."""

import datetime as dt
import logging
import threading

import pytest
from sqlmodel import func, select

from crm.adapters.postbus import postbus_van
from crm.jobs.verzending import OP_RIJ, versturen
from crm.models import (
    Bericht,
    BerichtSoort,
    BerichtStatus,
    Gebruiker,
    Herinnering,
    HerinneringStatus,
    OnbestelbaarAdres,
)
from crm.workflows import berichten_versturen
from tests.factories import maak
from tests.jobs.conftest import VAN
from tests.support.mailserver import Mailserver, ZwijgendeServer

ANA, BO, CEES = "ana@voorbeeld.invalid", "bo@voorbeeld.invalid", "cees@voorbeeld.invalid"
MINUUT = dt.timedelta(minutes=1)


def test_what_is_due_goes_out_with_its_reminders_and_once(klaar, stuur, stand, mailserver, nu):
    klaar(ANA, BO)
    klaar(CEES, volgende_poging_op=nu + dt.timedelta(hours=1))
    assert str(stuur()) == "2 verzonden"
    assert str(stuur()) == "niets verzonden"
    assert mailserver.vak.ontvangers == [ANA, BO]
    bericht, herinnering = stand(ANA)
    assert (bericht.status, bericht.verzonden_op, bericht.opgepakt_door) == (BerichtStatus.VERZONDEN, nu, None)
    assert (herinnering.status, herinnering.verzonden_op) == (HerinneringStatus.VERZONDEN, nu)
    assert stand(CEES)[0].status is BerichtStatus.KLAAR


def test_a_round_has_a_ceiling(klaar, stuur, mailserver):
    klaar(ANA, BO, CEES)
    assert stuur(hoogstens=2).verzonden == 2
    assert stuur().verzonden == 1


def test_without_anything_due_nobody_is_called(stuur, database):
    with ZwijgendeServer() as server:
        weg = postbus_van(f"smtp://127.0.0.1:{server.poort}?starttls=nee", afzender=VAN, wachttijd=5)
        assert str(stuur(postbus=weg)) == "niets verzonden"
        assert server._bellers == []


def test_one_address_that_does_not_exist_stops_no_other_and_is_remembered(klaar, stuur, stand, mailserver, database):
    mailserver.vak.antwoorden[ANA] = "550 5.1.1 unknown user"
    klaar(ANA, BO)
    assert str(stuur()) == "1 verzonden, 1 mislukt"
    bericht, herinnering = stand(ANA)
    assert (bericht.status, herinnering.status) == (BerichtStatus.MISLUKT, HerinneringStatus.MISLUKT)
    assert "550 5.1.1 unknown user" in bericht.fout
    assert "550 5.1.1" in herinnering.reden
    with database.session() as session:
        assert session.exec(select(OnbestelbaarAdres.email)).all() == [ANA]


def test_to_an_address_that_mail_does_not_reach_nothing_is_tried(klaar, stuur, stand, mailserver, database):
    with database.transaction() as session:
        maak(session, OnbestelbaarAdres, email=ANA)
    klaar(ANA, BO)
    stuur()
    assert stand(ANA)[0].status is BerichtStatus.MISLUKT
    assert "geen mail aan" in stand(ANA)[0].fout
    assert mailserver.vak.ontvangers == [BO]


def test_a_policy_that_refuses_one_mail_says_nothing_about_the_address(klaar, stuur, stand, mailserver, database):
    mailserver.vak.antwoorden[ANA] = "550 5.7.1 blocked by policy"
    klaar(ANA)
    stuur()
    assert stand(ANA)[0].status is BerichtStatus.MISLUKT
    with database.session() as session:
        assert session.exec(select(OnbestelbaarAdres)).all() == []


def test_not_now_is_tried_again_after_growing_pauses_and_fails_after_the_eighth(klaar, stuur, stand, mailserver):
    mailserver.vak.antwoorden[ANA] = "451 4.7.1 greylisted"
    klaar(ANA, BO)
    assert str(stuur()) == "1 verzonden, 1 later opnieuw"
    na = dt.timedelta(0)
    for keer, pauze in enumerate(berichten_versturen.PAUZES, start=2):
        assert str(stuur(na + pauze - dt.timedelta(seconds=1))) == "niets verzonden"
        na += pauze
        uitkomst = stuur(na)
        assert (uitkomst.uitgesteld, uitkomst.mislukt) == ((0, 1) if keer == 8 else (1, 0))
    bericht, herinnering = stand(ANA)
    assert (bericht.status, bericht.weigeringen) == (BerichtStatus.MISLUKT, 8)
    assert herinnering.status is HerinneringStatus.MISLUKT
    assert "greylisted" in bericht.fout


def test_greylisting_ends_well(klaar, stuur, stand, mailserver):
    mailserver.vak.antwoorden[ANA] = "451 4.7.1 greylisted"
    klaar(ANA)
    stuur()
    mailserver.vak.antwoorden.clear()
    assert stuur(MINUUT).verzonden == 1
    assert stand(ANA)[0].fout is None


@pytest.mark.parametrize(
    "wat",
    ["neer", "zwijgt", "begroeting", "certificaat", "naam", "starttls", "inlog", "afzender", "halverwege"],
)
def test_a_server_that_cannot_be_used_costs_nothing_however_long(klaar, stuur, stand, certificaten, wat):
    klaar(ANA, BO)
    server = {
        "neer": Mailserver(),
        "zwijgt": ZwijgendeServer(),
        "begroeting": ZwijgendeServer(b"554 5.3.2 no service here\r\n"),
        "certificaat": Mailserver(starttls=certificaten.vreemd),
        "naam": Mailserver(starttls=certificaten.andere_naam),
        "starttls": Mailserver(),
        "inlog": Mailserver(starttls=certificaten.goed, aanmelden=True),
        "afzender": Mailserver(starttls=certificaten.goed),
        "halverwege": Mailserver(starttls=certificaten.goed),
    }[wat]
    zin = {"neer": "niet bereikbaar", "zwijgt": "niet op tijd", "certificaat": "certificaat", "naam": "certificaat",
           "starttls": "STARTTLS", "inlog": "wachtwoord", "afzender": "afzender", "begroeting": "554 5.3.2", "halverwege": "viel weg"}[wat]  # fmt: skip
    with server:
        if wat == "afzender":
            server.vak.op_afzender = "553 5.1.8 not your address"
        if wat == "halverwege":
            server.vak.verbreek_in_data = True
        url = f"smtp://aanjager:mis@127.0.0.1:{server.poort}" if wat == "inlog" else f"smtp://127.0.0.1:{server.poort}"
        weg = postbus_van(f"{url}?ca={certificaten.ca}", afzender=VAN, wachttijd=0.2, hoogstens=1)
        if wat == "neer":
            server._doe(server._dicht())
        for week in range(4):
            assert zin in stuur(dt.timedelta(weeks=week), postbus=weg).gestopt
    for adres in (ANA, BO):
        bericht, herinnering = stand(adres)
        assert (bericht.status, bericht.weigeringen) == (BerichtStatus.KLAAR, 0)
        assert herinnering.status is HerinneringStatus.ONDERWEG
    assert stuur(dt.timedelta(weeks=5)).verzonden == 2


def test_a_connection_lost_after_the_mail_was_given_sends_the_same_mail_again(klaar, stuur, stand, mailserver):
    mailserver.vak.verbreek_na_data = True
    klaar(ANA, BO)
    uitkomst = stuur()
    assert (uitkomst.verzonden, uitkomst.uitgesteld) == (0, 1)
    assert "niet bereikbaar" in uitkomst.gestopt
    assert stand(ANA)[0].weigeringen == 0
    mailserver.vak.verbreek_na_data = False
    # The one that broke the line waits for its turn; the other does not wait for it.
    assert stuur().verzonden == 1
    assert stuur(MINUUT).verzonden == 1
    eerste, _, tweede = [mail["Message-ID"] for mail in mailserver.vak.mails]
    assert eerste == tweede == stand(ANA)[0].mailkenmerk


def test_a_server_that_refuses_whatever_comes_is_not_fed_the_whole_outbox(klaar, stuur, mailserver, database):
    mailserver.vak.antwoorden["*"] = "550 5.7.1 relaying denied"
    klaar(*(f"nummer{n}@voorbeeld.invalid" for n in range(OP_RIJ + 3)))
    uitkomst = stuur()
    assert (uitkomst.uitgesteld, uitkomst.mislukt) == (OP_RIJ, 0)
    assert "achter elkaar" in uitkomst.gestopt
    with database.session() as session:
        wacht = session.exec(select(func.count()).where(Bericht.status == BerichtStatus.KLAAR)).one()
    assert wacht == OP_RIJ + 3


def test_a_message_that_cannot_be_made_into_a_mail_is_parked(klaar, stuur, stand, mailserver, monkeypatch):
    klaar(ANA, BO)
    echt = berichten_versturen._mail

    def stuk(bericht, nu):
        mail = echt(bericht, nu)
        return mail if bericht.aan != ANA else berichten_versturen.Uitgaand(**{**mail.__dict__, "tekst": None})

    monkeypatch.setattr(berichten_versturen, "_mail", stuk)
    assert str(stuur()) == "1 verzonden, 1 mislukt"
    assert "geen mail worden gemaakt" in stand(ANA)[0].fout


def test_what_need_not_go_any_more_is_withdrawn(klaar, stuur, stand, mailserver, database):
    (bericht,) = klaar(ANA)
    klaar(BO)
    with database.transaction() as session:
        herinnering = session.exec(select(Herinnering).where(Herinnering.bericht_id == bericht.id)).one()
        Herinnering.LEVENSLOOP.apply(herinnering, "intrekken")
        herinnering.reden = "nagekomen"
    stuur()
    assert mailserver.vak.ontvangers == [BO]
    assert stand(ANA)[0].status is BerichtStatus.INGETROKKEN
    assert "niet meer nodig" in stand(ANA)[0].fout


def test_a_message_without_reminders_goes_out_as_it_is(stuur, mailserver, database, nu):
    with database.transaction() as session:
        maak(session, Bericht, soort=BerichtSoort.MELDING, aan=ANA, volgende_poging_op=nu)
    assert stuur().verzonden == 1


def test_who_has_no_account_any_more_gets_nothing(klaar, stuur, stand, mailserver, database):
    (bericht,) = klaar(ANA)
    with database.transaction() as session:
        session.get_one(Gebruiker, bericht.gebruiker_id).is_actief = False
    stuur()
    assert mailserver.vak.mails == []
    bericht, herinnering = stand(ANA)
    assert (bericht.status, herinnering.status) == (BerichtStatus.INGETROKKEN, HerinneringStatus.INGETROKKEN)


def test_what_a_dead_sender_took_up_is_taken_over_after_a_quarter_of_an_hour(klaar, stuur, stand, database, nu):
    klaar(ANA)
    with database.transaction() as session:
        berichten_versturen.oppakken(session, teken="gestorven", nu=nu)
    assert stuur(14 * MINUUT).verzonden == 0
    assert stuur(15 * MINUUT).verzonden == 1


def test_who_was_thought_dead_changes_nothing_any_more(klaar, stuur, stand, database, nu):
    klaar(ANA)
    with database.transaction() as session:
        traag = berichten_versturen.oppakken(session, teken="traag", nu=nu)
    stuur(20 * MINUUT)
    verzonden_op = stand(ANA)[0].verzonden_op
    for verb, meer in (("verzonden", {}), ("geweigerd", {"fout": "x"}), ("mislukt", {"fout": "x"}), ("uitgesteld", {"fout": "x"})):
        with database.transaction() as session:
            assert getattr(berichten_versturen, verb)(session, traag, nu=nu + 30 * MINUUT, **meer) is None
    assert stand(ANA)[0].verzonden_op == verzonden_op


def test_two_senders_at_once_send_nothing_twice(klaar, database, mailserver, certificaten, nu):
    klaar(*(f"nummer{n}@voorbeeld.invalid" for n in range(30)))
    uitkomsten = []
    # As in one scheduler: the same way out for every round, and to each a connection of its own.
    weg = postbus_van(f"smtp://127.0.0.1:{mailserver.poort}?ca={certificaten.ca}", afzender=VAN, wachttijd=5)

    def zend():
        uitkomsten.append(versturen(database, weg, klok=lambda: nu))

    draden = [threading.Thread(target=zend) for _ in range(3)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(timeout=60)
    assert sum(uitkomst.verzonden for uitkomst in uitkomsten) == 30
    assert len(set(mailserver.vak.ontvangers)) == len(mailserver.vak.ontvangers) == 30


def test_the_log_of_sending_names_nobody(klaar, stuur, mailserver, caplog):
    caplog.set_level(logging.DEBUG)
    mailserver.vak.antwoorden[ANA] = f"550 5.1.1 {ANA} unknown"
    mailserver.vak.antwoorden[BO] = f"450 {BO} later"
    klaar(ANA, BO, CEES)
    stuur()
    regels = [r.getMessage() for r in caplog.records if r.name.startswith("crm")]
    assert len(regels) == 3
    assert not any("voorbeeld.invalid" in regel or "Collega" in regel for regel in regels)
