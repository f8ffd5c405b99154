"""`crm inlezen`: agendas and organisations from a file, all or nothing."""

from pathlib import Path
from types import ModuleType
from typing import Any

import click

from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.models.inleesplan import Inleesplan
from crm.schemas import agenda as agenda_schema
from crm.schemas import organisaties as organisaties_schema
from crm.workflows import agenda_inlezen, organisaties_inlezen

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


def _lees_in(omgeving: Omgeving, verb: ModuleType, inhoud: Any, proef: bool) -> None:
    """The file is read in, or only compared; either way the plan is shown."""
    if proef:
        with omgeving.lees() as session:
            plan = verb.vergelijken(session, inhoud)
    else:
        with omgeving.werk() as (session, door):
            plan = verb.inlezen(session, inhoud, door=door, nu=utc_nu())
    _toon(omgeving, plan, proef)


def _toon(omgeving: Omgeving, plan: Inleesplan, proef: bool) -> None:
    for regel in plan.regels():
        omgeving.zeg(regel)
    omgeving.zeg(f"{'Proef: er is niets veranderd. ' if proef else ''}{plan.samenvatting()}")
    omgeving.geef(plan.als_gegevens() | {"proef": proef})


OPDRACHTEN = (inlezen,)
