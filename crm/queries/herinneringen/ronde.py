"""What a round of reminders did, and how it gets its transactions."""

from collections import Counter
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field

from sqlmodel import Session

InTransactie = Callable[[], AbstractContextManager[Session]]
"""`database.transaction`: each call is a transaction of its own, kept at the end or undone."""


@dataclass
class Uitkomst:
    """What was done, counted per word (gepland, ingetrokken, overgeslagen, berichten, …), and what was set aside.

    A rule or recipient that failed is named with its reason in `geparkeerd`; the others went on.
    """

    geteld: Counter[str] = field(default_factory=Counter)
    geparkeerd: list[str] = field(default_factory=list)

    def __getitem__(self, wat: str) -> int:
        return self.geteld[wat]

    def __str__(self) -> str:
        delen = [f"{aantal} {wat}" for wat, aantal in self.geteld.items() if aantal]
        if self.geparkeerd:
            delen.append(f"{len(self.geparkeerd)} mislukt: {', '.join(self.geparkeerd)}")
        return ", ".join(delen) or "niets te doen"
