"""The yearly agenda of an ambassadeur: drafted, adopted by somebody else, discussed, worked through and closed."""

import datetime as dt
import uuid

import pytest
from sqlmodel import select

from crm.errors import AlGebeurd, DomainError, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import (
    Agendapunt,
    AgendapuntStatus,
    GebruikerRol,
    Logboekregel,
    Opdracht,
    OpdrachtStatus,
    Overleg,
    OverlegStatus,
    Werkagenda,
    WerkagendaStatus,
)
from crm.workflows import werkagenda_opstellen as opstellen
from tests.factories import maak, maak_gebruiker

W, P = WerkagendaStatus, AgendapuntStatus
D = dt.date
GS_DAG, PS_DAG = D(2026, 2, 1), D(2026, 3, 1)


@pytest.fixture
def anna(session):
    """The ambassadeur whose werkagenda it is."""
    return maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)


@pytest.fixture
def opdracht(session, programma, anna):
    return maak(session, Opdracht, programma=programma, eigenaar=anna, status=OpdrachtStatus.ACTIEF)


@pytest.fixture
def werkagenda(session, opdracht, anna, nu):
    return opstellen.beginnen(session, opdracht, jaar=2026, inleiding="Techniek", door=anna, nu=nu)


@pytest.fixture
def punt(session, werkagenda, anna, nu):
    return zet(session, werkagenda, anna, nu)


def zet(session, werkagenda, door, nu, omschrijving="Een brede tafel", **anders):
    gegevens = {"omschrijving": omschrijving, "kwartaal": 4} | anders
    punt = opstellen.punt_toevoegen(session, werkagenda, **gegevens, door=door, nu=nu)
    session.flush()
    return punt


def stel_vast(session, werkagenda, door, nu, op=GS_DAG):
    opstellen.vaststellen(session, werkagenda, op=op, gs_kenmerk="GS-26-12", door=door, nu=nu)
    session.flush()


def bespreek(session, werkagenda, door, nu, op=PS_DAG):
    opstellen.bespreken(session, werkagenda, op=op, ps_verslag="PS steunt het.", door=door, nu=nu)
    session.flush()


def test_there_is_one_werkagenda_a_year_and_the_owner_of_the_mandate_keeps_it(session, opdracht, petra, anna, nu):
    een = opstellen.beginnen(session, opdracht, jaar=2026, door=petra, nu=nu)
    assert (een.status, een.eigenaar_id) == (W.CONCEPT, anna.id)
    with pytest.raises(AlGebeurd, match="Voor 2026 is er al"):
        opstellen.beginnen(session, opdracht, jaar=2026, door=petra, nu=nu)
    assert opstellen.beginnen(session, opdracht, jaar=2027, eigenaar=petra, door=petra, nu=nu).eigenaar_id == petra.id


def test_without_an_owner_it_is_of_who_begins_it(session, opdracht, petra, nu):
    opdracht.eigenaar_id = None
    assert opstellen.beginnen(session, opdracht, jaar=2026, door=petra, nu=nu).eigenaar_id == petra.id


def test_no_werkagenda_for_a_mandate_that_has_ended_or_a_year_that_nobody_means(session, opdracht, anna, nu):
    for jaar in (1999, 2101):
        with pytest.raises(OngeldigeInvoer, match="2000 tot en met 2100"):
            opstellen.beginnen(session, opdracht, jaar=jaar, door=anna, nu=nu)
    klaar = maak(session, Opdracht, status=OpdrachtStatus.AFGEROND, afgerond_op=D(2026, 1, 1), eigenaar=anna)
    with pytest.raises(OngeldigeOvergang, match="afgerond"):
        opstellen.beginnen(session, klaar, jaar=2026, door=anna, nu=nu)


def test_points_are_added_changed_and_struck_while_it_is_a_draft(
    session, werkagenda, punt, actie, coalitie, anna, nu, logboek
):
    tweede = zet(session, werkagenda, anna, nu, "Bij de campussen langs", actie=actie, coalitie=coalitie)
    assert [p.volgorde for p in werkagenda.punten] == [1, 2]
    assert (tweede.actie_id, tweede.coalitie_id) == (actie.id, coalitie.id)
    opstellen.punt_wijzigen(
        session, tweede, omschrijving=" Langs alle campussen ", kwartaal=2, versie=tweede.versie, door=anna, nu=nu
    )
    assert (tweede.omschrijving, tweede.kwartaal, tweede.actie_id) == ("Langs alle campussen", 2, None)
    opstellen.punt_schrappen(session, punt, door=anna, nu=nu)
    assert [p.omschrijving for p in werkagenda.punten] == ["Langs alle campussen"]
    regel = session.exec(select(Logboekregel).where(Logboekregel.handeling == "werkagenda.punt_geschrapt")).one()
    assert regel.voor["omschrijving"] == "Een brede tafel"
    assert logboek()[-2:] == ["agendapunt.gewijzigd", "werkagenda.punt_geschrapt"]


def test_a_struck_place_is_not_given_away_twice(session, werkagenda, punt, anna, nu):
    tweede = zet(session, werkagenda, anna, nu)
    opstellen.punt_schrappen(session, punt, door=anna, nu=nu)
    assert zet(session, werkagenda, anna, nu).volgorde == tweede.volgorde + 1


def test_who_looked_at_an_older_version_of_a_point_overwrites_nothing(session, punt, anna, nu):
    gezien = punt.versie
    opstellen.punt_wijzigen(session, punt, omschrijving="Eerst", kwartaal=1, versie=gezien, door=anna, nu=nu)
    session.flush()
    with pytest.raises(Verouderd):
        opstellen.punt_wijzigen(session, punt, omschrijving="Later", kwartaal=1, versie=gezien, door=anna, nu=nu)
    assert punt.omschrijving == "Eerst"


def test_the_same_point_sent_twice_stands_there_once(session, werkagenda, anna, nu):
    kenmerk = uuid.uuid4()
    zet(session, werkagenda, anna, nu, kenmerk=kenmerk)
    with pytest.raises(AlGebeurd, match="staat er al"):
        zet(session, werkagenda, anna, nu, kenmerk=kenmerk)
    assert len(session.exec(select(Agendapunt)).all()) == 1


@pytest.mark.parametrize(("omschrijving", "kwartaal", "veld"), [(" ", 1, "omschrijving"), ("x", 0, "kwartaal"), ("x", 5, "kwartaal")])
def test_a_point_has_words_and_a_quarter(session, werkagenda, punt, anna, nu, omschrijving, kwartaal, veld):
    with pytest.raises(OngeldigeInvoer) as fout:
        zet(session, werkagenda, anna, nu, omschrijving, kwartaal=kwartaal)
    assert set(fout.value.velden) == {veld}
    with pytest.raises(OngeldigeInvoer):
        opstellen.punt_wijzigen(session, punt, omschrijving=omschrijving, kwartaal=kwartaal, door=anna, nu=nu)


def test_it_is_adopted_by_another_person_than_the_owner(session, werkagenda, punt, anna, petra, bram, nu, logboek):
    with pytest.raises(NietToegestaan):
        stel_vast(session, werkagenda, anna, nu)
    werkagenda.eigenaar_id = petra.id
    with pytest.raises(NietToegestaan, match="niet zelf"):
        stel_vast(session, werkagenda, petra, nu)
    stel_vast(session, werkagenda, bram, nu)
    assert (werkagenda.status, werkagenda.vastgesteld_op, werkagenda.gs_kenmerk) == (W.VASTGESTELD, D(2026, 2, 1), "GS-26-12")
    assert logboek()[-1] == "werkagenda.vastgesteld"


def test_an_empty_werkagenda_is_not_adopted_and_nothing_happens_tomorrow(session, werkagenda, anna, bram, nu):
    with pytest.raises(OngeldigeOvergang, match="nog geen punt"):
        stel_vast(session, werkagenda, bram, nu)
    punt = zet(session, werkagenda, anna, nu)
    with pytest.raises(OngeldigeInvoer, match="moet nog komen"):
        stel_vast(session, werkagenda, bram, nu, op=D(2026, 12, 1))
    punt.sluiten("vervallen", D(2026, 1, 5), "De coalitie stopte")
    with pytest.raises(OngeldigeOvergang, match="nog geen punt"):
        stel_vast(session, werkagenda, bram, nu)


def test_after_adoption_the_text_is_fixed(session, werkagenda, punt, anna, bram, nu):
    stel_vast(session, werkagenda, bram, nu)
    for daad in (
        lambda: zet(session, werkagenda, anna, nu),
        lambda: opstellen.punt_wijzigen(session, punt, omschrijving="Anders", kwartaal=1, door=anna, nu=nu),
        lambda: opstellen.punt_schrappen(session, punt, door=anna, nu=nu),
        lambda: opstellen.inleiding_wijzigen(session, werkagenda, inleiding="Anders", door=anna, nu=nu),
    ):
        with pytest.raises(OngeldigeOvergang, match="al vastgesteld"):
            daad()
    assert [p.omschrijving for p in werkagenda.punten] == ["Een brede tafel"]


def test_the_introduction_of_a_draft_may_change(session, werkagenda, anna, nu):
    opstellen.inleiding_wijzigen(session, werkagenda, inleiding="Zorg", door=anna, nu=nu)
    assert werkagenda.inleiding == "Zorg"


def test_ps_discusses_what_gs_adopted(session, werkagenda, punt, bram, nu):
    with pytest.raises(OngeldigeOvergang):
        bespreek(session, werkagenda, bram, nu)
    stel_vast(session, werkagenda, bram, nu)
    with pytest.raises(OngeldigeInvoer, match="pas op 01-02-2026 vastgesteld"):
        bespreek(session, werkagenda, bram, nu, op=D(2026, 1, 1))
    with pytest.raises(OngeldigeInvoer, match="Schrijf op wat PS ervan vond"):
        opstellen.bespreken(session, werkagenda, op=D(2026, 3, 1), ps_verslag=" ", door=bram, nu=nu)
    bespreek(session, werkagenda, bram, nu)
    assert (werkagenda.status, werkagenda.ps_verslag) == (W.BESPROKEN, "PS steunt het.")


def test_a_point_is_there_when_something_shows_it(session, werkagenda, punt, anna, bram, nu, logboek):
    with pytest.raises(OngeldigeOvergang, match="nog niet vastgesteld"):
        opstellen.punt_realiseren(session, punt, op=D(2026, 9, 1), bewijs="Verslag", door=anna, nu=nu)
    stel_vast(session, werkagenda, bram, nu)
    gepland, gehouden = maak(session, Overleg), maak(session, Overleg, status=OverlegStatus.GEHOUDEN)
    for anders, veld in (
        ({"bewijs": " "}, "bewijs"),
        ({"op": D(2026, 12, 1)}, "op"),
        ({"op": D(2006, 9, 1)}, "op"),
        ({"overleg": gepland}, "overleg"),
    ):
        gegevens = {"op": D(2026, 9, 1), "bewijs": "Verslag"} | anders
        with pytest.raises(OngeldigeInvoer) as fout:
            opstellen.punt_realiseren(session, punt, **gegevens, door=anna, nu=nu)
        assert set(fout.value.velden) == {veld}
    opstellen.punt_realiseren(
        session, punt, op=D(2026, 9, 1), bewijs="Verslag", overleg=gehouden, door=anna, nu=nu
    )
    session.flush()
    assert (punt.status, punt.gerealiseerd_op, punt.overleg_id) == (P.GEREALISEERD, D(2026, 9, 1), gehouden.id)
    assert logboek()[-1] == "agendapunt.gerealiseerd"


def test_a_point_that_moves_on_comes_along_when_next_year_begins(session, opdracht, werkagenda, punt, actie, anna, bram, nu):
    ander = zet(session, werkagenda, anna, nu, "Komt niet meer", actie=actie)
    mee = zet(session, werkagenda, anna, nu, "Gaat mee", actie=actie, beoogd="Een plan")
    stel_vast(session, werkagenda, bram, nu)
    opstellen.punt_sluiten(session, ander, stap="vervallen", reden="Geen geld", door=anna, nu=nu)
    assert opstellen.punt_sluiten(session, mee, stap="doorschuiven", reden="Vertraging", door=anna, nu=nu) is None
    session.flush()
    volgend = opstellen.beginnen(session, opdracht, jaar=2027, door=anna, nu=nu)
    session.flush()
    (nieuw,) = volgend.punten
    assert (nieuw.omschrijving, nieuw.beoogd, nieuw.actie_id, nieuw.vorig_id) == ("Gaat mee", "Een plan", actie.id, mee.id)
    assert (nieuw.kwartaal, nieuw.status, nieuw.volgorde) == (1, P.OPEN, 1)
    assert (ander.status, ander.reden, punt.status) == (P.VERVALLEN, "Geen geld", P.OPEN)


def test_a_point_moves_on_to_a_draft_that_is_there_already_and_to_no_adopted_one(
    session, opdracht, werkagenda, punt, anna, bram, nu
):
    tweede = zet(session, werkagenda, anna, nu, "Nog een")
    stel_vast(session, werkagenda, bram, nu)
    volgend = opstellen.beginnen(session, opdracht, jaar=2027, door=anna, nu=nu)
    zet(session, volgend, anna, nu, "Stond er al")
    nieuw = opstellen.punt_sluiten(session, punt, stap="doorschuiven", reden="Later", door=anna, nu=nu)
    session.flush()
    assert (nieuw.werkagenda_id, nieuw.vorig_id, nieuw.volgorde) == (volgend.id, punt.id, 2)
    stel_vast(session, volgend, bram, nu)
    with pytest.raises(OngeldigeOvergang, match="2027 is al vastgesteld"):
        opstellen.punt_sluiten(session, tweede, stap="doorschuiven", reden="Later", door=anna, nu=nu)
    assert tweede.status is P.OPEN


def test_a_point_closes_in_one_of_two_ways_with_a_reason(session, werkagenda, punt, anna, bram, nu):
    with pytest.raises(OngeldigeOvergang, match="nog niet vastgesteld"):
        opstellen.punt_sluiten(session, punt, stap="vervallen", reden="Zomaar", door=anna, nu=nu)
    stel_vast(session, werkagenda, bram, nu)
    for stap, reden, veld in (("realiseren", "x", "stap"), ("onzin", "x", "stap"), ("vervallen", " ", "reden")):
        with pytest.raises(OngeldigeInvoer) as fout:
            opstellen.punt_sluiten(session, punt, stap=stap, reden=reden, door=anna, nu=nu)
        assert set(fout.value.velden) == {veld}


def test_a_point_goes_on_with_one_of_the_year_before_of_the_same_mandate(session, opdracht, werkagenda, punt, anna, bram, nu):
    stel_vast(session, werkagenda, bram, nu)
    volgend = opstellen.beginnen(session, opdracht, jaar=2027, door=anna, nu=nu)
    vreemd = maak(session, Agendapunt, werkagenda=maak(session, Werkagenda, jaar=2026))
    with pytest.raises(OngeldigeInvoer, match="dezelfde opdracht"):
        zet(session, volgend, anna, nu, vorig=vreemd)
    with pytest.raises(OngeldigeInvoer, match="staat nog open"):
        zet(session, volgend, anna, nu, vorig=punt)
    opstellen.punt_realiseren(session, punt, op=D(2026, 9, 1), bewijs="Verslag", door=anna, nu=nu)
    assert zet(session, volgend, anna, nu, vorig=punt).vorig_id == punt.id
    with pytest.raises(AlGebeurd):
        zet(session, volgend, anna, nu, vorig=punt)


def test_a_year_is_closed_when_nothing_is_open(session, werkagenda, punt, anna, bram, nu, logboek):
    stel_vast(session, werkagenda, bram, nu)
    bespreek(session, werkagenda, bram, nu)
    with pytest.raises(OngeldigeOvergang, match="Eén punt staat nog open"):
        opstellen.afsluiten(session, werkagenda, op=D(2026, 10, 1), door=anna, nu=nu)
    opstellen.punt_sluiten(session, punt, stap="doorschuiven", reden="Later", door=anna, nu=nu)
    for op in (D(2026, 2, 1), D(2026, 12, 31)):
        with pytest.raises(OngeldigeInvoer):
            opstellen.afsluiten(session, werkagenda, op=op, door=anna, nu=nu)
    opstellen.afsluiten(session, werkagenda, op=D(2026, 10, 1), door=anna, nu=nu)
    session.flush()
    assert (werkagenda.status, logboek()[-1]) == (W.AFGESLOTEN, "werkagenda.afgesloten")
    for daad in (
        lambda: zet(session, werkagenda, anna, nu),
        lambda: opstellen.punt_realiseren(session, punt, op=D(2026, 9, 1), bewijs="x", door=anna, nu=nu),
        lambda: opstellen.punt_sluiten(session, punt, stap="vervallen", reden="x", door=anna, nu=nu),
    ):
        with pytest.raises(OngeldigeOvergang):
            daad()


def daden_van(session, werkagenda, punt, eigenaar, ander, nu):
    """Every step of a werkagenda, as somebody would take it."""
    return {
        "vaststellen": lambda: stel_vast(session, werkagenda, ander, nu),
        "bespreken": lambda: bespreek(session, werkagenda, ander, nu),
        "afsluiten": lambda: opstellen.afsluiten(session, werkagenda, op=D(2026, 10, 1), door=eigenaar, nu=nu),
    }


WEG = {W.CONCEPT: (), W.VASTGESTELD: ("vaststellen",), W.BESPROKEN: ("vaststellen", "bespreken")}
WEG[W.AFGESLOTEN] = (*WEG[W.BESPROKEN], "afsluiten")


@pytest.mark.parametrize("stap", ["vaststellen", "bespreken", "afsluiten"])
@pytest.mark.parametrize("status", W)
def test_every_step_from_every_status_is_taken_or_refused_as_the_life_cycle_says(
    session, werkagenda, punt, anna, bram, nu, status, stap
):
    daden = daden_van(session, werkagenda, punt, anna, bram, nu)
    for eerder in WEG[status]:
        if eerder == "afsluiten":
            opstellen.punt_sluiten(session, punt, stap="vervallen", reden="x", door=anna, nu=nu)
        daden[eerder]()
    if stap == "afsluiten" and status is W.BESPROKEN:
        opstellen.punt_sluiten(session, punt, stap="vervallen", reden="x", door=anna, nu=nu)
    assert werkagenda.status is status
    if status in Werkagenda.LEVENSLOOP.stappen[stap].van:
        daden[stap]()
        session.flush()
        assert werkagenda.status is Werkagenda.LEVENSLOOP.stappen[stap].naar
    else:
        with pytest.raises(OngeldigeOvergang):
            daden[stap]()
        assert werkagenda.status is status


@pytest.mark.parametrize("tweede", ["realiseren", "vervallen", "doorschuiven"])
@pytest.mark.parametrize("eerste", ["realiseren", "vervallen", "doorschuiven"])
def test_a_point_that_is_closed_stays_closed(session, werkagenda, punt, anna, bram, nu, eerste, tweede):
    stel_vast(session, werkagenda, bram, nu)

    def neem(stap):
        if stap == "realiseren":
            opstellen.punt_realiseren(session, punt, op=D(2026, 9, 1), bewijs="Verslag", door=anna, nu=nu)
        else:
            opstellen.punt_sluiten(session, punt, stap=stap, reden="Daarom", door=anna, nu=nu)

    neem(eerste)
    session.flush()
    was = punt.status
    with pytest.raises(OngeldigeOvergang):
        neem(tweede)
    assert punt.status is was


def test_a_stranger_keeps_nobody_s_werkagenda(session, opdracht, werkagenda, punt, lezer, bram, nu):
    adviseur = maak_gebruiker(session, "Gerda", GebruikerRol.BESTUURSADVISEUR)
    stel_vast(session, werkagenda, bram, nu)
    for wie in (lezer, adviseur):
        for daad in (
            lambda wie=wie: opstellen.beginnen(session, opdracht, jaar=2027, door=wie, nu=nu),
            lambda wie=wie: zet(session, werkagenda, wie, nu),
            lambda wie=wie: opstellen.punt_wijzigen(session, punt, omschrijving="x", kwartaal=1, door=wie, nu=nu),
            lambda wie=wie: opstellen.punt_schrappen(session, punt, door=wie, nu=nu),
            lambda wie=wie: opstellen.inleiding_wijzigen(session, werkagenda, inleiding="x", door=wie, nu=nu),
            lambda wie=wie: opstellen.punt_realiseren(session, punt, op=D(2026, 9, 1), bewijs="x", door=wie, nu=nu),
            lambda wie=wie: opstellen.punt_sluiten(session, punt, stap="vervallen", reden="x", door=wie, nu=nu),
            lambda wie=wie: opstellen.afsluiten(session, werkagenda, op=D(2026, 10, 1), door=wie, nu=nu),
        ):
            with pytest.raises(NietToegestaan):
                daad()
    with pytest.raises(NietToegestaan):
        bespreek(session, werkagenda, lezer, nu)


@pytest.mark.parametrize("rol", [GebruikerRol.AMBASSADEUR, GebruikerRol.CONTROLLER, GebruikerRol.BEHEERDER, GebruikerRol.LEZER])
def test_only_who_works_for_gs_records_what_gs_and_ps_did(session, werkagenda, punt, nu, rol):
    wie = maak_gebruiker(session, "Ander", rol)
    for daad in (stel_vast, bespreek):
        with pytest.raises(NietToegestaan):
            daad(session, werkagenda, wie, nu)


def test_a_refusal_changes_nothing(session, werkagenda, punt, anna, bram, nu, logboek):
    for daad in (
        lambda: bespreek(session, werkagenda, bram, nu),
        lambda: opstellen.afsluiten(session, werkagenda, op=D(2026, 10, 1), door=anna, nu=nu),
        lambda: opstellen.punt_realiseren(session, punt, op=D(2026, 9, 1), bewijs="x", door=anna, nu=nu),
    ):
        with pytest.raises(DomainError):
            daad()
    session.flush()
    assert (werkagenda.status, punt.status, logboek()) == (W.CONCEPT, P.OPEN, ["werkagenda.begonnen", "agendapunt.toegevoegd"])
