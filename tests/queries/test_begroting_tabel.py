"""The money table: posts by year, parts that are not divided, and what was booked later."""

import datetime as dt

from crm.models import BegrotingSoort as Soort
from crm.models import Begrotingsregel, Programma
from crm.queries.begroting_tabel import begroting_tabel
from tests.factories import maak

DAG = dt.date(2026, 9, 30)


def _boek(session, programma, post, jaar, euro, soort=Soort.PRIMITIEF, **anders):
    cent = None if euro is None else euro * 100
    termijn = {"jaar_van": jaar, "jaar_tot": jaar} | anders
    boekdatum = {"boekdatum": dt.date(2025, 1, 1)} | {
        k: termijn.pop(k) for k in ("boekdatum",) if k in termijn
    }
    return maak(
        session,
        Begrotingsregel,
        programma=programma,
        post=post,
        bedrag_cent=cent,
        soort=soort,
        **termijn,
        **boekdatum,
    )


def test_rows_and_columns_add_up(session):
    programma = maak(session, Programma)
    for jaar, bedrag in ((2025, 1_505_000), (2026, 1_500_000)):
        _boek(session, programma, "CIRCULAIR", jaar, bedrag)
        _boek(session, programma, "RUIMTE", jaar, 3_601_000)
    tabel = begroting_tabel(session, programma.id, DAG)
    assert tabel.termijnen == ((2025, 2025), (2026, 2026))
    assert [post.totaal for post in tabel.posten] == [300_500_000, 720_200_000]
    assert tabel.totalen == (510_600_000, 510_100_000)
    assert tabel.totaal == 1_020_700_000


def test_a_part_without_an_amount_is_not_zero(session):
    programma = maak(session, Programma)
    _boek(session, programma, "REGIO", 2025, 3_442_000)
    _boek(session, programma, "REGIO", 2025, None, onderdeel="Bijdrage aan MRA Economie")
    tabel = begroting_tabel(session, programma.id, DAG)
    (post,) = tabel.posten
    assert post.totaal == 344_200_000
    assert [(deel.naam, deel.bedrag_cent) for deel in post.onderdelen] == [
        ("Bijdrage aan MRA Economie", None)
    ]


def test_parts_of_a_post_with_an_amount_do_not_count_twice(session):
    programma = maak(session, Programma)
    _boek(session, programma, "A&O", 2020, 3_600_000, jaar_tot=2023)
    _boek(
        session,
        programma,
        "A&O",
        2020,
        2_200_000,
        jaar_tot=2023,
        onderdeel="campusontwikkeling",
        woord="ruim",
    )
    tabel = begroting_tabel(session, programma.id, DAG)
    assert (tabel.termijnen, tabel.totaal) == (((2020, 2023),), 360_000_000)
    assert tabel.posten[0].onderdelen[0].woord == "ruim"


def test_a_change_leaves_what_was_adopted_as_it_was(session):
    programma = maak(session, Programma)
    _boek(session, programma, "RUIMTE", 2026, 100)
    _boek(session, programma, "RUIMTE", 2026, 20, Soort.WIJZIGING)
    _boek(session, programma, "RUIMTE", 2026, 60, Soort.REALISATIE)
    tabel = begroting_tabel(session, programma.id, DAG)
    assert (tabel.totaal, tabel.na_wijziging) == (10_000, 12_000)
    assert [(r.naam, r.bedragen) for r in tabel.soorten] == [
        ("Vastgesteld", (10_000,)),
        ("Wijzigingen", (2_000,)),
        ("Na wijzigingen", (12_000,)),
        ("Realisatie", (6_000,)),
    ]


def test_what_was_booked_after_the_peildatum_does_not_count(session):
    programma = maak(session, Programma)
    _boek(session, programma, "RUIMTE", 2026, 100)
    _boek(session, programma, "RUIMTE", 2026, 20, Soort.WIJZIGING, boekdatum=dt.date(2026, 10, 1))
    assert begroting_tabel(session, programma.id, DAG).na_wijziging == 10_000


def test_an_agenda_without_money_has_an_empty_table(session):
    tabel = begroting_tabel(session, maak(session, Programma).id, DAG)
    assert (tabel.posten, tabel.totaal) == ((), None)
