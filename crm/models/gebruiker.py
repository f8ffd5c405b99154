"""Gebruiker, role, session and token: who may come in, and as what."""

import datetime as dt
import hashlib
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, enum_by_value
from crm.models.base import Model

SYSTEEM_EMAIL = "systeem@aanjager.invalid"
"""Of the account in whose name the scheduler and the command line act; nobody reads its mail."""


class GebruikerRol(StrEnum):
    PROGRAMMAMANAGER = "programmamanager"
    AMBASSADEUR = "ambassadeur"
    BESTUURSADVISEUR = "bestuursadviseur"
    CONTROLLER = "controller"
    BEHEERDER = "beheerder"
    LEZER = "lezer"


class Gebruiker(Model, table=True):
    """Een collega met een account; het systeem zelf is er ook een, zonder wachtwoord."""

    naam: str = Field(max_length=200, min_length=1, description="Naam.")
    email: str = Field(
        max_length=254, unique=True, description="E-mailadres in kleine letters; hiermee meldt men zich aan."
    )
    functie: str | None = Field(default=None, max_length=200, description="Functie, voor op de rapportage.")
    wachtwoord_hash: str | None = Field(
        default=None, max_length=200, description="Argon2-hash; leeg als aanmelden hier niet kan."
    )
    is_actief: bool = Field(default=True, description="Mag binnenkomen.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    rollen: list["Gebruikersrol"] = Relationship(
        sa_relationship_kwargs={"lazy": "joined", "cascade": "all, delete-orphan"}
    )

    def heeft_rol(self, *rollen: GebruikerRol) -> bool:
        return any(rol.rol in rollen for rol in self.rollen)


class Gebruikersrol(Model, table=True):
    """Een rol die een gebruiker heeft."""

    __table_args__ = (sa.UniqueConstraint("gebruiker_id", "rol"),)

    gebruiker_id: int = Field(foreign_key="gebruiker.id", index=True, description="Gebruiker.")
    rol: GebruikerRol = Field(sa_type=enum_by_value(GebruikerRol), description="Rol.")


class Sessie(Model, table=True):
    """Iemand is aangemeld in een browser; alleen de hash van het koekje staat hier."""

    gebruiker_id: int = Field(foreign_key="gebruiker.id", index=True, description="Gebruiker.")
    teken_hash: str = Field(max_length=64, unique=True, description="SHA-256 van het sessieteken.")
    apparaat: str | None = Field(default=None, max_length=200, description="Browser, zoals die zich noemt.")
    laatst_gebruikt_op: dt.datetime = Field(
        sa_type=UtcDateTime, description="Laatste gebruik, op enkele minuten na."
    )
    verloopt_op: dt.datetime = Field(
        sa_type=UtcDateTime, description="Moment waarop opnieuw aanmelden nodig is."
    )


class ApiToken(Model, table=True):
    """Een sleutel waarmee een ander systeem namens een gebruiker werkt."""

    __tablename__ = "api_token"

    gebruiker_id: int = Field(foreign_key="gebruiker.id", index=True, description="Gebruiker namens wie.")
    naam: str = Field(max_length=120, description="Waar de sleutel voor dient.")
    teken_hash: str = Field(max_length=64, unique=True, description="SHA-256 van de sleutel.")
    verloopt_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop hij niet meer werkt.")
    ingetrokken_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van intrekken."
    )


class Aanmeldpoging(Model, table=True):
    """Een poging om aan te melden; te veel mislukte pogingen geven een wachttijd."""

    __table_args__ = (sa.Index("ix_aanmeldpoging_email_op", "email", "op"),)

    email: str = Field(max_length=254, description="Opgegeven adres.")
    op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment.")
    is_gelukt: bool = Field(description="Het wachtwoord klopte.")


def hash_teken(teken: str) -> str:
    """What is kept of a random key: enough to recognise it, too little to use it."""
    return hashlib.sha256(teken.encode()).hexdigest()
