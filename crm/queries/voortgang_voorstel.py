"""The lights that the records propose for an actie on a day, with the reasons: milestones, promises, indicators, money."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import joinedload, selectinload
from sqlmodel import Session, col, select

from crm.models import (
    Actie,
    BegrotingSoort,
    Begrotingsregel,
    Doel,
    Indicator,
    Licht,
    Mijlpaal,
    Partnerafspraak,
)
from crm.models.voortgang import LICHTEN
from crm.queries import voorstel_regels as regels
from crm.queries.dossier_actie import hoort_bij
from crm.queries.dossier_indicator import indicatoren
from crm.queries.kwartaal.geld import gelijk, leesbaar
from crm.queries.voorstel_regels import Lichtvoorstel, Poststand

_BEGROOT = (BegrotingSoort.PRIMITIEF, BegrotingSoort.WIJZIGING)


@dataclass(frozen=True)
class Voorstel:
    """Three proposed lights with their reasons, as the records stood on that day."""

    peildatum: dt.date
    beleid: Lichtvoorstel
    tijd: Lichtvoorstel
    geld: Lichtvoorstel

    @property
    def lichten(self) -> dict[str, Licht]:
        """The proposed lights by name."""
        return {naam: getattr(self, naam).licht for naam in LICHTEN}

    def als_json(self) -> dict[str, Any]:
        """How it is kept beside the light that was given, so that later changes do not change what was proposed."""
        lichten = {naam: _als_json(getattr(self, naam)) for naam in LICHTEN}
        return {"peildatum": self.peildatum.isoformat(), **lichten}


def voorstel(session: Session, actie: Actie, peildatum: dt.date) -> Voorstel:
    """What the records of this actie and its deelacties say on this day, in at most ten queries."""
    eigen = sa.select(Actie.id).where(sa.or_(col(Actie.id) == actie.id, col(Actie.ouder_id) == actie.id))
    mijlpalen = session.exec(select(Mijlpaal).where(col(Mijlpaal.actie_id).in_(eigen))).all()
    beloften = _beloften(session, eigen, peildatum)
    gemeten = indicatoren(session, col(Indicator.actie_id).in_(eigen))
    return Voorstel(
        peildatum=peildatum,
        beleid=Lichtvoorstel.uit(
            [*regels.over_indicatoren(gemeten, peildatum), *regels.over_wat_wegviel(beloften, peildatum)]
        ),
        tijd=Lichtvoorstel.uit(
            [*regels.over_stappen(mijlpalen, peildatum), *regels.over_beloften(beloften, peildatum)]
        ),
        geld=Lichtvoorstel.uit(regels.over_geld(_post(session, actie, peildatum))),
    )


def _beloften(session: Session, acties: sa.Select, dag: dt.date) -> list[Partnerafspraak]:
    """What partners promised here by then, and was open or written off in the half year before."""
    p = Partnerafspraak
    sinds = dag - regels.KORT_GELEDEN
    vraag = (
        select(p)
        .where(
            hoort_bij(p, acties),
            p.genoemd_op <= dag,
            sa.or_(col(p.afgesloten_op).is_(None), col(p.afgesloten_op) > sinds),
        )
        .options(
            joinedload(p.organisatie),
            selectinload(p.leveringen),
            selectinload(p.verzettingen),
            selectinload(p.afschrijvingen),
        )
    )
    return list(session.exec(vraag))


def _post(session: Session, actie: Actie, dag: dt.date) -> Poststand | None:
    """The post that pays for the actie: the one it names, that of the actie it is part of, or that of its doel."""
    r = Begrotingsregel
    geboekt = session.exec(
        select(r).where(
            r.programma_id == actie.programma_id,
            r.jaar_van <= dag.year,
            r.jaar_tot >= dag.year,
            r.boekdatum <= dag,
        )
    ).all()
    ouder = session.get(Actie, actie.ouder_id) if actie.ouder_id else None
    naam = actie.budgetpost or (ouder.budgetpost if ouder else None)
    if naam is None:
        doelen = _doelen_boven(session, actie if actie.doel_id or ouder is None else ouder)
        naam = next((een.post for doel in doelen for een in geboekt if een.doel_id == doel), None)
    van_post = [een for een in geboekt if naam is not None and gelijk(een.post) == gelijk(naam)]
    return _poststand(naam, van_post, dag.year) if naam is not None else None


def _doelen_boven(session: Session, actie: Actie) -> list[int]:
    """The doel of the actie and those above it, the nearest first."""
    rijen = session.execute(sa.select(Doel.id, Doel.ouder_id).where(Doel.programma_id == actie.programma_id))
    ouders = {rij[0]: rij[1] for rij in rijen}
    pad: list[int] = []
    doel = actie.doel_id
    while doel is not None and doel not in pad:
        pad.append(doel)
        doel = ouders.get(doel)
    return pad


def _poststand(naam: str, geboekt: list[Begrotingsregel], jaar: int) -> Poststand:
    # An amount that several years share says nothing about one of them.
    van_jaar = [een for een in geboekt if een.jaar_van == een.jaar_tot]
    return Poststand(
        naam=leesbaar(naam),
        jaar=jaar,
        begroot=_som(van_jaar, *_BEGROOT),
        realisatie=_som(van_jaar, BegrotingSoort.REALISATIE),
        prognose=_som(van_jaar, BegrotingSoort.PROGNOSE),
        is_verdeeld=all(een.bedrag_cent is not None for een in geboekt),
        uuids=tuple(een.uuid for een in van_jaar if een.bedrag_cent is not None),
    )


def _som(geboekt: Iterable[Begrotingsregel], *soorten: BegrotingSoort) -> int | None:
    """The sum of these kinds, of the whole post where that was booked; None when nothing was: unknown is not zero."""
    som = None
    for soort in soorten:
        van_soort = [een for een in geboekt if een.soort is soort and een.bedrag_cent is not None]
        heel = [een for een in van_soort if een.onderdeel is None]
        if van_soort:
            som = (som or 0) + sum(een.bedrag_cent for een in heel or van_soort)
    return som


def _als_json(licht: Lichtvoorstel) -> dict[str, Any]:
    redenen = [
        {"zin": r.zin, "licht": str(r.licht), "soort": r.soort, "uuids": [str(uuid) for uuid in r.uuids]}
        for r in licht.redenen
    ]
    return {"licht": str(licht.licht), "redenen": redenen}
