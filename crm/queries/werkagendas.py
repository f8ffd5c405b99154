"""Werkagenda's: the list, one of them with its points, and what moves on from one year to the next."""

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import Agendapunt, AgendapuntStatus, Werkagenda


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
