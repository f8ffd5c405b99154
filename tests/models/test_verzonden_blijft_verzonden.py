"""What has gone out, and why, stays as it was: the database keeps it also from who works beside the program."""

import datetime as dt

import pytest
import sqlalchemy as sa

from crm.models import Bericht, Herinnering, HerinneringStatus, Regelstap
from crm.models.bericht import BerichtStatus
from tests.factories import EEN_MOMENT, maak

VERBODEN = [
    "UPDATE herinnering SET status = 'gepland', verzonden_op = NULL, bericht_id = NULL",
    "UPDATE herinnering SET datum = '2026-12-01'",
    "DELETE FROM herinnering",
    "UPDATE bericht SET status = 'klaar', verzonden_op = NULL",
    "UPDATE bericht SET mailkenmerk = '<anders@voorbeeld.invalid>'",
    "DELETE FROM bericht",
    "UPDATE regelstap SET dagen = 3",
]


@pytest.fixture
def verzonden(session):
    bericht = maak(session, Bericht, status=BerichtStatus.VERZONDEN, verzonden_op=EEN_MOMENT)
    return maak(
        session, Herinnering, status=HerinneringStatus.VERZONDEN, verzonden_op=EEN_MOMENT, bericht=bericht
    )


@pytest.mark.parametrize("opdracht", VERBODEN)
def test_what_was_sent_cannot_be_sent_again_or_forgotten(session, verzonden, opdracht):
    with pytest.raises(sa.exc.IntegrityError):
        session.execute(sa.text(opdracht))


def test_one_step_is_due_once_for_a_subject_a_date_and_a_recipient(session, verzonden):
    zelfde = {
        veld: getattr(verzonden, veld)
        for veld in ("stap_id", "regel_id", "onderwerp_id", "datum", "gebruiker_id")
    }
    maak(session, Herinnering, **zelfde | {"datum": verzonden.datum + dt.timedelta(days=1)})
    maak(session, Herinnering, **zelfde | {"stap_id": maak(session, Regelstap).id})
    with pytest.raises(sa.exc.IntegrityError):
        maak(session, Herinnering, **zelfde)


def test_a_reminder_without_a_reason_is_not_skipped(session):
    with pytest.raises(sa.exc.IntegrityError):
        maak(session, Herinnering, status=HerinneringStatus.OVERGESLAGEN)


def test_of_one_slot_there_is_one_message_until_it_is_withdrawn(session):
    eerste = maak(session, Bericht, slot="overzicht:g1:2026-10-14")
    eerste.fout = "Opnieuw gebundeld"
    Bericht.LEVENSLOOP.apply(eerste, "intrekken")
    maak(session, Bericht, slot="overzicht:g1:2026-10-14")
    with pytest.raises(sa.exc.IntegrityError):
        maak(session, Bericht, slot="overzicht:g1:2026-10-14")
