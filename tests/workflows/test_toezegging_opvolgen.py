"""The register of what GS promised PS: noted, kept wholly or in part, put off, handed over."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import Actie, GebruikerRol, Herijkingsregel, ToezeggingStatus
from crm.workflows import toezegging_opvolgen as opvolgen
from tests.factories import maak, maak_gebruiker

T = ToezeggingStatus
GOED = {
    "omschrijving": "PS krijgt voor de zomer een brief",
    "gedaan_door": "Gedeputeerde Voorbeeld",
    "gedaan_in": "Commissie van 1 september",
    "gedaan_op": dt.date(2026, 9, 1),
    "uiterlijk": dt.date(2027, 6, 1),
}


@pytest.fixture
def noteer_zo(session, programma, bram, nu):
    return lambda **anders: opvolgen.noteren(
        session, **GOED | {"programma": programma, "door": bram, "nu": nu} | anders
    )


@pytest.fixture
def toezegging(noteer_zo):
    return noteer_zo(nummer="T-12")


def test_a_toezegging_is_in_the_register_and_guarded_by_who_noted_it(toezegging, bram, logboek):
    assert (toezegging.status, toezegging.eigenaar_id, toezegging.nummer) == (T.OPENSTAAND, bram.id, "T-12")
    assert logboek() == ["toezegging.genoteerd"]


def test_everything_that_is_wrong_is_said_at_once(session, noteer_zo, toezegging):
    with pytest.raises(OngeldigeInvoer) as fout:
        noteer_zo(
            omschrijving=" ",
            gedaan_door="",
            gedaan_in=" ",
            gedaan_op=dt.date(2026, 12, 1),
            uiterlijk=None,
            nummer=" T-12 ",
            actie=maak(session, Actie),
        )
    assert set(fout.value.velden) == {*GOED, "nummer", "actie"}


def test_a_date_before_the_toezegging_is_refused(noteer_zo):
    with pytest.raises(OngeldigeInvoer, match="vóór de dag van de toezegging"):
        noteer_zo(uiterlijk=dt.date(2026, 8, 1))


def test_without_a_date_there_is_a_day_to_look_again(noteer_zo):
    assert noteer_zo(uiterlijk=None, herijken_op=dt.date(2027, 1, 1)).dag == dt.date(2027, 1, 1)


def test_the_same_form_twice_is_one_toezegging(noteer_zo):
    kenmerk = uuid.uuid4()
    assert noteer_zo(kenmerk=kenmerk).uuid == kenmerk
    with pytest.raises(AlGebeurd, match="staat er al"):
        noteer_zo(kenmerk=kenmerk)


def test_it_is_kept_in_part_and_then_wholly_and_every_step_stays(
    session, toezegging, bram, nu, vandaag, logboek
):
    kenmerk = uuid.uuid4()
    deel = {"op": dt.date(2026, 10, 1), "tekst": "Eerste brief", "deels": True, "kenmerk": kenmerk}
    opvolgen.voldoen(session, toezegging, **deel, door=bram, nu=nu)
    assert (toezegging.status, toezegging.voldaan_op) == (T.DEELS_VOLDAAN, None)
    with pytest.raises(AlGebeurd, match="staat er al bij"):
        opvolgen.voldoen(session, toezegging, **deel, door=bram, nu=nu)
    opvolgen.voldoen(session, toezegging, op=vandaag, tekst="Tweede brief", door=bram, nu=nu)
    assert (toezegging.status, toezegging.voldaan_op) == (T.VOLDAAN, vandaag)
    assert [(s.tekst, s.naar_status) for s in toezegging.stappen] == [
        ("Eerste brief", T.DEELS_VOLDAAN),
        ("Tweede brief", T.VOLDAAN),
    ]
    assert logboek()[-2:] == ["toezegging.deels_voldaan", "toezegging.voldaan"]
    with pytest.raises(OngeldigeOvergang):
        opvolgen.voldoen(session, toezegging, op=vandaag, tekst="Nog een", door=bram, nu=nu)
    with pytest.raises(OngeldigeOvergang, match="ligt vast"):
        opvolgen.verzetten(session, toezegging, naar=dt.date(2028, 1, 1), tekst="Later", door=bram, nu=nu)


@pytest.mark.parametrize(
    ("op", "tekst"),
    [(dt.date(2026, 12, 1), "Brief"), (dt.date(2026, 8, 31), "Brief"), (dt.date(2026, 10, 1), "  ")],
    ids=str,
)
def test_a_day_that_cannot_be_or_no_words_is_refused(session, toezegging, bram, nu, op, tekst):
    with pytest.raises(OngeldigeInvoer):
        opvolgen.voldoen(session, toezegging, op=op, tekst=tekst, door=bram, nu=nu)
    assert toezegging.status is T.OPENSTAAND


def test_a_new_date_keeps_the_first(session, toezegging, bram, nu):
    for naar in (dt.date(2027, 9, 1), dt.date(2027, 12, 1)):
        opvolgen.verzetten(session, toezegging, naar=naar, tekst="Onderzoek loopt uit", door=bram, nu=nu)
    assert [(s.van, s.naar) for s in toezegging.stappen] == [
        (dt.date(2027, 6, 1), dt.date(2027, 9, 1)),
        (dt.date(2027, 9, 1), dt.date(2027, 12, 1)),
    ]
    assert toezegging.aantal_keer_verzet == 2
    for naar, fout in ((dt.date(2027, 12, 1), AlGebeurd), (dt.date(2026, 10, 14), OngeldigeInvoer)):
        with pytest.raises(fout):
            opvolgen.verzetten(session, toezegging, naar=naar, tekst="Later", door=bram, nu=nu)


def test_another_colleague_guards_it_with_its_line_in_a_running_round(session, toezegging, petra, bram, nu):
    regel = maak(session, Herijkingsregel, afspraak=None, toezegging=toezegging)
    opvolgen.overdragen(session, toezegging, eigenaar=petra, door=bram, nu=nu)
    assert (toezegging.eigenaar_id, regel.eigenaar_id) == (petra.id, petra.id)
    with pytest.raises(AlGebeurd):
        opvolgen.overdragen(session, toezegging, eigenaar=petra, door=bram, nu=nu)


def test_who_may_do_what(session, programma, toezegging, nu, vandaag):
    ambassadeur = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
    with pytest.raises(NietToegestaan):
        opvolgen.noteren(session, programma=programma, **GOED, door=ambassadeur, nu=nu)
    with pytest.raises(NietToegestaan):
        opvolgen.voldoen(session, toezegging, op=vandaag, tekst="Brief", door=ambassadeur, nu=nu)
    toezegging.eigenaar_id = ambassadeur.id
    opvolgen.voldoen(session, toezegging, op=vandaag, tekst="Brief", door=ambassadeur, nu=nu)


@pytest.mark.parametrize("opdracht", ["UPDATE toezeggingstap SET tekst = 'x'", "DELETE FROM toezeggingstap"])
def test_the_steps_are_only_added_to(session, toezegging, bram, nu, vandaag, opdracht):
    opvolgen.voldoen(session, toezegging, op=vandaag, tekst="Brief", deels=True, door=bram, nu=nu)
    with pytest.raises(sa.exc.IntegrityError, match="alleen aangevuld"):
        session.execute(sa.text(opdracht))
