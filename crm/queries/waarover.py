"""What a meeting is about, as people call it: "Coalitie 3 Zij-instroom" is a dossier with a uuid."""

import uuid as uuid_
from collections import Counter
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rapidfuzz import fuzz, process
from sqlmodel import Session

from crm.models import Actie, Gremium, Ontwikkelcoalitie, Programma
from crm.models.organisatie import naam_sleutel

LIJKT_GENOEG = 70
HOOGSTENS = 3


@dataclass(frozen=True)
class Dossier:
    """Something a meeting can be about."""

    soort: str
    uuid: uuid_.UUID
    naam: str


def naam_van(soort: str, noun: Any) -> str:
    """The name of a dossier as it is typed and shown."""
    if soort == "programma":
        return f"{noun.naam} {noun.periode}"
    nummer = getattr(noun, "nummer", None)
    return _naam(soort, nummer, noun.naam)


def dossiers(session: Session) -> list[Dossier]:
    """Everything a meeting can be about, in one query; the agenda is added where two have the same name."""
    leeg = sa.literal(None, sa.String)
    delen = [
        sa.select(
            sa.literal("coalitie"), Ontwikkelcoalitie.uuid, Ontwikkelcoalitie.nummer, Ontwikkelcoalitie.naam
        ).add_columns(Ontwikkelcoalitie.programma_id.label("programma_id")),
        sa.select(sa.literal("gremium"), Gremium.uuid, leeg, Gremium.naam).add_columns(Gremium.programma_id),
        sa.select(
            sa.literal("actie"), Actie.uuid, Actie.nummer, sa.func.coalesce(Actie.korte_titel, Actie.titel)
        ).add_columns(Actie.programma_id),
        sa.select(sa.literal("programma"), Programma.uuid, leeg, Programma.naam).add_columns(Programma.id),
    ]
    samen = sa.union_all(*delen).subquery()
    soort, uuid, nummer, naam, programma_id = samen.c
    rijen = session.execute(
        sa.select(soort, uuid, nummer, naam, Programma.jaar_van, Programma.jaar_tot)
        .join(Programma, Programma.id == programma_id)
        .order_by(soort != "coalitie", soort != "gremium", soort, Programma.jaar_van.desc(), naam)
    ).all()
    namen = [_naam(rij[0], rij[2], rij[3]) for rij in rijen]
    vaak = Counter(namen)
    return [
        Dossier(
            rij[0],
            rij[1],
            f"{naam} {rij.jaar_van}-{rij.jaar_tot}" if rij[0] == "programma" or vaak[naam] > 1 else naam,
        )
        for rij, naam in zip(rijen, namen, strict=True)
    ]


def herken(alle: list[Dossier], tekst: str) -> Dossier | None:
    """The dossier these words name: its whole name, or words that only one dossier has."""
    gezocht = naam_sleutel(tekst)
    gelijk = [d for d in alle if naam_sleutel(d.naam) == gezocht]
    if not gelijk:
        woorden = gezocht.split()
        gelijk = [d for d in alle if all(w in naam_sleutel(d.naam).split() for w in woorden)]
    return gelijk[0] if len(gelijk) == 1 else None


def lijken(alle: list[Dossier], tekst: str) -> list[Dossier]:
    """At most three dossiers that may have been meant, the likeliest first."""
    gevonden = process.extract(
        naam_sleutel(tekst),
        [naam_sleutel(d.naam) for d in alle],
        scorer=fuzz.WRatio,
        score_cutoff=LIJKT_GENOEG,
        limit=HOOGSTENS,
    )
    return [alle[plaats] for _, _, plaats in gevonden]


def _naam(soort: str, nummer: str | None, naam: str) -> str:
    voor = {"coalitie": "Coalitie", "actie": "Actie", "gremium": "", "programma": ""}[soort]
    return " ".join(deel for deel in (voor, nummer, naam) if deel)
