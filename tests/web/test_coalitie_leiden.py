"""Pages of the later life of a coalitie: hand-over, links, mending, rounding off, merging, signals."""

import datetime as dt
import uuid

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    Actiepunt,
    Agendapunt,
    CaseStatus,
    CoalitieActie,
    CoalitieCampus,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Functie,
    Gebruiker,
    GebruikerRol,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    Programma,
    PurposeCase,
    Uitkomst,
)
from tests.support.tellen import tel_opdrachten

EEN_DAG = dt.date(2026, 9, 1)


@pytest.fixture
def programma(bestand):
    return bestand(Programma)


@pytest.fixture
def coalitie(bestand, programma):
    return bestand(Ontwikkelcoalitie, programma=programma, nummer="5a", naam="Loket", opgericht_op=EEN_DAG)


@pytest.fixture
def adres(coalitie):
    return f"/coalities/{coalitie.uuid}"


def met_case(bestand, programma, uitkomst, status=CoalitieStatus.PURPOSE_CASE):
    coalitie = bestand(Ontwikkelcoalitie, programma=programma, naam="Met case", status=CoalitieStatus.PURPOSE_CASE)
    anders = {} if uitkomst is None else {
        "status": CaseStatus.BESLOTEN, "uitkomst": uitkomst, "ingediend_op": EEN_DAG, "titel": "De zaak",
        "ingediend_door": bestand(Gebruiker), "provincie_bij_indiening": 1, "totaal_bij_indiening": 2,
    }  # fmt: skip
    bestand(PurposeCase, coalitie=coalitie, **anders)
    return coalitie


# --- steps ---


def test_in_uitvoering_after_a_go_and_not_before(petra, bestand, programma, session, lees):
    zonder = met_case(bestand, programma, None)
    tekst = lees(petra.ga(f"/coalities/{zonder.uuid}"))
    assert "Voor uitvoering is eerst een go op de purpose case nodig." in tekst
    geweigerd = petra.stuur(f"/coalities/{zonder.uuid}/stap", {"stap": "uitvoeren"}, follow_redirects=True)
    assert "De purpose case is nog ‘concept’" in lees(geweigerd)
    met = met_case(bestand, programma, Uitkomst.GO)
    assert "eerst een go" not in lees(petra.ga(f"/coalities/{met.uuid}"))
    gelukt = petra.stuur(f"/coalities/{met.uuid}/stap", {"stap": "uitvoeren"}, follow_redirects=True)
    assert "De coalitie is nu in uitvoering, en haar purpose case ook." in lees(gelukt)
    assert session.exec(select(PurposeCase.status).where(PurposeCase.uitkomst == Uitkomst.GO)).one() == "in_uitvoering"


def test_the_page_leads_to_the_case_or_to_a_new_one(petra, bestand, programma, lees):
    met = met_case(bestand, programma, Uitkomst.STOP)
    antwoord = petra.ga(f"/coalities/{met.uuid}")
    assert "De zaak" in lees(antwoord)
    assert f'href="/purpose-cases/nieuw?coalitie={met.uuid}"' in antwoord.text
    leeg = bestand(Ontwikkelcoalitie, status=CoalitieStatus.PURPOSE_CASE)
    antwoord = petra.ga(f"/coalities/{leeg.uuid}")
    assert "Er is nog geen begin gemaakt met de purpose case." in lees(antwoord)
    assert f'href="/purpose-cases/nieuw?coalitie={leeg.uuid}"' in antwoord.text


def test_rounding_off_says_first_what_is_still_open(petra, bestand, programma, session, lees):
    coalitie = met_case(bestand, programma, Uitkomst.GO)
    adres = f"/coalities/{coalitie.uuid}"
    petra.stuur(f"{adres}/stap", {"stap": "uitvoeren"})
    overleg = bestand(Overleg, coalitie=coalitie)
    punt = bestand(Actiepunt, overleg=overleg, omschrijving="Factuur sturen")
    assert "nog 1 actiepunt open, namelijk ‘Factuur sturen’" in lees(petra.ga(f"{adres}/afronden"))
    assert petra.stuur(f"{adres}/afronden", {"op": "14-10-2026"}).status_code == 409
    petra.stuur(f"/actiepunten/{punt.uuid}/afronden", {"terug": "/"})
    fout = petra.stuur(f"{adres}/afronden", {"op": "morgen"})
    assert (fout.status_code, 'value="morgen"' in fout.text) == (400, True)
    assert "is afgerond en blijft zichtbaar" in lees(
        petra.stuur(f"{adres}/afronden", {"op": "14-10-2026"}, follow_redirects=True)
    )
    assert session.get(Ontwikkelcoalitie, coalitie.id).afgerond_op == dt.date(2026, 10, 14)


def test_ending_shows_first_what_will_lapse(petra, bestand, coalitie, adres, lees):
    bestand(Partnerafspraak, coalitie=coalitie, organisatie=bestand(Organisatie, naam="Techport"))
    bestand(Agendapunt, coalitie=coalitie, omschrijving="Tafel houden")
    bestand(Overleg, coalitie=coalitie, onderwerp="Kennismaking", begint_op=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC))
    tekst = lees(petra.ga(f"{adres}/beeindigen"))
    for zin in (
        "1 partnerafspraak Techport: 12 stageplekken, Stageplekken",
        "1 punt van een werkagenda Tafel houden",
        "Geplande overleggen blijven staan",
        "1 gepland overleg Kennismaking",
    ):
        assert zin in tekst
    leeg = bestand(Ontwikkelcoalitie)
    assert "er vervalt niets" in lees(petra.ga(f"/coalities/{leeg.uuid}/beeindigen"))


# --- the aanjager ---


def test_the_aanjager_is_handed_over_with_a_person_we_know(petra, bestand, coalitie, adres, session, lees):
    oud, nieuw = bestand(Organisatie, naam="ROM InWest"), bestand(Organisatie, naam="Techport")
    bestand(Deelneming, coalitie=coalitie, organisatie=oud, rol=DeelnemerRol.AANJAGER)
    jan = bestand(Persoon, naam="Zoë Ångström")
    bestand(Functie, persoon=jan, organisatie=nieuw)
    assert "Nu is ROM InWest aanjager; zij blijft daarna lid." in lees(petra.ga(f"{adres}/overdragen"))
    velden = {"organisatie": "techport", "persoon": "zoe angstrom", "van": "14-10-2026", "toelichting": "Pensioen"}
    vreemd = petra.stuur(f"{adres}/overdragen", velden | {"persoon": "Piet"})
    assert vreemd.status_code == 400
    assert "‘Piet’ kennen wij niet bij Techport." in lees(vreemd)
    assert "Pensioen" in vreemd.text
    tekst = lees(petra.stuur(f"{adres}/overdragen", velden, follow_redirects=True))
    assert "Aanjager: Techport, Zoë Ångström" in tekst
    rollen = {
        (d.organisatie_id, str(d.rol)) for d in session.exec(select(Deelneming)) if d.geldt_op(dt.date(2026, 10, 14))
    }
    assert rollen == {(nieuw.id, "aanjager"), (oud.id, "lid")}
    session.rollback()
    assert petra.stuur(f"{adres}/overdragen", velden).status_code == 409


def test_without_an_aanjager_the_page_says_how_to_name_one(petra, adres, lees):
    assert "Zij heeft nu geen aanjager: wijs er een aan" in lees(petra.ga(f"{adres}/overdragen"))


# --- mending and linking ---


def test_the_second_of_two_people_sees_both_texts(petra, bram, bezoeker, coalitie, adres, session, lees):
    ander = bezoeker("Anna", GebruikerRol.AMBASSADEUR)
    gezien = str(coalitie.versie)
    eerst = {"naam": "Loket Noord", "nummer": "5a", "doelstelling": "", "versie": gezien}
    assert "De gegevens zijn gewijzigd." in lees(ander.stuur(f"{adres}/wijzigen", eerst, follow_redirects=True))
    laat = petra.stuur(f"{adres}/wijzigen", {**eerst, "naam": "Loket Zuid"})
    assert laat.status_code == 409
    assert "Loket Noord Loket Zuid" in lees(laat)
    assert 'value="Loket Zuid"' in laat.text
    nieuw = str(session.get(Ontwikkelcoalitie, coalitie.id).versie)
    assert f'name="versie" value="{nieuw}"' in laat.text
    session.rollback()
    assert petra.stuur(f"{adres}/wijzigen", {**eerst, "naam": "Loket Zuid", "versie": nieuw}).status_code == 303


@pytest.mark.parametrize("naam", ["", "   ", "x" * 201])
def test_a_name_that_cannot_be_kept_is_refused_and_stays_typed(petra, coalitie, adres, naam):
    velden = {"naam": naam, "doelstelling": "<script>alert(1)</script> é", "versie": str(coalitie.versie)}
    antwoord = petra.stuur(f"{adres}/wijzigen", velden)
    assert antwoord.status_code == 400
    assert "&lt;script&gt;alert(1)&lt;/script&gt; é" in antwoord.text


def test_an_actie_is_linked_and_unlinked(petra, bestand, programma, adres, session, lees):
    actie = bestand(Actie, programma=programma, nummer="2a", titel="Campus")
    vreemd = bestand(Actie, programma=bestand(Programma), nummer="9")
    assert "2a Campus" in lees(petra.ga(f"{adres}/acties"))
    assert petra.stuur(f"{adres}/acties", {"actie": ""}).status_code == 400
    assert "andere agenda" in lees(petra.stuur(f"{adres}/acties", {"actie": str(vreemd.uuid)}))
    assert petra.stuur(f"{adres}/acties", {"actie": str(uuid.uuid4())}).status_code == 400
    assert petra.stuur(f"{adres}/acties", {"actie": str(actie.uuid)}).status_code == 303
    assert petra.stuur(f"{adres}/acties", {"actie": str(actie.uuid)}).status_code == 409
    assert session.exec(select(CoalitieActie.actie_id)).all() == [actie.id]
    session.rollback()
    los = f"{adres}/acties/{actie.uuid}/los"
    assert "losgemaakt" in lees(petra.stuur(los, follow_redirects=True))
    assert "werkt niet (meer) aan actie 2a" in lees(petra.stuur(los, follow_redirects=True))
    assert session.exec(select(CoalitieActie)).all() == []


def test_a_campus_is_linked_by_name_and_unlinked(petra, bestand, adres, session, lees):
    campus = bestand(Organisatie, naam="Techport")
    onbekend = petra.stuur(f"{adres}/campussen", {"campus": "Techpoort"})
    assert onbekend.status_code == 400
    assert "Bedoelt u ‘Techport’?" in lees(onbekend)
    assert petra.stuur(f"{adres}/campussen", {"campus": "techport"}).status_code == 303
    assert petra.stuur(f"{adres}/campussen", {"campus": "Techport"}).status_code == 409
    assert "Techport" in lees(petra.ga(adres))
    los = f"{adres}/campussen/{campus.uuid}/los"
    assert "losgemaakt" in lees(petra.stuur(los, follow_redirects=True))
    assert session.exec(select(CoalitieCampus)).all() == []


def test_a_campus_for_a_coalitie_that_ended_meanwhile_comes_back_as_it_was_typed(petra, bestand, adres, lees):
    bestand(Organisatie, naam="Techport")
    petra.stuur(f"{adres}/beeindigen", {"reden": "Geen draagvlak", "op": "vandaag"})
    antwoord = petra.stuur(f"{adres}/campussen", {"campus": "Techport"})
    assert antwoord.status_code == 409
    assert 'value="Techport"' in antwoord.text


def test_the_same_founding_form_sent_twice_is_one_coalitie(petra, programma, session, lees):
    velden = {"programma": str(programma.uuid), "naam": "Nieuw", "kenmerk": str(uuid.uuid4())}
    assert petra.stuur("/coalities/nieuw", velden).status_code == 303
    nog_eens = petra.stuur("/coalities/nieuw", velden)
    assert nog_eens.status_code == 409
    assert "Deze coalitie staat er al." in lees(nog_eens)
    assert len(session.exec(select(Ontwikkelcoalitie)).all()) == 1


# --- merging ---


def test_merging_asks_which_then_shows_what_happens_then_does_it(petra, bestand, programma, coalitie, adres, lees):
    ander = bestand(Ontwikkelcoalitie, programma=programma, nummer="5b", naam="Techniekhuis")
    bestand(Ontwikkelcoalitie, naam="Vreemd")
    bestand(Deelneming, coalitie=coalitie, organisatie=bestand(Organisatie, naam="Techport"))
    beide = bestand(Organisatie, naam="ROM InWest")
    for c in (coalitie, ander):
        bestand(Deelneming, coalitie=c, organisatie=beide)
    bestand(Partnerafspraak, coalitie=coalitie, organisatie=beide)
    bestand(Actiepunt, overleg=bestand(Overleg, coalitie=coalitie, status="gehouden"))
    keuze = petra.ga(f"{adres}/samenvoegen")
    assert f'href="{adres}/samenvoegen?in_={ander.uuid}"' in keuze.text
    assert "Vreemd" not in keuze.text
    tekst = lees(petra.ga(f"{adres}/samenvoegen?in_={ander.uuid}"))
    for zin in (
        "5a Loket eindigt vandaag en blijft zichtbaar.",
        "1 nieuw lid Techport",
        "1 open partnerafspraak ROM InWest: 12 stageplekken",
        "Doet daar al mee: ROM InWest.",
        "1 open actiepunt blijft bij het overleg waarin het is afgesproken.",
    ):
        assert zin in tekst
    zonder = petra.stuur(f"{adres}/samenvoegen", {"in_": str(ander.uuid), "reden": " "})
    assert zonder.status_code == 400
    assert "1 nieuw lid" in lees(zonder)
    klaar = petra.stuur(
        f"{adres}/samenvoegen", {"in_": str(ander.uuid), "reden": "Zelfde partijen"}, follow_redirects=True
    )
    assert "De coalities zijn samengevoegd." in lees(klaar)
    assert "Hierin opgegaan 5a Loket" in lees(klaar)
    oud = petra.ga(adres)
    assert "Samengevoegd met 5b Techniekhuis: Zelfde partijen. Zij gaat verder in 5b Techniekhuis" in lees(oud)
    nog_eens = petra.stuur(f"{adres}/samenvoegen", {"in_": str(ander.uuid), "reden": "Nog eens"})
    assert nog_eens.status_code == 409


def test_a_case_that_stays_behind_is_said_before_anything_is_done(petra, bestand, programma, coalitie, adres, lees):
    bestand(PurposeCase, coalitie=coalitie)
    ander = bestand(Ontwikkelcoalitie, programma=programma, nummer="5b", naam="Techniekhuis")
    tekst = lees(petra.ga(f"{adres}/samenvoegen?in_={ander.uuid}"))
    assert "Laat er eerst over besluiten" in tekst
    assert "Wat er gebeurt" not in tekst
    for onzin in ("", "onzin", str(uuid.uuid4()), str(coalitie.uuid)):
        assert petra.ga(f"{adres}/samenvoegen?in_={onzin}").status_code == 200


# --- signals ---


def test_the_signals_stand_on_the_dossier_in_the_list_and_on_today(petra, lezer, coalitie, adres, bestand, lees):
    zonder = bestand(Ontwikkelcoalitie, programma_id=coalitie.programma_id, nummer="6", naam="Compleet", opgericht_op=EEN_DAG)
    for helix in (Helix.OVERHEID, Helix.ONDERWIJS, Helix.BEDRIJF):
        bestand(
            Deelneming, coalitie=zonder, organisatie=bestand(Organisatie, helix=helix), rol=DeelnemerRol.AANJAGER
            if helix is Helix.OVERHEID else DeelnemerRol.LID, van=EEN_DAG,
        )  # fmt: skip
    tekst = lees(petra.ga(adres))
    assert "Vraagt aandacht" in tekst
    assert "Deze coalitie heeft geen aanjager." in tekst
    assert "Vraagt aandacht" not in lees(petra.ga(f"/coalities/{zonder.uuid}"))
    lijst = lees(petra.ga("/coalities"))
    assert "geen aanjager, geen overheid, geen onderwijsinstelling, geen bedrijf" in lijst
    assert "geen aanjager (1)" in lijst
    gefilterd = lees(petra.ga("/coalities?signaal=geen_aanjager"))
    assert "Loket" in gefilterd
    assert "Compleet" not in gefilterd
    assert "Er zijn geen coalities met het signaal ‘lid stil’." in lees(petra.ga("/coalities?signaal=lid_stil"))
    assert petra.ga("/coalities?signaal=onzin&status=onzin").status_code == 200
    vandaag = lees(petra.ga("/"))
    assert "Coalities die aandacht vragen" in vandaag
    assert "5a Loket Geen aanjager, geen overheid" in vandaag
    assert "Compleet" not in vandaag
    assert "Coalities die aandacht vragen" not in lees(lezer.ga("/"))


def test_silent_members_share_a_line_with_their_names(petra, bestand, lees):
    coalitie = bestand(Ontwikkelcoalitie, opgericht_op=dt.date(2026, 1, 1))
    for naam in ("Techport", "Nova College"):
        organisatie = bestand(Organisatie, naam=naam)
        bestand(Deelneming, coalitie=coalitie, organisatie=organisatie, van=dt.date(2026, 1, 1))
    tekst = lees(petra.ga(f"/coalities/{coalitie.uuid}"))
    assert "Met 2 leden is al 90 dagen of langer niet gesproken. Nova College , Techport ." in tekst


def test_more_coalities_than_fit_on_today_are_counted(petra, bestand, programma, lees):
    for _ in range(7):
        bestand(Ontwikkelcoalitie, programma=programma, opgericht_op=EEN_DAG)
    assert "En nog 2; die vindt u bij Coalities ." in lees(petra.ga("/"))


def test_an_agenda_of_the_past_asks_no_attention_today(petra, bestand, lees):
    bestand(Ontwikkelcoalitie, programma=bestand(Programma, jaar_van=2021, jaar_tot=2023), naam="Oud")
    assert "Oud" not in lees(petra.ga("/"))
    assert "geen aanjager" in lees(petra.ga("/coalities"))


# --- who, and how much it costs ---


PADEN = ("leden", "overdragen", "wijzigen", "acties", "campussen", "afronden", "beeindigen", "samenvoegen")


def test_who_may_only_look_opens_none_of_these(lezer, adres):
    assert "Meer doen" not in lezer.ga(adres).text
    for pad in PADEN:
        assert lezer.ga(f"{adres}/{pad}").status_code == 403, pad
        assert lezer.stuur(f"{adres}/{pad}", {"naam": "x"}).status_code == 403, pad


def test_who_may_only_look_takes_no_step_and_unlinks_nothing(lezer, bestand, programma, coalitie, adres, session):
    actie = bestand(Actie, programma=programma)
    bestand(CoalitieActie, coalitie=coalitie, actie=actie)
    lezer.stuur(f"{adres}/stap", {"stap": "case_starten"})
    lezer.stuur(f"{adres}/acties/{actie.uuid}/los")
    assert session.get(Ontwikkelcoalitie, coalitie.id).status is CoalitieStatus.VERKENNING
    assert len(session.exec(select(CoalitieActie)).all()) == 1


def test_every_page_costs_as_much_with_twenty_as_with_two(petra, bestand, programma, coalitie, adres, database):
    ander = bestand(Ontwikkelcoalitie, programma=programma, naam="Ander")

    def vul(aantal):
        for nummer in range(aantal):
            organisatie = bestand(Organisatie)
            bestand(Deelneming, coalitie=coalitie, organisatie=organisatie, van=EEN_DAG)
            bestand(Partnerafspraak, coalitie=coalitie, organisatie=organisatie, uiterlijk=EEN_DAG)
            overleg = bestand(Overleg, coalitie=coalitie, begint_op=dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC))
            bestand(Actiepunt, overleg=overleg, eigenaar_naam="Iemand van buiten")
            bestand(Agendapunt, coalitie=coalitie)
            bestand(CoalitieActie, coalitie=coalitie, actie=bestand(Actie, programma=programma, nummer=str(nummer)))
            bestand(CoalitieCampus, coalitie=coalitie, organisatie=organisatie)
            bestand(Ontwikkelcoalitie, programma=programma, nummer=str(nummer))

    def kosten():
        aantallen = {}
        for pad in ("/coalities", adres, *(f"{adres}/{pad}" for pad in PADEN), f"{adres}/samenvoegen?in_={ander.uuid}"):
            with tel_opdrachten(database.engine) as opdrachten:
                assert petra.ga(pad).status_code == 200, pad
            aantallen[pad] = len(opdrachten)
        return aantallen

    vul(2)
    weinig = kosten()
    vul(20)
    assert kosten() == weinig
    assert max(weinig.values()) <= 15
