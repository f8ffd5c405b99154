"""What every test can ask for: a fresh database of both kinds, a session, a moment, the application and a browser."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest

from crm.settings import Settings
from tests.support import databases

pytest_plugins = ["tests.support.browser", "tests.support.toepassing", "tests.support.voorbeeld"]


def pytest_addoption(parser):
    parser.addoption("--keren", default=8, help="Hoe vaak een toestandsmachine opnieuw begint.")


@pytest.fixture(scope="session")
def sqlite_sjabloon(tmp_path_factory):
    """A migrated empty SQLite file; each test gets a copy, which is faster than migrating again."""
    return databases.maak_sqlite_sjabloon(tmp_path_factory.mktemp("sjabloon"))


@pytest.fixture(scope="session")
def postgresql():
    """A PostgreSQL server of this worker's own, on a socket, with a migrated template database."""
    server = databases.PostgresServer()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def sqlite(sqlite_sjabloon, tmp_path_factory):
    """The one place where this worker's tests on SQLite work, after each other."""
    return databases.SqliteProef(sqlite_sjabloon, tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def database(request):
    """A fresh, migrated database; every test that uses it runs on both kinds."""
    with request.getfixturevalue(request.param).schoon() as database:
        yield database


@pytest.fixture
def session(database):
    """A writing session, closed and not committed at the end."""
    with database.session(write=True) as session:
        yield session


@pytest.fixture(scope="session")
def nu():
    """Two weeks after the end of the third quarter of 2026, nine in the morning here."""
    return dt.datetime(2026, 10, 14, 9, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))


@pytest.fixture
def instellingen(database, tmp_path):
    return Settings(
        omgeving="test",
        database_url=database.url.render_as_string(hide_password=False),
        secret_key="sleutel-voor-de-tests-van-meer-dan-32-tekens",
        var_dir=str(tmp_path / "var"),
        snel_wachtwoord=True,
    )


@pytest.fixture
def app(toepassing, instellingen, database, nu):
    """The application on this database, at the fixed moment."""
    with toepassing.op(instellingen, database, nu) as app:
        yield app


@pytest.fixture
def client(app):
    return app.test_client()


