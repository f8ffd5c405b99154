"""A coalitie: who drives it, who is in it and who is missing, what was promised, and when we last spoke."""

import datetime as dt
import uuid as uuid_
from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Bron,
    CoalitieStatus,
    DeelnemerRol,
    Deelneming,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    Programma,
    PurposeCase,
    natuurlijke_volgorde,
)
from crm.queries import afspraken
from crm.queries.coalitie_omgeving import (
    AgendapuntRegel,
    Verwant,
    Verwanten,
    agendapunten,
    laatste_case,
    verwanten,
)
from crm.queries.coalitie_signalen import VERWACHT, CoalitieSignaal, signalen_van
from crm.queries.dossier_overleggen import (
    ActiepuntRegel,
    OverlegRegel,
    laatst_gesproken,
    met_actiepunten,
)
from crm.queries.open_werk import afspraken_van


@dataclass(frozen=True)
class CoalitieRegel:
    """A coalitie in the list."""

    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    status: CoalitieStatus
    programma: str
    jaar_van: int
    jaar_tot: int
    leden: int
    open_afspraken: int
    laatste_overleg: dt.datetime | None
    aanjager: str | None


@dataclass(frozen=True)
class Lid:
    """A membership, and when we last spoke with this member, about whatever."""

    deelneming: Deelneming
    organisatie: Organisatie
    persoon: str | None
    gesproken: OverlegRegel | None


@dataclass(frozen=True)
class CoalitieKop:
    """The coalitie, its agenda and its purpose case; enough for the pages that change it."""

    coalitie: Ontwikkelcoalitie
    programma: Programma
    bron: Bron | None
    case: PurposeCase | None
    opgegaan_in: Verwant | None


@dataclass(frozen=True)
class CoalitieDossier:
    """Everything on the page of a coalitie."""

    kop: CoalitieKop
    leden: tuple[Lid, ...]
    oud_leden: tuple[Lid, ...]
    verwanten: Verwanten
    signalen: tuple[CoalitieSignaal, ...]
    agendapunten: tuple[AgendapuntRegel, ...]
    sommen: tuple[afspraken.Eenheidsom, ...]
    afspraken: tuple[afspraken.AfspraakRegel, ...]
    overleggen: tuple[OverlegRegel, ...]
    actiepunten: tuple[ActiepuntRegel, ...]

    @property
    def aanjager(self) -> Lid | None:
        return next((lid for lid in self.leden if lid.deelneming.rol is DeelnemerRol.AANJAGER), None)

    @property
    def helices(self) -> Counter[Helix]:
        """How many organisations of each kind take part now."""
        return Counter({lid.organisatie.id: lid.organisatie.helix for lid in self.leden}.values())

    @property
    def ontbreekt(self) -> tuple[Helix, ...]:
        """The kinds of party that a coalitie needs and this one has not."""
        return tuple(helix for helix in VERWACHT if helix not in self.helices)


def coalities(
    session: Session, peildatum: dt.date, *, status: CoalitieStatus | None = None
) -> tuple[CoalitieRegel, ...]:
    """The coalities, the latest agenda first and in the order of their numbers, in one query.

    Not in pages: a province has a dozen of them per agenda, and people look for a number.
    """
    c = Ontwikkelcoalitie
    geldt = sa.and_(
        Deelneming.coalitie_id == c.id,
        col(Deelneming.van) <= peildatum,
        sa.or_(col(Deelneming.tot).is_(None), col(Deelneming.tot) >= peildatum),
    )
    open_ = (Partnerafspraak.coalitie_id == c.id, col(Partnerafspraak.status).in_(Partnerafspraak.OPEN))
    gehouden = (Overleg.coalitie_id == c.id, col(Overleg.status).in_(Overleg.GEHOUDEN))
    aanjager = (
        sa.select(sa.func.min(Organisatie.naam))
        .join(Deelneming, Deelneming.organisatie_id == Organisatie.id)
        .where(geldt, Deelneming.rol == DeelnemerRol.AANJAGER)
    )
    vraag = (
        sa.select(
            c.uuid,
            c.nummer,
            c.naam,
            c.status,
            Programma.naam,
            Programma.jaar_van,
            Programma.jaar_tot,
            _waarde(sa.select(sa.func.count(sa.distinct(Deelneming.organisatie_id))).where(geldt)),
            _waarde(sa.select(sa.func.count(Partnerafspraak.id)).where(*open_)),
            _waarde(sa.select(sa.func.max(Overleg.begint_op)).where(*gehouden)),
            _waarde(aanjager),
        )
        .join(Programma, Programma.id == c.programma_id)
        .where(*([c.status == status] if status else []))
    )
    regels = [CoalitieRegel(*rij) for rij in session.execute(vraag)]
    return tuple(
        sorted(regels, key=lambda r: (-r.jaar_van, r.programma, natuurlijke_volgorde(r.nummer or ""), r.naam))
    )


def coalitie_kop(session: Session, uuid: uuid_.UUID) -> CoalitieKop:
    """The coalitie, in one query. Refuses with NietGevonden what is not there."""
    ander = aliased(Ontwikkelcoalitie)
    rij = session.exec(
        select(Ontwikkelcoalitie, Programma, Bron, PurposeCase, ander.uuid, ander.nummer, ander.naam)
        .join(Programma, col(Programma.id) == Ontwikkelcoalitie.programma_id)
        .outerjoin(Bron, col(Bron.id) == Ontwikkelcoalitie.bron_id)
        .outerjoin(PurposeCase, laatste_case(Ontwikkelcoalitie))
        .outerjoin(ander, ander.id == Ontwikkelcoalitie.opgegaan_in_id)
        .where(Ontwikkelcoalitie.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze coalitie bestaat niet, of niet meer.")
    *kop, ander_uuid, ander_nummer, ander_naam = rij
    return CoalitieKop(*kop, Verwant(ander_uuid, ander_nummer, ander_naam) if ander_uuid else None)


def coalitie_dossier(
    session: Session, uuid: uuid_.UUID, peildatum: dt.date, nu: dt.datetime
) -> CoalitieDossier:
    """The coalitie on this day, in ten queries. Refuses with NietGevonden what is not there."""
    kop = coalitie_kop(session, uuid)
    eigen = kop.coalitie.id
    leden = _leden(session, eigen, nu)
    overleggen, actiepunten = met_actiepunten(session, Overleg.coalitie_id == eigen)
    return CoalitieDossier(
        kop=kop,
        leden=tuple(lid for lid in leden if _nog_lid(lid, peildatum)),
        oud_leden=tuple(lid for lid in leden if not _nog_lid(lid, peildatum)),
        verwanten=verwanten(session, eigen),
        signalen=signalen_van(session, eigen, peildatum),
        agendapunten=agendapunten(session, eigen),
        sommen=afspraken.sommen(session, afspraken_van(eigen)),
        afspraken=afspraken.regels(session, afspraken_van(eigen)),
        overleggen=overleggen,
        actiepunten=actiepunten,
    )


def _waarde(vraag: sa.Select[Any]) -> sa.ScalarSelect[Any]:
    return vraag.correlate(Ontwikkelcoalitie).scalar_subquery()


def _nog_lid(lid: Lid, peildatum: dt.date) -> bool:
    """Takes part now or from a later day; only whose last day is past belongs to history."""
    return lid.deelneming.tot is None or lid.deelneming.tot >= peildatum


def _leden(session: Session, coalitie_id: int, nu: dt.datetime) -> list[Lid]:
    rijen = session.exec(
        select(Deelneming, Organisatie, Persoon.naam)
        .join(Organisatie, col(Organisatie.id) == Deelneming.organisatie_id)
        .outerjoin(Persoon, col(Persoon.id) == Deelneming.persoon_id)
        .where(Deelneming.coalitie_id == coalitie_id)
    ).all()
    gesproken = laatst_gesproken(session, sorted({organisatie.id for _, organisatie, _ in rijen}), nu)
    leden = [Lid(deelneming, org, persoon, gesproken.get(org.id)) for deelneming, org, persoon in rijen]
    return sorted(leden, key=_lid_volgorde)


def _lid_volgorde(lid: Lid) -> tuple[int, str, dt.date]:
    rang = {DeelnemerRol.AANJAGER: 0, DeelnemerRol.LID: 1, DeelnemerRol.ADVISEUR: 2}
    return rang[lid.deelneming.rol], lid.organisatie.naam_sleutel, lid.deelneming.van
