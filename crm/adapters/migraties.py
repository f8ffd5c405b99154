"""The schema of the database: brought up to date by Alembic, from the folder `migrations` beside the package."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from crm.db import Database

MAP = Path(__file__).resolve().parents[2] / "migrations"


def migreer(database: Database, tot: str = "head") -> bool:
    """The database has the newest tables (or those of revision `tot`); says whether there was anything to do."""
    if is_bij(database):
        return False
    instelling = _instelling()
    with database.engine.connect() as verbinding:
        instelling.attributes["connection"] = verbinding
        command.upgrade(instelling, tot)
    return True


def is_bij(database: Database) -> bool:
    """Whether the tables are those of this version."""
    return stand(database) == ScriptDirectory.from_config(_instelling()).get_current_head()


def stand(database: Database) -> str | None:
    """The revision the database is at; None for an empty one."""
    with database.engine.connect() as verbinding:
        return MigrationContext.configure(verbinding).get_current_revision()


def _instelling() -> Config:
    instelling = Config()
    instelling.set_main_option("script_location", str(MAP))
    return instelling
