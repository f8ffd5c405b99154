"""Herinneringsregel and Regelstap: about what people are reminded, how long before or after, and who.

A rule is never changed: another version takes its place, so that every reminder that was sent still knows why.
"""

import datetime as dt
from enum import StrEnum
from typing import Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, enum_by_value
from crm.models.base import Model


class RegelOnderwerp(StrEnum):
    """What a rule can be about; each has one question in `crm/queries/herinneringen` that finds it and its date."""

    AFSPRAAK = "afspraak"
    AFSPRAAK_HERIJKEN = "afspraak_herijken"
    ACTIEPUNT = "actiepunt"
    OVERLEG_VASTLEGGEN = "overleg_vastleggen"
    TOEZEGGING = "toezegging"
    MIJLPAAL = "mijlpaal"
    OPDRACHT_EINDE = "opdracht_einde"
    OPDRACHT_EVALUATIE = "opdracht_evaluatie"
    NORM = "norm"
    INDICATOR = "indicator"
    VOORTGANG = "voortgang"
    PC_AANLEVEREN = "pc_aanleveren"
    PC_WETTELIJK = "pc_wettelijk"
    RAPPORTAGE = "rapportage"
    CONTACT = "contact"
    PARTNERMELDING = "partnermelding"


class Ontvangerrol(StrEnum):
    """Whom a step goes to. Where a dossier has no owner, the programmamanagers stand in."""

    EIGENAAR = "eigenaar"
    AANJAGER = "aanjager"
    PARTNER = "partner"
    PROGRAMMAMANAGER = "programmamanager"
    AMBASSADEUR = "ambassadeur"
    BESTUURSADVISEUR = "bestuursadviseur"
    CONTROLLER = "controller"
    BEHEERDER = "beheerder"


class Dagtelling(StrEnum):
    KALENDERDAGEN = "kalenderdagen"
    WERKDAGEN = "werkdagen"


class Herinneringsregel(Model, table=True):
    """Waaraan het systeem herinnert: het onderwerp, de stappen en wie ze krijgt. Een wijziging is een nieuwe versie."""

    __table_args__ = (
        sa.UniqueConstraint("code", "versienummer"),
        sa.CheckConstraint("versienummer >= 1", name="versienummer"),
        sa.CheckConstraint("trim(naam) <> ''", name="naam_niet_leeg"),
        # One version of a rule holds at a time.
        sa.Index(
            "uq_herinneringsregel_geldend",
            "code",
            unique=True,
            sqlite_where=sa.text("vervangen_op IS NULL"),
            postgresql_where=sa.text("vervangen_op IS NULL"),
        ),
    )

    code: str = Field(max_length=60, description="Vaste code van de regel, gelijk in alle versies.")
    versienummer: int = Field(default=1, description="Versie van de regel.")
    naam: str = Field(max_length=120, min_length=1, description="Naam waaronder collega's de regel kennen.")
    onderwerp: RegelOnderwerp = Field(
        sa_type=enum_by_value(RegelOnderwerp), description="Waar de regel over gaat."
    )
    is_actief: bool = Field(default=True, description="De regel herinnert; anders staat hij stil.")
    is_verplicht: bool = Field(
        default=False, description="Wie deze herinneringen krijgt, kan ze niet uitzetten."
    )
    toelichting: str | None = Field(default=None, max_length=400, description="Waarom deze regel er is.")
    geldt_vanaf: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop deze versie inging.")
    vervangen_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop een nieuwe versie haar verving."
    )
    door_id: int = Field(foreign_key="gebruiker.id", description="Wie deze versie maakte.")

    stappen: list["Regelstap"] = Relationship(
        back_populates="regel", sa_relationship_kwargs={"order_by": "Regelstap.volgnummer"}
    )


class Regelstap(Model, table=True):
    """Eén stap van een regel: zoveel (werk)dagen voor of na de datum, aan een ontvanger."""

    __table_args__ = (
        sa.UniqueConstraint("regel_id", "volgnummer"),
        sa.UniqueConstraint("regel_id", "rang", "ontvanger"),
        sa.CheckConstraint("dagen BETWEEN -400 AND 400", name="dagen"),
        sa.CheckConstraint("volgnummer >= 1", name="volgnummer"),
        sa.CheckConstraint("NOT is_escalatie OR ontvanger NOT IN ('eigenaar', 'partner')", name="escalatie"),
    )

    regel_id: int = Field(foreign_key="herinneringsregel.id", index=True, description="Regel.")
    volgnummer: int = Field(description="Plaats van de stap in de regel.")
    dagen: int = Field(description="Aantal dagen na de datum; onder nul is ervoor, nul is de dag zelf.")
    telling: Dagtelling = Field(
        default=Dagtelling.KALENDERDAGEN, sa_type=enum_by_value(Dagtelling), description="Welke dagen tellen."
    )
    rang: int = Field(description="Volgorde van stappen in de tijd, ook van andere versies: hoger is later.")
    ontvanger: Ontvangerrol = Field(sa_type=enum_by_value(Ontvangerrol), description="Wie de stap krijgt.")
    is_escalatie: bool = Field(
        default=False, description="Gaat alleen uit als er sinds de vorige stap niets is gebeurd."
    )
    is_dringend: bool = Field(
        default=False, description="Gaat meteen in een eigen mail, niet in het overzicht."
    )

    regel: Optional["Herinneringsregel"] = Relationship(back_populates="stappen")


def rang(dagen: int, telling: Dagtelling) -> int:
    """The order of steps in time over both ways of counting: a week is five working days."""
    return dagen * (14 if telling is Dagtelling.WERKDAGEN else 10)
