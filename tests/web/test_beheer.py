"""The operator's pages: what runs, what waits, what failed and why; and the buttons that mend it."""

import datetime as dt
import re

import pytest
from sqlmodel import select

from crm.models import (
    Bericht,
    BerichtStatus,
    Gebruiker,
    GebruikerRol,
    Herinnering,
    HerinneringStatus,
    Logboekregel,
    OnbestelbaarAdres,
    Taakloop,
)
from tests.factories import maak
from tests.support.tellen import tel_opdrachten

GEHEIM = "https://aanjager.voorbeeld.invalid/p/geheime-link"


@pytest.fixture
def bea(bezoeker):
    """The beheerder, signed in."""
    return bezoeker("Bea", GebruikerRol.BEHEERDER)


@pytest.fixture
def mislukt(database, nu):
    """A message of today that failed, with the reminder in it."""

    def doe(adres="ana@voorbeeld.invalid", **anders):
        with database.transaction() as session:
            wie = maak(session, Gebruiker, email=adres.lower())
            vast = {"status": BerichtStatus.MISLUKT, "fout": "550 5.7.1 geweigerd", "weigeringen": 1, "pogingen": 1}
            vast |= {"gebruiker": wie, "slot": f"overzicht:g{wie.id}:2026-10-14", "tekst": GEHEIM, "html": GEHEIM}
            bericht = maak(session, Bericht, aan=adres, **vast | anders)
            maak(session, Herinnering, bericht_id=bericht.id, status=HerinneringStatus.MISLUKT, reden="550")
            return bericht

    return doe


def vind(database, noun, **waar):
    with database.session() as session:
        return session.exec(select(noun).filter_by(**waar)).one()


def test_only_who_keeps_the_system_running_gets_in(petra, bea, mislukt):
    bericht = mislukt()
    for adres in ("/beheer", "/beheer/berichten", "/beheer/adressen", f"/beheer/berichten/{bericht.uuid}"):
        assert petra.ga(adres).status_code == 403
        assert bea.ga(adres).status_code == 200
    assert petra.stuur("/beheer/opnieuw").status_code == 403
    assert 'href="/beheer"' in bea.ga("/").text
    assert 'href="/beheer"' not in petra.ga("/").text


def test_the_pages_of_the_beheerder_lead_to_each_other(bea):
    paginas = ("/beheer", "/beheer/berichten", "/beheer/herinneringsregels", "/beheer/vrije-dagen")
    for adres in (*paginas, "/beheer/adressen"):
        nav = re.search(r'<nav class="keuzes" aria-label="Onderdelen van beheer">.*?</nav>', bea.ga(adres).text, re.DOTALL)[0]
        assert tuple(re.findall(r'href="([^"]+)"', nav)) == paginas
        assert nav.count("aria-current") == 1


def test_a_scheduler_that_does_not_run_is_said_first(bea, lees, database, nu):
    assert "De planner loopt niet" in lees(bea.ga("/beheer"))
    with database.transaction() as session:
        for taak in ("versturen", "herinneren"):
            vast = dict(taak=taak, slot="2026-10-14", uitkomst="3 verzonden", keren=12)
            session.add(Taakloop(begonnen_op=nu - dt.timedelta(minutes=5), klaar_op=nu, **vast))
    tekst = lees(bea.ga("/beheer"))
    assert "De planner loopt niet" not in tekst
    assert "3 verzonden" in tekst
    assert "12 keer die dag" in tekst
    assert "14 oktober 2026, 09.01 uur" in tekst, "the next run"


def test_a_failed_round_says_why(bea, lees, database, nu):
    with database.transaction() as session:
        session.add(Taakloop(taak="versturen", slot="2026-10-14", begonnen_op=nu, klaar_op=nu, is_mislukt=True,
                             uitkomst="niets verzonden; gestopt: Het certificaat van de mailserver klopt niet."))  # fmt: skip
    tekst = lees(bea.ga("/beheer"))
    assert "Mislukt. niets verzonden; gestopt: Het certificaat van de mailserver klopt niet." in tekst
    assert tekst.index("De taak versturen ging de laatste keer niet goed: niets verzonden") < tekst.index("Wat wacht")


def test_what_waits_too_long_is_named(bea, lees, database, nu):
    with database.transaction() as session:
        maak(session, Bericht, volgende_poging_op=nu, aangemaakt_op=nu - dt.timedelta(hours=3))
        maak(session, Bericht, volgende_poging_op=nu, aangemaakt_op=nu)
    assert "2 mails wachten op verzending" in lees(bea.ga("/beheer"))
    assert "1 wacht al langer dan twee uur" in lees(bea.ga("/beheer"))


def test_the_text_of_a_mail_is_shown_nowhere(bea, mislukt):
    bericht = mislukt()
    for adres in ("/beheer", "/beheer/berichten", f"/beheer/berichten/{bericht.uuid}"):
        assert GEHEIM not in bea.ga(adres).text


def test_what_failed_can_be_tried_again_and_pressing_twice_does_no_harm(bea, lees, mislukt, database, nu):
    bericht = mislukt()
    assert "550 5.7.1 geweigerd" in lees(bea.ga("/beheer"))
    for zin in ("staat weer klaar", "kan niet"):
        antwoord = bea.stuur(f"/beheer/berichten/{bericht.uuid}/opnieuw", {"vanaf": "beheer"}, follow_redirects=True)
        assert zin in lees(antwoord)
    nieuw = vind(database, Bericht, id=bericht.id)
    assert (nieuw.status, nieuw.weigeringen, nieuw.fout, nieuw.volgende_poging_op) == (BerichtStatus.KLAAR, 0, None, nu)
    assert vind(database, Herinnering, bericht_id=bericht.id).status is HerinneringStatus.ONDERWEG
    assert vind(database, Logboekregel, handeling="bericht.opnieuw").door_id == bea.gebruiker.id


def test_what_failed_yesterday_is_not_sent_as_it_was(bea, lees, mislukt, database):
    bericht = mislukt(slot="overzicht:g1:2026-10-13")
    antwoord = bea.stuur(f"/beheer/berichten/{bericht.uuid}/opnieuw", follow_redirects=True)
    assert "Deze mail gaat niet meer uit." in lees(antwoord)
    assert vind(database, Bericht, id=bericht.id).status is BerichtStatus.INGETROKKEN
    assert vind(database, Herinnering, reden=None).status is HerinneringStatus.GEPLAND


def test_an_address_that_mail_does_not_reach_is_opened_first(bea, lees, mislukt, database):
    bericht, ander = mislukt("Ana@voorbeeld.invalid"), mislukt("bo@voorbeeld.invalid")
    with database.transaction() as session:
        adres = maak(session, OnbestelbaarAdres, email="ana@voorbeeld.invalid", reden="550 no such user")
    tekst = lees(bea.ga("/beheer"))
    assert "550 no such user" in tekst
    assert (tekst.count("Geef eerst het adres vrij"), tekst.count("Opnieuw proberen")) == (1, 1)
    assert "Geef eerst het adres weer vrij" in lees(
        bea.stuur(f"/beheer/berichten/{bericht.uuid}/opnieuw", follow_redirects=True)
    )
    assert "1 mail staat weer klaar" in lees(bea.stuur("/beheer/opnieuw", follow_redirects=True))
    assert vind(database, Bericht, id=ander.id).status is BerichtStatus.KLAAR
    assert "Er is geen mail die opnieuw kan" in lees(bea.stuur("/beheer/opnieuw", follow_redirects=True))
    for zin in ("gaat weer mail", "al weer vrijgegeven"):
        assert zin in lees(bea.stuur(f"/beheer/adressen/{adres.uuid}/vrijgeven", follow_redirects=True))
    assert "1 mail staat weer klaar" in lees(bea.stuur("/beheer/opnieuw", follow_redirects=True))


def test_a_message_is_held_back_with_a_reason_and_does_not_come_back(bea, lees, database, nu):
    with database.transaction() as session:
        bericht = maak(session, Bericht, volgende_poging_op=nu)
        maak(session, Herinnering, bericht_id=bericht.id, status=HerinneringStatus.ONDERWEG)
    leeg = bea.stuur(f"/beheer/berichten/{bericht.uuid}/intrekken", {"reden": "  "})
    assert leeg.status_code == 400
    assert "Waarom gaat dit bericht niet uit?" in lees(leeg)
    bea.stuur(f"/beheer/berichten/{bericht.uuid}/intrekken", {"reden": "Verkeerde vergadering. Ω"})
    herinnering = vind(database, Herinnering, bericht_id=bericht.id)
    assert (herinnering.status, herinnering.reden) == (HerinneringStatus.OVERGESLAGEN, "Verkeerde vergadering. Ω")
    assert vind(database, Bericht, id=bericht.id).status is BerichtStatus.INGETROKKEN
    tweede = bea.stuur(f"/beheer/berichten/{bericht.uuid}/intrekken", {"reden": "Nog eens"})
    assert tweede.status_code == 409
    assert "Verkeerde vergadering" in lees(tweede)


def test_what_is_on_its_way_or_has_gone_cannot_be_held_back(bea, lees, database, nu):
    with database.transaction() as session:
        gegaan = maak(session, Bericht, status=BerichtStatus.VERZONDEN, verzonden_op=nu)
    assert "Tegenhouden" not in lees(bea.ga(f"/beheer/berichten/{gegaan.uuid}"))
    assert bea.stuur(f"/beheer/berichten/{gegaan.uuid}/intrekken", {"reden": "toch niet"}).status_code == 409


def test_the_list_is_filtered_and_pages_by_key(bea, lees, database, nu):
    with database.transaction() as session:
        for n in range(27):
            maak(session, Bericht, onderwerpregel=f"Overzicht {n:02}", status=BerichtStatus.VERZONDEN, verzonden_op=nu)
        maak(session, Bericht, onderwerpregel="Wacht nog", volgende_poging_op=nu)
    eerste = bea.ga("/beheer/berichten?status=verzonden")
    assert "Overzicht 26" in eerste.text
    assert "Overzicht 01" not in eerste.text
    assert "Wacht nog" not in eerste.text
    volgende = re.search(r'href="([^"]+)" rel="next"', eerste.text)[1].replace("&amp;", "&")
    assert "Overzicht 01" in bea.ga(volgende).text
    assert bea.ga("/beheer/berichten?status=onzin&soort=%E2%82%AC&na=gekkigheid").status_code == 200


def test_the_pages_cost_the_same_however_much_there_is(bea, database, mislukt, nu):
    def kosten():
        per_pagina = []
        for adres in ("/beheer", "/beheer/berichten", "/beheer/adressen", f"/beheer/berichten/{een.uuid}"):
            with tel_opdrachten(database.engine) as opdrachten:
                bea.ga(adres)
            per_pagina.append(len(opdrachten))
        return per_pagina

    een = mislukt()
    weinig = kosten()
    for n in range(22):
        mislukt(f"nummer{n}@voorbeeld.invalid")
    with database.transaction() as session:
        for _ in range(22):
            maak(session, OnbestelbaarAdres)
            maak(session, Herinnering, bericht_id=een.id, status=HerinneringStatus.MISLUKT, reden="550")
    assert kosten() == weinig
    assert max(weinig) <= 15
