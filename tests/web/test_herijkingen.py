"""Pages of the herijking: beginning a round, deciding line by line, and the list that is read aloud."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from crm.models import AfspraakStatus as S
from crm.models import GebruikerRol as R
from crm.models import (
    Herijking,
    HerijkingBesluit,
    Herijkingsregel,
    Levering,
    Lijst,
    Organisatie,
    Partnerafspraak,
    Toezegging,
)
from tests.support.tellen import tel_opdrachten

LAAT, KOMT = dt.date(2026, 10, 1), dt.date(2026, 12, 1)
BEVESTIGD = {"status": S.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 2)}


def partner(bestand, naam, **anders):
    return bestand(Partnerafspraak, organisatie=bestand(Organisatie, naam=naam), **BEVESTIGD | anders)


@pytest.fixture
def gevuld(petra, bram, bestand):
    """Two lines of Petra, one of Bram, one of nobody."""
    return {
        "techport": partner(bestand, "Techport", uiterlijk=LAAT, eigenaar=petra.gebruiker),
        "rom": partner(bestand, "ROM InWest", uiterlijk=KOMT, eigenaar=petra.gebruiker),
        "brief": bestand(Toezegging, nummer="T-1", uiterlijk=LAAT, eigenaar=bram.gebruiker),
        "wees": partner(bestand, "Wees", uiterlijk=LAAT),
    }


@pytest.fixture
def ronde(petra, gevuld):
    """The address of a round with those lines."""
    return petra.stuur("/herijkingen", {"jaar": "2026", "helft": "2"}).headers["Location"]


def formulier(pagina):
    """Where the open form on the page goes to."""
    return re.search(r'action="(/herijkingen/[^"]*/regels/[^"]+)"', pagina)[1].replace("&amp;", "&")


def knop(pagina, naam):
    """The link that opens the form of the line with this name."""
    return re.search(rf'href="([^"]+)">Besluiten<span class="alleen-voorlezen">: {naam}', pagina)[1].replace(
        "&amp;", "&"
    )


def test_a_round_is_begun_with_a_button_once(petra, lezer, gevuld, lees):
    assert "Herijking beginnen: tweede helft van 2026" in lees(petra.ga("/herijkingen"))
    assert "Herijking beginnen" not in lees(lezer.ga("/herijkingen"))
    assert "Kies het halfjaar" in lees(petra.stuur("/herijkingen", {"jaar": "x"}, follow_redirects=True))
    assert "geen rechten" in lees(
        lezer.stuur("/herijkingen", {"jaar": "2026", "helft": "2"}, follow_redirects=True)
    )
    tekst = lees(petra.stuur("/herijkingen", {"jaar": "2026", "helft": "2"}, follow_redirects=True))
    assert "De herijking is begonnen." in tekst
    assert "0 van de 4 regels hebben een besluit." in tekst
    assert "al begonnen" in lees(
        petra.stuur("/herijkingen", {"jaar": "2026", "helft": "2"}, follow_redirects=True)
    )
    tekst = lees(petra.ga("/herijkingen"))
    assert "Herijking beginnen" not in tekst
    assert "Tweede helft van 2026 14 oktober 2026 3 1 4 regels wachten op een besluit" in tekst


def test_mine_come_first_then_per_colleague_and_nobodys_last(petra, bram, ronde, lees):
    tekst = lees(petra.ga(ronde))
    plekken = [
        tekst.index(deel) for deel in ("Mijn regels", "Techport", "Lijst B", "ROM InWest", " Bram ", "T-1")
    ]
    plekken.append(tekst.index("Nog van niemand"))
    assert plekken == sorted(plekken)
    bij_bram = lees(bram.ga(ronde))
    assert bij_bram.index("Mijn regels") < bij_bram.index("T-1") < bij_bram.index("Techport")
    assert "ROM InWest" not in lees(bram.ga(f"{ronde}?van=mij"))
    assert "Bram 1 0 1 Petra 1 1 2 van niemand 1 0 1" in tekst


def test_one_decides_line_after_line(petra, ronde, session, gevuld, lees):
    pagina = petra.ga(knop(petra.ga(ronde).text, "Techport")).text
    assert 'id="regel-' in pagina
    antwoord = petra.stuur(formulier(pagina), {"besluit": "nagekomen", "bewijs": "Getekende lijst"})
    assert antwoord.status_code == 303
    volgende = petra.ga(antwoord.headers["Location"].partition("#")[0])
    assert "Het besluit is genomen." in lees(volgende)
    regel = re.search(r"/regels/([0-9a-f-]{36})", formulier(volgende.text))[1]
    assert antwoord.headers["Location"].endswith(f"#regel-{regel}")
    antwoord = petra.stuur(formulier(volgende.text), {"besluit": "handhaven"})
    assert antwoord.status_code == 303
    assert session.get(Partnerafspraak, gevuld["techport"].id).status is S.NAGEKOMEN


def test_a_decision_that_lacks_something_comes_back_with_what_was_typed(petra, ronde, lees):
    pagina = petra.ga(knop(petra.ga(ronde).text, "Techport")).text
    fout = petra.stuur(
        formulier(pagina), {"besluit": "nieuwe_datum", "naar": "1-1-2020", "toelichting": "Verbouwing"}
    )
    assert fout.status_code == 400
    tekst = lees(fout)
    assert "De nieuwe datum ligt niet in de toekomst." in tekst
    assert 'value="1-1-2020"' in fout.text
    assert "Verbouwing</textarea>" in fout.text
    leeg = petra.stuur(formulier(fout.text), {"bewijs": "Lijst"})
    assert (leeg.status_code, 'value="Lijst"' in leeg.text) == (400, True)
    goed = petra.stuur(
        formulier(leeg.text), {"besluit": "nieuwe_datum", "naar": "1 maart", "toelichting": "Verbouwing"}
    )
    assert goed.status_code == 303


def test_only_what_can_be_decided_is_offered(petra, bestand, bram, lees):
    partner(bestand, "Genoemd", status=S.GENOEMD, bevestigd_op=None, uiterlijk=LAAT)
    bestand(Toezegging, nummer="T-1", uiterlijk=LAAT)
    ronde = petra.stuur("/herijkingen", {"jaar": "2026", "helft": "2"}).headers["Location"]
    pagina = petra.ga(ronde).text
    genoemd = petra.ga(knop(pagina, "Genoemd")).text
    assert 'value="nagekomen"' not in genoemd
    assert "heeft bevestigd" in genoemd
    toezegging = petra.ga(knop(pagina, "Toezegging T-1")).text
    assert ('value="nagekomen"' in toezegging, 'value="vervallen"' in toezegging) == (True, False)
    antwoord = petra.stuur(formulier(toezegging), {"besluit": "vervallen", "toelichting": "Weg"})
    assert (antwoord.status_code, "aan PS vervalt niet" in lees(antwoord)) == (400, True)


def test_the_second_of_two_people_hears_that_it_was_decided(petra, ronde, lees):
    adres = formulier(petra.ga(knop(petra.ga(ronde).text, "Techport")).text)
    besluit = {"besluit": "handhaven", "toelichting": "Komt nog"}
    assert petra.stuur(adres, besluit).status_code == 303
    assert "Over deze regel is al besloten." in lees(petra.stuur(adres, besluit, follow_redirects=True))


def test_what_was_closed_meanwhile_is_settled(petra, ronde, gevuld, lees):
    adres = formulier(petra.ga(knop(petra.ga(ronde).text, "Techport")).text)
    sluiten = {"stap": "intrekken", "gronden": "Partner stopt"}
    petra.stuur(f"/afspraken/{gevuld['techport'].uuid}/sluiten", sluiten)
    tekst = lees(petra.ga(f"{ronde}?welke=alles"))
    assert "1 van de 4 regels heeft een besluit." in tekst
    assert "intussen ingetrokken" in tekst
    antwoord = petra.stuur(adres, {"besluit": "handhaven", "toelichting": "Blijft"}, follow_redirects=True)
    assert "Dit was intussen al gesloten; de regel is afgedaan." in lees(antwoord)


def test_who_does_not_own_a_line_decides_nothing(bram, petra, lezer, bezoeker, ronde, lees):
    adres = formulier(petra.ga(knop(petra.ga(ronde).text, "Techport")).text)
    anna = bezoeker("Anna", R.AMBASSADEUR)
    for wie in (anna, lezer, bram):
        assert wie.stuur(adres, {"besluit": "handhaven", "toelichting": "x"}).status_code == 403
    assert "Besluiten:" not in lees(anna.ga(ronde))
    assert "Besluiten : Toezegging T-1" in lees(bram.ga(ronde))
    assert "Besluiten : Techport" not in lees(bram.ga(ronde))


def test_a_line_of_another_round_is_not_found_and_a_changed_address_is_harmless(petra, ronde, bestand):
    ander = bestand(Herijkingsregel)
    assert petra.stuur(f"{ronde}/regels/{ander.uuid}", {"besluit": "handhaven"}).status_code == 404
    for vraag in (f"regel={ander.uuid}", "regel=onzin", "na=onzin", "welke=onzin&van=ons"):
        antwoord = petra.ga(f"{ronde}?{vraag}")
        assert (antwoord.status_code, "/regels/" in antwoord.text) == (200, False)


def test_a_round_is_ended_when_nothing_waits(petra, ronde, lees):
    assert "Herijking afronden" not in lees(petra.ga(ronde))
    geweigerd = lees(petra.stuur(f"{ronde}/afronden", follow_redirects=True))
    assert "Er wachten nog 4 regels op een besluit: Bram 1, Petra 2, van niemand 1." in geweigerd
    adres = knop(petra.ga(ronde).text, "Techport")
    for _ in range(4):
        pagina = petra.ga(adres.partition("#")[0]).text
        antwoord = petra.stuur(formulier(pagina), {"besluit": "handhaven", "toelichting": "Wij wachten"})
        adres = antwoord.headers["Location"]
    assert "regel=" not in adres
    assert "Herijking afronden" in lees(petra.ga(ronde))
    tekst = lees(petra.stuur(f"{ronde}/afronden", follow_redirects=True))
    assert "De herijking is afgerond." in tekst
    assert "Afgerond op 14 oktober 2026." in tekst


def test_the_decisions_are_read_aloud_in_sentences(petra, ronde, gevuld, lees):
    besluiten = [
        {"besluit": "nieuwe_datum", "naar": "1-3-2027", "toelichting": "Verbouwing"},
        {"besluit": "handhaven"},
        {"besluit": "nagekomen", "bewijs": "Brief van 3 oktober"},
        {"besluit": "vervallen", "toelichting": "Bedrijf is gestopt."},
    ]
    adres = knop(petra.ga(ronde).text, "Techport")
    for besluit in besluiten:
        antwoord = petra.stuur(formulier(petra.ga(adres.partition("#")[0]).text), besluit)
        adres = antwoord.headers["Location"]
    tekst = lees(petra.ga(f"{ronde}/besluiten"))
    assert (
        "Techport beloofde 12 stageplekken: Stageplekken. Nieuwe datum: 1 maart 2027, in plaats van 1 oktober 2026. Verbouwing."
        in tekst
    )
    assert "ROM InWest beloofde 12 stageplekken: Stageplekken. De datum blijft zoals die is." in tekst
    assert (
        "Toezegging T-1 van Gedeputeerde aan PS: PS krijgt een brief. Dat blijkt uit: Brief van 3 oktober." in tekst
    )
    assert "Wat nog open stond, komt niet meer. Bedrijf is gestopt." in tekst
    koppen = [
        tekst.index(k) for k in ("Krijgt een nieuwe datum", "Vervalt", "Blijft zoals het is", "Nagekomen")
    ]
    assert koppen == sorted(koppen)


def vol(bestand, aantal, **regel):
    herijking = bestand(Herijking, jaar=2026, peildatum=dt.date(2026, 10, 14))
    for nummer in range(aantal):
        lijst = Lijst.A if nummer % 2 else Lijst.B
        bestand(
            Herijkingsregel,
            herijking=herijking,
            afspraak=partner(bestand, f"P {nummer}"),
            lijst=lijst,
            **regel,
        )
    return f"/herijkingen/{herijking.uuid}"


@pytest.mark.parametrize("aantal", [2, 60])
def test_pages_follow_each_other_at_most_fifteen_statements_each(petra, bestand, database, aantal):
    ronde = vol(bestand, aantal)
    gezien, adres = [], ronde
    while adres:
        with tel_opdrachten(database.engine) as opdrachten:
            pagina = petra.ga(adres).text
        assert len(opdrachten) <= 15
        gezien += re.findall(r'<li id="regel-([0-9a-f-]{36})"', pagina)
        volgende = re.search(r'href="([^"]*)" rel="next"', pagina)
        adres = volgende and volgende[1].replace("&amp;", "&")
    assert len(gezien) == len(set(gezien)) == aantal
    # The form of a line on another page opens on a page that begins with it.
    with tel_opdrachten(database.engine) as opdrachten:
        pagina = petra.ga(f"{ronde}?regel={gezien[-1]}").text
    assert len(opdrachten) <= 15
    assert gezien[-1] in formulier(pagina)
    for deel in ("", "/besluiten"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(f"{ronde}{deel}" if deel else "/herijkingen").status_code == 200
        assert len(opdrachten) <= 15


def test_a_long_list_of_decisions_goes_on_the_next_page(petra, bestand, lees):
    besloten = {"besluit": HerijkingBesluit.HANDHAVEN, "toelichting": "Blijft", "besloten_op": LAAT}
    ronde = vol(bestand, 103, **besloten, besloten_door=petra.gebruiker)
    eerste = petra.ga(f"{ronde}/besluiten").text
    volgende = re.search(r'href="([^"]*)" rel="next"', eerste)[1]
    assert (eerste.count("beloofde"), petra.ga(volgende).text.count("beloofde")) == (100, 3)


def test_part_of_what_was_promised_shows_what_is_left(petra, bestand, lees):
    afspraak = partner(bestand, "Techport", uiterlijk=LAAT, geleverd=Decimal(5))
    bestand(Levering, afspraak=afspraak, hoeveelheid=Decimal(5))
    ronde = petra.stuur("/herijkingen", {"jaar": "2026", "helft": "2"}).headers["Location"]
    assert "Nog 7 stageplekken open." in lees(petra.ga(ronde))
