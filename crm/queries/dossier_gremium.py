"""Governing bodies: the list, and one with its members past and present, its meetings and its norms over the years."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    AMSTERDAM,
    Bron,
    Gremium,
    Gremiumlid,
    GremiumRol,
    Indicator,
    Meting,
    Norm,
    Organisatie,
    Overleg,
    OverlegStatus,
    Persoon,
    Programma,
)
from crm.queries.norm_stand import (
    GremiumStand,
    NormStand,
    gehouden_door,
    jaarreeks,
    normen_per_agenda,
    normen_van,
)

_RANG = {rol: plek for plek, rol in enumerate(GremiumRol)}


@dataclass(frozen=True)
class Bijeenkomst:
    """One meeting of a governing body."""

    uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    status: OverlegStatus


@dataclass(frozen=True)
class Lid:
    """Somebody who sits or sat in it; the name of the person only for who may see persons."""

    uuid: uuid_.UUID
    rol: GremiumRol
    van: dt.date
    tot: dt.date | None
    organisatie: str | None
    organisatie_uuid: uuid_.UUID | None
    is_persoon: bool
    persoon: str | None


@dataclass(frozen=True)
class GremiumDossier:
    """A governing body with everything on its page."""

    stand: GremiumStand
    programma: Programma
    leden: tuple[Lid, ...]
    oud_leden: tuple[Lid, ...]
    bijeenkomsten: tuple[Bijeenkomst, ...]
    jaren: dict[int, tuple[NormStand, ...]] = field(default_factory=dict)
    """By number of the norm: each year in which it held."""

    @property
    def gepland(self) -> int:
        """How many meetings are planned for the rest of this year."""
        return sum(b.status is OverlegStatus.GEPLAND for b in self.bijeenkomsten)

    @property
    def voorzitter(self) -> Lid | None:
        return next((lid for lid in self.leden if lid.rol is GremiumRol.VOORZITTER), None)


@dataclass(frozen=True)
class GremiumRegel:
    """A governing body in the list."""

    gremium: Gremium
    leden: int
    gehouden: int
    laatste: dt.datetime | None
    volgende: dt.datetime | None
    normen: tuple[NormStand, ...]


@dataclass(frozen=True)
class Gemeten:
    """A norm that the system does not count, and what an indicator from the same place in the document says of it."""

    indicator_uuid: uuid_.UUID
    indicator: str
    waarde: Decimal | None
    peildatum: dt.date | None


@dataclass(frozen=True)
class Agendagremia:
    """The governing bodies of one agenda, and the norms that belong to none of them."""

    programma: Programma
    gremia: tuple[GremiumRegel, ...]
    overig: tuple[NormStand, ...]


def gremium_dossier(
    session: Session, uuid: uuid_.UUID, peildatum: dt.date, *, met_personen: bool = False
) -> GremiumDossier:
    """One governing body, in six queries. Refuses with NietGevonden what is not there."""
    gremium, programma, bron, gehouden = _kop(session, uuid, peildatum)
    normen = normen_van(session, gremium.id, peildatum)
    leden = _leden(session, gremium.id, met_personen)
    nog = [lid for lid in leden if lid.tot is None or lid.tot >= peildatum]
    return GremiumDossier(
        stand=GremiumStand(gremium, bron, gehouden, normen),
        programma=programma,
        leden=tuple(sorted(nog, key=lambda lid: (_RANG[lid.rol], lid.organisatie or "", lid.van))),
        oud_leden=tuple(lid for lid in leden if lid not in nog),
        bijeenkomsten=_bijeenkomsten(session, gremium.id, peildatum.year),
        jaren=jaarreeks(session, normen, programma.jaar_van, peildatum),
    )


def gremium_kop(session: Session, uuid: uuid_.UUID) -> tuple[Gremium, Programma]:
    """The governing body and its agenda; enough for the pages that change it."""
    rij = session.exec(
        select(Gremium, Programma)
        .join(Programma, col(Programma.id) == Gremium.programma_id)
        .where(Gremium.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Dit gremium bestaat niet, of niet meer.")
    return rij


def gremia(session: Session, peildatum: dt.date) -> tuple[Agendagremia, ...]:
    """All governing bodies by agenda, the latest agenda first, in two queries.

    Not in pages: an agenda has a dozen.
    """
    moment = dt.datetime.combine(peildatum + dt.timedelta(days=1), dt.time(), tzinfo=AMSTERDAM)
    rijen = session.exec(
        select(
            Programma,
            Gremium,
            _leden_op(peildatum),
            gehouden_door(Gremium.id, peildatum),
            _overleg(sa.func.max, Overleg.GEHOUDEN, col(Overleg.begint_op) < moment),
            _overleg(sa.func.min, (OverlegStatus.GEPLAND,), col(Overleg.begint_op) >= moment),
        )
        .join(Gremium, col(Gremium.programma_id) == Programma.id)
        .order_by(col(Programma.jaar_van).desc(), col(Programma.id), col(Gremium.id))
    ).all()
    normen = normen_per_agenda(session, peildatum)
    uit = []
    for programma_id, groep in groupby(rijen, key=lambda rij: rij[0].id):
        regels = list(groep)
        eigen = normen.get(programma_id, ())
        uit.append(
            Agendagremia(
                programma=regels[0][0],
                gremia=tuple(
                    GremiumRegel(gremium, *rest, tuple(n for n in eigen if n.norm.gremium_id == gremium.id))
                    for _, gremium, *rest in regels
                ),
                overig=tuple(n for n in eigen if n.norm.gremium_id is None),
            )
        )
    return tuple(uit)


def metingen_bij(
    session: Session, normen: Iterable[NormStand], peildatum: dt.date
) -> dict[int, Gemeten]:
    """What was measured this year of norms that the system does not count, by number of the norm; one query.

    A norm and an indicator that were read from the same lines of the document are about the same thing: who counts
    notes it there, with its source, and a second person approves it.
    """
    nummers = [stand.norm.id for stand in normen if stand.geteld is None]
    if not nummers:
        return {}
    van_norm, van_indicator = aliased(Bron), aliased(Bron)
    zelfde_plek = (
        van_indicator.bestand == van_norm.bestand,
        van_indicator.regel_van == van_norm.regel_van,
        van_indicator.regel_tot == van_norm.regel_tot,
    )
    dit_jaar = (
        Meting.indicator_id == Indicator.id,
        col(Meting.peildatum) >= dt.date(peildatum.year, 1, 1),
        col(Meting.peildatum) <= peildatum,
    )
    rijen = session.execute(
        sa.select(Norm.id, Indicator.uuid, Indicator.naam, Meting.waarde, Meting.peildatum)
        .join(van_norm, van_norm.id == Norm.bron_id)
        .join(van_indicator, sa.and_(*zelfde_plek))
        .join(Indicator, Indicator.bron_id == van_indicator.id)
        .outerjoin(Meting, sa.and_(*dit_jaar))
        .where(col(Norm.id).in_(nummers))
        .order_by(Norm.id, Meting.peildatum, Meting.id)
    )
    return {nummer: Gemeten(*rest) for nummer, *rest in rijen}


def _kop(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> tuple[Gremium, Programma, Bron | None, int]:
    rij = session.exec(
        select(Gremium, Programma, Bron, gehouden_door(Gremium.id, peildatum))
        .join(Programma, col(Programma.id) == Gremium.programma_id)
        .outerjoin(Bron, col(Bron.id) == Gremium.bron_id)
        .where(Gremium.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Dit gremium bestaat niet, of niet meer.")
    return rij


def _leden(session: Session, gremium_id: int, met_personen: bool) -> list[Lid]:
    """Everybody who ever sat in it, the latest first; what somebody may not see is not fetched either."""
    naam = Persoon.naam if met_personen else sa.null()
    vraag = (
        sa.select(
            Gremiumlid.uuid, Gremiumlid.rol, Gremiumlid.van, Gremiumlid.tot, Organisatie.naam, Organisatie.uuid,
            col(Gremiumlid.persoon_id).is_not(None), naam,
        )
        .outerjoin(Organisatie, Organisatie.id == Gremiumlid.organisatie_id)
        .where(Gremiumlid.gremium_id == gremium_id)
        .order_by(col(Gremiumlid.van).desc(), col(Gremiumlid.id).desc())
    )  # fmt: skip
    if met_personen:
        vraag = vraag.outerjoin(Persoon, Persoon.id == Gremiumlid.persoon_id)
    return [Lid(*rij) for rij in session.execute(vraag)]


def _bijeenkomsten(session: Session, gremium_id: int, jaar: int) -> tuple[Bijeenkomst, ...]:
    """The meetings of this year, also those to come, the latest first."""
    begin, eind = (dt.datetime(j, 1, 1, tzinfo=AMSTERDAM) for j in (jaar, jaar + 1))
    vraag = (
        sa.select(Overleg.uuid, Overleg.onderwerp, Overleg.begint_op, Overleg.status)
        .where(
            Overleg.gremium_id == gremium_id,
            col(Overleg.begint_op) >= begin,
            col(Overleg.begint_op) < eind,
        )
        .order_by(col(Overleg.begint_op).desc())
        .limit(100)
    )
    return tuple(Bijeenkomst(*rij) for rij in session.execute(vraag))


def _leden_op(peildatum: dt.date) -> sa.ScalarSelect[int]:
    vraag = sa.select(sa.func.count(Gremiumlid.id)).where(
        Gremiumlid.gremium_id == Gremium.id,
        col(Gremiumlid.van) <= peildatum,
        sa.or_(col(Gremiumlid.tot).is_(None), col(Gremiumlid.tot) >= peildatum),
    )
    return vraag.correlate(Gremium).scalar_subquery()


def _overleg(
    welk: sa.sql.functions.GenericFunction, standen: Iterable[OverlegStatus], *waar: sa.ColumnElement[bool]
) -> sa.ScalarSelect[dt.datetime]:
    """The moment of the last or the next meeting."""
    vraag = sa.select(welk(Overleg.begint_op)).where(
        Overleg.gremium_id == Gremium.id, col(Overleg.status).in_(tuple(standen)), *waar
    )
    return vraag.correlate(Gremium).scalar_subquery()
