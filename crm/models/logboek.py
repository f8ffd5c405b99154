"""Logboekregel: who did what to what, when, why, and the state before and after."""

import datetime as dt
import uuid as uuid_
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session

from crm.db import UtcDateTime
from crm.models.base import Model
from crm.models.gebruiker import Gebruiker


class Logboekregel(Model, table=True):
    """Wat iemand deed, met de stand ervoor en erna; wordt nooit gewijzigd of gewist."""

    __table_args__ = (
        sa.Index("ix_logboekregel_onderwerp", "onderwerp_soort", "onderwerp_id", "op"),
        sa.Index("ix_logboekregel_op", "op"),
        sa.Index("ix_logboekregel_handeling", "handeling", "onderwerp_id"),
    )

    op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment.")
    door_id: int = Field(foreign_key="gebruiker.id", index=True, description="Wie.")
    handeling: str = Field(max_length=80, description="Wat, zoals partnerafspraak.bevestigd.")
    onderwerp_soort: str = Field(max_length=60, description="Soort dossier.")
    onderwerp_id: int = Field(description="Intern nummer van het dossier.")
    onderwerp_uuid: uuid_.UUID = Field(description="Kenmerk van het dossier.")
    reden: str | None = Field(default=None, description="Waarom, als een reden nodig was.")
    voor: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON, description="Stand ervoor.")
    na: dict[str, Any] = Field(default_factory=dict, sa_type=sa.JSON, description="Stand erna.")


def noteer(
    session: Session,
    handeling: str,
    onderwerp: Model,
    *,
    door: Gebruiker,
    nu: dt.datetime,
    reden: str | None = None,
    voor: dict[str, Any] | None = None,
    na: dict[str, Any] | None = None,
) -> Logboekregel:
    """The log has a line about this; flushes first, so that a new noun has its number."""
    session.flush()
    regel = Logboekregel(
        op=nu,
        door_id=door.id,
        handeling=handeling,
        onderwerp_soort=onderwerp.__tablename__,
        onderwerp_id=onderwerp.id,
        onderwerp_uuid=onderwerp.uuid,
        reden=reden,
        voor=voor or {},
        na=na or {},
    )
    session.add(regel)
    return regel
