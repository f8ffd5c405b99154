"""Reading: every kind of dossier as a list and one by one, at a price that does not grow with what there is."""

import json
import re
import uuid

import pytest
from sqlmodel import select

from crm import models as m
from crm.api import COLLECTIES
from crm.db import Database
from crm.models import GebruikerRol as R
from tests.factories import STANDAARD, maak
from tests.support.tellen import tel_opdrachten

PADEN = {collectie.pad: collectie for collectie in COLLECTIES}
# What DESIGN promises of the API, as far as the nouns are there.
BELOOFD = set(
    "programmas doelen acties resultaten mijlpalen indicatoren metingen voortgang begrotingsregels organisaties "
    "personen ontwikkelcoalities convenanten partnerafspraken opdrachten gremia overleggen actiepunten rapportages "
    "pc-producten herinneringsregels herinneringen".split()
)

# Keys that would give away what is ours alone.
NUMMERS = re.compile(r'"(id|[a-z]+Id|[a-z]+_id|naamSleutel|wachtwoordHash|tekenHash|momentopname)"')


@pytest.fixture
def api(sleutel):
    """Somebody who may read everything there is."""
    return sleutel("Petra", R.PROGRAMMAMANAGER, R.BEHEERDER)


def vul(database: Database, noun: type[m.Model], aantal: int) -> None:
    """So many of these, each with two of everything that goes out with it."""
    collectie = next(c for c in COLLECTIES if c.noun is noun)
    with database.transaction() as session:
        for nummer in range(aantal):
            anders = {"bron": maak(session, m.Bron)} if "bron_id" in noun.model_fields else {}
            if noun is m.Convenant:
                anders["naam"] = f"Convenant {nummer}"
            if noun is m.Agendafeed:
                # Nobody sees somebody else's.
                anders["gebruiker_id"] = session.exec(select(m.Gebruiker.id).where(m.Gebruiker.naam == "Petra")).one()
            if noun is m.Demping:
                anders["onderwerp"] = list(m.RegelOnderwerp)[nummer % len(m.RegelOnderwerp)]
            dossier = maak(session, noun, **anders)
            for kind in collectie.schema.KINDEREN.values():
                ouder = kind.via.removesuffix("_id")
                hoogstens_een = kind.noun.__table__.c[kind.via].unique
                for _ in range(1 if hoogstens_een else 2):
                    maak(session, kind.noun, **{ouder: dossier})


def test_every_noun_that_was_promised_is_there():
    assert set(PADEN) >= BELOOFD


# These run over all collections in one database: a fresh one for each would take minutes.


def test_a_list_and_its_items(api, database):
    for pad, collectie in PADEN.items():
        vul(database, collectie.noun, 2)
        antwoord = api.get(f"/{pad}")
        assert len(antwoord.json["items"]) >= 2, pad
        for item in antwoord.json["items"]:
            eigen = api.get(item["_links"]["self"]["href"])
            assert (eigen.status_code, eigen.json) == (200, item), pad
            assert eigen.headers["ETag"], pad
        assert not NUMMERS.search(antwoord.get_data(as_text=True)), pad


def test_a_list_costs_the_same_number_of_statements_however_much_there_is(api, database):
    for pad, collectie in PADEN.items():
        vul(database, collectie.noun, 20)
        with tel_opdrachten(database.engine) as vol:
            assert len(api.get(f"/{pad}").json["items"]) >= 20, pad
        vul(database, collectie.noun, 20)
        with tel_opdrachten(database.engine) as dubbel:
            assert api.get(f"/{pad}").status_code == 200, pad
        assert len(dubbel) <= len(vol) <= 14, pad


def test_nobody_gets_in_without_a_key(client):
    for pad in PADEN:
        for koppen in ({}, {"Authorization": "Bearer onzin"}, {"Authorization": "Basic b256aW4="}):
            antwoord = client.get(f"/api/v1/{pad}", headers=koppen)
            assert (antwoord.status_code, antwoord.mimetype) == (401, "application/problem+json"), pad
            assert antwoord.headers["WWW-Authenticate"].startswith("Bearer"), pad


def test_what_is_not_there_is_not_found(api):
    for pad in PADEN:
        antwoord = api.get(f"/{pad}/{uuid.uuid4()}")
        assert (antwoord.status_code, antwoord.mimetype) == (404, "application/problem+json"), pad
        assert api.get(f"/{pad}/12").status_code == 404, pad


def test_a_question_that_we_do_not_know_is_refused(api):
    for pad in PADEN:
        antwoord = api.get(f"/{pad}?aantal=101&onzin=1")
        assert antwoord.status_code == 400, pad
        assert {(fout["in"], fout["pad"]) for fout in antwoord.json["errors"]} == {
            ("query", "aantal"),
            ("query", "onzin"),
        }


@pytest.mark.parametrize("pad", ["organisaties", "overleggen", "acties"])
def test_paging_by_key_gives_everything_once_and_in_order(api, database, pad):
    vul(database, PADEN[pad].noun, 23)
    gezien, adres = [], f"/{pad}?aantal=5"
    while adres:
        blad = api.get(adres).json
        assert len(blad["items"]) <= 5
        gezien += [item["uuid"] for item in blad["items"]]
        adres = blad["_links"].get("volgende", {}).get("href")
    assert len(gezien) == len(set(gezien)) >= 23
    alles = api.get(f"/{pad}?aantal=100").json["items"]
    assert [item["uuid"] for item in alles] == gezien


def test_a_page_after_what_is_not_there_is_refused(api):
    assert api.get(f"/acties?na={uuid.uuid4()}").status_code == 400


def test_what_is_added_while_paging_does_not_shift_the_pages(api, bestand):
    for naam in "BDF":
        bestand(m.Organisatie, naam=naam)
    eerste = api.get("/organisaties?aantal=2").json
    bestand(m.Organisatie, naam="A")
    tweede = api.get(eerste["_links"]["volgende"]["href"]).json
    assert [i["naam"] for i in eerste["items"] + tweede["items"]] == ["B", "D", "F"]


def test_a_list_is_filtered_by_relation_status_and_day(api, bestand):
    een, twee = bestand(m.Organisatie), bestand(m.Organisatie)
    afspraak = bestand(m.Partnerafspraak, organisatie=een)
    bestand(m.Partnerafspraak, organisatie=twee)
    assert [i["uuid"] for i in api.get(f"/partnerafspraken?organisatie={een.uuid}").json["items"]] == [
        str(afspraak.uuid)
    ]
    assert len(api.get("/partnerafspraken?status=genoemd").json["items"]) == 2
    assert api.get("/partnerafspraken?status=bevestigd").json["items"] == []
    assert api.get("/partnerafspraken?status=onzin").status_code == 400
    assert api.get(f"/partnerafspraken?organisatie={uuid.uuid4()}").json["items"] == []
    assert api.get("/partnerafspraken?uiterlijkTotEnMet=2027-01-31").json["items"] == []
    assert len(api.get("/partnerafspraken?uiterlijkVanaf=2027-02-01").json["items"]) == 2


def test_an_organisation_is_found_by_part_of_its_name_however_it_is_written(api, bestand):
    bestand(m.Organisatie, naam="Ontwikkelingsbedrijf Noord-Holland Noord")
    bestand(m.Organisatie, naam="ROM InWest")
    gevonden = api.get("/organisaties?zoek=noord holland").json["items"]
    assert [item["naam"] for item in gevonden] == ["Ontwikkelingsbedrijf Noord-Holland Noord"]
    assert api.get("/organisaties?zoek=%25").json["items"] == []


def test_the_next_page_keeps_the_filter(api, bestand):
    programma = bestand(m.Programma)
    for _ in range(3):
        bestand(m.Actie, programma=programma)
    bestand(m.Actie)
    eerste = api.get(f"/acties?programma={programma.uuid}&aantal=2").json
    rest = api.get(eerste["_links"]["volgende"]["href"]).json
    assert len(rest["items"]) == 1


def test_every_item_carries_its_place_in_the_source(api, bestand):
    bron = bestand(m.Bron, gedrukt="circa 275 ha", twijfel="De tabel zegt 257.", ook=[[20, 21]])
    actie = bestand(m.Actie, bron=bron)
    assert api.get(f"/acties/{actie.uuid}").json["bron"] == {
        "document": "Proefagenda",
        "bestand": "proef.txt",
        "regels": "10-12, 20-21",
        "gedrukt": "circa 275 ha",
        "twijfel": "De tabel zegt 257.",
        "isOvergenomen": False,
    }


def test_relations_are_uuids_with_an_address(api, bestand):
    programma = bestand(m.Programma)
    actie = bestand(m.Actie, programma=programma)
    item = api.get(f"/acties/{actie.uuid}").json
    assert item["programma"] == str(programma.uuid)
    assert item["_links"]["programma"] == {"href": f"/api/v1/programmas/{programma.uuid}"}
    assert api.get(item["_links"]["programma"]["href"]).json["uuid"] == str(programma.uuid)


def test_an_answer_that_did_not_change_is_not_sent_again(api, bestand):
    actie = bestand(m.Actie)
    etag = api.get(f"/acties/{actie.uuid}").headers["ETag"]
    assert api.get(f"/acties/{actie.uuid}", koppen={"If-None-Match": etag}).status_code == 304


def test_personal_data_only_for_who_may_see_it(api, lezer, bestand):
    persoon = bestand(m.Persoon, naam="Fatima El Amrani", email="fatima@voorbeeld.invalid")
    overleg = bestand(m.Overleg)
    bestand(m.Aanwezigheid, overleg=overleg, naam="Fatima El Amrani", persoon=persoon)
    bestand(m.Actiepunt, overleg=overleg, eigenaar_naam="Fatima El Amrani")
    bestand(m.Deelneming, persoon=persoon)
    bestand(m.Rolvervulling, persoon=persoon)
    assert api.get(f"/personen/{persoon.uuid}").json["email"] == "fatima@voorbeeld.invalid"
    assert api.get(f"/overleggen/{overleg.uuid}").json["aanwezigen"][0]["naam"] == "Fatima El Amrani"
    for pad in ("/personen", f"/personen/{persoon.uuid}"):
        assert lezer.get(pad).status_code == 403
    for collectie in PADEN:
        if collectie != "personen":
            tekst = lezer.get(f"/{collectie}").get_data(as_text=True)
            assert "Fatima" not in tekst, collectie
            assert str(persoon.uuid) not in tekst, collectie


def test_somebody_without_a_role_sees_nothing(sleutel):
    niemand = sleutel("Nico")
    assert {niemand.get(f"/{pad}").status_code for pad in PADEN} == {403}


def test_reading_changes_nothing_and_sets_no_cookie(api, database, bestand):
    bestand(m.Overleg)
    with tel_opdrachten(database.engine) as opdrachten:
        antwoord = api.get("/overleggen")
    assert not [o for o in opdrachten if o.startswith(("INSERT", "UPDATE", "DELETE"))]
    assert "Set-Cookie" not in antwoord.headers


def test_days_are_days_and_moments_are_utc(api, bestand):
    overleg = bestand(m.Overleg)
    assert api.get(f"/overleggen/{overleg.uuid}").json["begintOp"] == "2026-09-01T12:00:00Z"
    afspraak = bestand(m.Partnerafspraak)
    assert api.get(f"/partnerafspraken/{afspraak.uuid}").json["uiterlijk"] == "2027-02-01"


def test_numbers_are_exact(api, bestand):
    from decimal import Decimal

    afspraak = bestand(m.Partnerafspraak, hoeveelheid=Decimal("1000.10"))
    antwoord = api.get(f"/partnerafspraken/{afspraak.uuid}")
    assert antwoord.json["hoeveelheid"] == "1000.1"
    assert json.loads(antwoord.get_data())["openstaand"] == "1000.1"


def test_the_factories_know_every_noun_that_goes_out():
    assert {collectie.noun for collectie in COLLECTIES} <= set(STANDAARD)


def test_a_list_of_reports_leaves_the_large_snapshots_where_they_are(api, bestand, database):
    bestand(m.Rapportage)
    with tel_opdrachten(database.engine) as opdrachten:
        assert len(api.get("/rapportages").json["items"]) == 1
    assert any("FROM rapportage" in opdracht for opdracht in opdrachten)
    assert not any("momentopname" in opdracht for opdracht in opdrachten)
