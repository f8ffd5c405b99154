"""What the house refuses, in Dutch sentences that a colleague may read.

Nouns and verbs raise these; each door translates them once (400, 403, 404, 409, an exit code, a sentence on a page).
"""

from collections.abc import Mapping


class DomainError(Exception):
    """A rule said no. The text is shown to the user as it is."""

    def __init__(self, zin: str):
        super().__init__(zin)
        self.zin = zin


class OngeldigeInvoer(DomainError):
    """What was typed cannot be used.

    `velden` holds the sentences per field; a nested field is a path such as `actiepunten.0.uiterlijk`.
    """

    def __init__(self, zin: str, velden: dict[str, list[str]] | None = None):
        super().__init__(zin)
        self.velden = velden or {}


def weiger(fouten: Mapping[str, str]) -> None:
    """Nothing, or OngeldigeInvoer with a sentence per field; with one mistake that sentence says it all."""
    if fouten:
        zin = next(iter(fouten.values())) if len(fouten) == 1 else f"{len(fouten)} velden vragen nog aandacht."
        raise OngeldigeInvoer(zin, {veld: [fout] for veld, fout in fouten.items()})


class NietToegestaan(DomainError):
    """This user may not do this."""


class NietGevonden(DomainError):
    """What was asked for does not exist."""


class OngeldigeOvergang(DomainError):
    """This step is not part of the life cycle from here; the sentence says what would make it so."""


class AlGebeurd(DomainError):
    """It is there already: a duplicate, or a second try of the same thing."""


class Verouderd(DomainError):
    """Somebody else saved a newer version in the meantime."""
