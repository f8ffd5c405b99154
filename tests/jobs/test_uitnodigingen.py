"""Invitations all the way: planned on our side, sent by the scheduler to a real mail server, read as a mailbox gets them."""

import datetime as dt

import pytest
import vobject
from sqlmodel import select

from crm import models as m
from crm.adapters.brieven import Briefpapier
from crm.adapters.tekens import Tekenaar
from crm.models import BerichtStatus
from crm.queries.uitnodigingen import deelnemers
from crm.workflows import berichten_beheren, overleg_plannen
from tests.factories import maak, maak_gebruiker
from tests.jobs.conftest import VAN

PAPIER = Briefpapier("https://aanjager.invalid", VAN, "Provincie", Tekenaar("x" * 32), "beheer@voorbeeld.invalid")
ANNA, PIET, ELS = "anna@school.example", "piet@bouw.example", "els@rom.example"


@pytest.fixture
def doe(database, nu):
    """A verb on the only meeting there is (or the one it makes), in a transaction of its own, by its organiser."""
    with database.transaction() as session:
        wie = maak_gebruiker(session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER)
        mensen = {
            adres: maak(session, m.Persoon, naam=naam, email=adres).uuid
            for naam, adres in (("Anna; ‘Ané’ de Boër", ANNA), ("Piet, \"de\" Vries", PIET), ("Els", ELS))
        }

    def roep(verb, adres=None, **gegevens):
        with database.transaction() as session:
            door = session.get(m.Gebruiker, wie.id)
            overleg = session.exec(select(m.Overleg)).all()
            if verb is overleg_plannen.afzeggen:
                rijen = session.exec(select(m.Aanwezigheid).join(m.Persoon).where(m.Persoon.email == adres))
                gegevens["deelnemer"] = rijen.one()
            elif adres:
                gegevens["persoon"] = mensen[adres]
            verb(session, *overleg, door=door, nu=nu, papier=PAPIER, **gegevens)

    roep.mensen = mensen
    return roep


@pytest.fixture
def plan(doe, nu):
    """There is a meeting in the night in which the clock goes back, with these people."""

    def roep(*adressen):
        doe(
            overleg_plannen.plannen,
            onderwerp="Tafel één: €, crème & ‘brûlée’",
            begint_op=dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC),
            eindigt_op=dt.datetime(2026, 10, 25, 2, 30, tzinfo=dt.UTC),
            locatie="Café Zaanstad",
            deelnemers=[{"persoon": doe.mensen[adres]} for adres in adressen],
            uitnodigen=True,
        )

    return roep


@pytest.fixture
def post(stuur, mailserver):
    """What came in since last time: to whom, the method, and the event as a library of others reads it."""
    gezien = 0

    def lees():
        nonlocal gezien
        stuur()
        mails, gezien = mailserver.vak.mails[gezien:], len(mailserver.vak.mails)
        return [gebeurtenis(mail) for mail in mails]

    return lees


def gebeurtenis(mail):
    """The one part that a calendar reads; the mail has the three ways to say it, and the same as a file."""
    alternatief, bijlage = mail.iter_parts()
    soorten = [deel.get_content_type() for deel in alternatief.iter_parts()]
    assert mail.get_content_type() == "multipart/mixed"
    assert soorten == ["text/plain", "text/html", "text/calendar"]
    deel = list(alternatief.iter_parts())[2]
    ics = vobject.readOne(deel.get_content())
    assert deel["Content-Type"].params["charset"] == "utf-8"
    assert deel["Content-Type"].params["method"] == ics.method.value
    assert bijlage.get_content_type() == "application/ics"
    assert bijlage.get_content().decode() == deel.get_payload(decode=True).decode()
    event = ics.vevent
    assert event.organizer.value == f"mailto:{VAN.split('<')[1].strip('>')}"
    assert [adres.value for adres in event.attendee_list] == [f"mailto:{mail['To'].addresses[0].addr_spec}"]
    return mail["To"].addresses[0].addr_spec, ics.method.value, event


def wat(gelezen):
    return sorted((aan, methode, int(event.sequence.value)) for aan, methode, event in gelezen)


def test_create_move_and_cancel_arrive_as_one_appointment(plan, doe, post):
    plan(ANNA, PIET)
    eerst = post()
    doe(overleg_plannen.verzetten, begint_op=dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC))
    daarna = post()
    doe(overleg_plannen.afgelasten, reden="Ziek")
    af = post()
    assert wat(eerst) == [(ANNA, "REQUEST", 0), (PIET, "REQUEST", 0)]
    assert wat(daarna) == [(ANNA, "REQUEST", 1), (PIET, "REQUEST", 1)]
    assert wat(af) == [(ANNA, "CANCEL", 2), (PIET, "CANCEL", 2)]
    events = [event for _, _, event in eerst + daarna + af]
    assert len({event.uid.value for event in events}) == 1
    assert {event.summary.value for event in events} == {"Tafel één: €, crème & ‘brûlée’"}
    assert {event.location.value for event in events} == {"Café Zaanstad"}
    assert [event.status.value for event in events] == ["CONFIRMED"] * 4 + ["CANCELLED"] * 2
    # Half past two in summer time, and as long as it was on the other side of the change.
    assert events[0].dtstart.value.astimezone(dt.UTC) == dt.datetime(2026, 10, 25, 0, 30, tzinfo=dt.UTC)
    assert events[2].dtstart.value.astimezone(dt.UTC) == dt.datetime(2027, 3, 28, 1, 30, tzinfo=dt.UTC)
    assert events[2].dtend.value.astimezone(dt.UTC) == dt.datetime(2027, 3, 28, 3, 30, tzinfo=dt.UTC)
    assert post() == []


def test_who_leaves_gets_a_cancellation_and_who_comes_later_an_invitation(plan, doe, post):
    plan(ANNA, PIET)
    post()
    doe(overleg_plannen.afzeggen, PIET)
    doe(overleg_plannen.uitnodigen, ELS)
    assert wat(post()) == [(ELS, "REQUEST", 1), (PIET, "CANCEL", 1)]
    doe(overleg_plannen.verzetten, begint_op=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    assert wat(post()) == [(ANNA, "REQUEST", 2), (ELS, "REQUEST", 2)]


def test_the_thread_of_a_meeting_is_one_conversation(plan, doe, post, mailserver):
    plan(ANNA)
    post()
    doe(overleg_plannen.afgelasten, reden="Ziek")
    post()
    eerste, tweede = mailserver.vak.mails
    assert tweede["In-Reply-To"] == eerste["Message-ID"]
    assert tweede["Message-ID"] != eerste["Message-ID"]


def test_an_invitation_that_was_refused_can_be_sent_again(plan, doe, post, mailserver, database):
    mailserver.vak.antwoorden[ANNA] = "550 5.7.1 blocked by policy"
    plan(ANNA, PIET)
    assert wat(post()) == [(PIET, "REQUEST", 0)]
    with database.session() as session:
        standen = [d.stand for d in deelnemers(session, session.exec(select(m.Overleg)).one())]
    assert standen == ["uitnodiging niet gelukt", "uitnodiging verstuurd"]
    mailserver.vak.antwoorden.clear()
    doe(overleg_plannen.uitnodigen)
    assert wat(post()) == [(ANNA, "REQUEST", 0)]


def test_what_was_refused_is_not_sent_any_more_once_the_meeting_is_off(plan, doe, post, mailserver, database, nu):
    mailserver.vak.antwoorden[ANNA] = "550 5.7.1 blocked by policy"
    plan(ANNA)
    post()
    doe(overleg_plannen.afgelasten, reden="Ziek")
    mailserver.vak.antwoorden.clear()
    with database.transaction() as session:
        beheerder = maak_gebruiker(session, "Bea", m.GebruikerRol.BEHEERDER)
        assert berichten_beheren.alles_opnieuw(session, hoogstens=10, door=beheerder, nu=nu) == 0
    assert post() == []
    with database.session() as session:
        assert session.exec(select(m.Bericht.status)).all() == [BerichtStatus.INGETROKKEN]


def test_who_may_have_the_invitation_hears_that_the_meeting_is_off(plan, doe, post, mailserver):
    """The server took the mail and hung up before it said so: withdrawn on our side, in the calendar on theirs."""
    mailserver.vak.verbreek_na_data = True
    plan(ANNA)
    assert wat(post()) == [(ANNA, "REQUEST", 0)]
    mailserver.vak.verbreek_na_data = False
    doe(overleg_plannen.verzetten, begint_op=dt.datetime(2026, 11, 2, 9, tzinfo=dt.UTC))
    doe(overleg_plannen.afgelasten, reden="Ziek")
    assert wat(post()) == [(ANNA, "CANCEL", 2)]
