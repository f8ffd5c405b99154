"""Days of the P&C calendar: which are free and why, and how an aanleverdatum was counted back from the day of GS.

A term that is counted back is not moved on when it ends on a free day (Algemene termijnenwet, article 1, second
paragraph): working days are counted, so it ends on one.
"""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session

from crm.adapters.nederlands import datum
from crm.adapters.werkdagen import Werkkalender, feestdagen
from crm.models import VrijeDag

WEEKDAGEN = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
EEN_DAG = dt.timedelta(days=1)


@dataclass(frozen=True)
class Telling:
    """How an aanleverdatum came about: so many working days back from the day of GS, over these free days."""

    vanaf: dt.date
    werkdagen: int
    dag: dt.date
    weekeinddagen: int
    vrij: tuple[tuple[dt.date, str], ...]
    """The free days that are no weekend, the earliest first, with why."""


class Dagen:
    """The working days of this installation, and of every free day why it is free."""

    def __init__(self, vrij: Iterable[tuple[dt.date, dt.date, str]] = ()):
        self._vrij = tuple(vrij)
        self.kalender = Werkkalender((van, tot) for van, tot, _ in self._vrij)

    def waarom_vrij(self, dag: dt.date) -> str | None:
        """ "zaterdag", "Koningsdag" or "PS-reces"; None for a day that is worked on."""
        feest = feestdagen(dag.year).get(dag)
        if feest:
            return feest
        if dag.weekday() >= 5:
            return WEEKDAGEN[dag.weekday()]
        return next((naam for van, tot, naam in self._vrij if van <= dag <= tot), None)

    def werkdagen(self, na: dt.date, tot_en_met: dt.date) -> int:
        """How many days are worked on after the one day, up to and including the other."""
        dagen = (na + EEN_DAG * nummer for nummer in range(1, (tot_en_met - na).days + 1))
        return sum(self.kalender.is_werkdag(dag) for dag in dagen)

    def aanleverdatum(self, gs_datum: dt.date | None, termijn: int | None) -> dt.date | None:
        """So many working days before the day of GS; None while either is not known."""
        if gs_datum is None or termijn is None:
            return None
        return self.kalender.verschoven(gs_datum, -termijn)

    def telling(self, gs_datum: dt.date, termijn: int) -> Telling:
        """The same count, with what was skipped on the way."""
        dag = self.kalender.verschoven(gs_datum, -termijn)
        tussen = [dag + EEN_DAG * nummer for nummer in range(1, (gs_datum - dag).days)]
        vrij = [(d, naam) for d in tussen if d.weekday() < 5 and (naam := self.waarom_vrij(d))]
        weekeinden = sum(d.weekday() >= 5 for d in tussen)
        return Telling(gs_datum, termijn, dag, weekeinden, tuple(vrij))


def dagen(session: Session) -> Dagen:
    """The days with every free day that the beheerder keeps, in one statement."""
    rijen = session.execute(
        sa.select(VrijeDag.van, VrijeDag.tot, VrijeDag.naam).order_by(VrijeDag.van, VrijeDag.id)
    )
    return Dagen((van, tot, naam) for van, tot, naam in rijen)


def met_weekdag(dag: dt.date) -> str:
    """ "vrijdag 13 november 2026"."""
    return f"{WEEKDAGEN[dag.weekday()]} {datum(dag)}"
