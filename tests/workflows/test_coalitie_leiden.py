"""The later life of a coalitie: a go, another aanjager, rounding off, keeping it up to date."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import (
    Actie,
    Actiepunt,
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
    Partnerafspraak,
    Persoon,
    Programma,
    PurposeCase,
    Uitkomst,
)
from crm.workflows import coalitie_bijhouden, coalitie_vormen
from tests.factories import EEN_DAG, maak, maak_gebruiker

AANJAGER = DeelnemerRol.AANJAGER


def case(session, coalitie, uitkomst=None, status=CaseStatus.BESLOTEN):
    """A case of this coalitie that the gate has decided on, or that is still a concept."""
    if uitkomst is None:
        return maak(session, PurposeCase, coalitie=coalitie)
    wie = maak_gebruiker(session, f"Indiener {uuid.uuid4()}")
    anders = {"in_uitvoering_op": EEN_DAG} if status is CaseStatus.IN_UITVOERING else {}
    return maak(
        session, PurposeCase, coalitie=coalitie, status=status, uitkomst=uitkomst, ingediend_op=EEN_DAG,
        ingediend_door=wie, provincie_bij_indiening=1, totaal_bij_indiening=2, **anders,
    )  # fmt: skip


@pytest.fixture
def in_case(session, programma):
    """A coalitie that works on its purpose case."""
    return maak(session, Ontwikkelcoalitie, programma=programma, status=CoalitieStatus.PURPOSE_CASE)


@pytest.fixture
def lopend(session, in_case, petra, nu):
    """A coalitie that carries out its case."""
    case(session, in_case, Uitkomst.GO)
    coalitie_vormen.uitvoeren(session, in_case, door=petra, nu=nu)
    session.flush()
    return in_case


# --- to uitvoering: only with a go ---


@pytest.mark.parametrize("uitkomst", [Uitkomst.GO, Uitkomst.GO_ONDER_VOORWAARDEN])
def test_with_a_go_the_coalitie_and_its_case_are_in_uitvoering(
    session, in_case, petra, nu, vandaag, logboek, uitkomst
):
    zaak = case(session, in_case, uitkomst)
    coalitie_vormen.uitvoeren(session, in_case, door=petra, nu=nu)
    session.flush()
    assert in_case.status is CoalitieStatus.UITVOERING
    assert (zaak.status, zaak.in_uitvoering_op) == (CaseStatus.IN_UITVOERING, vandaag)
    assert logboek() == ["purpose_case.in_uitvoering", "coalitie.uitvoering"]


def test_a_case_that_was_in_uitvoering_already_is_left_as_it_is(session, in_case, petra, nu, logboek):
    zaak = case(session, in_case, Uitkomst.GO, CaseStatus.IN_UITVOERING)
    coalitie_vormen.uitvoeren(session, in_case, door=petra, nu=nu)
    assert (in_case.status, zaak.in_uitvoering_op) == (CoalitieStatus.UITVOERING, EEN_DAG)
    assert logboek() == ["coalitie.uitvoering"]


def test_without_a_go_the_refusal_says_what_to_do_first(session, in_case, petra, nu):
    def weigering():
        with pytest.raises(OngeldigeOvergang) as fout:
            coalitie_vormen.uitvoeren(session, in_case, door=petra, nu=nu)
        return fout.value.zin

    assert "Stel eerst een purpose case op." in weigering()
    zaak = case(session, in_case)
    assert "nog ‘concept’; laat er eerst over besluiten" in weigering()
    session.delete(zaak)
    session.flush()
    case(session, in_case, Uitkomst.STOP)
    assert "‘stop’ besloten; stel eerst een nieuwe op" in weigering()
    assert in_case.status is CoalitieStatus.PURPOSE_CASE


def test_a_new_case_after_a_stop_is_the_one_that_counts(session, in_case, petra, nu):
    case(session, in_case, Uitkomst.STOP)
    case(session, in_case, Uitkomst.GO)
    coalitie_vormen.uitvoeren(session, in_case, door=petra, nu=nu)
    assert in_case.status is CoalitieStatus.UITVOERING


def test_from_another_status_there_is_no_uitvoering(session, coalitie, petra, nu):
    case(session, coalitie, Uitkomst.GO)
    with pytest.raises(OngeldigeOvergang, match="purpose case"):
        coalitie_vormen.uitvoeren(session, coalitie, door=petra, nu=nu)


@pytest.mark.parametrize("status", ["uitvoering", "afgerond"])
@pytest.mark.parametrize("uitkomst", [None, Uitkomst.STOP])
def test_the_database_itself_refuses_uitvoering_without_a_go(session, in_case, status, uitkomst):
    case(session, in_case, uitkomst)
    zet = sa.text("UPDATE ontwikkelcoalitie SET status = :status, afgerond_op = :dag WHERE id = :id")
    waarden = {"status": status, "dag": EEN_DAG.isoformat() if status == "afgerond" else None, "id": in_case.id}
    with pytest.raises(sa.exc.IntegrityError, match="purpose case met een go"):
        session.execute(zet, waarden)


def test_the_database_refuses_a_new_coalitie_in_uitvoering_too(session, programma):
    with pytest.raises(sa.exc.IntegrityError, match="purpose case met een go"):
        maak(session, Ontwikkelcoalitie, programma=programma, status=CoalitieStatus.UITVOERING)


# --- rounding off ---


def test_what_is_open_keeps_a_coalitie_from_being_rounded_off_and_is_named(session, lopend, petra, nu, vandaag):
    for naam in ("Stages", "Uren", "Machines"):
        maak(session, Partnerafspraak, coalitie=lopend, omschrijving=naam)
    overleg = maak(session, Overleg, coalitie=lopend)
    maak(session, Actiepunt, overleg=overleg, omschrijving="Bellen")
    with pytest.raises(OngeldigeOvergang) as fout:
        coalitie_vormen.afronden(session, lopend, op=vandaag, door=petra, nu=nu)
    assert fout.value.zin == (
        "Afronden kan nog niet: er staan nog 3 partnerafspraken en 1 actiepunt open, namelijk "
        "‘Stages’, ‘Uren’, ‘Machines’ en nog 1. Sluit die eerst af."
    )


def test_one_thing_open_is_said_in_the_singular(session, lopend, petra, nu, vandaag):
    maak(session, Partnerafspraak, coalitie=lopend)
    with pytest.raises(OngeldigeOvergang, match="er staat nog 1 partnerafspraak open, namelijk ‘Stageplekken’"):
        coalitie_vormen.afronden(session, lopend, op=vandaag, door=petra, nu=nu)


def test_with_nothing_open_it_is_rounded_off_and_a_point_of_a_werkagenda_stays(
    session, lopend, petra, nu, vandaag, logboek
):
    punt = maak(session, Agendapunt, coalitie=lopend)
    coalitie_vormen.afronden(session, lopend, op=vandaag, door=petra, nu=nu)
    session.flush()
    assert (lopend.status, lopend.afgerond_op) == (CoalitieStatus.AFGEROND, vandaag)
    assert punt.status is AgendapuntStatus.OPEN
    assert logboek()[-1] == "coalitie.afgerond"


def test_rounding_off_is_not_for_a_day_ahead_nor_before_the_founding(session, lopend, petra, nu, vandaag):
    lopend.opgericht_op = dt.date(2026, 9, 1)
    for dag, zin in ((vandaag + dt.timedelta(days=1), "moet nog komen"), (dt.date(2026, 8, 1), "pas op 01-09-2026")):
        with pytest.raises(OngeldigeInvoer, match=zin) as fout:
            coalitie_vormen.afronden(session, lopend, op=dag, door=petra, nu=nu)
        assert set(fout.value.velden) == {"op"}


def test_only_what_is_in_uitvoering_can_be_rounded_off(session, coalitie, petra, nu, vandaag):
    with pytest.raises(OngeldigeOvergang, match="uitvoering"):
        coalitie_vormen.afronden(session, coalitie, op=vandaag, door=petra, nu=nu)


# --- handing over the aanjager ---


def draagt_over(session, coalitie, organisatie, door, nu, **anders):
    gegevens = {"organisatie": organisatie, "van": nu.date()} | anders
    return coalitie_vormen.overdragen(session, coalitie, door=door, nu=nu, **gegevens)


def rollen(coalitie, dag):
    return {(d.organisatie_id, str(d.rol)) for d in coalitie.deelnemingen if d.geldt_op(dag)}


def test_the_new_aanjager_takes_over_and_the_old_one_stays_as_a_member(
    session, coalitie, petra, rom, onhn, nu, vandaag
):
    gisteren = vandaag - dt.timedelta(days=1)
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, rol=AANJAGER, van=EEN_DAG)
    maak(session, Deelneming, coalitie=coalitie, organisatie=onhn, van=EEN_DAG)
    draagt_over(session, coalitie, onhn, petra, nu, toelichting="Pensioen van de vorige")
    session.flush()
    session.refresh(coalitie)
    assert rollen(coalitie, gisteren) == {(rom.id, "aanjager"), (onhn.id, "lid")}
    assert rollen(coalitie, vandaag) == {(onhn.id, "aanjager"), (rom.id, "lid")}
    regel = session.exec(select(Logboekregel).order_by(Logboekregel.id.desc())).first()
    assert (regel.handeling, regel.reden) == ("coalitie.overgedragen", "Pensioen van de vorige")
    assert (regel.voor["organisatie"], regel.na["organisatie"]) == (rom.naam, onhn.naam)


def test_an_aanjager_who_is_a_member_already_is_no_member_twice(session, coalitie, petra, rom, onhn, nu, vandaag):
    for rol in (AANJAGER, DeelnemerRol.LID):
        maak(session, Deelneming, coalitie=coalitie, organisatie=rom, rol=rol, van=EEN_DAG)
    draagt_over(session, coalitie, onhn, petra, nu)
    session.flush()
    assert len([d for d in coalitie.deelnemingen if d.organisatie_id == rom.id and d.geldt_op(vandaag)]) == 1


def test_a_hand_over_may_lie_ahead(session, coalitie, petra, rom, onhn, nu, vandaag):
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, rol=AANJAGER, van=EEN_DAG)
    straks = vandaag + dt.timedelta(days=30)
    draagt_over(session, coalitie, onhn, petra, nu, van=straks)
    assert coalitie.aanjager(vandaag).organisatie_id == rom.id
    assert coalitie.aanjager(straks).organisatie_id == onhn.id


def test_another_person_of_the_same_organisation_may_take_over(session, coalitie, petra, rom, nu, vandaag):
    jan, piet = maak(session, Persoon), maak(session, Persoon)
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, persoon=jan, rol=AANJAGER, van=EEN_DAG)
    draagt_over(session, coalitie, rom, petra, nu, persoon=piet)
    assert coalitie.aanjager(vandaag).persoon_id == piet.id


def test_without_an_aanjager_there_is_nothing_to_hand_over(session, coalitie, petra, rom, nu):
    with pytest.raises(OngeldigeOvergang, match="Wijs er eerst een aan"):
        draagt_over(session, coalitie, rom, petra, nu)


def test_the_aanjager_does_not_take_over_from_itself(session, coalitie, petra, rom, nu):
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, rol=AANJAGER, van=EEN_DAG)
    with pytest.raises(AlGebeurd):
        draagt_over(session, coalitie, rom, petra, nu)


def test_an_ended_coalitie_has_nothing_to_hand_over(session, coalitie, petra, rom, nu, vandaag):
    maak(session, Deelneming, coalitie=coalitie, organisatie=rom, rol=AANJAGER, van=EEN_DAG)
    coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="Klaar", door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang, match="over te dragen"):
        draagt_over(session, coalitie, rom, petra, nu)


# --- founding ---


def test_the_same_form_founds_one_coalitie(session, programma, petra, nu):
    kenmerk = uuid.uuid4()
    gegevens = {"programma": programma, "naam": "Nieuw", "kenmerk": kenmerk, "door": petra, "nu": nu}
    assert coalitie_vormen.oprichten(session, **gegevens).uuid == kenmerk
    with pytest.raises(AlGebeurd, match="staat er al"):
        coalitie_vormen.oprichten(session, **gegevens)
    assert len(session.exec(select(Ontwikkelcoalitie)).all()) == 1


def test_a_coalitie_is_not_founded_on_an_actie_of_another_agenda(session, programma, petra, nu):
    vreemd = maak(session, Actie, programma=maak(session, Programma), nummer="9")
    with pytest.raises(OngeldigeInvoer, match="Actie 9 hoort bij een andere agenda") as fout:
        coalitie_vormen.oprichten(session, programma=programma, naam="Nieuw", acties=[vreemd], door=petra, nu=nu)
    assert set(fout.value.velden) == {"acties"}


# --- keeping it up to date ---


def test_name_number_and_aim_change_and_the_log_has_both(session, coalitie, petra, nu):
    nieuw = {"naam": "  Loket Zaanstreek ", "nummer": "", "doelstelling": "Meer stages"}
    coalitie_bijhouden.wijzigen(session, coalitie, nieuw, versie=coalitie.versie, door=petra, nu=nu)
    session.flush()
    assert (coalitie.naam, coalitie.nummer, coalitie.doelstelling) == ("Loket Zaanstreek", None, "Meer stages")
    regel = session.exec(select(Logboekregel)).one()
    assert (regel.voor["naam"], regel.na["naam"]) == ("Proefcoalitie", "Loket Zaanstreek")


def test_what_is_the_same_leaves_no_trace(session, coalitie, petra, nu, logboek):
    coalitie_bijhouden.wijzigen(
        session, coalitie, {"naam": coalitie.naam}, versie=coalitie.versie, door=petra, nu=nu
    )
    assert logboek() == []


def test_who_looked_at_an_older_version_is_told(session, coalitie, petra, nu):
    gezien = coalitie.versie
    coalitie_bijhouden.wijzigen(session, coalitie, {"naam": "Eerste"}, versie=gezien, door=petra, nu=nu)
    session.flush()
    with pytest.raises(Verouderd, match="intussen gewijzigd"):
        coalitie_bijhouden.wijzigen(session, coalitie, {"naam": "Tweede"}, versie=gezien, door=petra, nu=nu)
    assert coalitie.naam == "Eerste"


@pytest.mark.parametrize("gegevens", [{"naam": "  "}, {"naam": None}, {"status": "uitvoering"}, {"programma_id": 1}])
def test_an_empty_name_or_another_field_is_refused(session, coalitie, petra, nu, gegevens):
    with pytest.raises(OngeldigeInvoer):
        coalitie_bijhouden.wijzigen(session, coalitie, gegevens, versie=coalitie.versie, door=petra, nu=nu)


def test_acties_and_campuses_are_linked_once_and_unlinked_once(session, coalitie, actie, petra, nu, rom, logboek):
    wie = {"door": petra, "nu": nu}
    coalitie_bijhouden.actie_koppelen(session, coalitie, actie=actie, **wie)
    coalitie_bijhouden.campus_koppelen(session, coalitie, campus=rom, **wie)
    with pytest.raises(AlGebeurd, match="werkt al aan actie 6b"):
        coalitie_bijhouden.actie_koppelen(session, coalitie, actie=actie, **wie)
    with pytest.raises(AlGebeurd, match="ROM InWest hoort al"):
        coalitie_bijhouden.campus_koppelen(session, coalitie, campus=rom, **wie)
    coalitie_bijhouden.actie_loskoppelen(session, coalitie, actie=actie, **wie)
    coalitie_bijhouden.campus_loskoppelen(session, coalitie, campus=rom, **wie)
    with pytest.raises(OngeldigeOvergang, match="niet \\(meer\\) aan actie 6b"):
        coalitie_bijhouden.actie_loskoppelen(session, coalitie, actie=actie, **wie)
    with pytest.raises(OngeldigeOvergang, match="niet \\(meer\\)"):
        coalitie_bijhouden.campus_loskoppelen(session, coalitie, campus=rom, **wie)
    session.flush()
    assert session.exec(select(CoalitieActie)).all() == session.exec(select(CoalitieCampus)).all() == []
    assert logboek() == [
        "coalitie.actie_gekoppeld", "coalitie.campus_gekoppeld",
        "coalitie.actie_losgekoppeld", "coalitie.campus_losgekoppeld",
    ]  # fmt: skip


def test_an_actie_of_another_agenda_is_refused(session, coalitie, petra, nu):
    vreemd = maak(session, Actie, programma=maak(session, Programma))
    with pytest.raises(OngeldigeInvoer, match="andere agenda"):
        coalitie_bijhouden.actie_koppelen(session, coalitie, actie=vreemd, door=petra, nu=nu)


def test_an_ended_coalitie_is_linked_to_nothing_more(session, coalitie, actie, petra, rom, nu, vandaag):
    coalitie_vormen.beeindigen(session, coalitie, op=vandaag, reden="Klaar", door=petra, nu=nu)
    wie = {"door": petra, "nu": nu}
    for verb, wat in (
        (coalitie_bijhouden.actie_koppelen, {"actie": actie}),
        (coalitie_bijhouden.actie_loskoppelen, {"actie": actie}),
        (coalitie_bijhouden.campus_koppelen, {"campus": rom}),
        (coalitie_bijhouden.campus_loskoppelen, {"campus": rom}),
    ):
        with pytest.raises(OngeldigeOvergang, match="beëindigd"):
            verb(session, coalitie, **wat, **wie)


def test_who_may_only_look_does_none_of_this(session, coalitie, actie, rom, lezer, nu, vandaag):
    wie = {"door": lezer, "nu": nu}
    for verb, wat in (
        (coalitie_vormen.uitvoeren, {}),
        (coalitie_vormen.afronden, {"op": vandaag}),
        (coalitie_vormen.overdragen, {"organisatie": rom, "van": vandaag}),
        (coalitie_bijhouden.actie_koppelen, {"actie": actie}),
        (coalitie_bijhouden.campus_koppelen, {"campus": rom}),
    ):
        with pytest.raises(NietToegestaan):
            verb(session, coalitie, **wat, **wie)
    with pytest.raises(NietToegestaan):
        coalitie_bijhouden.wijzigen(session, coalitie, {"naam": "x"}, versie=1, **wie)


def test_ending_closes_points_of_a_werkagenda_and_of_the_case_too(session, in_case, petra, nu, vandaag, logboek):
    zaak = case(session, in_case)
    punt = maak(session, Agendapunt, coalitie=in_case)
    werk = maak(session, Actiepunt, overleg=None, case=zaak)
    vreemd = maak(session, Agendapunt)
    coalitie_vormen.beeindigen(session, in_case, op=vandaag, reden="Geen draagvlak", door=petra, nu=nu)
    assert (punt.status, punt.reden) == ("vervallen", "De coalitie is beëindigd: Geen draagvlak")
    assert (werk.status, vreemd.status) == ("vervallen", "open")
    assert logboek() == ["coalitie.beeindigd", "actiepunt.vervallen", "agendapunt.vervallen"]


def test_an_organisation_of_any_kind_may_be_a_campus(session, coalitie, petra, nu):
    campus = maak(session, Organisatie, naam="Techport")
    coalitie_bijhouden.campus_koppelen(session, coalitie, campus=campus, door=petra, nu=nu)
    session.flush()
    assert session.exec(select(CoalitieCampus.organisatie_id)).all() == [campus.id]
