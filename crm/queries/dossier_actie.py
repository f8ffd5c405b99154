"""An actie with everything that hangs on it, as it stands on a day."""

import datetime as dt
import uuid as uuid_
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from crm.errors import NietGevonden
from crm.models import (
    Actie,
    ActieInstrument,
    Betrokkenheid,
    Bron,
    CoalitieActie,
    CoalitieStatus,
    Doel,
    Gebruiker,
    Indicator,
    Instrument,
    Mijlpaal,
    Ontwikkelcoalitie,
    Opdracht,
    Organisatie,
    Overleg,
    Partnerafspraak,
    Programma,
    Resultaat,
    Rol,
    Voortgang,
    natuurlijke_volgorde,
)
from crm.queries import afspraken
from crm.queries.doelenboom import ActieRegel, actie_regel
from crm.queries.dossier_indicator import IndicatorRegel, indicatoren
from crm.queries.dossier_overleggen import ActiepuntRegel, OverlegRegel, met_actiepunten
from crm.queries.gevonden import Gevonden, met_bron
from crm.queries.lichten import Stand, kolommen_van, laatste_stand
from crm.queries.opdrachten import OpdrachtRegel, opdrachten


@dataclass(frozen=True)
class VoortgangRegel:
    """One state of the actie, and who gave it."""

    voortgang: Voortgang
    door: str


@dataclass(frozen=True)
class BetrokkeneRegel:
    """Who takes part in which role; a group that the document names ("gemeenten") has no organisation."""

    rol: Rol
    gedrukt: str
    organisatie: str | None
    organisatie_uuid: uuid_.UUID | None
    bron: Bron | None


@dataclass(frozen=True)
class CoalitieNaam:
    """A coalitie that works on the actie."""

    uuid: uuid_.UUID
    nummer: str | None
    naam: str
    status: CoalitieStatus


@dataclass(frozen=True)
class ActieKop:
    """The actie and where it hangs; enough for the pages that change it."""

    actie: Actie
    programma: Programma
    doel: Doel | None
    ouder: Actie | None
    eigenaar: str | None
    eigenaar_uuid: uuid_.UUID | None
    bron: Bron | None


@dataclass(frozen=True)
class ActieDossier:
    """Everything on the page of an actie."""

    kop: ActieKop
    stand: Stand | None
    voortgang: tuple[VoortgangRegel, ...]
    deelacties: tuple[ActieRegel, ...]
    resultaten: tuple[Gevonden[Resultaat], ...]
    mijlpalen: tuple[Gevonden[Mijlpaal], ...]
    indicatoren: tuple[IndicatorRegel, ...]
    instrumenten: tuple[Gevonden[Instrument], ...]
    betrokkenen: tuple[BetrokkeneRegel, ...]
    coalities: tuple[CoalitieNaam, ...]
    opdrachten: tuple[OpdrachtRegel, ...]
    afspraken: tuple[afspraken.AfspraakRegel, ...]
    overleggen: tuple[OverlegRegel, ...]
    actiepunten: tuple[ActiepuntRegel, ...]


def actie_kop(session: Session, uuid: uuid_.UUID) -> ActieKop:
    """The actie, in one query. Refuses with NietGevonden what is not there."""
    return _kop_met_coalities(session, uuid)[0]


def _kop_met_coalities(session: Session, uuid: uuid_.UUID) -> tuple[ActieKop, tuple[CoalitieNaam, ...]]:
    """The actie and the coalities that work on it: a handful at most, so they come along in the same query."""
    ouder, coalitie = aliased(Actie), Ontwikkelcoalitie
    rijen = session.exec(
        select(
            Actie, Programma, Doel, ouder, Gebruiker.naam, Gebruiker.uuid, Bron,
            coalitie.uuid, coalitie.nummer, coalitie.naam, coalitie.status,
        )
        .join(Programma, col(Programma.id) == Actie.programma_id)
        .outerjoin(Doel, col(Doel.id) == Actie.doel_id)
        .outerjoin(ouder, ouder.id == Actie.ouder_id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Actie.eigenaar_id)
        .outerjoin(Bron, col(Bron.id) == Actie.bron_id)
        .outerjoin(CoalitieActie, col(CoalitieActie.actie_id) == Actie.id)
        .outerjoin(coalitie, col(coalitie.id) == CoalitieActie.coalitie_id)
        .where(Actie.uuid == uuid)
    ).all()  # fmt: skip
    if not rijen:
        raise NietGevonden("Deze actie bestaat niet, of niet meer.")
    namen = [CoalitieNaam(*rij[7:]) for rij in rijen if rij[7] is not None]
    namen.sort(key=lambda naam: natuurlijke_volgorde(naam.nummer or ""))
    return ActieKop(*rijen[0][:7]), tuple(namen)


def actie_dossier(session: Session, uuid: uuid_.UUID, peildatum: dt.date) -> ActieDossier:
    """The actie on this day, in twelve queries. Refuses with NietGevonden what is not there."""
    kop, coalities = _kop_met_coalities(session, uuid)
    eigen = kop.actie.id
    voortgang = voortgang_van(session, eigen, peildatum)
    overleggen, actiepunten = met_actiepunten(session, hoort_bij(Overleg, [eigen]))
    return ActieDossier(
        kop=kop,
        stand=_stand(voortgang),
        voortgang=voortgang,
        deelacties=_deelacties(session, eigen, peildatum),
        resultaten=met_bron(session, Resultaat, Resultaat.actie_id == eigen),
        mijlpalen=met_bron(session, Mijlpaal, Mijlpaal.actie_id == eigen),
        indicatoren=indicatoren(session, Indicator.actie_id == eigen),
        instrumenten=met_bron(session, Instrument, _heeft_instrument(eigen)),
        betrokkenen=_betrokkenen(session, eigen),
        coalities=coalities,
        opdrachten=opdrachten(session, peildatum, Opdracht.actie_id == eigen),
        afspraken=afspraken.regels(session, hoort_bij(Partnerafspraak, [eigen])),
        overleggen=overleggen,
        actiepunten=actiepunten,
    )


def voortgang_van(
    session: Session, actie_id: int, peildatum: dt.date, *, hoogstens: int = 40
) -> tuple[VoortgangRegel, ...]:
    """The states by this day, the latest first."""
    vraag = (
        select(Voortgang, Gebruiker.naam)
        .join(Gebruiker, col(Gebruiker.id) == Voortgang.door_id)
        .where(Voortgang.actie_id == actie_id, col(Voortgang.peildatum) <= peildatum)
        .order_by(col(Voortgang.peildatum).desc(), col(Voortgang.id).desc())
        .limit(hoogstens)
    )
    return tuple(VoortgangRegel(*rij) for rij in session.exec(vraag))


def _stand(regels: tuple[VoortgangRegel, ...]) -> Stand | None:
    if not regels:
        return None
    nu = regels[0].voortgang
    toen = regels[1].voortgang if len(regels) > 1 else None
    was = (toen.beleid, toen.tijd, toen.geld) if toen else ()
    return Stand(nu.peildatum, nu.beleid, nu.tijd, nu.geld, *was)


def _deelacties(session: Session, actie_id: int, peildatum: dt.date) -> tuple[ActieRegel, ...]:
    laatste = laatste_stand(peildatum, Actie.ouder_id == actie_id)
    rijen = session.exec(
        select(Actie, Gebruiker.naam, *kolommen_van(laatste))
        .outerjoin(Gebruiker, col(Gebruiker.id) == Actie.eigenaar_id)
        .outerjoin(laatste, laatste.c.actie_id == Actie.id)
        .where(Actie.ouder_id == actie_id)
    )
    delen = [actie_regel(actie, eigenaar, tuple(stand)) for actie, eigenaar, *stand in rijen]
    return tuple(sorted(delen, key=lambda deel: natuurlijke_volgorde(deel.nummer)))


def hoort_bij(soort: type[Partnerafspraak] | type[Overleg], acties: Any) -> object:
    """The condition that something belongs to these acties themselves, or to a coalitie that works on them.

    What names another actie is about that one, also when the coalitie works on both.
    """
    coalities = select(CoalitieActie.coalitie_id).where(col(CoalitieActie.actie_id).in_(acties))
    return sa.or_(
        col(soort.actie_id).in_(acties),
        sa.and_(col(soort.actie_id).is_(None), col(soort.coalitie_id).in_(coalities)),
    )


def _heeft_instrument(actie_id: int) -> object:
    return col(Instrument.id).in_(
        select(ActieInstrument.instrument_id).where(ActieInstrument.actie_id == actie_id)
    )


def _betrokkenen(session: Session, actie_id: int) -> tuple[BetrokkeneRegel, ...]:
    vraag = (
        select(Betrokkenheid.rol, Betrokkenheid.gedrukt, Organisatie.naam, Organisatie.uuid, Bron)
        .outerjoin(Organisatie, col(Organisatie.id) == Betrokkenheid.organisatie_id)
        .outerjoin(Bron, col(Bron.id) == Betrokkenheid.bron_id)
        .where(Betrokkenheid.actie_id == actie_id)
        .order_by(col(Betrokkenheid.id))
    )
    return tuple(BetrokkeneRegel(*rij) for rij in session.exec(vraag))
