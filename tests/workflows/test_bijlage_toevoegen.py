"""Files on dossiers: what is kept of one, what is refused, and what goes when one is removed."""

import io
from concurrent.futures import ThreadPoolExecutor, wait
from threading import Barrier

import pytest
from sqlmodel import select

from crm.adapters.bestandsopslag import Bestandsopslag
from crm.db import vastleggen
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import Actie, Bijlage, Gebruiker, GebruikerRol, Logboekregel, Ontwikkelcoalitie, Persoon
from crm.models.bijlage import schone_naam
from crm.queries.bijlagen import bewaarde_bestanden, bijlagen_van, houder_van
from crm.workflows import bijlage_toevoegen
from tests.factories import maak
from tests.support import bestanden
from tests.support.tellen import tel_opdrachten
from tests.workflows.conftest import maak_gebruiker

PDF = bestanden.pdf()


@pytest.fixture
def opslag(tmp_path):
    return Bestandsopslag(tmp_path / "bijlagen")


@pytest.fixture
def voeg_toe(session, opslag, coalitie, petra, nu):
    def doe(naam="plan.pdf", inhoud=PDF, **anders):
        wie = {"coalitie": coalitie} if not anders.keys() & set(bijlage_toevoegen.BIJLAGE_BIJ) else {}
        alles = {"door": petra, "nu": nu, **wie, **anders}
        return bijlage_toevoegen.toevoegen(session, opslag, naam=naam, inhoud=inhoud, **alles)

    return doe


def test_a_file_hangs_on_its_dossier_with_its_kind_and_checksum(session, opslag, voeg_toe, coalitie, petra, nu, logboek):
    bijlage = voeg_toe(toelichting="  Het plan  ")
    assert (bijlage.naam, bijlage.soort, bijlage.grootte) == ("plan.pdf", "application/pdf", len(PDF))
    assert (bijlage.coalitie_id, bijlage.bij, bijlage.toelichting) == (coalitie.id, "coalitie", "Het plan")
    assert (bijlage.toegevoegd_op, bijlage.toegevoegd_door_id) == (nu, petra.id)
    assert opslag.lees(bijlage.sha256) == PDF
    assert logboek() == ["bijlage.toegevoegd"]
    (regel,) = bijlagen_van(session, "coalitie", coalitie.id)
    assert (regel.naam, regel.soort, regel.toegevoegd_door) == ("plan.pdf", "PDF", "Petra")
    assert houder_van(session, bijlage).naam == "Proefcoalitie"


def test_a_file_may_come_as_a_stream(voeg_toe):
    assert voeg_toe(inhoud=io.BytesIO(PDF)).grootte == len(PDF)


@pytest.mark.parametrize(
    ("naam", "bewaard"),
    [
        ("plan.pdf", "plan.pdf"),
        ("PLAN.PDF", "PLAN.PDF"),
        ("../../etc/passwd", "passwd.pdf"),
        ("C:\\Users\\jan\\plan.pdf", "plan.pdf"),
        ("plan\r\nSet-Cookie: a=b.pdf", "plan Set-Cookie_ a=b.pdf"),
        ("plan\u202efdp.exe", "plan fdp.exe.pdf"),
        ("plan.pdf.exe", "plan.pdf.exe.pdf"),
        ("plan.docx", "plan.docx.pdf"),
        ("Ëén plän – 中文.pdf", "Ëén plän – 中文.pdf"),
        ("e\u0301e\u0301n.pdf", "één.pdf"),
        ("  .pdf  ", "bestand.pdf"),
        ("", "bestand.pdf"),
        (None, "bestand.pdf"),
        ("...", "bestand.pdf"),
        ('a<b>:"|?*.pdf', "a_b______.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("nul\0byte.pdf", "nul byte.pdf"),
    ],
)
def test_a_name_keeps_no_folder_no_hidden_signs_and_the_ending_of_what_is_in_it(naam, bewaard):
    assert schone_naam(naam, (".pdf",)) == bewaard


def test_a_page_named_pdf_and_a_program_named_docx_are_refused(session, opslag, voeg_toe):
    for naam, inhoud in (("plan.pdf", bestanden.HTML), ("plan.docx", bestanden.EXE)):
        with pytest.raises(OngeldigeInvoer) as weigering:
            voeg_toe(naam, inhoud)
        assert "bestand" in weigering.value.velden
    assert session.exec(select(Bijlage)).all() == []
    assert list(opslag.alle()) == []


def test_empty_and_too_large_are_refused(opslag, voeg_toe):
    with pytest.raises(OngeldigeInvoer, match="leeg"):
        voeg_toe(inhoud=b"")
    opslag.hoogstens = 1024 * 1024
    voeg_toe(naam="vol.txt", inhoud=b"a" * opslag.hoogstens)
    with pytest.raises(OngeldigeInvoer, match="hoogstens 1 MB"):
        voeg_toe(naam="groot.txt", inhoud=io.BytesIO(b"b" * (opslag.hoogstens + 1)))


def test_a_file_hangs_on_exactly_one_dossier(voeg_toe, coalitie, actie):
    with pytest.raises(OngeldigeInvoer, match="Noem één dossier"):
        voeg_toe(coalitie=coalitie, actie=actie)
    with pytest.raises(OngeldigeInvoer, match="Noem één dossier"):
        voeg_toe(coalitie=None)
    with pytest.raises(TypeError):
        voeg_toe(coalitie=coalitie, programma=actie)


def test_the_same_file_twice_on_a_dossier_is_once_and_on_another_it_is_a_second_line(session, opslag, voeg_toe, actie):
    voeg_toe()
    with pytest.raises(AlGebeurd, match="staat al bij dit dossier"):
        voeg_toe("andere naam.pdf")
    voeg_toe(actie=actie)
    assert len(session.exec(select(Bijlage)).all()) == 2
    assert len(list(opslag.alle())) == 1
    assert len(bewaarde_bestanden(session)) == 1


def test_a_long_explanation_is_refused_at_its_field(voeg_toe):
    with pytest.raises(OngeldigeInvoer) as weigering:
        voeg_toe(toelichting="x" * 401)
    assert list(weigering.value.velden) == ["toelichting"]


def test_removing_keeps_the_line_with_its_reason_and_the_file_goes_after_the_commit(
    session, opslag, voeg_toe, coalitie, petra, nu
):
    bijlage = voeg_toe()
    bijlage_toevoegen.verwijderen(session, opslag, bijlage, reden=" Verkeerde versie ", door=petra, nu=nu)
    assert opslag.stand(bijlage.sha256) == "goed"
    vastleggen(session)
    assert opslag.stand(bijlage.sha256) == "kwijt"
    (regel,) = bijlagen_van(session, "coalitie", coalitie.id)
    assert (regel.verwijderd_op, regel.verwijderd_reden) == (nu, "Verkeerde versie")
    log = session.exec(select(Logboekregel).where(Logboekregel.handeling == "bijlage.verwijderd")).one()
    assert log.reden == "Verkeerde versie"
    with pytest.raises(AlGebeurd):
        bijlage_toevoegen.verwijderen(session, opslag, bijlage, reden="Nog eens", door=petra, nu=nu)


def test_what_is_undone_removes_no_file(session, opslag, voeg_toe, petra, nu):
    bijlage = voeg_toe()
    vastleggen(session)
    bijlage_toevoegen.verwijderen(session, opslag, bijlage, reden="Toch niet", door=petra, nu=nu)
    session.rollback()
    vastleggen(session)
    assert opslag.stand(bijlage.sha256) == "goed"
    assert session.get(Bijlage, bijlage.id).verwijderd_op is None


def test_a_file_that_another_dossier_has_stays_on_disk(session, opslag, voeg_toe, actie, petra, nu):
    eerste, tweede = voeg_toe(), voeg_toe(actie=actie)
    bijlage_toevoegen.verwijderen(session, opslag, eerste, reden="Weg", door=petra, nu=nu)
    vastleggen(session)
    assert opslag.lees(tweede.sha256) == PDF
    bijlage_toevoegen.verwijderen(session, opslag, tweede, reden="Ook weg", door=petra, nu=nu)
    vastleggen(session)
    assert opslag.stand(tweede.sha256) == "kwijt"


def test_after_removing_the_same_file_can_come_back(session, opslag, voeg_toe, petra, nu):
    bijlage_toevoegen.verwijderen(session, opslag, voeg_toe(), reden="Vergissing", door=petra, nu=nu)
    nieuw = voeg_toe()
    vastleggen(session)
    assert opslag.lees(nieuw.sha256) == PDF


@pytest.mark.parametrize("reden", ["", "   ", "x" * 401])
def test_removing_asks_for_a_reason_that_fits(session, opslag, voeg_toe, petra, nu, reden):
    bijlage = voeg_toe()
    with pytest.raises(OngeldigeInvoer) as weigering:
        bijlage_toevoegen.verwijderen(session, opslag, bijlage, reden=reden, door=petra, nu=nu)
    assert list(weigering.value.velden) == ["reden"]


def test_who_may_only_look_neither_adds_nor_removes(session, opslag, voeg_toe, lezer, nu):
    with pytest.raises(NietToegestaan):
        voeg_toe(door=lezer)
    with pytest.raises(NietToegestaan):
        bijlage_toevoegen.verwijderen(session, opslag, voeg_toe(), reden="Weg", door=lezer, nu=nu)


def test_an_ambassadeur_adds_but_does_not_remove(session, opslag, voeg_toe, nu):
    anna = maak_gebruiker(session, "Anna", GebruikerRol.AMBASSADEUR)
    bijlage = voeg_toe(door=anna, persoon=maak(session, Persoon))
    with pytest.raises(NietToegestaan):
        bijlage_toevoegen.verwijderen(session, opslag, bijlage, reden="Weg", door=anna, nu=nu)


@pytest.mark.parametrize("aantal", [2, 25])
def test_the_files_of_a_dossier_are_one_question(session, database, coalitie, aantal):
    for nummer in range(aantal):
        maak(session, Bijlage, coalitie=coalitie, naam=f"{nummer}.pdf")
    session.flush()
    with tel_opdrachten(database.engine) as opdrachten:
        assert len(bijlagen_van(session, "coalitie", coalitie.id)) == aantal
    assert len(opdrachten) == 1


@pytest.fixture
def vast(database, tmp_path):
    """A dossier and a colleague that every connection sees, and a store."""
    with database.transaction() as session:
        petra = maak_gebruiker(session, "Pieter", GebruikerRol.PROGRAMMAMANAGER)
        return maak(session, Ontwikkelcoalitie).id, petra.id, Bestandsopslag(tmp_path / "bijlagen")


def _samen(*daden):
    """Everybody begins at the same moment; gives what each of them got, or was refused with."""
    begin = Barrier(len(daden))

    def doe(daad):
        begin.wait(timeout=10)
        try:
            return daad()
        except AlGebeurd as weigering:
            return weigering

    with ThreadPoolExecutor(len(daden)) as ploeg:
        return list(ploeg.map(doe, daden))


def test_the_same_form_sent_twice_at_once_is_one_file(database, vast, nu):
    coalitie_id, petra_id, opslag = vast

    def voeg_toe():
        with database.transaction() as session:
            coalitie, petra = session.get(Ontwikkelcoalitie, coalitie_id), session.get(Gebruiker, petra_id)
            wie = {"coalitie": coalitie, "door": petra, "nu": nu}
            return bijlage_toevoegen.toevoegen(session, opslag, naam="a.pdf", inhoud=PDF, **wie)

    uitkomsten = _samen(*[voeg_toe] * 4)
    assert sum(isinstance(uitkomst, AlGebeurd) for uitkomst in uitkomsten) == 3
    with database.session() as session:
        assert opslag.lees(session.exec(select(Bijlage)).one().sha256) == PDF


@pytest.mark.parametrize("keer", range(3))
def test_a_file_that_is_added_while_another_removes_it_is_never_lost(database, vast, nu, keer):
    coalitie_id, petra_id, opslag = vast
    with database.transaction() as session:
        petra, actie = session.get(Gebruiker, petra_id), maak(session, Actie)
        bijlage_toevoegen.toevoegen(session, opslag, naam="a.pdf", inhoud=PDF, actie=actie, door=petra, nu=nu)

    def voeg_toe():
        with database.transaction() as session:
            coalitie, petra = session.get(Ontwikkelcoalitie, coalitie_id), session.get(Gebruiker, petra_id)
            wie = {"coalitie": coalitie, "door": petra, "nu": nu}
            bijlage_toevoegen.toevoegen(session, opslag, naam="a.pdf", inhoud=PDF, **wie)

    def verwijder():
        with database.transaction() as session:
            weg = session.exec(select(Bijlage).where(Bijlage.actie_id.is_not(None))).one()
            wie = {"door": session.get(Gebruiker, petra_id), "nu": nu}
            bijlage_toevoegen.verwijderen(session, opslag, weg, reden="Weg", **wie)

    assert _samen(voeg_toe, verwijder) == [None, None]
    with database.session() as session:
        (sha256,) = bewaarde_bestanden(session)
    assert opslag.lees(sha256) == PDF


def test_who_waited_for_an_addition_leaves_the_file_it_needs(database, vast, nu):
    coalitie_id, petra_id, opslag = vast
    with database.transaction() as session:
        petra, actie = session.get(Gebruiker, petra_id), maak(session, Actie)
        bijlage_toevoegen.toevoegen(session, opslag, naam="a.pdf", inhoud=PDF, actie=actie, door=petra, nu=nu)

    def verwijder():
        with database.transaction() as session:
            weg = session.exec(select(Bijlage).where(Bijlage.actie_id.is_not(None))).one()
            wie = {"door": session.get(Gebruiker, petra_id), "nu": nu}
            bijlage_toevoegen.verwijderen(session, opslag, weg, reden="Weg", **wie)

    with ThreadPoolExecutor(1) as ander:
        with database.transaction() as session:
            wie = {"coalitie": session.get(Ontwikkelcoalitie, coalitie_id), "door": session.get(Gebruiker, petra_id)}
            bijlage_toevoegen.toevoegen(session, opslag, naam="a.pdf", inhoud=PDF, nu=nu, **wie)
            session.flush()
            wacht = ander.submit(verwijder)
            assert not wait([wacht], timeout=0.3).done
        wacht.result(timeout=10)
    with database.session() as session:
        (sha256,) = bewaarde_bestanden(session)
    assert opslag.lees(sha256) == PDF
