"""`crm herinneren`: plans what is due, makes mail of it and sends it, once; or shows what that would be."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from crm import jobs
from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.jobs import rondes
from crm.jobs.rondes import Middelen
from crm.jobs.timetable import DIENSTREGELING, DeelsMislukt
from crm.models import AMSTERDAM, dag_van
from crm.queries.herinneringen.voorproef import Proefbericht, voorproef


class Tijdstip(click.ParamType):
    """A moment as somebody types it; without a time zone it is a moment here."""

    name = "tijdstip"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            moment = dt.datetime.fromisoformat(value)
            gelezen = (moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)).astimezone(dt.UTC)
        except (ValueError, OverflowError):
            self.fail(f"‘{value}’ is geen tijdstip. Schrijf bijvoorbeeld 2026-10-14T07:30.", param, ctx)
        if not 2000 <= gelezen.year < 2100:
            self.fail(f"{gelezen.year} is geen jaar waarin dit systeem herinnert.", param, ctx)
        return gelezen


@click.command("herinneren")
@click.option("--nu", type=Tijdstip(), metavar="TIJDSTIP", help="Doe alsof het dit moment is, zoals 2026-10-14T07:30.")
@click.option("--proef", is_flag=True, help="Laat zien wat naar wie zou gaan en waarom; er verandert niets.")
@geef_omgeving
def herinneren(omgeving: Omgeving, nu: dt.datetime | None, proef: bool) -> None:
    """Zoek waaraan nu moet worden herinnerd, maak er mail van en verstuur die, eenmaal."""
    if nu is not None and not proef and omgeving.settings.omgeving == "productie":
        raise click.UsageError("In productie gaat mail alleen uit op dit moment zelf. Gebruik --nu samen met --proef.")
    omgeving.eis_tabellen()
    middelen = Middelen.van(omgeving.settings, omgeving.database)
    if proef:
        _proef(omgeving, middelen, nu or utc_nu())
        return
    gedaan = _Gedaan(omgeving, middelen)
    if nu is None:
        # Kept as a run of the scheduler: where cron fires this command, nobody should hear that nothing runs.
        taken = {taak.naam: taak for taak in DIENSTREGELING}
        for naam, doe in gedaan.rondes.items():
            jobs.uitvoeren(omgeving.database, dataclasses.replace(taken[naam], werk=doe), middelen=middelen)
    else:
        for doe in gedaan.rondes.values():
            with gedaan.verder():
                doe(middelen, nu)
    omgeving.geef(gedaan.uitkomsten)
    if not gedaan.is_goed:
        raise click.ClickException("Niet alles is gelukt; zie hierboven, of Beheer › Post en planner.")


class _Gedaan:
    """What the two rounds did, told as they go."""

    def __init__(self, omgeving: Omgeving, middelen: Middelen):
        self._omgeving, self._middelen = omgeving, middelen
        self.uitkomsten: dict[str, Any] = {}
        self.rondes = {"herinneren": self._herinneren, "versturen": self._versturen}
        self._fouten = 0

    @property
    def is_goed(self) -> bool:
        return not self._fouten and self.uitkomsten.keys() == self.rondes.keys()

    @contextmanager
    def verder(self) -> Iterator[None]:
        """Part of a round that failed does not keep the other round from running."""
        try:
            yield
        except DeelsMislukt:
            return

    def _herinneren(self, middelen: Middelen, nu: dt.datetime) -> str:
        gepland, gebundeld = rondes.herinneren(middelen, nu)
        self.uitkomsten["herinneren"] = {
            "gepland": dict(gepland.geteld), "gebundeld": dict(gebundeld.geteld),
            "mislukt": [*gepland.geparkeerd, *gebundeld.geparkeerd],
        }  # fmt: skip
        self._omgeving.zeg(f"Herinneringen: {gepland}.\nMail klaargezet: {gebundeld}.")
        return self._rond_af(f"{gepland}; {gebundeld}", mislukt=bool(gepland.geparkeerd or gebundeld.geparkeerd))

    def _versturen(self, middelen: Middelen, nu: dt.datetime) -> str:
        uitkomst = rondes.versturen(middelen, vanaf=nu)
        velden = ("verzonden", "uitgesteld", "mislukt", "overgenomen", "gestopt")
        self.uitkomsten["versturen"] = {veld: getattr(uitkomst, veld) for veld in velden}
        self._omgeving.zeg(f"Verstuurd via {middelen.postbus.omschrijving}: {uitkomst}.")
        return self._rond_af(str(uitkomst), mislukt=uitkomst.gestopt is not None)

    def _rond_af(self, zin: str, *, mislukt: bool) -> str:
        if mislukt:
            self._fouten += 1
            raise DeelsMislukt(zin)
        return zin


def _proef(omgeving: Omgeving, middelen: Middelen, nu: dt.datetime) -> None:
    """Everything is done for real, in one transaction that is never kept."""
    with omgeving.database.proef() as in_transactie:
        uitkomsten = rondes.herinneren(middelen, nu, in_transactie)
        with in_transactie() as session:
            alles = voorproef(session, dag_van(nu))
    uit = [bericht for bericht in alles if bericht.gaat_uit(nu)]
    later = [bericht for bericht in alles if not bericht.gaat_uit(nu)]
    for bericht in uit:
        omgeving.zeg(f"{bericht.naam} <{bericht.aan}>: {bericht.onderwerpregel} ({bericht.soort})")
        for regel in bericht.regels:
            t = regel.tekst
            omgeving.zeg(f"  - {t.kop} {t.titel}: {t.zin} ‘U krijgt dit {t.waarom}.’ (regel {regel.regel}, {regel.stap})")
    for bericht in later:
        omgeving.zeg(f"{bericht.naam} <{bericht.aan or 'geen adres'}>: {_wat_wacht(bericht)}")
    mis = [wie for uitkomst in uitkomsten for wie in uitkomst.geparkeerd]
    for wie in mis:
        omgeving.zeg(f"Mislukt: {wie}.")
    omgeving.zeg(
        f"Proef op {_moment(nu)}: {_zoveel(len(uit), 'mail zou', 'mails zouden')} nu uitgaan via "
        f"{middelen.postbus.omschrijving}. Er is niets veranderd."
    )
    omgeving.geef({
        "nu": nu.isoformat(), "berichten": [_gegevens(bericht) for bericht in uit],
        "later": [_gegevens(bericht) for bericht in later], "mislukt": mis,
    })  # fmt: skip


def _wat_wacht(bericht: Proefbericht) -> str:
    if bericht.vanaf is not None:
        return f"{bericht.onderwerpregel} ({bericht.soort}), niet eerder dan {_moment(bericht.vanaf)}"
    return f"{_zoveel(len(bericht.regels), 'herinnering wacht', 'herinneringen wachten')} op een latere mail"


def _gegevens(bericht: Proefbericht) -> dict[str, Any]:
    return {
        "naam": bericht.naam,
        "aan": bericht.aan,
        "soort": bericht.soort,
        "onderwerpregel": bericht.onderwerpregel,
        "vanaf": bericht.vanaf and bericht.vanaf.isoformat(),
        "herinneringen": [
            {
                "kop": regel.tekst.kop,
                "titel": regel.tekst.titel,
                "zin": regel.tekst.zin,
                "waarom": regel.tekst.waarom,
                "regel": regel.regel,
                "stap": regel.stap,
                "datum": regel.tekst.datum.isoformat(),
            }
            for regel in bericht.regels
        ],
    }


def _moment(moment: dt.datetime) -> str:
    return f"{moment.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}"


def _zoveel(aantal: int, een: str, meer: str) -> str:
    return f"{aantal} {een if aantal == 1 else meer}"


OPDRACHTEN = (herinneren,)
