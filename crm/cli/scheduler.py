"""`crm scheduler`: keeps the timetable in a process of its own."""

import click

from crm import jobs
from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.jobs.rondes import Middelen
from crm.jobs.timetable import DIENSTREGELING


@click.command("scheduler")
@click.option("--eenmaal", metavar="TAAK", help="Voer deze ene taak nu uit en stop.")
@geef_omgeving
def scheduler(omgeving: Omgeving, eenmaal: str | None) -> None:
    """Voer de geplande taken uit, tot u stopt met Ctrl+C."""
    omgeving.eis_tabellen()
    middelen = Middelen.van(omgeving.settings, omgeving.database)
    if eenmaal is None:
        jobs.run(middelen)
        return
    taken = {taak.naam: taak for taak in DIENSTREGELING}
    if eenmaal not in taken:
        raise click.UsageError(f"‘{eenmaal}’ is geen taak. Kies uit: {', '.join(taken)}.")
    uitkomst = jobs.uitvoeren(omgeving.database, taken[eenmaal], middelen=middelen)
    omgeving.zeg(uitkomst or "Deze taak was vandaag al gedaan, of is mislukt: zie het logboek hierboven.")
    omgeving.geef({"taak": eenmaal, "uitkomst": uitkomst})


OPDRACHTEN = (scheduler,)
