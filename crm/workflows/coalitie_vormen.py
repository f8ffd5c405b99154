"""Ontwikkelcoalities: founding one, members in and out, another aanjager, and the steps of its life."""

import datetime as dt
import uuid as uuid_

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import (
    Actie,
    CaseStatus,
    CoalitieActie,
    DeelnemerRol,
    Deelneming,
    Gebruiker,
    Ontwikkelcoalitie,
    Organisatie,
    Persoon,
    Programma,
    dag_van,
    noteer,
)
from crm.permissions import eis
from crm.queries.coalitie_omgeving import case_van
from crm.queries.dossiers import houd_vast, zoek
from crm.queries.open_werk import open_werk


def oprichten(
    session: Session,
    *,
    programma: Programma,
    naam: str,
    door: Gebruiker,
    nu: dt.datetime,
    nummer: str | None = None,
    doelstelling: str | None = None,
    acties: list[Actie] | None = None,
    kenmerk: uuid_.UUID | None = None,
    is_voorbeeld: bool = False,
) -> Ontwikkelcoalitie:
    """There is a new coalitie, in verkenning, working on these acties (001:358-371).

    Refuses with OngeldigeInvoer an empty name or an actie of another agenda, with AlGebeurd the same form (`kenmerk`)
    sent twice.
    """
    eis(door, "coalitie.oprichten")
    if zoek(session, Ontwikkelcoalitie, kenmerk):
        raise AlGebeurd("Deze coalitie staat er al. U hoeft niets meer te doen.")
    if not naam.strip():
        raise OngeldigeInvoer("Geef de coalitie een naam.", {"naam": ["Geef de coalitie een naam."]})
    if vreemd := [actie.nummer for actie in acties or [] if actie.programma_id != programma.id]:
        zin = f"Actie {' en '.join(vreemd)} {'hoort' if len(vreemd) == 1 else 'horen'} bij een andere agenda. Kies een andere actie."
        raise OngeldigeInvoer(zin, {"acties": [zin]})
    coalitie = Ontwikkelcoalitie(
        programma_id=programma.id,
        nummer=nummer,
        naam=naam.strip(),
        doelstelling=doelstelling,
        opgericht_op=dag_van(nu),
        is_voorbeeld=is_voorbeeld,
    )
    if kenmerk is not None:
        coalitie.uuid = kenmerk
    session.add(coalitie)
    session.flush()
    session.add_all(CoalitieActie(coalitie_id=coalitie.id, actie_id=actie.id) for actie in acties or [])
    noteer(session, "coalitie.opgericht", coalitie, door=door, nu=nu, na={"naam": coalitie.naam})
    return coalitie


def lid_toelaten(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    *,
    organisatie: Organisatie,
    van: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    persoon: Persoon | None = None,
    rol: DeelnemerRol = DeelnemerRol.LID,
) -> Deelneming:
    """The organisation takes part from that day; a new aanjager takes over from the one before.

    Refuses with AlGebeurd an organisation that has this role already, with OngeldigeOvergang a coalitie that has ended.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    nieuw = Deelneming(
        coalitie_id=coalitie.id,
        organisatie_id=organisatie.id,
        persoon_id=persoon.id if persoon else None,
        rol=rol,
        van=van,
    )
    coalitie.laat_toe(nieuw)
    na = {"organisatie": organisatie.naam, "rol": str(rol), "van": van.isoformat()}
    noteer(session, "coalitie.lid_toegelaten", coalitie, door=door, nu=nu, na=na)
    return nieuw


def lid_uitlaten(
    session: Session, deelneming: Deelneming, *, tot: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The membership ends on that day and stays in history. Refuses a day before it began."""
    eis(door, "coalitie.wijzigen", deelneming.coalitie)
    if tot < deelneming.van:
        zin = "De laatste dag ligt vóór de eerste."
        raise OngeldigeInvoer(zin, {"tot": [zin]})
    deelneming.tot = tot
    na = {"organisatie_id": deelneming.organisatie_id, "tot": tot.isoformat()}
    noteer(session, "coalitie.lid_uitgelaten", deelneming.coalitie, door=door, nu=nu, na=na)


def overdragen(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    *,
    organisatie: Organisatie,
    van: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    persoon: Persoon | None = None,
    toelichting: str | None = None,
) -> Deelneming:
    """This organisation is the aanjager from that day; who was it stays on as a member (001:370-371).

    Refuses with OngeldigeOvergang a coalitie that has ended or has no aanjager to take over from, with AlGebeurd the one
    who is aanjager already.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    nieuw = Deelneming(
        coalitie_id=coalitie.id,
        organisatie_id=organisatie.id,
        persoon_id=persoon.id if persoon else None,
        rol=DeelnemerRol.AANJAGER,
        van=van,
    )
    oud = coalitie.overdragen(nieuw)
    voor = {"organisatie": session.get_one(Organisatie, oud.organisatie_id).naam}
    na = {"organisatie": organisatie.naam, "van": van.isoformat()}
    reden = (toelichting or "").strip() or None
    noteer(session, "coalitie.overgedragen", coalitie, door=door, nu=nu, reden=reden, voor=voor, na=na)
    return nieuw


def vormen(session: Session, coalitie: Ontwikkelcoalitie, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The coalitie is being formed. Refuses with OngeldigeOvergang when nobody drives it (001:370-371)."""
    eis(door, "coalitie.wijzigen", coalitie)
    voor = coalitie.status
    coalitie.vormen(dag_van(nu))
    _noteer_stap(session, coalitie, voor, door, nu)


def case_starten(session: Session, coalitie: Ontwikkelcoalitie, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The coalitie works on its purpose case (001:375)."""
    eis(door, "coalitie.wijzigen", coalitie)
    voor, _ = coalitie.LEVENSLOOP.apply(coalitie, "case_starten")
    _noteer_stap(session, coalitie, voor, door, nu)


def uitvoeren(session: Session, coalitie: Ontwikkelcoalitie, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The coalitie carries out its purpose case, and the case is in uitvoering too.

    Refuses with OngeldigeOvergang a coalitie without a case with a go (001:381-383, 1442-1444).
    """
    eis(door, "coalitie.wijzigen", coalitie)
    voor, case = coalitie.status, case_van(session, coalitie)
    coalitie.uitvoeren(case)
    if case.status is CaseStatus.BESLOTEN:
        case.uitvoeren(dag_van(nu))
        standen = {"voor": {"status": str(CaseStatus.BESLOTEN)}, "na": {"status": str(case.status)}}
        noteer(session, f"purpose_case.{case.status}", case, door=door, nu=nu, **standen)
    _noteer_stap(session, coalitie, voor, door, nu)


def afronden(
    session: Session, coalitie: Ontwikkelcoalitie, *, op: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The coalitie has done on that day what it was for.

    Refuses with OngeldigeOvergang one with open promises or action points, naming them; with OngeldigeInvoer a day ahead
    or one before it was founded.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    _eis_voorbij(op, nu)
    coalitie.LEVENSLOOP.eis(coalitie, "afronden")
    werk = open_werk(session, coalitie)
    if werk.belet_afronden:
        raise OngeldigeOvergang(werk.belet_afronden)
    voor = coalitie.status
    coalitie.afronden(op)
    _noteer_stap(session, coalitie, voor, door, nu)


def beeindigen(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    *,
    op: dt.date,
    reden: str,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The coalitie has ended on that day and stays visible; what was open in it is closed visibly too.

    Open promises, action points and points of a werkagenda lapse with the reason. Refuses with OngeldigeInvoer a day ahead, one before it was
    founded, and no reason.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    _eis_voorbij(op, nu)
    voor = coalitie.status
    coalitie.beeindigen(op, reden)
    _noteer_stap(session, coalitie, voor, door, nu, reden)
    waarom = f"De coalitie is beëindigd: {reden.strip()}"
    for handeling, noun in open_werk(session, coalitie).sluit(op, waarom, session=session, nu=nu):
        noteer(session, handeling, noun, door=door, nu=nu, reden=waarom)


def _eis_voorbij(op: dt.date, nu: dt.datetime) -> None:
    if op > dag_van(nu):
        raise OngeldigeInvoer("Deze dag moet nog komen.", {"op": ["Deze dag moet nog komen."]})


def _noteer_stap(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    voor: str,
    door: Gebruiker,
    nu: dt.datetime,
    reden: str | None = None,
) -> None:
    handeling = f"coalitie.{coalitie.status}"
    voor_na = {"voor": {"status": str(voor)}, "na": {"status": str(coalitie.status)}}
    noteer(session, handeling, coalitie, door=door, nu=nu, reden=reden, **voor_na)
