"""Ontwikkelcoalitie and Deelneming: a coalition around acties, and its dated members."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap, leesbaar
from crm.models.base import MetBron, Model
from crm.models.organisatie import Organisatie
from crm.models.persoon import Persoon
from crm.models.purpose_case import PurposeCase


class CoalitieStatus(StrEnum):
    VERKENNING = "verkenning"
    VORMING = "vorming"
    PURPOSE_CASE = "purpose_case"
    UITVOERING = "uitvoering"
    AFGEROND = "afgerond"
    BEEINDIGD = "beeindigd"


_OPEN = (
    CoalitieStatus.VERKENNING,
    CoalitieStatus.VORMING,
    CoalitieStatus.PURPOSE_CASE,
    CoalitieStatus.UITVOERING,
)


class Ontwikkelcoalitie(MetBron, Model, table=True):
    """Een samenwerking rond een of meer acties, met het nummer uit het Manifest (‘5a’), een aanjager en leden."""

    __table_args__ = (
        sa.CheckConstraint("(status = 'beeindigd') = (beeindigd_op IS NOT NULL)", name="beeindigd"),
        sa.CheckConstraint("beeindigd_op IS NULL OR reden IS NOT NULL", name="reden"),
        sa.CheckConstraint("(status = 'afgerond') = (afgerond_op IS NOT NULL)", name="afgerond"),
        sa.CheckConstraint("opgegaan_in_id IS NULL OR status = 'beeindigd'", name="opgegaan"),
        sa.CheckConstraint("opgegaan_in_id IS NULL OR opgegaan_in_id <> id", name="opgegaan_in_ander"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        CoalitieStatus,
        {
            "vormen": Stap(
                (CoalitieStatus.VERKENNING,), CoalitieStatus.VORMING, "vormen", "een aanjager"
            ),
            "case_starten": Stap(
                (CoalitieStatus.VORMING,), CoalitieStatus.PURPOSE_CASE, "purpose case starten"
            ),
            "uitvoeren": Stap(
                (CoalitieStatus.PURPOSE_CASE,),
                CoalitieStatus.UITVOERING,
                "in uitvoering nemen",
                "een purpose case met een go",
            ),
            "afronden": Stap((CoalitieStatus.UITVOERING,), CoalitieStatus.AFGEROND, "afronden"),
            "beeindigen": Stap(_OPEN, CoalitieStatus.BEEINDIGD, "beëindigen", "een reden"),
        },
    )

    OPEN: ClassVar[tuple[CoalitieStatus, ...]] = _OPEN

    programma_id: int = Field(foreign_key="programma.id", index=True, description="Agenda.")
    nummer: str | None = Field(default=None, max_length=20, description="Nummer uit het Manifest, zoals 5a.")
    naam: str = Field(max_length=200, min_length=1, description="Naam van de coalitie.")
    doelstelling: str | None = Field(default=None, description="Wat de coalitie wil bereiken.")
    status: CoalitieStatus = Field(
        default=CoalitieStatus.VERKENNING,
        sa_type=enum_by_value(CoalitieStatus),
        description="Waar de coalitie staat.",
    )
    opgericht_op: dt.date | None = Field(default=None, description="Dag van oprichting.")
    afgerond_op: dt.date | None = Field(default=None, description="Dag van afronding.")
    beeindigd_op: dt.date | None = Field(default=None, description="Dag van beëindiging.")
    reden: str | None = Field(default=None, description="Waarom de coalitie is beëindigd.")
    opgegaan_in_id: int | None = Field(
        default=None,
        foreign_key="ontwikkelcoalitie.id",
        index=True,
        description="Coalitie waar deze in is opgegaan, na samenvoegen.",
    )
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    deelnemingen: list["Deelneming"] = Relationship(back_populates="coalitie")

    @property
    def is_open(self) -> bool:
        return self.status in _OPEN

    @property
    def titel(self) -> str:
        """The number and the name, as people call it."""
        return f"{self.nummer} {self.naam}" if self.nummer else self.naam

    def aanjager(self, dag: dt.date) -> "Deelneming | None":
        """The membership that drives this coalition on that day."""
        return next(
            (d for d in self.deelnemingen if d.rol is DeelnemerRol.AANJAGER and d.geldt_op(dag)), None
        )

    def eis_open(self, gevolg: str) -> None:
        """Nothing, or OngeldigeOvergang with what cannot be done any more to a coalition that has ended."""
        if not self.is_open:
            raise OngeldigeOvergang(f"Deze coalitie is {leesbaar(self.status)}; {gevolg}.")

    def laat_toe(self, nieuw: "Deelneming") -> None:
        """There is one more member; one drives at a time, so an aanjager takes over and is taken over from.

        Refuses with OngeldigeOvergang a coalition that has ended, with AlGebeurd who takes part in this role already.
        """
        self.eis_open("er komen geen leden meer bij")
        gelijk = [d for d in self.deelnemingen if d.rol is nieuw.rol]
        if any(d.van == nieuw.van or d.geldt_op(nieuw.van) for d in gelijk if d.is_zelfde(nieuw)):
            raise AlGebeurd(f"Deze partij doet dan al mee als {nieuw.rol}.")
        if nieuw.rol is DeelnemerRol.AANJAGER:
            self._wissel_aanjager(nieuw, gelijk)
        self.deelnemingen.append(nieuw)

    def _wissel_aanjager(self, nieuw: "Deelneming", anderen: list["Deelneming"]) -> None:
        if any(d.van == nieuw.van for d in anderen):
            raise AlGebeurd("Op die dag begint al een andere aanjager.")
        for ander in anderen:
            if ander.geldt_op(nieuw.van):
                ander.tot = nieuw.van - dt.timedelta(days=1)
        later = [d.van for d in anderen if d.van > nieuw.van]
        if later:
            nieuw.tot = min(later) - dt.timedelta(days=1)

    def vormen(self, dag: dt.date) -> None:
        """The coalition is being formed. Refuses with OngeldigeOvergang when nobody drives it (001:370-371)."""
        if self.aanjager(dag) is None:
            raise OngeldigeOvergang(
                "Een coalitie gaat pas naar vorming als zij een aanjager heeft. Wijs eerst een aanjager aan."
            )
        self.LEVENSLOOP.apply(self, "vormen")

    def uitvoeren(self, case: PurposeCase | None) -> None:
        """The coalition carries out its case. Refuses with OngeldigeOvergang without a go (001:381-383, 1442-1444)."""
        self.LEVENSLOOP.eis(self, "uitvoeren")
        if case is None or not case.is_go:
            raise OngeldigeOvergang(f"Een coalitie gaat pas in uitvoering na een go. {_naar_een_go(case)}")
        self.LEVENSLOOP.apply(self, "uitvoeren")

    def overdragen(self, nieuw: "Deelneming") -> "Deelneming":
        """Another one drives from that day and is no member beside it; who drove stays on as member. Gives who drove.

        Refuses with OngeldigeOvergang when nobody drives on that day: then there is nothing to hand over.
        """
        self.eis_open("er valt niets meer over te dragen")
        oud = self.aanjager(nieuw.van)
        if oud is None:
            raise OngeldigeOvergang("Deze coalitie heeft dan geen aanjager. Wijs er eerst een aan.")
        self.laat_toe(nieuw)
        for lid in self.deelnemingen:
            if lid.rol is DeelnemerRol.LID and lid.gaat_over_in(nieuw):
                lid.tot = nieuw.van - dt.timedelta(days=1)
        blijft = Deelneming(
            coalitie_id=self.id, organisatie_id=oud.organisatie_id, persoon_id=oud.persoon_id, van=nieuw.van
        )
        leden = [d for d in self.deelnemingen if d.rol is DeelnemerRol.LID and d.is_zelfde(blijft)]
        if not any(d.geldt_op(nieuw.van) for d in leden):
            self.laat_toe(blijft)
        return oud

    def afronden(self, dag: dt.date) -> None:
        """The coalition has done what it was for. Refuses with OngeldigeInvoer a day before it was founded."""
        self._eis_na_oprichting(dag)
        self.LEVENSLOOP.eis(self, "afronden")
        self.afgerond_op = dag
        self.LEVENSLOOP.apply(self, "afronden")

    def beeindigen(self, dag: dt.date, reden: str) -> None:
        """The coalition has ended on that day, with a reason."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom stopt deze coalitie?"]})
        self._eis_na_oprichting(dag)
        self.LEVENSLOOP.apply(self, "beeindigen")
        self.beeindigd_op, self.reden = dag, reden.strip()

    def opgaan_in(self, ander: "Ontwikkelcoalitie", dag: dt.date, reden: str) -> None:
        """The coalition has ended because it goes on in another one."""
        self.beeindigen(dag, f"Samengevoegd met {ander.titel}: {reden.strip()}")
        self.opgegaan_in_id = ander.id

    def _eis_na_oprichting(self, dag: dt.date) -> None:
        if self.opgericht_op is not None and dag < self.opgericht_op:
            zin = f"De coalitie is pas op {self.opgericht_op:%d-%m-%Y} opgericht."
            raise OngeldigeInvoer(zin, {"op": [zin]})


def _naar_een_go(case: PurposeCase | None) -> str:
    """What to do first, for a coalition with this case, or with none."""
    if case is None:
        return "Stel eerst een purpose case op."
    if case.uitkomst is None:
        return f"De purpose case is nog ‘{leesbaar(case.status)}’; laat er eerst over besluiten."
    return "Over de purpose case is ‘stop’ besloten; stel eerst een nieuwe op."


class CoalitieActie(MetBron, Model, table=True):
    """Een coalitie werkt aan een actie."""

    __tablename__ = "coalitie_actie"
    __table_args__ = (sa.UniqueConstraint("coalitie_id", "actie_id"),)

    coalitie_id: int = Field(foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie.")
    actie_id: int = Field(foreign_key="actie.id", index=True, description="Actie.")


class CoalitieCampus(MetBron, Model, table=True):
    """Een coalitie werkt samen met of op een campus."""

    __tablename__ = "coalitie_campus"
    __table_args__ = (sa.UniqueConstraint("coalitie_id", "organisatie_id"),)

    coalitie_id: int = Field(foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie.")
    organisatie_id: int = Field(foreign_key="organisatie.id", index=True, description="Campus.")


class DeelnemerRol(StrEnum):
    LID = "lid"
    AANJAGER = "aanjager"
    ADVISEUR = "adviseur"


class Deelneming(Model, table=True):
    """Een organisatie (of een persoon namens haar) doet gedurende een tijd in een rol mee aan een coalitie."""

    __table_args__ = (
        sa.CheckConstraint("tot IS NULL OR tot >= van", name="termijn"),
        sa.UniqueConstraint("coalitie_id", "organisatie_id", "persoon_id", "rol", "van"),
    )

    coalitie_id: int = Field(foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie.")
    organisatie_id: int = Field(foreign_key="organisatie.id", index=True, description="Organisatie.")
    persoon_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Persoon namens de organisatie."
    )
    rol: DeelnemerRol = Field(
        default=DeelnemerRol.LID, sa_type=enum_by_value(DeelnemerRol), description="Rol in de coalitie."
    )
    van: dt.date = Field(description="Eerste dag.")
    tot: dt.date | None = Field(default=None, description="Laatste dag; leeg zolang zij meedoet.")

    coalitie: Optional["Ontwikkelcoalitie"] = Relationship(back_populates="deelnemingen")
    organisatie: Optional[Organisatie] = Relationship()
    persoon: Optional[Persoon] = Relationship()

    def is_zelfde(self, ander: "Deelneming") -> bool:
        """Whether it is the same party, and the same person on its behalf."""
        return (self.organisatie_id, self.persoon_id) == (ander.organisatie_id, ander.persoon_id)

    def gaat_over_in(self, nieuw: "Deelneming") -> bool:
        """Whether this membership makes way for that one: the same party, or the person who speaks for it."""
        is_zelfde = self.organisatie_id == nieuw.organisatie_id and self.persoon_id in (None, nieuw.persoon_id)
        return is_zelfde and self.van < nieuw.van and self.geldt_op(nieuw.van)

    def geldt_op(self, dag: dt.date) -> bool:
        return self.van <= dag and (self.tot is None or dag <= self.tot)
