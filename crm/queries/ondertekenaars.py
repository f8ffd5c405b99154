"""Which organisation a signatory is: certain by KvK number or name, or a person has to choose from what it may be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from sqlmodel import Session, col, select

from crm.models import Organisatie
from crm.queries.organisatie_zoeken import Voorstel, bekend, voorstellen_bij


class Genoemd(Protocol):
    """Something with a printed name and perhaps a KvK number: a row of a file, or a signature that is doubtful."""

    @property
    def naam(self) -> str | None: ...

    @property
    def kvk_nummer(self) -> str | None: ...


@dataclass(frozen=True)
class Herkenning:
    """Who this is; without organisatie it is doubtful, and `kandidaten` are what it may be (none: unknown to us)."""

    organisatie: Organisatie | None
    reden: str
    kandidaten: tuple[Voorstel, ...] = ()

    @property
    def is_onbekend(self) -> bool:
        """Nothing of ours looks like it."""
        return self.organisatie is None and not self.kandidaten


def herken(session: Session, genoemden: Sequence[Genoemd]) -> list[Herkenning]:
    """Who these are, in the same order; at most six queries, however many there are.

    The KvK number goes first. When it and the name point to two organisations, nobody is chosen.
    """
    namen = {genoemd.naam or "" for genoemd in genoemden}
    op_naam = bekend(session, namen)
    op_kvk = _op_kvk(session, {genoemd.kvk_nummer for genoemd in genoemden})
    zeker = {g.naam for g in genoemden if g.naam in op_naam or g.kvk_nummer in op_kvk}
    lijken = voorstellen_bij(session, sorted(namen - zeker))
    return [
        _herken(g, op_naam.get(g.naam or ""), op_kvk.get(g.kvk_nummer or ""), lijken.get(g.naam or "", []))
        for g in genoemden
    ]


def kandidaten(session: Session, twijfels: Sequence[Genoemd]) -> list[list[Voorstel]]:
    """What each of these may be, for a person to choose from; four queries, however many there are."""
    op_kvk = _op_kvk(session, {twijfel.kvk_nummer for twijfel in twijfels})
    lijken = voorstellen_bij(session, sorted({twijfel.naam or "" for twijfel in twijfels}))
    uit = []
    for twijfel in twijfels:
        nummer = op_kvk.get(twijfel.kvk_nummer or "")
        eerst = [Voorstel(nummer, "Heeft dit KvK-nummer.")] if nummer else []
        rest = [v for v in lijken[twijfel.naam or ""] if nummer is None or v.organisatie.id != nummer.id]
        uit.append(eerst + rest)
    return uit


def _op_kvk(session: Session, nummers: Iterable[str | None]) -> dict[str, Organisatie]:
    gezocht = {nummer for nummer in nummers if nummer}
    if not gezocht:
        return {}
    vraag = select(Organisatie).where(col(Organisatie.kvk_nummer).in_(gezocht))
    return {organisatie.kvk_nummer: organisatie for organisatie in session.exec(vraag)}


def _herken(
    genoemd: Genoemd, op_naam: Organisatie | None, op_kvk: Organisatie | None, lijken: list[Voorstel]
) -> Herkenning:
    if op_kvk is not None and op_naam is not None and op_kvk.id != op_naam.id:
        reden = f"Het KvK-nummer is van ‘{op_kvk.naam}’ en de naam is van ‘{op_naam.naam}’."
        kandidaten = (Voorstel(op_kvk, "Heeft dit KvK-nummer."), Voorstel(op_naam, "Heeft deze naam."))
        return Herkenning(None, reden, kandidaten)
    if op_kvk is not None:
        return Herkenning(op_kvk, "Herkend aan het KvK-nummer.")
    if op_naam is not None:
        ander = genoemd.kvk_nummer and op_naam.kvk_nummer and genoemd.kvk_nummer != op_naam.kvk_nummer
        if ander:
            reden = f"‘{op_naam.naam}’ heeft bij ons een ander KvK-nummer: {op_naam.kvk_nummer}."
            return Herkenning(None, reden, (Voorstel(op_naam, "Heeft deze naam, en een ander KvK-nummer."),))
        return Herkenning(op_naam, "Herkend aan de naam.")
    if lijken:
        namen = " of ".join(f"‘{voorstel.organisatie.naam}’" for voorstel in lijken)
        return Herkenning(None, f"Lijkt op {namen}.", tuple(lijken))
    return Herkenning(None, "Deze organisatie kennen wij niet.")
