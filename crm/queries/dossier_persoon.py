"""A contact person: where this person works, what we hold and why, and when we last spoke."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.models import (
    Aanwezigheid,
    Functie,
    Gremium,
    Gremiumlid,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Persoon,
    Rolvervulling,
)
from crm.models.ontwikkelcoalitie import Deelneming
from crm.queries.dossier_overleggen import OverlegRegel, overleggen
from crm.queries.dossiers import vind


@dataclass(frozen=True)
class Functieregel:
    """A job at an organisation."""

    organisatie: uuid_.UUID
    organisatie_naam: str
    naam: str | None
    van: dt.date | None
    tot: dt.date | None

    def is_voorbij(self, dag: dt.date) -> bool:
        return self.tot is not None and self.tot < dag


@dataclass(frozen=True)
class Rolregel:
    """What the person does outside the job: in a coalitie, a gremium or a mandate."""

    soort: str
    uuid: uuid_.UUID
    naam: str
    rol: str
    van: dt.date
    tot: dt.date | None


@dataclass(frozen=True)
class PersoonDossier:
    """Everything on the page of a contact person."""

    persoon: Persoon
    functies: tuple[Functieregel, ...]
    rollen: tuple[Rolregel, ...]
    overleggen: tuple[OverlegRegel, ...]
    gesproken: OverlegRegel | None


def persoon_dossier(session: Session, uuid: uuid_.UUID, nu: dt.datetime) -> PersoonDossier:
    """One contact person, in five queries. Refuses with NietGevonden who is not there.

    Personal data: whoever asks has to be somebody who may see persons.
    """
    persoon = vind(session, Persoon, uuid)
    is_er = sa.select(Aanwezigheid.overleg_id).where(Aanwezigheid.persoon_id == persoon.id)
    kwam = is_er.where(col(Aanwezigheid.is_afgemeld).is_(False))
    gehouden = (col(Overleg.status).in_(Overleg.GEHOUDEN), Overleg.begint_op <= nu)
    gesproken = overleggen(session, col(Overleg.id).in_(kwam), *gehouden)
    return PersoonDossier(
        persoon=persoon,
        functies=_functies(session, persoon.id),
        rollen=_rollen(session, persoon.id),
        overleggen=overleggen(session, col(Overleg.id).in_(is_er)),
        gesproken=gesproken[0] if gesproken else None,
    )


def _functies(session: Session, persoon_id: int) -> tuple[Functieregel, ...]:
    """The jobs, the present ones first and then the latest."""
    rijen = session.execute(
        sa.select(Organisatie.uuid, Organisatie.naam, Functie.naam, Functie.van, Functie.tot)
        .join(Organisatie, Organisatie.id == Functie.organisatie_id)
        .where(Functie.persoon_id == persoon_id)
    )
    regels = [Functieregel(*rij) for rij in rijen]
    return tuple(sorted(regels, key=lambda r: (r.tot or dt.date.max, r.van or dt.date.min), reverse=True))


def _rollen(session: Session, persoon_id: int) -> tuple[Rolregel, ...]:
    """Coalities, gremia and mandates, in one query."""
    woord = sa.func.coalesce(sa.literal(" ").concat(Opdracht.keten), "")
    delen = (
        sa.select(
            sa.literal("coalitie").label("soort"),
            Ontwikkelcoalitie.uuid,
            Ontwikkelcoalitie.naam,
            sa.cast(Deelneming.rol, sa.String),
            Deelneming.van,
            Deelneming.tot,
        )
        .join(Deelneming, Deelneming.coalitie_id == Ontwikkelcoalitie.id)
        .where(Deelneming.persoon_id == persoon_id),
        sa.select(
            sa.literal("gremium"),
            Gremium.uuid,
            Gremium.naam,
            sa.cast(Gremiumlid.rol, sa.String),
            Gremiumlid.van,
            Gremiumlid.tot,
        )
        .join(Gremiumlid, Gremiumlid.gremium_id == Gremium.id)
        .where(Gremiumlid.persoon_id == persoon_id),
        sa.select(
            sa.literal("opdracht"),
            Opdracht.uuid,
            sa.cast(Opdracht.soort, sa.String).concat(woord),
            sa.literal("vervuller"),
            Rolvervulling.van,
            Rolvervulling.tot,
        )
        .join(Rolvervulling, Rolvervulling.opdracht_id == Opdracht.id)
        .where(Rolvervulling.persoon_id == persoon_id),
    )
    rijen = session.execute(sa.union_all(*delen))
    return tuple(sorted((Rolregel(*rij) for rij in rijen), key=lambda r: (r.van, r.naam), reverse=True))
