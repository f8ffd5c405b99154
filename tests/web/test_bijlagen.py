"""Files on the pages of dossiers: adding, fetching safely, removing, and everything that must not get through."""

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    Bijlage,
    Convenant,
    Levering,
    Logboekregel,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    PurposeCase,
)
from crm.models import GebruikerRol as R
from tests.support import bestanden
from tests.support.tellen import tel_opdrachten

PDF = bestanden.pdf()
NOUNS = {
    "actie": Actie,
    "coalitie": Ontwikkelcoalitie,
    "case": PurposeCase,
    "organisatie": Organisatie,
    "persoon": Persoon,
    "overleg": Overleg,
    "afspraak": Partnerafspraak,
    "convenant": Convenant,
    "opdracht": Opdracht,
}
# The dossiers of this room that show the block themselves.
PAGINAS = {"actie": "acties", "organisatie": "organisaties", "overleg": "overleggen", "afspraak": "afspraken"}


@pytest.fixture
def rom(bestand):
    return bestand(Organisatie, naam="ROM InWest")


@pytest.fixture
def stuur(rom):
    """Sends a file to a dossier: to ROM InWest unless told otherwise."""

    def doe(wie, inhoud=PDF, naam="plan.pdf", bij=None, **velden):
        pad = bij or f"/bijlagen/organisatie/{rom.uuid}"
        return wie.client.post(pad, **bestanden.formulier({"csrf_token": wie.merk(), **velden}, inhoud, naam))

    return doe


@pytest.fixture
def bijlage(database):
    """The one line there is, as it is now."""

    def doe():
        with database.session() as session:
            return session.exec(select(Bijlage)).one()

    return doe


def test_a_file_is_added_to_a_dossier_and_fetched_again(petra, rom, stuur, bijlage, lees):
    antwoord = stuur(petra, toelichting="Plan van aanpak")
    assert (antwoord.status_code, antwoord.location) == (303, f"/organisaties/{rom.uuid}#bijlagen")
    tekst = lees(petra.ga(f"/organisaties/{rom.uuid}"))
    assert "Het bestand staat erbij." in tekst
    assert "plan.pdf" in tekst
    assert "van Petra. Plan van aanpak" in tekst
    assert petra.ga(f"/bijlagen/{bijlage().uuid}").data == PDF


@pytest.mark.parametrize("soort", NOUNS)
def test_every_kind_of_dossier_takes_files(petra, bestand, stuur, bijlage, soort, lees):
    dossier = bestand(NOUNS[soort])
    adres = f"/bijlagen/{soort}/{dossier.uuid}"
    assert "Hier hangt nog geen bestand aan." in lees(petra.ga(adres))
    assert stuur(petra, bij=adres).status_code == 303
    assert bijlage().bij == soort
    assert "plan.pdf" in lees(petra.ga(adres))


@pytest.mark.parametrize("soort", PAGINAS)
def test_a_dossier_shows_its_files_and_the_form_for_who_may_add(petra, lezer, bestand, soort):
    dossier = bestand(NOUNS[soort])
    bestand(Bijlage, coalitie_id=None, naam="verslag één.pdf", **{soort: dossier})
    adres = f"/{PAGINAS[soort]}/{dossier.uuid}"
    pagina = petra.ga(adres).text
    assert "verslag één.pdf" in pagina
    assert f'action="/bijlagen/{soort}/{dossier.uuid}"' in pagina
    pagina = lezer.ga(adres).text
    assert "verslag één.pdf" in pagina
    assert "/bijlagen/organisatie" not in pagina
    assert "verwijderen" not in pagina


def test_a_file_is_served_to_be_kept_and_never_as_a_page_of_ours(petra, stuur, bijlage):
    stuur(petra, naam="Ëén plän; versie 'twee'.pdf")
    antwoord = petra.ga(f"/bijlagen/{bijlage().uuid}")
    koppen = antwoord.headers
    assert koppen["Content-Type"] == "application/pdf"
    assert koppen["Content-Disposition"].startswith("attachment; filename=")
    assert "filename*=UTF-8''%C3%8B%C3%A9n%20pl%C3%A4n%3B%20versie%20%27twee%27.pdf" in koppen["Content-Disposition"]
    assert koppen["X-Content-Type-Options"] == "nosniff"
    assert koppen["Content-Security-Policy"].startswith("sandbox; default-src 'none'")
    assert koppen["Cache-Control"] == "private, no-cache"
    assert koppen["Content-Length"] == str(len(PDF))
    again = petra.ga(f"/bijlagen/{bijlage().uuid}", headers={"If-None-Match": koppen["ETag"]})
    assert again.status_code == 304


@pytest.mark.parametrize(
    ("naam", "bewaard"),
    [
        ("../../x", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("plan%0d%0aX-Kwaad: ja.pdf", "plan%0d%0aX-Kwaad_ ja.pdf"),
        ("überzicht €.pdf", "überzicht €.pdf"),
    ],
)
def test_a_hostile_name_becomes_a_plain_one(petra, stuur, bijlage, naam, bewaard):
    assert stuur(petra, naam=naam).status_code == 303
    assert bijlage().naam == bewaard
    antwoord = petra.ga(f"/bijlagen/{bijlage().uuid}")
    assert antwoord.status_code == 200
    assert "X-Kwaad" not in antwoord.headers


def test_a_line_end_in_a_name_never_reaches_a_header(petra, rom, bijlage):
    """As no browser sends it: the name in the encoding that does carry a line end."""
    lichaam = (
        b"--grens\r\nContent-Disposition: form-data; name=csrf_token\r\n\r\n" + petra.merk().encode() + b"\r\n"
        b"--grens\r\nContent-Disposition: form-data; name=bestand; filename*=UTF-8''plan%0D%0AX-Kwaad%3A%20ja.pdf\r\n\r\n"
        + PDF
        + b"\r\n--grens--\r\n"
    )
    antwoord = petra.client.post(
        f"/bijlagen/organisatie/{rom.uuid}", data=lichaam, content_type="multipart/form-data; boundary=grens"
    )
    assert antwoord.status_code == 303
    assert bijlage().naam == "plan X-Kwaad_ ja.pdf"
    koppen = petra.ga(f"/bijlagen/{bijlage().uuid}").headers
    assert "X-Kwaad" not in koppen
    assert koppen["Content-Disposition"] == 'attachment; filename="plan X-Kwaad_ ja.pdf"'


@pytest.mark.parametrize(
    ("inhoud", "naam", "zin"),
    [
        (bestanden.HTML, "plan.pdf", "webpagina of een script"),
        (bestanden.EXE, "plan.docx", "bewaren wij niet"),
        (b"", "plan.pdf", "Dit bestand is leeg."),
        (bestanden.doos({"word/g.xml": b"0" * 60_000_000}, van=bestanden.docx_bestand()), "plan.docx", "veel te groot"),
        (b"", "", "Kies een bestand."),
    ],
)
def test_a_refused_file_says_why_and_what_was_typed_stays(petra, stuur, rom, lees, inhoud, naam, zin):
    antwoord = stuur(petra, inhoud, naam, toelichting="Het plan, versie één")
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert 'value="Het plan, versie één"' in antwoord.text
    assert 'aria-describedby="bestand-hint bestand-fout"' in antwoord.text
    assert f'href="/organisaties/{rom.uuid}#bijlagen">Annuleren' in antwoord.text


def test_a_form_without_a_file_asks_for_one(petra, rom, lees):
    antwoord = petra.stuur(f"/bijlagen/organisatie/{rom.uuid}", {"toelichting": "vergeten"})
    assert antwoord.status_code == 400
    assert "Kies een bestand." in lees(antwoord)


def test_a_file_over_the_limit_is_refused_in_the_form(petra, stuur, lees):
    antwoord = stuur(petra, b"a" * (21 * 1024 * 1024), "groot.txt", toelichting="Veel")
    assert antwoord.status_code == 400
    assert "Het mag hoogstens 20 MB zijn." in lees(antwoord)
    assert 'value="Veel"' in antwoord.text


def test_what_is_far_too_large_gets_a_page_that_says_so(petra, stuur, lees):
    antwoord = stuur(petra, b"a" * (26 * 1024 * 1024), "groot.txt")
    assert antwoord.status_code == 413
    assert "Dit is te groot" in lees(antwoord)


def test_the_same_form_sent_twice_is_one_file(petra, rom, stuur, bijlage, lees):
    stuur(petra)
    antwoord = stuur(petra)
    assert antwoord.status_code == 303
    assert bijlage().naam == "plan.pdf"
    assert "Dit bestand staat al bij dit dossier." in lees(petra.ga(f"/organisaties/{rom.uuid}"))


def test_who_may_only_look_adds_and_removes_nothing(petra, lezer, stuur, bijlage):
    assert stuur(lezer).status_code == 403
    stuur(petra)
    assert lezer.ga(f"/bijlagen/{bijlage().uuid}").status_code == 200
    adres = f"/bijlagen/{bijlage().uuid}/verwijderen"
    assert lezer.ga(adres).status_code == 403
    assert lezer.stuur(adres, {"reden": "Weg"}).status_code == 403


def test_files_about_a_person_are_for_who_may_see_persons(petra, bram, lezer, bezoeker, bestand, stuur, bijlage):
    persoon = bestand(Persoon, naam="Annabel Proef")
    adres = f"/bijlagen/persoon/{persoon.uuid}"
    stuur(petra, naam="cv Annabel.pdf", bij=adres)
    controller = bezoeker("Cor", R.CONTROLLER)
    for ander in (bram, lezer, controller):
        assert ander.ga(adres).status_code == 403
        assert ander.ga(f"/bijlagen/{bijlage().uuid}").status_code == 403
        assert ander.ga(f"/bijlagen/{bijlage().uuid}/verwijderen").status_code == 403
    assert petra.ga(f"/bijlagen/{bijlage().uuid}").data == PDF


def test_a_stranger_signs_in_first(app, petra, stuur, bijlage):
    stuur(petra)
    antwoord = app.test_client().get(f"/bijlagen/{bijlage().uuid}")
    assert antwoord.status_code == 302
    assert "/aanmelden" in antwoord.location


def test_removing_asks_for_a_reason_and_leaves_the_line(petra, rom, stuur, bijlage, app, lees):
    stuur(petra)
    adres = f"/bijlagen/{bijlage().uuid}/verwijderen"
    assert "Waarom moet het weg?" in lees(petra.ga(adres))
    antwoord = petra.stuur(adres, {"reden": "  "})
    assert antwoord.status_code == 400
    antwoord = petra.stuur(adres, {"reden": "Verkeerde versie"}, follow_redirects=True)
    tekst = lees(antwoord)
    assert "Het bestand is verwijderd; de reden staat erbij." in tekst
    assert "Verwijderd op 14 oktober 2026: Verkeerde versie" in tekst
    assert app.extensions["aanjager"].opslag.stand(bijlage().sha256) == "kwijt"
    weg = petra.ga(f"/bijlagen/{bijlage().uuid}")
    assert weg.status_code == 410
    assert "Dit bestand is verwijderd" in lees(weg)
    assert "Verkeerde versie" in lees(weg)
    assert petra.stuur(adres, {"reden": "Nog eens"}).status_code == 409


def test_removing_evidence_says_what_it_is_evidence_of(petra, bestand, lees):
    afspraak = bestand(Partnerafspraak)
    een = bestand(Bijlage, coalitie_id=None, afspraak=afspraak)
    bestand(Levering, afspraak=afspraak, bijlage=een)
    assert "het bewijs van 1 levering" in lees(petra.ga(f"/bijlagen/{een.uuid}/verwijderen"))


def test_a_file_that_is_missing_or_damaged_on_disk_is_said_in_a_sentence(petra, stuur, bijlage, app, lees):
    stuur(petra)
    opslag, adres = app.extensions["aanjager"].opslag, f"/bijlagen/{bijlage().uuid}"
    opslag.pad(bijlage().sha256).write_bytes(b"iets anders")
    antwoord = petra.ga(adres)
    assert antwoord.status_code == 404
    assert "beschadigd geraakt" in lees(antwoord)
    opslag.pad(bijlage().sha256).unlink()
    antwoord = petra.ga(adres)
    assert antwoord.status_code == 404
    assert "staat niet meer in de opslag" in lees(antwoord)


def test_what_is_not_there_is_not_found(petra, stuur):
    niets = "00000000-0000-4000-8000-000000000000"
    assert petra.ga(f"/bijlagen/{niets}").status_code == 404
    assert petra.ga(f"/bijlagen/actie/{niets}").status_code == 404
    assert petra.ga(f"/bijlagen/gebruiker/{niets}").status_code == 404
    assert stuur(petra, bij=f"/bijlagen/actie/{niets}").status_code == 404


@pytest.mark.parametrize("aantal", [2, 25])
def test_pages_with_files_cost_at_most_fifteen_statements(petra, bestand, database, aantal):
    dossiers = {soort: bestand(NOUNS[soort]) for soort in PAGINAS}
    for soort, dossier in dossiers.items():
        for nummer in range(aantal):
            bestand(Bijlage, coalitie_id=None, naam=f"{nummer}.pdf", **{soort: dossier})
    for soort, dossier in dossiers.items():
        for adres in (f"/{PAGINAS[soort]}/{dossier.uuid}", f"/bijlagen/{soort}/{dossier.uuid}"):
            with tel_opdrachten(database.engine) as opdrachten:
                assert petra.ga(adres).status_code == 200
            assert len(opdrachten) <= 15, adres


def test_the_log_knows_who_added_and_removed_what(petra, stuur, bijlage, database):
    stuur(petra)
    petra.stuur(f"/bijlagen/{bijlage().uuid}/verwijderen", {"reden": "Weg"})
    with database.session() as session:
        vraag = select(Logboekregel.handeling).where(Logboekregel.onderwerp_soort == "bijlage")
        assert session.exec(vraag.order_by(Logboekregel.id)).all() == ["bijlage.toegevoegd", "bijlage.verwijderd"]
