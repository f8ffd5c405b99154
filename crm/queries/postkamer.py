"""How the mail stands: what waits and for how long, what failed, which addresses mail does not reach, what went out."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.db import kleine_letters
from crm.models import (
    Bericht,
    BerichtSoort,
    BerichtStatus,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    OnbestelbaarAdres,
    Persoon,
)

TE_LAAT = dt.timedelta(hours=2)
"""A message that waits longer than this is a matter for the operator."""

MEESTE_REGELS = 200
"""A digest is shorter; what is longer is shown in part."""

WACHTEND = (BerichtStatus.KLAAR, BerichtStatus.ONDERWEG)


@dataclass(frozen=True)
class Wachtrij:
    """What has to go out yet, and what did not."""

    wachtend: int
    oudste: dt.datetime | None
    te_laat: int
    """Waiting for more than two hours."""
    geprobeerd: int
    """Waiting for another try."""
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
    is_onbestelbaar: bool
    """No mail goes to this address until somebody opens it again."""


@dataclass(frozen=True)
class Berichtdossier:
    """One message with who gets it and the reminders in it. Never its text."""

    bericht: Bericht
    persoon: uuid_.UUID | None
    is_onbestelbaar: bool
    regels: tuple[tuple[str, dt.date, HerinneringStatus, str | None], ...]
    """Name of the rule, the date it is about, how the reminder stands, and why."""


def wachtrij(session: Session, nu: dt.datetime) -> Wachtrij:
    """The figures of the outbox at this moment, in three queries."""
    wacht = col(Bericht.status).in_(WACHTEND)
    opnieuw = sa.and_(Bericht.status == BerichtStatus.KLAAR, col(Bericht.fout).is_not(None))
    bericht = session.execute(
        sa.select(
            sa.func.count(sa.case((wacht, 1))),
            sa.func.min(sa.case((wacht, Bericht.aangemaakt_op))),
            sa.func.count(sa.case((sa.and_(wacht, Bericht.aangemaakt_op < nu - TE_LAAT), 1))),
            sa.func.count(sa.case((opnieuw, 1))),
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
            b.volgende_poging_op, b.verzonden_op, b.pogingen, b.fout, _onbestelbaar(kleine_letters(b.aan)).exists(),
        )
        .where(*waar)
        .order_by(col(b.id).desc())
        .limit(aantal)
    )  # fmt: skip
    return tuple(Berichtregel(*rij) for rij in session.execute(vraag))


def dossier(session: Session, bericht: Bericht) -> Berichtdossier:
    """Everything on the page of a message, in three queries."""
    persoon = session.execute(sa.select(Persoon.uuid).where(Persoon.id == bericht.persoon_id)).scalar()
    regels = (
        sa.select(Herinneringsregel.naam, Herinnering.datum, Herinnering.status, Herinnering.reden)
        .join(Herinneringsregel, col(Herinneringsregel.id) == Herinnering.regel_id)
        .where(Herinnering.bericht_id == bericht.id)
        .order_by(Herinnering.datum, Herinnering.id)
        .limit(MEESTE_REGELS)
    )
    return Berichtdossier(
        bericht,
        persoon,
        session.execute(_onbestelbaar(bericht.aan.lower())).scalar() is not None,
        tuple(tuple(rij) for rij in session.execute(regels)),
    )


def tellingen(session: Session) -> dict[BerichtStatus, int]:
    """How many messages want attention, per status; what was sent or withdrawn only grows, and is not counted."""
    open_ = (*WACHTEND, BerichtStatus.MISLUKT)
    vraag = sa.select(Bericht.status, sa.func.count()).where(col(Bericht.status).in_(open_)).group_by(Bericht.status)
    gevonden = dict(list(session.execute(vraag)))
    return {status: gevonden.get(status, 0) for status in open_}


def onbestelbare_adressen(session: Session, *, na: int | None = None, aantal: int) -> tuple[OnbestelbaarAdres, ...]:
    """The addresses that mail does not reach, the latest first."""
    vraag = select(OnbestelbaarAdres).where(col(OnbestelbaarAdres.hersteld_op).is_(None))
    if na is not None:
        vraag = vraag.where(col(OnbestelbaarAdres.id) < na)
    return tuple(session.exec(vraag.order_by(col(OnbestelbaarAdres.id).desc()).limit(aantal)).all())


def _onbestelbaar(adres: Any) -> sa.Select:
    return sa.select(OnbestelbaarAdres.id).where(
        OnbestelbaarAdres.email == adres, col(OnbestelbaarAdres.hersteld_op).is_(None)
    )
