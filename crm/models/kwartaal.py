"""Kwartaal: a quarter as people write it, "2026-K3". A value, not a table."""

import datetime as dt
import re
from dataclasses import dataclass

from crm.errors import OngeldigeInvoer

_VORM = re.compile(r"(20\d\d)-K([1-4])")
RANGTELWOORDEN = ("eerste", "tweede", "derde", "vierde")


@dataclass(frozen=True, order=True)
class Kwartaal:
    """One quarter of one year; quarters sort in time."""

    jaar: int
    nummer: int

    @classmethod
    def lees(cls, tekst: str) -> "Kwartaal":
        """The quarter that "2026-K3" means. Refuses with OngeldigeInvoer anything else."""
        gevonden = _VORM.fullmatch(str(tekst).strip().upper())
        if not gevonden:
            zin = f"‘{tekst}’ is geen kwartaal. Schrijf het jaar en het nummer, zoals 2026-K3."
            raise OngeldigeInvoer(zin, {"periode": [zin]})
        return cls(int(gevonden[1]), int(gevonden[2]))

    @classmethod
    def van(cls, dag: dt.date) -> "Kwartaal":
        """The quarter in which this day falls."""
        return cls(dag.year, (dag.month + 2) // 3)

    def __str__(self) -> str:
        return f"{self.jaar}-K{self.nummer}"

    @property
    def begin(self) -> dt.date:
        return dt.date(self.jaar, 3 * self.nummer - 2, 1)

    @property
    def eind(self) -> dt.date:
        return self.volgende.begin - dt.timedelta(days=1)

    @property
    def vorige(self) -> "Kwartaal":
        return Kwartaal(self.jaar - 1, 4) if self.nummer == 1 else Kwartaal(self.jaar, self.nummer - 1)

    @property
    def volgende(self) -> "Kwartaal":
        return Kwartaal(self.jaar + 1, 1) if self.nummer == 4 else Kwartaal(self.jaar, self.nummer + 1)

    @property
    def rang(self) -> str:
        """ "derde kwartaal", for in a sentence where the year is clear."""
        return f"{RANGTELWOORDEN[self.nummer - 1]} kwartaal"

    @property
    def label(self) -> str:
        """ "derde kwartaal 2026"."""
        return f"{self.rang} {self.jaar}"
