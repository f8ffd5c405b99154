"""The conditions of a decision, and how the work stands that they have become."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.models import (
    Actiepunt,
    ActiepuntStatus,
    AfspraakStatus,
    Gebruiker,
    Organisatie,
    Partnerafspraak,
    Voorwaarde,
)
from crm.queries.mensen import wie_doet_het


@dataclass(frozen=True)
class VoorwaardeRegel:
    """A condition, who meets it, and where that stands; an action point of a colleague or a promise of a partner."""

    omschrijving: str
    uiterlijk: dt.date
    wie: str | None
    status: ActiepuntStatus | AfspraakStatus
    actiepunt: uuid_.UUID | None
    afspraak: uuid_.UUID | None
    hoeveelheid: Decimal | None
    openstaand: Decimal | None
    eenheid: str | None

    @property
    def is_open(self) -> bool:
        return self.status in (ActiepuntStatus.OPEN, *Partnerafspraak.OPEN)

    @property
    def is_voldaan(self) -> bool:
        return self.status in (ActiepuntStatus.AFGEROND, AfspraakStatus.NAGEKOMEN)

    def is_te_laat(self, peildatum: dt.date) -> bool:
        return self.is_open and self.uiterlijk < peildatum


def voorwaarden(session: Session, besluit_id: int) -> tuple[VoorwaardeRegel, ...]:
    """The conditions of this decision in the order in which they were given, in one query.

    The date is that of the work: one that was put off is late from its new date on.
    """
    punt, afspraak = Actiepunt, Partnerafspraak
    rijen = session.execute(
        sa.select(
            Voorwaarde.omschrijving,
            sa.func.coalesce(punt.uiterlijk, afspraak.uiterlijk, Voorwaarde.uiterlijk),
            sa.func.coalesce(Organisatie.naam, wie_doet_het(met_personen=False)),
            punt.status,
            afspraak.status,
            punt.uuid,
            afspraak.uuid,
            afspraak.hoeveelheid,
            sa.type_coerce(
                afspraak.hoeveelheid - afspraak.geleverd - afspraak.afgeschreven,
                afspraak.__table__.c.hoeveelheid.type,
            ),
            afspraak.eenheid,
        )
        .select_from(Voorwaarde)
        .outerjoin(punt, punt.id == Voorwaarde.actiepunt_id)
        .outerjoin(afspraak, afspraak.id == Voorwaarde.partnerafspraak_id)
        .outerjoin(Organisatie, Organisatie.id == afspraak.organisatie_id)
        .outerjoin(Gebruiker, Gebruiker.id == punt.eigenaar_id)
        .where(Voorwaarde.besluit_id == besluit_id)
        .order_by(col(Voorwaarde.id))
    )
    return tuple(
        VoorwaardeRegel(wat, uiterlijk, wie, van_punt or van_afspraak, *rest)
        for wat, uiterlijk, wie, van_punt, van_afspraak, *rest in rijen
    )
