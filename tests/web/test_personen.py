"""Names of people from outside: only for who may see persons, on whatever page they would stand."""

import pytest

from crm import models as m

NAMEN = ("Fatima El Amrani", "Joost van Buiten", "Ineke de Graaf", "Sanne Prins")


@pytest.fixture
def paginas(bestand):
    """Every kind of dossier, each with somebody from outside on it; gives their addresses."""
    programma = bestand(m.Programma)
    actie = bestand(m.Actie, programma=programma)
    coalitie = bestand(m.Ontwikkelcoalitie, programma=programma)
    bestand(m.CoalitieActie, coalitie=coalitie, actie=actie)
    gremium = bestand(m.Gremium, programma=programma)
    organisatie = bestand(m.Organisatie, naam="Techport")
    persoon = bestand(m.Persoon, naam=NAMEN[0])
    bestand(m.Functie, persoon=persoon, organisatie=organisatie)
    bestand(m.Deelneming, coalitie=coalitie, organisatie=organisatie, persoon_id=persoon.id)
    opdracht = bestand(m.Opdracht, programma=programma, actie_id=actie.id)
    bestand(m.Rolvervulling, opdracht=opdracht, persoon=bestand(m.Persoon, naam=NAMEN[3]))
    afspraak = bestand(m.Partnerafspraak, organisatie=organisatie, coalitie_id=coalitie.id)
    adressen = ["/", "/programmas", "/coalities", "/organisaties", "/afspraken", "/overleggen", "/rapportages"]
    for bij in ({"actie_id": actie.id}, {"coalitie_id": coalitie.id}, {"gremium_id": gremium.id}):
        overleg = bestand(m.Overleg, **bij)
        bestand(m.Aanwezigheid, overleg=overleg, naam=NAMEN[0], persoon_id=persoon.id, organisatie_id=organisatie.id)
        bestand(m.Aanwezigheid, overleg=overleg, naam=NAMEN[1])
        bestand(m.Actiepunt, overleg=overleg, eigenaar_naam=NAMEN[2])
        adressen.append(f"/overleggen/{overleg.uuid}")
    soorten = {"programmas": programma, "acties": actie, "coalities": coalitie, "gremia": gremium}
    soorten |= {"organisaties": organisatie, "afspraken": afspraak}
    adressen += [f"/{soort}/{noun.uuid}" for soort, noun in soorten.items()]
    lijnen = {"actie": actie, "coalitie": coalitie, "organisatie": organisatie}
    return adressen + [f"/tijdlijn/{soort}/{noun.uuid}" for soort, noun in lijnen.items()]


def _genoemd(bezoeker, adressen):
    uit = set()
    for adres in adressen:
        antwoord = bezoeker.ga(adres)
        assert antwoord.status_code == 200, adres
        uit |= {(adres.split("/")[1], naam) for naam in NAMEN if naam in antwoord.text}
    return uit


def test_a_reader_gets_nobody_s_name_on_any_page(lezer, paginas):
    assert _genoemd(lezer, paginas) == set()


def test_who_may_see_persons_gets_the_names(petra, paginas):
    genoemd = _genoemd(petra, paginas)
    assert {naam for soort, naam in genoemd if soort == "overleggen"} == set(NAMEN[:3])
    assert ("acties", NAMEN[2]) in genoemd
    assert ("coalities", NAMEN[2]) in genoemd


def test_a_reader_sees_that_somebody_was_there_and_for_whom(lezer, bestand, lees):
    overleg = bestand(m.Overleg)
    bestand(m.Aanwezigheid, overleg=overleg, naam=NAMEN[0], organisatie=bestand(m.Organisatie, naam="Techport"))
    bestand(m.Actiepunt, overleg=overleg, eigenaar_naam=NAMEN[2])
    tekst = lees(lezer.ga(f"/overleggen/{overleg.uuid}"))
    assert "Iemand , Techport" in tekst or "Iemand, Techport" in tekst
    assert "Iemand van buiten" in tekst


def test_a_colleague_is_named_to_a_reader(lezer, petra, bestand, lees):
    overleg = bestand(m.Overleg)
    bestand(m.Actiepunt, overleg=overleg, eigenaar=petra.gebruiker, eigenaar_naam="Petra")
    assert "Petra" in lees(lezer.ga(f"/overleggen/{overleg.uuid}"))
