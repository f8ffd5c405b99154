"""What a file says of the signatories of a deal, and what reading it in would do or did: a line for every row."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm.models.organisatie import Helix


@dataclass(frozen=True, slots=True)
class OndertekenaarVermelding:
    """One row of the file: a signatory, and what it says it will contribute."""

    regel: int
    naam: str
    kvk_nummer: str | None = None
    getekend_op: dt.date | None = None
    helix: Helix | None = None
    bijdrage: dict[str, Any] | None = None
    """As Ondertekening.afspraak_gegevens keeps it."""


@dataclass(frozen=True, slots=True)
class Ondertekenaarsbestand:
    """A whole file without errors of form."""

    naam: str
    vermeldingen: tuple[OndertekenaarVermelding, ...] = field(repr=False)


class Uitkomst(StrEnum):
    """What became of the signatory on a row."""

    GEKOPPELD = "gekoppeld"
    TOEGEVOEGD = "toegevoegd"
    TWIJFEL = "twijfel"
    GEWIJZIGD = "gewijzigd"
    ONGEWIJZIGD = "ongewijzigd"


class Bijdrage(StrEnum):
    """What became of the contribution on a row."""

    NIEUW = "nieuw"
    WACHT = "wacht"
    STOND_ER = "stond er al"


@dataclass(frozen=True, slots=True)
class Ondertekenregel:
    """What happens to one row."""

    regel: int
    naam: str
    uitkomst: Uitkomst
    organisatie: str | None = None
    reden: str | None = None
    bijdrage: Bijdrage | None = None
    bijdrage_tekst: str | None = None

    @property
    def wie(self) -> str:
        """The printed name, and the organisation when that is called otherwise."""
        if self.organisatie is None or self.organisatie == self.naam:
            return self.naam
        return f"{self.naam} is {self.organisatie}"

    def als_zin(self) -> str:
        """`twijfel      regel 12: Bouw BV. Lijkt op ‘Bouwbedrijf’. Afspraak wacht: 40 stageplekken`."""
        delen = [f"{self.uitkomst:<12} regel {self.regel}: {self.wie}", self.reden]
        if self.bijdrage is not None:
            delen.append(f"Afspraak ({self.bijdrage}): {self.bijdrage_tekst}")
        return ". ".join(deel.rstrip(".") for deel in delen if deel) + "."

    def als_gegevens(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "regel": self.regel,
            "naam": self.naam,
            "uitkomst": str(self.uitkomst),
            "organisatie": self.organisatie,
            "reden": self.reden,
            "afspraak": self.bijdrage_tekst,
            "afspraak_uitkomst": str(self.bijdrage) if self.bijdrage else None,
        }


@dataclass(frozen=True, slots=True)
class Ondertekenplan:
    """Everything that happens, row by row in the order of the file."""

    bestand: str
    planregels: tuple[Ondertekenregel, ...]

    def met(self, uitkomst: Uitkomst) -> list[Ondertekenregel]:
        """The rows with this outcome."""
        return [regel for regel in self.planregels if regel.uitkomst is uitkomst]

    @property
    def verandert_iets(self) -> bool:
        """Whether the database is another one afterwards."""
        return any(
            regel.uitkomst is not Uitkomst.ONGEWIJZIGD or regel.bijdrage in (Bijdrage.NIEUW, Bijdrage.WACHT)
            for regel in self.planregels
        )

    @property
    def aantallen(self) -> dict[str, int]:
        """Counts by outcome, for the log, a screen and a machine."""
        geteld = Counter(str(regel.uitkomst) for regel in self.planregels)
        bij = Counter(str(regel.bijdrage) for regel in self.planregels)
        return {str(uitkomst): geteld[str(uitkomst)] for uitkomst in Uitkomst} | {
            "afspraken_nieuw": bij[str(Bijdrage.NIEUW)],
            "afspraken_wachten": bij[str(Bijdrage.WACHT)],
        }

    def regels(self) -> list[str]:
        """The plan for on a screen."""
        return [regel.als_zin() for regel in self.planregels]

    def samenvatting(self) -> str:
        """`deal.csv: 38 gekoppeld, 2 toegevoegd, 3 twijfel, …`, in one line."""
        delen = [f"{aantal} {soort.replace('_', ' ')}" for soort, aantal in self.aantallen.items()]
        return f"{self.bestand}: {', '.join(delen)}."

    def als_gegevens(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "bestand": self.bestand,
            "aantallen": self.aantallen,
            "regels": [regel.als_gegevens() for regel in self.planregels],
        }
