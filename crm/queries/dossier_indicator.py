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
from crm.models.indicator import op_jaar
from crm.queries.gevonden import Gevonden


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

    def laatste_op(self, dag: dt.date) -> MetingRegel | None:
        """What was known last by this day; a value without a day stands in the document, so it was there first."""
        eerder = [m for m in self.metingen if m.meting.peildatum is None or m.meting.peildatum <= dag]
        return eerder[-1] if eerder else None

    @property
    def laatste_waarde(self) -> MetingRegel | None:
        """The last that is a number; where the latest answer is "not known", it says how far we knew."""
        return next((m for m in reversed(self.metingen) if m.meting.waarde is not None), None)

    @property
    def doel(self) -> Streefwaarde | None:
        """The last target that is a number with a year: where the straight path leads."""
        return next(
            (s.noun for s in reversed(self.streefwaarden) if s.noun.jaar and s.noun.getal is not None), None
        )

    def lijn(self, dag: dt.date) -> Decimal | None:
        """Where the straight path through the targets is on this day."""
        return self.indicator.lijn((gevonden.noun for gevonden in self.streefwaarden), dag)


@dataclass(frozen=True)
class IndicatorDossier:
    """One indicator, and the dossiers it says something about."""

    regel: IndicatorRegel
    programma: Programma
    actie: Actie | None
    doel: Doel | None


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
        .order_by(col(Indicator.volgorde), col(Indicator.id))
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
    bij_id = {gevonden.noun.id: gevonden for gevonden in streef}
    return tuple(bij_id[waarde.id] for waarde in op_jaar(gevonden.noun for gevonden in bij_id.values()))
