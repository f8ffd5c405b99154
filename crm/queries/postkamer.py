"""How the mail stands: what waits and for how long, what failed, which addresses mail does not reach, what went out."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import Bericht, BerichtSoort, BerichtStatus, Herinnering, HerinneringStatus, OnbestelbaarAdres

TE_LAAT = dt.timedelta(hours=2)
"""A message that waits longer than this is a matter for the operator."""

WACHTEND = (BerichtStatus.KLAAR, BerichtStatus.ONDERWEG)


@dataclass(frozen=True)
class Wachtrij:
    """What has to go out yet, and what did not."""

    wachtend: int
    oudste: dt.datetime | None
    te_laat: int
    """Waiting for more than two hours."""
    mislukt: int
    herinneringen: int
    """Reminders that wait for a message to stand in."""
    oudste_herinnering: dt.date | None
    onbestelbaar: int


@dataclass(frozen=True)
class Berichtregel:
    """One message in a list. Never its text: that holds links that act."""

    id: int
    uuid: uuid_.UUID
    soort: BerichtSoort
    aan: str
    aan_naam: str
    onderwerpregel: str
    status: BerichtStatus
    aangemaakt_op: dt.datetime
    volgende_poging_op: dt.datetime
    verzonden_op: dt.datetime | None
    pogingen: int
    fout: str | None


def wachtrij(session: Session, nu: dt.datetime) -> Wachtrij:
    """The figures of the outbox at this moment, in three queries."""
    wacht = col(Bericht.status).in_(WACHTEND)
    bericht = session.execute(
        sa.select(
            sa.func.count(sa.case((wacht, 1))),
            sa.func.min(sa.case((wacht, Bericht.aangemaakt_op))),
            sa.func.count(sa.case((sa.and_(wacht, Bericht.aangemaakt_op < nu - TE_LAAT), 1))),
            sa.func.count(sa.case((Bericht.status == BerichtStatus.MISLUKT, 1))),
        ).where(col(Bericht.status).in_((*WACHTEND, BerichtStatus.MISLUKT)))
    ).one()
    gepland = session.execute(
        sa.select(sa.func.count(), sa.func.min(Herinnering.gepland_voor)).where(
            Herinnering.status == HerinneringStatus.GEPLAND
        )
    ).one()
    onbestelbaar = session.execute(
        sa.select(sa.func.count()).select_from(OnbestelbaarAdres).where(col(OnbestelbaarAdres.hersteld_op).is_(None))
    ).scalar_one()
    return Wachtrij(*bericht, *gepland, onbestelbaar)


def blad(
    session: Session,
    *,
    status: BerichtStatus | None = None,
    soort: BerichtSoort | None = None,
    na: int | None = None,
    aantal: int,
) -> tuple[Berichtregel, ...]:
    """One page of the messages, the newest first: those before this number."""
    b = Bericht
    waar: list[Any] = []
    if status is not None:
        waar.append(b.status == status)
    if soort is not None:
        waar.append(b.soort == soort)
    if na is not None:
        waar.append(b.id < na)
    vraag = (
        sa.select(
            b.id, b.uuid, b.soort, b.aan, b.aan_naam, b.onderwerpregel, b.status, b.aangemaakt_op,
            b.volgende_poging_op, b.verzonden_op, b.pogingen, b.fout,
        )
        .where(*waar)
        .order_by(col(b.id).desc())
        .limit(aantal)
    )  # fmt: skip
    return tuple(Berichtregel(*rij) for rij in session.execute(vraag))


def tellingen(session: Session) -> dict[BerichtStatus, int]:
    """How many messages want attention, per status; what was sent or withdrawn only grows, and is not counted."""
    open_ = (*WACHTEND, BerichtStatus.MISLUKT)
    vraag = sa.select(Bericht.status, sa.func.count()).where(col(Bericht.status).in_(open_)).group_by(Bericht.status)
    gevonden = dict(session.execute(vraag).tuples().all())
    return {status: gevonden.get(status, 0) for status in open_}


def onbestelbare_adressen(session: Session, *, na: int | None = None, aantal: int) -> tuple[OnbestelbaarAdres, ...]:
    """The addresses that mail does not reach, the latest first."""
    vraag = select(OnbestelbaarAdres).where(col(OnbestelbaarAdres.hersteld_op).is_(None))
    if na is not None:
        vraag = vraag.where(col(OnbestelbaarAdres.id) < na)
    return tuple(session.exec(vraag.order_by(col(OnbestelbaarAdres.id).desc()).limit(aantal)).all())
