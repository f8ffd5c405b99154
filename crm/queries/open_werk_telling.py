"""How much is still open in a coalitie, for a page that only says so."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

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
from crm.queries.open_werk import afspraken_van


@dataclass(frozen=True)
class OpenWerkTelling:
    """The promises, action points and points of werkagenda's that nobody has closed yet, counted."""

    afspraken: int
    actiepunten: int
    agendapunten: int


def tel_open_werk(session: Session, coalitie: Ontwikkelcoalitie) -> OpenWerkTelling:
    """As many as `open_werk` gives, in one query however many they are."""
    cases = sa.select(PurposeCase.id).where(PurposeCase.coalitie_id == coalitie.id)
    overleggen = sa.select(Overleg.id).where(Overleg.coalitie_id == coalitie.id)
    van_coalitie = sa.or_(col(Actiepunt.overleg_id).in_(overleggen), col(Actiepunt.case_id).in_(cases))
    vragen = (
        sa.select(sa.func.count(Partnerafspraak.id)).where(
            afspraken_van(coalitie.id), col(Partnerafspraak.status).in_(Partnerafspraak.OPEN)
        ),
        sa.select(sa.func.count(Actiepunt.id)).where(van_coalitie, Actiepunt.status == ActiepuntStatus.OPEN),
        sa.select(sa.func.count(Agendapunt.id)).where(
            Agendapunt.coalitie_id == coalitie.id, Agendapunt.status == AgendapuntStatus.OPEN
        ),
    )
    rij = session.execute(sa.select(*(vraag.scalar_subquery() for vraag in vragen))).one()
    return OpenWerkTelling(*rij)
