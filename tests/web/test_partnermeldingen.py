"""What partners reported, on our pages: the list, one of them, the promise, the page of today, and the contact."""

import datetime as dt
import re
from decimal import Decimal

import pytest

from crm.models import (
    AfspraakStatus,
    Functie,
    LinkDoel,
    MeldingStatus,
    Organisatie,
    Partnerafspraak,
    Partnerlink,
    Partnermelding,
    Persoon,
)
from tests.support.tellen import tel_opdrachten

L, V = LinkDoel.LEVEREN, LinkDoel.VERZETTEN
BEVESTIGD = {"status": AfspraakStatus.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 2)}
WAT = {
    L: {"hoeveelheid": Decimal(5), "geleverd_op": dt.date(2026, 10, 1), "tekst": "Vijf leerlingen"},
    V: {"nieuwe_datum": dt.date(2027, 5, 1), "tekst": "Ziek"},
}


@pytest.fixture
def meld(bestand):
    """A melding of a partner of this name, about a promise that this colleague follows."""

    def doe(naam="Techport", eigenaar=None, doel=L, **anders):
        partner = bestand(Organisatie, naam=naam)
        afspraak = bestand(Partnerafspraak, organisatie=partner, eigenaar=eigenaar, **BEVESTIGD)
        jan = bestand(Persoon, naam=f"Jan van {naam}", email=f"{partner.uuid}@partner.invalid")
        link = bestand(Partnerlink, afspraak=afspraak, persoon=jan, doel=doel)
        return bestand(Partnermelding, link=link, afspraak=afspraak, persoon=jan, doel=doel, **WAT[doel], **anders)

    return doe


def test_what_waits_stands_in_a_list_with_mine_first(petra, bram, meld, lees):
    meld("Van Bram", bram.gebruiker)
    meld("Van Petra", petra.gebruiker)
    afgewezen = {"status": MeldingStatus.AFGEWEZEN, "behandeld_op": dt.datetime(2026, 10, 2, tzinfo=dt.UTC), "reden": "Nee"}
    meld("Al klaar", doel=V, **afgewezen)
    tekst = lees(petra.ga("/partnermeldingen"))
    assert "2 meldingen wachten op een besluit" in tekst
    assert tekst.index("Van Petra: een levering van 5 stageplekken") < tekst.index("Van Bram: een levering")
    assert "Al klaar" not in tekst
    assert "Al klaar: de vraag om een andere datum: 1 mei 2027" in lees(petra.ga("/partnermeldingen?status=afgewezen"))


def test_the_pages_of_the_list_follow_each_other_and_cost_the_same(petra, meld, database, lees, monkeypatch):
    monkeypatch.setattr("crm.web.partnermeldingen.PER_BLAD", 2)
    for naam, eigenaar in (("A", None), ("B", petra.gebruiker), ("C", None)):
        meld(naam, eigenaar)
    with tel_opdrachten(database.engine) as opdrachten:
        eerste = petra.ga("/partnermeldingen")
    assert len(opdrachten) <= 6
    volgende = re.search(r'href="(/partnermeldingen[^"]*na=[^"]+)"', eerste.text)[1].replace("&amp;", "&")
    op_een, op_twee = lees(eerste), lees(petra.ga(volgende))
    assert "B: een levering" in op_een
    assert "A: een levering" in op_een
    assert "C: een levering" in op_twee
    assert "B: een levering" not in op_twee
    assert petra.ga("/partnermeldingen?na=onzin").status_code == 200
    overgenomen = {"status": MeldingStatus.OVERGENOMEN, "behandeld_op": dt.datetime(2026, 10, 2, tzinfo=dt.UTC)}
    for naam in "DEF":
        meld(naam, **overgenomen)
    klaar = petra.ga("/partnermeldingen?status=overgenomen")
    volgende = re.search(r'href="(/partnermeldingen[^"]*na=[^"]+)"', klaar.text)[1].replace("&amp;", "&")
    assert "D: een levering" in lees(petra.ga(volgende))


def test_a_melding_is_taken_over_with_one_button(petra, meld, lees):
    melding = meld(eigenaar=petra.gebruiker)
    adres = f"/partnermeldingen/{melding.uuid}"
    pagina = lees(petra.ga(adres))
    for deel in ("Techport: een levering van 5 stageplekken op 1 oktober 2026", "Vijf leerlingen", "Jan van Techport"):
        assert deel in pagina
    assert petra.stuur(f"{adres}/overnemen").status_code == 303
    tekst = lees(petra.ga(adres))
    assert "Overgenomen; de partner krijgt bericht." in tekst
    assert "Overgenomen door Petra" in tekst
    petra.stuur(f"{adres}/overnemen")
    assert "al behandeld" in lees(petra.ga(adres))


def test_turning_down_asks_for_a_reason(petra, meld, lees):
    adres = f"/partnermeldingen/{meld().uuid}"
    leeg = petra.stuur(f"{adres}/afwijzen", {"reden": " "})
    assert (leeg.status_code, "De partner krijgt het te lezen" in lees(leeg)) == (400, True)
    petra.stuur(f"{adres}/afwijzen", {"reden": "Andere leerlingen"})
    assert "Afgewezen door Petra op 14 oktober 2026" in lees(petra.ga(adres))
    assert "Andere leerlingen" in lees(petra.ga(adres))


def test_of_two_colleagues_who_disagree_the_second_hears_what_the_first_did(petra, bram, meld, lees):
    adres = f"/partnermeldingen/{meld(eigenaar=bram.gebruiker).uuid}"
    petra.stuur(f"{adres}/overnemen")
    tweede = bram.stuur(f"{adres}/afwijzen", {"reden": "Andere <b>leerlingen</b>"})
    assert tweede.status_code == 409
    for deel in ("intussen overgenomen", "niet verstuurd: Andere <b>leerlingen</b>", "Overgenomen door Petra"):
        assert deel in lees(tweede)
    assert "<b>leerlingen" not in tweede.text


def test_who_may_only_look_sees_no_names_and_no_buttons(lezer, meld, lees):
    melding = meld()
    antwoord = lezer.ga(f"/partnermeldingen/{melding.uuid}")
    assert antwoord.status_code == 200
    assert "Jan van Techport" not in antwoord.text
    assert "Overnemen" not in lees(antwoord)
    assert lezer.stuur(f"/partnermeldingen/{melding.uuid}/overnemen").status_code == 403
    assert lezer.stuur(f"/partnermeldingen/{melding.uuid}/afwijzen", {"reden": "x"}).status_code == 403


def test_the_page_of_today_says_what_waits(petra, bram, meld, lees):
    melding = meld(eigenaar=petra.gebruiker)
    meld("Van niemand", doel=V)
    meld("Van Bram", bram.gebruiker)
    antwoord = petra.ga("/")
    tekst = lees(antwoord)
    assert "Techport meldt een levering" in tekst
    assert "Van niemand vraagt om een andere datum" in tekst
    assert "Van Bram" not in tekst
    assert f'href="/partnermeldingen/{melding.uuid}"' in antwoord.text


def test_the_promise_shows_its_meldingen_and_links(petra, lezer, meld, bestand, database, lees):
    melding = meld()
    jan = bestand(Persoon, naam="Joke Jol")
    for anders in (
        {"verloopt_op": dt.datetime(2026, 10, 1, tzinfo=dt.UTC)},
        {"ingetrokken_op": dt.datetime(2026, 10, 2, tzinfo=dt.UTC), "intrek_reden": "x"},
        {"gebruikt_op": dt.datetime(2026, 10, 3, tzinfo=dt.UTC)},
        *({} for _ in range(20)),
    ):
        bestand(Partnerlink, afspraak_id=melding.afspraak_id, persoon=jan, doel=V, **anders)
    with database.session() as session:
        adres = f"/afspraken/{session.get(Partnerafspraak, melding.afspraak_id).uuid}"
    with tel_opdrachten(database.engine) as opdrachten:
        antwoord = petra.ga(adres)
    assert len(opdrachten) <= 15
    assert "Een levering van 5 stageplekken op 1 oktober 2026" in lees(antwoord)
    assert "nog niet gebruikt, werkt tot" in lees(antwoord)
    assert "Joke Jol" in antwoord.text
    assert "Joke Jol" not in lezer.ga(adres).text


def test_the_contact_is_chosen_from_who_works_there(petra, lezer, bestand, lees):
    partner = bestand(Organisatie)
    afspraak = bestand(Partnerafspraak, organisatie=partner)
    piet = bestand(Persoon, naam="Piet Puk", email="piet@partner.invalid")
    bestand(Functie, persoon=piet, organisatie=partner, naam="Directeur")
    elders = bestand(Persoon, naam="Els Elders", email="els@partner.invalid")
    adres = f"/afspraken/{afspraak.uuid}"
    keuzes = lees(petra.ga(f"{adres}/contact"))
    assert f"Piet Puk, Directeur, {partner.naam}" in keuzes
    assert "Els Elders" not in keuzes
    fout = petra.stuur(f"{adres}/contact", {"contact": str(elders.uuid)})
    assert (fout.status_code, "heeft nu geen functie bij deze partner" in lees(fout)) == (400, True)
    petra.stuur(f"{adres}/contact", {"contact": str(piet.uuid)})
    assert "Contact Piet Puk" in lees(petra.ga(adres))
    assert "selected" in petra.ga(f"{adres}/contact").text
    assert "Piet Puk" not in lezer.ga(adres).text
    assert lezer.ga(f"{adres}/contact").status_code == 403
