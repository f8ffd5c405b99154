"""Migrations run forward over rows that were there, on both databases, and leave every rule standing."""

import datetime as dt
import uuid

import pytest
import sqlalchemy as sa

from crm.adapters.migraties import is_bij, migreer
from crm.db import Database

EEN_DAG = dt.date(2026, 9, 1)
EEN_MOMENT = dt.datetime(2026, 9, 1, 12, 0, tzinfo=dt.UTC)


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def lege_database(request, tmp_path):
    """A database without any table."""
    if request.param == "sqlite":
        db = Database(f"sqlite:///{tmp_path}/leeg.db")
        yield db
        db.dispose()
        return
    server = request.getfixturevalue("postgresql")
    naam = server.nieuwe_database(leeg=True)
    db = Database(server.url(naam))
    yield db
    db.dispose()
    server.verwijder(naam)


class Rijen:
    """Puts rows in tables as they were at some revision, without the nouns of today."""

    def __init__(self, verbinding: sa.Connection):
        self.verbinding, self.tabellen = verbinding, sa.MetaData()
        self.tabellen.reflect(verbinding)

    def maak(self, tabelnaam: str, /, **anders) -> int:
        tabel = self.tabellen.tables[tabelnaam]
        waarden = {
            kolom.name: self._iets(kolom)
            for kolom in tabel.columns
            if not kolom.nullable and kolom.name != "id"
        }
        return self.verbinding.execute(
            tabel.insert().values(waarden | anders).returning(tabel.c.id)
        ).scalar_one()

    @staticmethod
    def _iets(kolom: sa.Column):
        soorten = {sa.DateTime: EEN_MOMENT, sa.Date: EEN_DAG, sa.Boolean: False, sa.Integer: 1, sa.JSON: []}
        if kolom.name == "uuid":
            return uuid.uuid4() if isinstance(kolom.type, sa.Uuid) else uuid.uuid4().hex
        return next((waarde for soort, waarde in soorten.items() if isinstance(kolom.type, soort)), "tekst")


@pytest.fixture
def gevuld_in_0002(lege_database):
    """A province at work on the version before, with what the next migration touches."""
    migreer(lege_database, tot="0002")
    with lege_database.engine.begin() as verbinding:
        rijen = Rijen(verbinding)
        collega = rijen.maak("gebruiker", naam="Petra", email="petra@voorbeeld.invalid")
        programma = rijen.maak("programma", code="proef", jaar_van=2025, jaar_tot=2028)
        provincie = rijen.maak(
            "organisatie",
            naam="Provincie Noord-Holland",
            naam_sleutel="provincie noord holland",
            helix="overheid",
        )
        bedrijf = rijen.maak("organisatie", naam="Bedrijf", naam_sleutel="bedrijf", helix="bedrijf")
        coalitie = rijen.maak("ontwikkelcoalitie", programma_id=programma, naam="Proef", status="vorming")
        overleg = rijen.maak(
            "overleg", onderwerp="Start", begint_op=EEN_MOMENT, status="gehouden", coalitie_id=coalitie
        )
        rijen.maak("actiepunt", overleg_id=overleg, status="open")
        afspraak = rijen.maak(
            "partnerafspraak",
            organisatie_id=bedrijf,
            coalitie_id=coalitie,
            soort="stages",
            eenheid="stageplekken",
            hoeveelheid=1200,
            geleverd=300,
            afgeschreven=900,
            uiterlijk=EEN_DAG,
            status="ingetrokken",
            gronden="Er is geen begeleider",
            afgesloten_op=EEN_DAG,
        )
        rijen.maak("levering", afspraak_id=afspraak, hoeveelheid=300)
        rijen.maak(
            "ondertekening",
            organisatie_id=provincie,
            convenant_id=rijen.maak("convenant", programma_id=programma, aantal_woord="exact"),
        )
        rijen.maak(
            "opdracht", programma_id=programma, soort="werkambassadeur", status="geevalueerd", precisie="open"
        )
        rijen.maak("overleg", onderwerp="Ziek", begint_op=EEN_MOMENT, status="afgelast", reden="Ziek")
        rijen.maak("pc_product", soort="begroting", jaar=2027, volgnummer=1)
        rijen.maak("pc_product", soort="jaarstukken", jaar=2025, volgnummer=1)
        actie = rijen.maak("actie", programma_id=programma)
        rijen.maak("voortgang", actie_id=actie, door_id=collega, beleid="groen", tijd="groen", geld="grijs")
    return lege_database


def _een(database, vraag):
    with database.engine.connect() as verbinding:
        return verbinding.execute(sa.text(vraag)).one()


def test_rows_of_the_version_before_come_along(gevuld_in_0002):
    database = gevuld_in_0002
    assert migreer(database)
    assert is_bij(database)
    assert _een(database, "SELECT hoeveelheid, grond FROM afschrijving") == (900, "Er is geen begeleider")
    assert _een(database, "SELECT count(*) FROM organisatie WHERE is_eigen_provincie") == (1,)
    assert _een(database, "SELECT bewijs_soort FROM levering") == ("bevestiging",)
    assert _een(database, "SELECT evaluatie FROM opdracht WHERE afgerond_op IS NOT NULL") == (
        "Niet vastgelegd.",
    )
    assert _een(database, "SELECT overleg_id IS NOT NULL, case_id FROM actiepunt") == (True, None)
    assert _een(database, "SELECT organisatie_id IS NOT NULL FROM ondertekening") == (True,)
    assert _een(database, "SELECT afgelast_op = gewijzigd_op, volgnummer FROM overleg WHERE status = 'afgelast'") == (
        True,
        0,
    )
    for soort, voor in (("begroting", "2026-11-15"), ("jaarstukken", "2026-07-15")):
        vraag = f"SELECT CAST(wettelijk_voor AS VARCHAR(10)) FROM pc_product WHERE soort = '{soort}'"
        assert _een(database, vraag) == (voor,)


VERBODEN = [
    "UPDATE voortgang SET tijd = 'rood'",
    "DELETE FROM voortgang",
    "UPDATE partnerafspraak SET geleverd = 1300",
    "UPDATE partnerafspraak SET status = 'nieuw'",
    "UPDATE actiepunt SET overleg_id = NULL",
    "UPDATE ontwikkelcoalitie SET status = 'uitvoering'",
    "UPDATE ontwikkelcoalitie SET status = 'beeindigd'",
    "UPDATE levering SET hoeveelheid = 400",
    "DELETE FROM afschrijving",
    "UPDATE opdracht SET status = 'actief'",
    "UPDATE organisatie SET is_eigen_provincie = TRUE",
    "UPDATE partnerafspraak SET case_id = 99",
    "UPDATE partnerafspraak SET contact_id = 99",
    "UPDATE overleg SET status = 'afgelast', reden = 'Ziek'",
    "UPDATE overleg SET eindigt_op = begint_op",
    "UPDATE overleg SET onderwerp = ' '",
    "DELETE FROM pc_product",
    "UPDATE pc_product SET wettelijk_voor = NULL",
    "UPDATE pc_product SET aanlevertermijn = 0",
]


def test_old_and_new_rules_stand_after_it(gevuld_in_0002):
    """A table that SQLite copies loses its CHECKs and triggers, unless somebody takes care."""
    migreer(gevuld_in_0002)
    for verboden in VERBODEN:
        with gevuld_in_0002.engine.connect() as verbinding, pytest.raises(sa.exc.DBAPIError):
            verbinding.execute(sa.text(verboden))


def test_a_product_whose_two_days_are_the_wrong_way_round_comes_along_with_a_note(lege_database):
    """The rule that they are not, is new; a typing error of last year stops no update."""
    migreer(lege_database, tot="0003")
    with lege_database.engine.begin() as verbinding:
        dagen = {"peildatum": dt.date(2026, 1, 1), "gs_datum": dt.date(2026, 5, 1)}
        for jaar, ps in ((2026, dt.date(2026, 4, 1)), (2027, dt.date(2026, 5, 1))):
            Rijen(verbinding).maak("pc_product", soort="kaderbrief", jaar=jaar, volgnummer=1, ps_datum=ps, **dagen)
    migreer(lege_database)
    vraag = "SELECT ps_datum IS NULL, opmerking LIKE '%was 2026-04-01, voor die%' FROM pc_product WHERE jaar = 2026"
    assert _een(lege_database, vraag) == (True, True)
    assert _een(lege_database, "SELECT ps_datum IS NULL, opmerking FROM pc_product WHERE jaar = 2027") == (False, None)
