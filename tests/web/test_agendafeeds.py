"""Calendars that follow this site: the addresses somebody has, and what is behind them."""

import datetime as dt
import logging
import re

import icalendar
import pytest
import vobject
from sqlmodel import select

from crm import models as m
from crm.http.zonder_tekens import verberg
from crm.models import AMSTERDAM
from crm.models.gebruiker import hash_teken
from tests.support.tellen import tel_opdrachten


def om(dag, uur=10, maand=10):
    return dt.datetime(2026, maand, dag, uur, tzinfo=AMSTERDAM)


@pytest.fixture
def adres_van():
    """Makes an address on the page, and gives it as somebody would copy it, without the host."""

    def doe(bezoeker, soort="eigen", **velden):
        pagina = bezoeker.stuur("/agendafeeds", {"soort": soort, **velden}, follow_redirects=True)
        return re.search(r'value="http://[^/]+(/agenda/[^"]+\.ics)"', pagina.text)[1]

    return doe


@pytest.fixture
def lees_feed(client):
    """The events of a feed by their title, as a calendar without a cookie gets them."""

    def doe(adres):
        antwoord = client.get(adres)
        assert antwoord.status_code == 200
        agenda = icalendar.Calendar.from_ical(antwoord.data)
        return {str(deel["SUMMARY"]): deel for deel in agenda.walk("VEVENT")}

    return doe


def test_an_address_is_shown_once_and_gives_what_i_organise(petra, bestand, adres_van, lees_feed, lees):
    overleg = bestand(m.Overleg, onderwerp="Tafel", begint_op=om(20), eigenaar=petra.gebruiker, locatie="Haarlem")
    bestand(m.Overleg, onderwerp="Van een ander", begint_op=om(20))
    adres = adres_van(petra)
    assert re.fullmatch(r"/agenda/[\w-]{43}/mijn-agenda\.ics", adres)
    assert adres not in petra.ga("/agendafeeds").text
    (afspraak,) = lees_feed(adres).values()
    assert afspraak["UID"] == f"{overleg.uuid}@voorbeeld.invalid"
    assert afspraak["DTSTART"].dt == om(20)
    assert str(afspraak["URL"]).endswith(f"/overleggen/{overleg.uuid}")
    assert "Mijn overleggen en termijnen" in lees(petra.ga("/agendafeeds"))


def test_the_database_keeps_only_the_hash(petra, adres_van, database):
    teken = adres_van(petra).split("/")[2]
    with database.session() as session:
        feed = session.exec(select(m.Agendafeed)).one()
    assert feed.teken_hash == hash_teken(teken)
    assert teken not in str(feed.model_dump())


def test_the_answer_says_what_calendars_need(petra, adres_van, client):
    antwoord = client.get(adres_van(petra))
    assert antwoord.headers["Content-Type"] == "text/calendar; charset=utf-8"
    assert "private" in antwoord.headers["Cache-Control"]
    assert antwoord.headers["ETag"]
    assert antwoord.headers["Last-Modified"]
    assert b"METHOD:PUBLISH\r\n" in antwoord.data
    assert client.head(adres_van(petra, "pc_kalender")).status_code == 200


def test_a_calendar_that_has_it_gets_304_until_something_changes(petra, bestand, adres_van, client):
    overleg = bestand(m.Overleg, onderwerp="Tafel", begint_op=om(20), eigenaar=petra.gebruiker)
    adres = adres_van(petra)
    eerst = client.get(adres)
    gezien = {"If-None-Match": eerst.headers["ETag"]}
    opnieuw = client.get(adres, headers=gezien)
    assert (opnieuw.status_code, opnieuw.data) == (304, b"")
    assert client.get(adres, headers={"If-Modified-Since": eerst.headers["Last-Modified"]}).status_code == 304
    assert petra.stuur(f"/overleggen/{overleg.uuid}/afgelasten", {"reden": "Ziek"}).status_code == 302
    assert client.get(adres, headers=gezien).status_code == 200


def test_a_meeting_is_one_appointment_from_the_plan_until_thirty_days_after_it_was_called_off(
    petra, adres_van, client, app, nu
):
    plan = {"begint_op": "28-11-2026 14:00", "onderwerp": "Tafel", "eindigt_op": "15:30"}
    adres, overleg = adres_van(petra), petra.stuur("/overleggen/plannen", plan).headers["Location"]

    def gezien(na=dt.timedelta(0)):
        app.config["KLOK"] = lambda: nu + na
        events = vobject.readOne(client.get(adres).data.decode()).contents.get("vevent", [])
        return [(e.uid.value, int(e.sequence.value), e.status.value, e.dtstart.value) for e in events]

    (gepland,) = gezien()
    petra.stuur(f"{overleg}/verzetten", {"begint_op": "29-11-2026 02:30", "versie": "1"})
    (verzet,) = gezien()
    petra.stuur(f"{overleg}/afgelasten", {"reden": "Ziek"})
    (af,) = gezien(dt.timedelta(days=29, hours=23))
    assert gepland[0] == verzet[0] == af[0]
    assert gepland[1:] == (0, "CONFIRMED", om(28, 14, 11))
    assert verzet[1:] == (1, "CONFIRMED", om(29, 2, 11) + dt.timedelta(minutes=30))
    assert af[1:] == (2, "CANCELLED", verzet[3])
    assert gezien(dt.timedelta(days=30)) == []


@pytest.mark.parametrize("soort", [str(soort) for soort in m.FeedSoort])
def test_every_kind_of_feed_is_the_same_to_a_reader_that_is_not_ours(petra, bestand, adres_van, client, soort):
    coalitie, opdracht = bestand(m.Ontwikkelcoalitie, naam="Brûlée"), bestand(m.Opdracht, eigenaar=petra.gebruiker)
    bestand(m.Agendapunt, werkagenda=bestand(m.Werkagenda, opdracht=opdracht, jaar=2026), coalitie=coalitie, kwartaal=4)
    titel = "Één overleg over crème brûlée, ‘geld’; en nog een lange regel die over de vijfenzeventig octetten gaat: €"
    # Both weekends in which the clock changes, at half past two as far as that is there.
    for moment in ("2026-10-25T00:30Z", "2026-10-25T01:30Z", "2027-03-28T01:30Z"):
        begin = dt.datetime.fromisoformat(moment)
        bestand(m.Overleg, onderwerp=titel, begint_op=begin, coalitie=coalitie, eigenaar=petra.gebruiker)
    bestand(m.PcProduct, peildatum=dt.date(2027, 3, 28), gs_datum=dt.date(2026, 12, 31))
    dossier = {"coalitie": {"coalitie": coalitie.uuid}, "opdracht": {"opdracht": opdracht.uuid}}.get(soort, {})
    inhoud = client.get(adres_van(petra, soort, **dossier)).data
    assert max(len(regel) for regel in inhoud.split(b"\r\n")) <= 75
    onze = icalendar.Calendar.from_ical(inhoud).walk("VEVENT")
    ander = vobject.readOne(inhoud.decode()).vevent_list
    velden = ("UID", "SUMMARY", "SEQUENCE", "STATUS", "URL", "TRANSP", "CLASS")
    for deel, zelfde in zip(onze, ander, strict=True):
        assert [str(deel[veld]) for veld in velden] == [str(zelfde.contents[veld.lower()][0].value) for veld in velden]
        for veld in ("DTSTART", "DTEND"):
            assert deel[veld].dt == zelfde.contents[veld.lower()][0].value
    momenten = [d["DTSTART"].dt.astimezone(AMSTERDAM) for d in onze if isinstance(d["DTSTART"].dt, dt.datetime)]
    if soort != "pc_kalender":
        assert [f"{moment:%d-%m %H:%M %z}" for moment in momenten] == [
            "25-10 02:30 +0200",
            "25-10 02:30 +0100",
            "28-03 03:30 +0200",
        ]


@pytest.mark.parametrize("wat", ["ingetrokken", "vervangen", "niet meer actief", "zonder rol", "onbekend"])
def test_an_address_that_does_not_count_any_more_leads_nowhere(petra, adres_van, client, database, wat):
    adres = adres_van(petra)
    assert client.get(adres).status_code == 200
    with database.transaction() as session:
        feed = session.exec(select(m.Agendafeed)).one()
        wie = session.get(m.Gebruiker, petra.gebruiker.id)
        if wat == "niet meer actief":
            wie.is_actief = False
        if wat == "zonder rol":
            wie.rollen = []
    if wat in ("ingetrokken", "vervangen"):
        petra.stuur(f"/agendafeeds/{feed.uuid}/{wat.replace('ingetrokken', 'intrekken').replace('vervangen', 'vervangen')}")
    if wat == "onbekend":
        adres = adres.replace(adres.split("/")[2], "x" * 43)
    assert client.get(adres).status_code == 404


def test_a_replaced_address_is_shown_and_works(petra, adres_van, client, database):
    adres_van(petra)
    with database.session() as session:
        feed = session.exec(select(m.Agendafeed)).one()
    pagina = petra.stuur(f"/agendafeeds/{feed.uuid}/vervangen", follow_redirects=True)
    nieuw = re.search(r'value="http://[^/]+(/agenda/[^"]+\.ics)"', pagina.text)[1]
    assert client.get(nieuw).status_code == 200


def test_the_same_button_twice_makes_one_address(petra, adres_van, lees, database):
    adres_van(petra)
    assert "U hebt hier al een adres voor" in lees(
        petra.stuur("/agendafeeds", {"soort": "eigen"}, follow_redirects=True)
    )
    with database.session() as session:
        assert len(session.exec(select(m.Agendafeed)).all()) == 1


def test_nobody_ends_the_address_of_somebody_else(petra, bram, adres_van, client, database):
    adres = adres_van(petra)
    with database.session() as session:
        feed = session.exec(select(m.Agendafeed)).one()
    for daad in ("intrekken", "vervangen"):
        assert bram.stuur(f"/agendafeeds/{feed.uuid}/{daad}").status_code == 403
    assert client.get(adres).status_code == 200
    assert "Mijn overleggen" not in re.sub(r"(?s)<h2 id=\"maken\">.*", "", bram.ga("/agendafeeds").text)


@pytest.mark.parametrize(
    "velden",
    [{}, {"soort": "alles"}, {"soort": "opdracht"}, {"soort": "eigen", "coalitie": "0b0d8a52-6bd2-4f51-9c8e-0d1a1f8f7a11"}],
)
def test_an_address_of_nothing_is_refused_in_a_sentence(petra, velden):
    antwoord = petra.stuur("/agendafeeds", velden)
    assert antwoord.status_code == 400
    assert 'role="alert"' in antwoord.text


def test_a_coalitie_and_an_opdracht_lead_to_an_address_of_their_own(petra, bestand, adres_van, lees_feed):
    coalitie = bestand(m.Ontwikkelcoalitie, nummer="5a", naam="Bouw & Wonen")
    opdracht = bestand(m.Opdracht, soort=m.OpdrachtSoort.WERKAMBASSADEUR)
    bestand(m.Overleg, onderwerp="Van de coalitie", begint_op=om(20), coalitie=coalitie)
    assert f"/agendafeeds?coalitie={coalitie.uuid}" in petra.ga(f"/coalities/{coalitie.uuid}").text
    assert f"/agendafeeds?opdracht={opdracht.uuid}" in petra.ga(f"/opdrachten/{opdracht.uuid}").text
    assert str(coalitie.uuid) in petra.ga(f"/agendafeeds?coalitie={coalitie.uuid}").text
    adres = adres_van(petra, "coalitie", coalitie=coalitie.uuid)
    assert adres.endswith("/coalitie-5a-bouw-wonen.ics")
    assert set(lees_feed(adres)) == {"Van de coalitie"}
    assert adres_van(petra, "opdracht", opdracht=opdracht.uuid).endswith("/werkambassadeur.ics")


def test_it_is_written_down_once_a_day_that_an_address_is_used(petra, adres_van, client, database, app, nu):
    adres = adres_van(petra)

    def gebruikt():
        client.get(adres)
        with database.session() as session:
            return session.exec(select(m.Agendafeed.laatst_gebruikt_op)).one()

    assert gebruikt() == nu
    app.config["KLOK"] = lambda: nu + dt.timedelta(hours=5)
    assert gebruikt() == nu
    app.config["KLOK"] = lambda: nu + dt.timedelta(hours=25)
    assert gebruikt() == nu + dt.timedelta(hours=25)


def test_the_key_stays_out_of_every_log(app, petra, adres_van, client, caplog, monkeypatch):
    adres = adres_van(petra)
    teken = adres.split("/")[2]
    for naam in ("gunicorn.access", "werkzeug"):
        logging.getLogger(naam).warning('127.0.0.1 "GET %s HTTP/1.1" 200', adres)
    monkeypatch.setattr("crm.web.agendafeeds.agenda", lambda *_args: 1 / 0)
    app.config["PROPAGATE_EXCEPTIONS"] = False
    app.config["TESTING"] = False
    assert client.get(adres).status_code == 500
    assert "/agenda/…/mijn-agenda.ics" in caplog.text
    assert teken not in caplog.text
    assert verberg("GET /agenda/kort en /p/eenheellangteken/ja") == "GET /agenda/kort en /p/…/ja"


def test_a_feed_and_the_page_cost_the_same_however_much_is_in_it(petra, bestand, adres_van, client, database):
    adres = adres_van(petra)
    client.get(adres)

    def kosten(aantal):
        for _ in range(aantal):
            overleg = bestand(m.Overleg, begint_op=om(20), eigenaar=petra.gebruiker)
            bestand(m.Actiepunt, overleg=overleg, eigenaar=petra.gebruiker)
        with tel_opdrachten(database.engine) as opdrachten:
            assert client.get(adres).data.count(b"BEGIN:VEVENT") >= 2 * aantal
        with tel_opdrachten(database.engine) as pagina:
            petra.ga("/agendafeeds")
        return len(opdrachten), len(pagina)

    assert kosten(2) == kosten(20)
    assert max(kosten(1)) <= 15
