"""The lines of a round: who has to decide about what, and the decisions as they are read aloud."""

import uuid as uuid_
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Gebruiker,
    Herijking,
    HerijkingBesluit,
    Herijkingsregel,
    Ontwikkelcoalitie,
    Organisatie,
    Partnerafspraak,
    Toezegging,
    Toezeggingstap,
    Verzetting,
)
from crm.queries.herijking import KLAAR, WACHT, met_onderwerp


class Welke(StrEnum):
    """Which lines of a round are shown."""

    OPEN = "open"
    BESLOTEN = "besloten"
    ALLES = "alles"


@dataclass(frozen=True)
class Regelstand:
    """One line with what it is about, as both stand now."""

    regel: Herijkingsregel
    afspraak: Partnerafspraak | None
    toezegging: Toezegging | None
    organisatie: str | None
    coalitie: str | None
    eigenaar: str | None
    besloten_door: str | None
    verzet: int

    @property
    def onderwerp(self) -> Partnerafspraak | Toezegging:
        return self.afspraak or self.toezegging

    @property
    def besluit(self) -> HerijkingBesluit | None:
        """What was decided; a line whose promise was closed meanwhile needs no decision any more."""
        if self.regel.besluit is None and self.onderwerp.is_gesloten:
            return HerijkingBesluit.AL_GESLOTEN
        return self.regel.besluit


_r = Herijkingsregel
_eigenaar, _besluiter = aliased(Gebruiker), aliased(Gebruiker)

# The order in which decisions are read aloud.
_VOLGORDE = (
    HerijkingBesluit.NIEUWE_DATUM,
    HerijkingBesluit.VERVALLEN,
    HerijkingBesluit.HANDHAVEN,
    HerijkingBesluit.NAGEKOMEN,
)
_besluitrang = sa.case(
    *((_r.besluit == besluit, plek) for plek, besluit in enumerate(_VOLGORDE)), else_=len(_VOLGORDE)
)


def regels(
    session: Session,
    herijking: Herijking,
    wie: Gebruiker,
    *,
    welke: Welke = Welke.ALLES,
    alleen_eigen: bool = False,
    na: uuid_.UUID | None = None,
    aantal: int,
) -> tuple[Regelstand, ...]:
    """One page of the lines: one's own first, then per colleague, nobody's last; list A before B, by date.

    `na` is the line after which the page begins.
    """
    rang = sa.case((_r.eigenaar_id == wie.id, 0), (col(_r.eigenaar_id).is_(None), 2), else_=1)
    naam = sa.func.coalesce(_eigenaar.naam, "")
    wiens = sa.func.coalesce(_r.eigenaar_id, 0)
    waar = [_r.herijking_id == herijking.id]
    waar += {Welke.OPEN: [WACHT == 1], Welke.BESLOTEN: [KLAAR == 1], Welke.ALLES: []}[welke]
    if alleen_eigen:
        waar.append(_r.eigenaar_id == wie.id)
    return _blad(session, (rang, naam, wiens, _r.lijst, _r.uiterlijk, _r.id), waar, na, aantal)


def besluitenlijst(
    session: Session, herijking: Herijking, *, na: uuid_.UUID | None = None, aantal: int
) -> tuple[Regelstand, ...]:
    """One page of what was decided, in the order in which it is read aloud: per decision, list A before B, by date."""
    waar = [_r.herijking_id == herijking.id, KLAAR == 1]
    return _blad(session, (_besluitrang, _r.lijst, _r.uiterlijk, _r.id), waar, na, aantal)


def zoek_regel(session: Session, herijking: Herijking, uuid: uuid_.UUID) -> Regelstand | None:
    """One line of this round, or None when it is not there or of another round."""
    gevonden = _blad(session, (_r.id,), [_r.herijking_id == herijking.id, _r.uuid == uuid], None, 1)
    return gevonden[0] if gevonden else None


def regelstand(session: Session, herijking: Herijking, uuid: uuid_.UUID) -> Regelstand:
    """One line of this round. Refuses with NietGevonden a line that is not there, or is of another round."""
    gevonden = zoek_regel(session, herijking, uuid)
    if gevonden is None:
        raise NietGevonden("Deze regel hoort niet bij deze herijking.")
    return gevonden


def _blad(
    session: Session, volgorde: tuple[Any, ...], waar: list[Any], na: uuid_.UUID | None, aantal: int
) -> tuple[Regelstand, ...]:
    """The lines after this one in this order."""
    if na is not None:
        hier = session.execute(
            met_onderwerp(sa.select(*volgorde).select_from(_r))
            .outerjoin(_eigenaar, _eigenaar.id == _r.eigenaar_id)
            .where(_r.uuid == na)
        ).first()
        if hier is not None:
            grens = sa.tuple_(
                *(sa.literal(waarde, kolom.type) for waarde, kolom in zip(hier, volgorde, strict=True))
            )
            waar = [*waar, sa.tuple_(*volgorde) > grens]
    verzet = sa.select(sa.func.count(Verzetting.id)).where(Verzetting.afspraak_id == Partnerafspraak.id)
    stappen = sa.select(sa.func.count(Toezeggingstap.id)).where(
        Toezeggingstap.toezegging_id == Toezegging.id, col(Toezeggingstap.naar).is_not(None)
    )
    vraag = (
        met_onderwerp(
            select(
                _r, Partnerafspraak, Toezegging, Organisatie.naam, Ontwikkelcoalitie.naam, _eigenaar.naam,
                _besluiter.naam,
                verzet.correlate(Partnerafspraak).scalar_subquery()
                + stappen.correlate(Toezegging).scalar_subquery(),
            )
        )
        .outerjoin(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .outerjoin(Ontwikkelcoalitie, col(Ontwikkelcoalitie.id) == Partnerafspraak.coalitie_id)
        .outerjoin(_eigenaar, _eigenaar.id == _r.eigenaar_id)
        .outerjoin(_besluiter, _besluiter.id == _r.besloten_door_id)
        .where(*waar)
        .order_by(*volgorde)
        .limit(aantal)
    )  # fmt: skip
    return tuple(Regelstand(*rij) for rij in session.execute(vraag))
