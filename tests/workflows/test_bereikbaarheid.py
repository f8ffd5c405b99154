"""Being reminded later, being away, and switching a kind of reminder off."""

import datetime as dt

import pytest
from sqlmodel import select

from crm import models as m
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.http.papier import briefpapier
from crm.models import GebruikerRol as R
from crm.models import HerinneringStatus, RegelOnderwerp
from crm.queries.mijn_herinneringen import soortkeuzes
from crm.settings import Settings
from crm.workflows import bereikbaarheid_bijhouden as bijhouden
from crm.workflows.gebruiker_beheren import systeemgebruiker
from crm.workflows.herinnering_uitstellen import uitstellen
from tests.factories import maak, maak_gebruiker

DAG = dt.date(2026, 10, 14)
PAPIER = briefpapier(Settings(omgeving="test", secret_key="een-sleutel-van-meer-dan-32-tekens"))


@pytest.fixture
def petra(session):
    return maak_gebruiker(session, "Petra", R.PROGRAMMAMANAGER)


@pytest.fixture
def herinnering(session, petra):
    return maak(session, m.Herinnering, gebruiker=petra)


@pytest.fixture
def later(session, petra, nu):
    return lambda herinnering, dagen=7, door=None: uitstellen(
        session, herinnering, tot=DAG + dt.timedelta(days=dagen), door=door or petra, nu=nu
    )


# --- later ---


def test_a_reminder_that_waited_comes_again_on_the_chosen_day_and_not_before(herinnering, later):
    nieuw = later(herinnering)
    assert herinnering.status is HerinneringStatus.OVERGESLAGEN
    assert "Uitgesteld tot 21-10-2026" in herinnering.reden
    assert (nieuw.ronde, nieuw.gepland_voor, nieuw.status) == (2, dt.date(2026, 10, 21), HerinneringStatus.GEPLAND)
    assert nieuw.ontvanger == herinnering.ontvanger
    assert nieuw.uuid != herinnering.uuid


def test_one_that_was_sent_keeps_its_proof(session, petra, later, nu):
    verzonden = maak(
        session, m.Herinnering, gebruiker=petra, status=HerinneringStatus.VERZONDEN, verzonden_op=nu
    )
    assert later(verzonden).ronde == 2
    assert verzonden.status is HerinneringStatus.VERZONDEN


def test_putting_off_again_moves_the_day_and_the_same_day_twice_is_said(session, herinnering, later):
    nieuw = later(herinnering)
    assert later(herinnering, 14) is nieuw
    assert later(nieuw, 21) is nieuw
    assert nieuw.gepland_voor == dt.date(2026, 11, 4)
    with pytest.raises(AlGebeurd, match="04-11-2026"):
        later(herinnering, 21)
    assert len(session.exec(select(m.Herinnering)).all()) == 2


@pytest.mark.parametrize("dagen", [0, -3, 93])
def test_a_day_that_is_not_ahead_or_too_far_is_refused(herinnering, later, dagen):
    with pytest.raises(OngeldigeInvoer) as fout:
        later(herinnering, dagen)
    assert fout.value.velden.keys() == {"tot"}
    assert herinnering.ronde == 1


def test_what_is_mandatory_is_not_put_off_past_its_date(session, petra, later):
    regel = maak(session, m.Herinneringsregel, is_verplicht=True)
    vast = maak(session, m.Herinnering, regel=regel, gebruiker=petra, datum=DAG + dt.timedelta(days=5))
    with pytest.raises(OngeldigeInvoer, match="tot en met 19-10-2026"):
        later(vast, 6)
    assert later(vast, 5).ronde == 2
    wet = maak(session, m.Herinneringsregel, is_verplicht=True, onderwerp=RegelOnderwerp.PC_WETTELIJK)
    voor = maak(
        session, m.Herinnering, regel=wet, onderwerp=wet.onderwerp, gebruiker=petra, datum=DAG + dt.timedelta(days=5)
    )
    with pytest.raises(OngeldigeInvoer, match="tot en met 18-10-2026"):
        later(voor, 5)


def test_what_is_not_needed_any_more_is_not_put_off(session, petra, later):
    weg = maak(
        session, m.Herinnering, gebruiker=petra, status=HerinneringStatus.INGETROKKEN, reden="De afspraak is gesloten."
    )
    with pytest.raises(OngeldigeOvergang, match="De afspraak is gesloten"):
        later(weg)


def test_nobody_puts_off_what_somebody_else_gets(session, herinnering, later):
    for rol in (R.PROGRAMMAMANAGER, R.BEHEERDER):
        with pytest.raises(NietToegestaan):
            later(herinnering, door=maak_gebruiker(session, f"Ander {rol}", rol))


# --- away ---


def _weg(session, petra, nu, van, tot, **anders):
    return bijhouden.afwezig_melden(session, van=van, tot=tot, door=petra, nu=nu, **anders)


def test_an_absence_is_there_once_and_overlaps_no_other(session, petra, nu):
    term = _weg(session, petra, nu, DAG, DAG + dt.timedelta(days=4))
    with pytest.raises(AlGebeurd):
        _weg(session, petra, nu, term.van, term.tot)
    with pytest.raises(OngeldigeInvoer, match="Er staat al een afwezigheid"):
        _weg(session, petra, nu, term.tot, term.tot + dt.timedelta(days=9))


@pytest.mark.parametrize(
    ("van", "tot", "veld"), [(3, 2, "tot"), (-9, -1, "tot"), (0, 366, "tot"), (900, 901, "van")]
)
def test_an_absence_that_cannot_be_is_refused_by_field(session, petra, nu, van, tot, veld):
    with pytest.raises(OngeldigeInvoer) as fout:
        _weg(session, petra, nu, DAG + dt.timedelta(days=van), DAG + dt.timedelta(days=tot))
    assert fout.value.velden.keys() == {veld}


def test_who_is_back_early_was_away_until_yesterday_and_what_lies_ahead_is_gone(session, petra, nu):
    nu_weg = maak(session, m.Afwezigheid, gebruiker=petra, van=DAG - dt.timedelta(days=2), tot=DAG + dt.timedelta(days=2))
    straks = _weg(session, petra, nu, DAG + dt.timedelta(days=9), DAG + dt.timedelta(days=10))
    for term in (nu_weg, straks):
        bijhouden.afwezigheid_intrekken(session, term, door=petra, nu=nu)
    session.flush()
    assert session.exec(select(m.Afwezigheid)).all() == [nu_weg]
    assert nu_weg.tot == DAG - dt.timedelta(days=1)
    with pytest.raises(OngeldigeOvergang):
        bijhouden.afwezigheid_intrekken(session, nu_weg, door=petra, nu=nu)


def test_a_beheerder_may_say_that_a_colleague_is_ill(session, petra, nu):
    bea, ander = maak_gebruiker(session, "Bea", R.BEHEERDER), maak_gebruiker(session, "Coen", R.CONTROLLER)
    assert _weg(session, bea, nu, DAG, DAG, gebruiker=petra).gebruiker_id == petra.id
    with pytest.raises(NietToegestaan):
        _weg(session, ander, nu, DAG, DAG, gebruiker=petra)


# --- kinds ---


@pytest.fixture
def regels(session):
    """One kind that is free, one that is mandatory, and one that is both."""
    for onderwerp, verplicht in (
        (RegelOnderwerp.AFSPRAAK, False),
        (RegelOnderwerp.PC_WETTELIJK, True),
        (RegelOnderwerp.ACTIEPUNT, False),
        (RegelOnderwerp.ACTIEPUNT, True),
    ):
        maak(session, m.Herinneringsregel, onderwerp=onderwerp, is_verplicht=verplicht)


def test_a_kind_is_switched_off_and_on_again_but_not_what_is_mandatory(session, petra, nu, regels):
    wie = {"door": petra, "nu": nu}
    demping = bijhouden.dempen(session, onderwerp=RegelOnderwerp.AFSPRAAK, **wie)
    with pytest.raises(AlGebeurd):
        bijhouden.dempen(session, onderwerp=RegelOnderwerp.AFSPRAAK, **wie)
    with pytest.raises(OngeldigeOvergang, match="verplicht"):
        bijhouden.dempen(session, onderwerp=RegelOnderwerp.PC_WETTELIJK, **wie)
    assert [(s.onderwerp, s.is_verplicht, s.is_deels_verplicht, bool(s.demping)) for s in soortkeuzes(session, petra.id)] == [
        (RegelOnderwerp.ACTIEPUNT, False, True, False),
        (RegelOnderwerp.AFSPRAAK, False, False, True),
        (RegelOnderwerp.PC_WETTELIJK, True, False, False),
    ]
    bijhouden.dempen_stoppen(session, demping, **wie)
    session.flush()
    assert session.exec(select(m.Demping)).all() == []


# --- unsubscribing from a mail ---


def test_a_contact_person_that_unsubscribes_is_left_alone_and_who_follows_is_told_once(session, petra, nu, regels):
    jan = maak(session, m.Persoon, naam="Jan <b>Jansen</b>")
    techport = maak(session, m.Organisatie, naam="Techport")
    for eigenaar in (petra, petra, None):
        maak(session, m.Partnerafspraak, organisatie=techport, contact_id=jan.id, eigenaar=eigenaar)
    mail = maak(session, m.Bericht, gebruiker=None, persoon=jan)
    wie = {"door": systeemgebruiker(session), "nu": nu}
    assert bijhouden.uitschrijven(session, mail, papier=PAPIER, **wie) == len(RegelOnderwerp)
    assert bijhouden.uitschrijven(session, mail, papier=PAPIER, **wie) == 0
    (bericht,) = session.exec(select(m.Bericht).where(m.Bericht.soort == m.BerichtSoort.MELDING)).all()
    assert bericht.gebruiker_id == petra.id
    assert bericht.tekst.count("12 stageplekken van Techport") == 2
    assert "&lt;b&gt;" in bericht.html
    assert "<b>" not in bericht.html
    dempingen = session.exec(select(m.Demping)).all()
    # Also what no rule is about yet.
    assert {(d.persoon_id, d.onderwerp) for d in dempingen} == {(jan.id, onderwerp) for onderwerp in RegelOnderwerp}
    assert bijhouden.weer_inschrijven(session, mail, **wie) == len(RegelOnderwerp)
    session.flush()
    assert session.exec(select(m.Demping)).all() == []


def test_a_colleague_that_unsubscribes_tells_nobody(session, petra, nu, regels):
    mail = maak(session, m.Bericht, gebruiker=petra)
    bijhouden.uitschrijven(session, mail, papier=PAPIER, door=systeemgebruiker(session), nu=nu)
    assert {s.onderwerp for s in soortkeuzes(session, petra.id) if s.demping} == {
        RegelOnderwerp.AFSPRAAK,
        RegelOnderwerp.ACTIEPUNT,
    }
    assert len(session.exec(select(m.Bericht)).all()) == 1


def test_who_subscribes_again_keeps_off_what_was_switched_off_by_hand(session, petra, nu, regels):
    wie = {"door": systeemgebruiker(session), "nu": nu}
    bijhouden.dempen(session, onderwerp=RegelOnderwerp.ACTIEPUNT, door=petra, nu=nu)
    mail = maak(session, m.Bericht, gebruiker=petra)
    assert bijhouden.uitschrijven(session, mail, papier=PAPIER, **wie) == 1
    assert bijhouden.weer_inschrijven(session, mail, **wie) == 1
    session.flush()
    assert session.exec(select(m.Demping.onderwerp)).all() == [RegelOnderwerp.ACTIEPUNT]
