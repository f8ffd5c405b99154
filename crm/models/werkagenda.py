"""Werkagenda and Agendapunt: what an ambassadeur does in a year, and what came of it."""

import datetime as dt
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.errors import OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.opdracht import Opdracht


class WerkagendaStatus(StrEnum):
    CONCEPT = "concept"
    VASTGESTELD = "vastgesteld"
    BESPROKEN = "besproken"
    AFGESLOTEN = "afgesloten"


W = WerkagendaStatus


class Werkagenda(Model, table=True):
    """De jaarlijkse agenda van een ambassadeur: vastgesteld door GS, besproken in PS, aan het eind afgesloten."""

    __table_args__ = (
        sa.UniqueConstraint("opdracht_id", "jaar"),
        sa.CheckConstraint("jaar BETWEEN 2000 AND 2100", name="jaar"),
        sa.CheckConstraint("(status = 'concept') = (vastgesteld_op IS NULL)", name="vastgesteld"),
        sa.CheckConstraint("(status IN ('besproken', 'afgesloten')) = (besproken_op IS NOT NULL)", name="besproken"),
        sa.CheckConstraint("(status = 'afgesloten') = (afgesloten_op IS NOT NULL)", name="afgesloten"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        WerkagendaStatus,
        {
            "vaststellen": Stap((W.CONCEPT,), W.VASTGESTELD, "vaststellen (GS)", "ten minste één punt"),
            "bespreken": Stap((W.VASTGESTELD,), W.BESPROKEN, "bespreken (PS)", "wat PS ervan vond"),
            "afsluiten": Stap((W.BESPROKEN,), W.AFGESLOTEN, "afsluiten", "geen punt meer open"),
        },
    )

    opdracht_id: int = Field(foreign_key="opdracht.id", index=True, description="Opdracht van de ambassadeur.")
    jaar: int = Field(description="Jaar.")
    inleiding: str | None = Field(default=None, description="Waar het dit jaar om gaat.")
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die de werkagenda bijhoudt."
    )
    status: WerkagendaStatus = Field(
        default=WerkagendaStatus.CONCEPT, sa_type=enum_by_value(WerkagendaStatus), description="Waar de werkagenda staat."
    )
    vastgesteld_op: dt.date | None = Field(default=None, description="Dag waarop GS haar vaststelde.")
    gs_kenmerk: str | None = Field(default=None, max_length=80, description="Kenmerk van het besluit van GS.")
    besproken_op: dt.date | None = Field(default=None, description="Dag waarop PS haar besprak.")
    ps_verslag: str | None = Field(default=None, description="Wat PS ervan vond, in het kort.")
    afgesloten_op: dt.date | None = Field(default=None, description="Dag waarop het jaar is afgesloten.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    opdracht: Optional[Opdracht] = Relationship()
    punten: list["Agendapunt"] = Relationship(
        back_populates="werkagenda", sa_relationship_kwargs={"order_by": "Agendapunt.volgorde"}
    )

    def eis_concept(self) -> None:
        """Nothing, or OngeldigeOvergang when GS has adopted it: from then on its text is fixed."""
        if self.status is not W.CONCEPT:
            raise OngeldigeOvergang(
                f"De werkagenda van {self.jaar} is al vastgesteld; de punten liggen vast. Wat niet meer komt, laat u vervallen."
            )

    def eis_in_uitvoering(self) -> None:
        """Nothing, or OngeldigeOvergang when its points cannot be reported on: not adopted yet, or closed."""
        if self.status is W.CONCEPT:
            raise OngeldigeOvergang(f"De werkagenda van {self.jaar} is nog niet vastgesteld. Laat GS haar eerst vaststellen.")
        if self.status is W.AFGESLOTEN:
            raise OngeldigeOvergang(f"De werkagenda van {self.jaar} is afgesloten.")

    def vaststellen(self, op: dt.date, gs_kenmerk: str | None) -> None:
        """GS has adopted it on that day. Refuses with OngeldigeOvergang one without a point that is to be done."""
        self.LEVENSLOOP.eis(self, "vaststellen")
        if not any(punt.status is P.OPEN for punt in self.punten):
            raise OngeldigeOvergang("Er staat nog geen punt in deze werkagenda. Voeg er eerst een toe.")
        self.vastgesteld_op, self.gs_kenmerk = op, (gs_kenmerk or "").strip() or None
        self.LEVENSLOOP.apply(self, "vaststellen")

    def bespreken(self, op: dt.date, ps_verslag: str) -> None:
        """PS has discussed it (001:1003-1006). Refuses with OngeldigeInvoer no report, or a day before it was adopted."""
        self.LEVENSLOOP.eis(self, "bespreken")
        if not ps_verslag.strip():
            raise OngeldigeInvoer("Schrijf op wat PS ervan vond.", {"ps_verslag": ["Wat vond PS ervan?"]})
        self._eis_daarna(op, self.vastgesteld_op, "vastgesteld")
        self.besproken_op, self.ps_verslag = op, ps_verslag.strip()
        self.LEVENSLOOP.apply(self, "bespreken")

    def afsluiten(self, op: dt.date) -> None:
        """The year is closed. Refuses with OngeldigeOvergang as long as a point is open."""
        self.LEVENSLOOP.eis(self, "afsluiten")
        aantal = sum(punt.status is P.OPEN for punt in self.punten)
        if aantal:
            wat = "Eén punt staat" if aantal == 1 else f"{aantal} punten staan"
            raise OngeldigeOvergang(f"{wat} nog open. Meld het resultaat, schuif door of laat vervallen.")
        self._eis_daarna(op, self.besproken_op, "besproken")
        self.afgesloten_op = op
        self.LEVENSLOOP.apply(self, "afsluiten")

    @staticmethod
    def _eis_daarna(op: dt.date, eerder: dt.date | None, wat: str) -> None:
        if eerder is not None and op < eerder:
            zin = f"De werkagenda is pas op {eerder:%d-%m-%Y} {wat}."
            raise OngeldigeInvoer(zin, {"op": [zin]})


class AgendapuntStatus(StrEnum):
    OPEN = "open"
    GEREALISEERD = "gerealiseerd"
    VERVALLEN = "vervallen"
    DOORGESCHOVEN = "doorgeschoven"


P = AgendapuntStatus


class Agendapunt(Model, table=True):
    """Eén punt van een werkagenda: wat, bij welke actie of coalitie, in welk kwartaal, en waaruit blijkt dat het er is."""

    __table_args__ = (
        sa.CheckConstraint("kwartaal BETWEEN 1 AND 4", name="kwartaal"),
        sa.CheckConstraint(
            "(status = 'gerealiseerd') = (gerealiseerd_op IS NOT NULL AND bewijs IS NOT NULL)", name="gerealiseerd"
        ),
        sa.CheckConstraint("status NOT IN ('vervallen', 'doorgeschoven') OR reden IS NOT NULL", name="reden"),
        sa.CheckConstraint("(status = 'open') = (gesloten_op IS NULL)", name="gesloten"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        AgendapuntStatus,
        {
            "realiseren": Stap((P.OPEN,), P.GEREALISEERD, "realiseren", "bewijs"),
            "vervallen": Stap((P.OPEN,), P.VERVALLEN, "laten vervallen", "een reden"),
            "doorschuiven": Stap((P.OPEN,), P.DOORGESCHOVEN, "doorschuiven naar volgend jaar", "een reden"),
        },
    )

    werkagenda_id: int = Field(foreign_key="werkagenda.id", index=True, description="Werkagenda.")
    volgorde: int = Field(default=0, description="Plaats in de werkagenda.")
    omschrijving: str = Field(max_length=400, min_length=1, description="Wat de ambassadeur gaat doen.")
    beoogd: str | None = Field(default=None, max_length=400, description="Wat het moet opleveren.")
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar het bij hoort."
    )
    coalitie_id: int | None = Field(
        default=None, foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie waar het bij hoort."
    )
    kwartaal: int = Field(description="Kwartaal waarin het is gepland: 1 tot en met 4.")
    status: AgendapuntStatus = Field(
        default=AgendapuntStatus.OPEN, sa_type=enum_by_value(AgendapuntStatus), description="Waar het punt staat."
    )
    gerealiseerd_op: dt.date | None = Field(default=None, description="Dag waarop het er was.")
    bewijs: str | None = Field(default=None, max_length=400, description="Waaruit dat blijkt.")
    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waaruit het blijkt."
    )
    gesloten_op: dt.date | None = Field(default=None, description="Dag waarop het punt klaar was, verviel of doorschoof.")
    reden: str | None = Field(default=None, max_length=400, description="Waarom het verviel of doorschoof.")
    vorig_id: int | None = Field(
        default=None, foreign_key="agendapunt.id", index=True, description="Punt van vorig jaar waar dit op volgt."
    )

    werkagenda: Optional["Werkagenda"] = Relationship(back_populates="punten")

    def luidt(self, omschrijving: str, kwartaal: int, beoogd: str | None) -> None:
        """The point says this. Refuses with OngeldigeInvoer no words, or a quarter that is none."""
        fouten = {}
        if not omschrijving.strip():
            fouten["omschrijving"] = ["Wat gaat de ambassadeur doen?"]
        if kwartaal not in (1, 2, 3, 4):
            fouten["kwartaal"] = ["Kies kwartaal 1, 2, 3 of 4."]
        if fouten:
            raise OngeldigeInvoer(next(iter(fouten.values()))[0], fouten)
        self.omschrijving, self.kwartaal, self.beoogd = omschrijving.strip(), kwartaal, beoogd

    def volgt_op(self, vorig: "Agendapunt", werkagenda: "Werkagenda") -> None:
        """It goes on with a point of the year before. Refuses with OngeldigeInvoer another one, or one that is open."""
        van = vorig.werkagenda
        zin = None
        if van is None or (van.opdracht_id, van.jaar) != (werkagenda.opdracht_id, werkagenda.jaar - 1):
            zin = f"Kies een punt uit de werkagenda van {werkagenda.jaar - 1} van dezelfde opdracht."
        elif vorig.status is P.OPEN:
            zin = "Dit punt staat nog open. Meld het resultaat of schuif het door; dan komt het hier vanzelf bij."
        if zin:
            raise OngeldigeInvoer(zin, {"vorig": [zin]})
        self.vorig_id = vorig.id

    def realiseren(self, dag: dt.date, bewijs: str) -> None:
        """It was there on that day. Refuses with OngeldigeInvoer no evidence."""
        if not bewijs.strip():
            raise OngeldigeInvoer("Schrijf op waaruit het blijkt.", {"bewijs": ["Waaruit blijkt het?"]})
        self.LEVENSLOOP.eis(self, "realiseren")
        self.gerealiseerd_op, self.gesloten_op, self.bewijs = dag, dag, bewijs.strip()
        self.LEVENSLOOP.apply(self, "realiseren")

    def sluiten(self, stap: str, dag: dt.date, reden: str) -> None:
        """It lapses or moves on to next year (`vervallen`, `doorschuiven`), for that reason."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom?"]})
        self.LEVENSLOOP.eis(self, stap)
        self.gesloten_op, self.reden = dag, reden.strip()
        self.LEVENSLOOP.apply(self, stap)

    def vervolg(self, volgorde: int) -> "Agendapunt":
        """The point of next year that goes on with this one: the same words, planned early in the year."""
        velden = self.model_dump(include={"omschrijving", "beoogd", "actie_id", "coalitie_id"})
        return Agendapunt(volgorde=volgorde, kwartaal=1, vorig_id=self.id, **velden)
