"""What comes in for a partnerafspraak: noted, confirmed, delivered, written off, put off, handed over, closed; and sums."""

from marshmallow import fields, validate

from crm.models import (
    Actie,
    Afschrijving,
    Bijlage,
    Convenant,
    Gebruiker,
    Levering,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Programma,
    PurposeCase,
    Verzetting,
)
from crm.queries.afspraak_totalen import Per
from crm.schemas.base import Schema
from crm.schemas.invoer import Invoer, NounInvoer, Verwijzing
from crm.schemas.uitvoer import links, noem_links
from crm.schemas.velden import GeheelGetal, Getal, Tekst

HOOGSTE_AANTAL = 100


def eigen_kenmerk(wat: str) -> fields.UUID:
    """The same form sent twice is one thing: the sender says which."""
    uitleg = f"Eigen uuid voor {wat}. Wie hetzelfde nog eens stuurt, krijgt te horen dat het er al is."
    return fields.UUID(load_default=None, allow_none=True, metadata={"description": uitleg})


class _Terugblik:
    """What has happened already: a day without a year is the last one passed."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in {"op", "geleverd_op", "genoemd_op"}:
            field_obj.metadata = {**field_obj.metadata, "is_voorbij": True}


class AfspraakNieuw(_Terugblik, NounInvoer):
    """Een afspraak die niet in een overleg is gemaakt, maar in een brief, een convenant of een purpose case."""

    organisatie = Verwijzing(Organisatie, "Partner die het afspreekt", verplicht=True)
    programma = Verwijzing(Programma, "Agenda; leeg is die van het dossier")
    actie = Verwijzing(Actie, "Actie")
    coalitie = Verwijzing(Ontwikkelcoalitie, "Ontwikkelcoalitie")
    case = Verwijzing(PurposeCase, "Purpose case")
    convenant = Verwijzing(Convenant, "Convenant")
    eigenaar = Verwijzing(Gebruiker, "Collega die het volgt; leeg is wie het noteert")
    eenheid = Tekst(
        load_default=None,
        allow_none=True,
        validate=validate.Length(max=Partnerafspraak.__table__.c.eenheid.type.length),
        metadata={"description": "Eenheid, zoals uren of stageplekken; bij geld is dat euro."},
    )
    herkomst = Tekst(
        required=True,
        validate=validate.Length(min=1, max=300),
        metadata={"description": "Waar de afspraak uit blijkt, zoals een brief met datum."},
    )
    kenmerk = eigen_kenmerk("deze afspraak")

    class Meta(NounInvoer.Meta):
        model = Partnerafspraak
        fields = (
            "organisatie",
            "omschrijving",
            "soort",
            "hoeveelheid",
            "eenheid",
            "uiterlijk",
            "herijken_op",
            "genoemd_op",
            "herkomst",
            "programma",
            "actie",
            "coalitie",
            "case",
            "convenant",
            "eigenaar",
            "kenmerk",
        )


class Bevestiging(_Terugblik, Invoer):
    """De partner heeft bevestigd."""

    op = fields.Date(required=True, metadata={"description": "Dag waarop de partner het bevestigde."})


class LeveringInvoer(_Terugblik, NounInvoer):
    """Er is geleverd."""

    overleg = Verwijzing(Overleg, "Overleg waaruit het blijkt")
    bijlage = Verwijzing(Bijlage, "Bestand bij deze afspraak waaruit het blijkt")
    kenmerk = eigen_kenmerk("deze levering")

    class Meta(NounInvoer.Meta):
        model = Levering
        fields = ("hoeveelheid", "geleverd_op", "bewijs_soort", "bewijs", "overleg", "bijlage", "kenmerk")


class AfschrijvingInvoer(NounInvoer):
    """Een deel komt niet meer; de rest blijft staan."""

    kenmerk = eigen_kenmerk("deze afschrijving")

    class Meta(NounInvoer.Meta):
        model = Afschrijving
        fields = ("hoeveelheid", "grond", "kenmerk")


class VerzettingInvoer(NounInvoer):
    """De afspraak krijgt een nieuwe datum."""

    class Meta(NounInvoer.Meta):
        model = Verzetting
        fields = ("naar", "grond")


class Eigenaarswissel(Invoer):
    """Een andere collega gaat het volgen."""

    eigenaar = Verwijzing(Gebruiker, "Collega die het voortaan volgt", verplicht=True)


class Sluiting(Invoer):
    """De partner komt de afspraak niet meer na; wat openstaat, wordt afgeschreven."""

    stap = Tekst(
        required=True,
        validate=validate.OneOf(("afwijzen", "intrekken", "vervallen"), error="Kies een van de drie."),
        metadata={"description": "Afwijzen, intrekken (door de partner) of vervallen (door ons)."},
    )
    gronden = Tekst(
        required=True, validate=validate.Length(min=1, max=4000), metadata={"description": "Waarom."}
    )


# --- sums ---


class TotalenVraag(Invoer):
    """Waarover, en op welke dag."""

    per = fields.Enum(
        Per,
        by_value=fields.String,
        load_default=Per.COALITIE,
        metadata={"description": "Waarover wordt opgeteld."},
    )
    peildatum = fields.Date(
        load_default=None,
        allow_none=True,
        metadata={"description": "Dag waarop de stand wordt opgemaakt; leeg is vandaag.", "is_voorbij": True},
    )
    na = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Kenmerk van het laatste dossier van het vorige blad."},
    )
    aantal = GeheelGetal(
        load_default=25,
        validate=validate.Range(1, HOOGSTE_AANTAL),
        metadata={"description": "Hoeveel dossiers op een blad."},
    )


def _getal(uitleg: str) -> Getal:
    return Getal(decimalen=2, metadata={"description": uitleg})


class EenheidsomUit(Schema):
    """Wat is afgesproken en wat ervan kwam, in één eenheid. Eenheden tellen niet bij elkaar op."""

    eenheid = fields.String(metadata={"description": "Eenheid, zoals euro, uren of stageplekken."})
    aantal = GeheelGetal(metadata={"description": "Hoeveel afspraken."})
    afgesproken = _getal("Wat is afgesproken.")
    geleverd = _getal("Wat is geleverd.")
    afgeschreven = _getal("Wat niet meer komt.")
    openstaand = _getal("Afgesproken, min geleverd, min afgeschreven.")


class GroepUit(Schema):
    """De sommen van één coalitie, purpose case, actie, organisatie of helix."""

    uuid = fields.UUID(allow_none=True, metadata={"description": "Kenmerk; leeg bij een helix."})
    nummer = fields.String(allow_none=True, metadata={"description": "Nummer, als het dat heeft."})
    naam = fields.String(metadata={"description": "Naam."})
    sommen = fields.List(fields.Nested(EenheidsomUit), metadata={"description": "Per eenheid."})


class TotalenUit(Schema):
    """Wat partners afspraken en wat ervan kwam, op een dag."""

    per = fields.Enum(Per, by_value=fields.String, metadata={"description": "Waarover is opgeteld."})
    peildatum = fields.Date(metadata={"description": "Dag waarop de stand is opgemaakt."})
    totaal = fields.List(
        fields.Nested(EenheidsomUit), metadata={"description": "Alles bij elkaar, per eenheid."}
    )
    groepen = fields.List(
        fields.Nested(GroepUit), metadata={"description": "De dossiers op dit blad, op naam."}
    )
    zonder = fields.List(
        fields.Nested(EenheidsomUit),
        metadata={"description": "Wat bij geen van deze dossiers hoort, per eenheid."},
    )
    links = links("Dit blad, en `volgende` zolang er meer is.")

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        noem_links(field_name, field_obj)
