"""Resultaat and Mijlpaal: what an actie promises, and the dated steps on the way."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Field

from crm.models.base import MetBron, Model
from crm.models.moment import MetMoment


class Resultaat(MetMoment, MetBron, Model, table=True):
    """Een product dat een actie belooft."""

    actie_id: int = Field(foreign_key="actie.id", index=True, description="Actie die dit belooft.")
    omschrijving: str = Field(max_length=400, description="Wat er komt.")
    volgorde: int = Field(default=0, description="Plaats in het document.")
    gereed_op: dt.date | None = Field(default=None, description="Dag waarop het er was.")


class Mijlpaal(MetMoment, MetBron, Model, table=True):
    """Een stap met een moment, precies zo nauwkeurig als het is aangegeven."""

    __table_args__ = (sa.CheckConstraint("gereed_op IS NULL OR is_gereed", name="gereed"),)

    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar de stap bij hoort."
    )
    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waar de stap bij hoort."
    )
    omschrijving: str = Field(max_length=400, description="Wat er dan gebeurt.")
    volgorde: int = Field(default=0, description="Plaats in het document.")
    is_gereed: bool = Field(default=False, description="De stap is gezet.")
    gereed_op: dt.date | None = Field(
        default=None,
        description="Dag waarop de stap is gezet; leeg als het document alleen zegt dát het gebeurd is.",
    )

    def was_gereed(self, peildatum: dt.date) -> bool:
        """Whether the step was taken by then; without a day the document said so from the start."""
        return self.is_gereed and (self.gereed_op is None or self.gereed_op <= peildatum)
