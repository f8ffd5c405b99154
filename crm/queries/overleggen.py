"""Meetings: the list, one of them whole, and who was there the time before."""

import datetime as dt
import uuid as uuid_
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Aanwezigheid,
    Actie,
    Actiepunt,
    Gebruiker,
    Gremium,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Programma,
)
from crm.queries.mensen import IS_VAN_BUITEN, wie_doet_het
from crm.queries.waarover import Dossier, naam_van


@dataclass(frozen=True)
class Lijstregel:
    """One meeting in the list."""

    id: int
    uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    status: OverlegStatus
    locatie: str | None
    waarover: str | None


@dataclass(frozen=True)
class Afspraakregel:
    """A promise that was made in this meeting."""

    uuid: uuid_.UUID
    partner: str
    afspraak: Partnerafspraak


@dataclass(frozen=True)
class Actiepuntregel:
    """An action point of this meeting, and who does it; who is not a colleague has no name for who may not see it."""

    actiepunt: Actiepunt
    wie: str | None
    is_van_buiten: bool


@dataclass(frozen=True)
class Aanwezige:
    """Somebody who was there; without a name for who may not see persons."""

    naam: str | None
    organisatie: Organisatie | None
    is_afgemeld: bool


@dataclass(frozen=True)
class Overlegstand:
    """A meeting whole."""

    overleg: Overleg
    dossiers: Sequence[Dossier]
    aanwezigen: Sequence[Aanwezige]
    actiepunten: Sequence[Actiepuntregel]
    afspraken: Sequence[Afspraakregel]
    vastgelegd_door: str | None


def lijst(
    session: Session, aantal: int, *, na: tuple[dt.datetime, int] | None = None, status: str | None = None
) -> list[Lijstregel]:
    """The latest meetings first, from the key `na` on."""
    vraag = (
        sa.select(
            Overleg.id,
            Overleg.uuid,
            Overleg.onderwerp,
            Overleg.begint_op,
            Overleg.status,
            Overleg.locatie,
            sa.func.coalesce(
                Gremium.naam, Ontwikkelcoalitie.naam, Actie.korte_titel, Actie.titel, Programma.naam
            ),
        )
        .outerjoin(Gremium, Gremium.id == Overleg.gremium_id)
        .outerjoin(Ontwikkelcoalitie, Ontwikkelcoalitie.id == Overleg.coalitie_id)
        .outerjoin(Actie, Actie.id == Overleg.actie_id)
        .outerjoin(Programma, Programma.id == Overleg.programma_id)
        .order_by(col(Overleg.begint_op).desc(), col(Overleg.id).desc())
        .limit(aantal)
    )
    if na is not None:
        moment, nummer = na
        vraag = vraag.where(
            sa.or_(Overleg.begint_op < moment, sa.and_(Overleg.begint_op == moment, Overleg.id < nummer))
        )
    if status in list(OverlegStatus):
        vraag = vraag.where(Overleg.status == OverlegStatus(status))
    return [Lijstregel(*rij) for rij in session.execute(vraag)]


def stand(session: Session, uuid: uuid_.UUID, *, met_personen: bool) -> Overlegstand:
    """One meeting with all that hangs on it, in six queries. Refuses with NietGevonden what is not there.

    Without `met_personen` nobody from outside is named: not who was there, nor who does what.
    """
    rij = session.exec(
        select(Overleg, Gremium, Ontwikkelcoalitie, Actie, Programma, Gebruiker.naam)
        .outerjoin(Gremium, col(Gremium.id) == Overleg.gremium_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Overleg.coalitie_id)
        .outerjoin(Actie, col(Actie.id) == Overleg.actie_id)
        .outerjoin(Programma, col(Programma.id) == Overleg.programma_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Overleg.vastgelegd_door_id)
        .where(Overleg.uuid == uuid)
        .options(selectinload(Overleg.besluiten))
    ).first()
    if rij is None:
        raise NietGevonden("Dit overleg bestaat niet, of niet meer.")
    overleg, gremium, coalitie, actie, programma, vastgelegd_door = rij
    dossiers = (("gremium", gremium), ("coalitie", coalitie), ("actie", actie), ("programma", programma))
    return Overlegstand(
        overleg=overleg,
        dossiers=[Dossier(soort, noun.uuid, naam_van(soort, noun)) for soort, noun in dossiers if noun],
        aanwezigen=[
            Aanwezige(rij.naam if met_personen else None, rij.organisatie, rij.is_afgemeld)
            for rij in aanwezigen(session, overleg.id)
        ],
        actiepunten=_actiepunten(session, overleg.id, met_personen=met_personen),
        afspraken=_afspraken(session, overleg.id),
        vastgelegd_door=vastgelegd_door,
    )


def met_agenda_uid(session: Session, agenda_uid: str | None) -> Overleg | None:
    """The meeting that was made of this appointment in a calendar, if there is one."""
    if not agenda_uid:
        return None
    return session.exec(select(Overleg).where(Overleg.agenda_uid == agenda_uid)).first()


def aanwezigen(session: Session, overleg_id: int) -> list[Aanwezigheid]:
    """Who was there, with their organisations, in the order in which they were written down."""
    return list(
        session.exec(
            select(Aanwezigheid)
            .where(Aanwezigheid.overleg_id == overleg_id)
            .order_by(col(Aanwezigheid.id))
            .options(selectinload(Aanwezigheid.organisatie))
        )
    )


def vorige_keer(
    session: Session, dossier: Dossier, voor: dt.datetime
) -> tuple[Overleg, list[Aanwezigheid]] | None:
    """The last meeting that was held on this dossier, and who were there."""
    soort = {
        "gremium": (Gremium, Overleg.gremium_id),
        "coalitie": (Ontwikkelcoalitie, Overleg.coalitie_id),
        "actie": (Actie, Overleg.actie_id),
        "programma": (Programma, Overleg.programma_id),
    }
    noun, kolom = soort[dossier.soort]
    overleg = session.exec(
        select(Overleg)
        .join(noun, noun.id == kolom)
        .where(
            noun.uuid == dossier.uuid,
            Overleg.begint_op < voor,
            col(Overleg.status).in_((OverlegStatus.GEHOUDEN, OverlegStatus.VASTGELEGD)),
        )
        .order_by(col(Overleg.begint_op).desc(), col(Overleg.id).desc())
        .limit(1)
    ).first()
    return (overleg, aanwezigen(session, overleg.id)) if overleg else None


def _actiepunten(session: Session, overleg_id: int, *, met_personen: bool) -> list[Actiepuntregel]:
    rijen = session.execute(
        sa.select(Actiepunt, wie_doet_het(met_personen=met_personen), IS_VAN_BUITEN)
        .outerjoin(Gebruiker, Gebruiker.id == Actiepunt.eigenaar_id)
        .where(Actiepunt.overleg_id == overleg_id)
        .order_by(Actiepunt.volgorde, Actiepunt.id)
    )
    return [Actiepuntregel(*rij) for rij in rijen]


def _afspraken(session: Session, overleg_id: int) -> list[Afspraakregel]:
    rijen = session.execute(
        sa.select(Partnerafspraak.uuid, Organisatie.naam, Partnerafspraak)
        .join(Organisatie, Organisatie.id == Partnerafspraak.organisatie_id)
        .where(Partnerafspraak.overleg_id == overleg_id)
        .order_by(Partnerafspraak.id)
    )
    return [Afspraakregel(*rij) for rij in rijen]
