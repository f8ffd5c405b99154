"""Taakloop: one firing of a scheduled task. Its key makes sure that two schedulers never do the same work."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import UtcDateTime
from crm.models.base import Model


class Taakloop(Model, table=True):
    """Eén uitvoering van een geplande taak; wie de regel als eerste schrijft, doet het werk."""

    __table_args__ = (sa.UniqueConstraint("taak", "slot"),)

    taak: str = Field(max_length=60, description="Naam van de taak.")
    slot: str = Field(max_length=40, description="Welke keer: de dag of het uur waarvoor zij liep.")
    begonnen_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment van beginnen.")
    klaar_op: dt.datetime | None = Field(default=None, sa_type=UtcDateTime, description="Moment van klaar zijn.")
    uitkomst: str | None = Field(default=None, max_length=400, description="Wat de taak deed, of waarom zij mislukte.")
    is_mislukt: bool = Field(default=False, description="De taak is niet gelukt.")
    keren: int = Field(default=1, description="Hoe vaak zij in dit slot liep.")
