"""What partners reported with a link: what waits, what came of it, and which links were handed out."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters import nederlands
from crm.errors import NietGevonden
from crm.models import (
    Bijlage,
    Gebruiker,
    LinkDoel,
    MeldingStatus,
    Organisatie,
    Partnerafspraak,
    Partnerlink,
    Partnermelding,
    Persoon,
)

# So many of the latest links and meldingen stand on the page of a promise.
HOOGSTENS = 20


def hoeveel(waarde: Any, eenheid: str) -> str:
    """ "12 stageplekken", "€ 5.000"."""
    if eenheid == "euro":
        heel = waarde == waarde.to_integral_value()
        return f"€{nederlands.HARDE_SPATIE}{nederlands.getal(waarde, 0 if heel else 2)}"
    return f"{nederlands.getal(waarde)} {eenheid}"


def wat_is_gemeld(melding: Partnermelding, afspraak: Partnerafspraak) -> str:
    """What the partner reported, in a few words: "een levering van 12 stageplekken op 1 oktober 2026"."""
    if melding.doel is LinkDoel.LEVEREN:
        zoveel = hoeveel(melding.hoeveelheid, afspraak.eenheid)
        return f"een levering van {zoveel} op {nederlands.datum(melding.geleverd_op)}"
    if melding.doel is LinkDoel.VERZETTEN:
        return f"de vraag om een andere datum: {nederlands.datum(melding.nieuwe_datum)}"
    return f"een bevestiging van {hoeveel(afspraak.hoeveelheid, afspraak.eenheid)}"


@dataclass(frozen=True)
class Meldingregel:
    """One melding with whose it is."""

    melding: Partnermelding
    afspraak: Partnerafspraak
    organisatie: str
    persoon: str
    eigenaar: str | None
    is_van_mij: bool
    bijlage: tuple[uuid_.UUID, str] | None
    behandeld_door: str | None

    @property
    def wat(self) -> str:
        return wat_is_gemeld(self.melding, self.afspraak)


def blad(
    session: Session,
    wie: Gebruiker,
    status: MeldingStatus | None,
    *,
    na: tuple[int, int] | None,
    aantal: int,
) -> list[Meldingregel]:
    """What waits, mine first and the longest waiting first; or what was dealt with, the latest first. One query.

    `na` is the last row of the page before: whether it was not mine, and its number.
    """
    nummer = col(Partnermelding.id)
    vraag = _vraag(wie).where(*([] if status is None else [col(Partnermelding.status) == status]))
    if status is not MeldingStatus.NIEUW:
        vraag = vraag.order_by(nummer.desc()).where(*([] if na is None else [nummer < na[1]]))
        return [_regel(rij) for rij in session.execute(vraag.limit(aantal))]
    niet_van_mij = sa.case((col(Partnerafspraak.eigenaar_id) == wie.id, 0), else_=1)
    vraag = vraag.order_by(niet_van_mij, nummer)
    if na is not None:
        vraag = vraag.where(sa.or_(niet_van_mij > na[0], sa.and_(niet_van_mij == na[0], nummer > na[1])))
    return [_regel(rij) for rij in session.execute(vraag.limit(aantal))]


def tellingen(session: Session) -> dict[MeldingStatus, int]:
    """How many meldingen are in each status."""
    vraag = sa.select(Partnermelding.status, sa.func.count()).group_by(Partnermelding.status)
    geteld = {rij[0]: rij[1] for rij in session.execute(vraag)}
    return {status: geteld.get(status, 0) for status in MeldingStatus}


def melding_dossier(session: Session, wie: Gebruiker, uuid: uuid_.UUID) -> Meldingregel:
    """One melding. Refuses with NietGevonden what is not there."""
    rij = session.execute(_vraag(wie).where(Partnermelding.uuid == uuid)).first()
    if rij is None:
        raise NietGevonden("Deze melding bestaat niet, of niet meer.")
    return _regel(rij)


def van_afspraak(session: Session, wie: Gebruiker, afspraak: Partnerafspraak) -> list[Meldingregel]:
    """The meldingen about this promise, the latest first."""
    vraag = _vraag(wie).where(Partnermelding.afspraak_id == afspraak.id)
    return [_regel(rij) for rij in session.execute(vraag.order_by(col(Partnermelding.id).desc()).limit(HOOGSTENS))]


def bestand_met(session: Session, afspraak: Partnerafspraak, sha256: str) -> Bijlage | None:
    """The file with these contents that hangs on this promise already."""
    b = Bijlage
    hier = (b.afspraak_id == afspraak.id, b.sha256 == sha256, col(b.verwijderd_op).is_(None))
    return session.exec(select(b).where(*hier)).first()


@dataclass(frozen=True)
class Linkregel:
    """One link that was handed out: to whom, what for, and where it stands."""

    link: Partnerlink
    persoon: str
    stand: str
    op: dt.datetime | None
    """When it came to stand there, or will."""


def links_van(session: Session, afspraak: Partnerafspraak, nu: dt.datetime) -> list[Linkregel]:
    """The links of this promise, the latest first."""
    vraag = (
        select(Partnerlink, Persoon.naam)
        .join(Persoon, col(Persoon.id) == Partnerlink.persoon_id)
        .where(Partnerlink.afspraak_id == afspraak.id)
        .order_by(col(Partnerlink.id).desc())
        .limit(HOOGSTENS)
    )
    return [Linkregel(link, naam, *_stand(link, afspraak, nu)) for link, naam in session.exec(vraag)]


def _stand(link: Partnerlink, afspraak: Partnerafspraak, nu: dt.datetime) -> tuple[str, dt.datetime | None]:
    if link.gebruikt_op is not None:
        return "gebruikt", link.gebruikt_op
    if link.ingetrokken_op is not None or afspraak.is_gesloten:
        return "ingetrokken", link.ingetrokken_op
    if nu >= link.verloopt_op:
        return "verlopen", link.verloopt_op
    return "nog niet gebruikt, werkt tot", link.verloopt_op


_BEHANDELAAR = sa.orm.aliased(Gebruiker)


def _vraag(wie: Gebruiker) -> sa.Select[Any]:
    m, a = Partnermelding, Partnerafspraak
    return (
        sa.select(
            m, a,
            Organisatie.naam.label("organisatie"), Persoon.naam.label("persoon"), Gebruiker.naam.label("eigenaar"),
            (a.eigenaar_id == wie.id).label("is_van_mij"),
            Bijlage.uuid.label("bijlage_uuid"), Bijlage.naam.label("bijlage_naam"),
            _BEHANDELAAR.naam.label("behandeld_door"),
        )
        .join(a, a.id == m.afspraak_id)
        .join(Organisatie, Organisatie.id == a.organisatie_id)
        .join(Persoon, Persoon.id == m.persoon_id)
        .outerjoin(Gebruiker, Gebruiker.id == a.eigenaar_id)
        .outerjoin(Bijlage, Bijlage.id == m.bijlage_id)
        .outerjoin(_BEHANDELAAR, _BEHANDELAAR.id == m.behandeld_door_id)
    )  # fmt: skip


def _regel(rij: Any) -> Meldingregel:
    return Meldingregel(
        melding=rij.Partnermelding,
        afspraak=rij.Partnerafspraak,
        organisatie=rij.organisatie,
        persoon=rij.persoon,
        eigenaar=rij.eigenaar,
        is_van_mij=bool(rij.is_van_mij),
        bijlage=(rij.bijlage_uuid, rij.bijlage_naam) if rij.bijlage_uuid else None,
        behandeld_door=rij.behandeld_door,
    )

