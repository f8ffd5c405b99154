"""Reading a file of organisations, YAML or CSV: from text to checked records with their lines."""

from pathlib import Path
from typing import Any

from marshmallow import ValidationError, fields, validate

from crm.adapters import csv_bestand, yaml_bestand
from crm.adapters.bestandsfouten import Bestandsfouten
from crm.adapters.yaml_bestand import Reeks, Vak, plaats_van_fouten
from crm.models import Organisatie, OrganisatieAlias
from crm.models.vermelding import Organisatiesbestand, OrganisatieVermelding
from crm.schemas.agenda import DocumentSchema
from crm.schemas.agenda_basis import REGEL, BestandsSchema, BestandsTekst, BronSchema, lijst
from crm.schemas.base import Schema
from crm.schemas.organisatie import KVK, OIN, WEBSITE

FORMAAT = 1

# How several other names stand in one cell of a CSV.
TUSSEN_ALIASSEN = "|"


class PlaatsSchema(BronSchema):
    """As in an agenda, with the name of the document: a file of organisations may be made from several."""

    class Meta(BronSchema.Meta):
        exclude = tuple(veld for veld in BronSchema.Meta.exclude if veld != "document")

    document = BestandsTekst(required=True, metadata={"description": "Naam uit de lijst `documenten`."})


class AliasSchema(BestandsSchema):
    class Meta(BestandsSchema.Meta):
        model = OrganisatieAlias


class OrganisatieSchema(BestandsSchema):
    class Meta(BestandsSchema.Meta):
        model = Organisatie
        exclude = ("is_voorbeeld",)

    kvk_nummer = BestandsTekst(allow_none=True, validate=KVK)
    oin = BestandsTekst(allow_none=True, validate=OIN)
    website = BestandsTekst(allow_none=True, validate=[WEBSITE, validate.Length(max=300)])
    aliassen = lijst(AliasSchema)
    bron = fields.Nested(PlaatsSchema)


class OrganisatiesSchema(Schema):
    """A whole YAML file."""

    KAMEEL = False
    formaat = fields.Integer(required=True, strict=True, validate=validate.OneOf([FORMAAT]))
    documenten = fields.Dict(keys=fields.String(), values=fields.Nested(DocumentSchema), load_default=dict)
    organisaties = fields.List(fields.Nested(OrganisatieSchema), required=True)


def lezen(bron: Path | str, naam: str | None = None, *, is_csv: bool | None = None) -> Organisatiesbestand:
    """The organisations that a file (a Path) or a text holds; `.csv` is CSV, everything else YAML.

    Refuses with OngeldigeInvoer that names every error with file, line and reason.
    """
    if is_csv is None:
        is_csv = isinstance(bron, Path) and bron.suffix.lower() == ".csv"
    gegevens, fouten = _van_csv(bron, naam) if is_csv else yaml_bestand.lezen(bron, naam)
    if not isinstance(gegevens, Vak):
        fouten.meld(1, "Het bestand begint met de velden formaat en organisaties.")
        fouten.weiger()
    try:
        inhoud = OrganisatiesSchema().load(gegevens)
    except ValidationError as fout:
        for regel, pad, zin in plaats_van_fouten(fout.messages, gegevens):
            veld = next(
                (str(deel) for deel in reversed(pad) if isinstance(deel, str) and deel != "value"), ""
            )
            fouten.meld(regel, f"{veld}: {zin}")
        fouten.weiger()
    vermeldingen = tuple(_vermelding(data, inhoud["documenten"], fouten) for data in inhoud["organisaties"])
    _eis_een_eigen_provincie(vermeldingen, fouten)
    fouten.weiger()
    return Organisatiesbestand(fouten.naam, vermeldingen)


def _eis_een_eigen_provincie(vermeldingen: tuple[OrganisatieVermelding, ...], fouten: Bestandsfouten) -> None:
    """One organisation at most is the province whose system this is: her money is the share that is computed."""
    eigen = [v for v in vermeldingen if v.waarden.get("is_eigen_provincie")]
    for vermelding in eigen[1:]:
        fouten.meld(
            vermelding.regel,
            f"is_eigen_provincie: Er is maar één eigen provincie; op regel {eigen[0].regel} staat ‘{eigen[0].waarden['naam']}’.",
        )


def _van_csv(bron: Path | str, naam: str | None) -> tuple[Vak, Bestandsfouten]:
    """The rows as if they had stood in a YAML file."""
    rijen, fouten = csv_bestand.lezen(bron, naam)
    for rij in rijen:
        if "aliassen" in rij:
            rij["aliassen"] = _aliassen(rij["aliassen"], rij.regel)
    gegevens = Vak(formaat=FORMAAT, organisaties=rijen)
    gegevens.regels = {"formaat": 1, "organisaties": 1}
    return gegevens, fouten


def _aliassen(cel: str, regel: int) -> Reeks:
    namen = [deel.strip() for deel in cel.split(TUSSEN_ALIASSEN) if deel.strip()]
    aliassen = Reeks(Vak(naam=deel) for deel in namen)
    aliassen.regels = [regel] * len(namen)
    for alias in aliassen:
        alias.regel, alias.regels = regel, {"naam": regel}
    return aliassen


def _vermelding(data: dict[str, Any], documenten: dict, fouten: Bestandsfouten) -> OrganisatieVermelding:
    plaats = data.get("bron")
    bron = None
    if plaats is not None:
        document = documenten.get(plaats["document"])
        if document is None:
            fouten.meld(plaats[REGEL], f"document: ‘{plaats['document']}’ staat niet bij documenten.")
        else:
            bron = {
                "document": document["titel"],
                "bestand": document["bestand"],
                "regel_van": plaats["regels"][0],
                "regel_tot": plaats["regels"][1],
                "ook": plaats.get("ook", []),
                "gedrukt": plaats.get("gedrukt"),
                "twijfel": plaats.get("twijfel"),
                "is_overgenomen": plaats.get("overgenomen", False),
            }
    kolommen = {naam: waarde for naam, waarde in data.items() if naam in Organisatie.model_fields}
    aliassen = tuple(
        (alias["naam"], alias.get("is_onzeker", False), alias[REGEL]) for alias in data.get("aliassen", [])
    )
    return OrganisatieVermelding(data[REGEL], kolommen, aliassen, bron)
