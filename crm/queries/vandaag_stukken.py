"""What the P&C calendar asks on the page of today, and the peildata of the reports: both from one statement."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.nederlands import hoofdletter
from crm.models import Gebruiker, GebruikerRol, PcProduct, PcSoort
from crm.models.kwartaal import Kwartaal

# A text takes longer to write than a phone call: products show themselves two weeks ahead.
VOORUIT = dt.timedelta(days=14)
HOOGSTENS = 15


@dataclass(frozen=True)
class WachtendStuk:
    """A product of which everything must be in by this day, or that must be with the Minister by then."""

    uuid: uuid_.UUID
    naam: str
    dag: dt.date
    is_wettelijk: bool


def stukken_en_peildata(
    session: Session, wie: Gebruiker, dag: dt.date
) -> tuple[list[WachtendStuk], list[dt.date]]:
    """What is late or due within two weeks for this person; and the peildata of the reports of this quarter and the next."""
    tot, dit = dag + VOORUIT, Kwartaal.van(dag)
    rapport = sa.and_(
        PcProduct.soort == PcSoort.KWARTAALRAPPORTAGE,
        col(PcProduct.peildatum).between(dit.begin, dit.volgende.eind),
    )
    wacht = sa.and_(
        col(PcProduct.gereed_op).is_(None),
        sa.or_(
            sa.and_(col(PcProduct.aangeleverd_op).is_(None), PcProduct.aanleverdatum <= tot),
            # The law says before that day.
            col(PcProduct.wettelijk_voor) <= tot + dt.timedelta(days=1),
        ),
        _van(wie),
    )
    rijen = session.exec(
        select(PcProduct, sa.case((wacht, 1), else_=0).label("wacht"))
        .where(sa.or_(rapport, wacht))
        .order_by(sa.case((rapport, 0), else_=1), col(PcProduct.peildatum), col(PcProduct.id))
        .limit(HOOGSTENS)
    ).all()
    stukken = [stuk for product, is_wachtend in rijen if is_wachtend for stuk in _wat_wacht(product, tot)]
    peildata = [
        product.peildatum
        for product, _ in rijen
        if product.soort == PcSoort.KWARTAALRAPPORTAGE and dit.begin <= product.peildatum <= dit.volgende.eind
    ]
    return sorted(stukken, key=lambda stuk: (stuk.dag, stuk.naam)), peildata


def _van(wie: Gebruiker) -> sa.ColumnElement[bool]:
    """Mine; who keeps the calendar sees all of it, and the programme managers what nobody owns."""
    if wie.heeft_rol(GebruikerRol.CONTROLLER):
        return sa.true()
    van_mij = col(PcProduct.eigenaar_id) == wie.id
    is_manager = wie.heeft_rol(GebruikerRol.PROGRAMMAMANAGER)
    return sa.or_(van_mij, col(PcProduct.eigenaar_id).is_(None)) if is_manager else van_mij


def _wat_wacht(product: PcProduct, tot: dt.date) -> Iterator[WachtendStuk]:
    """One line for the delivery and one for the law: they are months apart, and both may wait."""
    naam = hoofdletter(product.naam)
    if product.aanleverdatum and product.aanleverdatum <= tot and not product.is_binnen:
        yield WachtendStuk(product.uuid, naam, product.aanleverdatum, is_wettelijk=False)
    if product.uiterste_dag and product.uiterste_dag <= tot:
        yield WachtendStuk(product.uuid, naam, product.uiterste_dag, is_wettelijk=True)
