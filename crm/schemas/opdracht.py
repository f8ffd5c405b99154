"""What comes in for an opdracht: who holds it, and when."""

from crm.models import Persoon, Rolvervulling
from crm.schemas.invoer import NounInvoer, Verwijzing


class Aanwijzing(NounInvoer):
    """Een persoon gaat de opdracht vervullen; wie haar had, stopt de dag ervoor."""

    persoon = Verwijzing(Persoon, "Persoon", verplicht=True)

    class Meta(NounInvoer.Meta):
        model = Rolvervulling
        fields = ("persoon", "van", "tot")
