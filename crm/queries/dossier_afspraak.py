"""One promise with its ledger: what was promised, confirmed, delivered, written off and put off, and what was open then."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Aanwezigheid,
    Actie,
    Afschrijving,
    Bijlage,
    Convenant,
    Gebruiker,
    Herijking,
    Herijkingsregel,
    Levering,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    PurposeCase,
    Verzetting,
    dag_van,
)
from crm.models.levering import dagen_verschoven, eerste_datum
from crm.queries.herijking import in_rondes

# So many meetings are offered as evidence: the latest with this partner or about this dossier.
HOOGSTENS = 25

Verwijzing = tuple[uuid_.UUID, str]


class Boeking(StrEnum):
    """What a line of the ledger is."""

    AFGESPROKEN = "afgesproken"
    BEVESTIGD = "bevestigd"
    NIEUWE_DATUM = "nieuwe datum"
    GELEVERD = "geleverd"
    AFGESCHREVEN = "afgeschreven"


@dataclass(frozen=True)
class Boekregel:
    """One line: what happened on a day, how much of the promise it was about, and what was open afterwards."""

    dag: dt.date
    soort: Boeking
    hoeveelheid: Decimal | None
    openstaand: Decimal
    tekst: str | None = None
    overleg: Verwijzing | None = None
    bijlage: Verwijzing | None = None
    van: dt.date | None = None
    naar: dt.date | None = None


@dataclass(frozen=True)
class AfspraakDossier:
    """One promise with everything that happened to it."""

    afspraak: Partnerafspraak
    organisatie: Organisatie
    boek: tuple[Boekregel, ...]
    verzettingen: tuple[Verzetting, ...]
    coalitie: Verwijzing | None
    actie: Verwijzing | None
    case: Verwijzing | None
    convenant: Verwijzing | None
    overleg: tuple[uuid_.UUID, str, dt.datetime] | None
    eigenaar: str | None
    rondes: tuple[tuple[Herijking, Herijkingsregel], ...]

    @property
    def eerste_datum(self) -> dt.date | None:
        return eerste_datum(self.afspraak.uiterlijk, self.verzettingen)

    @property
    def dagen_verschoven(self) -> int:
        return dagen_verschoven(self.afspraak.uiterlijk, self.verzettingen)


def afspraak_dossier(session: Session, uuid: uuid_.UUID) -> AfspraakDossier:
    """One promise, in five queries. Refuses with NietGevonden what is not there."""
    p = Partnerafspraak
    rij = session.exec(
        select(
            p, Organisatie, Ontwikkelcoalitie.uuid, Ontwikkelcoalitie.naam, Actie.uuid, Actie.titel,
            PurposeCase.uuid, PurposeCase.titel, Convenant.uuid, Convenant.naam,
            Overleg.uuid, Overleg.onderwerp, Overleg.begint_op, Gebruiker.naam,
        )
        .join(Organisatie, col(Organisatie.id) == p.organisatie_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == p.coalitie_id)
        .outerjoin(Actie, col(Actie.id) == p.actie_id)
        .outerjoin(PurposeCase, col(PurposeCase.id) == p.case_id)
        .outerjoin(Convenant, col(Convenant.id) == p.convenant_id)
        .outerjoin(Overleg, col(Overleg.id) == p.overleg_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == p.eigenaar_id)
        .where(p.uuid == uuid)
    ).first()  # fmt: skip
    if rij is None:
        raise NietGevonden("Deze afspraak bestaat niet, of niet meer.")
    afspraak, organisatie, *rest, o_uuid, o_naam, o_op, eigenaar = rij
    paren = [(rest[plek], rest[plek + 1]) if rest[plek] else None for plek in range(0, len(rest), 2)]
    verzettingen = _verzettingen(session, afspraak)
    return AfspraakDossier(
        afspraak=afspraak,
        organisatie=organisatie,
        boek=_boek(session, afspraak, verzettingen),
        verzettingen=verzettingen,
        coalitie=paren[0],
        actie=paren[1],
        case=paren[2],
        convenant=paren[3],
        overleg=(o_uuid, o_naam, o_op) if o_uuid else None,
        eigenaar=eigenaar,
        rondes=in_rondes(session, afspraak),
    )


def als_bewijs(session: Session, afspraak: Partnerafspraak) -> list[Verwijzing]:
    """The meetings that can show a delivery, the latest first: with this partner, or about the same dossier."""
    aanwezig = select(Aanwezigheid.overleg_id).where(Aanwezigheid.organisatie_id == afspraak.organisatie_id)
    erover = [col(Overleg.id).in_(aanwezig), Overleg.id == afspraak.overleg_id]
    erover += [Overleg.coalitie_id == afspraak.coalitie_id] if afspraak.coalitie_id else []
    rijen = session.exec(
        select(Overleg.uuid, Overleg.onderwerp, Overleg.begint_op)
        .where(col(Overleg.status).in_(Overleg.GEHOUDEN), sa.or_(*erover))
        .order_by(col(Overleg.begint_op).desc(), col(Overleg.id))
        .limit(HOOGSTENS)
    )
    return [(uuid, f"{dag_van(begin):%d-%m-%Y} {onderwerp}") for uuid, onderwerp, begin in rijen]


def _verzettingen(session: Session, afspraak: Partnerafspraak) -> tuple[Verzetting, ...]:
    vraag = select(Verzetting).where(Verzetting.afspraak_id == afspraak.id)
    return tuple(session.exec(vraag.order_by(col(Verzetting.verzet_op), col(Verzetting.id))))


def _boek(
    session: Session, afspraak: Partnerafspraak, verzettingen: tuple[Verzetting, ...]
) -> tuple[Boekregel, ...]:
    """The lines by day; on one day what was said goes before what was done."""
    regels: list[tuple[dt.date, Boeking, Decimal | None, dict[str, Any]]] = [
        (afspraak.genoemd_op, Boeking.AFGESPROKEN, afspraak.hoeveelheid, {"tekst": afspraak.herkomst})
    ]
    if afspraak.bevestigd_op is not None:
        regels.append((afspraak.bevestigd_op, Boeking.BEVESTIGD, None, {}))
    regels += [
        (v.verzet_op, Boeking.NIEUWE_DATUM, None, {"tekst": v.grond, "van": v.van, "naar": v.naar})
        for v in verzettingen
    ]
    for levering, *bewijs in _leveringen(session, afspraak):
        overleg, bijlage = ((u, n) if u else None for u, n in (bewijs[:2], bewijs[2:]))
        erbij = {"tekst": levering.bewijs, "overleg": overleg, "bijlage": bijlage}
        regels.append((levering.geleverd_op, Boeking.GELEVERD, levering.hoeveelheid, erbij))
    afschrijvingen = select(Afschrijving).where(Afschrijving.afspraak_id == afspraak.id)
    regels += [
        (a.afgeschreven_op, Boeking.AFGESCHREVEN, a.hoeveelheid, {"tekst": a.grond})
        for a in session.exec(afschrijvingen.order_by(col(Afschrijving.id)))
    ]
    volgorde = list(Boeking)
    regels.sort(key=lambda regel: (regel[0], volgorde.index(regel[1])))
    open_, uit = Decimal(0), []
    for dag, soort, hoeveelheid, erbij in regels:
        open_ += (hoeveelheid or 0) * (1 if soort is Boeking.AFGESPROKEN else -1)
        uit.append(Boekregel(dag, soort, hoeveelheid, open_, **erbij))
    return tuple(uit)


def _leveringen(session: Session, afspraak: Partnerafspraak) -> Any:
    return session.exec(
        select(Levering, Overleg.uuid, Overleg.onderwerp, Bijlage.uuid, Bijlage.naam)
        .outerjoin(Overleg, col(Overleg.id) == Levering.overleg_id)
        .outerjoin(Bijlage, col(Bijlage.id) == Levering.bijlage_id)
        .where(Levering.afspraak_id == afspraak.id)
        .order_by(col(Levering.id))
    )
