"""What every command needs: the settings, the database, somebody in whose name it acts, and two ways to answer."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import click
from sqlmodel import Session

from crm.adapters.bestandsopslag import MB, Bestandsopslag
from crm.adapters.migraties import is_bij
from crm.adapters.wachtwoorden import Wachtwoorden
from crm.db import Database, vastleggen
from crm.models import Gebruiker
from crm.settings import Settings
from crm.workflows.gebruiker_beheren import systeemgebruiker


@dataclass
class Omgeving:
    """One run of the command."""

    settings: Settings
    als_json: bool = False

    @cached_property
    def database(self) -> Database:
        return Database(self.settings.database_url)

    @cached_property
    def wachtwoorden(self) -> Wachtwoorden:
        return Wachtwoorden(goedkoop=self.settings.snel_wachtwoord)

    @cached_property
    def opslag(self) -> Bestandsopslag:
        return Bestandsopslag(self.settings.map / "bijlagen", hoogstens=self.settings.bijlage_max_mb * MB)

    @contextmanager
    def werk(self) -> Iterator[tuple[Session, Gebruiker]]:
        """A writing session and the system account; committed when nothing is raised."""
        self.eis_tabellen()
        with self.database.transaction() as session:
            yield session, systeemgebruiker(session)

    @contextmanager
    def lees(self) -> Iterator[Session]:
        self.eis_tabellen()
        with self.database.session() as session:
            yield session

    def sluit(self) -> None:
        """Every connection is closed; nothing happens when the command never needed the database."""
        if "database" in self.__dict__:
            self.database.dispose()

    def eis_tabellen(self) -> None:
        if not is_bij(self.database):
            raise click.ClickException(
                "De database is nog niet (helemaal) ingericht. Draai eerst: crm migrate"
            )

    def bewaar(self, session: Session) -> None:
        """The door's commit, for a command that decides late whether it keeps anything."""
        vastleggen(session)

    def zeg(self, zin: str) -> None:
        """A sentence for a person; a machine that asked for JSON does not get it."""
        if not self.als_json:
            click.echo(zin)

    def geef(self, gegevens: dict[str, Any]) -> None:
        """The result for a machine, when it asked for one."""
        if self.als_json:
            click.echo(json.dumps(gegevens, ensure_ascii=False, indent=2, default=str))


geef_omgeving = click.make_pass_decorator(Omgeving)
