"""The command `crm`: the same verbs as the site and the API, for people and scripts at a prompt.

Exit codes: 0 done, 1 refused or failed (one sentence on standard error), 2 the command itself was typed wrong.
"""

import logging
import sys

import click
import sqlalchemy.exc

from crm.cli import agenda, beheer, demo, gebruikers, herinneren, overleggen, rapportages, scheduler
from crm.cli.omgeving import Omgeving
from crm.errors import DomainError, OngeldigeInvoer
from crm.settings import InstellingFout, Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--json", "als_json", is_flag=True, help="Geef het resultaat als JSON.")
@click.pass_context
def crm(ctx: click.Context, als_json: bool) -> None:
    """Aanjager: de motor achter een uitvoeringsagenda."""
    # What runs on its own keeps a log of what it does; who types a command reads the answer, and hears what went wrong.
    level = logging.INFO if ctx.invoked_subcommand in ("scheduler", "serve") else logging.WARNING
    logging.basicConfig(
        level=level, format="%(asctime)s %(levelname)s %(name)s %(message)s", stream=sys.stderr
    )
    for luid in ("weasyprint", "fontTools", "alembic.runtime.migration", "apscheduler"):
        logging.getLogger(luid).setLevel(logging.WARNING)
    ctx.obj = Omgeving(Settings.from_env(), als_json)
    ctx.call_on_close(ctx.obj.sluit)


for _deel in (agenda, beheer, demo, gebruikers, herinneren, overleggen, rapportages, scheduler):
    for _opdracht in _deel.OPDRACHTEN:
        crm.add_command(_opdracht)


def main() -> None:
    """Runs the command and turns what the house refuses into a sentence and an exit code."""
    try:
        crm.main(standalone_mode=False)
    except click.ClickException as fout:
        fout.show()
        sys.exit(fout.exit_code)
    except click.Abort:
        click.echo("Afgebroken.", err=True)
        sys.exit(1)
    except InstellingFout as fout:
        click.echo(f"Instelling klopt niet: {fout}", err=True)
        sys.exit(1)
    except DomainError as fout:
        click.echo(_uitleg(fout), err=True)
        sys.exit(1)
    except KeyboardInterrupt:
        click.echo("Afgebroken.", err=True)
        sys.exit(1)
    except OSError as fout:
        wat = f" ({fout.filename})" if fout.filename else ""
        click.echo(f"Dat lukt niet: {fout.strerror or fout}{wat}.", err=True)
        sys.exit(1)
    except (sqlalchemy.exc.SQLAlchemyError, ImportError) as fout:
        # The first line says it; the rest is for a programmer.
        click.echo(f"De database geeft niet thuis: {str(fout).splitlines()[0]}", err=True)
        click.echo("Kijk of CRM_DATABASE_URL klopt en of de database draait.", err=True)
        sys.exit(1)


def _uitleg(fout: DomainError) -> str:
    """The sentence, and what is wrong per field where the sentence does not say so itself."""
    velden = fout.velden if isinstance(fout, OngeldigeInvoer) else {}
    los = [
        f"  {veld}: {zin}" for veld, zinnen in velden.items() for zin in zinnen if zin not in fout.zin
    ]
    return "\n".join([fout.zin, *los])
