"""What comes in for the money ledger."""

from marshmallow import validate

from crm.models import Begrotingsregel, Doel, Programma
from crm.schemas.base import EERSTE_JAAR, LAATSTE_JAAR
from crm.schemas.invoer import NounInvoer, Verwijzing
from crm.schemas.velden import GeheelGetal, GrootGetal

# A sum of a thousand of these still fits: ten thousand million euros.
HOOGSTE_BEDRAG = 10**12


class BoekingInvoer(NounInvoer):
    """Een nieuwe regel in het geldboek; een negatief bedrag neemt terug."""

    programma = Verwijzing(Programma, "Agenda", verplicht=True)
    doel = Verwijzing(Doel, "Doel; leeg voor een post die bij geen doel hoort")
    jaar = GeheelGetal(
        required=True,
        validate=validate.Range(EERSTE_JAAR, LAATSTE_JAAR),
        metadata={"description": "Jaar waarvoor het bedrag geldt."},
    )
    bedrag_cent = GrootGetal(
        required=True,
        validate=validate.Range(-HOOGSTE_BEDRAG, HOOGSTE_BEDRAG),
        metadata={"description": "Bedrag in eurocenten."},
    )

    class Meta(NounInvoer.Meta):
        model = Begrotingsregel
        fields = ("programma", "doel", "post", "jaar", "soort", "bedrag_cent", "boekdatum", "toelichting")
