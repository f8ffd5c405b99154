"""What an appointment out of a calendar or mail would be as a meeting: the file that comes in, the draft that goes out."""

from marshmallow import fields

from crm.models import Aanwezigheid, Overleg
from crm.schemas.bijlage import Bestand
from crm.schemas.invoer import Invoer
from crm.schemas.uitvoer import Tijdstip, Uitvoer


class AgendaBestand(Invoer):
    """Een afspraak (.ics) of een mail (.eml)."""

    bestand = Bestand("Het bestand zelf: een afspraak (.ics) of een mail (.eml); de inhoud beslist, niet de naam.")


class OntwerpDeelnemer(Uitvoer):
    """Iemand die in het bestand staat."""

    persoon = fields.UUID(allow_none=True, metadata={"description": "Contactpersoon, als het e-mailadres of de naam dat zegt."})
    organisatie = fields.UUID(allow_none=True, metadata={"description": "Organisatie waar die nu werkt."})

    class Meta(Uitvoer.Meta):
        model = Aanwezigheid
        fields = ("naam", "persoon", "organisatie", "is_afgemeld")


class OverlegOntwerp(Uitvoer):
    """Een overleg zoals het in het bestand staat; er is nog niets opgeslagen."""

    begint_op = Tijdstip(allow_none=True, metadata={"description": "Begin, als het bestand dat zegt."})
    overleg = fields.UUID(allow_none=True, metadata={"description": "Overleg dat al van deze afspraak is gemaakt."})
    deelnemers = fields.List(fields.Nested(OntwerpDeelnemer), metadata={"description": "Wie in het bestand staan."})
    opmerkingen = fields.List(fields.String(), metadata={"description": "Wat niet duidelijk was, of anders is dan in het overleg dat er al is."})

    class Meta(Uitvoer.Meta):
        model = Overleg
        fields = (
            "onderwerp",
            "begint_op",
            "eindigt_op",
            "locatie",
            "notities",
            "agenda_uid",
            "overleg",
            "deelnemers",
            "opmerkingen",
        )
