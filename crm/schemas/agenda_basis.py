"""The agenda file format, common part: how a noun is written in a file and where it stood in the document."""

import re
from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import ValidationError, fields, post_load, validate, validates_schema

from crm.models import Bron, Precisie, spanne
from crm.schemas.base import FieldConverter, ModelSchema
from crm.schemas.velden import GeheelGetal, JaNee, Tekst

REGEL = "__regel__"
"""Beside the values of a record: the line on which it begins."""

REGELS = "__regels__"
"""Beside the values of a record: the line of each of its keys."""

DAGEN = ("datum_van", "datum_tot")
"""Follow from the words of a moment, so no file holds them."""

_SLEUTEL = re.compile(r"[a-z0-9]+(?:[._-][a-z0-9]+)*")


class BestandsTekst(Tekst):
    """Text in a file. A number without quotes is the text it was written as: `nummer: 3`, `wanneer: 2026`."""

    def deserialize(self, value: Any, *args: Any, **kwargs: Any) -> str | None:
        """The text; yes and no are no text, for they were not kept as they were written."""
        is_getal = isinstance(value, int | Decimal) and not isinstance(value, bool)
        return super().deserialize(str(value) if is_getal else value, *args, **kwargs)


class Sleutel(BestandsTekst):
    """The key of a record: small letters, figures, and single points, dashes or underscores between them."""

    def _deserialize(self, *args: Any, **kwargs: Any) -> str:
        sleutel = super()._deserialize(*args, **kwargs)
        if not _SLEUTEL.fullmatch(sleutel) or len(sleutel) > 120:
            raise ValidationError("Gebruik kleine letters, cijfers, punten en streepjes, zoals actie-2a.")
        return sleutel


class Euro(fields.Field):
    """An amount as people write it, in euros; inside it is cents."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> int:
        if isinstance(value, bool) or not isinstance(value, int | Decimal):
            raise ValidationError(
                "Dit is geen bedrag. Schrijf het in euro's, zonder punten: 1505000 of 12.50."
            )
        cent = Decimal(value) * 100
        if cent != cent.to_integral_value():
            raise ValidationError("Een bedrag heeft ten hoogste twee cijfers achter de komma.")
        if abs(cent) >= 2**63:
            raise ValidationError("Dit bedrag is te groot.")
        return int(cent)


class BestandsConverter(FieldConverter):
    """As in the API, with texts that may look like numbers and amounts in euros."""

    SQLA_TYPE_MAPPING = {
        soort: (BestandsTekst if veld is Tekst else veld)
        for soort, veld in FieldConverter.SQLA_TYPE_MAPPING.items()
    }

    def property2field(self, prop, *, instance=True, field_class=None, **kwargs):
        """One field; `bedrag_cent` on the noun is an amount in the file."""
        if prop.key.endswith("_cent"):
            field_class = Euro
        return super().property2field(prop, instance=instance, field_class=field_class, **kwargs)


class BestandsSchema(ModelSchema):
    """A noun in a file: keys as the noun has them, and the lines kept beside the values."""

    KAMEEL = False

    class Meta(ModelSchema.Meta):
        model_converter = BestandsConverter

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name.endswith("_cent"):
            field_obj.data_key = field_name.removesuffix("_cent")
            uitleg = field_obj.metadata.get("description", "")
            field_obj.metadata = field_obj.metadata | {"description": uitleg.replace("eurocenten", "euro's")}

    @post_load(pass_original=True)
    def onthoud_regels(self, data: dict[str, Any], original_data: Any, **_kwargs: Any) -> dict[str, Any]:
        """The values know where they stood, for what can only be checked later."""
        data[REGEL] = getattr(original_data, "regel", 1)
        data[REGELS] = getattr(original_data, "regels", {})
        return data


class BronSchema(BestandsSchema):
    """The place in the document: `{regels: [1531, 1532], ook: [[1482, 1485]], gedrukt: …, twijfel: …}`."""

    class Meta(BestandsSchema.Meta):
        model = Bron
        exclude = ("uuid", "document", "bestand", "regel_van", "regel_tot", "is_overgenomen")

    regels = fields.List(
        GeheelGetal(),
        required=True,
        validate=validate.Length(equal=2, error="Geef twee getallen: de eerste en de laatste regel."),
        metadata={"description": "Eerste en laatste regel, geteld vanaf 1: `[1531, 1532]`."},
    )
    ook = fields.List(
        fields.List(
            GeheelGetal(), validate=validate.Length(equal=2, error="Geef paren van eerste en laatste regel.")
        ),
        metadata={"description": "Verdere regels: `[[1482, 1485]]`."},
    )
    overgenomen = JaNee(metadata={"description": "De plaats is die van het bovenliggende gegeven."})

    @validates_schema
    def regels_lopen_op(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """Lines count from 1, and the last one is not before the first."""
        for van, tot in [data["regels"], *data.get("ook", [])]:
            if not 0 < van <= tot:
                raise ValidationError("De eerste regel is 1 of hoger en komt niet na de laatste.", "regels")


class RecordSchema(BestandsSchema):
    """A noun that a file may hold. What hangs under it and what it refers to stand in two tables."""

    KINDEREN: ClassVar[dict[str, str]] = {}
    """Key in the file -> the column by which the child knows its parent."""

    VERWIJZINGEN: ClassVar[dict[str, str]] = {}
    """Key in the file -> the column that it fills with another record of the file."""

    sleutel = Sleutel(required=True, metadata={"description": "Kenmerk, uniek in het bestand."})
    bron = fields.Nested(BronSchema, metadata={"description": "Plaats in het document."})

    @classmethod
    def vul_aan(cls, data: dict[str, Any], **gegeven: Any) -> None:
        """What the file may leave out because it follows from the rest is there.

        Given are the key of the parent (`ouder`) and the first day of the agenda (`eerste_dag`).
        """


class AfgeleideSleutelSchema(RecordSchema):
    """A record that is known by its parent and one fact; its key may be left out."""

    sleutel = Sleutel(metadata={"description": "Kenmerk; mag worden weggelaten."})


class MomentSchema(RecordSchema):
    """A noun with a moment: the words as printed and their precision give the first and the last day."""

    @validates_schema
    def moment_past(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """The words of a moment fit its precision, and a moment has one."""
        wanneer, precisie = data.get("wanneer"), data.get("precisie")
        if wanneer is not None and precisie is None:
            keuzes = ", ".join(Precisie)
            raise ValidationError(f"Geef bij ‘{wanneer}’ ook de precisie: {keuzes}.", "wanneer")
        try:
            van, tot = spanne(wanneer, precisie or Precisie.OPEN)
        except ValueError:
            raise ValidationError(
                f"‘{wanneer}’ is geen moment met precisie ‘{precisie}’.", "wanneer"
            ) from None
        if van and tot and van > tot:
            raise ValidationError(f"‘{wanneer}’ eindigt vóór het begint.", "wanneer")

    @post_load
    def reken_dagen_uit(self, data: dict[str, Any], **_kwargs: Any) -> dict[str, Any]:
        """The days are there too; they are never written in a file, so that they cannot disagree with the words."""
        dagen = spanne(data.get("wanneer"), data.get("precisie", Precisie.OPEN))
        data["datum_van"], data["datum_tot"] = dagen
        return data


def lijst(schema: Any) -> fields.List:
    """A list of records of one kind."""
    return fields.List(fields.Nested(schema))


def op_volgorde(data: dict[str, Any], eerst: str, laatst: str, zin: str) -> None:
    """Nothing, or ValidationError when both are there and the first is beyond the last."""
    van, tot = data.get(eerst), data.get(laatst)
    if van is not None and tot is not None and van > tot:
        raise ValidationError(zin, laatst)
