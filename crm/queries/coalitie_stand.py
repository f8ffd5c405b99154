"""Coalities as they stood on a day, counted back from what is dated: members, meetings, promises, steps in the log."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session

from crm.models import (
    Aanwezigheid,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Helix,
    Logboekregel,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Poortbesluit,
    Programma,
    PurposeCase,
    PurposeCaseVersie,
    Uitkomst,
    dag_van,
    natuurlijke_volgorde,
)
from crm.queries.teruggeteld import coalitie_op, na_afloop, uiterlijk_op

c = Ontwikkelcoalitie
_STAP = "coalitie."
_STAPPEN = [f"{_STAP}{status}" for status in CoalitieStatus]


@dataclass(frozen=True)
class Lidstand:
    """One membership that had begun by the day, and when we last spoke with that organisation, about whatever."""

    rol: DeelnemerRol
    van: dt.date
    tot: dt.date | None
    organisatie: uuid_.UUID
    naam: str
    helix: Helix
    is_eigen_provincie: bool
    gesproken: dt.date | None

    def geldt_op(self, dag: dt.date) -> bool:
        return self.tot is None or self.tot >= dag


@dataclass(frozen=True)
class CoalitieStand:
    """One coalitie that was open on the day."""

    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    programma: str
    jaar_van: int
    begin: dt.date
    """The day it was founded; of one that a document names without a day, the first day of its agenda."""
    status: CoalitieStatus
    status_sinds: dt.date | None
    """None when the step was never logged."""
    heeft_case: bool
    laatste_overleg: dt.date | None
    te_laat: int
    oudste_te_laat: dt.date | None
    leden: tuple[Lidstand, ...]


def loopt(jaar: int) -> sa.ColumnElement[bool]:
    """The condition that the agenda of a coalitie runs in this year."""
    return sa.and_(Programma.jaar_van <= jaar, Programma.jaar_tot >= jaar)


def standen(session: Session, dag: dt.date, *waar: Any) -> tuple[CoalitieStand, ...]:
    """The coalities that were open on that day and meet these conditions, the latest agenda first, in one query."""
    kop = _koppen(dag, waar)
    gesproken = _laatst_gesproken(dag)
    lid = sa.and_(Deelneming.coalitie_id == kop.c.id, Deelneming.van <= dag)
    rijen = session.execute(
        sa.select(
            kop,
            Deelneming.rol,
            Deelneming.van,
            Deelneming.tot,
            Organisatie.uuid.label("organisatie"),
            Organisatie.naam.label("lid"),
            Organisatie.helix,
            Organisatie.is_eigen_provincie,
            gesproken.label("gesproken"),
        )
        .select_from(kop)
        .outerjoin(Deelneming, lid)
        .outerjoin(Organisatie, Organisatie.id == Deelneming.organisatie_id)
        .order_by(Organisatie.naam_sleutel, Deelneming.van, Deelneming.id)
    ).all()
    per_coalitie: dict[int, list[Any]] = {}
    for rij in rijen:
        per_coalitie.setdefault(rij.id, []).append(rij)
    gevonden = (_stand(groep) for groep in per_coalitie.values())
    return tuple(
        sorted(
            gevonden, key=lambda s: (-s.jaar_van, s.programma, natuurlijke_volgorde(s.nummer or ""), s.naam)
        )
    )


def _koppen(dag: dt.date, waar: tuple[Any, ...]) -> sa.CTE:
    te_laat = _te_laat(dag)
    stap, sinds, voor = _stappen(dag)
    gehouden = (
        sa.select(sa.func.max(Overleg.begint_op))
        .where(
            Overleg.coalitie_id == c.id,
            Overleg.status.in_(Overleg.GEHOUDEN),
            Overleg.begint_op < na_afloop(dag),
        )
        .correlate(c)
        .scalar_subquery()
    )
    return (
        sa.select(
            c.id,
            c.uuid,
            c.nummer,
            c.naam,
            c.opgericht_op,
            c.status.label("status_nu"),
            Programma.naam.label("programma"),
            Programma.jaar_van,
            stap.label("stap"),
            sinds.label("sinds"),
            voor.label("voor"),
            _heeft_case(dag).label("heeft_case"),
            gehouden.label("laatste_overleg"),
            sa.func.coalesce(te_laat.c.aantal, 0).label("te_laat"),
            te_laat.c.oudste.label("oudste_te_laat"),
        )
        .join(Programma, Programma.id == c.programma_id)
        .outerjoin(te_laat, te_laat.c.coalitie_id == c.id)
        .where(
            sa.or_(c.opgericht_op <= dag, sa.and_(c.opgericht_op.is_(None), Programma.jaar_van <= dag.year)),
            sa.or_(c.beeindigd_op.is_(None), c.beeindigd_op > dag),
            sa.or_(c.afgerond_op.is_(None), c.afgerond_op > dag),
            *waar,
        )
        .cte("kop")
        # Otherwise SQLite asks everything above again for every member.
        .prefix_with("MATERIALIZED")
    )


def _te_laat(dag: dt.date) -> sa.Subquery:
    """How many promises were overdue per coalitie, and the oldest due date."""
    p, uiterlijk = Partnerafspraak, uiterlijk_op(dag)
    per_afspraak = (
        sa.select(
            sa.func.coalesce(coalitie_op(dag), PurposeCase.coalitie_id).label("coalitie_id"),
            uiterlijk.label("uiterlijk"),
        )
        .outerjoin(PurposeCase, PurposeCase.id == p.case_id)
        .where(p.genoemd_op <= dag, sa.or_(p.afgesloten_op.is_(None), p.afgesloten_op > dag), uiterlijk < dag)
        .subquery()
    )
    return (
        sa.select(
            per_afspraak.c.coalitie_id,
            sa.func.count().label("aantal"),
            sa.func.min(per_afspraak.c.uiterlijk).label("oudste"),
        )
        .group_by(per_afspraak.c.coalitie_id)
        .subquery()
    )


def _stappen(dag: dt.date) -> tuple[sa.ScalarSelect[Any], ...]:
    """The last step by then and its moment, and the status before the first later step."""
    laatste, later = aliased(Logboekregel), aliased(Logboekregel)

    def van(regel: Any, wat: Any, *wanneer: Any) -> sa.Select[Any]:
        return (
            sa.select(wat)
            .where(
                regel.onderwerp_soort == c.__tablename__,
                regel.onderwerp_id == c.id,
                regel.handeling.in_(_STAPPEN),
                *wanneer,
            )
            .correlate(c)
            .limit(1)
        )

    eerder = laatste.op < na_afloop(dag)
    laatst_eerst = (laatste.op.desc(), laatste.id.desc())
    return (
        van(laatste, laatste.handeling, eerder).order_by(*laatst_eerst).scalar_subquery(),
        van(laatste, laatste.op, eerder).order_by(*laatst_eerst).scalar_subquery(),
        van(later, later.voor["status"].as_string(), later.op >= na_afloop(dag))
        .order_by(later.op, later.id)
        .scalar_subquery(),
    )


def _heeft_case(dag: dt.date) -> sa.ColumnElement[bool]:
    """Whether there was a purpose case by then that was not stopped by then."""
    later = sa.exists().where(
        PurposeCaseVersie.case_id == PurposeCase.id,
        PurposeCaseVersie.nummer == 1,
        PurposeCaseVersie.opgesteld_op >= na_afloop(dag),
    )
    gestopt = sa.exists().where(
        Poortbesluit.case_id == PurposeCase.id,
        Poortbesluit.uitkomst == Uitkomst.STOP,
        Poortbesluit.besloten_op <= dag,
    )
    return sa.exists().where(PurposeCase.coalitie_id == c.id, ~later, ~gestopt).correlate(c)


def _laatst_gesproken(dag: dt.date) -> sa.ScalarSelect[Any]:
    """The last meeting held by then with somebody of the organisation."""
    return (
        sa.select(sa.func.max(Overleg.begint_op))
        .join(Aanwezigheid, Aanwezigheid.overleg_id == Overleg.id)
        .where(
            Aanwezigheid.organisatie_id == Organisatie.id,
            Aanwezigheid.is_afgemeld.is_(False),
            Overleg.status.in_(Overleg.GEHOUDEN),
            Overleg.begint_op < na_afloop(dag),
        )
        .correlate(Organisatie)
        .scalar_subquery()
    )


def _stand(groep: list[Any]) -> CoalitieStand:
    rij = groep[0]
    return CoalitieStand(
        uuid=rij.uuid,
        nummer=rij.nummer,
        naam=rij.naam,
        programma=rij.programma,
        jaar_van=rij.jaar_van,
        begin=rij.opgericht_op or dt.date(rij.jaar_van, 1, 1),
        # Without any line in the log it has always been what it is now.
        status=CoalitieStatus((rij.stap or "").removeprefix(_STAP) or rij.voor or rij.status_nu),
        status_sinds=_dag(rij.sinds),
        heeft_case=rij.heeft_case,
        laatste_overleg=_dag(rij.laatste_overleg),
        te_laat=rij.te_laat,
        oudste_te_laat=rij.oudste_te_laat,
        leden=tuple(
            Lidstand(
                lid.rol, lid.van, lid.tot, lid.organisatie, lid.lid, lid.helix, lid.is_eigen_provincie,
                _dag(lid.gesproken),
            )
            for lid in groep
            if lid.organisatie is not None
        ),
    )  # fmt: skip


def _dag(moment: dt.datetime | None) -> dt.date | None:
    return None if moment is None else dag_van(moment)
