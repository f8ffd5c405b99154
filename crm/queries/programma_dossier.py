"""An agenda with everything the document says of it, and how it stands on a day."""

import datetime as dt
import uuid as uuid_
from collections import defaultdict
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    Bron,
    Bronverschil,
    Convenant,
    Evaluatie,
    Instrument,
    Mijlpaal,
    Monitor,
    MonitorEditie,
    Ondertekening,
    Ontwikkelcoalitie,
    Opdracht,
    Programma,
)
from crm.queries.begroting_tabel import BegrotingTabel, begroting_tabel
from crm.queries.doelenboom import Doelenboom, doelenboom
from crm.queries.gevonden import Gevonden, met_bron
from crm.queries.norm_stand import Normen, norm_stand
from crm.queries.opdrachten import OpdrachtRegel, opdrachten


@dataclass(frozen=True)
class ProgrammaRegel:
    """An agenda in the list."""

    programma: Programma
    aantal_acties: int
    aantal_coalities: int


@dataclass(frozen=True)
class MonitorRegel:
    """A monitor with its editions, the first one first."""

    monitor: Monitor
    bron: Bron | None
    edities: tuple[MonitorEditie, ...]


@dataclass(frozen=True)
class ConvenantRegel:
    """A deal, and how many of its signatories we know by name."""

    convenant: Convenant
    bron: Bron | None
    ondertekend: int


@dataclass(frozen=True)
class ProgrammaDossier:
    """Everything on the page of an agenda."""

    programma: Programma
    bron: Bron | None
    peildatum: dt.date
    boom: Doelenboom
    begroting: BegrotingTabel
    normen: Normen
    mijlpalen: tuple[Gevonden[Mijlpaal], ...]
    opdrachten: tuple[OpdrachtRegel, ...]
    instrumenten: tuple[Gevonden[Instrument], ...]
    monitors: tuple[MonitorRegel, ...]
    evaluaties: tuple[Gevonden[Evaluatie], ...]
    convenanten: tuple[ConvenantRegel, ...]
    verschillen: tuple[Gevonden[Bronverschil], ...]


def programmas(session: Session) -> tuple[ProgrammaRegel, ...]:
    """All agendas, the latest first, in one query."""
    acties = _aantal(Actie, Actie.programma_id, col(Actie.ouder_id).is_(None))
    coalities = _aantal(Ontwikkelcoalitie, Ontwikkelcoalitie.programma_id)
    vraag = select(Programma, acties, coalities).order_by(col(Programma.jaar_van).desc(), col(Programma.id))
    return tuple(ProgrammaRegel(*rij) for rij in session.exec(vraag))


def programma_dossier(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> ProgrammaDossier:
    """The agenda on this day, in thirteen queries. Refuses with NietGevonden what is not there."""
    rij = session.exec(
        select(Programma, Bron)
        .outerjoin(Bron, col(Bron.id) == Programma.bron_id)
        .where(Programma.uuid == uuid)
    ).first()
    if rij is None:
        raise NietGevonden("Deze agenda bestaat niet, of niet meer.")
    programma, bron = rij
    eigen = programma.id
    return ProgrammaDossier(
        programma=programma,
        bron=bron,
        peildatum=peildatum,
        boom=doelenboom(session, eigen, peildatum),
        begroting=begroting_tabel(session, eigen, peildatum),
        normen=norm_stand(session, eigen, peildatum),
        mijlpalen=met_bron(
            session, Mijlpaal, Mijlpaal.programma_id == eigen, col(Mijlpaal.actie_id).is_(None)
        ),
        opdrachten=opdrachten(session, peildatum, Opdracht.programma_id == eigen),
        instrumenten=met_bron(session, Instrument, Instrument.programma_id == eigen),
        monitors=_monitors(session, eigen),
        evaluaties=met_bron(session, Evaluatie, Evaluatie.programma_id == eigen),
        convenanten=_convenanten(session, eigen),
        verschillen=met_bron(session, Bronverschil, Bronverschil.programma_id == eigen),
    )


def _aantal(soort: type, kolom: object, *waar: object) -> sa.ScalarSelect:
    return (
        sa.select(sa.func.count(soort.id))
        .where(kolom == Programma.id, *waar)
        .correlate(Programma)
        .scalar_subquery()
    )


def _monitors(session: Session, programma_id: int) -> tuple[MonitorRegel, ...]:
    rijen = session.exec(
        select(Monitor, Bron, MonitorEditie)
        .outerjoin(Bron, col(Bron.id) == Monitor.bron_id)
        .outerjoin(MonitorEditie, col(MonitorEditie.monitor_id) == Monitor.id)
        .where(Monitor.programma_id == programma_id)
        .order_by(col(Monitor.id), col(MonitorEditie.jaar))
    ).all()
    edities: dict[int, list[MonitorEditie]] = defaultdict(list)
    koppen: dict[int, tuple[Monitor, Bron | None]] = {}
    for monitor, bron, editie in rijen:
        koppen[monitor.id] = (monitor, bron)
        if editie is not None:
            edities[monitor.id].append(editie)
    return tuple(
        MonitorRegel(monitor, bron, tuple(edities[nummer])) for nummer, (monitor, bron) in koppen.items()
    )


def _convenanten(session: Session, programma_id: int) -> tuple[ConvenantRegel, ...]:
    namen = (
        sa.select(sa.func.count(Ondertekening.id))
        .where(Ondertekening.convenant_id == Convenant.id)
        .correlate(Convenant)
        .scalar_subquery()
    )
    vraag = (
        select(Convenant, Bron, namen)
        .outerjoin(Bron, col(Bron.id) == Convenant.bron_id)
        .where(Convenant.programma_id == programma_id)
        .order_by(col(Convenant.id))
    )
    return tuple(ConvenantRegel(*rij) for rij in session.exec(vraag))
