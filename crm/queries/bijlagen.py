"""The files on a dossier."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.adapters.bestandssoort import SOORTEN
from crm.models import Bijlage, Gebruiker


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
