"""Life cycles as declared tables. `Lifecycle.apply` is the only line in the house that assigns a status."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from crm.errors import OngeldigeOvergang


@dataclass(frozen=True)
class Stap:
    """One step: from which statuses, to which status, and how a colleague would say it."""

    van: tuple[StrEnum, ...]
    naar: StrEnum
    doet: str
    """An infinitive for on a button: "bevestigen"."""
    eist: str = ""
    """What must be true first, for the diagram and for the refusal."""


class Lifecycle:
    """The steps of one noun, by name. The first status of the enum is where a new noun starts."""

    def __init__(self, statussen: type[StrEnum], stappen: Mapping[str, Stap]):
        self.statussen = statussen
        self.stappen = dict(stappen)

    @property
    def begin(self) -> StrEnum:
        return next(iter(self.statussen))

    def apply(self, noun: Any, naam: str) -> tuple[StrEnum, StrEnum]:
        """The noun has the status that step `naam` leads to; gives (old, new).

        Refuses with OngeldigeOvergang a step that does not start at the present status.
        """
        self.eis(noun, naam)
        stap, oud = self.stappen[naam], noun.status
        noun.status = stap.naar
        return oud, stap.naar

    def eis(self, noun: Any, naam: str) -> None:
        """Nothing, or OngeldigeOvergang when step `naam` does not start at the present status."""
        if noun.status not in self.stappen[naam].van:
            raise OngeldigeOvergang(self._weigering(noun, self.stappen[naam]))

    def mogelijk(self, status: StrEnum) -> list[str]:
        """The names of the steps that start at this status."""
        return [naam for naam, stap in self.stappen.items() if status in stap.van]

    def _weigering(self, noun: Any, stap: Stap) -> str:
        wel = " of ".join(f"‘{leesbaar(status)}’" for status in stap.van)
        kan = ", ".join(self.stappen[naam].doet for naam in self.mogelijk(noun.status))
        rest = f"Vanuit deze status kan wel: {kan}." if kan else "Vanuit deze status kan niets meer."
        return (
            f"‘{stap.doet.capitalize()}’ kan niet: de status is ‘{leesbaar(noun.status)}’ en zou {wel} moeten zijn. "
            f"{rest}"
        )


# A stored value has no accents; a reader expects them.
_MET_TREMA = {"beeindigd": "beëindigd", "geevalueerd": "geëvalueerd"}


def leesbaar(waarde: StrEnum | str) -> str:
    """`ter_vaststelling` as a reader sees it: "ter vaststelling"; `beeindigd` with its diaeresis."""
    tekst = str(waarde)
    return _MET_TREMA.get(tekst, tekst.replace("_", " "))
