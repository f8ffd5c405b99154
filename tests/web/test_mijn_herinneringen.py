"""One's own reminders on the site: what waits, what was sent, later, away, and unsubscribing from a mail."""

import datetime as dt
import re

import pytest
from sqlmodel import select

from crm import models as m
from crm.http.papier import briefpapier
from crm.models import BerichtStatus, HerinneringStatus
from crm.queries.brieven import afmeldadres
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def regel(bestand):
    return bestand(m.Herinneringsregel)


@pytest.fixture
def herinner(bestand, petra, regel):
    """A reminder to Petra about a new promise."""

    def doe(naam="Techport", **anders):
        afspraak = bestand(m.Partnerafspraak, organisatie=bestand(m.Organisatie, naam=naam))
        wat = {"onderwerp_id": afspraak.id, "onderwerp_uuid": afspraak.uuid, "gebruiker": petra.gebruiker}
        return bestand(m.Herinnering, regel=regel, stap=bestand(m.Regelstap, regel=regel), **wat, **anders)

    return doe


@pytest.fixture
def alle(database):
    def doe(noun):
        with database.session() as session:
            return list(session.exec(select(noun).order_by(noun.id)))

    return doe


def test_what_waits_says_what_why_and_leads_to_the_dossier(petra, herinner, lees):
    h = herinner('<script>alert(1)</script> {{7*7}}')
    antwoord = petra.ga("/herinneringen")
    assert "<script>alert" not in antwoord.text
    assert f"/afspraken/{h.onderwerp_uuid}" in antwoord.text
    tekst = lees(antwoord).replace("\u00a0", " ")
    assert "{{7*7}}, uiterlijk 1 september 2026 (43 dagen te laat)" in tekst
    assert "te laat" in tekst
    assert f"/herinneringen/{h.uuid}/uitstellen" in antwoord.text


def test_a_reminder_is_put_off_to_tomorrow_and_what_was_typed_wrong_stays(petra, herinner, alle, lees):
    adres = f"/herinneringen/{herinner().uuid}/uitstellen"
    pagina = lees(petra.ga(adres))
    assert "Morgen, donderdag 15 oktober 2026" in pagina
    assert "Over een week, woensdag 21 oktober 2026" in pagina
    for fout in ("gisteren", "1-1-2020", "", "x" * 5000):
        antwoord = petra.stuur(adres, {"tot": fout})
        assert antwoord.status_code == 400
        assert f'value="{fout}"' in antwoord.text
    assert petra.stuur(adres, {"tot": "2026-10-15"}).headers["Location"] == "/herinneringen"
    assert petra.stuur(adres, {"tot": "2026-10-15"}).status_code == 303
    assert [(h.ronde, str(h.status)) for h in alle(m.Herinnering)] == [(1, "overgeslagen"), (2, "gepland")]


def test_nobody_sees_or_puts_off_what_another_gets(bram, petra, herinner, bestand, nu):
    adres = f"/herinneringen/{herinner().uuid}/uitstellen"
    assert bram.ga(adres).status_code == 403
    assert bram.stuur(adres, {"tot": "2026-10-15"}).status_code == 403
    mail = bestand(m.Bericht, gebruiker=petra.gebruiker, status=BerichtStatus.VERZONDEN, verzonden_op=nu)
    assert petra.ga(f"/herinneringen/gestuurd/{mail.uuid}").status_code == 200
    assert bram.ga(f"/herinneringen/gestuurd/{mail.uuid}").status_code == 404


def test_what_was_sent_pages_by_key_and_can_be_read_again(petra, bestand, nu, lees):
    for n in range(27):
        bestand(
            m.Bericht, gebruiker=petra.gebruiker, status=BerichtStatus.VERZONDEN, onderwerpregel=f"Mail {n}.",
            verzonden_op=nu - dt.timedelta(days=n // 2), tekst="Regel een\nRegel twee",
        )  # fmt: skip
    eerste = petra.ga("/herinneringen/gestuurd")
    volgende = re.search(r'href="(/herinneringen/gestuurd\?na=[^"]+)" rel="next"', eerste.text)[1]
    gezien = [re.findall(r"Mail \d+\.", lees(pagina)) for pagina in (eerste, petra.ga(volgende))]
    assert [len(set(blad)) for blad in gezien] == [25, 2]
    assert len(set(gezien[0] + gezien[1])) == 27
    assert petra.ga("/herinneringen/gestuurd?na=rommel").status_code == 200


def test_what_was_not_sent_says_why(petra, herinner, lees):
    herinner(status=HerinneringStatus.OVERGESLAGEN, reden="Uitgezet door u.")
    herinner("Horizon", status=HerinneringStatus.MISLUKT, reden="De mailserver weigerde.")
    tekst = lees(petra.ga("/herinneringen/niet-gestuurd"))
    assert "Uitgezet door u." in tekst
    assert "Het versturen is mislukt. De mailserver weigerde." in tekst


def test_a_kind_is_switched_off_and_on_by_button_and_mandatory_ones_are_not(petra, regel, bestand, alle, lees):
    bestand(m.Herinneringsregel, onderwerp=m.RegelOnderwerp.PC_WETTELIJK, is_verplicht=True)
    pagina = lees(petra.ga("/herinneringen/instellen"))
    assert "Wettelijke termijnen aan, verplicht kan niet uit" in pagina
    for stand, aantal in (("uit", 1), ("uit", 1), ("aan", 0), ("aan", 0)):
        assert petra.stuur(f"/herinneringen/soorten/{stand}", {"onderwerp": "afspraak"}).status_code == 303
        assert len(alle(m.Demping)) == aantal
    petra.stuur("/herinneringen/soorten/uit", {"onderwerp": "pc_wettelijk"})
    assert alle(m.Demping) == []
    assert "verplicht; u kunt ze niet uitzetten" in lees(petra.ga("/herinneringen/instellen"))
    assert petra.stuur("/herinneringen/soorten/uit", {"onderwerp": "onzin"}).status_code == 404


def test_an_absence_is_set_and_taken_away_and_a_mistake_keeps_what_was_typed(petra, bram, alle, lees):
    fout = petra.stuur("/herinneringen/afwezigheid", {"van": "20 oktober 2026", "tot": "19-10-2026"})
    assert fout.status_code == 400
    assert 'value="20 oktober 2026"' in fout.text
    goed = {"van": "12-10-2026", "tot": "16-10-2026"}
    assert [petra.stuur("/herinneringen/afwezigheid", goed).status_code for _ in range(2)] == [303, 303]
    (term,) = alle(m.Afwezigheid)
    assert "U bent afwezig tot en met 16 oktober 2026" in lees(petra.ga("/herinneringen"))
    bram.stuur(f"/herinneringen/afwezigheid/{term.uuid}/intrekken")
    assert alle(m.Afwezigheid)[0].tot == term.tot
    petra.stuur(f"/herinneringen/afwezigheid/{term.uuid}/intrekken")
    assert alle(m.Afwezigheid)[0].tot == dt.date(2026, 10, 13)


def test_the_page_costs_the_same_with_two_and_with_twenty(petra, herinner, database):
    def kosten(pad):
        with tel_opdrachten(database.engine) as opdrachten:
            assert petra.ga(pad).status_code == 200
        return len(opdrachten)

    paden = ("/herinneringen", "/herinneringen/niet-gestuurd", "/herinneringen/gestuurd", "/herinneringen/instellen")
    for n in range(2):
        herinner(f"Partner {n}")
        herinner(f"Partner x{n}", status=HerinneringStatus.OVERGESLAGEN, reden="Later")
    weinig = [kosten(pad) for pad in paden]
    for n in range(2, 20):
        herinner(f"Partner {n}")
        herinner(f"Partner x{n}", status=HerinneringStatus.OVERGESLAGEN, reden="Later")
    assert [kosten(pad) for pad in paden] == weinig
    assert max(weinig) <= 15


# --- unsubscribing ---


@pytest.fixture
def afmelden(instellingen, bestand, regel):
    """The path of the link in a mail to this receiver."""

    def doe(**aan):
        mail = bestand(m.Bericht, **aan)
        return "/" + afmeldadres(briefpapier(instellingen), mail.uuid).split("/", 3)[3]

    return doe


def test_looking_unsubscribes_nobody(client, afmelden, bestand, alle, lees):
    adres = afmelden(gebruiker=None, persoon=bestand(m.Persoon))
    for _ in range(2):
        assert "Herinneringen uitzetten?" in lees(client.get(adres))
    client.head(adres)
    assert alle(m.Demping) == []


def test_a_mail_program_unsubscribes_with_one_click_without_a_cookie(app, afmelden, petra, alle):
    adres = afmelden(gebruiker=petra.gebruiker)
    for _ in range(2):
        antwoord = app.test_client().post(adres, data={"List-Unsubscribe": "One-Click"})
        assert antwoord.status_code == 200
        assert "Set-Cookie" not in antwoord.headers
    (demping,) = alle(m.Demping)
    assert (demping.gebruiker_id, demping.onderwerp) == (petra.gebruiker.id, m.RegelOnderwerp.AFSPRAAK)


def test_what_is_mandatory_is_not_unsubscribed_from(client, afmelden, petra, bestand, alle, lees):
    bestand(m.Herinneringsregel, onderwerp=m.RegelOnderwerp.PC_WETTELIJK, is_verplicht=True)
    adres = afmelden(gebruiker=petra.gebruiker)
    assert "behalve over wat verplicht is" in lees(client.get(adres))
    assert "behalve over wat verplicht is" in lees(client.post(adres))
    assert [demping.onderwerp for demping in alle(m.Demping)] == [m.RegelOnderwerp.AFSPRAAK]


def test_who_unsubscribed_by_mistake_comes_back_by_the_same_link(client, afmelden, bestand, alle, lees):
    adres = afmelden(gebruiker=None, persoon=bestand(m.Persoon))
    assert "Herinneringen staan uit" in lees(client.post(adres))
    assert "U krijgt geen herinneringen meer" in lees(client.get(adres))
    assert "U krijgt weer herinneringen" in lees(client.post(adres, data={"weer": "ja"}))
    assert alle(m.Demping) == []


def test_a_mark_that_we_did_not_make_for_this_does_nothing(client, app, afmelden, bestand, alle, instellingen):
    mail = bestand(m.Bericht)
    anders = briefpapier(instellingen).tekenaar.teken("partner", mail.uuid)
    for teken in ("rommel", anders, afmelden().rsplit("/", 1)[1][:-2]):
        for antwoord in (client.get(f"/uitschrijven/{teken}"), client.post(f"/uitschrijven/{teken}")):
            assert antwoord.status_code == 404
    assert alle(m.Demping) == []


def test_the_panel_of_the_account_leads_to_ones_reminders(petra):
    assert '<a href="/herinneringen">Mijn herinneringen</a>' in petra.ga("/").text
