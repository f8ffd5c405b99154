"""What goes out of every noun: its fields, its relations as uuids, its place in the source, and what belongs to it."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from marshmallow import fields

from crm.db import UtcDateTime
from crm.models import Bron, Model
from crm.schemas.base import FieldConverter, ModelSchema, Schema

# Who put something in is in the log; the place in the source goes out as a whole.
_GEEN_RELATIE = frozenset({"bron_id"})


class Tijdstip(fields.AwareDateTime):
    """A moment in UTC, with the Z that the API Design Rules ask for."""

    def _serialize(self, value: dt.datetime | None, *_args: Any, **_kwargs: Any) -> str | None:
        if value is None:
            return None
        return value.astimezone(dt.UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


class _Converter(FieldConverter):
    SQLA_TYPE_MAPPING = {**FieldConverter.SQLA_TYPE_MAPPING, UtcDateTime: Tijdstip}


@dataclass(frozen=True)
class Kind:
    """Rows of another noun that go out with this one, found by their foreign key to it.

    `plat` names a relation: then only its uuid goes out for each row ("uuid" is the row itself).
    """

    noun: type[Model]
    via: str
    uitleg: str
    volgorde: str = "id"
    plat: str | None = None


class Uitvoer(ModelSchema):
    """The base of what `uitvoer` makes."""

    KINDEREN: ClassVar[Mapping[str, Kind]] = {}
    KINDSCHEMAS: ClassVar[Mapping[str, type["Uitvoer"]]] = {}
    RELATIES: ClassVar[Mapping[str, str]] = {}
    """Field name to the foreign key column it stands for."""

    PERSOONLIJK: ClassVar[frozenset[str]] = frozenset()
    """Fields that only go out to who may see personal data."""

    class Meta(ModelSchema.Meta):
        model_converter = _Converter

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in self.PERSOONLIJK:
            field_obj.allow_none = True
        noem_links(field_name, field_obj)


def noem_links(naam: str, veld: fields.Field) -> None:
    """The usual name of this key; it begins with an underscore because it is about the answer, not the noun."""
    if naam == "links":
        veld.data_key = "_links"


class Link(Schema):
    """Een verwijzing naar een ander adres van deze API."""

    href = fields.String(required=True, metadata={"description": "Adres."})


def links(uitleg: str) -> fields.Dict:
    return fields.Dict(
        keys=fields.String(), values=fields.Nested(Link), dump_only=True, metadata={"description": uitleg}
    )


def uitvoer(
    noun: type[Model],
    *,
    kinderen: Mapping[str, tuple[Kind, type[Uitvoer] | None]] | None = None,
    extra: Mapping[str, fields.Field] | None = None,
    zonder: tuple[str, ...] = (),
    persoonlijk: tuple[str, ...] = (),
    met_links: bool = True,
) -> type[Uitvoer]:
    """The schema of what goes out of this noun, with the noun's own descriptions."""
    kinderen = kinderen or {}
    relaties = _relaties(noun)
    velden: dict[str, Any] = {naam: _relatieveld(noun, kolom) for naam, kolom in relaties.items()}
    velden |= {naam: _kindveld(kind, schema) for naam, (kind, schema) in kinderen.items()}
    velden |= extra or {}
    if "bron_id" in noun.model_fields and noun is not Bron:
        velden["bron"] = fields.Nested(
            "BronUit",
            allow_none=True,
            dump_only=True,
            metadata={"description": "Plaats in het document waar dit uit komt."},
        )
    if met_links:
        velden["links"] = links("Adressen van dit dossier en van waar het bij hoort.")
    meta = type("Meta", (Uitvoer.Meta,), {"model": noun, "exclude": zonder})
    return type(
        noun.__name__,
        (Uitvoer,),
        velden
        | {
            "Meta": meta,
            "__doc__": noun.__doc__,
            "__module__": __name__,
            "KINDEREN": {naam: kind for naam, (kind, _) in kinderen.items()},
            "KINDSCHEMAS": {naam: schema for naam, (_, schema) in kinderen.items() if schema},
            "RELATIES": relaties,
            "PERSOONLIJK": frozenset(persoonlijk),
        },
    )


class _Blad(Schema):
    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        noem_links(field_name, field_obj)


def blad_van(schema: type[Uitvoer]) -> type[Schema]:
    """The schema of one page of a list."""
    return type(
        f"{schema.__name__}Blad",
        (_Blad,),
        {
            "__doc__": f"Eén blad van een lijst. {schema.__doc__}",
            "__module__": __name__,
            "items": fields.List(fields.Nested(schema), metadata={"description": "De dossiers op dit blad."}),
            "links": links("Dit blad, en `volgende` zolang er meer is."),
        },
    )


def _relaties(noun: type[Model]) -> dict[str, str]:
    return {
        kolom.name.removesuffix("_id"): kolom.name
        for kolom in noun.__table__.columns
        if kolom.foreign_keys and kolom.name not in _GEEN_RELATIE
    }


def _relatieveld(noun: type[Model], kolom: str) -> fields.UUID:
    uitleg = noun.model_fields[kolom].description
    nullable = noun.__table__.c[kolom].nullable
    return fields.UUID(dump_only=True, allow_none=nullable, metadata={"description": uitleg})


def _kindveld(kind: Kind, schema: type[Uitvoer] | None) -> fields.List:
    inhoud = fields.UUID() if schema is None else fields.Nested(schema)
    return fields.List(inhoud, dump_only=True, metadata={"description": kind.uitleg})


class BronUit(Uitvoer):
    """De plaats in een document waar een gegeven uit komt, met wat er gedrukt stond en of daar twijfel over is."""

    regels = fields.String(dump_only=True, metadata={"description": "De regels, zoals men ze aanhaalt."})

    class Meta(Uitvoer.Meta):
        model = Bron
        fields = ("document", "bestand", "regels", "gedrukt", "twijfel", "is_overgenomen")
