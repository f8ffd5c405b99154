"""Lists: filters by field, in a fixed order, a page at a time by key; never by counting rows from the start."""

from collections.abc import Iterable, Mapping
from typing import Any

import sqlalchemy as sa
from marshmallow import fields, validate
from sqlalchemy.orm import defer
from sqlmodel import Session, col, select

from crm.db import UtcDateTime
from crm.errors import OngeldigeInvoer
from crm.models import Model
from crm.models.organisatie import naam_sleutel
from crm.queries.dossiers import zoek
from crm.schemas.base import Schema, kameel
from crm.schemas.invoer import Invoer
from crm.schemas.velden import GeheelGetal, JaNee, Tekst

STANDAARD_AANTAL, HOOGSTE_AANTAL = 25, 100
_DAG_OF_MOMENT = (sa.Date, UtcDateTime)


def vraagschema(noun: type[Model], filters: Iterable[str], *, met_zoek: bool) -> type[Schema]:
    """The schema of the question behind a list: the filters of this noun, and which page."""
    velden: dict[str, Any] = {
        "na": fields.UUID(metadata={"description": "Kenmerk van het laatste dossier van het vorige blad."}),
        "aantal": GeheelGetal(
            load_default=STANDAARD_AANTAL,
            validate=validate.Range(1, HOOGSTE_AANTAL),
            metadata={"description": "Hoeveel dossiers op een blad."},
        ),
    }
    if met_zoek:
        velden["zoek"] = Tekst(
            validate=validate.Length(max=200),
            metadata={"description": "Deel van een naam van een organisatie."},
        )
    for naam in filters:
        velden |= _filtervelden(noun, naam)
    return type(f"{noun.__name__}Vraag", (Invoer,), {**velden, "__doc__": "Welke dossiers, en welk blad."})


def _filtervelden(noun: type[Model], naam: str) -> dict[str, fields.Field]:
    kolom = _kolom(noun, naam)
    uitleg = {"description": noun.model_fields[kolom.name].description}
    if kolom.foreign_keys:
        return {naam: fields.UUID(metadata={"description": f"{uitleg['description']} Kenmerk (uuid)."})}
    if isinstance(kolom.type, _DAG_OF_MOMENT):
        soort = fields.Date if isinstance(kolom.type, sa.Date) else fields.AwareDateTime
        return {
            f"{naam}_vanaf": soort(metadata={"description": f"{uitleg['description']} Vanaf."}),
            f"{naam}_tot_en_met": soort(metadata={"description": f"{uitleg['description']} Tot en met."}),
        }
    if isinstance(kolom.type, sa.Enum):
        return {naam: fields.Enum(kolom.type.enum_class, by_value=fields.String, metadata=uitleg)}
    if isinstance(kolom.type, sa.Boolean):
        return {naam: JaNee(metadata=uitleg)}
    return {naam: (GeheelGetal if isinstance(kolom.type, sa.Integer) else Tekst)(metadata=uitleg)}


def _kolom(noun: type[Model], naam: str) -> sa.Column:
    kolommen = noun.__table__.columns
    return kolommen[naam] if naam in kolommen else kolommen[f"{naam}_id"]


def blad(
    session: Session,
    noun: type[Model],
    filters: Iterable[str],
    volgorde: str,
    vraag: Mapping[str, Any],
    *,
    zwaar: Iterable[str] = (),
    waar: Iterable[Any] = (),
) -> tuple[list[Model], bool]:
    """The dossiers on this page, and whether there are more; `zwaar` are large columns that a list does not show."""
    zin = select(noun).where(*_voorwaarden(noun, filters, vraag), *waar)
    zin = zin.options(*(defer(getattr(noun, naam)) for naam in zwaar))
    af = volgorde.startswith("-")
    kolommen = [col(getattr(noun, volgorde.lstrip("-"))), col(noun.id)]
    if vraag.get("na"):
        laatste = zoek(session, noun, vraag["na"])
        if laatste is None:
            zin_na = "Dit dossier kennen wij niet; begin de lijst opnieuw."
            raise OngeldigeInvoer(zin_na, {"na": [zin_na]})
        hier = sa.tuple_(*(sa.literal(getattr(laatste, k.key), k.type) for k in kolommen))
        zin = zin.where(sa.tuple_(*kolommen) < hier if af else sa.tuple_(*kolommen) > hier)
    zin = zin.order_by(*(k.desc() if af else k.asc() for k in kolommen)).limit(vraag["aantal"] + 1)
    rijen = list(session.exec(zin))
    return rijen[: vraag["aantal"]], len(rijen) > vraag["aantal"]


def _voorwaarden(noun: type[Model], filters: Iterable[str], vraag: Mapping[str, Any]) -> list[Any]:
    eisen = []
    for naam in filters:
        kolom = _kolom(noun, naam)
        if naam in vraag:
            eisen.append(_is(kolom, vraag[naam]))
        if f"{naam}_vanaf" in vraag:
            eisen.append(kolom >= vraag[f"{naam}_vanaf"])
        if f"{naam}_tot_en_met" in vraag:
            eisen.append(kolom <= vraag[f"{naam}_tot_en_met"])
    if vraag.get("zoek"):
        eisen.append(noun.__table__.c.naam_sleutel.contains(naam_sleutel(vraag["zoek"]), autoescape=True))
    return eisen


def _is(kolom: sa.Column, waarde: Any) -> Any:
    if not kolom.foreign_keys:
        return kolom == waarde
    ander = next(iter(kolom.foreign_keys)).column.table
    return kolom == sa.select(ander.c.id).where(ander.c.uuid == waarde).scalar_subquery()


def in_adres(vraag: Mapping[str, Any]) -> dict[str, str]:
    """The question as it stands in an address, to get the next page of the same list."""
    return {kameel(naam): _tekst(waarde) for naam, waarde in vraag.items() if waarde is not None}


def _tekst(waarde: Any) -> str:
    if isinstance(waarde, bool):
        return "true" if waarde else "false"
    return waarde.isoformat() if hasattr(waarde, "isoformat") else str(waarde)
