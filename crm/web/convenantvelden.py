"""What the forms of a deal ask that the API asks otherwise: an organisation by name, and a file."""

from marshmallow import fields, validate

from crm.models import Helix, Ondertekening
from crm.schemas.invoer import Invoer, NounInvoer
from crm.schemas.ondertekenaars import GROOTSTE_BESTAND
from crm.schemas.velden import JaNee, Tekst


class InleesVelden(Invoer):
    """The rows of a file as text, and what happens with whom we do not know."""

    csv = Tekst(required=True, validate=validate.Length(max=GROOTSTE_BESTAND))
    naam = Tekst(validate=validate.Length(max=200))
    nieuw = JaNee(load_default=False)
    helix = fields.Enum(Helix, by_value=fields.String, load_default=Helix.BEDRIJF)


class ToevoegVelden(NounInvoer):
    """An organisation that signed, by name."""

    class Meta(NounInvoer.Meta):
        model = Ondertekening
        fields = ("organisatie", "getekend_op")

    organisatie = Tekst(required=True)

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        """A day without a year is the last one passed: somebody signed."""
        super().on_bind_field(field_name, field_obj)
        if field_name == "getekend_op":
            field_obj.metadata = {**field_obj.metadata, "is_voorbij": True}


class KoppelVelden(Invoer):
    """Who a doubtful signatory is, by name."""

    organisatie = Tekst(required=True)
