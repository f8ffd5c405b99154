"""Pages of promises: the list, and confirming, delivering, putting off and closing."""

import datetime as dt
import re
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.models import AfspraakStatus as S
from crm.models import Levering, Partnerafspraak
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


def test_the_last_delivery_closes_the_promise(petra, bevestigd, lees):
    velden = {"hoeveelheid": "12", "geleverd_op": "1-10-2026", "bewijs": "Brief"}
    tekst = lees(petra.stuur(f"/afspraken/{bevestigd.uuid}/leveren", velden, follow_redirects=True))
    assert "nagekomen op 1 oktober 2026" in tekst
    assert "Afspraak sluiten" not in tekst


def test_a_new_date_keeps_the_first(petra, bevestigd, lees):
    adres = f"/afspraken/{bevestigd.uuid}/verzetten"
    assert petra.stuur(adres, {"naar": "1-1-2020", "grond": "Later"}).status_code == 400
    tekst = lees(petra.stuur(adres, {"naar": "1-3-2027", "grond": "Verbouwing"}, follow_redirects=True))
    assert "1 februari 2027 1 maart 2027 Verbouwing" in tekst


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


def test_who_may_only_look_is_refused(lezer, afspraak):
    assert lezer.stuur(f"/afspraken/{afspraak.uuid}/bevestigen", {"op": "1-10-2026"}).status_code == 403


def test_list_and_page_cost_at_most_fifteen_statements(petra, afspraak, bestand, database):
    for _ in range(10):
        bestand(Levering, afspraak=afspraak)
        bestand(Partnerafspraak)
    for adres in ("/afspraken", f"/afspraken/{afspraak.uuid}"):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(adres).status_code == 200
        assert len(opdrachten) <= 15
