"""What stands in each kind of feed, and what never does."""

import datetime as dt

import pytest

from crm import models as m
from crm.queries.agenda import agenda
from tests.factories import maak
from tests.support.tellen import tel_opdrachten


@pytest.fixture
def petra(session):
    return maak(session, m.Gebruiker, naam="Petra", email="petra@voorbeeld.invalid")


@pytest.fixture
def titels(session, petra, nu):
    """The titles in a feed of Petra's, at a moment."""

    def doe(soort=m.FeedSoort.EIGEN, moment=nu, **van):
        feed = maak(session, m.Agendafeed, gebruiker=petra, soort=soort, **van)
        return [post.titel for post in agenda(session, feed, petra, moment).posten]

    return doe


@pytest.fixture
def overleg(session, nu):
    def doe(onderwerp, dagen=7, **anders):
        return maak(session, m.Overleg, onderwerp=onderwerp, begint_op=nu + dt.timedelta(days=dagen), **anders)

    return doe


def test_my_own_feed_has_what_i_organise_and_the_meetings_of_what_i_own(session, petra, overleg, titels):
    actie = maak(session, m.Actie, eigenaar=petra)
    van_actie, aanjager = maak(session, m.Ontwikkelcoalitie), maak(session, m.Ontwikkelcoalitie)
    maak(session, m.CoalitieActie, coalitie=van_actie, actie=actie)
    ik = maak(session, m.Persoon, email="Petra@voorbeeld.invalid")
    maak(session, m.Deelneming, coalitie=aanjager, persoon=ik, rol=m.DeelnemerRol.AANJAGER)
    opdracht = maak(session, m.Opdracht, eigenaar=petra)
    via = maak(session, m.Ontwikkelcoalitie)
    maak(session, m.Agendapunt, werkagenda=maak(session, m.Werkagenda, opdracht=opdracht), coalitie=via)
    overleg("Zelf", 1, eigenaar=petra)
    overleg("Actie", 2, coalitie=van_actie)
    overleg("Aanjager", 3, coalitie=aanjager)
    overleg("Opdracht", 4, coalitie=via)
    overleg("Van een ander", 5, eigenaar=maak(session, m.Gebruiker))
    overleg("Andere coalitie", 6, coalitie=maak(session, m.Ontwikkelcoalitie))
    assert titels() == ["Zelf", "Actie", "Aanjager", "Opdracht"]


def test_my_own_feed_has_my_open_deadlines_and_no_others(session, petra, titels):
    organisatie = maak(session, m.Organisatie, naam="Techport")
    dag = iter(dt.date(2026, 11, n) for n in range(1, 20))
    maak(session, m.Partnerafspraak, organisatie=organisatie, eigenaar=petra, uiterlijk=next(dag))
    maak(
        session, m.Partnerafspraak, organisatie=organisatie, eigenaar=petra, uiterlijk=None, herijken_op=next(dag)
    )
    maak(session, m.Actiepunt, eigenaar=petra, uiterlijk=next(dag))
    maak(session, m.Toezegging, eigenaar=petra, uiterlijk=next(dag))
    maak(session, m.Opdracht, eigenaar=petra, datum_tot=next(dag), wanneer="2026", precisie=m.Precisie.JAAR)
    actie = maak(session, m.Actie, eigenaar=petra)
    maak(session, m.Mijlpaal, actie=actie, datum_tot=next(dag), wanneer="medio november", precisie=m.Precisie.MAAND)
    laat = next(dag)
    maak(session, m.Mijlpaal, actie=actie, omschrijving="Gezet", datum_tot=laat, is_gereed=True)
    maak(session, m.Actiepunt, eigenaar=petra, uiterlijk=laat, status=m.ActiepuntStatus.AFGEROND, gesloten_op=laat)
    maak(session, m.Actiepunt, eigenaar=maak(session, m.Gebruiker), uiterlijk=laat)
    maak(session, m.Partnerafspraak, uiterlijk=laat)
    assert titels() == [
        "Afspraak: Techport, Stageplekken",
        "Opnieuw kijken: Techport, Stageplekken",
        "Actiepunt: Bellen",
        "Toezegging aan PS: PS krijgt een brief",
        "Einde van de opdracht: Ketenaanjager Proefketen",
        "Mijlpaal: Een proefstap (medio november)",
    ]


def test_the_feed_of_a_mandate_has_its_coalities_and_gremia_its_points_and_its_end(session, overleg, titels):
    actie, houder = maak(session, m.Actie), maak(session, m.Persoon)
    opdracht = maak(session, m.Opdracht, actie=actie, datum_tot=dt.date(2026, 12, 31))
    maak(session, m.Verlenging, opdracht=opdracht, tot=dt.date(2027, 3, 31))
    maak(session, m.Rolvervulling, opdracht=opdracht, persoon=houder)
    vroeger = maak(session, m.Persoon)
    maak(session, m.Rolvervulling, opdracht=opdracht, persoon=vroeger, tot=dt.date(2026, 9, 30))
    van_actie, als_lid = maak(session, m.Ontwikkelcoalitie), maak(session, m.Ontwikkelcoalitie)
    maak(session, m.CoalitieActie, coalitie=van_actie, actie=actie)
    maak(session, m.Deelneming, coalitie=als_lid, persoon=houder)
    gremium, oud = maak(session, m.Gremium), maak(session, m.Gremium)
    maak(session, m.Gremiumlid, gremium=gremium, persoon=houder, organisatie=None)
    maak(session, m.Gremiumlid, gremium=oud, persoon=vroeger, organisatie=None)
    werkagenda = maak(session, m.Werkagenda, opdracht=opdracht)
    maak(session, m.Agendapunt, werkagenda=werkagenda, kwartaal=4)
    maak(session, m.Agendapunt, werkagenda=werkagenda, kwartaal=1)
    overleg("Coalitie van de actie", 1, coalitie=van_actie)
    overleg("Coalitie als lid", 2, coalitie=als_lid)
    overleg("Gremium", 3, gremium=gremium)
    overleg("Gremium van de voorganger", 4, gremium=oud)
    assert titels(m.FeedSoort.OPDRACHT, opdracht=opdracht) == [
        "Coalitie van de actie",
        "Coalitie als lid",
        "Gremium",
        "Werkagenda, kwartaal 4: Een tafel",
        "Einde van de opdracht: Ketenaanjager Proefketen",
    ]


def test_the_feed_of_a_coalitie_has_its_meetings_and_due_dates(session, overleg, titels):
    coalitie = maak(session, m.Ontwikkelcoalitie)
    gehouden = overleg("Gehouden", -7, coalitie=coalitie, status=m.OverlegStatus.GEHOUDEN)
    maak(session, m.Actiepunt, overleg=gehouden, uiterlijk=dt.date(2026, 11, 1))
    maak(session, m.Actiepunt, uiterlijk=dt.date(2026, 11, 1))
    school = maak(session, m.Organisatie, naam="School")
    maak(session, m.Partnerafspraak, coalitie=coalitie, organisatie=school, uiterlijk=dt.date(2026, 11, 2))
    assert titels(m.FeedSoort.COALITIE, coalitie=coalitie) == [
        "Gehouden",
        "Actiepunt: Bellen",
        "Afspraak: School, Stageplekken",
    ]


def test_the_pc_calendar_has_every_date_of_a_product(session, titels):
    maak(
        session,
        m.PcProduct,
        soort=m.PcSoort.BEGROTING,
        jaar=2027,
        volgnummer=1,
        peildatum=dt.date(2026, 8, 1),
        aanleverdatum=dt.date(2026, 8, 20),
        gs_datum=dt.date(2026, 9, 8),
        ps_datum=dt.date(2026, 11, 9),
        wettelijk_voor=dt.date(2026, 11, 15),
    )
    assert titels(m.FeedSoort.PC_KALENDER) == [
        "Begroting 2027: peildatum",
        "Begroting 2027: aanleveren",
        "Begroting 2027: behandeling in GS",
        "Begroting 2027: behandeling in PS",
        "Begroting 2027: moet volgens de wet vóór deze dag bij de minister zijn",
    ]


def test_a_feed_looks_ninety_days_back_and_four_hundred_ahead(petra, overleg, titels):
    for dagen in (-91, -90, 399, 401):
        overleg(f"Dag {dagen}", dagen, eigenaar=petra)
    assert titels() == ["Dag -90", "Dag 399"]


def test_what_was_called_off_stays_for_thirty_days(session, petra, overleg, nu, titels):
    af = {"status": m.OverlegStatus.AFGELAST, "reden": "Ziek", "afgelast_op": nu, "volgnummer": 1}
    overleg("Ging niet door", 60, eigenaar=petra, **af)
    feed = maak(session, m.Agendafeed, gebruiker=petra, soort=m.FeedSoort.EIGEN)
    (post,) = agenda(session, feed, petra, nu).posten
    assert (post.is_afgelast, post.volgnummer) == (True, 1)
    assert titels(moment=nu + dt.timedelta(days=29, hours=23))
    assert titels(moment=nu + dt.timedelta(days=30, seconds=1)) == []


def test_a_day_that_moves_is_the_same_appointment_with_a_higher_number(session, petra, nu):
    """A second extension leaves the mandate itself as it was; a calendar must hear of it all the same."""
    punt = maak(session, m.Actiepunt, eigenaar=petra, uiterlijk=dt.date(2026, 11, 1))
    opdracht = maak(session, m.Opdracht, eigenaar=petra, datum_tot=dt.date(2026, 12, 1))
    product = maak(session, m.PcProduct, gs_datum=dt.date(2026, 11, 1))
    feeds = [maak(session, m.Agendafeed, gebruiker=petra, soort=s) for s in (m.FeedSoort.EIGEN, m.FeedSoort.PC_KALENDER)]

    def gezien():
        session.expire_all()
        posten = [post for feed in feeds for post in agenda(session, feed, petra, nu).posten]
        return {post.kenmerk: (post.begin, post.volgnummer) for post in posten}

    standen = [gezien()]
    for dag in (dt.date(2027, 1, 1), dt.date(2027, 2, 1)):
        punt.uiterlijk = product.gs_datum = dag
        maak(session, m.Verlenging, opdracht=opdracht, tot=dag)
        standen.append(gezien())
    for kenmerk in (f"{punt.uuid}", f"{opdracht.uuid}", f"{product.uuid}-gs_datum"):
        dagen, nummers = zip(*(stand[kenmerk] for stand in standen), strict=True)
        assert dagen[1:] == (dt.date(2027, 1, 1), dt.date(2027, 2, 1))
        assert nummers == (0, 1, 2)


def test_a_feed_names_nobody_and_repeats_no_notes(session, petra, overleg, nu):
    anna = maak(session, m.Persoon, naam="Anna de Boer", email="anna@school.example", telefoon="0612345678")
    eigen = overleg("Tafel", eigenaar=petra, notities="Vertrouwelijk verslag")
    maak(session, m.Aanwezigheid, overleg=eigen, persoon=anna, naam="Anna de Boer")
    maak(session, m.Actiepunt, overleg=eigen, eigenaar=petra, eigenaar_naam="Anna de Boer")
    feed = maak(session, m.Agendafeed, gebruiker=petra, soort=m.FeedSoort.EIGEN)
    alles = repr(agenda(session, feed, petra, nu))
    assert "Tafel" in alles
    for niet in ("Anna", "school.example", "0612345678", "Vertrouwelijk"):
        assert niet not in alles


@pytest.mark.parametrize("soort", list(m.FeedSoort))
def test_a_feed_costs_the_same_however_much_is_in_it(session, petra, nu, soort, database):
    opdracht, coalitie = maak(session, m.Opdracht, eigenaar=petra), maak(session, m.Ontwikkelcoalitie)
    werkagenda = maak(session, m.Werkagenda, opdracht=opdracht)
    van = {"opdracht": {"opdracht": opdracht}, "coalitie": {"coalitie": coalitie}}.get(soort, {})
    feed = maak(session, m.Agendafeed, gebruiker=petra, soort=soort, **van)

    def kosten(aantal):
        for _ in range(aantal):
            overleg = maak(session, m.Overleg, begint_op=nu, eigenaar=petra, coalitie=coalitie)
            maak(session, m.Actiepunt, overleg=overleg, eigenaar=petra)
            maak(session, m.Agendapunt, werkagenda=werkagenda, coalitie=coalitie)
            maak(session, m.PcProduct, peildatum=nu.date())
        session.expire_all()
        with tel_opdrachten(database.engine) as opdrachten:
            assert len(agenda(session, feed, petra, nu).posten) >= aantal
        return len(opdrachten)

    assert kosten(2) == kosten(20) <= 9
