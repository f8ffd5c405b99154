"""What comes in for a signaal: giving one, putting it before GS, and what came of it."""

from marshmallow import fields, validate

from crm.models import Actie, Ontwikkelcoalitie, Opdracht, Programma, Signaal
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.velden import Tekst

_VOORBIJ = {"is_voorbij": True}


class SignaalInvoer(NounInvoer):
    """Een nieuw signaal aan GS."""

    programma = Verwijzing(Programma, "Agenda", verplicht=True)
    opdracht = Verwijzing(Opdracht, "Opdracht van wie het signaal geeft")
    actie = Verwijzing(Actie, "Actie waar het over gaat")
    coalitie = Verwijzing(Ontwikkelcoalitie, "Coalitie waar het over gaat")
    gegeven_op = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "Dag waarop het signaal is gegeven; leeg is vandaag.", **_VOORBIJ},
    )
    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Eigen uuid voor dit signaal. Wie hetzelfde nog eens stuurt, krijgt te horen dat het er al is."},
    )

    class Meta(NounInvoer.Meta):
        model = Signaal
        fields = (
            "programma",
            "opdracht",
            "actie",
            "coalitie",
            "onderwerp",
            "tekst",
            "vraag",
            "gegeven_op",
            "kenmerk",
        )


class Agendering(Invoer):
    """Het signaal staat op de agenda van GS."""

    voor = fields.Date(required=True, metadata={"description": "Dag waarop GS het bespreekt."})


class Behandeling(Invoer):
    """GS behandelde het signaal."""

    op = fields.Date(required=True, metadata={"description": "Dag waarop GS het behandelde.", **_VOORBIJ})
    uitkomst = Tekst(
        required=True,
        validate=validate.Length(min=1, max=10_000),
        metadata={"description": "Wat GS ermee deed."},
    )


class Terzijde(Invoer):
    """Er gebeurt niets met het signaal."""

    reden = Tekst(
        required=True, validate=validate.Length(min=1, max=1000), metadata={"description": "Waarom niet."}
    )
