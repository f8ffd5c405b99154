"""When a step is due: the day for one date, and the other way round the dates for which it is due on a day.

"So many (working) days before or after" never goes back when the date goes on. So what is due is one range of dates.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from crm.adapters.werkdagen import EEN_DAG, Werkkalender
from crm.models import Dagtelling, Ontvangerrol, Regelstap


@dataclass(frozen=True)
class Bereik:
    """The dates after `na` (None: however long ago) and up to `tot` for which a step is the latest that is due."""

    na: dt.date | None
    tot: dt.date

    @property
    def is_leeg(self) -> bool:
        return self.na is not None and self.na >= self.tot


def gaat_uit_op(stap: Regelstap, datum: dt.date, kalender: Werkkalender) -> dt.date:
    """The day on which this step is due for a dossier with this date."""
    if stap.telling is Dagtelling.WERKDAGEN:
        return kalender.verschoven(datum, stap.dagen)
    return datum + dt.timedelta(days=stap.dagen)


def laatste_datum(stap: Regelstap, dag: dt.date, kalender: Werkkalender) -> dt.date:
    """The latest date for which this step is due on that day or was before; for every earlier date it is, too."""
    if stap.telling is Dagtelling.KALENDERDAGEN:
        return dag - dt.timedelta(days=stap.dagen)
    datum = kalender.verschoven(dag, -stap.dagen)
    while gaat_uit_op(stap, datum, kalender) > dag:
        datum -= EEN_DAG
    while gaat_uit_op(stap, datum + EEN_DAG, kalender) <= dag:
        datum += EEN_DAG
    return datum


def bereik(
    stap: Regelstap, stappen: Sequence[Regelstap], dag: dt.date, kalender: Werkkalender, rol: Ontvangerrol
) -> Bereik:
    """The dates for which this step is the latest due for who gets it in this role: its own, or the owner's.

    An escalation does not end the step before it: it may be held back because something changed, and an owner who was
    never told still has to be.
    """
    later = [
        laatste_datum(ander, dag, kalender)
        for ander in stappen
        if ander.rang > stap.rang and ander.ontvanger is rol and not ander.is_escalatie
    ]
    return Bereik(max(later, default=None), laatste_datum(stap, dag, kalender))


def alleen_partner(stap: Regelstap, stappen: Sequence[Regelstap]) -> bool:
    """Whether before this escalation only a partner is reminded: who has no contact person, hears nothing before it."""
    ervoor = [ander for ander in stappen if ander.rang < stap.rang and not ander.is_escalatie]
    return bool(ervoor) and all(ander.ontvanger is Ontvangerrol.PARTNER for ander in ervoor)
