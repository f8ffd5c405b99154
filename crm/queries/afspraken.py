"""Partnerafspraken: the list by date, and the sums per unit as they are now."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.db import VastePunt
from crm.models import (
    Actie,
    AfspraakStatus,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Verzetting,
)
from crm.models.partnerafspraak import te_laat


class Keuze(StrEnum):
    """Which promises the list shows."""

    OPEN = "open"
    TE_LAAT = "te_laat"
    AFGESLOTEN = "afgesloten"
    ALLES = "alles"


@dataclass(frozen=True)
class AfspraakRegel:
    """One promise in a list, with the dossier it belongs to."""

    uuid: uuid_.UUID
    omschrijving: str
    eenheid: str
    hoeveelheid: Decimal
    geleverd: Decimal
    afgeschreven: Decimal
    uiterlijk: dt.date | None
    herijken_op: dt.date | None
    status: AfspraakStatus
    organisatie: str
    organisatie_uuid: uuid_.UUID
    coalitie: str | None
    coalitie_uuid: uuid_.UUID | None
    actie: str | None
    actie_uuid: uuid_.UUID | None
    verzet: int

    @property
    def openstaand(self) -> Decimal:
        return self.hoeveelheid - self.geleverd - self.afgeschreven

    @property
    def dag(self) -> dt.date | None:
        """The day it is about: the due date, or the day to look again where there is none."""
        return self.uiterlijk or self.herijken_op

    def is_te_laat(self, peildatum: dt.date) -> bool:
        return self.status in Partnerafspraak.OPEN and te_laat(self.uiterlijk, peildatum)

    def moet_opnieuw_bekeken(self, peildatum: dt.date) -> bool:
        """It has no due date, and the day on which we would look again has come: that is our turn, not the partner's."""
        is_zonder_datum = self.uiterlijk is None and self.herijken_op is not None
        return self.status in Partnerafspraak.OPEN and is_zonder_datum and self.herijken_op <= peildatum


@dataclass(frozen=True)
class Eenheidsom:
    """Promised, delivered, written off and open in one unit; euros and hours never add up."""

    eenheid: str
    aantal: int
    afgesproken: Decimal
    geleverd: Decimal
    afgeschreven: Decimal

    @property
    def openstaand(self) -> Decimal:
        return self.afgesproken - self.geleverd - self.afgeschreven


_dag = sa.func.coalesce(Partnerafspraak.uiterlijk, Partnerafspraak.herijken_op)


def is_te_laat(peildatum: dt.date) -> sa.ColumnElement[bool]:
    """The same as AfspraakRegel.is_te_laat, as a condition."""
    return sa.and_(
        col(Partnerafspraak.status).in_(Partnerafspraak.OPEN), col(Partnerafspraak.uiterlijk) < peildatum
    )


def regels(session: Session, *waar: Any, hoogstens: int = 200) -> tuple[AfspraakRegel, ...]:
    """The promises that meet these conditions, the nearest date first, in one query."""
    verzet = (
        sa.select(sa.func.count(Verzetting.id))
        .where(Verzetting.afspraak_id == Partnerafspraak.id)
        .correlate(Partnerafspraak)
        .scalar_subquery()
    )
    p = Partnerafspraak
    vraag = (
        sa.select(
            p.uuid, p.omschrijving, p.eenheid, p.hoeveelheid, p.geleverd, p.afgeschreven, p.uiterlijk, p.herijken_op,
            p.status, Organisatie.naam, Organisatie.uuid, Ontwikkelcoalitie.naam, Ontwikkelcoalitie.uuid,
            sa.func.coalesce(Actie.korte_titel, Actie.titel), Actie.uuid, verzet,
        )
        .join(Organisatie, Organisatie.id == p.organisatie_id)
        .outerjoin(Ontwikkelcoalitie, Ontwikkelcoalitie.id == p.coalitie_id)
        .outerjoin(Actie, Actie.id == p.actie_id)
        .where(*waar)
        .order_by(_dag, col(p.uuid))
        .limit(hoogstens)
    )  # fmt: skip
    return tuple(AfspraakRegel(*rij) for rij in session.execute(vraag))


def blad(
    session: Session,
    keuze: Keuze,
    peildatum: dt.date,
    *,
    eigenaar_id: int | None = None,
    na: tuple[dt.date, uuid_.UUID] | None = None,
    aantal: int,
) -> tuple[AfspraakRegel, ...]:
    """One page of the list: what comes after this date and promise."""
    waar = _waar(keuze, peildatum)
    if eigenaar_id is not None:
        waar.append(Partnerafspraak.eigenaar_id == eigenaar_id)
    if na is not None:
        dag, uuid = na
        waar.append(sa.or_(_dag > dag, sa.and_(_dag == dag, col(Partnerafspraak.uuid) > uuid)))
    return regels(session, *waar, hoogstens=aantal)


def tellingen(session: Session, peildatum: dt.date, eigenaar_id: int | None = None) -> dict[Keuze, int]:
    """How many promises each choice of the list holds, in one query."""
    is_open = col(Partnerafspraak.status).in_(Partnerafspraak.OPEN)
    alles, open_, te_laat = session.execute(
        sa.select(
            sa.func.count(Partnerafspraak.id),
            sa.func.count(sa.case((is_open, 1))),
            sa.func.count(sa.case((is_te_laat(peildatum), 1))),
        ).where(*([] if eigenaar_id is None else [Partnerafspraak.eigenaar_id == eigenaar_id]))
    ).one()
    return {Keuze.OPEN: open_, Keuze.TE_LAAT: te_laat, Keuze.AFGESLOTEN: alles - open_, Keuze.ALLES: alles}


def sommen(session: Session, *waar: Any) -> tuple[Eenheidsom, ...]:
    """What was promised and what came of it, per unit; a rejected promise was never one."""
    p = Partnerafspraak
    punt = VastePunt(2)
    vraag = (
        sa.select(
            p.eenheid,
            sa.func.count(p.id),
            sa.type_coerce(sa.func.sum(p.hoeveelheid), punt),
            sa.type_coerce(sa.func.sum(p.geleverd), punt),
            sa.type_coerce(sa.func.sum(p.afgeschreven), punt),
        )
        .where(col(p.status) != AfspraakStatus.AFGEWEZEN, *waar)
        .group_by(p.eenheid)
        .order_by(p.eenheid)
    )
    return tuple(Eenheidsom(*rij) for rij in session.execute(vraag))


def _waar(keuze: Keuze, peildatum: dt.date) -> list[Any]:
    is_open = col(Partnerafspraak.status).in_(Partnerafspraak.OPEN)
    return {
        Keuze.OPEN: [is_open],
        Keuze.TE_LAAT: [is_te_laat(peildatum)],
        Keuze.AFGESLOTEN: [sa.not_(is_open)],
        Keuze.ALLES: [],
    }[keuze]
