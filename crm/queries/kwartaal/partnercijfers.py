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
