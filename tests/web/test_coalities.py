"""Pages of coalities: the list, the dossier, a new one, members and steps."""

import datetime as dt

import pytest
from sqlmodel import select

from crm.models import (
    Actie,
    CoalitieActie,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    OrganisatieAlias,
    Programma,
)
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def coalitie(bestand):
    return bestand(Ontwikkelcoalitie, nummer="5a", naam="Loket")


def test_the_list_is_in_natural_order_and_can_be_one_status(petra, bestand, lees):
    programma = bestand(Programma)
    for nummer, naam in (("10", "Tiende"), ("2", "Tweede"), ("5b", "Vijfde")):
        bestand(Ontwikkelcoalitie, programma=programma, nummer=nummer, naam=naam)
    bestand(Ontwikkelcoalitie, programma=programma, nummer="1", naam="Eerste", status=CoalitieStatus.VORMING)
    tekst = lees(petra.ga("/coalities"))
    plaatsen = [tekst.index(naam) for naam in ("Eerste", "Tweede", "Vijfde", "Tiende")]
    assert plaatsen == sorted(plaatsen)
    gefilterd = lees(petra.ga("/coalities?status=vorming"))
    assert "Eerste" in gefilterd
    assert "Tweede" not in gefilterd
    assert petra.ga("/coalities?status=onzin").status_code == 200


def test_the_missing_party_is_named(petra, coalitie, bestand, lees):
    bestand(Deelneming, coalitie=coalitie, organisatie=bestand(Organisatie, helix=Helix.ONDERWIJS))
    assert "Nog niet aan tafel: overheid en bedrijf." in lees(petra.ga(f"/coalities/{coalitie.uuid}"))


def test_a_coalitie_is_founded_on_the_acties_that_were_ticked(petra, bestand, session, lees):
    programma = bestand(Programma)
    acties = [bestand(Actie, programma=programma, nummer=n) for n in ("2a", "6b")]
    assert "Proefagenda" in lees(petra.ga("/coalities/nieuw"))
    assert "6b Proefactie" in lees(petra.ga(f"/coalities/nieuw?programma={programma.uuid}"))
    velden = {
        "programma": str(programma.uuid),
        "naam": "Loket",
        "nummer": "5a",
        "acties-1-uuid": str(acties[1].uuid),
    }
    assert "in verkenning" in lees(petra.stuur("/coalities/nieuw", velden, follow_redirects=True))
    assert session.exec(select(Ontwikkelcoalitie)).one().nummer == "5a"
    assert [koppel.actie_id for koppel in session.exec(select(CoalitieActie))] == [acties[1].id]


def test_a_coalitie_without_a_name_is_refused_and_keeps_the_ticks(petra, bestand, session):
    programma = bestand(Programma)
    actie = bestand(Actie, programma=programma)
    velden = {"programma": str(programma.uuid), "doelstelling": "Iedereen", "acties-0-uuid": str(actie.uuid)}
    antwoord = petra.stuur("/coalities/nieuw", velden)
    assert antwoord.status_code == 400
    assert f'value="{actie.uuid}" checked' in antwoord.text
    assert "Iedereen" in antwoord.text
    assert session.exec(select(Ontwikkelcoalitie)).all() == []


def test_a_member_is_found_by_another_name(petra, coalitie, bestand, session):
    organisatie = bestand(Organisatie, naam="Ontwikkelingsbedrijf Noord-Holland Noord")
    bestand(OrganisatieAlias, organisatie=organisatie, naam="ONHN")
    velden = {"organisatie": "onhn", "rol": "lid", "van": "1-10-2026"}
    assert petra.stuur(f"/coalities/{coalitie.uuid}/leden", velden).status_code == 303
    lid = session.exec(select(Deelneming)).one()
    assert (lid.organisatie_id, lid.van) == (organisatie.id, dt.date(2026, 10, 1))


def test_a_name_that_is_not_known_gets_a_proposal(petra, coalitie, bestand, lees):
    bestand(Organisatie, naam="ROM InWest")
    velden = {"organisatie": "Rom Inwst", "rol": "lid", "van": "1-10-2026"}
    antwoord = petra.stuur(f"/coalities/{coalitie.uuid}/leden", velden)
    assert antwoord.status_code == 400
    assert "Bedoelt u ‘ROM InWest’?" in lees(antwoord)
    assert 'value="Rom Inwst"' in antwoord.text


def test_vorming_asks_for_an_aanjager_first(petra, coalitie, bestand, session, lees):
    adres = f"/coalities/{coalitie.uuid}"
    assert "eerst een aanjager" in lees(
        petra.stuur(f"{adres}/stap", {"stap": "vormen"}, follow_redirects=True)
    )
    bestand(Deelneming, coalitie=coalitie, rol=DeelnemerRol.AANJAGER)
    assert "De coalitie is nu in vorming." in lees(
        petra.stuur(f"{adres}/stap", {"stap": "vormen"}, follow_redirects=True)
    )
    assert session.get(Ontwikkelcoalitie, coalitie.id).status is CoalitieStatus.VORMING
    assert "Purpose case starten" in lees(petra.ga(adres))


@pytest.mark.parametrize("stap", ["beeindigen", "afronden", "onzin", ""])
def test_a_step_that_has_no_button_is_refused(petra, coalitie, lees, stap):
    antwoord = petra.stuur(f"/coalities/{coalitie.uuid}/stap", {"stap": stap}, follow_redirects=True)
    assert "Deze stap kennen wij niet." in lees(antwoord)


def test_ending_asks_for_a_reason_and_keeps_the_coalitie_in_sight(petra, coalitie, session, lees):
    adres = f"/coalities/{coalitie.uuid}"
    assert petra.stuur(f"{adres}/beeindigen", {"op": "1-10-2026", "reden": " "}).status_code == 400
    velden = {"op": "1-10-2026", "reden": "Onvoldoende draagvlak"}
    tekst = lees(petra.stuur(f"{adres}/beeindigen", velden, follow_redirects=True))
    assert "Beëindigd op 1 oktober 2026: Onvoldoende draagvlak" in tekst
    assert "Purpose case starten" not in tekst
    assert petra.stuur(f"{adres}/beeindigen", velden).status_code == 409
    assert session.get(Ontwikkelcoalitie, coalitie.id).status is CoalitieStatus.BEEINDIGD


def test_a_member_leaves_and_stays_in_history(petra, coalitie, bestand, lees):
    lid = bestand(Deelneming, coalitie=coalitie)
    adres = f"/coalities/{coalitie.uuid}"
    assert petra.ga(f"{adres}/leden/{lid.uuid}").status_code == 200
    assert petra.stuur(f"{adres}/leden/{lid.uuid}", {"tot": "1-1-2020"}).status_code == 400
    tekst = lees(petra.stuur(f"{adres}/leden/{lid.uuid}", {"tot": "10-10-2026"}, follow_redirects=True))
    assert "Deden eerder mee (1)" in tekst


def test_a_member_of_another_coalitie_does_not_leave_from_here(petra, coalitie, bestand, session):
    vreemd = bestand(Deelneming, coalitie=bestand(Ontwikkelcoalitie, nummer="9"))
    adres = f"/coalities/{coalitie.uuid}/leden/{vreemd.uuid}"
    assert petra.ga(adres).status_code == 404
    assert petra.stuur(adres, {"tot": "10-10-2026"}).status_code == 404
    assert session.get(Deelneming, vreemd.id).tot is None


def test_who_may_only_look_changes_nothing(lezer, coalitie):
    adres = f"/coalities/{coalitie.uuid}"
    assert lezer.ga(adres).status_code == 200
    for pad in ("leden", "beeindigen"):
        assert lezer.ga(f"{adres}/{pad}").status_code == 403
    assert lezer.ga("/coalities/nieuw").status_code == 403


def test_list_and_page_cost_at_most_fifteen_statements(petra, coalitie, bestand, database):
    for _ in range(8):
        bestand(Deelneming, coalitie=coalitie)
        bestand(Ontwikkelcoalitie)
    for adres in ("/coalities", f"/coalities/{coalitie.uuid}"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(adres).status_code == 200
        assert len(opdrachten) <= 15
