"""What one test does in the database of its worker, the next one does not notice."""

import pytest
import sqlalchemy as sa
from sqlmodel import select

from crm.db import Database
from crm.models import Actie, Programma
from tests.factories import maak

KINDEREN = "SELECT count(*) FROM actie"


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def plek(request):
    """Where this worker keeps its database."""
    return request.getfixturevalue(request.param)


def _vraag(database, vraag):
    with database.engine.connect() as verbinding:
        return verbinding.execute(sa.text(vraag)).scalar()


def test_rows_are_gone_and_counting_starts_again(plek):
    for _ in range(2):
        with plek.schoon() as database:
            versie = _vraag(database, "SELECT version_num FROM alembic_version")
            assert versie is not None
            with database.transaction() as session:
                assert session.exec(select(Programma)).all() == []
                assert maak(session, Actie).id == 1
                session.execute(sa.text("UPDATE alembic_version SET version_num = 'anders'"))
    with plek.schoon() as database:
        assert _vraag(database, "SELECT version_num FROM alembic_version") == versie
        assert _vraag(database, KINDEREN) == 0


def test_a_transaction_that_was_left_open_is_broken_off(plek):
    with plek.schoon() as database:
        ander = Database(database.url.render_as_string(hide_password=False))
        open_sessies = [database.session(write=True)]
        maak(open_sessies[0], Actie)
        if not database.is_sqlite:
            # On SQLite there is one writer at a time, which is as it should be.
            open_sessies.append(ander.session(write=True))
            maak(open_sessies[1], Actie)
    with plek.schoon() as database:
        assert _vraag(database, KINDEREN) == 0
        with database.transaction() as session:
            maak(session, Actie)
        assert _vraag(database, KINDEREN) == 1
    for sessie in open_sessies:
        sessie.invalidate()
    ander.dispose()


def _bewaar_en_val_om(plek):
    with plek.schoon() as database:
        with database.transaction() as session:
            maak(session, Actie)
        raise ZeroDivisionError


def test_a_test_that_fails_leaves_nothing(plek):
    with pytest.raises(ZeroDivisionError):
        _bewaar_en_val_om(plek)
    with plek.schoon() as database:
        assert _vraag(database, KINDEREN) == 0


@pytest.mark.parametrize("hoe", ["commit", "rollback"])
def test_whoever_changes_the_tables_is_the_only_one_to_see_it(plek, hoe):
    with plek.schoon() as database, database.engine.connect() as verbinding:
        adres = _vraag(database, "SELECT current_database()") if not database.is_sqlite else None
        verbinding.execute(sa.text("CREATE TABLE erbij (id integer)"))
        getattr(verbinding, hoe)()
    with plek.schoon() as database:
        assert "erbij" not in sa.inspect(database.engine).get_table_names()
        assert adres is None or _vraag(database, "SELECT current_database()") != adres


def test_rules_hold_after_cleaning(plek):
    """Cleaning goes around triggers and references; who comes after it does not."""
    for _ in range(2):
        with plek.schoon() as database, database.session(write=True) as session:
            maak(session, Actie)
            with pytest.raises(sa.exc.IntegrityError):
                session.execute(sa.text("UPDATE actie SET programma_id = 99"))
