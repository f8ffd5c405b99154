"""What the forms of a purpose case ask: the input of the verbs, with parties and colleagues as people name them."""

from marshmallow import fields, validate

from crm.models import Antwoord, CriteriumAntwoord
from crm.schemas.financiering import RegelInvoer
from crm.schemas.invoer import Invoer, NounInvoer, regels
from crm.schemas.purpose_case import AdviesInvoer, PoortbesluitInvoer, VoorwaardeInvoer
from crm.schemas.velden import Tekst


class _Terugblik:
    """A form about a day that has passed: without a year it is the last one."""

    TERUG = frozenset({"gegeven_op", "besloten_op"})

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in self.TERUG:
            # A copy: the metadata is shared with the schema of the API.
            field_obj.metadata = {**field_obj.metadata, "is_voorbij": True}


class AntwoordRij(NounInvoer):
    """One point of the richtsnoer on the form; an answer may still be open."""

    class Meta(NounInvoer.Meta):
        model = CriteriumAntwoord
        fields = ("criterium", "antwoord", "grond", "was")

    criterium = fields.UUID(required=True)
    antwoord = fields.Enum(Antwoord, by_value=fields.String, load_default=None, allow_none=True)
    grond = Tekst(load_default=None, allow_none=True, validate=validate.Length(max=1000))
    was = Tekst(load_default=None, allow_none=True)


class RichtsnoerVelden(Invoer):
    """All points of the richtsnoer at once."""

    antwoorden = regels(AntwoordRij, "De antwoorden.")


class RegelVelden(RegelInvoer):
    """A line of the financing plan, of a party by name."""

    organisatie = Tekst(required=True)


class AdviesVelden(_Terugblik, AdviesInvoer):
    """The advice, on a day that has passed."""


class VoorwaardeVelden(VoorwaardeInvoer):
    """A condition, of a colleague or of a partner by name."""

    organisatie = Tekst(load_default=None, allow_none=True)


class BesluitVelden(_Terugblik, PoortbesluitInvoer):
    """The decision, with its conditions as rows."""

    voorwaarden = regels(VoorwaardeVelden, "Voorwaarden.")
