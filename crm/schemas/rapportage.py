"""What comes in for a rapportage: which one to draw up, and the drafter's own words."""

from marshmallow import fields, validate

from crm.models import Programma, Rapportage
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import Tekst


class RapportageInvoer(Invoer):
    """Over welke agenda en welk kwartaal de rapportage gaat."""

    programma = Verwijzing(Programma, "Agenda", verplicht=True)
    periode = Tekst(
        required=True,
        validate=validate.Regexp(
            r"^20\d\d-K[1-4]$", error="Schrijf het jaar en het kwartaal, zoals 2026-K3."
        ),
        metadata={"description": "Kwartaal, zoals 2026-K3."},
    )
    peildatum = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "Dag waarop de cijfers gelden; standaard de laatste van het kwartaal."},
    )


class RapportageTeksten(NounInvoer):
    """De eigen woorden van de opsteller; een lege tekst geeft het voorstel zijn plaats terug."""

    class Meta(NounInvoer.Meta):
        model = Rapportage
        fields = ("gevraagd_besluit", "hoofdboodschap", "vooruitblik")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        field_obj.load_default = None
