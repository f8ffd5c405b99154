"""What an agenda file says, read and checked but not yet a noun; the verb that reads agendas in compares it."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from crm.models.base import Model
from crm.models.inleesplan import Inleesplan

__all__ = [
    "Agendabestand",
    "Inleesplan",
    "OrganisatieVermelding",
    "Organisatiesbestand",
    "Vermelding",
    "VerwijstNaar",
    "Verwijzing",
]


class VerwijstNaar(StrEnum):
    """By what a reference in a file finds its noun."""

    SLEUTEL = "sleutel"
    ORGANISATIE = "organisatie"
    PERSOON = "persoon"


@dataclass(frozen=True, slots=True)
class Verwijzing:
    """A foreign key as the file writes it; no name means that there is none."""

    kolom: str
    naar: VerwijstNaar
    naam: str | None
    regel: int


@dataclass(frozen=True, slots=True)
class Vermelding:
    """One record of the file: all columns that the file decides on, with the defaults of the noun filled in."""

    noun: type[Model]
    sleutel: str
    regel: int
    waarden: dict[str, Any]
    verwijzingen: tuple[Verwijzing, ...] = ()
    bron: dict[str, Any] | None = None
    stappen: tuple[str, ...] = ()
    """Steps of the life cycle that a new record has behind it according to the document."""


@dataclass(frozen=True, slots=True)
class Agendabestand:
    """A whole agenda file without errors of form; parents come before what hangs under them."""

    naam: str
    code: str
    vermeldingen: tuple[Vermelding, ...] = field(repr=False)

    def volledige_sleutel(self, sleutel: str) -> str:
        """The key as it is stored: unique over all agendas."""
        return f"{self.code}/{sleutel}"

    def verwijzingen(self, naar: VerwijstNaar) -> list[Verwijzing]:
        """The references of this kind that name something, in the order of the file."""
        return [w for v in self.vermeldingen for w in v.verwijzingen if w.naar is naar and w.naam]


@dataclass(frozen=True, slots=True)
class OrganisatieVermelding:
    """One organisation of a file: only the columns that the file fills, and its other names."""

    regel: int
    waarden: dict[str, Any]
    aliassen: tuple[tuple[str, bool, int], ...] = ()
    """Name, whether it is uncertain, and the line."""
    bron: dict[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Organisatiesbestand:
    """A whole file of organisations without errors of form."""

    naam: str
    vermeldingen: tuple[OrganisatieVermelding, ...] = field(repr=False)
