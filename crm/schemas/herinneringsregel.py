"""What comes in for a rule for reminders: from the page, from the API and from the file with the default rules alike."""

from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from crm.adapters import yaml_bestand
from crm.adapters.yaml_bestand import Vak, plaats_van_fouten
from crm.models import Herinneringsregel, Regelstap
from crm.schemas.base import Schema
from crm.schemas.invoer import NounInvoer, regels
from crm.schemas.velden import Tekst

FORMAAT = 1
_CODE = validate.Regexp(
    r"[a-z0-9]+(-[a-z0-9]+)*\Z", error="Gebruik kleine letters, cijfers en streepjes, zoals afspraak-vervalt."
)


class StapInvoer(NounInvoer):
    """Eén stap: hoeveel dagen voor of na de datum, en aan wie."""

    class Meta(NounInvoer.Meta):
        model = Regelstap
        fields = ("dagen", "telling", "ontvanger", "is_escalatie", "is_dringend")


class RegelWijziging(NounInvoer):
    """Hoe de regel wordt; het onderwerp en de code blijven wat zij zijn."""

    stappen = regels(StapInvoer, "De stappen, in elke volgorde.")

    class Meta(NounInvoer.Meta):
        model = Herinneringsregel
        fields = ("naam", "is_verplicht", "toelichting", "stappen")


class RegelInvoer(RegelWijziging):
    """Een nieuwe regel."""

    code = Tekst(
        load_default=None,
        allow_none=True,
        validate=[_CODE, validate.Length(max=60)],
        metadata={"description": "Vaste code; leeg wordt zij van de naam gemaakt."},
    )
    kenmerk = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "Eigen uuid voor deze regel. Wie hetzelfde nog eens stuurt, krijgt te horen dat zij er al is."},
    )

    class Meta(RegelWijziging.Meta):
        fields = ("code", "kenmerk", "onderwerp", *RegelWijziging.Meta.fields)


class _StapInBestand(StapInvoer):
    KAMEEL = False


class _RegelInBestand(RegelInvoer):
    KAMEEL = False

    class Meta(RegelInvoer.Meta):
        fields = ("code", "onderwerp", *RegelWijziging.Meta.fields)

    code = Tekst(required=True, validate=[_CODE, validate.Length(max=60)])
    stappen = regels(_StapInBestand, "De stappen.")


class _Bestand(Schema):
    KAMEEL = False
    formaat = fields.Integer(required=True, strict=True, validate=validate.OneOf([FORMAAT]))
    regels = fields.List(fields.Nested(_RegelInBestand), required=True)


def lezen(bron: Path | str, naam: str | None = None) -> list[dict[str, Any]]:
    """The rules that a file (a Path) or a text holds. Refuses with OngeldigeInvoer that names every error with its line."""
    gegevens, fouten = yaml_bestand.lezen(bron, naam)
    if not isinstance(gegevens, Vak):
        fouten.meld(1, "Het bestand begint met de velden formaat en regels.")
        fouten.weiger()
    try:
        inhoud = _Bestand().load(gegevens)
    except ValidationError as fout:
        for regel, pad, zin in plaats_van_fouten(fout.messages, gegevens):
            veld = next((deel for deel in reversed(pad) if isinstance(deel, str)), "")
            fouten.meld(regel, f"{veld}: {zin}")
        fouten.weiger()
        raise AssertionError from fout
    fouten.weiger()
    return inhoud["regels"]
