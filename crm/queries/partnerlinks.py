"""The links for in a mail to a partner, those that still work and new ones; and what the page behind one shows."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.db import VastePunt
from crm.models import (
    AMSTERDAM,
    Gebruiker,
    LinkDoel,
    MeldingStatus,
    Organisatie,
    Partnerafspraak,
    Partnerlink,
    Partnermelding,
    Persoon,
    link_doelen,
)

GELDIG = dt.timedelta(days=60)
NA_DE_DATUM = dt.timedelta(days=30)
# A mail about something that is late by months still has links that work, and one that is handed out again lasts a while.
MINSTENS = dt.timedelta(days=14)
_HERGEBRUIK = dt.timedelta(days=7)


def links_voor(
    session: Session, afspraak: Partnerafspraak, persoon: Persoon, nu: dt.datetime
) -> dict[LinkDoel, Partnerlink]:
    """Per thing that this person can do about this promise now a link that works, what matters most first.

    Those that were handed out before and still last a week are used again; new ones are kept. Nothing for
    a promise that is closed.
    """
    return links_voor_alle(session, [afspraak], persoon, nu)[afspraak.id]


def links_voor_alle(
    session: Session, afspraken: Sequence[Partnerafspraak], persoon: Persoon, nu: dt.datetime
) -> dict[int, dict[LinkDoel, Partnerlink]]:
    """The same for each of these promises, by number, in as many statements as for one."""
    doelen = {afspraak.id: link_doelen(afspraak) for afspraak in afspraken}
    if not any(doelen.values()):
        return {nummer: {} for nummer in doelen}
    bestaand = _bruikbaar(session, doelen, persoon, nu)
    nieuw = [
        _nieuw(afspraak, persoon, doel, nu)
        for afspraak in afspraken
        for doel in doelen[afspraak.id]
        if (afspraak.id, doel) not in bestaand
    ]
    if nieuw:
        # All in one statement: row by row a mail about many promises asks too much.
        session.execute(sa.insert(Partnerlink), [link.model_dump(exclude={"id"}) | {"versie": 1} for link in nieuw])
        bestaand = _bruikbaar(session, doelen, persoon, nu)
    return {nummer: {doel: bestaand[nummer, doel] for doel in kan} for nummer, kan in doelen.items()}


def _bruikbaar(
    session: Session, nummers: Iterable[int], persoon: Persoon, nu: dt.datetime
) -> dict[tuple[int, LinkDoel], Partnerlink]:
    vraag = select(Partnerlink).where(
        col(Partnerlink.afspraak_id).in_(nummers),
        Partnerlink.persoon_id == persoon.id,
        col(Partnerlink.gebruikt_op).is_(None),
        col(Partnerlink.ingetrokken_op).is_(None),
        Partnerlink.verloopt_op >= nu + _HERGEBRUIK,
    )
    return {(link.afspraak_id, link.doel): link for link in session.exec(vraag.order_by(col(Partnerlink.id)))}


def verloopt_op(afspraak: Partnerafspraak, nu: dt.datetime) -> dt.datetime:
    """Until when a link that is made now works: sixty days, but not past thirty days after the date."""
    einde = nu + GELDIG
    if afspraak.dag is not None:
        laatste = dt.datetime.combine(afspraak.dag + dt.timedelta(days=1), dt.time(), AMSTERDAM) + NA_DE_DATUM
        einde = min(einde, laatste)
    return max(einde, nu + MINSTENS)


def _nieuw(afspraak: Partnerafspraak, persoon: Persoon, doel: LinkDoel, nu: dt.datetime) -> Partnerlink:
    return Partnerlink(
        afspraak_id=afspraak.id, persoon_id=persoon.id, doel=doel, verloopt_op=verloopt_op(afspraak, nu)
    )


@dataclass(frozen=True)
class Linkpagina:
    """What somebody with a link may see: the promise, whose it is and which colleague follows it. No contact persons."""

    link: Partnerlink
    afspraak: Partnerafspraak
    organisatie: str
    collega: str | None
    functie: str | None
    melding: Partnermelding | None
    gemeld: Decimal
    """How much was reported with other links and waits for an answer."""

    @property
    def voorstel(self) -> Decimal:
        """What is most likely delivered now: what is open and was not reported yet."""
        rest = self.afspraak.openstaand - self.gemeld
        return rest if rest > 0 else self.afspraak.openstaand


def link_pagina(session: Session, uuid: uuid_.UUID) -> Linkpagina | None:
    """The page of the link with this identity, in one query; None when there is no such link."""
    ander = sa.orm.aliased(Partnermelding)
    gemeld = (
        sa.select(sa.func.sum(ander.hoeveelheid))
        .where(ander.afspraak_id == Partnerafspraak.id, ander.status == MeldingStatus.NIEUW)
        .scalar_subquery()
    )
    rij = session.execute(
        sa.select(Partnerlink, Partnerafspraak, Organisatie.naam, Gebruiker.naam, Gebruiker.functie)
        .add_columns(Partnermelding, sa.type_coerce(gemeld, VastePunt(2)))
        .join(Partnerafspraak, col(Partnerafspraak.id) == Partnerlink.afspraak_id)
        .join(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .outerjoin(Gebruiker, sa.and_(col(Gebruiker.id) == Partnerafspraak.eigenaar_id, Gebruiker.is_actief))
        .outerjoin(Partnermelding, col(Partnermelding.link_id) == Partnerlink.id)
        .where(col(Partnerlink.uuid) == uuid)
    ).first()
    return Linkpagina(*rij[:6], gemeld=rij[6] or Decimal(0)) if rij else None
