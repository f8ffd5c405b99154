"""YAML in, plain values out that still know on which line they stood. Knows no noun."""

import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode
from ruamel.yaml.reader import ReaderError

from crm.adapters.bestandsfouten import Bestandsfouten

# The largest agenda we know takes 0.2 MB; a file beyond this is another kind of file.
GROOTSTE_BESTAND = 5_000_000

# Ten times what an agenda nests; it also ends an alias that contains itself.
DIEPSTE_NIVEAU = 40

# As many values as no agenda has; a few aliases of aliases would otherwise fill the memory.
MEESTE_WAARDEN = 500_000

_SOORTEN = ("map", "seq", "str", "int", "float", "bool", "null", "timestamp", "merge", "value")
_STANDAARD_LABELS = frozenset(f"tag:yaml.org,2002:{soort}" for soort in _SOORTEN)
_GEHEEL = re.compile(r"-?(0|[1-9][0-9]*)")
_KOMMA = re.compile(r"-?(0|[1-9][0-9]*)\.[0-9]+")
_WOORDEN = {"": None, "~": None, "null": None, "Null": None, "NULL": None}
_WAAR = {"true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False}

# What the reader says, for somebody who never saw a parser.
_UITLEG = (
    (
        "cannot start any token",
        "Gebruik spaties om in te springen, geen tabs, en zet bijzondere tekens tussen aanhalingstekens.",
    ),
    (
        "mapping values are not allowed",
        "Hier staat een dubbele punt te veel, of de regel springt verkeerd in.",
    ),
    (
        "unexpected end of stream",
        "Deze tekst begint met een aanhalingsteken en eindigt er niet mee.",
    ),
    ("expected the node content", "Hier ontbreekt een waarde, of een haakje dat openging gaat niet dicht."),
    ("expected ',' or", "Hier ontbreekt een komma, of een haakje dat openging gaat niet dicht."),
    ("expected <block end>", "Deze regel springt anders in dan de regels erboven."),
    ("could not find expected ':'", "Achter deze naam ontbreekt een dubbele punt."),
    ("undefined alias", "Een * verwijst naar een & die er niet is. Zet de tekst tussen aanhalingstekens."),
    ("another document", "Het bestand heeft na deze regel (---) een tweede deel. Maak er één geheel van."),
    ("special characters", "Hier staat een teken dat geen tekst is."),
)


class Vak(dict):
    """A mapping that knows its own line and that of each of its keys."""

    regel: int = 1
    regels: dict[str, int]


class Reeks(list):
    """A list that knows its own line and that of each of its items."""

    regel: int = 1
    regels: list[int]


def lezen(bron: Path | str, naam: str | None = None) -> tuple[Any, Bestandsfouten]:
    """The values of a file (a Path) or of a text, and the errors so far: keys that stand there twice.

    Refuses with OngeldigeInvoer what is no YAML at all: then there is nothing to look at further.
    """
    fouten = Bestandsfouten(naam or (bron.name if isinstance(bron, Path) else "bestand"))
    tekst = _tekst(bron, fouten)
    wortel = _ontleed(tekst, fouten)
    if wortel is None:
        fouten.meld(1, "Het bestand is leeg.")
        fouten.weiger()
    return _Bouwer(fouten).waarde(wortel, 0), fouten


def _tekst(bron: Path | str, fouten: Bestandsfouten) -> str:
    if isinstance(bron, str):
        ruw = bron.encode("utf-8", "surrogatepass")
    else:
        try:
            ruw = bron.read_bytes()
        except OSError as fout:
            fouten.meld(1, f"Het bestand kan niet worden geopend: {fout.strerror}.")
            fouten.weiger()
    if len(ruw) > GROOTSTE_BESTAND:
        fouten.meld(
            1, f"Het bestand is groter dan {GROOTSTE_BESTAND // 1_000_000} MB; dit is vast geen agenda."
        )
        fouten.weiger()
    try:
        return ruw.decode("utf-8-sig")
    except UnicodeDecodeError as fout:
        regel = ruw.count(b"\n", 0, fout.start) + 1
        fouten.meld(
            regel, "Het bestand is niet in UTF-8 opgeslagen. Sla het op als UTF-8 en probeer het opnieuw."
        )
        fouten.weiger()
        raise AssertionError from fout


def _ontleed(tekst: str, fouten: Bestandsfouten) -> Node | None:
    try:
        return YAML(typ="safe", pure=True).compose(tekst)
    except ReaderError as fout:
        fouten.meld(tekst.count("\n", 0, fout.position) + 1, _uitleg("special characters"))
    except MarkedYAMLError as fout:
        # A quote that is never closed is a mistake where it was opened, not at the end of the file.
        is_open = "unexpected end of stream" in (fout.problem or "")
        plaats = (is_open and fout.context_mark) or fout.problem_mark or fout.context_mark
        fouten.meld(plaats.line + 1 if plaats else 1, _uitleg(fout.problem or fout.context or ""))
    except RecursionError:
        fouten.meld(1, "Het bestand is dieper genest dan wij kunnen lezen.")
    except YAMLError as fout:
        fouten.meld(1, _uitleg(str(fout)))
    fouten.weiger()
    raise AssertionError


def _uitleg(probleem: str) -> str:
    gevonden = next((zin for stuk, zin in _UITLEG if stuk in probleem), None)
    return gevonden or f"Dit is geen geldige YAML ({probleem})."


class _Bouwer:
    """Turns nodes into values: text, whole numbers, exact numbers, yes/no and nothing. Dates stay text."""

    def __init__(self, fouten: Bestandsfouten):
        self.fouten = fouten
        self.aantal = 0

    def waarde(self, knoop: Node, diepte: int) -> Any:
        self.aantal += 1
        if diepte > DIEPSTE_NIVEAU or self.aantal > MEESTE_WAARDEN:
            self.fouten.meld(_regel(knoop), "Het bestand is dieper genest of groter dan wij kunnen lezen.")
            self.fouten.weiger()
        if str(knoop.tag) not in _STANDAARD_LABELS:
            self.fouten.meld(_regel(knoop), "Een label met uitroeptekens kan hier niet.")
            return None
        if isinstance(knoop, MappingNode):
            return self._vak(knoop, diepte)
        if isinstance(knoop, SequenceNode):
            return self._reeks(knoop, diepte)
        return _enkel(knoop)

    def _vak(self, knoop: MappingNode, diepte: int) -> Vak:
        vak = Vak()
        vak.regel, vak.regels = _regel(knoop), {}
        for sleutel_knoop, waarde_knoop in knoop.value:
            regel = _regel(sleutel_knoop)
            if not isinstance(sleutel_knoop, ScalarNode):
                self.fouten.meld(regel, "Links van een dubbele punt hoort een naam te staan.")
                continue
            sleutel = str(sleutel_knoop.value)
            if sleutel in vak:
                self.fouten.meld(
                    regel, f"‘{sleutel}’ staat hier twee keer; eerder op regel {vak.regels[sleutel]}."
                )
                continue
            vak[sleutel], vak.regels[sleutel] = self.waarde(waarde_knoop, diepte + 1), regel
        return vak

    def _reeks(self, knoop: SequenceNode, diepte: int) -> Reeks:
        reeks = Reeks(self.waarde(lid, diepte + 1) for lid in knoop.value)
        reeks.regel, reeks.regels = _regel(knoop), [_regel(lid) for lid in knoop.value]
        return reeks


def _regel(knoop: Node) -> int:
    return knoop.start_mark.line + 1


def _enkel(knoop: ScalarNode) -> Any:
    """Only a number that is written back the same is a number: 007 and 1_000 stay the text they are."""
    tekst = knoop.value
    if knoop.style in {"'", '"', "|", ">"}:
        return tekst
    if tekst in _WOORDEN:
        return None
    if tekst in _WAAR:
        return _WAAR[tekst]
    if _GEHEEL.fullmatch(tekst) and len(tekst) < 40:
        return int(tekst)
    if _KOMMA.fullmatch(tekst) and len(tekst) < 40:
        try:
            return Decimal(tekst)
        except InvalidOperation:
            return tekst
    return tekst


def plaats_van_fouten(
    berichten: Any, waarde: Any, regel: int = 1, pad: tuple = ()
) -> Iterator[tuple[int, tuple, str]]:
    """Every message of a marshmallow error with the line of the value it is about, and the path to it."""
    if isinstance(berichten, dict):
        for sleutel, onder in berichten.items():
            deel, deelregel = _onderdeel(waarde, sleutel, regel)
            yield from plaats_van_fouten(onder, deel, deelregel, (*pad, sleutel))
    elif isinstance(berichten, list):
        for bericht in berichten:
            yield from plaats_van_fouten(bericht, waarde, regel, pad)
    else:
        yield regel, pad, str(berichten)


def _onderdeel(waarde: Any, sleutel: Any, regel: int) -> tuple[Any, int]:
    if isinstance(waarde, Vak) and sleutel in waarde:
        return waarde[sleutel], waarde.regels.get(sleutel, waarde.regel)
    if isinstance(waarde, Reeks) and isinstance(sleutel, int) and sleutel < len(waarde):
        return waarde[sleutel], waarde.regels[sleutel]
    return None, getattr(waarde, "regel", regel)
