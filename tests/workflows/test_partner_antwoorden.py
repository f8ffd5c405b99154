"""A partner answers with a link: confirmed at once, a delivery and another date for a colleague to take over or not."""

import datetime as dt
from decimal import Decimal
from threading import Barrier, Thread

import pytest
from sqlmodel import select

from crm.adapters.brieven import Briefpapier
from crm.adapters.tekens import Tekenaar
from crm.errors import AlGebeurd, DomainError, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    AfspraakStatus,
    Bericht,
    BewijsSoort,
    Bijlage,
    Functie,
    GebruikerRol,
    Linkbezwaar,
    LinkDoel,
    MeldingStatus,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Partnerlink,
    Partnermelding,
    Persoon,
)
from crm.queries.partnerlinks import links_voor
from crm.queries.tijdlijn import Keuze, tijdlijn
from crm.workflows import partner_antwoorden as antwoorden
from crm.workflows import partnerafspraak_opvolgen as opvolgen
from crm.workflows import partnermelding_behandelen as behandelen
from crm.workflows.coalitie_vormen import beeindigen
from crm.workflows.gebruiker_beheren import systeemgebruiker
from crm.workflows.partnercontact_kiezen import kiezen
from tests.factories import maak, maak_gebruiker

D = dt.date
B, L, V = LinkDoel.BEVESTIGEN, LinkDoel.LEVEREN, LinkDoel.VERZETTEN
PAPIER = Briefpapier(
    "https://aanjager.voorbeeld.invalid",
    "Aanjager <aanjager@voorbeeld.invalid>",
    "Provincie Noord-Holland",
    Tekenaar("een-sleutel-voor-de-tests-die-lang-genoeg-is"),
    "beheer@voorbeeld.invalid",
)


@pytest.fixture
def jan(session):
    return maak(session, Persoon, naam="Jan Jansen", email="jan@partner.invalid")


@pytest.fixture
def techport(session):
    return maak(session, Organisatie, naam="Techport")


@pytest.fixture
def coalitie(session):
    return maak(session, Ontwikkelcoalitie)


@pytest.fixture
def afspraak(session, petra, jan, techport, coalitie):
    return maak(
        session, Partnerafspraak, eigenaar=petra, contact=jan, organisatie=techport, coalitie=coalitie
    )


@pytest.fixture
def bevestigd(session, afspraak, nu):
    afspraak.bevestigen(nu.date())
    session.flush()
    return afspraak


@pytest.fixture
def wie(session, nu):
    """What every answer of a partner is given."""
    return {"papier": PAPIER, "door": systeemgebruiker(session), "nu": nu}


@pytest.fixture
def link(session, jan, nu):
    return lambda afspraak, doel: links_voor(session, afspraak, jan, nu)[doel]


def _lever(session, link, wie, **anders):
    gegevens = {"hoeveelheid": Decimal(5), "geleverd_op": D(2026, 10, 1), "tekst": "Vijf leerlingen begonnen"}
    return antwoorden.leveren(session, link, **gegevens | anders, **wie)


def _berichten(session):
    return list(session.exec(select(Bericht).order_by(Bericht.id)))


# --- confirming ---


def test_a_confirmation_counts_at_once_and_the_owner_is_told(session, afspraak, petra, link, wie, nu, logboek):
    melding = antwoorden.bevestigen(session, link(afspraak, B), tekst="  Graag  ", **wie)
    assert (afspraak.status, afspraak.bevestigd_op) == (AfspraakStatus.BEVESTIGD, nu.date())
    assert (melding.status, melding.tekst, melding.behandeld_op) == (MeldingStatus.OVERGENOMEN, "Graag", nu)
    assert logboek() == ["partnerafspraak.bevestigd"]
    (bericht,) = _berichten(session)
    assert (bericht.gebruiker_id, bericht.soort, bericht.onderwerp_id) == (petra.id, "melding", afspraak.id)
    assert "Techport heeft de afspraak bevestigd" in bericht.tekst
    assert f"https://aanjager.voorbeeld.invalid/partnermeldingen/{melding.uuid}" in bericht.tekst


def test_the_timeline_names_the_contact_only_for_who_may_see_persons(session, afspraak, coalitie, link, wie, nu):
    antwoorden.bevestigen(session, link(afspraak, B), **wie)
    kijk = {"nu": nu, "keuze": Keuze()}
    (wel,) = tijdlijn(session, "coalitie", coalitie.id, met_personen=True, **kijk).gebeurtenissen
    (niet,) = tijdlijn(session, "coalitie", coalitie.id, met_personen=False, **kijk).gebeurtenissen
    assert wel.zin == "Techport bevestigde 12 stageplekken, met de link in onze mail aan Jan Jansen."
    assert niet.zin == "Techport bevestigde 12 stageplekken, met de link in onze mail aan iemand."


def test_a_promise_that_nobody_follows_is_told_to_the_programme_managers(session, afspraak, petra, link, wie):
    afspraak.eigenaar_id = None
    petra.wachtwoord_hash = "x"
    maak_gebruiker(session, "Pim", GebruikerRol.PROGRAMMAMANAGER, wachtwoord_hash="x", is_actief=False)
    antwoorden.bevestigen(session, link(afspraak, B), **wie)
    assert [bericht.gebruiker_id for bericht in _berichten(session)] == [petra.id]


# --- a link ---


def test_a_link_works_once_for_one_thing(session, afspraak, link, wie):
    eerste, andere = link(afspraak, B), link(afspraak, V)
    with pytest.raises(OngeldigeOvergang, match="iets anders"):
        antwoorden.bevestigen(session, andere, **wie)
    antwoorden.bevestigen(session, eerste, **wie)
    with pytest.raises(AlGebeurd):
        antwoorden.bevestigen(session, eerste, **wie)
    assert len(_berichten(session)) == 1


def test_a_link_that_expired_or_was_withdrawn_refuses(session, afspraak, link, wie, nu):
    verlopen = {**wie, "nu": nu + dt.timedelta(days=61)}
    with pytest.raises(OngeldigeOvergang, match="verlopen"):
        antwoorden.bevestigen(session, link(afspraak, B), **verlopen)


@pytest.mark.parametrize("hoe", ["sluiten", "leveren", "coalitie"])
def test_closing_a_promise_withdraws_its_links(session, bevestigd, coalitie, petra, link, nu, hoe):
    dit, door = link(bevestigd, L), {"door": petra, "nu": nu}
    if hoe == "sluiten":
        opvolgen.sluiten(session, bevestigd, stap="vervallen", gronden="Gestopt", **door)
    elif hoe == "leveren":
        alles = {"hoeveelheid": Decimal(12), "geleverd_op": nu.date(), "bewijs": "Brief"}
        opvolgen.leveren(session, bevestigd, **alles, **door)
    else:
        beeindigen(session, coalitie, op=nu.date(), reden="Gestopt", **door)
    assert (dit.ingetrokken_op, dit.bezwaar(nu)) == (nu, Linkbezwaar.GESLOTEN)


def test_of_two_answers_at_the_same_moment_one_wins(database, nu):
    """Each in a connection of its own; on SQLite the second waits for the write lock."""
    with database.transaction() as session:
        wie = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
        systeemgebruiker(session)
        afspraak = maak(session, Partnerafspraak, eigenaar=wie)
        nummer = links_voor(session, afspraak, maak(session, Persoon), nu)[B].id
    samen, uitkomsten = Barrier(2), []

    def doe():
        samen.wait()
        try:
            with database.transaction() as session:
                door = systeemgebruiker(session)
                link = session.get(Partnerlink, nummer)
                antwoorden.bevestigen(session, link, papier=PAPIER, door=door, nu=nu)
            uitkomsten.append("gelukt")
        except DomainError:
            uitkomsten.append("geweigerd")

    draden = [Thread(target=doe) for _ in range(2)]
    for draad in draden:
        draad.start()
    for draad in draden:
        draad.join()
    assert sorted(uitkomsten) == ["gelukt", "geweigerd"]
    with database.session() as session:
        assert len(session.exec(select(Partnermelding)).all()) == len(_berichten(session)) == 1


# --- a delivery and another date ---


def test_a_delivery_waits_for_a_colleague_and_then_counts(session, bevestigd, petra, jan, link, wie, nu, logboek):
    melding = _lever(session, link(bevestigd, L), wie)
    assert (melding.status, bevestigd.geleverd) == (MeldingStatus.NIEUW, 0)
    behandelen.overnemen(session, melding, papier=PAPIER, door=petra, nu=nu)
    (levering,) = bevestigd.leveringen
    assert (levering.hoeveelheid, levering.bewijs_soort) == (Decimal(5), BewijsSoort.BEVESTIGING)
    assert (levering.bewijs, levering.geleverd_op) == ("Vijf leerlingen begonnen", D(2026, 10, 1))
    assert (melding.status, melding.behandeld_door_id) == (MeldingStatus.OVERGENOMEN, petra.id)
    assert logboek() == ["partnerafspraak.levering_gemeld", "partnerafspraak.geleverd"]
    brief = _berichten(session)[-1]
    assert (brief.persoon_id, brief.aan) == (jan.id, "jan@partner.invalid")
    assert "een levering van 5 stageplekken op 1 oktober 2026" in brief.tekst
    assert "verwerkt" in brief.tekst


def test_a_file_makes_the_delivery_documented(session, bevestigd, petra, link, wie, nu):
    bestand = maak(session, Bijlage, afspraak=bevestigd, coalitie=None)
    melding = _lever(session, link(bevestigd, L), wie, hoeveelheid=Decimal(12), bijlage=lambda: bestand)
    behandelen.overnemen(session, melding, papier=PAPIER, door=petra, nu=nu)
    assert (bevestigd.leveringen[0].bewijs_soort, bevestigd.leveringen[0].bijlage_id) == (
        BewijsSoort.DOCUMENT,
        bestand.id,
    )
    assert bevestigd.status is AfspraakStatus.NAGEKOMEN


def test_another_date_is_a_question_until_a_colleague_takes_it_over(session, bevestigd, petra, link, wie, nu):
    melding = antwoorden.verzetten(
        session, link(bevestigd, V), nieuwe_datum=D(2027, 5, 1), tekst="De stagebegeleider is ziek", **wie
    )
    assert bevestigd.uiterlijk == D(2027, 2, 1)
    behandelen.overnemen(session, melding, papier=PAPIER, door=petra, nu=nu)
    assert bevestigd.uiterlijk == D(2027, 5, 1)
    assert bevestigd.verzettingen[0].grond == "De stagebegeleider is ziek"


def test_a_refusal_has_a_reason_that_the_partner_reads(session, bevestigd, petra, link, wie, nu, logboek):
    melding = _lever(session, link(bevestigd, L), wie)
    with pytest.raises(OngeldigeInvoer):
        behandelen.afwijzen(session, melding, reden="  ", papier=PAPIER, door=petra, nu=nu)
    behandelen.afwijzen(session, melding, reden="Dit waren andere leerlingen", papier=PAPIER, door=petra, nu=nu)
    assert (melding.status, melding.reden) == (MeldingStatus.AFGEWEZEN, "Dit waren andere leerlingen")
    assert "Dit waren andere leerlingen" in _berichten(session)[-1].tekst
    assert logboek()[-1] == "partnerafspraak.melding_afgewezen"
    with pytest.raises(AlGebeurd):
        behandelen.afwijzen(session, melding, reden="Nog eens", papier=PAPIER, door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang, match="intussen afgewezen"):
        behandelen.overnemen(session, melding, papier=PAPIER, door=petra, nu=nu)


def test_who_follows_it_or_works_in_the_field_deals_with_it(session, bevestigd, petra, lezer, link, wie, nu):
    melding = _lever(session, link(bevestigd, L), wie)
    with pytest.raises(NietToegestaan):
        behandelen.overnemen(session, melding, papier=PAPIER, door=lezer, nu=nu)
    advies = maak_gebruiker(session, "Ans", GebruikerRol.BESTUURSADVISEUR)
    with pytest.raises(NietToegestaan):
        behandelen.overnemen(session, melding, papier=PAPIER, door=advies, nu=nu)
    bevestigd.eigenaar_id = advies.id
    behandelen.overnemen(session, melding, papier=PAPIER, door=advies, nu=nu)


def test_what_became_impossible_meanwhile_can_still_be_turned_down(session, bevestigd, petra, link, wie, nu):
    melding = _lever(session, link(bevestigd, L), wie)
    opvolgen.sluiten(session, bevestigd, stap="intrekken", gronden="Failliet", door=petra, nu=nu)
    with pytest.raises(OngeldigeOvergang):
        behandelen.overnemen(session, melding, papier=PAPIER, door=petra, nu=nu)
    behandelen.afwijzen(session, melding, reden="Gesloten", papier=PAPIER, door=petra, nu=nu)


@pytest.mark.parametrize(
    ("doel", "invoer", "veld"),
    [
        (L, {"hoeveelheid": Decimal(0)}, "hoeveelheid"),
        (L, {"hoeveelheid": Decimal(13)}, "hoeveelheid"),
        (L, {"geleverd_op": D(2026, 10, 15)}, "geleverd_op"),
        (L, {"geleverd_op": D(2026, 8, 1)}, "geleverd_op"),
        (L, {"tekst": "   "}, "tekst"),
        (V, {"nieuwe_datum": D(2026, 10, 14)}, "nieuwe_datum"),
        (V, {"nieuwe_datum": D(2027, 2, 1)}, "nieuwe_datum"),
        (V, {"tekst": " "}, "tekst"),
    ],
)
def test_what_cannot_be_gets_a_sentence_beside_its_field(session, bevestigd, link, wie, doel, invoer, veld):
    geroepen = []
    goed = {
        L: {"hoeveelheid": Decimal(5), "geleverd_op": D(2026, 10, 1), "tekst": "Vijf", "bijlage": lambda: geroepen.append(1)},
        V: {"nieuwe_datum": D(2027, 5, 1), "tekst": "Ziek"},
    }[doel]
    verb = {L: antwoorden.leveren, V: antwoorden.verzetten}[doel]
    dit = link(bevestigd, doel)
    with pytest.raises(OngeldigeInvoer) as fout:
        verb(session, dit, **goed | invoer, **wie)
    assert set(fout.value.velden) == {veld}
    assert geroepen == []


# --- who is the contact ---


def test_the_contact_works_at_the_partner_or_at_a_part_of_it(session, afspraak, techport, petra, jan, nu, logboek):
    onderdeel = maak(session, Organisatie, ouder_id=techport.id)
    piet, weg, elders = (maak(session, Persoon, email=f"{n}@partner.invalid") for n in "abc")
    maak(session, Functie, persoon=piet, organisatie=onderdeel)
    maak(session, Functie, persoon=weg, organisatie=techport, tot=D(2026, 10, 13))
    maak(session, Functie, persoon=elders)
    for fout in (weg, elders):
        with pytest.raises(OngeldigeInvoer, match="geen functie"):
            kiezen(session, afspraak, contact=fout, door=petra, nu=nu)
    kiezen(session, afspraak, contact=piet, door=petra, nu=nu)
    assert afspraak.contact_id == piet.id
    assert logboek() == ["partnerafspraak.contact_gekozen"]


def test_another_contact_makes_the_links_of_the_first_useless(session, afspraak, petra, link, nu):
    dit = link(afspraak, B)
    kiezen(session, afspraak, contact=None, door=petra, nu=nu)
    assert dit.bezwaar(nu) is Linkbezwaar.INGETROKKEN
    with pytest.raises(AlGebeurd):
        kiezen(session, afspraak, contact=None, door=petra, nu=nu)


def test_somebody_without_an_address_or_who_may_not_see_persons_is_no_choice(session, afspraak, techport, petra, nu):
    piet = maak(session, Persoon)
    maak(session, Functie, persoon=piet, organisatie=techport)
    with pytest.raises(OngeldigeInvoer, match="geen e-mailadres"):
        kiezen(session, afspraak, contact=piet, door=petra, nu=nu)
    advies = maak_gebruiker(session, "Ans", GebruikerRol.BESTUURSADVISEUR)
    afspraak.eigenaar_id = advies.id
    with pytest.raises(NietToegestaan):
        kiezen(session, afspraak, contact=None, door=advies, nu=nu)
