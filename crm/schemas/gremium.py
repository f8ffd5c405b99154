"""What comes in for a gremium: who joins it, and who leaves."""

from marshmallow import fields

from crm.models import Gremiumlid, Organisatie, Persoon
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing


class LidInvoer(NounInvoer):
    """Een organisatie of persoon komt in het gremium; een nieuwe voorzitter neemt het over van de vorige."""

    organisatie = Verwijzing(Organisatie, "Organisatie")
    persoon = Verwijzing(Persoon, "Persoon, namens de organisatie of zichzelf")

    class Meta(NounInvoer.Meta):
        model = Gremiumlid
        fields = ("organisatie", "persoon", "rol", "van", "tot")


class LidVertrek(Invoer):
    """De termijn eindigt."""

    lid = Verwijzing(Gremiumlid, "Lidmaatschap", verplicht=True)
    tot = fields.Date(required=True, metadata={"description": "Laatste dag."})
