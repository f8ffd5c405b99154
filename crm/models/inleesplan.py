"""What reading a file in would do, or did: the same plan before and after."""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any


class Handeling(StrEnum):
    NIEUW = "nieuw"
    GEWIJZIGD = "gewijzigd"
    VERVALLEN = "vervallen"
    BEHOUDEN = "behouden"
    """No longer in the file, and kept because something of ours hangs on it."""


@dataclass(frozen=True, slots=True)
class Planregel:
    """What happens to one record."""

    handeling: Handeling
    soort: str
    sleutel: str
    omschrijving: str
    regel: int | None = None
    velden: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    reden: str | None = None

    def als_zin(self) -> str:
        """`gewijzigd  actie actie-2a (2a Ketenaanjagers): titel ‘oud’ → ‘nieuw’`."""
        zin = f"{self.handeling:<10} {self.soort} {self.sleutel} ({self.omschrijving})"
        if self.velden:
            zin += ": " + "; ".join(
                f"{n} {_kort(oud)} → {_kort(nieuw)}" for n, (oud, nieuw) in self.velden.items()
            )
        return f"{zin}: {self.reden}" if self.reden else zin

    def als_gegevens(self) -> dict[str, Any]:
        """For a machine: values as JSON knows them."""
        return {
            "handeling": str(self.handeling),
            "soort": self.soort,
            "sleutel": self.sleutel,
            "omschrijving": self.omschrijving,
            "regel": self.regel,
            "velden": {naam: [leesbaar(oud), leesbaar(nieuw)] for naam, (oud, nieuw) in self.velden.items()},
            "reden": self.reden,
        }


@dataclass(frozen=True, slots=True)
class Inleesplan:
    """Everything that happens, and how many records stay as they are."""

    bestand: str
    planregels: tuple[Planregel, ...] = ()
    ongewijzigd: int = 0

    def met(self, *handelingen: Handeling) -> list[Planregel]:
        """What happens of these kinds."""
        return [regel for regel in self.planregels if regel.handeling in handelingen]

    @property
    def nieuw(self) -> list[Planregel]:
        return self.met(Handeling.NIEUW)

    @property
    def gewijzigd(self) -> list[Planregel]:
        return self.met(Handeling.GEWIJZIGD)

    @property
    def vervallen(self) -> list[Planregel]:
        """What is no longer in the file, also when it is kept."""
        return self.met(Handeling.VERVALLEN, Handeling.BEHOUDEN)

    @property
    def verandert_iets(self) -> bool:
        """Whether the database is another one afterwards."""
        return any(regel.handeling is not Handeling.BEHOUDEN for regel in self.planregels)

    @property
    def aantallen(self) -> dict[str, int]:
        """Counts by what happens, for the log and for a machine."""
        geteld = Counter(str(regel.handeling) for regel in self.planregels)
        return {str(handeling): geteld[str(handeling)] for handeling in Handeling} | {
            "ongewijzigd": self.ongewijzigd
        }

    def regels(self) -> list[str]:
        """The plan for on a screen, a line for each record that is not left as it is."""
        return [regel.als_zin() for regel in self.planregels]

    def samenvatting(self) -> str:
        """`675 nieuw, 2 gewijzigd, …`, in one line."""
        return (
            f"{self.bestand}: "
            + ", ".join(f"{aantal} {soort}" for soort, aantal in self.aantallen.items())
            + "."
        )

    def als_gegevens(self) -> dict[str, Any]:
        """For a machine."""
        return {
            "bestand": self.bestand,
            "aantallen": self.aantallen,
            "regels": [regel.als_gegevens() for regel in self.planregels],
        }


def leesbaar(waarde: Any) -> Any:
    """A value as JSON and the log can hold it."""
    if isinstance(waarde, Decimal):
        return format(waarde, "f")
    if isinstance(waarde, dt.date | dt.datetime):
        return waarde.isoformat()
    if isinstance(waarde, StrEnum):
        return str(waarde)
    return waarde


def _kort(waarde: Any) -> str:
    tekst = "leeg" if waarde is None or waarde == [] else f"‘{leesbaar(waarde)}’"
    return tekst if len(tekst) <= 60 else f"{tekst[:57]}…’"


def omschrijving(noun: Any) -> str:
    """How a colleague recognises this record."""
    for eigenschap in ("titel", "naam", "omschrijving", "onderwerp", "gedrukt", "onderdeel", "post", "jaar"):
        waarde = getattr(noun, eigenschap, None)
        if waarde:
            nummer = getattr(noun, "nummer", None)
            return f"{nummer} {waarde}" if nummer else str(waarde)
    return ""


def verschillen(
    noun: Any, waarden: dict[str, Any], *, niet: Iterable[str] = ()
) -> dict[str, tuple[Any, Any]]:
    """The columns that would change, with the old and the new value."""
    overslaan = set(niet)
    return {
        naam: (getattr(noun, naam), nieuw)
        for naam, nieuw in waarden.items()
        if naam not in overslaan and getattr(noun, naam) != nieuw
    }
