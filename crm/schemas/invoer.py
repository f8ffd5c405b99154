"""What every schema of something that comes in shares: references by uuid, and days that can exist."""

import datetime as dt

from marshmallow import fields, validate

from crm.models import Model
from crm.schemas.base import ModelSchema, Schema

# Outside these a day is a slip of the finger; and near the ends of the calendar a time zone cannot be computed.
EERSTE_DAG, LAATSTE_DAG = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
EERSTE_MOMENT = dt.datetime(1900, 1, 1, tzinfo=dt.UTC)
LAATSTE_MOMENT = dt.datetime(2199, 12, 31, tzinfo=dt.UTC)
JAAR_KLOPT_NIET = "Klopt het jaar? Kies een dag tussen 1900 en 2200."

# More rows than this in one order is a mistake, or somebody who is trying something out.
HOOGSTENS = 200


class _MetKalender:
    """Days and moments lie in years that people mean."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        if isinstance(field_obj, fields.DateTime):
            _begrens(field_obj, EERSTE_MOMENT, LAATSTE_MOMENT)
        elif isinstance(field_obj, fields.Date):
            _begrens(field_obj, EERSTE_DAG, LAATSTE_DAG)
        super().on_bind_field(field_name, field_obj)


def _begrens(veld: fields.Field, eerste: dt.date, laatste: dt.date) -> None:
    # Appended, not replaced: a field may have checks of its own, and is bound once for every schema object.
    veld.validators = [*veld.validators, validate.Range(eerste, laatste, error=JAAR_KLOPT_NIET)]


class Invoer(_MetKalender, Schema):
    """What a verb needs that is not one noun."""


class NounInvoer(_MetKalender, ModelSchema):
    """What a verb needs, with the descriptions and limits of a noun."""


class Verwijzing(fields.UUID):
    """A reference to a dossier by its uuid. The door that reads it gives the verb the dossier itself."""

    def __init__(self, noun: type[Model], wat: str, *, verplicht: bool = False):
        standaard = {"required": True} if verplicht else {"load_default": None, "allow_none": True}
        super().__init__(metadata={"description": f"{wat}, als kenmerk (uuid)."}, **standaard)
        self.noun = noun


def verwijst_naar(wat: str) -> fields.UUID:
    """A reference that the verb looks up itself."""
    return fields.UUID(
        load_default=None, allow_none=True, metadata={"description": f"{wat}, als kenmerk (uuid)."}
    )


def regels(schema: type[Schema], uitleg: str) -> fields.List:
    """Rows of the same kind, none by default."""
    return fields.List(
        fields.Nested(schema),
        load_default=list,
        validate=validate.Length(max=HOOGSTENS),
        metadata={"description": uitleg},
    )
