"""Rules for reminders: the ones we begin with, another version, standing still, and what is refused."""

import datetime as dt
from pathlib import Path

import pytest
from sqlmodel import select

import crm
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, Verouderd
from crm.models import (
    Dagtelling,
    GebruikerRol,
    Herinneringsregel,
    Logboekregel,
    Ontvangerrol,
    RegelOnderwerp,
)
from crm.queries.regelkeuring import ontvangers
from crm.queries.regelwoorden import ONDERWERPEN, stapzin, verschillen
from crm.schemas.herinneringsregel import lezen
from crm.workflows import herinneringsregels_beheren as beheren
from tests.factories import maak_gebruiker

STANDAARD = Path(crm.__file__).parent / "data" / "herinneringsregels.yaml"
Over, R = RegelOnderwerp, Ontvangerrol
WERKDAGEN = Dagtelling.WERKDAGEN


def stap(dagen, ontvanger=R.EIGENAAR, **anders):
    return {"dagen": dagen, "ontvanger": ontvanger, **anders}


@pytest.fixture
def bea(session):
    return maak_gebruiker(session, "Bea", GebruikerRol.BEHEERDER)


@pytest.fixture
def maak(session, bea, nu):
    """A new rule: `maak(stap(-3), stap(7))`."""

    def doe(*stappen, onderwerp=Over.AFSPRAAK, naam="Afspraak verloopt", **anders):
        return beheren.aanmaken(
            session, naam=naam, onderwerp=onderwerp, stappen=list(stappen), door=bea, nu=nu, **anders
        )

    return doe


@pytest.fixture
def wie(bea, nu):
    return {"door": bea, "nu": nu + dt.timedelta(hours=1)}


def test_the_default_rules_cover_every_subject_and_loading_twice_adds_nothing(session, bea, nu):
    regels = lezen(STANDAARD)
    assert {regel["onderwerp"] for regel in regels} == set(Over) == set(ONDERWERPEN)
    assert beheren.laden(session, regels, door=bea, nu=nu) == len(regels) == 16
    assert beheren.laden(session, regels, door=bea, nu=nu) == 0
    wettelijk = session.exec(select(Herinneringsregel).where(Herinneringsregel.code == "pc-wettelijk")).one()
    assert wettelijk.is_verplicht
    assert [(s.dagen, s.ontvanger.value) for s in wettelijk.stappen][-2:] == [(-3, "controller"), (-3, "programmamanager")]


def test_loading_again_leaves_alone_what_somebody_changed(session, bea, nu, wie):
    regels = lezen(STANDAARD)
    beheren.laden(session, regels[:1], door=bea, nu=nu)
    eerste = session.exec(select(Herinneringsregel)).one()
    beheren.wijzigen(session, eerste, {"naam": "Anders"}, versie=1, **wie)
    assert beheren.laden(session, regels, door=bea, nu=nu) == 15
    nu_geldend = session.exec(
        select(Herinneringsregel).where(Herinneringsregel.code == "afspraak", Herinneringsregel.vervangen_op.is_(None))
    ).one()
    assert (nu_geldend.naam, nu_geldend.versienummer) == ("Anders", 2)


def test_steps_stand_in_the_order_of_time_whatever_the_order_they_were_given_in(maak):
    regel = maak(stap(7), stap(-3, telling=WERKDAGEN), stap(21, R.PROGRAMMAMANAGER, is_escalatie=True), stap(-14))
    assert [(s.volgnummer, s.dagen, s.rang) for s in regel.stappen] == [(1, -14, -140), (2, -3, -42), (3, 7, 70), (4, 21, 210)]
    assert regel.code == "afspraak-verloopt"
    assert [stapzin(s) for s in regel.stappen] == [
        "14 dagen voor de datum, aan de eigenaar",
        "3 werkdagen voor de datum, aan de eigenaar",
        "7 dagen na de datum, aan de eigenaar",
        "21 dagen na de datum, alleen als er niets is gebeurd, aan de programmamanagers en de eigenaar",
    ]


def test_a_change_is_a_new_version_and_the_old_one_stays_with_its_steps(session, maak, wie):
    oud = maak(stap(-3), stap(7))
    nieuw = beheren.wijzigen(session, oud, {"stappen": [stap(-5), stap(7, is_dringend=True)]}, versie=1, **wie)
    session.flush()
    assert (oud.vervangen_op, nieuw.vervangen_op) == (wie["nu"], None)
    assert (nieuw.code, nieuw.versienummer, nieuw.onderwerp) == (oud.code, 2, oud.onderwerp)
    assert [s.dagen for s in oud.stappen] == [-3, 7]
    assert verschillen([oud, nieuw]) == {
        2: [
            "Stap erbij: 5 dagen voor de afgesproken datum, aan de eigenaar.",
            "Stap gewijzigd: 7 dagen na de afgesproken datum, aan de eigenaar, meteen in een eigen mail; "
            "dat was 7 dagen na de afgesproken datum, aan de eigenaar.",
            "Stap weg: 3 dagen voor de afgesproken datum, aan de eigenaar.",
        ],
        1: ["De eerste versie."],
    }
    assert [regel.handeling for regel in session.exec(select(Logboekregel).order_by(Logboekregel.id))][-2:] == [
        "herinneringsregel.toegevoegd", "herinneringsregel.gewijzigd",
    ]  # fmt: skip


def test_who_saw_an_older_version_is_told_and_saving_the_same_twice_is_once(session, maak, wie):
    eerste = maak(stap(-3))
    tweede = beheren.wijzigen(session, eerste, {"naam": "Van een ander"}, versie=1, **wie)
    with pytest.raises(Verouderd, match="intussen gewijzigd"):
        beheren.wijzigen(session, eerste, {"naam": "Van mij"}, versie=1, **wie)
    with pytest.raises(AlGebeurd, match="al opgeslagen"):
        beheren.wijzigen(session, eerste, {"naam": "Van een ander"}, versie=1, **wie)
    with pytest.raises(Verouderd, match="Bekijk eerst"):
        beheren.stilzetten(session, eerste, **wie)
    assert beheren.wijzigen(session, tweede, {"stappen": [stap(-3)]}, versie=2, **wie) is tweede


def test_a_rule_stands_still_and_goes_on_each_as_a_version(session, maak, wie):
    regel = maak(stap(-3))
    stil = beheren.stilzetten(session, regel, **wie)
    with pytest.raises(AlGebeurd, match="staat al stil"):
        beheren.stilzetten(session, stil, **wie)
    gewijzigd = beheren.wijzigen(session, stil, {"naam": "Nog stil"}, versie=2, **wie)
    aan = beheren.aanzetten(session, gewijzigd, **wie)
    assert [(r.versienummer, r.is_actief) for r in (regel, stil, gewijzigd, aan)] == [(1, True), (2, False), (3, False), (4, True)]
    assert verschillen([regel, stil, gewijzigd, aan])[4] == ["De regel werd aangezet."]


def test_the_same_form_twice_makes_one_rule_and_equal_names_get_their_own_code(maak):
    eerste = maak(stap(-3), naam="Één ’regel’ — Zürich")
    assert eerste.code == "een-regel-zurich"
    assert maak(stap(-3), naam="Één regel Zürich").code == "een-regel-zurich-2"
    assert maak(stap(-3), naam="有志者事竟成").code == "regel"
    with pytest.raises(AlGebeurd, match="U hoeft niets"):
        maak(stap(-3), kenmerk=eerste.uuid)
    with pytest.raises(AlGebeurd, match="code ‘regel’"):
        maak(stap(-3), code="regel")


DAG, AAN = "dagen", "ontvanger"


@pytest.mark.parametrize(
    ("stappen", "anders", "veld", "zin"),
    [
        ([], {}, "stappen", "ten minste één stap"),
        ([stap(n) for n in range(13)], {}, "stappen", "ten hoogste 12"),
        ([stap(-3)], {"naam": "  "}, "naam", "Hoe heet"),
        ([stap(401)], {}, "stappen.0.dagen", "ten hoogste 400"),
        ([stap(7), stap(5, telling=WERKDAGEN)], {}, "stappen.1.dagen", "op dit moment al een stap"),
        ([stap(-1)], {"onderwerp": Over.CONTACT}, "stappen.0.dagen", "Kies dagen na"),
        ([stap(1, R.PARTNER)], {"onderwerp": Over.ACTIEPUNT}, "stappen.0.ontvanger", "Alleen bij een partnerafspraak"),
        ([stap(1, R.AANJAGER)], {"onderwerp": Over.PC_WETTELIJK}, "stappen.0.ontvanger", "geen aanjager"),
        ([stap(1), stap(2, is_escalatie=True)], {}, "stappen.1.ontvanger", "collega met een rol"),
        ([stap(1), stap(2, R.PARTNER, is_escalatie=True)], {}, "stappen.1.ontvanger", "collega met een rol"),
        ([stap(2, R.BEHEERDER, is_escalatie=True), stap(2)], {}, "stappen.0.is_escalatie", "niet de eerste stap"),
        ([stap(-15, is_dringend=True)], {}, "stappen.0.is_dringend", "latere stap"),
        ([stap(1, R.PARTNER, is_dringend=True)], {}, "stappen.0.is_dringend", "één mail per dag"),
        ([stap(1), stap(2, R.AANJAGER, is_escalatie=True)], {}, "stappen.1.ontvanger", "collega met een rol"),
        ([stap(1, R.PARTNER)], {"is_verplicht": True}, "is_verplicht", "altijd afmelden"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_rule_is_refused_at_its_field(session, maak, stappen, anders, veld, zin):
    with pytest.raises(OngeldigeInvoer) as fout:
        maak(*stappen, **anders)
    assert zin in fout.value.velden[veld][0]
    assert session.exec(select(Herinneringsregel)).all() == []


def test_every_subject_can_be_told_to_its_owner_and_to_every_role():
    for onderwerp in Over:
        assert set(R) - set(ontvangers(onderwerp)) <= {R.AANJAGER, R.PARTNER}


def test_only_the_beheerder_touches_a_rule(session, maak, nu):
    regel = maak(stap(-3))
    petra = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
    for daad in (
        lambda: beheren.wijzigen(session, regel, {"naam": "X"}, versie=1, door=petra, nu=nu),
        lambda: beheren.stilzetten(session, regel, door=petra, nu=nu),
        lambda: beheren.aanzetten(session, regel, door=petra, nu=nu),
        lambda: beheren.laden(session, [], door=petra, nu=nu),
    ):
        with pytest.raises(NietToegestaan):
            daad()


def test_a_mistake_in_the_file_is_named_with_its_line():
    tekst = "formaat: 1\nregels:\n  - code: A B\n    naam: x\n    onderwerp: afspraak\n    stappen:\n      - {dagen: drie}\n"
    with pytest.raises(OngeldigeInvoer) as fout:
        lezen(tekst)
    assert set(fout.value.velden) == {"regel 3", "regel 7"}
