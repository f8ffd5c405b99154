"""What comes in for an ontwikkelcoalitie: founding one, members in and out, ending it."""

from marshmallow import fields, validate

from crm.models import Actie, Deelneming, Ontwikkelcoalitie, Organisatie, Persoon, Programma
from crm.schemas.invoer import HOOGSTENS, Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import Tekst


class CoalitieInvoer(NounInvoer):
    """Een nieuwe coalitie, in verkenning."""

    programma = Verwijzing(Programma, "Agenda", verplicht=True)
    acties = fields.List(
        Verwijzing(Actie, "Actie", verplicht=True),
        load_default=list,
        validate=validate.Length(max=HOOGSTENS),
        metadata={"description": "Acties waaraan de coalitie gaat werken (kenmerken)."},
    )

    class Meta(NounInvoer.Meta):
        model = Ontwikkelcoalitie
        fields = ("programma", "nummer", "naam", "doelstelling", "acties")


class DeelnemingInvoer(NounInvoer):
    """Een organisatie gaat meedoen; een nieuwe aanjager neemt het over van de vorige."""

    organisatie = Verwijzing(Organisatie, "Organisatie", verplicht=True)
    persoon = Verwijzing(Persoon, "Persoon namens de organisatie")

    class Meta(NounInvoer.Meta):
        model = Deelneming
        fields = ("organisatie", "persoon", "rol", "van")


class Uittreding(Invoer):
    """De deelneming eindigt."""

    deelneming = Verwijzing(Deelneming, "Deelneming", verplicht=True)
    tot = fields.Date(required=True, metadata={"description": "Laatste dag."})


class Beeindiging(Invoer):
    """De coalitie stopt."""

    op = fields.Date(required=True, metadata={"description": "Dag van beëindiging."})
    reden = Tekst(
        required=True, validate=validate.Length(min=1, max=4000), metadata={"description": "Waarom."}
    )
