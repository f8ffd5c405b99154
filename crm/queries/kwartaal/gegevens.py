"""The rows that the quarterly report rests on, grouped the way the figures need them.

Only what existed on the peildatum is kept, by the day on which it happened; what a dossier looks like today says
nothing about then.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from crm.adapters.nederlands import HARDE_SPATIE, datum
from crm.models import (
    Actie,
    Begrotingsregel,
    Bron,
    Bronverschil,
    Deelneming,
    Doel,
    Evaluatie,
    Gremium,
    Indicator,
    Meting,
    MetMoment,
    Mijlpaal,
    MonitorEditie,
    Norm,
    Ontwikkelcoalitie,
    Opdracht,
    Partnerafspraak,
    PcProduct,
    Poortbesluit,
    Programma,
    PurposeCase,
    Resultaat,
    Streefwaarde,
    Voortgang,
)
from crm.models.moment import AMSTERDAM

Noun = TypeVar("Noun")


@dataclass(frozen=True)
class Caserijen:
    """The rows, grouped by the number of the case or of the decision they belong to."""

    cases: list[tuple[PurposeCase, dt.datetime | None]]
    """Each with the moment of its first text."""

    besluiten: dict[int, Poortbesluit]
    log: dict[int, list[Any]]
    financiering: dict[int, list[Any]]
    """Every total that held by then, the earlier ones of a line too, in the order in which they were booked."""

    voorwaarden: dict[int, list[Any]]
    puntlog: dict[int, list[Any]]


@dataclass
class Gegevens:
    """The rows, sorted and grouped the way the figures need them."""

    programma: Programma
    peildatum: dt.date
    doelen: list[Doel]
    acties: list[Actie]
    voortgang: dict[int, list[Voortgang]]
    indicatoren: list[Indicator]
    streefwaarden: dict[int, list[Streefwaarde]]
    metingen: dict[int, list[Meting]]
    mijlpalen: list[Mijlpaal]
    resultaten: list[Resultaat]
    begroting: list[Begrotingsregel]
    afspraken: list[tuple[Partnerafspraak, str, Any, int | None]]
    """Each with the name and helix of the partner, and the number of the coalitie it belonged to on that day."""
    leveringen: dict[int, list[Any]]
    afschrijvingen: dict[int, list[Any]]
    verzettingen: dict[int, list[Any]]
    coalities: list[Ontwikkelcoalitie]
    deelnemingen: dict[int, list[Deelneming]]
    coalitielog: dict[int, list[Any]]
    cases: Caserijen
    overleggen: list[Any]
    opdrachten: list[Opdracht]
    vervullingen: dict[int, list[Any]]
    gremia: dict[int, Gremium]
    normen: list[Norm]
    meegeteld: dict[int, list[Any]]
    evaluaties: list[Evaluatie]
    edities: list[tuple[MonitorEditie, str]]
    producten: list[PcProduct]
    bronverschillen: list[Bronverschil]
    bronnen: dict[int, Bron]
    actie_bij_id: dict[int, Actie] = field(init=False)

    def __post_init__(self):
        self.actie_bij_id = {actie.id: actie for actie in self.acties}

    def nummer(self, actie: Actie | None) -> str | None:
        """The number as people say it: part A of actie 4 is "4 A", while "5c-1" already says where it belongs."""
        if actie is None:
            return None
        ouder = self.actie_bij_id.get(actie.ouder_id)
        los = ouder is not None and not actie.nummer.startswith(ouder.nummer)
        return f"{ouder.nummer}{HARDE_SPATIE}{actie.nummer}" if los else actie.nummer

    def bron(self, noun: Any) -> str | None:
        """Document and lines, the way people quote them; None where a colleague typed it in."""
        bron = self.bronnen.get(noun.bron_id)
        return bronplaats(bron) if bron else None


def bronplaats(bron: Bron) -> str:
    """Document and lines: "Uitvoeringsagenda …, regels 1505-1532"."""
    return f"{bron.document}, {'regel' if bron.regels.isdigit() else 'regels'} {bron.regels}"


def einde_van(dag: dt.date) -> dt.datetime:
    """The first moment that no longer belongs to this day, by our own clock."""
    return dt.datetime.combine(dag + dt.timedelta(days=1), dt.time(), AMSTERDAM)


def wanneer(noun: MetMoment) -> str | None:
    """The moment as it was printed; a single day is written out."""
    if noun.datum_tot is not None and noun.datum_van == noun.datum_tot:
        return datum(noun.datum_tot)
    return noun.wanneer


def per(rijen: Iterable[Noun], sleutel: str) -> dict[int, list[Noun]]:
    """The rows grouped by one of their columns, in the order they came."""
    groepen = defaultdict(list)
    for rij in rijen:
        groepen[getattr(rij, sleutel)].append(rij)
    return groepen
