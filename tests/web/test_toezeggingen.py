"""Pages of toezeggingen of GS to PS: the register, noting one, keeping it, putting it off, handing it over."""

import datetime as dt
import re

import pytest
from sqlmodel import select

from crm.models import Actie, Herijkingsregel, Programma, Toezegging, Toezeggingstap
from crm.models import ToezeggingStatus as T
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def toezegging(bestand):
    return bestand(Toezegging, nummer="T-12", uiterlijk=dt.date(2026, 10, 1))


def test_the_register_shows_what_is_not_kept_and_says_what_it_is_not(petra, toezegging, bestand, lees):
    bestand(Toezegging, status=T.DEELS_VOLDAAN, uiterlijk=None, herijken_op=dt.date(2026, 12, 1))
    bestand(Toezegging, status=T.VOLDAAN, voldaan_op=dt.date(2026, 9, 9))
    tekst = lees(petra.ga("/toezeggingen"))
    assert "Wat partners beloven, staat bij Afspraken" in tekst
    assert "1 toezegging is te laat" in tekst
    assert tekst.count("PS krijgt een brief") == 2
    for keuze, aantal in (("te_laat", 1), ("deels", 1), ("voldaan", 1), ("alles", 3), ("onzin", 2)):
        assert lees(petra.ga(f"/toezeggingen?keuze={keuze}")).count("PS krijgt een brief") == aantal, keuze
    assert "Aan alle toezeggingen is voldaan" in lees(petra.ga("/toezeggingen?van=mij"))


def test_the_pages_of_the_register_follow_each_other(petra, bestand, database):
    for _ in range(30):
        bestand(Toezegging)
    gezien, adres = [], "/toezeggingen"
    while adres:
        with tel_opdrachten(database.engine) as opdrachten:
            pagina = petra.ga(adres).text
        assert len(opdrachten) <= 15
        gezien += re.findall(r'href="/toezeggingen/([0-9a-f-]{36})"', pagina)
        volgende = re.search(r'href="(/toezeggingen\?[^"]*na=[^"]+)"', pagina)
        adres = volgende and volgende[1].replace("&amp;", "&")
    assert len(gezien) == len(set(gezien)) == 30


NIEUW = {
    "omschrijving": "PS krijgt vóór de zomer een brief over ’t Zée",
    "gedaan_door": "Gedeputeerde Voorbeeld",
    "gedaan_in": "Commissie EFB",
    "gedaan_op": "14 sep",
    "uiterlijk": "1 juni",
    "nummer": "2026-17",
}


def test_a_toezegging_is_noted_once(bram, bestand, session, lees):
    programma = bestand(Programma)
    actie = bestand(Actie, programma=programma, nummer="7c", titel="Havens")
    pagina = bram.ga("/toezeggingen/nieuw").text
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', pagina)[1]
    velden = NIEUW | {"programma": str(programma.uuid), "waarover": "actie 7c havens", "kenmerk": kenmerk}
    tekst = lees(bram.stuur("/toezeggingen/nieuw", velden, follow_redirects=True))
    assert "De toezegging staat in het register." in tekst
    assert "’t Zée" in tekst
    assert "staat er al" in lees(bram.stuur("/toezeggingen/nieuw", velden, follow_redirects=True))
    gemaakt = session.exec(select(Toezegging)).one()
    assert (str(gemaakt.uuid), gemaakt.actie_id, gemaakt.eigenaar_id) == (
        kenmerk,
        actie.id,
        bram.gebruiker.id,
    )
    assert (gemaakt.gedaan_op, gemaakt.uiterlijk) == (dt.date(2026, 9, 14), dt.date(2027, 6, 1))


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"omschrijving": " ", "gedaan_door": ""}, "Vul dit in."),
        ({"uiterlijk": ""}, "Geen datum? Vul dan in wanneer u opnieuw kijkt."),
        ({"gedaan_op": "1-1-2030"}, "Deze dag moet nog komen."),
        ({"programma": ""}, "Vul dit in."),
        ({"waarover": "bestaat niet"}, "kennen wij niet onder die naam"),
        ({"waarover": "Proefagenda"}, "Kies hier een actie"),
        ({"nummer": "T-12"}, "Nummer T-12 staat al in het register."),
        ({"omschrijving": "x" * 1001}, "Gebruik ten hoogste 1000 tekens."),
    ],
    ids=str,
)
def test_what_cannot_be_noted_keeps_what_was_typed(bram, bestand, session, lees, anders, zin):
    programma = bestand(Programma)
    bestand(Toezegging, programma=programma, nummer="T-12")
    velden = NIEUW | {"programma": str(programma.uuid)} | anders
    antwoord = bram.stuur("/toezeggingen/nieuw", velden)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert all(velden[naam] in antwoord.text for naam in ("gedaan_in", "nummer", "gedaan_op"))
    assert len(session.exec(select(Toezegging)).all()) == 1


def test_it_is_kept_in_part_put_off_and_kept(bram, toezegging, session, lees):
    adres = f"/toezeggingen/{toezegging.uuid}"
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', bram.ga(adres).text)[1]
    deel = {"op": "1 okt", "tekst": " ", "deels": "ja", "kenmerk": kenmerk}
    fout = bram.stuur(f"{adres}/voldoen", deel)
    assert (fout.status_code, kenmerk in fout.text, 'value="ja" selected' in fout.text) == (400, True, True)
    deel["tekst"] = "Eerste brief"
    tekst = lees(bram.stuur(f"{adres}/voldoen", deel, follow_redirects=True))
    assert "1 oktober 2026 Deels voldaan Eerste brief" in tekst
    assert "staat er al bij" in lees(bram.stuur(f"{adres}/voldoen", deel, follow_redirects=True))
    assert bram.stuur(f"{adres}/verzetten", {"naar": "1-1-2020", "tekst": "Terug"}).status_code == 400
    tekst = lees(
        bram.stuur(f"{adres}/verzetten", {"naar": "1 maart", "tekst": "Drukte"}, follow_redirects=True)
    )
    assert "Nieuwe datum: van 1 oktober 2026 naar 1 maart 2027 Drukte" in tekst
    assert (
        "Eén keer verschoven. De eerste datum was 1 oktober 2026; nu is het 1 maart 2027, dat is 151 dagen later."
        in tekst
    )
    heel = {"op": "vandaag", "tekst": "Tweede brief", "deels": "nee"}
    tekst = lees(bram.stuur(f"{adres}/voldoen", heel, follow_redirects=True))
    assert "voldaan op 14 oktober 2026" in tekst
    assert "Waaruit blijkt het?" not in tekst
    assert session.get(Toezegging, toezegging.id).status is T.VOLDAAN


def test_a_colleague_takes_over(petra, bram, toezegging, session, lees):
    adres = f"/toezeggingen/{toezegging.uuid}/overdragen"
    assert "nog niemand" in lees(bram.ga(adres))
    assert bram.stuur(adres, {"eigenaar": str(petra.gebruiker.uuid)}).status_code == 303
    assert session.get(Toezegging, toezegging.id).eigenaar_id == petra.gebruiker.id


def test_who_may_only_look_looks(lezer, toezegging, lees):
    adres = f"/toezeggingen/{toezegging.uuid}"
    tekst = lees(lezer.ga(adres))
    assert "Een belofte van een partner heet hier een afspraak" in tekst
    assert "Waaruit blijkt het?" not in tekst
    assert "Toezegging noteren" not in lees(lezer.ga("/toezeggingen"))
    for pad in ("/toezeggingen/nieuw", f"{adres}/verzetten", f"{adres}/overdragen"):
        assert lezer.ga(pad).status_code == 403
    assert lezer.stuur(f"{adres}/voldoen", {"op": "1 okt", "tekst": "Brief"}).status_code == 403


def test_a_page_costs_at_most_fifteen_statements(petra, toezegging, bestand, database):
    for _ in range(25):
        bestand(Toezeggingstap, toezegging=toezegging)
        bestand(Herijkingsregel, afspraak=None, toezegging=toezegging)
    for deel in (
        "/nieuw",
        f"/{toezegging.uuid}",
        f"/{toezegging.uuid}/verzetten",
        f"/{toezegging.uuid}/overdragen",
    ):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(f"/toezeggingen{deel}").status_code == 200
        assert len(opdrachten) <= 15, deel
