"""What a mandate, a point of a werkagenda or a signal can be tied to: acties, coalities, mandates and meetings."""

import datetime as dt
import uuid as uuid_

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.lifecycle import leesbaar
from crm.models import (
    Actie,
    Agendapunt,
    AgendapuntStatus,
    CoalitieStatus,
    Ontwikkelcoalitie,
    Opdracht,
    Overleg,
    Programma,
    Werkagenda,
    natuurlijke_volgorde,
)

Keuzelijst = list[tuple[uuid_.UUID, str]]

# The latest meetings; an older one seldom shows that something is there now.
HOOGSTENS = 50


def acties(session: Session, programma_id: int, ook: int | None = None) -> Keuzelijst:
    """The acties of an agenda that have not been ended, and `ook` the one that was chosen before, by number."""
    naam = sa.func.coalesce(Actie.korte_titel, Actie.titel)
    rijen = session.execute(
        sa.select(Actie.uuid, Actie.nummer, naam).where(
            sa.or_(
                sa.and_(Actie.programma_id == programma_id, col(Actie.beeindigd_op).is_(None)), Actie.id == (ook or 0)
            )
        )
    )
    gesorteerd = sorted((tuple(rij) for rij in rijen), key=lambda rij: (natuurlijke_volgorde(rij[1]), rij[2]))
    return [(uuid, f"{nummer} {titel}") for uuid, nummer, titel in gesorteerd]


def coalities(session: Session, ook: int | None = None) -> Keuzelijst:
    """The coalities that run, of every agenda, and `ook` the one that was chosen before; the latest agenda first."""
    c = Ontwikkelcoalitie
    voorbij = (CoalitieStatus.AFGEROND, CoalitieStatus.BEEINDIGD)
    rijen = session.execute(
        sa.select(c.uuid, c.nummer, c.naam, Programma.jaar_van, Programma.jaar_tot)
        .join(Programma, Programma.id == c.programma_id)
        .where(sa.or_(col(c.status).not_in(voorbij), c.id == (ook or 0)))
    ).all()
    gesorteerd = sorted(rijen, key=lambda rij: (-rij.jaar_van, natuurlijke_volgorde(rij.nummer or ""), rij.naam))
    zijn_meer_agendas = len({rij.jaar_van for rij in rijen}) > 1
    return [
        (
            rij.uuid,
            (f"{rij.nummer} {rij.naam}" if rij.nummer else rij.naam)
            + (f" ({rij.jaar_van}-{rij.jaar_tot})" if zijn_meer_agendas else ""),
        )
        for rij in gesorteerd
    ]


def opdrachten(session: Session, programma_id: int | None = None) -> Keuzelijst:
    """The mandates that are not over, by name."""
    o = Opdracht
    waar = [col(o.status).in_(Opdracht.OPEN)]
    if programma_id is not None:
        waar.append(o.programma_id == programma_id)
    gevonden = session.execute(sa.select(o).where(*waar)).scalars()
    return sorted(((opdracht.uuid, opdracht.naam) for opdracht in gevonden), key=lambda keuze: keuze[1])


def vorige_punten(session: Session, werkagenda: Werkagenda) -> Keuzelijst:
    """The points of the year before that are closed and that no point goes on with yet, in order."""
    gevolgd = sa.select(Agendapunt.vorig_id).where(col(Agendapunt.vorig_id).is_not(None))
    vraag = (
        sa.select(Agendapunt.uuid, Agendapunt.omschrijving, Agendapunt.status)
        .join(Werkagenda, Werkagenda.id == Agendapunt.werkagenda_id)
        .where(
            Werkagenda.opdracht_id == werkagenda.opdracht_id,
            Werkagenda.jaar == werkagenda.jaar - 1,
            Agendapunt.status != AgendapuntStatus.OPEN,
            col(Agendapunt.id).not_in(gevolgd),
        )
        .order_by(Agendapunt.kwartaal, Agendapunt.volgorde, Agendapunt.id)
    )
    return [(uuid, f"{omschrijving} ({leesbaar(status)})") for uuid, omschrijving, status in session.execute(vraag)]


def overleggen(session: Session, punt: Agendapunt, nu: dt.datetime) -> list[tuple[uuid_.UUID, dt.datetime, str]]:
    """The latest meetings that were held about the actie or coalitie of this point, or about anything."""
    o = Overleg
    over = [
        kolom == nummer
        for kolom, nummer in ((o.actie_id, punt.actie_id), (o.coalitie_id, punt.coalitie_id))
        if nummer is not None
    ]
    vraag = (
        sa.select(o.uuid, o.begint_op, o.onderwerp)
        .where(col(o.status).in_(o.GEHOUDEN), col(o.begint_op) <= nu, *([sa.or_(*over)] if over else []))
        .order_by(col(o.begint_op).desc(), col(o.id).desc())
        .limit(HOOGSTENS)
    )
    return [tuple(rij) for rij in session.execute(vraag)]
