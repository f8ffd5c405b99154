"""Mandates of ambassadeurs and aanjagers: their terms, who holds them on a day, and which ask for attention."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.nederlands import datum
from crm.models import (
    Actie,
    Bron,
    Opdracht,
    OpdrachtSoort,
    OpdrachtStatus,
    Persoon,
    Rolvervulling,
    Verlenging,
)

EEN_DAG = dt.timedelta(days=1)


class Keuze(StrEnum):
    """Which mandates the list shows."""

    OPEN = "open"
    AANDACHT = "aandacht"
    AFGEROND = "afgerond"
    ALLES = "alles"


@dataclass(frozen=True)
class Vervulling:
    """Somebody held the mandate for a time; the name is personal data, so a page asks first."""

    naam: str
    van: dt.date
    tot: dt.date | None
    toelichting: str | None = None


@dataclass(frozen=True)
class Periode:
    """Some days of a mandate: with a holder, or (None) a gap in which nobody held it."""

    vervulling: Vervulling | None
    van: dt.date | None
    tot: dt.date | None

    def geldt_op(self, dag: dt.date) -> bool:
        return (self.van is None or self.van <= dag) and (self.tot is None or dag <= self.tot)


@dataclass(frozen=True)
class OpdrachtRegel:
    """A mandate, the actie it belongs to, and its holders in order."""

    opdracht: Opdracht
    bron: Bron | None
    actie_uuid: uuid_.UUID | None
    actie_nummer: str | None
    vervullingen: tuple[Vervulling, ...]
    peildatum: dt.date
    verlengd_tot: dt.date | None = None

    @property
    def vervuld_door(self) -> Vervulling | None:
        """Who holds it on the peildatum."""
        return next(
            (
                v
                for v in self.vervullingen
                if v.van <= self.peildatum and (v.tot is None or v.tot >= self.peildatum)
            ),
            None,
        )

    @property
    def einde(self) -> dt.date | None:
        """The last day as it was agreed by the peildatum; an option to extend does not move it."""
        return self.verlengd_tot or self.opdracht.datum_tot

    @property
    def is_afgerond(self) -> bool:
        """It had ended by the peildatum."""
        return self.opdracht.afgerond_op is not None and self.opdracht.afgerond_op <= self.peildatum

    @property
    def is_lopend(self) -> bool:
        """Somebody should be at work on it on the peildatum."""
        is_begonnen = self.opdracht.status is not OpdrachtStatus.GEPLAND
        begin = self.opdracht.begint_op
        return is_begonnen and not self.is_afgerond and (begin is None or begin <= self.peildatum)

    @property
    def is_verlopen(self) -> bool:
        """The term is over and the mandate is not: it was neither extended nor ended."""
        return not self.is_afgerond and self.einde is not None and self.einde < self.peildatum

    @property
    def is_zonder_houder(self) -> bool:
        return self.is_lopend and self.vervuld_door is None

    @property
    def perioden(self) -> tuple[Periode, ...]:
        """Who held it from when to when, with the gaps between them, the first one first."""
        uit: list[Periode] = []
        tot_nu_toe = self.opdracht.begint_op - EEN_DAG if self.opdracht.begint_op else None
        for v in self.vervullingen:
            if tot_nu_toe is not None and v.van > tot_nu_toe + EEN_DAG:
                uit.append(Periode(None, tot_nu_toe + EEN_DAG, v.van - EEN_DAG))
            uit.append(Periode(v, v.van, v.tot))
            tot_nu_toe = v.tot
        einde = self.opdracht.afgerond_op
        is_gedekt = bool(uit) and tot_nu_toe is None
        begint_gat_later = tot_nu_toe is not None and tot_nu_toe >= (einde or self.peildatum)
        if self.opdracht.status is not OpdrachtStatus.GEPLAND and not is_gedekt and not begint_gat_later:
            uit.append(Periode(None, tot_nu_toe + EEN_DAG if tot_nu_toe else None, einde))
        return tuple(uit)

    @property
    def signalen(self) -> tuple[str, ...]:
        """What asks for attention, in sentences."""
        zinnen = []
        if self.is_zonder_houder:
            sinds = next((p.van for p in self.perioden if p.vervulling is None and p.geldt_op(self.peildatum)), None)
            zinnen.append("Niemand vervult deze opdracht" + (f" sinds {datum(sinds)}." if sinds else "."))
        if self.is_lopend and self.is_verlopen:
            zinnen.append(f"De termijn is verstreken op {datum(self.einde)}. Verleng de opdracht of rond haar af.")
        return (*zinnen, *self._nog_te_doen())

    def _nog_te_doen(self) -> tuple[str, ...]:
        begin, jaar = self.opdracht.begint_op, self.opdracht.evaluatie_jaar
        zinnen = []
        if self.opdracht.status is OpdrachtStatus.GEPLAND and begin is not None and begin <= self.peildatum:
            zinnen.append(f"De opdracht zou op {datum(begin)} beginnen en is nog niet gestart.")
        if self.opdracht.status is OpdrachtStatus.AFGEROND and jaar is not None and jaar <= self.peildatum.year:
            zinnen.append(f"De evaluatie van {jaar} is nog niet vastgelegd.")
        return tuple(zinnen)


def opdrachten(
    session: Session, peildatum: dt.date, *waar: Any, volgorde: tuple[Any, ...] = (Opdracht.id,)
) -> tuple[OpdrachtRegel, ...]:
    """The mandates that meet these conditions, with their holders, in one query."""
    rijen = session.exec(
        select(
            Opdracht,
            Bron,
            Actie.uuid,
            Actie.nummer,
            _verlengd_tot(peildatum),
            Rolvervulling.van,
            Rolvervulling.tot,
            Rolvervulling.toelichting,
            Persoon.naam,
        )
        .outerjoin(Bron, col(Bron.id) == Opdracht.bron_id)
        .outerjoin(Actie, col(Actie.id) == Opdracht.actie_id)
        .outerjoin(Rolvervulling, col(Rolvervulling.opdracht_id) == Opdracht.id)
        .outerjoin(Persoon, col(Persoon.id) == Rolvervulling.persoon_id)
        .where(*waar)
        .order_by(*volgorde, col(Rolvervulling.van))
    ).all()
    houders: dict[int, list[Vervulling]] = defaultdict(list)
    koppen: dict[int, tuple] = {}
    for opdracht, bron, actie_uuid, nummer, verlengd_tot, van, tot, toelichting, naam in rijen:
        koppen[opdracht.id] = (opdracht, bron, actie_uuid, nummer, verlengd_tot)
        if van is not None:
            houders[opdracht.id].append(Vervulling(naam, van, tot, toelichting))
    return tuple(
        OpdrachtRegel(*kop, tuple(houders[nummer]), peildatum, verlengd_tot)
        for nummer, (*kop, verlengd_tot) in koppen.items()
    )


def blad(
    session: Session,
    keuze: Keuze,
    peildatum: dt.date,
    *,
    soort: OpdrachtSoort | None = None,
    na: tuple[str, str, str, int] | None = None,
    aantal: int,
) -> tuple[OpdrachtRegel, ...]:
    """One page of the list by kind, chain and area: what comes after this key; in one query."""
    waar = _waar(keuze, peildatum)
    if soort is not None:
        waar.append(Opdracht.soort == soort)
    if na is not None:
        *woorden, nummer = na
        hier = (*(sa.literal(woord, sa.String) for woord in woorden), sa.literal(nummer, sa.Integer))
        waar.append(sa.tuple_(*_SLEUTEL) > sa.tuple_(*hier))
    ids = sa.select(Opdracht.id).where(*waar).order_by(*_SLEUTEL).limit(aantal).subquery()
    return opdrachten(session, peildatum, col(Opdracht.id).in_(sa.select(ids.c.id)), volgorde=_SLEUTEL)


def sleutel_van(regel: OpdrachtRegel) -> tuple[str, str, str, int]:
    """Where a mandate stands in the list."""
    o = regel.opdracht
    return str(o.soort), o.keten or "", o.gebied or "", o.id


def tellingen(session: Session, peildatum: dt.date, soort: OpdrachtSoort | None = None) -> dict[Keuze, int]:
    """How many mandates each choice of the list holds, in one query."""
    vraag = sa.select(
        *(sa.func.count(sa.case((sa.and_(sa.true(), *_waar(keuze, peildatum)), 1))) for keuze in Keuze)
    ).select_from(Opdracht)
    rij = session.execute(vraag if soort is None else vraag.where(Opdracht.soort == soort)).one()
    return dict(zip(Keuze, rij, strict=True))


def _verlengd_tot(peildatum: dt.date) -> Any:
    """The end by the latest extension that was granted by then."""
    vraag = (
        sa.select(Verlenging.tot)
        .where(Verlenging.opdracht_id == Opdracht.id, Verlenging.verleend_op <= peildatum)
        .order_by(col(Verlenging.id).desc())
        .limit(1)
    )
    return vraag.correlate(Opdracht).scalar_subquery()


# As text on both sides of the comparison: a key from an address is text.
_SLEUTEL = (
    sa.cast(Opdracht.soort, sa.String),
    sa.func.coalesce(Opdracht.keten, ""),
    sa.func.coalesce(Opdracht.gebied, ""),
    Opdracht.id,
)


def _waar(keuze: Keuze, peildatum: dt.date) -> list[Any]:
    status = col(Opdracht.status)
    if keuze is Keuze.OPEN:
        return [status.in_(Opdracht.OPEN)]
    if keuze is Keuze.AFGEROND:
        return [status.not_in(Opdracht.OPEN)]
    return [_vraagt_aandacht(peildatum)] if keuze is Keuze.AANDACHT else []


def _vraagt_aandacht(peildatum: dt.date) -> Any:
    """The same as having a line in OpdrachtRegel.signalen, as a condition (for today)."""
    houder = (
        sa.select(Rolvervulling.id)
        .where(
            Rolvervulling.opdracht_id == Opdracht.id,
            Rolvervulling.van <= peildatum,
            sa.or_(col(Rolvervulling.tot).is_(None), col(Rolvervulling.tot) >= peildatum),
        )
        .correlate(Opdracht)
        .exists()
    )
    begonnen = sa.func.coalesce(Opdracht.begint_op, peildatum) <= peildatum
    verlopen = sa.func.coalesce(_verlengd_tot(peildatum), Opdracht.datum_tot) < peildatum
    lopend = sa.and_(col(Opdracht.status).in_(Opdracht.LOPEND), begonnen, sa.or_(~houder, verlopen))
    te_starten = sa.and_(Opdracht.status == OpdrachtStatus.GEPLAND, Opdracht.begint_op <= peildatum)
    te_evalueren = sa.and_(
        Opdracht.status == OpdrachtStatus.AFGEROND, Opdracht.evaluatie_jaar <= peildatum.year
    )
    return sa.or_(lopend, te_starten, te_evalueren)
