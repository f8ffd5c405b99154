"""Every kind of subject is found on the day of its step, for the right person, and not a day before."""

import datetime as dt

import pytest

from crm import models as m
from crm.models import AMSTERDAM
from tests.factories import maak, maak_gebruiker
from tests.support import herinneringen as h

D, Over = dt.date, m.RegelOnderwerp
ROLLEN = [rol.value for rol in m.Ontvangerrol]


def op(dag: dt.date) -> dt.datetime:
    return dt.datetime.combine(dag, dt.time(8), AMSTERDAM)


@pytest.mark.parametrize("onderwerp", Over)
def test_every_subject_can_go_to_every_role(database, onderwerp):
    """Also with nothing to remind of, and with an escalation: no rule is set aside."""
    with database.transaction() as session:
        maak_gebruiker(session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER)
        h.regel(session, *((n, rol) for n, rol in enumerate(ROLLEN)), (99, "beheerder", "escalatie"), onderwerp=onderwerp)
    for _ in range(2):
        assert h.plan(database, op(D(2026, 10, 14))).geparkeerd == []


# What is made, whose it is (by its field), and the day from which the clock runs.
ONDERWERPEN = {
    Over.AFSPRAAK: (m.Partnerafspraak, {"uiterlijk": D(2026, 10, 20)}, D(2026, 10, 20)),
    Over.AFSPRAAK_HERIJKEN: (m.Partnerafspraak, {"uiterlijk": None, "herijken_op": D(2026, 10, 20)}, D(2026, 10, 20)),
    Over.ACTIEPUNT: (m.Actiepunt, {"uiterlijk": D(2026, 10, 20)}, D(2026, 10, 20)),
    # Half past midnight of the day on which the clock goes back.
    Over.OVERLEG_VASTLEGGEN: (m.Overleg, {"begint_op": dt.datetime(2026, 10, 24, 22, 30, tzinfo=dt.UTC)}, D(2026, 10, 25)),
    Over.TOEZEGGING: (m.Toezegging, {"uiterlijk": D(2026, 10, 20)}, D(2026, 10, 20)),
    Over.OPDRACHT_EINDE: (m.Opdracht, {"datum_tot": D(2026, 10, 20), "status": m.Opdracht.LOPEND[0]}, D(2026, 10, 20)),
    Over.OPDRACHT_EVALUATIE: (m.Opdracht, {"evaluatie_jaar": 2026}, D(2026, 12, 31)),
    Over.VOORTGANG: (m.Actie, {}, D(2024, 12, 31)),
}


@pytest.mark.parametrize("onderwerp", ONDERWERPEN)
def test_a_subject_is_due_on_its_day_for_its_owner(database, onderwerp):
    noun, waarden, datum = ONDERWERPEN[onderwerp]
    stap, eerste = 3, datum + dt.timedelta(days=3)
    if onderwerp is Over.VOORTGANG:
        # Of an agenda of 2025-2028, that nobody gave a light yet.
        stap, eerste = 100, datum + dt.timedelta(days=100)
    with database.transaction() as session:
        maak_gebruiker(session, "Petra", m.GebruikerRol.PROGRAMMAMANAGER)
        anna = maak_gebruiker(session, "Anna", m.GebruikerRol.AMBASSADEUR)
        maak(session, noun, eigenaar_id=anna.id, **waarden)
        h.regel(session, (stap, "eigenaar"), onderwerp=onderwerp)
    assert h.plan(database, op(eerste - dt.timedelta(days=1)))["gepland"] == 0
    h.plan(database, op(eerste))
    assert [rij[:4] for rij in h.standen(database)] == [("gepland", f"g{anna.id}", datum, stap)]
