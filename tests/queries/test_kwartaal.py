"""The quarterly figures: true of a day, whatever happened since, at a fixed price."""

import datetime as dt
from decimal import Decimal

import pytest
from sqlmodel import select

from crm.errors import OngeldigeInvoer
from crm.models import (
    Actie,
    BegrotingSoort,
    Begrotingsregel,
    CoalitieStatus,
    Deelneming,
    Levering,
    Licht,
    Meting,
    Mijlpaal,
    Ontwikkelcoalitie,
    Opdracht,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Programma,
    Rolvervulling,
    Verlenging,
    Voortgang,
    noteer,
)
from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal import kwartaalcijfers
from crm.queries.kwartaal.momentopname import plat
from crm.queries.norm_stand import norm_stand
from crm.queries.vandaag_kwartaal import kwartaalstand
from tests.factories import maak
from tests.support.rapportageprogramma import gebruikers, leeg_programma, maak_programma
from tests.support.tellen import tel_opdrachten

K2, K3 = Kwartaal.lees("2026-K2"), Kwartaal.lees("2026-K3")
PEIL = dt.date(2026, 6, 30)


@pytest.fixture
def door(session):
    return gebruikers(session)[0]


@pytest.fixture
def programma(session, door):
    return maak_programma(session, door)


def cijfers_van(session, programma: Programma, periode: Kwartaal = K3):
    return kwartaalcijfers(session, programma, periode=periode, peildatum=periode.eind)


def test_a_quarter_knows_its_days_and_its_neighbours():
    assert (K3.begin, K3.eind) == (dt.date(2026, 7, 1), dt.date(2026, 9, 30))
    assert str(Kwartaal.lees("2026-K1").vorige) == "2025-K4"
    assert str(Kwartaal.lees("2026-k4").volgende) == "2027-K1"
    assert K3.label == "derde kwartaal 2026"
    assert Kwartaal.van(dt.date(2026, 12, 31)) == Kwartaal(2026, 4)


@pytest.mark.parametrize("onzin", ["", "2026", "2026-K5", "2026-K0", "K3-2026", "1999-K1", "2026-K3x", None])
def test_anything_else_is_no_quarter(onzin):
    with pytest.raises(OngeldigeInvoer):
        Kwartaal.lees(onzin)


@pytest.mark.parametrize("periode", [K2, K3], ids=str)
def test_what_happens_later_changes_no_earlier_figure(session, programma, door, periode):
    eerst = plat(cijfers_van(session, programma, periode))
    _laat_van_alles_gebeuren(session, programma, door)
    session.flush()
    session.expire_all()
    assert plat(cijfers_van(session, programma, periode)) == eerst


def _laat_van_alles_gebeuren(session, programma, door):
    """Everything that can happen to a dossier in October, after what the programme already holds."""
    later = dt.date(2026, 10, 1)
    moment = dt.datetime(2026, 10, 1, 8, tzinfo=dt.UTC)
    actie = session.exec(select(Actie).where(Actie.nummer == "2b")).one()
    session.add(
        Voortgang(
            actie_id=actie.id, peildatum=later, beleid=Licht.ROOD, oorzaak="x", gevolg="y", bijsturing="z",
            door_id=door.id, gegeven_op=moment,
        )
    )  # fmt: skip
    for afspraak in session.exec(select(Partnerafspraak)):
        if afspraak.openstaand <= 0:
            continue
        afspraak.verzetten(dt.date(2027, 5, 5), later, "een jaar later")
        if str(afspraak.status) == "genoemd":
            afspraak.bevestigen(later)
        if afspraak.id % 2:
            session.add(
                Levering(afspraak_id=afspraak.id, hoeveelheid=Decimal(1), geleverd_op=later, bewijs="brief")
            )
        else:
            afspraak.sluiten("vervallen", later, "het gaat niet door")
    for mijlpaal in session.exec(select(Mijlpaal)):
        if not mijlpaal.is_gereed:
            mijlpaal.is_gereed, mijlpaal.gereed_op = True, later
    for coalitie in session.exec(select(Ontwikkelcoalitie)):
        voor = {"status": str(coalitie.status)}
        coalitie.beeindigen(later, "klaar ermee")
        na = {"status": str(coalitie.status)}
        noteer(session, "coalitie.beeindigd", coalitie, door=door, nu=moment, voor=voor, na=na)
    for deelneming in session.exec(select(Deelneming)):
        deelneming.tot = later
    for vervulling in session.exec(select(Rolvervulling).where(Rolvervulling.tot.is_(None))):
        vervulling.tot = later
    indicator_id = session.exec(select(Meting)).first().indicator_id
    session.add(Meting(indicator_id=indicator_id, peildatum=later, waarde=Decimal(99)))
    session.add(
        Begrotingsregel(
            programma_id=programma.id, post="RUIMTE", jaar_van=2026, jaar_tot=2026, soort=BegrotingSoort.PROGNOSE,
            bedrag_cent=1, boekdatum=later,
        )
    )  # fmt: skip
    session.add(
        Overleg(onderwerp="later", begint_op=moment, programma_id=programma.id, status=OverlegStatus.GEHOUDEN)
    )
    actie.beeindigd_op, actie.beeindigd_reden = later, "gestopt"


def test_half_past_midnight_in_amsterdam_belongs_to_the_next_quarter(session, programma):
    eerst = cijfers_van(session, programma, K2).aantal_overleggen
    for uur in (21, 22):  # 23:00 on 30 June and 00:00 on 1 July here
        moment = dt.datetime(2026, 6, 30, uur, tzinfo=dt.UTC)
        session.add(
            Overleg(
                onderwerp="laat", begint_op=moment, programma_id=programma.id, status=OverlegStatus.GEHOUDEN
            )
        )
    session.flush()
    assert cijfers_van(session, programma, K2).aantal_overleggen == eerst + 1


def test_ten_times_as_much_costs_the_same_number_of_questions(database):
    with database.transaction() as session:
        opsteller, _ = gebruikers(session)
        klein = maak_programma(session, opsteller, acties=14, afspraken=20, overleggen=20).id
    with database.session() as session, tel_opdrachten(database.engine) as eerst:
        programma = session.get_one(Programma, klein)
        cijfers_van(session, programma)
    with database.transaction() as session:
        for i in range(180):
            session.add(
                Partnerafspraak(
                    organisatie_id=1, programma_id=klein, omschrijving=f"meer {i}", soort="uren", eenheid="uren",
                    hoeveelheid=Decimal(1), uiterlijk=PEIL, genoemd_op=dt.date(2026, 1, 5),
                )
            )  # fmt: skip
            session.add(Actie(programma_id=klein, nummer=f"{50 + i}", titel=f"extra {i}", volgorde=100 + i))
    with database.session() as session, tel_opdrachten(database.engine) as later:
        programma = session.get_one(Programma, klein)
        assert len(cijfers_van(session, programma).afspraken) == 200
    assert len(later) == len(eerst) < 40


def test_a_moved_date_counts_from_the_day_it_was_moved(session, programma):
    voor = {a.uuid: a for a in cijfers_van(session, programma, K2).afspraken}
    na = {a.uuid: a for a in cijfers_van(session, programma, K3).afspraken}
    verzet = [uuid for uuid, stand in na.items() if stand.aantal_verzet]
    assert verzet
    for uuid in verzet:
        assert voor[uuid].aantal_verzet == 0
        assert na[uuid].uiterlijk == voor[uuid].uiterlijk + dt.timedelta(days=60)


def test_a_promise_that_moved_to_another_coalitie_is_counted_where_it_was(session, programma, door):
    eerst = [(c.nummer, c.afspraken_totaal, c.afspraken_nagekomen) for c in cijfers_van(session, programma).coalities]
    van, naar = session.exec(select(Ontwikkelcoalitie).order_by(Ontwikkelcoalitie.id).limit(2)).all()
    for afspraak in session.exec(select(Partnerafspraak).where(Partnerafspraak.coalitie_id == van.id)):
        afspraak.coalitie_id = naar.id
        voor_na = {"voor": {"coalitie_id": van.id}, "na": {"coalitie_id": naar.id}}
        moment = dt.datetime(2026, 10, 2, 9, tzinfo=dt.UTC)
        noteer(session, "partnerafspraak.verplaatst", afspraak, door=door, nu=moment, **voor_na)
    session.flush()
    nu = [(c.nummer, c.afspraken_totaal, c.afspraken_nagekomen) for c in cijfers_van(session, programma).coalities]
    assert nu == eerst
    assert eerst[0][1] > 0


def test_a_light_has_a_direction_and_grey_has_none(session, programma):
    standen = {actie.nummer: actie for actie in cijfers_van(session, programma).acties}
    assert standen["6b"].tijd.kleur == "rood"
    assert standen["6b"].tijd.richting == "slechter"
    assert standen["6b"].oordeel == "besluit"
    assert standen["1"].beleid.kleur == "geen"
    assert standen["1"].oordeel == "geen_stand"


def test_money_adds_up_and_unknown_is_not_zero(session, programma):
    geld = cijfers_van(session, programma).geld
    assert geld.totaal.na_wijziging == sum(post.na_wijziging for post in geld.posten) == 1_648_600_000
    ruimte = next(post for post in geld.posten if post.code == "ruimte")
    assert (ruimte.prognose, ruimte.afwijking) == (365_500_000, -5_400_000)
    eerder = kwartaalcijfers(
        session, programma, periode=Kwartaal.lees("2026-K1"), peildatum=dt.date(2026, 1, 31)
    ).geld
    assert eerder.totaal.realisatie is None
    assert eerder.totaal.prognose is None
    assert eerder.totaal.afwijking is None


def test_a_norm_that_was_met_and_one_that_is_not_counted_differ(session, programma):
    normen = {norm.omschrijving: norm for norm in cijfers_van(session, programma).normen}
    assert normen["vier bijeenkomsten van de commissie"].aantal == 2
    assert normen["vier bijeenkomsten van de commissie"].nog_nodig == 2
    assert normen["acht promotie-evenementen techniek"].aantal is None
    assert normen["zes tot acht coalities ondersteund"].stand == "op_tempo"


def test_report_page_and_vandaag_count_a_norm_in_one_way(session, programma, door):
    """A coalitie without a meeting is not supported, one that ended after it met was, and next week says nothing."""
    coalities = session.exec(select(Ontwikkelcoalitie).order_by(Ontwikkelcoalitie.id)).all()
    maak(session, Ontwikkelcoalitie, programma=programma)
    coalities[0].status, coalities[0].beeindigd_op = CoalitieStatus.BEEINDIGD, dt.date(2026, 9, 1)
    coalities[0].reden = "gestopt"
    nieuw = maak(session, Ontwikkelcoalitie, programma=programma)
    morgen = dt.datetime(2026, 10, 1, 9, tzinfo=dt.UTC)
    maak(session, Overleg, coalitie=nieuw, begint_op=morgen, status=OverlegStatus.GEHOUDEN)
    wat = "zes tot acht coalities ondersteund"
    (rapport,) = [norm for norm in cijfers_van(session, programma).normen if norm.omschrijving == wat]
    normen = norm_stand(session, programma.id, K3.eind).overig
    (blad,) = [stand.geteld for stand in normen if stand.norm.omschrijving == wat]
    (vandaag,) = [n.geteld for n in kwartaalstand(session, door, K3.eind).normen if n.omschrijving == wat]
    assert rapport.aantal == blad == vandaag == 5
    assert set(rapport.uuids) == {coalitie.uuid for coalitie in coalities}


def test_a_running_action_without_a_role_holder_is_signalled(session, programma):
    zonder = [o for o in cijfers_van(session, programma).opdrachten if o.zonder_rolhouder]
    assert [(o.keten, o.stand) for o in zonder] == [("bouw", "verlopen")]


def test_a_mandate_is_over_when_its_extension_is_and_not_before(session, programma):
    bouw = session.exec(select(Opdracht).where(Opdracht.keten == "bouw")).one()
    maak(session, Verlenging, opdracht=bouw, tot=dt.date(2026, 12, 31), verleend_op=dt.date(2026, 8, 1))

    def op(periode):
        stand = next(o for o in cijfers_van(session, programma, periode).opdrachten if o.keten == "bouw")
        return stand.stand, stand.eind, stand.termijn.replace("\u00a0", " ")

    assert op(K3) == ("onvervuld", dt.date(2026, 12, 31), "31 december 2026")
    assert op(K2)[:2] == ("verlopen", bouw.datum_tot)
    bouw.starten(dt.date(2024, 2, 1))
    bouw.afronden(dt.date(2026, 9, 1))
    assert op(K3)[:2] == ("verlopen", dt.date(2026, 9, 1))


def test_the_path_of_an_indicator_runs_straight_between_year_ends(session, programma):
    graad = cijfers_van(session, programma).indicatoren[0]
    assert graad.punten[1].lijn == Decimal("37.5")  # the end of 2025, half-way 2023-2027
    assert graad.lijn_nu == Decimal("38.4349")


def test_an_empty_programme_has_figures_too(session):
    cijfers = cijfers_van(session, leeg_programma(session))
    assert cijfers.acties == ()
    assert cijfers.geld.totaal is None
    assert plat(cijfers)["geld"]["posten"] == []
