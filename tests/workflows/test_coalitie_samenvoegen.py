"""Merging two coalities: who and what moves, what stays, and when it is refused."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.errors import NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Actie,
    Actiepunt,
    ActiepuntStatus,
    AfspraakStatus,
    Agendapunt,
    AgendapuntStatus,
    CaseStatus,
    CoalitieActie,
    CoalitieCampus,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Logboekregel,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Persoon,
    Programma,
    PurposeCase,
    Uitkomst,
)
from crm.queries.samenvoeging import mogelijke_doelen, samenvoeging
from crm.workflows import coalitie_vormen
from crm.workflows.coalitie_samenvoegen import samenvoegen
from tests.factories import EEN_DAG, maak
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def ander(session, programma):
    """The coalitie in which the other one goes on."""
    return maak(session, Ontwikkelcoalitie, programma=programma, nummer="5b", naam="Techniekhuis")


def voeg_samen(session, coalitie, ander, door, nu, reden="Zelfde partijen aan tafel"):
    samenvoegen(session, coalitie, in_=ander, reden=reden, door=door, nu=nu)
    session.flush()
    session.expire_all()


def leden(coalitie, dag):
    return {d.organisatie_id: str(d.rol) for d in coalitie.deelnemingen if d.geldt_op(dag)}


def test_the_old_one_has_ended_and_says_where_it_went(session, coalitie, ander, petra, nu, vandaag):
    voeg_samen(session, coalitie, ander, petra, nu)
    assert (coalitie.status, coalitie.beeindigd_op) == (CoalitieStatus.BEEINDIGD, vandaag)
    assert coalitie.reden == "Samengevoegd met 5b Techniekhuis: Zelfde partijen aan tafel"
    assert coalitie.opgegaan_in_id == ander.id
    assert ander.status is CoalitieStatus.VERKENNING


def test_who_takes_part_today_is_a_member_there_unless_in_it_already(
    session, coalitie, ander, petra, rom, onhn, nu, vandaag
):
    nieuw, weg = maak(session, Organisatie), maak(session, Organisatie)
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, rol=DeelnemerRol.AANJAGER)
    maak(session, Deelneming, coalitie=coalitie, organisatie=onhn)
    maak(session, Deelneming, coalitie=coalitie, organisatie=nieuw, rol=DeelnemerRol.ADVISEUR)
    maak(session, Deelneming, coalitie=coalitie, organisatie=weg, tot=dt.date(2026, 9, 30))
    maak(session, Deelneming, coalitie=ander, organisatie=onhn, rol=DeelnemerRol.AANJAGER)
    voeg_samen(session, coalitie, ander, petra, nu)
    morgen = vandaag + dt.timedelta(days=1)
    assert leden(ander, vandaag) == {onhn.id: "aanjager", rom.id: "lid", nieuw.id: "lid"}
    assert leden(coalitie, morgen) == {}
    assert len(leden(coalitie, vandaag)) == 3
    assert {d.tot for d in coalitie.deelnemingen} == {vandaag, dt.date(2026, 9, 30)}


def test_an_organisation_with_two_roles_joins_once_with_the_person_we_know(
    session, coalitie, ander, petra, rom, nu, vandaag
):
    jan = maak(session, Persoon)
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom)
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, persoon=jan, rol=DeelnemerRol.AANJAGER)
    voeg_samen(session, coalitie, ander, petra, nu)
    (lid,) = ander.deelnemingen
    assert (lid.organisatie_id, lid.persoon_id, lid.rol, lid.van) == (rom.id, jan.id, "lid", vandaag)


def test_who_was_to_join_later_joins_the_other_later(session, coalitie, ander, petra, rom, onhn, nu):
    straks = dt.date(2026, 12, 1)
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, van=straks, rol=DeelnemerRol.AANJAGER)
    maak(session, Deelneming, coalitie=coalitie, organisatie=onhn, van=straks)
    maak(session, Deelneming, coalitie=ander, organisatie=onhn)
    voeg_samen(session, coalitie, ander, petra, nu)
    assert leden(ander, straks) == {rom.id: "lid", onhn.id: "lid"}
    assert len(ander.deelnemingen) == 2


def test_acties_and_campuses_are_linked_there_once_and_the_old_links_stay(session, coalitie, ander, petra, nu):
    acties = [maak(session, Actie, programma_id=coalitie.programma_id, nummer=n) for n in ("1", "2")]
    campus = maak(session, Organisatie)
    for actie in acties:
        maak(session, CoalitieActie, coalitie=coalitie, actie=actie)
    maak(session, CoalitieActie, coalitie=ander, actie=acties[0])
    maak(session, CoalitieCampus, coalitie=coalitie, organisatie=campus)
    voeg_samen(session, coalitie, ander, petra, nu)
    for c in (coalitie, ander):
        van = select(CoalitieActie.actie_id).where(CoalitieActie.coalitie_id == c.id)
        assert set(session.exec(van)) == {actie.id for actie in acties}
        van = select(CoalitieCampus.organisatie_id).where(CoalitieCampus.coalitie_id == c.id)
        assert session.exec(van).all() == [campus.id]


def test_open_work_moves_and_closed_work_stays(session, coalitie, ander, petra, nu, logboek):
    open_ = maak(session, Partnerafspraak, coalitie=coalitie)
    dicht = maak(
        session, Partnerafspraak, coalitie=coalitie, status=AfspraakStatus.AFGEWEZEN, gronden="Nee",
        afgesloten_op=EEN_DAG, afgeschreven=12,
    )  # fmt: skip
    straks = maak(session, Overleg, coalitie=coalitie, begint_op=nu + dt.timedelta(days=3))
    vanmorgen = maak(session, Overleg, coalitie=coalitie, begint_op=nu - dt.timedelta(hours=1))
    gehouden = maak(session, Overleg, coalitie=coalitie, status=OverlegStatus.GEHOUDEN)
    belofte = maak(session, Actiepunt, overleg=gehouden)
    punt = maak(session, Agendapunt, coalitie=coalitie)
    klaar = maak(
        session, Agendapunt, coalitie=coalitie, status=AgendapuntStatus.VERVALLEN, reden="x", gesloten_op=EEN_DAG
    )
    voeg_samen(session, coalitie, ander, petra, nu)
    assert {n.coalitie_id for n in (open_, straks, punt)} == {ander.id}
    assert {n.coalitie_id for n in (dicht, vanmorgen, gehouden, klaar)} == {coalitie.id}
    assert (open_.status, punt.status) == (AfspraakStatus.GENOEMD, AgendapuntStatus.OPEN)
    assert (belofte.status, belofte.overleg_id) == (ActiepuntStatus.OPEN, gehouden.id)
    assert logboek() == [
        "partnerafspraak.verplaatst", "overleg.verplaatst", "agendapunt.verplaatst",
        "coalitie.beeindigd", "coalitie.samengevoegd",
    ]  # fmt: skip
    regel = session.exec(select(Logboekregel).order_by(Logboekregel.id)).first()
    assert (regel.voor["coalitie"], regel.na["coalitie"]) == (str(coalitie.uuid), str(ander.uuid))
    assert regel.reden == "Zelfde partijen aan tafel"


def test_without_members_or_work_it_works_too(session, coalitie, ander, petra, nu, logboek):
    voeg_samen(session, coalitie, ander, petra, nu)
    assert logboek() == ["coalitie.beeindigd", "coalitie.samengevoegd"]


# --- refusals ---


def weigering(session, coalitie, ander, petra, nu, soort=OngeldigeOvergang, **anders):
    with pytest.raises(soort) as fout:
        voeg_samen(session, coalitie, ander, petra, nu, **anders)
    assert coalitie.status is not CoalitieStatus.BEEINDIGD
    return fout.value


def test_not_with_itself_nor_with_one_of_another_agenda(session, coalitie, petra, nu):
    vreemd = maak(session, Ontwikkelcoalitie, programma=maak(session, Programma))
    for in_, zin in ((coalitie, "niet in zichzelf"), (vreemd, "andere agenda")):
        fout = weigering(session, coalitie, in_, petra, nu, OngeldigeInvoer)
        assert zin in fout.zin
        assert set(fout.velden) == {"in_"}


def test_not_without_a_reason(session, coalitie, ander, petra, nu):
    assert set(weigering(session, coalitie, ander, petra, nu, OngeldigeInvoer, reden="  ").velden) == {"reden"}


def test_not_into_one_that_has_ended_and_not_twice(session, coalitie, ander, petra, nu, vandaag):
    derde = maak(session, Ontwikkelcoalitie, programma_id=coalitie.programma_id, naam="Derde")
    coalitie_vormen.beeindigen(session, ander, op=vandaag, reden="Klaar", door=petra, nu=nu)
    assert "is beëindigd. Kies een coalitie die nog loopt" in weigering(session, coalitie, ander, petra, nu).zin
    voeg_samen(session, coalitie, derde, petra, nu)
    with pytest.raises(OngeldigeOvergang, match="niets meer"):
        voeg_samen(session, coalitie, derde, petra, nu)


def test_a_case_that_is_not_decided_as_stop_stays_with_its_coalitie(session, coalitie, ander, petra, nu):
    maak(session, PurposeCase, coalitie=coalitie)
    zin = weigering(session, coalitie, ander, petra, nu).zin
    assert "nog ‘concept’. Laat er eerst over besluiten" in zin
    assert "Of laat ‘5b Techniekhuis’ in deze coalitie opgaan" in zin


@pytest.mark.parametrize(("uitkomst", "mag"), [(Uitkomst.GO, False), (Uitkomst.STOP, True)])
def test_after_a_decision_only_a_stop_lets_it_go(session, coalitie, ander, petra, nu, uitkomst, mag):
    maak(
        session, PurposeCase, coalitie=coalitie, status=CaseStatus.BESLOTEN, uitkomst=uitkomst, ingediend_op=EEN_DAG,
        ingediend_door=petra, provincie_bij_indiening=1, totaal_bij_indiening=2,
    )  # fmt: skip
    if not mag:
        assert "heeft een go" in weigering(session, coalitie, ander, petra, nu).zin
        return
    voeg_samen(session, coalitie, ander, petra, nu)
    assert coalitie.opgegaan_in_id == ander.id


def test_the_case_of_the_other_is_no_obstacle(session, coalitie, ander, petra, nu):
    maak(session, PurposeCase, coalitie=ander)
    voeg_samen(session, coalitie, ander, petra, nu)
    assert coalitie.opgegaan_in_id == ander.id


def test_who_may_only_look_merges_nothing(session, coalitie, ander, lezer, nu):
    with pytest.raises(NietToegestaan):
        voeg_samen(session, coalitie, ander, lezer, nu)


# --- the preview ---


def test_the_preview_tells_what_will_happen(session, coalitie, ander, petra, rom, onhn, nu):
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom)
    maak(session, Deelneming, coalitie=coalitie, organisatie=onhn)
    maak(session, Deelneming, coalitie=ander, organisatie=onhn)
    gehouden = maak(session, Overleg, coalitie=coalitie, status=OverlegStatus.GEHOUDEN)
    maak(session, Actiepunt, overleg=gehouden)
    maak(session, Partnerafspraak, coalitie=coalitie)
    s = samenvoeging(session, coalitie, ander, nu)
    assert [d.organisatie.naam for d in s.komen] == ["ROM InWest"]
    assert [o.id for o in s.al_lid] == [onhn.id]
    assert (len(s.afspraken), s.actiepunten, len(s.overleggen)) == (1, 1, 0)


def test_one_can_go_on_in_the_open_ones_of_its_agenda(session, coalitie, ander, petra, nu, vandaag):
    tiende = maak(session, Ontwikkelcoalitie, programma_id=coalitie.programma_id, nummer="10")
    dicht = maak(session, Ontwikkelcoalitie, programma_id=coalitie.programma_id, nummer="1")
    maak(session, Ontwikkelcoalitie)
    coalitie_vormen.beeindigen(session, dicht, op=vandaag, reden="Klaar", door=petra, nu=nu)
    assert mogelijke_doelen(session, coalitie) == (ander, tiende)


def test_the_preview_costs_as_much_for_many_as_for_two(session, database, coalitie, ander, nu):
    def kosten(aantal):
        for _ in range(aantal):
            maak(session, Deelneming, coalitie=coalitie)
            maak(session, Deelneming, coalitie=ander)
            maak(session, Partnerafspraak, coalitie=coalitie)
            maak(session, CoalitieActie, coalitie=coalitie)
        session.flush()
        with tel_opdrachten(database.engine) as opdrachten:
            samenvoeging(session, coalitie, ander, nu)
        return len(opdrachten)

    assert kosten(2) == kosten(20) <= 12
