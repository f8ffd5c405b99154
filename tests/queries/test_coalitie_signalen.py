"""What asks for attention at a coalitie, on any day: the same for a day in the past, whatever happened since."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import (
    Aanwezigheid,
    Advies,
    AfspraakStatus,
    CaseStatus,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    FinancieringSoort,
    Financieringsregel,
    Financieringsstand,
    GebruikerRol,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Poortbesluit,
    Programma,
    PurposeCase,
    PurposeCaseVersie,
    Stand,
    Uitkomst,
    Verzetting,
)
from crm.queries.coalitie_signalen import SignaalSoort, signalen, signalen_van
from crm.queries.coalitie_stand import loopt
from crm.workflows import coalitie_vormen, partnerafspraak_opvolgen
from crm.workflows.coalitie_samenvoegen import samenvoegen
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

S = SignaalSoort
DAG = dt.date(2026, 9, 30)
BEGIN = dt.date(2026, 9, 1)
LANG = dt.date(2026, 1, 1)


@pytest.fixture
def petra(session):
    return maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)


@pytest.fixture
def coalitie(session):
    """Founded this month, so that nothing is silent yet."""
    return maak(session, Ontwikkelcoalitie, opgericht_op=BEGIN)


def lid(session, coalitie, helix=Helix.BEDRIJF, van=BEGIN, **anders):
    organisatie = anders.pop("organisatie", None) or maak(session, Organisatie, helix=helix)
    maak(session, Deelneming, coalitie=coalitie, organisatie=organisatie, van=van, **anders)
    return organisatie


def vul(session, coalitie, van=BEGIN):
    """All three kinds of party and an aanjager."""
    lid(session, coalitie, Helix.OVERHEID, van, rol=DeelnemerRol.AANJAGER)
    lid(session, coalitie, Helix.ONDERWIJS, van)
    return lid(session, coalitie, Helix.BEDRIJF, van)


def overleg(session, dag, organisatie=None, status=OverlegStatus.GEHOUDEN, afgemeld=False, **anders):
    gemaakt = maak(
        session, Overleg, begint_op=dt.datetime(dag.year, dag.month, dag.day, 9, tzinfo=dt.UTC), status=status, **anders
    )
    if organisatie is not None:
        maak(session, Aanwezigheid, overleg=gemaakt, organisatie=organisatie, is_afgemeld=afgemeld)
    return gemaakt


def besluit(session, case, **anders):
    versie = maak(session, PurposeCaseVersie, case=case, nummer=1)
    advies = maak(session, Advies, case=case, versie=versie)
    return maak(session, Poortbesluit, case=case, versie=versie, advies=advies, **anders)


def vraag(session, coalitie, dag=DAG):
    session.flush()
    return signalen_van(session, coalitie.id, dag)


def soorten(session, coalitie, dag=DAG):
    return [signaal.soort for signaal in vraag(session, coalitie, dag)]


def een(session, coalitie, soort, dag=DAG):
    (gevonden,) = [signaal for signaal in vraag(session, coalitie, dag) if signaal.soort is soort]
    return gevonden


# --- who is missing ---


def test_a_coalitie_with_everybody_at_the_table_has_no_signals(session, coalitie):
    vul(session, coalitie)
    assert vraag(session, coalitie) == ()


def test_an_empty_coalitie_misses_an_aanjager_and_three_parties(session, coalitie):
    gevonden = vraag(session, coalitie)
    assert [s.zin for s in gevonden] == [
        "Deze coalitie heeft geen aanjager.",
        "Er doet geen overheid mee.",
        "Er doet geen onderwijsinstelling mee.",
        "Er doet geen bedrijf mee.",
    ]
    assert {(s.sinds, s.bij, s.bij_uuid, s.deel) for s in gevonden} == {(BEGIN, "coalitie", coalitie.uuid, "leden")}


def test_missing_is_counted_from_the_day_after_the_last_one_left(session, coalitie):
    vul(session, coalitie)
    for deelneming in coalitie.deelnemingen:
        if deelneming.rol is DeelnemerRol.AANJAGER:
            deelneming.tot = dt.date(2026, 9, 19)
    assert een(session, coalitie, S.GEEN_AANJAGER).sinds == dt.date(2026, 9, 20)
    assert een(session, coalitie, S.HELIX_ONTBREEKT).sinds == dt.date(2026, 9, 20)
    assert soorten(session, coalitie, dt.date(2026, 9, 19)) == []


def test_who_joins_later_is_missing_until_then(session, coalitie):
    vul(session, coalitie)
    session.refresh(coalitie)
    for deelneming in coalitie.deelnemingen:
        deelneming.van = dt.date(2026, 10, 5)
    assert len(soorten(session, coalitie)) == 4
    assert soorten(session, coalitie, dt.date(2026, 10, 5)) == []


# --- silence ---


def test_a_member_is_silent_after_ninety_days(session, coalitie):
    vul(session, coalitie)
    stil = lid(session, coalitie, van=LANG)
    overleg(session, DAG - dt.timedelta(days=89), stil, coalitie=coalitie)
    assert soorten(session, coalitie) == []
    signaal = een(session, coalitie, S.LID_STIL, DAG + dt.timedelta(days=1))
    assert signaal.zin == f"Met {stil.naam} is al 90 dagen of langer niet gesproken."
    assert (signaal.sinds, signaal.bij, signaal.bij_uuid) == (DAG - dt.timedelta(days=89), "organisatie", stil.uuid)


def test_contact_counts_wherever_it_was_but_not_when_it_did_not_happen(session, coalitie):
    vul(session, coalitie)
    stil = lid(session, coalitie, van=LANG)
    overleg(session, dt.date(2026, 9, 20), stil, afgemeld=True)
    overleg(session, dt.date(2026, 9, 21), stil, OverlegStatus.GEPLAND)
    overleg(session, dt.date(2026, 10, 1), stil)
    signaal = een(session, coalitie, S.LID_STIL)
    assert (signaal.zin, signaal.sinds) == (f"Met {stil.naam} is nog nooit gesproken.", LANG)
    overleg(session, dt.date(2026, 9, 22), stil, onderwerp="Iets heel anders")
    assert soorten(session, coalitie) == []


def test_a_new_member_is_not_silent_yet(session, coalitie):
    vul(session, coalitie)
    lid(session, coalitie, van=DAG - dt.timedelta(days=89))
    assert soorten(session, coalitie) == []
    lid(session, coalitie, van=DAG - dt.timedelta(days=90))
    assert soorten(session, coalitie) == [S.LID_STIL]


def test_who_changes_roles_stays_and_who_comes_back_begins_anew(session, coalitie):
    vul(session, coalitie)
    gebleven = lid(session, coalitie, van=LANG, tot=dt.date(2026, 8, 31))
    lid(session, coalitie, organisatie=gebleven, van=BEGIN)
    terug = lid(session, coalitie, van=LANG, tot=dt.date(2026, 6, 30))
    lid(session, coalitie, organisatie=terug, van=BEGIN)
    assert [s.bij_uuid for s in vraag(session, coalitie)] == [gebleven.uuid]


def test_an_organisation_with_two_roles_is_silent_once_and_our_own_province_never(session, coalitie):
    vul(session, coalitie)
    dubbel = lid(session, coalitie, van=LANG)
    lid(session, coalitie, organisatie=dubbel, van=LANG, rol=DeelnemerRol.ADVISEUR)
    lid(session, coalitie, organisatie=maak(session, Organisatie, is_eigen_provincie=True), van=LANG)
    assert soorten(session, coalitie) == [S.LID_STIL]


def test_a_quarter_without_a_meeting_is_silence_of_the_coalitie_itself(session):
    coalitie = maak(session, Ontwikkelcoalitie, opgericht_op=LANG)
    aanwezig = vul(session, coalitie)
    signaal = een(session, coalitie, S.COALITIE_STIL)
    assert (signaal.zin, signaal.sinds) == ("Deze coalitie heeft nog nooit overlegd.", LANG)
    overleg(session, dt.date(2026, 9, 1), aanwezig)  # with a member, about something else
    assert S.COALITIE_STIL in soorten(session, coalitie)
    overleg(session, DAG - dt.timedelta(days=91), coalitie=coalitie)
    assert een(session, coalitie, S.COALITIE_STIL).zin == "Deze coalitie heeft al een kwartaal niet overlegd."
    overleg(session, DAG - dt.timedelta(days=90), coalitie=coalitie)
    assert S.COALITIE_STIL not in soorten(session, coalitie)


def test_a_coalitie_younger_than_a_quarter_is_not_silent(session):
    coalitie = maak(session, Ontwikkelcoalitie, opgericht_op=DAG - dt.timedelta(days=90))
    vul(session, coalitie)
    assert soorten(session, coalitie) == []


# --- promises, the case and the money ---


def test_overdue_promises_are_counted_from_the_oldest(session, coalitie):
    vul(session, coalitie)
    for dag in (dt.date(2026, 9, 29), dt.date(2026, 9, 10), DAG):
        maak(session, Partnerafspraak, coalitie=coalitie, uiterlijk=dag)
    maak(session, Partnerafspraak, coalitie=coalitie, uiterlijk=None, herijken_op=dt.date(2026, 9, 10))
    maak(
        session, Partnerafspraak, coalitie=coalitie, uiterlijk=dt.date(2026, 9, 1), status=AfspraakStatus.AFGEWEZEN,
        gronden="Nee", afgesloten_op=dt.date(2026, 9, 2), afgeschreven=Decimal(12),
    )  # fmt: skip
    signaal = een(session, coalitie, S.AFSPRAKEN_TE_LAAT)
    assert (signaal.zin, signaal.sinds) == ("2 partnerafspraken zijn te laat.", dt.date(2026, 9, 10))
    assert signaal.kort == "2 afspraken te laat"


def test_a_promise_of_its_case_counts_too(session, coalitie):
    vul(session, coalitie)
    case = maak(session, PurposeCase, coalitie=coalitie)
    maak(session, Partnerafspraak, case=case, uiterlijk=dt.date(2026, 9, 29))
    assert een(session, coalitie, S.AFSPRAKEN_TE_LAAT).zin == "Eén partnerafspraak is te laat."


def test_the_status_purpose_case_asks_for_one(session, coalitie, petra):
    vul(session, coalitie)
    for stap, dag in (("vormen", 10), ("case_starten", 20)):
        nu = dt.datetime(2026, 9, dag, 9, tzinfo=dt.UTC)
        getattr(coalitie_vormen, stap)(session, coalitie, door=petra, nu=nu)
    signaal = een(session, coalitie, S.GEEN_CASE)
    assert (signaal.sinds, signaal.deel) == (dt.date(2026, 9, 20), "purpose-case")
    assert soorten(session, coalitie, dt.date(2026, 9, 19)) == []
    case = maak(session, PurposeCase, coalitie=coalitie)
    maak(session, PurposeCaseVersie, case=case, nummer=1, opgesteld_op=dt.datetime(2026, 10, 5, 9, tzinfo=dt.UTC))
    assert soorten(session, coalitie) == [S.GEEN_CASE]
    assert soorten(session, coalitie, dt.date(2026, 10, 5)) == []


def test_a_case_that_was_stopped_is_none_from_that_day(session, coalitie, petra):
    vul(session, coalitie)
    ander = maak(session, Ontwikkelcoalitie, opgericht_op=BEGIN, status=CoalitieStatus.PURPOSE_CASE)
    vul(session, ander)
    case = maak(
        session, PurposeCase, coalitie=ander, status=CaseStatus.BESLOTEN, uitkomst=Uitkomst.STOP, ingediend_op=BEGIN,
        ingediend_door=petra, provincie_bij_indiening=1, totaal_bij_indiening=2,
    )  # fmt: skip
    besluit(session, case, uitkomst=Uitkomst.STOP, besloten_op=dt.date(2026, 9, 28))
    assert soorten(session, ander) == [S.GEEN_CASE]
    assert soorten(session, ander, dt.date(2026, 9, 27)) == []


def test_a_province_that_carries_too_much_is_a_signal_at_the_case(session, coalitie, petra):
    vul(session, coalitie)
    case = maak(
        session, PurposeCase, coalitie=coalitie, status=CaseStatus.BESLOTEN, uitkomst=Uitkomst.GO, ingediend_op=BEGIN,
        ingediend_door=petra, provincie_bij_indiening=1, totaal_bij_indiening=2,
    )  # fmt: skip
    besluit(session, case, besloten_op=BEGIN)
    for provinciaal, bedrag in ((True, "500.01"), (False, "499.99")):
        regel = maak(session, Financieringsregel, case=case, is_provinciaal=provinciaal, soort=FinancieringSoort.GELD)
        maak(session, Financieringsstand, regel=regel, stand=Stand.AANGEVRAAGD, bedrag=Decimal(bedrag), op=BEGIN)
    signaal = een(session, coalitie, S.BOVEN_DE_HELFT)
    assert signaal.zin == "De provincie draagt 50,01% van de purpose case; dat mag hoogstens 50% zijn."
    assert (signaal.bij, signaal.bij_uuid) == ("case", case.uuid)


# --- a day in the past ---


def test_a_day_in_the_past_stays_the_same_after_everything_that_can_happen(session, petra):
    """Two peildata: before and after a merger, a hand-over, moved dates, deliveries and a step."""
    programma = maak(session, Programma)
    coalitie, ander = (
        maak(session, Ontwikkelcoalitie, programma=programma, opgericht_op=LANG, naam=naam) for naam in ("Oud", "In")
    )
    rom = lid(session, coalitie, Helix.OVERHEID, LANG, rol=DeelnemerRol.AANJAGER)
    school = lid(session, coalitie, Helix.ONDERWIJS, LANG)
    overleg(session, dt.date(2026, 5, 4), rom, coalitie=coalitie)
    laat = [
        maak(session, Partnerafspraak, coalitie=coalitie, organisatie=school, uiterlijk=dag, genoemd_op=LANG)
        for dag in (dt.date(2026, 9, 10), dt.date(2026, 9, 20), dt.date(2026, 9, 25))
    ]
    eerder = {DAG: signalen(session, DAG), dt.date(2026, 6, 30): signalen(session, dt.date(2026, 6, 30))}
    soort = {s.soort for s in eerder[DAG][1].signalen}
    assert soort == {S.HELIX_ONTBREEKT, S.AFSPRAKEN_TE_LAAT, S.COALITIE_STIL, S.LID_STIL}

    nu = dt.datetime(2026, 10, 8, 9, tzinfo=dt.UTC)
    wie = {"door": petra, "nu": nu}
    maak(session, Verzetting, afspraak=laat[0], van=laat[0].uiterlijk, naar=dt.date(2027, 1, 1), verzet_op=nu.date())
    laat[0].uiterlijk = dt.date(2027, 1, 1)
    session.flush()
    partnerafspraak_opvolgen.sluiten(session, laat[1], stap="intrekken", gronden="Kan niet meer", **wie)
    bedrijf = maak(session, Organisatie)
    overleg(session, dt.date(2026, 10, 6), school, coalitie=coalitie)
    coalitie_vormen.overdragen(session, coalitie, organisatie=bedrijf, van=nu.date(), **wie)
    coalitie_vormen.vormen(session, coalitie, **wie)
    samenvoegen(session, coalitie, in_=ander, reden="Zelfde partijen", **wie)
    session.flush()
    session.expire_all()
    assert {dag: signalen(session, dag) for dag in eerder} == eerder
    straks = signalen(session, nu.date())
    assert [s.naam for s in straks] == ["In"]
    assert [s.zin for s in straks[0].signalen if s.soort is S.AFSPRAKEN_TE_LAAT] == ["Eén partnerafspraak is te laat."]


def test_a_coalitie_is_asked_about_while_it_is_open(session, coalitie, petra):
    nu = dt.datetime(2026, 10, 8, 9, tzinfo=dt.UTC)
    coalitie_vormen.beeindigen(session, coalitie, op=dt.date(2026, 10, 5), reden="Klaar", door=petra, nu=nu)
    session.flush()
    assert len(soorten(session, coalitie)) == 4
    for dag in (BEGIN - dt.timedelta(days=1), dt.date(2026, 10, 5)):
        assert soorten(session, coalitie, dag) == []


def test_a_coalitie_without_a_founding_day_is_as_old_as_its_agenda(session):
    coalitie = maak(session, Ontwikkelcoalitie, programma=maak(session, Programma, jaar_van=2025))
    vul(session, coalitie)
    assert een(session, coalitie, S.COALITIE_STIL).sinds == dt.date(2025, 1, 1)
    assert soorten(session, coalitie, dt.date(2024, 12, 31)) == []


def test_only_running_agendas_can_be_asked_for(session):
    for jaren in ((2021, 2023), (2025, 2028)):
        maak(session, Ontwikkelcoalitie, programma=maak(session, Programma, jaar_van=jaren[0], jaar_tot=jaren[1]))
    assert len(signalen(session, DAG)) == 2
    assert len(signalen(session, DAG, loopt(2026))) == 1


def test_the_short_form_counts_the_silent_members(session, coalitie):
    vul(session, coalitie)
    lid(session, coalitie, van=LANG)
    assert signalen(session, DAG)[0].kort == ("1 lid stil",)
    lid(session, coalitie, van=LANG)
    assert signalen(session, DAG)[0].kort == ("2 leden stil",)
    assert signalen(session, DAG)[0].oudste == LANG


def test_all_coalities_cost_two_statements_however_many_there_are(session, database):
    def kosten(aantal):
        for _ in range(aantal):
            coalitie = maak(session, Ontwikkelcoalitie, opgericht_op=LANG)
            vul(session, coalitie, LANG)
            maak(session, Partnerafspraak, coalitie=coalitie, uiterlijk=BEGIN, genoemd_op=LANG)
        session.flush()
        with tel_opdrachten(database.engine) as opdrachten:
            assert all(len(s.signalen) == 5 for s in signalen(session, DAG))
        return len(opdrachten)

    assert kosten(2) == kosten(20) == 2
