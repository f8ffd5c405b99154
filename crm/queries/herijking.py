"""The half-yearly rounds: how far they are, and whose lines wait."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Gebruiker,
    Herijking,
    Herijkingsregel,
    Lijst,
    Partnerafspraak,
    Toezegging,
    ToezeggingStatus,
)
from crm.models.partnerafspraak import GESLOTEN


@dataclass(frozen=True)
class Aandeel:
    """What one colleague has in a round; nobody's lines have no name."""

    eigenaar_id: int | None
    naam: str | None
    lijst_a: int
    lijst_b: int
    wacht: int

    @property
    def totaal(self) -> int:
        return self.lijst_a + self.lijst_b


@dataclass(frozen=True)
class Ronde:
    """One round, and how far it is per colleague; a line whose promise was closed meanwhile does not wait."""

    herijking: Herijking
    gestart_door: str
    aandelen: tuple[Aandeel, ...]

    @property
    def totaal(self) -> int:
        return sum(aandeel.totaal for aandeel in self.aandelen)

    @property
    def wacht(self) -> int:
        return sum(aandeel.wacht for aandeel in self.aandelen)

    def van(self, wie: Gebruiker) -> Aandeel | None:
        return next((a for a in self.aandelen if a.eigenaar_id == wie.id), None)


@dataclass(frozen=True)
class Rondetelling:
    """A round in the list of rounds."""

    herijking: Herijking
    lijst_a: int
    lijst_b: int
    wacht: int


_r = Herijkingsregel
_gesloten = sa.or_(
    col(Partnerafspraak.status).in_(GESLOTEN), col(Toezegging.status) == ToezeggingStatus.VOLDAAN
)
# A case and no plain condition: of every line one of the two dossiers is null, and null is neither true nor false.
KLAAR = sa.case((sa.or_(col(_r.besluit).is_not(None), _gesloten), 1), else_=0)
WACHT = 1 - KLAAR


def nog_te_besluiten(session: Session, onderwerp: Partnerafspraak | Toezegging) -> list[Herijkingsregel]:
    """The lines about this promise that wait for a decision."""
    kolom = _r.afspraak_id if isinstance(onderwerp, Partnerafspraak) else _r.toezegging_id
    return list(session.exec(select(_r).where(kolom == onderwerp.id, col(_r.besluit).is_(None))))


def te_herijken(
    session: Session, noun: type[Partnerafspraak | Toezegging], tot: dt.date
) -> list[tuple[int, dt.date, int | None]]:
    """What is open and has its day by then: number, day (the due date, or the day to look again) and owner."""
    dag = sa.func.coalesce(noun.uiterlijk, noun.herijken_op)
    vraag = sa.select(noun.id, dag, noun.eigenaar_id).where(col(noun.status).in_(noun.OPEN), dag <= tot)
    return [tuple(rij) for rij in session.execute(vraag.order_by(dag, noun.id))]


def rondes(session: Session) -> tuple[Rondetelling, ...]:
    """Every round, the latest first, in one query; there are two a year."""
    vraag = (
        met_onderwerp(
            select(
                Herijking,
                _tel(_r.lijst == Lijst.A),
                _tel(_r.lijst == Lijst.B),
                sa.func.coalesce(sa.func.sum(sa.case((col(_r.id).is_not(None), WACHT), else_=0)), 0),
            ).outerjoin(_r, col(_r.herijking_id) == Herijking.id)
        )
        .group_by(col(Herijking.id))
        .order_by(col(Herijking.jaar).desc(), col(Herijking.helft).desc())
    )
    return tuple(Rondetelling(*rij) for rij in session.exec(vraag))


def ronde(session: Session, uuid: uuid_.UUID) -> Ronde:
    """One round, in two queries. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Herijking, Gebruiker.naam)
        .join(Gebruiker, col(Gebruiker.id) == Herijking.gestart_door_id)
        .where(Herijking.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze herijking bestaat niet, of niet meer.")
    return Ronde(*rij, aandelen=aandelen(session, rij[0]))


def aandelen(session: Session, herijking: Herijking) -> tuple[Aandeel, ...]:
    """What each colleague has in this round, by name, and nobody's last."""
    vraag = (
        met_onderwerp(
            sa.select(
                _r.eigenaar_id, Gebruiker.naam, _tel(_r.lijst == Lijst.A), _tel(_r.lijst == Lijst.B),
                sa.func.sum(WACHT),
            ).outerjoin(Gebruiker, Gebruiker.id == _r.eigenaar_id)
        )
        .where(_r.herijking_id == herijking.id)
        .group_by(_r.eigenaar_id, Gebruiker.naam)
    )  # fmt: skip
    gevonden = [Aandeel(*rij) for rij in session.execute(vraag)]
    return tuple(sorted(gevonden, key=lambda a: (a.naam is None, (a.naam or "").casefold())))


def in_rondes(
    session: Session, onderwerp: Partnerafspraak | Toezegging
) -> tuple[tuple[Herijking, Herijkingsregel], ...]:
    """In which rounds this promise was, and what was decided there, the latest first."""
    kolom = _r.afspraak_id if isinstance(onderwerp, Partnerafspraak) else _r.toezegging_id
    vraag = (
        select(Herijking, _r)
        .join(_r, col(_r.herijking_id) == Herijking.id)
        .where(kolom == onderwerp.id)
        .order_by(col(Herijking.jaar).desc(), col(Herijking.helft).desc())
    )
    return tuple(tuple(rij) for rij in session.exec(vraag))


def met_onderwerp(vraag: Any) -> Any:
    """The question about lines, with what each is about."""
    return vraag.outerjoin(Partnerafspraak, col(Partnerafspraak.id) == _r.afspraak_id).outerjoin(
        Toezegging, col(Toezegging.id) == _r.toezegging_id
    )


def _tel(waar: Any) -> Any:
    return sa.func.count(sa.case((waar, 1)))
