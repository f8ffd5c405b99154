"""Reading a file of signatories of a deal (CSV): from text to checked rows with their lines."""

from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate, validates_schema

from crm.adapters import csv_bestand
from crm.adapters.bestandsfouten import Bestandsfouten
from crm.adapters.yaml_bestand import Reeks, Vak, plaats_van_fouten
from crm.models import Helix, Ondertekening, Partnerafspraak
from crm.models.nieuwe_afspraak import eenheid_van, keur
from crm.models.ondertekenplan import Ondertekenaarsbestand, OndertekenaarVermelding
from crm.schemas.agenda_basis import REGEL, BestandsSchema, BestandsTekst
from crm.schemas.base import Schema
from crm.schemas.bestandsvelden import Bestandsdag, Bestandsgetal
from crm.schemas.organisatie import KVK

# The columns of a signatory, and those of what it will contribute; the second column name is that of the noun.
ONDERTEKENAAR = ("naam", "kvk_nummer", "getekend_op", "helix")
BIJDRAGE = ("afspraak", "soort", "eenheid", "hoeveelheid", "uiterlijk", "herijken_op")
KOLOMMEN = ONDERTEKENAAR + BIJDRAGE

# As people head their columns.
_OOK = {"kvk": "kvk_nummer", "ondertekenaar": "naam", "organisatie": "naam", "datum_ondertekening": "getekend_op"}

# More than twice the largest deal we know; every name that is not known is compared with all others.
HOOGSTENS = 1000
GROOTSTE_BESTAND = 500_000


class BijdrageSchema(BestandsSchema):
    """What a signatory will contribute: the words of a partnerafspraak."""

    class Meta(BestandsSchema.Meta):
        model = Partnerafspraak
        fields = ("omschrijving", "soort", "eenheid", "hoeveelheid", "uiterlijk", "herijken_op")

    omschrijving = BestandsTekst(required=True, data_key="afspraak", validate=validate.Length(max=400))
    eenheid = BestandsTekst(allow_none=True, validate=validate.Length(max=60))
    hoeveelheid = Bestandsgetal(required=True, decimalen=2)
    uiterlijk = Bestandsdag(allow_none=True)
    herijken_op = Bestandsdag(allow_none=True)

    @validates_schema
    def afspraak_klopt(self, data: dict[str, Any], **_kwargs: Any) -> None:
        """It says what every promise must say."""
        delen = (data.get(veld) for veld in ("soort", "eenheid", "hoeveelheid", "uiterlijk", "herijken_op"))
        fouten = keur(*delen)
        if fouten:
            raise ValidationError({veld: [zin] for veld, zin in fouten.items()})


class RijSchema(BestandsSchema):
    """One row: a signatory."""

    class Meta(BestandsSchema.Meta):
        model = Ondertekening
        fields = ("naam", "kvk_nummer", "getekend_op", "helix", "bijdrage")

    naam = BestandsTekst(required=True, validate=validate.Length(max=200))
    kvk_nummer = BestandsTekst(allow_none=True, validate=KVK)
    getekend_op = Bestandsdag(allow_none=True)
    helix = fields.Enum(Helix, by_value=fields.String, allow_none=True)
    bijdrage = fields.Nested(BijdrageSchema)


class OndertekenaarsSchema(Schema):
    """A whole file."""

    KAMEEL = False
    rijen = fields.List(fields.Nested(RijSchema), required=True)


def lezen(bron: Path | str, naam: str | None = None) -> Ondertekenaarsbestand:
    """The signatories that a file (a Path) or a text holds.

    Refuses with OngeldigeInvoer that names every error with file, line and reason.
    """
    rijen, fouten = csv_bestand.lezen(bron, naam)
    rijen = _met_eigen_kolommen(rijen, fouten)
    fouten.weiger()
    gegevens = Vak(rijen=rijen)
    gegevens.regels = {"rijen": 1}
    try:
        inhoud = OndertekenaarsSchema().load(gegevens)
    except ValidationError as fout:
        for regel, pad, zin in plaats_van_fouten(fout.messages, gegevens):
            kolom = next((deel for deel in reversed(pad) if isinstance(deel, str) and deel != "bijdrage"), "")
            # A check on the whole noun knows its own words; the file has those of its columns.
            fouten.meld(regel, f"{'afspraak' if kolom == 'omschrijving' else kolom}: {zin}")
        fouten.weiger()
    return Ondertekenaarsbestand(fouten.naam, tuple(_vermelding(data) for data in inhoud["rijen"]))


def tekst_van(ruw: bytes, naam: str) -> str:
    """The text of a file that somebody sent. Refuses with OngeldigeInvoer one that is too large, or a workbook."""
    return csv_bestand.tekst_van(ruw, naam, GROOTSTE_BESTAND)


def _met_eigen_kolommen(rijen: Reeks, fouten: Bestandsfouten) -> Reeks:
    """The rows under our names for the columns, the contribution apart; what is no column of ours is an error."""
    if len(rijen) > HOOGSTENS:
        fouten.meld(1, f"Het bestand heeft meer dan {HOOGSTENS} regels.")
    koppen = dict.fromkeys(kop for rij in rijen for kop in rij)
    genoemd: dict[str, str] = {}
    for kop in koppen:
        kolom = _kolom(kop)
        if kolom not in KOLOMMEN:
            fouten.meld(1, f"De kolom ‘{kop}’ kennen wij niet. Dit kan wel: {', '.join(KOLOMMEN)}.")
        elif kolom in genoemd:
            fouten.meld(1, f"De kolommen ‘{genoemd[kolom]}’ en ‘{kop}’ zijn bij ons dezelfde. Laat er één staan.")
        genoemd.setdefault(kolom, kop)
    if "naam" not in genoemd:
        fouten.meld(1, "De kolom ‘naam’ ontbreekt. Zet in de eerste regel de namen van de kolommen.")
    nieuw = Reeks(_rij(rij) for rij in rijen)
    nieuw.regels = rijen.regels
    return nieuw


def _kolom(kop: str) -> str:
    kaal = kop.strip().lower().replace(" ", "_").replace("-", "_")
    return _OOK.get(kaal, kaal)


def _rij(rij: Vak) -> Vak:
    cellen = {_kolom(kop): cel for kop, cel in rij.items()}
    eigen = Vak((kolom, cel) for kolom, cel in cellen.items() if kolom in ONDERTEKENAAR)
    if "naam" in eigen:
        eigen["naam"] = " ".join(eigen["naam"].split())
    if "kvk_nummer" in eigen:
        eigen["kvk_nummer"] = eigen["kvk_nummer"].replace(" ", "").replace(".", "")
    if "helix" in eigen:
        eigen["helix"] = eigen["helix"].lower()
    bijdrage = Vak((kolom, cel) for kolom, cel in cellen.items() if kolom in BIJDRAGE)
    if bijdrage:
        if "soort" in bijdrage:
            bijdrage["soort"] = bijdrage["soort"].lower()
        if bijdrage.get("eenheid") == "€":
            bijdrage["eenheid"] = "euro"
        bijdrage.regel, bijdrage.regels = rij.regel, dict.fromkeys(bijdrage, rij.regel)
        eigen["bijdrage"] = bijdrage
    eigen.regel, eigen.regels = rij.regel, dict.fromkeys(eigen, rij.regel)
    return eigen


def _vermelding(data: dict[str, Any]) -> OndertekenaarVermelding:
    bijdrage = data.get("bijdrage")
    return OndertekenaarVermelding(
        regel=data[REGEL],
        naam=data["naam"],
        kvk_nummer=data.get("kvk_nummer"),
        getekend_op=data.get("getekend_op"),
        helix=data.get("helix"),
        bijdrage=_als_gegevens(bijdrage) if bijdrage else None,
    )


def _als_gegevens(bijdrage: dict[str, Any]) -> dict[str, Any]:
    """As the signatory keeps it, in values that JSON knows."""
    uiterlijk, herijken_op = bijdrage.get("uiterlijk"), bijdrage.get("herijken_op")
    return {
        "omschrijving": bijdrage["omschrijving"],
        "soort": str(bijdrage["soort"]),
        "eenheid": eenheid_van(bijdrage["soort"], bijdrage.get("eenheid")),
        "hoeveelheid": format(bijdrage["hoeveelheid"], "f"),
        "uiterlijk": uiterlijk.isoformat() if uiterlijk else None,
        "herijken_op": herijken_op.isoformat() if herijken_op else None,
    }
