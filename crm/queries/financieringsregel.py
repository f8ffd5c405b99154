"""One line of a financing plan with its whole history."""

import uuid as uuid_
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Financieringsregel,
    Financieringsstand,
    Gebruiker,
    Organisatie,
    PurposeCase,
    Stand,
)


@dataclass(frozen=True)
class StandRegel:
    """One booking, and who did it."""

    stand: Financieringsstand
    door: str


@dataclass(frozen=True)
class RegelDossier:
    """A line, whose it is, and its bookings in the order in which they were made."""

    regel: Financieringsregel
    case: PurposeCase
    organisatie: Organisatie
    standen: tuple[StandRegel, ...]

    def nu(self, stand: Stand) -> Financieringsstand | None:
        """The last booking of this kind; None when there is none, which is not zero."""
        return next((regel.stand for regel in reversed(self.standen) if regel.stand.stand == stand), None)


def regel_dossier(session: Session, uuid: uuid_.UUID) -> RegelDossier:
    """One line, in two queries. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Financieringsregel, PurposeCase, Organisatie)
        .join(PurposeCase, col(PurposeCase.id) == Financieringsregel.case_id)
        .join(Organisatie, col(Organisatie.id) == Financieringsregel.organisatie_id)
        .where(Financieringsregel.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze regel bestaat niet, of niet meer.")
    standen = session.exec(
        select(Financieringsstand, Gebruiker.naam)
        .join(Gebruiker, col(Gebruiker.id) == Financieringsstand.door_id)
        .where(Financieringsstand.regel_id == rij[0].id)
        .order_by(col(Financieringsstand.id))
    )
    return RegelDossier(*rij, tuple(StandRegel(*stand) for stand in standen))
