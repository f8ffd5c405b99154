"""Opdracht and Rolvervulling: a dated mandate, and the people who held it one after another."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap, leesbaar
from crm.models.base import MetBron, Model
from crm.models.moment import MetMoment
from crm.models.persoon import Persoon


class OpdrachtSoort(StrEnum):
    KETENAANJAGER = "ketenaanjager"
    CIRCULAIR_AMBASSADEUR = "circulair_ambassadeur"
    WERKAMBASSADEUR = "werkambassadeur"
    AANJAGER_BEDRIJVENTERREIN = "aanjager_bedrijventerrein"


class OpdrachtStatus(StrEnum):
    GEPLAND = "gepland"
    ACTIEF = "actief"
    VERLENGD = "verlengd"
    AFGEROND = "afgerond"
    GEEVALUEERD = "geevalueerd"


_O = OpdrachtStatus


class Opdracht(MetMoment, MetBron, Model, table=True):
    """De opdracht van een ketenaanjager, circulair ambassadeur of werkambassadeur: keten, gebied en termijn.

    Het moment (`wanneer`, `datum_tot`) is het einde van de termijn zoals genoemd.
    """

    __table_args__ = (
        sa.CheckConstraint(
            "(status IN ('afgerond', 'geevalueerd')) = (afgerond_op IS NOT NULL)", name="afgerond"
        ),
        sa.CheckConstraint(
            "(status = 'geevalueerd') = (geevalueerd_op IS NOT NULL AND evaluatie IS NOT NULL)", name="geevalueerd"
        ),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        OpdrachtStatus,
        {
            "starten": Stap((_O.GEPLAND,), _O.ACTIEF, "starten"),
            "verlengen": Stap((_O.ACTIEF, _O.VERLENGD), _O.VERLENGD, "verlengen", "een latere einddatum en een reden"),
            "afronden": Stap((_O.ACTIEF, _O.VERLENGD), _O.AFGEROND, "afronden"),
            "evalueren": Stap((_O.AFGEROND,), _O.GEEVALUEERD, "evalueren", "wat de opdracht opleverde"),
        },
    )

    LOPEND: ClassVar[tuple[OpdrachtStatus, ...]] = (_O.ACTIEF, _O.VERLENGD)
    """Somebody should be at work on it."""

    OPEN: ClassVar[tuple[OpdrachtStatus, ...]] = (_O.GEPLAND, *LOPEND)
    """It has not ended: a second one for the same chain and area would be one too many."""

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar de opdracht onder valt."
    )
    soort: OpdrachtSoort = Field(sa_type=enum_by_value(OpdrachtSoort), description="Soort opdracht.")
    keten: str | None = Field(default=None, max_length=120, description="Keten of thema.")
    gebied: str | None = Field(default=None, max_length=120, description="Gebied.")
    begint_op: dt.date | None = Field(default=None, description="Eerste dag, als die bekend is.")
    begin_gedrukt: str | None = Field(default=None, max_length=120, description="Begin zoals gedrukt.")
    evaluatie_jaar: int | None = Field(default=None, description="Jaar van de evaluatie.")
    status: OpdrachtStatus = Field(
        default=OpdrachtStatus.GEPLAND,
        sa_type=enum_by_value(OpdrachtStatus),
        description="Waar de opdracht staat.",
    )
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die de opdracht volgt of vervult."
    )
    afgerond_op: dt.date | None = Field(default=None, description="Dag waarop de opdracht eindigde.")
    geevalueerd_op: dt.date | None = Field(default=None, description="Dag van de evaluatie.")
    evaluatie: str | None = Field(default=None, description="Wat de opdracht heeft opgeleverd.")
    vervolg: str | None = Field(default=None, max_length=400, description="Wat er na de opdracht gebeurt.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    vervullingen: list["Rolvervulling"] = Relationship(back_populates="opdracht")
    verlengingen: list["Verlenging"] = Relationship(
        back_populates="opdracht", sa_relationship_kwargs={"order_by": "Verlenging.id"}
    )

    @property
    def naam(self) -> str:
        """As people call it: Ketenaanjager circulair bouw, Noord-Holland Noord."""
        *voor, soort = leesbaar(self.soort).split()
        keten = self.keten or ""
        # Not "aanjager bedrijventerrein bedrijventerreinen".
        woorden = [*voor, keten] if keten.lower().startswith(soort) else [*voor, soort, keten]
        naam = " ".join(woord for woord in woorden if woord)
        return f"{naam[:1].upper()}{naam[1:]}" + (f", {self.gebied}" if self.gebied else "")

    def einde(self, dag: dt.date) -> dt.date | None:
        """The last day of the term as it stood on `dag`: the printed one, or that of the latest extension by then."""
        verleend = [verlenging.tot for verlenging in self.verlengingen if verlenging.verleend_op <= dag]
        return verleend[-1] if verleend else self.datum_tot

    def starten(self, op: dt.date) -> None:
        """The mandate runs from that day, or from its first day where that was known already.

        Refuses with OngeldigeOvergang one whose first day is still to come.
        """
        self.LEVENSLOOP.eis(self, "starten")
        if self.begint_op is not None and self.begint_op > op:
            raise OngeldigeOvergang(f"Deze opdracht begint op {self.begint_op:%d-%m-%Y}. Starten kan pas op die dag.")
        self.begint_op = self.begint_op or op
        self.LEVENSLOOP.apply(self, "starten")

    def verlengen(self, tot: dt.date, dag: dt.date, grond: str) -> None:
        """The term ends later; the printed end and every earlier one are kept.

        Refuses with OngeldigeInvoer a day that is not later, or no reason.
        """
        if not grond.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"grond": ["Waarom verlengen wij de opdracht?"]})
        van = self.einde(dag)
        if tot <= (van or dag):
            zin = "De nieuwe einddatum ligt niet na de huidige."
            raise OngeldigeInvoer(zin, {"tot": [zin]})
        self.LEVENSLOOP.eis(self, "verlengen")
        self.verlengingen.append(Verlenging(van=van, tot=tot, verleend_op=dag, grond=grond.strip()))
        self.LEVENSLOOP.apply(self, "verlengen")

    def afronden(self, op: dt.date) -> None:
        """The mandate ended on that day; whoever held it stops with it. Refuses a day before it began."""
        self.LEVENSLOOP.eis(self, "afronden")
        if self.begint_op is not None and op < self.begint_op:
            zin = f"De opdracht begon pas op {self.begint_op:%d-%m-%Y}."
            raise OngeldigeInvoer(zin, {"op": [zin]})
        self.afgerond_op = op
        self.LEVENSLOOP.apply(self, "afronden")

    def evalueren(self, op: dt.date, evaluatie: str, vervolg: str | None) -> None:
        """We have looked back at it. Refuses with OngeldigeInvoer an empty evaluation, or one before the end."""
        if not evaluatie.strip():
            raise OngeldigeInvoer("Schrijf op wat de opdracht opleverde.", {"evaluatie": ["Wat leverde het op?"]})
        self.LEVENSLOOP.eis(self, "evalueren")
        if self.afgerond_op is not None and op < self.afgerond_op:
            zin = f"De opdracht is pas op {self.afgerond_op:%d-%m-%Y} afgerond."
            raise OngeldigeInvoer(zin, {"op": [zin]})
        self.geevalueerd_op, self.evaluatie = op, evaluatie.strip()
        self.vervolg = (vervolg or "").strip() or None
        self.LEVENSLOOP.apply(self, "evalueren")


class Verlenging(Model, table=True):
    """Een opdracht kreeg een latere einddatum."""

    __table_args__ = (
        sa.CheckConstraint("trim(grond) <> ''", name="grond"),
        sa.CheckConstraint("van IS NULL OR tot > van", name="later"),
    )

    opdracht_id: int = Field(foreign_key="opdracht.id", index=True, description="Opdracht.")
    van: dt.date | None = Field(default=None, description="Einde dat gold; leeg als er geen was.")
    tot: dt.date = Field(description="Einde dat sindsdien geldt.")
    verleend_op: dt.date = Field(description="Dag waarop de opdracht is verlengd.")
    grond: str = Field(max_length=400, min_length=1, description="Waarom.")

    opdracht: Optional["Opdracht"] = Relationship(back_populates="verlengingen")


class Rolvervulling(MetBron, Model, table=True):
    """Een persoon vervult een opdracht gedurende een tijd; opvolgers volgen elkaar op, met gaten ertussen."""

    __table_args__ = (sa.CheckConstraint("tot IS NULL OR tot >= van", name="termijn"),)

    opdracht_id: int = Field(foreign_key="opdracht.id", index=True, description="Opdracht.")
    persoon_id: int = Field(foreign_key="persoon.id", index=True, description="Persoon.")
    van: dt.date = Field(description="Eerste dag.")
    tot: dt.date | None = Field(default=None, description="Laatste dag; leeg zolang het duurt.")
    toelichting: str | None = Field(default=None, max_length=400, description="Aandachtspunten in deze tijd.")

    opdracht: Optional["Opdracht"] = Relationship(back_populates="vervullingen")
    persoon: Optional[Persoon] = Relationship()

    def geldt_op(self, dag: dt.date) -> bool:
        """Whether this person holds the mandate on that day."""
        return self.van <= dag and (self.tot is None or dag <= self.tot)
