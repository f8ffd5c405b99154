"""The lights of an actie, beside what the records proposed."""

import datetime as dt
import uuid

import pytest
from sqlmodel import func, select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import Licht, Logboekregel, Mijlpaal, Precisie, Voortgang
from crm.workflows import voortgang_bijwerken
from tests.factories import maak

UITLEG = {"oorzaak": "a", "gevolg": "b", "bijsturing": "c"}


@pytest.fixture
def bijwerken(session, actie, petra, nu):
    def doe(door=petra, **anders):
        lichten = {"beleid": Licht.GROEN, "tijd": Licht.GROEN, "geld": Licht.GRIJS, "peildatum": nu.date()}
        return voortgang_bijwerken.bijwerken(session, actie, door=door, nu=nu, **lichten | anders)

    return doe


@pytest.fixture
def late_stap(session, actie):
    """Because of it tijd is proposed as oranje, a month after it was due; before that, groen."""
    return maak(
        session,
        Mijlpaal,
        actie=actie,
        programma_id=actie.programma_id,
        precisie=Precisie.DAG,
        datum_van=dt.date(2026, 9, 14),
        datum_tot=dt.date(2026, 9, 14),
        omschrijving="Start regeling",
    )


@pytest.mark.parametrize("licht", [Licht.ORANJE, Licht.ROOD])
def test_orange_and_red_ask_for_cause_effect_and_remedy(session, bijwerken, licht):
    with pytest.raises(OngeldigeInvoer) as fout:
        bijwerken(tijd=licht, oorzaak="  ")
    assert set(fout.value.velden) == {"oorzaak", "gevolg", "bijsturing"}
    assert bijwerken(tijd=licht, **UITLEG).tijd is licht


def test_a_new_state_leaves_the_old_one(session, bijwerken):
    bijwerken()
    bijwerken(beleid=Licht.GRIJS)
    assert session.exec(select(func.count()).select_from(Voortgang)).one() == 2


def test_a_day_ahead_is_refused(bijwerken, vandaag):
    with pytest.raises(OngeldigeInvoer, match="moet nog komen"):
        bijwerken(peildatum=vandaag + dt.timedelta(days=1))


def test_the_owner_may_and_a_reader_may_not(session, actie, bijwerken, lezer, petra, nu):
    with pytest.raises(NietToegestaan):
        bijwerken(door=lezer)
    voortgang_bijwerken.toewijzen(session, actie, lezer, door=petra, nu=nu)
    with pytest.raises(NietToegestaan):
        bijwerken(door=lezer)


def test_the_proposal_is_kept_with_its_reasons_beside_the_lights(session, bijwerken, late_stap):
    stand = bijwerken(tijd=Licht.ORANJE, **UITLEG)
    session.flush()
    session.expire(stand)
    assert stand.voorstel["peildatum"] == "2026-10-14"
    assert stand.voorstel["tijd"] == {
        "licht": "oranje",
        "redenen": [
            {
                "zin": "‘Start regeling’ (14\u00a0september\u00a02026) is niet gezet: 30 dagen te laat.",
                "licht": "oranje",
                "soort": "mijlpaal",
                "uuids": [str(late_stap.uuid)],
            }
        ],
    }
    assert stand.voorstel["beleid"]["licht"] == "grijs"
    assert stand.afgeweken == ()


def test_another_light_than_the_proposed_one_asks_why(session, bijwerken, late_stap):
    with pytest.raises(OngeldigeInvoer, match="tijd is groen, het voorstel oranje") as fout:
        bijwerken()
    assert list(fout.value.velden) == ["afwijkreden"]
    stand = bijwerken(afwijkreden="  De stap is gezet, het verslag volgt.  ")
    assert (stand.afgeweken, stand.afwijkreden) == (("tijd",), "De stap is gezet, het verslag volgt.")
    log = session.exec(select(Logboekregel).order_by(Logboekregel.id.desc())).first()
    assert log.reden == "De stap is gezet, het verslag volgt."


def test_all_that_is_missing_is_asked_at_once(bijwerken, late_stap):
    with pytest.raises(OngeldigeInvoer) as fout:
        bijwerken(tijd=Licht.ROOD)
    assert set(fout.value.velden) == {"oorzaak", "gevolg", "bijsturing", "afwijkreden"}


def test_worse_than_proposed_is_a_deviation_too_and_so_is_grijs(bijwerken, late_stap):
    for licht in (Licht.ROOD, Licht.GRIJS):
        with pytest.raises(OngeldigeInvoer, match="wijkt af van het voorstel"):
            bijwerken(tijd=licht, **UITLEG)


def test_from_grijs_nobody_needs_a_reason(bijwerken):
    assert bijwerken(beleid=Licht.ROOD, geld=Licht.GROEN, **UITLEG).afgeweken == ()


def test_the_proposal_is_that_of_the_day_of_the_stand(bijwerken, late_stap):
    assert bijwerken(peildatum=dt.date(2026, 9, 14)).voorstel["tijd"]["licht"] == "groen"


def test_a_reason_that_does_not_fit_is_refused(bijwerken):
    with pytest.raises(OngeldigeInvoer, match="hoogstens 1000 tekens"):
        bijwerken(afwijkreden="x" * 1001)


def test_what_was_proposed_stays_as_it_was_when_the_records_change(session, bijwerken, late_stap):
    stand = bijwerken(tijd=Licht.ORANJE, **UITLEG)
    toen = stand.voorstel
    late_stap.is_gereed, late_stap.gereed_op = True, dt.date(2026, 9, 14)
    session.flush()
    session.expire(stand)
    assert stand.voorstel == toen
    assert bijwerken().voorstel["tijd"]["licht"] == "groen"


def test_the_same_form_sent_twice_is_one_stand(session, bijwerken):
    kenmerk = uuid.uuid4()
    assert bijwerken(kenmerk=kenmerk).uuid == kenmerk
    with pytest.raises(AlGebeurd, match="al opgeslagen"):
        bijwerken(kenmerk=kenmerk)
    assert session.exec(select(func.count()).select_from(Voortgang)).one() == 1
