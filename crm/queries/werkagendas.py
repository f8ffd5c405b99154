"""Werkagenda's: the list, one of them with its points, and what moves on from one year to the next."""

import datetime as dt
import uuid as uuid_
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Agendapunt,
    AgendapuntStatus,
    Gebruiker,
    Ontwikkelcoalitie,
    Opdracht,
    Overleg,
    Programma,
    Werkagenda,
    WerkagendaStatus,
)

P = AgendapuntStatus


@dataclass(frozen=True)
class WerkagendaRegel:
    """One werkagenda in a list, with how many points stand where."""

    werkagenda: Werkagenda
    opdracht: Opdracht
    eigenaar: str | None
    punten: Counter[AgendapuntStatus] = field(default_factory=Counter)

    @property
    def aantal(self) -> int:
        return self.punten.total()

    @property
    def gerealiseerd(self) -> int:
        return self.punten[P.GEREALISEERD]


@dataclass(frozen=True)
class PuntRegel:
    """One point with the dossiers it is about, what shows that it is there, and where it came from or went on."""

    punt: Agendapunt
    jaar: int
    actie: Actie | None
    coalitie: Ontwikkelcoalitie | None
    overleg: tuple[uuid_.UUID, str] | None
    vorig: tuple[uuid_.UUID, int] | None
    """The werkagenda of the year before that it comes from, and its year."""
    vervolg: tuple[uuid_.UUID, int] | None

    @property
    def uiterlijk(self) -> dt.date:
        """The last day of the quarter it is planned in."""
        return einde_kwartaal(self.jaar, self.punt.kwartaal)

    def is_te_laat(self, peildatum: dt.date) -> bool:
        """It is open and the quarter it was planned in has passed."""
        return self.punt.status is P.OPEN and self.uiterlijk < peildatum


@dataclass(frozen=True)
class WerkagendaKop:
    """The werkagenda and whose it is; enough for the pages that change it."""

    werkagenda: Werkagenda
    opdracht: Opdracht
    programma: Programma
    eigenaar: str | None


@dataclass(frozen=True)
class WerkagendaDossier:
    """Everything on the page of a werkagenda."""

    kop: WerkagendaKop
    punten: tuple[PuntRegel, ...]
    jaren: tuple[tuple[int, uuid_.UUID], ...]
    """The werkagenda's of the same mandate, the first year first."""

    @property
    def per_kwartaal(self) -> dict[int, tuple[PuntRegel, ...]]:
        """The points by the quarter they are planned in; every quarter is there."""
        return {k: tuple(p for p in self.punten if p.punt.kwartaal == k) for k in (1, 2, 3, 4)}

    @property
    def tellingen(self) -> Counter[AgendapuntStatus]:
        return Counter(regel.punt.status for regel in self.punten)


def einde_kwartaal(jaar: int, kwartaal: int) -> dt.date:
    """The last day of a quarter."""
    return dt.date(jaar + kwartaal // 4, kwartaal * 3 % 12 + 1, 1) - dt.timedelta(days=1)


def regels(session: Session, *waar: Any, hoogstens: int = 50) -> tuple[WerkagendaRegel, ...]:
    """The werkagenda's that meet these conditions, the latest year first, in two queries."""
    rijen = session.exec(
        select(Werkagenda, Opdracht, Gebruiker.naam)
        .join(Opdracht, col(Opdracht.id) == Werkagenda.opdracht_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Werkagenda.eigenaar_id)
        .where(*waar)
        .order_by(col(Werkagenda.jaar).desc(), col(Werkagenda.id).desc())
        .limit(hoogstens)
    ).all()
    geteld = _tel(session, [werkagenda.id for werkagenda, _, _ in rijen])
    return tuple(WerkagendaRegel(w, o, eigenaar, geteld[w.id]) for w, o, eigenaar in rijen)


def blad(
    session: Session,
    *,
    status: WerkagendaStatus | None = None,
    na: tuple[int, int] | None = None,
    aantal: int,
) -> tuple[WerkagendaRegel, ...]:
    """One page of the list: what comes after this year and werkagenda."""
    waar: list[Any] = [] if status is None else [Werkagenda.status == status]
    if na is not None:
        jaar, nummer = na
        eerder = col(Werkagenda.jaar) < jaar
        waar.append(sa.or_(eerder, sa.and_(Werkagenda.jaar == jaar, col(Werkagenda.id) < nummer)))
    return regels(session, *waar, hoogstens=aantal)


def werkagenda_kop(session: Session, uuid: uuid_.UUID) -> WerkagendaKop:
    """The werkagenda, in one query. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Werkagenda, Opdracht, Programma, Gebruiker.naam)
        .join(Opdracht, col(Opdracht.id) == Werkagenda.opdracht_id)
        .join(Programma, col(Programma.id) == Opdracht.programma_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Werkagenda.eigenaar_id)
        .where(Werkagenda.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze werkagenda bestaat niet, of niet meer.")
    return WerkagendaKop(*rij)


def werkagenda_dossier(session: Session, uuid: uuid_.UUID) -> WerkagendaDossier:
    """The werkagenda with its points, in three queries. Refuses with NietGevonden what is not there."""
    kop = werkagenda_kop(session, uuid)
    jaren = session.execute(
        sa.select(Werkagenda.jaar, Werkagenda.uuid)
        .where(Werkagenda.opdracht_id == kop.opdracht.id)
        .order_by(Werkagenda.jaar)
    )
    punten = puntregels(session, Agendapunt.werkagenda_id == kop.werkagenda.id)
    return WerkagendaDossier(kop, punten, tuple(tuple(rij) for rij in jaren))


def puntregels(session: Session, *waar: Any, hoogstens: int = 500) -> tuple[PuntRegel, ...]:
    """The points that meet these conditions, by year and quarter and then in order, in one query."""
    vorig, vervolg = aliased(Agendapunt), aliased(Agendapunt)
    van, naar = aliased(Werkagenda), aliased(Werkagenda)
    rijen = session.exec(
        select(
            Agendapunt, Werkagenda.jaar, Actie, Ontwikkelcoalitie, Overleg.uuid, Overleg.onderwerp,
            van.uuid, van.jaar, naar.uuid, naar.jaar,
        )
        .join(Werkagenda, col(Werkagenda.id) == Agendapunt.werkagenda_id)
        .outerjoin(Actie, col(Actie.id) == Agendapunt.actie_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Agendapunt.coalitie_id)
        .outerjoin(Overleg, col(Overleg.id) == Agendapunt.overleg_id)
        .outerjoin(vorig, vorig.id == Agendapunt.vorig_id)
        .outerjoin(van, van.id == vorig.werkagenda_id)
        .outerjoin(vervolg, vervolg.vorig_id == Agendapunt.id)
        .outerjoin(naar, naar.id == vervolg.werkagenda_id)
        .where(*waar)
        .order_by(Werkagenda.jaar, Agendapunt.kwartaal, Agendapunt.volgorde, Agendapunt.id)
        .limit(hoogstens)
    )  # fmt: skip
    per_punt: dict[int, PuntRegel] = {}
    for punt, jaar, actie, coalitie, o_uuid, o_naam, van_uuid, van_jaar_, naar_uuid, naar_jaar in rijen:
        per_punt[punt.id] = PuntRegel(
            punt, jaar, actie, coalitie,
            overleg=(o_uuid, o_naam) if o_uuid else None,
            vorig=(van_uuid, van_jaar_) if van_uuid else None,
            vervolg=(naar_uuid, naar_jaar) if naar_uuid else None,
        )  # fmt: skip
    return tuple(per_punt.values())


def van_jaar(session: Session, opdracht_id: int, jaar: int) -> Werkagenda | None:
    """The werkagenda of this mandate in this year, or None when nobody began one."""
    vraag = select(Werkagenda).where(Werkagenda.opdracht_id == opdracht_id, Werkagenda.jaar == jaar)
    return session.exec(vraag).first()


def wordt_gevolgd(session: Session, punt: Agendapunt) -> bool:
    """Whether a point of the next year goes on with this one."""
    return session.exec(select(Agendapunt.id).where(Agendapunt.vorig_id == punt.id)).first() is not None


def doorgeschoven(session: Session, opdracht_id: int, jaar: int) -> list[Agendapunt]:
    """The points of that year that were moved on and that nothing goes on with yet, in order."""
    gevolgd = sa.select(Agendapunt.vorig_id).where(col(Agendapunt.vorig_id).is_not(None))
    return list(
        session.exec(
            select(Agendapunt)
            .join(Werkagenda, col(Werkagenda.id) == Agendapunt.werkagenda_id)
            .where(
                Werkagenda.opdracht_id == opdracht_id,
                Werkagenda.jaar == jaar,
                Agendapunt.status == AgendapuntStatus.DOORGESCHOVEN,
                col(Agendapunt.id).not_in(gevolgd),
            )
            .order_by(col(Agendapunt.volgorde), col(Agendapunt.id))
        )
    )


def _tel(session: Session, werkagenda_ids: Sequence[int]) -> dict[int, Counter[AgendapuntStatus]]:
    """How many points of each werkagenda stand where, in one query (none when nothing is asked)."""
    geteld: dict[int, Counter[AgendapuntStatus]] = defaultdict(Counter)
    if werkagenda_ids:
        vraag = (
            sa.select(Agendapunt.werkagenda_id, Agendapunt.status, sa.func.count(Agendapunt.id))
            .where(col(Agendapunt.werkagenda_id).in_(werkagenda_ids))
            .group_by(Agendapunt.werkagenda_id, Agendapunt.status)
        )
        for werkagenda_id, status, aantal in session.execute(vraag):
            geteld[werkagenda_id][status] = aantal
    return geteld
