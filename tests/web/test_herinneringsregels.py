"""Pages of the rules for reminders: the list, the versions, and a change that is looked at before it is kept."""

import datetime as dt
import re

import pytest
from sqlalchemy.orm import selectinload
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol as R
from crm.models import Ontvangerrol, RegelOnderwerp
from crm.workflows import herinneringsregels_beheren as beheren
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

WORTEL = "/beheer/herinneringsregels"


@pytest.fixture
def bea(bezoeker):
    return bezoeker("Bea", R.BEHEERDER)


@pytest.fixture
def regel(database, bea, nu):
    stappen = [{"dagen": -7, "ontvanger": Ontvangerrol.EIGENAAR}, {"dagen": 7, "ontvanger": Ontvangerrol.EIGENAAR}]
    with database.transaction() as session:
        return beheren.aanmaken(
            session, naam="Punt verloopt", onderwerp=RegelOnderwerp.ACTIEPUNT, stappen=stappen, door=bea.gebruiker, nu=nu
        )


def verborgen(pagina):
    """The hidden values of the form, as a browser would send them back."""
    hoofd = pagina.text.partition('class="formulier"')[2]
    return {n: w for n, w in re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', hoofd) if n != "csrf_token"}


def stap(nummer, dagen, kant="na", ontvanger="eigenaar", **anders):
    rij = {"dagen": dagen, "kant": kant, "telling": "kalenderdagen", "ontvanger": ontvanger, **anders}
    return {f"stappen-{nummer}-{veld}": str(waarde) for veld, waarde in rij.items()}


@pytest.fixture
def versies(database):
    """Every version that is kept, read apart so that nothing stays locked."""

    def doe():
        vraag = select(m.Herinneringsregel).options(selectinload(m.Herinneringsregel.stappen))
        with database.session() as session:
            return session.exec(vraag.order_by(m.Herinneringsregel.id)).all()

    return doe


def test_only_the_beheerder_sees_and_changes_rules(petra, lezer, regel):
    for wie in (petra, lezer):
        for pad in ("", "/nieuw", f"/{regel.uuid}", f"/{regel.uuid}/wijzigen"):
            assert wie.ga(WORTEL + pad).status_code == 403
        for pad in ("/nieuw", f"/{regel.uuid}/wijzigen", f"/{regel.uuid}/stilzetten"):
            assert wie.stuur(WORTEL + pad, {"naam": "X"}).status_code == 403


def test_the_list_says_what_when_who_and_by_whom(bea, regel, lees):
    tekst = lees(bea.ga(WORTEL))
    for zin in (
        "Punt verloopt over: actiepunt",
        "7 dagen voor de datum van het actiepunt, aan de eigenaar",
        "aan 14 oktober 2026 Bea, versie 1",
    ):
        assert zin in tekst, zin


def test_a_change_is_looked_at_before_it_is_kept(bea, bestand, regel, versies, lees):
    bestand(m.Actiepunt, omschrijving="Bellen met Techport", uiterlijk=dt.date(2026, 10, 20), eigenaar=bea.gebruiker)
    adres = f"{WORTEL}/{regel.uuid}/wijzigen"
    vorm = bea.ga(adres)
    assert "Vorige maand zou deze regel 1 herinnering hebben verstuurd" in lees(vorm)
    assert "Komende maand worden het er 2" in lees(vorm)
    velden = verborgen(vorm) | {"naam": "Punt nadert"} | stap(0, 3, "voor", is_dringend="ja") | stap(1, "", ontvanger="")
    gezien = bea.stuur(adres, velden)
    assert (gezien.status_code, len(versies())) == (200, 1)
    tekst = lees(gezien)
    for zin in (
        "3 dagen voor de datum van het actiepunt, aan de eigenaar, meteen in een eigen mail.",
        "Vorige maand zou deze regel geen herinneringen hebben verstuurd",
        "Komende maand wordt het er 1",
        "19 oktober 2026 Proefoverleg Bellen met Techport Bea",
        "met de datums van vandaag",
    ):
        assert zin in tekst, zin
    # What was changed after the look is looked at first.
    anders = velden | verborgen(gezien) | stap(0, 2, "voor")
    assert "2 dagen voor" in lees(bea.stuur(adres, anders))
    klaar = bea.stuur(adres, velden | verborgen(gezien), follow_redirects=True)
    tekst = lees(klaar)
    assert "De regel is opgeslagen en geldt vanaf nu." in tekst
    assert "De naam werd ‘Punt nadert’; dat was ‘Punt verloopt’." in tekst
    assert [(r.versienummer, r.naam) for r in versies()] == [(1, "Punt verloopt"), (2, "Punt nadert")]
    # The same form again: nothing happens, and nobody is told that somebody else was there.
    nog_eens = bea.stuur(adres, velden | verborgen(gezien))
    assert (nog_eens.status_code, len(versies())) == (409, 2)
    assert "al opgeslagen" in lees(nog_eens)


def test_an_old_address_leads_to_the_rule_as_it_is_now_and_who_looked_at_it_keeps_what_was_typed(
    bea, regel, database, versies, nu, lees
):
    adres = f"{WORTEL}/{regel.uuid}/wijzigen"
    velden = verborgen(bea.ga(adres)) | {"naam": "Van mij"} | stap(0, 3, "voor")
    velden |= verborgen(bea.stuur(adres, velden))
    with database.transaction() as ander:
        oud = ander.get(m.Herinneringsregel, regel.id)
        beheren.wijzigen(ander, oud, {"naam": "Van een ander"}, versie=1, door=bea.gebruiker, nu=nu)
    botst = bea.stuur(adres, velden)
    tekst = lees(botst)
    assert botst.status_code == 409
    assert "intussen gewijzigd" in tekst
    assert "Naam Van een ander Van mij" in tekst
    antwoord = bea.stuur(adres, velden | verborgen(botst), follow_redirects=True)
    assert "Van mij" in lees(antwoord)
    assert [r.naam for r in versies()] == ["Punt verloopt", "Van een ander", "Van mij"]
    laatste = versies()[-1].uuid
    assert bea.ga(f"{WORTEL}/{regel.uuid}").headers["Location"].endswith(f"{WORTEL}/{laatste}")


def test_a_new_rule_is_made_once_however_often_the_form_is_sent(bea, versies, lees):
    assert "Regel maken" in lees(bea.ga(f"{WORTEL}/nieuw?onderwerp=onzin"))
    vorm = bea.ga(f"{WORTEL}/nieuw?onderwerp=contact")
    assert "voor de datum" not in vorm.text
    velden = verborgen(vorm) | {"naam": "Te lang stil — Zürich"} | stap(0, 60) | stap(1, 90, ontvanger="bestuursadviseur", is_escalatie="ja")
    velden |= verborgen(bea.stuur(f"{WORTEL}/nieuw", velden))
    assert "Te lang stil — Zürich" in lees(bea.stuur(f"{WORTEL}/nieuw", velden, follow_redirects=True))
    assert "Deze regel is er al." in lees(bea.stuur(f"{WORTEL}/nieuw", velden, follow_redirects=True))
    assert [(r.code, [s.dagen for s in r.stappen]) for r in versies()] == [("te-lang-stil-zurich", [60, 90])]
    assert bea.stuur(f"{WORTEL}/nieuw", {"naam": "X"}).status_code == 303


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"naam": ""}, "Hoe heet de regel?"),
        ({"naam": "x" * 121}, "120"),
        (stap(0, "-3"), "zonder min"),
        (stap(0, "veel"), "geen getal"),
        (stap(0, 999), "ten hoogste 400 dagen"),
        (stap(0, ""), "Hoeveel dagen?"),
        (stap(0, 3, ontvanger=""), "Aan wie?"),
        (stap(0, 3, ontvanger="koning"), "Kies een van deze waarden"),
        (stap(0, 3, is_escalatie="ja", ontvanger="controller"), "niet de eerste stap"),
        (stap(0, "", ontvanger=""), "ten minste één stap"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(bea, regel, versies, lees, anders, zin):
    adres = f"{WORTEL}/{regel.uuid}/wijzigen"
    antwoord = bea.stuur(adres, {"naam": "Mijn naam", "toelichting": "Mijn verhaal", "versie": "1", **stap(0, 3), **anders})
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert "Mijn verhaal" in antwoord.text
    assert len(versies()) == 1


def test_a_step_is_added_and_taken_away_without_javascript(bea, regel):
    adres = f"{WORTEL}/{regel.uuid}/wijzigen"
    velden = {"naam": "X", **stap(0, 3), **stap(1, 5)}
    assert 'name="stappen-2-dagen"' in bea.stuur(adres, velden | {"_meer": "stappen"}).text
    weg = bea.stuur(adres, velden | {"_weg": "stappen-0"}).text
    assert re.search(r'value="5" id="stappen-0-dagen"', weg)
    assert "stappen-1-dagen" not in weg


def test_a_rule_is_put_to_rest_and_set_going_again(bea, regel, versies, lees):
    tekst = lees(bea.stuur(f"{WORTEL}/{regel.uuid}/stilzetten", follow_redirects=True))
    assert "Deze regel staat stil." in tekst
    assert "De regel werd stilgezet." in tekst
    oud = bea.stuur(f"{WORTEL}/{regel.uuid}/stilzetten", follow_redirects=True)
    assert "staat al stil" in lees(oud)
    stil = versies()[-1]
    assert "De regel staat nu stil" in lees(bea.ga(f"{WORTEL}/{stil.uuid}/wijzigen"))
    assert "staat weer aan" in lees(bea.stuur(f"{WORTEL}/{stil.uuid}/aanzetten", follow_redirects=True))


def test_every_page_costs_at_most_fifteen_statements_however_much_there_is(bea, regel, bestand, database):
    with database.session() as session:
        vaste = session.exec(select(m.Herinneringsregel)).one().uuid
    paden = (WORTEL, f"{WORTEL}/{vaste}", f"{WORTEL}/{vaste}/wijzigen", f"{WORTEL}/nieuw?onderwerp=norm")

    def tel(aantal):
        with database.transaction() as session:
            for nummer in range(aantal):
                maak(session, m.Actiepunt, uiterlijk=dt.date(2026, 10, 1 + nummer % 28), eigenaar=bea.gebruiker)
                eigen = maak(session, m.Herinneringsregel, door=bea.gebruiker)
                maak(session, m.Regelstap, regel=eigen)
        uit = []
        for pad in paden:
            with tel_opdrachten(database.engine) as opdrachten:
                assert bea.ga(pad).status_code == 200
            uit.append(len(opdrachten))
        return uit

    weinig = tel(2)
    assert tel(30) == weinig
    assert max(weinig) <= 15, weinig


def test_the_look_ahead_of_a_norm_costs_no_more_either(bea, bestand, database, nu):
    for nummer in range(3):
        bestand(m.Norm, minimum=4 + nummer)
    stappen = [{"dagen": -14, "ontvanger": Ontvangerrol.EIGENAAR}, {"dagen": 1, "ontvanger": Ontvangerrol.EIGENAAR}]
    with database.transaction() as session:
        norm = beheren.aanmaken(
            session, naam="Norm", onderwerp=RegelOnderwerp.NORM, stappen=stappen, door=bea.gebruiker, nu=nu
        )
    with tel_opdrachten(database.engine) as opdrachten:
        assert bea.ga(f"{WORTEL}/{norm.uuid}/wijzigen").status_code == 200
    assert len(opdrachten) <= 15, len(opdrachten)
