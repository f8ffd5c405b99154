"""What comes in for an ontwikkelcoalitie: founding and changing one, members in and out, and the steps of its life."""

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
        fields = ("programma", "nummer", "naam", "doelstelling", "acties", "kenmerk")

    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Eigen uuid voor deze coalitie. Wie hetzelfde nog eens stuurt, krijgt te horen dat zij er al is."
        },
    )


class CoalitieWijziging(NounInvoer):
    """Wat aan een coalitie verandert; wat ontbreekt, blijft zoals het is."""

    class Meta(NounInvoer.Meta):
        model = Ontwikkelcoalitie
        fields = ("naam", "nummer", "doelstelling")


class DeelnemingInvoer(NounInvoer):
    """Een organisatie gaat meedoen; een nieuwe aanjager neemt het over van de vorige."""

    organisatie = Verwijzing(Organisatie, "Organisatie", verplicht=True)
    persoon = Verwijzing(Persoon, "Persoon namens de organisatie")

    class Meta(NounInvoer.Meta):
        model = Deelneming
        fields = ("organisatie", "persoon", "rol", "van")


class Overdracht(NounInvoer):
    """Een ander wordt aanjager; wie het was, blijft lid."""

    organisatie = Verwijzing(Organisatie, "Nieuwe aanjager", verplicht=True)
    persoon = Verwijzing(Persoon, "Persoon namens de organisatie")
    toelichting = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=4000),
        metadata={"description": "Waarom de aanjager wisselt."},
    )

    class Meta(NounInvoer.Meta):
        model = Deelneming
        fields = ("organisatie", "persoon", "van", "toelichting")


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


class Afronding(Invoer):
    """De coalitie heeft gedaan waarvoor zij er was."""

    op = fields.Date(required=True, metadata={"description": "Dag van afronding.", "is_voorbij": True})


class Samenvoeging(Invoer):
    """De coalitie gaat op in een andere."""

    in_ = Verwijzing(Ontwikkelcoalitie, "Coalitie waar zij in opgaat", verplicht=True)
    reden = Tekst(
        required=True, validate=validate.Length(min=1, max=4000), metadata={"description": "Waarom."}
    )


class ActieKoppeling(Invoer):
    """Een actie waar de coalitie aan werkt."""

    actie = Verwijzing(Actie, "Actie", verplicht=True)


class CampusKoppeling(Invoer):
    """Een campus waar de coalitie mee werkt."""

    campus = Verwijzing(Organisatie, "Campus", verplicht=True)
