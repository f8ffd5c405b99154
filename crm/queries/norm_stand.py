"""How a year is going against the norms: what was held, what is still needed, at what pace, and earlier years."""

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import AMSTERDAM, Bron, Gremium, Norm, Overleg, Programma
from crm.queries.norm_telling import aantal, gehouden_dit_jaar, per_jaar

# More years than this are not compared on one page.
HOOGSTENS_JAREN = 6


@dataclass(frozen=True)
class NormStand:
    """One norm in one year; `geteld` is None where the system cannot count."""

    norm: Norm
    bron: Bron | None
    jaar: int
    laatste_jaar: int
    geteld: int | None
    peildatum: dt.date

    @property
    def dagen_over(self) -> int:
        return (dt.date(self.jaar, 12, 31) - self.peildatum).days

    @property
    def weken_over(self) -> int:
        """Whole weeks to the end of the year, as people plan."""
        return self.dagen_over // 7

    @property
    def werkdagen_over(self) -> int:
        """Mondays to Fridays to the end of the year."""
        dagen = (self.peildatum + dt.timedelta(days=n) for n in range(1, self.dagen_over + 1))
        return sum(dag.weekday() < 5 for dag in dagen)

    @property
    def is_haalbaar(self) -> bool:
        """Whether it can still be made, with one on every day that is worked."""
        return not self.nog_nodig or self.nog_nodig <= self.werkdagen_over

    @property
    def is_gehaald(self) -> bool:
        return self.nog_nodig == 0

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
class Normen:
    """The governing bodies of an agenda, and the norms that belong to none of them."""

    gremia: tuple[GremiumStand, ...]
    overig: tuple[NormStand, ...]


def norm_stand(session: Session, programma_id: int, peildatum: dt.date) -> Normen:
    """The governing bodies and norms of this agenda in the year of the peildatum, in two queries."""
    rijen = session.exec(
        select(Gremium, Bron, gehouden_door(Gremium.id, peildatum))
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


def jaarreeks(
    session: Session, normen: Sequence[NormStand], eerste_jaar: int, peildatum: dt.date
) -> dict[int, tuple[NormStand, ...]]:
    """Each of these norms in the years up to that of the peildatum, by number, in two queries; the first year first.

    A year that is past counts to its end, the running one to the peildatum. Of the years before the first meeting that
    was ever written down here nothing is known, and that is not zero.
    """
    telbaar = [stand for stand in normen if stand.geteld is not None]
    if not telbaar:
        return {}
    laatste = min(peildatum.year, max(stand.laatste_jaar for stand in telbaar))
    jaren = range(max(eerste_jaar, laatste - HOOGSTENS_JAREN + 1), laatste + 1)
    peildata = [min(dt.date(jaar, 12, 31), peildatum) for jaar in jaren]
    if not peildata:
        return {}
    nummers = [stand.norm.id for stand in telbaar]
    geteld = {(jaar, nummer): n for jaar, nummer, n in session.execute(per_jaar(nummers, peildata))}
    eerste = session.exec(select(sa.func.min(Overleg.begint_op))).one()
    sinds = eerste.astimezone(AMSTERDAM).year if eerste else peildatum.year
    reeks: dict[int, tuple[NormStand, ...]] = {}
    for stand in telbaar:
        standen = (
            replace(
                stand,
                jaar=dag.year,
                peildatum=dag,
                geteld=geteld.get((dag.year, stand.norm.id), 0) if dag.year >= sinds else None,
            )
            for dag in peildata
        )
        reeks[stand.norm.id] = tuple(s for s in standen if s.geldt)
    return reeks


def normen_van(session: Session, gremium_id: int, peildatum: dt.date) -> tuple[NormStand, ...]:
    """The norms of one governing body in the year of the peildatum, in one query."""
    return tuple(_normen(session, peildatum, Norm.gremium_id == gremium_id).get(gremium_id, ()))


def normen_per_agenda(session: Session, peildatum: dt.date) -> dict[int, tuple[NormStand, ...]]:
    """All norms in the year of the peildatum, by number of their agenda, in one query."""
    per_agenda: dict[int, list[NormStand]] = defaultdict(list)
    for standen in _normen(session, peildatum).values():
        for stand in standen:
            per_agenda[stand.norm.programma_id].append(stand)
    return {nummer: tuple(standen) for nummer, standen in per_agenda.items()}


def _normen(session: Session, peildatum: dt.date, *waar: Any) -> dict[int | None, list[NormStand]]:
    """The norms that meet these conditions per governing body, each with what was counted; one query."""
    per_gremium: dict[int | None, list[NormStand]] = defaultdict(list)
    rijen = session.exec(
        select(Norm, Bron, Programma.jaar_tot, aantal(peildatum))
        .join(Programma, col(Programma.id) == Norm.programma_id)
        .outerjoin(Bron, col(Bron.id) == Norm.bron_id)
        .where(*waar)
        .order_by(col(Norm.id))
    )
    for norm, bron, laatste_jaar, geteld in rijen:
        stand = NormStand(norm, bron, peildatum.year, laatste_jaar, geteld, peildatum)
        per_gremium[norm.gremium_id].append(stand)
    return per_gremium


def gehouden_door(gremium_id: Any, peildatum: dt.date) -> sa.ScalarSelect[int]:
    """A column: how many meetings this governing body held this year, up to the peildatum."""
    vraag = sa.select(sa.func.count(Overleg.id)).where(
        Overleg.gremium_id == gremium_id, *gehouden_dit_jaar(peildatum)
    )
    return vraag.correlate(Gremium).scalar_subquery()
