"""What stands in a calendar that somebody follows: meetings and days by which something must be there.

A fixed number of statements per kind of feed. Nothing here names a contact person, a telephone number, an e-mail address
or what was written down in a meeting: a feed lies about in other people's programs.
"""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.adapters.nederlands import hoofdletter
from crm.models import (
    AMSTERDAM,
    Agendafeed,
    FeedSoort,
    Gebruiker,
    Ontwikkelcoalitie,
    Opdracht,
    Overleg,
    OverlegStatus,
    PcProduct,
    dag_van,
)
from crm.queries import agenda_bereik as bereik
from crm.queries import agenda_dagen as dagen
from crm.queries.agenda_dagen import Termijn

DAGEN_TERUG = 90
DAGEN_VOORUIT = 400
# Long enough for every calendar to take it out; then it is only noise.
AFGELAST_ZICHTBAAR = dt.timedelta(days=30)

PC_DAGEN = (
    ("peildatum", "peildatum"),
    ("aanleverdatum", "aanleveren"),
    ("gs_datum", "behandeling in GS"),
    ("ps_datum", "behandeling in PS"),
    ("wettelijk_voor", "moet volgens de wet vóór deze dag bij de minister zijn"),
)


@dataclass(frozen=True)
class Agendapost:
    """One thing in a feed: at a moment, or on a day."""

    soort: str
    """The kind of dossier where it leads, and its uuid."""

    uuid: uuid_.UUID
    kenmerk: str
    """What it is known by in every calendar, whatever happens to it: the part of the UID before the domain."""

    titel: str
    begin: dt.datetime | dt.date
    gewijzigd_op: dt.datetime
    categorie: str
    einde: dt.datetime | None = None
    plaats: str | None = None
    is_afgelast: bool = False
    volgnummer: int = 0


@dataclass(frozen=True)
class Agenda:
    """A feed: how it is called, and what is in it, the earliest first."""

    naam: str
    posten: tuple[Agendapost, ...]


@dataclass(frozen=True)
class Venster:
    """From which day to which day a feed looks, on this day."""

    nu: dt.datetime

    @property
    def van(self) -> dt.date:
        return dag_van(self.nu) - dt.timedelta(days=DAGEN_TERUG)

    @property
    def tot(self) -> dt.date:
        return dag_van(self.nu) + dt.timedelta(days=DAGEN_VOORUIT)

    def overleg(self) -> sa.ColumnElement[bool]:
        """The meetings that are seen now: within the days, and not called off longer than thirty days ago."""
        van, tot = (dt.datetime.combine(dag, dt.time(), AMSTERDAM) for dag in (self.van, self.tot))
        return sa.and_(
            col(Overleg.begint_op) >= van,
            col(Overleg.begint_op) < tot,
            sa.or_(
                Overleg.status != OverlegStatus.AFGELAST,
                col(Overleg.afgelast_op) > self.nu - AFGELAST_ZICHTBAAR,
            ),
        )


def agenda(session: Session, feed: Agendafeed, wie: Gebruiker, nu: dt.datetime) -> Agenda:
    """What is in this feed of this colleague at this moment."""
    venster = Venster(nu)
    match feed.soort:
        case FeedSoort.EIGEN:
            return _eigen(session, wie, venster)
        case FeedSoort.OPDRACHT:
            return _opdracht(session, feed.opdracht_id, venster)
        case FeedSoort.COALITIE:
            return _coalitie(session, feed.coalitie_id, venster)
        case FeedSoort.PC_KALENDER:
            return Agenda("P&C-kalender", _op_volgorde(_pc_dagen(session, venster)))


def _eigen(session: Session, wie: Gebruiker, venster: Venster) -> Agenda:
    dag = dag_van(venster.nu)
    mijn = sa.or_(
        Overleg.eigenaar_id == wie.id,
        bereik.overleggen_van_coalities(bereik.coalities_van(wie, dag)),
        bereik.overleggen_van_opdrachten(bereik.opdrachten_van(wie, dag), dag),
    )
    termijnen = [
        *dagen.afspraken(session, venster.van, venster.tot, eigenaar=wie.id),
        *dagen.actiepunten(session, venster.van, venster.tot, eigenaar=wie.id),
        *dagen.toezeggingen(session, venster.van, venster.tot, wie.id),
        *dagen.opdrachten(session, venster.van, venster.tot, bereik.opdrachten_van(wie, dag)),
        *dagen.mijlpalen(session, venster.van, venster.tot, wie.id),
    ]
    posten = [*_overleggen(session, mijn, venster), *_posten(termijnen)]
    return Agenda(f"Aanjager: {wie.naam}", _op_volgorde(posten))


def _opdracht(session: Session, opdracht_id: int, venster: Venster) -> Agenda:
    dag = dag_van(venster.nu)
    opdracht = session.get(Opdracht, opdracht_id)
    deze = sa.select(Opdracht.id).where(Opdracht.id == opdracht_id)
    termijnen = [
        *dagen.agendapunten(session, venster.van, venster.tot, opdracht_id),
        *dagen.opdrachten(session, venster.van, venster.tot, deze),
    ]
    posten = [*_overleggen(session, bereik.overleggen_van_opdrachten(deze, dag), venster), *_posten(termijnen)]
    return Agenda(opdracht.naam, _op_volgorde(posten))


def _coalitie(session: Session, coalitie_id: int, venster: Venster) -> Agenda:
    coalitie = session.get(Ontwikkelcoalitie, coalitie_id)
    termijnen = [
        *dagen.afspraken(session, venster.van, venster.tot, coalitie=coalitie_id),
        *dagen.actiepunten(session, venster.van, venster.tot, coalitie=coalitie_id),
    ]
    posten = [*_overleggen(session, Overleg.coalitie_id == coalitie_id, venster), *_posten(termijnen)]
    return Agenda(f"Coalitie {coalitie.titel}", _op_volgorde(posten))


def _overleggen(session: Session, welke: Any, venster: Venster) -> list[Agendapost]:
    vraag = sa.select(
        Overleg.uuid,
        Overleg.onderwerp,
        Overleg.begint_op,
        Overleg.eindigt_op,
        Overleg.locatie,
        Overleg.status,
        Overleg.volgnummer,
        Overleg.gewijzigd_op,
    ).where(welke, venster.overleg())
    return [
        Agendapost(
            soort="overleg",
            uuid=rij.uuid,
            kenmerk=str(rij.uuid),
            titel=rij.onderwerp,
            begin=rij.begint_op,
            einde=rij.eindigt_op,
            plaats=rij.locatie,
            gewijzigd_op=rij.gewijzigd_op,
            categorie="Overleg",
            is_afgelast=rij.status is OverlegStatus.AFGELAST,
            volgnummer=rij.volgnummer,
        )
        for rij in session.execute(vraag)
    ]


def _posten(termijnen: list[Termijn]) -> list[Agendapost]:
    return [
        Agendapost(
            soort=termijn.bij,
            uuid=termijn.bij_uuid,
            kenmerk=str(termijn.uuid),
            titel=f"{hoofdletter(termijn.wat)}: {termijn.titel}",
            begin=termijn.dag,
            gewijzigd_op=termijn.gewijzigd_op,
            categorie="Termijn",
            volgnummer=termijn.volgnummer,
        )
        for termijn in termijnen
    ]


def _pc_dagen(session: Session, venster: Venster) -> list[Agendapost]:
    posten = []
    for product in session.execute(sa.select(PcProduct)).scalars():
        for veld, wat in PC_DAGEN:
            dag = getattr(product, veld)
            if dag is not None and venster.van <= dag < venster.tot:
                posten.append(
                    Agendapost(
                        soort="pc_product",
                        uuid=product.uuid,
                        kenmerk=f"{product.uuid}-{veld}",
                        titel=f"{hoofdletter(product.naam)}: {wat}",
                        begin=dag,
                        gewijzigd_op=product.gewijzigd_op,
                        categorie="P&C-kalender",
                        volgnummer=product.versie - 1,
                    )
                )
    return posten


def _op_volgorde(posten: list[Agendapost]) -> tuple[Agendapost, ...]:
    """The earliest first, each once: a file that only differs when something is different."""
    uniek = {post.kenmerk: post for post in posten}
    return tuple(sorted(uniek.values(), key=_plek))


def _plek(post: Agendapost) -> tuple[dt.date, dt.datetime, str, str]:
    if isinstance(post.begin, dt.datetime):
        return dag_van(post.begin), post.begin, post.titel, post.kenmerk
    return post.begin, dt.datetime.combine(post.begin, dt.time(), AMSTERDAM), post.titel, post.kenmerk
