"""What was put off comes once, on the chosen day, whatever happens to the date, the rule or the recipient meanwhile."""

import datetime as dt

import pytest
from sqlmodel import select

from crm import models as m
from crm.errors import OngeldigeInvoer
from crm.models import AMSTERDAM
from crm.workflows import herinneringsregels_beheren as beheren
from crm.workflows.herinnering_uitstellen import uitstellen
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h

DATUM = dt.date(2026, 10, 20)
TOT = dt.date(2026, 10, 16)


def op(dag: int, tijd: str = "08:00") -> dt.datetime:
    return dt.datetime.fromisoformat(f"2026-10-{dag}T{tijd}").replace(tzinfo=AMSTERDAM)


class Proef:
    """Anna is reminded a week before of a promise of 20 October, and puts that off until Friday the sixteenth."""

    def __init__(self, database):
        self.database = database
        with database.transaction() as session:
            maak_gebruiker(session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER)
            self.bea = maak_gebruiker(session, "Bea", m.GebruikerRol.BEHEERDER).id
            anna = maak_gebruiker(session, "Anna", m.GebruikerRol.AMBASSADEUR)
            self.afspraak = maak(session, m.Partnerafspraak, eigenaar=anna, uiterlijk=DATUM).id
            self.regel, self.anna = h.regel(session, (-7, "eigenaar")).id, anna.id

    def later(self, moment=None, tot=TOT):
        with self.database.transaction() as session:
            eerste = session.exec(select(m.Herinnering).order_by(m.Herinnering.id)).first()
            laatste = session.exec(select(m.Herinnering).order_by(m.Herinnering.id.desc())).first()
            welke = laatste if eerste.status is m.HerinneringStatus.INGETROKKEN else eerste
            uitstellen(session, welke, tot=tot, door=session.get(m.Gebruiker, self.anna), nu=moment or op(13, "10:00"))

    def verzet(self, datum, moment):
        with self.database.transaction() as session:
            session.get(m.Partnerafspraak, self.afspraak).uiterlijk = datum
        h.plan(self.database, moment)

    def andere_naam(self, moment):
        with self.database.transaction() as session:
            regel, bea = session.get(m.Herinneringsregel, self.regel), session.get(m.Gebruiker, self.bea)
            beheren.wijzigen(session, regel, {"naam": "Andere naam"}, versie=1, door=bea, nu=moment)

    def dagen(self, *dagen) -> list[int]:
        """The days on which a mail goes out, of these."""
        return [dag for dag in dagen if h.ronde(self.database, op(dag, "12:00"))]


@pytest.fixture
def proef(database):
    return Proef(database)


@pytest.mark.parametrize("hoe", ["verzonden", "wacht", "in een bericht"])
@pytest.mark.parametrize("wat", ["niets", "datum", "regel", "regel ervoor", "onbestelbaar"])
def test_it_comes_once_and_on_that_day(database, proef, hoe, wat):
    h.plan(database, op(13))
    if hoe != "wacht":
        h.bundel(database, op(13))
    if hoe == "verzonden":
        h.bezorg(database, op(13))
    if wat == "regel ervoor":
        proef.andere_naam(op(13, "09:00"))
    proef.later()
    if wat == "datum":
        proef.verzet(dt.date(2026, 12, 1), op(14))
        proef.verzet(DATUM, op(14, "09:00"))
    elif wat == "regel":
        proef.andere_naam(op(14))
    elif wat == "onbestelbaar":
        with database.transaction() as session:
            adres = maak(session, m.OnbestelbaarAdres, email="anna@voorbeeld.invalid")
        h.plan(database, op(14))
        with database.transaction() as session:
            session.merge(adres).hersteld_op = op(14, "09:00")
    assert proef.dagen(13, 14, 15, 16, 19, 20, 21) == [16]


def test_a_second_round_because_the_date_came_back_is_not_one_that_was_put_off(database, proef):
    h.plan(database, op(13, "06:00"))
    proef.verzet(dt.date(2026, 12, 1), op(13, "06:10"))
    proef.verzet(DATUM, op(13, "06:20"))
    proef.later(op(13, "06:30"))
    assert proef.dagen(13, 14, 15, 16, 19) == [16]


def test_of_a_digest_that_waits_the_rest_goes_out(database, proef):
    with database.transaction() as session:
        maak(session, m.Partnerafspraak, eigenaar_id=proef.anna, uiterlijk=DATUM)
    h.plan(database, op(13))
    h.bundel(database, op(13))
    proef.later(op(13, "08:01"))
    assert proef.dagen(13, 14, 15, 16, 19) == [13, 16]


@pytest.mark.parametrize(
    ("dag", "tot", "mag"),
    [(13, 20, True), (13, 21, False), (20, 21, False), (20, 30, False), (23, 26, True), (23, 27, False)],
)
def test_what_is_mandatory_is_put_off_until_its_last_day_and_after_it_until_the_next_working_day(
    database, proef, dag, tot, mag
):
    with database.transaction() as session:
        session.get(m.Herinneringsregel, proef.regel).is_verplicht = True
    h.ronde(database, op(13))
    if mag:
        proef.later(op(dag), dt.date(2026, 10, tot))
    else:
        with pytest.raises(OngeldigeInvoer, match="verplicht"):
            proef.later(op(dag), dt.date(2026, 10, tot))
