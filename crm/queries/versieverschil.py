"""What changed between two versions of a purpose case, word by word, as pieces that a template can mark and escape."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from crm.models import CASE_DELEN, PurposeCaseVersie

# Comparing costs words times words: above this a text is shown as replaced, which reads better anyhow.
HOOGSTENS_VERGELEKEN = 250_000

# Blanks, a comma or a little word of this length.
KORT = 3

# A word with what binds it, a single sign, or the blanks between them; nothing of the text is lost.
_DELEN = re.compile(r"[\w’'-]+|[^\S\n]+|\n|[^\w\s]")


class Soort(StrEnum):
    GELIJK = "gelijk"
    WEG = "weg"
    ERBIJ = "erbij"


@dataclass(frozen=True)
class Stuk:
    """A run of text that is in both versions, only in the old one or only in the new one."""

    soort: Soort
    tekst: str


@dataclass(frozen=True)
class DeelVerschil:
    """One of the four parts, in the old and the new version together."""

    deel: str
    stukken: tuple[Stuk, ...]

    @property
    def is_gewijzigd(self) -> bool:
        return any(stuk.soort is not Soort.GELIJK for stuk in self.stukken)

    @property
    def is_leeg(self) -> bool:
        """Whether neither version says anything here."""
        return not self.stukken


def verschil(oud: PurposeCaseVersie, nieuw: PurposeCaseVersie) -> tuple[DeelVerschil, ...]:
    """The four parts with what left and what came."""
    return tuple(DeelVerschil(deel, stukken(getattr(oud, deel), getattr(nieuw, deel))) for deel in CASE_DELEN)


def stukken(oud: str, nieuw: str) -> tuple[Stuk, ...]:
    """Both texts as one run of pieces: first by line, then by word within the lines that differ."""
    links, rechts = oud.splitlines(keepends=True), nieuw.splitlines(keepends=True)
    uit: list[Stuk] = []
    for is_gelijk, l1, l2, r1, r2 in _vergelijk(links, rechts):
        weg, erbij = "".join(links[l1:l2]), "".join(rechts[r1:r2])
        uit.extend([Stuk(Soort.GELIJK, weg)] if is_gelijk else _per_woord(weg, erbij))
    return tuple(_aaneen(uit))


def _vergelijk(links: list[str], rechts: list[str]) -> Iterator[tuple[bool, int, int, int, int]]:
    """Runs that are equal and runs that differ, as places in both lists."""
    if len(links) * len(rechts) > HOOGSTENS_VERGELEKEN:
        yield links == rechts, 0, len(links), 0, len(rechts)
        return
    for soort, l1, l2, r1, r2 in SequenceMatcher(None, links, rechts, autojunk=False).get_opcodes():
        yield soort == "equal", l1, l2, r1, r2


def _per_woord(oud: str, nieuw: str) -> Iterator[Stuk]:
    links, rechts = _DELEN.findall(oud), _DELEN.findall(nieuw)
    weg: list[str] = []
    erbij: list[str] = []
    runs = list(_vergelijk(links, rechts))
    for plaats, (is_gelijk, l1, l2, r1, r2) in enumerate(runs):
        is_tussen = 0 < plaats < len(runs) - 1
        if not is_gelijk or (is_tussen and _is_te_kort("".join(links[l1:l2]))):
            weg += links[l1:l2]
            erbij += rechts[r1:r2]
            continue
        yield from _vervangen("".join(weg), "".join(erbij))
        weg, erbij = [], []
        yield Stuk(Soort.GELIJK, "".join(links[l1:l2]))
    yield from _vervangen("".join(weg), "".join(erbij))


def _is_te_kort(tekst: str) -> bool:
    """Whether this says too little to be worth keeping apart between two changes.

    A sentence that was written anew is one change, not one for every "de" that both happen to have.
    """
    return "\n" not in tekst and len(tekst.strip()) <= KORT


def _vervangen(weg: str, erbij: str) -> Iterator[Stuk]:
    """What left before what came; blanks that both end with have not changed."""
    staart = ""
    while weg and erbij and weg[-1] == erbij[-1] and weg[-1].isspace():
        staart, weg, erbij = weg[-1] + staart, weg[:-1], erbij[:-1]
    if weg:
        yield Stuk(Soort.WEG, weg)
    if erbij:
        yield Stuk(Soort.ERBIJ, erbij)
    if staart:
        yield Stuk(Soort.GELIJK, staart)


def _aaneen(stukken_: list[Stuk]) -> Iterator[Stuk]:
    """Neighbours of one kind are one piece."""
    vorige: Stuk | None = None
    for stuk in stukken_:
        if vorige is not None and stuk.soort is vorige.soort:
            vorige = Stuk(stuk.soort, vorige.tekst + stuk.tekst)
            continue
        if vorige is not None:
            yield vorige
        vorige = stuk
    if vorige is not None:
        yield vorige
