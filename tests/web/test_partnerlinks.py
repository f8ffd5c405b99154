"""The page behind a link in a mail to a partner: what it shows, what it does once, and all that must not get through."""

import datetime as dt
import logging
from decimal import Decimal
from types import SimpleNamespace

import pytest
from sqlmodel import select

from crm.errors import DomainError
from crm.http.papier import briefpapier
from crm.models import (
    AfspraakStatus,
    Bericht,
    Bijlage,
    Gebruiker,
    LinkDoel,
    Logboekregel,
    MeldingStatus,
    Organisatie,
    Partnerafspraak,
    Partnerlink,
    Partnermelding,
    Persoon,
)
from tests.factories import maak, maak_gebruiker
from tests.support import bestanden
from tests.support.tellen import tel_opdrachten

B, L, V = LinkDoel.BEVESTIGEN, LinkDoel.LEVEREN, LinkDoel.VERZETTEN
PDF = bestanden.pdf()
GOED = {
    B: {},
    L: {"hoeveelheid": "5", "geleverd_op": "1-10-2026", "tekst": "Vijf leerlingen"},
    V: {"nieuwe_datum": "1-5-2027", "tekst": "Ziek"},
}


@pytest.fixture
def papier(instellingen):
    return briefpapier(instellingen)


@pytest.fixture
def partner(database, papier):
    """Makes a link for this purpose: `.adres` is where the mail leads."""

    def doe(doel=L, **anders):
        with database.transaction() as session:
            stand = {} if doel is B else {"status": AfspraakStatus.BEVESTIGD, "bevestigd_op": dt.date(2026, 9, 2)}
            petra = session.exec(select(Gebruiker).where(Gebruiker.naam == "Petra")).unique().first()
            techport = maak(session, Organisatie, naam="Techport <b>vet</b>")
            jan = maak(session, Persoon, naam="Jan Jansen", email="jan@partner.invalid")
            afspraak = maak(
                session,
                Partnerafspraak,
                organisatie=techport,
                contact=jan,
                eigenaar=petra or maak_gebruiker(session, "Petra"),
                **stand,
            )
            link = maak(session, Partnerlink, afspraak=afspraak, persoon=jan, doel=doel, **anders)
        adres = f"/p/{papier.tekenaar.teken('partner', link.uuid)}"
        return SimpleNamespace(adres=adres, uuid=link.uuid, afspraak_id=link.afspraak_id)

    return doe


@pytest.fixture
def alles(database):
    """What there is of a kind, as it is now."""

    def doe(noun):
        with database.session() as session:
            return list(session.exec(select(noun).order_by(noun.id)).unique())

    return doe


# --- showing ---


def test_the_page_says_what_was_promised_and_who_follows_it(client, partner, lees):
    antwoord = client.get(partner().adres)
    tekst = lees(antwoord)
    assert antwoord.status_code == 200
    for deel in ("Stageplekken", "Techport <b>vet</b>", "12 stageplekken", "1 februari 2027", "Petra"):
        assert deel in tekst
    assert "<b>vet</b>" not in antwoord.text
    assert 'value="12"' in antwoord.text
    assert 'value="14-10-2026"' in antwoord.text


def test_the_page_shows_no_contact_person_and_no_menu(client, partner):
    tekst = client.get(partner().adres).text
    for weg in ("Jan Jansen", "jan@partner.invalid", "petra@voorbeeld.invalid", "<nav", "<script", "csrf_token", 'href="/"'):
        assert weg not in tekst


def test_the_address_is_not_kept_passed_on_or_found(petra, partner):
    antwoord = petra.ga(partner().adres)
    assert antwoord.headers["Cache-Control"] == "no-store"
    assert antwoord.headers["Referrer-Policy"] == "no-referrer"
    assert antwoord.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "Set-Cookie" not in antwoord.headers
    assert "petra@voorbeeld.invalid" not in antwoord.text


def test_the_page_costs_the_same_whatever_there_is(client, partner, database, bestand):
    link = partner()
    for _ in range(3):
        bestand(Partnermelding, afspraak_id=link.afspraak_id, doel=L, hoeveelheid=Decimal(2), geleverd_op=dt.date(2026, 9, 3), tekst="x")
    with tel_opdrachten(database.engine) as opdrachten:
        antwoord = client.get(link.adres)
    assert 'value="6"' in antwoord.text
    assert len([o for o in opdrachten if o.startswith("SELECT")]) == 1


@pytest.mark.parametrize("methode", ["GET", "HEAD", "OPTIONS"])
@pytest.mark.parametrize("koppen", [{}, {"Purpose": "prefetch", "Sec-Purpose": "prefetch;prerender"}])
def test_opening_the_link_does_nothing(client, partner, alles, methode, koppen):
    link = partner(B)
    for _ in range(2):
        assert client.open(link.adres, method=methode, headers=koppen, query_string={"tekst": "ja"}).status_code == 200
    assert alles(Partnermelding) == alles(Bericht) == alles(Logboekregel) == []
    assert alles(Partnerlink)[0].gebruikt_op is None


@pytest.mark.parametrize("methode", ["PUT", "PATCH", "DELETE"])
def test_nothing_else_can_be_done_with_it(client, partner, methode):
    assert client.open(partner(B).adres, method=methode).status_code == 405


# --- answering ---


def test_one_button_confirms(client, partner, alles, lees):
    link = partner(B)
    antwoord = client.post(link.adres)
    assert (antwoord.status_code, "Wij hebben uw bevestiging" in lees(antwoord)) == (200, True)
    assert alles(Partnerafspraak)[0].status is AfspraakStatus.BEVESTIGD
    assert [b.aan for b in alles(Bericht)] == ["petra@voorbeeld.invalid"]
    assert "Set-Cookie" not in antwoord.headers


@pytest.mark.parametrize("doel", [B, L, V])
def test_a_second_answer_changes_nothing_and_says_what_we_have(client, partner, alles, lees, doel):
    link = partner(doel)
    assert client.post(link.adres, data=GOED[doel]).status_code == 200
    for antwoord in (client.post(link.adres, data=GOED[doel]), client.get(link.adres)):
        assert antwoord.status_code == 410
        assert "Op 14 oktober 2026" in lees(antwoord)
        assert "U hoeft niets meer te doen" in lees(antwoord)
    assert len(alles(Partnermelding)) == len(alles(Bericht)) == len(alles(Logboekregel)) == 1


def test_a_delivery_is_reported_with_a_file(client, partner, alles):
    link = partner()
    antwoord = client.post(link.adres, **bestanden.formulier(GOED[L], PDF, "../../lijst.pdf"))
    assert antwoord.status_code == 200
    (melding,), (bijlage,) = alles(Partnermelding), alles(Bijlage)
    assert (melding.hoeveelheid, melding.geleverd_op) == (Decimal(5), dt.date(2026, 10, 1))
    assert (melding.status, melding.bijlage_id) == (MeldingStatus.NIEUW, bijlage.id)
    assert (bijlage.naam, bijlage.afspraak_id) == ("lijst.pdf", link.afspraak_id)
    assert alles(Partnerafspraak)[0].geleverd == 0


def test_a_file_that_was_there_already_is_that_file(client, petra, partner, alles):
    link = partner()
    afspraak = alles(Partnerafspraak)[0]
    petra.client.post(f"/bijlagen/afspraak/{afspraak.uuid}", **bestanden.formulier({"csrf_token": petra.merk()}, PDF, "a.pdf"))
    assert client.post(link.adres, **bestanden.formulier(GOED[L], PDF, "b.pdf")).status_code == 200
    assert [m.bijlage_id for m in alles(Partnermelding)] == [b.id for b in alles(Bijlage)]


def test_who_holds_a_link_leaves_one_answer_one_file_and_one_mail_whatever_is_sent_after_it(client, app, partner, alles):
    link = partner()
    for deel in (PDF, PDF + b"%1", PDF + b"%2"):
        client.post(link.adres, **bestanden.formulier(GOED[L], deel, "lijst.pdf"))
    assert [len(alles(noun)) for noun in (Partnermelding, Bijlage, Bericht)] == [1, 1, 1]
    assert len(list(app.extensions["aanjager"].opslag.alle())) == 1


def test_an_answer_whose_mail_cannot_be_put_ready_is_no_answer(client, partner, alles, lees, monkeypatch):
    def vol(*_, **__):
        raise DomainError("De postkamer is vol.")

    link = partner(B)
    with monkeypatch.context() as even:
        even.setattr("crm.workflows.partner_antwoorden.zet_klaar", vol)
        antwoord = client.post(link.adres, data={"tekst": "Gráag"})
    assert (antwoord.status_code, "De postkamer is vol." in lees(antwoord), "Gráag" in antwoord.text) == (409, True, True)
    assert alles(Partnermelding) == alles(Logboekregel) == []
    assert alles(Partnerafspraak)[0].status is AfspraakStatus.GENOEMD
    assert client.post(link.adres).status_code == 200


def test_what_comes_late_is_welcome(app, client, partner, alles):
    link = partner(verloopt_op=dt.datetime(2027, 3, 3, tzinfo=dt.UTC))
    app.config["KLOK"] = lambda: dt.datetime(2027, 3, 2, 9, tzinfo=dt.UTC)
    assert client.post(link.adres, data=GOED[L] | {"geleverd_op": "1-3-2027"}).status_code == 200
    assert alles(Partnermelding)[0].geleverd_op > alles(Partnerafspraak)[0].uiterlijk


def test_another_date_is_asked_for(client, partner, alles):
    assert client.post(partner(V).adres, data=GOED[V]).status_code == 200
    (melding,) = alles(Partnermelding)
    assert (melding.nieuwe_datum, melding.tekst) == (dt.date(2027, 5, 1), "Ziek")


# --- what is wrong stands beside its field ---


@pytest.mark.parametrize(
    ("doel", "fout", "zin"),
    [
        (L, {"hoeveelheid": ""}, "Hoeveel hebt u geleverd?"),
        (L, {"hoeveelheid": "veel"}, "‘veel’ is geen getal"),
        (L, {"hoeveelheid": "13"}, "Er staat nog 12 stageplekken open"),
        (L, {"hoeveelheid": "-1"}, "Er staat nog 12 stageplekken open"),
        (L, {"hoeveelheid": "9" * 30}, "te groot"),
        (L, {"geleverd_op": "ooit"}, "‘ooit’ is geen dag"),
        (L, {"geleverd_op": "15-10-2026"}, "moet nog komen"),
        (L, {"tekst": ""}, "Schrijf kort op wat er is geleverd."),
        (L, {"tekst": "é" * 1001}, "1000"),
        (V, {"nieuwe_datum": "1-10-2026"}, "nog komt"),
        (V, {"nieuwe_datum": "1-5-9999"}, "Klopt het jaar?"),
        (V, {"tekst": " "}, "Schrijf kort op waarom"),
    ],
)
def test_a_mistake_loses_nothing_that_was_typed(client, partner, alles, lees, doel, fout, zin):
    gestuurd = GOED[doel] | fout
    antwoord = client.post(partner(doel).adres, data=gestuurd)
    assert (antwoord.status_code, zin in lees(antwoord)) == (400, True)
    for waarde in gestuurd.values():
        assert waarde in antwoord.text
    assert alles(Partnermelding) == alles(Bericht) == []
    assert alles(Partnerlink)[0].gebruikt_op is None


@pytest.mark.parametrize(
    ("inhoud", "naam"), [(b"MZ\x90\x00\x03" + b"\0" * 100, "plan.pdf"), (b"<script>alert(1)</script>", "a.txt"), (b"", "leeg.pdf")]
)
def test_a_file_of_the_wrong_kind_is_refused_beside_its_field(client, partner, alles, inhoud, naam):
    antwoord = client.post(partner().adres, **bestanden.formulier(GOED[L], inhoud, naam))
    assert antwoord.status_code == 400
    assert 'id="bestand-fout"' in antwoord.text
    assert "Vijf leerlingen" in antwoord.text
    assert alles(Partnermelding) == alles(Bijlage) == []


def test_after_a_mistake_a_file_must_be_chosen_again_and_was_not_kept(client, app, partner, alles, lees):
    antwoord = client.post(partner().adres, **bestanden.formulier(GOED[L] | {"hoeveelheid": "13"}, PDF, "a.pdf"))
    assert "Kies het bestand opnieuw" in lees(antwoord)
    assert alles(Bijlage) == list(app.extensions["aanjager"].opslag.alle()) == []


def test_script_is_text(client, petra, partner, alles):
    gevaar = "<script>alert(1)</script> {{ 7*7 }}"
    link = partner()
    fout = client.post(link.adres, data=GOED[L] | {"tekst": gevaar, "hoeveelheid": "13"})
    assert gevaar not in fout.text
    client.post(link.adres, data=GOED[L] | {"tekst": gevaar})
    (melding,), (bericht,) = alles(Partnermelding), alles(Bericht)
    assert melding.tekst == gevaar
    for pagina in (petra.ga(f"/partnermeldingen/{melding.uuid}").text, bericht.html):
        assert "&lt;script&gt;" in pagina
        assert "<script>alert" not in pagina


# --- links that do not work ---


@pytest.mark.parametrize("doel", ["mail", "agenda", "uitschrijven"])
def test_a_mark_for_something_else_opens_nothing(client, partner, papier, doel):
    adres = f"/p/{papier.tekenaar.teken(doel, partner(B).uuid)}"
    assert client.get(adres).status_code == client.post(adres).status_code == 404


def test_a_mark_that_was_cut_off_changed_or_guessed_opens_nothing(client, partner, papier, alles, lees):
    link = partner(B)
    adressen = [link.adres[:-1], link.adres[:20], f"{link.adres}x", f"/p/{link.uuid}", "/p/" + "a" * 3000, "/p/%F0%9F%92%A9"]
    adressen += [f"/p/{papier.tekenaar.teken('partner', alles(Partnerafspraak)[0].uuid)}", "/p/.", "/p/../p/."]
    for adres in adressen:
        antwoord = client.post(adres)
        assert antwoord.status_code == 404, adres
    assert "Deze link kennen wij niet" in lees(client.get(link.adres[:-1]))
    assert "beheer@voorbeeld.invalid" in client.get(link.adres[:-1]).text
    assert alles(Partnermelding) == []


@pytest.mark.parametrize(
    ("anders", "zin"),
    [
        ({"verloopt_op": dt.datetime(2026, 10, 14, 6, tzinfo=dt.UTC)}, "Deze link is verlopen"),
        (
            {"ingetrokken_op": dt.datetime(2026, 10, 1, tzinfo=dt.UTC), "intrek_reden": "Ander contact Piet"},
            "Deze link werkt niet meer",
        ),
    ],
)
def test_a_link_that_does_not_work_any_more_says_whom_to_ask(client, partner, alles, lees, anders, zin):
    link = partner(B, **anders)
    for antwoord in (client.get(link.adres), client.post(link.adres)):
        tekst = lees(antwoord)
        assert antwoord.status_code == 410
        assert zin in tekst
        assert "Petra" in tekst
        assert "beheer@voorbeeld.invalid" in tekst
        assert "Piet" not in tekst
    assert alles(Partnermelding) == []


def test_a_promise_that_was_closed_or_confirmed_meanwhile_needs_nothing_more(client, petra, partner, alles, lees):
    link = partner(B)
    pad = f"/afspraken/{alles(Partnerafspraak)[0].uuid}"
    petra.stuur(f"{pad}/bevestigen", {"op": "14-10-2026"})
    assert "Dit is niet meer nodig" in lees(client.post(link.adres))
    petra.stuur(f"{pad}/sluiten", {"stap": "vervallen", "gronden": "Geheime reden"})
    antwoord = client.get(link.adres)
    assert (antwoord.status_code, "Deze afspraak is gesloten" in lees(antwoord)) == (410, True)
    assert "Geheime reden" not in antwoord.text


# --- what we write down ---


@pytest.mark.parametrize("doel", [B, L, V])
def test_the_mark_is_in_no_table_and_not_on_the_timeline(client, petra, partner, database, alles, doel):
    link = partner(doel)
    assert client.post(link.adres, **bestanden.formulier(GOED[doel], PDF, "lijst.pdf")).status_code == 200
    teken = link.adres.removeprefix("/p/")
    with database.session() as session:
        for tabel in Partnerlink.metadata.sorted_tables:
            assert all(teken not in str(rij) for rij in session.execute(tabel.select())), tabel.name
    organisatie = alles(Organisatie)[0]
    tijdlijn = petra.ga(f"/tijdlijn/organisatie/{organisatie.uuid}")
    assert tijdlijn.status_code == 200
    assert "met de link in onze mail" in tijdlijn.text
    assert teken not in tijdlijn.text


def test_the_mark_is_never_in_our_logs(app, client, partner, caplog, monkeypatch):
    caplog.set_level(logging.DEBUG)
    link = partner()
    teken = link.adres.removeprefix("/p/")
    client.get(link.adres)
    client.post(link.adres, data={})
    client.post(link.adres, data=GOED[L])
    app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr("crm.web.partnerlinks.link_pagina", lambda *_: 1 / 0)
    assert client.post(link.adres).status_code == 500
    assert "ZeroDivisionError" in caplog.text
    assert teken not in caplog.text
