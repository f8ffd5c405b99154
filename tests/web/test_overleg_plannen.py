"""The pages around a meeting to come: planning it with people, moving it, and who is asked to it."""

import datetime as dt
import html
import io
import re

from crm import models as m
from crm.models import AMSTERDAM
from tests.adapters.test_kalender_lezen import KAAL, ics
from tests.support.tellen import tel_opdrachten

PLAN = {
    "begint_op": "20-10-2026 14:00",
    "eindigt_op": "15:30",
    "onderwerp": "Derde tafel",
    "locatie": "Velsen",
    "deelnemers-0-naam": "anna de boer",
    "deelnemers-1-naam": "Kees",
    "deelnemers-1-organisatie_naam": "rom inwest",
    "uitnodigen": "ja",
}


def om(dag, uur=10):
    return dt.datetime(2026, 10, dag, uur, tzinfo=AMSTERDAM)


def velden_van(pagina):
    """The fields of the form on this page, as a browser would send them."""
    formulier = re.search(r'(?s)<form class="formulier".*?</form>', pagina.text)[0]
    velden = {}
    for veld in re.findall(r"<input[^>]+>", formulier):
        naam, waarde = re.search(r'name="([^"]+)"', veld), re.search(r'value="([^"]*)"', veld)
        if naam and ("checkbox" not in veld or " checked" in veld):
            velden[naam[1]] = html.unescape(waarde[1] if waarde else "")
    for naam, inhoud in re.findall(r'(?s)<textarea[^>]*name="([^"]+)"[^>]*>\n(.*?)</textarea>', formulier):
        velden[naam] = html.unescape(inhoud)
    for naam, inhoud in re.findall(r'(?s)<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', formulier):
        gekozen = re.search(r'value="([^"]*)" selected', inhoud)
        velden[naam] = gekozen[1] if gekozen else ""
    return velden | {"_adres": re.search(r'action="([^"]+)"', formulier)[1]}


def test_a_meeting_is_planned_with_people_and_who_has_an_address_is_invited(petra, mensen, alle, lees):
    adres = petra.stuur("/overleggen/plannen", PLAN).headers["Location"]
    tekst = lees(petra.ga(adres))
    assert "Het overleg staat gepland. De uitnodigingen gaan zo uit." in tekst
    assert "Dinsdag 20 oktober 2026, 14.00 uur tot 15.30 uur, Velsen" in tekst
    assert "Anna de Boer Voorbeeldcollege: uitnodiging gaat zo uit" in tekst
    assert "Kees Rom Inwest: geen e-mailadres bekend" in tekst
    (bericht,) = alle(m.Bericht)
    assert (bericht.aan, bericht.kalender_methode) == ("anna@school.example", "REQUEST")
    assert "Kees" not in bericht.tekst + bericht.html + bericht.kalender
    assert alle(m.Overleg)[0].eigenaar_id == petra.gebruiker.id


def test_what_was_planned_stands_in_the_form_to_write_it_up(petra, mensen, app, alle):
    adres = petra.stuur("/overleggen/plannen", PLAN).headers["Location"]
    app.config["KLOK"] = lambda: om(21)
    petra.meld_aan()
    velden = velden_van(petra.ga(f"{adres}/vastleggen"))
    assert velden["aanwezigen-0-naam"] == "Anna de Boer"
    assert velden["aanwezigen-1-organisatie_naam"] == "Rom Inwest"
    assert velden.pop("_adres") == f"{adres}/vastleggen"
    assert petra.stuur(f"{adres}/vastleggen", velden | {"aanwezigen-1-is_afgemeld": "ja"}).status_code == 302
    assert [(rij.naam, rij.is_afgemeld) for rij in alle(m.Aanwezigheid)] == [("Anna de Boer", False), ("Kees", True)]


def test_the_same_plan_sent_twice_is_one_meeting_and_one_mail(petra, mensen, alle):
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', petra.ga("/overleggen/plannen").text)[1]
    eerst = petra.stuur("/overleggen/plannen", PLAN | {"kenmerk": kenmerk})
    weer = petra.stuur("/overleggen/plannen", PLAN | {"kenmerk": kenmerk})
    assert eerst.headers["Location"] == weer.headers["Location"]
    assert (len(alle(m.Overleg)), len(alle(m.Bericht))) == (1, 1)


def test_all_that_is_wrong_with_a_plan_is_said_and_nothing_typed_is_lost(petra, mensen, alle, lees):
    fout = PLAN | {"eindigt_op": "13:00", "deelnemers-1-organisatie_naam": "Rom Inwst"}
    antwoord = petra.stuur("/overleggen/plannen", fout)
    assert antwoord.status_code == 400
    tekst = lees(antwoord)
    assert "Het einde ligt niet na het begin." in tekst
    assert "Bedoelt u ‘Rom Inwest’?" in tekst
    for waarde in ("20-10-2026 14:00", 'value="13:00"', "Kees", "Rom Inwst", "checked"):
        assert waarde in antwoord.text
    onbekend = petra.stuur("/overleggen/plannen", PLAN | {"waarover": "zoiets"})
    assert onbekend.status_code == 400
    assert "‘zoiets’ kennen wij niet" in lees(onbekend)
    ooit = lees(petra.stuur("/overleggen/plannen", PLAN | {"begint_op": "ooit", "eindigt_op": "9:00"}))
    assert "‘ooit’ is geen dag" in ooit
    assert "‘ooit 9:00’" not in ooit
    assert alle(m.Overleg) == []


def test_without_javascript_a_row_more_keeps_everything(petra, mensen):
    antwoord = petra.stuur("/overleggen/plannen", PLAN | {"_meer": "deelnemers"})
    assert antwoord.status_code == 200
    assert 'name="deelnemers-2-naam"' in antwoord.text
    assert 'value="Derde tafel"' in antwoord.text


def test_who_is_meant_is_asked_when_two_contacts_have_the_same_name(petra, mensen, bestand, alle, lees):
    ander = bestand(m.Persoon, naam="Anna de Boer", naam_sleutel="anna de boer", email="anna@bouw.example")
    bestand(m.Functie, persoon=ander, organisatie=bestand(m.Organisatie, naam="Bouwbedrijf"))
    weer = petra.stuur("/overleggen/plannen", PLAN)
    assert weer.status_code == 400
    assert "Van niemand op de lijst weten wij een e-mailadres" in lees(weer)
    assert "Wie is anna de boer?" in lees(weer)
    assert ">Anna de Boer, Bouwbedrijf</option>" in weer.text
    petra.stuur("/overleggen/plannen", PLAN | {"deelnemers-0-persoon": str(ander.uuid)})
    assert [bericht.aan for bericht in alle(m.Bericht)] == ["anna@bouw.example"]


def test_a_meeting_is_moved_and_calendars_hear_it(petra, mensen, alle, lees, database):
    adres = petra.stuur("/overleggen/plannen", PLAN).headers["Location"]
    pagina = petra.ga(f"{adres}/verzetten")
    assert "1 persoon kreeg een uitnodiging" in lees(pagina)
    assert 'value="15:30"' in pagina.text
    versie = re.search(r'name="versie" value="(\d+)"', pagina.text)[1]
    velden = {"begint_op": "22-10-2026 14:00", "eindigt_op": "15:30", "locatie": "", "versie": versie}
    assert petra.stuur(f"{adres}/verzetten", velden).headers["Location"] == adres
    (overleg,) = alle(m.Overleg)
    assert (overleg.begint_op, overleg.eindigt_op) == (om(22, 14), om(22, 15).replace(minute=30))
    assert (overleg.locatie, overleg.volgnummer) == (None, 1)
    assert [b.status for b in alle(m.Bericht)] == [m.BerichtStatus.INGETROKKEN, m.BerichtStatus.KLAAR]
    weer = petra.stuur(f"{adres}/verzetten", velden | {"begint_op": "23-10-2026 14:00"})
    assert weer.status_code == 409
    assert "Iemand anders heeft dit intussen gewijzigd" in lees(weer)
    assert "23-10-2026 14:00" in weer.text
    assert "22 oktober 2026" in lees(weer)
    velden["versie"] = re.search(r'name="versie" value="(\d+)"', weer.text)[1]
    fout = petra.stuur(f"{adres}/verzetten", velden | {"begint_op": "1-1-2026 10:00"})
    assert fout.status_code == 400
    assert "Dit moment is al geweest." in lees(fout)


def test_people_are_put_on_the_list_and_taken_off_on_the_page_itself(petra, mensen, alle, lees):
    adres = petra.stuur("/overleggen/plannen", {**PLAN, "deelnemers-0-naam": "", "uitnodigen": ""}).headers["Location"]
    erbij = petra.stuur(f"{adres}/uitnodigen", {"naam": "Anna de Boer"}, follow_redirects=True)
    assert "Deze persoon staat op de lijst." in lees(erbij)
    assert "Anna de Boer Voorbeeldcollege: uitnodiging gaat zo uit" in lees(erbij)
    nog_eens = petra.stuur(f"{adres}/uitnodigen", {"naam": "Anna de Boer"}, follow_redirects=True)
    assert "Anna de Boer staat al op de lijst" in lees(nog_eens)
    rij = next(rij for rij in alle(m.Aanwezigheid) if rij.naam == "Anna de Boer")
    weg = petra.stuur(f"{adres}/afzeggen", {"deelnemer": rij.uuid}, follow_redirects=True)
    assert "Anna de Boer" not in lees(weg)
    assert [b.status for b in alle(m.Bericht)] == [m.BerichtStatus.INGETROKKEN]
    assert petra.stuur(f"{adres}/afzeggen", {"deelnemer": "onzin"}).status_code == 404


def test_a_reader_sees_no_names_and_does_nothing(petra, lezer, mensen, alle, lees):
    adres = petra.stuur("/overleggen/plannen", PLAN).headers["Location"]
    tekst = lees(lezer.ga(adres))
    assert "Anna" not in tekst
    assert "Verzetten" not in tekst
    rij = alle(m.Aanwezigheid)[0]
    assert lezer.ga(f"{adres}/verzetten").status_code == 403
    for daad, velden in (("verzetten", {}), ("uitnodigen", {"naam": "X"}), ("afzeggen", {"deelnemer": rij.uuid})):
        lezer.stuur(f"{adres}/{daad}", velden)
    assert lezer.ga("/overleggen/inlezen").status_code == 403
    assert len(alle(m.Aanwezigheid)) == 2


def test_the_pages_cost_the_same_however_many_take_part(petra, bestand, lees_in, database):
    def kosten(aantal):
        overleg = bestand(m.Overleg, begint_op=om(20), eigenaar=petra.gebruiker)
        for nummer in range(aantal):
            persoon = bestand(m.Persoon, naam=f"P {aantal} {nummer}", email=f"p{aantal}.{nummer}@x.example")
            bestand(m.Aanwezigheid, overleg=overleg, persoon=persoon, organisatie=bestand(m.Organisatie))
        gasten = [f"ATTENDEE;CN=Gast {n} Jansen:mailto:p{aantal}.{n}@x.example" for n in range(aantal)]
        gasten += [f"ATTENDEE;CN=P Naam{n}:mailto:onbekend{n}@x.example" for n in range(aantal)]
        uit = []
        for vraag in (
            lambda: petra.ga(f"/overleggen/{overleg.uuid}"),
            lambda: petra.ga(f"/overleggen/{overleg.uuid}/verzetten"),
            lambda: petra.ga(f"/overleggen/{overleg.uuid}/vastleggen"),
        ):
            with tel_opdrachten(database.engine) as opdrachten:
                assert vraag().status_code == 200
            uit.append(len(opdrachten))
        merk = petra.merk()
        velden = {"csrf_token": merk, "bestand": (io.BytesIO(ics(KAAL, "DTSTART:20261020T120000Z", *gasten)), "a.ics")}
        with tel_opdrachten(database.engine) as opdrachten:
            antwoord = petra.client.post("/overleggen/inlezen", data=velden, content_type="multipart/form-data")
        assert antwoord.status_code == 200
        return [*uit, len(opdrachten)]

    assert kosten(2) == kosten(20)
    assert max(kosten(3)) <= 15
