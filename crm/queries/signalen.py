"""Signals to GS: the list, one of them, and what came of them."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Actie, Gebruiker, Ontwikkelcoalitie, Opdracht, Programma, Signaal, SignaalStatus

LOPEND = (SignaalStatus.NIEUW, SignaalStatus.GEAGENDEERD)


@dataclass(frozen=True)
class SignaalRegel:
    """One signal in a list, with who gave it and what came of it."""

    id: int
    uuid: uuid_.UUID
    onderwerp: str
    is_gevraagd: bool
    gegeven_op: dt.date
    status: SignaalStatus
    agenderen_voor: dt.date | None
    behandeld_op: dt.date | None
    uitkomst: str | None
    reden: str | None
    eigenaar: str | None

    def is_blijven_liggen(self, peildatum: dt.date) -> bool:
        """It was on the agenda for a day that has passed, and nobody has said what came of it."""
        return (
            self.status is SignaalStatus.GEAGENDEERD
            and self.agenderen_voor is not None
            and self.agenderen_voor < peildatum
        )


@dataclass(frozen=True)
class SignaalDossier:
    """Everything on the page of a signal."""

    signaal: Signaal
    programma: Programma
    eigenaar: str | None
    opdracht: Opdracht | None
    actie: Actie | None
    coalitie: Ontwikkelcoalitie | None


def regels(session: Session, *waar: Any, hoogstens: int) -> tuple[SignaalRegel, ...]:
    """The signals that meet these conditions, the latest first, in one query."""
    s = Signaal
    vraag = (
        sa.select(
            s.id, s.uuid, s.onderwerp, s.is_gevraagd, s.gegeven_op, s.status, s.agenderen_voor, s.behandeld_op,
            s.uitkomst, s.reden, Gebruiker.naam,
        )
        .outerjoin(Gebruiker, Gebruiker.id == s.eigenaar_id)
        .where(*waar)
        .order_by(col(s.gegeven_op).desc(), col(s.id).desc())
        .limit(hoogstens)
    )  # fmt: skip
    return tuple(SignaalRegel(*rij) for rij in session.execute(vraag))


def blad(
    session: Session,
    *,
    status: SignaalStatus | None = None,
    is_gevraagd: bool | None = None,
    na: tuple[dt.date, int] | None = None,
    aantal: int,
) -> tuple[SignaalRegel, ...]:
    """One page of the list, the latest first: what comes after this day and signal."""
    waar = _gekozen(status, is_gevraagd)
    if na is not None:
        dag, nummer = na
        ouder = col(Signaal.gegeven_op) < dag
        waar.append(sa.or_(ouder, sa.and_(Signaal.gegeven_op == dag, col(Signaal.id) < nummer)))
    return regels(session, *waar, hoogstens=aantal)


def tellingen(session: Session, *, is_gevraagd: bool | None = None) -> dict[SignaalStatus, int]:
    """How many signals there are in each status, in one query."""
    vraag = (
        sa.select(Signaal.status, sa.func.count(Signaal.id))
        .where(*_gekozen(None, is_gevraagd))
        .group_by(Signaal.status)
    )
    gevonden = {rij[0]: rij[1] for rij in session.execute(vraag)}
    return {status: gevonden.get(status, 0) for status in SignaalStatus}


def signaal_dossier(session: Session, uuid: uuid_.UUID) -> SignaalDossier:
    """One signal, in one query. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Signaal, Programma, Gebruiker.naam, Opdracht, Actie, Ontwikkelcoalitie)
        .join(Programma, col(Programma.id) == Signaal.programma_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Signaal.eigenaar_id)
        .outerjoin(Opdracht, col(Opdracht.id) == Signaal.opdracht_id)
        .outerjoin(Actie, col(Actie.id) == Signaal.actie_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Signaal.coalitie_id)
        .where(Signaal.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Dit signaal bestaat niet, of niet meer.")
    return SignaalDossier(*rij)


def _gekozen(status: SignaalStatus | None, is_gevraagd: bool | None) -> list[Any]:
    waar: list[Any] = []
    if status is not None:
        waar.append(Signaal.status == status)
    if is_gevraagd is not None:
        waar.append(col(Signaal.is_gevraagd).is_(is_gevraagd))
    return waar
