"""Nouns as they go out: with uuids in place of numbers, and with the rows that belong to them.

However many nouns there are, each kind of row and each kind of relation costs one query.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any
from uuid import UUID

from sqlmodel import Session, col, select

from crm.api.blueprint import WORTEL
from crm.models import Bron, Model
from crm.schemas.uitvoer import Kind, Uitvoer

# Table to path, for links; filled by every Collectie.
PADEN: dict[str, str] = {}

_NOUNS = {klasse.__tablename__: klasse for klasse in Model.__subclasses__()}


class Beeld:
    """One noun with what goes out beside it; what stands beside it goes before what the noun says itself."""

    def __init__(self, noun: Model):
        self.noun = noun
        self.erbij: dict[str, Any] = {}

    def __getattr__(self, naam: str) -> Any:
        return self.erbij[naam] if naam in self.erbij else getattr(self.noun, naam)


def beelden(
    session: Session, nouns: Sequence[Model], schema: type[Uitvoer], *, met_personen: bool
) -> list[Beeld]:
    """These nouns, ready to be drawn by their schema; without personal fields when `met_personen` is false."""
    top = [Beeld(noun) for noun in nouns]
    alle: list[tuple[type[Uitvoer], list[Beeld]]] = [(schema, top)]
    platte: list[tuple[str, Kind, list[Beeld], dict[int, list[Model]]]] = []
    for naam, kind in schema.KINDEREN.items():
        per_ouder = _rijen(session, kind, top)
        if kind.plat:
            platte.append((naam, kind, top, per_ouder))
            continue
        kindschema = schema.KINDSCHEMAS[naam]
        for beeld in top:
            beeld.erbij[naam] = [Beeld(rij) for rij in per_ouder[beeld.noun.id]]
        alle.append((kindschema, [kind for beeld in top for kind in beeld.erbij[naam]]))
    kenmerken = _kenmerken(session, alle, platte)
    for naam, kind, ouders, per_ouder in platte:
        for beeld in ouders:
            beeld.erbij[naam] = [_kenmerk_van(kind, rij, kenmerken) for rij in per_ouder[beeld.noun.id]]
    bronnen = _bronnen(session, alle)
    for eigen_schema, reeks in alle:
        for beeld in reeks:
            _vul_aan(beeld, eigen_schema, kenmerken, bronnen)
            if not met_personen:
                beeld.erbij |= dict.fromkeys(eigen_schema.PERSOONLIJK)
    for beeld in top:
        beeld.erbij["links"] = _links(beeld, schema)
    return top


def adres(noun: Model | str, uuid: UUID | None = None) -> str:
    """Where a dossier is found in this API."""
    tabel, eigen = (noun, uuid) if isinstance(noun, str) else (noun.__tablename__, noun.uuid)
    return f"{WORTEL}/{PADEN[tabel]}/{eigen}"


def _rijen(session: Session, kind: Kind, ouders: list[Beeld]) -> Mapping[int, list[Model]]:
    """The rows of one kind, by the number of what they belong to."""
    per_ouder: dict[int, list[Model]] = defaultdict(list)
    if ouders:
        via = getattr(kind.noun, kind.via)
        vraag = select(kind.noun).where(via.in_([ouder.noun.id for ouder in ouders]))
        volgorde = (col(getattr(kind.noun, kind.volgorde)), col(kind.noun.id))
        for rij in session.exec(vraag.order_by(*volgorde)):
            per_ouder[getattr(rij, kind.via)].append(rij)
    return per_ouder


def _kenmerken(
    session: Session, alle: Iterable[tuple], platte: Iterable[tuple]
) -> dict[str, dict[int, UUID]]:
    """The uuid of every dossier that is pointed at, by table and number."""
    bekend: dict[str, dict[int, UUID]] = defaultdict(dict)
    gezocht: dict[str, set[int]] = defaultdict(set)
    for schema, reeks in alle:
        for beeld in reeks:
            bekend[beeld.noun.__tablename__][beeld.noun.id] = beeld.noun.uuid
            for kolom in schema.RELATIES.values():
                gezocht[_tabel(type(beeld.noun), kolom)].add(getattr(beeld.noun, kolom))
    for _, kind, _, per_ouder in platte:
        if kind.plat != "uuid":
            kolom = f"{kind.plat}_id"
            for rijen in per_ouder.values():
                gezocht[_tabel(kind.noun, kolom)].update(getattr(rij, kolom) for rij in rijen)
    for tabel, nummers in gezocht.items():
        nog = nummers - {None} - bekend[tabel].keys()
        if nog:
            noun = _NOUNS[tabel]
            bekend[tabel].update(session.exec(select(noun.id, noun.uuid).where(col(noun.id).in_(nog))).all())
    return bekend


@cache
def _tabel(noun: type[Model], kolom: str) -> str:
    """The table that this foreign key points at."""
    return next(iter(noun.__table__.c[kolom].foreign_keys)).column.table.name


def _kenmerk_van(kind: Kind, rij: Model, kenmerken: Mapping[str, Mapping[int, UUID]]) -> UUID:
    if kind.plat == "uuid":
        return rij.uuid
    kolom = f"{kind.plat}_id"
    return kenmerken[_tabel(kind.noun, kolom)][getattr(rij, kolom)]


def _bronnen(session: Session, alle: Iterable[tuple]) -> dict[int, Bron]:
    nummers = {getattr(beeld.noun, "bron_id", None) for _, reeks in alle for beeld in reeks} - {None}
    if not nummers:
        return {}
    return {bron.id: bron for bron in session.exec(select(Bron).where(col(Bron.id).in_(nummers)))}


def _vul_aan(
    beeld: Beeld,
    schema: type[Uitvoer],
    kenmerken: Mapping[str, Mapping[int, UUID]],
    bronnen: Mapping[int, Bron],
) -> None:
    for naam, kolom in schema.RELATIES.items():
        beeld.erbij[naam] = kenmerken[_tabel(type(beeld.noun), kolom)].get(getattr(beeld.noun, kolom))
    if hasattr(beeld.noun, "bron_id"):
        beeld.erbij["bron"] = bronnen.get(beeld.noun.bron_id)


def _links(beeld: Beeld, schema: type[Uitvoer]) -> dict[str, dict[str, str]]:
    links = {"self": {"href": adres(beeld.noun)}} if beeld.noun.__tablename__ in PADEN else {}
    for naam, kolom in schema.RELATIES.items():
        tabel, uuid = _tabel(type(beeld.noun), kolom), beeld.erbij[naam]
        if uuid is not None and tabel in PADEN:
            links[naam] = {"href": adres(tabel, uuid)}
    return links
