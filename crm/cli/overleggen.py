"""`crm overleg`: a meeting written up in a file, with the words of the API."""

import datetime as dt
from pathlib import Path
from typing import Any

import click
from marshmallow import ValidationError

from crm.adapters import yaml_bestand
from crm.cli.gebruikers import vind_account
from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.errors import OngeldigeInvoer
from crm.models import AMSTERDAM
from crm.schemas.overleg import OverlegInvoer
from crm.workflows import overleg_vastleggen

VOORBEELD = """\b
onderwerp: Voortgang werkplaats
begintOp: 2026-10-13T10:00
aanwezigen:
  - {naam: Fatima El Amrani, organisatieNaam: Gemeente Voorbeeldstad}
besluiten:
  - {omschrijving: We starten in januari.}
actiepunten:
  - {omschrijving: Begroting maken, eigenaarNaam: Anna, uiterlijk: 2026-12-15}
afspraken:
  - {organisatieNaam: Voorbeeldbedrijf Noord, omschrijving: Stageplekken,
     soort: stages, eenheid: stageplekken, hoeveelheid: "12", uiterlijk: 2027-02-01}
"""


@click.group("overleg")
def overleg() -> None:
    """Overleggen."""


@overleg.command("vastleggen", epilog=VOORBEELD)
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--als", "email", required=True, metavar="E-MAIL", help="De collega die vastlegt.")
@click.option("--proef", is_flag=True, help="Kijk of alles klopt, en leg niets vast.")
@geef_omgeving
def vastleggen(omgeving: Omgeving, bestand: Path, email: str, proef: bool) -> None:
    """Leg het overleg uit BESTAND (YAML of JSON) vast: alles, of bij een fout niets.

    Een tijd zonder zone is die in Nederland. De velden heten zoals in de API (docs/api.md).
    """
    gegevens = _lees(bestand)
    omgeving.eis_tabellen()
    with omgeving.database.session(write=True) as session:
        vastgelegd = overleg_vastleggen.vastleggen(session, door=vind_account(session, email), nu=utc_nu(), **gegevens)
        session.flush()
        if proef:
            omgeving.zeg("Proef: alles klopt, er is niets vastgelegd.")
        else:
            omgeving.bewaar(session)
            omgeving.zeg(f"‘{vastgelegd.onderwerp}’ is vastgelegd.")
    omgeving.geef({"uuid": vastgelegd.uuid, "onderwerp": vastgelegd.onderwerp, "proef": proef})


def _lees(bestand: Path) -> dict[str, Any]:
    """The fields of the file. Refuses with OngeldigeInvoer all that is wrong, each with its line."""
    ruw, fouten = yaml_bestand.lezen(bestand)
    fouten.weiger()
    if not isinstance(ruw, dict):
        raise OngeldigeInvoer(f"{bestand.name} beschrijft geen overleg; zie crm overleg vastleggen --help.")
    if "begintOp" in ruw:
        ruw["begintOp"] = _met_zone(str(ruw["begintOp"]))
    try:
        return OverlegInvoer().load(ruw)
    except ValidationError as fout:
        for regel, pad, zin in yaml_bestand.plaats_van_fouten(fout.messages, ruw):
            fouten.meld(regel, f"{pad[-1] if pad else ''}: {zin}")
        fouten.weiger()
        raise


def _met_zone(tekst: str) -> str:
    """The moment with a zone; what is no moment at all is left for the schema to refuse."""
    try:
        moment = dt.datetime.fromisoformat(tekst)
    except ValueError:
        return tekst
    return (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).isoformat()


OPDRACHTEN = (overleg,)
