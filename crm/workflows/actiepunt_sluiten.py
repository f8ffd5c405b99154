"""Action points: done, dropped, or open again."""

import datetime as dt

from sqlmodel import Session

from crm.models import Actiepunt, Gebruiker, dag_van, noteer
from crm.permissions import eis


def afronden(session: Session, actiepunt: Actiepunt, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The action point is done today."""
    eis(door, "actiepunt.sluiten", actiepunt)
    actiepunt.afronden(dag_van(nu))
    noteer(session, "actiepunt.afgerond", actiepunt, door=door, nu=nu)


def vervallen(
    session: Session, actiepunt: Actiepunt, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The action point is dropped. Refuses with OngeldigeInvoer when no reason is given."""
    eis(door, "actiepunt.sluiten", actiepunt)
    actiepunt.vervallen(dag_van(nu), reden)
    noteer(session, "actiepunt.vervallen", actiepunt, door=door, nu=nu, reden=reden)


def heropenen(session: Session, actiepunt: Actiepunt, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The action point is open again."""
    eis(door, "actiepunt.sluiten", actiepunt)
    actiepunt.heropenen()
    noteer(session, "actiepunt.heropend", actiepunt, door=door, nu=nu)
