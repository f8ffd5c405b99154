"""The site after `make demo`, as people walk through it: every page opens, and asks little of the database."""

import pytest

from crm.models import Bericht, BerichtStatus, Herinnering, HerinneringStatus, OnbestelbaarAdres
from tests.factories import maak
from tests.support.tellen import tel_opdrachten
from tests.support.voorbeeld import meld_aan, wandel

MEESTE = 15
VAN_DE_BEHEERDER = {
    "beheer.overzicht",
    "beheer.berichten",
    "beheer.bericht",
    "beheer.adressen",
    "herinneringsregels.lijst",
    "herinneringsregels.dossier",
    "vrije_dagen.lijst",
}


@pytest.fixture
def gestoord(voorbeeld):
    """The example, with mail that did not arrive."""
    with voorbeeld.extensions["aanjager"].database.transaction() as session:
        stand = {"status": BerichtStatus.MISLUKT, "fout": "550 5.1.1 unknown user", "pogingen": 1, "weigeringen": 1}
        bericht = maak(session, Bericht, aan="ana@voorbeeld.invalid", **stand)
        maak(session, Herinnering, bericht_id=bericht.id, status=HerinneringStatus.MISLUKT, reden="550")
        maak(session, OnbestelbaarAdres, email="ana@voorbeeld.invalid")
    return voorbeeld


@pytest.mark.parametrize("wie", ["petra", "anna", "bea"])
def test_every_page_opens_for_who_works_with_it_and_asks_at_most_fifteen_things(gestoord, wie):
    voorbeeld = gestoord
    database = voorbeeld.extensions["aanjager"].database
    client = meld_aan(voorbeeld, f"{wie}@voorbeeld.invalid")
    mislukt, duur = {}, {}

    def bezoek(adres):
        with tel_opdrachten(database.engine) as opdrachten:
            antwoord = client.get(adres)
        vragen = [opdracht for opdracht in opdrachten if opdracht.startswith(("SELECT", "WITH"))]
        # A link that leads to a page one may not open is a rude link.
        if antwoord.status_code not in (200, 302, 303):
            mislukt[adres] = antwoord.status_code
        elif len(vragen) > MEESTE and antwoord.mimetype == "text/html":
            duur[adres] = len(vragen)
        return antwoord

    bezocht = wandel(voorbeeld, bezoek)
    assert len(bezocht) > 15
    assert mislukt == {}
    assert duur == {}
    assert (wie == "bea") == (bezocht.keys() >= VAN_DE_BEHEERDER)
