"""The timeline in the API: filtered, a page at a time, with links, and without persons for who may not see them."""

import datetime as dt

import pytest

from crm import models as m
from crm.queries.tijdlijn import DOSSIERS
from tests.support.tellen import tel_opdrachten

PADEN = {
    "actie": "acties",
    "coalitie": "ontwikkelcoalities",
    "case": "purpose-cases",
    "organisatie": "organisaties",
    "persoon": "personen",
}


@pytest.fixture
def coalitie(bestand):
    return bestand(m.Ontwikkelcoalitie)


@pytest.fixture
def adres(coalitie):
    return f"/ontwikkelcoalities/{coalitie.uuid}/tijdlijn"


@pytest.mark.parametrize("soort", sorted(DOSSIERS))
def test_every_collection_of_a_dossier_with_a_timeline_gives_it(api, lezer, bestand, soort):
    adres = f"/{PADEN[soort]}/{bestand(DOSSIERS[soort][0]).uuid}/tijdlijn"
    antwoord = api.get(adres)
    assert antwoord.status_code == 200
    assert antwoord.json["items"] == []
    assert antwoord.json["_links"].keys() == {"self"}
    assert lezer.get(adres).status_code == (403 if soort == "persoon" else 200)
    assert api.get(adres.replace("/tijdlijn", "x/tijdlijn")).status_code == 404


def test_an_event_says_what_when_why_and_leads_on(api, bestand, coalitie, adres):
    techport = bestand(m.Organisatie, naam="Techport")
    afspraak = bestand(m.Partnerafspraak, coalitie=coalitie, organisatie=techport)
    bestand(m.Levering, afspraak=afspraak)
    assert api.get(adres).json["items"] == [
        {
            "moment": "2026-08-31T22:00:00Z",
            "isHeleDag": True,
            "soort": "levering",
            "feit": "levering",
            "zin": "Techport leverde 3 van de 12 stageplekken.",
            "reden": "Brief",
            "door": None,
            "_links": {"over": {"href": f"/api/v1/partnerafspraken/{afspraak.uuid}"}},
        }
    ]


def test_the_link_to_the_next_page_keeps_the_choice(api, bestand, coalitie, adres):
    for dag in range(1, 8):
        bestand(m.Overleg, coalitie=coalitie, begint_op=dt.datetime(2026, 9, dag, tzinfo=dt.UTC))
        bestand(m.Bijlage, coalitie=coalitie)
    gezien, volgende = [], f"{adres}?aantal=3&soort=overleg&soort=besluit&van=2026-09-02&tot=2026-09-06"
    while volgende:
        antwoord = api.get(volgende)
        gezien += [(item["soort"], item["moment"][:10]) for item in antwoord.json["items"]]
        volgende = antwoord.json["_links"].get("volgende", {}).get("href")
    assert gezien == [("overleg", f"2026-09-0{dag}") for dag in (6, 5, 4, 3, 2)]


@pytest.mark.parametrize(
    ("vraag", "veld"),
    [
        ("soort=onzin", "soort"),
        ("na=rommel", "na"),
        ("aantal=0", "aantal"),
        ("aantal=1000", "aantal"),
        ("van=gisteren", "van"),
        ("van=0001-01-01", "van"),
        ("van=2026-09-02&tot=2026-09-01", "tot"),
        ("kleur=rood", "kleur"),
    ],
)
def test_what_cannot_be_asked_is_refused_by_field(api, adres, vraag, veld):
    antwoord = api.get(f"{adres}?{vraag}")
    assert antwoord.status_code == 400
    assert veld in str(antwoord.json)


def test_a_page_costs_the_same_few_statements_however_much_there_is(api, bestand, coalitie, adres, database):
    tellingen = []
    for aantal in (2, 60):
        for _ in range(aantal):
            bestand(m.Overleg, coalitie=coalitie)
        with tel_opdrachten(database.engine) as opdrachten:
            assert api.get(adres).status_code == 200
        tellingen.append(len(opdrachten))
    assert tellingen[0] == tellingen[1] <= 8
