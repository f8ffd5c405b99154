"""Pages of purpose cases: what can be seen, filled in, submitted and decided, and by whom."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    Actiepunt,
    Antwoord,
    CaseStatus,
    CoalitieActie,
    CoalitieStatus,
    CriteriumAntwoord,
    Financieringsregel,
    Financieringsstand,
    GebruikerRol,
    Gremium,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Poortbesluit,
    PurposeCase,
    PurposeCaseVersie,
    Stand,
)
from crm.workflows import purpose_case_besluiten, purpose_case_opstellen
from tests.factories import maak
from tests.support import cases
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def coalitie(bestand):
    return bestand(
        Ontwikkelcoalitie, nummer="5a", naam="Circulaire werkplaats", status=CoalitieStatus.PURPOSE_CASE
    )


@pytest.fixture
def doe(database, nu):
    """Does something with a case through the verbs, committed: `doe(cases.vul, case, petra)`."""

    def uitvoeren(daad, case, wie, **anders):
        with database.transaction() as session:
            return daad(session, session.get_one(PurposeCase, case.id), wie.gebruiker, nu, **anders)

    return uitvoeren


@pytest.fixture
def rijen(database):
    """What the database gives on a question now; the session closes at once, so that nobody waits for it."""

    def vraag(wat):
        with database.session() as session:
            return session.exec(wat).all()

    return vraag


@pytest.fixture
def case(database, coalitie, petra, nu):
    """A case in concept, empty, of an agenda with a small richtsnoer."""
    with database.transaction() as session:
        eigen = session.get_one(Ontwikkelcoalitie, coalitie.id)
        programma = eigen.programma_id
        cases.richtsnoer(session, type("Agenda", (), {"id": programma}))
        return cases.coalitie_met_case(session, eigen, petra.gebruiker, nu)


@pytest.fixture
def vol(case, doe, petra):
    """Everything that has to be filled in is."""
    doe(cases.vul, case, petra)
    return case


@pytest.fixture
def ingediend(vol, doe, petra):
    doe(
        lambda session, c, door, nu: purpose_case_besluiten.indienen(session, c, door=door, nu=nu), vol, petra
    )
    return vol


@pytest.fixture
def geadviseerd(vol, doe, petra):
    doe(cases.tot_advies, vol, petra)
    return vol


def pagina(case, *verder):
    return "/".join(("/purpose-cases", str(case.uuid), *verder))


def velden_van(antwoord):
    """The fields of the last form on the page, as a browser would send them back."""
    vorm = re.findall(r"<form[^>]*method=\"post\"[^>]*>.*?</form>", antwoord.text, re.DOTALL)[-1]
    uit = {}
    for stuk in re.findall(r"<input[^>]*>", vorm):
        naam = re.search(r'name="([^"]*)"', stuk)
        if naam and ('type="checkbox"' not in stuk or "checked" in stuk):
            uit[naam[1]] = (re.search(r'value="([^"]*)"', stuk) or ["", ""])[1]
    uit |= dict(re.findall(r'<textarea[^>]*name="([^"]*)"[^>]*>\n?(.*?)</textarea>', vorm, re.DOTALL))
    for naam, keuzes in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', vorm, re.DOTALL):
        gekozen = re.search(r'value="([^"]*)" selected', keuzes)
        uit[naam] = gekozen[1] if gekozen else ""
    uit.pop("csrf_token", None)
    return uit


# --- the list and a new case ---


def test_the_list_says_where_each_case_stands_and_what_is_next(petra, vol, lees):
    tekst = lees(petra.ga("/purpose-cases"))
    assert "Proefcase" in tekst
    assert "5a Circulaire werkplaats" in tekst
    assert "50,00%" in tekst
    assert "afmaken en indienen" in tekst
    assert "Proefcase" not in lees(petra.ga("/purpose-cases?status=besloten"))
    assert "Proefcase" in lees(petra.ga("/purpose-cases?status=onzin"))


def test_the_list_pages_by_key(petra, bestand, lees):
    for nummer in range(30):
        bestand(PurposeCase, titel=f"Case nummer {nummer:02}")
    eerste = petra.ga("/purpose-cases")
    volgende = re.search(r'href="(/purpose-cases\?na=[^"]+)"', eerste.text)[1]
    tweede = petra.ga(volgende)
    gezien = [set(re.findall(r"Case nummer \d\d", blad.text)) for blad in (eerste, tweede)]
    assert [len(namen) for namen in gezien] == [25, 5]
    assert not gezien[0] & gezien[1]
    assert petra.ga("/purpose-cases?na=onzin").status_code == 200


def test_a_case_begins_at_its_coalitie(petra, coalitie, rijen, lees):
    adres = f"/purpose-cases/nieuw?coalitie={coalitie.uuid}"
    assert "Circulaire werkplaats" in petra.ga(adres).text
    velden = {"coalitie": coalitie.uuid, "titel": "Leren in de werkplaats", "begeleider": "Bureau Ünïk"}
    tekst = lees(petra.stuur("/purpose-cases/nieuw", velden, follow_redirects=True))
    assert "De case is begonnen." in tekst
    assert "Bureau Ünïk" in tekst
    case = rijen(select(PurposeCase))[0]
    assert (case.titel, case.status) == ("Leren in de werkplaats", CaseStatus.CONCEPT)


def test_a_second_case_and_a_coalitie_that_is_not_ready_are_refused_with_what_was_typed(
    petra, case, coalitie, bestand, lees
):
    velden = {"coalitie": coalitie.uuid, "titel": "Nog een", "begeleider": "Iemand"}
    antwoord = petra.stuur("/purpose-cases/nieuw", velden)
    assert antwoord.status_code == 409
    assert "heeft al een purpose case: ‘Proefcase’" in lees(antwoord)
    assert 'value="Nog een"' in antwoord.text
    vroeg = bestand(Ontwikkelcoalitie, nummer="9", naam="Te vroeg")
    assert "purpose case starten" in lees(petra.ga(f"/purpose-cases/nieuw?coalitie={vroeg.uuid}"))
    assert petra.stuur("/purpose-cases/nieuw", {"coalitie": vroeg.uuid, "titel": "x"}).status_code == 409


def test_a_case_has_a_title_and_a_coalitie(petra, coalitie, lees):
    antwoord = petra.stuur("/purpose-cases/nieuw", {"coalitie": coalitie.uuid, "titel": " "})
    assert antwoord.status_code == 400
    assert "Hoe heet de case?" in lees(antwoord)
    assert petra.ga("/purpose-cases/nieuw").status_code == 404
    assert petra.ga("/purpose-cases/nieuw?coalitie=onzin").status_code == 404


# --- the dossier of a concept ---


def test_an_empty_case_lists_what_is_missing_with_a_link_to_each_spot(petra, case, lees):
    antwoord = petra.ga(pagina(case))
    tekst = lees(antwoord)
    assert "Voordat u kunt indienen, is dit nog nodig:" in tekst
    assert "Nog zonder antwoord: R1 , R5 , E1 ." in tekst
    for plek in ("tekst#organisatie", "richtsnoer#punt-R1", "richtsnoer#punt-E1", "financiering#plan"):
        assert f'href="{pagina(case)}/{plek}"' in antwoord.text
    assert "punt R5 . Beantwoord ten minste één van de 2 punten" in tekst
    assert "Wat wint de samenleving hiermee, en voor wie?" in tekst
    assert 'aria-current="step"' in antwoord.text
    assert "/indienen" not in antwoord.text


def test_a_full_case_is_submitted_with_one_press_and_then_waits_for_advice(petra, vol, rijen, lees):
    assert "Alles is ingevuld en de provincie draagt 50,00%." in lees(petra.ga(pagina(vol)))
    tekst = lees(petra.stuur(pagina(vol, "indienen"), follow_redirects=True))
    assert "De case is ingediend." in tekst
    assert "wacht op het advies" in tekst
    assert "Tekst schrijven" not in tekst
    assert rijen(select(PurposeCase).where(PurposeCase.id == vol.id))[0].status is CaseStatus.INGEDIEND


def test_submitting_too_soon_or_with_too_much_from_the_province_is_refused(petra, case, doe, rijen, lees):
    assert "punten vragen nog aandacht" in lees(petra.stuur(pagina(case, "indienen"), follow_redirects=True))
    assert rijen(select(PurposeCase).where(PurposeCase.id == case.id))[0].status is CaseStatus.CONCEPT
    doe(cases.vul, case, petra, van_provincie="500000.01", van_partner="500000")
    tekst = lees(petra.ga(pagina(case)))
    assert "Het financieringsplan . De provincie draagt meer dan de helft." in tekst
    assert "De provincie draagt nu 50,01%" in tekst
    petra.stuur(pagina(case, "indienen"))
    assert rijen(select(PurposeCase).where(PurposeCase.id == case.id))[0].status is CaseStatus.CONCEPT


def test_unequal_parts_of_onderwijs_and_bedrijf_are_a_preference_and_no_refusal(petra, vol, lees):
    tekst = lees(petra.ga(pagina(vol)))
    assert "Dat is een voorkeur, geen eis." in tekst
    assert "Alles is ingevuld" in tekst


def test_a_basis_that_is_not_met_is_named_and_is_no_refusal(petra, vol, lees):
    velden = velden_van(petra.ga(pagina(vol, "richtsnoer")))
    petra.stuur(pagina(vol, "richtsnoer"), velden | {"antwoorden-0-antwoord": "nee"})
    tekst = lees(petra.ga(pagina(vol)))
    assert "De case voldoet niet aan elk basispunt: R1." in tekst
    assert "Alles is ingevuld" in tekst


def test_taking_back_asks_for_a_reason(petra, ingediend, session, lees):
    assert "Terugnemen" in lees(petra.ga(pagina(ingediend)))
    antwoord = petra.stuur(pagina(ingediend, "terugnemen"), {"reden": " "})
    assert (antwoord.status_code, "Waarom nemen wij de case terug?" in lees(antwoord)) == (400, True)
    tekst = lees(
        petra.stuur(pagina(ingediend, "terugnemen"), {"reden": "Plan klopt niet"}, follow_redirects=True)
    )
    assert "De case is weer een concept." in tekst
    assert petra.stuur(pagina(ingediend, "terugnemen"), {"reden": "Nog eens"}).status_code == 409


# --- the text ---


def test_writing_makes_a_new_version_and_the_old_one_stays(petra, case, rijen, lees):
    velden = {**velden_van(petra.ga(pagina(case, "tekst"))), **cases.TEKST, "toelichting": "Eerste opzet"}
    tekst = lees(petra.stuur(pagina(case, "tekst"), velden, follow_redirects=True))
    assert "Versie 2 is opgeslagen." in tekst
    assert "De scholen trekken, de bedrijven leveren plekken." in tekst
    assert [v.nummer for v in rijen(select(PurposeCaseVersie).order_by(PurposeCaseVersie.nummer))] == [1, 2]
    nog_eens = petra.stuur(pagina(case, "tekst"), velden, follow_redirects=True)
    assert not rijen(select(PurposeCaseVersie).where(PurposeCaseVersie.nummer == 3))
    assert nog_eens.status_code == 200


def test_two_people_who_write_at_once_see_both_texts_and_nothing_is_lost(petra, bezoeker, case, rijen, lees):
    ander = bezoeker("Anna", GebruikerRol.AMBASSADEUR)
    eerst = velden_van(petra.ga(pagina(case, "tekst")))
    assert ander.stuur(pagina(case, "tekst"), {**eerst, **cases.TEKST}).status_code == 303
    antwoord = petra.stuur(pagina(case, "tekst"), {**eerst, "organisatie": "Mijn <b>tekst</b> & 你好"})
    tekst = lees(antwoord)
    assert antwoord.status_code == 409
    assert "Dit staat er nu" in tekst
    assert "De scholen trekken, de bedrijven leveren plekken." in tekst
    assert "Versie 2, geschreven door Anna" in tekst
    assert "Mijn &lt;b&gt;tekst&lt;/b&gt; &amp; 你好" in antwoord.text
    # Having seen both, saving again is a decision.
    opnieuw = {**velden_van(antwoord), "organisatie": "Samen"}
    assert petra.stuur(pagina(case, "tekst"), opnieuw).status_code == 303
    assert rijen(select(PurposeCaseVersie.organisatie).order_by(PurposeCaseVersie.nummer))[-1] == "Samen"


def test_a_huge_text_is_refused_in_a_sentence_and_comes_back_whole(petra, case, lees):
    lang = "woord " * 5000
    antwoord = petra.stuur(pagina(case, "tekst"), {"versie": "1", "organisatie": lang})
    assert antwoord.status_code == 400
    assert lang.strip() in antwoord.text
    assert "Organisatie:" in lees(antwoord)


def test_what_changed_between_two_versions_is_said_in_words_and_escaped(petra, case, doe, lees):
    def schrijf(session, c, door, nu, **delen):
        tekst = {**cases.TEKST, **delen}
        purpose_case_opstellen.schrijven(session, c, versie=c.versies[-1].nummer, door=door, nu=nu, **tekst)

    doe(schrijf, case, petra)
    doe(schrijf, case, petra, commitment="Alle <script>partijen</script> hebben beloofd.")
    antwoord = petra.ga(pagina(case, "versies"))
    assert "<script>partijen" not in antwoord.text
    assert "&lt;script&gt;" in antwoord.text
    assert re.search(r"<del><span class=\"alleen-voorlezen\"> \[weg: </span>getekend", antwoord.text)
    tekst = lees(antwoord)
    assert "Van versie 2 naar versie 3." in tekst
    assert tekst.count("Niet gewijzigd.") == 3
    assert "Van versie 1 naar versie 3." in lees(petra.ga(pagina(case, "versies?van=3&naar=1")))
    for vreemd in ("van=99&naar=x", "van=-1", "van=1&naar=1"):
        assert petra.ga(pagina(case, f"versies?{vreemd}")).status_code == 200


def test_one_version_cannot_be_compared(petra, case, lees):
    assert "er valt nog niets te vergelijken" in lees(petra.ga(pagina(case, "versies")))


# --- the richtsnoer ---


def test_all_answers_are_kept_at_once_each_with_its_ground(petra, case, rijen, lees):
    adres = pagina(case, "richtsnoer")
    antwoord = petra.ga(adres)
    assert "Aan minstens één van deze punten" in lees(antwoord)
    velden = velden_van(antwoord)
    for nummer, gekozen in enumerate(("ja", "ja", "nee", "ja")):
        velden |= {f"antwoorden-{nummer}-antwoord": gekozen, f"antwoorden-{nummer}-grond": f"Grond {nummer}"}
    tekst = lees(petra.stuur(adres, velden, follow_redirects=True))
    assert "4 antwoorden opgeslagen." in tekst
    assert len(rijen(select(CriteriumAntwoord))) == 4
    zelfde = velden_van(petra.ga(adres))
    assert "Er was niets gewijzigd." in lees(petra.stuur(adres, zelfde, follow_redirects=True))


def test_an_answer_without_a_ground_and_a_ground_without_an_answer_come_back_with_everything_typed(
    petra, case, rijen, lees
):
    adres = pagina(case, "richtsnoer")
    velden = velden_van(petra.ga(adres)) | {
        "antwoorden-0-antwoord": "ja",
        "antwoorden-1-grond": "Alleen een reden",
        "antwoorden-2-antwoord": "nee",
        "antwoorden-2-grond": "Compleet",
    }
    antwoord = petra.stuur(adres, velden)
    tekst = lees(antwoord)
    assert antwoord.status_code == 400
    assert "R1, waaruit dat blijkt: Schrijf op waaruit dat blijkt." in tekst
    assert "R5, antwoord: Kies ja, nee of niet van toepassing." in tekst
    assert "Alleen een reden" in tekst
    assert "Compleet" in tekst
    assert rijen(select(CriteriumAntwoord)) == []


def test_an_answer_of_somebody_else_in_the_meantime_is_not_overwritten(petra, bezoeker, case, rijen, lees):
    ander = bezoeker("Anna", GebruikerRol.AMBASSADEUR)
    adres = pagina(case, "richtsnoer")
    oud = velden_van(petra.ga(adres))
    van_anna = {"antwoorden-0-antwoord": "nee", "antwoorden-0-grond": "Anna weet het"}
    ander.stuur(adres, oud | van_anna)
    # Petra filled in another point; the empty row of R1 on her screen changes nothing.
    assert (
        petra.stuur(adres, oud | {"antwoorden-1-antwoord": "ja", "antwoorden-1-grond": "Petra"}).status_code
        == 303
    )
    # And where both wrote, she is told.
    botst = oud | {"antwoorden-0-antwoord": "ja", "antwoorden-0-grond": "Petra weet het beter"}
    antwoord = petra.stuur(adres, botst)
    assert antwoord.status_code == 400
    assert "Iemand anders antwoordde intussen ‘nee: Anna weet het’." in lees(antwoord)
    assert "Petra weet het beter" in antwoord.text
    assert petra.stuur(adres, velden_van(antwoord)).status_code == 303
    gronden = {a.grond: a.antwoord for a in rijen(select(CriteriumAntwoord))}
    assert gronden == {"Petra weet het beter": Antwoord.JA, "Petra": Antwoord.JA}


def test_an_answer_is_changed_and_not_wiped(petra, vol, lees):
    adres = pagina(vol, "richtsnoer")
    velden = velden_van(petra.ga(adres)) | {"antwoorden-0-antwoord": "", "antwoorden-0-grond": ""}
    antwoord = petra.stuur(adres, velden)
    assert antwoord.status_code == 400
    assert "maar niet leegmaken" in lees(antwoord)


def test_after_submission_the_text_and_the_answers_are_fixed(petra, vol, doe, lees):
    oud, ingediend = velden_van(petra.ga(pagina(vol, "richtsnoer"))), vol
    doe(
        lambda session, c, door, nu: purpose_case_besluiten.indienen(session, c, door=door, nu=nu), vol, petra
    )
    for verder, velden in (
        ("tekst", {"versie": "2", "organisatie": "Anders"}),
        ("richtsnoer", oud | {"antwoorden-0-grond": "Anders"}),
    ):
        pagina_nu = petra.ga(pagina(ingediend, verder))
        assert "vast" in lees(pagina_nu)
        assert "<textarea" not in pagina_nu.text
        antwoord = petra.stuur(pagina(ingediend, verder), velden)
        assert antwoord.status_code == 409
        assert "Anders" in antwoord.text


# --- the money ---


def test_the_plan_shows_each_line_per_year_and_the_share_of_the_province(petra, case, doe, lees):
    regels = doe(cases.vul, case, petra, van_provincie="40000", van_partner="60000.50")
    tekst = lees(petra.ga(pagina(case, "financiering")))
    assert "Proefbedrijf" in tekst
    assert "€ 60.000,50" in tekst
    assert "40,00%" in tekst
    assert "Samen in 2027" in tekst
    assert "telt mee als provincie" in tekst
    assert f"/financiering/{regels['partner'].uuid}#stand" in petra.ga(pagina(case, "financiering")).text


def test_money_is_added_once_however_often_the_form_is_sent(petra, case, bestand, rijen, lees):
    bestand(Organisatie, naam="Café Zuiderzée", helix=Helix.BEDRIJF)
    adres = pagina(case, "financiering", "nieuw")
    velden = velden_van(petra.ga(f"{adres}?soort=geld")) | {
        "organisatie": "café zuiderzée",
        "jaar": "2027",
        "bedrag": "12.500,50",
    }
    assert "De regel staat in het financieringsplan." in lees(
        petra.stuur(adres, velden, follow_redirects=True)
    )
    assert "staat er al" in lees(petra.stuur(adres, velden, follow_redirects=True))
    assert [stand.bedrag for stand in rijen(select(Financieringsstand))] == [Decimal("12500.50")]
    assert len(rijen(select(Financieringsregel))) == 1


def test_in_natura_is_valued_and_asks_on_what_the_value_rests(petra, case, bestand, lees):
    bestand(Organisatie, naam="Proefcollege", helix=Helix.ONDERWIJS)
    adres = pagina(case, "financiering", "nieuw")
    leeg = petra.ga(f"{adres}?soort=in_natura")
    assert "Waar berust die waarde op?" in lees(leeg)
    velden = velden_van(leeg) | {
        "organisatie": "Proefcollege",
        "hoeveelheid": "40",
        "eenheid": "uren",
        "tarief": "87,50",
    }
    antwoord = petra.stuur(adres, velden)
    assert antwoord.status_code == 400
    assert "Waar berust het tarief op?" in lees(antwoord)
    assert 'value="87,50"' in antwoord.text
    tekst = lees(petra.stuur(adres, velden | {"waardering": "Handleiding tarieven"}, follow_redirects=True))
    assert "€ 3.500" in tekst
    assert "40 uren" in tekst
    assert "Handleiding tarieven" in tekst


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"organisatie": "Bestaat Niet"}, "kennen wij niet onder die naam"),
        ({"organisatie": ""}, "Welke partij draagt bij?"),
        ({"bedrag": "veel"}, "is geen getal"),
        ({"bedrag": "1,000.50"}, "niet zeker welk getal"),
        ({"bedrag": "-5"}, "boven nul"),
        ({"bedrag": "999999999999999"}, "Klopt het bedrag?"),
        ({"jaar": "1850"}, "jaar"),
    ],
)
def test_a_wrong_line_is_refused_in_a_sentence_with_what_was_typed(petra, case, bestand, lees, anders, zin):
    bestand(Organisatie, naam="Proefbedrijf")
    adres = pagina(case, "financiering", "nieuw")
    velden = (
        velden_van(petra.ga(adres)) | {"organisatie": "Proefbedrijf", "jaar": "2027", "bedrag": "10"} | anders
    )
    antwoord = petra.stuur(adres, velden | {"omschrijving": "Dit blijft staan"})
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert "Dit blijft staan" in antwoord.text


def test_a_new_total_is_booked_with_its_ground_and_the_old_one_stays_in_history(petra, vol, doe, rijen, lees):
    doe(cases.tot_advies, vol, petra)
    regel = rijen(select(Financieringsregel).where(Financieringsregel.is_provinciaal))[0]
    adres = pagina(vol, "financiering", str(regel.uuid))
    assert "Toegekend" in lees(petra.ga(adres))
    zonder = petra.stuur(f"{adres}/stand", {"stand": "toegekend", "bedrag": "450000"})
    assert (zonder.status_code, 'value="450000"' in zonder.text) == (400, True)
    velden = {"stand": "toegekend", "bedrag": "450.000", "grond": "Beschikking 12"}
    assert "Het nieuwe totaal staat erbij." in lees(
        petra.stuur(f"{adres}/stand", velden, follow_redirects=True)
    )
    tekst = lees(petra.ga(adres))
    assert "Aangevraagd € 500.000 Toegekend € 450.000 Gerealiseerd nog niet" in tekst
    assert "Beschikking 12" in tekst
    assert "€ 500.000" in tekst
    te_laat = petra.stuur(f"{adres}/stand", {"stand": "aangevraagd", "bedrag": "1", "grond": "x"})
    assert (te_laat.status_code, "ligt vast" in lees(te_laat)) == (409, True)


def test_partner_money_that_falls_away_after_the_go_opens_the_warning(
    petra, bram, geadviseerd, doe, rijen, lees
):
    doe(cases.besluit, geadviseerd, bram)
    assert "meer dan de helft" not in lees(petra.ga(pagina(geadviseerd)))
    regel = rijen(select(Financieringsregel).where(Financieringsregel.is_provinciaal.is_(False)))[0]
    adres = pagina(geadviseerd, "financiering", str(regel.uuid))
    tekst = lees(petra.stuur(f"{adres}/intrekken", {"reden": "Failliet"}, follow_redirects=True))
    assert "Vervallen op 14 oktober 2026: Failliet" in tekst
    assert "De provincie draagt nu 100,00%" in lees(petra.ga(pagina(geadviseerd)))
    assert "meer dan de helft" in lees(petra.ga("/purpose-cases"))
    assert "Bijwerken" not in lees(petra.ga(adres))
    nog_eens = petra.stuur(f"{adres}/intrekken", {"reden": "Failliet"}, follow_redirects=True)
    assert "was al vervallen" in lees(nog_eens)


def test_a_line_of_another_case_is_not_changed_from_here(petra, vol, bestand, rijen):
    vreemd = bestand(Financieringsregel)
    adres = pagina(vol, "financiering", str(vreemd.uuid))
    assert petra.ga(adres).status_code == 404
    assert petra.stuur(f"{adres}/intrekken", {"reden": "x"}).status_code == 404
    assert rijen(select(Financieringsregel).where(Financieringsregel.id == vreemd.id))[0].vervallen_op is None


def test_the_plan_of_an_earlier_day_can_be_looked_back_on(petra, vol, lees):
    toen = lees(petra.ga(pagina(vol, "financiering?op=1-10-2026")))
    assert "U kijkt terug naar 1 oktober 2026." in toen
    assert "was het financieringsplan nog leeg" in toen
    assert "‘ooit’ is geen dag." in lees(petra.ga(pagina(vol, "financiering?op=ooit")))
    assert "zoals het nu staat" in lees(petra.ga(pagina(vol, "financiering?op=1-1-2090")))


# --- advice and decision ---


def test_the_advice_names_who_gave_it_and_where(petra, ingediend, coalitie, bestand, rijen, lees):
    gremium = bestand(Gremium, programma_id=coalitie.programma_id, naam="Leer- en Adviescommissie")
    bestand(Gremium, programma_id=coalitie.programma_id, naam="Adviescommissie Detailhandel")
    overleg = bestand(Overleg, gremium=gremium, onderwerp="Vierde commissie", status=OverlegStatus.GEHOUDEN)
    adres = pagina(ingediend, "advies")
    velden = velden_van(petra.ga(adres))
    assert velden["gremium"] == str(gremium.uuid)
    leeg = petra.stuur(adres, velden)
    assert leeg.status_code == 400
    assert "Wat is het advies?" in lees(leeg)
    vol = velden | {
        "strekking": "positief_met_kanttekeningen",
        "tekst": "Doen, met zorg.",
        "overleg": overleg.uuid,
    }
    tekst = lees(petra.stuur(adres, vol, follow_redirects=True))
    assert "Positief met kanttekeningen , 14 oktober 2026, door Leer- en Adviescommissie" in tekst
    assert "Vierde commissie" in tekst
    assert (
        rijen(select(PurposeCase).where(PurposeCase.id == ingediend.id))[0].status is CaseStatus.GEADVISEERD
    )
    assert petra.stuur(adres, vol).status_code == 409


def test_who_submitted_the_case_gets_no_form_to_decide_and_is_refused(petra, geadviseerd, lees):
    assert "U hebt haar ingediend; iemand anders besluit erover" in lees(petra.ga(pagina(geadviseerd)))
    adres = pagina(geadviseerd, "besluit")
    antwoord = petra.ga(adres)
    assert "Iemand anders besluit erover." in lees(antwoord)
    assert 'name="uitkomst"' not in antwoord.text
    velden = {"uitkomst": "go", "gronden": "Prima", "besloten_op": "14-10-2026"}
    assert petra.stuur(adres, velden).status_code == 403


def test_a_go_under_conditions_makes_dated_work_that_the_dossier_follows(
    bram, petra, geadviseerd, bestand, rijen, lees
):
    bestand(Organisatie, naam="Proefschool", helix=Helix.ONDERWIJS)
    adres = pagina(geadviseerd, "besluit")
    leeg = bram.ga(adres)
    assert leeg.text.count('aria-label="Voorwaarde ') == 2
    velden = velden_van(leeg) | {
        "uitkomst": "go_onder_voorwaarden",
        "gronden": "Het draagvlak is er.",
        "voorwaarden-0-omschrijving": "Plan voor na twee jaar",
        "voorwaarden-0-uiterlijk": "1-12-2026",
        "voorwaarden-0-eigenaar": petra.gebruiker.uuid,
        "voorwaarden-1-omschrijving": "Docenten voor de tweede groep",
        "voorwaarden-1-uiterlijk": "1-2-2027",
        "voorwaarden-1-organisatie": "proefschool",
        "voorwaarden-1-soort": "uren",
        "voorwaarden-1-hoeveelheid": "80",
        "voorwaarden-1-eenheid": "uren",
    }
    antwoord = bram.stuur(adres, velden, follow_redirects=True)
    tekst = lees(antwoord)
    assert "Besluit: go onder voorwaarden" in tekst
    assert "Besloten door Bram op 14 oktober 2026" in tekst
    assert "Plan voor na twee jaar Petra" in tekst
    assert "Docenten voor de tweede groep Proefschool, 80 uren" in tekst
    assert "zoals zij bij het besluit stonden" in tekst
    afspraak = rijen(select(Partnerafspraak))[0]
    assert (afspraak.case_id, afspraak.uiterlijk) == (geadviseerd.id, dt.date(2027, 2, 1))
    punt = rijen(select(Actiepunt))[0]
    petra.stuur(f"/actiepunten/{punt.uuid}/afronden", {"terug": pagina(geadviseerd)})
    assert "voldaan" in lees(petra.ga(pagina(geadviseerd)))


def test_a_row_more_keeps_what_was_typed_and_decides_nothing(bram, geadviseerd, rijen):
    velden = {"gronden": "Getypt", "voorwaarden-0-omschrijving": "Eerst dit", "_meer": "voorwaarden"}
    antwoord = bram.stuur(pagina(geadviseerd, "besluit"), velden)
    assert antwoord.status_code == 200
    assert "Getypt" in antwoord.text
    assert antwoord.text.count('aria-label="Voorwaarde ') == 2
    assert rijen(select(Poortbesluit)) == []


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({}, "Wat is het besluit?"),
        ({"uitkomst": "go", "gronden": " "}, "Waarom is zo besloten?"),
        ({"uitkomst": "go_onder_voorwaarden"}, "Noem ten minste één voorwaarde"),
        ({"uitkomst": "go", "is_onvoldoende_draagvlak": "ja"}, "hoort bij een stop"),
        ({"uitkomst": "go", "besloten_op": "1-1-2090"}, "Deze dag moet nog komen."),
        ({"uitkomst": "go_onder_voorwaarden", "voorwaarden-0-uiterlijk": "1-12-2026"}, "Wat moet er nog?"),
        (
            {
                "uitkomst": "go_onder_voorwaarden",
                "voorwaarden-0-omschrijving": "Iets",
                "voorwaarden-0-uiterlijk": "1-12-2026",
                "voorwaarden-0-organisatie": "Onbekende partij",
            },
            "kennen wij niet onder die naam",
        ),
    ],
)
def test_a_decision_that_cannot_be_comes_back_with_what_was_typed(
    bram, geadviseerd, rijen, lees, anders, zin
):
    velden = {"gronden": "Goed doordacht", "besloten_op": "14-10-2026"} | anders
    antwoord = bram.stuur(pagina(geadviseerd, "besluit"), velden)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert velden["gronden"].strip() in antwoord.text
    assert rijen(select(Poortbesluit)) == []


def test_a_second_decision_is_refused_and_comes_back_with_what_was_typed(bram, geadviseerd, doe, rijen, lees):
    doe(cases.besluit, geadviseerd, bram)
    velden = {"uitkomst": "stop", "gronden": "Mijn gronden", "besloten_op": "14-10-2026"}
    antwoord = bram.stuur(pagina(geadviseerd, "besluit"), velden)
    assert antwoord.status_code == 409
    assert "Mijn gronden</textarea>" in antwoord.text
    assert "Besluiten kan nu niet" in lees(antwoord)
    assert len(rijen(select(Poortbesluit))) == 1


def test_a_stop_says_beforehand_what_it_ends_and_then_ends_it(
    bram, geadviseerd, coalitie, bestand, rijen, lees
):
    actie = bestand(Actie, programma_id=coalitie.programma_id, nummer="6b", titel="Werkplaatsen")
    bestand(CoalitieActie, coalitie=coalitie, actie=actie)
    bestand(Partnerafspraak, coalitie=coalitie)
    adres = pagina(geadviseerd, "besluit")
    vooraf = lees(bram.ga(adres))
    assert "dan eindigt meteen ook" in vooraf
    assert "actie 6b Werkplaatsen" in vooraf
    assert "1 open afspraak met partners" in vooraf
    velden = {
        "uitkomst": "stop",
        "is_onvoldoende_draagvlak": "ja",
        "gronden": "Niemand legt in.",
        "besloten_op": "14-10-2026",
    }
    tekst = lees(bram.stuur(adres, velden, follow_redirects=True))
    assert "Besluit: stop" in tekst
    assert "Er was onvoldoende draagvlak." in tekst
    assert rijen(select(Actie).where(Actie.id == actie.id))[0].beeindigd_op == dt.date(2026, 10, 14)
    assert (
        rijen(select(Ontwikkelcoalitie).where(Ontwikkelcoalitie.id == coalitie.id))[0].status
        is CoalitieStatus.BEEINDIGD
    )


def test_the_answers_shown_with_the_decision_are_those_of_that_day(
    bram, petra, geadviseerd, doe, database, lees
):
    doe(cases.besluit, geadviseerd, bram)
    with database.transaction() as session:
        for antwoord in session.exec(select(CriteriumAntwoord)):
            antwoord.grond = "Later veranderd"
    tekst = lees(petra.ga(pagina(geadviseerd)))
    assert "Grond R1" in tekst
    assert "Later veranderd" in tekst


def test_looking_back_comes_after_the_work(petra, bram, geadviseerd, doe, database, lees):
    doe(cases.besluit, geadviseerd, bram)
    adres = pagina(geadviseerd, "evaluatie")
    velden = {"op": "14-10-2026", "evaluatie": "Meer vakmensen dan gedacht.", "geleerd": "Eerder beginnen."}
    te_vroeg = petra.stuur(adres, velden)
    assert (te_vroeg.status_code, "Meer vakmensen dan gedacht." in te_vroeg.text) == (409, True)
    with database.transaction() as session:
        session.get_one(PurposeCase, geadviseerd.id).uitvoeren(dt.date(2026, 10, 14))
    assert "Evalueren" in lees(petra.ga(pagina(geadviseerd)))
    assert petra.stuur(adres, {"op": "14-10-2026", "evaluatie": ""}).status_code == 400
    tekst = lees(petra.stuur(adres, velden, follow_redirects=True))
    assert "De evaluatie is vastgelegd." in tekst
    assert "Eerder beginnen." in tekst


# --- who may ---


def test_who_may_only_look_sees_everything_and_changes_nothing(lezer, vol, rijen, lees):
    regel = rijen(select(Financieringsregel))[0]
    for verder in ((), ("versies",), ("financiering",), ("financiering", str(regel.uuid))):
        antwoord = lezer.ga(pagina(vol, *verder))
        assert antwoord.status_code == 200
        assert not re.search(r'<form[^>]*action="/purpose-cases[^"]*"[^>]*method="post"', antwoord.text)
        assert "Indienen</button>" not in antwoord.text
    for verder in (
        "tekst",
        "richtsnoer",
        "terugnemen",
        "advies",
        "besluit",
        "evaluatie",
        "financiering/nieuw",
    ):
        assert lezer.ga(pagina(vol, verder)).status_code == 403
        assert lezer.stuur(pagina(vol, verder), {"x": "y"}).status_code == 403
    assert lezer.stuur(pagina(vol, f"financiering/{regel.uuid}/intrekken"), {"reden": "x"}).status_code == 403
    lezer.stuur(pagina(vol, "indienen"))
    assert rijen(select(PurposeCase).where(PurposeCase.id == vol.id))[0].status is CaseStatus.CONCEPT


def test_a_case_that_is_not_there_is_not_found(petra):
    leeg = "/purpose-cases/00000000-0000-4000-8000-000000000000"
    for verder in (
        "",
        "/tekst",
        "/versies",
        "/richtsnoer",
        "/financiering",
        "/advies",
        "/besluit",
        "/evaluatie",
    ):
        assert petra.ga(leeg + verder).status_code == 404
    assert petra.stuur(f"{leeg}/indienen").status_code == 404


# --- what it costs ---


def test_pages_cost_the_same_for_two_lines_and_for_forty(petra, bram, geadviseerd, coalitie, database, rijen):
    case = geadviseerd
    regel = rijen(select(Financieringsregel))[0]
    adressen = [
        "/purpose-cases",
        *(
            pagina(case, *verder)
            for verder in (
                (), ("tekst",), ("versies",), ("richtsnoer",), ("financiering",), ("financiering", "nieuw"),
                ("financiering", str(regel.uuid)), ("advies",), ("besluit",), ("evaluatie",), ("terugnemen",),
            )
        ),
    ]  # fmt: skip

    def tel():
        uit = {}
        for adres in adressen:
            with tel_opdrachten(database.engine) as opdrachten:
                assert bram.ga(adres).status_code in (200, 403)
                assert petra.ga(adres).status_code == 200
            uit[adres] = len(opdrachten)
        return uit

    weinig = tel()
    with database.transaction() as s:
        for nummer in range(40):
            partij = cases.partij(s, f"Partij {nummer}")
            een = maak(s, Financieringsregel, case=case, organisatie=partij, jaar=2026 + nummer % 3)
            for stand in Stand:
                maak(s, Financieringsstand, regel=een, stand=stand, door=petra.gebruiker)
            maak(s, PurposeCaseVersie, case=case, nummer=100 + nummer, opgesteld_door=petra.gebruiker)
            maak(s, PurposeCase)
            maak(s, Partnerafspraak, coalitie=coalitie, case=case)
            maak(
                s, CoalitieActie, coalitie=coalitie, actie=maak(s, Actie, programma_id=coalitie.programma_id)
            )
            maak(s, Actiepunt, case_id=case.id, overleg=None)
    veel = tel()
    assert veel == weinig
    # Two visitors looked at each page.
    assert max(veel.values()) <= 2 * 15
