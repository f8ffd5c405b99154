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
        sa.CheckConstraint("ps_datum IS NULL OR gs_datum IS NULL OR ps_datum >= gs_datum", name="gs_voor_ps"),
        sa.CheckConstraint(
            "aanlevertermijn IS NULL OR aanlevertermijn BETWEEN 1 AND 120", name="aanlevertermijn"
        ),
        # Begroting and jaarstukken have a day in the law (Provinciewet 195 and 204); nobody can take it away.
        sa.CheckConstraint(
            "soort NOT IN ('begroting', 'jaarstukken') OR wettelijk_voor IS NOT NULL", name="wettelijk"
        ),
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
        default=None, description="Dag waarvóór het volgens de wet bij de minister moet zijn, als die er is."
    )
    aanlevertermijn: int | None = Field(
        default=None, description="Aantal werkdagen voor de dag van GS waarop alles binnen moet zijn."
    )
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het stuk trekt."
    )
    gereed_op: dt.date | None = Field(
        default=None, description="Dag waarop het stuk klaar was, of verzonden aan de minister."
    )
    opmerking: str | None = Field(default=None, max_length=400, description="Wat verder van belang is.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")
