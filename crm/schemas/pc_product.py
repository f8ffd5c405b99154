"""What comes in for the P&C calendar: setting up a budget year, changing the days of a product, and what became of it."""

from marshmallow import fields, validate

from crm.models import Gebruiker, PcProduct
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import GeheelGetal, Tekst

_VOORBIJ = {"is_voorbij": True}


class JaarInrichting(Invoer):
    """Een begrotingsjaar met al zijn stukken op de kalender."""

    jaar = GeheelGetal(
        required=True,
        validate=validate.Range(1900, 2199, error="Klopt het jaar? Schrijf het met vier cijfers."),
        metadata={"description": "Begrotingsjaar."},
    )
    eigenaar = Verwijzing(Gebruiker, "Collega die de nieuwe stukken trekt")


class PcProductWijziging(NounInvoer):
    """Wat aan een stuk verandert; wat ontbreekt, blijft zoals het is. Een lege aanleverdatum wordt teruggeteld."""

    eigenaar = Verwijzing(Gebruiker, "Collega die het stuk trekt")

    class Meta(NounInvoer.Meta):
        model = PcProduct
        fields = (
            "peildatum",
            "gs_datum",
            "ps_datum",
            "aanlevertermijn",
            "aanleverdatum",
            "eigenaar",
            "opmerking",
        )


class Meldingsdag(Invoer):
    """De dag waarop het zover was."""

    op = fields.Date(
        required=True, metadata={"description": "Dag waarop het binnen, klaar of verzonden was.", **_VOORBIJ}
    )


class PcReden(Invoer):
    """Waarom het stuk weer opengaat, of van de kalender af gaat."""

    reden = Tekst(
        required=True, validate=validate.Length(min=1, max=1000), metadata={"description": "Waarom."}
    )
