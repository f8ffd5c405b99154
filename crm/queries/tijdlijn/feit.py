"""What a sentence about an event may use: names, amounts and days, each in words and never a mistake when it is missing."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from crm.adapters import nederlands
from crm.lifecycle import leesbaar
from crm.queries.tijdlijn.namen import Naam, Sleutel

# Of whom the number is that the log keeps, by the name it keeps it under.
_TABEL_VAN = {
    "organisatie_id": "organisatie",
    "eigenaar_id": "gebruiker",
    "persoon_id": "persoon",
    "coalitie_id": "ontwikkelcoalitie",
    "actie_id": "actie",
}
_ISO_DAG = re.compile(r"\d{4}-\d{2}-\d{2}")
_GEBROKEN = re.compile(r"-?\d+\.\d+")
# What the log keeps in euros, and what in percents.
_IN_EUROS = frozenset({"provincie", "totaal", "aangevraagd", "toegekend", "gerealiseerd"})
_IN_PROCENTEN = frozenset({"aandeel"})
ONBEKEND = "onbekend"


def verwijzingen(rij: Any) -> Iterator[Sleutel]:
    """Everything whose name a sentence about this row may need."""
    yield rij.over_soort, rij.over_id
    yield from ((tabel, nummer) for tabel, nummer in _ontvanger(rij) if nummer is not None)
    for stand in (rij.voor, rij.na):
        for veld, nummer in (stand or {}).items():
            if veld in _TABEL_VAN and isinstance(nummer, int):
                yield _TABEL_VAN[veld], nummer


def _ontvanger(rij: Any) -> tuple[tuple[str, int | None], ...]:
    return ("gebruiker", rij.aan_collega), ("persoon", rij.aan_persoon)


class Stand(dict[str, Any]):
    """The state that a line of the log kept, in words: `{f.na[van]}` is "1 februari 2027"."""

    def __init__(self, stand: Mapping[str, Any] | None, bekend: Mapping[Sleutel, Naam]):
        super().__init__(stand or {})
        self._bekend = bekend

    def __missing__(self, veld: str) -> str:
        return ONBEKEND

    def __getitem__(self, veld: str) -> str:
        waarde = super().__getitem__(veld)
        if veld in _TABEL_VAN:
            return self._naam(veld, waarde)
        if waarde is None:
            return ONBEKEND
        if isinstance(waarde, list):
            return nederlands.opsomming(leesbaar(str(deel)) for deel in waarde)
        tekst = str(waarde)
        if _ISO_DAG.match(tekst):
            return nederlands.datum(tekst)
        if not _GEBROKEN.fullmatch(tekst):
            return leesbaar(tekst)
        if veld in _IN_EUROS:
            return _euro(Decimal(tekst))
        return nederlands.getal(tekst, 2 if veld in _IN_PROCENTEN else None)

    def kaal(self, veld: str) -> Any:
        """What was kept, as it was kept."""
        return self.get(veld)

    def _naam(self, veld: str, nummer: Any) -> str:
        if nummer is None:
            return "niemand"
        naam = self._bekend.get((_TABEL_VAN[veld], nummer))
        return "iemand" if naam is None else naam.naam


class Feit:
    """One row of the timeline for who writes the sentence about it."""

    def __init__(self, rij: Any, naam: Naam, bekend: Mapping[Sleutel, Naam], nu: dt.datetime):
        self.sleutel: str = rij.feit
        self.voor, self.na = Stand(rij.voor, bekend), Stand(rij.na, bekend)
        self.is_voorbij: bool = rij.moment <= nu
        self._rij, self._naam, self._bekend = rij, naam, bekend

    @property
    def over(self) -> str:
        return self._naam.naam

    @property
    def wie(self) -> str:
        """The partner of a promise or a line of money."""
        return self._naam.wie or "de partner"

    @property
    def aan(self) -> str:
        """Who got it; a contact person has no name for who may not see persons."""
        gevonden = [self._bekend.get(wie) for wie in _ontvanger(self._rij)]
        naam = next((naam for naam in gevonden if naam is not None), None)
        if naam is not None:
            return naam.naam
        return "een contactpersoon" if self._rij.aan_persoon is not None else "een collega"

    @property
    def waarover(self) -> str:
        """What was promised and by whom; of what is no promise its name."""
        return self.over if self._naam.aantal is None else f"{self.hoeveel} van {self.wie}"

    @property
    def tekst(self) -> str:
        return leesbaar(self._rij.tekst or ONBEKEND)

    @property
    def letterlijk(self) -> str:
        """The words as somebody typed them."""
        return nederlands.zin(self._rij.tekst)

    @property
    def heeft_tekst(self) -> bool:
        return bool(self._rij.tekst)

    @property
    def dag(self) -> str:
        return nederlands.datum(self._rij.dag, ONBEKEND)

    @property
    def vorige_dag(self) -> str | None:
        return None if self._rij.vorige_dag is None else nederlands.datum(self._rij.vorige_dag)

    @property
    def bedrag(self) -> str:
        """The amount of this row, in euros."""
        return ONBEKEND if self._rij.aantal is None else _euro(self._rij.aantal)

    @property
    def hoeveel(self) -> str:
        """What was promised: "40 stageplekken"."""
        return _hoeveelheid(self._naam.aantal, self._naam.eenheid)

    @property
    def nu_zoveel(self) -> str:
        """What this row is about: "12 stageplekken"."""
        return _hoeveelheid(self._rij.aantal, self._naam.eenheid)

    @property
    def deel(self) -> str:
        """How much of the promise: "12 van de 40 stageplekken", or "40 stageplekken" when it is all."""
        heel, deel = self._naam.aantal, self._rij.aantal
        if heel is None or deel is None or deel == heel:
            return self.nu_zoveel
        van = _euro(deel) if self._naam.eenheid == "euro" else nederlands.getal(deel)
        return f"{van} van de {self.hoeveel}"


def _hoeveelheid(aantal: Decimal | None, eenheid: str | None) -> str:
    if aantal is None:
        return "wat is afgesproken"
    return _euro(aantal) if eenheid == "euro" else f"{nederlands.getal(aantal)} {eenheid or ''}".strip()


def _euro(bedrag: Decimal) -> str:
    """Cents are written only when there are any."""
    heel = bedrag == bedrag.to_integral_value()
    return f"€{nederlands.HARDE_SPATIE}{nederlands.getal(bedrag, 0 if heel else 2)}"
