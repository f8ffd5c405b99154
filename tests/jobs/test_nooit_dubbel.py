"""Rounds side by side, lines that broke, free days and clocks that are off: nothing is lost, and nothing goes as another mail."""

import datetime as dt
import threading

import pytest
from apscheduler.schedulers.blocking import BlockingScheduler
from sqlmodel import select

from crm import jobs
from crm import models as m
from crm.jobs.rondes import Middelen
from crm.jobs.timetable import DIENSTREGELING
from crm.models import AMSTERDAM
from crm.workflows import berichten_beheren
from crm.workflows import berichten_versturen as bv
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h

ANA = "ana@voorbeeld.invalid"
VERZONDEN, INGETROKKEN = m.BerichtStatus.VERZONDEN, m.BerichtStatus.INGETROKKEN


def op(dag, tijd="08:00"):
    return dt.datetime.fromisoformat(f"2026-10-{dag}T{tijd}").replace(tzinfo=AMSTERDAM)


def laatste(database):
    with database.session() as session:
        return session.exec(select(m.Bericht).order_by(m.Bericht.id.desc())).first()


# --- rounds next to each other ---


def test_a_round_that_still_catches_up_is_the_same_job_as_the_next(monkeypatch):
    """Two jobs would run at once, however few of each may."""
    gestart = []
    monkeypatch.setattr(BlockingScheduler, "start", lambda zelf: gestart.extend(zelf.get_jobs()))
    jobs.run(Middelen(None, None, h.PAPIER, overzicht_uur=7, mail_per_ronde=1))
    assert [(job.id, job.max_instances) for job in gestart] == [(taak.naam, 1) for taak in DIENSTREGELING]
    assert all(job.next_run_time <= dt.datetime.now(dt.UTC) for job in gestart)


def test_two_rounds_of_one_scheduler_do_not_hear_each_others_answers(klaar, stuur, stand, mailserver):
    adressen = [f"nummer{n}@voorbeeld.invalid" for n in range(12)]
    klaar(*adressen)
    mailserver.vak.wacht = 0.02
    draden = [threading.Thread(target=stuur) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join(60)
    assert sorted(mailserver.vak.ontvangers) == sorted(adressen)
    assert {stand(adres)[0].mailkenmerk for adres in adressen} == {mail["Message-ID"] for mail in mailserver.vak.mails}
    assert all(mail["To"].addresses[0].addr_spec == wie for mail, wie in zip(mailserver.vak.mails, mailserver.vak.ontvangers, strict=True))


# --- what may have arrived ---


def test_what_may_have_arrived_is_never_made_anew(klaar, database, anna, inpak, stuur, mailserver, nu):
    """The line breaks after the mail; then a subject in it is closed, and midnight comes."""
    with database.transaction() as session:
        tweede = maak(session, m.Partnerafspraak, eigenaar_id=anna, uiterlijk=dt.date(2026, 10, 20)).id
    inpak(nu)
    mailserver.vak.verbreek_na_data = True
    assert stuur().uitgesteld == 1
    mailserver.vak.verbreek_na_data = False
    with database.transaction() as session:
        session.get_one(m.Partnerafspraak, tweede).uiterlijk = dt.date(2026, 12, 1)
    for later in (dt.timedelta(minutes=10), dt.timedelta(days=1)):
        inpak(nu + later)
        stuur(later)
    assert len(mailserver.vak.mails) == 2
    assert len({mail["Message-ID"] for mail in mailserver.vak.mails}) == 1
    assert laatste(database).status is VERZONDEN


def test_what_a_dead_sender_had_in_hand_waits_for_a_working_day_as_it_is(database, anna, inpak, pak):
    inpak(op(16))
    kenmerk = pak(op(16)).mail.mailkenmerk
    for dag in (17, 18):
        for tijd in ("01:00", "14:00"):
            inpak(op(dag, tijd))
            assert pak(op(dag, tijd)) is None
    inpak(op(19))
    assert pak(op(19)).mail.mailkenmerk == kenmerk


# --- what should not go now ---


@pytest.mark.parametrize("wat", ["zaterdag", "afwezig"])
def test_reminders_do_not_go_on_a_free_day_or_to_who_is_away(database, anna, inpak, pak, wat):
    inpak(op(16))
    if wat == "afwezig":
        with database.transaction() as session:
            maak(session, m.Afwezigheid, gebruiker_id=anna, van=dt.date(2026, 10, 16), tot=dt.date(2026, 10, 17))
    assert pak(op(16, "08:11") if wat == "afwezig" else op(17, "00:01")) is None
    assert laatste(database).status is INGETROKKEN
    inpak(op(19))
    assert pak(op(19)) is not None


def test_an_account_that_was_shut_for_ten_minutes_loses_nothing(database, anna, inpak, pak):
    inpak(op(13))
    for is_actief in (False, True):
        with database.transaction() as session:
            session.get_one(m.Gebruiker, anna).is_actief = is_actief
        if not is_actief:
            assert pak(op(13, "08:01")) is None
    inpak(op(13, "08:10"))
    assert pak(op(13, "08:11")).mail.aan == "anna@voorbeeld.invalid"


# --- a clock that is off ---


def test_what_another_took_up_is_seen_by_the_real_clock(database, klaar, nu):
    klaar(ANA)
    uur = dt.timedelta(hours=1)
    with database.transaction() as session:
        assert bv.oppakken(session, teken="als-vanochtend", nu=nu, echt=nu + 6 * uur)
    with database.transaction() as session:
        assert bv.oppakken(session, teken="planner", nu=nu + 6 * uur) is None


@pytest.mark.parametrize("wat", ["opgepakt", "later"])
def test_what_a_clock_that_was_ahead_wrote_down_does_not_wait_for_that_day(database, klaar, pak, nu, wat):
    maand = dt.timedelta(days=28)
    klaar(ANA, **({"volgende_poging_op": nu + maand} if wat == "later" else {}))
    if wat == "opgepakt":
        assert pak(nu + maand)
    assert pak(nu).mail.aan == ANA


# --- the operator tries again ---


def test_reminders_that_failed_days_ago_go_only_when_they_still_hold(database, anna, inpak, pak):
    inpak(op(13))
    pak(op(13), bv.mislukt, fout="554 5.7.1 no")
    with database.transaction() as session:
        bea = maak_gebruiker(session, "Bea", m.GebruikerRol.BEHEERDER)
        session.exec(select(m.Partnerafspraak)).one().uiterlijk = dt.date(2027, 3, 1)
        berichten_beheren.opnieuw(session, session.exec(select(m.Bericht)).one(), door=bea, nu=op(16))
    assert pak(op(16, "08:01")) is None
    inpak(op(16, "08:10"))
    assert pak(op(16, "08:11")) is None
    assert laatste(database).status is INGETROKKEN
    with database.session() as session:
        assert session.exec(select(m.Herinnering)).one().status is m.HerinneringStatus.INGETROKKEN


@pytest.mark.parametrize("wie", ["veegronde", "beheerder"])
def test_who_has_another_address_since_hears_it_there(database, anna, inpak, pak, wie):
    inpak(op(13))
    pak(op(13), bv.mislukt, fout="550 5.1.1", is_adres=True)
    with database.transaction() as session:
        session.get_one(m.Gebruiker, anna).email = "anna.goed@voorbeeld.invalid"
        if wie == "beheerder":
            bea = maak_gebruiker(session, "Bea", m.GebruikerRol.BEHEERDER)
            berichten_beheren.opnieuw(session, session.exec(select(m.Bericht)).one(), door=bea, nu=op(13, "09:00"))
    inpak(op(13, "09:10"))
    assert pak(op(13, "09:11")).mail.aan == "anna.goed@voorbeeld.invalid"


def test_a_name_with_an_end_of_line_in_it_is_one_line(database, nu):
    with database.transaction() as session:
        ana = maak_gebruiker(session, "Ana\r\nBcc: x@y.nl\u2028de  Boer")
        bericht = m.zet_klaar(
            session, soort=m.BerichtSoort.MELDING, slot="x", aan=ana, onderwerpregel="o", tekst="t", html=None, domein="x", nu=nu
        )
        assert bericht.aan_naam == "Ana Bcc: x@y.nl de Boer"
