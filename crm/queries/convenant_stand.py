"""How the signatories of a deal stand on a day, as SQL: counted back from dated confirmations, deliveries and moves."""

import datetime as dt
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from crm.models import Afschrijving, AfspraakStatus, Levering, Partnerafspraak, Verzetting

_NOOIT = (AfspraakStatus.AFGEWEZEN, AfspraakStatus.INGETROKKEN)
_NIET_MEER = (*_NOOIT, AfspraakStatus.VERVALLEN)


class OndertekenaarStand(StrEnum):
    """How a signatory stands under the deal on a day."""

    TE_LAAT = "te_laat"
    NIETS = "niets"
    GENOEMD = "genoemd"
    BEVESTIGD = "bevestigd"
    DEELS = "deels"
    GELEVERD = "geleverd"
    VERVALLEN = "vervallen"
    """It promised something, and all of that was rejected, withdrawn or dropped."""


def tel(voorwaarde: Any) -> Any:
    """How many rows of the group meet this condition, as a column."""
    return sa.func.coalesce(sa.func.sum(sa.case((voorwaarde, 1), else_=0)), 0)


def stand_van(per_partij: sa.Subquery) -> sa.Case[str]:
    """How a signatory stands, as a column; what is late goes before what was confirmed."""
    c = per_partij.c
    return sa.case(
        (c.aantal.is_(None), OndertekenaarStand.NIETS.value),
        (c.telt == 0, OndertekenaarStand.VERVALLEN.value),
        (c.laat > 0, OndertekenaarStand.TE_LAAT.value),
        (c.vervuld == c.telt, OndertekenaarStand.GELEVERD.value),
        (c.begonnen > 0, OndertekenaarStand.DEELS.value),
        (c.bevestigd > 0, OndertekenaarStand.BEVESTIGD.value),
        else_=OndertekenaarStand.GENOEMD.value,
    )


def per_partij_op(peildatum: dt.date, convenant_id: int | None = None) -> sa.Subquery:
    """Per organisation and deal (one deal, or all): its promises as they stood that day, counted back."""
    p = Partnerafspraak
    geleverd = _som(Levering, Levering.geleverd_op, peildatum)
    afgeschreven = _som(Afschrijving, Afschrijving.afgeschreven_op, peildatum)
    dicht = col(p.afgesloten_op) <= peildatum
    telt = sa.not_(sa.and_(col(p.status).in_(_NIET_MEER), dicht))
    vervuld = sa.and_(geleverd > 0, geleverd + afgeschreven == p.hoeveelheid)
    bevestigd = sa.and_(col(p.bevestigd_op) <= peildatum, sa.not_(sa.and_(col(p.status).in_(_NOOIT), dicht)))
    return (
        sa.select(
            p.convenant_id,
            p.organisatie_id,
            sa.func.count(p.id).label("aantal"),
            tel(telt).label("telt"),
            tel(bevestigd).label("bevestigd"),
            tel(sa.and_(telt, vervuld)).label("vervuld"),
            tel(sa.and_(telt, geleverd > 0)).label("begonnen"),
            tel(sa.and_(telt, sa.not_(vervuld), _uiterlijk(peildatum) < peildatum)).label("laat"),
        )
        .where(p.genoemd_op <= peildatum, _onder(convenant_id))
        .group_by(p.convenant_id, p.organisatie_id)
        .subquery("per_partij")
    )


def _onder(convenant_id: int | None) -> sa.ColumnElement[bool]:
    eigen = col(Partnerafspraak.convenant_id)
    return eigen.is_not(None) if convenant_id is None else eigen == convenant_id


def _som(boek: type[Levering] | type[Afschrijving], dag: Any, peildatum: dt.date) -> sa.ColumnElement[Any]:
    """What this book says of a promise by then."""
    vraag = sa.select(sa.func.sum(boek.hoeveelheid)).where(boek.afspraak_id == Partnerafspraak.id, dag <= peildatum)
    return sa.func.coalesce(vraag.correlate(Partnerafspraak).scalar_subquery(), 0)


def _uiterlijk(peildatum: dt.date) -> sa.ColumnElement[Any]:
    """The due date that held on that day: the one before the first later move, or else the present one."""
    later = (Verzetting.afspraak_id == Partnerafspraak.id, col(Verzetting.verzet_op) > peildatum)
    eerste = (
        sa.select(Verzetting.van)
        .where(*later)
        .order_by(Verzetting.verzet_op, Verzetting.id)
        .limit(1)
        .correlate(Partnerafspraak)
        .scalar_subquery()
    )
    is_verzet = sa.exists().where(*later).correlate(Partnerafspraak)
    return sa.case((is_verzet, eerste), else_=Partnerafspraak.uiterlijk)
