"""Pages of mandates: the list, the dossier, a new one, every step, and the hand-over pack."""

import datetime as dt
import re

import pytest
from sqlmodel import select

from crm import models as m
from crm.models import GebruikerRol as R
from crm.models import OpdrachtStatus as S
from tests.support.tellen import tel_opdrachten

D = dt.date
BOUW = {"soort": m.OpdrachtSoort.KETENAANJAGER, "keten": "circulair bouw", "gebied": "Noord-Holland Noord"}


@pytest.fixture
def opdracht(bestand):
    return bestand(m.Opdracht, **BOUW, status=S.ACTIEF, begint_op=D(2026, 1, 1))


def test_the_list_names_kind_chain_area_holder_end_and_evaluation(petra, lezer, bestand, opdracht, lees):
    anna = bestand(m.Persoon, naam="Anna de Boer")
    bestand(m.Rolvervulling, opdracht=opdracht, persoon=anna, van=D(2026, 1, 1))
    tot = {"wanneer": "2027-05-01", "precisie": m.Precisie.DAG, "datum_van": D(2027, 5, 1), "datum_tot": D(2027, 5, 1)}
    bestand(m.Opdracht, keten="hout", optie_jaren=1, evaluatie_jaar=2028, **tot)
    tekst = lees(petra.ga("/opdrachten"))
    for zin in (
        "circulair bouw, Noord-Holland Noord",
        "Anna de Boer sinds 1 januari 2026",
        "1 mei 2027, met optie op 1 jaar verlenging",
        "2028",
        "Geen opdrachten vragen aandacht",
    ):
        assert zin in tekst
    tekst = lees(lezer.ga("/opdrachten"))
    assert "iemand sinds 1 januari 2026" in tekst
    assert "Anna" not in tekst


def test_the_list_opens_with_what_runs_and_says_what_asks_for_attention(petra, bestand, opdracht, lees):
    bestand(m.Opdracht, keten="klaar", status=S.AFGEROND, afgerond_op=D(2026, 1, 1))
    tekst = lees(petra.ga("/opdrachten"))
    assert "1 opdracht vraagt aandacht" in tekst
    assert "Niemand vervult deze opdracht sinds 1 januari 2026." in tekst
    assert "klaar" not in tekst
    assert "klaar" in lees(petra.ga("/opdrachten?keuze=afgerond"))
    assert "circulair bouw" in lees(petra.ga("/opdrachten?keuze=aandacht"))
    assert "circulair bouw" not in lees(petra.ga("/opdrachten?keuze=alles&soort=werkambassadeur"))
    assert petra.ga("/opdrachten?keuze=onzin&soort=onzin&na=onzin").status_code == 200


def test_the_pages_of_the_list_follow_each_other(petra, bestand):
    for nummer in range(30):
        bestand(m.Opdracht, keten=f"keten {nummer}")
    eerste = petra.ga("/opdrachten").text
    volgende = re.search(r'href="(/opdrachten\?[^"]*na=[^"]+)"', eerste)[1].replace("&amp;", "&")
    tweede = petra.ga(volgende).text
    uuids = [set(re.findall(r"/opdrachten/([0-9a-f-]{36})", tekst)) for tekst in (eerste, tweede)]
    assert [len(u) for u in uuids] == [25, 5]
    assert not uuids[0] & uuids[1]


def nieuw(bestand, **anders):
    programma = anders.pop("programma", None) or bestand(m.Programma)
    return {
        "programma": str(programma.uuid),
        "soort": "ketenaanjager",
        "keten": "élektronische apparaten",
        "gebied": "Noord-Holland",
        "begint_op": "1-1-2027",
        "tot": "31 december 2028",
        "optie_jaren": "1",
        "evaluatie_jaar": "2028",
        "kenmerk": "0b1c7c0e-0000-4000-8000-00000000000a",
    } | anders


def test_a_mandate_is_granted_from_the_page_and_twice_is_once(petra, bestand, session, lees):
    programma = bestand(m.Programma)
    actie = bestand(m.Actie, programma=programma)
    assert "Proefagenda" in lees(petra.ga("/opdrachten/nieuw"))
    assert "6b Proefactie" in lees(petra.ga(f"/opdrachten/nieuw?programma={programma.uuid}"))
    velden = nieuw(bestand, programma=programma, actie=str(actie.uuid))
    tekst = lees(petra.stuur("/opdrachten/nieuw", velden, follow_redirects=True))
    assert "De opdracht staat erbij." in tekst
    assert "Ketenaanjager élektronische apparaten, Noord-Holland" in tekst
    assert "31 december 2028, met optie op 1 jaar verlenging" in tekst
    nog_eens = petra.stuur("/opdrachten/nieuw", velden, follow_redirects=True)
    assert "Deze opdracht staat er al." in lees(nog_eens)
    gemaakt = session.exec(select(m.Opdracht)).one()
    assert (gemaakt.actie_id, gemaakt.status, gemaakt.datum_tot) == (actie.id, S.GEPLAND, D(2028, 12, 31))


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"keten": " "}, "Voor welke keten is deze ketenaanjager?"),
        ({"soort": ""}, "Wat voor opdracht is het?"),
        ({"tot": "ooit"}, "‘ooit’ is geen dag."),
        ({"tot": "1-1-2026"}, "De laatste dag ligt vóór de eerste."),
        ({"keten": "x" * 121}, "120"),
        ({"optie_jaren": "veel"}, "‘veel’ is geen getal."),
    ],
    ids=str,
)
def test_what_is_wrong_with_a_mandate_stands_at_its_field_and_nothing_typed_is_lost(
    petra, bestand, session, lees, anders, zin
):
    antwoord = petra.stuur("/opdrachten/nieuw", nieuw(bestand, toelichting="Mijn verhaal") | anders)
    assert antwoord.status_code == 400
    assert zin in lees(antwoord)
    assert "Mijn verhaal" in antwoord.text
    assert session.exec(select(m.Opdracht)).all() == []


def test_a_second_mandate_for_the_same_chain_is_refused_and_keeps_what_was_typed(petra, bestand, opdracht, lees):
    velden = nieuw(bestand, keten="Circulair bouw", gebied="Noord-Holland Noord", toelichting="Nog een")
    antwoord = petra.stuur("/opdrachten/nieuw", velden)
    assert antwoord.status_code == 409
    assert "Deze opdracht is er al: ‘Ketenaanjager circulair bouw, Noord-Holland Noord’" in lees(antwoord)
    assert "Nog een" in antwoord.text


def test_a_mandate_goes_through_all_its_steps(petra, bestand, session, lees):
    opdracht = bestand(m.Opdracht, **BOUW)
    adres = f"/opdrachten/{opdracht.uuid}"
    for naam, velden, zin in (
        ("starten", {"op": "1 sep"}, "De opdracht loopt."),
        ("verlengen", {"tot": "1-7-2028", "grond": "Niet af"}, "De opdracht is verlengd."),
        ("afronden", {"op": "1 okt"}, "De opdracht is afgerond."),
        ("evalueren", {"op": "2 okt", "evaluatie": "Veel geleerd", "vervolg": "Nieuwe opdracht"}, "De evaluatie is vastgelegd."),
    ):
        assert petra.ga(f"{adres}/{naam}").status_code == 200
        assert zin in lees(petra.stuur(f"{adres}/{naam}", velden, follow_redirects=True)), naam
    tekst = lees(petra.ga(adres))
    for zin in ("Veel geleerd", "Vervolg: Nieuwe opdracht", "Niet af", "geëvalueerd tot en met 1 oktober 2026"):
        assert zin in tekst
    assert session.get(m.Opdracht, opdracht.id).begint_op == D(2026, 9, 1)


@pytest.mark.parametrize(
    ("naam", "velden", "code"),
    [
        ("starten", {}, 409),
        ("verlengen", {"tot": "1-7-2020", "grond": "Terug"}, 400),
        ("verlengen", {"tot": "1-7-2028", "grond": " "}, 400),
        ("afronden", {"op": "1-7-2028"}, 400),
        ("evalueren", {"op": "1 okt", "evaluatie": "Mijn verhaal"}, 409),
        ("aanwijzen", {"persoon": "", "van": "1 okt"}, 400),
    ],
)
def test_a_step_that_cannot_be_is_refused_and_keeps_what_was_typed(petra, opdracht, session, naam, velden, code):
    antwoord = petra.stuur(f"/opdrachten/{opdracht.uuid}/{naam}", velden)
    assert antwoord.status_code == code
    for waarde in velden.values():
        assert waarde.strip() in antwoord.text
    assert session.get(m.Opdracht, opdracht.id).status is S.ACTIEF


def test_a_holder_is_named_as_people_do(petra, bestand, opdracht, session, lees):
    adres = f"/opdrachten/{opdracht.uuid}"
    anna = bestand(m.Persoon, naam="Anna de Boër")
    velden = {"persoon": "anna de boer", "van": "1-2-2026", "toelichting": "Werkt niet op vrijdag"}
    assert "Vastgelegd is wie de opdracht vervult." in lees(petra.stuur(f"{adres}/aanwijzen", velden, follow_redirects=True))
    tekst = lees(petra.ga(adres))
    assert "niemand 1 januari 2026 31 januari 2026" in tekst
    assert "Anna de Boër Werkt niet op vrijdag 1 februari 2026 heden" in tekst
    assert "al vanaf 01-02-2026" in lees(petra.stuur(f"{adres}/aanwijzen", velden, follow_redirects=True))
    assert session.exec(select(m.Rolvervulling)).one().persoon_id == anna.id


def test_who_is_not_known_yet_is_added_with_where_that_person_works(petra, bestand, opdracht, session, lees):
    adres = f"/opdrachten/{opdracht.uuid}/aanwijzen"
    bestand(m.Organisatie, naam="Techport")
    antwoord = petra.stuur(adres, {"persoon": "Jan Nieuw", "van": "1-2-2026"})
    assert (antwoord.status_code, "kennen wij nog niet" in lees(antwoord)) == (400, True)
    onbekend = petra.stuur(adres, {"persoon": "Jan Nieuw", "van": "1-2-2026", "organisatie": "Techprt"})
    assert (onbekend.status_code, "Bedoelt u ‘Techport’" in lees(onbekend)) == (400, True)
    assert session.exec(select(m.Persoon)).all() == []
    session.rollback()
    assert petra.stuur(adres, {"persoon": "Jan Nieuw", "van": "1-2-2026", "organisatie": "techport"}).status_code == 303
    assert session.exec(select(m.Persoon)).one().naam == "Jan Nieuw"


def test_of_two_people_with_one_name_it_is_asked_where_the_person_works(petra, bestand, opdracht, session, lees):
    adres = f"/opdrachten/{opdracht.uuid}/aanwijzen"
    for naam in ("Techport", "HvA"):
        persoon = bestand(m.Persoon, naam="Jan Jansen")
        bestand(m.Functie, persoon=persoon, organisatie=bestand(m.Organisatie, naam=naam))
    velden = {"persoon": "Jan Jansen", "van": "1-2-2026"}
    antwoord = petra.stuur(adres, velden)
    assert (antwoord.status_code, "Werkt deze persoon bij ‘HvA’ of ‘Techport’?" in lees(antwoord)) == (400, True)
    assert petra.stuur(adres, velden | {"organisatie": "HvA"}).status_code == 303
    gekozen = session.exec(select(m.Functie).join(m.Organisatie).where(m.Organisatie.naam == "HvA")).one()
    assert session.exec(select(m.Rolvervulling)).one().persoon_id == gekozen.persoon_id


def test_a_colleague_follows_the_mandate(petra, opdracht, lees):
    adres = f"/opdrachten/{opdracht.uuid}"
    velden = {"eigenaar": str(petra.gebruiker.uuid)}
    assert "Gevolgd door Petra" in lees(petra.stuur(f"{adres}/toewijzen", velden, follow_redirects=True))
    assert petra.stuur(f"{adres}/toewijzen", {"eigenaar": "onzin"}).status_code == 400
    assert "Gevolgd door nog niemand" in lees(petra.stuur(f"{adres}/toewijzen", {"eigenaar": ""}, follow_redirects=True))


def test_who_may_only_look_or_work_in_the_field_changes_nothing(bezoeker, opdracht, lees):
    adres = f"/opdrachten/{opdracht.uuid}"
    for naam, rol in (("Lea", R.LEZER), ("Anna", R.AMBASSADEUR), ("Bea", R.BEHEERDER), ("Gerda", R.BESTUURSADVISEUR)):
        wie = bezoeker(naam, rol)
        assert wie.ga("/opdrachten/nieuw").status_code == 403
        assert "Afronden" not in lees(wie.ga(adres))
        for stap in ("starten", "aanwijzen", "verlengen", "afronden", "evalueren", "toewijzen"):
            assert wie.ga(f"{adres}/{stap}").status_code == 403
            assert wie.stuur(f"{adres}/{stap}", {"op": "1 okt"}).status_code == 403


def vul(bestand, opdracht, aantal):
    """A world around a mandate, with names of people in every corner of it."""
    actie = bestand(m.Actie, programma_id=opdracht.programma_id)
    agenda = bestand(m.Werkagenda, opdracht=opdracht, jaar=2000 + bestand(m.Organisatie).id)
    for nummer in range(aantal):
        coalitie = bestand(m.Ontwikkelcoalitie, nummer=str(nummer))
        bestand(m.Agendapunt, werkagenda=agenda, coalitie=coalitie, actie=actie)
        overleg = bestand(m.Overleg, coalitie=coalitie, status=m.OverlegStatus.GEHOUDEN)
        organisatie = bestand(m.Organisatie)
        bestand(m.Aanwezigheid, overleg=overleg, organisatie=organisatie, naam="Fatima El Amrani")
        bestand(m.Actiepunt, overleg=overleg, eigenaar_naam="Joost van Buiten")
        bestand(m.Partnerafspraak, coalitie=coalitie, organisatie=organisatie)
        bestand(m.Signaal, opdracht=opdracht, onderwerp=f"Signaal {nummer}")
        bestand(m.Overleg, coalitie=coalitie, begint_op=dt.datetime(2026, 12, 1, tzinfo=dt.UTC), onderwerp="Komt nog")
        dag = D(2026, 1, 1) + dt.timedelta(days=nummer)
        persoon = bestand(m.Persoon, naam="Sanne Prins")
        bestand(m.Rolvervulling, opdracht=opdracht, persoon=persoon, van=dag, tot=dag, toelichting="Hecht aan vorm")
        bestand(m.Verlenging, opdracht=opdracht)
        bestand(m.Opdracht, keten=f"keten {bestand(m.Organisatie).id}")


NAMEN = ("Fatima El Amrani", "Joost van Buiten", "Sanne Prins", "Hecht aan vorm")


def test_the_hand_over_pack_says_what_a_successor_must_know_and_names_people_only_to_who_may(
    petra, lezer, bestand, opdracht, lees
):
    vul(bestand, opdracht, 2)
    adres = f"/opdrachten/{opdracht.uuid}/overdracht"
    tekst = lees(petra.ga(adres))
    for zin in ("12 stageplekken", "Bellen", "Signaal 1", "Een tafel", "Komt nog", "Deze coalitie heeft geen aanjager.", *NAMEN):
        assert zin in tekst, zin
    tekst = lees(lezer.ga(adres))
    for zin in ("12 stageplekken", "iemand van buiten", "iemand 1 januari 2026"):
        assert zin in tekst, zin
    assert [naam for naam in NAMEN if naam in tekst] == []
    assert [naam for naam in NAMEN if naam in lees(lezer.ga(f"/opdrachten/{opdracht.uuid}"))] == []


def test_an_empty_pack_says_so(petra, bestand, lees):
    tekst = lees(petra.ga(f"/opdrachten/{bestand(m.Opdracht).uuid}/overdracht"))
    assert "Er staat geen partnerafspraak open." in tekst
    assert "Over deze opdracht is nog met niemand gesproken." in tekst


def test_every_page_costs_at_most_fifteen_statements_however_much_there_is(petra, bestand, opdracht, database):
    def tel():
        uit = []
        for pad in ("/opdrachten", f"/opdrachten/{opdracht.uuid}", f"/opdrachten/{opdracht.uuid}/overdracht"):
            with tel_opdrachten(database.engine) as opdrachten:
                assert petra.ga(pad).status_code == 200
            uit.append(len(opdrachten))
        return uit

    vul(bestand, opdracht, 2)
    weinig = tel()
    vul(bestand, opdracht, 40)
    veel = tel()
    assert weinig == veel
    assert max(veel) <= 15, veel


def test_the_pages_of_the_agenda_and_the_actie_lead_to_the_mandate_with_its_extended_term(petra, bestand, opdracht, lees):
    actie = bestand(m.Actie, programma_id=opdracht.programma_id)
    verlengd = bestand(m.Opdracht, programma_id=opdracht.programma_id, actie=actie, keten="hout", status=S.VERLENGD)
    bestand(m.Verlenging, opdracht=verlengd, tot=D(2028, 6, 30))
    bestand(m.Opdracht, programma_id=opdracht.programma_id, keten="klei", status=S.AFGEROND, afgerond_op=D(2026, 1, 1))
    programma = petra.ga("/programmas")
    adres = re.search(r"/programmas/[0-9a-f-]{36}", programma.text)[0]
    antwoord = petra.ga(adres)
    assert f'href="/opdrachten/{opdracht.uuid}"' in antwoord.text
    tekst = lees(antwoord)
    for zin in ("30 juni 2028, verlengd; was niet genoemd", "afgerond op 1 januari 2026 niemand meer"):
        assert zin in tekst, zin
    assert f'href="/opdrachten/{verlengd.uuid}"' in petra.ga(f"/acties/{actie.uuid}").text
