"""The hand-over pack of a mandate: what a successor must know, from what was promised to who was spoken to last.

To a mandate belong its actie with the deelacties below it, the coalities that work on one of those, and the acties and
coalities that a point of its werkagenda's names. Names of people are fetched only for who may see persons.
"""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from crm.models import (
    Aanwezigheid,
    Actie,
    Actiepunt,
    ActiepuntStatus,
    Agendapunt,
    AgendapuntStatus,
    CoalitieActie,
    CoalitieStatus,
    Gebruiker,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    PurposeCase,
    Signaal,
    Werkagenda,
    natuurlijke_volgorde,
)
from crm.queries import afspraken, coalitie_signalen
from crm.queries.dossier_opdracht import OpdrachtKop, opdracht_kop
from crm.queries.mensen import wie_doet_het
from crm.queries.opdrachten import OpdrachtRegel, opdrachten
from crm.queries.signalen import LOPEND, SignaalRegel
from crm.queries.signalen import regels as signaalregels
from crm.queries.werkagendas import PuntRegel, puntregels

# So many lines of one kind fit in a pack that somebody reads; the page says when there are more.
HOOGSTENS = 100
HOOGSTENS_CONTACTEN = 40


@dataclass(frozen=True)
class CoalitieNaam:
    """A coalitie of this mandate."""

    id: int
    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    status: CoalitieStatus


@dataclass(frozen=True)
class Omvang:
    """What belongs to a mandate."""

    acties: tuple[tuple[int, uuid_.UUID, str, str], ...]
    coalities: tuple[CoalitieNaam, ...]

    def over(self, soort: type[Partnerafspraak] | type[Overleg] | type[Signaal]) -> sa.ColumnElement[bool]:
        """The condition that something is about one of the acties or coalities of this mandate."""
        return sa.or_(
            col(soort.actie_id).in_([actie[0] for actie in self.acties]),
            col(soort.coalitie_id).in_([coalitie.id for coalitie in self.coalities]),
        )


@dataclass(frozen=True)
class ActiepuntRegel:
    """An open action point, and the meeting or purpose case it comes from."""

    omschrijving: str
    uiterlijk: dt.date | None
    wie: str | None
    is_van_buiten: bool
    overleg: str | None
    overleg_uuid: uuid_.UUID | None
    case: str | None
    case_uuid: uuid_.UUID | None


@dataclass(frozen=True)
class Contact:
    """The last time we spoke with an organisation about this mandate: who, whom, when and about what."""

    organisatie: str
    organisatie_uuid: uuid_.UUID
    overleg_uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    door: str | None
    """The colleague who wrote it up."""
    met: tuple[str, ...] = field(default=())
    """The people of the organisation who were there; empty for who may not see persons."""


@dataclass(frozen=True)
class Afspraakoverleg:
    """A meeting to come."""

    uuid: uuid_.UUID
    onderwerp: str
    begint_op: dt.datetime
    status: OverlegStatus


@dataclass(frozen=True)
class Overdracht:
    """Everything in the pack."""

    kop: OpdrachtKop
    regel: OpdrachtRegel
    omvang: Omvang
    afspraken: tuple[afspraken.AfspraakRegel, ...]
    actiepunten: tuple[ActiepuntRegel, ...]
    contacten: tuple[Contact, ...]
    signalen: tuple[SignaalRegel, ...]
    coalities: tuple[coalitie_signalen.CoalitieSignalen, ...]
    """The coalities that run and ask for attention."""
    punten: tuple[PuntRegel, ...]
    komend: tuple[Afspraakoverleg, ...]


def overdracht(
    session: Session, uuid: uuid_.UUID, peildatum: dt.date, nu: dt.datetime, *, met_personen: bool
) -> Overdracht:
    """The pack as it is on this day. Refuses with NietGevonden what is not there."""
    kop = opdracht_kop(session, uuid)
    eigen = kop.opdracht.id
    (regel,) = opdrachten(session, peildatum, Opdracht.id == eigen)
    omvang = omvang_van(session, kop.opdracht)
    p = Partnerafspraak
    signalen = sa.or_(Signaal.opdracht_id == eigen, omvang.over(Signaal))
    return Overdracht(
        kop=kop,
        regel=regel,
        omvang=omvang,
        afspraken=afspraken.regels(session, omvang.over(p), col(p.status).in_(p.OPEN), hoogstens=HOOGSTENS + 1),
        actiepunten=_actiepunten(session, omvang, met_personen=met_personen),
        contacten=_contacten(session, omvang, nu, met_personen=met_personen),
        signalen=signaalregels(session, signalen, col(Signaal.status).in_(LOPEND), hoogstens=HOOGSTENS),
        coalities=_coalities(session, omvang, peildatum),
        punten=_punten(session, eigen),
        komend=_komend(session, omvang, nu),
    )


def omvang_van(session: Session, opdracht: Opdracht) -> Omvang:
    """What belongs to this mandate, in two queries."""
    acties = session.execute(
        sa.select(Actie.id, Actie.uuid, Actie.nummer, sa.func.coalesce(Actie.korte_titel, Actie.titel)).where(
            sa.or_(_eigen_acties(opdracht, Actie.id), col(Actie.id).in_(_genoemd(opdracht, Agendapunt.actie_id)))
        )
    )
    genoemd = _genoemd(opdracht, Agendapunt.coalitie_id)
    via_actie = sa.select(CoalitieActie.coalitie_id).where(_eigen_acties(opdracht, CoalitieActie.actie_id))
    c = Ontwikkelcoalitie
    coalities = session.execute(
        sa.select(c.id, c.uuid, c.nummer, c.naam, c.status).where(sa.or_(col(c.id).in_(genoemd), col(c.id).in_(via_actie)))
    )
    return Omvang(
        acties=tuple(sorted((tuple(rij) for rij in acties), key=lambda rij: natuurlijke_volgorde(rij[2]))),
        coalities=tuple(
            sorted((CoalitieNaam(*rij) for rij in coalities), key=lambda k: (natuurlijke_volgorde(k.nummer or ""), k.naam))
        ),
    )


def _genoemd(opdracht: Opdracht, kolom: Any) -> sa.Select[Any]:
    """What the points of its werkagenda's name."""
    return (
        sa.select(kolom)
        .join(Werkagenda, Werkagenda.id == Agendapunt.werkagenda_id)
        .where(Werkagenda.opdracht_id == opdracht.id, col(kolom).is_not(None))
    )


def _eigen_acties(opdracht: Opdracht, kolom: Any) -> sa.ColumnElement[bool]:
    """The condition that this is the actie of the mandate, or one below it; never true for a mandate without one."""
    if opdracht.actie_id is None:
        return sa.false()
    eigen = sa.select(Actie.id).where(sa.or_(Actie.id == opdracht.actie_id, Actie.ouder_id == opdracht.actie_id))
    return kolom.in_(eigen)


def _actiepunten(session: Session, omvang: Omvang, *, met_personen: bool) -> tuple[ActiepuntRegel, ...]:
    """The open action points of meetings about this mandate, and of the purpose cases of its coalities."""
    van_buiten = sa.and_(col(Actiepunt.eigenaar_id).is_(None), col(Actiepunt.eigenaar_naam).is_not(None))
    vraag = (
        sa.select(
            Actiepunt.omschrijving, Actiepunt.uiterlijk, wie_doet_het(met_personen=met_personen), van_buiten,
            Overleg.onderwerp, Overleg.uuid, PurposeCase.titel, PurposeCase.uuid,
        )
        .outerjoin(Overleg, Overleg.id == Actiepunt.overleg_id)
        .outerjoin(PurposeCase, PurposeCase.id == Actiepunt.case_id)
        .outerjoin(Gebruiker, Gebruiker.id == Actiepunt.eigenaar_id)
        .where(
            Actiepunt.status == ActiepuntStatus.OPEN,
            sa.or_(omvang.over(Overleg), col(PurposeCase.coalitie_id).in_([c.id for c in omvang.coalities])),
        )
        .order_by(sa.func.coalesce(Actiepunt.uiterlijk, dt.date(9999, 12, 31)), Actiepunt.id)
        .limit(HOOGSTENS + 1)
    )  # fmt: skip
    return tuple(ActiepuntRegel(*rij) for rij in session.execute(vraag))


def _contacten(session: Session, omvang: Omvang, nu: dt.datetime, *, met_personen: bool) -> tuple[Contact, ...]:
    """The last conversation with each organisation, the latest first, in one query."""
    laatste = (
        sa.select(
            Aanwezigheid.organisatie_id, Overleg.id.label("overleg_id"), Overleg.uuid, Overleg.onderwerp,
            Overleg.begint_op, Overleg.vastgelegd_door_id,
            sa.func.row_number()
            .over(partition_by=Aanwezigheid.organisatie_id, order_by=(col(Overleg.begint_op).desc(), col(Overleg.id).desc()))
            .label("plaats"),
        )
        .join(Overleg, Overleg.id == Aanwezigheid.overleg_id)
        .where(
            omvang.over(Overleg),
            col(Aanwezigheid.organisatie_id).is_not(None),
            col(Aanwezigheid.is_afgemeld).is_(False),
            col(Overleg.status).in_(Overleg.GEHOUDEN),
            col(Overleg.begint_op) <= nu,
        )
        .subquery()
    )  # fmt: skip
    eerst = sa.select(laatste).where(laatste.c.plaats == 1).order_by(laatste.c.begint_op.desc(), laatste.c.organisatie_id)
    k, erbij = eerst.limit(HOOGSTENS_CONTACTEN).subquery(), aliased(Aanwezigheid)
    vraag = (
        sa.select(k, Organisatie.naam, Organisatie.uuid.label("organisatie_uuid"), Gebruiker.naam.label("door"))
        .join(Organisatie, Organisatie.id == k.c.organisatie_id)
        .outerjoin(Gebruiker, Gebruiker.id == k.c.vastgelegd_door_id)
        .order_by(k.c.begint_op.desc(), Organisatie.naam)
    )
    if met_personen:
        zelfde = (erbij.overleg_id == k.c.overleg_id, erbij.organisatie_id == k.c.organisatie_id)
        vraag = vraag.add_columns(erbij.naam.label("wie")).join(erbij, sa.and_(*zelfde, erbij.is_afgemeld.is_(False)))
        vraag = vraag.order_by(erbij.id)
    rijen = session.execute(vraag).all()
    met: dict[int, list[str]] = defaultdict(list)
    for rij in rijen if met_personen else ():
        met[rij.organisatie_id].append(rij.wie)
    per_organisatie = {rij.organisatie_id: rij for rij in rijen}
    return tuple(
        Contact(
            rij.naam, rij.organisatie_uuid, rij.uuid, rij.onderwerp, rij.begint_op, rij.door, tuple(met[nummer])
        )
        for nummer, rij in per_organisatie.items()
    )  # fmt: skip


def _punten(session: Session, opdracht_id: int) -> tuple[PuntRegel, ...]:
    """What is open in its werkagenda's, and what was moved on to a year that has not begun yet."""
    nog_te_doen = (AgendapuntStatus.OPEN, AgendapuntStatus.DOORGESCHOVEN)
    regels = puntregels(session, Werkagenda.opdracht_id == opdracht_id, col(Agendapunt.status).in_(nog_te_doen))
    return tuple(regel for regel in regels if regel.vervolg is None)


def _coalities(
    session: Session, omvang: Omvang, peildatum: dt.date
) -> tuple[coalitie_signalen.CoalitieSignalen, ...]:
    if not omvang.coalities:
        return ()
    eigen = col(Ontwikkelcoalitie.id).in_([coalitie.id for coalitie in omvang.coalities])
    return tuple(c for c in coalitie_signalen.signalen(session, peildatum, eigen) if c.signalen)


def _komend(session: Session, omvang: Omvang, nu: dt.datetime) -> tuple[Afspraakoverleg, ...]:
    o = Overleg
    vraag = (
        sa.select(o.uuid, o.onderwerp, o.begint_op, o.status)
        .where(omvang.over(o), o.status == OverlegStatus.GEPLAND, col(o.begint_op) >= nu)
        .order_by(col(o.begint_op), col(o.id))
        .limit(HOOGSTENS)
    )
    return tuple(Afspraakoverleg(*rij) for rij in session.execute(vraag))
