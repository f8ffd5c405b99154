"""What comes in for a rule for reminders: from the page, from the API and from the file with the default rules alike."""

from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, post_load, validate

from crm.adapters import yaml_bestand
from crm.adapters.yaml_bestand import Vak, plaats_van_fouten
from crm.models import Herinneringsregel, RegelOnderwerp, Regelstap
from crm.schemas.base import Schema
from crm.schemas.invoer import HOOGSTENS, Invoer, NounInvoer, regels
from crm.schemas.velden import Tekst

FORMAAT = 1
_CODE = validate.Regexp(
    r"[a-z0-9]+(-[a-z0-9]+)*\Z", error="Gebruik kleine letters, cijfers en streepjes, zoals afspraak-vervalt."
)
_STAP = r"-?\d{1,4}:[a-z]{1,20}:[a-z]{1,20}(:escalatie)?\Z"


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


class VoorzieneUit(Schema):
    """Op deze dag een herinnering over dit dossier."""

    dag = fields.Date(metadata={"description": "Dag waarop zij uitgaat."})
    titel = fields.String(metadata={"description": "Hoe het dossier heet."})
    zin = fields.String(metadata={"description": "Wat er wordt gevraagd."})
    aan = fields.String(metadata={"description": "Wie haar krijgt; een contactpersoon staat er niet met naam."})


class MaandUit(Schema):
    """Wat er in één maand uitgaat."""

    van = fields.Date(metadata={"description": "Eerste dag."})
    tot = fields.Date(metadata={"description": "Laatste dag."})
    aantal = fields.Integer(metadata={"description": "Hoeveel herinneringen."})
    is_veel = fields.Boolean(metadata={"description": "Het zijn er meer; verder is niet geteld."})
    rest = fields.Integer(metadata={"description": "Hoeveel regels hier niet bij staan."})
    regels = fields.List(fields.Nested(VoorzieneUit), metadata={"description": "De eerste, op dag."})


class VooruitblikUit(Schema):
    """Wat een regel de vorige maand zou hebben verstuurd en de komende maand verstuurt, met de datums van vandaag."""

    vorige = fields.Nested(MaandUit, metadata={"description": "De maand tot vandaag."})
    komende = fields.Nested(MaandUit, metadata={"description": "De maand vanaf vandaag."})


class VooruitblikVraag(Invoer):
    """Een regel zoals zij zou worden, nog niet opgeslagen."""

    onderwerp = fields.Enum(
        RegelOnderwerp, by_value=fields.String, required=True, metadata={"description": "Waar de regel over gaat."}
    )
    code = Tekst(
        load_default=None,
        allow_none=True,
        metadata={"description": "Code van de regel die dit wordt; wat zij al verstuurde, telt dan niet nog eens."},
    )
    stap = fields.List(
        fields.String(validate=validate.Regexp(_STAP, error="Schrijf een stap als -3:werkdagen:eigenaar.")),
        load_default=list,
        validate=validate.Length(max=HOOGSTENS),
        metadata={
            "description": "Stappen als dagen:telling:ontvanger, zoals -3:werkdagen:eigenaar; met :escalatie erachter een escalatie."
        },
    )

    @post_load
    def _lees_stappen(self, gegevens: dict[str, Any], **_verder: Any) -> dict[str, Any]:
        """The steps as they would have been sent one by one."""
        namen = ("dagen", "telling", "ontvanger")
        delen = [stap.split(":") for stap in gegevens.pop("stap")]
        rijen = [{**dict(zip(namen, deel, strict=False)), "isEscalatie": len(deel) > len(namen)} for deel in delen]
        return {**gegevens, "stappen": StapInvoer(many=True).load(rijen)}


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
