"""How a year is going against the norms: what was held, what is still needed, and at what pace."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    AMSTERDAM,
    Bron,
    Gremium,
    Norm,
    NormTelling,
    Ontwikkelcoalitie,
    Overleg,
    OverlegStatus,
    Programma,
)

GEHOUDEN = (OverlegStatus.GEHOUDEN, OverlegStatus.VASTGELEGD)


@dataclass(frozen=True)
class NormStand:
    """One norm in one year; `geteld` is None where the system cannot count."""

    norm: Norm
    bron: Bron | None
    jaar: int
    geteld: int | None
    dagen_over: int

    @property
    def geldt(self) -> bool:
        return self.norm.vanaf_jaar is None or self.norm.vanaf_jaar <= self.jaar

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
    """The governing bodies and norms of this agenda in the year of the peildatum, in three queries."""
    rijen = session.exec(
        select(Gremium, Bron)
        .outerjoin(Bron, col(Bron.id) == Gremium.bron_id)
        .where(Gremium.programma_id == programma_id)
        .order_by(col(Gremium.id))
    ).all()
    normen = _normen(session, programma_id, peildatum)
    return Normen(
        gremia=tuple(
            GremiumStand(
                gremium, bron, normen.gehouden.get(gremium.id, 0), tuple(normen.per_gremium[gremium.id])
            )
            for gremium, bron in rijen
        ),
        overig=tuple(normen.per_gremium[None]),
    )


def gremium_dossier(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> GremiumDossier:
    """One governing body. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Gremium, Programma, Bron)
        .join(Programma, col(Programma.id) == Gremium.programma_id)
        .outerjoin(Bron, col(Bron.id) == Gremium.bron_id)
        .where(Gremium.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Dit gremium bestaat niet, of niet meer.")
    gremium, programma, bron = rij
    normen = _normen(session, gremium.programma_id, peildatum)
    begin, _ = jaargrenzen(peildatum.year)
    vraag = (
        select(Overleg.uuid, Overleg.onderwerp, Overleg.begint_op, Overleg.status)
        .where(Overleg.gremium_id == gremium.id, col(Overleg.begint_op) >= begin)
        .order_by(col(Overleg.begint_op).desc())
        .limit(50)
    )
    stand = GremiumStand(
        gremium, bron, normen.gehouden.get(gremium.id, 0), tuple(normen.per_gremium[gremium.id])
    )
    return GremiumDossier(stand, programma, tuple(Bijeenkomst(*rij) for rij in session.exec(vraag)))


def jaargrenzen(jaar: int) -> tuple[dt.datetime, dt.datetime]:
    """The first moment of a year here, and the first of the next."""
    return dt.datetime(jaar, 1, 1, tzinfo=AMSTERDAM), dt.datetime(jaar + 1, 1, 1, tzinfo=AMSTERDAM)


@dataclass(frozen=True)
class _Geteld:
    per_gremium: dict[int | None, list[NormStand]]
    gehouden: dict[int, int]


def _normen(session: Session, programma_id: int, peildatum: dt.date) -> _Geteld:
    gehouden, coalities = _tel(session, programma_id, peildatum)
    per_gremium: dict[int | None, list[NormStand]] = defaultdict(list)
    rijen = session.exec(
        select(Norm, Bron)
        .outerjoin(Bron, col(Bron.id) == Norm.bron_id)
        .where(Norm.programma_id == programma_id)
        .order_by(col(Norm.id))
    )
    dagen_over = (dt.date(peildatum.year, 12, 31) - peildatum).days
    for norm, bron in rijen:
        geteld = {
            NormTelling.OVERLEGGEN: gehouden.get(norm.gremium_id, 0),
            NormTelling.COALITIES: coalities,
        }.get(norm.telling)
        per_gremium[norm.gremium_id].append(NormStand(norm, bron, peildatum.year, geteld, dagen_over))
    return _Geteld(per_gremium, gehouden)


def _tel(session: Session, programma_id: int, peildatum: dt.date) -> tuple[dict[int, int], int]:
    """Meetings held per governing body, and coalities that had a meeting, this year up to the peildatum; one query."""
    begin, _ = jaargrenzen(peildatum.year)
    eind = dt.datetime.combine(peildatum + dt.timedelta(days=1), dt.time(), tzinfo=AMSTERDAM)
    dit_jaar = (
        col(Overleg.begint_op) >= begin,
        col(Overleg.begint_op) < eind,
        col(Overleg.status).in_(GEHOUDEN),
    )
    gremia = (
        sa.select(Overleg.gremium_id.label("gremium_id"), sa.func.count().label("aantal"))
        .join(Gremium, Gremium.id == Overleg.gremium_id)
        .where(Gremium.programma_id == programma_id, *dit_jaar)
        .group_by(Overleg.gremium_id)
    )
    # An active coalitie is one that met: a name on a list is not yet "ondersteund".
    coalities = (
        sa.select(
            sa.null().label("gremium_id"), sa.func.count(sa.distinct(Overleg.coalitie_id)).label("aantal")
        )
        .join(Ontwikkelcoalitie, Ontwikkelcoalitie.id == Overleg.coalitie_id)
        .where(Ontwikkelcoalitie.programma_id == programma_id, *dit_jaar)
    )
    geteld = {rij.gremium_id: rij.aantal for rij in session.execute(sa.union_all(gremia, coalities))}
    return {sleutel: aantal for sleutel, aantal in geteld.items() if sleutel is not None}, geteld.get(None, 0)
