"""Overleg, Aanwezigheid, Besluit and Actiepunt: a meeting, who was there, what was decided, who does what."""

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, enum_by_value
from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.organisatie import Organisatie
from crm.models.persoon import Persoon


class OverlegStatus(StrEnum):
    GEPLAND = "gepland"
    GEHOUDEN = "gehouden"
    VASTGELEGD = "vastgelegd"
    AFGELAST = "afgelast"


_V = OverlegStatus


class Overleg(Model, table=True):
    """Een overleg over een agenda, actie, coalitie of in een gremium."""

    __table_args__ = (
        sa.CheckConstraint("(status = 'vastgelegd') = (vastgelegd_op IS NOT NULL)", name="vastgelegd"),
        sa.CheckConstraint("(status = 'afgelast') = (reden IS NOT NULL)", name="afgelast"),
        sa.CheckConstraint("begint_op >= '2000-01-01' AND begint_op < '2100-01-01'", name="jaar"),
        sa.CheckConstraint("trim(onderwerp) <> ''", name="onderwerp_niet_leeg"),
        sa.CheckConstraint("eindigt_op IS NULL OR eindigt_op > begint_op", name="einde"),
        sa.CheckConstraint("(status = 'afgelast') = (afgelast_op IS NOT NULL)", name="afgelast_op"),
        sa.Index("ix_overleg_begint_op", "begint_op", "id"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        OverlegStatus,
        {
            "houden": Stap((_V.GEPLAND,), _V.GEHOUDEN, "houden"),
            "vastleggen": Stap((_V.GEHOUDEN,), _V.VASTGELEGD, "vastleggen"),
            "afgelasten": Stap((_V.GEPLAND,), _V.AFGELAST, "afgelasten", "een reden"),
        },
    )

    GEHOUDEN: ClassVar[tuple[OverlegStatus, ...]] = (_V.GEHOUDEN, _V.VASTGELEGD)
    """It took place, written up or not."""

    onderwerp: str = Field(max_length=200, min_length=1, description="Waar het overleg over ging.")
    begint_op: dt.datetime = Field(sa_type=UtcDateTime, description="Begin van het overleg.")
    eindigt_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Einde van het overleg, als dat is afgesproken."
    )
    locatie: str | None = Field(default=None, max_length=200, description="Plaats.")
    eigenaar_id: int | None = Field(
        default=None,
        foreign_key="gebruiker.id",
        index=True,
        description="Collega die het overleg organiseert.",
    )
    volgnummer: int = Field(
        default=0, description="Telt wat agenda's moeten weten: een andere tijd of plaats, afzeggen, afgelasten."
    )
    is_uitgenodigd: bool = Field(default=False, description="De genodigden kregen een uitnodiging per mail.")
    agenda_uid: str | None = Field(
        default=None, max_length=255, unique=True, description="Kenmerk in de agenda waar het vandaan komt."
    )
    programma_id: int | None = Field(
        default=None, foreign_key="programma.id", index=True, description="Agenda."
    )
    actie_id: int | None = Field(default=None, foreign_key="actie.id", index=True, description="Actie.")
    coalitie_id: int | None = Field(
        default=None, foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie."
    )
    gremium_id: int | None = Field(
        default=None, foreign_key="gremium.id", index=True, description="Gremium dat bijeenkwam."
    )
    notities: str | None = Field(default=None, description="Verslag in eigen woorden.")
    status: OverlegStatus = Field(
        default=OverlegStatus.GEPLAND,
        sa_type=enum_by_value(OverlegStatus),
        description="Waar het overleg staat.",
    )
    vastgelegd_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van vastleggen."
    )
    vastgelegd_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie het heeft vastgelegd."
    )
    reden: str | None = Field(default=None, max_length=400, description="Waarom het overleg niet doorging.")
    afgelast_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop het overleg is afgelast."
    )
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    aanwezigen: list["Aanwezigheid"] = Relationship(back_populates="overleg")
    besluiten: list["Besluit"] = Relationship(
        back_populates="overleg", sa_relationship_kwargs={"order_by": "Besluit.volgorde"}
    )
    actiepunten: list["Actiepunt"] = Relationship(
        back_populates="overleg", sa_relationship_kwargs={"order_by": "Actiepunt.volgorde"}
    )

    def hang_onder(self, dossiers: Mapping[str, Model]) -> None:
        """The meeting is about these dossiers (gremium, coalitie, actie, programma) and hangs under their agenda."""
        for veld, dossier in dossiers.items():
            setattr(self, f"{veld}_id", dossier.id)
            if self.programma_id is None and veld != "programma":
                self.programma_id = dossier.programma_id

    def vastleggen(self, nu: dt.datetime, door_id: int) -> None:
        """The meeting was held and is written up. Refuses with OngeldigeInvoer one that lies ahead."""
        if self.begint_op > nu:
            zin = "Dit overleg moet nog beginnen. Vastleggen kan pas als het is gehouden."
            raise OngeldigeInvoer(zin, {"begint_op": [zin]})
        if self.status is OverlegStatus.GEPLAND:
            self.LEVENSLOOP.apply(self, "houden")
        self.LEVENSLOOP.apply(self, "vastleggen")
        self.vastgelegd_op, self.vastgelegd_door_id = nu, door_id

    def verzetten(self, begint_op: dt.datetime, eindigt_op: dt.datetime | None, locatie: str | None) -> None:
        """The meeting is at this moment and place; calendars take the highest `volgnummer`.

        Refuses with OngeldigeOvergang one that was held or called off, with AlGebeurd what holds already.
        """
        self.eis_gepland("verzetten")
        if (begint_op, eindigt_op, locatie) == (self.begint_op, self.eindigt_op, self.locatie):
            raise AlGebeurd("Deze tijd en plaats gelden al. U hoeft niets meer te doen.")
        self.begint_op, self.eindigt_op, self.locatie = begint_op, eindigt_op, locatie
        self.volgnummer += 1

    def einde_bij(self, begint_op: dt.datetime) -> dt.datetime | None:
        """When it ends if it begins then: it lasts as long as it did."""
        return begint_op + (self.eindigt_op - self.begint_op) if self.eindigt_op else None

    def eis_gepland(self, doet: str) -> None:
        """Nothing, or OngeldigeOvergang when it is too late to arrange anything about this meeting."""
        if self.status is not OverlegStatus.GEPLAND:
            raise OngeldigeOvergang(f"Dit overleg is {self.status}; {doet} kan alleen zolang het gepland staat.")

    def afgelasten(self, reden: str, nu: dt.datetime) -> None:
        """The meeting does not take place; calendars are told as from now."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom gaat het overleg niet door?"]})
        self.LEVENSLOOP.apply(self, "afgelasten")
        self.reden, self.afgelast_op = reden.strip(), nu
        self.volgnummer += 1


class Aanwezigheid(Model, table=True):
    """Iemand was bij een overleg, namens een organisatie."""

    __table_args__ = (sa.UniqueConstraint("overleg_id", "persoon_id"),)

    overleg_id: int = Field(foreign_key="overleg.id", index=True, description="Overleg.")
    persoon_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Persoon, als wij die kennen."
    )
    organisatie_id: int | None = Field(
        default=None, foreign_key="organisatie.id", index=True, description="Organisatie."
    )
    naam: str = Field(max_length=200, min_length=1, description="Naam zoals opgegeven.")
    is_afgemeld: bool = Field(default=False, description="Was uitgenodigd maar kon niet.")

    overleg: Optional["Overleg"] = Relationship(back_populates="aanwezigen")
    organisatie: Optional[Organisatie] = Relationship()
    persoon: Optional[Persoon] = Relationship()

    def is_zelfde(self, ander: "Aanwezigheid") -> bool:
        """Whether it is the same person; who is not one of our contacts is known by name and organisation only."""
        if self.persoon_id or ander.persoon_id:
            return self.persoon_id == ander.persoon_id
        return (self.naam.casefold(), self.organisatie_id) == (ander.naam.casefold(), ander.organisatie_id)


class Besluit(Model, table=True):
    """Wat in een overleg is besloten."""

    overleg_id: int = Field(foreign_key="overleg.id", index=True, description="Overleg.")
    omschrijving: str = Field(max_length=1000, min_length=1, description="Het besluit.")
    volgorde: int = Field(default=0, description="Plaats in het verslag.")

    overleg: Optional["Overleg"] = Relationship(back_populates="besluiten")


class ActiepuntStatus(StrEnum):
    OPEN = "open"
    AFGEROND = "afgerond"
    VERVALLEN = "vervallen"


class Actiepunt(Model, table=True):
    """Wie wat doet en wanneer."""

    __table_args__ = (
        sa.CheckConstraint("(status = 'open') = (gesloten_op IS NULL)", name="gesloten"),
        sa.CheckConstraint("status <> 'vervallen' OR reden IS NOT NULL", name="reden"),
        sa.CheckConstraint("overleg_id IS NOT NULL OR case_id IS NOT NULL", name="herkomst"),
        sa.Index("ix_actiepunt_open", "status", "uiterlijk"),
    )
    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        ActiepuntStatus,
        {
            "afronden": Stap((ActiepuntStatus.OPEN,), ActiepuntStatus.AFGEROND, "afronden"),
            "vervallen": Stap(
                (ActiepuntStatus.OPEN,), ActiepuntStatus.VERVALLEN, "laten vervallen", "een reden"
            ),
            "heropenen": Stap(
                (ActiepuntStatus.AFGEROND, ActiepuntStatus.VERVALLEN), ActiepuntStatus.OPEN, "heropenen"
            ),
        },
    )

    overleg_id: int | None = Field(
        default=None, foreign_key="overleg.id", index=True, description="Overleg waarin het is afgesproken."
    )
    case_id: int | None = Field(
        default=None,
        foreign_key="purpose_case.id",
        index=True,
        description="Purpose case waarbij het een voorwaarde is, als het niet uit een overleg komt.",
    )
    omschrijving: str = Field(max_length=400, min_length=1, description="Wat er moet gebeuren.")
    eigenaar_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het doet."
    )
    eigenaar_naam: str | None = Field(
        default=None, max_length=200, description="Wie het doet, als dat geen collega is."
    )
    uiterlijk: dt.date | None = Field(default=None, description="Dag waarop het klaar moet zijn.")
    status: ActiepuntStatus = Field(
        default=ActiepuntStatus.OPEN, sa_type=enum_by_value(ActiepuntStatus), description="Waar het staat."
    )
    gesloten_op: dt.date | None = Field(default=None, description="Dag waarop het klaar was of verviel.")
    reden: str | None = Field(default=None, max_length=400, description="Waarom het verviel.")
    volgorde: int = Field(default=0, description="Plaats in het verslag.")

    overleg: Optional["Overleg"] = Relationship(back_populates="actiepunten")

    def afronden(self, dag: dt.date) -> None:
        """It was done on that day."""
        self.LEVENSLOOP.apply(self, "afronden")
        self.gesloten_op = dag

    def vervallen(self, dag: dt.date, reden: str) -> None:
        """It is not needed any more, for that reason."""
        if not reden.strip():
            raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom is dit niet meer nodig?"]})
        self.LEVENSLOOP.apply(self, "vervallen")
        self.gesloten_op, self.reden = dag, reden.strip()

    def heropenen(self) -> None:
        """It is open again."""
        self.LEVENSLOOP.apply(self, "heropenen")
        self.gesloten_op, self.reden = None, None
