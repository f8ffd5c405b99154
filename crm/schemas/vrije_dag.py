"""What comes in for days on which nobody works."""

from crm.models import VrijeDag
from crm.schemas.invoer import NounInvoer


class VrijeDagInvoer(NounInvoer):
    """Dagen waarop niet wordt gewerkt, van de eerste tot en met de laatste."""

    class Meta(NounInvoer.Meta):
        model = VrijeDag
        fields = ("van", "tot", "naam")
