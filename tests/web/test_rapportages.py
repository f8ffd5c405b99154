"""Reports through the pages: from draft to GS by two people, and the PDF that does not keep others waiting."""

import re

import pytest
from sqlmodel import select

from crm.http import rapport_pdf
from crm.models import GebruikerRol, Programma, Rapportage, RapportageStatus
from crm.workflows import gebruiker_beheren, rapportage_opstellen


@pytest.fixture
def programma(bestand):
    return bestand(Programma, naam="Proefagenda")


@pytest.fixture
def concept(petra, programma):
    """The address of a draft that Petra drew up."""
    antwoord = petra.stuur("/rapportages/opstellen", {"programma": str(programma.uuid), "periode": "2026-K3"})
    assert antwoord.status_code == 302
    return antwoord.headers["Location"]


@pytest.fixture
def status(database):
    def doe():
        with database.session() as session:
            return session.exec(select(Rapportage.status)).one()

    return doe


@pytest.fixture(autouse=True)
def niets_bezig(monkeypatch):
    monkeypatch.setattr(rapport_pdf, "_bezig", {})


def knoppen(antwoord):
    return set(re.findall(r'action="/rapportages/[0-9a-f-]+/(\w+)"', antwoord.text))


def test_a_draft_gets_its_figures_and_can_be_worded(petra, concept, lees):
    pagina = petra.ga(concept)
    assert "Rapportage derde kwartaal 2026" in lees(pagina)
    assert knoppen(pagina) == {"voorleggen", "toelichting"}
    versie = re.search(r'name="versie" value="(\d+)"', pagina.text)[1]
    woorden = {"hoofdboodschap": "Op koers.\r\n<b>Echt</b>", "versie": versie}
    opgeslagen = petra.stuur(f"{concept}/toelichting", woorden, follow_redirects=True)
    assert "De tekst is opgeslagen." in lees(opgeslagen)
    assert "&lt;b&gt;Echt" in opgeslagen.text


def test_two_people_word_one_report_and_nobody_is_overwritten(petra, bezoeker, concept, lees):
    kees = bezoeker("Kees", GebruikerRol.PROGRAMMAMANAGER)
    versie = re.search(r'name="versie" value="(\d+)"', petra.ga(concept).text)[1]
    kees.stuur(f"{concept}/toelichting", {"hoofdboodschap": "Van Kees.", "versie": versie})
    mijn = {"hoofdboodschap": "Van Petra.", "versie": versie}
    botst = petra.stuur(f"{concept}/toelichting", mijn)
    assert botst.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in lees(botst)
    assert "Van Kees. Van Petra." in lees(botst)
    nieuw = re.search(r'name="versie" value="(\d+)"', botst.text)[1]
    assert petra.stuur(f"{concept}/toelichting", mijn | {"versie": nieuw}).status_code == 302
    assert "Van Petra." in petra.ga(concept).text


def test_words_for_a_report_that_was_laid_before_meanwhile_come_back(petra, concept, lees):
    versie = re.search(r'name="versie" value="(\d+)"', petra.ga(concept).text)[1]
    petra.stuur(f"{concept}/voorleggen")
    laat = petra.stuur(f"{concept}/toelichting", {"hoofdboodschap": "Mijn tekst.", "versie": versie})
    assert laat.status_code == 409
    assert "Mijn tekst." in lees(laat)


def test_who_lays_before_a_draft_of_the_system_gets_no_button_to_adopt_it(
    petra, bram, programma, database, lees, nu
):
    """The scheduler drew it up; the one who presents it stands for it."""
    with database.transaction() as session:
        systeem = gebruiker_beheren.systeemgebruiker(session)
        agenda = session.get_one(Programma, programma.id)
        rapport = rapportage_opstellen.opstellen(
            session, programma=agenda, periode="2026-K3", door=systeem, nu=nu
        )
        session.flush()
        adres = f"/rapportages/{rapport.uuid}"
    petra.stuur(f"{adres}/voorleggen")
    assert "vaststellen" not in knoppen(petra.ga(adres))
    assert "Een collega stelt haar vast" in lees(petra.ga(adres))
    assert "vaststellen" in knoppen(bram.ga(adres))


def test_from_draft_to_gs_by_two_people(petra, bram, concept, status, lees):
    petra.stuur(f"{concept}/voorleggen")
    assert "Een collega stelt haar vast" in lees(petra.ga(concept))
    assert "vaststellen" not in knoppen(petra.ga(concept))
    eigen = petra.stuur(f"{concept}/vaststellen")
    assert eigen.status_code == 403
    assert "Vraag een collega" in lees(eigen)
    assert knoppen(bram.ga(concept)) == {"vaststellen", "terugsturen"}
    for stap in ("vaststellen", "aanbieden", "publiceren"):
        assert bram.stuur(f"{concept}/{stap}").status_code == 302
    assert status() is RapportageStatus.GEPUBLICEERD
    assert knoppen(bram.ga(concept)) == set()
    assert knoppen(petra.ga(concept)) == {"corrigeren"}


def test_sending_back_needs_a_reason_and_keeps_it_on_the_page(petra, bram, concept, status, lees):
    petra.stuur(f"{concept}/voorleggen")
    leeg = bram.stuur(f"{concept}/terugsturen", {"reden": " "})
    assert leeg.status_code == 409
    assert "Geef een reden op." in lees(leeg)
    bram.stuur(f"{concept}/terugsturen", {"reden": "Het bedrag bij 6b klopt niet"})
    assert status() is RapportageStatus.CONCEPT
    assert "Teruggestuurd: Het bedrag bij 6b klopt niet" in lees(petra.ga(concept))


def test_an_illegal_step_is_refused_with_what_can_be_done(petra, concept, lees):
    antwoord = petra.stuur(f"{concept}/aanbieden")
    assert antwoord.status_code == 409
    assert "Vanuit deze status kan wel: ter vaststelling voorleggen" in lees(antwoord)


def test_a_wrong_quarter_is_refused_on_the_list(petra, programma, lees):
    antwoord = petra.stuur(
        "/rapportages/opstellen", {"programma": str(programma.uuid), "periode": "kwartaal drie"}
    )
    assert antwoord.status_code == 409
    assert "is geen kwartaal" in lees(antwoord)


def test_a_correction_is_a_new_version(petra, bram, concept, lees):
    petra.stuur(f"{concept}/voorleggen")
    bram.stuur(f"{concept}/vaststellen")
    antwoord = petra.stuur(f"{concept}/corrigeren", {"reden": "Een meting was fout"}, follow_redirects=True)
    tekst = lees(antwoord)
    assert "Er is een nieuwe versie" in tekst
    assert "Een meting was fout" in tekst
    assert re.search(r"Versie 1 .*Versie 2, deze", tekst)


def test_who_may_only_look_gets_no_buttons(lezer, concept):
    assert knoppen(lezer.ga(concept)) == set()
    assert lezer.stuur(f"{concept}/toelichting", {"hoofdboodschap": "x"}).status_code == 403


@pytest.mark.slow
def test_the_pdf_is_drawn_once_and_kept(petra, concept, monkeypatch):
    monkeypatch.setattr(rapport_pdf, "GEDULD", 90)
    with petra.ga(f"{concept}/pdf") as eerste:
        assert eerste.status_code == 200
        assert eerste.data.startswith(b"%PDF-")
        assert eerste.headers["Content-Disposition"].endswith("2026-K3-v1.pdf")
    monkeypatch.setattr(rapport_pdf, "_start", None)
    with petra.ga(f"{concept}/pdf") as tweede:
        assert tweede.data == eerste.data
    assert "kB" in petra.ga(concept).text


def test_while_the_pdf_is_drawn_the_page_says_so(petra, concept, monkeypatch):
    class Bezig:
        def wait(self, _seconden):
            raise rapport_pdf.subprocess.TimeoutExpired("teken", 0)

    monkeypatch.setattr(rapport_pdf, "_start", lambda *_: Bezig())
    antwoord = petra.ga(f"{concept}/pdf")
    assert antwoord.status_code == 202
    assert antwoord.headers["Refresh"] == "3"
    assert "De pdf wordt gemaakt" in antwoord.text


def test_a_pdf_that_cannot_be_drawn_is_said_and_tried_again_later(petra, concept, monkeypatch, lees):
    class Mislukt:
        def wait(self, _seconden):
            return 1

    monkeypatch.setattr(rapport_pdf, "_start", lambda *_: Mislukt())
    antwoord = petra.ga(f"{concept}/pdf")
    assert antwoord.status_code == 409
    assert "De pdf kon niet worden gemaakt" in lees(antwoord)
    assert rapport_pdf._bezig == {}


def test_the_list_shows_where_each_report_stands(bezoeker, concept, lees):
    tekst = lees(bezoeker("Coen", GebruikerRol.CONTROLLER).ga("/rapportages"))
    assert "2026-K3" in tekst
    assert "concept" in tekst
    assert "Concept opstellen" not in tekst
