"""What comes in for an opdracht: granting one, who holds it and when, extending, ending and looking back."""

from marshmallow import fields, validate

from crm.models import Actie, Opdracht, Persoon, Programma, Rolvervulling, Verlenging
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import Tekst

_VOORBIJ = {"is_voorbij": True}


class OpdrachtInvoer(NounInvoer):
    """Een nieuwe opdracht, met haar termijn."""

    programma = Verwijzing(Programma, "Agenda", verplicht=True)
    actie = Verwijzing(Actie, "Actie waar de opdracht onder valt")
    tot = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "Laatste dag van de termijn; leeg als er geen is afgesproken."},
    )
    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Eigen uuid voor deze opdracht. Wie hetzelfde nog eens stuurt, krijgt te horen dat zij er al is."},
    )

    class Meta(NounInvoer.Meta):
        model = Opdracht
        fields = (
            "programma",
            "actie",
            "soort",
            "keten",
            "gebied",
            "begint_op",
            "tot",
            "optie_jaren",
            "evaluatie_jaar",
            "toelichting",
            "kenmerk",
        )


class Start(Invoer):
    """De opdracht begint."""

    op = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "Eerste dag; leeg is vandaag.", **_VOORBIJ}
    )


class Aanwijzing(NounInvoer):
    """Een persoon gaat de opdracht vervullen; wie haar had, stopt de dag ervoor."""

    persoon = Verwijzing(Persoon, "Persoon", verplicht=True)

    class Meta(NounInvoer.Meta):
        model = Rolvervulling
        fields = ("persoon", "van", "tot", "toelichting")


class AanwijzingOpNaam(Aanwijzing):
    """The same on a form: people type a name, and where somebody works when we do not know that person yet."""

    persoon = Tekst(required=True, validate=validate.Length(max=200))
    organisatie = Tekst(load_default=None, allow_none=True, validate=validate.Length(max=200))

    class Meta(Aanwijzing.Meta):
        fields = (*Aanwijzing.Meta.fields, "organisatie")


class VerlengingInvoer(NounInvoer):
    """De termijn loopt langer door."""

    class Meta(NounInvoer.Meta):
        model = Verlenging
        fields = ("tot", "grond")


class OpdrachtAfronding(Invoer):
    """De opdracht is klaar; wie haar vervulde, stopt."""

    op = fields.Date(required=True, metadata={"description": "Laatste dag van de opdracht.", **_VOORBIJ})


class OpdrachtEvaluatie(NounInvoer):
    """Wij keken terug op de opdracht."""

    op = fields.Date(required=True, metadata={"description": "Dag van de evaluatie.", **_VOORBIJ})
    evaluatie = Tekst(
        required=True,
        validate=validate.Length(min=1, max=10_000),
        metadata={"description": "Wat de opdracht heeft opgeleverd."},
    )

    class Meta(NounInvoer.Meta):
        model = Opdracht
        fields = ("op", "evaluatie", "vervolg")
