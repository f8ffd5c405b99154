"""Financieringsregel and its standen: who pays what for a case, asked, granted and spent."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, ROUND_UP, Decimal
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import VastePunt, enum_by_value
from crm.errors import OngeldigeInvoer
from crm.models.base import Model
from crm.models.organisatie import Helix, Organisatie


class FinancieringSoort(StrEnum):
    GELD = "geld"
    IN_NATURA = "in_natura"


class Stand(StrEnum):
    AANGEVRAAGD = "aangevraagd"
    TOEGEKEND = "toegekend"
    GEREALISEERD = "gerealiseerd"


# A contribution above this is a slip of the finger, and sums of many such lines still fit in the database.
GROOTSTE_BEDRAG = Decimal(100_000_000_000)


_TE_GROOT = "Dit is meer dan 100 miljard euro. Klopt het bedrag?"
_IN_NATURA = "Bij een bijdrage in natura rekenen wij het bedrag uit: de hoeveelheid keer het tarief. Laat het bedrag leeg."

Fouten = dict[str, list[str]]


def waarde_in_natura(hoeveelheid: Decimal, tarief: Decimal) -> Decimal:
    """What so many units are worth in euros, on whole cents; half a cent counts as one."""
    return (hoeveelheid * tarief).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def bijdrage(
    soort: FinancieringSoort,
    jaar: int,
    *,
    bedrag: Decimal | None,
    hoeveelheid: Decimal | None,
    tarief: Decimal | None,
    eenheid: str | None,
    waardering: str | None,
) -> Decimal:
    """What a new line is worth in euros. Refuses with OngeldigeInvoer all that is wrong with it at once."""
    fouten: Fouten = {}
    if soort == FinancieringSoort.GELD:
        waarde = bedrag or Decimal(0)
        delen = {"hoeveelheid": hoeveelheid, "eenheid": eenheid, "tarief": tarief, "waardering": waardering}
        for veld in (veld for veld, inhoud in delen.items() if inhoud is not None):
            fouten[veld] = ["Dit hoort bij een bijdrage in natura. Kies ‘in natura’, of laat dit leeg."]
        if waarde <= 0:
            fouten["bedrag"] = ["Hoeveel euro is het? Vul een bedrag boven nul in."]
    else:
        fouten |= _keur_natura(hoeveelheid, tarief, eenheid, waardering)
        waarde = Decimal(0) if fouten else waarde_in_natura(hoeveelheid, tarief)
        fouten |= {} if fouten else _keur_waarde(waarde, bedrag)
    if not 2000 <= jaar <= 2100:
        fouten["jaar"] = ["Klopt het jaar? Kies een jaar van 2000 tot en met 2100."]
    if waarde > GROOTSTE_BEDRAG:
        fouten["bedrag"] = [_TE_GROOT]
    _weiger(fouten)
    return waarde


def _keur_natura(
    hoeveelheid: Decimal | None, tarief: Decimal | None, eenheid: str | None, waardering: str | None
) -> Fouten:
    fouten: Fouten = {}
    if hoeveelheid is None or hoeveelheid <= 0:
        fouten["hoeveelheid"] = ["Hoeveel eenheden zijn het? Vul een getal boven nul in."]
    if tarief is None or tarief <= 0:
        fouten["tarief"] = ["Wat is één eenheid waard? Vul een bedrag boven nul in."]
    if eenheid is None:
        fouten["eenheid"] = ["In welke eenheid? Bijvoorbeeld uren of dagdelen."]
    if waardering is None:
        fouten["waardering"] = ["Waar berust het tarief op? Bijvoorbeeld op de kostprijs of een offerte."]
    return fouten


def _keur_waarde(waarde: Decimal, bedrag: Decimal | None) -> Fouten:
    if bedrag is not None and bedrag != waarde:
        return {"bedrag": [_IN_NATURA]}
    if waarde <= 0:
        return {"tarief": ["Samen is dit minder dan een cent. Kloppen de hoeveelheid en het tarief?"]}
    return {}


def _weiger(fouten: Fouten) -> None:
    if fouten:
        raise OngeldigeInvoer(next(iter(fouten.values()))[0], fouten)


class Financieringsregel(Model, table=True):
    """Eén regel van het financieringsplan van een case: welke partij, in welk jaar, in geld of in natura."""

    __table_args__ = (
        sa.CheckConstraint(
            "soort = 'geld' OR (eenheid IS NOT NULL AND tarief IS NOT NULL AND tarief > 0 AND waardering IS NOT NULL)",
            name="waardering",
        ),
        sa.CheckConstraint("soort = 'in_natura' OR (eenheid IS NULL AND tarief IS NULL)", name="geld_zonder_tarief"),
        sa.CheckConstraint("(vervallen_op IS NULL) = (vervallen_reden IS NULL)", name="vervallen"),
        sa.CheckConstraint("jaar BETWEEN 2000 AND 2100", name="jaar"),
    )

    case_id: int = Field(foreign_key="purpose_case.id", index=True, description="Case.")
    organisatie_id: int = Field(foreign_key="organisatie.id", index=True, description="Partij die bijdraagt.")
    helix: Helix = Field(
        sa_type=enum_by_value(Helix), description="Soort partij, zoals die was toen de regel werd opgesteld."
    )
    is_provinciaal: bool = Field(
        default=False, description="Geld of inzet van de eigen provincie, ook als het via een fonds loopt."
    )
    jaar: int = Field(description="Begrotingsjaar.")
    soort: FinancieringSoort = Field(
        default=FinancieringSoort.GELD, sa_type=enum_by_value(FinancieringSoort), description="Geld of in natura."
    )
    omschrijving: str | None = Field(default=None, max_length=300, description="Waarvoor de bijdrage is.")
    eenheid: str | None = Field(default=None, max_length=60, description="Bij in natura: de eenheid, zoals uren.")
    tarief: Decimal | None = Field(
        default=None, sa_type=VastePunt(2), description="Bij in natura: wat één eenheid waard is, in euro."
    )
    waardering: str | None = Field(
        default=None, max_length=300, description="Bij in natura: waar dat tarief op berust."
    )
    vervallen_op: dt.date | None = Field(default=None, description="Dag waarop de bijdrage wegviel.")
    vervallen_reden: str | None = Field(default=None, max_length=400, description="Waarom de bijdrage wegviel.")

    organisatie: Optional[Organisatie] = Relationship()
    standen: list["Financieringsstand"] = Relationship(
        back_populates="regel", sa_relationship_kwargs={"order_by": "Financieringsstand.id"}
    )

    def waarde(self, bedrag: Decimal | None, hoeveelheid: Decimal | None) -> Decimal:
        """A new total of this line in euros: the amount, or in natura what so many units are worth.

        Refuses with OngeldigeInvoer what does not fit the line, less than nothing, and more than can be.
        """
        is_geld = self.soort is FinancieringSoort.GELD
        veld, getal = ("bedrag", bedrag) if is_geld else ("hoeveelheid", hoeveelheid)
        if getal is None or getal < 0:
            zin = f"Wat is het nieuwe totaal? Vul een {'bedrag' if is_geld else 'aantal eenheden'} van nul of meer in."
            raise OngeldigeInvoer(zin, {veld: [zin]})
        waarde = getal if is_geld else waarde_in_natura(getal, self.tarief)
        if is_geld and hoeveelheid is not None:
            zin = "Deze regel is in geld. Vul alleen een bedrag in."
            raise OngeldigeInvoer(zin, {"hoeveelheid": [zin]})
        if bedrag is not None and bedrag != waarde:
            raise OngeldigeInvoer(_IN_NATURA, {"bedrag": [_IN_NATURA]})
        if waarde > GROOTSTE_BEDRAG:
            raise OngeldigeInvoer(_TE_GROOT, {veld: [_TE_GROOT]})
        return waarde


class Financieringsstand(Model, table=True):
    """Wat op een regel is aangevraagd, toegekend of gerealiseerd vanaf een dag; wordt alleen aangevuld."""

    __table_args__ = (
        sa.CheckConstraint("bedrag >= 0", name="bedrag"),
        sa.Index("ix_financieringsstand_regel", "regel_id", "stand", "op"),
    )

    regel_id: int = Field(foreign_key="financieringsregel.id", description="Regel.")
    stand: Stand = Field(sa_type=enum_by_value(Stand), description="Aangevraagd, toegekend of gerealiseerd.")
    bedrag: Decimal = Field(sa_type=VastePunt(2), description="Bedrag of waarde in euro, als nieuw totaal.")
    hoeveelheid: Decimal | None = Field(
        default=None, sa_type=VastePunt(2), description="Bij in natura: hoeveel eenheden."
    )
    op: dt.date = Field(description="Dag vanaf wanneer dit totaal geldt: de dag waarop het is ingevoerd.")
    grond: str | None = Field(default=None, max_length=400, description="Waaruit het blijkt, of waarom het wijzigt.")
    door_id: int = Field(foreign_key="gebruiker.id", description="Wie het invoerde.")

    regel: Optional["Financieringsregel"] = Relationship(back_populates="standen")


@dataclass(frozen=True)
class Verdeling:
    """Who carries how much of a sum, in euros."""

    provincie: Decimal = Decimal(0)
    totaal: Decimal = Decimal(0)
    per_helix: dict[Helix, Decimal] = field(default_factory=dict)

    @property
    def is_te_veel(self) -> bool:
        """Whether the province carries more than half (001:1081-1083): exact, on cents."""
        return 2 * self.provincie > self.totaal

    @property
    def aandeel(self) -> Decimal | None:
        """The share of the province in percents with two decimals; None of nothing.

        Rounded away from zero, so that what is over the half never reads as 50.00.
        """
        if not self.totaal:
            return None
        return (self.provincie * 100 / self.totaal).quantize(Decimal("0.01"), rounding=ROUND_UP)

    @property
    def onderwijs(self) -> Decimal:
        return self.per_helix.get(Helix.ONDERWIJS, Decimal(0))

    @property
    def bedrijf(self) -> Decimal:
        return self.per_helix.get(Helix.BEDRIJF, Decimal(0))

    @property
    def is_ongelijk(self) -> bool:
        """Whether onderwijs and bedrijfsleven do not carry the same: a preference, not a rule (001:1082-1083)."""
        return self.onderwijs != self.bedrijf

    def als_gegevens(self) -> dict[str, str | None]:
        """The share for the log and for what is frozen: euros and percents with two decimals."""
        return {
            "provincie": f"{self.provincie:.2f}",
            "totaal": f"{self.totaal:.2f}",
            "aandeel": None if self.aandeel is None else f"{self.aandeel:.2f}",
        }


def verdeling(delen: Iterable[tuple[bool, Helix, Decimal]]) -> Verdeling:
    """The sum of (is provincial, helix, amount)."""
    provincie, per_helix = Decimal(0), {}
    for is_provinciaal, helix, bedrag in delen:
        provincie += bedrag if is_provinciaal else 0
        per_helix[helix] = per_helix.get(helix, Decimal(0)) + bedrag
    return Verdeling(provincie, sum(per_helix.values(), Decimal(0)), per_helix)
