"""Mandates of ambassadors and aanjagers, and who holds them on a day."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session, col, select

from crm.models import Actie, Bron, Opdracht, Persoon, Rolvervulling


@dataclass(frozen=True)
class Vervulling:
    """Somebody held the mandate for a time; the name is personal data, so a page asks first."""

    naam: str
    van: dt.date
    tot: dt.date | None


@dataclass(frozen=True)
class OpdrachtRegel:
    """A mandate, the actie it belongs to, and its holders in order."""

    opdracht: Opdracht
    bron: Bron | None
    actie_uuid: uuid_.UUID | None
    actie_nummer: str | None
    vervullingen: tuple[Vervulling, ...]
    peildatum: dt.date

    @property
    def vervuld_door(self) -> Vervulling | None:
        """Who holds it on the peildatum."""
        return next(
            (
                v
                for v in self.vervullingen
                if v.van <= self.peildatum and (v.tot is None or v.tot >= self.peildatum)
            ),
            None,
        )

    @property
    def is_verlopen(self) -> bool:
        """The term is over by what the document says; an option to extend does not move it."""
        return self.opdracht.datum_tot is not None and self.opdracht.datum_tot < self.peildatum


def opdrachten(session: Session, peildatum: dt.date, *waar: Any) -> tuple[OpdrachtRegel, ...]:
    """The mandates that meet these conditions, with their holders, in one query."""
    rijen = session.exec(
        select(Opdracht, Bron, Actie.uuid, Actie.nummer, Rolvervulling.van, Rolvervulling.tot, Persoon.naam)
        .outerjoin(Bron, col(Bron.id) == Opdracht.bron_id)
        .outerjoin(Actie, col(Actie.id) == Opdracht.actie_id)
        .outerjoin(Rolvervulling, col(Rolvervulling.opdracht_id) == Opdracht.id)
        .outerjoin(Persoon, col(Persoon.id) == Rolvervulling.persoon_id)
        .where(*waar)
        .order_by(col(Opdracht.id), col(Rolvervulling.van))
    ).all()
    houders: dict[int, list[Vervulling]] = defaultdict(list)
    koppen: dict[int, tuple] = {}
    for opdracht, bron, actie_uuid, nummer, van, tot, naam in rijen:
        koppen[opdracht.id] = (opdracht, bron, actie_uuid, nummer)
        if van is not None:
            houders[opdracht.id].append(Vervulling(naam, van, tot))
    return tuple(OpdrachtRegel(*kop, tuple(houders[nummer]), peildatum) for nummer, kop in koppen.items())
