"""A mandate from granting to looking back: its term, its holders, and who may decide about it."""

import datetime as dt
import uuid
from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from crm.errors import AlGebeurd, DomainError, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Actie,
    GebruikerRol,
    Logboekregel,
    Opdracht,
    OpdrachtSoort,
    OpdrachtStatus,
    Persoon,
    Programma,
    Rolvervulling,
)
from crm.workflows import opdracht_vervullen as vervullen
from tests.factories import maak, maak_gebruiker

S = OpdrachtStatus
D = dt.date


@pytest.fixture
def verleen(session, programma, petra, nu):
    def doe(**anders):
        gegevens = {
            "programma": programma,
            "soort": OpdrachtSoort.KETENAANJAGER,
            "keten": "circulair bouw",
            "gebied": "Noord-Holland Noord",
            "begint_op": D(2026, 1, 1),
            "tot": D(2026, 12, 31),
            "door": petra,
            "nu": nu,
        } | anders
        opdracht = vervullen.verlenen(session, **gegevens)
        session.flush()
        return opdracht

    return doe


def houders(session, opdracht):
    vraag = select(Rolvervulling.van, Rolvervulling.tot).where(Rolvervulling.opdracht_id == opdracht.id)
    return [tuple(rij) for rij in session.exec(vraag.order_by(Rolvervulling.van))]


def test_a_mandate_is_granted_with_its_term_and_an_option_that_moves_nothing(verleen, logboek):
    opdracht = verleen(optie_jaren=1, evaluatie_jaar=2027)
    assert opdracht.status is S.GEPLAND
    assert (opdracht.wanneer, opdracht.datum_tot, opdracht.optie_jaren) == ("2026-12-31", D(2026, 12, 31), 1)
    assert opdracht.einde(D(2026, 10, 14)) == D(2026, 12, 31)
    assert logboek() == ["opdracht.verleend"]


def test_a_mandate_may_have_no_end(verleen):
    opdracht = verleen(tot=None)
    assert (opdracht.wanneer, opdracht.einde(D(2030, 1, 1))) == (None, None)


@pytest.mark.parametrize("keten", ["circulair bouw", "Circulair  Bouw", "CIRCULAIR BOUW", "círculair bouw"])
def test_a_second_open_mandate_for_the_same_chain_and_area_is_refused(verleen, keten):
    verleen()
    with pytest.raises(AlGebeurd, match="Ketenaanjager circulair bouw, Noord-Holland Noord"):
        verleen(keten=keten)


def test_another_chain_or_area_or_one_that_has_ended_is_in_nobody_s_way(session, verleen, petra, nu):
    eerste = verleen()
    verleen(keten="elektronische apparaten")
    verleen(gebied="MRA")
    verleen(gebied=None)
    vervullen.starten(session, eerste, door=petra, nu=nu)
    vervullen.afronden(session, eerste, op=D(2026, 10, 1), door=petra, nu=nu)
    assert verleen().status is S.GEPLAND


def test_the_same_form_sent_twice_is_one_mandate(verleen, session):
    kenmerk = uuid.uuid4()
    assert verleen(kenmerk=kenmerk).uuid == kenmerk
    with pytest.raises(AlGebeurd, match="staat er al"):
        verleen(kenmerk=kenmerk, keten="iets anders")
    assert len(session.exec(select(Opdracht)).all()) == 1


@pytest.mark.parametrize(
    ("anders", "veld"),
    [({"keten": " "}, "keten"), ({"tot": D(2025, 1, 1)}, "tot"), ({"optie_jaren": 0}, "optie_jaren")],
    ids=str,
)
def test_what_makes_no_mandate_is_refused_at_its_field(verleen, anders, veld):
    with pytest.raises(OngeldigeInvoer) as fout:
        verleen(**anders)
    assert set(fout.value.velden) == {veld}


def test_an_actie_of_another_agenda_is_refused(session, verleen):
    vreemd = maak(session, Actie, programma=maak(session, Programma))
    with pytest.raises(OngeldigeInvoer, match="andere agenda"):
        verleen(actie=vreemd)


def test_a_mandate_starts_on_its_first_day_and_not_before(session, verleen, petra, nu):
    straks = verleen(begint_op=D(2027, 1, 1), tot=None)
    with pytest.raises(OngeldigeOvergang, match="01-01-2027"):
        vervullen.starten(session, straks, door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer, match="moet nog komen"):
        vervullen.starten(session, straks, op=D(2027, 1, 1), door=petra, nu=nu)
    onbekend = verleen(keten="hout", begint_op=None)
    vervullen.starten(session, onbekend, op=D(2026, 5, 1), door=petra, nu=nu)
    assert (onbekend.status, onbekend.begint_op) == (S.ACTIEF, D(2026, 5, 1))


def test_an_extension_keeps_the_printed_end_and_every_earlier_one(session, verleen, petra, nu):
    opdracht = verleen()
    vervullen.starten(session, opdracht, door=petra, nu=nu)
    for tot in (D(2027, 6, 30), D(2027, 12, 31)):
        vervullen.verlengen(session, opdracht, tot=tot, grond="Niet af", door=petra, nu=nu)
        session.flush()
    assert opdracht.status is S.VERLENGD
    assert opdracht.datum_tot == D(2026, 12, 31)
    assert [(v.van, v.tot) for v in opdracht.verlengingen] == [
        (D(2026, 12, 31), D(2027, 6, 30)),
        (D(2027, 6, 30), D(2027, 12, 31)),
    ]
    assert opdracht.einde(D(2026, 10, 13)) == D(2026, 12, 31)
    assert opdracht.einde(D(2026, 10, 14)) == D(2027, 12, 31)


@pytest.mark.parametrize(("tot", "grond"), [(D(2026, 12, 31), "Niet af"), (D(2025, 1, 1), "Niet af"), (D(2028, 1, 1), " ")])
def test_an_extension_is_later_and_has_a_reason(session, verleen, petra, nu, tot, grond):
    opdracht = verleen()
    vervullen.starten(session, opdracht, door=petra, nu=nu)
    with pytest.raises(OngeldigeInvoer):
        vervullen.verlengen(session, opdracht, tot=tot, grond=grond, door=petra, nu=nu)
    assert opdracht.verlengingen == []


def test_with_the_mandate_ends_the_term_of_who_holds_it_and_nobody_comes_after(session, verleen, petra, nu, logboek):
    opdracht = verleen()
    een, twee = maak(session, Persoon), maak(session, Persoon)
    vervullen.aanwijzen(session, opdracht, een, van=D(2026, 1, 1), door=petra, nu=nu)
    vervullen.aanwijzen(session, opdracht, twee, van=D(2026, 12, 1), door=petra, nu=nu)
    vervullen.afronden(session, opdracht, op=D(2026, 10, 1), door=petra, nu=nu)
    session.flush()
    assert (opdracht.status, opdracht.afgerond_op) == (S.AFGEROND, D(2026, 10, 1))
    assert houders(session, opdracht) == [(D(2026, 1, 1), D(2026, 10, 1))]
    regel = session.exec(select(Logboekregel).where(Logboekregel.handeling == "opdracht.afgerond")).one()
    assert regel.na["opvolgers_die_niet_kwamen"] == 1


def test_a_mandate_does_not_end_tomorrow_or_before_it_began(session, verleen, petra, nu):
    opdracht = verleen()
    vervullen.starten(session, opdracht, door=petra, nu=nu)
    for op in (nu.date() + dt.timedelta(days=1), D(2025, 12, 31)):
        with pytest.raises(OngeldigeInvoer):
            vervullen.afronden(session, opdracht, op=op, door=petra, nu=nu)
    assert opdracht.status is S.ACTIEF


def test_looking_back_says_what_it_gave_and_what_comes_after(session, verleen, petra, nu):
    opdracht = verleen()
    vervullen.starten(session, opdracht, door=petra, nu=nu)
    vervullen.afronden(session, opdracht, op=D(2026, 10, 1), door=petra, nu=nu)
    for op, tekst in ((D(2026, 9, 1), "Veel"), (D(2027, 1, 1), "Veel"), (D(2026, 10, 5), " ")):
        with pytest.raises(OngeldigeInvoer):
            vervullen.evalueren(session, opdracht, op=op, evaluatie=tekst, door=petra, nu=nu)
    vervullen.evalueren(
        session, opdracht, op=D(2026, 10, 5), evaluatie="Veel", vervolg="Nieuwe opdracht", door=petra, nu=nu
    )
    assert (opdracht.status, opdracht.evaluatie, opdracht.vervolg) == (S.GEEVALUEERD, "Veel", "Nieuwe opdracht")


def test_after_the_end_a_holder_of_the_past_may_be_added_and_nobody_else(session, verleen, petra, nu):
    opdracht = verleen()
    vervullen.starten(session, opdracht, door=petra, nu=nu)
    vervullen.afronden(session, opdracht, op=D(2026, 10, 1), door=petra, nu=nu)
    wie = maak(session, Persoon)
    with pytest.raises(OngeldigeOvergang, match="01-10-2026"):
        vervullen.aanwijzen(session, opdracht, wie, van=D(2026, 10, 2), door=petra, nu=nu)
    vervullen.aanwijzen(session, opdracht, wie, van=D(2026, 2, 1), tot=D(2026, 3, 1), door=petra, nu=nu)
    assert houders(session, opdracht) == [(D(2026, 2, 1), D(2026, 3, 1))]


def test_the_same_holder_twice_or_before_the_mandate_begins_is_refused(session, verleen, petra, nu):
    opdracht, wie = verleen(), maak(session, Persoon)
    with pytest.raises(OngeldigeInvoer, match="begint pas op 01-01-2026"):
        vervullen.aanwijzen(session, opdracht, wie, van=D(2025, 12, 1), door=petra, nu=nu)
    vervullen.aanwijzen(session, opdracht, wie, van=D(2026, 1, 1), door=petra, nu=nu)
    with pytest.raises(AlGebeurd, match="al vanaf 01-01-2026"):
        vervullen.aanwijzen(session, opdracht, wie, van=D(2026, 1, 1), door=petra, nu=nu)


def test_a_colleague_follows_the_mandate_unless_the_account_is_closed(session, verleen, petra, bram, nu):
    opdracht = verleen()
    vervullen.toewijzen(session, opdracht, bram, door=petra, nu=nu)
    assert opdracht.eigenaar_id == bram.id
    weg = maak_gebruiker(session, "Weg", GebruikerRol.AMBASSADEUR, is_actief=False)
    with pytest.raises(OngeldigeInvoer, match="geen account"):
        vervullen.toewijzen(session, opdracht, weg, door=petra, nu=nu)
    vervullen.toewijzen(session, opdracht, None, door=petra, nu=nu)
    assert opdracht.eigenaar_id is None


def stappen(session, opdracht, door, nu):
    """Every step of a mandate, as somebody would take it."""
    wie = {"door": door, "nu": nu}
    jaren = iter(range(2030, 2040))
    return {
        "starten": lambda: vervullen.starten(session, opdracht, **wie),
        "verlengen": lambda: vervullen.verlengen(session, opdracht, tot=D(next(jaren), 1, 1), grond="Niet af", **wie),
        "afronden": lambda: vervullen.afronden(session, opdracht, op=D(2026, 10, 1), **wie),
        "evalueren": lambda: vervullen.evalueren(session, opdracht, op=D(2026, 10, 2), evaluatie="Goed", **wie),
    }


WEG = {S.GEPLAND: (), S.ACTIEF: ("starten",), S.VERLENGD: ("starten", "verlengen")}
WEG[S.AFGEROND] = ("starten", "afronden")
WEG[S.GEEVALUEERD] = (*WEG[S.AFGEROND], "evalueren")


@pytest.mark.parametrize("stap", ["starten", "verlengen", "afronden", "evalueren"])
@pytest.mark.parametrize("status", S)
def test_every_step_from_every_status_is_taken_or_refused_as_the_life_cycle_says(
    session, verleen, petra, nu, status, stap
):
    opdracht = verleen()
    daden = stappen(session, opdracht, petra, nu)
    for eerder in WEG[status]:
        daden[eerder]()
    session.flush()
    assert opdracht.status is status
    if status in Opdracht.LEVENSLOOP.stappen[stap].van:
        daden[stap]()
        session.flush()
        assert opdracht.status is Opdracht.LEVENSLOOP.stappen[stap].naar
    else:
        with pytest.raises(OngeldigeOvergang):
            daden[stap]()
        assert opdracht.status is status


@pytest.mark.parametrize("rol", [rol for rol in GebruikerRol if rol is not GebruikerRol.PROGRAMMAMANAGER])
def test_only_the_programme_manager_decides_about_mandates(session, verleen, petra, nu, rol):
    opdracht = verleen()
    ander = maak_gebruiker(session, "Ander", rol)
    opdracht.eigenaar_id = ander.id
    wie = {"door": ander, "nu": nu}
    daden = [
        *stappen(session, opdracht, ander, nu).values(),
        lambda: verleen(keten="hout", door=ander),
        lambda: vervullen.aanwijzen(session, opdracht, maak(session, Persoon), van=D(2026, 1, 1), **wie),
        lambda: vervullen.toewijzen(session, opdracht, ander, **wie),
    ]
    for daad in daden:
        with pytest.raises(NietToegestaan):
            daad()
    assert opdracht.status is S.GEPLAND


def test_every_refusal_leaves_the_mandate_as_it_was(session, verleen, petra, nu, logboek):
    opdracht = verleen()
    for daad in (
        lambda: vervullen.verlengen(session, opdracht, tot=D(2030, 1, 1), grond="x", door=petra, nu=nu),
        lambda: vervullen.afronden(session, opdracht, op=D(2026, 10, 1), door=petra, nu=nu),
    ):
        with pytest.raises(DomainError):
            daad()
    session.flush()
    assert (opdracht.status, opdracht.verlengingen, opdracht.afgerond_op) == (S.GEPLAND, [], None)
    assert logboek() == ["opdracht.verleend"]


def test_of_two_people_who_grant_the_same_mandate_at_once_one_is_told(database, nu):
    with database.transaction() as session:
        petra = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
        agendas = [maak(session, Programma).id for _ in range(2)]

    def verleen_bij(programma_id):
        try:
            with database.transaction() as session:
                programma = session.get(Programma, programma_id)
                vast = {"soort": OpdrachtSoort.KETENAANJAGER, "keten": "hout", "door": petra, "nu": nu}
                vervullen.verlenen(session, programma=programma, **vast)
        except AlGebeurd as weigering:
            return weigering.zin
        return "verleend"

    with ThreadPoolExecutor(max_workers=4) as samen:
        uitkomsten = list(samen.map(verleen_bij, agendas * 4))
    assert uitkomsten.count("verleend") == 1
    assert {zin[:26] for zin in uitkomsten} == {"verleend", "Deze opdracht is er al: ‘K"}


@pytest.mark.parametrize(
    ("soort", "keten", "gebied", "naam"),
    [
        ("ketenaanjager", "circulair bouw", "Noord-Holland Noord", "Ketenaanjager circulair bouw, Noord-Holland Noord"),
        ("werkambassadeur", None, "Noord-Holland", "Werkambassadeur, Noord-Holland"),
        ("circulair_ambassadeur", None, None, "Circulair ambassadeur"),
        ("aanjager_bedrijventerrein", "bedrijventerreinen", None, "Aanjager bedrijventerreinen"),
        ("aanjager_bedrijventerrein", "Bedrijventerrein Zuid", None, "Aanjager Bedrijventerrein Zuid"),
        ("aanjager_bedrijventerrein", "Waarderpolder", None, "Aanjager bedrijventerrein Waarderpolder"),
    ],
)
def test_a_mandate_is_called_what_people_call_it(soort, keten, gebied, naam):
    assert Opdracht(programma_id=1, soort=OpdrachtSoort(soort), keten=keten, gebied=gebied).naam == naam
