"""What comes in about when and of what somebody is reminded: an absence, a kind that is switched off, and later."""

from marshmallow import fields

from crm.models import Afwezigheid, Demping
from crm.schemas.invoer import Invoer, NounInvoer


class AfwezigheidInvoer(NounInvoer):
    """U bent er niet, van de eerste tot en met de laatste dag."""

    class Meta(NounInvoer.Meta):
        model = Afwezigheid
        fields = ("van", "tot")


class DempingInvoer(NounInvoer):
    """U wilt hierover geen herinneringen meer."""

    class Meta(NounInvoer.Meta):
        model = Demping
        fields = ("onderwerp",)


class LaterHerinneren(Invoer):
    """U wilt later worden herinnerd."""

    tot = fields.Date(required=True, metadata={"description": "Dag waarop de herinnering opnieuw uitgaat."})
