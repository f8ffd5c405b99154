"""The timetable as a table: which task, when, and the verb behind it."""

import datetime as dt
import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.models import Programma, Rapportage, dag_van
from crm.models.kwartaal import Kwartaal
from crm.workflows import gebruiker_beheren, opruimen, rapportage_opstellen

log = logging.getLogger(__name__)


class DeelsMislukt(Exception):
    """Part of the work could not be done; what was done stays, and the task counts as failed."""


@dataclass(frozen=True)
class Taak:
    """One line of the timetable. `cron` is in Europe/Amsterdam; the slot is the day, so one firing a day counts."""

    naam: str
    cron: str
    werk: Callable[[Session, dt.datetime], str]
    uitleg: str


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


# Not between two and three at night: on the days the clock changes that hour comes twice, or not at all.
DIENSTREGELING = (
    Taak("kwartaalconcepten", "0 6 * * *", _kwartaalconcepten, "Zet na afloop van een kwartaal het concept klaar."),
    Taak("opruimen", "30 5 * * *", _opruimen, "Wist verlopen aanmeldingen en oude aanmeldpogingen."),
)
