"""What comes in for an indicator: a measured value, or the answer that it is not known yet."""

from marshmallow import fields

from crm.models import Indicator, Meting
from crm.schemas.invoer import NounInvoer, Verwijzing


class MetingInvoer(NounInvoer):
    """Een gemeten waarde, of uitdrukkelijk ‘nog niet bekend’."""

    indicator = Verwijzing(Indicator, "Indicator", verplicht=True)
    kenmerk = fields.UUID(metadata={"description": "Uw kenmerk van deze meting; twee keer hetzelfde is één keer."})
    peildatum = fields.Date(required=True, metadata={"description": "Dag waarvoor de waarde geldt."})

    class Meta(NounInvoer.Meta):
        model = Meting
        fields = ("indicator", "peildatum", "waarde", "woord", "is_onbekend", "herkomst", "kenmerk")
