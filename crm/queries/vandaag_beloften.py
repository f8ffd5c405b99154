"""What waits on the page of today: what was promised to PS, a herijking that runs, and what partners reported."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.models import (
    Gebruiker,
    GebruikerRol,
    Herijking,
    Herijkingsregel,
    MeldingStatus,
    Organisatie,
    Partnerafspraak,
    Partnermelding,
    Toezegging,
)
from crm.queries.herijking import WACHT, met_onderwerp

# Who keeps the register of toezeggingen.
_REGISTER = (GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.BESTUURSADVISEUR)


@dataclass(frozen=True)
class Belofte:
    """A toezegging that is late or due, a herijking with so many lines to decide, or what a partner reported."""

    soort: str
    uuid: uuid_.UUID
    dag: dt.date
    naam: str
    nummer: str | None
    heeft_datum: bool
    regels: int
    totaal: int

    @property
    def gegevens(self) -> dict[str, Any]:
        """What a reader wants to know before acting."""
        return {"herijken": not self.heeft_datum, "nummer": self.nummer, "regels": self.regels}


def beloften(
    session: Session, wie: Gebruiker, dag: dt.date, *, tot: dt.date, hoogstens: int
) -> list[Belofte]:
    """What waits for this person, in one query: mine, and nobody's for who may take it up."""
    samen = sa.union_all(
        sa.select(_toezeggingen(wie, tot, hoogstens).subquery()),
        sa.select(_herijkingen(wie, dag).subquery()),
        sa.select(_meldingen(wie, dag, hoogstens).subquery()),
    )
    return [Belofte(*rij) for rij in session.execute(samen)]


def _toezeggingen(wie: Gebruiker, tot: dt.date, hoogstens: int) -> sa.Select[Any]:
    dag = sa.func.coalesce(Toezegging.uiterlijk, Toezegging.herijken_op)
    return (
        sa.select(
            sa.literal("toezegging").label("soort"),
            Toezegging.uuid.label("uuid"),
            dag.label("dag"),
            Toezegging.omschrijving.label("naam"),
            Toezegging.nummer.label("nummer"),
            col(Toezegging.uiterlijk).is_not(None).label("heeft_datum"),
            sa.literal(0).label("regels"),
            sa.func.count().over().label("totaal"),
        )
        .where(
            col(Toezegging.status).in_(Toezegging.OPEN),
            dag <= tot,
            _van(wie, Toezegging.eigenaar_id, *_REGISTER),
        )
        .order_by(dag, Toezegging.id)
        .limit(hoogstens)
    )


def _herijkingen(wie: Gebruiker, dag: dt.date) -> sa.Select[Any]:
    regel = Herijkingsregel
    vraag = met_onderwerp(
        sa.select(
            sa.literal("herijking").label("soort"),
            Herijking.uuid.label("uuid"),
            sa.literal(dag, sa.Date).label("dag"),
            sa.cast(Herijking.jaar, sa.String).label("naam"),
            sa.cast(Herijking.helft, sa.String).label("nummer"),
            sa.true().label("heeft_datum"),
            sa.func.count(regel.id).label("regels"),
            sa.literal(1).label("totaal"),
        ).join(regel, regel.herijking_id == Herijking.id)
    )
    van = _van(wie, regel.eigenaar_id, GebruikerRol.PROGRAMMAMANAGER)
    return vraag.where(col(Herijking.afgerond_op).is_(None), WACHT == 1, van).group_by(
        Herijking.id, Herijking.uuid, Herijking.jaar, Herijking.helft
    )


def _meldingen(wie: Gebruiker, dag: dt.date, hoogstens: int) -> sa.Select[Any]:
    """What partners reported and nobody dealt with: of my promises, and for who works in the field of nobody's."""
    melding = Partnermelding
    return (
        sa.select(
            sa.literal("partnermelding").label("soort"),
            melding.uuid.label("uuid"),
            sa.literal(dag, sa.Date).label("dag"),
            Organisatie.naam.label("naam"),
            sa.cast(melding.doel, sa.String).label("nummer"),
            sa.true().label("heeft_datum"),
            sa.literal(1).label("regels"),
            sa.func.count().over().label("totaal"),
        )
        .join(Partnerafspraak, col(Partnerafspraak.id) == melding.afspraak_id)
        .join(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .where(
            col(melding.status) == MeldingStatus.NIEUW,
            _van(wie, Partnerafspraak.eigenaar_id, GebruikerRol.PROGRAMMAMANAGER, GebruikerRol.AMBASSADEUR),
        )
        .order_by(melding.id)
        .limit(hoogstens)
    )


def _van(wie: Gebruiker, kolom: Any, *rollen: GebruikerRol) -> Any:
    """Mine; and for these roles nobody's too, which must not fall between two chairs."""
    return sa.or_(kolom == wie.id, col(kolom).is_(None)) if wie.heeft_rol(*rollen) else kolom == wie.id
