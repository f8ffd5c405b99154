"""What waits goes out in as few mails as can be, on days that people work, and never twice."""

import dataclasses
import datetime as dt
import threading

import pytest
import sqlalchemy as sa

from crm import models as m
from crm.db import Database
from crm.models import AMSTERDAM
from crm.queries import brieven
from crm.queries.herinneringen import bewoording
from crm.queries.herinneringen.voorproef import voorproef
from crm.queries.mijn_herinneringen import wachtend
from crm.workflows import herinneringen_bundelen
from crm.workflows.herinneringen_bundelen import bundelen
from crm.workflows.herinneringen_plannen import plannen
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h
from tests.support.tellen import tel_opdrachten

PM, VELD = m.GebruikerRol.PROGRAMMAMANAGER, m.GebruikerRol.AMBASSADEUR
DAG = dt.date(2026, 10, 20)


def op(dag: str, tijd: str = "08:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{dag}T{tijd}").replace(tzinfo=AMSTERDAM)


@pytest.fixture
def anna(database):
    """Anna follows three promises that are due on 20 October; Petra leads the programme."""
    with database.transaction() as session:
        maak_gebruiker(session, "Petra", PM)
        anna = maak_gebruiker(session, "Anna", VELD)
        for _ in range(3):
            maak(session, m.Partnerafspraak, eigenaar=anna, uiterlijk=DAG)
        return anna.id


def met_regel(database, *stappen, **anders):
    with database.transaction() as session:
        h.regel(session, *stappen, **anders)


def berichten(database) -> list[tuple[str, str, str]]:
    with database.session() as session:
        vraag = sa.select(m.Bericht.soort, m.Bericht.slot, m.Bericht.status).order_by(m.Bericht.id)
        return [tuple(str(waarde) for waarde in rij) for rij in session.execute(vraag)]


def wacht(database) -> list[str]:
    return [rij[0] for rij in h.standen(database)]


def test_everything_of_one_colleague_goes_into_one_digest(database, anna):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    assert h.bundel(database, op("2026-10-14"), papier=h.PAPIER)["berichten"] == 1
    assert berichten(database) == [("overzicht", f"overzicht:g{anna}:2026-10-14", "klaar")]
    assert wacht(database) == ["onderweg"] * 3
    with database.session() as session:
        bericht = session.execute(sa.select(m.Bericht)).scalar()
        assert "3 herinneringen" in bericht.onderwerpregel
        assert bericht.afmeld_adres in bericht.tekst


@pytest.mark.parametrize(
    ("moment", "aantal"),
    [
        (op("2026-10-14", "06:59"), 0),
        (op("2026-10-14", "07:00"), 1),
        (op("2026-10-17", "09:00"), 0),  # a Saturday
        (op("2026-12-25", "09:00"), 0),  # Christmas
        (op("2026-10-26", "06:59"), 0),  # the Monday after the clock went back
        (op("2026-10-26", "07:00"), 1),
        (op("2027-03-30", "07:00"), 1),  # the Tuesday after Easter, in summer time
    ],
)
def test_the_digest_goes_from_the_hour_on_working_days(database, anna, moment, aantal):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, moment)
    assert h.bundel(database, moment)["berichten"] == aantal


def test_a_free_day_of_the_province_is_no_day_for_mail(database, anna):
    met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        maak(session, m.VrijeDag, van=dt.date(2026, 10, 12), tot=dt.date(2026, 10, 16))
    assert h.ronde(database, op("2026-10-14")) == []
    assert len(h.ronde(database, op("2026-10-19"))) == 1


def test_there_is_one_digest_a_day_and_what_comes_later_waits_for_the_next(database, anna):
    met_regel(database, (-7, "eigenaar"))
    h.ronde(database, op("2026-10-14"))
    with database.transaction() as session:
        maak(session, m.Partnerafspraak, eigenaar_id=anna, uiterlijk=DAG)
    assert h.ronde(database, op("2026-10-14", "15:00")) == []
    assert len(h.ronde(database, op("2026-10-15"))) == 1


def test_what_is_urgent_goes_alone_and_before_the_hour(database, anna):
    met_regel(database, (-7, "eigenaar", "dringend"))
    h.plan(database, op("2026-10-14", "05:00"))
    assert h.bundel(database, op("2026-10-14", "05:00"), papier=h.PAPIER)["berichten"] == 3
    assert {soort for soort, _, _ in berichten(database)} == {"dringend"}
    with database.session() as session:
        assert session.execute(sa.select(m.Bericht.onderwerp_soort)).scalars().all() == ["partnerafspraak"] * 3


def test_nobody_is_mailed_during_an_absence_and_it_waits(database, anna):
    met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        maak(session, m.Afwezigheid, gebruiker_id=anna, van=dt.date(2026, 10, 13), tot=dt.date(2026, 10, 15))
    assert h.ronde(database, op("2026-10-14")) == []
    assert len(h.ronde(database, op("2026-10-16"))) == 1


def test_what_somebody_turned_off_is_skipped_unless_it_is_mandatory(database, anna):
    met_regel(database, (-7, "eigenaar"), code="mag")
    met_regel(database, (-6, "eigenaar"), code="moet", is_verplicht=True)
    with database.transaction() as session:
        maak(session, m.Demping, gebruiker_id=anna, onderwerp=m.RegelOnderwerp.AFSPRAAK)
    h.ronde(database, op("2026-10-14"))
    assert wacht(database) == ["overgeslagen"] * 3 + ["verzonden"] * 3
    h.ronde(database, op("2026-10-15"))
    assert len(wacht(database)) == 6


def test_a_partner_gets_one_mail_with_links_that_work(database, anna):
    with database.transaction() as session:
        partner = maak(session, m.Persoon, email="inkoop@techport.invalid")
        for afspraak in session.execute(sa.select(m.Partnerafspraak)).scalars():
            afspraak.contact_id = partner.id
    met_regel(database, (-7, "partner"))
    h.plan(database, op("2026-10-14"))
    assert h.bundel(database, op("2026-10-14"), papier=h.PAPIER)["berichten"] == 1
    assert berichten(database) == [("partner", f"partner:p{partner.id}:2026-10-14", "klaar")]
    with database.session() as session:
        links = session.execute(sa.select(m.Partnerlink)).scalars().all()
        tekst = session.execute(sa.select(m.Bericht.tekst)).scalar()
        assert {link.persoon_id for link in links} == {partner.id}
        assert len({link.afspraak_id for link in links}) == 3
        assert all(f"/p/{h.PAPIER.tekenaar.teken('partner', link.uuid)}" in tekst for link in links)


def test_after_days_without_mail_there_is_one_digest_of_today(database, anna):
    met_regel(database, (-7, "eigenaar"))
    for dag in ("2026-10-14", "2026-10-15", "2026-10-16"):
        h.plan(database, op(dag))
        h.bundel(database, op(dag))
    assert [stand for *_, stand in berichten(database)] == ["ingetrokken", "ingetrokken", "klaar"]
    assert len(h.ronde(database, op("2026-10-19"))) == 1
    assert wacht(database) == ["verzonden"] * 3


def test_a_digest_of_friday_is_not_sent_on_saturday(database, anna):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-16"))
    h.bundel(database, op("2026-10-16"))
    assert h.ronde(database, op("2026-10-17")) == []


def test_a_digest_with_something_that_does_not_hold_any_more_is_made_anew(database, anna):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    h.bundel(database, op("2026-10-14"))
    with database.transaction() as session:
        afspraak = session.execute(sa.select(m.Partnerafspraak).order_by(m.Partnerafspraak.id)).scalars().first()
        afspraak.uiterlijk = dt.date(2027, 2, 1)
    assert len(h.ronde(database, op("2026-10-14", "08:10"))) == 1
    assert wacht(database) == ["ingetrokken", "verzonden", "verzonden"]


def test_a_message_that_somebody_is_sending_is_left_alone(database, anna):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    h.bundel(database, op("2026-10-14"))
    with database.transaction() as session:
        bericht = session.execute(sa.select(m.Bericht)).scalar()
        m.Bericht.LEVENSLOOP.apply(bericht, "oppakken")
        bericht.opgepakt_op, bericht.opgepakt_door = op("2026-10-14"), "ander"
        session.execute(sa.select(m.Partnerafspraak)).scalars().first().uiterlijk = dt.date(2027, 2, 1)
    h.plan(database, op("2026-10-15"))
    h.bundel(database, op("2026-10-15"))
    assert wacht(database) == ["onderweg"] * 3


def test_a_recipient_that_fails_stops_no_other(database, anna, monkeypatch):
    met_regel(database, (-7, "eigenaar"), (-7, "programmamanager"))
    echt = herinneringen_bundelen.regels

    def regels(session, herinneringen, dag):
        if any(herinnering.gebruiker_id == anna for herinnering in herinneringen):
            raise RuntimeError("kapot")
        return echt(session, herinneringen, dag)

    monkeypatch.setattr(herinneringen_bundelen, "regels", regels)
    h.plan(database, op("2026-10-14"))
    uitkomst = h.bundel(database, op("2026-10-14"))
    assert uitkomst.geparkeerd == [f"ontvanger g{anna} (RuntimeError)"]
    assert uitkomst["berichten"] == 1


def test_a_dossier_that_cannot_be_told_stays_behind_and_the_rest_of_the_digest_goes(database, anna, monkeypatch):
    met_regel(database, (-7, "eigenaar"))
    with database.session() as session:
        slecht = session.execute(sa.select(m.Partnerafspraak).limit(1)).scalar()
    echt = bewoording.wat_open_staat

    def wat_open_staat(afspraak):
        if afspraak.id == slecht.id:
            raise ValueError("onleesbaar")
        return echt(afspraak)

    monkeypatch.setattr(bewoording, "wat_open_staat", wat_open_staat)
    h.plan(database, op("2026-10-14"))
    uitkomst = h.bundel(database, op("2026-10-14"))
    assert (uitkomst["berichten"], uitkomst.geparkeerd) == (1, [f"afspraak {slecht.uuid} (ValueError)"])
    assert sorted(wacht(database)) == ["gepland", "onderweg", "onderweg"]


def test_a_message_that_the_database_refuses_is_told(database, anna):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    papier = dataclasses.replace(h.PAPIER, base_url=f"https://aanjager.voorbeeld.invalid/{'x' * 400}")
    [geparkeerd] = h.bundel(database, op("2026-10-14"), papier=papier).geparkeerd
    assert f"ontvanger g{anna}" in geparkeerd


def test_what_does_not_fit_in_a_digest_waits_for_the_next_working_day(database, anna):
    met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        partner = maak(session, m.Organisatie)
        for _ in range(brieven.MEESTE_REGELS):
            maak(session, m.Partnerafspraak, eigenaar_id=anna, organisatie=partner, uiterlijk=DAG)
    [eerste] = h.ronde(database, op("2026-10-14"), papier=h.PAPIER)
    assert "En nog 3 herinneringen" in eerste.tekst
    with database.session() as session:
        assert len(wachtend(session, anna)) == 3
    [tweede] = h.ronde(database, op("2026-10-15"), papier=h.PAPIER)
    assert [bericht.tekst.count("/afspraken/") for bericht in (eerste, tweede)] == [brieven.MEESTE_REGELS, 3]
    assert set(wacht(database)) == {"verzonden"}


def test_a_partner_mail_costs_as_much_with_many_promises(database, anna):
    met_regel(database, (-7, "partner"))

    def kost(aantal: int) -> int:
        with database.transaction() as session:
            partner = maak(session, m.Persoon, email=f"jan{aantal}@techport.invalid")
            organisatie = maak(session, m.Organisatie)
            for _ in range(aantal):
                maak(session, m.Partnerafspraak, organisatie=organisatie, contact=partner, uiterlijk=DAG)
        h.plan(database, op("2026-10-14"))
        with tel_opdrachten(database.engine) as opdrachten:
            assert h.bundel(database, op("2026-10-14"))["berichten"] == 1
        return len(opdrachten)

    assert kost(20) <= kost(2)


def test_what_would_go_out_is_shown_and_nothing_of_it_is_kept(database, anna):
    met_regel(database, (-7, "eigenaar"))
    nu, kalender = op("2026-10-14"), h.kalender_van(database)
    with database.proef() as in_transactie:
        plannen(in_transactie, nu=nu, kalender=kalender)
        bundelen(in_transactie, nu=nu, kalender=kalender, papier=h.PAPIER, overzicht_uur=7)
        with in_transactie() as session:
            [bericht] = voorproef(session, nu.date())
    assert (bericht.naam, bericht.soort, len(bericht.regels)) == ("Anna", m.BerichtSoort.OVERZICHT, 3)
    assert (bericht.regels[0].regel, bericht.regels[0].stap) == ("proef v1", "-7 kalenderdagen")
    assert h.standen(database) == []
    assert berichten(database) == []


@pytest.mark.postgresql
def test_two_schedulers_at_once_handle_no_step_twice(postgresql):
    """Eight sweeps begin at the same moment on one database; every reminder is there once, in one message."""
    naam = postgresql.nieuwe_database()
    database = Database(postgresql.url(naam))
    with database.transaction() as session:
        maak_gebruiker(session, "Petra", PM)
        mensen = [maak_gebruiker(session, f"Speler{n}", VELD) for n in range(5)]
        partner = maak(session, m.Organisatie)
        for n in range(200):
            maak(session, m.Partnerafspraak, eigenaar=mensen[n % 5], organisatie=partner, uiterlijk=DAG)
        h.regel(session, (-7, "eigenaar"), (-6, "programmamanager"))
    fouten, klaar_voor = [], threading.Barrier(8)

    def veeg():
        klaar_voor.wait()
        for _ in range(2):
            for uitkomst in (h.plan(database, op("2026-10-14")), h.bundel(database, op("2026-10-14"))):
                fouten.extend(uitkomst.geparkeerd)

    draden = [threading.Thread(target=veeg) for _ in range(8)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    try:
        assert fouten == []
        with database.session() as session:
            dubbel = sa.select(m.Herinnering.ontvanger).group_by(
                m.Herinnering.onderwerp_id, m.Herinnering.rang, m.Herinnering.ontvanger
            )
            assert session.execute(dubbel.having(sa.func.count() > 1)).all() == []
            stand = session.execute(sa.select(m.Herinnering.status, sa.func.count()).group_by(m.Herinnering.status)).all()
            # Forty to each of the five, and of the two hundred to Petra what fits in a digest.
            assert {str(status): aantal for status, aantal in stand} == {"onderweg": 250, "gepland": 150}
        assert len(berichten(database)) == 6
    finally:
        database.dispose()
        postgresql.verwijder(naam)
