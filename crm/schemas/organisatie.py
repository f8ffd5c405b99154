"""What comes in for an organisatie: a new one, a change, another name."""

from marshmallow import fields, validate

from crm.models import Organisatie, OrganisatieAlias
from crm.schemas.invoer import NounInvoer

# Plain digits only: `\d` also means the digits of other scripts.
KVK = validate.Regexp(r"[0-9]{8}\Z", error="Een KvK-nummer heeft acht cijfers.")
OIN = validate.Regexp(r"[0-9]{20}\Z", error="Een OIN heeft twintig cijfers.")
# The only thing a page makes a link of: no javascript: and no file:.
WEBSITE = validate.URL(schemes={"http", "https"}, error="Begin met https://, zoals https://www.voorbeeld.nl.")
EIGEN_REGELS = {"kvk_nummer": KVK, "oin": OIN, "website": WEBSITE}


class OrganisatieInvoer(NounInvoer):
    """Een nieuwe organisatie."""

    class Meta(NounInvoer.Meta):
        model = Organisatie
        fields = ("naam", "helix", "aard", "regio", "kvk_nummer", "oin", "website", "toelichting")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in EIGEN_REGELS:
            lengte = [regel for regel in field_obj.validators if field_name == "website"]
            field_obj.validators = [*lengte, EIGEN_REGELS[field_name]]


class OrganisatieWijziging(OrganisatieInvoer):
    """Wat aan een organisatie verandert; wat ontbreekt, blijft zoals het is."""


class AliasInvoer(NounInvoer):
    """Een andere naam voor een organisatie."""

    class Meta(NounInvoer.Meta):
        model = OrganisatieAlias
        fields = ("naam",)
