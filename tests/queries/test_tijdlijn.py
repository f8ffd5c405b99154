"""One timeline per dossier: what stands on it, in which order, a page at a time, and in words that somebody can read."""

import ast
import datetime as dt
import re
from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa

from crm import models as m
from crm.models import GebruikerRol as R
from crm.models import SQLModel
from crm.queries.tijdlijn import DOSSIERS, PER_BLAD, Keuze, Plek, Soort, begin_van, soorten, tijdlijn
from crm.queries.tijdlijn.namen import BEKEND
from crm.queries.tijdlijn.omvang import omvang
from crm.queries.tijdlijn.stromen import LOG, STROMEN, VERVANGEN
from crm.queries.tijdlijn.vraag import begin_van_dag, bladvraag
from crm.queries.tijdlijn.zinnen import ZINNEN
from crm.workflows import partnerafspraak_opvolgen as opvolgen
from tests.factories import EEN_DAG, EEN_MOMENT, maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

HUIS = Path(__file__).resolve().parents[2] / "crm"
WORKFLOWS = HUIS / "workflows"
ALLES = Keuze()


@pytest.fixture
def petra(session):
    return maak_gebruiker(session, "Petra", R.PROGRAMMAMANAGER)


@pytest.fixture
def coalitie(session):
    return maak(session, m.Ontwikkelcoalitie, nummer="5a", naam="Loket")


@pytest.fixture
def lijn(session, nu):
    """The timeline of a dossier, for who may see persons unless told otherwise."""

    def doe(soort, dossier, keuze=ALLES, *, met_personen=True, **anders):
        return tijdlijn(session, soort, dossier.id, keuze, nu=nu, met_personen=met_personen, **anders)

    return doe


def _zinnen(blad):
    return [g.zin for g in blad.gebeurtenissen]


def _noteer(session, onderwerp, handeling, op, door, **anders):
    session.add(
        m.Logboekregel(
            op=op,
            door_id=door.id,
            handeling=handeling,
            onderwerp_soort=onderwerp.__tablename__,
            onderwerp_id=onderwerp.id,
            onderwerp_uuid=onderwerp.uuid,
            **anders,
        )
    )
    session.flush()


# --- what stands on it ---


def test_a_meeting_is_one_event_with_its_decisions_above_it(session, coalitie, petra, lijn):
    anders = {"status": m.OverlegStatus.VASTGELEGD, "vastgelegd_op": EEN_MOMENT, "vastgelegd_door": petra}
    overleg = maak(session, m.Overleg, coalitie=coalitie, onderwerp="Kwartaaloverleg", **anders)
    maak(session, m.Besluit, overleg=overleg, omschrijving="Wij beginnen in mei")
    _noteer(session, overleg, "overleg.vastgelegd", EEN_MOMENT, petra)
    blad = lijn("coalitie", coalitie)
    assert _zinnen(blad) == ["Besloten: Wij beginnen in mei.", "Overleg gehouden: Kwartaaloverleg."]
    assert [g.soort for g in blad.gebeurtenissen] == [Soort.BESLUIT, Soort.OVERLEG]
    assert {(g.door, g.over.soort, g.over.uuid) for g in blad.gebeurtenissen} == {
        ("Petra", "overleg", overleg.uuid)
    }


@pytest.mark.parametrize(
    ("anders", "zin", "reden"),
    [
        ({"begint_op": dt.datetime(2026, 11, 1, 9, tzinfo=dt.UTC)}, "Overleg gepland: Tafel.", None),
        ({}, "Overleg, nog niet vastgelegd: Tafel.", None),
        ({"status": m.OverlegStatus.GEHOUDEN}, "Overleg gehouden, nog niet vastgelegd: Tafel.", None),
        ({"status": m.OverlegStatus.AFGELAST, "reden": "Ziek", "afgelast_op": EEN_MOMENT}, "Overleg ging niet door: Tafel.", "Ziek"),
    ],
)
def test_a_meeting_says_whether_it_took_place(session, coalitie, lijn, anders, zin, reden):
    maak(session, m.Overleg, coalitie=coalitie, onderwerp="Tafel", **anders)
    (gebeurtenis,) = lijn("coalitie", coalitie).gebeurtenissen
    assert (gebeurtenis.zin, gebeurtenis.reden) == (zin, reden)


def test_what_has_a_row_of_its_own_is_shown_once_with_who_did_it(session, coalitie, petra, nu, lijn):
    techport = maak(session, m.Organisatie, naam="Techport")
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie, organisatie=techport)
    wie = {"door": petra, "nu": nu}
    opvolgen.bevestigen(session, afspraak, op=EEN_DAG, **wie)
    opvolgen.leveren(
        session, afspraak, hoeveelheid=Decimal(3), geleverd_op=EEN_DAG, bewijs="Brief van 1 september", **wie
    )
    opvolgen.verzetten(session, afspraak, naar=dt.date(2027, 3, 1), grond="Vertraging", **wie)
    opvolgen.sluiten(session, afspraak, stap="intrekken", gronden="Gestopt", **wie)
    blad = lijn("coalitie", coalitie)
    assert [(g.zin.replace("\u00a0", " "), g.reden) for g in blad.gebeurtenissen] == [
        ("Techport bevestigde 12 stageplekken.", None),
        ("Techport trok de afspraak over 12 stageplekken in; afgeschreven: 9 stageplekken.", "Gestopt"),
        (
            "Andere datum voor 12 stageplekken van Techport: van 1 februari 2027 naar 1 maart 2027.",
            "Vertraging",
        ),
        ("Techport leverde 3 van de 12 stageplekken.", "Brief van 1 september"),
    ]
    assert {g.door for g in blad.gebeurtenissen} == {"Petra"}
    assert _zinnen(lijn("organisatie", techport)) == _zinnen(blad)


def test_who_did_something_else_later_is_not_named(session, coalitie, petra, lijn):
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie)
    vroeg = EEN_MOMENT - dt.timedelta(days=400)
    maak(session, m.Levering, afspraak=afspraak, aangemaakt_op=vroeg)
    _noteer(session, afspraak, "partnerafspraak.geleverd", EEN_MOMENT, petra, aangemaakt_op=EEN_MOMENT)
    (levering,) = lijn("coalitie", coalitie).gebeurtenissen
    assert levering.door is None


def test_euros_are_written_as_euros(session, coalitie, lijn):
    geld = {"soort": m.AfspraakSoort.GELD, "eenheid": "euro", "hoeveelheid": Decimal("5000.50")}
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie, **geld)
    maak(session, m.Levering, afspraak=afspraak, hoeveelheid=Decimal(1000))
    (zin,) = _zinnen(lijn("coalitie", coalitie))
    assert "leverde €\u00a01.000 van de €\u00a05.000,50." in zin


def test_a_write_off_is_told_from_a_promise_that_closed(session, coalitie, lijn):
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie, afgeschreven=Decimal(2))
    maak(session, m.Afschrijving, afspraak=afspraak, hoeveelheid=Decimal(2))
    (zin,) = _zinnen(lijn("coalitie", coalitie))
    assert "levert minder: 2 van de 12 stageplekken afgeschreven." in zin


def test_a_case_shows_its_advice_its_gate_and_what_became_of_the_conditions(session, coalitie, petra, lijn):
    case = maak(session, m.PurposeCase, coalitie=coalitie, titel="Samen opleiden")
    maak(session, m.Advies, case=case, tekst="Doen, met haast")
    besluit = maak(session, m.Poortbesluit, case=case, uitkomst=m.Uitkomst.GO_ONDER_VOORWAARDEN)
    punt = maak(session, m.Actiepunt, overleg=None, case=case, omschrijving="Plan maken")
    maak(session, m.Voorwaarde, besluit=besluit, actiepunt=punt)
    _noteer(session, punt, "actiepunt.afgerond", EEN_MOMENT, petra)
    _noteer(session, case, "purpose_case.besloten", EEN_MOMENT, petra, na={"uitkomst": "go"})
    verwacht = [
        "Actiepunt afgerond: Plan maken.",
        "Poortbesluit over Samen opleiden: go onder voorwaarden.",
        "Advies over Samen opleiden: positief.",
    ]
    for soort, dossier in (("case", case), ("coalitie", coalitie)):
        assert _zinnen(lijn(soort, dossier)) == verwacht
    assert [g.reden for g in lijn("case", case).gebeurtenissen[1:]] == [
        "Voldoende draagvlak",
        "Doen, met haast",
    ]


def test_the_meeting_about_a_case_stands_there_without_what_it_decided_about_others(session, coalitie, lijn):
    case = maak(session, m.PurposeCase, coalitie=coalitie)
    overleg = maak(session, m.Overleg, onderwerp="Adviescommissie", status=m.OverlegStatus.GEHOUDEN)
    maak(session, m.Besluit, overleg=overleg, omschrijving="Over een heel andere case")
    maak(session, m.Advies, case=case, overleg_id=overleg.id)
    assert "Overleg gehouden, nog niet vastgelegd: Adviescommissie." in _zinnen(lijn("case", case))
    assert not any("andere case" in zin for zin in _zinnen(lijn("case", case)))


def test_a_file_that_was_removed_says_so_and_stays(session, coalitie, petra, lijn):
    weg = {"verwijderd_op": EEN_MOMENT + dt.timedelta(days=1), "verwijderd_reden": "Verkeerd bestand"}
    bijlage = maak(session, m.Bijlage, coalitie=coalitie, naam="plan.pdf", **weg)
    _noteer(session, bijlage, "bijlage.toegevoegd", EEN_MOMENT, petra)
    _noteer(session, bijlage, "bijlage.verwijderd", weg["verwijderd_op"], petra, reden="Verkeerd bestand")
    blad = lijn("coalitie", coalitie, Keuze(frozenset({Soort.DOCUMENT})))
    assert _zinnen(blad) == [
        "Bestand verwijderd: plan.pdf.",
        "Bestand toegevoegd: plan.pdf (later verwijderd).",
    ]
    assert blad.gebeurtenissen[0].reden == "Verkeerd bestand"


def test_an_actie_shows_its_parts_and_its_coalities_but_not_what_names_another_actie(session, lijn):
    actie = maak(session, m.Actie, nummer="4")
    deel = maak(session, m.Actie, nummer="4A", ouder_id=actie.id, programma_id=actie.programma_id)
    ander = maak(session, m.Actie, nummer="9", programma_id=actie.programma_id)
    coalitie = maak(session, m.Ontwikkelcoalitie, programma_id=actie.programma_id)
    maak(session, m.CoalitieActie, coalitie=coalitie, actie=deel)
    maak(session, m.Overleg, actie=deel, onderwerp="Van het deel")
    maak(session, m.Overleg, coalitie=coalitie, onderwerp="Van de coalitie")
    maak(session, m.Overleg, coalitie=coalitie, actie=ander, onderwerp="Van een ander")
    maak(session, m.Voortgang, actie=deel, tijd=m.Licht.GROEN)
    tekst = " ".join(_zinnen(lijn("actie", actie)))
    assert "Van het deel" in tekst
    assert "Van de coalitie" in tekst
    assert "Van een ander" not in tekst
    assert "beleid grijs, tijd groen, geld grijs" in tekst


def test_a_coalitie_keeps_the_history_of_what_merged_into_it(session, coalitie, lijn):
    oud = maak(
        session,
        m.Ontwikkelcoalitie,
        status=m.CoalitieStatus.BEEINDIGD,
        beeindigd_op=EEN_DAG,
        reden="Samen",
        opgegaan_in_id=coalitie.id,
    )
    maak(session, m.Overleg, coalitie=oud, onderwerp="Voor het samengaan")
    assert "Voor het samengaan" in _zinnen(lijn("coalitie", coalitie))[0]


def test_what_moved_to_another_coalitie_stays_where_it_happened(session, coalitie, petra, lijn):
    nieuw = maak(session, m.Ontwikkelcoalitie, naam="Nieuw", nummer=None)
    afspraak = maak(session, m.Partnerafspraak, coalitie=nieuw)
    maak(session, m.Levering, afspraak=afspraak)
    plek = {"voor": {"coalitie_id": coalitie.id}, "na": {"coalitie_id": nieuw.id, "naam": nieuw.naam}}
    _noteer(session, afspraak, "partnerafspraak.verplaatst", EEN_MOMENT, petra, reden="Samen verder", **plek)
    blad = lijn("coalitie", coalitie)
    assert "verhuisde naar coalitie Nieuw." in blad.gebeurtenissen[0].zin
    assert "leverde 3 van de 12 stageplekken." in blad.gebeurtenissen[1].zin
    assert _zinnen(lijn("coalitie", nieuw)) == _zinnen(blad)


def test_a_line_of_the_log_names_who_the_numbers_in_it_stand_for(session, coalitie, petra, lijn):
    roc = maak(session, m.Organisatie, naam="ROC Noord")
    na = {"organisatie_id": roc.id, "tot": "2026-12-31"}
    _noteer(session, coalitie, "coalitie.lid_uitgelaten", EEN_MOMENT, petra, na=na)
    na = {"organisatie": "Techport", "rol": "aanjager", "van": "2026-10-01"}
    _noteer(session, coalitie, "coalitie.lid_toegelaten", EEN_MOMENT, petra, na=na)
    assert [zin.replace("\u00a0", " ") for zin in _zinnen(lijn("coalitie", coalitie))] == [
        "Techport is vanaf 1 oktober 2026 aanjager van coalitie 5a Loket.",
        "Laatste dag van ROC Noord in coalitie 5a Loket: 31 december 2026.",
    ]


def test_a_share_is_a_percentage_and_a_measured_value_a_number(session, petra, lijn):
    case = maak(session, m.PurposeCase, titel="Samen opleiden")
    na = {"provincie": "51.20", "totaal": "100.00", "aandeel": "51.20"}
    _noteer(session, case, "purpose_case.aandeel_boven_helft", EEN_MOMENT, petra, na=na)
    assert _zinnen(lijn("case", case)) == [
        "Bij Samen opleiden betaalt de provincie nu meer dan de helft: 51,20%."
    ]
    actie = maak(session, m.Actie)
    indicator = maak(
        session, m.Indicator, programma_id=actie.programma_id, actie_id=actie.id, naam="terreinen"
    )
    meting = maak(session, m.Meting, indicator=indicator)
    _noteer(session, meting, "meting.ingevoerd", EEN_MOMENT, petra, na={"waarde": "12.25"})
    assert _zinnen(lijn("actie", actie)) == ["Indicator terreinen: 12,25 ingevoerd."]


def test_a_handeling_without_a_sentence_is_named_and_one_with_less_in_it_still_reads(
    session, coalitie, petra, lijn
):
    _noteer(session, coalitie, "coalitie.heel_nieuw", EEN_MOMENT, petra)
    _noteer(session, coalitie, "coalitie.lid_toegelaten", EEN_MOMENT, petra)
    assert _zinnen(lijn("coalitie", coalitie)) == [
        "Onbekend doet vanaf onbekend mee aan coalitie 5a Loket als onbekend.",
        "Coalitie heel nieuw: coalitie 5a Loket.",
    ]


# --- personal data ---


def test_contact_persons_are_named_to_who_may_see_them_only(session, lijn):
    roc = maak(session, m.Organisatie)
    fatima = maak(session, m.Persoon, naam="Fatima El Amrani")
    maak(session, m.Functie, persoon=fatima, organisatie=roc, van=EEN_DAG, naam="Docent")
    assert _zinnen(lijn("organisatie", roc)) == ["Eerste dag hier van Fatima El Amrani als Docent."]
    assert lijn("organisatie", roc, met_personen=False).gebeurtenissen == ()


def test_a_person_has_meetings_and_roles(session, coalitie, lijn):
    fatima = maak(session, m.Persoon)
    overleg = maak(session, m.Overleg, onderwerp="Tafel", status=m.OverlegStatus.GEHOUDEN)
    maak(session, m.Aanwezigheid, overleg=overleg, persoon=fatima)
    anders = {"van": EEN_DAG, "tot": dt.date(2026, 9, 30)}
    maak(session, m.Functie, persoon=fatima, organisatie=maak(session, m.Organisatie, naam="ROC"), **anders)
    maak(session, m.Deelneming, coalitie=coalitie, persoon_id=fatima.id, **anders)
    maak(session, m.Rolvervulling, persoon=fatima, van=EEN_DAG)
    assert sorted(_zinnen(lijn("persoon", fatima))) == [
        "Eerste dag als lid van coalitie 5a Loket.",
        "Eerste dag bij ROC als Adviseur.",
        "Eerste dag in de opdracht ketenaanjager Proefketen.",
        "Laatste dag als lid van coalitie 5a Loket.",
        "Laatste dag bij ROC als Adviseur.",
        "Overleg gehouden, nog niet vastgelegd: Tafel.",
    ]


def test_an_organisation_shows_where_it_takes_part_what_it_signed_and_what_it_pays(session, coalitie, lijn):
    roc = maak(session, m.Organisatie)
    maak(session, m.Deelneming, coalitie=coalitie, organisatie=roc)
    maak(session, m.Gremiumlid, organisatie=roc, gremium=maak(session, m.Gremium, naam="Technologietafel"))
    convenant = maak(session, m.Convenant, naam="de Deal")
    maak(session, m.Ondertekening, organisatie=roc, convenant=convenant, getekend_op=EEN_DAG)
    case = maak(session, m.PurposeCase, titel="Samen opleiden", coalitie=coalitie)
    maak(session, m.Financieringsstand, regel=maak(session, m.Financieringsregel, case=case, organisatie=roc))
    assert sorted(_zinnen(lijn("organisatie", roc))) == [
        "Aangevraagd voor Samen opleiden: €\u00a01.000.",
        "Eerste dag als lid van Technologietafel.",
        "Eerste dag als lid van coalitie 5a Loket.",
        "Ondertekende de Deal.",
    ]


# --- order, pages, choices ---


@pytest.mark.parametrize(
    "dag",
    [
        "2026-01-15",
        "2026-03-28",
        "2026-03-29",
        "2026-03-30",
        "2026-07-01",
        "2026-10-25",
        "2026-10-26",
        "2024-03-31",
    ],
)
def test_a_day_begins_at_midnight_in_the_netherlands(session, dag):
    dag = dt.date.fromisoformat(dag)
    levering = maak(session, m.Levering, geleverd_op=dag)
    vraag = sa.select(begin_van_dag(m.Levering.geleverd_op)).where(m.Levering.id == levering.id)
    assert session.scalar(vraag) == begin_van(dag)


def test_a_fact_of_a_day_stands_below_everything_else_of_that_day_and_above_the_day_before(
    session, coalitie, lijn
):
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie)
    maak(session, m.Levering, afspraak=afspraak, geleverd_op=dt.date(2026, 9, 2))
    half_een = dt.datetime(2026, 9, 1, 22, 30, tzinfo=dt.UTC)
    laat = dt.datetime(2026, 9, 1, 21, 59, tzinfo=dt.UTC)
    maak(session, m.Overleg, coalitie=coalitie, begint_op=half_een, onderwerp="Half een in de nacht")
    maak(session, m.Overleg, coalitie=coalitie, begint_op=laat, onderwerp="De avond ervoor")
    zinnen = _zinnen(lijn("coalitie", coalitie))
    assert ["Half een" in zinnen[0], "leverde" in zinnen[1], "avond ervoor" in zinnen[2]] == [True] * 3


def _veel(session, coalitie, petra, aantal):
    """So many events, many of one moment: lines of the log, deliveries of a day, meetings and their decisions."""
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie, hoeveelheid=Decimal(100_000))
    for nummer in range(aantal // 4):
        moment = EEN_MOMENT + dt.timedelta(hours=6 * (nummer // 3))
        # At the beginning of a day too, where a moment and a day meet.
        moment = begin_van(moment.date()) if nummer % 5 == 0 else moment
        session.add(
            m.Levering(afspraak_id=afspraak.id, hoeveelheid=1, geleverd_op=moment.date(), bewijs="Brief")
        )
        session.add(
            m.Logboekregel(
                op=moment,
                door_id=petra.id,
                handeling="partnerafspraak.bevestigd",
                onderwerp_soort="partnerafspraak",
                onderwerp_id=afspraak.id,
                onderwerp_uuid=afspraak.uuid,
            )
        )
        overleg = m.Overleg(onderwerp=f"Overleg {nummer}", begint_op=moment, coalitie_id=coalitie.id)
        overleg.besluiten.append(m.Besluit(omschrijving=f"Besluit {nummer}"))
        session.add(overleg)
    session.flush()


def test_the_pages_together_show_everything_once_in_order(session, coalitie, petra, lijn):
    _veel(session, coalitie, petra, 160)
    heel = lijn("coalitie", coalitie, aantal=1000).gebeurtenissen
    assert len(heel) == 160
    assert list(heel) == sorted(heel, key=lambda g: (g.plek.moment, g.plek.nr, g.plek.id), reverse=True)
    for aantal in (7, PER_BLAD):
        gelezen, na = [], None
        while True:
            blad = lijn("coalitie", coalitie, aantal=aantal, na=na)
            gelezen += blad.gebeurtenissen
            if blad.volgende is None:
                break
            na = Plek.uit(str(blad.volgende))
            assert na == blad.volgende
        assert gelezen == list(heel)


@pytest.mark.parametrize("soort", sorted(DOSSIERS))
def test_an_empty_dossier_has_an_empty_timeline(session, soort, lijn):
    assert lijn(soort, maak(session, DOSSIERS[soort][0])).gebeurtenissen == ()


def test_two_events_and_two_thousand_cost_the_same_two_statements(session, database, coalitie, petra, lijn):
    _veel(session, coalitie, petra, 8)
    session.expunge_all()
    tellingen = []
    for aantal in (8, 2008):
        with tel_opdrachten(database.engine) as opdrachten:
            blad = lijn("coalitie", coalitie)
        assert len(blad.gebeurtenissen) == min(aantal, PER_BLAD)
        tellingen.append(len(opdrachten))
        if aantal == 8:
            _veel(session, coalitie, petra, 2000)
    assert tellingen == [2, 2]


def test_kinds_and_days_can_be_chosen(session, coalitie, petra, lijn):
    afspraak = maak(session, m.Partnerafspraak, coalitie=coalitie)
    for dag in (1, 2, 3):
        maak(session, m.Levering, afspraak=afspraak, geleverd_op=dt.date(2026, 9, dag))
        moment = dt.datetime(2026, 9, dag, 21, 59, tzinfo=dt.UTC)
        maak(session, m.Overleg, coalitie=coalitie, begint_op=moment)
        _noteer(session, coalitie, "coalitie.opgericht", moment, petra)

    def aantallen(keuze):
        soorten_ = [g.soort for g in lijn("coalitie", coalitie, keuze).gebeurtenissen]
        return {soort: soorten_.count(soort) for soort in set(soorten_)}

    assert aantallen(Keuze(frozenset({Soort.LEVERING, Soort.STAP}))) == {Soort.LEVERING: 3, Soort.STAP: 3}
    twee = dt.date(2026, 9, 2)
    een_van_elk = {Soort.LEVERING: 1, Soort.STAP: 1, Soort.OVERLEG: 1}
    assert aantallen(Keuze(van=twee, tot=twee)) == een_van_elk
    assert aantallen(Keuze(van=dt.date(2026, 9, 3))) == een_van_elk
    assert aantallen(Keuze(tot=dt.date(2026, 9, 1))) == een_van_elk
    assert aantallen(Keuze(frozenset({Soort.BERICHT}))) == {}


@pytest.mark.parametrize(
    "tekst",
    [
        None,
        "",
        "rommel",
        "2026-13-01T00:00:00Z_1_1",
        "9999-12-31T23:59:59Z_1_1",
        "0001-01-01T00:00:00Z_1_1",
        "2026-01-01T00:00:00Z_1_" + "9" * 30,
        "2026-01-01T00:00:00Z_１_1",
    ],
)
def test_a_changed_key_begins_at_the_beginning(session, coalitie, lijn, tekst):
    plek = Plek.uit(tekst)
    assert plek is None or lijn("coalitie", coalitie, na=plek).gebeurtenissen == ()


def test_only_kinds_that_a_dossier_can_have_are_offered():
    assert soorten("coalitie") == tuple(Soort)
    assert soorten("persoon") == (Soort.OVERLEG, Soort.BESLUIT, Soort.STAP, Soort.BERICHT, Soort.DOCUMENT)


# --- the plan of the databases ---


def _plan(session, vraag):
    tekst = str(vraag.compile(session.get_bind(), compile_kwargs={"literal_binds": True}))
    voor = "EXPLAIN QUERY PLAN" if session.get_bind().dialect.name == "sqlite" else "EXPLAIN"
    return "\n".join(
        str(rij[-1]) for rij in session.execute(sa.text(f"{voor} {tekst.replace(':', chr(92) + ':')}"))
    )


def _vol_huis(session, petra, aantal=300):
    """So many of every kind of dossier, each with a little under it."""
    programma = maak(session, m.Programma)
    roc, persoon = maak(session, m.Organisatie), maak(session, m.Persoon)
    gremium = maak(session, m.Gremium, programma=programma)
    for nummer in range(aantal):
        actie = maak(session, m.Actie, programma=programma)
        coalitie = maak(session, m.Ontwikkelcoalitie, programma=programma)
        maak(session, m.CoalitieActie, coalitie=coalitie, actie=actie)
        if nummer % 3 == 0:
            roc, persoon = maak(session, m.Organisatie), maak(session, m.Persoon)
        maak(session, m.Deelneming, coalitie=coalitie, organisatie=roc, persoon_id=persoon.id)
        maak(session, m.Functie, organisatie=roc, persoon=persoon)
        maak(
            session,
            m.Gremiumlid,
            gremium=gremium,
            organisatie=roc,
            persoon_id=persoon.id,
            van=EEN_DAG + dt.timedelta(nummer),
        )
        case = maak(session, m.PurposeCase, coalitie=coalitie)
        bij = {"case_id": case.id} if nummer % 2 else {"actie_id": actie.id}
        afspraak = maak(session, m.Partnerafspraak, organisatie=roc, coalitie=coalitie, **bij)
        maak(session, m.Levering, afspraak=afspraak)
        maak(session, m.Verzetting, afspraak=afspraak)
        maak(session, m.Afschrijving, afspraak=afspraak)
        overleg = maak(session, m.Overleg, coalitie=coalitie)
        maak(session, m.Aanwezigheid, overleg=overleg, organisatie=roc, persoon_id=persoon.id)
        maak(session, m.Besluit, overleg=overleg)
        punt = maak(session, m.Actiepunt, overleg=overleg)
        maak(session, m.Voortgang, actie=actie, door=petra)
        maak(session, m.Actiepunt, overleg=None, case=case)
        naar = {"coalitie": coalitie} if nummer % 2 else {"coalitie": None, "organisatie_id": roc.id}
        maak(session, m.Bijlage, toegevoegd_door=petra, **naar)
        for onderwerp in (actie, coalitie, afspraak, overleg, punt, roc, persoon):
            _noteer(
                session, onderwerp, f"{onderwerp.__tablename__}.gewijzigd_{nummer % 9}", EEN_MOMENT, petra
            )


# Tables that hold little for ever, so that reading all of one is no matter.
KLEIN = {"gebruiker", "programma", "poortbesluit", "advies", "voorwaarde", "rolvervulling", "ondertekening"}
KLEIN |= {
    "opdracht",
    "convenant",
    "toezegging",
    "agendapunt",
    "signaal",
    "indicator",
    "meting",
    "mijlpaal",
    "resultaat",
}
KLEIN |= {"financieringsregel", "financieringsstand", "gremium"}


@pytest.mark.parametrize("met_statistiek", [False, True])
def test_no_stream_reads_a_whole_table(session, petra, met_statistiek):
    """Each stream goes by an index: what other dossiers have costs nothing.

    PostgreSQL reads a table of a few pages whole, and rightly; told not to, it must be able to do without.
    """
    _vol_huis(session, petra)
    if met_statistiek:
        session.execute(sa.text("ANALYZE"))
    if session.get_bind().dialect.name == "postgresql":
        session.execute(sa.text("SET LOCAL enable_seqscan = off"))
    gelezen = re.compile(r"\bSCAN (\w+)\b|Seq Scan on (\w+)")
    for soort in sorted(DOSSIERS):
        for na in (None, Plek(EEN_MOMENT, 5, 3)):
            vraag = bladvraag(omvang(soort, 7), ALLES, na, PER_BLAD + 1, met_personen=True)
            plan = _plan(session, vraag)
            heel = {een or twee for een, twee in gelezen.findall(plan)} & SQLModel.metadata.tables.keys()
            assert heel - KLEIN == set(), f"{soort}\n{plan}"


# --- the tables agree with the rest of the house ---


def test_streams_have_numbers_of_their_own():
    nummers = [stroom.nr for stroom in STROMEN]
    assert len({LOG, *nummers}) == len(nummers) + 1
    assert max(nummers) < 1000


def test_whatever_can_stand_on_a_timeline_has_a_name():
    for soort in DOSSIERS:
        tabellen = {sleutel for sleutel in omvang(soort, 1) if sleutel in SQLModel.metadata.tables}
        assert tabellen - BEKEND == set()
    assert {stroom.over[0] for stroom in STROMEN} <= BEKEND


def test_every_row_that_is_an_event_has_a_sentence():
    enums = {
        "overleg_": m.OverlegStatus,
        "advies_": m.Strekking,
        "poortbesluit_": m.Uitkomst,
        "financiering_": m.Stand,
        "afspraak_": (m.AfspraakStatus.AFGEWEZEN, m.AfspraakStatus.INGETROKKEN, m.AfspraakStatus.VERVALLEN),
    }
    assert {f"{voor}{waarde}" for voor, soort in enums.items() for waarde in soort} <= ZINNEN.keys()
    assert {stroom.feit for stroom in STROMEN if isinstance(stroom.feit, str)} <= ZINNEN.keys()


# Handelingen of which a verb fills in a part that only shows when it runs: what that can be.
INVULLINGEN = {
    "coalitie.{coalitie.status}": [f"coalitie.{status}" for status in m.CoalitieStatus],
    "purpose_case.{case.status}": [f"purpose_case.{m.CaseStatus.IN_UITVOERING}"],
    "werkagenda.{werkagenda.status}": [f"werkagenda.{status}" for status in list(m.WerkagendaStatus)[1:]],
    "signaal.{stap}": [f"signaal.{stap}" for stap in ("geagendeerd", "behandeld", "terzijde_gelegd")],
    "{werk.__tablename__}.{('genoemd' if isinstance(werk, Partnerafspraak) else 'toegevoegd')}": [
        "partnerafspraak.genoemd",
        "actiepunt.toegevoegd",
    ],
    "partnerafspraak.{wat}": ["partnerafspraak.geleverd", "partnerafspraak.verzet"],
    "{soort}.verplaatst": [f"{soort}.verplaatst" for soort in ("partnerafspraak", "overleg", "agendapunt")],
    "{onderwerp.__tablename__}.{wat}": [
        *(f"partnerafspraak.{wat}" for wat in ("verzet", "gehandhaafd", "vervallen", "geleverd")),
        *(f"toezegging.{wat}" for wat in ("verzet", "gehandhaafd", "voldaan")),
    ],
}
_HANDELING = re.compile(r"[a-z_]+\.[a-z_]+")


class _Handelingen(ast.NodeVisitor):
    """What a module gives to `noteer`, also by way of a function of its own that fills in the end."""

    def __init__(self, pad):
        boom = ast.parse(pad.read_text(encoding="utf-8"))
        self.vast, self.open = set(), set()
        self._boom, self._functie = boom, None
        self._rechten = {id(arg) for k in self._aanroepen("eis", "mag") for arg in k.args}
        self.visit(boom)

    def _aanroepen(self, *namen):
        return [
            k for k in ast.walk(self._boom) if isinstance(k, ast.Call) and getattr(k.func, "id", "") in namen
        ]

    def visit_FunctionDef(self, knoop):
        self._functie = knoop
        self.generic_visit(knoop)

    def visit_Constant(self, knoop):
        if (
            isinstance(knoop.value, str)
            and _HANDELING.fullmatch(knoop.value)
            and id(knoop) not in self._rechten
        ):
            self.vast.add(knoop.value)

    def visit_Call(self, knoop):
        if getattr(knoop.func, "id", "") == "noteer":
            self._vul_in(knoop.args[1])
        self.generic_visit(knoop)

    def visit_Assign(self, knoop):
        if getattr(knoop.targets[0], "id", "") == "handeling":
            self._vul_in(knoop.value)
        self.generic_visit(knoop)

    def _vul_in(self, tekst):
        """`f"partnerafspraak.{wat}"`, where `wat` is an argument: with everything that is given for it."""
        if not isinstance(tekst, ast.JoinedStr):
            return
        patroon = ast.unparse(tekst)[2:-1]
        namen = [arg.arg for arg in self._functie.args.args]
        velden = [
            d.value.id
            for d in tekst.values
            if isinstance(d, ast.FormattedValue) and isinstance(d.value, ast.Name)
        ]
        if len(velden) == 1 and velden[0] in namen:
            plek = namen.index(velden[0])
            for aanroep in self._aanroepen(self._functie.name):
                self.vast |= {
                    patroon.replace(f"{{{velden[0]}}}", woord) for woord in self._woorden(aanroep.args[plek])
                }
        else:
            self.open.add(patroon)

    def _woorden(self, knoop):
        delen = [k for k in ast.walk(knoop) if isinstance(k, ast.Constant) and isinstance(k.value, str)]
        lijsten = [k.value.id for k in ast.walk(knoop) if isinstance(k, ast.Subscript)]
        for lijst in lijsten:
            (waarde,) = (
                k.value for k in self._boom.body if isinstance(k, ast.Assign) and k.targets[0].id == lijst
            )
            delen += [k for k in waarde.values if isinstance(k, ast.Constant)]
        assert delen, ast.unparse(knoop)
        return {deel.value for deel in delen}


def _handelingen():
    gelezen = [
        _Handelingen(pad) for pad in (*sorted(WORKFLOWS.glob("*.py")), HUIS / "models" / "open_werk.py")
    ]
    ingevuld = set().union(*(module.open for module in gelezen))
    assert ingevuld == INVULLINGEN.keys(), "zeg in INVULLINGEN wat deze verbs kunnen invullen"
    return set().union(*(module.vast for module in gelezen), *INVULLINGEN.values())


def test_every_handeling_that_a_verb_logs_has_a_sentence():
    alle = _handelingen()
    assert {"partnerafspraak.ingetrokken", "toezegging.deels_voldaan", "actiepunt.vervallen"} < alle
    assert sorted(alle - ZINNEN.keys()) == [], "schrijf een zin in crm/queries/tijdlijn/zinnen.py"


def test_only_lines_that_are_logged_are_replaced():
    assert set(VERVANGEN) - _handelingen() == set()
