"""A mandate: its term as printed and as extended, who held it and when nobody did, and what hangs on it."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Actie, Gebruiker, Opdracht, Programma, Signaal, Verlenging, Werkagenda
from crm.queries.opdrachten import OpdrachtRegel, opdrachten
from crm.queries.signalen import SignaalRegel
from crm.queries.signalen import regels as signaalregels
from crm.queries.werkagendas import WerkagendaRegel
from crm.queries.werkagendas import regels as werkagendaregels

# The page shows the latest; the list of signals shows everything.
HOOGSTENS = 20


@dataclass(frozen=True)
class OpdrachtKop:
    """The mandate and where it hangs; enough for the pages that change it."""

    opdracht: Opdracht
    programma: Programma
    actie: Actie | None
    eigenaar: str | None
    eigenaar_uuid: uuid_.UUID | None


@dataclass(frozen=True)
class OpdrachtDossier:
    """Everything on the page of a mandate."""

    kop: OpdrachtKop
    regel: OpdrachtRegel
    verlengingen: tuple[Verlenging, ...]
    werkagendas: tuple[WerkagendaRegel, ...]
    signalen: tuple[SignaalRegel, ...]


def opdracht_kop(session: Session, uuid: uuid_.UUID) -> OpdrachtKop:
    """The mandate, in one query. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Opdracht, Programma, Actie, Gebruiker.naam, Gebruiker.uuid)
        .join(Programma, col(Programma.id) == Opdracht.programma_id)
        .outerjoin(Actie, col(Actie.id) == Opdracht.actie_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Opdracht.eigenaar_id)
        .where(Opdracht.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze opdracht bestaat niet, of niet meer.")
    return OpdrachtKop(*rij)


def opdracht_dossier(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> OpdrachtDossier:
    """The mandate on this day, in six queries. Refuses with NietGevonden what is not there."""
    kop = opdracht_kop(session, uuid)
    eigen = kop.opdracht.id
    (regel,) = opdrachten(session, peildatum, Opdracht.id == eigen)
    return OpdrachtDossier(
        kop=kop,
        regel=regel,
        verlengingen=verlengingen_van(session, eigen),
        werkagendas=werkagendaregels(session, Werkagenda.opdracht_id == eigen),
        signalen=signaalregels(session, Signaal.opdracht_id == eigen, hoogstens=HOOGSTENS),
    )


def verlengingen_van(session: Session, opdracht_id: int) -> tuple[Verlenging, ...]:
    """The extensions of this mandate, the first one first."""
    vraag = select(Verlenging).where(Verlenging.opdracht_id == opdracht_id).order_by(col(Verlenging.id))
    return tuple(session.exec(vraag))
