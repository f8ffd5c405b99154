"""The days of a year on which nobody works: public holidays, and what the beheerder added."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.werkdagen import feestdagen
from crm.models import VrijeDag


@dataclass(frozen=True)
class Jaar:
    """One year: its public holidays and its free days by day, and the years that have free days of their own."""

    jaar: int
    feestdagen: tuple[tuple[dt.date, str], ...]
    vrij: tuple[VrijeDag, ...]
    jaren: tuple[int, ...]


def vrije_dagen(session: Session, jaar: int, *, nu_jaar: int) -> Jaar:
    """The free days of this year, also those that began the year before or go on in the next; in two statements."""
    begin, eind = dt.date(jaar, 1, 1), dt.date(jaar, 12, 31)
    vraag = select(VrijeDag).where(VrijeDag.van <= eind, VrijeDag.tot >= begin)
    vrij = tuple(session.exec(vraag.order_by(col(VrijeDag.van), col(VrijeDag.id))))
    eerste, laatste = session.execute(sa.select(sa.func.min(VrijeDag.van), sa.func.max(VrijeDag.tot))).one()
    van = min(filter(None, (jaar, nu_jaar, eerste and eerste.year)))
    tot = max(filter(None, (jaar, nu_jaar + 1, laatste and laatste.year)))
    return Jaar(jaar, tuple(feestdagen(jaar).items()), vrij, tuple(range(van, tot + 1)))
