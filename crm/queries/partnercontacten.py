"""Who can be the contact of a promise: who works now at the partner, or at an organisation that belongs to it."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import Functie, Organisatie, Partnerafspraak, Persoon

# More than a page offers in one list.
HOOGSTENS = 200


@dataclass(frozen=True)
class Contact:
    """One person with the job that makes this person a contact."""

    id: int
    uuid: uuid_.UUID
    naam: str
    functie: str | None
    organisatie: str
    heeft_adres: bool

    @property
    def omschrijving(self) -> str:
        """ "Jan Jansen, directeur, Techport"."""
        deel = ", ".join(filter(None, (self.naam, self.functie, self.organisatie)))
        return deel if self.heeft_adres else f"{deel} (geen e-mailadres)"


def contact_van(session: Session, afspraak: Partnerafspraak) -> Persoon | None:
    """The contact person of this promise."""
    return session.get(Persoon, afspraak.contact_id) if afspraak.contact_id else None


def mogelijke_contacten(session: Session, afspraak: Partnerafspraak, dag: dt.date) -> list[Contact]:
    """The contacts to choose from on that day, by name; who has several jobs there stands here once."""
    ervan = sa.or_(
        Organisatie.id == afspraak.organisatie_id, col(Organisatie.ouder_id) == afspraak.organisatie_id
    )
    vraag = (
        select(Persoon.id, Persoon.uuid, Persoon.naam, Functie.naam, Organisatie.naam, Persoon.email)
        .join(Functie, col(Functie.persoon_id) == Persoon.id)
        .join(Organisatie, col(Organisatie.id) == Functie.organisatie_id)
        .where(
            ervan,
            sa.or_(col(Functie.van).is_(None), col(Functie.van) <= dag),
            sa.or_(col(Functie.tot).is_(None), col(Functie.tot) >= dag),
        )
        .order_by(col(Persoon.naam), col(Persoon.id), col(Functie.id))
        .limit(HOOGSTENS)
    )
    uit: dict[int, Contact] = {}
    for nummer, uuid, naam, functie, organisatie, email in session.exec(vraag):
        uit.setdefault(nummer, Contact(nummer, uuid, naam, functie, organisatie, bool(email)))
    return list(uit.values())
