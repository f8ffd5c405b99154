"""Which reminders a product of the P&C calendar gets, and on which day: the rules that hold now, on its days as they are."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.adapters.nederlands import opsomming
from crm.adapters.werkdagen import Werkkalender
from crm.models import (
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    Ontvangerrol,
    PcProduct,
    RegelOnderwerp,
    Regelstap,
    dag_van,
)
from crm.queries.herinneringen.bereik import gaat_uit_op
from crm.queries.regelwoorden import AAN

_O = RegelOnderwerp
WAAROVER = {_O.PC_AANLEVEREN: "aanleveren", _O.PC_WETTELIJK: "de wettelijke termijn"}


@dataclass(frozen=True)
class Herinnerdag:
    """On this working day this reminder goes out, to these people."""

    dag: dt.date
    waarover: str
    aan: str
    is_escalatie: bool
    """Only when nothing was done since the reminder before it."""

    verzonden_op: dt.date | None


def herinnerdagen(
    session: Session, product: PcProduct, kalender: Werkkalender, vandaag: dt.date
) -> tuple[Herinnerdag, ...]:
    """The reminders that were sent about the days as they are, and those to come, in order; two statements."""
    datums = _datums(product)
    if not datums:
        return ()
    rijen = session.exec(
        select(Regelstap, Herinneringsregel)
        .join(Herinneringsregel, col(Herinneringsregel.id) == Regelstap.regel_id)
        .where(
            col(Herinneringsregel.onderwerp).in_(datums),
            col(Herinneringsregel.vervangen_op).is_(None),
            Herinneringsregel.is_actief,
        )
    ).all()
    verzonden = _verzonden(session, product, datums)
    per_dag: dict[tuple, set[Ontvangerrol]] = defaultdict(set)
    for stap, regel in rijen:
        datum = datums[regel.onderwerp]
        dag = kalender.op_of_na(gaat_uit_op(stap, datum, kalender))
        op = verzonden.get((regel.code, stap.rang, datum))
        if dag >= vandaag or op is not None:
            per_dag[dag, regel.onderwerp, stap.is_escalatie, op].add(stap.ontvanger)
    return tuple(
        Herinnerdag(dag, WAAROVER[waarover], _aan(rollen, product), is_escalatie, op)
        for (dag, waarover, is_escalatie, op), rollen in sorted(per_dag.items(), key=lambda paar: paar[0][:3])
    )


def _datums(product: PcProduct) -> dict[RegelOnderwerp, dt.date]:
    """The days of this product that somebody is still reminded of."""
    uit = {}
    if product.aanleverdatum and not product.is_binnen:
        uit[_O.PC_AANLEVEREN] = product.aanleverdatum
    if product.wettelijk_voor and product.gereed_op is None:
        uit[_O.PC_WETTELIJK] = product.wettelijk_voor
    return uit


def _verzonden(
    session: Session, product: PcProduct, datums: dict[RegelOnderwerp, dt.date]
) -> dict[tuple[str, int, dt.date], dt.date]:
    """Per step and date when it went out, the last time."""
    rijen = session.execute(
        select(Herinnering.code, Herinnering.rang, Herinnering.datum, Herinnering.verzonden_op)
        .where(
            col(Herinnering.onderwerp).in_(datums),
            Herinnering.onderwerp_id == product.id,
            Herinnering.status == HerinneringStatus.VERZONDEN,
        )
        .order_by(col(Herinnering.verzonden_op))
    )
    return {(rij.code, rij.rang, rij.datum): dag_van(rij.verzonden_op) for rij in rijen}


def _aan(rollen: Iterable[Ontvangerrol], product: PcProduct) -> str:
    """Where nobody owns the product, the programme managers stand in for its owner."""
    wie = set(rollen)
    if product.eigenaar_id is None and Ontvangerrol.EIGENAAR in wie:
        wie = wie - {Ontvangerrol.EIGENAAR} | {Ontvangerrol.PROGRAMMAMANAGER}
    return opsomming(AAN[rol] for rol in Ontvangerrol if rol in wie)
