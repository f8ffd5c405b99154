"""`crm herinneren`: plans what is due, makes mail of it and sends it, once; or shows what that would be."""

import dataclasses
import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click
from sqlmodel import Session

from crm import jobs
from crm.cli.omgeving import Omgeving, geef_omgeving
from crm.db import utc_nu
from crm.jobs import rondes
from crm.jobs.rondes import Middelen
from crm.jobs.timetable import DIENSTREGELING, DeelsMislukt
from crm.models import AMSTERDAM, dag_van
from crm.queries import postkamer
from crm.queries.herinneringen.teksten import regels


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
        raise click.ClickException("Niet alles is gelukt; zie hierboven, of de pagina Beheer.")


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
    with omgeving.database.session(write=True) as session:
        rondes.herinneren(dataclasses.replace(middelen, database=_Terugdraaibaar(session)), nu)
        berichten = _wat_uitgaat(session, nu)
        later = postkamer.wachtrij(session, nu).herinneringen
        session.rollback()
    for bericht in berichten:
        omgeving.zeg(f"{bericht['naam']} <{bericht['aan']}>: {bericht['onderwerpregel']} ({bericht['soort']})")
        for waarom in bericht["herinneringen"]:
            omgeving.zeg(f"  - {waarom['kop']} {waarom['titel']}: {waarom['zin']} U krijgt dit {waarom['waarom']}.")
    aantal = len(berichten)
    omgeving.zeg(
        f"Proef op {nu.astimezone(AMSTERDAM):%d-%m-%Y %H:%M}: {aantal} {'mail zou' if aantal == 1 else 'mails zouden'} nu uitgaan "
        f"via {middelen.postbus.omschrijving}; {later} herinneringen wachten op een later moment. Er is niets veranderd."
    )
    omgeving.geef({"nu": nu.isoformat(), "berichten": berichten, "later": later})


def _wat_uitgaat(session: Session, nu: dt.datetime) -> list[dict[str, Any]]:
    uit = postkamer.gaat_nu_uit(session, nu)
    waarom = {
        regel.herinnering: regel
        for regel in regels(session, [h for _, herinneringen in uit for h in herinneringen], dag_van(nu))
    }
    return [
        {
            "naam": bericht.aan_naam,
            "aan": bericht.aan,
            "soort": str(bericht.soort),
            "onderwerpregel": bericht.onderwerpregel,
            "herinneringen": [
                {
                    "kop": waarom[h.uuid].kop,
                    "titel": waarom[h.uuid].titel,
                    "zin": waarom[h.uuid].zin,
                    "waarom": waarom[h.uuid].waarom,
                    "regel": h.code,
                    "datum": h.datum.isoformat(),
                }
                for h in herinneringen
            ],
        }
        for bericht, herinneringen in uit
    ]


class _Terugdraaibaar:
    """Stands in for the database: what would be a transaction of its own is part of one that nobody keeps."""

    def __init__(self, session: Session):
        self._session = session

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        with self._session.begin_nested():
            yield self._session

    @contextmanager
    def session(self) -> Iterator[Session]:
        yield self._session


OPDRACHTEN = (herinneren,)
