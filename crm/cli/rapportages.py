"""`crm rapportage`: figures at a peildatum, frozen, as a PDF."""

import datetime as dt
from pathlib import Path

import click
from sqlmodel import Session, select

from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.errors import NietGevonden, OngeldigeInvoer
from crm.models import Programma, Rapportage, RapportageStatus
from crm.models.kwartaal import Kwartaal
from crm.queries.rapportagedocument import als_pdf, bestandsnaam
from crm.workflows import rapportage_opstellen


def kies_programma(session: Session, code: str | None, kwartaal: Kwartaal) -> Programma:
    """The agenda with this code, or the only one that runs in this quarter."""
    if code:
        gevonden = session.exec(select(Programma).where(Programma.code == code)).first()
        if gevonden is None:
            raise NietGevonden(f"Er is geen agenda met de code ‘{code}’.")
        return gevonden
    vraag = select(Programma).where(Programma.jaar_van <= kwartaal.jaar, Programma.jaar_tot >= kwartaal.jaar)
    lopend = session.exec(vraag.order_by(Programma.code)).all()
    if len(lopend) != 1:
        codes = ", ".join(programma.code for programma in lopend) or "geen"
        zin = f"In {kwartaal} lopen deze agenda's: {codes}. Kies er een met --programma."
        raise OngeldigeInvoer(zin)
    return lopend[0]


def schrijf_pdf(omgeving: Omgeving, rapportage: Rapportage, uit: Path | None = None) -> Path:
    """The PDF stands in its file; written beside it first, so that nobody opens half a report."""
    pad = uit or vaste_plek(omgeving, rapportage)
    pad.parent.mkdir(parents=True, exist_ok=True)
    tijdelijk = pad.with_name(pad.name + ".deel")
    tijdelijk.write_bytes(als_pdf(rapportage))
    tijdelijk.replace(pad)
    return pad


def vaste_plek(omgeving: Omgeving, rapportage: Rapportage) -> Path:
    return omgeving.settings.map / "rapportages" / bestandsnaam(rapportage)


@click.group("rapportage")
def rapportage() -> None:
    """Rapportages aan Gedeputeerde Staten."""


@rapportage.command("kwartaal")
@click.argument("periode")
@click.option("--programma", "code", help="Code van de agenda, als er in dat jaar meer dan een loopt.")
@click.option(
    "--peildatum", type=click.DateTime(["%Y-%m-%d"]), help="Standaard de laatste dag van het kwartaal."
)
@click.option("--uit", type=click.Path(dir_okay=False, path_type=Path), help="Waar de pdf komt te staan.")
@geef_omgeving
def kwartaal(
    omgeving: Omgeving, periode: str, code: str | None, peildatum: dt.datetime | None, uit: Path | None
) -> None:
    """Maak de kwartaalrapportage over PERIODE, zoals 2026-K3.

    Een concept krijgt verse cijfers; wat al is voorgelegd of vastgesteld wordt gemaakt uit zijn eigen momentopname.
    """
    welk = Kwartaal.lees(periode)
    with omgeving.werk() as (session, door):
        programma = kies_programma(session, code, welk)
        gemaakt = rapportage_opstellen.laatste(session, programma, welk)
        if gemaakt is None or gemaakt.status is RapportageStatus.CONCEPT:
            gemaakt = rapportage_opstellen.opstellen(
                session,
                programma=programma,
                periode=str(welk),
                peildatum=peildatum.date() if peildatum else None,
                door=door,
                nu=utc_nu(),
            )
    omgeving.zeg(
        f"Pdf maken van {welk}, versie {gemaakt.versienummer} ({gemaakt.status.replace('_', ' ')}) …"
    )
    pad = schrijf_pdf(omgeving, gemaakt, uit)
    omgeving.zeg(f"De rapportage staat in {pad}")
    omgeving.geef({"uuid": gemaakt.uuid, "pad": pad, "status": gemaakt.status, "sha256": gemaakt.sha256})


OPDRACHTEN = (rapportage,)
