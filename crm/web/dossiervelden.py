"""What the forms of the dossier pages ask: the fields of the nouns, and the few that only a form has."""

from marshmallow import fields, validate

from crm.models import (
    Organisatie,
    OrganisatieAlias,
)
from crm.schemas.actie import VoortgangInvoer
from crm.schemas.indicator import MetingInvoer
from crm.schemas.invoer import Invoer, NounInvoer
from crm.schemas.ontwikkelcoalitie import (
    Beeindiging,
    CoalitieInvoer,
    CoalitieWijziging,
    DeelnemingInvoer,
    Overdracht,
)
from crm.schemas.organisatie import KVK, OIN, WEBSITE
from crm.schemas.overleg import OverlegPlan, Verzetten
from crm.schemas.velden import JaNee, Tekst

# Days on which something has happened already: without a year they are the last one passed.
_VOORBIJ = frozenset({"peildatum", "op"})


class _Terugblik:
    """A form about what has happened."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in _VOORBIJ:
            field_obj.metadata["is_voorbij"] = True


class _KomtNog:
    """A form about a meeting to come: a day without a year is the next one."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        """The moment looks ahead on this form only; the metadata is shared with the schema of the API."""
        super().on_bind_field(field_name, field_obj)
        if field_name in ("begint_op", "eindigt_op"):
            field_obj.metadata = {**field_obj.metadata, "komt_nog": True}


class PlanVelden(_KomtNog, OverlegPlan):
    """A meeting to come."""


class VerzetVelden(_KomtNog, Verzetten):
    """Another moment or place of a meeting to come."""


class OrganisatieVelden(NounInvoer):
    """A new organisation, or one that is mended; the version tells whether somebody was faster."""

    class Meta(NounInvoer.Meta):
        model = Organisatie
        fields = (
            "naam",
            "helix",
            "aard",
            "regio",
            "kvk_nummer",
            "oin",
            "website",
            "toelichting",
            "versie",
            "toch",
        )

    kvk_nummer = Tekst(allow_none=True, validate=KVK)
    oin = Tekst(allow_none=True, validate=OIN)
    website = Tekst(allow_none=True, validate=[WEBSITE, validate.Length(max=300)])
    versie = fields.Integer()
    toch = JaNee(load_default=False)


class AliasVelden(NounInvoer):
    """Another name of an organisation."""

    class Meta(NounInvoer.Meta):
        model = OrganisatieAlias
        fields = ("naam",)


class VoortgangVelden(_Terugblik, VoortgangInvoer):
    """The three lights of an actie with their explanation; the address says which actie."""

    class Meta(VoortgangInvoer.Meta):
        fields = tuple(veld for veld in VoortgangInvoer.Meta.fields if veld != "actie")


class EigenaarVelden(Invoer):
    """Whose actie it is; nobody is an answer too."""

    eigenaar = fields.UUID(allow_none=True)


class MijlpaalVelden(_Terugblik, Invoer):
    """The day on which a step was taken."""

    op = fields.Date(required=True)


class MetingVelden(_Terugblik, MetingInvoer):
    """A measured value, or the answer that it is not known yet; the address says of which indicator."""

    class Meta(MetingInvoer.Meta):
        fields = tuple(veld for veld in MetingInvoer.Meta.fields if veld != "indicator")


class ActieKeuze(Invoer):
    """An actie that was ticked."""

    uuid = fields.UUID(required=True)


class CoalitieVelden(CoalitieInvoer):
    """A new coalitie; the acties are ticked."""

    programma = fields.UUID(required=True)
    acties = fields.List(fields.Nested(ActieKeuze))


class CoalitieWijzigVelden(CoalitieWijziging):
    """A coalitie that is mended; the version tells whether somebody was faster."""

    class Meta(CoalitieWijziging.Meta):
        fields = (*CoalitieWijziging.Meta.fields, "versie")

    versie = fields.Integer()


class LidVelden(DeelnemingInvoer):
    """An organisation that takes part from a day, and who speaks for it; both are typed by name."""

    organisatie = Tekst(required=True)
    persoon = Tekst()


class OverdrachtVelden(Overdracht):
    """Who becomes aanjager; both are typed by name."""

    organisatie = Tekst(required=True)
    persoon = Tekst()


class CampusVelden(Invoer):
    """A campus, by name."""

    campus = Tekst(required=True)


class UittredenVelden(Invoer):
    """The last day of a membership."""

    tot = fields.Date(required=True)


class EindeVelden(_Terugblik, Beeindiging):
    """When a coalitie ended, and why."""
