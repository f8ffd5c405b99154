"""Pages of organisations: finding, showing, adding, mending."""

import re

import pytest
from sqlmodel import select

from crm.models import Functie, Organisatie, OrganisatieAlias
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def rom(bestand):
    return bestand(Organisatie, naam="ROM InWest", website="https://www.voorbeeld.nl")


def _velden(organisatie, **anders):
    return {"naam": organisatie.naam, "helix": "bedrijf", "versie": str(organisatie.versie)} | anders


def test_the_list_pages_by_name_and_loses_nobody(petra, bestand):
    namen = {bestand(Organisatie).naam for _ in range(60)}
    gezien, adres = set(), "/organisaties"
    for _ in range(5):
        tekst = petra.ga(adres).text
        gezien |= set(re.findall(r'<a href="/organisaties/[0-9a-f-]{36}">([^<]+)</a>', tekst))
        volgende = re.search(r'href="(/organisaties\?na=[^"]+)" rel="next"', tekst)
        if not volgende:
            break
        adres = volgende[1].replace("&amp;", "&")
    assert gezien == namen


def test_a_changed_key_begins_at_the_beginning(petra, rom):
    for na in ("onzin", "W10", "%C3%A9"):
        assert "ROM InWest" in petra.ga(f"/organisaties?na={na}").text


def test_a_name_that_is_not_found_gets_what_it_probably_means(petra, rom, lees):
    tekst = lees(petra.ga("/organisaties?q=rom+inwst"))
    assert "vinden wij niet" in tekst
    assert "Bedoelt u misschien ROM InWest" in tekst


def test_a_new_organisation_is_proposed_first_and_added_when_insisted(petra, rom, session, lees):
    velden = {"naam": "ROM InWestt", "helix": "bedrijf", "regio": "MRA"}
    antwoord = petra.stuur("/organisaties/nieuw", velden)
    assert antwoord.status_code == 409
    assert "Bedoelt u misschien ROM InWest" in lees(antwoord)
    assert 'value="MRA"' in antwoord.text
    assert petra.stuur("/organisaties/nieuw", velden | {"toch": "ja"}).status_code == 303
    assert len(session.exec(select(Organisatie)).all()) == 2


def test_a_name_that_we_know_is_never_added_twice(petra, rom, session, lees):
    antwoord = petra.stuur(
        "/organisaties/nieuw", {"naam": "rom inwest b.v.", "helix": "bedrijf", "toch": "ja"}
    )
    assert antwoord.status_code == 409
    assert "staat er al, als ‘ROM InWest’" in lees(antwoord)
    assert len(session.exec(select(Organisatie)).all()) == 1


@pytest.mark.parametrize(
    ("veld", "waarde", "zin"),
    [
        ("kvk_nummer", "123", "acht cijfers"),
        ("oin", "12", "twintig cijfers"),
        ("website", "voorbeeld", "https://"),
        ("naam", " ", "Vul dit in."),
        ("helix", "", "Vul dit in."),
    ],
)
def test_what_cannot_be_stored_is_refused_beside_its_field(petra, rom, lees, veld, waarde, zin):
    antwoord = petra.stuur(f"/organisaties/{rom.uuid}/wijzigen", _velden(rom, aard="fonds") | {veld: waarde})
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert 'value="fonds"' in antwoord.text


def test_a_number_of_another_organisation_is_refused(petra, rom, bestand, lees):
    bestand(Organisatie, naam="Ander", kvk_nummer="12345678")
    antwoord = petra.stuur(f"/organisaties/{rom.uuid}/wijzigen", _velden(rom, kvk_nummer="12345678"))
    assert antwoord.status_code == 400
    assert "is al van ‘Ander’" in lees(antwoord)
    assert "Nu bewaard" not in lees(antwoord)


def test_what_was_made_empty_is_empty(petra, rom, session):
    assert petra.stuur(f"/organisaties/{rom.uuid}/wijzigen", _velden(rom, website="")).status_code == 303
    assert session.get(Organisatie, rom.id).website is None


def test_who_was_slower_sees_what_the_other_saved_and_may_then_decide(petra, bezoeker, rom, session, lees):
    from crm.models import GebruikerRol as R

    anna = bezoeker("Anna", R.AMBASSADEUR)
    adres = f"/organisaties/{rom.uuid}/wijzigen"
    assert anna.stuur(adres, _velden(rom, regio="MRA")).status_code == 303
    antwoord = petra.stuur(adres, _velden(rom, regio="Noord"))
    assert antwoord.status_code == 409
    tekst = lees(antwoord)
    assert "Iemand anders heeft" in tekst
    assert "Regio MRA Noord" in tekst
    assert session.get(Organisatie, rom.id).regio == "MRA"
    # Looking takes the write lock of the test's session; the next form needs it.
    session.rollback()
    versie = re.search(r'name="versie" value="(\d+)"', antwoord.text)[1]
    assert petra.stuur(adres, _velden(rom, regio="Noord", versie=versie)).status_code == 303
    assert session.get(Organisatie, rom.id).regio == "Noord"


def test_another_name_is_added_once(petra, rom, session, lees):
    adres = f"/organisaties/{rom.uuid}/namen"
    assert petra.ga(adres).status_code == 200
    assert petra.stuur(adres, {"naam": "Regionale Ontwikkelingsmaatschappij"}).status_code == 303
    antwoord = petra.stuur(adres, {"naam": "regionale ontwikkelingsmaatschappij"})
    assert (antwoord.status_code, "hoort al bij" in lees(antwoord)) == (409, True)
    assert len(session.exec(select(OrganisatieAlias)).all()) == 1


def test_people_are_shown_only_to_who_may_see_persons(petra, lezer, rom, bestand, session):
    functie = bestand(Functie, organisatie=rom, naam="directeur")
    naam = session.exec(select(Functie)).one().persoon.naam
    assert functie.id
    assert naam in petra.ga(f"/organisaties/{rom.uuid}").text
    assert naam not in lezer.ga(f"/organisaties/{rom.uuid}").text


def test_who_may_only_look_changes_nothing(lezer, rom):
    for pad in ("nieuw", f"{rom.uuid}/wijzigen", f"{rom.uuid}/namen"):
        assert lezer.ga(f"/organisaties/{pad}").status_code == 403


def test_list_and_page_cost_at_most_fifteen_statements(petra, rom, bestand, database):
    for _ in range(10):
        bestand(OrganisatieAlias, organisatie=rom)
        bestand(Functie, organisatie=rom)
    for adres in ("/organisaties", "/organisaties?q=rom", f"/organisaties/{rom.uuid}"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(adres).status_code == 200
        assert len(opdrachten) <= 15
