"""Rules for reminders: the list of those that hold, and one rule with all its versions."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import Gebruiker, Herinneringsregel
from crm.queries.regelwoorden import stapzin, verschillen


@dataclass(frozen=True)
class Regelregel:
    """One rule in the list: what holds now, in words, and who made it so."""

    regel: Herinneringsregel
    stappen: tuple[str, ...]
    door: str


@dataclass(frozen=True)
class Versie:
    """One version of a rule, with what it changed."""

    regel: Herinneringsregel
    door: str
    verschillen: tuple[str, ...]
    tot: dt.datetime | None


@dataclass(frozen=True)
class Regeldossier:
    """A rule as it holds now, and its versions, the newest first."""

    regel: Herinneringsregel
    stappen: tuple[str, ...]
    versies: tuple[Versie, ...]
    is_afgekapt: bool


MEESTE_VERSIES = 50


def blad(session: Session, *, na: str | None = None, aantal: int) -> tuple[Regelregel, ...]:
    """One page of the rules that hold, by their code: those after this code. Two statements."""
    vraag = (
        select(Herinneringsregel, Gebruiker.naam)
        .join(Gebruiker, col(Gebruiker.id) == Herinneringsregel.door_id)
        .where(col(Herinneringsregel.vervangen_op).is_(None))
        .options(selectinload(Herinneringsregel.stappen))
        .order_by(Herinneringsregel.code)
        .limit(aantal)
    )
    if na is not None:
        vraag = vraag.where(Herinneringsregel.code > na)
    return tuple(Regelregel(regel, _zinnen(regel), door) for regel, door in session.exec(vraag))


def regeldossier(session: Session, uuid: uuid_.UUID) -> Regeldossier:
    """The rule of which this is a version, whichever, in two statements. Refuses with NietGevonden what is not there."""
    code = sa.select(Herinneringsregel.code).where(Herinneringsregel.uuid == uuid).scalar_subquery()
    vraag = (
        select(Herinneringsregel, Gebruiker.naam)
        .join(Gebruiker, col(Gebruiker.id) == Herinneringsregel.door_id)
        .where(Herinneringsregel.code == code)
        .options(selectinload(Herinneringsregel.stappen))
        .order_by(col(Herinneringsregel.versienummer).desc())
        .limit(MEESTE_VERSIES + 1)
    )
    rijen = list(session.exec(vraag))
    if not rijen:
        raise NietGevonden("Deze herinneringsregel bestaat niet, of niet meer.")
    wat = verschillen(regel for regel, _ in rijen)
    versies = tuple(
        Versie(regel, door, tuple(wat[regel.versienummer]), regel.vervangen_op)
        for regel, door in rijen[:MEESTE_VERSIES]
    )
    return Regeldossier(versies[0].regel, _zinnen(versies[0].regel), versies, len(rijen) > MEESTE_VERSIES)


def _zinnen(regel: Herinneringsregel) -> tuple[str, ...]:
    """Each step as a sentence without a full stop, in the order of time."""
    return tuple(stapzin(stap, regel.onderwerp) for stap in regel.stappen)
