"""What comes in for an organisatie: a new one, a change, another name."""

from marshmallow import fields, validate

from crm.models import Organisatie, OrganisatieAlias
from crm.schemas.invoer import NounInvoer

_CIJFERS = {
    "kvk_nummer": (r"\d{8}", "Een KvK-nummer heeft acht cijfers."),
    "oin": (r"\d{20}", "Een OIN heeft twintig cijfers."),
}


class OrganisatieInvoer(NounInvoer):
    """Een nieuwe organisatie."""

    class Meta(NounInvoer.Meta):
        model = Organisatie
        fields = ("naam", "helix", "aard", "regio", "kvk_nummer", "oin", "website", "toelichting")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in _CIJFERS:
            patroon, zin = _CIJFERS[field_name]
            field_obj.validators = [validate.Regexp(f"^{patroon}$", error=zin)]
        if field_name == "website":
            # The only thing a page makes a link of: no javascript: and no file:.
            field_obj.validators = [
                *field_obj.validators,
                validate.URL(schemes={"http", "https"}, error="Dit is geen geldig webadres."),
            ]


class OrganisatieWijziging(OrganisatieInvoer):
    """Wat aan een organisatie verandert; wat ontbreekt, blijft zoals het is."""


class AliasInvoer(NounInvoer):
    """Een andere naam voor een organisatie."""

    class Meta(NounInvoer.Meta):
        model = OrganisatieAlias
        fields = ("naam",)
