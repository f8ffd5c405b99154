"""Sums of promises as of a day: per unit, per group, and the same whatever happens later."""

import datetime as dt
from decimal import Decimal

import pytest

from crm.models import (
    Actie,
    Afschrijving,
    AfspraakSoort,
    AfspraakStatus,
    GebruikerRol,
    Helix,
    Levering,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    PurposeCase,
)
from crm.queries.afspraak_totalen import Per, totalen
from crm.workflows.coalitie_samenvoegen import samenvoegen
from tests.factories import maak, maak_gebruiker
from tests.support.tellen import tel_opdrachten

JUNI, SEPTEMBER, OKTOBER = dt.date(2026, 6, 30), dt.date(2026, 9, 30), dt.date(2026, 10, 31)


def belofte(session, hoeveel, eenheid="uren", **anders):
    """A promise of the first of June."""
    soort = AfspraakSoort.GELD if eenheid == "euro" else AfspraakSoort.UREN
    standaard = {"genoemd_op": dt.date(2026, 6, 1), "soort": soort, "eenheid": eenheid}
    return maak(session, Partnerafspraak, hoeveelheid=Decimal(hoeveel), **standaard | anders)


def gelezen(sommen):
    return {s.eenheid: (s.aantal, s.afgesproken, s.geleverd, s.afgeschreven, s.openstaand) for s in sommen}


@pytest.fixture
def school(session):
    return maak(session, Organisatie, naam="School", helix=Helix.ONDERWIJS)


@pytest.fixture
def fabriek(session):
    return maak(session, Organisatie, naam="Fabriek", helix=Helix.BEDRIJF)


@pytest.fixture
def boek(session, school, fabriek):
    """Hours of a school and of a factory, and money: delivered in July and October, written off in August."""
    uren = belofte(session, 40, organisatie=fabriek, geleverd=Decimal(15), afgeschreven=Decimal(5))
    for dag, hoeveel in ((dt.date(2026, 7, 1), 10), (dt.date(2026, 10, 5), 5)):
        maak(session, Levering, afspraak=uren, hoeveelheid=Decimal(hoeveel), geleverd_op=dag)
    maak(session, Afschrijving, afspraak=uren, hoeveelheid=Decimal(5), afgeschreven_op=dt.date(2026, 8, 1))
    belofte(session, "2.5", organisatie=school)
    belofte(session, 1000, "euro", organisatie=fabriek)
    return uren


def test_hours_and_euros_never_add_up_and_open_is_what_is_left(session, boek):
    stand = totalen(session, Per.HELIX, SEPTEMBER, aantal=10)
    assert gelezen(stand.totaal) == {
        "euro": (1, 1000, 0, 0, 1000),
        "uren": (2, Decimal("42.5"), 10, 5, Decimal("27.5")),
    }
    assert [(groep.naam, gelezen(groep.sommen)) for groep in stand.groepen] == [
        ("onderwijs", {"uren": (1, Decimal("2.5"), 0, 0, Decimal("2.5"))}),
        ("bedrijf", {"euro": (1, 1000, 0, 0, 1000), "uren": (1, 40, 10, 5, 25)}),
    ]


@pytest.mark.parametrize(
    ("peildatum", "uren"),
    [
        (dt.date(2026, 5, 31), None),
        (JUNI, (1, 40, 0, 0, 40)),
        (SEPTEMBER, (1, 40, 10, 5, 25)),
        (OKTOBER, (1, 40, 15, 5, 20)),
    ],
)
def test_a_day_shows_what_had_happened_by_then(session, boek, fabriek, peildatum, uren):
    stand = totalen(session, Per.ORGANISATIE, peildatum, aantal=10)
    van_fabriek = next((gelezen(g.sommen) for g in stand.groepen if g.uuid == fabriek.uuid), {})
    assert van_fabriek.get("uren") == uren
    assert boek.stand_op(peildatum).openstaand == (uren[-1] if uren else 0)


def test_what_happens_later_changes_no_earlier_sum(session, boek):
    eerst = [totalen(session, per, SEPTEMBER, aantal=10) for per in Per]
    boek.status, boek.bevestigd_op = AfspraakStatus.BEVESTIGD, JUNI
    boek.leveren(Levering(hoeveelheid=Decimal(3), geleverd_op=OKTOBER, bewijs="Brief"))
    boek.sluiten("vervallen", OKTOBER, "Gestopt")
    belofte(session, 99, genoemd_op=OKTOBER)
    session.flush()
    assert [totalen(session, per, SEPTEMBER, aantal=10) for per in Per] == eerst


def test_a_rejected_promise_counts_until_the_day_it_was_rejected(session):
    belofte(
        session, 8, status=AfspraakStatus.AFGEWEZEN, gronden="Nee", afgesloten_op=SEPTEMBER, afgeschreven=Decimal(8)
    )
    assert gelezen(totalen(session, Per.HELIX, JUNI, aantal=5).totaal) == {"uren": (1, 8, 0, 0, 8)}
    assert totalen(session, Per.HELIX, SEPTEMBER, aantal=5).totaal == ()


def test_what_belongs_nowhere_is_shown_too_so_that_the_parts_make_the_whole(session, school):
    coalitie = maak(session, Ontwikkelcoalitie, naam="Techniek")
    case = maak(session, PurposeCase, coalitie=coalitie, titel="Samen opleiden")
    actie = maak(session, Actie)
    belofte(session, 10, organisatie=school, coalitie=coalitie, case=case, actie=actie)
    belofte(session, 4, organisatie=school)
    for per, uuid in ((Per.COALITIE, coalitie.uuid), (Per.CASE, case.uuid), (Per.ACTIE, actie.uuid)):
        stand = totalen(session, per, SEPTEMBER, aantal=5)
        assert [(g.uuid, g.sommen[0].afgesproken) for g in stand.groepen] == [(uuid, 10)]
        assert (stand.zonder[0].afgesproken, stand.totaal[0].afgesproken) == (4, 14)
    stand = totalen(session, Per.ORGANISATIE, SEPTEMBER, aantal=5)
    assert (stand.zonder, stand.groepen[0].sommen) == ((), stand.totaal)


def test_pages_of_groups_follow_each_other_also_with_one_name(session):
    gemaakt = []
    for naam in ("Één", "één", "Zee", "Aap", "aap", "Noot"):
        coalitie = maak(session, Ontwikkelcoalitie, naam=naam if naam != "één" else "Één")
        belofte(session, 1, coalitie=coalitie)
        gemaakt.append(coalitie.uuid)
    gezien, na = [], None
    while True:
        stand = totalen(session, Per.COALITIE, SEPTEMBER, na=na, aantal=2)
        gezien += [groep.uuid for groep in stand.groepen]
        if not stand.is_meer:
            break
        na = gezien[-1]
    assert len(gezien) == len(gemaakt)
    assert set(gezien) == set(gemaakt)


def test_the_price_does_not_grow_with_what_there_is(session, database):
    for _ in range(25):
        belofte(session, 5, coalitie=maak(session, Ontwikkelcoalitie))
    for per in Per:
        with tel_opdrachten(database.engine) as opdrachten:
            totalen(session, per, SEPTEMBER, aantal=20)
        assert len(opdrachten) <= 4, per


def test_a_merger_moves_no_sum_of_a_day_before_it(session, school, boek):
    oud = maak(session, Ontwikkelcoalitie, naam="Oud")
    nieuw = maak(session, Ontwikkelcoalitie, naam="Nieuw", programma_id=oud.programma_id)
    petra = maak_gebruiker(session, "Petra", GebruikerRol.PROGRAMMAMANAGER)
    belofte(session, 12, organisatie=school, coalitie=oud)
    eerder = totalen(session, Per.COALITIE, SEPTEMBER, aantal=10)
    assert [groep.naam for groep in eerder.groepen] == ["Oud"]
    nu = dt.datetime(2026, 10, 8, 9, tzinfo=dt.UTC)
    samenvoegen(session, oud, in_=nieuw, reden="Zelfde partijen", door=petra, nu=nu)
    session.flush()
    assert totalen(session, Per.COALITIE, SEPTEMBER, aantal=10) == eerder
    later = totalen(session, Per.COALITIE, OKTOBER, aantal=10)
    assert [(groep.naam, gelezen(groep.sommen)) for groep in later.groepen] == [
        ("Nieuw", {"uren": (1, 12, 0, 0, 12)})
    ]
