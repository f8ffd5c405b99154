"""Bijlage: a file on a dossier. The file itself stands outside the database, under the checksum of its contents."""

import datetime as dt
import re
import unicodedata
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Field

from crm.db import UtcDateTime
from crm.models.base import Model

# What a file can be about; exactly one of these.
BIJLAGE_BIJ = ("actie", "coalitie", "case", "organisatie", "persoon", "overleg", "afspraak", "convenant", "opdracht")
_GETELD = " + ".join(f"(CASE WHEN {naam}_id IS NULL THEN 0 ELSE 1 END)" for naam in BIJLAGE_BIJ)


# What Windows does not take in a name.
_NIET_IN_NAAM = re.compile(r'[<>:"|?*]')
_LANGSTE_NAAM = 200


def schone_naam(naam: str | None, achtervoegsels: Sequence[str]) -> str:
    """The name of a file as it is kept: no folders, no signs that cannot be seen, not too long, and the right ending.

    The ending tells a computer with what to open the file, so it is that of what is really in it.
    """
    laatste = re.split(r"[/\\]", unicodedata.normalize("NFC", naam or ""))[-1]
    # Every kind of C: control, format (turns the reading direction around), surrogate, private, unassigned.
    zichtbaar = "".join(" " if unicodedata.category(t)[0] in "CZ" else t for t in laatste)
    kort = " ".join(_NIET_IN_NAAM.sub("_", zichtbaar).split()).rstrip(" .")
    einde = next((a for a in achtervoegsels if kort.lower().endswith(a)), None)
    stam = kort[: -len(einde)] if einde else kort
    einde = kort[-len(einde) :] if einde else achtervoegsels[0]
    return (stam.strip(" .")[: _LANGSTE_NAAM - len(einde)] or "bestand") + einde


class Bijlage(Model, table=True):
    """Een bestand bij een dossier, met zijn soort en controlegetal."""

    __table_args__ = (
        sa.CheckConstraint(f"{_GETELD} = 1", name="een_onderwerp"),
        sa.CheckConstraint("grootte > 0", name="grootte"),
        sa.CheckConstraint("length(sha256) = 64", name="sha256"),
        sa.CheckConstraint("trim(naam) <> ''", name="naam_niet_leeg"),
        sa.CheckConstraint("(verwijderd_op IS NULL) = (verwijderd_reden IS NULL)", name="verwijderd"),
        sa.Index("ix_bijlage_sha256", "sha256"),
    )

    naam: str = Field(max_length=200, min_length=1, description="Naam van het bestand.")
    soort: str = Field(max_length=100, description="Soort bestand (mediatype), bepaald aan de inhoud.")
    grootte: int = Field(description="Grootte, in bytes.")
    sha256: str = Field(max_length=64, description="Controlegetal van de inhoud (SHA-256).")
    toelichting: str | None = Field(default=None, max_length=400, description="Wat erin staat.")
    actie_id: int | None = Field(default=None, foreign_key="actie.id", index=True, description="Actie.")
    coalitie_id: int | None = Field(
        default=None, foreign_key="ontwikkelcoalitie.id", index=True, description="Coalitie."
    )
    case_id: int | None = Field(default=None, foreign_key="purpose_case.id", index=True, description="Purpose case.")
    organisatie_id: int | None = Field(
        default=None, foreign_key="organisatie.id", index=True, description="Organisatie."
    )
    persoon_id: int | None = Field(default=None, foreign_key="persoon.id", index=True, description="Persoon.")
    overleg_id: int | None = Field(default=None, foreign_key="overleg.id", index=True, description="Overleg.")
    afspraak_id: int | None = Field(
        default=None, foreign_key="partnerafspraak.id", index=True, description="Partnerafspraak."
    )
    convenant_id: int | None = Field(default=None, foreign_key="convenant.id", index=True, description="Convenant.")
    opdracht_id: int | None = Field(default=None, foreign_key="opdracht.id", index=True, description="Opdracht.")
    toegevoegd_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop het is toegevoegd.")
    toegevoegd_door_id: int = Field(foreign_key="gebruiker.id", description="Wie het toevoegde.")
    verwijderd_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop het bestand is verwijderd."
    )
    verwijderd_reden: str | None = Field(default=None, max_length=400, description="Waarom het is verwijderd.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")

    @property
    def bij(self) -> str:
        """What it is about: one of BIJLAGE_BIJ."""
        return next(naam for naam in BIJLAGE_BIJ if getattr(self, f"{naam}_id") is not None)
