"""What was sent stays on the timeline of what it was about: what, to whom and when, and nothing about who read it."""

import datetime as dt

import pytest

from crm import models as m
from crm.models import BerichtSoort, BerichtStatus, HerinneringStatus, RegelOnderwerp
from crm.queries.tijdlijn import Keuze, Soort, tijdlijn
from crm.queries.tijdlijn.stromen_bericht import _TABELLEN
from crm.queries.tijdlijn.zinnen import ZINNEN
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

OP = dt.datetime(2026, 10, 12, 6, 0, tzinfo=dt.UTC)


def _verzonden(session, noun, onderwerp=RegelOnderwerp.AFSPRAAK, **anders):
    return maak(
        session, m.Herinnering, onderwerp=onderwerp, onderwerp_id=noun.id, onderwerp_uuid=noun.uuid,
        status=HerinneringStatus.VERZONDEN, verzonden_op=OP, **anders,
    )  # fmt: skip


def _bericht(session, noun, **anders):
    return maak(
        session, m.Bericht, onderwerp_soort=noun.__tablename__, onderwerp_id=noun.id,
        status=BerichtStatus.VERZONDEN, verzonden_op=OP, **anders,
    )  # fmt: skip


@pytest.fixture
def afspraak(session):
    coalitie, actie = maak(session, m.Ontwikkelcoalitie), maak(session, m.Actie)
    techport = maak(session, m.Organisatie, naam="Techport")
    return maak(session, m.Partnerafspraak, organisatie=techport, coalitie=coalitie, actie=actie)


@pytest.fixture
def zinnen(session, nu):
    def doe(soort, nummer, *, met_personen=True):
        blad = tijdlijn(session, soort, nummer, Keuze(frozenset({Soort.BERICHT})), nu=nu, met_personen=met_personen)
        return [gebeurtenis.zin.replace("\u00a0", " ") for gebeurtenis in blad.gebeurtenissen]

    return doe


def _plekken(afspraak):
    return (
        ("coalitie", afspraak.coalitie_id),
        ("organisatie", afspraak.organisatie_id),
        ("actie", afspraak.actie_id),
    )


def test_proof_of_sending_stays_on_coalitie_organisatie_and_actie(session, afspraak, zinnen):
    _verzonden(session, afspraak, gebruiker=maak(session, m.Gebruiker, naam="Petra"))
    for soort, nummer in _plekken(afspraak):
        assert zinnen(soort, nummer) == [
            "Herinnering gestuurd aan Petra: 12 stageplekken van Techport (uiterlijk 1 september 2026)."
        ]


def test_a_contact_person_has_no_name_for_who_may_not_see_persons(session, afspraak, zinnen):
    jan = maak(session, m.Persoon, naam="Jan Jansen")
    _verzonden(session, afspraak, gebruiker=None, persoon=jan)
    _bericht(session, afspraak, soort=BerichtSoort.MELDING, gebruiker=None, persoon=jan)
    for soort, nummer in _plekken(afspraak):
        met, zonder = (zinnen(soort, nummer, met_personen=ja) for ja in (True, False))
        assert all("Jan Jansen" in zin for zin in met)
        assert len(met) == 2
        assert not any("Jan" in zin for zin in zonder)
        assert all("aan een contactpersoon" in zin for zin in zonder)


def test_what_was_not_sent_is_no_proof(session, afspraak, zinnen):
    for status in (HerinneringStatus.OVERGESLAGEN, HerinneringStatus.INGETROKKEN):
        wat = {"onderwerp_id": afspraak.id, "onderwerp_uuid": afspraak.uuid}
        maak(session, m.Herinnering, status=status, reden="Niet meer nodig", **wat)
    maak(session, m.Bericht, soort=BerichtSoort.MELDING, onderwerp_soort="partnerafspraak", onderwerp_id=afspraak.id)
    assert zinnen("coalitie", afspraak.coalitie_id) == []


def test_a_reminder_about_something_else_with_the_same_number_stays_away(session, afspraak, zinnen):
    _verzonden(session, afspraak, onderwerp=RegelOnderwerp.TOEZEGGING)
    assert zinnen("coalitie", afspraak.coalitie_id) == []


def test_a_reminder_about_a_member_stands_at_its_coalitie_and_its_organisatie(session, afspraak, zinnen):
    wat = {"organisatie": afspraak.organisatie, "coalitie": session.get(m.Ontwikkelcoalitie, afspraak.coalitie_id)}
    lid = maak(session, m.Deelneming, **wat)
    _verzonden(session, lid, RegelOnderwerp.CONTACT, gebruiker=maak(session, m.Gebruiker, naam="Petra"))
    zin = "Herinnering gestuurd aan Petra: geen contact met Techport sinds 1 september 2026."
    assert zinnen("coalitie", afspraak.coalitie_id) == zinnen("organisatie", afspraak.organisatie_id) == [zin]


def test_a_reminder_about_what_a_partner_reported_stands_at_the_promise(session, afspraak, zinnen):
    link = maak(session, m.Partnerlink, afspraak=afspraak)
    melding = maak(session, m.Partnermelding, link=link, afspraak=afspraak)
    _verzonden(session, melding, RegelOnderwerp.PARTNERMELDING, gebruiker=maak(session, m.Gebruiker, naam="Petra"))
    for soort, nummer in _plekken(afspraak):
        assert zinnen(soort, nummer) == [
            "Herinnering gestuurd aan Petra: melding van 1 september 2026 over 12 stageplekken van Techport."
        ]


def test_an_invitation_and_its_cancellation_stand_at_the_meeting(session, afspraak, zinnen):
    overleg = maak(session, m.Overleg, coalitie_id=afspraak.coalitie_id, onderwerp="Tafel")
    for methode in ("REQUEST", "CANCEL"):
        _bericht(session, overleg, soort=BerichtSoort.UITNODIGING, kalender="x", kalender_methode=methode)
    assert zinnen("coalitie", afspraak.coalitie_id) == [
        "Afzegging gestuurd aan Collega 1: Tafel.".replace("Collega 1", _naam(session, 2)),
        "Uitnodiging gestuurd aan Collega 1: Tafel.".replace("Collega 1", _naam(session, 1)),
    ]


def _naam(session, welke):
    bericht = session.exec(m.Bericht.__table__.select().order_by(m.Bericht.id)).all()[welke - 1]
    return session.get(m.Gebruiker, bericht.gebruiker_id).naam


def test_nobody_pressed_a_button_for_what_the_scheduler_sent(session, afspraak, nu):
    _verzonden(session, afspraak)
    (een,) = tijdlijn(
        session, "coalitie", afspraak.coalitie_id, Keuze(), nu=nu, met_personen=True
    ).gebeurtenissen
    assert een.door is None
    assert een.over.soort == "afspraak"


def test_every_kind_that_a_stream_shows_has_a_sentence():
    onderwerpen = {onderwerp for wat in _TABELLEN.values() for onderwerp in wat}
    assert {f"herinnering_{onderwerp}" for onderwerp in onderwerpen} <= ZINNEN.keys()
    # Of the others no timeline shows the dossier; what was sent stands on the page of the product, or with the receiver.
    elders = {RegelOnderwerp.PC_AANLEVEREN, RegelOnderwerp.PC_WETTELIJK, RegelOnderwerp.RAPPORTAGE, RegelOnderwerp.NORM}
    assert onderwerpen | elders | {RegelOnderwerp.CONTACT, RegelOnderwerp.PARTNERMELDING} == set(RegelOnderwerp)


def test_much_that_was_sent_costs_two_statements(session, database, afspraak, zinnen):
    for _ in range(20):
        _verzonden(session, afspraak, gebruiker=maak(session, m.Gebruiker))
    with tel_opdrachten(database.engine) as opdrachten:
        assert len(zinnen("coalitie", afspraak.coalitie_id)) == 20
    assert len(opdrachten) == 2
