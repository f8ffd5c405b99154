"""How a year is going against the norms: what was held, what is still needed, and at what pace."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    AMSTERDAM,
    Bron,
    Gremium,
    Norm,
    Overleg,
    OverlegStatus,
    Programma,
)
from crm.queries.norm_telling import aantal, gehouden_dit_jaar


@dataclass(frozen=True)
class NormStand:
    """One norm in one year; `geteld` is None where the system cannot count."""

    norm: Norm
    bron: Bron | None
    jaar: int
    laatste_jaar: int
    geteld: int | None
    dagen_over: int

    @property
    def geldt(self) -> bool:
        """Whether the norm holds this year: it has begun, and its agenda is not over."""
        return (self.norm.vanaf_jaar or self.jaar) <= self.jaar <= self.laatste_jaar

    @property
    def nog_nodig(self) -> int | None:
        return None if self.geteld is None else max(0, self.norm.minimum - self.geteld)

    @property
    def dagen_per_stuk(self) -> int | None:
        """At most so many days between one and the next, to make it before the year ends."""
        return self.dagen_over // self.nog_nodig if self.nog_nodig else None


@dataclass(frozen=True)
class GremiumStand:
    """A governing body with its norms, and how often it met in the year of the peildatum."""

    gremium: Gremium
    bron: Bron | None
    gehouden: int
    normen: tuple[NormStand, ...]


@dataclass(frozen=True)
class Bijeenkomst:
    """One meeting of a governing body."""

    uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    status: OverlegStatus


@dataclass(frozen=True)
class GremiumDossier:
    """A governing body with its norms and its meetings around the peildatum."""

    stand: GremiumStand
    programma: Programma
    bijeenkomsten: tuple[Bijeenkomst, ...]


@dataclass(frozen=True)
class Normen:
    """The governing bodies of an agenda, and the norms that belong to none of them."""

    gremia: tuple[GremiumStand, ...]
    overig: tuple[NormStand, ...]


def norm_stand(session: Session, programma_id: int, peildatum: dt.date) -> Normen:
    """The governing bodies and norms of this agenda in the year of the peildatum, in two queries."""
    rijen = session.exec(
        select(Gremium, Bron, _gehouden_door(Gremium.id, peildatum))
        .outerjoin(Bron, col(Bron.id) == Gremium.bron_id)
        .where(Gremium.programma_id == programma_id)
        .order_by(col(Gremium.id))
    ).all()
    normen = _normen(session, peildatum, Norm.programma_id == programma_id)
    return Normen(
        gremia=tuple(
            GremiumStand(gremium, bron, gehouden, tuple(normen.get(gremium.id, ())))
            for gremium, bron, gehouden in rijen
        ),
        overig=tuple(normen.get(None, ())),
    )


def gremium_dossier(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> GremiumDossier:
    """One governing body. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Gremium, Programma, Bron, _gehouden_door(Gremium.id, peildatum))
        .join(Programma, col(Programma.id) == Gremium.programma_id)
        .outerjoin(Bron, col(Bron.id) == Gremium.bron_id)
        .where(Gremium.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Dit gremium bestaat niet, of niet meer.")
    gremium, programma, bron, gehouden = rij
    normen = _normen(session, peildatum, Norm.gremium_id == gremium.id)
    begin, _ = jaargrenzen(peildatum.year)
    vraag = (
        select(Overleg.uuid, Overleg.onderwerp, Overleg.begint_op, Overleg.status)
        .where(Overleg.gremium_id == gremium.id, col(Overleg.begint_op) >= begin)
        .order_by(col(Overleg.begint_op).desc())
        .limit(50)
    )
    stand = GremiumStand(gremium, bron, gehouden, tuple(normen.get(gremium.id, ())))
    return GremiumDossier(stand, programma, tuple(Bijeenkomst(*rij) for rij in session.exec(vraag)))


def jaargrenzen(jaar: int) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a year here, and the first of the next."""
    return dt.datetime(jaar, 1, 1, tzinfo=AMSTERDAM), dt.datetime(jaar + 1, 1, 1, tzinfo=AMSTERDAM)


def _normen(session: Session, peildatum: dt.date, *waar: Any) -> dict[int | None, list[NormStand]]:
    """The norms that meet these conditions per governing body, each with what was counted; one query."""
    dagen_over = (dt.date(peildatum.year, 12, 31) - peildatum).days
    per_gremium: dict[int | None, list[NormStand]] = defaultdict(list)
    rijen = session.exec(
        select(Norm, Bron, Programma.jaar_tot, aantal(peildatum))
        .join(Programma, col(Programma.id) == Norm.programma_id)
        .outerjoin(Bron, col(Bron.id) == Norm.bron_id)
        .where(*waar)
        .order_by(col(Norm.id))
    )
    for norm, bron, laatste_jaar, geteld in rijen:
        stand = NormStand(norm, bron, peildatum.year, laatste_jaar, geteld, dagen_over)
        per_gremium[norm.gremium_id].append(stand)
    return per_gremium


def _gehouden_door(gremium_id: Any, peildatum: dt.date) -> sa.ScalarSelect[int]:
    """How many meetings this governing body held this year, up to the peildatum."""
    vraag = sa.select(sa.func.count(Overleg.id)).where(
        Overleg.gremium_id == gremium_id, *gehouden_dit_jaar(peildatum)
    )
    return vraag.correlate(Gremium).scalar_subquery()
