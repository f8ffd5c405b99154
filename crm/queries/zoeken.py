"""Finding a dossier by its name: organisations (also by another name), people, coalitions, acties, meetings."""

import unicodedata
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.models import (
    Actie,
    Functie,
    Ontwikkelcoalitie,
    Organisatie,
    OrganisatieAlias,
    Overleg,
    Persoon,
    Programma,
)
from crm.models.organisatie import naam_sleutel

PER_SOORT = 10
HOOGSTENS_WOORDEN = 6

# What Dutch words have on their letters. No database takes it off by itself, and SQLite parses no deeper nest than
# a dozen of these; rarer ones are found as they were printed.
_ZONDER_TEKEN = {"é": "e", "ë": "e", "è": "e", "ï": "i", "ö": "o", "ü": "u", "É": "e", "Ö": "o"}
_ZONDER_TEKEN_TABEL = str.maketrans(_ZONDER_TEKEN)


@dataclass(frozen=True)
class Treffer:
    """Something that was found, and what tells it apart from its namesakes."""

    soort: str
    uuid: uuid_.UUID
    naam: str
    erbij: str | None


def zoek(session: Session, tekst: str, *, met_personen: bool) -> list[Treffer]:
    """What has all of these words in its name, at most ten of a kind; one query for each kind.

    A person is shown as the organisation where that person works, and only to who may see contact data.
    """
    # Organisations and people are kept with the key of their name; the rest is compared as it was typed.
    sleutels = naam_sleutel(tekst).split()[:HOOGSTENS_WOORDEN]
    woorden = unicodedata.normalize("NFC", tekst).split()[:HOOGSTENS_WOORDEN]
    if not woorden:
        return []
    vragen = [_organisaties(sleutels), _coalities(woorden), _acties(woorden), _overleggen(woorden)]
    if met_personen:
        vragen.insert(1, _personen(sleutels))
    return [Treffer(*rij) for vraag in vragen for rij in session.execute(vraag.limit(PER_SOORT))]


def _alle(kolom: Any, woorden: list[str]) -> sa.ColumnElement[bool]:
    """Every word occurs in this column, capitals or not."""
    return sa.and_(*(kolom.icontains(woord, autoescape=True) for woord in woorden))


def _alle_in_tekst(kolom: Any, woorden: list[str]) -> sa.ColumnElement[bool]:
    """Every word occurs in this text, with or without accents on either side, capitals or not."""
    kaal = sa.func.lower(kolom)
    for teken, letter in _ZONDER_TEKEN.items():
        kaal = sa.func.replace(kaal, teken, letter)
    return sa.and_(
        *(
            sa.or_(
                # SQLite makes only a to z small, so the word as typed and its two usual spellings are tried as well.
                *(
                    kolom.icontains(vorm, autoescape=True)
                    for vorm in dict.fromkeys((woord, woord.lower(), woord.capitalize()))
                ),
                kaal.contains(woord.lower().translate(_ZONDER_TEKEN_TABEL), autoescape=True),
                kaal.contains(naam_sleutel(woord), autoescape=True),
            )
            for woord in woorden
        )
    )


def _organisaties(woorden: list[str]) -> sa.Select:
    """By name or by another name; an organisation with two fitting names is found once."""
    ook = (
        sa.select(sa.func.min(OrganisatieAlias.naam))
        .where(
            OrganisatieAlias.organisatie_id == Organisatie.id, _alle(OrganisatieAlias.naam_sleutel, woorden)
        )
        .scalar_subquery()
    )
    zelf = _alle(Organisatie.naam_sleutel, woorden)
    return (
        sa.select(sa.literal("organisatie"), Organisatie.uuid, Organisatie.naam)
        .add_columns(sa.case((zelf, None), else_=sa.literal("ook bekend als ").concat(ook)))
        .where(sa.or_(zelf, ook.is_not(None)))
        .order_by(sa.not_(zelf), Organisatie.naam)
    )


def _personen(woorden: list[str]) -> sa.Select:
    return (
        sa.select(sa.literal("organisatie"), Organisatie.uuid, Persoon.naam, Organisatie.naam)
        .join(Functie, Functie.persoon_id == Persoon.id)
        .join(Organisatie, Organisatie.id == Functie.organisatie_id)
        .where(_alle(Persoon.naam_sleutel, woorden), Functie.tot.is_(None))
        .order_by(Persoon.naam)
    )


def _coalities(woorden: list[str]) -> sa.Select:
    naam = sa.func.coalesce(Ontwikkelcoalitie.nummer.concat(" "), "").concat(Ontwikkelcoalitie.naam)
    return (
        sa.select(sa.literal("coalitie"), Ontwikkelcoalitie.uuid, naam, Programma.naam)
        .join(Programma, Programma.id == Ontwikkelcoalitie.programma_id)
        .where(_alle_in_tekst(naam, woorden))
        .order_by(Ontwikkelcoalitie.naam)
    )


def _acties(woorden: list[str]) -> sa.Select:
    naam = Actie.nummer.concat(" ").concat(Actie.titel)
    return (
        sa.select(sa.literal("actie"), Actie.uuid, naam, Programma.naam)
        .join(Programma, Programma.id == Actie.programma_id)
        .where(_alle_in_tekst(naam, woorden))
        .order_by(Programma.jaar_van.desc(), Actie.volgorde, Actie.id)
    )


def _overleggen(woorden: list[str]) -> sa.Select:
    return (
        sa.select(sa.literal("overleg"), Overleg.uuid, Overleg.onderwerp, sa.cast(sa.null(), sa.String))
        .where(_alle_in_tekst(Overleg.onderwerp, woorden))
        .order_by(Overleg.begint_op.desc())
    )
