"""Days by which something must be there, for in a calendar: each kind is one statement, and only what is still open."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import (
    Actie,
    Actiepunt,
    ActiepuntStatus,
    Agendapunt,
    AgendapuntStatus,
    Mijlpaal,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Precisie,
    PurposeCase,
    Toezegging,
    Verlenging,
    Werkagenda,
)


@dataclass(frozen=True)
class Termijn:
    """One day by which something must be there, and the dossier where it stands."""

    wat: str
    uuid: uuid_.UUID
    titel: str
    dag: dt.date
    gewijzigd_op: dt.datetime
    volgnummer: int
    """How often it was changed: a calendar takes the highest."""

    bij: str
    bij_uuid: uuid_.UUID


def _tussen(dag: Any, van: dt.date, tot: dt.date) -> sa.ColumnElement[bool]:
    return sa.and_(dag >= van, dag < tot)


def afspraken(
    session: Session, van: dt.date, tot: dt.date, *, eigenaar: int | None = None, coalitie: int | None = None
) -> list[Termijn]:
    """The open promises of partners, on the day they are due or we look again: of this owner, or in this coalitie."""
    dag = sa.func.coalesce(Partnerafspraak.uiterlijk, Partnerafspraak.herijken_op)
    kolom = Partnerafspraak.eigenaar_id if coalitie is None else Partnerafspraak.coalitie_id
    rijen = session.exec(
        select(Partnerafspraak, Organisatie.naam)
        .join(Organisatie, col(Organisatie.id) == Partnerafspraak.organisatie_id)
        .where(
            kolom == (eigenaar if coalitie is None else coalitie),
            col(Partnerafspraak.status).in_(Partnerafspraak.OPEN),
            _tussen(dag, van, tot),
        )
    )
    return [
        Termijn(
            "afspraak" if afspraak.uiterlijk else "opnieuw kijken",
            afspraak.uuid,
            f"{partner}, {afspraak.omschrijving}",
            afspraak.uiterlijk or afspraak.herijken_op,
            afspraak.gewijzigd_op,
            afspraak.versie - 1,
            "afspraak",
            afspraak.uuid,
        )
        for afspraak, partner in rijen
    ]


def actiepunten(
    session: Session, van: dt.date, tot: dt.date, *, eigenaar: int | None = None, coalitie: int | None = None
) -> list[Termijn]:
    """The open action points: of this owner, or agreed in a meeting of this coalitie."""
    waar = Actiepunt.eigenaar_id == eigenaar if coalitie is None else Overleg.coalitie_id == coalitie
    rijen = session.exec(
        select(Actiepunt, Overleg.uuid, PurposeCase.uuid)
        .outerjoin(Overleg, col(Overleg.id) == Actiepunt.overleg_id)
        .outerjoin(PurposeCase, col(PurposeCase.id) == Actiepunt.case_id)
        .where(waar, Actiepunt.status == ActiepuntStatus.OPEN, _tussen(col(Actiepunt.uiterlijk), van, tot))
    )
    return [
        Termijn(
            "actiepunt",
            punt.uuid,
            punt.omschrijving,
            punt.uiterlijk,
            punt.gewijzigd_op,
            punt.versie - 1,
            "overleg" if overleg else "case",
            overleg or case,
        )
        for punt, overleg, case in rijen
    ]


def toezeggingen(session: Session, van: dt.date, tot: dt.date, eigenaar: int) -> list[Termijn]:
    """The open toezeggingen to PS that this colleague guards."""
    dag = sa.func.coalesce(Toezegging.uiterlijk, Toezegging.herijken_op)
    gevonden = session.exec(
        select(Toezegging).where(
            Toezegging.eigenaar_id == eigenaar,
            col(Toezegging.status).in_(Toezegging.OPEN),
            _tussen(dag, van, tot),
        )
    )
    return [
        Termijn(
            "toezegging aan PS",
            t.uuid,
            t.omschrijving,
            t.uiterlijk or t.herijken_op,
            t.gewijzigd_op,
            t.versie - 1,
            "toezegging",
            t.uuid,
        )
        for t in gevonden
    ]


def opdrachten(session: Session, van: dt.date, tot: dt.date, welke: sa.Select[Any]) -> list[Termijn]:
    """The end of these mandates: the printed one, or that of the latest extension."""
    laatste = (
        sa.select(
            Verlenging.opdracht_id, sa.func.max(Verlenging.id).label("id"), sa.func.count().label("aantal")
        )
        .group_by(Verlenging.opdracht_id)
        .subquery()
    )
    einde = sa.func.coalesce(Verlenging.tot, Opdracht.datum_tot)
    rijen = session.execute(
        sa.select(Opdracht, einde, Verlenging.gewijzigd_op, laatste.c.aantal)
        .outerjoin(laatste, laatste.c.opdracht_id == Opdracht.id)
        .outerjoin(Verlenging, Verlenging.id == laatste.c.id)
        .where(col(Opdracht.id).in_(welke), col(Opdracht.status).in_(Opdracht.OPEN), _tussen(einde, van, tot))
    )
    # A second extension changes nothing in the mandate itself.
    return [
        Termijn(
            "einde van de opdracht",
            o.uuid,
            o.naam,
            einde_,
            max(o.gewijzigd_op, verlengd_op or o.gewijzigd_op),
            o.versie - 1 + (aantal or 0),
            "opdracht",
            o.uuid,
        )
        for o, einde_, verlengd_op, aantal in rijen
    ]


def mijlpalen(session: Session, van: dt.date, tot: dt.date, eigenaar: int) -> list[Termijn]:
    """The steps of the acties of this colleague that were not taken: on the last day that their moment can mean."""
    rijen = session.exec(
        select(Mijlpaal, Actie.uuid)
        .join(Actie, col(Actie.id) == Mijlpaal.actie_id)
        .where(
            Actie.eigenaar_id == eigenaar,
            col(Mijlpaal.is_gereed).is_(False),
            _tussen(col(Mijlpaal.datum_tot), van, tot),
        )
    )
    return [
        Termijn(
            "mijlpaal",
            m.uuid,
            m.omschrijving if m.precisie is Precisie.DAG or not m.wanneer else f"{m.omschrijving} ({m.wanneer})",
            m.datum_tot,
            m.gewijzigd_op,
            m.versie - 1,
            "actie",
            actie,
        )
        for m, actie in rijen
    ]


def agendapunten(session: Session, van: dt.date, tot: dt.date, opdracht_id: int) -> list[Termijn]:
    """The open points of the werkagenda's of this mandate, on the last day of their quarter."""
    rijen = session.exec(
        select(Agendapunt, Werkagenda.jaar, Werkagenda.uuid)
        .join(Werkagenda, col(Werkagenda.id) == Agendapunt.werkagenda_id)
        .where(
            Werkagenda.opdracht_id == opdracht_id,
            Agendapunt.status == AgendapuntStatus.OPEN,
            col(Werkagenda.jaar).between(van.year, tot.year),
        )
    )
    termijnen = [
        Termijn(
            f"werkagenda, kwartaal {punt.kwartaal}",
            punt.uuid,
            punt.omschrijving,
            _einde_kwartaal(jaar, punt.kwartaal),
            punt.gewijzigd_op,
            punt.versie - 1,
            "werkagenda",
            werkagenda,
        )
        for punt, jaar, werkagenda in rijen
    ]
    return [termijn for termijn in termijnen if van <= termijn.dag < tot]


def _einde_kwartaal(jaar: int, kwartaal: int) -> dt.date:
    volgende = dt.date(jaar + 1, 1, 1) if kwartaal == 4 else dt.date(jaar, 3 * kwartaal + 1, 1)
    return volgende - dt.timedelta(days=1)
