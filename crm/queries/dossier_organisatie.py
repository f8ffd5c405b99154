"""Organisations: the list by name, and one with everything it takes part in."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import aliased, selectinload
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Betrokkenheid,
    Bron,
    DeelnemerRol,
    Deelneming,
    Doel,
    Functie,
    Helix,
    Ontwikkelcoalitie,
    Organisatie,
    OrganisatieAlias,
    Partnerafspraak,
    Persoon,
    Programma,
    Rol,
    natuurlijke_volgorde,
)
from crm.models.organisatie import naam_sleutel
from crm.queries import afspraken
from crm.queries.dossier_overleggen import OverlegRegel, laatst_gesproken, met_organisatie, overleggen


@dataclass(frozen=True)
class OrganisatieRegel:
    """An organisation in the list, with the other name by which it was found."""

    uuid: uuid_.UUID
    naam: str
    naam_sleutel: str
    helix: Helix
    aard: str | None
    regio: str | None
    alias: str | None


@dataclass(frozen=True)
class Rolregel:
    """Where the organisation is involved: an actie, a doel or a whole agenda."""

    rol: Rol
    gedrukt: str
    soort: str
    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    bron: Bron | None


@dataclass(frozen=True)
class Lidmaatschap:
    """A coalitie it takes or took part in."""

    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    rol: DeelnemerRol
    van: dt.date
    tot: dt.date | None


@dataclass(frozen=True)
class Contact:
    """Somebody with a job there; personal data."""

    uuid: uuid_.UUID
    naam: str
    functie: str | None
    email: str | None
    telefoon: str | None
    van: dt.date | None
    tot: dt.date | None


@dataclass(frozen=True)
class OrganisatieDossier:
    """Everything on the page of an organisation; `contacten` is None for who may not see persons."""

    organisatie: Organisatie
    aliassen: tuple[OrganisatieAlias, ...]
    ouder: tuple[uuid_.UUID, str] | None
    bron: Bron | None
    rollen: tuple[Rolregel, ...]
    coalities: tuple[Lidmaatschap, ...]
    sommen: tuple[afspraken.Eenheidsom, ...]
    afspraken: tuple[afspraken.AfspraakRegel, ...]
    overleggen: tuple[OverlegRegel, ...]
    gesproken: OverlegRegel | None
    contacten: tuple[Contact, ...] | None


def blad(
    session: Session,
    *,
    zoek: str = "",
    helix: Helix | None = None,
    na: tuple[str, str] | None = None,
    aantal: int,
) -> tuple[OrganisatieRegel, ...]:
    """One page of the list by name: what comes after this key. `zoek` is found in the name and in other names."""
    o = Organisatie
    sleutel = naam_sleutel(zoek) if zoek.strip() else ""
    alias = _alias_met(sleutel)
    vraag = sa.select(o.uuid, o.naam, o.naam_sleutel, o.helix, o.aard, o.regio, alias.label("alias"))
    if sleutel:
        vraag = vraag.where(
            sa.or_(col(o.naam_sleutel).contains(sleutel, autoescape=True), alias.is_not(None))
        )
    if helix is not None:
        vraag = vraag.where(o.helix == helix)
    if na is not None:
        vraag = vraag.where(sa.tuple_(o.naam_sleutel, o.naam) > sa.tuple_(*na))
    vraag = vraag.order_by(o.naam_sleutel, o.naam).limit(aantal)
    return tuple(OrganisatieRegel(*rij) for rij in session.execute(vraag))


def organisatie_dossier(
    session: Session, uuid: uuid_.UUID, *, nu: dt.datetime, met_contacten: bool
) -> OrganisatieDossier:
    """One organisation, in at most nine queries. Refuses with NietGevonden what is not there."""
    ouder = aliased(Organisatie)
    rij = session.exec(
        select(Organisatie, ouder.uuid, ouder.naam, Bron)
        .outerjoin(ouder, ouder.id == Organisatie.ouder_id)
        .outerjoin(Bron, col(Bron.id) == Organisatie.bron_id)
        .options(selectinload(Organisatie.aliassen))
        .where(Organisatie.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze organisatie bestaat niet, of niet meer.")
    organisatie, ouder_uuid, ouder_naam, bron = rij
    eigen = organisatie.id
    return OrganisatieDossier(
        organisatie=organisatie,
        aliassen=tuple(sorted(organisatie.aliassen, key=lambda alias: alias.naam_sleutel)),
        ouder=(ouder_uuid, ouder_naam) if ouder_uuid else None,
        bron=bron,
        rollen=_rollen(session, eigen),
        coalities=_coalities(session, eigen),
        sommen=afspraken.sommen(session, Partnerafspraak.organisatie_id == eigen),
        afspraken=afspraken.regels(session, Partnerafspraak.organisatie_id == eigen),
        overleggen=overleggen(session, met_organisatie(eigen)),
        gesproken=laatst_gesproken(session, [eigen], nu).get(eigen),
        contacten=_contacten(session, eigen) if met_contacten else None,
    )


def _alias_met(sleutel: str) -> sa.ScalarSelect | sa.Null:
    """The first other name of the organisation in which this key occurs."""
    if not sleutel:
        return sa.null()
    return (
        sa.select(sa.func.min(OrganisatieAlias.naam))
        .where(
            OrganisatieAlias.organisatie_id == Organisatie.id,
            col(OrganisatieAlias.naam_sleutel).contains(sleutel, autoescape=True),
        )
        .correlate(Organisatie)
        .scalar_subquery()
    )


def _rollen(session: Session, organisatie_id: int) -> tuple[Rolregel, ...]:
    rijen = session.exec(
        select(Betrokkenheid.rol, Betrokkenheid.gedrukt, Actie, Doel, Programma, Bron)
        .outerjoin(Actie, col(Actie.id) == Betrokkenheid.actie_id)
        .outerjoin(Doel, col(Doel.id) == Betrokkenheid.doel_id)
        .outerjoin(
            Programma,
            sa.or_(col(Programma.id) == Betrokkenheid.programma_id, col(Programma.id) == Doel.programma_id),
        )
        .outerjoin(Bron, col(Bron.id) == Betrokkenheid.bron_id)
        .where(Betrokkenheid.organisatie_id == organisatie_id)
    )
    regels = [_rolregel(*rij) for rij in rijen]
    soorten = ("programma", "doel", "actie")
    return tuple(
        sorted(regels, key=lambda r: (soorten.index(r.soort), natuurlijke_volgorde(r.nummer or ""), r.naam))
    )


def _rolregel(
    rol: Rol,
    gedrukt: str,
    actie: Actie | None,
    doel: Doel | None,
    programma: Programma | None,
    bron: Bron | None,
) -> Rolregel:
    """A doel has no page of its own: it leads to its agenda."""
    if actie is not None:
        return Rolregel(rol, gedrukt, "actie", actie.uuid, actie.nummer, actie.naam, bron)
    if doel is not None:
        return Rolregel(rol, gedrukt, "doel", programma.uuid, doel.nummer, doel.naam, bron)
    return Rolregel(rol, gedrukt, "programma", programma.uuid, None, programma.naam, bron)


def _coalities(session: Session, organisatie_id: int) -> tuple[Lidmaatschap, ...]:
    c = Ontwikkelcoalitie
    vraag = (
        sa.select(c.uuid, c.nummer, c.naam, Deelneming.rol, Deelneming.van, Deelneming.tot)
        .join(Deelneming, Deelneming.coalitie_id == c.id)
        .where(Deelneming.organisatie_id == organisatie_id)
    )
    gevonden = [Lidmaatschap(*rij) for rij in session.execute(vraag)]
    return tuple(sorted(gevonden, key=lambda lid: (natuurlijke_volgorde(lid.nummer or ""), lid.van)))


def _contacten(session: Session, organisatie_id: int) -> tuple[Contact, ...]:
    vraag = (
        sa.select(
            Persoon.uuid, Persoon.naam, Functie.naam, Persoon.email, Persoon.telefoon, Functie.van, Functie.tot
        )
        .join(Functie, Functie.persoon_id == Persoon.id)
        .where(Functie.organisatie_id == organisatie_id)
        .order_by(Persoon.naam_sleutel, Functie.id)
    )
    return tuple(Contact(*rij) for rij in session.execute(vraag))
