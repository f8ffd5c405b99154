"""Subjects without a date of their own: since when nothing was heard, and by when the next of a norm must be held."""

import calendar
import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.models import (
    Aanwezigheid,
    Actie,
    Deelneming,
    Indicator,
    IndicatorSoort,
    Meting,
    Ontwikkelcoalitie,
    Organisatie,
    Overleg,
    Programma,
    Voortgang,
    dag_van,
)
from crm.queries.herinneringen.dagen import DagHier, LaatsteDagVanJaar
from crm.queries.herinneringen.kolommen import NAMEN, kolommen, nog_eens
from crm.queries.norm_stand import NormStand, normen_per_agenda

_MAANDEN = 12


def loopt(dag: dt.date) -> sa.Select[Any]:
    """The numbers of the agendas that run in that year."""
    return sa.select(Programma.id).where(Programma.jaar_van <= dag.year, Programma.jaar_tot >= dag.year)


def eerste_dag(programma_id: Any) -> Any:
    """The day before an agenda begins: nothing was measured or given a light by then."""
    vraag = sa.select(LaatsteDagVanJaar(Programma.jaar_van - 1)).where(Programma.id == programma_id)
    return vraag.scalar_subquery()


def norm(session: Session, nu: dt.datetime, _ook_gesloten: bool) -> sa.Select[Any]:
    """Each norm that is not met yet, with the last day on which the next one keeps the pace."""
    dag = dag_van(nu)
    standen = [stand for groep in normen_per_agenda(session, dag).values() for stand in groep]
    rijen = [
        _vast(
            id=stand.norm.id,
            uuid=stand.norm.uuid,
            datum=in_de_maat(stand),
            programma_id=stand.norm.programma_id,
        )
        for stand in standen
        if stand.geldt and stand.nog_nodig
    ]
    vraag = sa.union_all(*rijen) if rijen else _vast().where(sa.false())
    deel = vraag.subquery()
    return sa.select(*(deel.c[naam] for naam in NAMEN))


def in_de_maat(stand: NormStand) -> dt.date:
    """Spread over the year: of four a year the first is due by the end of March, of eight by the middle of February."""
    maanden, rest = divmod(_MAANDEN * (stand.geteld + 1), stand.norm.minimum)
    if not rest:
        return _dag_in_maand(stand.jaar, maanden, 1.0)
    return _dag_in_maand(stand.jaar, maanden + 1, rest / stand.norm.minimum)


def _dag_in_maand(jaar: int, maand: int, deel: float) -> dt.date:
    lengte = calendar.monthrange(jaar, maand)[1]
    return dt.date(jaar, maand, max(1, int(lengte * deel)))


def _vast(**waarden: Any) -> sa.Select[Any]:
    soorten = {"uuid": sa.Uuid(), "datum": sa.Date(), "gesloten_op": sa.Date()}

    def kolom(naam: str) -> Any:
        soort = soorten.get(naam, sa.Integer())
        waarde = waarden.get(naam)
        return (sa.cast(sa.null(), soort) if waarde is None else sa.literal(waarde, soort)).label(naam)

    return sa.select(*(kolom(naam) for naam in NAMEN))


def indicator(_session: Session, nu: dt.datetime, _ook_gesloten: bool) -> sa.Select[Any]:
    """What is aimed at in a running agenda, since the last day for which it was measured."""
    i = Indicator
    gemeten = sa.select(sa.func.max(Meting.peildatum)).where(Meting.indicator_id == i.id).scalar_subquery()
    eigenaar = sa.select(Actie.eigenaar_id).where(Actie.id == i.actie_id).scalar_subquery()
    return kolommen(
        i,
        datum=sa.func.coalesce(gemeten, eerste_dag(i.programma_id)),
        eigenaar_id=eigenaar,
        programma_id=i.programma_id,
    ).where(i.soort == IndicatorSoort.STREEF, i.programma_id.in_(loopt(dag_van(nu))))


def voortgang(_session: Session, nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """An actie of a running agenda that somebody owns and that goes on, since its last lights."""
    a = Actie
    gegeven = sa.select(sa.func.max(Voortgang.peildatum)).where(Voortgang.actie_id == a.id).scalar_subquery()
    loopt_nog = sa.true() if ook_gesloten else a.beeindigd_op.is_(None)
    return kolommen(
        a,
        datum=sa.func.coalesce(gegeven, eerste_dag(a.programma_id)),
        gesloten_op=a.beeindigd_op,
        eigenaar_id=a.eigenaar_id,
        programma_id=a.programma_id,
    ).where(loopt_nog, a.eigenaar_id.is_not(None), a.programma_id.in_(loopt(dag_van(nu))))


def contact(_session: Session, nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """A member of an open coalitie of a running agenda, since we last spoke with it about whatever, or since it joined.

    Once for an organisation with several roles in one coalitie; our own province needs no contact with itself.
    """
    d, c, dag = Deelneming, Ontwikkelcoalitie, dag_van(nu)
    ander = nog_eens(Deelneming, "eerder").c
    gesproken = (
        sa.select(DagHier(sa.func.max(Overleg.begint_op)))
        .join(Aanwezigheid, Aanwezigheid.overleg_id == Overleg.id)
        .where(
            Aanwezigheid.organisatie_id == d.organisatie_id,
            Aanwezigheid.is_afgemeld.is_(False),
            Overleg.status.in_(Overleg.GEHOUDEN),
            Overleg.begint_op <= nu,
        )
        .correlate(d)
        .scalar_subquery()
    )
    eerder = sa.exists().where(
        ander.coalitie_id == d.coalitie_id,
        ander.organisatie_id == d.organisatie_id,
        ander.van <= dag,
        sa.or_(ander.tot.is_(None), ander.tot >= dag),
        ander.id < d.id,
    )
    doet_mee = sa.and_(sa.or_(d.tot.is_(None), d.tot >= dag), c.status.in_(c.OPEN))
    return (
        kolommen(
            d,
            datum=sa.case((gesproken > d.van, gesproken), else_=d.van),
            gesloten_op=sa.func.coalesce(d.tot, c.beeindigd_op, c.afgerond_op),
            coalitie_id=d.coalitie_id,
            programma_id=c.programma_id,
        )
        .join(c, c.id == d.coalitie_id)
        .join(Organisatie, Organisatie.id == d.organisatie_id)
        .where(
            d.van <= dag,
            Organisatie.is_eigen_provincie.is_(False),
            c.programma_id.in_(loopt(dag)),
            ~eerder,
            sa.true() if ook_gesloten else doet_mee,
        )
    )
