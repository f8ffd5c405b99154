"""Reads what the report says of purpose cases, in a fixed number of SELECTs however many there are."""

import datetime as dt
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import (
    Actiepunt,
    Financieringsregel,
    Financieringsstand,
    Logboekregel,
    Ontwikkelcoalitie,
    Organisatie,
    Poortbesluit,
    Programma,
    PurposeCase,
    PurposeCaseVersie,
    Voorwaarde,
)
from crm.queries.kwartaal.gegevens import Caserijen, per


def lees_cases(session: Session, programma: Programma, peildatum: dt.date) -> Caserijen:
    """The cases of the coalities of this programme, with what was dated up to and including the peildatum."""
    coalities = sa.select(Ontwikkelcoalitie.id).where(Ontwikkelcoalitie.programma_id == programma.id)
    ids = sa.select(PurposeCase.id).where(PurposeCase.coalitie_id.in_(coalities))
    besluiten = session.exec(
        select(Poortbesluit).where(
            col(Poortbesluit.case_id).in_(ids), col(Poortbesluit.besloten_op) <= peildatum
        )
    )
    return Caserijen(
        cases=_cases(session, ids),
        besluiten={besluit.case_id: besluit for besluit in besluiten},
        log=_log(session, PurposeCase.__tablename__, ids),
        financiering=_financiering(session, ids, peildatum),
        voorwaarden=_voorwaarden(session, ids, peildatum),
        puntlog=_log(session, Actiepunt.__tablename__, _punten(ids)),
    )


def _cases(session: Session, ids: sa.Select[Any]) -> list[tuple[PurposeCase, dt.datetime | None]]:
    begin = (
        sa.select(sa.func.min(PurposeCaseVersie.opgesteld_op))
        .where(PurposeCaseVersie.case_id == PurposeCase.id)
        .correlate(PurposeCase)
        .scalar_subquery()
    )
    vraag = sa.select(PurposeCase, begin).where(PurposeCase.id.in_(ids)).order_by(PurposeCase.id)
    return [(case, eerste) for case, eerste in session.execute(vraag)]


def _log(session: Session, soort: str, ids: sa.Select[Any]) -> dict[int, list[Any]]:
    regels = session.exec(
        select(
            Logboekregel.onderwerp_id,
            Logboekregel.op,
            Logboekregel.handeling,
            Logboekregel.voor,
            Logboekregel.na,
        )
        .where(Logboekregel.onderwerp_soort == soort, col(Logboekregel.onderwerp_id).in_(ids))
        .order_by(Logboekregel.op, Logboekregel.id)
    )
    return per(regels, "onderwerp_id")


def _financiering(session: Session, ids: sa.Select[Any], peildatum: dt.date) -> dict[int, list[Any]]:
    r, s = Financieringsregel, Financieringsstand
    rijen = session.execute(
        sa.select(
            r.case_id,
            r.id,
            r.uuid,
            r.is_provinciaal,
            r.helix,
            r.jaar,
            r.soort,
            Organisatie.naam,
            s.stand,
            s.bedrag,
        )
        .join(s, s.regel_id == r.id)
        .join(Organisatie, Organisatie.id == r.organisatie_id)
        .where(r.case_id.in_(ids), s.op <= peildatum)
        .order_by(r.id, s.id)
    )
    return per(rijen, "case_id")


def _voorwaarden(session: Session, ids: sa.Select[Any], peildatum: dt.date) -> dict[int, list[Any]]:
    """Not who meets it: a report names no contact persons."""
    v, p = Voorwaarde, Actiepunt
    rijen = session.execute(
        sa.select(
            v.besluit_id,
            v.uuid,
            v.omschrijving,
            v.uiterlijk,
            v.partnerafspraak_id,
            v.actiepunt_id,
            p.status.label("punt_status"),
            p.gesloten_op.label("punt_gesloten_op"),
        )
        .join(Poortbesluit, Poortbesluit.id == v.besluit_id)
        .outerjoin(p, p.id == v.actiepunt_id)
        .where(Poortbesluit.case_id.in_(ids), Poortbesluit.besloten_op <= peildatum)
        .order_by(v.id)
    )
    return per(rijen, "besluit_id")


def _punten(ids: sa.Select[Any]) -> sa.Select[Any]:
    return (
        sa.select(Voorwaarde.actiepunt_id)
        .join(Poortbesluit, Poortbesluit.id == Voorwaarde.besluit_id)
        .where(Poortbesluit.case_id.in_(ids), Voorwaarde.actiepunt_id.is_not(None))
    )
