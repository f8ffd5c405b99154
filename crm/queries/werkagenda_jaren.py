"""The werkagenda's of a mandate side by side: what was planned, realised, moved on and lapsed, year on year."""

import uuid as uuid_
from collections import Counter
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Agendapunt, AgendapuntStatus, Opdracht, Werkagenda

# So many years fit beside each other on a page and on paper.
HOOGSTENS = 5


@dataclass(frozen=True)
class Jaar:
    """One year with its werkagenda and how its points ended."""

    werkagenda: Werkagenda
    tellingen: Counter[AgendapuntStatus]

    @property
    def gepland(self) -> int:
        """How many points the year had, whatever came of them."""
        return self.tellingen.total()

    def aantal(self, status: str) -> int:
        return self.tellingen[AgendapuntStatus(status)]


@dataclass(frozen=True)
class Draad:
    """One piece of work through the years: per year its point, or None where it was not planned."""

    punten: tuple[Agendapunt | None, ...]

    @property
    def laatste(self) -> Agendapunt:
        """As it was worded last."""
        return [punt for punt in self.punten if punt is not None][-1]


@dataclass(frozen=True)
class JarenOverzicht:
    """A mandate with its years, the first one first, and the work that runs through them."""

    opdracht: Opdracht
    jaren: tuple[Jaar, ...]
    draden: tuple[Draad, ...]
    zijn_er_meer: bool
    """There are years before the first one shown."""


def werkagenda_jaren(session: Session, opdracht_uuid: uuid_.UUID) -> JarenOverzicht:
    """The latest years of a mandate, in three queries. Refuses with NietGevonden a mandate that is not there."""
    opdracht = session.exec(select(Opdracht).where(Opdracht.uuid == opdracht_uuid)).first()
    if opdracht is None:
        raise NietGevonden("Deze opdracht bestaat niet, of niet meer.")
    laatste = session.exec(
        select(Werkagenda)
        .where(Werkagenda.opdracht_id == opdracht.id)
        .order_by(col(Werkagenda.jaar).desc())
        .limit(HOOGSTENS + 1)
    ).all()
    werkagendas = sorted(laatste[:HOOGSTENS], key=lambda werkagenda: werkagenda.jaar)
    punten = _punten(session, werkagendas)
    return JarenOverzicht(
        opdracht=opdracht,
        jaren=tuple(
            Jaar(w, Counter(punt.status for punt in punten if punt.werkagenda_id == w.id)) for w in werkagendas
        ),
        draden=_draden(punten, {w.id: plaats for plaats, w in enumerate(werkagendas)}),
        zijn_er_meer=len(laatste) > HOOGSTENS,
    )


def _punten(session: Session, werkagendas: list[Werkagenda]) -> list[Agendapunt]:
    if not werkagendas:
        return []
    vraag = (
        select(Agendapunt)
        .join(Werkagenda, col(Werkagenda.id) == Agendapunt.werkagenda_id)
        .where(col(Agendapunt.werkagenda_id).in_([w.id for w in werkagendas]))
        .order_by(col(Werkagenda.jaar), col(Agendapunt.kwartaal), col(Agendapunt.volgorde), col(Agendapunt.id))
    )
    return list(session.exec(vraag))


def _draden(punten: list[Agendapunt], plaatsen: dict[int, int]) -> tuple[Draad, ...]:
    """The points in threads: each goes on with the one of the year before that it names."""
    draad_van: dict[int, list[Agendapunt | None]] = {}
    draden: list[list[Agendapunt | None]] = []
    for punt in punten:
        draad = draad_van.get(punt.vorig_id) if punt.vorig_id else None
        plaats = plaatsen[punt.werkagenda_id]
        if draad is None or draad[plaats] is not None:
            draad = [None] * len(plaatsen)
            draden.append(draad)
        draad[plaats] = punt
        draad_van[punt.id] = draad
    return tuple(Draad(tuple(draad)) for draad in draden)
