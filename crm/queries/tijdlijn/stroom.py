"""A stream: the rows of one table, each an event on the timelines it belongs to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from crm.models import Model
from crm.queries.tijdlijn.gebeurtenis import Soort


@dataclass(frozen=True)
class Stroom:
    """One kind of event: whose rows, when, under which dossiers, and what a sentence about it needs."""

    nr: int
    soort: Soort
    feit: Any
    """The key of its sentence; an expression when the row decides."""

    noun: type[Model]
    moment: Any
    bij: Any
    onder: str
    """The row belongs to a timeline when `bij` is one of this set of the omvang."""

    over: tuple[str, Any]
    """The dossier it is about: its table and number."""

    gegevens: Mapping[str, Any] = field(default_factory=dict)
    """tekst, reden, aantal, dag, vorige_dag, aan_collega, aan_persoon, door_id: whatever there is."""

    met: tuple[type[Model], Any] | None = None
    """A table to join and on what."""

    waar: tuple[Any, ...] = ()
    """Which rows of the table it is about, when not all of them."""

    in_plaats_van: tuple[str, ...] = ()
    is_persoonlijk: bool = False

    @property
    def is_hele_dag(self) -> bool:
        return isinstance(self.moment.type, sa.Date)


def samen(*delen: Any) -> sa.ColumnElement[str]:
    """Words and columns in one text: a sentence needs them together."""
    uit: Any = sa.literal("")
    for deel in delen:
        uit = uit.concat(sa.literal(deel) if isinstance(deel, str) else sa.cast(deel, sa.String))
    return uit
