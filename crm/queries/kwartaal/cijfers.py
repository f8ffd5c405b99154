"""What the quarterly report knows, as frozen values. Amounts in eurocents; None is unknown and never zero."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass, field
from decimal import Decimal

from crm.models.kwartaal import Kwartaal
from crm.queries.kwartaal.partnercijfers import (
    Afspraaksom,
    AfspraakStand,
    CaseStand,
    CoalitieStand,
    NormStand,
    OpdrachtStand,
    Poortstand,
)


@dataclass(frozen=True, slots=True)
class Record:
    """A dossier that a figure rests on: what a colleague would call it, and where a document says it."""

    uuid: uuid_.UUID
    soort: str
    label: str
    bron: str | None = None


@dataclass(frozen=True, slots=True)
class Lichtstand:
    """One light on the peildatum, and at the end of the quarter before. `geen` is: nobody has said it yet."""

    kleur: str
    vorige: str
    richting: str
    """beter, slechter, gelijk, or leeg where there is nothing to compare."""


@dataclass(frozen=True, slots=True)
class ActieStand:
    uuid: uuid_.UUID
    code: str
    """The printed number, made unique: the second action 3 is `3-2`."""
    nummer: str
    naam: str
    doel_uuid: uuid_.UUID | None
    is_deelactie: bool
    ouder_nummer: str | None
    oordeel: str
    """op_koers, bijsturing, besluit, geen_stand or beeindigd."""
    oordeel_vorige: str
    beleid: Lichtstand
    tijd: Lichtstand
    geld: Lichtstand
    stand_op: dt.date | None
    toelichting: str | None
    oorzaak: str | None
    gevolg: str | None
    bijsturing: str | None
    voortgang_uuid: uuid_.UUID | None
    beeindigd_op: dt.date | None
    afspraken_nagekomen: int
    afspraken_totaal: int


@dataclass(frozen=True, slots=True)
class Meetpunt:
    datum: dt.date | None
    label: str
    waarde: Decimal | None
    lijn: Decimal | None
    is_voorlopig: bool
    tijd: Decimal
    """Years, with the value of a year at its last day."""
    uuid: uuid_.UUID | None = None


@dataclass(frozen=True, slots=True)
class Streefpunt:
    jaar: int | None
    minimum: Decimal | None
    maximum: Decimal | None
    tekst: str | None
    woord: str
    uuid: uuid_.UUID


@dataclass(frozen=True, slots=True)
class IndicatorStand:
    uuid: uuid_.UUID
    code: str
    naam: str
    eenheid: str
    soort: str
    richting: str
    doel_uuid: uuid_.UUID | None
    actie_uuid: uuid_.UUID | None
    nulwaarde: Decimal | None
    nulwaarde_jaar: int | None
    punten: tuple[Meetpunt, ...]
    streef: tuple[Streefpunt, ...]
    lijn_nu: Decimal | None
    """Where the straight path from nulwaarde to target is on the peildatum."""
    is_onbekend: bool
    """The last answer was: not known yet."""


@dataclass(frozen=True, slots=True)
class MijlpaalStand:
    uuid: uuid_.UUID
    omschrijving: str
    wanneer: str | None
    datum_van: dt.date | None
    datum_tot: dt.date | None
    stand: str
    """gehaald, te_laat, gepland, doorlopend or open."""
    gereed_op: dt.date | None
    actie_uuid: uuid_.UUID | None
    actie_nummer: str | None
    doel_uuid: uuid_.UUID | None


@dataclass(frozen=True, slots=True)
class Postbedrag:
    """One budget post in the year of the report."""

    code: str
    naam: str
    doel_uuid: uuid_.UUID | None
    primitief: int | None
    na_wijziging: int | None
    realisatie: int | None
    prognose: int | None
    afwijking: int | None
    per_jaar: tuple[tuple[int, int], ...]
    """The budget as adopted, year by year."""
    totaal: int | None
    onderdelen_zonder_bedrag: tuple[str, ...]
    regels: dict[str, tuple[uuid_.UUID, ...]]
    """The lines of the ledger behind each column and each year."""


@dataclass(frozen=True, slots=True)
class Reeksbedrag:
    """An amount that a document gives for several years together; it is not divided over them."""

    naam: str
    onderdeel: str | None
    jaren: str
    bedrag: int | None
    woord: str | None
    uuid: uuid_.UUID


@dataclass(frozen=True, slots=True)
class Geld:
    jaar: int
    posten: tuple[Postbedrag, ...]
    totaal: Postbedrag | None
    reeksen: tuple[Reeksbedrag, ...]


@dataclass(frozen=True, slots=True)
class DoelStand:
    """A top of the doelenboom with everything under it."""

    uuid: uuid_.UUID | None
    niveau: str
    nummer: str | None
    naam: str
    doelstelling: str | None
    themas: tuple[str, ...]
    actie_uuids: tuple[uuid_.UUID, ...]
    posten: tuple[str, ...]
    """Codes of the budget posts that belong here."""
    resultaten_gereed: int
    resultaten_totaal: int


@dataclass(frozen=True, slots=True)
class Vooruit:
    """Something with a date after the peildatum."""

    datum: dt.date
    wanneer: str
    soort: str
    wat: str
    waar: str | None
    uuid: uuid_.UUID


@dataclass(frozen=True, slots=True)
class Bronkwestie:
    """Where a document contradicts itself, or where the reading is not certain."""

    soort: str
    onderwerp: str
    gedrukt: str | None
    anders: str | None
    uitleg: str | None
    bron: str | None
    uuid: uuid_.UUID


@dataclass(frozen=True, slots=True)
class Kwartaalcijfers:
    """Everything that the quarterly report on one programme says, as it stood at the end of the peildatum."""

    programma_uuid: uuid_.UUID
    programma: dict[str, str | int | None]
    periode: Kwartaal
    peildatum: dt.date
    doelen: tuple[DoelStand, ...]
    acties: tuple[ActieStand, ...]
    indicatoren: tuple[IndicatorStand, ...]
    mijlpalen: tuple[MijlpaalStand, ...]
    afspraken: tuple[AfspraakStand, ...]
    afspraaksommen: tuple[Afspraaksom, ...]
    coalities: tuple[CoalitieStand, ...]
    cases: tuple[CaseStand, ...]
    poort: Poortstand
    opdrachten: tuple[OpdrachtStand, ...]
    normen: tuple[NormStand, ...]
    geld: Geld
    vooruitblik: tuple[Vooruit, ...]
    bronkwesties: tuple[Bronkwestie, ...]
    aantal_overleggen: int
    records: tuple[Record, ...] = field(repr=False)

    @property
    def hoofdacties(self) -> tuple[ActieStand, ...]:
        """The acties that are counted; a deelactie is part of one."""
        return tuple(actie for actie in self.acties if not actie.is_deelactie)
