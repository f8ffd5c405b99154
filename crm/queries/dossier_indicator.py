"""Indicators with their targets and measured values, and the straight path between them."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Actie, Bron, Doel, Gebruiker, Indicator, Meting, Programma, Streefwaarde
from crm.queries.gevonden import Gevonden

_JAARDAGEN = Decimal("365.25")


@dataclass(frozen=True)
class MetingRegel:
    """A measured value, who entered it and who stands for it."""

    meting: Meting
    bron: Bron | None
    ingevoerd_door: str | None
    goedgekeurd_door: str | None

    @property
    def is_voorlopig(self) -> bool:
        """Typed by one colleague and not yet approved by another; what a document says needs no second person."""
        return self.meting.goedgekeurd_op is None and self.bron is None


@dataclass(frozen=True)
class IndicatorRegel:
    """An indicator with its targets in order of year and its values in order of day."""

    indicator: Indicator
    bron: Bron | None
    streefwaarden: tuple[Gevonden[Streefwaarde], ...]
    metingen: tuple[MetingRegel, ...]

    @property
    def laatste(self) -> MetingRegel | None:
        return self.metingen[-1] if self.metingen else None

    @property
    def doel(self) -> Streefwaarde | None:
        """The last target that is a number with a year: where the straight path leads."""
        return next(
            (s.noun for s in reversed(self.streefwaarden) if s.noun.jaar and _getal(s.noun) is not None), None
        )

    def lijn(self, dag: dt.date) -> Decimal | None:
        """Where the straight path from nulwaarde to target is on this day; None when one of the four is unknown.

        The value of a year is that of its last day, so 35% (2023) to 40% (2027) is 37.5% at the end of 2025.
        """
        start, doel = self.indicator, self.doel
        if doel is None or start.nulwaarde is None or start.nulwaarde_jaar is None or start.is_jaarlijks:
            return None
        jaren = doel.jaar - start.nulwaarde_jaar
        verstreken = tijdstip(dag) - start.nulwaarde_jaar
        if jaren <= 0 or not 0 <= verstreken <= jaren:
            return None
        return start.nulwaarde + (_getal(doel) - start.nulwaarde) * verstreken / jaren


@dataclass(frozen=True)
class IndicatorDossier:
    """One indicator, and the dossiers it says something about."""

    regel: IndicatorRegel
    programma: Programma
    actie: Actie | None
    doel: Doel | None


def tijdstip(dag: dt.date) -> Decimal:
    """A day as a number of years, in which a year is reached on its last day."""
    laatste = dt.date(dag.year, 12, 31)
    return dag.year - (laatste - dag).days / _JAARDAGEN


def indicatoren(session: Session, *waar: Any) -> tuple[IndicatorRegel, ...]:
    """The indicators that meet these conditions with targets and values, in two queries."""
    kop: dict[int, tuple[Indicator, Bron | None]] = {}
    streef: dict[int, list[Gevonden[Streefwaarde]]] = defaultdict(list)
    eigen, van_streef = aliased(Bron), aliased(Bron)
    rijen = session.exec(
        select(Indicator, eigen, Streefwaarde, van_streef)
        .outerjoin(eigen, eigen.id == Indicator.bron_id)
        .outerjoin(Streefwaarde, col(Streefwaarde.indicator_id) == Indicator.id)
        .outerjoin(van_streef, van_streef.id == Streefwaarde.bron_id)
        .where(*waar)
        .order_by(col(Indicator.volgorde), col(Indicator.id), col(Streefwaarde.jaar), col(Streefwaarde.id))
    )
    for indicator, bron, waarde, waarde_bron in rijen:
        kop[indicator.id] = (indicator, bron)
        if waarde is not None:
            streef[indicator.id].append(Gevonden(waarde, waarde_bron))
    metingen = _metingen(session, waar)
    return tuple(
        IndicatorRegel(indicator, bron, _op_jaar(streef[nummer]), tuple(metingen.get(nummer, ())))
        for nummer, (indicator, bron) in kop.items()
    )


def indicator_dossier(session: Session, uuid: uuid_.UUID) -> IndicatorDossier:
    """One indicator, in three queries. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Programma, Actie, Doel)
        .join(Indicator, col(Indicator.programma_id) == Programma.id)
        .outerjoin(Actie, col(Actie.id) == Indicator.actie_id)
        .outerjoin(Doel, col(Doel.id) == Indicator.doel_id)
        .where(Indicator.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze indicator bestaat niet, of niet meer.")
    programma, actie, doel = rij
    (regel,) = indicatoren(session, Indicator.uuid == uuid)
    return IndicatorDossier(regel, programma, actie, doel)


def _metingen(session: Session, waar: tuple[Any, ...]) -> dict[int, list[MetingRegel]]:
    invoerder, goedkeurder = aliased(Gebruiker), aliased(Gebruiker)
    rijen = session.exec(
        select(Meting, Bron, invoerder.naam, goedkeurder.naam)
        .join(Indicator, col(Indicator.id) == Meting.indicator_id)
        .outerjoin(Bron, col(Bron.id) == Meting.bron_id)
        .outerjoin(invoerder, invoerder.id == Meting.ingevoerd_door_id)
        .outerjoin(goedkeurder, goedkeurder.id == Meting.goedgekeurd_door_id)
        .where(*waar)
        .order_by(col(Meting.id))
    )
    uit: dict[int, list[MetingRegel]] = defaultdict(list)
    for rij in rijen:
        uit[rij[0].indicator_id].append(MetingRegel(*rij))
    for lijst in uit.values():
        # A value without a day stands in the document, so it is the oldest. Sorted here: databases differ on NULL.
        lijst.sort(key=lambda regel: (regel.meting.peildatum or dt.date.min, regel.meting.id))
    return uit


def _op_jaar(streef: Iterable[Gevonden[Streefwaarde]]) -> tuple[Gevonden[Streefwaarde], ...]:
    return tuple(sorted(streef, key=lambda gevonden: (gevonden.noun.jaar or 9999, gevonden.noun.id)))


def _getal(streef: Streefwaarde) -> Decimal | None:
    """The lower bound of a range, or the value itself: the least that was promised."""
    return streef.waarde_min if streef.waarde_min is not None else streef.waarde_max
