"""PcProduct: one product of the begrotingscyclus in one year, and what keeps its days in order."""

import datetime as dt
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import enum_by_value
from crm.models.base import Model
from crm.models.kwartaal import RANGTELWOORDEN, Kwartaal


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
        # Who chose the day by hand keeps it; a day that was counted back has what it was counted from.
        sa.CheckConstraint(
            "NOT is_teruggeteld"
            " OR (aanleverdatum IS NOT NULL AND gs_datum IS NOT NULL AND aanlevertermijn IS NOT NULL)",
            name="teruggeteld",
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
        default=None,
        ge=1,
        le=120,
        description="Aantal werkdagen voor de dag van GS waarop alles binnen moet zijn.",
    )
    is_teruggeteld: bool = Field(
        default=False,
        description="De aanleverdatum is teruggeteld vanaf de dag van GS, en niet met de hand gekozen.",
    )
    aangeleverd_op: dt.date | None = Field(
        default=None, description="Dag waarop alle teksten en cijfers binnen waren."
    )
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het stuk trekt."
    )
    gereed_op: dt.date | None = Field(
        default=None, description="Dag waarop het stuk klaar was, of verzonden aan de minister."
    )
    opmerking: str | None = Field(default=None, max_length=400, description="Wat verder van belang is.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    @property
    def naam(self) -> str:
        """ "kwartaalrapportage 2026-K3", "tweede begrotingswijziging 2026", "begroting 2027"."""
        if self.soort == PcSoort.KWARTAALRAPPORTAGE and (kwartaal := self.kwartaal):
            return f"kwartaalrapportage {kwartaal}"
        if self.soort == PcSoort.BEGROTINGSWIJZIGING and self.volgnummer <= len(RANGTELWOORDEN):
            return f"{RANGTELWOORDEN[self.volgnummer - 1]} begrotingswijziging {self.jaar}"
        nummer = "" if self.volgnummer == 1 else f", nummer {self.volgnummer}"
        return f"{self.soort} {self.jaar}{nummer}"

    @property
    def kwartaal(self) -> Kwartaal | None:
        """The quarter that a kwartaalrapportage is about."""
        is_kwartaal = self.soort == PcSoort.KWARTAALRAPPORTAGE and 1 <= self.volgnummer <= 4
        return Kwartaal(self.jaar, self.volgnummer) if is_kwartaal else None

    @property
    def is_met_de_hand(self) -> bool:
        """Somebody chose the aanleverdatum; another day of GS or another term leaves it as it is."""
        return self.aanleverdatum is not None and not self.is_teruggeteld

    @property
    def uiterste_dag(self) -> dt.date | None:
        """The last day on which the Minister has it in time: the law says before that day, not on it."""
        return None if self.wettelijk_voor is None else self.wettelijk_voor - dt.timedelta(days=1)

    @property
    def is_binnen(self) -> bool:
        """Nothing has to be delivered for it any more."""
        return self.aangeleverd_op is not None or self.gereed_op is not None
