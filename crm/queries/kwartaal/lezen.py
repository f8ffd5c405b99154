"""Reads everything the quarterly report rests on, in a fixed number of SELECTs however much there is."""

import datetime as dt
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import selectinload
from sqlmodel import Session, col, select

from crm.models import (
    Actie,
    Afschrijving,
    Begrotingsregel,
    Bron,
    Bronverschil,
    Convenant,
    Deelneming,
    Doel,
    Evaluatie,
    Gremium,
    Indicator,
    Levering,
    Logboekregel,
    Meting,
    Mijlpaal,
    Monitor,
    MonitorEditie,
    Norm,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    PcProduct,
    Programma,
    Resultaat,
    Rolvervulling,
    Streefwaarde,
    Verzetting,
    Voortgang,
)
from crm.queries.kwartaal.caserijen import lees_cases
from crm.queries.kwartaal.gegevens import Gegevens, einde_van, per
from crm.queries.norm_telling import meegeteld
from crm.queries.teruggeteld import coalitie_op

Noun = TypeVar("Noun")


def lees(session: Session, programma: Programma, peildatum: dt.date) -> Gegevens:
    """Everything about this programme up to and including the peildatum."""
    vraag = _Vraag(session, programma.id, peildatum)
    return Gegevens(
        programma=programma,
        peildatum=peildatum,
        **vraag.doelenboom(),
        **vraag.indicatoren(),
        **vraag.afspraken(),
        **vraag.coalities(),
        **vraag.rollen(),
        **vraag.kalender(),
        begroting=vraag.van(
            Begrotingsregel, Begrotingsregel.boekdatum <= peildatum, volgorde="post_volgorde"
        ),
        cases=lees_cases(session, programma, peildatum),
        bronverschillen=vraag.van(Bronverschil),
        bronnen=vraag.bronnen(),
    )


class _Vraag:
    """One SELECT per kind of row; subqueries instead of lists of numbers, so that size changes nothing."""

    def __init__(self, session: Session, programma_id: int, peildatum: dt.date):
        self.session, self.programma_id, self.peildatum = session, programma_id, peildatum
        self.acties = self._ids(Actie)
        self.indicator_ids = self._ids(Indicator)
        self.coalitie_ids = self._ids(Ontwikkelcoalitie)
        self.opdracht_ids = self._ids(Opdracht)

    def _ids(self, soort):
        return sa.select(soort.id).where(soort.programma_id == self.programma_id)

    def van(self, soort: type[Noun], *voorwaarden, volgorde: str = "id", mee=()) -> list[Noun]:
        """Every row of this kind that belongs to the programme, with the rows that come along (`mee`)."""
        vraag = select(soort).where(soort.programma_id == self.programma_id, *voorwaarden)
        vraag = vraag.options(*(selectinload(rijen) for rijen in mee))
        return list(self.session.exec(vraag.order_by(getattr(soort, volgorde), soort.id)))

    def onder(self, soort: type[Noun], kolom, ids, *voorwaarden, volgorde=()) -> list[Noun]:
        """Every row of this kind that hangs under one of those dossiers."""
        return list(
            self.session.exec(select(soort).where(kolom.in_(ids), *voorwaarden).order_by(*volgorde, soort.id))
        )

    def doelenboom(self) -> dict[str, Any]:
        standen = self.onder(
            Voortgang,
            col(Voortgang.actie_id),
            self.acties,
            Voortgang.peildatum <= self.peildatum,
            volgorde=(Voortgang.peildatum, Voortgang.gegeven_op),
        )
        return {
            "doelen": self.van(Doel, volgorde="volgorde"),
            "acties": self.van(Actie, volgorde="volgorde"),
            "voortgang": per(standen, "actie_id"),
            "mijlpalen": self.van(Mijlpaal, volgorde="volgorde"),
            "resultaten": self.onder(Resultaat, col(Resultaat.actie_id), self.acties),
        }

    def indicatoren(self) -> dict[str, Any]:
        binnen = sa.or_(col(Meting.peildatum).is_(None), col(Meting.peildatum) <= self.peildatum)
        metingen = self.onder(Meting, col(Meting.indicator_id), self.indicator_ids, binnen)
        streef = self.onder(Streefwaarde, col(Streefwaarde.indicator_id), self.indicator_ids)
        return {
            "indicatoren": self.van(Indicator, volgorde="volgorde"),
            "streefwaarden": per(streef, "indicator_id"),
            "metingen": per(metingen, "indicator_id"),
        }

    def afspraken(self) -> dict[str, Any]:
        hoort_erbij = sa.or_(
            Partnerafspraak.programma_id == self.programma_id,
            col(Partnerafspraak.actie_id).in_(self.acties),
            col(Partnerafspraak.coalitie_id).in_(self.coalitie_ids),
            col(Partnerafspraak.convenant_id).in_(self._ids(Convenant)),
        )
        genoemd = sa.and_(hoort_erbij, Partnerafspraak.genoemd_op <= self.peildatum)
        ids = sa.select(Partnerafspraak.id).where(genoemd)
        afspraken = self.session.exec(
            select(Partnerafspraak, Organisatie.naam, Organisatie.helix, coalitie_op(self.peildatum))
            .join(Organisatie, Organisatie.id == Partnerafspraak.organisatie_id)
            .where(genoemd)
            .order_by(Partnerafspraak.genoemd_op, Partnerafspraak.id)
        )
        leveringen = self.session.exec(
            select(Levering.afspraak_id, Levering.hoeveelheid)
            .where(col(Levering.afspraak_id).in_(ids), Levering.geleverd_op <= self.peildatum)
            .order_by(Levering.id)
        )
        afschrijvingen = self.session.exec(
            select(Afschrijving.afspraak_id, Afschrijving.hoeveelheid)
            .where(col(Afschrijving.afspraak_id).in_(ids), Afschrijving.afgeschreven_op <= self.peildatum)
            .order_by(Afschrijving.id)
        )
        verzettingen = self.session.exec(
            select(Verzetting.afspraak_id, Verzetting.van, Verzetting.naar, Verzetting.verzet_op)
            .where(col(Verzetting.afspraak_id).in_(ids))
            .order_by(Verzetting.verzet_op, Verzetting.id)
        )
        return {
            "afspraken": list(afspraken),
            "leveringen": per(leveringen, "afspraak_id"),
            "afschrijvingen": per(afschrijvingen, "afspraak_id"),
            "verzettingen": per(verzettingen, "afspraak_id"),
        }

    def coalities(self) -> dict[str, Any]:
        log = self.session.exec(
            select(Logboekregel.onderwerp_id, Logboekregel.op, Logboekregel.voor, Logboekregel.na)
            .where(Logboekregel.onderwerp_soort == "ontwikkelcoalitie")
            .where(col(Logboekregel.onderwerp_id).in_(self.coalitie_ids))
            .order_by(Logboekregel.op, Logboekregel.id)
        )
        leden = self.onder(
            Deelneming, col(Deelneming.coalitie_id), self.coalitie_ids, Deelneming.van <= self.peildatum
        )
        hoort_erbij = sa.or_(
            Overleg.programma_id == self.programma_id,
            col(Overleg.actie_id).in_(self.acties),
            col(Overleg.coalitie_id).in_(self.coalitie_ids),
            col(Overleg.gremium_id).in_(self._ids(Gremium)),
        )
        overleggen = self.session.exec(
            select(Overleg.uuid, Overleg.begint_op, Overleg.gremium_id, Overleg.coalitie_id)
            .where(hoort_erbij, Overleg.begint_op < einde_van(self.peildatum))
            .where(col(Overleg.status).in_(Overleg.GEHOUDEN))
            .order_by(Overleg.begint_op, Overleg.id)
        )
        return {
            "coalities": self.van(Ontwikkelcoalitie),
            "deelnemingen": per(leden, "coalitie_id"),
            "coalitielog": per(log, "onderwerp_id"),
            "overleggen": list(overleggen),
        }

    def rollen(self) -> dict[str, Any]:
        # The person is left out on purpose: a report names no contact persons.
        vervullingen = self.session.exec(
            select(Rolvervulling.opdracht_id, Rolvervulling.van, Rolvervulling.tot)
            .where(col(Rolvervulling.opdracht_id).in_(self.opdracht_ids), Rolvervulling.van <= self.peildatum)
            .order_by(Rolvervulling.van, Rolvervulling.id)
        )
        return {
            "opdrachten": self.van(Opdracht, mee=(Opdracht.verlengingen,)),
            "vervullingen": per(vervullingen, "opdracht_id"),
            "gremia": {gremium.id: gremium for gremium in self.van(Gremium)},
            "normen": self.van(Norm),
            "meegeteld": per(self._meegeteld(), "norm_id"),
        }

    def _meegeteld(self) -> list[Any]:
        rijen = meegeteld(self.peildatum)
        vraag = sa.select(rijen.c.norm_id, rijen.c.uuid).where(rijen.c.norm_id.in_(self._ids(Norm)))
        return list(self.session.execute(vraag.order_by(rijen.c.norm_id, rijen.c.nummer)))

    def kalender(self) -> dict[str, Any]:
        edities = self.session.exec(
            select(MonitorEditie, Monitor.naam)
            .join(Monitor, Monitor.id == MonitorEditie.monitor_id)
            .where(Monitor.programma_id == self.programma_id)
            .order_by(MonitorEditie.jaar, MonitorEditie.id)
        )
        producten = self.session.exec(select(PcProduct).order_by(PcProduct.peildatum, PcProduct.id))
        return {"evaluaties": self.van(Evaluatie), "edities": list(edities), "producten": list(producten)}

    def bronnen(self) -> dict[int, Bron]:
        """The places in documents that any of these dossiers points at."""
        direct = (
            Doel,
            Actie,
            Indicator,
            Mijlpaal,
            Begrotingsregel,
            Norm,
            Gremium,
            Opdracht,
            Ontwikkelcoalitie,
        )
        vragen = [sa.select(soort.bron_id).where(soort.programma_id == self.programma_id) for soort in direct]
        vragen += [
            sa.select(soort.bron_id).where(soort.programma_id == self.programma_id)
            for soort in (Bronverschil, Evaluatie)
        ]
        vragen += [
            sa.select(Streefwaarde.bron_id).where(col(Streefwaarde.indicator_id).in_(self.indicator_ids))
        ]
        vragen += [sa.select(Meting.bron_id).where(col(Meting.indicator_id).in_(self.indicator_ids))]
        gevonden = self.session.exec(
            select(Bron).where(col(Bron.id).in_(sa.union(*vragen))).order_by(Bron.id)
        )
        return {bron.id: bron for bron in gevonden}
