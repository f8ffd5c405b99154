"""What comes in for a financing plan: a line, a new total on it, a contribution that falls away."""

from marshmallow import fields

from crm.models import Financieringsregel, Financieringsstand, Organisatie, PurposeCase
from crm.schemas.invoer import NounInvoer, Verwijzing
from crm.schemas.velden import Getal


def _euro(uitleg: str) -> Getal:
    return Getal(decimalen=2, load_default=None, allow_none=True, metadata={"description": uitleg})


class RegelInvoer(NounInvoer):
    """Een regel van het financieringsplan, zonder de case waar zij bij hoort."""

    organisatie = Verwijzing(Organisatie, "Partij die bijdraagt", verplicht=True)
    bedrag = _euro("Bij geld: het gevraagde bedrag in euro. Bij in natura rekenen wij het uit.")
    hoeveelheid = _euro("Bij in natura: hoeveel eenheden.")
    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Eigen uuid voor deze regel. Wie hetzelfde nog eens stuurt, krijgt te horen dat zij er al is."},
    )

    class Meta(NounInvoer.Meta):
        model = Financieringsregel
        fields = (
            "organisatie",
            "jaar",
            "soort",
            "bedrag",
            "hoeveelheid",
            "eenheid",
            "tarief",
            "waardering",
            "omschrijving",
            "is_provinciaal",
            "kenmerk",
        )

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        # Money and in natura are weighed alike only when somebody said which it is.
        if field_name == "soort":
            field_obj.required = True


class FinancieringsregelInvoer(RegelInvoer):
    """Een nieuwe regel van het financieringsplan van een case."""

    case = Verwijzing(PurposeCase, "Purpose case", verplicht=True)

    class Meta(RegelInvoer.Meta):
        fields = ("case", *RegelInvoer.Meta.fields)


class StandInvoer(NounInvoer):
    """Een nieuw totaal op een regel, vanaf vandaag: wat is aangevraagd, toegekend of gerealiseerd."""

    bedrag = _euro("Bij geld: het nieuwe totaal in euro.")
    hoeveelheid = _euro("Bij in natura: het nieuwe totaal aan eenheden.")

    class Meta(NounInvoer.Meta):
        model = Financieringsstand
        fields = ("stand", "bedrag", "hoeveelheid", "grond")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name == "grond":
            field_obj.required, field_obj.allow_none = True, False
