"""What is still open in a coalitie: what closes with it, moves along with it, or keeps it from being rounded off."""

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Session, col, select

from crm.models import (
    Actiepunt,
    ActiepuntStatus,
    Agendapunt,
    AgendapuntStatus,
    Ontwikkelcoalitie,
    Overleg,
    Partnerafspraak,
    PurposeCase,
)
from crm.models.open_werk import OpenWerk


def afspraken_van(coalitie_id: int) -> sa.ColumnElement[bool]:
    """The condition that a promise is of this coalitie, or of one of its purpose cases."""
    cases = sa.select(PurposeCase.id).where(PurposeCase.coalitie_id == coalitie_id)
    return sa.or_(Partnerafspraak.coalitie_id == coalitie_id, col(Partnerafspraak.case_id).in_(cases))


def open_werk(session: Session, coalitie: Ontwikkelcoalitie) -> OpenWerk:
    """The open work of this coalitie as it is now, and of its purpose cases, in five queries or fewer."""
    cases = sa.select(PurposeCase.id).where(PurposeCase.coalitie_id == coalitie.id)
    overleggen = sa.select(Overleg.id).where(Overleg.coalitie_id == coalitie.id)
    afspraken = session.exec(
        select(Partnerafspraak)
        .where(
            afspraken_van(coalitie.id),
            col(Partnerafspraak.status).in_(Partnerafspraak.OPEN),
        )
        .options(
            joinedload(Partnerafspraak.organisatie),
            selectinload(Partnerafspraak.leveringen),
            selectinload(Partnerafspraak.afschrijvingen),
        )
        .order_by(col(Partnerafspraak.id))
    )
    actiepunten = session.exec(
        select(Actiepunt)
        .where(
            sa.or_(col(Actiepunt.overleg_id).in_(overleggen), col(Actiepunt.case_id).in_(cases)),
            Actiepunt.status == ActiepuntStatus.OPEN,
        )
        .order_by(col(Actiepunt.id))
    )
    agendapunten = session.exec(
        select(Agendapunt)
        .where(Agendapunt.coalitie_id == coalitie.id, Agendapunt.status == AgendapuntStatus.OPEN)
        .order_by(col(Agendapunt.id))
    )
    return OpenWerk(tuple(afspraken.all()), tuple(actiepunten.all()), tuple(agendapunten.all()))
