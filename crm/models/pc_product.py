"""PcProduct: one product of the begrotingscyclus in one year."""

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import enum_by_value
from crm.models.base import Model


class PcSoort(StrEnum):
    KADERBRIEF = "kaderbrief"
    BEGROTING = "begroting"
    BEGROTINGSWIJZIGING = "begrotingswijziging"
    JAARSTUKKEN = "jaarstukken"
    KWARTAALRAPPORTAGE = "kwartaalrapportage"


class PcProduct(Model, table=True):
    """Een stuk van de begrotingscyclus met zijn peildatum en de dagen waarop het bij GS en PS moet zijn."""

    __tablename__ = "pc_product"
    __table_args__ = (
        sa.UniqueConstraint("soort", "jaar", "volgnummer"),
        sa.CheckConstraint("aanleverdatum IS NULL OR aanleverdatum >= peildatum", name="aanleveren"),
    )

    soort: PcSoort = Field(sa_type=enum_by_value(PcSoort), description="Soort stuk.")
    jaar: int = Field(description="Begrotingsjaar.")
    volgnummer: int = Field(
        default=1, description="Eerste, tweede, … in het jaar; bij een kwartaalrapportage het kwartaal."
    )
    peildatum: dt.date = Field(description="Dag waarop de stand wordt opgemaakt.")
    aanleverdatum: dt.date | None = Field(
        default=None, description="Dag waarop de teksten en cijfers binnen moeten zijn."
    )
    gs_datum: dt.date | None = Field(default=None, description="Dag van behandeling in GS.")
    ps_datum: dt.date | None = Field(default=None, description="Dag van behandeling in PS.")
    wettelijk_voor: dt.date | None = Field(
        default=None, description="Wettelijke uiterste dag, als die er is."
    )
