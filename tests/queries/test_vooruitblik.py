"""The look ahead of a rule: what it would have sent last month and will send next month, in a fixed number of statements."""

import datetime as dt

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol, Ontvangerrol, RegelOnderwerp
from crm.queries.herinneringen.vooruitblik import vooruitblik
from crm.queries.regelkeuring import stappen_van
from crm.queries.werkkalender import werkkalender
from crm.workflows import herinneringsregels_beheren as beheren
from crm.workflows.herinneringen_plannen import plannen
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

D = dt.date
Over, R = RegelOnderwerp, Ontvangerrol


@pytest.fixture
def petra(session):
    return maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)


@pytest.fixture
def kijk(session, nu):
    """The look ahead for these steps: `kijk((-3, R.EIGENAAR))`."""

    def doe(*stappen, onderwerp=Over.ACTIEPUNT, code=None):
        rijen = [dict(zip(("dagen", "ontvanger", "is_escalatie"), stap, strict=False)) for stap in stappen]
        session.flush()
        return vooruitblik(session, onderwerp=onderwerp, stappen=stappen_van(rijen), nu=nu, code=code)

    return doe


def dagen(maand):
    return [(regel.dag, regel.zin, regel.aan) for regel in maand.regels]


def test_each_month_names_the_days_the_dossiers_and_the_people(session, petra, kijk):
    anna = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
    for dag, wie in ((D(2026, 9, 28), anna), (D(2026, 11, 5), anna), (D(2026, 10, 17), petra), (D(2027, 3, 1), petra)):
        maak(session, m.Actiepunt, omschrijving=f"{dag:%d-%m}", uiterlijk=dag, eigenaar=wie)
    blik = kijk((-1, R.EIGENAAR), (7, R.EIGENAAR), (14, R.PROGRAMMAMANAGER, True))
    assert (blik.vorige.van, blik.vorige.tot) == (D(2026, 9, 14), D(2026, 10, 13))
    assert (blik.komende.van, blik.komende.tot) == (D(2026, 10, 14), D(2026, 11, 13))
    # 27 September is a Sunday: the day before it goes out on Monday.
    assert dagen(blik.vorige) == [
        (D(2026, 9, 28), "28-09", "Anna"),
        (D(2026, 10, 5), "28-09", "Anna"),
        (D(2026, 10, 12), "28-09", "Anna en Petra"),
    ]
    assert blik.vorige.aantal == 4
    # Petra hears of it only when Anna was reminded and nothing happened.
    assert dagen(blik.komende)[:2] == [(D(2026, 10, 14), "28-09", "Anna"), (D(2026, 10, 15), "28-09", "Anna en Petra")]
    assert [rij[:2] for rij in dagen(blik.komende)[2:]] == [
        (D(2026, 10, 16), "17-10"), (D(2026, 10, 26), "17-10"), (D(2026, 11, 2), "17-10"),
        (D(2026, 11, 4), "05-11"), (D(2026, 11, 12), "05-11"),
    ]  # fmt: skip


def test_what_was_closed_counts_until_the_day_it_was_closed(session, petra, kijk):
    for dag in (D(2026, 10, 6), D(2026, 10, 10)):
        maak(
            session, m.Actiepunt, omschrijving=f"dicht {dag}", uiterlijk=D(2026, 10, 5), eigenaar=petra,
            status=m.ActiepuntStatus.AFGEROND, gesloten_op=dag,
        )  # fmt: skip
    blik = kijk((1, R.EIGENAAR))
    assert [regel.zin for regel in blik.vorige.regels] == ["dicht 2026-10-10"]
    assert blik.komende.aantal == 0


def test_of_steps_on_one_day_only_the_latest_goes_out_to_the_same_person(session, petra, kijk):
    maak(session, m.Actiepunt, uiterlijk=D(2026, 10, 19), eigenaar=petra)
    blik = kijk((-2, R.EIGENAAR), (-1, R.EIGENAAR), (0, R.EIGENAAR), (0, R.PROGRAMMAMANAGER))
    assert [(regel.dag, regel.aan) for regel in blik.komende.regels] == [(D(2026, 10, 19), "Petra")]
    assert blik.komende.aantal == 1


def test_a_new_rule_first_makes_up_arrears_once_and_a_kept_one_does_not_repeat_itself(session, petra, kijk):
    punten = [maak(session, m.Actiepunt, uiterlijk=D(2025, 1, n), eigenaar=petra) for n in range(1, 31)]
    blik = kijk((-7, R.EIGENAAR), (1, R.EIGENAAR))
    assert (blik.komende.aantal, len(blik.komende.regels), blik.komende.rest) == (30, 25, 5)
    assert {regel.dag for regel in blik.komende.regels} == {D(2026, 10, 14)}
    regel = maak(session, m.Herinneringsregel, code="actiepunt")
    stap = maak(session, m.Regelstap, regel=regel, dagen=1, rang=10)
    for punt in punten[:10]:
        maak(
            session, m.Herinnering, regel=regel, stap=stap, code="actiepunt", rang=10, onderwerp=Over.ACTIEPUNT,
            onderwerp_id=punt.id, onderwerp_uuid=punt.uuid, datum=punt.uiterlijk, gebruiker=petra, ontvanger=f"g{petra.id}",
        )  # fmt: skip
    assert kijk((-7, R.EIGENAAR), (1, R.EIGENAAR), code="actiepunt").komende.aantal == 20


def test_without_an_owner_the_programme_managers_get_it_and_a_contact_is_not_named(session, petra, kijk):
    contact = maak(session, m.Persoon, naam="Jan Geheim", email="jan@partner.invalid")
    maak(session, m.Partnerafspraak, uiterlijk=D(2026, 10, 30), contact=contact)
    blik = kijk((-7, R.PARTNER), (-1, R.EIGENAAR), onderwerp=Over.AFSPRAAK)
    assert [(regel.dag.day, regel.aan) for regel in blik.komende.regels] == [(23, "de contactpersoon"), (29, "Petra")]


@pytest.mark.parametrize("onderwerp", Over)
def test_every_subject_can_be_looked_at_in_few_statements(session, petra, kijk, database, onderwerp):
    with tel_opdrachten(database.engine) as opdrachten:
        kijk((1, R.EIGENAAR), (3, R.PROGRAMMAMANAGER), (5, R.BEHEERDER, True), onderwerp=onderwerp)
    assert len(opdrachten) <= 12


def test_it_says_what_the_sweeps_of_a_month_really_plan(database, nu):
    """Every day of the month to come a sweep, as the scheduler does; the look ahead said it all on the first morning."""
    with database.transaction() as session:
        petra = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
        anna = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
        maak(session, m.VrijeDag, van=D(2026, 10, 26), tot=D(2026, 10, 28))
        for dag in range(-40, 40, 7):
            uiterlijk = nu.date() + dt.timedelta(days=dag)
            maak(session, m.Actiepunt, uiterlijk=uiterlijk, eigenaar=(anna, petra, None)[dag % 3])
        stappen = [
            {"dagen": -3, "telling": m.Dagtelling.WERKDAGEN, "ontvanger": R.EIGENAAR},
            {"dagen": 1, "ontvanger": R.EIGENAAR, "is_dringend": True},
            {"dagen": 14, "ontvanger": R.PROGRAMMAMANAGER, "is_escalatie": True},
        ]
        blik = vooruitblik(session, onderwerp=Over.ACTIEPUNT, stappen=stappen_van(stappen), nu=nu)
        bea = maak_gebruiker(session, "Bea", GebruikerRol.BEHEERDER)
        beheren.aanmaken(session, naam="Proef", onderwerp=Over.ACTIEPUNT, stappen=stappen, door=bea, nu=nu)
        kalender = werkkalender(session)
    for dagen_later in range((blik.komende.tot - nu.date()).days + 1):
        dag = nu + dt.timedelta(days=dagen_later)
        plannen(database.transaction, nu=dag, kalender=kalender)
        if kalender.is_werkdag(dag.date()):
            with database.transaction() as session:
                wacht = sa.update(m.Herinnering).where(m.Herinnering.status == m.HerinneringStatus.GEPLAND)
                session.execute(wacht.values(status=m.HerinneringStatus.VERZONDEN, verzonden_op=dag))
    with database.session() as session:
        verzonden = session.exec(select(m.Herinnering.ontvanger).where(m.Herinnering.verzonden_op.is_not(None))).all()
    assert blik.komende.aantal == len(verzonden)
    assert len(verzonden) > 15
