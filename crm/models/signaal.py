"""Signaal: what an ambassadeur puts before Gedeputeerde Staten, and what came of it."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import enum_by_value
from crm.errors import OngeldigeInvoer
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model


class SignaalStatus(StrEnum):
    NIEUW = "nieuw"
    GEAGENDEERD = "geagendeerd"
    BEHANDELD = "behandeld"
    TERZIJDE = "terzijde"


G = SignaalStatus


class Signaal(Model, table=True):
    """Wat een ambassadeur aan GS meldt, gevraagd of ongevraagd, en wat GS ermee deed (001:178-184)."""

    __table_args__ = (
        sa.CheckConstraint("is_gevraagd = (vraag IS NOT NULL)", name="vraag"),
        sa.CheckConstraint("status NOT IN ('geagendeerd', 'behandeld') OR agenderen_voor IS NOT NULL", name="geagendeerd"),
        sa.CheckConstraint(
            "(status = 'behandeld') = (behandeld_op IS NOT NULL AND uitkomst IS NOT NULL)", name="behandeld"
        ),
        sa.CheckConstraint("(status = 'terzijde') = (reden IS NOT NULL)", name="terzijde"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        SignaalStatus,
        {
            "agenderen": Stap((G.NIEUW,), G.GEAGENDEERD, "agenderen", "de dag waarop GS het bespreekt"),
            "behandelen": Stap((G.GEAGENDEERD,), G.BEHANDELD, "behandelen", "wat GS ermee deed"),
            "terzijde_leggen": Stap((G.NIEUW, G.GEAGENDEERD), G.TERZIJDE, "terzijde leggen", "een reden"),
        },
    )

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    opdracht_id: int | None = Field(
        default=None, foreign_key="opdracht.id", index=True, description="Opdracht van wie het signaal geeft."
    )
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar het over gaat."
    )
    coalitie_id: int | None = Field(
        default=None, foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie waar het over gaat."
    )
    onderwerp: str = Field(max_length=200, min_length=1, description="Waar het signaal over gaat.")
    tekst: str = Field(min_length=1, description="Wat er aan de hand is en wat de ambassadeur adviseert.")
    is_gevraagd: bool = Field(default=False, description="GS vroeg erom.")
    vraag: str | None = Field(default=None, max_length=1000, description="De vraag van GS, als die er was.")
    gegeven_op: dt.date = Field(description="Dag waarop het signaal is gegeven.")
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het signaal gaf."
    )
    status: SignaalStatus = Field(
        default=SignaalStatus.NIEUW, sa_type=enum_by_value(SignaalStatus), description="Waar het signaal staat."
    )
    agenderen_voor: dt.date | None = Field(default=None, description="Vergadering van GS waarvoor het geagendeerd is.")
    behandeld_op: dt.date | None = Field(default=None, description="Dag waarop GS het behandelde.")
    uitkomst: str | None = Field(default=None, description="Wat GS ermee deed.")
    reden: str | None = Field(default=None, max_length=1000, description="Waarom het terzijde is gelegd.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    def agenderen(self, voor: dt.date) -> None:
        """It is on the agenda of GS for that day. Refuses with OngeldigeInvoer a day before it was given."""
        self.LEVENSLOOP.eis(self, "agenderen")
        self._eis_daarna("voor", voor)
        self.agenderen_voor = voor
        self.LEVENSLOOP.apply(self, "agenderen")

    def behandelen(self, dag: dt.date, uitkomst: str) -> None:
        """GS has dealt with it. Refuses with OngeldigeInvoer no outcome, or a day before it was given."""
        if not uitkomst.strip():
            raise OngeldigeInvoer("Schrijf op wat GS ermee deed.", {"uitkomst": ["Wat deed GS ermee?"]})
        self.LEVENSLOOP.eis(self, "behandelen")
        self._eis_daarna("op", dag)
        self.behandeld_op, self.uitkomst = dag, uitkomst.strip()
        self.LEVENSLOOP.apply(self, "behandelen")

    def terzijde_leggen(self, reden: str) -> None:
        """Nothing will be done with it, for that reason."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom doen wij hier niets mee?"]})
        self.LEVENSLOOP.eis(self, "terzijde_leggen")
        self.reden = reden.strip()
        self.LEVENSLOOP.apply(self, "terzijde_leggen")

    def _eis_daarna(self, veld: str, dag: dt.date) -> None:
        if dag < self.gegeven_op:
            zin = f"Het signaal is pas op {self.gegeven_op:%d-%m-%Y} gegeven."
            raise OngeldigeInvoer(zin, {veld: [zin]})
