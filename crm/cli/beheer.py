"""What keeps an installation running: tables, server, backup, and a check-up."""

import ctypes.util
import shutil
import socket
import sys
from dataclasses import asdict
from pathlib import Path

import click
from sqlmodel import Session, col, select

from crm.adapters import migraties, reservekopie
from crm.adapters.bestandsopslag import Bestandsopslag
from crm.cli.nagaan import over_de_mail, over_de_planner
from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.models import Gebruiker
from crm.queries.bijlagen import bewaarde_bestanden
from crm.schemas.herinneringsregel import lezen as regels_lezen
from crm.settings import ONTWIKKELSLEUTEL
from crm.workflows import herinneringsregels_beheren

STANDAARDREGELS = Path(__file__).parents[1] / "data" / "herinneringsregels.yaml"
MINSTE_RUIMTE = 500 * 1024 * 1024


@click.command("migrate")
@geef_omgeving
def migrate(omgeving: Omgeving) -> None:
    """Breng de tabellen van de database op de stand van deze versie."""
    gedaan = migraties.migreer(omgeving.database)
    omgeving.zeg("De database is bijgewerkt." if gedaan else "De database was al bij.")
    with omgeving.werk() as (session, systeem):
        regels = herinneringsregels_beheren.laden(session, regels_lezen(STANDAARDREGELS), door=systeem, nu=utc_nu())
    if regels:
        omgeving.zeg(f"{regels} {'herinneringsregel is' if regels == 1 else 'herinneringsregels zijn'} toegevoegd.")
    stand = migraties.stand(omgeving.database)
    omgeving.geef({"bijgewerkt": gedaan, "stand": stand, "herinneringsregels": regels})


@click.command("serve")
@click.option("--adres", default="127.0.0.1", show_default=True)
@click.option("--poort", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option("--werkers", default=2, show_default=True, type=click.IntRange(1, 64), help="Aantal processen.")
@geef_omgeving
def serve(omgeving: Omgeving, adres: str, poort: int, werkers: int) -> None:
    """Start de website en de API."""
    omgeving.eis_tabellen()
    _eis_vrij(adres, poort)
    # Imported here: the other commands do not need a web server.
    from gunicorn.app.wsgiapp import WSGIApplication

    omgeving.zeg(f"De site staat op http://{adres}:{poort} (stoppen met Ctrl+C).")
    sys.argv = [
        "crm serve",
        f"--bind={adres}:{poort}",
        f"--workers={werkers}",
        "--threads=4",
        "--worker-class=gthread",
        "--max-requests=5000",
        "--max-requests-jitter=500",
        # A socket in the home folder with which others could steer the server: nobody asked for it, and two installations
        # of one account would share it.
        "--no-control-socket",
        "crm:create_app()",
    ]
    WSGIApplication("%(prog)s [opties]").run()


def _eis_vrij(adres: str, poort: int) -> None:
    """Nothing, or a sentence when something else listens there already."""
    with socket.socket() as proef:
        proef.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            proef.bind((adres, poort))
        except OSError as fout:
            zin = f"Poort {poort} op {adres} is niet vrij ({fout.strerror}). Kies een andere met --poort."
            raise click.ClickException(zin) from fout


@click.command("backup")
@click.argument("bestand", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--overschrijf", is_flag=True, help="Vervang het bestand als het er al is.")
@geef_omgeving
def backup(omgeving: Omgeving, bestand: Path, overschrijf: bool) -> None:
    """Bewaar de hele database met alle bijlagen in één bestand (tar.gz), dat alleen u kunt lezen."""
    if bestand.exists() and not (overschrijf and bestand.is_file()):
        raise click.ClickException(f"{bestand} bestaat al. Kies een andere naam, of gebruik --overschrijf.")
    omgeving.eis_tabellen()
    stand = migraties.stand(omgeving.database) or ""
    kopie = reservekopie.maak(omgeving.database, bestand, stand, omgeving.opslag)
    regels, tabellen = sum(kopie.aantallen.values()), len(kopie.aantallen)
    omgeving.zeg(
        f"{regels} regels uit {tabellen} tabellen en {_bestanden(kopie.bestanden)} staan in {bestand}."
    )
    _zeg_wat_kwijt_is(omgeving, kopie)
    omgeving.geef({"bestand": bestand, **asdict(kopie)})


@click.command("restore")
@click.argument("bestand", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@geef_omgeving
def restore(omgeving: Omgeving, bestand: Path) -> None:
    """Zet een reservekopie terug in een lege database."""
    migraties.migreer(omgeving.database)
    try:
        stand = migraties.stand(omgeving.database)
        kopie = reservekopie.zet_terug(omgeving.database, bestand, stand, omgeving.opslag)
    except reservekopie.ReservekopieFout as fout:
        raise click.ClickException(str(fout)) from fout
    omgeving.zeg(f"{sum(kopie.aantallen.values())} regels en {_bestanden(kopie.bestanden)} zijn teruggezet.")
    _zeg_wat_kwijt_is(omgeving, kopie)
    omgeving.geef(asdict(kopie))


def _bestanden(aantal: int) -> str:
    return "1 bijlage" if aantal == 1 else f"{aantal} bijlagen"


def _zeg_wat_kwijt_is(omgeving: Omgeving, kopie: reservekopie.Kopie) -> None:
    if kopie.kwijt:
        omgeving.zeg(
            f"LET OP  {_bestanden(len(kopie.kwijt))} zaten er niet (heel) in; crm doctor noemt ze bij naam."
        )


@click.command("doctor")
@geef_omgeving
def doctor(omgeving: Omgeving) -> None:
    """Kijk of alles werkt; elke regel zegt wat er is en wat u kunt doen."""
    bevindingen = [*_over_de_machine(omgeving), *_over_de_gegevens(omgeving)]
    for goed, zin in bevindingen:
        omgeving.zeg(f"{'goed ' if goed else 'LET OP'}  {zin}")
    omgeving.geef({"bevindingen": [{"goed": goed, "zin": zin} for goed, zin in bevindingen]})
    if not all(goed for goed, _ in bevindingen):
        sys.exit(1)


def _over_de_machine(omgeving: Omgeving) -> list[tuple[bool, str]]:
    pango = ctypes.util.find_library("pango-1.0") is not None
    omgeving.settings.map.mkdir(parents=True, exist_ok=True)
    vrij = shutil.disk_usage(omgeving.settings.map).free
    eigen_sleutel = omgeving.settings.secret_key != ONTWIKKELSLEUTEL
    stijl = Path(__file__).parents[1] / "static" / "dist" / "site.css"
    return [
        (
            pango,
            "Pango is er, pdf's maken kan."
            if pango
            else "Pango ontbreekt: apt-get install libpango-1.0-0 libpangoft2-1.0-0.",
        ),
        (
            stijl.exists(),
            "De opmaak van de site is gebouwd."
            if stijl.exists()
            else "De opmaak ontbreekt: draai make assets.",
        ),
        (vrij > MINSTE_RUIMTE, f"Er is {vrij // 1024**2} MB schijfruimte vrij in {omgeving.settings.map}."),
        (
            eigen_sleutel or omgeving.settings.omgeving != "productie",
            "Er is een eigen geheime sleutel."
            if eigen_sleutel
            else "De sleutel is die voor ontwikkeling; zet CRM_SECRET_KEY.",
        ),
    ]


def _over_de_gegevens(omgeving: Omgeving) -> list[tuple[bool, str]]:
    bij = migraties.is_bij(omgeving.database)
    soort = "SQLite" if omgeving.database.is_sqlite else "PostgreSQL"
    if not bij:
        return [(False, f"De database ({soort}) is niet bij: draai crm migrate.")]
    with omgeving.lees() as session:
        mensen = len(
            session.exec(select(Gebruiker.id).where(col(Gebruiker.wachtwoord_hash).is_not(None))).all()
        )
        lopend = [*over_de_planner(session, utc_nu()), *over_de_mail(session, omgeving, utc_nu())]
        bestanden = _over_de_bijlagen(session, omgeving.opslag)
    return [
        (True, f"De database ({soort}) is bij."),
        (
            mensen > 0,
            f"{mensen} {'account kan' if mensen == 1 else 'accounts kunnen'} zich aanmelden."
            if mensen
            else "Niemand kan zich aanmelden: crm gebruiker toevoegen.",
        ),
        *lopend,
        bestanden,
    ]


def _over_de_bijlagen(session: Session, opslag: Bestandsopslag) -> tuple[bool, str]:
    """Whether every file of a dossier stands in the store as it came in."""
    horen_er = bewaarde_bestanden(session)
    standen = {sha: opslag.stand(sha) for sha in horen_er}
    mis = [f"‘{horen_er[sha]}’ is {stand} ({sha[:12]}…)" for sha, stand in standen.items() if stand != "goed"]
    if mis:
        genoemd = "; ".join(mis[:5]) + (f"; en nog {len(mis) - 5}" if len(mis) > 5 else "")
        return False, f"Bijlagen in {opslag.map}: {genoemd}. Zet ze terug uit een reservekopie."
    over = sum(sha not in horen_er for sha in opslag.alle())
    rest = f"; {_bestanden(over)} van geen dossier meer" if over else ""
    return True, f"{_bestanden(len(horen_er))} in de opslag, heel en ongewijzigd{rest}."


OPDRACHTEN = (migrate, serve, backup, restore, doctor)
