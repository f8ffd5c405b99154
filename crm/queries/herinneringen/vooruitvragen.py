"""What the look ahead asks of the database: who would get which step about what, around a month and as of one day.

Both questions find the dossiers, the dates and the people the way a sweep does; here nothing is written.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.adapters.werkdagen import EEN_DAG, Werkkalender
from crm.models import Ontvangerrol, RegelOnderwerp, Regelstap, dag_van
from crm.queries.herinneringen.bereik import Bereik, alleen_partner, bereik, laatste_datum
from crm.queries.herinneringen.bronnen import bron
from crm.queries.herinneringen.geweest import gebeurd_sinds, gehoord, geweest
from crm.queries.herinneringen.ontvangers import Collegas, doelen, rollen

# More than this is no month that anybody reads; it is counted no further.
MEESTE = 20_000


@dataclass(frozen=True)
class Rij:
    """This step (by its place in the list) is for this person (a key as in Herinnering), about this dossier and date."""

    stap: int
    onderwerp_id: int
    datum: dt.date
    gesloten_op: dt.date | None
    is_open: bool
    ontvanger: str
    rol: Ontvangerrol
    """In which role: an escalation goes to the owner too."""


@dataclass(frozen=True)
class Vraag:
    """The rule that is looked at, kept or not, and the moment."""

    session: Session
    onderwerp: RegelOnderwerp
    code: str | None
    stappen: Sequence[Regelstap]
    kalender: Werkkalender
    wie: Collegas
    nu: dt.datetime


@dataclass(frozen=True)
class Rijen:
    """What was found, and whether there was more."""

    rijen: list[Rij]
    is_veel: bool


def in_de_buurt(v: Vraag, van: dt.date, tot: dt.date) -> Rijen:
    """Everything with a date for which a step may go out between these days, closed or not, in the order of the dates."""
    alles = bron(v.session, v.onderwerp, nu=v.nu, ook_gesloten=True).subquery()
    open_ = bron(v.session, v.onderwerp, nu=v.nu).subquery()
    is_open = alles.c.id.in_(sa.select(open_.c.id))
    deel = (
        sa.select(alles, is_open.label("is_open"))
        .where(sa.or_(is_open, alles.c.gesloten_op > van))
        .cte("buurt")
    )
    voor, laatst = v.kalender.op_of_voor(van - EEN_DAG), v.kalender.op_of_voor(tot)
    vragen = []
    for plaats, stap in enumerate(v.stappen):
        binnen = Bereik(laatste_datum(stap, voor, v.kalender), laatste_datum(stap, laatst, v.kalender))
        for rol in rollen(stap):
            vragen += _aan(v, deel, plaats, rol, binnen)
    return _lees(v, vragen)


def achterstand(v: Vraag, dag: dt.date) -> tuple[Rijen, Rijen]:
    """What waits on this day however long it does so already, of each step that is the latest one due, and was not sent.

    Apart from that the escalations that come the day after, because nobody heard anything yet.
    """
    open_ = bron(v.session, v.onderwerp, nu=v.nu).subquery()
    deel = sa.select(open_, sa.true().label("is_open")).cte("achterstand")
    return tuple(_achterstand(v, deel, dag, is_eerst=is_eerst) for is_eerst in (True, False))


def _achterstand(v: Vraag, deel: Any, dag: dt.date, *, is_eerst: bool) -> Rijen:
    vragen = []
    for plaats, stap in enumerate(v.stappen):
        for rol in rollen(stap) if is_eerst or stap.is_escalatie else ():
            binnen = bereik(stap, v.stappen, dag, v.kalender, rol)
            vragen += [_nog_niet(v, vraag, stap, is_eerst=is_eerst) for vraag in _aan(v, deel, plaats, rol, binnen)]
    return _lees(v, vragen)


def _aan(v: Vraag, deel: Any, plaats: int, rol: Ontvangerrol, binnen: Bereik) -> Iterator[sa.Select[Any]]:
    """Per way to find who has this role the rows of this step with a date within these days."""
    if binnen.is_leeg:
        return
    for vraag in doelen(deel, rol, v.wie):
        begrensd = vraag.where(deel.c.datum <= binnen.tot)
        if binnen.na is not None:
            begrensd = begrensd.where(deel.c.datum > binnen.na)
        yield begrensd.add_columns(sa.literal(plaats).label("plaats"), sa.literal(rol.value).label("rol"))


def _nog_niet(v: Vraag, vraag: sa.Select[Any], stap: Regelstap, *, is_eerst: bool) -> sa.Select[Any]:
    """Not what this person was sent already, and no escalation of what changed since."""
    deel, eisen = vraag.subquery(), []
    if v.code is not None:
        eisen.append(~geweest(v.code, stap.rang, dag_van(v.nu), deel.c, is_verplicht=False))
    if stap.is_escalatie:
        vrij = deel.c.persoon_id.is_(None) if alleen_partner(stap, v.stappen) else sa.false()
        if v.code is not None:
            vrij = sa.or_(vrij, gehoord(v.code, deel.c, dag_van(v.nu)))
            eisen.append(~gebeurd_sinds(v.code, v.onderwerp, stap.rang, deel.c))
        eisen.append(vrij if is_eerst else ~vrij)
    return sa.select(deel).where(*eisen)


def _lees(v: Vraag, vragen: Sequence[sa.Select[Any]]) -> Rijen:
    if not vragen:
        return Rijen([], False)
    # A union, not a union of everything: the same recipient may be found in two ways.
    namen = ("plaats", "id", "datum", "gesloten_op", "is_open", "ontvanger", "rol")
    delen = [vraag.subquery() for vraag in vragen]
    samen = sa.union(*(sa.select(*(deel.c[naam] for naam in namen)) for deel in delen)).subquery()
    op_volgorde = sa.select(*(samen.c[naam] for naam in namen)).order_by(samen.c.datum, samen.c.id, samen.c.plaats)
    rijen = [Rij(*rij[:-1], Ontvangerrol(rij[-1])) for rij in v.session.execute(op_volgorde.limit(MEESTE + 1))]
    return Rijen(rijen[:MEESTE], len(rijen) > MEESTE)
