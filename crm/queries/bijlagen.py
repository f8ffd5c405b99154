"""The files on a dossier."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.adapters.bestandssoort import SOORTEN
from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Bijlage,
    Convenant,
    Gebruiker,
    Levering,
    Model,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    PurposeCase,
)
from crm.queries.dossiers import vind

DOSSIERS: dict[str, type[Model]] = {
    "actie": Actie,
    "coalitie": Ontwikkelcoalitie,
    "case": PurposeCase,
    "organisatie": Organisatie,
    "persoon": Persoon,
    "overleg": Overleg,
    "afspraak": Partnerafspraak,
    "convenant": Convenant,
    "opdracht": Opdracht,
}


@dataclass(frozen=True)
class BijlageRegel:
    """One file as a dossier shows it; a file that was removed keeps its line, with the reason."""

    uuid: uuid_.UUID
    naam: str
    mediatype: str
    grootte: int
    toelichting: str | None
    toegevoegd_op: dt.datetime
    toegevoegd_door: str
    verwijderd_op: dt.datetime | None
    verwijderd_reden: str | None
    is_voorbeeld: bool

    @property
    def soort(self) -> str:
        """The kind in a word."""
        return SOORTEN[self.mediatype].woord if self.mediatype in SOORTEN else "bestand"


def bijlagen_van(session: Session, soort: str, dossier_id: int) -> tuple[BijlageRegel, ...]:
    """The files of this dossier (`soort` is one of BIJLAGE_BIJ), the latest first, in one query."""
    rijen = session.execute(
        sa.select(
            Bijlage.uuid,
            Bijlage.naam,
            Bijlage.soort,
            Bijlage.grootte,
            Bijlage.toelichting,
            Bijlage.toegevoegd_op,
            Gebruiker.naam,
            Bijlage.verwijderd_op,
            Bijlage.verwijderd_reden,
            Bijlage.is_voorbeeld,
        )
        .join(Gebruiker, col(Gebruiker.id) == Bijlage.toegevoegd_door_id)
        .where(Bijlage.__table__.c[f"{soort}_id"] == dossier_id)
        .order_by(col(Bijlage.toegevoegd_op).desc(), col(Bijlage.id).desc())
    )
    return tuple(BijlageRegel(*rij) for rij in rijen)


@dataclass(frozen=True)
class Houder:
    """The dossier that a file is about, with the name that a colleague knows it by."""

    soort: str
    noun: Model
    naam: str


def houder(session: Session, soort: str, uuid: uuid_.UUID) -> Houder:
    """The dossier to put a file on. Refuses with NietGevonden what is not there."""
    noun = vind(session, DOSSIERS[soort], uuid)
    return Houder(soort, noun, _naam(noun))


def houder_van(session: Session, bijlage: Bijlage) -> Houder:
    """The dossier that this file is on."""
    noun = session.get(DOSSIERS[bijlage.bij], getattr(bijlage, f"{bijlage.bij}_id"))
    if noun is None:
        raise NietGevonden("Dit dossier bestaat niet, of niet meer.")
    return Houder(bijlage.bij, noun, _naam(noun))


def is_bewijs_van(session: Session, bijlage: Bijlage) -> int:
    """Of how many deliveries this file is the evidence."""
    vraag = sa.select(sa.func.count()).select_from(Levering).where(Levering.bijlage_id == bijlage.id)
    return session.execute(vraag).scalar_one()


def bewaarde_bestanden(session: Session) -> dict[str, str]:
    """The files that must stand in the store: checksum to a name it goes by."""
    rijen = session.execute(
        sa.select(Bijlage.sha256, sa.func.min(Bijlage.naam))
        .where(col(Bijlage.verwijderd_op).is_(None))
        .group_by(Bijlage.sha256)
        .order_by(Bijlage.sha256)
    )
    return {rij[0]: rij[1] for rij in rijen}


def _naam(noun: Model) -> str:
    """The first of these that the dossier has; a mandate is known by its keten or its kind."""
    for veld in ("naam", "titel", "onderwerp", "omschrijving", "keten", "thema", "soort"):
        waarde = getattr(noun, veld, None)
        if waarde:
            return str(waarde)
    return str(noun.uuid)
