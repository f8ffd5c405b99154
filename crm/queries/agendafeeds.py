"""The addresses of calendars that a colleague has, and what each of them is called."""

import datetime as dt
import re
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import Agendafeed, FeedSoort, Gebruiker, Ontwikkelcoalitie, Opdracht


@dataclass(frozen=True)
class Feedregel:
    """One address: what is in it, and since when it is used."""

    uuid: uuid_.UUID
    soort: FeedSoort
    naam: str
    dossier: tuple[str, uuid_.UUID] | None
    gemaakt_op: dt.datetime
    laatst_gebruikt_op: dt.datetime | None


def feeds_van(session: Session, wie: Gebruiker) -> tuple[Feedregel, ...]:
    """The addresses of this colleague that work, in one query."""
    rijen = session.exec(
        select(Agendafeed, Opdracht, Ontwikkelcoalitie)
        .outerjoin(Opdracht, col(Opdracht.id) == Agendafeed.opdracht_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Agendafeed.coalitie_id)
        .where(Agendafeed.gebruiker_id == wie.id, col(Agendafeed.ingetrokken_op).is_(None))
        .order_by(col(Agendafeed.id))
    )
    return tuple(
        Feedregel(
            feed.uuid,
            feed.soort,
            naam_van(feed.soort, opdracht, coalitie),
            _dossier(opdracht, coalitie),
            feed.aangemaakt_op,
            feed.laatst_gebruikt_op,
        )
        for feed, opdracht, coalitie in rijen
    )


def naam_van(soort: FeedSoort, opdracht: Opdracht | None, coalitie: Ontwikkelcoalitie | None) -> str:
    """What is in it, for a reader."""
    if opdracht is not None:
        return opdracht.naam
    if coalitie is not None:
        return f"Coalitie {coalitie.titel}"
    return "P&C-kalender" if soort is FeedSoort.PC_KALENDER else "Mijn overleggen en termijnen"


def bestandsnaam(session: Session, feed: Agendafeed) -> str:
    """The last part of the address: what a calendar program shows while nobody has named it."""
    if feed.soort is FeedSoort.OPDRACHT:
        soort = session.execute(sa.select(Opdracht.soort).where(Opdracht.id == feed.opdracht_id)).scalar_one()
        return str(soort).replace("_", "-")
    if feed.soort is FeedSoort.COALITIE:
        coalitie = session.get(Ontwikkelcoalitie, feed.coalitie_id)
        woorden = re.sub(r"[^a-z0-9]+", "-", coalitie.titel.lower()).strip("-")[:40].strip("-")
        return f"coalitie-{woorden}" if woorden else "coalitie"
    return "pc-kalender" if feed.soort is FeedSoort.PC_KALENDER else "mijn-agenda"


def _dossier(opdracht: Opdracht | None, coalitie: Ontwikkelcoalitie | None) -> tuple[str, uuid_.UUID] | None:
    if opdracht is not None:
        return "opdracht", opdracht.uuid
    return ("coalitie", coalitie.uuid) if coalitie is not None else None
