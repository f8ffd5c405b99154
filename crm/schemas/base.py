"""The one bridge from nouns to schemas: what a thing is, is said once, on the noun."""

import typing
from functools import partial
from typing import Any, get_args, get_origin

import marshmallow as ma
import sqlalchemy as sa
from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from marshmallow import fields, validate
from marshmallow_sqlalchemy import ModelConverter, SQLAlchemyAutoSchema
from sqlmodel import AutoString

from crm.db import UtcDateTime, VastePunt
from crm.schemas.meldingen import MELDINGEN, vertaal
from crm.schemas.velden import GeheelGetal, Getal, GrootGetal, JaNee, Tekst

# Never in or out: our own numbering and clock, what we derive ourselves, and secrets.
INTERN = frozenset(
    {"id", "versie", "aangemaakt_op", "gewijzigd_op", "naam_sleutel", "wachtwoord_hash", "teken_hash"}
)

# Shown, never sent in: an identity is ours to give, and a status is a step of a life cycle.
ALLEEN_LEZEN = frozenset({"uuid", "status", "sleutel"})

# A year outside these is a slip of the finger in every document we know.
EERSTE_JAAR, LAATSTE_JAAR = 1900, 2199


class FieldConverter(ModelConverter):
    """Gives a column the marshmallow field that keeps its description, its limits and its exactness."""

    SQLA_TYPE_MAPPING = {
        **ModelConverter.SQLA_TYPE_MAPPING,
        AutoString: Tekst,
        sa.String: Tekst,
        sa.Boolean: JaNee,
        sa.BigInteger: GrootGetal,
        sa.Integer: GeheelGetal,
        sa.Enum: lambda _converter, _soort: partial(fields.Enum, by_value=fields.String),
        UtcDateTime: fields.AwareDateTime,
        VastePunt: lambda _converter, soort: partial(Getal, decimalen=soort.decimalen),
    }

    def fields_for_model(self, model, *, base_fields=None, **kwargs):
        """The fields of this noun, without what never leaves the house (unless a schema names it)."""
        eigen = base_fields or {}
        velden = super().fields_for_model(model, base_fields=eigen, **kwargs)
        return {naam: veld for naam, veld in velden.items() if naam not in INTERN or naam in eigen}

    def property2field(self, prop, *, instance=True, field_class=None, **kwargs):
        """One field, with what SQLModel knows of it and SQLAlchemy does not."""
        if (
            field_class is None
            and instance
            and hasattr(prop, "columns")
            and isinstance(prop.columns[0].type, sa.JSON)
        ):
            annotatie = prop.parent.class_.model_fields[prop.key].annotation
            field_class = partial(_samengesteld, annotatie)
        return super().property2field(prop, instance=instance, field_class=field_class, **kwargs)

    def _get_field_kwargs_for_property(self, prop):
        kwargs = super()._get_field_kwargs_for_property(prop)
        noun_veld = getattr(prop.parent.class_, "model_fields", {}).get(prop.key)
        if noun_veld is None:
            return kwargs
        if noun_veld.description:
            kwargs["metadata"]["description"] = noun_veld.description
        if prop.key in ALLEEN_LEZEN:
            kwargs.update(dump_only=True, required=False)
        kwargs["validate"] = _grenzen(prop, noun_veld, kwargs)
        return kwargs


def _grenzen(prop, noun_veld, kwargs: dict[str, Any]) -> list[validate.Validator]:
    """The checks of the column, with those that stand on the SQLModel field only."""
    eisen = {type(eis): eis for eis in noun_veld.metadata}
    lengtes = [controle for controle in kwargs["validate"] if isinstance(controle, validate.Length)]
    controles = [controle for controle in kwargs["validate"] if not isinstance(controle, validate.Length)]
    langste = eisen[MaxLen].max_length if MaxLen in eisen else (lengtes[0].max if lengtes else None)
    kortste = eisen[MinLen].min_length if MinLen in eisen else None
    if langste is not None or kortste is not None:
        controles.append(validate.Length(min=kortste, max=langste))
    bereik = _bereik(eisen)
    if bereik is None and _is_jaar(prop):
        bereik = validate.Range(min=EERSTE_JAAR, max=LAATSTE_JAAR)
    return [*controles, bereik] if bereik else controles


def _bereik(eisen: dict[type, Any]) -> validate.Range | None:
    onder = eisen.get(Ge) or eisen.get(Gt)
    boven = eisen.get(Le) or eisen.get(Lt)
    if onder is None and boven is None:
        return None
    return validate.Range(
        min=getattr(onder, "ge", getattr(onder, "gt", None)),
        max=getattr(boven, "le", getattr(boven, "lt", None)),
        min_inclusive=not isinstance(onder, Gt),
        max_inclusive=not isinstance(boven, Lt),
    )


def _is_jaar(prop) -> bool:
    delen = prop.key.split("_")
    return isinstance(prop.columns[0].type, sa.Integer) and (
        delen[0] == "jaar" or delen[-1] in {"jaar", "referentiejaar"}
    )


def _samengesteld(annotatie: Any, **kwargs: Any) -> fields.Field:
    """The field of a JSON column, from the type on the noun: `list[str]`, `list[list[int]]`, `dict[str, Any]`."""
    soort = get_origin(annotatie) or annotatie
    if soort is list:
        return fields.List(_samengesteld(*(get_args(annotatie) or (Any,))), **kwargs)
    if soort is dict:
        return fields.Dict(keys=fields.String(), **kwargs)
    enkel = {str: Tekst, int: GeheelGetal, typing.Any: fields.Raw}
    return enkel[annotatie](required=annotatie is str, **kwargs)


def kameel(naam: str) -> str:
    """`datum_van` as the outside world writes it: `datumVan`."""
    eerste, *rest = naam.split("_")
    return eerste + "".join(deel.capitalize() for deel in rest)


class _Huisregels:
    """What every schema of the house does: refuse what it does not know, in Dutch, with keys in camelCase."""

    KAMEEL = True
    error_messages = {
        "unknown": MELDINGEN["Unknown field."],
        "type": MELDINGEN["Invalid input type."],
    }

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        vertaal(field_obj)
        if self.KAMEEL:
            field_obj.data_key = kameel(field_obj.data_key or field_name)


class Schema(_Huisregels, ma.Schema):
    """A schema of something that is not one noun: a question, a list, an order of a verb."""

    class Meta:
        unknown = ma.RAISE


class ModelSchema(_Huisregels, SQLAlchemyAutoSchema):
    """A schema made from a noun. Subclasses say `class Meta(ModelSchema.Meta): model = Noun` and little more.

    Loading gives a dict, never a noun: making nouns is what verbs are for.
    """

    class Meta:
        model_converter = FieldConverter
        unknown = ma.RAISE
