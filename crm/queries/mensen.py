"""People by name: the contacts we know and where they work, and our own colleagues."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.db import kleine_letters
from crm.models import Actiepunt, Functie, Gebruiker, Organisatie, Persoon
from crm.models.organisatie import naam_sleutel

# Somebody who is not a colleague does it.
IS_VAN_BUITEN = sa.and_(col(Actiepunt.eigenaar_id).is_(None), col(Actiepunt.eigenaar_naam).is_not(None))


def wie_doet_het(*, met_personen: bool) -> sa.ColumnElement[str | None]:
    """Who does an action point: a colleague by name, and somebody from outside only for who may see persons."""
    collega = sa.case((col(Actiepunt.eigenaar_id).is_not(None), Actiepunt.eigenaar_naam))
    return sa.func.coalesce(Gebruiker.naam, Actiepunt.eigenaar_naam if met_personen else collega)


@dataclass(frozen=True)
class Bekende:
    """A contact, and the organisation where that contact works now."""

    persoon: uuid_.UUID
    naam: str
    organisatie: uuid_.UUID | None
    organisatie_naam: str | None


def bekenden(session: Session, namen: Iterable[str], dag: dt.date) -> dict[str, list[Bekende]]:
    """The contacts with these names, by key of the name, with their jobs on that day; one query."""
    sleutels = {naam_sleutel(naam) for naam in namen if naam.strip()}
    uit: dict[str, list[Bekende]] = defaultdict(list)
    if not sleutels:
        return uit
    vraag = _met_functie(dag).where(Persoon.naam_sleutel.in_(sleutels))
    for rij in session.execute(vraag):
        uit[rij.naam_sleutel].append(Bekende(rij.persoon, rij.naam, rij.organisatie, rij.organisatie_naam))
    return uit


def op_email(session: Session, adressen: Iterable[str], dag: dt.date) -> dict[str, Bekende]:
    """The contacts with these e-mail addresses, by address in small letters; one query.

    An address that two of them use (Anna@ and anna@) says of neither who it is.
    """
    gezocht = {adres.lower() for adres in adressen if adres}
    if not gezocht:
        return {}
    adres = kleine_letters(Persoon.email)
    rijen = session.execute(_met_functie(dag).add_columns(adres.label("adres")).where(adres.in_(gezocht)))
    uit: dict[str, Bekende | None] = {}
    for rij in rijen:
        bekende, vorige = Bekende(rij.persoon, rij.naam, rij.organisatie, rij.organisatie_naam), uit.get(rij.adres)
        if rij.adres not in uit:
            uit[rij.adres] = bekende
        elif vorige is None or vorige.persoon != rij.persoon:
            uit[rij.adres] = None
        else:
            # With two jobs at once nobody knows for which one somebody comes.
            uit[rij.adres] = Bekende(rij.persoon, rij.naam, None, None)
    return {adres: bekende for adres, bekende in uit.items() if bekende is not None}


def op_uuid(session: Session, uuids: Iterable[uuid_.UUID], dag: dt.date) -> dict[uuid_.UUID, list[Bekende]]:
    """These contacts with the jobs they hold on that day; one query."""
    gezocht = set(uuids)
    uit: dict[uuid_.UUID, list[Bekende]] = defaultdict(list)
    if gezocht:
        for rij in session.execute(_met_functie(dag).where(col(Persoon.uuid).in_(gezocht))):
            uit[rij.persoon].append(Bekende(rij.persoon, rij.naam, rij.organisatie, rij.organisatie_naam))
    return uit


def lijkend(session: Session, namen: Iterable[str], dag: dt.date, hoogstens: int) -> dict[str, list[Bekende]]:
    """Contacts who may be meant by these names, by key: the same last word and the same first letter; one query."""
    sleutels = {naam_sleutel(naam) for naam in namen}
    paren = {sleutel: (sleutel[0], sleutel.split()[-1]) for sleutel in sleutels if len(sleutel.split()) > 1}
    uit: dict[str, list[Bekende]] = defaultdict(list)
    if not paren:
        return uit
    waar = sa.or_(
        *(
            sa.and_(
                col(Persoon.naam_sleutel).like(f"{_letterlijk(letter)}%", escape="\\"),
                col(Persoon.naam_sleutel).like(f"% {_letterlijk(achter)}", escape="\\"),
            )
            for letter, achter in set(paren.values())
        )
    )
    for rij in session.execute(_met_functie(dag).where(waar).order_by(Persoon.naam).limit(hoogstens)):
        eigen = (rij.naam_sleutel[0], rij.naam_sleutel.split()[-1])
        for sleutel, paar in paren.items():
            if paar == eigen:
                uit[sleutel].append(Bekende(rij.persoon, rij.naam, rij.organisatie, rij.organisatie_naam))
    return uit


def contacten(session: Session, begin: str, dag: dt.date, hoogstens: int) -> list[Bekende]:
    """The contacts whose name has a word that begins so."""
    sleutel = _letterlijk(naam_sleutel(begin))
    vraag = (
        _met_functie(dag)
        .where(
            sa.or_(
                Persoon.naam_sleutel.like(f"{sleutel}%", escape="\\"),
                Persoon.naam_sleutel.like(f"% {sleutel}%", escape="\\"),
            )
        )
        .order_by(Persoon.naam)
        .limit(hoogstens)
    )
    return [
        Bekende(rij.persoon, rij.naam, rij.organisatie, rij.organisatie_naam)
        for rij in session.execute(vraag)
    ]


def organisatienamen(session: Session, begin: str, hoogstens: int) -> list[str]:
    """The names of organisations that have a word that begins so."""
    sleutel = _letterlijk(naam_sleutel(begin))
    vraag = (
        select(Organisatie.naam)
        .where(
            sa.or_(
                col(Organisatie.naam_sleutel).like(f"{sleutel}%", escape="\\"),
                col(Organisatie.naam_sleutel).like(f"% {sleutel}%", escape="\\"),
            )
        )
        .order_by(col(Organisatie.naam))
        .limit(hoogstens)
    )
    return list(session.exec(vraag))


def collegas(session: Session) -> list[tuple[uuid_.UUID, str]]:
    """Everybody with an account, by name."""
    vraag = sa.select(Gebruiker.uuid, Gebruiker.naam).where(
        Gebruiker.is_actief, Gebruiker.wachtwoord_hash.is_not(None)
    )
    return [(rij.uuid, rij.naam) for rij in session.execute(vraag.order_by(Gebruiker.naam))]


def _met_functie(dag: dt.date):
    geldt = sa.and_(
        Functie.persoon_id == Persoon.id,
        sa.or_(Functie.van.is_(None), Functie.van <= dag),
        sa.or_(Functie.tot.is_(None), Functie.tot >= dag),
    )
    return (
        sa.select(
            Persoon.uuid.label("persoon"),
            Persoon.naam,
            Persoon.naam_sleutel,
            Organisatie.uuid.label("organisatie"),
            Organisatie.naam.label("organisatie_naam"),
        )
        .outerjoin(Functie, geldt)
        .outerjoin(Organisatie, Organisatie.id == Functie.organisatie_id)
    )


def _letterlijk(tekst: str) -> str:
    """A percent sign that somebody types means a percent sign."""
    return tekst.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
