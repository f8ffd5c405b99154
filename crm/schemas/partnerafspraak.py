"""What comes in for a partnerafspraak: confirmed, delivered, put off, closed."""

from marshmallow import fields, validate

from crm.models import Levering, Verzetting
from crm.schemas.invoer import Invoer, NounInvoer
from crm.schemas.velden import Tekst


class Bevestiging(Invoer):
    """De partner heeft bevestigd."""

    op = fields.Date(required=True, metadata={"description": "Dag waarop de partner het bevestigde."})


class LeveringInvoer(NounInvoer):
    """Er is geleverd."""

    class Meta(NounInvoer.Meta):
        model = Levering
        fields = ("hoeveelheid", "geleverd_op", "bewijs", "kenmerk")

    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Eigen uuid voor deze levering. Wie hetzelfde nog eens stuurt, krijgt te horen dat zij er al is."},
    )


class VerzettingInvoer(NounInvoer):
    """De afspraak krijgt een nieuwe datum."""

    class Meta(NounInvoer.Meta):
        model = Verzetting
        fields = ("naar", "grond")


class Sluiting(Invoer):
    """De partner komt de afspraak niet meer na; wat openstaat, wordt afgeschreven."""

    stap = Tekst(
        required=True,
        validate=validate.OneOf(("afwijzen", "intrekken", "vervallen")),
        metadata={"description": "Afwijzen, intrekken (door de partner) of vervallen (door ons)."},
    )
    gronden = Tekst(
        required=True, validate=validate.Length(min=1, max=4000), metadata={"description": "Waarom."}
    )
