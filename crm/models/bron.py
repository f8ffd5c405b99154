"""Bron: the place in a document; Bronverschil: where a document contradicts itself."""

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import enum_by_value
from crm.models.base import MetBron, Model


class Bron(Model, table=True):
    """De plaats in een document waar een gegeven uit komt, met wat er gedrukt stond en of daar twijfel over is."""

    __table_args__ = (
        sa.CheckConstraint("regel_tot >= regel_van AND regel_van > 0", name="regels"),
        sa.Index("ix_bron_plaats", "bestand", "regel_van"),
    )

    document: str = Field(max_length=200, description="Titel van het document.")
    bestand: str = Field(
        max_length=200, description="Naam van het tekstbestand waarin de regels zijn geteld."
    )
    regel_van: int = Field(description="Eerste regel, geteld vanaf 1.")
    regel_tot: int = Field(description="Laatste regel.")
    ook: list[list[int]] = Field(
        default_factory=list,
        sa_type=sa.JSON,
        description="Verdere regels, als paren van eerste en laatste regel.",
    )
    gedrukt: str | None = Field(
        default=None, description="Wat er letterlijk staat, naast wat ervan is gemaakt."
    )
    twijfel: str | None = Field(
        default=None, description="Waarom de lezing niet zeker is; leeg als er geen twijfel is."
    )
    is_overgenomen: bool = Field(default=False, description="De plaats is die van het bovenliggende gegeven.")

    @property
    def regels(self) -> str:
        """The lines as people quote them: `1505-1532, 1482-1485`."""
        paren = [[self.regel_van, self.regel_tot], *self.ook]
        return ", ".join(str(van) if van == tot else f"{van}-{tot}" for van, tot in paren)


class VerschilSoort(StrEnum):
    SOM = "som"
    TEKST_EN_FIGUUR = "tekst_en_figuur"
    PERIODE = "periode"
    NAAM = "naam"
    TELLING = "telling"
    LEZING = "lezing"


class Bronverschil(MetBron, Model, table=True):
    """Een plek waar het document zichzelf tegenspreekt of een som niet sluit; getoond, nooit stilzwijgend hersteld."""

    __tablename__ = "bronverschil"

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waarin het verschil zit."
    )
    soort: VerschilSoort = Field(
        sa_type=enum_by_value(VerschilSoort), description="Wat voor verschil het is."
    )
    onderwerp: str = Field(max_length=300, description="Waar het over gaat.")
    gedrukt: str = Field(max_length=500, description="Wat er op de ene plek staat.")
    anders: str = Field(max_length=500, description="Wat er op de andere plek staat, of wat de som oplevert.")
    toelichting: str | None = Field(default=None, description="Hoe wij ermee omgaan.")
    opgelost_op: dt.date | None = Field(default=None, description="Dag waarop iemand het heeft uitgezocht.")
