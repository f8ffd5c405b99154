"""How the running quarter is going: days to the peildatum, acties with and without lights, and the norms of the year."""

import datetime as dt
import uuid as uuid_
from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import (
    Actie,
    Gebruiker,
    Licht,
    Norm,
    NormTelling,
    Programma,
    Voortgang,
)
from crm.models.kwartaal import Kwartaal
from crm.models.voortgang import LICHTEN
from crm.queries.norm_telling import aantal
from crm.queries.vandaag_stukken import WachtendStuk, stukken_en_peildata

LAATSTE_LICHTEN = 5
HOOGSTENS_NORMEN = 4
HOOGSTENS_ACTIES = 5


@dataclass(frozen=True)
class ZonderStand:
    """An actie that nobody gave a light this quarter."""

    uuid: uuid_.UUID
    naam: str
    laatst: dt.date | None


@dataclass(frozen=True)
class Normteller:
    """A norm that the system can count, this year."""

    omschrijving: str
    eenheid: str
    minimum: int
    maximum: int | None
    geteld: int

    @property
    def grens(self) -> str:
        return (
            str(self.minimum)
            if self.maximum in (None, self.minimum)
            else f"{self.minimum} tot {self.maximum}"
        )

    @property
    def is_gehaald(self) -> bool:
        return self.geteld >= self.minimum


@dataclass(frozen=True)
class NieuwLicht:
    """A light that was given lately; the worst of the three."""

    uuid: uuid_.UUID
    naam: str
    peildatum: dt.date
    licht: Licht
    waarvan: str


@dataclass(frozen=True)
class Kwartaalstand:
    """The running quarter."""

    kwartaal: Kwartaal
    peildatum: dt.date
    dagen: int
    acties: int
    met_stand: int
    zonder_stand: Sequence[ZonderStand]
    nog_meer: int
    """How many more acties of this person have no light."""
    normen: Sequence[Normteller]
    lichten: Sequence[NieuwLicht]
    stukken: Sequence[WachtendStuk]
    """What the P&C calendar asks of this person, late or within two weeks."""


def kwartaalstand(session: Session, wie: Gebruiker, dag: dt.date) -> Kwartaalstand:
    """The running quarter in five queries."""
    stukken, gepland = stukken_en_peildata(session, wie, dag)
    peildatum = _peildatum(gepland, dag)
    kwartaal = Kwartaal.van(peildatum)
    acties, met_stand = _geteld(session, kwartaal)
    zonder_stand, totaal = _zonder_stand(session, wie, kwartaal)
    return Kwartaalstand(
        kwartaal=kwartaal,
        peildatum=peildatum,
        dagen=(peildatum - dag).days,
        acties=acties,
        met_stand=met_stand,
        zonder_stand=zonder_stand,
        nog_meer=totaal - len(zonder_stand),
        normen=_normen(session, dag),
        lichten=_lichten(session, dag),
        stukken=stukken,
    )


def _peildatum(gepland: Sequence[dt.date], dag: dt.date) -> dt.date:
    """The next day on which the stand is drawn up: from the P&C calendar, or else the end of the quarter.

    `gepland` are the peildata of this quarter and the next. A calendar that begins with the next quarter says nothing
    about this one; and when the stand of this quarter was drawn up already, the next one is what comes.
    """
    dit = Kwartaal.van(dag)
    nu = [peildatum for peildatum in gepland if peildatum <= dit.eind]
    if not nu:
        return dit.eind
    straks = [peildatum for peildatum in gepland if peildatum > dit.eind]
    return min([peildatum for peildatum in nu if peildatum >= dag] or straks or [dit.volgende.eind])


def _lopend(jaar: int) -> sa.ColumnElement[bool]:
    """An actie that is being executed in this year."""
    return sa.and_(
        Programma.jaar_van <= jaar,
        Programma.jaar_tot >= jaar,
        col(Actie.beeindigd_op).is_(None),
        # A deelactie is told with its actie; it has no lights of its own.
        col(Actie.ouder_id).is_(None),
    )


def _heeft_stand(kwartaal: Kwartaal) -> sa.ColumnElement[bool]:
    return sa.exists().where(
        Voortgang.actie_id == Actie.id,
        Voortgang.peildatum >= kwartaal.begin,
        Voortgang.peildatum <= kwartaal.eind,
    )


def _geteld(session: Session, kwartaal: Kwartaal) -> tuple[int, int]:
    """How many acties are being executed, and how many of them have a light this quarter."""
    alle, met = session.execute(
        sa.select(sa.func.count(), sa.func.count(sa.case((_heeft_stand(kwartaal), 1))))
        .select_from(Actie)
        .join(Programma, Programma.id == Actie.programma_id)
        .where(_lopend(kwartaal.jaar))
    ).one()
    return alle, met


def _zonder_stand(session: Session, wie: Gebruiker, kwartaal: Kwartaal) -> tuple[list[ZonderStand], int]:
    """The first acties of this person that still need a light, and how many there are."""
    laatst = (
        sa.select(sa.func.max(Voortgang.peildatum)).where(Voortgang.actie_id == Actie.id).scalar_subquery()
    )
    rijen = session.execute(
        sa.select(Actie, laatst.label("laatst"), sa.func.count().over().label("totaal"))
        .join(Programma, Programma.id == Actie.programma_id)
        .where(_lopend(kwartaal.jaar), Actie.eigenaar_id == wie.id, sa.not_(_heeft_stand(kwartaal)))
        .order_by(Actie.volgorde, Actie.id)
        .limit(HOOGSTENS_ACTIES)
    ).all()
    gevonden = [ZonderStand(actie.uuid, f"{actie.nummer} {actie.naam}", laatst) for actie, laatst, _ in rijen]
    return gevonden, rijen[0].totaal if rijen else 0


def _normen(session: Session, dag: dt.date) -> list[Normteller]:
    """The norms of the running agendas that can be counted, the ones in danger first."""
    geteld = aantal(dag)
    rijen = session.execute(
        sa.select(Norm.omschrijving, Norm.eenheid, Norm.minimum, Norm.maximum, geteld.label("geteld"))
        .join(Programma, Programma.id == Norm.programma_id)
        .where(
            Programma.jaar_van <= dag.year,
            Programma.jaar_tot >= dag.year,
            Norm.telling != NormTelling.NIET_GETELD,
            sa.or_(Norm.vanaf_jaar.is_(None), Norm.vanaf_jaar <= dag.year),
        )
        .order_by(sa.case((geteld < Norm.minimum, 0), else_=1), Norm.id)
        .limit(HOOGSTENS_NORMEN)
    )
    return [Normteller(*rij) for rij in rijen]


_ERGST = (Licht.ROOD, Licht.ORANJE, Licht.GROEN, Licht.GRIJS)


def _lichten(session: Session, dag: dt.date) -> list[NieuwLicht]:
    """The lights that were given last."""
    rijen = session.exec(
        select(Voortgang, Actie)
        .join(Actie, col(Actie.id) == Voortgang.actie_id)
        .where(Voortgang.peildatum <= dag)
        .order_by(col(Voortgang.id).desc())
        .limit(LAATSTE_LICHTEN)
    )
    uit = []
    for stand, actie in rijen:
        per_soort = {soort: getattr(stand, soort) for soort in LICHTEN}
        ergste = min(per_soort.values(), key=_ERGST.index)
        waarvan = next(soort for soort, licht in per_soort.items() if licht is ergste)
        uit.append(NieuwLicht(actie.uuid, f"{actie.nummer} {actie.naam}", stand.peildatum, ergste, waarvan))
    return uit
