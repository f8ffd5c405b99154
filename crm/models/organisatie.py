"""Organisatie and its other names."""

import re
import unicodedata
from enum import StrEnum

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import enum_by_value
from crm.models.base import MetBron, Model

# People leave these out or write them in many ways; they never tell two organisations apart.
_RECHTSVORMEN = frozenset({"bv", "nv", "vof", "stichting"})


def naam_sleutel(naam: str) -> str:
    """The key by which a name is found: without capitals, accents, punctuation and legal form.

    "Innovatiefonds Noord-Holland b.v." and "innovatiefonds noord holland" are one; "Techport+" stays another than
    "Techport", so a plus and an ampersand become words. A name of nothing but signs or a legal form keeps itself.
    """
    ontleed = unicodedata.normalize("NFKD", naam.casefold())
    tekst = "".join(teken for teken in ontleed if not unicodedata.combining(teken))
    tekst = re.sub(r"(?<=\w)\.(?=\w)|['’‘`]", "", tekst).replace("+", " plus ").replace("&", " en ")
    woorden = re.sub(r"[\W_]+", " ", tekst).split()
    overig = [woord for woord in woorden if woord not in _RECHTSVORMEN]
    return " ".join(overig or woorden) or naam.casefold().strip()


class Helix(StrEnum):
    OVERHEID = "overheid"
    ONDERWIJS = "onderwijs"
    KENNISINSTELLING = "kennisinstelling"
    BEDRIJF = "bedrijf"
    MAATSCHAPPELIJK = "maatschappelijk"
    SAMENWERKINGSVERBAND = "samenwerkingsverband"


class Organisatie(MetBron, Model, table=True):
    """Een partij: overheid, school, kennisinstelling, bedrijf, maatschappelijke organisatie of samenwerkingsverband."""

    __table_args__ = (
        sa.CheckConstraint("kvk_nummer IS NULL OR length(kvk_nummer) = 8", name="kvk"),
        sa.CheckConstraint("oin IS NULL OR length(oin) = 20", name="oin"),
        sa.CheckConstraint("trim(naam) <> ''", name="naam_niet_leeg"),
        sa.CheckConstraint(
            "website IS NULL OR website LIKE 'https://%' OR website LIKE 'http://%'", name="website_is_webadres"
        ),
        sa.Index(
            "uq_organisatie_eigen_provincie",
            "is_eigen_provincie",
            unique=True,
            sqlite_where=sa.text("is_eigen_provincie"),
            postgresql_where=sa.text("is_eigen_provincie"),
        ),
    )

    naam: str = Field(
        max_length=200, min_length=1, unique=True, description="Naam waaronder wij de organisatie kennen."
    )
    naam_sleutel: str = Field(
        unique=True, description="Naam zonder hoofdletters en tekens, om op te zoeken; elke partij staat er één keer."
    )
    helix: Helix = Field(sa_type=enum_by_value(Helix), description="Soort partij.")
    helix_alternatief: str | None = Field(
        default=None, max_length=40, description="Soort die ook te verdedigen is."
    )
    aard: str | None = Field(
        default=None, max_length=120, description="Wat voor organisatie, programma of plek het is."
    )
    regio: str | None = Field(default=None, max_length=120, description="Regio waar zij werkt.")
    kvk_nummer: str | None = Field(
        default=None, max_length=8, unique=True, description="KvK-nummer, acht cijfers."
    )
    oin: str | None = Field(
        default=None,
        max_length=20,
        unique=True,
        description="Organisatie-identificatienummer, twintig cijfers.",
    )
    website: str | None = Field(default=None, max_length=300, description="Website.")
    ouder_id: int | None = Field(
        default=None, foreign_key="organisatie.id", index=True, description="Organisatie waar zij onder valt."
    )
    toelichting: str | None = Field(default=None, description="Wat verder van belang is.")
    is_eigen_provincie: bool = Field(
        default=False, description="De provincie die dit systeem gebruikt; haar bijdrage telt mee in het aandeel."
    )
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    aliassen: list["OrganisatieAlias"] = Relationship(back_populates="organisatie")


class OrganisatieAlias(MetBron, Model, table=True):
    """Een andere naam die mensen of documenten voor een organisatie gebruiken."""

    __tablename__ = "organisatie_alias"
    __table_args__ = (sa.UniqueConstraint("organisatie_id", "naam"),)

    organisatie_id: int = Field(foreign_key="organisatie.id", index=True, description="Organisatie.")
    naam: str = Field(max_length=200, min_length=1, description="Andere naam, zoals gedrukt of getypt.")
    naam_sleutel: str = Field(index=True, description="Naam zonder hoofdletters en tekens.")
    is_onzeker: bool = Field(default=False, description="Vermoedelijk dezelfde, niet zeker.")

    organisatie: "Organisatie" = Relationship(back_populates="aliassen")
