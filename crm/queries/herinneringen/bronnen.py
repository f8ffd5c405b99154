"""Per subject of a rule one question: which dossiers have a date, and whose they are.

    bron(session, RegelOnderwerp.AFSPRAAK, nu=nu)  ->  a SELECT of id, uuid, datum, gesloten_op, eigenaar_id,
                                                       coalitie_id, programma_id, persoon_id

`gesloten_op` is NULL for what is open; only with `ook_gesloten` what was closed is there too, for looking back.
"""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.models import (
    Actie,
    Actiepunt,
    Deelneming,
    Indicator,
    Mijlpaal,
    Model,
    Norm,
    Opdracht,
    OpdrachtStatus,
    Overleg,
    OverlegStatus,
    Partnerafspraak,
    Partnermelding,
    PcProduct,
    Programma,
    PurposeCase,
    Rapportage,
    RapportageStatus,
    RegelOnderwerp,
    Toezegging,
    Verlenging,
    dag_van,
)
from crm.models.logboek import Logboekregel
from crm.queries.herinneringen.dagen import DagHier, LaatsteDagVanJaar
from crm.queries.herinneringen.gerekend import contact, indicator, norm, voortgang
from crm.queries.herinneringen.kolommen import kolommen

_O = RegelOnderwerp


def bron(
    session: Session, onderwerp: RegelOnderwerp, *, nu: dt.datetime, ook_gesloten: bool = False
) -> sa.Select[Any]:
    """Every dossier of this kind with its date as it stands; only what is open, unless `ook_gesloten`."""
    return BRONNEN[onderwerp].vraag(session, nu, ook_gesloten)


def _open(waar: Any, ook_gesloten: bool) -> Any:
    return sa.true() if ook_gesloten else waar


def _afspraak(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    return _afspraken(Partnerafspraak.uiterlijk, ook_gesloten).where(Partnerafspraak.uiterlijk.is_not(None))


def _afspraak_herijken(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    zonder_datum = (Partnerafspraak.uiterlijk.is_(None), Partnerafspraak.herijken_op.is_not(None))
    return _afspraken(Partnerafspraak.herijken_op, ook_gesloten).where(*zonder_datum)


def _afspraken(datum: Any, ook_gesloten: bool) -> sa.Select[Any]:
    p = Partnerafspraak
    van_case = sa.select(PurposeCase.coalitie_id).where(PurposeCase.id == p.case_id).scalar_subquery()
    return kolommen(
        p,
        datum=datum,
        gesloten_op=p.afgesloten_op,
        eigenaar_id=p.eigenaar_id,
        coalitie_id=sa.func.coalesce(p.coalitie_id, van_case),
        programma_id=p.programma_id,
        persoon_id=p.contact_id,
    ).where(_open(p.status.in_(p.OPEN), ook_gesloten))


def _actiepunt(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    a = Actiepunt
    van_case = sa.select(PurposeCase.coalitie_id).where(PurposeCase.id == a.case_id).scalar_subquery()
    van_overleg = sa.select(Overleg.coalitie_id).where(Overleg.id == a.overleg_id).scalar_subquery()
    programma = sa.select(Overleg.programma_id).where(Overleg.id == a.overleg_id).scalar_subquery()
    return kolommen(
        a,
        datum=a.uiterlijk,
        gesloten_op=a.gesloten_op,
        eigenaar_id=a.eigenaar_id,
        coalitie_id=sa.func.coalesce(van_overleg, van_case),
        programma_id=programma,
    ).where(a.uiterlijk.is_not(None), _open(a.status.in_(a.LEVENSLOOP.stappen["afronden"].van), ook_gesloten))


def _overleg(_session: Session, nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """A meeting that has begun and of which nothing was written down; the day is its day here."""
    o = Overleg
    wacht = o.status.in_((OverlegStatus.GEPLAND, OverlegStatus.GEHOUDEN))
    gesloten = sa.func.coalesce(o.vastgelegd_op, o.afgelast_op)
    return kolommen(
        o,
        datum=DagHier(o.begint_op),
        gesloten_op=sa.case((gesloten.is_not(None), DagHier(gesloten))),
        eigenaar_id=o.eigenaar_id,
        coalitie_id=o.coalitie_id,
        programma_id=o.programma_id,
    ).where(o.begint_op < nu, _open(wacht, ook_gesloten))


def _toezegging(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    t = Toezegging
    datum = sa.func.coalesce(t.uiterlijk, t.herijken_op)
    return kolommen(
        t,
        datum=datum,
        gesloten_op=t.voldaan_op,
        eigenaar_id=t.eigenaar_id,
        programma_id=t.programma_id,
    ).where(datum.is_not(None), _open(t.status.in_(t.OPEN), ook_gesloten))


def _mijlpaal(_session: Session, nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """A step that has a last day; nobody is chased about an agenda that ended more than a year ago."""
    m = Mijlpaal
    eigenaar = sa.select(Actie.eigenaar_id).where(Actie.id == m.actie_id).scalar_subquery()
    actueel = sa.select(Programma.id).where(Programma.jaar_tot >= dag_van(nu).year - 1)
    return kolommen(
        m,
        datum=m.datum_tot,
        gesloten_op=m.gereed_op,
        eigenaar_id=eigenaar,
        programma_id=m.programma_id,
    ).where(
        m.datum_tot.is_not(None), m.programma_id.in_(actueel), _open(m.is_gereed.is_(False), ook_gesloten)
    )


def _opdracht_einde(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """The end that holds: that of the latest extension, or else the printed one."""
    o = Opdracht
    verlengd = (
        sa.select(Verlenging.tot)
        .where(Verlenging.opdracht_id == o.id)
        .order_by(Verlenging.id.desc())
        .limit(1)
        .scalar_subquery()
    )
    einde = sa.func.coalesce(verlengd, o.datum_tot)
    return _opdrachten(einde, o.afgerond_op).where(
        einde.is_not(None), _open(o.status.in_(o.LOPEND), ook_gesloten)
    )


def _opdracht_evaluatie(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """The end of the year that was named for the evaluation, but not before the mandate ended."""
    o = Opdracht
    jaar = sa.case((o.evaluatie_jaar.is_not(None), LaatsteDagVanJaar(o.evaluatie_jaar)))
    datum = sa.case(
        (sa.or_(jaar.is_(None), jaar < o.afgerond_op), o.afgerond_op),
        else_=jaar,
    )
    return _opdrachten(datum, o.geevalueerd_op).where(
        datum.is_not(None), _open(o.status != OpdrachtStatus.GEEVALUEERD, ook_gesloten)
    )


def _opdrachten(datum: Any, gesloten_op: Any) -> sa.Select[Any]:
    o = Opdracht
    return kolommen(
        o, datum=datum, gesloten_op=gesloten_op, eigenaar_id=o.eigenaar_id, programma_id=o.programma_id
    )


def _pc_aanleveren(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """Until everything is in, or the product was finished without anybody saying so."""
    return _pc_producten(
        PcProduct.aanleverdatum, sa.func.coalesce(PcProduct.aangeleverd_op, PcProduct.gereed_op), ook_gesloten
    )


def _pc_wettelijk(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    return _pc_producten(PcProduct.wettelijk_voor, PcProduct.gereed_op, ook_gesloten)


def _pc_producten(datum: Any, gesloten_op: Any, ook_gesloten: bool) -> sa.Select[Any]:
    p = PcProduct
    return kolommen(p, datum=datum, gesloten_op=gesloten_op, eigenaar_id=p.eigenaar_id).where(
        datum.is_not(None), _open(gesloten_op.is_(None), ook_gesloten)
    )


def _rapportage(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    """A report that waits for a second person, since the day it was last put up."""
    r, regel = Rapportage, Logboekregel
    voorgelegd = (
        sa.select(sa.func.max(regel.op))
        .where(
            regel.onderwerp_soort == r.__tablename__,
            regel.onderwerp_id == r.id,
            regel.handeling == "rapportage.voorgelegd",
        )
        .scalar_subquery()
    )
    wacht = r.status == RapportageStatus.TER_VASTSTELLING
    return kolommen(
        r,
        datum=DagHier(sa.func.coalesce(voorgelegd, r.opgesteld_op)),
        gesloten_op=sa.case((r.vastgesteld_op.is_not(None), DagHier(r.vastgesteld_op))),
        eigenaar_id=r.opgesteld_door_id,
        programma_id=r.programma_id,
    ).where(_open(wacht, ook_gesloten), r.status != RapportageStatus.CONCEPT)


def _partnermelding(_session: Session, _nu: dt.datetime, ook_gesloten: bool) -> sa.Select[Any]:
    m, p = Partnermelding, Partnerafspraak
    return (
        kolommen(
            m,
            datum=DagHier(m.ontvangen_op),
            gesloten_op=sa.case((m.behandeld_op.is_not(None), DagHier(m.behandeld_op))),
            eigenaar_id=p.eigenaar_id,
            coalitie_id=p.coalitie_id,
            programma_id=p.programma_id,
        )
        .join(p, p.id == m.afspraak_id)
        .where(_open(m.behandeld_op.is_(None), ook_gesloten))
    )


Vraag = Callable[[Session, dt.datetime, bool], sa.Select[Any]]


@dataclass(frozen=True)
class Bron:
    """One subject: its noun, as the log and the timeline know it, and its question."""

    noun: type[Model]
    vraag: Vraag

    @property
    def tabel(self) -> str:
        return self.noun.__tablename__


BRONNEN: dict[RegelOnderwerp, Bron] = {
    _O.AFSPRAAK: Bron(Partnerafspraak, _afspraak),
    _O.AFSPRAAK_HERIJKEN: Bron(Partnerafspraak, _afspraak_herijken),
    _O.ACTIEPUNT: Bron(Actiepunt, _actiepunt),
    _O.OVERLEG_VASTLEGGEN: Bron(Overleg, _overleg),
    _O.TOEZEGGING: Bron(Toezegging, _toezegging),
    _O.MIJLPAAL: Bron(Mijlpaal, _mijlpaal),
    _O.OPDRACHT_EINDE: Bron(Opdracht, _opdracht_einde),
    _O.OPDRACHT_EVALUATIE: Bron(Opdracht, _opdracht_evaluatie),
    _O.NORM: Bron(Norm, norm),
    _O.INDICATOR: Bron(Indicator, indicator),
    _O.VOORTGANG: Bron(Actie, voortgang),
    _O.PC_AANLEVEREN: Bron(PcProduct, _pc_aanleveren),
    _O.PC_WETTELIJK: Bron(PcProduct, _pc_wettelijk),
    _O.RAPPORTAGE: Bron(Rapportage, _rapportage),
    _O.CONTACT: Bron(Deelneming, contact),
    _O.PARTNERMELDING: Bron(Partnermelding, _partnermelding),
}
