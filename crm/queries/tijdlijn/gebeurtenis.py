"""What stands on a timeline: one event, the page it is on, and the key after which the next page begins."""

import datetime as dt
import re
import uuid as uuid_
from dataclasses import dataclass
from enum import StrEnum

from crm.models import AMSTERDAM, dag_van

PER_BLAD = 50
# Nothing of ours is further away, and near the ends of the calendar no time zone can be computed.
EERSTE_JAAR, LAATSTE_JAAR = 1800, 2300
# What a key of ours can hold; a number beyond it never came from this house.
_SLEUTEL = re.compile(r"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,6})?)Z_(\d{1,3})_(\d{1,18})", re.ASCII)


class Soort(StrEnum):
    """What kind of event it is; a reader chooses one or several."""

    OVERLEG = "overleg"
    BESLUIT = "besluit"
    STAP = "stap"
    LEVERING = "levering"
    BERICHT = "bericht"
    """Mails about the dossier that were sent: proof that somebody was told, not that it was read."""

    DOCUMENT = "document"


@dataclass(frozen=True)
class Plek:
    """The place of an event on every timeline: its moment, and for events of one moment their stream and number."""

    moment: dt.datetime
    nr: int
    id: int

    def __str__(self) -> str:
        return f"{self.moment.astimezone(dt.UTC).replace(tzinfo=None).isoformat()}Z_{self.nr}_{self.id}"

    @classmethod
    def uit(cls, tekst: str | None) -> "Plek | None":
        """The place that this key names; None (begin at the beginning) when somebody changed it."""
        gevonden = _SLEUTEL.fullmatch(tekst or "")
        if gevonden is None:
            return None
        try:
            moment = dt.datetime.fromisoformat(gevonden[1]).replace(tzinfo=dt.UTC)
        except ValueError:
            return None
        if not EERSTE_JAAR < moment.year < LAATSTE_JAAR:
            return None
        return cls(moment, int(gevonden[2]), int(gevonden[3]))


@dataclass(frozen=True)
class Over:
    """The page that an event leads to: the kind as PADEN knows it, and which one."""

    soort: str
    uuid: uuid_.UUID


@dataclass(frozen=True)
class Gebeurtenis:
    """One thing that happened, or that is planned."""

    plek: Plek
    is_hele_dag: bool
    """Only the day is known; the moment is the beginning of that day."""

    soort: Soort
    feit: str
    zin: str
    reden: str | None
    door: str | None
    """The colleague who did it, when that is known."""

    over: Over | None

    @property
    def moment(self) -> dt.datetime:
        return self.plek.moment

    @property
    def dag(self) -> dt.date:
        """The day on the calendar in the Netherlands."""
        return dag_van(self.moment)


@dataclass(frozen=True)
class Tijdlijn:
    """One page of a timeline, the newest first."""

    gebeurtenissen: tuple[Gebeurtenis, ...]
    volgende: Plek | None
    """The key after which the next page begins; None on the last."""


@dataclass(frozen=True)
class Keuze:
    """What a reader wants to see: which kinds (none chosen is all of them), and from and up to which day."""

    soorten: frozenset[Soort] = frozenset()
    van: dt.date | None = None
    tot: dt.date | None = None

    def toont(self, soort: Soort) -> bool:
        return not self.soorten or soort in self.soorten


def begin_van(dag: dt.date) -> dt.datetime:
    """The moment at which this day begins in the Netherlands, in UTC."""
    return dt.datetime.combine(dag, dt.time.min, AMSTERDAM).astimezone(dt.UTC)
