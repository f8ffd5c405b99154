"""Pages of deals: coverage on a day, a file of signatories, doubtful ones decided, following each of them."""

import io
import re

import pytest
from sqlmodel import func, select

from crm.models import (
    Aanwezigheid,
    Actie,
    AfspraakStatus,
    Convenant,
    Helix,
    Ondertekening,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
)
from tests.factories import EEN_DAG, maak
from tests.support import deal as proefdeal
from tests.support.tellen import tel_opdrachten

RIJ = "ROM In West;;12-3-2025;Stages;stages;stageplekken;40;1-9-2027;\n"


@pytest.fixture
def deal(bestand):
    return bestand(Convenant, naam="Circulaire Deal", aantal_genoemd=45, actie_id=bestand(Actie).id)


@pytest.fixture
def rom(bestand):
    return bestand(Organisatie, naam="ROM InWest")


@pytest.fixture
def adres(deal):
    return f"/convenanten/{deal.uuid}"


@pytest.fixture
def session(database):
    """A reading session: on SQLite a writing one would keep the site from saving."""
    with database.session() as session:
        yield session


def aantal(session, noun):
    session.rollback()
    geteld = session.exec(select(func.count()).select_from(noun)).one()
    session.rollback()
    return geteld


def stuur_bestand(bezoeker, adres, inhoud, naam="deal.csv", **velden):
    ruw = inhoud if isinstance(inhoud, bytes) else inhoud.encode()
    velden = {"bestand": (io.BytesIO(ruw), naam), "_doe": "bekijken", "helix": "bedrijf"} | velden
    return bezoeker.stuur(f"{adres}/inlezen", velden, content_type="multipart/form-data")


def getypt(antwoord):
    return re.search(r'<textarea[^>]* name="csv"[^>]*>\n(.*?)</textarea>', antwoord.text, re.DOTALL)[1]


# --- a file ---


def test_a_file_is_shown_row_by_row_and_read_in_after_that(petra, adres, rom, session, lees):
    assert petra.ga(f"{adres}/inlezen").status_code == 200
    tekst = f"{proefdeal.KOP}\nrom inwest;;12-3-2025;;;;;;\n{RIJ}Xylofoon;;;;;;;;\n"
    proef = stuur_bestand(petra, adres, tekst, nieuw="ja")
    gezien = lees(proef)
    assert "1 herkend, 1 nieuw, 1 onzeker" in gezien
    assert "Lijkt op ‘ROM InWest’." in gezien
    assert aantal(session, Ondertekening) == 0
    velden = {"csv": getypt(proef), "naam": "deal.csv", "nieuw": "ja", "helix": "bedrijf", "_doe": "inlezen"}
    klaar = petra.stuur(f"{adres}/inlezen", velden, content_type="multipart/form-data", follow_redirects=True)
    assert "Ingelezen: 1 herkend, 1 nieuw, 1 wacht op uw keuze." in lees(klaar)
    assert aantal(session, Ondertekening) == 3
    nog_eens = petra.stuur(f"{adres}/inlezen", velden, content_type="multipart/form-data", follow_redirects=True)
    assert "Er is niets veranderd." in lees(nog_eens)
    assert aantal(session, Ondertekening) == 3


def test_the_deal_of_45_comes_in_through_the_page(petra, adres, database, session, lees):
    with database.transaction() as vooraf:
        proefdeal.partijen(vooraf)
    proef = stuur_bestand(petra, adres, proefdeal.bestand(), nieuw="ja")
    assert "40 herkend, 2 nieuw, 3 onzeker, 0 gewijzigd en 0 stonden er al. Er komen 20 afspraken bij." in lees(proef)
    stuur_bestand(petra, adres, proefdeal.bestand(), nieuw="ja", _doe="inlezen")
    with tel_opdrachten(database.engine) as opdrachten:
        tekst = lees(petra.ga(adres))
    assert len(opdrachten) <= 15, len(opdrachten)
    assert "0 van 45 bevestigd, 0 geleverd" in tekst
    assert "3 ondertekenaars is nog niet zeker" in tekst
    assert aantal(session, Ondertekening) == 45


def test_a_file_with_mistakes_comes_back_whole_with_its_lines(petra, adres, session, lees):
    tekst = "naam;kvk;afspraak\n<b>Çelik & zn</b>;12;\nY;;Iets\n"
    antwoord = stuur_bestand(petra, adres, tekst)
    assert antwoord.status_code == 400
    gezien = lees(antwoord)
    assert "Regel 2: kvk_nummer: Een KvK-nummer heeft acht cijfers." in gezien
    assert "Regel 3: soort: Vul dit in." in gezien
    assert "<b>Çelik" not in antwoord.text
    assert "&lt;b&gt;Çelik &amp; zn&lt;/b&gt;;12;" in antwoord.text
    assert aantal(session, Ondertekening) == 0


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        (b"", "Kies een bestand, of plak de regels"),
        (b"PK\x03\x04 werkmap", "Dit is een werkmap en geen CSV."),
        (b"naam\nX\0Y\n", "tekens die geen tekst zijn"),
        (b"naam\n" + b"x" * 500_001, "Het bestand is groter dan 500 kB."),
        (b"\xff\xd8\xff\xe0 foto", "geen goede CSV"),
        (b"kleur\nrood\n", "De kolom ‘kleur’ kennen wij niet."),
    ],
)
def test_what_is_no_list_of_signatories_is_told(petra, adres, session, lees, inhoud, zin):
    antwoord = stuur_bestand(petra, adres, inhoud)
    assert antwoord.status_code == 400
    if zin != "geen goede CSV":
        assert zin in lees(antwoord)
    assert aantal(session, Ondertekening) == 0


def test_a_file_of_an_old_spreadsheet_keeps_its_accents(petra, adres):
    antwoord = stuur_bestand(petra, adres, "naam\nCoöperatie Żółw\n".encode("cp1250"))
    assert antwoord.status_code == 200
    assert "Coöperatie" in antwoord.text


def test_pasted_lines_will_do(petra, adres, rom, lees):
    antwoord = petra.stuur(f"{adres}/inlezen", {"csv": "naam\r\nROM InWest\r\n", "_doe": "bekijken"})
    assert "1 herkend" in lees(antwoord)


# --- who is it ---


@pytest.fixture
def twijfel(petra, adres, rom, session):
    stuur_bestand(petra, adres, f"{proefdeal.KOP}\n{RIJ}", _doe="inlezen")
    gevonden = session.exec(select(Ondertekening)).one()
    session.expunge_all()
    session.rollback()
    return gevonden


def test_a_doubtful_one_stands_on_top_with_what_it_may_be(petra, adres, twijfel, lees, session):
    pagina = petra.ga(adres)
    assert "Dit is ROM InWest" in lees(pagina)
    assert "1 bijdrage wacht" in lees(pagina)
    assert "Wie is ‘ROM In West’?" in lees(petra.ga(f"{adres}/ondertekenaars/{twijfel.uuid}"))
    velden = {"organisatie": "ROM InWest"}
    antwoord = petra.stuur(f"{adres}/ondertekenaars/{twijfel.uuid}/koppelen", velden, follow_redirects=True)
    assert "‘ROM In West’ is ROM InWest." in lees(antwoord)
    assert "tekende als ROM In West" in lees(antwoord)
    assert "Wie is dit?" not in lees(antwoord)
    assert aantal(session, Partnerafspraak) == 1
    nog_eens = petra.stuur(f"{adres}/ondertekenaars/{twijfel.uuid}/koppelen", velden)
    assert nog_eens.status_code == 409


def test_what_was_typed_stays_when_it_is_nobody(petra, adres, twijfel, lees):
    antwoord = petra.stuur(f"{adres}/ondertekenaars/{twijfel.uuid}/koppelen", {"organisatie": "Rom Inwst"})
    assert antwoord.status_code == 400
    assert "Bedoelt u ‘ROM InWest’?" in lees(antwoord)
    assert 'value="Rom Inwst"' in antwoord.text


def test_a_pasted_page_is_no_name_and_comes_back_as_it_was_typed(petra, adres, twijfel, lees):
    lang = "Rom In West " * 5_000
    antwoord = petra.stuur(f"{adres}/ondertekenaars/{twijfel.uuid}/koppelen", {"organisatie": lang})
    assert antwoord.status_code == 400
    assert "hoogstens 200 tekens" in lees(antwoord)
    assert f'value="{lang}"' in antwoord.text


def test_a_doubtful_one_is_somebody_new_or_no_signatory(petra, adres, twijfel, bestand, deal, session, lees):
    hier = f"{adres}/ondertekenaars/{twijfel.uuid}"
    assert petra.stuur(f"{hier}/nieuw", {"helix": ""}).status_code == 400
    assert "staat erbij als nieuwe organisatie" in lees(
        petra.stuur(f"{hier}/nieuw", {"helix": "onderwijs"}, follow_redirects=True)
    )
    assert session.exec(select(Organisatie.helix).where(Organisatie.naam == "ROM In West")).one() is Helix.ONDERWIJS
    ander = f"{adres}/ondertekenaars/{bestand(Ondertekening, convenant=deal, organisatie=None, naam='Totaal').uuid}"
    assert petra.stuur(f"{ander}/schrappen", {"reden": " "}).status_code == 400
    assert "‘Totaal’ is geschrapt." in lees(petra.stuur(f"{ander}/schrappen", {"reden": "Kop"}, follow_redirects=True))
    assert petra.ga(ander).status_code == 404


def test_a_signatory_of_another_deal_is_not_here(petra, adres, bestand):
    vreemd = bestand(Ondertekening)
    assert petra.ga(f"{adres}/ondertekenaars/{vreemd.uuid}").status_code == 404
    assert petra.stuur(f"{adres}/ondertekenaars/{vreemd.uuid}/schrappen", {"reden": "x"}).status_code == 404


def test_one_is_added_by_hand(petra, adres, rom, session, lees):
    assert petra.ga(f"{adres}/ondertekenaars").status_code == 200
    fout = petra.stuur(f"{adres}/ondertekenaars", {"organisatie": "Onbekend", "getekend_op": "ooit"})
    assert fout.status_code == 400
    assert 'value="ooit"' in fout.text
    velden = {"organisatie": "rom inwest", "getekend_op": "5-1-2026"}
    assert petra.stuur(f"{adres}/ondertekenaars", velden).status_code == 303
    assert "staat al bij de ondertekenaars" in lees(petra.stuur(f"{adres}/ondertekenaars", velden))
    assert aantal(session, Ondertekening) == 1


# --- the dossier ---


@pytest.fixture
def gevuld(database, deal):
    """Signatories with and without promises, and meetings with some."""

    def doe(hoeveel):
        with database.transaction() as session:
            for plek in range(hoeveel):
                organisatie = maak(session, Organisatie)
                maak(session, Ondertekening, convenant=deal, organisatie=organisatie, getekend_op=EEN_DAG)
                if plek % 2:
                    maak(
                        session, Partnerafspraak, organisatie=organisatie, convenant_id=deal.id,
                        status=AfspraakStatus.BEVESTIGD, bevestigd_op=EEN_DAG,
                    )  # fmt: skip
                    overleg = maak(session, Overleg, status=OverlegStatus.GEHOUDEN)
                    maak(session, Aanwezigheid, overleg=overleg, organisatie=organisatie)
                if plek % 5 == 0:
                    maak(
                        session, Ondertekening, convenant=deal, organisatie=None, getekend_op=EEN_DAG,
                        naam=f"Twijfel {hoeveel} {plek}", kvk_nummer="12345678",
                    )  # fmt: skip

    return doe


def test_the_page_costs_the_same_for_two_and_for_two_hundred(petra, adres, gevuld, database, lees):
    for hoeveel in (2, 200):
        gevuld(hoeveel)
        with tel_opdrachten(database.engine) as opdrachten:
            antwoord = petra.ga(adres)
        assert antwoord.status_code == 200
        assert len(opdrachten) <= 15, (hoeveel, len(opdrachten))
    for pagina in ("/convenanten", f"{adres}/inlezen"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(pagina).status_code == 200
        assert len(opdrachten) <= 15


def test_more_than_a_hundred_come_in_pages_and_nobody_is_lost(petra, adres, gevuld):
    gevuld(230)
    gezien, waar = set(), adres
    for _ in range(4):
        tekst = petra.ga(waar).text
        gezien |= set(re.findall(rf'href="{adres}/ondertekenaars/[0-9a-f-]+">(Proeforganisatie \d+)<', tekst))
        volgende = re.search(r'href="([^"]+)" rel="next"', tekst)
        if not volgende:
            break
        waar = volgende[1].replace("&amp;", "&")
    assert len(gezien) == 230
    assert petra.ga(f"{adres}?na=onzin").status_code == 200


def test_the_list_can_be_those_who_stand_so(petra, adres, gevuld, lees):
    gevuld(6)
    bevestigd = lees(petra.ga(f"{adres}?stand=bevestigd"))
    assert bevestigd.count("0 van 1") == 3
    assert "nog niets" not in bevestigd.split("Getekend")[1]
    assert "Geen ondertekenaar heeft deze stand." in lees(petra.ga(f"{adres}?stand=geleverd"))
    assert petra.ga(f"{adres}?stand=onzin").status_code == 200


def test_the_page_tells_of_a_day_that_is_past(petra, adres, gevuld, lees):
    gevuld(6)
    toen = lees(petra.ga(f"{adres}?peildatum=31-8-2026"))
    assert "Nog geen ondertekenaars bij ons bekend op 31 augustus 2026" in toen
    assert "Laatst gesproken" not in toen
    nu = lees(petra.ga(f"{adres}?peildatum=1-9-2026"))
    assert "3 van 45 bevestigd, 0 geleverd op 1 september 2026" in nu
    for raar, zin in (("ooit", "‘ooit’ is geen dag."), ("1-1-2030", "Die dag moet nog komen.")):
        assert zin in lees(petra.ga(f"{adres}?peildatum={raar}"))


def test_following_one_signatory(petra, adres, gevuld, session, lees):
    gevuld(2)
    wie = session.exec(
        select(Ondertekening).join(Partnerafspraak, Partnerafspraak.organisatie_id == Ondertekening.organisatie_id)
    ).one()
    pagina = petra.ga(f"{adres}/ondertekenaars/{wie.uuid}")
    tekst = lees(pagina)
    assert "Laatst gesproken op 1 september 2026" in tekst
    assert "12 stageplekken" in tekst
    organisatie = session.get(Organisatie, wie.organisatie_id)
    link = f"/afspraken/nieuw?organisatie={organisatie.uuid}&amp;convenant={adres.rpartition('/')[2]}"
    assert link in pagina.text


def test_who_may_only_look_sees_all_and_changes_nothing(lezer, adres, gevuld, session, lees):
    gevuld(3)
    twijfel = session.exec(select(Ondertekening).where(Ondertekening.organisatie_id == None)).first()  # noqa: E711
    for pagina in ("/convenanten", adres, f"{adres}/ondertekenaars/{twijfel.uuid}"):
        antwoord = lezer.ga(pagina)
        assert antwoord.status_code == 200
        assert "<form class=\"vorm\"" not in antwoord.text
        assert "Afspraak noteren" not in antwoord.text
    for pagina in (f"{adres}/inlezen", f"{adres}/ondertekenaars"):
        assert lezer.ga(pagina).status_code == 403
        assert lezer.stuur(pagina, {"csv": "naam\nX\n", "organisatie": "X"}).status_code == 403
    for daad in ("koppelen", "nieuw", "schrappen"):
        assert lezer.stuur(f"{adres}/ondertekenaars/{twijfel.uuid}/{daad}", {"reden": "x"}).status_code == 403


def test_a_deal_without_anything_says_what_to_do(petra, bestand, lees):
    leeg = bestand(Convenant, naam="Leeg akkoord")
    assert "Nog geen ondertekenaars bij ons bekend" in lees(petra.ga(f"/convenanten/{leeg.uuid}"))
    assert petra.ga("/convenanten/00000000-0000-4000-8000-000000000000").status_code == 404
