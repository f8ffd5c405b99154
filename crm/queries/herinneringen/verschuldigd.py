"""Which reminders are due and not there yet, and which are there and do not hold any more: the two sides of a sweep."""

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.adapters.werkdagen import Werkkalender
from crm.models import (
    Bericht,
    BerichtStatus,
    Herinnering,
    Herinneringsregel,
    Ontvangerrol,
    Regelstap,
    dag_van,
)
from crm.models.bericht import VAN_HERINNERINGEN
from crm.queries.herinneringen.bereik import Bereik, alleen_partner, bereik
from crm.queries.herinneringen.bronnen import bron
from crm.queries.herinneringen.geweest import gebeurd_sinds, gehoord, geweest, uitgesteld_tot, volgende_ronde
from crm.queries.herinneringen.ontvangers import Collegas, doelen, rollen

GESLOTEN = "Dit is afgesloten of vervallen."
VERZET = "De datum is verzet."
GEBEURD = "Er is intussen iets gebeurd."
EERST = "Eerst krijgt iemand een gewone herinnering."
ANDER = "Iemand anders krijgt deze herinnering nu."
REGEL = "De regel is gewijzigd of staat stil."


@dataclass(frozen=True)
class Plaats:
    """Where the next page of a question begins: after this dossier and recipient."""

    id: int = 0
    ontvanger: int = 0


@dataclass(frozen=True)
class Weg:
    """One way to find a recipient (the so manyth for this role), and the dates for which a step goes there."""

    rol: Ontvangerrol
    nummer: int
    bereik: Bereik


class Regelvraag:
    """A rule at a moment: who gets what about which dossiers.

    Putting a question together takes longer than asking it of a small database: each is put together once, for all steps
    and pages.
    """

    def __init__(
        self, session: Session, regel: Herinneringsregel, *, nu: dt.datetime, kalender: Werkkalender, wie: Collegas
    ):
        self.regel, self.dag, self.kalender, self._wie = regel, dag_van(nu), kalender, wie
        self.deel = bron(session, regel.onderwerp, nu=nu).subquery()
        self._doelen: dict[Ontvangerrol, list[sa.Select[Any]]] = {}
        self._bladzijden: dict[tuple[Ontvangerrol, int, bool], sa.Select[Any]] = {}

    def doelen(self, rol: Ontvangerrol) -> list[sa.Select[Any]]:
        """Per way to find who has this role a question who gets it about which dossier."""
        if rol not in self._doelen:
            self._doelen[rol] = list(doelen(self.deel, rol, self._wie))
        return self._doelen[rol]

    def bladzijde(self, weg: Weg, *, is_escalatie: bool) -> sa.Select[Any]:
        """The question for a page of what is due that way, of any step; `te_plannen` says which."""
        sleutel = (weg.rol, weg.nummer, is_escalatie)
        if sleutel not in self._bladzijden:
            self._bladzijden[sleutel] = self._bladzijde(self.doelen(weg.rol)[weg.nummer], is_escalatie=is_escalatie)
        return self._bladzijden[sleutel]

    def _bladzijde(self, vraag: sa.Select[Any], *, is_escalatie: bool) -> sa.Select[Any]:
        datum, code = self.deel.c.datum, self.regel.code
        c = vraag.where(datum > _waarde("van", sa.Date), datum <= _waarde("tot", sa.Date)).subquery("gevonden").c
        wie, rang, na = sa.func.coalesce(c.aan_gebruiker, c.aan_persoon), _waarde("rang"), _waarde("na_id")
        verder = sa.or_(c.id > na, sa.and_(c.id == na, wie > _waarde("na_wie")))
        voorwaarden = [~geweest(code, rang, self.dag, c, is_verplicht=self.regel.is_verplicht), verder]
        if is_escalatie:
            zonder_partner = sa.and_(_waarde("alleen_partner", sa.Boolean), c.persoon_id.is_(None))
            voorwaarden.append(sa.or_(zonder_partner, gehoord(code, c, self.dag)))
            voorwaarden.append(~gebeurd_sinds(code, self.regel.onderwerp, rang, c))
        ronde, tot = volgende_ronde(code, _waarde("stap"), c), uitgesteld_tot(code, rang, c)
        velden = (c.id, c.uuid, c.datum, c.aan_gebruiker, c.aan_persoon, c.ontvanger)
        return (
            sa.select(*velden, ronde.label("ronde"), tot.label("uitgesteld_tot"))
            .where(*voorwaarden)
            .order_by(c.id, wie)
            .limit(_waarde("hoogstens"))
        )


def _waarde(naam: str, soort: Any = sa.Integer) -> Any:
    return sa.bindparam(naam, type_=soort)


@dataclass(frozen=True)
class Stapvraag:
    """One step of a rule at a moment."""

    van: Regelvraag
    stap: Regelstap
    stappen: Sequence[Regelstap]

    @property
    def wegen(self) -> Iterator[Weg]:
        """The ways to find a recipient by which anything can be due."""
        for rol in rollen(self.stap):
            binnen = bereik(self.stap, self.stappen, self.van.dag, self.van.kalender, rol)
            if not binnen.is_leeg:
                yield from (Weg(rol, nummer, binnen) for nummer in range(len(self.van.doelen(rol))))

    def doelen(self) -> Iterator[sa.Select[Any]]:
        """Per way to find a recipient the question who gets it."""
        for rol in rollen(self.stap):
            yield from self.van.doelen(rol)


def te_plannen(session: Session, stap: Stapvraag, weg: Weg, na: Plaats, hoogstens: int) -> Sequence[sa.Row[Any]]:
    """The next page of what is due by this way to find a recipient."""
    waarden = {
        "van": weg.bereik.na or dt.date.min,
        "tot": weg.bereik.tot,
        "rang": stap.stap.rang,
        "stap": stap.stap.id,
        "na_id": na.id,
        "na_wie": na.ontvanger,
        "hoogstens": hoogstens,
    }
    if stap.stap.is_escalatie:
        waarden["alleen_partner"] = alleen_partner(stap.stap, stap.stappen)
    return session.execute(stap.van.bladzijde(weg, is_escalatie=stap.stap.is_escalatie), waarden).all()


class Waarom:
    """Why reminders of one step that wait do not hold any more, as conditions on Herinnering."""

    def __init__(self, stap: Stapvraag):
        h, open_, regel = Herinnering, stap.van.deel, stap.van.regel
        self.van_stap = h.stap_id == stap.stap.id
        hierover = sa.and_(open_.c.id == h.onderwerp_id, open_.c.uuid == h.onderwerp_uuid)
        bestaat = sa.exists().where(hierover)
        zelfde_dag = sa.exists().where(hierover, open_.c.datum == h.datum)
        ontvangt = sa.or_(*(self._ontvangt(vraag) for vraag in stap.doelen()))
        redenen = [(~bestaat, GESLOTEN), (~zelfde_dag, VERZET)]
        klopt = [ontvangt]
        if stap.stap.is_escalatie:
            gebeurd = gebeurd_sinds(regel.code, regel.onderwerp, stap.stap.rang, _Rij)
            eerst = ~gehoord(regel.code, _Rij, stap.van.dag)
            if alleen_partner(stap.stap, stap.stappen):
                eerst = sa.and_(eerst, sa.exists().where(hierover, open_.c.persoon_id.is_not(None)))
            redenen += [(gebeurd, GEBEURD), (eerst, EERST)]
            klopt += [~gebeurd, ~eerst]
        self.klopt_niet = ~sa.and_(*klopt)
        self.reden = sa.case(*redenen, else_=ANDER)

    @staticmethod
    def _ontvangt(vraag: sa.Select[Any]) -> sa.ColumnElement[bool]:
        h, doel = Herinnering, vraag.subquery()
        return sa.exists().where(
            doel.c.id == h.onderwerp_id,
            doel.c.uuid == h.onderwerp_uuid,
            doel.c.datum == h.datum,
            doel.c.ontvanger == h.ontvanger,
        )


class _Rij:
    """A reminder that is there, by the names that a dossier has."""

    id = Herinnering.onderwerp_id
    uuid = Herinnering.onderwerp_uuid
    datum = Herinnering.datum


def in_ongelezen_bericht(*waar: Any) -> sa.Select[Any]:
    """The numbers of messages that nobody began to send yet with a reminder of which this is true."""
    h, b = Herinnering, Bericht
    return (
        sa.select(b.id)
        .join(h, h.bericht_id == b.id)
        .where(
            b.status == BerichtStatus.KLAAR,
            b.is_misschien_aangekomen.is_(False),
            b.soort.in_(VAN_HERINNERINGEN),
            *waar,
        )
        .distinct()
    )
