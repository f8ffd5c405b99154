"""The doelenboom of an agenda: goals, goals under goals, and the acties with their lights on a day."""

import datetime as dt
import uuid as uuid_
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.models import Actie, Bron, Doel, Gebruiker, Licht, natuurlijke_volgorde
from crm.queries.gevonden import met_bron
from crm.queries.lichten import Stand, kolommen_van, laatste_stand, lees_stand


@dataclass(frozen=True)
class ActieRegel:
    """One actie in the tree, with its parts."""

    uuid: uuid_.UUID
    nummer: str
    naam: str
    titel: str
    stand: Stand | None
    eigenaar: str | None
    is_doorlopend: bool
    beeindigd_op: dt.date | None
    deelacties: tuple["ActieRegel", ...] = ()


@dataclass(frozen=True)
class Knoop:
    """One goal, with the goals and acties that hang under it."""

    doel: Doel
    bron: Bron | None
    knopen: tuple["Knoop", ...]
    acties: tuple[ActieRegel, ...]


@dataclass(frozen=True)
class Doelenboom:
    """The whole tree; `acties` hang straight under the agenda."""

    knopen: tuple[Knoop, ...]
    acties: tuple[ActieRegel, ...]

    def alle_acties(self) -> Iterator[ActieRegel]:
        """Every actie of the tree in the order of the document, not its parts."""
        stapel = list(reversed(self.knopen))
        while stapel:
            knoop = stapel.pop()
            yield from knoop.acties
            stapel.extend(reversed(knoop.knopen))
        yield from self.acties

    def slechtste_lichten(self) -> Counter[str]:
        """How many acties have which worst light; "geen" where nobody gave a state."""
        return Counter(_slechtste(actie.stand) for actie in self.alle_acties())


def doelenboom(session: Session, programma_id: int, peildatum: dt.date) -> Doelenboom:
    """The tree of this agenda with the lights by that day, in two queries."""
    acties = _acties_per_doel(session, programma_id, peildatum)
    onder: dict[int | None, list] = defaultdict(list)
    for gevonden in met_bron(session, Doel, Doel.programma_id == programma_id):
        onder[gevonden.noun.ouder_id].append(gevonden)

    def tak(ouder_id: int | None) -> tuple[Knoop, ...]:
        return tuple(
            Knoop(g.noun, g.bron, tak(g.noun.id), tuple(acties.get(g.noun.id, ())))
            for g in onder.get(ouder_id, ())
        )

    return Doelenboom(tak(None), tuple(acties.get(None, ())))


def _acties_per_doel(
    session: Session, programma_id: int, peildatum: dt.date
) -> dict[int | None, list[ActieRegel]]:
    laatste = laatste_stand(peildatum, Actie.programma_id == programma_id)
    rijen = session.exec(
        select(Actie, Gebruiker.naam, *kolommen_van(laatste))
        .outerjoin(Gebruiker, col(Gebruiker.id) == Actie.eigenaar_id)
        .outerjoin(laatste, laatste.c.actie_id == Actie.id)
        .where(Actie.programma_id == programma_id)
        .order_by(col(Actie.volgorde), col(Actie.id))
    ).all()
    delen: dict[int, list[ActieRegel]] = defaultdict(list)
    for actie, eigenaar, *stand in rijen:
        if actie.ouder_id is not None:
            delen[actie.ouder_id].append(actie_regel(actie, eigenaar, tuple(stand)))
    per_doel: dict[int | None, list[ActieRegel]] = defaultdict(list)
    for actie, eigenaar, *stand in rijen:
        if actie.ouder_id is None:
            regel = actie_regel(actie, eigenaar, tuple(stand), tuple(delen.get(actie.id, ())))
            per_doel[actie.doel_id].append(regel)
    return per_doel


def actie_regel(
    actie: Actie, eigenaar: str | None, stand: tuple, deelacties: tuple[ActieRegel, ...] = ()
) -> ActieRegel:
    """One line of the tree, from an actie and the columns of its latest state."""
    return ActieRegel(
        uuid=actie.uuid,
        nummer=actie.nummer,
        naam=actie.naam,
        titel=actie.titel,
        stand=lees_stand(stand),
        eigenaar=eigenaar,
        is_doorlopend=actie.is_doorlopend,
        beeindigd_op=actie.beeindigd_op,
        deelacties=tuple(sorted(deelacties, key=lambda deel: natuurlijke_volgorde(deel.nummer))),
    )


def _slechtste(stand: Stand | None) -> str:
    if stand is None:
        return "geen"
    lichten = {stand.beleid, stand.tijd, stand.geld}
    return next(
        (str(licht) for licht in (Licht.ROOD, Licht.ORANJE, Licht.GROEN) if licht in lichten), "grijs"
    )
