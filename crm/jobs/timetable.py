"""The timetable as a table: which task, when, and the verb behind it."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from sqlmodel import Session, select

from crm.models import Programma, dag_van
from crm.workflows import gebruiker_beheren, opruimen, rapportage_opstellen


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
    """The draft over the quarter that has ended is there, for every agenda that runs."""
    systeem = gebruiker_beheren.systeemgebruiker(session)
    jaar = dag_van(nu).year
    lopend = session.exec(select(Programma).where(Programma.jaar_van <= jaar, Programma.jaar_tot >= jaar)).all()
    gemaakt = rapportage_opstellen.concepten_klaarzetten(session, programmas=lopend, door=systeem, nu=nu)
    return f"{gemaakt} concepten klaargezet"


# Not between two and three at night: on the days the clock changes that hour comes twice, or not at all.
DIENSTREGELING = (
    Taak("kwartaalconcepten", "0 6 * * *", _kwartaalconcepten, "Zet na afloop van een kwartaal het concept klaar."),
    Taak("opruimen", "30 5 * * *", _opruimen, "Wist verlopen aanmeldingen en oude aanmeldpogingen."),
)
