"""Deals with many signatories: how many have confirmed and delivered on a day, and how each of them stands."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Bron,
    Convenant,
    Gebruiker,
    Ondertekening,
    Organisatie,
    Partnerafspraak,
    Programma,
)
from crm.models.organisatie import naam_sleutel
from crm.queries.convenant_stand import OndertekenaarStand, per_partij_op, stand_van, tel


@dataclass(frozen=True)
class Dekking:
    """Of one deal on one day: how many signed, confirmed and delivered, beside the number that was printed."""

    genoemd: int | None
    bekend: int
    twijfel: int
    met_afspraak: int
    bevestigd: int
    standen: dict[OndertekenaarStand, int]
    """How many signatories, of whom it is known who they are, stand how."""

    @property
    def geleverd(self) -> int:
        return self.standen[OndertekenaarStand.GELEVERD]

    @property
    def te_laat(self) -> int:
        return self.standen[OndertekenaarStand.TE_LAAT]

    @property
    def van(self) -> int:
        """Against how many it is counted: the number of the document, or else those we know."""
        return self.genoemd or self.bekend


@dataclass(frozen=True)
class ConvenantKop:
    """The deal and what it hangs under; enough for the pages that change it."""

    convenant: Convenant
    programma: Programma
    actie: Actie | None
    bron: Bron | None


@dataclass(frozen=True)
class ConvenantRegel:
    """A deal in the list."""

    convenant: Convenant
    programma: str
    jaar_van: int
    jaar_tot: int
    dekking: Dekking


@dataclass(frozen=True)
class Ondertekenaar:
    """One signatory under its deal; without organisatie it is doubtful."""

    ondertekening: Ondertekening
    organisatie: Organisatie | None
    beoordeeld_door: str | None


@dataclass(frozen=True)
class OndertekenaarRegel:
    """A signatory of which it is known who it is, as it stood on the day."""

    uuid: uuid_.UUID
    nummer: int
    organisatie_id: int
    organisatie: str
    organisatie_uuid: uuid_.UUID
    naam_sleutel: str
    naam: str | None
    getekend_op: dt.date | None
    stand: OndertekenaarStand
    afspraken: int
    vervuld: int


def convenant_kop(session: Session, uuid: uuid_.UUID) -> ConvenantKop:
    """The deal, in one query. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Convenant, Programma, Actie, Bron)
        .join(Programma, col(Programma.id) == Convenant.programma_id)
        .outerjoin(Actie, col(Actie.id) == Convenant.actie_id)
        .outerjoin(Bron, col(Bron.id) == Convenant.bron_id)
        .where(Convenant.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Dit convenant bestaat niet, of niet meer.")
    return ConvenantKop(*rij)


def convenanten(session: Session, peildatum: dt.date) -> tuple[ConvenantRegel, ...]:
    """All deals with their coverage, the latest agenda first, in two queries.

    Not in pages: an agenda names a handful.
    """
    dekkingen = _dekkingen(session, peildatum)
    vraag = (
        select(Convenant, Programma.naam, Programma.jaar_van, Programma.jaar_tot)
        .join(Programma, col(Programma.id) == Convenant.programma_id)
        .order_by(col(Programma.jaar_van).desc(), col(Programma.id), col(Convenant.id))
    )
    return tuple(
        ConvenantRegel(convenant, *rest, dekkingen.get(convenant.id) or _niemand(convenant))
        for convenant, *rest in session.exec(vraag)
    )


def dekking(session: Session, convenant: Convenant, peildatum: dt.date) -> Dekking:
    """The coverage of this deal on that day, in one query.

    A signatory has confirmed when at least one of its promises under the deal was confirmed by then and not rejected or
    withdrawn; it has delivered when all that was not rejected, withdrawn or dropped by then had been delivered. Who signed
    on an unknown day counts on every day.
    """
    gevonden = _dekkingen(session, peildatum, convenant.id)
    return gevonden.get(convenant.id) or _niemand(convenant)


def ondertekenaars(
    session: Session,
    convenant_id: int,
    peildatum: dt.date,
    *,
    stand: OndertekenaarStand | None = None,
    na: tuple[str, int] | None = None,
    aantal: int,
) -> tuple[OndertekenaarRegel, ...]:
    """One page of the signatories by name, all or those that stand so: what comes after this key; one query."""
    per_partij = per_partij_op(peildatum, convenant_id)
    kolom = stand_van(per_partij)
    vraag = (
        sa.select(
            Ondertekening.uuid, Ondertekening.id, Organisatie.id, Organisatie.naam, Organisatie.uuid,
            Organisatie.naam_sleutel, Ondertekening.naam, Ondertekening.getekend_op, kolom,
            sa.func.coalesce(per_partij.c.telt, 0), sa.func.coalesce(per_partij.c.vervuld, 0),
        )
        .join(Organisatie, Organisatie.id == Ondertekening.organisatie_id)
        .outerjoin(per_partij, _van(per_partij))
        .where(Ondertekening.convenant_id == convenant_id, _getekend(peildatum))
        .order_by(Organisatie.naam_sleutel, Ondertekening.id)
        .limit(aantal)
    )  # fmt: skip
    if stand is not None:
        vraag = vraag.where(kolom == stand.value)
    if na is not None:
        vraag = vraag.where(sa.tuple_(Organisatie.naam_sleutel, Ondertekening.id) > sa.tuple_(*na))
    return tuple(
        OndertekenaarRegel(*rij[:8], OndertekenaarStand(rij[8]), *rij[9:]) for rij in session.execute(vraag)
    )


def ondertekenaar(session: Session, convenant_id: int, uuid: uuid_.UUID) -> Ondertekenaar:
    """One signatory of this deal, in one query. Refuses with NietGevonden what is not there, or of another deal."""
    rij = session.exec(
        select(Ondertekening, Organisatie, Gebruiker.naam)
        .outerjoin(Organisatie, col(Organisatie.id) == Ondertekening.organisatie_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Ondertekening.beoordeeld_door_id)
        .where(Ondertekening.uuid == uuid, Ondertekening.convenant_id == convenant_id)
    ).first()
    if rij is None:
        raise NietGevonden("Deze ondertekenaar bestaat niet, of niet meer.")
    return Ondertekenaar(*rij)


def twijfels(session: Session, convenant_id: int, hoogstens: int) -> list[Ondertekening]:
    """The signatories of which nobody decided yet who they are, by their printed name."""
    vraag = (
        select(Ondertekening)
        .where(Ondertekening.convenant_id == convenant_id, col(Ondertekening.organisatie_id).is_(None))
        .order_by(col(Ondertekening.naam_sleutel))
        .limit(hoogstens)
    )
    return list(session.exec(vraag))


def afspraken_onder(session: Session, convenant_id: int) -> dict[int, dict[str, uuid_.UUID]]:
    """The promises under this deal, by organisation and by the key of their text; one query."""
    per_partij: dict[int, dict[str, uuid_.UUID]] = defaultdict(dict)
    vraag = select(Partnerafspraak.organisatie_id, Partnerafspraak.omschrijving, Partnerafspraak.uuid)
    for partij, omschrijving, uuid in session.exec(vraag.where(Partnerafspraak.convenant_id == convenant_id)):
        per_partij[partij][naam_sleutel(omschrijving)] = uuid
    return per_partij


def zoek_convenant(session: Session, tekst: str) -> Convenant:
    """The deal that is meant by a key (with or without the code of its agenda), its uuid or its name.

    Refuses with NietGevonden what names none, or more than one.
    """
    alle = session.exec(select(Convenant)).all()
    gezocht = naam_sleutel(tekst)
    for herkent in (
        lambda c: tekst in (c.sleutel, str(c.uuid)),
        lambda c: (c.sleutel or "").partition("/")[2] == tekst,
        lambda c: naam_sleutel(c.naam) == gezocht,
    ):
        gevonden = [convenant for convenant in alle if herkent(convenant)]
        if len(gevonden) == 1:
            return gevonden[0]
    sleutels = ", ".join(sorted(c.sleutel or str(c.uuid) for c in alle)) or "er zijn er nog geen"
    raise NietGevonden(f"Welk convenant is ‘{tekst}’? Dit kan wel: {sleutels}.")


def _niemand(convenant: Convenant) -> Dekking:
    return Dekking(convenant.aantal_genoemd, 0, 0, 0, 0, dict.fromkeys(OndertekenaarStand, 0))


def _dekkingen(session: Session, peildatum: dt.date, convenant_id: int | None = None) -> dict[int, Dekking]:
    per_partij = per_partij_op(peildatum, convenant_id)
    stand = stand_van(per_partij)
    vraag = (
        sa.select(
            Convenant.id,
            Convenant.aantal_genoemd,
            sa.func.count(Ondertekening.id),
            tel(col(Ondertekening.organisatie_id).is_(None)),
            tel(per_partij.c.telt > 0),
            tel(per_partij.c.bevestigd > 0),
            *(tel(sa.and_(col(Ondertekening.organisatie_id).is_not(None), stand == s.value)) for s in OndertekenaarStand),
        )
        .join(Ondertekening, Ondertekening.convenant_id == Convenant.id)
        .outerjoin(per_partij, _van(per_partij))
        .where(_getekend(peildatum))
        .group_by(Convenant.id, Convenant.aantal_genoemd)
    )
    if convenant_id is not None:
        vraag = vraag.where(Convenant.id == convenant_id)
    return {
        rij[0]: Dekking(*rij[1:6], dict(zip(OndertekenaarStand, rij[6:], strict=True)))
        for rij in session.execute(vraag)
    }


def _getekend(peildatum: dt.date) -> sa.ColumnElement[bool]:
    return sa.or_(col(Ondertekening.getekend_op).is_(None), col(Ondertekening.getekend_op) <= peildatum)


def _van(per_partij: sa.Subquery) -> sa.ColumnElement[bool]:
    return sa.and_(
        per_partij.c.convenant_id == Ondertekening.convenant_id,
        per_partij.c.organisatie_id == Ondertekening.organisatie_id,
    )
