"""Instrument, Monitor and Evaluatie: schemes with money, recurring measurements, planned looks back."""

import datetime as dt
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import VastePunt
from crm.models.base import MetBron, Model
from crm.models.moment import MetMoment


class Instrument(MetMoment, MetBron, Model, table=True):
    """Een fonds, regeling of programma, met uitvoerder, bedragen, doelgroep en looptijd."""

    __table_args__ = (
        sa.CheckConstraint(
            "bedrag_max_cent IS NULL OR bedrag_min_cent IS NULL OR bedrag_min_cent <= bedrag_max_cent",
            name="bedragen",
        ),
    )

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda die het instrument noemt."
    )
    ouder_id: int | None = Field(
        default=None,
        foreign_key="instrument.id",
        index=True,
        description="Instrument waar dit een onderdeel van is.",
    )
    naam: str = Field(max_length=300, description="Naam van het instrument.")
    soort: str | None = Field(
        default=None, max_length=120, description="Fonds, subsidieregeling, programma, …"
    )
    uitvoerder: str | None = Field(default=None, max_length=300, description="Wie het uitvoert.")
    doelgroep: str | None = Field(default=None, max_length=300, description="Voor wie het is.")
    fase: str | None = Field(default=None, max_length=200, description="Fase waarin het helpt.")
    vorm: str | None = Field(default=None, max_length=200, description="Vorm van de steun.")
    omvang_cent: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="Omvang in eurocenten; leeg is onbekend."
    )
    omvang_woord: str | None = Field(
        default=None, max_length=120, description="Woord bij de omvang, zoals ‘circa’."
    )
    bedrag_min_cent: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="Kleinste bijdrage in eurocenten."
    )
    bedrag_max_cent: int | None = Field(
        default=None, sa_type=sa.BigInteger, description="Grootste bijdrage in eurocenten."
    )
    max_aandeel: Decimal | None = Field(
        default=None, sa_type=VastePunt(2), description="Grootste aandeel van de kosten, in procenten."
    )
    stand: str | None = Field(
        default=None, max_length=300, description="Hoe het ervoor staat volgens het document."
    )
    reikwijdte: list[str] = Field(
        default_factory=list, sa_type=sa.JSON, description="Onderwerpen waar het voor is."
    )
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")


class ActieInstrument(MetBron, Model, table=True):
    """Een actie werkt met een instrument."""

    __tablename__ = "actie_instrument"
    __table_args__ = (sa.UniqueConstraint("actie_id", "instrument_id"),)

    actie_id: int = Field(foreign_key="actie.id", index=True, description="Actie.")
    instrument_id: int = Field(foreign_key="instrument.id", index=True, description="Instrument.")


class Monitor(MetBron, Model, table=True):
    """Een terugkerende meting die over het programma wordt uitgebracht."""

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda die de monitor noemt."
    )
    naam: str = Field(max_length=300, description="Naam van de monitor.")
    soort: str | None = Field(default=None, max_length=120, description="Soort monitor.")
    frequentie: str | None = Field(default=None, max_length=120, description="Hoe vaak hij verschijnt.")
    om_de_jaren: int | None = Field(
        default=None, description="Aantal jaren tussen twee edities; leeg is onbekend."
    )
    eerste_jaar: int | None = Field(default=None, description="Jaar van de eerste editie.")
    is_eigen: bool = Field(default=True, description="De provincie brengt hem zelf uit.")
    toelichting: str | None = Field(default=None, description="Waar hij voor dient.")


class MonitorEditie(MetBron, Model, table=True):
    """Eén editie van een monitor."""

    __tablename__ = "monitor_editie"
    __table_args__ = (sa.UniqueConstraint("monitor_id", "jaar"),)

    monitor_id: int = Field(foreign_key="monitor.id", index=True, description="Monitor.")
    jaar: int = Field(description="Jaar van de editie.")
    verschenen_op: dt.date | None = Field(
        default=None, description="Dag van verschijnen; leeg zolang zij gepland is."
    )


class Evaluatie(MetMoment, MetBron, Model, table=True):
    """Een geplande terugblik."""

    programma_id: int = Field(
        foreign_key="programma.id", index=True, description="Agenda waar zij over gaat."
    )
    actie_id: int | None = Field(
        default=None, foreign_key="actie.id", index=True, description="Actie waar zij over gaat."
    )
    onderwerp: str = Field(max_length=300, description="Wat wordt geëvalueerd.")
    gevolg: str | None = Field(default=None, max_length=300, description="Wat ervan afhangt.")
    is_uitgevoerd: bool = Field(default=False, description="De evaluatie is gedaan.")
    uitgevoerd_op: dt.date | None = Field(default=None, description="Dag waarop zij klaar was.")
