"""Doing: each operation once as it should go, once refused and once malformed."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from sqlmodel import func, select

from crm import models as m
from crm.models import GebruikerRol as R
from tests.support.tellen import tel_opdrachten

PROBLEEM = "application/problem+json"


def aantal(database, noun):
    with database.session() as session:
        return session.exec(select(func.count()).select_from(noun)).one()


def is_probleem(antwoord, status):
    """The answer is a problem with this status, in full."""
    assert antwoord.status_code == status, antwoord.get_data(as_text=True)
    assert antwoord.mimetype == PROBLEEM
    assert antwoord.json["status"] == status
    assert antwoord.json["title"]
    assert antwoord.json["detail"]
    return True


def velden(antwoord):
    return {fout["pad"]: fout["detail"] for fout in antwoord.json["errors"]}


# --- meetings ---


def overleg(**anders):
    return {"onderwerp": "Voortgang", "begintOp": "2026-10-13T10:00:00+02:00"} | anders


def vol_overleg(coalitie, collega):
    return overleg(
        coalitie=str(coalitie.uuid),
        locatie="Alkmaar",
        notities="Het ging goed.",
        aanwezigen=[{"naam": f"Aanwezige {n}", "organisatieNaam": "ROM InWest"} for n in range(8)],
        besluiten=[{"omschrijving": "Wij beginnen."}],
        actiepunten=[
            {"omschrijving": f"Punt {n}", "eigenaar": str(collega.uuid), "uiterlijk": "2026-11-01"}
            for n in range(3)
        ],
        afspraken=[
            {
                "organisatieNaam": "ROM InWest",
                "omschrijving": "Geld",
                "soort": "geld",
                "hoeveelheid": "1250,50",
                "uiterlijk": "2027-01-01",
            },
            {
                "organisatieNaam": "Nieuwe Speler",
                "organisatieHelix": "bedrijf",
                "omschrijving": "Stages",
                "soort": "stages",
                "eenheid": "stageplekken",
                "hoeveelheid": 12,
                "herijkenOp": "2027-01-01",
            },
        ],
    )


def test_a_meeting_is_kept_with_everything_in_it(api, bestand, database):
    coalitie = bestand(m.Ontwikkelcoalitie)
    bestand(m.Organisatie, naam="ROM InWest")
    with tel_opdrachten(database.engine) as opdrachten:
        antwoord = api.post("/overleggen", vol_overleg(coalitie, api.gebruiker))
    assert antwoord.status_code == 201, antwoord.get_data(as_text=True)
    gemaakt = antwoord.json
    assert antwoord.headers["Location"] == f"/api/v1/overleggen/{gemaakt['uuid']}"
    assert gemaakt["begintOp"] == "2026-10-13T08:00:00Z"
    assert gemaakt["status"] == "vastgelegd"
    assert (len(gemaakt["aanwezigen"]), len(gemaakt["actiepunten"]), len(gemaakt["afspraken"])) == (8, 3, 2)
    assert api.get(antwoord.headers["Location"]).json == gemaakt
    assert len(opdrachten) <= 40
    bedragen = [a["hoeveelheid"] for a in api.get("/partnerafspraken?soort=geld").json["items"]]
    assert bedragen == ["1250.5"]


def test_everything_wrong_with_a_meeting_is_said_at_once_and_nothing_is_kept(api, database):
    antwoord = api.post(
        "/overleggen",
        overleg(
            onderwerp=" ",
            begintOp="gisteren",
            aanwezigen=[{"isAfgemeld": "misschien"}],
            afspraken=[{"omschrijving": "x" * 401, "soort": "goud", "hoeveelheid": "veel"}],
            onzin=1,
        ),
    )
    is_probleem(antwoord, 400)
    assert set(velden(antwoord)) == {
        "onderwerp",
        "begintOp",
        "aanwezigen.0.naam",
        "aanwezigen.0.isAfgemeld",
        "afspraken.0.omschrijving",
        "afspraken.0.soort",
        "afspraken.0.hoeveelheid",
        "onzin",
    }
    assert aantal(database, m.Overleg) == 0


def test_what_the_verb_refuses_names_the_fields_as_they_were_sent(api, bestand, database):
    bestand(m.Organisatie, naam="ROM InWest")
    antwoord = api.post(
        "/overleggen",
        overleg(
            aanwezigen=[{"naam": "Jan", "organisatieNaam": "ROM In West BV"}],
            afspraken=[
                {"organisatieNaam": "ROM InWest", "omschrijving": "a", "soort": "uren", "hoeveelheid": 0}
            ],
        ),
    )
    is_probleem(antwoord, 400)
    assert set(velden(antwoord)) == {
        "aanwezigen.0.organisatieNaam",
        "afspraken.0.hoeveelheid",
        "afspraken.0.uiterlijk",
        "afspraken.0.eenheid",
    }
    assert "ROM InWest" in velden(antwoord)["aanwezigen.0.organisatieNaam"]
    assert aantal(database, m.Overleg) == 0


@pytest.mark.parametrize(
    "moment", ["2205-01-01T10:00:00+01:00", "0001-01-01T00:00:00+14:00", "2026-10-13T10:00:00"]
)
def test_a_moment_that_cannot_be_is_refused_with_a_sentence(api, moment):
    antwoord = api.post("/overleggen", overleg(begintOp=moment))
    is_probleem(antwoord, 400)
    assert velden(antwoord)["begintOp"]


def test_an_empty_order_says_what_is_missing(api):
    for json in ({}, None):
        assert set(velden(api.post("/overleggen", json))) == {"onderwerp", "begintOp"}


def test_the_same_meeting_twice_is_kept_once(api, database):
    zelfde = overleg(kenmerk=str(uuid.uuid4()))
    assert api.post("/overleggen", zelfde).status_code == 201
    is_probleem(api.post("/overleggen", zelfde), 409)
    assert aantal(database, m.Overleg) == 1


def test_a_reader_may_not_write(lezer, database):
    is_probleem(lezer.post("/overleggen", overleg()), 403)
    assert aantal(database, m.Overleg) == 0


def test_a_meeting_is_planned_written_up_or_called_off(api):
    straks = overleg(begintOp="2026-12-01T10:00:00+01:00")
    is_probleem(api.post("/overleggen/_plan", overleg()), 400)
    gepland = api.post("/overleggen/_plan", straks)
    assert (gepland.status_code, gepland.json["status"]) == (201, "gepland")
    adres = gepland.headers["Location"]
    is_probleem(api.post(f"{adres}/_gelastaf", {}), 400)
    assert api.post(f"{adres}/_gelastaf", {"reden": "Ziek"}).json["status"] == "afgelast"
    is_probleem(api.post(f"{adres}/_gelastaf", {"reden": "Ziek"}), 409)


def test_a_planned_meeting_is_completed_unless_somebody_saved_a_newer_version(api, bestand):
    gepland = bestand(m.Overleg)
    oud = overleg(overleg=str(gepland.uuid), versie=7)
    is_probleem(api.post("/overleggen", oud), 409)
    nieuw = api.post("/overleggen", oud | {"versie": 1})
    assert (nieuw.status_code, nieuw.json["uuid"]) == (201, str(gepland.uuid))


def test_a_write_up_is_mended_with_the_version_that_was_seen(api, bestand):
    adres = api.post("/overleggen", overleg()).headers["Location"]
    etag = api.get(adres).headers["ETag"]
    is_probleem(api.patch(adres, {"notities": "Beter."}), 428)
    gewijzigd = api.patch(adres, {"notities": "Beter."}, koppen={"If-Match": etag})
    assert (gewijzigd.status_code, gewijzigd.json["notities"]) == (200, "Beter.")
    assert gewijzigd.json["onderwerp"] == "Voortgang"
    is_probleem(api.patch(adres, {"notities": "Ouder."}, koppen={"If-Match": etag}), 412)
    assert api.get(adres).json["notities"] == "Beter."


# --- action points ---


def test_an_action_point_is_done_dropped_or_open_again(api, lezer, bestand):
    adres = f"/actiepunten/{bestand(m.Actiepunt).uuid}"
    is_probleem(lezer.post(f"{adres}/_rondaf"), 403)
    assert api.post(f"{adres}/_rondaf").json["status"] == "afgerond"
    is_probleem(api.post(f"{adres}/_rondaf"), 409)
    assert api.post(f"{adres}/_heropen").json["status"] == "open"
    is_probleem(api.post(f"{adres}/_laatvervallen", {"reden": "  "}), 400)
    assert (
        api.post(f"{adres}/_laatvervallen", {"reden": "Niet meer nodig"}).json["reden"] == "Niet meer nodig"
    )


# --- partnerafspraken ---


def test_a_promise_is_confirmed_delivered_and_closed(api, lezer, bestand):
    adres = f"/partnerafspraken/{bestand(m.Partnerafspraak).uuid}"
    levering = {"hoeveelheid": "12", "geleverdOp": "2026-10-01", "bewijs": "Brief van de school"}
    is_probleem(api.post(f"{adres}/_lever", levering), 409)
    is_probleem(lezer.post(f"{adres}/_bevestig", {"op": "2026-10-01"}), 403)
    is_probleem(api.post(f"{adres}/_bevestig", {"op": "2030-01-01"}), 400)
    assert api.post(f"{adres}/_bevestig", {"op": "2026-10-01"}).json["status"] == "bevestigd"
    is_probleem(api.post(f"{adres}/_lever", levering | {"hoeveelheid": "13"}), 400)
    is_probleem(api.post(f"{adres}/_lever", levering | {"hoeveelheid": "0,001"}), 400)
    deels = api.post(f"{adres}/_lever", levering | {"hoeveelheid": "5"}).json
    assert (deels["status"], deels["openstaand"], len(deels["leveringen"])) == ("deels_nagekomen", "7", 1)
    rond = api.post(f"{adres}/_lever", levering | {"hoeveelheid": "7"}).json
    assert (rond["status"], rond["openstaand"], rond["afgeslotenOp"]) == ("nagekomen", "0", "2026-10-01")


def test_a_promise_gets_another_day_and_keeps_the_first(api, bestand):
    adres = f"/partnerafspraken/{bestand(m.Partnerafspraak).uuid}"
    verzet = api.post(f"{adres}/_verzet", {"naar": "2027-05-01", "grond": "Later klaar"}).json
    assert verzet["uiterlijk"] == "2027-05-01"
    assert [v["van"] for v in verzet["verzettingen"]] == ["2027-02-01"]
    is_probleem(api.post(f"{adres}/_verzet", {"naar": "2020-05-01", "grond": "Terug"}), 400)
    is_probleem(api.post(f"{adres}/_verzet", {"naar": "1-5-2027"}), 400)


def test_a_promise_is_dropped_with_grounds(api, bestand):
    adres = f"/partnerafspraken/{bestand(m.Partnerafspraak).uuid}"
    is_probleem(api.post(f"{adres}/_sluit", {"stap": "weggooien", "gronden": "Zomaar"}), 400)
    dicht = api.post(f"{adres}/_sluit", {"stap": "vervallen", "gronden": "Niet meer nodig"}).json
    assert (dicht["status"], dicht["afgeschreven"], dicht["openstaand"]) == ("vervallen", "12", "0")
    is_probleem(api.post(f"{adres}/_sluit", {"stap": "intrekken", "gronden": "Nogmaals"}), 409)


# --- acties, metingen, geld ---


def test_lights_are_given_with_an_explanation_where_needed(api, lezer, bestand):
    stand = {
        "actie": str(bestand(m.Actie).uuid),
        "peildatum": "2026-09-30",
        "beleid": "groen",
        "tijd": "groen",
        "geld": "groen",
    }
    assert api.post("/voortgang", stand).status_code == 201
    is_probleem(lezer.post("/voortgang", stand), 403)
    afwijking = api.post("/voortgang", stand | {"tijd": "rood"})
    is_probleem(afwijking, 400)
    assert set(velden(afwijking)) == {"oorzaak", "gevolg", "bijsturing"}
    uitleg = {"oorzaak": "Ziekte", "gevolg": "Uitstel", "bijsturing": "Vervanging"}
    assert api.post("/voortgang", stand | {"tijd": "rood"} | uitleg).json["tijd"] == "rood"
    assert set(velden(api.post("/voortgang", {"tijd": "paars"}))) == {
        "actie",
        "peildatum",
        "beleid",
        "tijd",
        "geld",
    }


def test_an_unknown_dossier_in_a_field_is_a_wrong_field(api):
    stand = {
        "actie": str(uuid.uuid4()),
        "peildatum": "2026-09-30",
        "beleid": "groen",
        "tijd": "groen",
        "geld": "groen",
    }
    antwoord = api.post("/voortgang", stand)
    is_probleem(antwoord, 400)
    assert set(velden(antwoord)) == {"actie"}


def test_an_actie_is_given_to_a_colleague_and_taken_back(api, tweede, lezer, bestand):
    adres = f"/acties/{bestand(m.Actie).uuid}"
    wie = {"eigenaar": str(tweede.gebruiker.uuid)}
    is_probleem(lezer.post(f"{adres}/_wijstoe", wie), 403)
    assert api.post(f"{adres}/_wijstoe", wie).json["eigenaar"] == wie["eigenaar"]
    assert api.post(f"{adres}/_wijstoe", {"eigenaar": None}).json["eigenaar"] is None
    is_probleem(api.post(f"{adres}/_wijstoe", {"eigenaar": "Bram"}), 400)


def test_a_milestone_is_reached(api, bestand):
    adres = f"/mijlpalen/{bestand(m.Mijlpaal).uuid}"
    assert api.post(f"{adres}/_haal", {"op": "2026-10-01"}).json["gereedOp"] == "2026-10-01"
    is_probleem(api.post(f"{adres}/_haal", {"op": "2027-10-01"}), 400)


def test_a_product_is_there(api, lezer, bestand):
    adres = f"/resultaten/{bestand(m.Resultaat).uuid}"
    assert api.post(f"{adres}/_leverop", {"op": "2026-10-01"}).json["gereedOp"] == "2026-10-01"
    is_probleem(lezer.post(f"{adres}/_leverop", {"op": "2026-10-01"}), 403)
    is_probleem(api.post(f"{adres}/_leverop", {}), 400)


def test_a_mandate_passes_from_one_to_the_next(api, lezer, bestand):
    adres = f"/opdrachten/{bestand(m.Opdracht).uuid}"
    een, twee = str(bestand(m.Persoon).uuid), str(bestand(m.Persoon).uuid)
    assert api.post(f"{adres}/_wijsaan", {"persoon": een, "van": "2026-01-01"}).json["status"] == "actief"
    na = api.post(f"{adres}/_wijsaan", {"persoon": twee, "van": "2026-09-01"}).json
    assert [(v["persoon"], v["tot"]) for v in na["vervullingen"]] == [(een, "2026-08-31"), (twee, None)]
    is_probleem(lezer.post(f"{adres}/_wijsaan", {"persoon": een, "van": "2026-10-01"}), 403)
    is_probleem(api.post(f"{adres}/_wijsaan", {"persoon": str(uuid.uuid4()), "van": "2026-10-01"}), 400)


def test_a_value_is_entered_by_one_and_approved_by_another(api, tweede, bestand):
    indicator = str(bestand(m.Indicator).uuid)
    meting = {"indicator": indicator, "peildatum": "2026-09-30", "waarde": "12,5", "herkomst": "Telling"}
    gemeten = api.post("/metingen", meting)
    assert (gemeten.status_code, gemeten.json["waarde"]) == (201, "12.5")
    adres = gemeten.headers["Location"]
    is_probleem(api.post(f"{adres}/_keurgoed"), 403)
    assert tweede.post(f"{adres}/_keurgoed").json["goedgekeurdOp"] == "2026-10-14T07:00:00Z"
    is_probleem(tweede.post(f"{adres}/_keurgoed"), 409)
    is_probleem(api.post("/metingen", meting | {"waarde": None}), 400)
    is_probleem(api.post("/metingen", meting | {"waarde": "twaalf"}), 400)
    onbekend = api.post("/metingen", {"indicator": indicator, "peildatum": "2026-09-30", "isOnbekend": True})
    assert (onbekend.json["waarde"], onbekend.json["isOnbekend"]) == (None, True)


def test_money_is_booked_in_cents(api, lezer, bestand):
    boeking = {
        "programma": str(bestand(m.Programma).uuid),
        "post": "Circulair",
        "jaar": 2026,
        "soort": "realisatie",
        "bedragCent": 12_345_67,
        "boekdatum": "2026-10-01",
    }
    geboekt = api.post("/begrotingsregels", boeking)
    assert (geboekt.status_code, geboekt.json["bedragCent"]) == (201, 1234567)
    is_probleem(lezer.post("/begrotingsregels", boeking), 403)
    is_probleem(api.post("/begrotingsregels", boeking | {"bedragCent": 10**15}), 400)
    is_probleem(api.post("/begrotingsregels", boeking | {"bedragCent": 12.5, "jaar": "dit jaar"}), 400)
    buiten = api.post("/begrotingsregels", boeking | {"jaar": 2050, "bedragCent": 0})
    assert set(velden(buiten)) == {"jaar", "bedragCent"}


# --- organisations and people ---


def test_an_organisation_is_added_once(api, lezer, database):
    nieuw = {
        "naam": "ROM InWest",
        "helix": "overheid",
        "kvkNummer": "12345678",
        "website": "https://voorbeeld.invalid",
    }
    assert api.post("/organisaties", nieuw).status_code == 201
    is_probleem(api.post("/organisaties", nieuw | {"naam": "Rom Inwest"}), 409)
    assert set(velden(api.post("/organisaties", nieuw | {"naam": "Ander"}))) == {"kvkNummer"}
    is_probleem(lezer.post("/organisaties", nieuw), 403)
    fout = api.post(
        "/organisaties",
        {"naam": "", "helix": "", "kvkNummer": "123", "oin": "x", "website": "javascript:alert(1)"},
    )
    assert set(velden(fout)) == {"naam", "helix", "kvkNummer", "oin", "website"}
    assert aantal(database, m.Organisatie) == 1


def test_two_people_who_change_the_same_organisation(api, tweede, bestand):
    adres = f"/organisaties/{bestand(m.Organisatie, naam='Techport').uuid}"
    gezien = api.get(adres).headers["ETag"]
    assert api.patch(adres, {"regio": "IJmond"}, koppen={"If-Match": gezien}).json["regio"] == "IJmond"
    is_probleem(tweede.patch(adres, {"regio": "Gooi"}, koppen={"If-Match": gezien}), 412)
    for tag in ("onzin", '""', f"W/{gezien}", "9" * 5000):
        is_probleem(tweede.patch(adres, {"regio": "Gooi"}, koppen={"If-Match": tag}), 412)
    is_probleem(tweede.patch(adres, {"regio": "Gooi"}), 428)
    nu = tweede.get(adres).headers["ETag"]
    assert nu != gezien
    is_probleem(tweede.patch(adres, {"naam": None, "uuid": str(uuid.uuid4())}, koppen={"If-Match": nu}), 400)
    assert tweede.patch(adres, {"regio": None}, koppen={"If-Match": nu}).json["regio"] is None
    assert api.patch(adres, {"regio": "Kop"}, koppen={"If-Match": "*"}).json["regio"] == "Kop"


def test_an_organisation_gets_another_name(api, bestand):
    adres = f"/organisaties/{bestand(m.Organisatie, naam='Ontwikkelingsbedrijf').uuid}"
    gedaan = api.post(f"{adres}/_noemook", {"naam": "ONHN"}).json
    assert [alias["naam"] for alias in gedaan["aliassen"]] == ["ONHN"]
    is_probleem(api.post(f"{adres}/_noemook", {"naam": "onhn"}), 409)
    is_probleem(api.post(f"{adres}/_noemook", {"naam": "  "}), 400)


def test_a_person_is_added_with_the_reason_why_we_know_them(api, lezer, bestand):
    nieuw = {
        "naam": "Jan Voorbeeld",
        "organisatie": str(bestand(m.Organisatie).uuid),
        "functie": "Adviseur",
        "herkomst": "Overleg",
    }
    gemaakt = api.post("/personen", nieuw | {"email": "Jan@Voorbeeld.nl"})
    assert gemaakt.status_code == 201
    assert gemaakt.json["email"] == "jan@voorbeeld.nl"
    assert gemaakt.json["functies"][0]["naam"] == "Adviseur"
    is_probleem(lezer.post("/personen", nieuw), 403)
    is_probleem(api.post("/personen", nieuw | {"email": "jan@voorbeeld.nl"}), 409)
    assert set(velden(api.post("/personen", nieuw | {"email": "jan", "herkomst": None}))) == {
        "email",
        "herkomst",
    }


# --- coalities ---


def test_a_coalition_from_founding_to_its_end(api, lezer, bestand):
    programma, organisatie = bestand(m.Programma), bestand(m.Organisatie)
    actie = bestand(m.Actie, programma=programma)
    nieuw = {"programma": str(programma.uuid), "naam": "Waterstof", "acties": [str(actie.uuid)]}
    is_probleem(lezer.post("/ontwikkelcoalities", nieuw), 403)
    assert set(
        velden(api.post("/ontwikkelcoalities", nieuw | {"acties": [str(uuid.uuid4())], "naam": "x"}))
    ) == {"acties"}
    opgericht = api.post("/ontwikkelcoalities", nieuw)
    assert (opgericht.status_code, opgericht.json["acties"]) == (201, [str(actie.uuid)])
    adres = opgericht.headers["Location"]
    is_probleem(api.post(f"{adres}/_vorm"), 409)
    lid = {"organisatie": str(organisatie.uuid), "rol": "aanjager", "van": "2026-10-01"}
    met = api.post(f"{adres}/_laattoe", lid).json
    assert [d["rol"] for d in met["deelnemingen"]] == ["aanjager"]
    is_probleem(api.post(f"{adres}/_laattoe", lid), 409)
    assert api.post(f"{adres}/_vorm").json["status"] == "vorming"
    assert api.post(f"{adres}/_startcase").json["status"] == "purpose_case"
    deelneming = met["deelnemingen"][0]["uuid"]
    uit = api.post(f"{adres}/_laatuit", {"deelneming": deelneming, "tot": "2026-10-10"}).json
    assert uit["deelnemingen"][0]["tot"] == "2026-10-10"
    ander = bestand(m.Ontwikkelcoalitie)
    is_probleem(
        api.post(
            f"/ontwikkelcoalities/{ander.uuid}/_laatuit", {"deelneming": deelneming, "tot": "2026-10-10"}
        ),
        404,
    )
    is_probleem(api.post(f"{adres}/_beeindig", {"op": "2026-10-14"}), 400)
    eind = api.post(f"{adres}/_beeindig", {"op": "2026-10-14", "reden": "Klaar"}).json
    assert (eind["status"], eind["reden"]) == ("beeindigd", "Klaar")


# --- reports ---


def test_a_report_goes_from_draft_to_published_by_two_people(api, sleutel, lezer, bestand):
    ander = sleutel("Gerda", R.BESTUURSADVISEUR)
    order = {
        "programma": str(bestand(m.Programma, eigenaar="Provincie Voorbeeld").uuid),
        "periode": "2026-K3",
    }
    is_probleem(lezer.post("/rapportages", order), 403)
    is_probleem(api.post("/rapportages", order | {"periode": "derde kwartaal"}), 400)
    is_probleem(api.post("/rapportages", order | {"peildatum": "2026-01-01"}), 400)
    opgesteld = api.post("/rapportages", order)
    assert (opgesteld.status_code, opgesteld.json["status"]) == (201, "concept")
    adres = opgesteld.headers["Location"]
    eigen = api.post(f"{adres}/_lichttoe", {"hoofdboodschap": "Het gaat goed."}).json
    assert eigen["hoofdboodschap"] == "Het gaat goed."
    is_probleem(ander.post(f"{adres}/_stelvast"), 409)
    assert api.post(f"{adres}/_legvoor").json["status"] == "ter_vaststelling"
    is_probleem(api.post(f"{adres}/_stelvast"), 403)
    is_probleem(ander.post(f"{adres}/_stuurterug", {}), 400)
    assert ander.post(f"{adres}/_stuurterug", {"reden": "Onduidelijk"}).json["status"] == "concept"
    api.post(f"{adres}/_legvoor")
    assert ander.post(f"{adres}/_stelvast").json["status"] == "vastgesteld"
    assert ander.post(f"{adres}/_biedaan").json["aangebodenOp"] == "2026-10-14T07:00:00Z"
    assert api.post(f"{adres}/_publiceer").json["status"] == "gepubliceerd"
    nieuw = api.post(f"{adres}/_corrigeer", {"reden": "Bedrag klopte niet"})
    assert (nieuw.status_code, nieuw.json["versienummer"]) == (201, 2)
    is_probleem(api.post(f"{adres}/_corrigeer", {"reden": "Nog eens"}), 409)


@pytest.mark.slow
@pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning"
)  # WeasyPrint leaves a profile open
def test_the_document_and_the_figures_of_a_report(api, bestand):
    import hashlib

    order = {
        "programma": str(bestand(m.Programma, eigenaar="Provincie Voorbeeld").uuid),
        "periode": "2026-K3",
    }
    opgesteld = api.post("/rapportages", order)
    adres = opgesteld.headers["Location"]
    pdf = api.get(f"{adres}/pdf", koppen={"Accept": "application/pdf"})
    assert (pdf.status_code, pdf.mimetype, pdf.get_data()[:5]) == (200, "application/pdf", b"%PDF-")
    cijfers = api.get(f"{adres}/momentopname")
    assert hashlib.sha256(cijfers.get_data()).hexdigest() == opgesteld.json["sha256"]
    is_probleem(api.get(f"/rapportages/{uuid.uuid4()}/pdf"), 404)


def test_exact_decimals_survive_the_way_in_and_out(api, bestand, database):
    indicator = bestand(m.Indicator)
    gemaakt = api.post(
        "/metingen", {"indicator": str(indicator.uuid), "peildatum": "2026-09-30", "waarde": "0.1234"}
    )
    assert gemaakt.json["waarde"] == "0.1234"
    with database.session() as session:
        assert session.exec(select(m.Meting.waarde)).one() == Decimal("0.1234")
        assert session.exec(select(m.Meting.peildatum)).one() == dt.date(2026, 9, 30)
