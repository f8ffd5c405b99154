"""The sweep finds what is due once, whatever happened since the last one, and withdraws what holds no more."""

import datetime as dt

import pytest
import sqlalchemy as sa

from crm import models as m
from crm.adapters.werkdagen import Werkkalender
from crm.models import AMSTERDAM
from crm.workflows import herinneringen_plannen
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h
from tests.support.tellen import tel_opdrachten

PM, LEZER = m.GebruikerRol.PROGRAMMAMANAGER, m.GebruikerRol.LEZER
VELD = m.GebruikerRol.AMBASSADEUR


def op(dag: str, tijd: str = "08:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"{dag}T{tijd}").replace(tzinfo=AMSTERDAM)


def dag(tekst: str) -> dt.date:
    return dt.date.fromisoformat(tekst)


@pytest.fixture
def mensen(database):
    """Petra leads the programme; Anna and Bram follow promises."""
    with database.transaction() as session:
        petra = maak_gebruiker(session, "Petra", PM)
        anna, bram = maak_gebruiker(session, "Anna", VELD), maak_gebruiker(session, "Bram", VELD)
        return {"petra": petra.id, "anna": anna.id, "bram": bram.id}


@pytest.fixture
def afspraak(database, mensen):
    with database.transaction() as session:
        return maak(session, m.Partnerafspraak, eigenaar_id=mensen["anna"], uiterlijk=dag("2026-10-20")).id


def wijzig(database, nummer, noun=m.Partnerafspraak, **waarden):
    with database.transaction() as session:
        rij = session.get(noun, nummer)
        for naam, waarde in waarden.items():
            setattr(rij, naam, waarde)


def met_regel(database, *stappen, **anders):
    with database.transaction() as session:
        return h.regel(session, *stappen, **anders).id


def test_a_step_is_planned_once_however_often_one_looks(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"))
    assert h.plan(database, op("2026-10-12"))["gepland"] == 0
    assert h.plan(database, op("2026-10-13"))["gepland"] == 1
    assert h.plan(database, op("2026-10-13"))["gepland"] == 0
    assert h.standen(database) == [("gepland", f"g{mensen['anna']}", dag("2026-10-20"), -7, 1)]


def test_after_an_outage_only_the_latest_step_goes_out(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"), (-1, "eigenaar"), (1, "eigenaar"))
    h.plan(database, op("2026-10-22"))
    assert [rij[3] for rij in h.standen(database)] == [1]


def test_a_later_step_takes_the_place_of_one_that_still_waits(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"), (1, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    assert h.plan(database, op("2026-10-21"))["overgeslagen"] == 1
    assert [(rij[0], rij[3]) for rij in h.standen(database)] == [("overgeslagen", -7), ("gepland", 1)]


def test_each_role_gets_the_latest_step_of_its_own(database, afspraak, mensen):
    """What the partner is asked on the day itself does not take the place of what the owner must know before."""
    met_regel(database, (-7, "eigenaar"), (0, "programmamanager"))
    h.plan(database, op("2026-10-20"))
    assert [(rij[1], rij[3]) for rij in h.standen(database)] == [
        (f"g{mensen['petra']}", 0),
        (f"g{mensen['anna']}", -7),
    ]


def test_a_moved_date_withdraws_what_waits_and_begins_anew(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    wijzig(database, afspraak, uiterlijk=dag("2026-10-21"))
    h.plan(database, op("2026-10-14"))
    assert [(rij[0], str(rij[2])) for rij in h.standen(database)] == [
        ("ingetrokken", "2026-10-20"),
        ("gepland", "2026-10-21"),
    ]


def test_a_date_that_comes_back_is_another_round_unless_the_step_went_out(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"))
    for datum in ("2026-10-20", "2026-12-20", "2026-10-20"):
        wijzig(database, afspraak, uiterlijk=dag(datum))
        h.plan(database, op("2026-10-14"))
    assert [(rij[0], rij[4]) for rij in h.standen(database)] == [("ingetrokken", 1), ("gepland", 2)]
    h.ronde(database, op("2026-10-14"))
    for datum in ("2026-12-20", "2026-10-20"):
        wijzig(database, afspraak, uiterlijk=dag(datum))
        h.plan(database, op("2026-10-15"))
    assert [rij[0] for rij in h.standen(database)] == ["ingetrokken", "verzonden"]


def test_a_closed_promise_withdraws_its_reminders_with_the_reason(database, afspraak, mensen, nu):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    with database.transaction() as session:
        session.get(m.Partnerafspraak, afspraak).sluiten("vervallen", dag("2026-10-14"), "Gaat niet door")
    assert h.plan(database, op("2026-10-14", "09:00"))["ingetrokken"] == 1
    with database.session() as session:
        assert session.execute(sa.select(m.Herinnering.reden)).scalar() == "Dit is afgesloten of vervallen."


def test_another_owner_gets_the_reminder_and_the_first_one_does_not(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    wijzig(database, afspraak, eigenaar_id=mensen["bram"])
    h.plan(database, op("2026-10-14"))
    assert [rij[:2] for rij in h.standen(database)] == [
        ("ingetrokken", f"g{mensen['anna']}"),
        ("gepland", f"g{mensen['bram']}"),
    ]


@pytest.mark.parametrize("hoe", ["weg", "onbestelbaar", "lezer", "niemand"])
def test_the_programmamanagers_stand_in_for_an_owner_that_cannot_be_reached(database, afspraak, mensen, hoe):
    met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    with database.transaction() as session:
        anna = session.get(m.Gebruiker, mensen["anna"])
        if hoe == "weg":
            anna.is_actief = False
        elif hoe == "onbestelbaar":
            maak(session, m.OnbestelbaarAdres, email=anna.email)
        elif hoe == "lezer":
            anna.rollen[0].rol = LEZER
        else:
            session.get(m.Partnerafspraak, afspraak).eigenaar_id = None
    h.plan(database, op("2026-10-14"))
    assert [rij[:2] for rij in h.standen(database)] == [
        ("ingetrokken", f"g{mensen['anna']}"),
        ("gepland", f"g{mensen['petra']}"),
    ]


def test_the_system_itself_and_readers_get_nothing_by_role(database, afspraak, mensen):
    with database.transaction() as session:
        systeem = m.Gebruiker(naam="Aanjager", email="systeem@aanjager.invalid")
        systeem.rollen = [m.Gebruikersrol(rol=PM)]
        session.add(systeem)
        maak_gebruiker(session, "Lezer", LEZER)
    met_regel(database, (0, "programmamanager"))
    h.plan(database, op("2026-10-20"))
    assert [rij[1] for rij in h.standen(database)] == [f"g{mensen['petra']}"]


def test_during_a_long_absence_the_stand_ins_hear_it_too_and_the_owner_afterwards(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        maak(session, m.Afwezigheid, gebruiker_id=mensen["anna"], van=dag("2026-10-12"), tot=dag("2026-10-30"))
    h.ronde(database, op("2026-10-14"))
    assert [rij[:2] for rij in h.standen(database)] == [
        ("gepland", f"g{mensen['anna']}"),
        ("verzonden", f"g{mensen['petra']}"),
    ]
    h.ronde(database, op("2026-11-02"))
    assert [rij[0] for rij in h.standen(database)] == ["verzonden", "verzonden"]


def test_the_partner_gets_it_and_the_owner_when_the_partner_cannot_be_mailed(database, afspraak, mensen):
    met_regel(database, (-14, "partner"))
    with database.transaction() as session:
        contact = maak(session, m.Persoon, email="inkoop@techport.invalid").id
    h.plan(database, op("2026-10-14"))
    assert h.standen(database) == []
    wijzig(database, afspraak, contact_id=contact)
    h.plan(database, op("2026-10-14"))
    wijzig(database, contact, m.Persoon, email=None)
    h.plan(database, op("2026-10-14"))
    assert [rij[:2] for rij in h.standen(database)] == [
        ("ingetrokken", f"p{contact}"),
        ("gepland", f"g{mensen['anna']}"),
    ]


def test_the_aanjager_is_a_colleague_by_address_or_else_the_owner_is(database, afspraak, mensen):
    met_regel(database, (-7, "aanjager"))
    with database.transaction() as session:
        coalitie = maak(session, m.Ontwikkelcoalitie)
        bram = maak(session, m.Persoon, email="Bram@voorbeeld.invalid")
        rol = {"rol": m.DeelnemerRol.AANJAGER, "persoon": bram}
        deel = maak(session, m.Deelneming, coalitie=coalitie, van=dag("2026-01-01"), **rol).id
        session.get(m.Partnerafspraak, afspraak).coalitie_id = coalitie.id
    h.plan(database, op("2026-10-14"))
    wijzig(database, deel, m.Deelneming, tot=dag("2026-10-01"))
    h.plan(database, op("2026-10-14"))
    assert [rij[:2] for rij in h.standen(database)] == [
        ("ingetrokken", f"g{mensen['bram']}"),
        ("gepland", f"g{mensen['anna']}"),
    ]


def test_an_escalation_goes_to_the_role_and_the_owner_when_nothing_happened(database, afspraak, mensen):
    met_regel(database, (1, "eigenaar"), (7, "programmamanager", "escalatie"))
    h.ronde(database, op("2026-10-21"))
    h.plan(database, op("2026-10-27"))
    assert [rij[1:2] + rij[3:4] for rij in h.standen(database)] == [
        (f"g{mensen['anna']}", 1),
        (f"g{mensen['petra']}", 7),
        (f"g{mensen['anna']}", 7),
    ]


def test_an_escalation_does_not_go_out_when_something_happened_since(database, afspraak, mensen):
    met_regel(database, (1, "eigenaar"), (7, "programmamanager", "escalatie"))
    h.ronde(database, op("2026-10-21"))
    with database.transaction() as session:
        gedaan = session.get(m.Partnerafspraak, afspraak)
        door = session.get(m.Gebruiker, mensen["anna"])
        m.noteer(session, "partnerafspraak.geleverd", gedaan, door=door, nu=op("2026-10-22"))
    assert h.plan(database, op("2026-10-27"))["gepland"] == 0


def test_an_escalation_that_waits_is_withdrawn_when_something_happens_and_the_owner_hears_the_step_before(
    database, afspraak, mensen
):
    met_regel(database, (-7, "eigenaar"), (1, "eigenaar"), (7, "programmamanager", "escalatie"))
    h.ronde(database, op("2026-10-13"))
    h.plan(database, op("2026-10-27"))
    with database.transaction() as session:
        door = session.get(m.Gebruiker, mensen["anna"])
        m.noteer(
            session, "partnerafspraak.verzet", session.get(m.Partnerafspraak, afspraak), door=door, nu=op("2026-10-22")
        )
    h.plan(database, op("2026-10-27"))
    assert [(rij[0], rij[3]) for rij in h.standen(database)] == [
        ("verzonden", -7),
        ("ingetrokken", 7),
        ("ingetrokken", 7),
        ("gepland", 1),
    ]


def test_a_new_version_of_a_rule_does_not_repeat_what_went_out(database, afspraak, mensen):
    oud = met_regel(database, (-7, "eigenaar"))
    h.ronde(database, op("2026-10-14"))
    wijzig(database, oud, m.Herinneringsregel, vervangen_op=op("2026-10-14"))
    met_regel(database, (-7, "eigenaar"), (-3, "eigenaar"), versie=2)
    assert h.plan(database, op("2026-10-14"))["gepland"] == 0
    assert h.plan(database, op("2026-10-17"))["gepland"] == 1


def test_a_new_version_takes_over_what_waits(database, afspraak, mensen):
    oud = met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    wijzig(database, oud, m.Herinneringsregel, vervangen_op=op("2026-10-14"))
    met_regel(database, (-7, "eigenaar"), versie=2)
    uitkomst = h.plan(database, op("2026-10-14"))
    assert (uitkomst["ingetrokken"], uitkomst["gepland"]) == (1, 1)


def test_a_rule_that_stands_still_reminds_of_nothing(database, afspraak, mensen):
    stil = met_regel(database, (-7, "eigenaar"))
    h.plan(database, op("2026-10-14"))
    wijzig(database, stil, m.Herinneringsregel, is_actief=False)
    assert h.plan(database, op("2026-10-15"))["ingetrokken"] == 1
    assert h.plan(database, op("2026-10-15"))["gepland"] == 0


def test_a_clock_that_was_ahead_leaves_nothing_out(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar"), (7, "eigenaar"))
    h.plan(database, op("2026-10-28"))
    h.plan(database, op("2026-10-14"))
    assert [(rij[0], rij[3]) for rij in h.standen(database)] == [("gepland", 7), ("gepland", -7)]
    h.ronde(database, op("2026-10-14"))
    h.ronde(database, op("2026-10-27"))
    assert [rij[0] for rij in h.standen(database)] == ["verzonden", "verzonden"]


def test_a_rule_that_fails_stops_no_other(database, afspraak, mensen):
    met_regel(database, (-7, "eigenaar", "werkdagen"), code="stuk")
    met_regel(database, (-7, "eigenaar"), code="heel")
    geen_werk = Werkkalender([(dag("2026-01-01"), dag("2028-12-31"))])
    uitkomst = h.plan(database, op("2026-10-14"), geen_werk)
    assert uitkomst.geparkeerd == ["regel stuk (ValueError)"]
    assert uitkomst["gepland"] == 1


def test_a_dossier_that_the_database_refuses_is_set_aside_and_the_rest_goes_on(database, mensen, monkeypatch):
    met_regel(database, (-7, "eigenaar"))
    with database.transaction() as session:
        goed, stuk = (
            maak(session, m.Partnerafspraak, eigenaar_id=mensen["anna"], uiterlijk=dag("2026-10-20")) for _ in range(2)
        )
    echt = herinneringen_plannen._waarden

    def waarden(*args):
        """As if the recipient of one of them was removed between the question and the answer."""
        rijen = echt(*args)
        return [rij | ({"gebruiker_id": None} if rij["onderwerp_id"] == stuk.id else {}) for rij in rijen]

    monkeypatch.setattr(herinneringen_plannen, "_waarden", waarden)
    uitkomst = h.plan(database, op("2026-10-14"))
    assert uitkomst.geparkeerd == [f"afspraak {stuk.uuid} (IntegrityError)"]
    with database.session() as session:
        assert session.execute(sa.select(m.Herinnering.onderwerp_id)).scalars().all() == [goed.id]


@pytest.mark.parametrize(
    ("uiterlijk", "dagen", "eerste"),
    [
        ("2026-12-28", -1, "2026-12-24"),  # Christmas on Friday and Saturday, then a Sunday
        ("2027-03-30", -2, "2027-03-24"),  # Goede Vrijdag and Easter Monday
        ("2026-10-26", -1, "2026-10-23"),  # the clock goes back that Sunday
        ("2027-03-29", -1, "2027-03-25"),  # the clock goes forward at Easter
        ("2027-05-07", -1, "2027-05-04"),  # 5 May and Hemelvaart
    ],
)
def test_working_days_are_counted_past_holidays_and_both_clock_changes(
    database, mensen, uiterlijk, dagen, eerste
):
    met_regel(database, (dagen, "eigenaar", "werkdagen"))
    with database.transaction() as session:
        maak(session, m.Partnerafspraak, eigenaar_id=mensen["anna"], uiterlijk=dag(uiterlijk))
    ervoor = dag(eerste) - dt.timedelta(days=1)
    assert h.plan(database, op(ervoor.isoformat(), "23:59"))["gepland"] == 0
    assert h.plan(database, op(eerste, "00:00"))["gepland"] == 1


def test_a_sweep_asks_as_much_of_the_database_at_ten_times_as_many_dossiers(database, mensen):
    met_regel(database, (-7, "eigenaar"), (0, "eigenaar"), (7, "programmamanager", "escalatie"))

    def kost(erbij: int) -> int:
        with database.transaction() as session:
            partner = maak(session, m.Organisatie)
            ver = {"organisatie": partner, "eigenaar_id": mensen["anna"]}
            for _ in range(erbij):
                maak(session, m.Partnerafspraak, uiterlijk=dag("2027-10-20"), **ver)
            for _ in range(5):
                maak(session, m.Partnerafspraak, uiterlijk=dag("2026-10-20"), **ver)
        with tel_opdrachten(database.engine) as opdrachten:
            assert h.plan(database, op("2026-10-20"))["gepland"] == 5
        return len(opdrachten)

    kost(1)
    assert kost(9) == kost(100)
