"""Working days: weekends, the public holidays of the Netherlands, and the days that an installation adds.

The dates of the holidays come from the library `holidays`. Which of them count follows the Algemene termijnenwet (article
3): Goede Vrijdag and 5 May every year, Koningsdag on 26 April when the 27th is a Sunday. 31 December counts as a day of work.
"""

import datetime as dt
from collections.abc import Iterable
from functools import lru_cache

import holidays

EEN_DAG = dt.timedelta(days=1)
# A run of days without work is never longer; what looks further has no end.
_VERSTE = 400


@lru_cache(maxsize=64)
def feestdagen(jaar: int) -> dict[dt.date, str]:
    """The public holidays of that year, with their Dutch names."""
    soorten = (holidays.PUBLIC, holidays.OPTIONAL)
    gevonden = holidays.country_holidays("NL", years=jaar, categories=soorten, language="nl")
    return {dag: naam for dag, naam in sorted(gevonden.items()) if dag.year == jaar}


class Werkkalender:
    """Which days are worked on: give it the extra days as (first, last) pairs."""

    def __init__(self, vrij: Iterable[tuple[dt.date, dt.date]] = ()):
        self._vrij = tuple(vrij)

    def is_werkdag(self, dag: dt.date) -> bool:
        return (
            dag.weekday() < 5
            and dag not in feestdagen(dag.year)
            and not any(van <= dag <= tot for van, tot in self._vrij)
        )

    def op_of_na(self, dag: dt.date) -> dt.date:
        """This day, or the next one that is worked on: where a term ends that would end on a free day (art. 1)."""
        return self._zoek(dag, EEN_DAG)

    def op_of_voor(self, dag: dt.date) -> dt.date:
        """This day, or the last one before it that is worked on: for a term that is counted back."""
        return self._zoek(dag, -EEN_DAG)

    def verschoven(self, dag: dt.date, werkdagen: int) -> dt.date:
        """So many working days later, or earlier when it is below nought; nought is the day itself."""
        richting = EEN_DAG if werkdagen > 0 else -EEN_DAG
        for _ in range(abs(werkdagen)):
            dag = self._zoek(dag + richting, richting)
        return dag

    def _zoek(self, dag: dt.date, richting: dt.timedelta) -> dt.date:
        for _ in range(_VERSTE):
            if self.is_werkdag(dag):
                return dag
            dag += richting
        raise ValueError("er is in meer dan een jaar geen werkdag")
