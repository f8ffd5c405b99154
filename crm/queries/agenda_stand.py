"""What is stored of one agenda file, and what may not disappear because something of ours hangs on it."""

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from crm.models import (
    Actie,
    ActieInstrument,
    Begrotingsregel,
    Betrokkenheid,
    Bron,
    Bronverschil,
    CoalitieActie,
    Convenant,
    Criterium,
    Doel,
    Evaluatie,
    Gremium,
    Indicator,
    Instrument,
    Meting,
    Mijlpaal,
    Monitor,
    MonitorEditie,
    Norm,
    Ondertekening,
    Ontwikkelcoalitie,
    Opdracht,
    OpdrachtStatus,
    Programma,
    Resultaat,
    Rolvervulling,
    Streefwaarde,
)
from crm.models.base import Model
from crm.models.ontwikkelcoalitie import CoalitieStatus

# Parents before children, so that what is referred to exists already.
NOUNS: tuple[type[Model], ...] = (
    Programma,
    Doel,
    Actie,
    Gremium,
    Instrument,
    Indicator,
    Monitor,
    Convenant,
    Opdracht,
    Ontwikkelcoalitie,
    Resultaat,
    Mijlpaal,
    Betrokkenheid,
    Begrotingsregel,
    Streefwaarde,
    Meting,
    Norm,
    Criterium,
    MonitorEditie,
    Evaluatie,
    Ondertekening,
    Rolvervulling,
    ActieInstrument,
    CoalitieActie,
    Bronverschil,
)

# What colleagues fill while working, with the value it begins with. A record on which one of these differs is ours.
_EIGEN_WERK: dict[type[Model], dict[str, Any]] = {
    Actie: {"eigenaar_id": None, "beeindigd_op": None},
    Resultaat: {"gereed_op": None},
    Mijlpaal: {"gereed_op": None},
    Evaluatie: {"uitgevoerd_op": None},
    MonitorEditie: {"verschenen_op": None},
    Meting: {"ingevoerd_door_id": None, "goedgekeurd_door_id": None},
    Bronverschil: {"opgelost_op": None},
    Ontwikkelcoalitie: {"status": CoalitieStatus.VERKENNING, "opgericht_op": None},
}

# A mandate that was only started may still be a reading error; one that went further was worked on.
_BEGIN_OPDRACHT = (OpdrachtStatus.GEPLAND, OpdrachtStatus.ACTIEF)

Record = tuple[type[Model], int]


class AgendaStand:
    """All records that were read from one agenda, by key; one query for each noun, whatever the agenda holds."""

    def __init__(self, session: Session, code: str):
        self.session = session
        self.per_sleutel: dict[type[Model], dict[str, Any]] = {}
        self.bronnen: dict[int, Bron] = {}
        for noun in NOUNS:
            self.per_sleutel[noun] = self._lees(noun, code)
        self._sleutel_van = {
            (noun, rij.id): sleutel
            for noun, rijen in self.per_sleutel.items()
            for sleutel, rij in rijen.items()
        }

    def _lees(self, noun: type[Model], code: str) -> dict[str, Any]:
        van_agenda = col(noun.sleutel).startswith(f"{code}/", autoescape=True)
        if noun is Programma:
            # An agenda that somebody entered by hand is the same agenda.
            van_agenda |= col(Programma.code) == code
        gevonden = self.session.exec(
            select(noun, Bron)
            .outerjoin(Bron, col(noun.bron_id) == Bron.id)
            .where(van_agenda)
            .order_by(noun.id)
        )
        rijen = {}
        for rij, bron in gevonden:
            rijen[rij.sleutel or f"{code}/programma"] = rij
            if bron is not None:
                self.bronnen[bron.id] = bron
        return rijen

    def sleutel_van(self, noun: type[Model], nummer: int | None) -> str | None:
        """The key of the record with this number."""
        return self._sleutel_van.get((noun, nummer))

    def te_verwijderen(self, kandidaten: Iterable[Record]) -> dict[Record, str | None]:
        """For each record whether it may go (None), or the reason why it stays.

        It stays when a colleague worked on it, or when something refers to it that does not go itself.
        """
        uitslag: dict[Record, str | None] = {record: self._eigen_werk(record) for record in kandidaten}
        verwijzingen = self._verwijzingen(uitslag)
        veranderd = True
        while veranderd:
            veranderd = False
            for naar, van, soort in verwijzingen:
                if uitslag[naar] is None and (van not in uitslag or uitslag[van] is not None):
                    uitslag[naar] = f"er hangt nog een {soort} aan"
                    veranderd = True
        return uitslag

    def _eigen_werk(self, record: Record) -> str | None:
        noun, _nummer = record
        rij = self.per_sleutel[noun][self._sleutel_van[record]]
        begin = _EIGEN_WERK.get(noun, {})
        is_ons = any(getattr(rij, kolom) != waarde for kolom, waarde in begin.items())
        is_ons |= noun is Opdracht and rij.status not in _BEGIN_OPDRACHT
        return "een collega heeft eraan gewerkt" if is_ons else None

    def _verwijzingen(self, kandidaten: Iterable[Record]) -> list[tuple[Record, Record, str]]:
        """Who refers to these records: (to, from, kind of from), one query for each foreign key that can."""
        nummers: dict[str, list[int]] = {}
        noun_van = {noun.__tablename__: noun for noun in NOUNS}
        for noun, nummer in kandidaten:
            nummers.setdefault(noun.__tablename__, []).append(nummer)
        gevonden = []
        for tabel in SQLModel.metadata.sorted_tables:
            for kolom in tabel.columns:
                for naar in {sleutel.column.table.name for sleutel in kolom.foreign_keys} & set(nummers):
                    vraag = sa.select(tabel.c.id, kolom).where(kolom.in_(nummers[naar]))
                    gevonden += [
                        ((noun_van[naar], doel), (noun_van.get(tabel.name, tabel.name), van), tabel.name)
                        for van, doel in self.session.execute(vraag)
                    ]
        return gevonden
