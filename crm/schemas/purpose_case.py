"""What comes in for a purpose case: begun, written, answered, submitted, advised on, decided on, looked back on."""

from marshmallow import fields, validate

from crm.models import (
    CASE_DELEN,
    Advies,
    Criterium,
    CriteriumAntwoord,
    Gebruiker,
    Gremium,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Poortbesluit,
    PurposeCase,
    PurposeCaseVersie,
)
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing, regels
from crm.schemas.meldingen import vertaal
from crm.schemas.velden import GeheelGetal, Tekst

# A part of a case is a few pages; more is a document, and that belongs in the bijlagen.
LANGSTE_DEEL = 20_000


class CaseInvoer(NounInvoer):
    """Een nieuwe purpose case van een coalitie, in concept."""

    coalitie = Verwijzing(Ontwikkelcoalitie, "Coalitie", verplicht=True)

    class Meta(NounInvoer.Meta):
        model = PurposeCase
        fields = ("coalitie", "titel", "begeleider")


class CaseVersieInvoer(NounInvoer):
    """De tekst van een case, in vier delen; een deel dat u weglaat, is leeg."""

    versie = GeheelGetal(
        required=True,
        metadata={"description": "Nummer van de laatste versie die u zag; een oudere wordt geweigerd."},
    )

    class Meta(NounInvoer.Meta):
        model = PurposeCaseVersie
        fields = (*CASE_DELEN, "toelichting", "versie")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in CASE_DELEN:
            field_obj.required, field_obj.load_default = False, ""
            field_obj.validators = [*field_obj.validators, validate.Length(max=LANGSTE_DEEL)]
            vertaal(field_obj)


class AntwoordInvoer(NounInvoer):
    """Het antwoord op een punt van het richtsnoer; het neemt de plaats in van een eerder antwoord."""

    criterium = Verwijzing(Criterium, "Punt van het richtsnoer", verplicht=True)

    class Meta(NounInvoer.Meta):
        model = CriteriumAntwoord
        fields = ("criterium", "antwoord", "grond")


class AdviesInvoer(NounInvoer):
    """Het advies over de laatste versie van een case."""

    gremium = Verwijzing(Gremium, "Gremium dat adviseert; leeg is dat van het overleg")
    overleg = Verwijzing(Overleg, "Overleg waarin het advies is gegeven")

    class Meta(NounInvoer.Meta):
        model = Advies
        fields = ("strekking", "tekst", "gegeven_op", "gremium", "overleg")


class VoorwaardeInvoer(NounInvoer):
    """Een voorwaarde: een actiepunt van een collega (`eigenaar`), of een partnerafspraak van een organisatie."""

    uiterlijk = fields.Date(required=True, metadata={"description": "Dag waarop eraan voldaan moet zijn."})
    eigenaar = Verwijzing(Gebruiker, "Collega die het doet")
    organisatie = Verwijzing(Organisatie, "Partner die het doet")

    class Meta(NounInvoer.Meta):
        model = Partnerafspraak
        fields = ("omschrijving", "uiterlijk", "eigenaar", "organisatie", "soort", "hoeveelheid", "eenheid")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        # What a partner gives; of a colleague it is not asked, so the verb says what is missing.
        if field_name in ("soort", "hoeveelheid", "eenheid"):
            field_obj.required, field_obj.load_default, field_obj.allow_none = False, None, True


class PoortbesluitInvoer(NounInvoer):
    """Het besluit over een case: go, go onder voorwaarden of stop."""

    overleg = Verwijzing(Overleg, "Overleg waarin is besloten")
    voorwaarden = regels(VoorwaardeInvoer, "Bij een go onder voorwaarden: wat er nog moet.")

    class Meta(NounInvoer.Meta):
        model = Poortbesluit
        fields = ("uitkomst", "gronden", "besloten_op", "is_onvoldoende_draagvlak", "voorwaarden", "overleg")


class CaseEvaluatie(Invoer):
    """De terugblik op een case."""

    op = fields.Date(required=True, metadata={"description": "Dag van de evaluatie.", "is_voorbij": True})
    evaluatie = Tekst(required=True, metadata={"description": "Wat de case heeft opgeleverd."})
    geleerd = Tekst(
        load_default=None,
        allow_none=True,
        metadata={"description": "Wat wij een volgende keer anders doen."},
    )
