"""What comes in about a message in the outbox."""

from marshmallow import validate

from crm.schemas.invoer import Invoer
from crm.schemas.velden import Tekst


class Intrekking(Invoer):
    """Waarom een bericht niet uitgaat."""

    reden = Tekst(
        required=True,
        validate=validate.Length(min=1, max=400),
        metadata={"description": "Waarom het niet uitgaat, in een zin die een collega mag lezen."},
    )
