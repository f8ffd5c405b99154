"""What comes in for an actie and its milestones: its lights, its owner, a step that was taken."""

from marshmallow import fields

from crm.models import Actie, Gebruiker, Voortgang
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing


class VoortgangInvoer(NounInvoer):
    """Een nieuwe stand van een actie; bij oranje en rood horen oorzaak, gevolg en bijsturing.

    Wie een ander licht kiest dan het voorstel (GET /acties/{uuid}/voorstel), zegt in afwijkreden waarom.
    """

    actie = Verwijzing(Actie, "Actie", verplicht=True)
    kenmerk = fields.UUID(metadata={"description": "Uw kenmerk van deze stand; twee keer hetzelfde is één keer."})

    class Meta(NounInvoer.Meta):
        model = Voortgang
        fields = (
            "actie",
            "peildatum",
            "beleid",
            "tijd",
            "geld",
            "toelichting",
            "oorzaak",
            "gevolg",
            "bijsturing",
            "afwijkreden",
            "kenmerk",
        )

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        # The noun starts grey; whoever gives a stand says all three lights.
        if field_name in ("beleid", "tijd", "geld"):
            field_obj.required = True


class Toewijzing(Invoer):
    """Wie de voortgang van de actie bijhoudt."""

    eigenaar = Verwijzing(Gebruiker, "Collega; leeg is niemand")


class Gehaald(Invoer):
    """De stap is gezet, of het resultaat is er."""

    op = fields.Date(required=True, metadata={"description": "Dag waarop het zover was."})
