"""How Alembic runs here: on the connection it is given, or on CRM_DATABASE_URL when used from the prompt."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic import context
from alembic.autogenerate.api import AutogenContext
from sqlalchemy.types import TypeDecorator, TypeEngine
from sqlmodel.sql.sqltypes import AutoString

from crm.db import Database
from crm.models import SQLModel
from crm.settings import Settings

# Any number, as long as it is always the same: two starting servers wait for each other on it.
PG_LOCK = 20261014


def render_item(kind: str, item: object, _autogen: AutogenContext) -> str | bool:
    """Writes plain SQLAlchemy types, so that an old migration needs neither `crm` nor `sqlmodel` to run."""
    if kind != "type":
        return False
    if isinstance(item, AutoString):
        return f"sa.String(length={item.length})" if item.length else "sa.String()"
    if isinstance(item, TypeDecorator) and type(item).__module__.startswith("crm."):
        return _plain(item.impl)
    return False


def _plain(kind: TypeEngine) -> str:
    if isinstance(kind, sa.DateTime):
        return f"sa.DateTime(timezone={kind.timezone})"
    return f"sa.{kind!r}"


def run_online(connection: sa.Connection) -> None:
    """All pending migrations in one transaction: after a failure the database is as it was."""
    is_sqlite = connection.dialect.name == "sqlite"
    context.configure(
        connection=connection,
        target_metadata=SQLModel.metadata,
        render_as_batch=True,
        compare_type=True,
        render_item=render_item,
        # Alembic assumes that SQLite cannot roll back a CREATE TABLE. It can, once BEGIN is our own (crm/db.py).
        transactional_ddl=True,
    )
    if is_sqlite:
        # IMMEDIATE, so that a second process that migrates waits for this one instead of failing halfway.
        connection = connection.execution_options(write=True)
        with without_foreign_keys(connection), context.begin_transaction():
            context.run_migrations()
            refuse_dangling_references(connection)
        return
    with context.begin_transaction():
        connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": PG_LOCK})
        context.run_migrations()


@contextmanager
def without_foreign_keys(connection: sa.Connection) -> Iterator[None]:
    """A batch migration replaces a table by a copy; with foreign keys on, dropping the old one empties its children.

    SQLite ignores this pragma inside a transaction, hence below SQLAlchemy, which begins one by itself.
    """
    raw = connection.connection.dbapi_connection
    raw.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        raw.execute("PRAGMA foreign_keys=ON")


def refuse_dangling_references(connection: sa.Connection) -> None:
    """What the foreign keys would have refused while they were off."""
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if dangling:
        raise RuntimeError(
            f"de migratie laat verwijzingen naar niets achter: {[tuple(rij) for rij in dangling[:10]]}"
        )


def run_from_prompt() -> None:
    """`alembic revision`, `alembic check`: the database of the settings."""
    database = Database(Settings.from_env().database_url)
    try:
        with database.engine.connect() as connection:
            run_online(connection)
    finally:
        database.dispose()


if context.is_offline_mode():
    raise SystemExit(
        "SQL printen zonder database (--sql) kan niet: een tabel kopiëren vraagt om de tabel zelf."
    )
given = context.config.attributes.get("connection")
if given is None:
    run_from_prompt()
else:
    run_online(given)
