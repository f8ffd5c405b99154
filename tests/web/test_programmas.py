"""Pages of agendas and governing bodies."""

import datetime as dt

from crm.models import (
    Actie,
    Begrotingsregel,
    Bron,
    Bronverschil,
    Doel,
    Gremium,
    Niveau,
    Norm,
    NormTelling,
    Overleg,
    OverlegStatus,
    Programma,
    VerschilSoort,
)
from tests.support.tellen import tel_opdrachten


def test_the_list_names_every_agenda(petra, bestand, lees):
    bestand(Programma, naam="Oude agenda", jaar_van=2021, jaar_tot=2023)
    bestand(Programma, naam="Nieuwe agenda")
    tekst = lees(petra.ga("/programmas"))
    assert tekst.index("Nieuwe agenda") < tekst.index("Oude agenda")


def test_the_tree_names_levels_as_the_document_does(petra, bestand, lees):
    programma = bestand(Programma)
    speerpunt = bestand(Doel, programma=programma, niveau=Niveau.SPEERPUNT, nummer=None, naam="Ruimte")
    thema = bestand(Doel, programma=programma, ouder=speerpunt, nummer="6", naam="Werklocaties")
    bestand(Actie, programma=programma, doel=thema, nummer="6b", titel="Wij organiseren")
    tekst = lees(petra.ga(f"/programmas/{programma.uuid}"))
    assert "Speerpunt Ruimte" in tekst
    assert "Thema 6 Werklocaties" in tekst
    assert "1 actie, alle zonder stand" in tekst


def test_money_that_is_not_divided_says_so(petra, bestand, lees):
    programma = bestand(Programma)
    bestand(Begrotingsregel, programma=programma, post="REGIO", bedrag_cent=344_200_000)
    bestand(Begrotingsregel, programma=programma, post="REGIO", bedrag_cent=None, onderdeel="Bijdrage MRA")
    tekst = lees(petra.ga(f"/programmas/{programma.uuid}"))
    assert "waarvan Bijdrage MRA niet verdeeld" in tekst
    assert "€\u00a03.442.000" in petra.ga(f"/programmas/{programma.uuid}").text


def test_where_the_document_contradicts_itself_both_are_shown(petra, bestand, database, lees):
    programma = bestand(Programma)
    bron = bestand(Bron, regel_van=1698, regel_tot=1698, ook=[[1815, 1815]])
    with database.transaction() as session:
        session.add(
            Bronverschil(
                programma_id=programma.id,
                bron_id=bron.id,
                soort=VerschilSoort.TEKST_EN_FIGUUR,
                onderwerp="Omvang van het MKB-fonds",
                gedrukt="60,5 miljoen (tekst)",
                anders="60 miljoen (figuur)",
            )
        )
    tekst = lees(petra.ga(f"/programmas/{programma.uuid}"))
    assert "60,5 miljoen (tekst) 60 miljoen (figuur)" in tekst
    assert "bron: regels 1698, 1815" in tekst


def test_the_page_costs_at_most_fifteen_statements(petra, bestand, database):
    programma = bestand(Programma)
    for _ in range(6):
        bestand(Actie, programma=programma)
        bestand(Gremium, programma=programma)
    with tel_opdrachten(database.engine) as opdrachten:
        assert petra.ga(f"/programmas/{programma.uuid}").status_code == 200
    assert len(opdrachten) <= 15


def test_a_governing_body_shows_its_pace(petra, bestand, lees):
    gremium = bestand(Gremium, naam="adviescommissie")
    bestand(
        Norm, gremium=gremium, programma_id=gremium.programma_id, minimum=4, maximum=4,
        telling=NormTelling.OVERLEGGEN, eenheid="bijeenkomsten",
    )  # fmt: skip
    begin = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
    bestand(Overleg, gremium=gremium, status=OverlegStatus.GEHOUDEN, onderwerp="Voorjaar", begint_op=begin)
    tekst = lees(petra.ga(f"/gremia/{gremium.uuid}"))
    assert "1 van 4" in tekst
    # 14 October: 78 days for three meetings.
    assert "Nog 3 in 11 weken: elke 3 weken." in tekst
    assert "Voorjaar" in tekst


def test_what_does_not_exist_is_said_plainly(petra, lees):
    for adres in ("programmas", "gremia"):
        antwoord = petra.ga(f"/{adres}/00000000-0000-4000-8000-000000000000")
        assert antwoord.status_code == 404
        assert "bestaat niet" in lees(antwoord)
