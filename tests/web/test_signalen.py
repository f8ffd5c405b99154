"""Pages of signals: the list, a new one, and what came of it."""

import datetime as dt
import re

import pytest
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol as R
from crm.models import SignaalStatus as S
from tests.support.tellen import tel_opdrachten

D = dt.date


@pytest.fixture
def anna(bezoeker):
    return bezoeker("Anna", R.AMBASSADEUR)


@pytest.fixture
def signaal(bestand, anna):
    return bestand(m.Signaal, eigenaar=anna.gebruiker)


def test_an_ambassadeur_gives_a_signal_from_a_mandate_and_twice_is_once(anna, bestand, session, lees):
    opdracht = bestand(m.Opdracht, soort=m.OpdrachtSoort.WERKAMBASSADEUR, keten=None)
    vorm = anna.ga(f"/signalen/nieuw?opdracht={opdracht.uuid}").text
    assert f'value="{opdracht.uuid}" selected' in vorm
    verborgen = dict(re.findall(r'type="hidden" name="(programma|kenmerk)" value="([^"]+)"', vorm))
    velden = verborgen | {
        "opdracht": str(opdracht.uuid),
        "onderwerp": "Te weinig ‘docenten’ — ook in Zürich",
        "tekst": "Er zijn er te weinig.\n\nAdvies: praat met het Rijk. 有志者事竟成",
        "gegeven_op": "13 okt",
    }
    tekst = lees(anna.stuur("/signalen/nieuw", velden, follow_redirects=True))
    for zin in ("Het signaal is gegeven.", "Ongevraagd signaal van Anna, 13 oktober 2026", "有志者事竟成", "Nog niets."):
        assert zin in tekst, zin
    assert "Dit signaal is al gegeven." in lees(anna.stuur("/signalen/nieuw", velden, follow_redirects=True))
    gemaakt = session.exec(select(m.Signaal)).one()
    assert (gemaakt.opdracht_id, gemaakt.is_gevraagd, str(gemaakt.uuid)) == (opdracht.id, False, verborgen["kenmerk"])


def test_a_question_of_gs_makes_it_an_asked_one(anna, bestand, lees):
    programma = bestand(m.Programma)
    assert "Proefagenda" in lees(anna.ga("/signalen/nieuw"))
    velden = {"programma": str(programma.uuid), "onderwerp": "Zorg", "tekst": "Zo staat het.", "vraag": "Hoe staat het?"}
    tekst = lees(anna.stuur("/signalen/nieuw", velden, follow_redirects=True))
    assert "Gevraagd signaal van Anna, 14 oktober 2026" in tekst
    assert "De vraag van GS Hoe staat het?" in tekst


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"onderwerp": " "}, "Waar gaat het signaal over?"),
        ({"tekst": ""}, "Wat is er aan de hand, en wat is uw advies?"),
        ({"onderwerp": "x" * 201}, "200"),
        ({"gegeven_op": "1-1-2030"}, "Deze dag moet nog komen."),
    ],
    ids=["leeg", "geen tekst", "te lang", "morgen"],
)
def test_what_is_wrong_stands_at_its_field_and_nothing_typed_is_lost(anna, bestand, session, lees, anders, zin):
    velden = {"programma": str(bestand(m.Programma).uuid), "onderwerp": "Zorg", "tekst": "Mijn verhaal", "vraag": "Mijn vraag"}
    antwoord = anna.stuur("/signalen/nieuw", velden | anders)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert "Mijn vraag" in antwoord.text
    assert session.exec(select(m.Signaal)).all() == []


def test_a_second_person_puts_it_before_gs_and_says_what_came_of_it(bram, anna, signaal, lees):
    adres = f"/signalen/{signaal.uuid}"
    assert "Agenderen" not in lees(anna.ga(adres))
    assert anna.stuur(f"{adres}/agenderen", {"voor": "20 okt"}).status_code == 403
    assert bram.stuur(f"{adres}/agenderen", {"voor": "1-1-2020"}).status_code == 400
    tekst = lees(bram.stuur(f"{adres}/agenderen", {"voor": "20 okt"}, follow_redirects=True))
    assert "Het staat op de agenda van GS van 20 oktober 2026." in tekst
    assert 'value="14-10-2026"' in bram.ga(adres).text
    leeg = bram.stuur(f"{adres}/behandelen", {"op": "vandaag", "uitkomst": " "})
    assert (leeg.status_code, "Wat deed GS ermee?" in lees(leeg)) == (400, True)
    tekst = lees(bram.stuur(f"{adres}/behandelen", {"op": "vandaag", "uitkomst": "Brief aan het Rijk"}, follow_redirects=True))
    assert "Wat ermee gebeurde Brief aan het Rijk GS behandelde het signaal op 14 oktober 2026." in tekst
    te_laat = bram.stuur(f"{adres}/terzijde_leggen", {"reden": "Mijn verhaal"})
    assert (te_laat.status_code, "Mijn verhaal" in te_laat.text) == (409, True)


def test_a_signal_is_laid_aside_with_a_reason_and_stays_in_sight(bram, signaal, lees):
    adres = f"/signalen/{signaal.uuid}"
    assert bram.stuur(f"{adres}/terzijde_leggen", {"reden": " "}).status_code == 400
    tekst = lees(bram.stuur(f"{adres}/terzijde_leggen", {"reden": "Niet aan ons"}, follow_redirects=True))
    assert "Niet aan ons Het signaal is terzijde gelegd." in tekst
    assert "Niet aan ons" in lees(bram.ga("/signalen?status=terzijde"))


def test_who_gave_it_does_not_settle_it(petra, bestand, session, lees):
    eigen = bestand(m.Signaal, eigenaar=petra.gebruiker, status=S.GEAGENDEERD, agenderen_voor=D(2026, 10, 1))
    adres = f"/signalen/{eigen.uuid}"
    tekst = lees(petra.ga(adres))
    assert "U gaf dit signaal zelf." in tekst
    assert "Uitkomst opslaan" not in tekst
    for naam, velden in (("behandelen", {"op": "vandaag", "uitkomst": "Brief"}), ("terzijde_leggen", {"reden": "Nee"})):
        antwoord = petra.stuur(f"{adres}/{naam}", velden)
        assert (antwoord.status_code, "niet zelf af" in lees(antwoord)) == (403, True)
    assert session.get(m.Signaal, eigen.id).status is S.GEAGENDEERD


def test_the_list_shows_what_came_of_each_and_is_filtered(petra, bestand, signaal, lees):
    bestand(
        m.Signaal, onderwerp="Zorg", is_gevraagd=True, vraag="Hoe?", status=S.BEHANDELD, agenderen_voor=D(2026, 9, 2),
        behandeld_op=D(2026, 9, 2), uitkomst="GS stuurt een brief",
    )  # fmt: skip
    bestand(m.Signaal, onderwerp="Blijft liggen", status=S.GEAGENDEERD, agenderen_voor=D(2026, 10, 13))
    tekst = lees(petra.ga("/signalen"))
    for zin in ("Te weinig docenten", "Ongevraagd, van Anna.", "Gevraagd. GS stuurt een brief", "nog niet vastgelegd", "alle 3"):
        assert zin in tekst, zin
    gevraagd = lees(petra.ga("/signalen?gevraagd=ja"))
    assert ("Zorg" in gevraagd, "Te weinig docenten" in gevraagd, "alle 1" in gevraagd) == (True, False, True)
    assert "Er is geen signaal dat hieraan voldoet." in lees(petra.ga("/signalen?status=terzijde&gevraagd=nee"))
    assert petra.ga("/signalen?status=onzin&gevraagd=onzin&na=onzin").status_code == 200


def test_the_pages_of_the_list_follow_each_other(petra, bestand):
    for _ in range(30):
        bestand(m.Signaal)
    eerste = petra.ga("/signalen").text
    volgende = re.search(r'href="(/signalen\?[^"]*na=[^"]+)"', eerste)[1].replace("&amp;", "&")
    tweede = petra.ga(volgende).text
    uuids = [set(re.findall(r"/signalen/([0-9a-f-]{36})", tekst)) for tekst in (eerste, tweede)]
    assert [len(u) for u in uuids] == [25, 5]


def test_who_may_only_look_gives_and_settles_nothing(lezer, signaal, lees):
    adres = f"/signalen/{signaal.uuid}"
    assert "Terzijde leggen" not in lees(lezer.ga(adres))
    assert lezer.ga("/signalen/nieuw").status_code == 403
    for naam in ("agenderen", "behandelen", "terzijde_leggen"):
        assert lezer.stuur(f"{adres}/{naam}", {"voor": "20 okt", "op": "vandaag", "uitkomst": "x", "reden": "x"}).status_code == 403


def test_every_page_costs_at_most_fifteen_statements_however_much_there_is(petra, bestand, signaal, database):
    programma = bestand(m.Programma)
    paden = ("/signalen", f"/signalen/{signaal.uuid}", f"/signalen/nieuw?programma={programma.uuid}")

    def tel(aantal):
        for _ in range(aantal):
            bestand(m.Signaal, opdracht=bestand(m.Opdracht), coalitie=bestand(m.Ontwikkelcoalitie), actie=bestand(m.Actie))
        uit = []
        for pad in paden:
            with tel_opdrachten(database.engine) as opdrachten:
                assert petra.ga(pad).status_code == 200
            uit.append(len(opdrachten))
        return uit

    weinig = tel(2)
    assert tel(40) == weinig
    assert max(weinig) <= 15, weinig
