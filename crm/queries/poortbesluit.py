"""What was advised on a purpose case, and what the gate decided."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session

from crm.models import Advies, Gebruiker, Gremium, Overleg, Poortbesluit, PurposeCaseVersie
from crm.queries.voorwaarden import VoorwaardeRegel, voorwaarden


@dataclass(frozen=True)
class AdviesRegel:
    """An advice, about which version, and where it was given."""

    advies: Advies
    versienummer: int
    gremium: tuple[uuid_.UUID, str] | None
    overleg: tuple[uuid_.UUID, str] | None


@dataclass(frozen=True)
class BesluitRegel:
    """The decision of the gate: about which version, by whom, and what became of its conditions."""

    besluit: Poortbesluit
    versienummer: int
    door: str
    ingediend_door: str
    overleg: tuple[uuid_.UUID, str] | None
    voorwaarden: tuple[VoorwaardeRegel, ...]


def adviezen(session: Session, case_id: int) -> tuple[AdviesRegel, ...]:
    """All advice on a case in the order in which it was given, in one query."""
    rijen = session.execute(
        sa.select(
            Advies, PurposeCaseVersie.nummer, Gremium.uuid, Gremium.naam, Overleg.uuid, Overleg.onderwerp
        )
        .join(PurposeCaseVersie, PurposeCaseVersie.id == Advies.versie_id)
        .outerjoin(Gremium, Gremium.id == Advies.gremium_id)
        .outerjoin(Overleg, Overleg.id == Advies.overleg_id)
        .where(Advies.case_id == case_id)
        .order_by(Advies.id)
    )
    return tuple(
        AdviesRegel(advies, nummer, _paar(g_uuid, g_naam), _paar(o_uuid, o_naam))
        for advies, nummer, g_uuid, g_naam, o_uuid, o_naam in rijen
    )


def besluit_van(session: Session, case_id: int, peildatum: dt.date) -> BesluitRegel | None:
    """The decision that there was on this day, in two queries; None when there was none yet."""
    beslisser, indiener = aliased(Gebruiker), aliased(Gebruiker)
    rij = session.execute(
        sa.select(
            Poortbesluit,
            PurposeCaseVersie.nummer,
            beslisser.naam,
            indiener.naam,
            Overleg.uuid,
            Overleg.onderwerp,
        )
        .join(PurposeCaseVersie, PurposeCaseVersie.id == Poortbesluit.versie_id)
        .join(beslisser, beslisser.id == Poortbesluit.besloten_door_id)
        .join(indiener, indiener.id == Poortbesluit.ingediend_door_id)
        .outerjoin(Overleg, Overleg.id == Poortbesluit.overleg_id)
        .where(Poortbesluit.case_id == case_id, Poortbesluit.besloten_op <= peildatum)
    ).first()
    if rij is None:
        return None
    besluit, nummer, door, ingediend_door, o_uuid, o_naam = rij
    return BesluitRegel(
        besluit, nummer, door, ingediend_door, _paar(o_uuid, o_naam), voorwaarden(session, besluit.id)
    )


def _paar(uuid: uuid_.UUID | None, naam: str | None) -> tuple[uuid_.UUID, str] | None:
    return (uuid, naam) if uuid is not None else None
