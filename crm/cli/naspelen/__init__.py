"""Plays a fictional half year back through the verbs, each event at its own moment and by its own person."""

import datetime as dt

from crm.cli.naspelen import (
    afspraken,
    bestuur,
    cases,
    coalities,
    convenanten,
    herinneringen,
    opdrachten,
    overleggen,
    pc_kalender,
    rapportages,
    stand,
)
from crm.cli.naspelen.speler import Gegevens, Naspeler
from crm.models import AMSTERDAM

__all__ = ["Naspeler", "speel"]

KAMERS = (
    coalities,
    cases,
    overleggen,
    afspraken,
    convenanten,
    opdrachten,
    bestuur,
    stand,
    rapportages,
    pc_kalender,
    herinneringen,
)

# An event names its kind; the room of that kind knows the verb.
GEBEURTENISSEN = {soort: doe for kamer in KAMERS for soort, doe in kamer.GEBEURTENISSEN.items()}


def speel(speler: Naspeler, gebeurtenis: Gegevens) -> None:
    """What the event tells has happened, at its moment."""
    soort = next(sleutel for sleutel in gebeurtenis if sleutel not in ("op", "door"))
    moment = dt.datetime.fromisoformat(str(gebeurtenis["op"])).replace(tzinfo=AMSTERDAM)
    wie = {"door": speler.mensen[gebeurtenis["door"]], "nu": moment}
    GEBEURTENISSEN[soort](speler, gebeurtenis[soort], wie)
    speler.session.flush()
