"""The pages of the P&C calendar: a year in order of time, one product, and what a controller does with it."""

import datetime as dt

import pytest

from crm.models import GebruikerRol as R
from crm.models import Herinneringsregel, PcProduct, PcSoort, RegelOnderwerp, Regelstap, VrijeDag
from crm.models.herinneringsregel import Dagtelling, Ontvangerrol, rang
from tests.support.tellen import tel_opdrachten

D = dt.date
HOOGSTENS = 12


@pytest.fixture
def coen(bezoeker):
    """The controller, signed in."""
    return bezoeker("Coen", R.CONTROLLER)


@pytest.fixture
def k3(bestand, coen):
    return bestand(
        PcProduct, volgnummer=3, peildatum=D(2026, 9, 30), gs_datum=D(2026, 11, 10), aanlevertermijn=15,
        aanleverdatum=D(2026, 10, 20), is_teruggeteld=True, eigenaar=coen.gebruiker,
    )  # fmt: skip


@pytest.fixture
def begroting(bestand):
    return bestand(
        PcProduct, soort=PcSoort.BEGROTING, jaar=2027, volgnummer=1, peildatum=D(2026, 6, 30),
        gs_datum=D(2026, 9, 22), ps_datum=D(2026, 11, 9), wettelijk_voor=D(2026, 11, 15),
        aanleverdatum=D(2026, 10, 9),
    )  # fmt: skip


@pytest.fixture
def adres(k3):
    return f"/pc-kalender/{k3.uuid}"


# --- the year ---


def test_the_year_stands_in_order_of_time_with_who_and_how_long(lezer, k3, begroting, lees):
    pagina = lezer.ga("/pc-kalender")
    tekst = lees(pagina)
    assert "P&C-kalender 2026" in tekst
    assert tekst.index("5 dagen te laat") < tekst.index("nog 6 dagen") < tekst.index("nog 31 dagen")
    assert "uiterlijk bij de minister (vóór 15 november 2026, volgens de wet). Nog zonder eigenaar." in tekst
    assert "Vrije dag: zaterdag." in tekst
    assert "2 dagen geweest" in tekst
    assert "Begrotingsjaar 2025 is nog niet ingericht." in tekst
    assert "Van begrotingsjaar 2027 ontbreekt: kaderbrief 2027, eerste begrotingswijziging 2027" in tekst
    assert "Richt 2027 in" not in tekst


@pytest.mark.parametrize("jaar", ["2027", "1850", "٢٠٢٦", "morgen", "", "99999999999999999999"])
def test_another_year_can_be_asked_and_what_is_none_is_this_one(lezer, lees, jaar):
    tekst = lees(lezer.ga(f"/pc-kalender?jaar={jaar}"))
    assert f"P&C-kalender {jaar if jaar == '2027' else 2026}" in tekst
    assert "staat nog niets op de kalender" in tekst


def test_a_year_is_set_up_once(coen, lees):
    velden = {"jaar": "2027", "_bij": "2026"}
    antwoord = coen.stuur("/pc-kalender/inrichten", velden, follow_redirects=True)
    tekst = lees(antwoord)
    assert "10 stukken staan nu op de kalender" in tekst
    assert "Begroting 2027" in tekst
    assert "Begrotingsjaar 2027 is nog niet" not in tekst
    nog_eens = coen.stuur("/pc-kalender/inrichten", velden, follow_redirects=True)
    assert "was al ingericht" in lees(nog_eens)


def test_a_year_that_cannot_be_and_a_reader_are_refused(coen, petra, lees):
    fout = coen.stuur("/pc-kalender/inrichten", {"jaar": "twintig", "_bij": "2026"})
    assert fout.status_code == 400
    assert 'value="twintig"' in fout.text
    assert coen.stuur("/pc-kalender/inrichten", {"jaar": "2072"}).status_code == 400
    assert petra.stuur("/pc-kalender/inrichten", {"jaar": "2027"}).status_code == 403


@pytest.mark.parametrize("aantal", [1, 3])
def test_the_pages_cost_the_same_however_much_there_is(coen, bestand, database, k3, adres, aantal):
    for jaar in range(2026, 2026 + aantal):
        coen.stuur("/pc-kalender/inrichten", {"jaar": str(jaar)})
        bestand(VrijeDag, van=D(jaar, 8, 1), tot=D(jaar, 8, 14), naam=f"Reces {jaar}")
        coen.stuur(f"{adres}/wijzigen", velden_van(k3, opmerking=f"Jaar {jaar}", versie=str(jaar - 2025)))
    for pad in ("/pc-kalender", adres, f"{adres}/wijzigen"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert coen.ga(pad).status_code == 200
        assert len(opdrachten) <= HOOGSTENS, (pad, len(opdrachten))


# --- one product ---


def test_a_product_shows_how_its_day_was_counted(bezoeker, bestand, k3, adres, lees):
    bestand(VrijeDag, van=D(2026, 10, 22), tot=D(2026, 10, 23), naam="Heidag")
    lezer = bezoeker("Lea", R.LEZER)
    tekst = lees(lezer.ga(adres))
    assert "Kwartaalrapportage 2026-K3" in tekst
    assert "uiterlijk op dinsdag 20 oktober 2026 binnen zijn" in tekst
    assert "15 werkdagen terug vanaf de dag van GS, dinsdag 10 november 2026" in tekst
    assert "donderdag 22 oktober 2026: Heidag" in tekst
    assert "Sinds het terugtellen zijn er vrije dagen veranderd" in tekst
    assert "Alles is binnen" not in tekst


def test_the_reminders_that_follow_are_shown_with_their_day(coen, bestand, database, k3, begroting, adres, lees):
    regel = bestand(Herinneringsregel, onderwerp=RegelOnderwerp.PC_AANLEVEREN)
    for nummer, (dagen, telling, wie, verder) in enumerate(
        [
            (-3, Dagtelling.WERKDAGEN, Ontvangerrol.EIGENAAR, {}),
            (1, Dagtelling.KALENDERDAGEN, Ontvangerrol.CONTROLLER, {"is_escalatie": True}),
        ]
    ):
        bestand(
            Regelstap, regel=regel, volgnummer=nummer + 5, dagen=dagen, telling=telling, ontvanger=wie,
            rang=rang(dagen, telling), **verder,
        )  # fmt: skip
    tekst = lees(coen.ga(adres))
    assert "15 okt Herinnering aan de eigenaar Over aanleveren. gaat nog uit" in tekst
    assert "21 okt Herinnering aan de controllers" in tekst
    # Of the begroting the steps that passed are not announced any more, and nobody owns it.
    ander = lees(coen.ga(f"/pc-kalender/{begroting.uuid}"))
    assert "Herinnering aan de eigenaar" not in ander
    coen.stuur(f"{adres}/aanleveren", {"op": "14-10-2026"})
    assert "Er gaat geen herinnering meer uit over dit stuk." in lees(coen.ga(adres))


def velden_van(product, **anders):
    def dag(d):
        return f"{d:%d-%m-%Y}" if d else ""

    return {
        "peildatum": dag(product.peildatum),
        "gs_datum": dag(product.gs_datum),
        "ps_datum": dag(product.ps_datum),
        "aanlevertermijn": str(product.aanlevertermijn or ""),
        "aanleverdatum": "",
        "eigenaar": "",
        "opmerking": "",
        "versie": "1",
    } | anders


def test_a_controller_moves_a_day_and_the_delivery_moves_along(coen, bezoeker, k3, adres, lees):
    collega = bezoeker("Åsa", R.PROGRAMMAMANAGER, binnen=False).gebruiker
    velden = velden_van(k3, gs_datum="17-11-2026", eigenaar=str(collega.uuid), opmerking="Na het reces")
    tekst = lees(coen.stuur(f"{adres}/wijzigen", velden, follow_redirects=True))
    assert "De gegevens zijn gewijzigd." in tekst
    assert "uiterlijk op dinsdag 27 oktober 2026 binnen zijn" in tekst
    assert "de aanleverdatum is nu 27 oktober 2026 (was 20 oktober 2026)" in tekst
    assert "de eigenaar is nu Åsa" in tekst


def test_a_day_that_cannot_be_stands_beside_its_field_with_what_was_typed(coen, k3, adres, lees):
    fout = coen.stuur(f"{adres}/wijzigen", velden_van(k3, ps_datum="1 november 2026", opmerking="Blijft staan"))
    assert fout.status_code == 400
    assert "PS komen niet voor GS" in lees(fout)
    assert 'value="1 november 2026"' in fout.text
    assert "Blijft staan" in fout.text
    onzin = coen.stuur(f"{adres}/wijzigen", velden_van(k3, gs_datum="gisterochtend", aanlevertermijn="200"))
    assert onzin.status_code == 400
    assert "is geen dag" in lees(onzin)


def test_two_people_are_told_of_each_other(coen, bezoeker, k3, adres, lees):
    bea = bezoeker("Bea", R.BEHEERDER)
    assert bea.stuur(f"{adres}/wijzigen", velden_van(k3, opmerking="Van Bea")).status_code == 303
    fout = coen.stuur(f"{adres}/wijzigen", velden_van(k3, opmerking="Van Coen"))
    assert fout.status_code == 409
    tekst = lees(fout)
    assert "Iemand anders heeft dit intussen gewijzigd" in tekst
    assert "Opmerking Van Bea Van Coen" in tekst
    assert coen.stuur(f"{adres}/wijzigen", velden_van(k3, opmerking="Van Coen", versie="2")).status_code == 303


def test_what_is_in_and_ready_is_reported_twice_without_harm(coen, k3, adres, lees):
    for _ in range(2):
        tekst = lees(coen.stuur(f"{adres}/aanleveren", {"op": "13-10-2026"}, follow_redirects=True))
        assert "Alles was binnen op 13 oktober 2026" in tekst.replace("\u00a0", " ")
    fout = coen.stuur(f"{adres}/gereedmelden", {"op": "1-1-2027"})
    assert fout.status_code == 400
    assert "Deze dag moet nog komen" in lees(fout)
    tekst = lees(coen.stuur(f"{adres}/gereedmelden", {"op": "14-10-2026"}, follow_redirects=True))
    assert "Klaar op 14 oktober 2026" in tekst
    assert "Dagen wijzigen" not in tekst.split("Hoe de aanleverdatum")[0]
    tekst = lees(coen.stuur(f"{adres}/heropenen", {"reden": "Er mist een tekst"}, follow_redirects=True))
    assert "Reden: Er mist een tekst." in tekst


def test_a_product_goes_with_a_reason_and_one_of_the_law_never(coen, k3, begroting, adres, lees):
    assert coen.stuur(f"{adres}/verwijderen", {"reden": ""}).status_code == 400
    weg = coen.stuur(f"{adres}/verwijderen", {"reden": "Dit kwartaal geen rapportage"}, follow_redirects=True)
    assert "Het stuk staat niet meer op de kalender." in lees(weg)
    assert coen.ga(adres).status_code == 404
    wet = f"/pc-kalender/{begroting.uuid}"
    assert "Van de kalender halen" not in lees(coen.ga(wet))
    geweigerd = coen.stuur(f"{wet}/verwijderen", {"reden": "Weg ermee"})
    assert geweigerd.status_code == 409
    assert "Volgens de wet moet dit stuk vóór 15" in lees(geweigerd)


def test_who_may_not_change_sees_no_button_and_is_refused(petra, k3, adres, lees):
    assert "Dagen wijzigen" not in lees(petra.ga(adres)).split("Hoe de aanleverdatum")[0]
    for naam in ("wijzigen", "aanleveren", "gereedmelden", "heropenen", "verwijderen"):
        assert petra.ga(f"{adres}/{naam}").status_code == 403
        assert petra.stuur(f"{adres}/{naam}", {"op": "14-10-2026", "reden": "x"}).status_code == 403
