"""The timetable: which task, when (crm/queries/planner.py), and the verb behind it."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.jobs import rondes
from crm.jobs.rondes import Middelen
from crm.models import Programma, Rapportage, dag_van
from crm.models.kwartaal import Kwartaal
from crm.queries.herinneringen.ronde import Uitkomst
from crm.queries.planner import DIENSTEN
from crm.workflows import gebruiker_beheren, opruimen, rapportage_opstellen

log = logging.getLogger(__name__)


class DeelsMislukt(Exception):
    """Part of the work could not be done; what was done stays, and the task counts as failed."""


@dataclass(frozen=True)
class Taak:
    """One line of the timetable. `cron` is in Europe/Amsterdam.

    A daily task does its work once a day, in one transaction: `werk(session, nu)`. A round does its work at every firing,
    in transactions of its own: `werk(middelen, nu)`; it only looks at what is due, so that two at once do no harm.
    """

    naam: str
    cron: str
    werk: Callable[..., str]
    uitleg: str
    is_ronde: bool = False


def _opruimen(session: Session, nu: dt.datetime) -> str:
    return opruimen.opruimen(session, nu=nu)


def _kwartaalconcepten(session: Session, nu: dt.datetime) -> str:
    """The draft over the quarter that has ended is there, for every agenda that ran in it.

    An agenda whose draft cannot be made stops no other: it is named with DeelsMislukt when the others are done.
    """
    welk = Kwartaal.van(dag_van(nu)).vorige
    systeem = gebruiker_beheren.systeemgebruiker(session)
    al_gemaakt = select(Rapportage.programma_id).where(Rapportage.periode == str(welk))
    lopend = session.exec(
        select(Programma).where(
            Programma.jaar_van <= welk.jaar, Programma.jaar_tot >= welk.jaar, col(Programma.id).not_in(al_gemaakt)
        )
    ).all()
    mislukt = []
    for code, programma in [(een.code, een) for een in lopend]:
        try:
            with session.begin_nested():
                rapportage_opstellen.opstellen(
                    session, programma=programma, periode=str(welk), door=systeem, nu=nu
                )
        except Exception as fout:
            log.exception("kwartaalconcept.mislukt programma=%s", code)
            mislukt.append(f"{code} ({type(fout).__name__})")
    klaar = len(lopend) - len(mislukt)
    uitkomst = f"{klaar} {'concept' if klaar == 1 else 'concepten'} over {welk} klaargezet"
    if mislukt:
        raise DeelsMislukt(f"{uitkomst}; niet gelukt: {', '.join(mislukt)}")
    return uitkomst


def _herinneren(middelen: Middelen, nu: dt.datetime) -> str:
    """Everything that is due is planned, and what may go out now is in the outbox."""
    return _heel(rondes.herinneren(middelen, nu))


def _versturen(middelen: Middelen, nu: dt.datetime) -> str:
    """Everything in the outbox that is due was tried."""
    uitkomst = rondes.versturen(middelen, vanaf=nu)
    if uitkomst.gestopt:
        raise DeelsMislukt(str(uitkomst))
    return str(uitkomst)


def _heel(uitkomsten: tuple[Uitkomst, ...]) -> str:
    zin = "; ".join(str(uitkomst) for uitkomst in uitkomsten)
    if any(uitkomst.geparkeerd for uitkomst in uitkomsten):
        raise DeelsMislukt(zin)
    return zin


_WERK: dict[str, Callable[..., str]] = {
    "versturen": _versturen,
    "herinneren": _herinneren,
    "kwartaalconcepten": _kwartaalconcepten,
    "opruimen": _opruimen,
}
DIENSTREGELING = tuple(
    Taak(dienst.naam, dienst.cron, _WERK[dienst.naam], dienst.uitleg, dienst.is_ronde) for dienst in DIENSTEN
)
