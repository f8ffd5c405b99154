"""`crm inlezen`: agendas, organisations and signatories from a file, all or nothing."""

from pathlib import Path
from types import ModuleType
from typing import Any

import click

from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.models import Helix
from crm.models.inleesplan import Inleesplan
from crm.models.ondertekenplan import Ondertekenplan
from crm.queries.convenanten import zoek_convenant
from crm.schemas import agenda as agenda_schema
from crm.schemas import ondertekenaars as ondertekenaars_schema
from crm.schemas import organisaties as organisaties_schema
from crm.workflows import agenda_inlezen, convenant_inlezen, organisaties_inlezen

MEEGELEVERD = Path(__file__).resolve().parents[1] / "data"


class Bestand(click.ParamType):
    """A path, or the name of a file that comes with Aanjager."""

    name = "bestand"

    def convert(self, value, param, ctx) -> Path:
        for pad in (Path(value), MEEGELEVERD / value, MEEGELEVERD / f"{value}.yaml"):
            if pad.is_file():
                return pad
        eigen = ", ".join(sorted(pad.stem for pad in MEEGELEVERD.glob("*.yaml")))
        self.fail(f"‘{value}’ bestaat niet. Geef een pad, of een van de meegeleverde: {eigen}.", param, ctx)
        return None


@click.group("inlezen")
def inlezen() -> None:
    """Lees gegevens in uit een bestand: alles, of bij een fout niets."""


@inlezen.command("agenda")
@click.argument("bestand", type=Bestand())
@click.option("--proef", is_flag=True, help="Toon wat er zou veranderen, en verander niets.")
@geef_omgeving
def lees_agenda(omgeving: Omgeving, bestand: Path, proef: bool) -> None:
    """Lees een uitvoeringsagenda in (zie docs/agenda-formaat.md)."""
    _lees_in(omgeving, agenda_inlezen, agenda_schema.lezen(bestand), proef)


@inlezen.command("organisaties")
@click.argument("bestand", type=Bestand())
@click.option("--proef", is_flag=True, help="Toon wat er zou veranderen, en verander niets.")
@geef_omgeving
def lees_organisaties(omgeving: Omgeving, bestand: Path, proef: bool) -> None:
    """Lees organisaties in met hun andere namen (YAML of CSV)."""
    _lees_in(omgeving, organisaties_inlezen, organisaties_schema.lezen(bestand), proef)


@inlezen.command("ondertekenaars")
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--convenant", required=True, metavar="SLEUTEL", help="Sleutel, kenmerk of naam van het convenant.")
@click.option("--nieuw", is_flag=True, help="Voeg organisaties toe die wij niet kennen; anders wachten zij op een collega.")
@click.option(
    "--helix",
    type=click.Choice([helix.value for helix in Helix]),
    default=Helix.BEDRIJF.value,
    show_default=True,
    help="Met --nieuw: de soort, waar het bestand geen helix noemt.",
)
@click.option("--proef", is_flag=True, help="Toon wat er zou veranderen, en verander niets.")
@click.option("--json", "als_json", is_flag=True, help="Geef de uitkomst als JSON.")
@geef_omgeving
def lees_ondertekenaars(
    omgeving: Omgeving, bestand: Path, convenant: str, nieuw: bool, helix: str, proef: bool, als_json: bool
) -> None:
    """Lees de ondertekenaars van een convenant in uit een CSV (zie docs/convenanten.md)."""
    omgeving.als_json = omgeving.als_json or als_json
    inhoud = ondertekenaars_schema.lezen(bestand)
    soort = Helix(helix) if nieuw else None
    if proef:
        with omgeving.lees() as session:
            deal = zoek_convenant(session, convenant)
            plan = convenant_inlezen.vergelijken(session, deal, inhoud, nieuw=soort, nu=utc_nu())
    else:
        with omgeving.werk() as (session, door):
            deal = zoek_convenant(session, convenant)
            plan = convenant_inlezen.inlezen(session, deal, inhoud, nieuw=soort, door=door, nu=utc_nu())
    _toon(omgeving, plan, proef)


def _lees_in(omgeving: Omgeving, verb: ModuleType, inhoud: Any, proef: bool) -> None:
    """The file is read in, or only compared; either way the plan is shown."""
    if proef:
        with omgeving.lees() as session:
            plan = verb.vergelijken(session, inhoud)
    else:
        with omgeving.werk() as (session, door):
            plan = verb.inlezen(session, inhoud, door=door, nu=utc_nu())
    _toon(omgeving, plan, proef)


def _toon(omgeving: Omgeving, plan: Inleesplan | Ondertekenplan, proef: bool) -> None:
    for regel in plan.regels():
        omgeving.zeg(regel)
    omgeving.zeg(f"{'Proef: er is niets veranderd. ' if proef else ''}{plan.samenvatting()}")
    omgeving.geef(plan.als_gegevens() | {"proef": proef})


OPDRACHTEN = (inlezen,)
