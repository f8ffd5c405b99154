"""A purpose case beside the richtsnoer, and the acties that stand or fall with its coalitie."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import (
    Actie,
    CoalitieActie,
    CoalitieStatus,
    Criterium,
    CriteriumAntwoord,
    Ontwikkelcoalitie,
    PurposeCase,
)
from crm.models.richtsnoer import Toetspunt

_GESLOTEN = (CoalitieStatus.AFGEROND, CoalitieStatus.BEEINDIGD)


def toets(session: Session, case: PurposeCase) -> tuple[Toetspunt, ...]:
    """Every point of the richtsnoer of its agenda with the answer of this case, in the order of the document, in one query."""
    agenda = sa.select(Ontwikkelcoalitie.programma_id).where(Ontwikkelcoalitie.id == case.coalitie_id)
    hoort_erbij = sa.and_(CriteriumAntwoord.criterium_id == Criterium.id, CriteriumAntwoord.case_id == case.id)
    rijen = session.exec(
        select(Criterium, CriteriumAntwoord)
        .outerjoin(CriteriumAntwoord, hoort_erbij)
        .where(Criterium.programma_id == agenda.scalar_subquery())
        .order_by(col(Criterium.volgorde), col(Criterium.id))
    )
    return tuple(Toetspunt(*rij) for rij in rijen)


def acties_van(session: Session, coalitie: Ontwikkelcoalitie) -> tuple[tuple[Actie, tuple[str, ...]], ...]:
    """The acties that this coalitie works on, each with the other coalities that still work on it, in two queries."""
    acties = session.exec(
        select(Actie)
        .join(CoalitieActie, col(CoalitieActie.actie_id) == Actie.id)
        .where(CoalitieActie.coalitie_id == coalitie.id)
        .order_by(col(Actie.id))
    ).all()
    anderen: dict[int, list[str]] = {}
    for actie_id, naam in session.execute(
        sa.select(CoalitieActie.actie_id, Ontwikkelcoalitie.naam)
        .join(Ontwikkelcoalitie, Ontwikkelcoalitie.id == CoalitieActie.coalitie_id)
        .where(
            CoalitieActie.actie_id.in_([actie.id for actie in acties]),
            Ontwikkelcoalitie.id != coalitie.id,
            Ontwikkelcoalitie.status.not_in(_GESLOTEN),
        )
        .order_by(Ontwikkelcoalitie.id)
    ):
        anderen.setdefault(actie_id, []).append(naam)
    return tuple((actie, tuple(anderen.get(actie.id, ()))) for actie in acties)
