"""What comes in for an address that a calendar follows."""

from crm.models import Agendafeed, Ontwikkelcoalitie, Opdracht
from crm.schemas.invoer import NounInvoer, Verwijzing


class AgendafeedInvoer(NounInvoer):
    """Een adres dat een agenda volgt."""

    opdracht = Verwijzing(Opdracht, "Opdracht, als het over een opdracht gaat")
    coalitie = Verwijzing(Ontwikkelcoalitie, "Coalitie, als het over een coalitie gaat")

    class Meta(NounInvoer.Meta):
        model = Agendafeed
        fields = ("soort", "opdracht", "coalitie")
