"""What comes in with a file: what is in it, and in the API also which dossier it is about."""

from typing import Any

from marshmallow import ValidationError, fields

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
from crm.schemas.invoer import NounInvoer, Verwijzing

SOORTEN = (
    "Het bestand zelf: PDF, DOCX, XLSX, PPTX, ODT, ODS, PNG, JPEG, tekst of CSV in UTF-8, EML of ICS; "
    "de inhoud beslist, niet de naam."
)


class BijlageTekst(NounInvoer):
    """Wat er in een bestand staat."""

    class Meta(NounInvoer.Meta):
        model = Bijlage
        fields = ("toelichting",)


class Bestand(fields.Raw):
    """A file as the door received it; text in a field of that name is none."""

    def __init__(self, uitleg: str = SOORTEN):
        super().__init__(
            required=True,
            metadata={"type": "string", "format": "binary", "description": uitleg},
        )

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> Any:
        if not hasattr(value, "stream"):
            raise ValidationError("Stuur hier een bestand.")
        return value


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
    bestand = Bestand()

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
            "bestand",
        )
