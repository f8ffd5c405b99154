"""Signals to GS: asked or unasked, and settled by somebody else than who gave them."""

import datetime as dt
import uuid

import pytest
from sqlmodel import select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import GebruikerRol, Opdracht, Signaal, SignaalStatus
from crm.workflows import signaal_geven
from tests.factories import maak, maak_gebruiker

S = SignaalStatus
D = dt.date


@pytest.fixture
def anna(session):
    return maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)


@pytest.fixture
def geef(session, programma, anna, nu):
    def doe(**anders):
        gegevens = {
            "programma": programma,
            "onderwerp": "Te weinig docenten",
            "tekst": "Er zijn er te weinig; spreek met het Rijk.",
            "gegeven_op": D(2026, 9, 1),
            "door": anna,
            "nu": nu,
        } | anders
        signaal = signaal_geven.geven(session, **gegevens)
        session.flush()
        return signaal

    return doe


def daden_van(session, signaal, door, nu):
    wie = {"door": door, "nu": nu}
    return {
        "agenderen": lambda: signaal_geven.agenderen(session, signaal, voor=D(2026, 10, 1), **wie),
        "behandelen": lambda: signaal_geven.behandelen(session, signaal, op=D(2026, 10, 2), uitkomst="Brief", **wie),
        "terzijde_leggen": lambda: signaal_geven.terzijde_leggen(session, signaal, reden="Niet aan ons", **wie),
    }


WEG = {S.NIEUW: (), S.GEAGENDEERD: ("agenderen",), S.BEHANDELD: ("agenderen", "behandelen"), S.TERZIJDE: ("terzijde_leggen",)}


def test_a_signal_is_unasked_unless_gs_put_a_question(session, geef, actie, coalitie, anna, logboek):
    opdracht = maak(session, Opdracht)
    ongevraagd = geef(opdracht=opdracht, actie=actie, coalitie=coalitie, vraag="  ")
    assert (ongevraagd.is_gevraagd, ongevraagd.vraag, ongevraagd.eigenaar_id) == (False, None, anna.id)
    assert (ongevraagd.opdracht_id, ongevraagd.actie_id, ongevraagd.coalitie_id) == (opdracht.id, actie.id, coalitie.id)
    gevraagd = geef(vraag="Hoe staat het met de docenten?")
    assert (gevraagd.is_gevraagd, gevraagd.status) == (True, S.NIEUW)
    assert logboek() == ["signaal.gegeven", "signaal.gegeven"]


def test_a_signal_is_given_today_unless_somebody_says_when(geef, nu):
    assert geef(gegeven_op=None).gegeven_op == nu.date()


@pytest.mark.parametrize(
    ("anders", "veld"),
    [({"onderwerp": " "}, "onderwerp"), ({"tekst": "\n"}, "tekst"), ({"gegeven_op": D(2026, 10, 15)}, "gegeven_op")],
    ids=str,
)
def test_what_is_no_signal_is_refused_at_its_field(geef, anders, veld):
    with pytest.raises(OngeldigeInvoer) as fout:
        geef(**anders)
    assert set(fout.value.velden) == {veld}


def test_the_same_form_sent_twice_is_one_signal(session, geef):
    kenmerk = uuid.uuid4()
    geef(kenmerk=kenmerk)
    with pytest.raises(AlGebeurd, match="al gegeven"):
        geef(kenmerk=kenmerk)
    assert len(session.exec(select(Signaal)).all()) == 1


@pytest.mark.parametrize("stap", ["agenderen", "behandelen", "terzijde_leggen"])
@pytest.mark.parametrize("status", S)
def test_every_step_from_every_status_is_taken_or_refused_as_the_life_cycle_says(
    session, geef, bram, nu, status, stap
):
    signaal = geef()
    daden = daden_van(session, signaal, bram, nu)
    for eerder in WEG[status]:
        daden[eerder]()
    session.flush()
    assert signaal.status is status
    if status in Signaal.LEVENSLOOP.stappen[stap].van:
        daden[stap]()
        session.flush()
        assert signaal.status is Signaal.LEVENSLOOP.stappen[stap].naar
    else:
        with pytest.raises(OngeldigeOvergang):
            daden[stap]()
        assert signaal.status is status


def test_what_came_of_it_is_kept(session, geef, bram, nu, logboek):
    behandeld, terzijde = geef(), geef()
    for stap in ("agenderen", "behandelen"):
        daden_van(session, behandeld, bram, nu)[stap]()
    daden_van(session, terzijde, bram, nu)["terzijde_leggen"]()
    session.flush()
    assert (behandeld.behandeld_op, behandeld.uitkomst) == (D(2026, 10, 2), "Brief")
    assert terzijde.reden == "Niet aan ons"
    assert logboek()[2:] == ["signaal.geagendeerd", "signaal.behandeld", "signaal.terzijde_gelegd"]


def test_days_and_words_that_cannot_be_are_refused(session, geef, bram, nu):
    signaal, wie = geef(), {"door": bram, "nu": nu}
    for voor in (D(2026, 8, 31), D(2029, 1, 1)):
        with pytest.raises(OngeldigeInvoer):
            signaal_geven.agenderen(session, signaal, voor=voor, **wie)
    signaal_geven.agenderen(session, signaal, voor=D(2026, 10, 1), **wie)
    for op, uitkomst in ((D(2026, 8, 31), "Brief"), (D(2026, 10, 15), "Brief"), (D(2026, 10, 1), " ")):
        with pytest.raises(OngeldigeInvoer):
            signaal_geven.behandelen(session, signaal, op=op, uitkomst=uitkomst, **wie)
    with pytest.raises(OngeldigeInvoer):
        signaal_geven.terzijde_leggen(session, signaal, reden=" ", **wie)
    assert signaal.status is S.GEAGENDEERD


def test_who_gives_a_signal_does_not_settle_it(session, geef, petra, bram, nu):
    signaal = geef(door=petra)
    daden_van(session, signaal, petra, nu)["agenderen"]()
    for stap in ("behandelen", "terzijde_leggen"):
        with pytest.raises(NietToegestaan, match="niet zelf"):
            daden_van(session, signaal, petra, nu)[stap]()
    daden_van(session, signaal, bram, nu)["behandelen"]()
    assert signaal.status is S.BEHANDELD


@pytest.mark.parametrize("rol", [GebruikerRol.BESTUURSADVISEUR, GebruikerRol.CONTROLLER, GebruikerRol.BEHEERDER, GebruikerRol.LEZER])
def test_only_who_works_in_the_field_gives_signals(session, geef, rol):
    with pytest.raises(NietToegestaan):
        geef(door=maak_gebruiker(session, "Ander", rol))


@pytest.mark.parametrize("rol", [GebruikerRol.AMBASSADEUR, GebruikerRol.CONTROLLER, GebruikerRol.BEHEERDER, GebruikerRol.LEZER])
def test_only_who_works_for_gs_takes_the_steps(session, geef, nu, rol):
    wie = maak_gebruiker(session, "Ander", rol)
    for stap, daad in daden_van(session, geef(), wie, nu).items():
        with pytest.raises(NietToegestaan):
            daad()
        assert stap
