"""The money of a purpose case at a day: its lines, who carries how much, and where the province carries too much."""

import datetime as dt
import uuid as uuid_
from collections.abc import Callable
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session

from crm.db import VastePunt
from crm.models import (
    CaseStatus,
    FinancieringSoort,
    Financieringsregel,
    Financieringsstand,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Poortbesluit,
    PurposeCase,
    Stand,
    Uitkomst,
    Verdeling,
    verdeling,
)

_GO = (Uitkomst.GO, Uitkomst.GO_ONDER_VOORWAARDEN)


@dataclass(frozen=True)
class PlanRegel:
    """One line of the plan at a day, with the total that each stand had then."""

    uuid: uuid_.UUID
    organisatie: str
    organisatie_uuid: uuid_.UUID
    helix: Helix
    is_provinciaal: bool
    jaar: int
    soort: FinancieringSoort
    omschrijving: str | None
    eenheid: str | None
    tarief: Decimal | None
    waardering: str | None
    vervallen_op: dt.date | None
    vervallen_reden: str | None
    bedragen: dict[Stand, Decimal]
    hoeveelheden: dict[Stand, Decimal]

    def bedrag(self, stand: Stand) -> Decimal | None:
        """The amount of this stand; None when nobody has booked it yet, which is not zero."""
        return self.bedragen.get(stand)

    @property
    def geldend(self) -> Decimal:
        """What counts now: granted where that was booked, else requested."""
        return self.bedragen.get(Stand.TOEGEKEND, self.bedragen.get(Stand.AANGEVRAAGD, Decimal(0)))


@dataclass(frozen=True)
class Aandelen:
    """Who carries how much: of what was requested, granted and realised, and of what counts now."""

    aangevraagd: Verdeling
    toegekend: Verdeling
    gerealiseerd: Verdeling
    geldend: Verdeling

    def van(self, stand: Stand) -> Verdeling:
        return getattr(self, stand.value)


@dataclass(frozen=True)
class Plan:
    """The financing plan of a case at a day."""

    dag: dt.date
    regels: tuple[PlanRegel, ...]
    totaal: Aandelen
    per_jaar: dict[int, Aandelen]

    def samen(self, jaar: int, stand: Stand) -> Decimal | None:
        """The sum of one year; None when nobody booked anything yet, which is not zero."""
        is_geboekt = any(regel.jaar == jaar and stand in regel.bedragen for regel in self.regels)
        return self.per_jaar[jaar].van(stand).totaal if is_geboekt else None

    def als_gegevens(self) -> dict[str, Any]:
        """The plan as it is frozen in a decision: amounts in euros with two decimals, what is unknown as null."""
        return {
            "peildatum": self.dag.isoformat(),
            "regels": [_regel_gegevens(regel) for regel in self.regels],
            "totaal": _aandelen_gegevens(self.totaal),
            "per_jaar": {str(jaar): _aandelen_gegevens(delen) for jaar, delen in self.per_jaar.items()},
        }


@dataclass(frozen=True)
class Overschrijding:
    """A case with a go of which the province carries more than half now."""

    case_uuid: uuid_.UUID
    titel: str
    coalitie_uuid: uuid_.UUID
    coalitie: str
    nummer: str | None
    status: CaseStatus
    verdeling: Verdeling


def verdeling_op(session: Session, case_id: int, dag: dt.date) -> Plan:
    """The plan as it stood at the end of that day, in one query; later bookings do not change it."""
    r, s, o = Financieringsregel, Financieringsstand, Organisatie
    rijen = session.execute(
        sa.select(r, o.naam, o.uuid, s.stand, s.bedrag, s.hoeveelheid)
        .join(s, s.regel_id == r.id)
        .join(o, o.id == r.organisatie_id)
        .where(r.case_id == case_id, s.id.in_(_laatste(dag)))
        .order_by(r.jaar, r.is_provinciaal.desc(), o.naam_sleutel, r.id)
    ).all()
    regels: dict[int, PlanRegel] = {}
    for regel, naam, uuid, stand, bedrag, hoeveelheid in rijen:
        gelezen = regels.setdefault(regel.id, _plan_regel(regel, naam, uuid, dag))
        gelezen.bedragen[stand] = bedrag
        if hoeveelheid is not None:
            gelezen.hoeveelheden[stand] = hoeveelheid
    lijst = tuple(regels.values())
    jaren = sorted({regel.jaar for regel in lijst})
    per_jaar = {jaar: _aandelen([regel for regel in lijst if regel.jaar == jaar]) for jaar in jaren}
    return Plan(dag, lijst, _aandelen(lijst), per_jaar)


def boven_de_helft(session: Session, dag: dt.date) -> tuple[Overschrijding, ...]:
    """The cases with a go that was not evaluated yet, of which the province carried over half on that day, in one query.

    What was granted counts where it was booked, else what was requested.
    """
    per_regel = geldend_per_regel(dag)
    provincie = sa.func.sum(sa.case((per_regel.c.is_provinciaal, per_regel.c.cent), else_=0))
    totaal = sa.func.sum(per_regel.c.cent)
    p, c = PurposeCase, Ontwikkelcoalitie
    rijen = session.execute(
        sa.select(
            p.uuid, p.titel, c.uuid, c.naam, c.nummer, p.status,
            sa.type_coerce(provincie, VastePunt(2)), sa.type_coerce(totaal, VastePunt(2)),
        )
        .join(c, c.id == p.coalitie_id)
        .join(Poortbesluit, Poortbesluit.case_id == p.id)
        .join(per_regel, per_regel.c.case_id == p.id)
        .where(
            Poortbesluit.uitkomst.in_(_GO),
            Poortbesluit.besloten_op <= dag,
            sa.or_(p.geevalueerd_op.is_(None), p.geevalueerd_op > dag),
        )
        .group_by(p.id, p.uuid, p.titel, c.uuid, c.naam, c.nummer, p.status)
        .having(2 * provincie > totaal)
        .order_by(c.nummer, c.naam, p.id)
    )  # fmt: skip
    return tuple(Overschrijding(*kop, Verdeling(deel, alles)) for *kop, deel, alles in rijen)


def is_van_eigen_provincie(session: Session, organisatie: Organisatie) -> bool:
    """Whether this is our own province, or falls under it, however far down; in one query."""
    keten = (
        sa.select(Organisatie.id, Organisatie.ouder_id, Organisatie.is_eigen_provincie)
        .where(Organisatie.id == organisatie.id)
        .cte("keten", recursive=True)
    )
    ouder = aliased(Organisatie)
    # A union without doubles ends by itself, also when somebody made a circle.
    keten = keten.union(
        sa.select(ouder.id, ouder.ouder_id, ouder.is_eigen_provincie).join(keten, ouder.id == keten.c.ouder_id)
    )
    return session.execute(sa.select(keten.c.id).where(keten.c.is_eigen_provincie)).first() is not None


def _laatste(dag: dt.date) -> sa.Select[Any]:
    """The numbers of the standen that counted on this day: the last of each kind on each line."""
    s = Financieringsstand
    return sa.select(sa.func.max(s.id)).where(s.op <= dag).group_by(s.regel_id, s.stand)


def geldend_per_regel(dag: dt.date) -> sa.Subquery:
    """Case, line and the cents that count on this day."""
    s, r = Financieringsstand, Financieringsregel
    # Whole cents: a number beside a column of euros would be read as euros too.
    cent = sa.type_coerce(s.bedrag, sa.BigInteger)
    van = {stand: sa.func.max(sa.case((s.stand == stand, cent))) for stand in (Stand.TOEGEKEND, Stand.AANGEVRAAGD)}
    return (
        sa.select(
            r.case_id,
            r.is_provinciaal,
            sa.func.coalesce(van[Stand.TOEGEKEND], van[Stand.AANGEVRAAGD], 0).label("cent"),
        )
        .join(s, s.regel_id == r.id)
        .where(s.id.in_(_laatste(dag)))
        .group_by(r.id, r.case_id, r.is_provinciaal)
        .subquery()
    )


def _plan_regel(regel: Financieringsregel, naam: str, uuid: uuid_.UUID, dag: dt.date) -> PlanRegel:
    is_weg = regel.vervallen_op is not None and regel.vervallen_op <= dag
    return PlanRegel(
        uuid=regel.uuid,
        organisatie=naam,
        organisatie_uuid=uuid,
        helix=regel.helix,
        is_provinciaal=regel.is_provinciaal,
        jaar=regel.jaar,
        soort=regel.soort,
        omschrijving=regel.omschrijving,
        eenheid=regel.eenheid,
        tarief=regel.tarief,
        waardering=regel.waardering,
        vervallen_op=regel.vervallen_op if is_weg else None,
        vervallen_reden=regel.vervallen_reden if is_weg else None,
        bedragen={},
        hoeveelheden={},
    )


def _aandelen(regels: list[PlanRegel] | tuple[PlanRegel, ...]) -> Aandelen:
    def tel(bedrag: Callable[[PlanRegel], Decimal]) -> Verdeling:
        return verdeling((regel.is_provinciaal, regel.helix, bedrag(regel)) for regel in regels)

    per_stand = {
        stand.value: tel(lambda regel, stand=stand: regel.bedragen.get(stand, Decimal(0))) for stand in Stand
    }
    return Aandelen(**per_stand, geldend=tel(lambda regel: regel.geldend))


def _regel_gegevens(regel: PlanRegel) -> dict[str, Any]:
    return {
        "organisatie": regel.organisatie,
        "helix": regel.helix.value,
        "is_provinciaal": regel.is_provinciaal,
        "jaar": regel.jaar,
        "soort": regel.soort.value,
        "omschrijving": regel.omschrijving,
        **{stand.value: _euro(regel.bedrag(stand)) for stand in Stand},
    }


def _aandelen_gegevens(aandelen: Aandelen) -> dict[str, Any]:
    delen: dict[str, Verdeling] = {deel.name: getattr(aandelen, deel.name) for deel in fields(aandelen)}
    return {
        naam: deel.als_gegevens() | {"onderwijs": _euro(deel.onderwijs), "bedrijf": _euro(deel.bedrijf)}
        for naam, deel in delen.items()
    }


def _euro(bedrag: Decimal | None) -> str | None:
    """Two decimals, whatever the database gave back."""
    return None if bedrag is None else f"{bedrag:.2f}"
