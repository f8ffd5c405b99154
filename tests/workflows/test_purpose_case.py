"""Drawing up a purpose case, and taking it back."""

import pytest
import sqlalchemy as sa
from sqlmodel import func, select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import (
    Antwoord,
    CaseStatus,
    Criterium,
    CriteriumAntwoord,
    CriteriumSoort,
    Logboekregel,
    Ontwikkelcoalitie,
    Programma,
    PurposeCase,
    PurposeCaseVersie,
    Uitkomst,
)
from crm.workflows import purpose_case_opstellen as opstellen
from tests.support import cases


@pytest.fixture
def case(session, coalitie, petra, nu):
    return cases.coalitie_met_case(session, coalitie, petra, nu)


@pytest.fixture
def punten(session, programma):
    return cases.richtsnoer(session, programma)


def schrijf(session, case, door, nu, versie=1, **anders):
    return opstellen.schrijven(session, case, versie=versie, door=door, nu=nu, **cases.TEKST | anders)


# --- beginning ---


def test_a_case_begins_in_concept_with_an_empty_first_version(session, case, coalitie, petra, logboek):
    assert (case.status, case.coalitie_id, case.uitkomst) == (CaseStatus.CONCEPT, coalitie.id, None)
    assert [(v.nummer, v.leeg) for v in case.versies] == [(1, tuple(cases.TEKST))]
    assert case.versies[0].opgesteld_door_id == petra.id
    assert logboek()[-1] == "purpose_case.begonnen"


@pytest.mark.parametrize("stappen", [(), ("vormen",)])
def test_a_case_begins_only_when_the_coalitie_is_there(session, coalitie, petra, nu, stappen):
    for stap in stappen:
        coalitie.LEVENSLOOP.apply(coalitie, stap)
    with pytest.raises(OngeldigeOvergang, match="purpose case starten"):
        opstellen.beginnen(session, coalitie, titel="Te vroeg", door=petra, nu=nu)


def test_a_coalitie_has_one_case_at_a_time(session, case, coalitie, petra, nu):
    with pytest.raises(AlGebeurd, match="Proefcase"):
        opstellen.beginnen(session, coalitie, titel="Nog een", door=petra, nu=nu)


def test_a_coalitie_may_begin_again_after_a_stop(session, case, coalitie, petra, bram, punten, nu):
    cases.vul(session, case, petra, nu)
    cases.tot_advies(session, case, petra, nu)
    cases.besluit(session, case, bram, nu, Uitkomst.STOP)
    tweede = opstellen.beginnen(session, coalitie, titel="Beter", door=petra, nu=nu)
    assert (tweede.titel, tweede.status) == ("Beter", CaseStatus.CONCEPT)


@pytest.mark.parametrize("titel", ["", "   ", "\n"])
def test_a_case_has_a_title(session, coalitie, petra, nu, titel):
    for stap in ("vormen", "case_starten"):
        coalitie.LEVENSLOOP.apply(coalitie, stap)
    with pytest.raises(OngeldigeInvoer) as gevangen:
        opstellen.beginnen(session, coalitie, titel=titel, door=petra, nu=nu)
    assert set(gevangen.value.velden) == {"titel"}


def test_a_reader_draws_up_nothing(session, case, punten, lezer, nu):
    daden = (
        lambda: schrijf(session, case, lezer, nu),
        lambda: opstellen.beantwoorden(
            session, case, punten["R1"], antwoord=Antwoord.JA, grond="x", door=lezer, nu=nu
        ),
        lambda: opstellen.terugnemen(session, case, reden="x", door=lezer, nu=nu),
    )
    for daad in daden:
        with pytest.raises(NietToegestaan):
            daad()


# --- the text ---


def test_a_change_is_a_new_version_and_the_earlier_ones_stay(session, case, petra, bram, nu):
    eerste = schrijf(session, case, petra, nu)
    tweede = schrijf(session, case, bram, nu, versie=2, commitment="Ook de gemeente.", toelichting="Gemeente erbij")
    assert [v.nummer for v in case.versies] == [1, 2, 3]
    assert (eerste.commitment, tweede.commitment) == (cases.TEKST["commitment"], "Ook de gemeente.")
    assert (tweede.toelichting, tweede.opgesteld_door_id, tweede.leeg) == ("Gemeente erbij", bram.id, ())


def test_the_log_says_which_parts_changed(session, case, petra, nu):
    schrijf(session, case, petra, nu)
    schrijf(session, case, petra, nu, versie=2, organisatie="Anders.")
    regel = session.exec(select(Logboekregel).order_by(Logboekregel.id.desc())).first()
    assert (regel.handeling, regel.voor, regel.na) == (
        "purpose_case.geschreven",
        {"versie": 2},
        {"versie": 3, "delen": ["organisatie"]},
    )


def test_the_same_text_is_no_new_version_and_no_line_in_the_log(session, case, petra, nu, logboek):
    laatste = schrijf(session, case, petra, nu)
    aantal = len(logboek())
    assert schrijf(session, case, petra, nu, versie=2) is laatste
    assert schrijf(session, case, petra, nu, versie=2, organisatie=f"  {cases.TEKST['organisatie']}\n") is laatste
    assert len(logboek()) == aantal


def test_the_same_form_sent_twice_is_one_version(session, case, petra, nu):
    laatste = schrijf(session, case, petra, nu, versie=1)
    assert schrijf(session, case, petra, nu, versie=1) is laatste
    assert len(case.versies) == 2


def test_who_wrote_in_an_older_version_is_told(session, case, petra, bram, nu):
    schrijf(session, case, bram, nu)
    with pytest.raises(Verouderd, match="versie 2"):
        schrijf(session, case, petra, nu, versie=1, commitment="Iets anders.")
    assert case.versies[-1].commitment == cases.TEKST["commitment"]


def test_any_script_and_sign_is_kept_as_it_was_typed(session, case, petra, nu):
    tekst = "Één vlieg in 日本 <script>alert('x')</script> & ‘zo’ 🙂\n\nTweede alinea"
    schrijf(session, case, petra, nu, maatschappelijke_opbrengst=tekst)
    session.commit()
    session.expire_all()
    assert case.versies[-1].maatschappelijke_opbrengst == tekst


def test_a_very_long_text_is_kept_whole(session, case, petra, nu):
    schrijf(session, case, petra, nu, organisatie="a" * 20_000)
    assert len(case.versies[-1].organisatie) == 20_000


# --- the richtsnoer ---


def test_a_later_answer_takes_the_place_of_the_earlier_one(session, case, punten, petra, bram, nu, logboek):
    def antwoord(wat, grond, door):
        return opstellen.beantwoorden(
            session, case, punten["R1"], antwoord=wat, grond=grond, door=door, nu=nu
        )

    antwoord(Antwoord.NEE, "Nog niet", petra)
    gegeven = antwoord(Antwoord.JA, " Getekend ", bram)
    assert (gegeven.antwoord, gegeven.grond, gegeven.door_id) == (Antwoord.JA, "Getekend", bram.id)
    assert session.exec(select(func.count()).select_from(CriteriumAntwoord)).one() == 1
    aantal = len(logboek())
    antwoord(Antwoord.JA, "Getekend", petra)
    assert len(logboek()) == aantal
    regel = session.exec(select(Logboekregel).order_by(Logboekregel.id.desc())).first()
    assert (regel.voor["antwoord"], regel.na["antwoord"]) == ("nee", "ja")


def test_an_answer_says_why(session, case, punten, petra, nu):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        opstellen.beantwoorden(session, case, punten["R1"], antwoord=Antwoord.JA, grond="  ", door=petra, nu=nu)
    assert set(gevangen.value.velden) == {"grond"}


def test_a_point_of_another_agenda_is_refused(session, case, petra, nu):
    ander = Programma(code="ander", naam="Ander", jaar_van=2021, jaar_tot=2023)
    session.add(ander)
    session.flush()
    punt = Criterium(programma_id=ander.id, code="R9", eis="x", soort=CriteriumSoort.BASIS)
    session.add(punt)
    session.flush()
    with pytest.raises(OngeldigeInvoer, match="andere agenda"):
        opstellen.beantwoorden(session, case, punt, antwoord=Antwoord.JA, grond="x", door=petra, nu=nu)


# --- fixed once submitted, and back again ---


@pytest.fixture
def ingediend(session, case, punten, petra, nu):
    from crm.workflows import purpose_case_besluiten

    cases.vul(session, case, petra, nu)
    purpose_case_besluiten.indienen(session, case, door=petra, nu=nu)
    return case


def test_what_was_submitted_is_fixed(session, ingediend, punten, petra, nu):
    daden = (
        lambda: schrijf(session, ingediend, petra, nu, versie=2, commitment="Anders."),
        lambda: opstellen.beantwoorden(
            session, ingediend, punten["R1"], antwoord=Antwoord.NEE, grond="x", door=petra, nu=nu
        ),
    )
    for daad in daden:
        with pytest.raises(OngeldigeOvergang, match="Neem de case eerst terug"):
            daad()


def test_a_case_that_was_decided_on_cannot_be_taken_back(session, ingediend, petra, bram, nu):
    from crm.models import Strekking
    from crm.workflows import purpose_case_besluiten

    purpose_case_besluiten.adviseren(
        session, ingediend, strekking=Strekking.NEGATIEF, tekst="Nee", gegeven_op=nu.date(), door=petra, nu=nu
    )
    cases.besluit(session, ingediend, bram, nu, Uitkomst.STOP)
    with pytest.raises(OngeldigeOvergang):
        opstellen.terugnemen(session, ingediend, reden="Toch niet", door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang) as gevangen:
        schrijf(session, ingediend, petra, nu, versie=2, commitment="Anders.")
    assert "eerst terug" not in str(gevangen.value)


def test_a_case_taken_back_can_be_mended_and_the_log_keeps_what_was_submitted(session, ingediend, petra, nu):
    opstellen.terugnemen(session, ingediend, reden="Partner valt weg", door=petra, nu=nu)
    assert ingediend.status is CaseStatus.CONCEPT
    schrijf(session, ingediend, petra, nu, versie=2, commitment="Anders.")
    regel = session.exec(
        select(Logboekregel).where(Logboekregel.handeling == "purpose_case.teruggenomen")
    ).one()
    assert (regel.reden, regel.voor["totaal"], regel.voor["versie"]) == ("Partner valt weg", "1000000", 2)


def test_taking_back_has_a_reason(session, ingediend, petra, nu):
    with pytest.raises(OngeldigeInvoer) as gevangen:
        opstellen.terugnemen(session, ingediend, reden=" ", door=petra, nu=nu)
    assert set(gevangen.value.velden) == {"reden"}
    assert ingediend.status is CaseStatus.INGEDIEND


def test_two_people_at_once_write_one_version(database, petra, session, case, nu):
    """The second waits for the first, or is told; never two versions with one number."""
    session.commit()
    with database.session(write=True) as een:
        schrijf(een, een.get(PurposeCase, case.id), een.merge(petra), nu)
        een.commit()
    with database.session(write=True) as twee, pytest.raises(Verouderd):
        schrijf(twee, twee.get(PurposeCase, case.id), twee.merge(petra), nu, versie=1, commitment="Anders.")
    with database.session() as lezend:
        nummers = lezend.exec(select(PurposeCaseVersie.nummer).order_by(sa.text("nummer"))).all()
    assert nummers == [1, 2]


def test_a_case_knows_its_coalitie_by_number(session, case, coalitie):
    assert session.get(Ontwikkelcoalitie, case.coalitie_id) is coalitie
