"""Which reminders are due and not there yet, and which are there and do not hold any more: the two sides of a sweep."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.adapters.werkdagen import Werkkalender
from crm.models import (
    Bericht,
    BerichtSoort,
    BerichtStatus,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    Logboekregel,
    Ontvangerrol,
    Regelstap,
    dag_van,
)
from crm.models.herinnering import INGEHAALD
from crm.queries.herinneringen.bereik import Bereik, bereik
from crm.queries.herinneringen.bronnen import BRONNEN, bron
from crm.queries.herinneringen.ontvangers import WEGEN, Collegas, doelen

VAN_HERINNERINGEN = (BerichtSoort.OVERZICHT, BerichtSoort.DRINGEND, BerichtSoort.PARTNER)

GESLOTEN = "Dit is afgesloten of vervallen."
VERZET = "De datum is verzet."
GEBEURD = "Er is intussen iets gebeurd."
ANDER = "Iemand anders krijgt deze herinnering nu."
REGEL = "De regel is gewijzigd of staat stil."


@dataclass(frozen=True)
class Plaats:
    """Where the next page of a question begins: after this dossier and recipient."""

    id: int = 0
    ontvanger: int = 0


@dataclass(frozen=True)
class Stapvraag:
    """One step of a rule at a moment: the dossiers and recipients it goes to."""

    regel: Herinneringsregel
    stap: Regelstap
    stappen: Sequence[Regelstap]
    nu: dt.datetime
    kalender: Werkkalender
    wie: Collegas

    @cached_property
    def bereik(self) -> Bereik:
        return bereik(self.stap, self.stappen, dag_van(self.nu), self.kalender)

    @property
    def rollen(self) -> tuple[Ontvangerrol, ...]:
        """An escalation goes to its role and to the owner, who should not have to hear it from somebody else."""
        if self.stap.is_escalatie:
            return (self.stap.ontvanger, Ontvangerrol.EIGENAAR)
        return (self.stap.ontvanger,)

    @property
    def wegen(self) -> int:
        """How many ways there are to find a recipient."""
        return sum(WEGEN.get(rol, 1) for rol in self.rollen)

    def doelen(self, session: Session) -> Iterator[tuple[Any, sa.Select[Any]]]:
        """The question on the dossiers, and on it per way to find a recipient the question who gets it."""
        for rol in self.rollen:
            deel = bron(session, self.regel.onderwerp, nu=self.nu).subquery()
            for vraag in doelen(deel, rol, self.wie):
                yield deel, vraag


def te_plannen(session: Session, stap: Stapvraag, weg: int, na: Plaats, hoogstens: int) -> sa.Select[Any]:
    """The next page of what is due by the `weg`th way to find a recipient."""
    deel, vraag = next(islice(stap.doelen(session), weg, None))
    gevonden = vraag.where(*_in_bereik(deel, stap.bereik)).subquery("gevonden")
    c = gevonden.c
    wie = sa.func.coalesce(c.aan_gebruiker, c.aan_persoon)
    voorwaarden = [~geweest(stap, c), sa.or_(c.id > na.id, sa.and_(c.id == na.id, wie > na.ontvanger))]
    if stap.stap.is_escalatie:
        voorwaarden.append(~gebeurd_sinds(stap, c))
    return (
        sa.select(c.id, c.uuid, c.datum, c.aan_gebruiker, c.aan_persoon, c.ontvanger, _ronde(stap, c).label("ronde"))
        .where(*voorwaarden)
        .order_by(c.id, wie)
        .limit(hoogstens)
    )


def _in_bereik(deel: Any, tot: Bereik) -> Iterator[Any]:
    yield deel.c.datum <= tot.tot
    if tot.na is not None:
        yield deel.c.datum > tot.na


def geweest(stap: Stapvraag, c: Any) -> sa.ColumnElement[bool]:
    """This step or a later one was taken care of for this recipient and this date, under whatever version of the rule."""
    h = sa.orm.aliased(Herinnering)
    return sa.exists().where(
        h.code == stap.regel.code,
        h.onderwerp_id == c.id,
        h.datum == c.datum,
        h.ontvanger == c.ontvanger,
        h.rang >= stap.stap.rang,
        _telt(h, dag_van(stap.nu)),
    )


def _telt(h: Any, dag: dt.date) -> sa.ColumnElement[bool]:
    """The step was or will be taken care of. Not what a clock that was ahead planned for a day that is still to come."""
    return sa.and_(
        h.status.in_(Herinnering.TELT),
        sa.or_(h.status.not_in(Herinnering.OPEN), h.gepland_voor <= dag),
        sa.or_(h.status != HerinneringStatus.OVERGESLAGEN, h.reden != INGEHAALD),
    )


def _ronde(stap: Stapvraag, c: Any) -> Any:
    """One more than the last time that it was withdrawn, because the date moved away and came back."""
    h = sa.orm.aliased(Herinnering)
    vorige = sa.select(sa.func.max(h.ronde)).where(
        h.stap_id == stap.stap.id,
        h.onderwerp_id == c.id,
        h.datum == c.datum,
        h.ontvanger == c.ontvanger,
        # The same again in the words of the index that finds it.
        h.code == stap.regel.code,
    )
    return sa.func.coalesce(vorige.scalar_subquery(), 0) + 1


def gebeurd_sinds(stap: Stapvraag, c: Any) -> sa.ColumnElement[bool]:
    """Somebody did something with the dossier after the last reminder about this date went out."""
    eerder, regel = sa.orm.aliased(Herinnering), sa.orm.aliased(Logboekregel)
    verzonden = (
        sa.select(sa.func.max(eerder.verzonden_op))
        .where(
            eerder.code == stap.regel.code,
            eerder.onderwerp_id == c.id,
            eerder.datum == c.datum,
            eerder.rang < stap.stap.rang,
            eerder.status == HerinneringStatus.VERZONDEN,
        )
        .scalar_subquery()
    )
    return sa.exists().where(
        regel.onderwerp_soort == BRONNEN[stap.regel.onderwerp].tabel,
        regel.onderwerp_id == c.id,
        regel.op > verzonden,
    )


class Waarom:
    """Why reminders of one step that wait do not hold any more, as conditions on Herinnering."""

    def __init__(self, session: Session, stap: Stapvraag):
        h = Herinnering
        self.van_stap = h.stap_id == stap.stap.id
        open_ = bron(session, stap.regel.onderwerp, nu=stap.nu).subquery()
        bestaat = sa.exists().where(open_.c.id == h.onderwerp_id)
        zelfde_dag = sa.exists().where(open_.c.id == h.onderwerp_id, open_.c.datum == h.datum)
        ontvangt = sa.or_(*(self._ontvangt(vraag) for _, vraag in stap.doelen(session)))
        redenen = [(~bestaat, GESLOTEN), (~zelfde_dag, VERZET)]
        klopt = [ontvangt]
        if stap.stap.is_escalatie:
            gebeurd = gebeurd_sinds(stap, _Rij)
            redenen.append((gebeurd, GEBEURD))
            klopt.append(~gebeurd)
        self.klopt_niet = ~sa.and_(*klopt)
        self.reden = sa.case(*redenen, else_=ANDER)

    @staticmethod
    def _ontvangt(vraag: sa.Select[Any]) -> sa.ColumnElement[bool]:
        h, doel = Herinnering, vraag.subquery()
        return sa.exists().where(
            doel.c.id == h.onderwerp_id, doel.c.datum == h.datum, doel.c.ontvanger == h.ontvanger
        )


class _Rij:
    """A reminder that is there, by the names that a dossier has."""

    id = Herinnering.onderwerp_id
    datum = Herinnering.datum


def in_ongelezen_bericht(*waar: Any) -> sa.Select[Any]:
    """The numbers of messages that nobody began to send yet with a reminder of which this is true."""
    h, b = Herinnering, Bericht
    return (
        sa.select(b.id)
        .join(h, h.bericht_id == b.id)
        .where(b.status == BerichtStatus.KLAAR, b.soort.in_(VAN_HERINNERINGEN), *waar)
        .distinct()
    )


def ingehaald(code: str, dag: dt.date) -> sa.ColumnElement[bool]:
    """The condition that a later step about the same waits too, or went out since: a reminder again after that, waits."""
    h, later = Herinnering, sa.orm.aliased(Herinnering)
    return sa.and_(
        h.code == code,
        sa.exists().where(
            later.code == h.code,
            later.onderwerp_id == h.onderwerp_id,
            later.datum == h.datum,
            later.ontvanger == h.ontvanger,
            later.rang > h.rang,
            _telt(later, dag),
            sa.or_(later.status.in_(Herinnering.OPEN), later.id > h.id),
        ),
    )
