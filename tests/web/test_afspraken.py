"""Pages of promises: the list, and confirming, delivering, putting off and closing."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import (
    Aanwezigheid,
    Afschrijving,
    Bijlage,
    Gremium,
    Herijkingsregel,
    Levering,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    PurposeCase,
    Verzetting,
)
from crm.models import AfspraakStatus as S
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def afspraak(bestand):
    return bestand(Partnerafspraak, hoeveelheid=Decimal(12), uiterlijk=dt.date(2026, 10, 1))


@pytest.fixture
def bevestigd(bestand):
    return bestand(
        Partnerafspraak, status=S.BEVESTIGD, bevestigd_op=dt.date(2026, 9, 2), hoeveelheid=Decimal(12)
    )


def test_the_list_opens_with_what_is_open_and_counts_what_is_late(petra, afspraak, bevestigd, lees):
    tekst = lees(petra.ga("/afspraken"))
    assert "1 afspraak is te laat" in tekst
    assert tekst.count("12 stageplekken") == 2
    assert lees(petra.ga("/afspraken?keuze=te_laat")).count("12 stageplekken") == 1
    assert "nog geen afspraak afgesloten" in lees(petra.ga("/afspraken?keuze=afgesloten"))
    assert petra.ga("/afspraken?keuze=onzin&na=onzin").status_code == 200


def test_the_pages_of_the_list_follow_each_other(petra, bestand, lees):
    for _ in range(30):
        bestand(Partnerafspraak)
    eerste = petra.ga("/afspraken").text
    volgende = re.search(r'href="(/afspraken\?[^"]*na=[^"]+)"', eerste)[1].replace("&amp;", "&")
    tweede = petra.ga(volgende).text
    uuids = [set(re.findall(r"/afspraken/([0-9a-f-]{36})", tekst)) for tekst in (eerste, tweede)]
    assert [len(u) for u in uuids] == [25, 5]
    assert not uuids[0] & uuids[1]


def test_only_the_forms_that_fit_are_drawn(petra, lezer, afspraak, bevestigd, lees):
    tekst = lees(petra.ga(f"/afspraken/{afspraak.uuid}"))
    assert "Bevestigd door de partner op" in tekst
    assert "Levering melden" not in tekst
    assert "Levering melden" in lees(petra.ga(f"/afspraken/{bevestigd.uuid}"))
    assert "Afspraak sluiten" not in lees(lezer.ga(f"/afspraken/{bevestigd.uuid}"))


def test_a_partner_confirmed(petra, afspraak, session):
    assert petra.stuur(f"/afspraken/{afspraak.uuid}/bevestigen", {"op": "1-10-2026"}).status_code == 303
    assert session.get(Partnerafspraak, afspraak.id).status is S.BEVESTIGD


def test_the_same_form_sent_twice_is_one_delivery(petra, bevestigd, session, lees):
    adres = f"/afspraken/{bevestigd.uuid}"
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', petra.ga(adres).text)[1]
    vol = {"hoeveelheid": "5", "geleverd_op": "1-10-2026", "bewijs": " ", "kenmerk": kenmerk}
    assert f'value="{kenmerk}"' in petra.stuur(f"{adres}/leveren", vol).text
    vol["bewijs"] = "Brief"
    eerste = petra.stuur(f"{adres}/leveren", vol, follow_redirects=True)
    assert "De levering staat erbij." in lees(eerste)
    assert kenmerk not in eerste.text
    tweede = petra.stuur(f"{adres}/leveren", vol, follow_redirects=True)
    assert "Deze levering staat er al." in lees(tweede)
    assert len(session.exec(select(Levering)).all()) == 1


def test_a_delivery_needs_evidence_and_keeps_what_was_typed(petra, bevestigd, session, lees):
    adres = f"/afspraken/{bevestigd.uuid}/leveren"
    antwoord = petra.stuur(adres, {"hoeveelheid": "5,5", "geleverd_op": "1-10-2026", "bewijs": " "})
    assert antwoord.status_code == 400
    assert 'value="5,5"' in antwoord.text
    teveel = petra.stuur(adres, {"hoeveelheid": "13", "geleverd_op": "1-10-2026", "bewijs": "Brief"})
    assert (teveel.status_code, "12 stageplekken open" in lees(teveel)) == (400, True)
    goed = petra.stuur(
        adres, {"hoeveelheid": "5,5", "geleverd_op": "1-10-2026", "bewijs": "Brief"}, follow_redirects=True
    )
    assert "Open 6,5 stageplekken" in lees(goed)
    assert session.exec(select(Levering)).one().bewijs == "Brief"


def test_a_day_without_a_year_is_the_last_one_passed_for_a_delivery(petra, bevestigd, session):
    velden = {"hoeveelheid": "1", "geleverd_op": "1 okt", "bewijs": "Brief"}
    assert petra.stuur(f"/afspraken/{bevestigd.uuid}/leveren", velden).status_code == 303
    assert session.exec(select(Levering)).one().geleverd_op == dt.date(2026, 10, 1)


def test_a_promise_without_a_date_is_never_late_on_its_page(petra, bestand, lees):
    for dag, zin in (
        (1, "sinds 1 oktober 2026 is het tijd om opnieuw te kijken"),
        (20, "op 20 oktober 2026 kijken wij opnieuw"),
    ):
        afspraak = bestand(Partnerafspraak, uiterlijk=None, herijken_op=dt.date(2026, 10, dag))
        tekst = lees(petra.ga(f"/afspraken/{afspraak.uuid}"))
        assert (zin in tekst, "te laat" in tekst) == (True, False)


def test_the_last_delivery_closes_the_promise(petra, bevestigd, lees):
    velden = {"hoeveelheid": "12", "geleverd_op": "1-10-2026", "bewijs": "Brief"}
    tekst = lees(petra.stuur(f"/afspraken/{bevestigd.uuid}/leveren", velden, follow_redirects=True))
    assert "nagekomen op 1 oktober 2026" in tekst
    assert "Afspraak sluiten" not in tekst


def test_a_new_date_keeps_the_first(petra, bevestigd, lees):
    adres = f"/afspraken/{bevestigd.uuid}/verzetten"
    assert petra.stuur(adres, {"naar": "1-1-2020", "grond": "Later"}).status_code == 400
    tekst = lees(petra.stuur(adres, {"naar": "1-3-2027", "grond": "Verbouwing"}, follow_redirects=True))
    assert "Nieuwe datum: van 1 februari 2027 naar 1 maart 2027 Verbouwing" in tekst
    assert (
        "Eén keer verschoven. De eerste datum was 1 februari 2027; nu is het 1 maart 2027, dat is 28 dagen later."
        in tekst
    )
    weer = petra.stuur(adres, {"naar": "1-3-2027", "grond": "Verbouwing"}, follow_redirects=True)
    assert "Deze datum geldt al." in lees(weer)


@pytest.mark.parametrize(
    ("stap", "status"), [("intrekken", S.INGETROKKEN), ("vervallen", S.VERVALLEN), ("afwijzen", S.AFGEWEZEN)]
)
def test_closing_writes_off_the_rest_with_grounds(petra, afspraak, session, lees, stap, status):
    adres = f"/afspraken/{afspraak.uuid}/sluiten"
    assert petra.stuur(adres, {"stap": stap}).status_code == 400
    tekst = lees(petra.stuur(adres, {"stap": stap, "gronden": "Geen plek"}, follow_redirects=True))
    assert "Afgeschreven 12 stageplekken" in tekst
    assert session.get(Partnerafspraak, afspraak.id).status is status


def test_a_step_that_does_not_fit_is_refused_with_what_would(petra, afspraak, lees):
    velden = {"hoeveelheid": "1", "geleverd_op": "1-10-2026", "bewijs": "Brief"}
    antwoord = petra.stuur(f"/afspraken/{afspraak.uuid}/leveren", velden)
    assert antwoord.status_code == 409
    assert "Vanuit deze status kan wel: bevestigen" in lees(antwoord)


def test_the_ledger_shows_what_was_open_after_every_line(petra, bevestigd, bestand, lees, nu):
    overleg = bestand(Overleg, onderwerp="Regiegroep", status=OverlegStatus.VASTGELEGD, vastgelegd_op=nu)
    bestand(Aanwezigheid, overleg=overleg, organisatie_id=bevestigd.organisatie_id)
    document = bestand(Bijlage, coalitie=None, afspraak=bevestigd, naam="Presentielijst.pdf")
    adres = f"/afspraken/{bevestigd.uuid}"
    pagina = petra.ga(adres).text
    assert "01-09-2026 Regiegroep" in pagina
    levering = {
        "hoeveelheid": "5",
        "geleverd_op": "1-10-2026",
        "bewijs": "Vijf namen",
        "bewijs_soort": "overleg",
    }
    zonder = petra.stuur(f"{adres}/leveren", levering)
    assert (zonder.status_code, "In welk overleg bleek het?" in lees(zonder)) == (400, True)
    levering |= {"overleg": str(overleg.uuid), "bijlage": str(document.uuid)}
    assert petra.stuur(f"{adres}/leveren", levering).status_code == 303
    af = {"hoeveelheid": "4", "grond": "Een klas minder"}
    tekst = lees(petra.stuur(f"{adres}/afschrijven", af, follow_redirects=True))
    assert "1 september 2026 Afgesproken + 12 stageplekken 12 stageplekken" in tekst
    assert (
        "Geleverd Vijf namen Overleg: Regiegroep Bestand: Presentielijst.pdf − 5 stageplekken 7 stageplekken"
        in tekst
    )
    assert "Afgeschreven Een klas minder − 4 stageplekken 3 stageplekken" in tekst


def test_writing_off_part_of_it_has_a_page_and_is_done_once(petra, lezer, bevestigd, session, lees):
    adres = f"/afspraken/{bevestigd.uuid}/afschrijven"
    assert lezer.ga(adres).status_code == 403
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', petra.ga(adres).text)[1]
    alles = petra.stuur(adres, {"hoeveelheid": "12", "grond": "Weg", "kenmerk": kenmerk})
    assert (alles.status_code, 'value="Weg"' in alles.text) == (400, True)
    assert "laat de afspraak vervallen" in lees(alles)
    deel = {"hoeveelheid": "2,5", "grond": "Minder", "kenmerk": kenmerk}
    assert "Dit deel is afgeschreven" in lees(petra.stuur(adres, deel, follow_redirects=True))
    assert "staat er al" in lees(petra.stuur(adres, deel, follow_redirects=True))
    assert session.get(Partnerafspraak, bevestigd.id).afgeschreven == Decimal("2.5")


def test_a_colleague_takes_over(petra, bram, lezer, bevestigd, session, lees):
    adres = f"/afspraken/{bevestigd.uuid}/overdragen"
    assert "nog niemand" in lees(petra.ga(adres))
    for wie, code in ((lezer, 400), (bram, 303)):
        assert petra.stuur(adres, {"eigenaar": str(wie.gebruiker.uuid)}).status_code == code
    assert petra.stuur(adres, {}).status_code == 400
    assert session.get(Partnerafspraak, bevestigd.id).eigenaar_id == bram.gebruiker.id


# --- a promise outside a meeting ---

BRIEF = {
    "organisatie": "rom inwest",
    "omschrijving": "Uren van een projectleider",
    "soort": "uren",
    "hoeveelheid": "1.250,5",
    "eenheid": "uren",
    "uiterlijk": "1 maart",
    "genoemd_op": "1 okt",
    "herkomst": "Brief van 1 oktober",
}


def test_a_promise_in_a_letter_is_noted_on_a_page(petra, bestand, session, lees):
    bestand(Organisatie, naam="ROM InWest")
    coalitie = bestand(Ontwikkelcoalitie, naam="Zij-instroom", nummer="3")
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', petra.ga("/afspraken/nieuw").text)[1]
    velden = BRIEF | {"kenmerk": kenmerk, "waarover": "Coalitie 3 Zij-instroom"}
    antwoord = petra.stuur("/afspraken/nieuw", velden, follow_redirects=True)
    tekst = lees(antwoord)
    assert "moet haar nog bevestigen" in tekst
    assert "Blijkt uit Brief van 1 oktober" in tekst
    assert "staat er al" in lees(petra.stuur("/afspraken/nieuw", velden, follow_redirects=True))
    afspraak = session.exec(select(Partnerafspraak)).one()
    assert (afspraak.hoeveelheid, afspraak.genoemd_op, afspraak.uiterlijk, afspraak.coalitie_id) == (
        Decimal("1250.5"),
        dt.date(2026, 10, 1),
        dt.date(2027, 3, 1),
        coalitie.id,
    )
    assert (str(afspraak.uuid), afspraak.eigenaar_id) == (kenmerk, petra.gebruiker.id)


def test_the_dossier_that_a_link_names_comes_along(petra, bestand, session, lees):
    bestand(Organisatie, naam="ROM InWest")
    case = bestand(PurposeCase, titel="Samen opleiden")
    pagina = petra.ga(f"/afspraken/nieuw?case={case.uuid}&organisatie=ROM+InWest")
    assert "Hoort bij purpose case Samen opleiden." in lees(pagina)
    assert 'value="ROM InWest"' in pagina.text
    assert petra.stuur("/afspraken/nieuw", BRIEF | {"case": str(case.uuid)}).status_code == 303
    assert session.exec(select(Partnerafspraak)).one().case_id == case.id
    assert petra.ga("/afspraken/nieuw?case=onzin").status_code == 200


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"organisatie": "Rom in West"}, "Bedoelt u ‘ROM InWest’?"),
        ({"waarover": "Technologietafel"}, "hoort bij een coalitie, een actie of een agenda"),
        ({"waarover": "Iets dat niet bestaat"}, "kennen wij niet onder die naam"),
        ({"hoeveelheid": "1,250.50"}, "Wij weten niet zeker welk getal"),
        ({"hoeveelheid": "", "omschrijving": " ", "herkomst": ""}, "Vul dit in."),
        ({"uiterlijk": "", "herijken_op": ""}, "Geen datum? Vul dan in wanneer u opnieuw kijkt."),
        ({"soort": "geld"}, "Geld staat in euro, en alleen geld."),
        ({"genoemd_op": "1-1-2030"}, "Deze dag moet nog komen."),
        ({"coalitie": "00000000-0000-4000-8000-000000000000"}, "Dit kenmerk kennen wij niet."),
        ({"omschrijving": "x" * 401}, "Gebruik ten hoogste 400 tekens."),
    ],
    ids=str,
)
def test_what_cannot_be_noted_keeps_what_was_typed(petra, bestand, session, lees, anders, zin):
    bestand(Organisatie, naam="ROM InWest")
    bestand(Gremium, naam="Technologietafel")
    antwoord = petra.stuur("/afspraken/nieuw", BRIEF | anders)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    typte = {naam: waarde for naam, waarde in (BRIEF | anders).items() if naam not in ("coalitie", "soort")}
    assert all(f'value="{waarde}"' in antwoord.text for waarde in typte.values() if waarde.strip())
    assert session.exec(select(Partnerafspraak)).all() == []


def test_only_who_logs_meetings_notes_promises(lezer, petra, lees):
    assert lezer.ga("/afspraken/nieuw").status_code == 403
    assert lezer.stuur("/afspraken/nieuw", BRIEF).status_code == 403
    assert "Afspraak noteren" not in lees(lezer.ga("/afspraken"))
    assert "Afspraak noteren" in lees(petra.ga("/afspraken"))


# --- sums ---


def test_the_sums_are_shown_by_what_one_chooses_as_of_a_day(petra, bestand, lees):
    coalitie = bestand(Ontwikkelcoalitie, naam="Zij-instroom", nummer="3")
    bestand(Partnerafspraak, coalitie=coalitie, genoemd_op=dt.date(2026, 9, 1))
    bestand(Partnerafspraak, genoemd_op=dt.date(2026, 10, 1))
    antwoord = petra.ga("/afspraken/totalen?per=coalitie&peildatum=30-9-2026")
    tekst = lees(antwoord)
    assert "Alles bij elkaar op 30 september 2026" in tekst
    assert "3 Zij-instroom stageplekken (1 afspraak) 12 0 0 12" in tekst
    assert "Zonder coalitie" not in tekst
    assert f'href="/coalities/{coalitie.uuid}"' in antwoord.text
    assert "Zonder coalitie stageplekken (1 afspraak) 12 0 0 12" in lees(petra.ga("/afspraken/totalen"))
    assert "bedrijf stageplekken (2 afspraken) 24 0 0 24" in lees(petra.ga("/afspraken/totalen?per=helix"))
    assert "was er nog niets afgesproken" in lees(petra.ga("/afspraken/totalen?peildatum=1-1-2020"))


@pytest.mark.parametrize("vraag", ["peildatum=morgen", "peildatum=ooit", "per=maand", "na=onzin"])
def test_sums_that_cannot_be_made_say_why_and_keep_the_question(petra, vraag, lees):
    antwoord = petra.ga(f"/afspraken/totalen?{vraag}")
    assert antwoord.status_code == 400
    assert "er klopt iets niet" in lees(antwoord) or "moet nog komen" in lees(antwoord)


def test_sums_of_many_are_shown_a_page_at_a_time(petra, bestand, database):
    for _ in range(30):
        bestand(Partnerafspraak)
    gezien, adres = set(), "/afspraken/totalen?per=organisatie"
    while adres:
        with tel_opdrachten(database.engine) as opdrachten:
            pagina = petra.ga(adres).text
        assert len(opdrachten) <= 15
        gezien |= set(re.findall(r'href="/organisaties/([0-9a-f-]{36})"', pagina))
        volgende = re.search(r'href="(/afspraken/totalen\?[^"]*na=[^"]+)"', pagina)
        adres = volgende and volgende[1].replace("&amp;", "&")
    assert len(gezien) == 30


def test_who_may_only_look_is_refused(lezer, afspraak):
    assert lezer.stuur(f"/afspraken/{afspraak.uuid}/bevestigen", {"op": "1-10-2026"}).status_code == 403


def test_list_and_page_cost_at_most_fifteen_statements(petra, afspraak, bestand, database):
    adressen = ["/afspraken", "/afspraken/nieuw", "/afspraken/totalen", "/afspraken/totalen?per=helix"]
    adressen += [f"/afspraken/{afspraak.uuid}{deel}" for deel in ("", "/afschrijven", "/overdragen")]
    for _ in range(25):
        for soort in (Levering, Verzetting, Afschrijving, Herijkingsregel):
            bestand(soort, afspraak=afspraak)
        bestand(Bijlage, coalitie=None, afspraak=afspraak)
        bestand(Aanwezigheid, organisatie_id=afspraak.organisatie_id)
        bestand(Partnerafspraak)
    for adres in adressen:
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(adres).status_code == 200
        assert len(opdrachten) <= 15
