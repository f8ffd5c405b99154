"""Pages of werkagenda's: the list, a new one, its points, GS and PS, and the years beside each other."""

import datetime as dt
import re

import pytest
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol as R
from tests.support.tellen import tel_opdrachten

D = dt.date
P, W = m.AgendapuntStatus, m.WerkagendaStatus
VAST = {"status": W.VASTGESTELD, "vastgesteld_op": D(2026, 2, 1)}


@pytest.fixture
def anna(bezoeker):
    """The ambassadeur, signed in."""
    return bezoeker("Anna", R.AMBASSADEUR)


@pytest.fixture
def opdracht(bestand, anna):
    return bestand(
        m.Opdracht, soort=m.OpdrachtSoort.WERKAMBASSADEUR, keten=None, status=m.OpdrachtStatus.ACTIEF, eigenaar=anna.gebruiker
    )


@pytest.fixture
def concept(bestand, opdracht, anna):
    return bestand(m.Werkagenda, opdracht=opdracht, eigenaar=anna.gebruiker)


@pytest.fixture
def vastgesteld(bestand, opdracht, anna):
    return bestand(m.Werkagenda, opdracht=opdracht, eigenaar=anna.gebruiker, **VAST)


def test_an_ambassadeur_begins_a_year_and_gs_and_ps_follow(anna, bram, opdracht, session, lees):
    velden = {"opdracht": str(opdracht.uuid), "jaar": "2026", "inleiding": "Dit jaar: techniek"}
    antwoord = anna.stuur("/werkagendas/nieuw", velden)
    assert antwoord.status_code == 303
    adres = antwoord.headers["Location"]
    tekst = lees(anna.ga(adres))
    for zin in ("De werkagenda is begonnen. Zet er nu de punten in.", "Dit jaar: techniek", "Geen punten", "Vaststelling door GS melden"):
        assert (zin in tekst) is (zin != "Vaststelling door GS melden"), zin
    kenmerk = re.search(r'name="kenmerk" value="([^"]+)"', anna.ga(f"{adres}/punten").text)[1]
    punt = {"omschrijving": "Een brede tafel", "beoogd": "Een jaarplan", "kwartaal": "4", "kenmerk": kenmerk}
    assert "Het punt staat erbij." in lees(anna.stuur(f"{adres}/punten", punt, follow_redirects=True))
    assert "Dit punt staat er al." in lees(anna.stuur(f"{adres}/punten", punt, follow_redirects=True))
    assert anna.ga(f"{adres}/vaststellen").status_code == 403
    assert "Vaststelling door GS melden" in lees(bram.ga(adres))
    tekst = lees(bram.stuur(f"{adres}/vaststellen", {"op": "1 feb", "gs_kenmerk": "GS-26-12"}, follow_redirects=True))
    assert "Vastgesteld door GS 1 februari 2026, GS-26-12" in tekst
    besproken = bram.stuur(f"{adres}/bespreken", {"op": "1 mrt", "ps_verslag": "PS steunt het."}, follow_redirects=True)
    assert "Wat PS vond PS steunt het." in lees(besproken)
    assert "Eén punt staat nog open." in lees(anna.stuur(f"{adres}/afsluiten", {"op": "1 okt"}))
    (p,) = set(re.findall(rf"{adres}/punten/([0-9a-f-]{{36}})", anna.ga(adres).text))
    klaar = {"op": "1 okt", "bewijs": "Verslag van de tafel"}
    tekst = lees(anna.stuur(f"{adres}/punten/{p}/realiseren", klaar, follow_redirects=True))
    assert "Bewijs: Verslag van de tafel" in tekst
    assert "Het jaar is afgesloten." in lees(anna.stuur(f"{adres}/afsluiten", {"op": "1 okt"}, follow_redirects=True))
    assert session.exec(select(m.Werkagenda)).one().status is W.AFGESLOTEN


def test_the_list_counts_and_is_filtered(petra, bestand, concept, vastgesteld_ander, lees):
    tekst = lees(petra.ga("/werkagendas"))
    assert "2026 Werkambassadeur" in tekst
    assert "2025" in tekst
    gefilterd = lees(petra.ga("/werkagendas?status=vastgesteld"))
    assert ("2025" in gefilterd, "2026 Werkambassadeur" in gefilterd) == (True, False)
    assert "Er is geen werkagenda met de stand ‘besproken’." in lees(petra.ga("/werkagendas?status=besproken"))
    assert petra.ga("/werkagendas?status=onzin&na=onzin").status_code == 200


@pytest.fixture
def vastgesteld_ander(bestand):
    return bestand(m.Werkagenda, jaar=2025, opdracht=bestand(m.Opdracht), **VAST)


def test_the_pages_of_the_list_follow_each_other(petra, bestand):
    for _ in range(30):
        bestand(m.Werkagenda, opdracht=bestand(m.Opdracht))
    eerste = petra.ga("/werkagendas").text
    volgende = re.search(r'href="(/werkagendas\?[^"]*na=[^"]+)"', eerste)[1].replace("&amp;", "&")
    tweede = petra.ga(volgende).text
    uuids = [set(re.findall(r"/werkagendas/([0-9a-f-]{36})", tekst)) for tekst in (eerste, tweede)]
    assert [len(u) for u in uuids] == [25, 5]


def test_a_second_one_for_the_year_is_refused_and_keeps_what_was_typed(anna, concept, opdracht, lees):
    velden = {"opdracht": str(opdracht.uuid), "jaar": "2026", "inleiding": "Mijn verhaal"}
    antwoord = anna.stuur("/werkagendas/nieuw", velden)
    assert (antwoord.status_code, "Voor 2026 is er al een werkagenda." in lees(antwoord)) == (409, True)
    assert "Mijn verhaal" in antwoord.text
    antwoord = anna.stuur("/werkagendas/nieuw", velden | {"jaar": "ooit", "opdracht": ""})
    assert antwoord.status_code == 400
    assert "Van welke opdracht?" in lees(antwoord)


def test_a_point_is_mended_with_both_texts_in_sight_when_somebody_was_faster(anna, petra, bestand, concept, session, lees):
    actie = bestand(m.Actie, programma_id=1)
    coalitie = bestand(m.Ontwikkelcoalitie, nummer="3", naam="Zij-instroom")
    punt = bestand(m.Agendapunt, werkagenda=concept, coalitie=coalitie)
    adres = f"/werkagendas/{concept.uuid}/punten/{punt.uuid}"
    vorm = anna.ga(adres).text
    assert f'value="{coalitie.uuid}" selected' in vorm
    versie = re.search(r'name="versie" value="(\d+)"', vorm)[1]
    velden = {"omschrijving": "Van Petra", "kwartaal": "2", "versie": versie, "coalitie": str(coalitie.uuid)}
    assert petra.stuur(adres, velden).status_code == 303
    mijn = {"omschrijving": "Van Anna", "kwartaal": "1", "versie": versie, "actie": str(actie.uuid)}
    antwoord = anna.stuur(adres, mijn)
    assert antwoord.status_code == 409
    tekst = lees(antwoord)
    assert "Iemand anders heeft dit punt intussen gewijzigd." in tekst
    assert "Intussen staat er: ‘Van Petra’." in tekst
    assert 'value="Van Anna"' in antwoord.text
    nieuwe = re.search(r'name="versie" value="(\d+)"', antwoord.text)[1]
    assert anna.stuur(adres, mijn | {"versie": nieuwe}).status_code == 303
    punt = session.get(m.Agendapunt, punt.id)
    assert (punt.omschrijving, punt.kwartaal, punt.actie_id, punt.coalitie_id) == ("Van Anna", 1, actie.id, None)


def test_what_a_point_was_tied_to_is_not_lost_when_it_has_ended(anna, bestand, concept, session):
    weg = {"beeindigd_op": D(2026, 1, 1), "beeindigd_reden": "Klaar"}
    actie = bestand(m.Actie, **weg)
    coalitie = bestand(m.Ontwikkelcoalitie, status=m.CoalitieStatus.BEEINDIGD, beeindigd_op=D(2026, 1, 1), reden="Klaar")
    punt = bestand(m.Agendapunt, werkagenda=concept, actie=actie, coalitie=coalitie)
    adres = f"/werkagendas/{concept.uuid}/punten/{punt.uuid}"
    vorm = anna.ga(adres).text
    gekozen = dict(zip(("actie", "coalitie"), re.findall(r'value="([0-9a-f-]{36})" selected', vorm), strict=True))
    assert anna.stuur(adres, gekozen | {"omschrijving": "Anders", "kwartaal": "1"}).status_code == 303
    punt = session.get(m.Agendapunt, punt.id)
    assert (punt.omschrijving, punt.actie_id, punt.coalitie_id) == ("Anders", actie.id, coalitie.id)


def test_a_point_is_struck_from_a_draft_only(anna, bestand, concept, session, lees):
    punt = bestand(m.Agendapunt, werkagenda=concept)
    adres = f"/werkagendas/{concept.uuid}/punten/{punt.uuid}/schrappen"
    assert "Het punt is geschrapt." in lees(anna.stuur(adres, follow_redirects=True))
    assert session.exec(select(m.Agendapunt)).all() == []


def test_after_adoption_the_buttons_of_the_draft_are_gone_and_refused(anna, bestand, vastgesteld, lees):
    punt = bestand(m.Agendapunt, werkagenda=vastgesteld)
    adres = f"/werkagendas/{vastgesteld.uuid}"
    tekst = lees(anna.ga(adres))
    assert ("Punt toevoegen" in tekst, "Schrappen" in tekst, "Gerealiseerd" in tekst) == (False, False, True)
    assert "al vastgesteld" in lees(anna.stuur(f"{adres}/punten/{punt.uuid}/schrappen", follow_redirects=True))
    assert anna.stuur(f"{adres}/punten", {"omschrijving": "x", "kwartaal": "1"}).status_code == 409
    assert anna.stuur(f"{adres}/punten/{punt.uuid}", {"omschrijving": "x", "kwartaal": "1"}).status_code == 409
    assert anna.stuur(f"{adres}/inleiding", {"inleiding": "x"}).status_code == 409


def test_the_introduction_of_a_draft_is_mended(anna, concept, lees):
    adres = f"/werkagendas/{concept.uuid}"
    assert "Dit jaar: zorg" in lees(anna.stuur(f"{adres}/inleiding", {"inleiding": "Dit jaar: zorg"}, follow_redirects=True))
    assert "Dit jaar: zorg" not in lees(anna.stuur(f"{adres}/inleiding", {"inleiding": ""}, follow_redirects=True))


@pytest.mark.parametrize(
    ("velden", "zin"),
    [
        ({"omschrijving": " ", "kwartaal": "1"}, "Wat gaat de ambassadeur doen?"),
        ({"omschrijving": "Mijn verhaal", "kwartaal": ""}, "In welk kwartaal?"),
        ({"omschrijving": "Mijn verhaal", "kwartaal": "7"}, "Kies kwartaal 1, 2, 3 of 4."),
        ({"omschrijving": "Mijn verhaal" + "x" * 400, "kwartaal": "1"}, "400"),
        ({"omschrijving": "Mijn verhaal", "kwartaal": "1", "actie": "onzin"}, "Fout"),
    ],
)
def test_what_is_wrong_with_a_point_stands_at_its_field(anna, concept, session, lees, velden, zin):
    antwoord = anna.stuur(f"/werkagendas/{concept.uuid}/punten", velden)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert velden["omschrijving"].strip() in antwoord.text
    assert session.exec(select(m.Agendapunt)).all() == []


def test_a_point_closes_with_a_reason_and_goes_on_next_year(anna, bestand, opdracht, vastgesteld, lees):
    punt = bestand(m.Agendapunt, werkagenda=vastgesteld, omschrijving="Een tafel")
    adres = f"/werkagendas/{vastgesteld.uuid}"
    sluiten = f"{adres}/punten/{punt.uuid}/sluiten"
    assert anna.ga(sluiten).status_code == 200
    for velden in ({"stap": "", "reden": "Mijn verhaal"}, {"stap": "doorschuiven", "reden": " "}):
        assert anna.stuur(sluiten, velden).status_code == 400
    tekst = lees(anna.stuur(sluiten, {"stap": "doorschuiven", "reden": "Geen zaal"}, follow_redirects=True))
    assert "Doorgeschoven op 14 oktober 2026: Geen zaal Nog niet opgenomen in 2027." in tekst
    assert anna.stuur(sluiten, {"stap": "vervallen", "reden": "Toch niet"}).status_code == 409
    nieuw = anna.stuur("/werkagendas/nieuw", {"opdracht": str(opdracht.uuid), "jaar": "2027"}, follow_redirects=True)
    assert "Eén punt van vorig jaar is meegekomen." in lees(nieuw)
    assert "Vervolg op 2026" in lees(nieuw)
    assert "Verder in 2027" in lees(anna.ga(adres))
    tekst = lees(anna.ga(f"/werkagendas/jaren/{opdracht.uuid}"))
    assert "Een tafel K4: doorgeschoven Geen zaal K1: open" in tekst
    assert "2026 vastgesteld 1 0 1 0 0 1 februari 2026 nog niet" in tekst


def test_a_new_point_may_go_on_with_a_closed_one_of_the_year_before(anna, bestand, opdracht, concept, session, lees):
    vorig_jaar = bestand(m.Werkagenda, opdracht=opdracht, jaar=2025)
    dicht = {"werkagenda": vorig_jaar, "gesloten_op": D(2025, 12, 1)}
    klaar = bestand(
        m.Agendapunt, **dicht, omschrijving="Tafel", status=P.GEREALISEERD, gerealiseerd_op=D(2025, 12, 1), bewijs="Verslag"
    )
    bestand(m.Agendapunt, werkagenda=vorig_jaar, omschrijving="Nog open")
    adres = f"/werkagendas/{concept.uuid}/punten"
    tekst = lees(anna.ga(adres))
    assert ("Tafel (gerealiseerd)" in tekst, "Nog open" in tekst) == (True, False)
    velden = {"omschrijving": "Tweede tafel", "kwartaal": "1", "vorig": str(klaar.uuid)}
    assert "Vervolg op 2025" in lees(anna.stuur(adres, velden, follow_redirects=True))
    assert "Vervolg op een punt" not in lees(anna.ga(adres))
    assert session.exec(select(m.Agendapunt).where(m.Agendapunt.vorig_id == klaar.id)).one().omschrijving == "Tweede tafel"


def test_the_evidence_may_be_a_meeting_that_was_held(anna, bestand, vastgesteld, session, lees):
    coalitie = bestand(m.Ontwikkelcoalitie)
    punt = bestand(m.Agendapunt, werkagenda=vastgesteld, coalitie=coalitie)
    eigen = bestand(m.Overleg, coalitie=coalitie, status=m.OverlegStatus.GEHOUDEN, onderwerp="Tafel zonder naam")
    bestand(m.Overleg, status=m.OverlegStatus.GEHOUDEN, onderwerp="Van een ander")
    adres = f"/werkagendas/{vastgesteld.uuid}/punten/{punt.uuid}/realiseren"
    tekst = lees(anna.ga(adres))
    assert ("Tafel zonder naam" in tekst, "Van een ander" in tekst) == (True, False)
    assert anna.stuur(adres, {"op": "1-1-2030", "bewijs": "Verslag"}).status_code == 400
    velden = {"op": "1 okt", "bewijs": "Verslag", "overleg": str(eigen.uuid)}
    assert "Bewijs: Verslag ( Tafel zonder naam )" in lees(anna.stuur(adres, velden, follow_redirects=True))


def test_a_point_of_another_werkagenda_is_not_touched_from_here(anna, bestand, concept):
    vreemd = bestand(m.Agendapunt)
    adres = f"/werkagendas/{concept.uuid}/punten/{vreemd.uuid}"
    for pad in ("", "/realiseren", "/sluiten"):
        assert anna.ga(adres + pad).status_code == 404
    assert anna.stuur(f"{adres}/schrappen").status_code == 404


def test_who_may_only_look_changes_nothing(lezer, bestand, concept, lees):
    punt = bestand(m.Agendapunt, werkagenda=concept)
    adres = f"/werkagendas/{concept.uuid}"
    assert "Wijzigen" not in lees(lezer.ga(adres))
    paden = ("inleiding", "vaststellen", "bespreken", "afsluiten", "punten", f"punten/{punt.uuid}")
    for pad in (*paden, f"punten/{punt.uuid}/realiseren", f"punten/{punt.uuid}/sluiten"):
        assert lezer.ga(f"{adres}/{pad}").status_code == 403
        assert lezer.stuur(f"{adres}/{pad}", {"op": "1 okt"}).status_code == 403
    assert lezer.ga("/werkagendas/nieuw").status_code == 403
    assert lezer.stuur(f"{adres}/punten/{punt.uuid}/schrappen").status_code == 403


def test_the_owner_gets_no_button_to_adopt_and_is_told_when_trying(petra, bestand, session, lees):
    agenda = bestand(m.Werkagenda, eigenaar=petra.gebruiker)
    bestand(m.Agendapunt, werkagenda=agenda)
    adres = f"/werkagendas/{agenda.uuid}"
    assert "Vaststelling door GS melden" not in lees(petra.ga(adres))
    antwoord = petra.stuur(f"{adres}/vaststellen", {"op": "1 okt"})
    assert (antwoord.status_code, "niet zelf vast" in lees(antwoord)) == (403, True)
    assert session.get(m.Werkagenda, agenda.id).status is W.CONCEPT


def test_every_page_costs_at_most_fifteen_statements_however_much_there_is(petra, bestand, concept, opdracht, database):
    punt = bestand(m.Agendapunt, werkagenda=concept, actie=bestand(m.Actie), coalitie=bestand(m.Ontwikkelcoalitie))
    adres = f"/werkagendas/{concept.uuid}"
    paden = ("/werkagendas", adres, f"/werkagendas/jaren/{opdracht.uuid}", f"{adres}/punten/{punt.uuid}", "/werkagendas/nieuw")

    def vul(aantal):
        for _ in range(aantal):
            bestand(m.Agendapunt, werkagenda=concept, actie=bestand(m.Actie), coalitie=bestand(m.Ontwikkelcoalitie))
            bestand(m.Werkagenda, opdracht=bestand(m.Opdracht))

    def tel():
        uit = []
        for pad in paden:
            with tel_opdrachten(database.engine) as opdrachten:
                assert petra.ga(pad).status_code == 200
            uit.append(len(opdrachten))
        return uit

    vul(2)
    weinig = tel()
    vul(40)
    assert tel() == weinig
    assert max(weinig) <= 15, weinig
