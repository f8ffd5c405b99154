"""The P&C calendar of a year in order of time, and one product with everything that is known of it."""

import datetime as dt
import uuid as uuid_
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import SimpleNamespace

from sqlmodel import Session, col, select

from crm.models import AMSTERDAM, Gebruiker, Logboekregel, PcProduct, PcSoort, dag_van
from crm.queries.dossiers import vind
from crm.queries.pc_dagen import Dagen, Telling, dagen
from crm.queries.pc_herinneringen import Herinnerdag, herinnerdagen
from crm.queries.pc_voorstel import Voorstel, voorstel_voor, voorstellen
from crm.queries.pc_waarschuwingen import uiterste_werkdag, waarschuwingen
from crm.queries.tijdlijn.feit import Feit
from crm.queries.tijdlijn.namen import Naam
from crm.queries.tijdlijn.zinnen import zin

# Days of a product lie at most this many years from its budget year (crm/workflows/pc_kalender_bijhouden.py).
JAREN_ERNAAST = 2
HOOGSTENS_GESCHIEDENIS = 50


class Wat(StrEnum):
    """What has to happen on a day, in the order in which it does."""

    PEILDATUM = "stand opmaken"
    AANLEVEREN = "alles aanleveren"
    GS = "behandeling in GS"
    PS = "behandeling in PS"
    WETTELIJK = "uiterlijk bij de minister"


@dataclass(frozen=True)
class Regel:
    """One day of one product: what must happen, who sees to it, and where it stands."""

    dag: dt.date
    wat: Wat
    uuid: uuid_.UUID
    product: str
    wie: str | None
    gebeurd_op: dt.date | None
    """The day on which it was reported done; None for what is not, and for what nobody reports."""

    is_laat: bool
    dagen: int
    """Days to go; below nought it has passed."""

    waarom_vrij: str | None
    voor: dt.date | None
    """The day of the law, before which it must be done."""

    @property
    def maand(self) -> int:
        return self.dag.month

    @property
    def is_geweest(self) -> bool:
        """Nothing waits for it any more."""
        return self.gebeurd_op is not None or (self.dagen < 0 and not self.is_laat)


@dataclass(frozen=True)
class Ontbrekend:
    """A budget year of which products are not on the calendar."""

    jaar: int
    namen: tuple[str, ...]
    is_leeg: bool
    """It has none of them."""


@dataclass(frozen=True)
class Jaarkalender:
    """Everything that happens in one year, of the budget years before, of, and after it."""

    jaar: int
    regels: tuple[Regel, ...]
    ontbreekt: tuple[Ontbrekend, ...]


@dataclass(frozen=True)
class Voorval:
    """Something that happened to a product, as the log has it."""

    op: dt.datetime
    zin: str
    reden: str | None
    door: str | None


@dataclass(frozen=True)
class ProductDossier:
    """One product with how its days came about."""

    product: PcProduct
    eigenaar: Gebruiker | None
    regels: tuple[Regel, ...]
    telling: Telling | None
    """How the aanleverdatum was counted back; None when somebody chose it."""

    voorstel: Voorstel | None
    uiterste_werkdag: dt.date | None
    waarschuwingen: tuple[str, ...]
    herinneringen: tuple[Herinnerdag, ...]
    geschiedenis: tuple[Voorval, ...]

    @property
    def gebruikelijk(self) -> frozenset[Wat]:
        """The days that are still as they were proposed, so that nobody takes them for those of the province."""
        v, p = self.voorstel, self.product
        if v is None:
            return frozenset()
        paren = ((Wat.GS, p.gs_datum, v.gs_datum), (Wat.PS, p.ps_datum, v.ps_datum))
        return frozenset(wat for wat, dag, voorstel in paren if dag is not None and dag == voorstel)


def jaarkalender(session: Session, jaar: int, vandaag: dt.date) -> Jaarkalender:
    """The year in order of time; two statements, and the products of a few years in memory."""
    rijen = session.execute(
        select(PcProduct, Gebruiker.naam)
        .outerjoin(Gebruiker, col(Gebruiker.id) == PcProduct.eigenaar_id)
        .where(col(PcProduct.jaar).between(jaar - JAREN_ERNAAST, jaar + JAREN_ERNAAST))
    ).all()
    kalender = dagen(session)
    regels = [
        regel
        for product, wie in rijen
        for regel in _regels(product, wie, kalender, vandaag)
        if regel.dag.year == jaar
    ]
    volgorde = list(Wat)
    regels.sort(key=lambda r: (r.dag, volgorde.index(r.wat), r.product))
    return Jaarkalender(jaar, tuple(regels), tuple(_ontbreekt([rij[0] for rij in rijen], jaar, kalender)))


def product_dossier(session: Session, uuid: uuid_.UUID, nu: dt.datetime) -> ProductDossier:
    """One product, in seven statements at most. Refuses with NietGevonden one that is not there."""
    product, vandaag = vind(session, PcProduct, uuid), dag_van(nu)
    eigenaar = session.get(Gebruiker, product.eigenaar_id) if product.eigenaar_id else None
    kalender = dagen(session)
    is_geteld = product.is_teruggeteld and product.gs_datum and product.aanlevertermijn
    return ProductDossier(
        product=product,
        eigenaar=eigenaar,
        regels=tuple(_regels(product, eigenaar and eigenaar.naam, kalender, vandaag, alle=True)),
        telling=kalender.telling(product.gs_datum, product.aanlevertermijn) if is_geteld else None,
        voorstel=voorstel_voor(product, kalender.kalender),
        uiterste_werkdag=uiterste_werkdag(product, kalender),
        waarschuwingen=waarschuwingen(product, kalender, vandaag),
        herinneringen=herinnerdagen(session, product, kalender.kalender, vandaag),
        geschiedenis=_geschiedenis(session, product, nu),
    )


def _regels(
    product: PcProduct, wie: str | None, kalender: Dagen, vandaag: dt.date, *, alle: bool = False
) -> Iterator[Regel]:
    """The days of a product; the peildatum of a report only, or of what has no other day (`alle`: of everything)."""
    binnen = product.aangeleverd_op or product.gereed_op
    rest = [
        (Wat.AANLEVEREN, product.aanleverdatum, binnen, True),
        (Wat.GS, product.gs_datum, None, False),
        (Wat.PS, product.ps_datum, None, False),
        (Wat.WETTELIJK, product.uiterste_dag, product.gereed_op, True),
    ]
    is_kaal = all(dag is None for _, dag, _, _ in rest)
    if alle or is_kaal or product.soort == PcSoort.KWARTAALRAPPORTAGE:
        rest.insert(0, (Wat.PEILDATUM, product.peildatum, None, False))
    for wat, dag, gebeurd_op, kan_te_laat in rest:
        if dag is not None:
            yield Regel(
                dag=dag,
                wat=wat,
                uuid=product.uuid,
                product=product.naam,
                wie=wie,
                gebeurd_op=gebeurd_op,
                is_laat=kan_te_laat and gebeurd_op is None and dag < vandaag,
                dagen=(dag - vandaag).days,
                waarom_vrij=None if wat is Wat.PEILDATUM else kalender.waarom_vrij(dag),
                voor=product.wettelijk_voor if wat is Wat.WETTELIJK else None,
            )


def _ontbreekt(producten: Sequence[PcProduct], jaar: int, kalender: Dagen) -> Iterator[Ontbrekend]:
    """The budget years that have days in this year, as far as they lack products."""
    al = {(p.jaar, p.soort, p.volgnummer) for p in producten}
    for begrotingsjaar in (jaar - 1, jaar, jaar + 1):
        alle = voorstellen(begrotingsjaar, kalender.kalender)
        weg = [v for v in alle if (v.jaar, v.soort, v.volgnummer) not in al]
        if weg:
            namen = tuple(PcProduct(soort=v.soort, jaar=v.jaar, volgnummer=v.volgnummer).naam for v in weg)
            yield Ontbrekend(begrotingsjaar, namen, len(weg) == len(alle))


def _geschiedenis(session: Session, product: PcProduct, nu: dt.datetime) -> tuple[Voorval, ...]:
    """What was done with it, the latest first; two statements."""
    regels = session.execute(
        select(Logboekregel, Gebruiker.naam)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Logboekregel.door_id)
        .where(Logboekregel.onderwerp_soort == PcProduct.__tablename__, Logboekregel.onderwerp_id == product.id)
        .order_by(col(Logboekregel.op).desc(), col(Logboekregel.id).desc())
        .limit(HOOGSTENS_GESCHIEDENIS)
    ).all()
    eigenaren = {
        stand.get("eigenaar_id") for regel, _ in regels for stand in (regel.voor, regel.na)
    } - {None}
    bekend = {}
    if eigenaren:
        wie = session.exec(select(Gebruiker.id, Gebruiker.naam).where(col(Gebruiker.id).in_(eigenaren)))
        bekend = {("gebruiker", nummer): Naam(naam) for nummer, naam in wie}
    eigen = Naam(product.naam)
    return tuple(
        Voorval(regel.op.astimezone(AMSTERDAM), _zin(regel, eigen, bekend, nu), regel.reden, naam)
        for regel, naam in regels
    )


def _zin(regel: Logboekregel, eigen: Naam, bekend: dict, nu: dt.datetime) -> str:
    rij = SimpleNamespace(feit=regel.handeling, voor=regel.voor, na=regel.na, moment=regel.op)
    return zin(Feit(rij, eigen, bekend, nu))
