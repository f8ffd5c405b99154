"""What comes in for a toezegging of GS to PS: noted, kept, put off, handed over."""

from marshmallow import fields

from crm.models import Actie, Gebruiker, Programma, Toezegging, Toezeggingstap
from crm.schemas.invoer import NounInvoer, Verwijzing
from crm.schemas.partnerafspraak import eigen_kenmerk
from crm.schemas.velden import JaNee


class _Terugblik:
    """What has happened already: a day without a year is the last one passed."""

    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        if field_name in {"op", "gedaan_op"}:
            field_obj.metadata = {**field_obj.metadata, "is_voorbij": True}


class ToezeggingInvoer(_Terugblik, NounInvoer):
    """Een nieuwe toezegging in het register."""

    programma = Verwijzing(Programma, "Agenda", verplicht=True)
    actie = Verwijzing(Actie, "Actie waar het bij hoort")
    eigenaar = Verwijzing(Gebruiker, "Collega die het bewaakt; leeg is wie het noteert")
    kenmerk = eigen_kenmerk("deze toezegging")

    class Meta(NounInvoer.Meta):
        model = Toezegging
        fields = (
            "programma",
            "actie",
            "nummer",
            "omschrijving",
            "gedaan_door",
            "gedaan_in",
            "gedaan_op",
            "uiterlijk",
            "herijken_op",
            "eigenaar",
            "kenmerk",
        )


class Voldoening(_Terugblik, NounInvoer):
    """Aan de toezegging is voldaan, helemaal of voor een deel."""

    deels = JaNee(
        load_default=False,
        metadata={"description": "Ja: er is voor een deel aan voldaan; de rest blijft staan."},
    )
    kenmerk = eigen_kenmerk("deze stap")

    class Meta(NounInvoer.Meta):
        model = Toezeggingstap
        fields = ("op", "tekst", "deels", "kenmerk")


class Uitstel(NounInvoer):
    """De toezegging krijgt een nieuwe datum."""

    naar = fields.Date(required=True, metadata={"description": "Nieuwe datum."})

    class Meta(NounInvoer.Meta):
        model = Toezeggingstap
        fields = ("naar", "tekst")
