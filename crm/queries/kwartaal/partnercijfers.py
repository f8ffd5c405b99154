"""What the report knows of partners, coalitions, mandates and governing bodies, as frozen values."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class AfspraakStand:
    uuid: uuid_.UUID
    organisatie: str
    helix: str
    omschrijving: str
    eenheid: str
    hoeveelheid: Decimal
    geleverd: Decimal
    afgeschreven: Decimal
    openstaand: Decimal
    stand: str
    uiterlijk: dt.date | None
    herijken_op: dt.date | None
    aantal_verzet: int
    is_te_laat: bool
    actie_uuid: uuid_.UUID | None
    actie_nummer: str | None
    coalitie_uuid: uuid_.UUID | None
    is_voorbeeld: bool


@dataclass(frozen=True, slots=True)
class Afspraaksom:
    """Promised, delivered, written off and open of one helix in one unit; units never add up."""

    helix: str
    eenheid: str
    aantal: int
    nagekomen: int
    te_laat: int
    afgesproken: Decimal
    geleverd: Decimal
    afgeschreven: Decimal
    openstaand: Decimal
    uuids: tuple[uuid_.UUID, ...]


@dataclass(frozen=True, slots=True)
class CoalitieStand:
    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    stand: str
    is_actief: bool
    aantal_leden: int
    heeft_aanjager: bool
    laatste_overleg: dt.date | None
    afspraken_nagekomen: int
    afspraken_totaal: int
    is_voorbeeld: bool


@dataclass(frozen=True, slots=True)
class Aandeel:
    """What the province carries of a sum, in eurocents, and its share in percents; None of nothing."""

    provincie: int
    totaal: int
    aandeel: Decimal | None


@dataclass(frozen=True, slots=True)
class CaseStand:
    """A purpose case: where it stood, what the gate said, who pays, and what still had to be done."""

    uuid: uuid_.UUID
    code: str
    coalitie_uuid: uuid_.UUID
    coalitie_nummer: str | None
    coalitie: str
    titel: str
    stand: str
    uitkomst: str | None
    """go, go_onder_voorwaarden or stop; None while nothing was decided."""
    besloten_op: dt.date | None
    is_onvoldoende_draagvlak: bool
    aangevraagd: Aandeel | None
    toegekend: Aandeel | None
    geldend: Aandeel | None
    """What counted then: granted where it was booked, else requested."""
    is_boven_de_helft: bool
    """It may go on, and the province carried more than half: partner money fell away after the go."""
    voorwaarden: int
    voorwaarden_voldaan: int
    voorwaarden_open: int
    voorwaarden_te_laat: int
    besluit_uuid: uuid_.UUID | None
    voorwaarde_uuids: dict[str, tuple[uuid_.UUID, ...]]
    """The conditions behind each of the four counts, by the name of the count."""
    regel_uuids: tuple[uuid_.UUID, ...]
    """The lines of the financing plan."""
    is_voorbeeld: bool


@dataclass(frozen=True, slots=True)
class Poortstand:
    """What the gate decided up to the peildatum, and the share of it that was positive (CONCEPTS 8)."""

    go: int
    go_onder_voorwaarden: int
    stop: int
    ratio: Decimal | None
    """In percents with one decimal; None as long as nothing was decided."""

    @property
    def totaal(self) -> int:
        return self.go + self.go_onder_voorwaarden + self.stop

    @property
    def positief(self) -> int:
        return self.go + self.go_onder_voorwaarden


@dataclass(frozen=True, slots=True)
class OpdrachtStand:
    uuid: uuid_.UUID
    soort: str
    keten: str | None
    gebied: str | None
    termijn: str | None
    eind: dt.date | None
    actie_uuid: uuid_.UUID | None
    actie_nummer: str | None
    stand: str
    """loopt, onvervuld (nobody holds it), verlopen (the term is over) or gepland."""
    vervuld_sinds: dt.date | None
    zonder_rolhouder: bool
    """The action goes on, and nobody holds this role."""


@dataclass(frozen=True, slots=True)
class NormStand:
    uuid: uuid_.UUID
    gremium: str | None
    omschrijving: str
    eenheid: str
    minimum: int
    maximum: int | None
    aantal: int | None
    nog_nodig: int | None
    stand: str
    """gehaald, op_tempo, achter, boven, niet_geteld or geldt_nog_niet."""
    vanaf_jaar: int | None
    uuids: tuple[uuid_.UUID, ...]
