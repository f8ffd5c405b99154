"""What a rule would have sent in the month that was, and will send in the month to come, before it is kept.

It reckons with the dates as they are today. What was closed counts until the day it was closed; nobody knows what will be
closed or moved. An escalation counts as if nothing happens.
"""

import calendar
import datetime as dt
import uuid as uuid_
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.adapters.nederlands import opsomming
from crm.adapters.werkdagen import EEN_DAG
from crm.models import Gebruiker, Ontvangerrol, RegelOnderwerp, Regelstap, dag_van
from crm.queries.herinneringen.bereik import gaat_uit_op
from crm.queries.herinneringen.onderwerpteksten import TEKSTEN, VERDWENEN
from crm.queries.herinneringen.ontvangers import collegas
from crm.queries.herinneringen.vooruitvragen import Rij, Vraag, achterstand, in_de_buurt
from crm.queries.werkkalender import werkkalender

HOOGSTENS = 25
_MEESTE_NAMEN = 3


@dataclass(frozen=True)
class Voorziene:
    """One line: on this day this dossier, to these people."""

    dag: dt.date
    titel: str
    zin: str
    soort: str
    uuid: uuid_.UUID | None
    aan: str


@dataclass(frozen=True)
class Maand:
    """From this day up to and including that one so many reminders; the first of them, by day and dossier, in `regels`."""

    van: dt.date
    tot: dt.date
    aantal: int
    regels: tuple[Voorziene, ...]
    rest: int
    """How many lines are not shown."""

    is_veel: bool
    """There are more than were counted."""


@dataclass(frozen=True)
class Vooruitblik:
    """The month before today, and the month from today on."""

    vorige: Maand
    komende: Maand


@dataclass
class _Regel:
    """On this day something about this dossier goes to these people (keys as in Herinnering), to each once."""

    dag: dt.date
    onderwerp_id: int
    aan: set[str]


def vooruitblik(
    session: Session,
    *,
    onderwerp: RegelOnderwerp,
    stappen: Sequence[Regelstap],
    nu: dt.datetime,
    code: str | None = None,
) -> Vooruitblik:
    """Both months for these steps, kept or not, in a fixed number of statements.

    With the `code` of a rule, what was sent under it already is not announced again; without one the rule is new.
    """
    dag, kalender = dag_van(nu), werkkalender(session)
    v = Vraag(session, onderwerp, code, stappen, kalender, collegas(session, nu), nu)
    begin, eind = _maand_eerder(dag), _maand_later(dag) - EEN_DAG
    eerste = kalender.op_of_na(dag)
    was = in_de_buurt(v, begin, dag - EEN_DAG)
    # What is due on the first day is asked apart: it may be years of backlog, and a part of it was sent.
    meteen, daarna = achterstand(v, eerste)
    tweede, komt = kalender.op_of_na(eerste + EEN_DAG), in_de_buurt(v, eerste + EEN_DAG, eind)
    later = _op_dag(v, [rij for rij in komt.rijen if rij.is_open], eerste + EEN_DAG, eind)
    vorige = _regels(_op_dag(v, was.rijen, begin, dag - EEN_DAG))
    nu_al = [*((eerste, rij) for rij in meteen.rijen), *((tweede, rij) for rij in daarna.rijen)]
    komende = _regels([*nu_al, *later])
    woorden = _Woorden(session, onderwerp, [*vorige[:HOOGSTENS], *komende[:HOOGSTENS]])
    return Vooruitblik(
        _maand(begin, dag - EEN_DAG, vorige, woorden, is_veel=was.is_veel),
        _maand(dag, eind, komende, woorden, is_veel=meteen.is_veel or daarna.is_veel or komt.is_veel),
    )


def _op_dag(v: Vraag, rijen: Iterable[Rij], van: dt.date, tot: dt.date) -> list[tuple[dt.date, Rij]]:
    """What goes out from the one working day up to and including the other."""
    gerekend: dict[tuple[int, Ontvangerrol, dt.date], dt.date | None] = {}
    uit = []
    for rij in rijen:
        sleutel = (rij.stap, rij.rol, rij.datum)
        if sleutel not in gerekend:
            gerekend[sleutel] = _uitgaan(v, *sleutel)
        dag = gerekend[sleutel]
        is_weg = not rij.is_open and (rij.gesloten_op is None or dag is None or rij.gesloten_op <= dag)
        if dag is not None and van <= dag <= tot and not is_weg:
            uit.append((dag, rij))
    return uit


def _uitgaan(v: Vraag, plaats: int, rol: Ontvangerrol, datum: dt.date) -> dt.date | None:
    """The working day on which this step goes out for this date; None when a later one to the same people takes its place."""
    stap = v.stappen[plaats]
    dag = v.kalender.op_of_na(gaat_uit_op(stap, datum, v.kalender))
    ingehaald = any(
        ander.rang > stap.rang
        and ander.ontvanger is rol
        and not ander.is_escalatie
        and gaat_uit_op(ander, datum, v.kalender) <= dag
        for ander in v.stappen
    )
    return None if ingehaald else dag


def _regels(keren: Iterable[tuple[dt.date, Rij]]) -> list[_Regel]:
    """One line per day and dossier, in that order."""
    regels: dict[tuple[dt.date, int], _Regel] = {}
    for dag, rij in sorted(keren, key=lambda keer: (keer[0], keer[1].datum, keer[1].onderwerp_id)):
        regel = regels.setdefault((dag, rij.onderwerp_id), _Regel(dag, rij.onderwerp_id, set()))
        regel.aan.add(rij.ontvanger)
    return list(regels.values())


class _Woorden:
    """What the lines that are shown are called, and whom they name: two statements."""

    def __init__(self, session: Session, onderwerp: RegelOnderwerp, regels: Sequence[_Regel]):
        nummers = {regel.onderwerp_id for regel in regels}
        self.teksten = dict(TEKSTEN[onderwerp].vraag(session, nummers)) if nummers else {}
        collegas_ = {int(wie[1:]) for regel in regels for wie in regel.aan if wie.startswith("g")}
        vraag = select(Gebruiker.id, Gebruiker.naam).where(col(Gebruiker.id).in_(collegas_))
        self.namen = dict(session.exec(vraag).all()) if collegas_ else {}

    def regel(self, regel: _Regel) -> Voorziene:
        """The line as it is read. A contact person is not named: who keeps the rules need not know who it is."""
        tekst = self.teksten.get(regel.onderwerp_id, VERDWENEN)
        namen = sorted(self.namen[int(wie[1:])] for wie in regel.aan if wie.startswith("g"))
        namen += ["de contactpersoon"] * any(wie.startswith("p") for wie in regel.aan)
        if len(namen) > _MEESTE_NAMEN:
            namen = [*namen[: _MEESTE_NAMEN - 1], f"{len(namen) - _MEESTE_NAMEN + 1} anderen"]
        return Voorziene(regel.dag, tekst.titel, tekst.zin, tekst.soort, tekst.uuid, opsomming(namen))


def _maand(van: dt.date, tot: dt.date, regels: Sequence[_Regel], woorden: _Woorden, *, is_veel: bool) -> Maand:
    getoond = tuple(woorden.regel(regel) for regel in regels[:HOOGSTENS])
    aantal = sum(len(regel.aan) for regel in regels)
    return Maand(van, tot, aantal, getoond, len(regels) - len(getoond), is_veel)


def _maand_later(dag: dt.date) -> dt.date:
    jaar, maand = (dag.year + 1, 1) if dag.month == 12 else (dag.year, dag.month + 1)
    return dt.date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))


def _maand_eerder(dag: dt.date) -> dt.date:
    jaar, maand = (dag.year - 1, 12) if dag.month == 1 else (dag.year, dag.month - 1)
    return dt.date(jaar, maand, min(dag.day, calendar.monthrange(jaar, maand)[1]))
