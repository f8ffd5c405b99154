"""Timelines: what may be asked of one, and an event as it goes out."""

from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from crm.queries.tijdlijn import PER_BLAD, Plek, Soort
from crm.schemas.base import Schema
from crm.schemas.invoer import Invoer
from crm.schemas.uitvoer import Tijdstip, links, noem_links
from crm.schemas.velden import GeheelGetal, Tekst

HOOGSTE_AANTAL = 100


class Tijdvak(Invoer):
    """Van welke tot en met welke dag."""

    # Without a year it is the last one passed: a timeline looks back.
    van = fields.Date(metadata={"description": "Eerste dag.", "is_voorbij": True})
    tot = fields.Date(metadata={"description": "Laatste dag, die zelf meetelt.", "is_voorbij": True})

    @validates_schema
    def keur(self, gegevens: dict[str, Any], **_kwargs: Any) -> None:
        """The last day does not come before the first."""
        if "van" in gegevens and "tot" in gegevens and gegevens["tot"] < gegevens["van"]:
            raise ValidationError("De laatste dag ligt vóór de eerste.", "tot")


class TijdlijnVraag(Tijdvak):
    """Welke gebeurtenissen, en welk blad."""

    soort = fields.List(
        fields.Enum(Soort, by_value=fields.String),
        metadata={"description": "Alleen deze soorten; herhaal de vraag voor meer dan één."},
    )
    na = Tekst(metadata={"description": "Sleutel van het vorige blad, uit de link ‘volgende’."})
    aantal = GeheelGetal(
        load_default=PER_BLAD,
        validate=validate.Range(1, HOOGSTE_AANTAL),
        metadata={"description": "Hoeveel gebeurtenissen op een blad."},
    )

    @validates_schema
    def keur_plek(self, gegevens: dict[str, Any], **_kwargs: Any) -> None:
        """A key is one of ours."""
        if gegevens.get("na") is not None and Plek.uit(gegevens["na"]) is None:
            raise ValidationError("Deze sleutel kennen wij niet; begin de tijdlijn opnieuw.", "na")


class _MetLinks(Schema):
    def on_bind_field(self, field_name: str, field_obj: fields.Field) -> None:
        super().on_bind_field(field_name, field_obj)
        noem_links(field_name, field_obj)


class Gebeurtenis(_MetLinks):
    """Eén gebeurtenis op een tijdlijn."""

    moment = Tijdstip(
        metadata={"description": "Moment; is alleen de dag bekend, dan het begin van die dag in Nederland."}
    )
    is_hele_dag = fields.Boolean(metadata={"description": "Alleen de dag is bekend."})
    soort = fields.Enum(Soort, by_value=fields.String, metadata={"description": "Soort gebeurtenis."})
    feit = Tekst(metadata={"description": "Wat er gebeurde, als vaste naam."})
    zin = Tekst(metadata={"description": "Wat er gebeurde, in een zin."})
    reden = Tekst(allow_none=True, metadata={"description": "Waarom, of waaruit het blijkt."})
    door = Tekst(allow_none=True, metadata={"description": "Collega die het deed, als dat bekend is."})
    links = links("Het dossier waar het over gaat (`over`), als dat een adres heeft in deze API.")


class TijdlijnBlad(_MetLinks):
    """Eén blad van een tijdlijn, de nieuwste gebeurtenis eerst."""

    items = fields.List(
        fields.Nested(Gebeurtenis), metadata={"description": "De gebeurtenissen op dit blad."}
    )
    links = links("Dit blad, en `volgende` zolang er meer is.")
