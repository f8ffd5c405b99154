"""What comes in and goes out for a deal: reading signatories in, who a doubtful one is, and the coverage on a day."""

from marshmallow import fields, validate

from crm.models import Convenant, Helix, Ondertekening, Organisatie
from crm.models.ondertekenplan import Bijdrage, Uitkomst
from crm.schemas.base import Schema
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.ondertekenaars import GROOTSTE_BESTAND
from crm.schemas.velden import JaNee, Tekst


class Inlezing(Invoer):
    """Een bestand met ondertekenaars, als tekst."""

    csv = Tekst(
        required=True,
        validate=validate.Length(max=GROOTSTE_BESTAND, error="Het bestand is groter dan 500 kB."),
        metadata={"description": "De regels van het bestand; de eerste noemt de kolommen (docs/convenanten.md)."},
    )
    nieuw = fields.Enum(
        Helix,
        by_value=fields.String,
        load_default=None,
        allow_none=True,
        metadata={
            "description": "Voeg organisaties toe die wij niet kennen, als deze soort; anders wachten zij op een collega."
        },
    )
    proef = JaNee(load_default=False, metadata={"description": "Kijk wat er zou gebeuren, en verander niets."})


class Koppeling(Invoer):
    """Zeg welke organisatie een twijfelachtige ondertekenaar is."""

    organisatie = Verwijzing(Organisatie, "Organisatie", verplicht=True)


class Aanvulling(Invoer):
    """Een twijfelachtige ondertekenaar is een organisatie die wij nog niet kenden."""

    helix = fields.Enum(
        Helix, by_value=fields.String, required=True, metadata={"description": "Soort organisatie."}
    )


class OndertekeningInvoer(NounInvoer):
    """Een organisatie heeft ondertekend."""

    convenant = Verwijzing(Convenant, "Convenant", verplicht=True)
    organisatie = Verwijzing(Organisatie, "Organisatie", verplicht=True)

    class Meta(NounInvoer.Meta):
        model = Ondertekening
        fields = ("convenant", "organisatie", "getekend_op")


class Schrapping(Invoer):
    """Deze regel is geen ondertekenaar."""

    reden = Tekst(
        required=True, validate=validate.Length(min=1, max=400), metadata={"description": "Waarom."}
    )


# --- What is answered ---


class Peildatum(Invoer):
    """Op welke dag."""

    peildatum = fields.Date(
        load_default=None, allow_none=True, metadata={"description": "Dag van de stand; leeg is vandaag."}
    )


def _aantal(uitleg: str) -> fields.Integer:
    return fields.Integer(metadata={"description": uitleg})


class DekkingUit(Schema):
    """Hoe het met een convenant stond op een dag: x van n bevestigd, y geleverd."""

    peildatum = fields.Date(metadata={"description": "Dag van de stand."})
    genoemd = fields.Integer(
        allow_none=True, metadata={"description": "Aantal partijen dat het document noemt; null is niet genoemd."}
    )
    bekend = _aantal("Ondertekenaars die wij kennen.")
    twijfel = _aantal("Daarvan: nog niet zeker welke organisatie het is.")
    met_afspraak = _aantal("Ondertekenaars met een afspraak die nog telt.")
    bevestigd = _aantal("Ondertekenaars met ten minste één bevestigde afspraak.")
    geleverd = _aantal("Ondertekenaars die alles hebben geleverd.")
    te_laat = _aantal("Ondertekenaars met een afspraak die te laat is.")


class InleesregelUit(Schema):
    """Wat er met één regel van het bestand gebeurt."""

    regel = _aantal("Regel in het bestand, geteld vanaf 1.")
    naam = fields.String(metadata={"description": "Naam zoals in het bestand."})
    uitkomst = fields.Enum(Uitkomst, by_value=fields.String, metadata={"description": "Wat er gebeurt."})
    organisatie = fields.String(allow_none=True, metadata={"description": "Organisatie die het is."})
    reden = fields.String(allow_none=True, metadata={"description": "Waarom."})
    afspraak = fields.String(
        allow_none=True, attribute="bijdrage_tekst", metadata={"description": "Wat zij gaat bijdragen."}
    )
    afspraak_uitkomst = fields.Enum(
        Bijdrage,
        by_value=fields.String,
        allow_none=True,
        attribute="bijdrage",
        metadata={"description": "Wat er met die afspraak gebeurt."},
    )


class InleesplanUit(Schema):
    """Wat het inlezen deed, of bij een proef zou doen."""

    proef = fields.Boolean(metadata={"description": "Er is niets veranderd."})
    aantallen = fields.Dict(
        keys=fields.String(), values=fields.Integer(), metadata={"description": "Aantallen per uitkomst."}
    )
    regels = fields.List(
        fields.Nested(InleesregelUit), attribute="planregels", metadata={"description": "Regel voor regel."}
    )
