"""What comes in for a herijking: starting a round, and the one decision about a line."""

from marshmallow import fields, validate

from crm.models import Herijking, Herijkingsregel
from crm.models.herijking import KEUZES
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import GeheelGetal, Tekst

# The words of a decision go to the promise, where a new date and a delivery have no room for more.
_LENGTE = validate.Length(max=400)


class HerijkingInvoer(NounInvoer):
    """Een nieuwe ronde, over dit halfjaar of het volgende."""

    helft = GeheelGetal(
        required=True,
        validate=validate.OneOf((1, 2), error="Kies 1 of 2."),
        metadata={"description": "Eerste of tweede helft van het jaar."},
    )

    class Meta(NounInvoer.Meta):
        model = Herijking
        fields = ("jaar", "helft")


class Herijkingsbesluit(Invoer):
    """Het besluit over één regel."""

    besluit = Tekst(
        required=True,
        validate=validate.OneOf([str(keuze) for keuze in KEUZES], error="Kies wat ermee gebeurt."),
        metadata={"description": "Nagekomen, nieuwe_datum, handhaven of vervallen."},
    )
    toelichting = Tekst(
        load_default=None,
        allow_none=True,
        validate=_LENGTE,
        metadata={"description": "Waarom; mag leeg blijven bij nagekomen, en bij handhaven op lijst B."},
    )
    naar = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "Nieuwe datum, of de dag om opnieuw te kijken bij handhaven zonder datum."},
    )
    bewijs = Tekst(
        load_default=None,
        allow_none=True,
        validate=_LENGTE,
        metadata={"description": "Waaruit blijkt dat het is nagekomen."},
    )


class BesluitOverRegel(Herijkingsbesluit):
    """Het besluit, met de regel waar het over gaat."""

    regel = Verwijzing(Herijkingsregel, "Regel van deze herijking", verplicht=True)
