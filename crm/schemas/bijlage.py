"""What comes in with a file: what is in it, and in the API also which dossier it is about."""

from marshmallow import fields

from crm.models import (
    Actie,
    Bijlage,
    Convenant,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Persoon,
    PurposeCase,
)
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing


class BijlageTekst(NounInvoer):
    """Wat er in een bestand staat."""

    class Meta(NounInvoer.Meta):
        model = Bijlage
        fields = ("toelichting",)


class BijlageInvoer(NounInvoer):
    """Een bestand bij precies één dossier."""

    actie = Verwijzing(Actie, "Actie")
    coalitie = Verwijzing(Ontwikkelcoalitie, "Coalitie")
    case = Verwijzing(PurposeCase, "Purpose case")
    organisatie = Verwijzing(Organisatie, "Organisatie")
    persoon = Verwijzing(Persoon, "Contactpersoon")
    overleg = Verwijzing(Overleg, "Overleg")
    afspraak = Verwijzing(Partnerafspraak, "Partnerafspraak")
    convenant = Verwijzing(Convenant, "Convenant")
    opdracht = Verwijzing(Opdracht, "Opdracht")

    class Meta(NounInvoer.Meta):
        model = Bijlage
        fields = (
            "actie",
            "coalitie",
            "case",
            "organisatie",
            "persoon",
            "overleg",
            "afspraak",
            "convenant",
            "opdracht",
            "toelichting",
        )


class Bestanden(Invoer):
    """Het bestand zelf."""

    bestand = fields.Raw(
        required=True, metadata={"type": "string", "format": "binary", "description": "Het bestand zelf."}
    )
