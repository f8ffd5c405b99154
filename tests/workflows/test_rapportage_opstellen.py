"""The quarterly report: drawn up, worded, adopted by a second person, corrected; and always the same document."""

import datetime as dt
import hashlib
import html
import io
import os
import re
from decimal import Decimal
from itertools import pairwise
from pathlib import Path

import pypdf
import pytest
from sqlmodel import select

from crm.db import vaste_uuids
from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Actie,
    BegrotingSoort,
    Begrotingsregel,
    Gebruiker,
    GebruikerRol,
    Gebruikersrol,
    Licht,
    Logboekregel,
    Programma,
    Rapportage,
    RapportageStatus,
    Voortgang,
)
from crm.queries.rapportagedocument import als_html, als_pdf, bestandsnaam
from crm.workflows import rapportage_opstellen as rapportages
from tests.support.rapportageprogramma import gebruikers, leeg_programma, maak_programma

GOLDEN = Path(__file__).parent.parent / "golden" / "kwartaalrapportage.txt"
# A PDF does not know which database it came from; once is enough for what costs seconds.
EEN_SOORT = pytest.mark.parametrize("database", ["sqlite"], indirect=True)
EERDER = dt.datetime(2026, 7, 14, 7, tzinfo=dt.UTC)
DELEN = [
    "Bestuurlijke samenvatting", "Leeswijzer", "Overzicht per actie", "Duurzame en circulaire bedrijvigheid",
    "Ruimte voor economie", "Innovatie", "Arbeidsmarkt en onderwijs", "Toekomstbeeld van de economie", "Afwijkingen",
    "Coalities, purpose cases en afspraken met partners", "Ketenaanjagers, ambassadeurs en gremia", "Financiën",
    "Verschillen met de vorige rapportage", "Vooruitblik", "Bijlagen",
]  # fmt: skip


@pytest.fixture
def mensen(session):
    return gebruikers(session)


@pytest.fixture
def opsteller(mensen):
    return mensen[0]


@pytest.fixture
def vaststeller(mensen):
    return mensen[1]


@pytest.fixture
def programma(session, opsteller):
    return maak_programma(session, opsteller)


@pytest.fixture
def concept(session, programma, opsteller, nu):
    return rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)


@pytest.fixture
def vastgesteld(session, concept, opsteller, vaststeller, nu):
    rapportages.voorleggen(session, concept, door=opsteller, nu=nu)
    rapportages.vaststellen(session, concept, door=vaststeller, nu=nu)
    return concept


def verander_alles(session, programma: Programma, door: Gebruiker, nu: dt.datetime) -> None:
    """Other names, other lights, other money; all of it dated inside the quarter."""
    programma.naam = "Heel anders"
    dag = dt.date(2026, 9, 29)
    for actie in session.exec(select(Actie)):
        actie.titel = actie.korte_titel = "Anders"
        session.add(
            Voortgang(
                actie_id=actie.id, peildatum=dag, tijd=Licht.ROOD, oorzaak="x", gevolg="y", bijsturing="z",
                door_id=door.id, gegeven_op=nu,
            )
        )  # fmt: skip
    session.add(
        Begrotingsregel(
            programma_id=programma.id, post="RUIMTE", jaar_van=2026, jaar_tot=2026, soort=BegrotingSoort.REALISATIE,
            bedrag_cent=100, boekdatum=dag,
        )
    )  # fmt: skip
    session.flush()


def test_a_draft_is_drawn_up_and_logged(session, concept, opsteller):
    assert (concept.status, concept.versienummer, concept.peildatum) == ("concept", 1, dt.date(2026, 9, 30))
    assert concept.cijfers["rapport"]["opsteller"] == "Programmamanager economie"
    regel = session.exec(select(Logboekregel).where(Logboekregel.handeling == "rapportage.opgesteld")).one()
    assert (regel.door_id, regel.na["sha256"]) == (opsteller.id, concept.sha256)


def test_the_same_figures_again_change_nothing(session, programma, concept, opsteller, nu):
    voor = (concept.momentopname, concept.sha256, concept.opgesteld_op)
    later = nu + dt.timedelta(days=3)
    zelfde = rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=later)
    assert zelfde is concept
    assert (zelfde.momentopname, zelfde.sha256, zelfde.opgesteld_op) == voor
    over_rapportages = select(Logboekregel).where(Logboekregel.onderwerp_soort == "rapportage")
    assert len(session.exec(over_rapportages).all()) == 1


def test_new_figures_make_a_new_snapshot(session, programma, concept, opsteller, nu):
    oud = concept.sha256
    verander_alles(session, programma, opsteller, nu)
    later = nu + dt.timedelta(days=3)
    rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=later)
    assert concept.sha256 != oud
    assert concept.opgesteld_op == later


@pytest.mark.parametrize(
    ("periode", "peildatum"),
    [
        ("2026-K9", None),
        ("derde", None),
        ("2026-K4", None),
        ("2026-K3", dt.date(2026, 6, 30)),
        ("2026-K3", dt.date(2205, 1, 1)),
    ],
)
def test_a_day_outside_the_quarter_or_in_the_future_is_refused(
    session, programma, opsteller, nu, periode, peildatum
):
    with pytest.raises(OngeldigeInvoer) as fout:
        rapportages.opstellen(
            session, programma=programma, periode=periode, door=opsteller, nu=nu, peildatum=peildatum
        )
    assert fout.value.velden
    assert session.exec(select(Rapportage)).first() is None


def test_the_drafters_words_stand_in_the_report(session, concept, opsteller, nu):
    teksten = {
        "gevraagd_besluit": "Stem in.\nEn neem kennis.",
        "hoofdboodschap": "Het gaat <goed>.",
        "vooruitblik": " ",
    }
    rapportages.toelichten(session, concept, **teksten, door=opsteller, nu=nu)
    assert concept.cijfers["teksten"]["hoofdboodschap"]["tekst"] == "Het gaat <goed>."
    assert concept.cijfers["teksten"]["vooruitblik"]["is_voorstel"]
    assert "Het gaat &lt;goed&gt;." in als_html(concept)
    assert "<li>En neem kennis.</li>" in als_html(concept)


def test_words_can_be_taken_back_and_the_proposal_returns(session, concept, opsteller, nu):
    voorstel = concept.cijfers["teksten"]["hoofdboodschap"]["tekst"]
    for tekst in ("Anders.", None):
        rapportages.toelichten(
            session,
            concept,
            gevraagd_besluit=None,
            hoofdboodschap=tekst,
            vooruitblik=None,
            door=opsteller,
            nu=nu,
        )
    assert concept.cijfers["teksten"]["hoofdboodschap"]["tekst"] == voorstel
    assert concept.hoofdboodschap is None


def test_words_survive_new_figures(session, programma, concept, opsteller, nu):
    rapportages.toelichten(
        session,
        concept,
        gevraagd_besluit=None,
        hoofdboodschap="Eigen zin.",
        vooruitblik=None,
        door=opsteller,
        nu=nu,
    )
    verander_alles(session, programma, opsteller, nu)
    rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    assert concept.cijfers["teksten"]["hoofdboodschap"]["tekst"] == "Eigen zin."


def test_the_drafter_cannot_adopt(session, concept, opsteller, nu):
    rapportages.voorleggen(session, concept, door=opsteller, nu=nu)
    with pytest.raises(NietToegestaan):
        rapportages.vaststellen(session, concept, door=opsteller, nu=nu)
    assert concept.status == "ter_vaststelling"


def test_nobody_who_worded_it_can_adopt_either(session, programma, concept, opsteller, nu):
    ander = Gebruiker(naam="Mede", email="mede@example.org", functie="Programmamanager")
    ander.rollen = [Gebruikersrol(rol=GebruikerRol.PROGRAMMAMANAGER)]
    session.add(ander)
    session.flush()
    rapportages.toelichten(
        session,
        concept,
        gevraagd_besluit=None,
        hoofdboodschap="Mijn zin.",
        vooruitblik=None,
        door=ander,
        nu=nu,
    )
    rapportages.voorleggen(session, concept, door=opsteller, nu=nu)
    with pytest.raises(NietToegestaan):
        rapportages.vaststellen(session, concept, door=ander, nu=nu)


def test_each_step_asks_for_the_right_role(session, programma, concept, vaststeller, nu):
    with pytest.raises(NietToegestaan):
        rapportages.opstellen(session, programma=programma, periode="2026-K2", door=vaststeller, nu=nu)
    with pytest.raises(NietToegestaan):
        rapportages.voorleggen(session, concept, door=vaststeller, nu=nu)


def test_sent_back_with_a_reason_it_is_a_draft_again(session, programma, concept, opsteller, vaststeller, nu):
    rapportages.voorleggen(session, concept, door=opsteller, nu=nu)
    with pytest.raises(OngeldigeOvergang):
        rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    with pytest.raises(OngeldigeInvoer):
        rapportages.terugsturen(session, concept, reden=" ", door=vaststeller, nu=nu)
    rapportages.terugsturen(
        session, concept, reden="De cijfers van Ruimte kloppen niet.", door=vaststeller, nu=nu
    )
    assert concept.status == "concept"
    assert (
        rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
        is concept
    )


def test_an_adopted_report_stays_as_it_is_byte_for_byte(
    session, programma, vastgesteld, opsteller, vaststeller, nu
):
    voor = als_pdf(vastgesteld)
    verander_alles(session, programma, opsteller, nu)
    with pytest.raises(AlGebeurd):
        rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    rapportages.aanbieden(session, vastgesteld, door=vaststeller, nu=nu)
    rapportages.publiceren(session, vastgesteld, door=vaststeller, nu=nu)
    session.flush()
    session.expire_all()
    assert als_pdf(session.get_one(Rapportage, vastgesteld.id)) == voor


def test_a_correction_is_a_new_version_and_the_old_one_stays(session, programma, vastgesteld, opsteller, nu):
    oud = (vastgesteld.momentopname, vastgesteld.status)
    with pytest.raises(OngeldigeInvoer):
        rapportages.corrigeren(session, vastgesteld, reden="", door=opsteller, nu=nu)
    verander_alles(session, programma, opsteller, nu)
    nieuw = rapportages.corrigeren(
        session, vastgesteld, reden="Verkeerd bedrag bij Ruimte.", door=opsteller, nu=nu
    )
    assert (nieuw.versienummer, nieuw.status, nieuw.peildatum) == (2, "concept", vastgesteld.peildatum)
    assert (vastgesteld.momentopname, vastgesteld.status) == oud
    assert "Verkeerd bedrag bij Ruimte." in als_html(nieuw)
    with pytest.raises(AlGebeurd):
        rapportages.corrigeren(session, vastgesteld, reden="Nog eens.", door=opsteller, nu=nu)
    with pytest.raises(OngeldigeOvergang):
        rapportages.corrigeren(session, nieuw, reden="Nog eens.", door=opsteller, nu=nu)


def stel_vast(session, rapport, opsteller, vaststeller, nu):
    rapportages.voorleggen(session, rapport, door=opsteller, nu=nu)
    rapportages.vaststellen(session, rapport, door=vaststeller, nu=nu)
    session.flush()


def test_who_lays_before_what_the_system_drew_up_cannot_adopt_it(session, programma, opsteller, vaststeller, nu):
    systeem = Gebruiker(naam="Systeem", email="systeem@example.org")
    systeem.rollen = [Gebruikersrol(rol=rol) for rol in GebruikerRol]
    opsteller.rollen = [*opsteller.rollen, Gebruikersrol(rol=GebruikerRol.BESTUURSADVISEUR)]
    session.add(systeem)
    session.flush()
    rapport = rapportages.opstellen(session, programma=programma, periode="2026-K3", door=systeem, nu=nu)
    assert rapport.cijfers["rapport"]["opsteller"] == "Programmateam"
    rapportages.voorleggen(session, rapport, door=opsteller, nu=nu)
    assert rapport.cijfers["rapport"]["opsteller"] == "Programmamanager economie"
    assert rapport.opgesteld_op == nu
    session.flush()
    with pytest.raises(NietToegestaan, match="voorgelegd"):
        rapportages.vaststellen(session, rapport, door=opsteller, nu=nu)
    rapportages.vaststellen(session, rapport, door=vaststeller, nu=nu)


def test_new_figures_by_the_system_leave_the_drafter_on_the_title_page(session, programma, concept, opsteller, nu):
    systeem = Gebruiker(naam="Systeem", email="systeem@example.org")
    systeem.rollen = [Gebruikersrol(rol=GebruikerRol.PROGRAMMAMANAGER)]
    session.add(systeem)
    verander_alles(session, programma, opsteller, nu)
    rapportages.opstellen(session, programma=programma, periode="2026-K3", door=systeem, nu=nu)
    assert concept.cijfers["rapport"]["opsteller"] == "Programmamanager economie"


@pytest.mark.parametrize("periode", ["2024-K4", "2023-K1"])
def test_a_quarter_outside_the_agenda_is_refused(session, programma, opsteller, nu, periode):
    with pytest.raises(OngeldigeInvoer, match="loopt van 2025 tot en met 2028"):
        rapportages.opstellen(session, programma=programma, periode=periode, door=opsteller, nu=nu)


def test_only_an_adopted_report_is_compared_with(session, programma, opsteller, vaststeller, nu):
    vorige = rapportages.opstellen(session, programma=programma, periode="2026-K2", door=opsteller, nu=EERDER)
    nieuw = rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    assert (nieuw.vorige_id, nieuw.cijfers["verschillen"]) == (None, [])
    assert "Er is geen vastgestelde rapportage over het tweede kwartaal" in als_html(nieuw)
    stel_vast(session, vorige, opsteller, vaststeller, EERDER)
    correctie = rapportages.corrigeren(session, vorige, reden="Een fout.", door=opsteller, nu=EERDER)
    session.flush()
    rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    assert correctie.versienummer == 2
    assert nieuw.vorige_id == vorige.id


def test_differences_come_from_the_report_before(session, programma, opsteller, vaststeller, nu):
    vorige = rapportages.opstellen(session, programma=programma, periode="2026-K2", door=opsteller, nu=EERDER)
    stel_vast(session, vorige, opsteller, vaststeller, EERDER)
    nieuw = rapportages.opstellen(session, programma=programma, periode="2026-K3", door=opsteller, nu=nu)
    assert nieuw.vorige_id == vorige.id
    assert nieuw.cijfers["vorige"]["sha256"] == vorige.sha256
    assert nieuw.cijfers["verschillen"][0]["is"] == "rood"
    assert "Er is geen vastgestelde rapportage over het eerste kwartaal" in als_html(vorige)


@EEN_SOORT
def test_the_pdf_has_every_section_in_order(concept):
    lezer = pypdf.PdfReader(io.BytesIO(als_pdf(concept)))
    titels = [deel["/Title"] for deel in lezer.outline if not isinstance(deel, list)]
    assert titels == DELEN
    tekst = "\n".join(blad.extract_text() for blad in lezer.pages)
    for woord in (
        "groen",
        "oranje",
        "rood",
        "grijs",
        "Gevraagd besluit",
        "Ligt dit op koers?",
        "Wat is de prognose?",
    ):
        assert woord in tekst
    assert concept.sha256 in tekst.replace("\n", "")
    for nummer, blad in enumerate(lezer.pages[1:], start=2):
        op_dit_blad = blad.extract_text().replace("\u00a0", " ")
        assert f"pagina {nummer} van {len(lezer.pages)}" in op_dit_blad
        assert "Peildatum 30 september 2026" in op_dit_blad
    assert lezer.attachments["momentopname.json"] == [concept.momentopname.encode()]
    assert "Geheime Contactpersoon" not in tekst
    assert "@" not in tekst


@EEN_SOORT
def test_twice_from_one_snapshot_is_the_same_file(concept):
    assert als_pdf(concept) == als_pdf(concept)


@EEN_SOORT
def test_an_empty_programme_has_a_report_too(session, opsteller, nu):
    leeg = rapportages.opstellen(
        session, programma=leeg_programma(session), periode="2026-K3", door=opsteller, nu=nu
    )
    lezer = pypdf.PdfReader(io.BytesIO(als_pdf(leeg)))
    tekst = "\n".join(blad.extract_text() for blad in lezer.pages)
    assert "Voor deze agenda zijn nog geen acties ingevoerd." in tekst
    assert "Er is geen vastgestelde vorige rapportage om mee te vergelijken." in tekst
    assert bestandsnaam(leeg) == "kwartaalrapportage-leeg-2026-K3-v1.pdf"


def test_the_words_of_the_report_are_the_ones_we_agreed_on(session, nu):
    """The whole text of a fixed report. After a wanted change: HERSCHRIJF_GOLDEN=ja, and read the difference."""
    with vaste_uuids("rapport"):
        opsteller, vaststeller = gebruikers(session)
        programma = maak_programma(session, opsteller)
        vorige = rapportages.opstellen(
            session, programma=programma, periode="2026-K2", door=opsteller, nu=EERDER
        )
        stel_vast(session, vorige, opsteller, vaststeller, EERDER)
        rapport = rapportages.opstellen(
            session, programma=programma, periode="2026-K3", door=opsteller, nu=nu
        )
    zichtbaar = re.sub(r"<style>.*?</style>|<path[^>]*>|<[^>]+>", "\n", als_html(rapport), flags=re.DOTALL)
    tekst = (
        "\n".join(regel.strip() for regel in html.unescape(zichtbaar).splitlines() if regel.strip()) + "\n"
    )
    if os.environ.get("HERSCHRIJF_GOLDEN"):
        GOLDEN.write_text(tekst, encoding="utf-8")
    assert tekst == GOLDEN.read_text(encoding="utf-8")


def test_a_report_of_an_older_edition_is_drawn_as_it_was():
    """A snapshot from before there were purpose cases in it, and the checksum of the text that was made from it then."""
    opname = (GOLDEN.parent / "kwartaal-1.json").read_text(encoding="utf-8")
    sha256 = hashlib.sha256(opname.encode()).hexdigest()
    assert sha256 == "1f60aa91ca6a252b878977461531135546c033a0a27fa4dba0bc454f48bf3bcc"
    oud = Rapportage(momentopname=opname, sha256=sha256, status=RapportageStatus.CONCEPT)
    tekst = als_html(oud)
    assert "Purpose cases" not in tekst
    assert (
        hashlib.sha256(tekst.encode()).hexdigest()
        == "a4ac2b19ab24b2d7833c35fcee65ff114028b6e17cba89869a777638a243bad8"
    )


def test_amounts_in_the_report_are_those_of_the_ledger(session, concept):
    regels = session.exec(
        select(Begrotingsregel.bedrag_cent).where(Begrotingsregel.soort == "realisatie")
    ).all()
    assert concept.cijfers["cijfers"]["geld.totaal.realisatie"]["waarde"] == sum(regels)
    assert f">{Decimal(sum(regels) / 100_000):,.0f}<".replace(",", ".") in als_html(concept)


def test_headings_never_skip_a_level(concept):
    """PDF/UA refuses an h3 right under an h1 (veraPDF, 7.4.2)."""
    niveaus = [int(niveau) for niveau in re.findall(r"<h([1-6])[ >]", als_html(concept))]
    assert niveaus[0] == 1
    assert all(na <= voor + 1 for voor, na in pairwise(niveaus))
