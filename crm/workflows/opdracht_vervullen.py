"""Mandates: granting one, who holds it, from when until when, with gaps where nobody does, and how it ends."""

import datetime as dt
import uuid as uuid_
from typing import Any

from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.lifecycle import leesbaar
from crm.models import (
    Actie,
    Gebruiker,
    Opdracht,
    OpdrachtSoort,
    OpdrachtStatus,
    Persoon,
    Precisie,
    Programma,
    Rolvervulling,
    dag_van,
    noteer,
)
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis
from crm.queries.dossiers import zoek


def verlenen(
    session: Session,
    *,
    programma: Programma,
    soort: OpdrachtSoort,
    door: Gebruiker,
    nu: dt.datetime,
    begint_op: dt.date | None = None,
    tot: dt.date | None = None,
    keten: str | None = None,
    gebied: str | None = None,
    actie: Actie | None = None,
    toelichting: str | None = None,
    optie_jaren: int | None = None,
    evaluatie_jaar: int | None = None,
    kenmerk: uuid_.UUID | None = None,
    is_voorbeeld: bool = False,
) -> Opdracht:
    """There is a planned mandate with its term; an option to extend stands beside the end and never moves it.

    One person connects one chain in one area (000:924-947): refuses with AlGebeurd a second mandate that is not over
    for the same kind, chain and area, and the same form (`kenmerk`) sent twice; with OngeldigeInvoer a ketenaanjager
    without a chain, an actie of another agenda, or an end before the beginning.
    """
    eis(door, "opdracht.wijzigen")
    if zoek(session, Opdracht, kenmerk):
        raise AlGebeurd("Deze opdracht staat er al. U hoeft niets meer te doen.")
    opdracht = Opdracht(
        programma_id=programma.id,
        actie_id=actie.id if actie else None,
        soort=soort,
        keten=_netjes(keten),
        gebied=_netjes(gebied),
        begint_op=begint_op,
        **_termijn(tot),
        optie_jaren=optie_jaren,
        evaluatie_jaar=evaluatie_jaar,
        toelichting=toelichting,
        is_voorbeeld=is_voorbeeld,
    )
    if kenmerk is not None:
        opdracht.uuid = kenmerk
    _keur(opdracht, actie)
    _eis_enige(session, opdracht)
    session.add(opdracht)
    na = {"soort": str(soort), "keten": opdracht.keten, "gebied": opdracht.gebied, "tot": _tekst(tot)}
    noteer(session, "opdracht.verleend", opdracht, door=door, nu=nu, na=na)
    return opdracht


def starten(
    session: Session, opdracht: Opdracht, *, door: Gebruiker, nu: dt.datetime, op: dt.date | None = None
) -> None:
    """The mandate runs, from that day or from today; whether somebody holds it yet is another matter.

    Refuses with OngeldigeInvoer a day ahead, with OngeldigeOvergang one whose first day is still to come.
    """
    eis(door, "opdracht.wijzigen")
    dag = op or dag_van(nu)
    _eis_voorbij("op", dag, nu)
    voor = _stand(opdracht, nu)
    opdracht.starten(dag)
    noteer(session, "opdracht.gestart", opdracht, door=door, nu=nu, voor=voor, na=_stand(opdracht, nu))


def aanwijzen(
    session: Session,
    opdracht: Opdracht,
    persoon: Persoon,
    *,
    van: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    tot: dt.date | None = None,
    toelichting: str | None = None,
) -> Rolvervulling:
    """This person holds the mandate from that day; whoever held it stops the day before.

    A planned mandate starts with its first holder. Refuses with OngeldigeInvoer a last day before the first, a day before
    the mandate begins, and days on which somebody who came later holds it already; with AlGebeurd the same person from the same day; with
    OngeldigeOvergang days after the mandate ended.
    """
    eis(door, "opdracht.wijzigen")
    if tot is not None and tot < van:
        zin = "De laatste dag ligt vóór de eerste."
        raise OngeldigeInvoer(zin, {"tot": [zin]})
    if opdracht.begint_op is not None and van < opdracht.begint_op:
        zin = f"De opdracht begint pas op {opdracht.begint_op:%d-%m-%Y}."
        raise OngeldigeInvoer(zin, {"van": [zin]})
    if opdracht.afgerond_op is not None and (tot is None or tot > opdracht.afgerond_op):
        raise OngeldigeOvergang(
            f"Deze opdracht is afgerond op {opdracht.afgerond_op:%d-%m-%Y}. Daarna vervult niemand haar meer."
        )
    anderen = session.exec(select(Rolvervulling).where(Rolvervulling.opdracht_id == opdracht.id)).all()
    _eis_vrij(anderen, persoon, van, tot)
    for ander in anderen:
        if ander.van < van and (ander.tot is None or ander.tot >= van):
            ander.tot = van - dt.timedelta(days=1)
    vervulling = Rolvervulling(
        opdracht_id=opdracht.id, persoon_id=persoon.id, van=van, tot=tot, toelichting=toelichting
    )
    session.add(vervulling)
    if opdracht.status is OpdrachtStatus.GEPLAND and van <= dag_van(nu):
        # Not the first day of the mandate: who held it before may still be added.
        opdracht.LEVENSLOOP.apply(opdracht, "starten")
    na = {"van": van.isoformat(), "tot": _tekst(tot)}
    noteer(session, "opdracht.vervuld", opdracht, door=door, nu=nu, na=na)
    return vervulling


def verlengen(
    session: Session, opdracht: Opdracht, *, tot: dt.date, grond: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The term ends later, for this reason; the end as printed and every earlier one stay.

    Refuses with OngeldigeInvoer a day that is not later or no reason, with OngeldigeOvergang one that does not run.
    """
    eis(door, "opdracht.wijzigen")
    voor = _stand(opdracht, nu)
    opdracht.verlengen(tot, dag_van(nu), grond)
    noteer(
        session, "opdracht.verlengd", opdracht, door=door, nu=nu, reden=grond, voor=voor, na=_stand(opdracht, nu)
    )


def afronden(session: Session, opdracht: Opdracht, *, op: dt.date, door: Gebruiker, nu: dt.datetime) -> None:
    """The mandate ended on that day, and the term of who held it with it; who was to come later does not come.

    Refuses with OngeldigeInvoer a day ahead or before it began, with OngeldigeOvergang one that does not run.
    """
    eis(door, "opdracht.wijzigen")
    _eis_voorbij("op", op, nu)
    voor = _stand(opdracht, nu)
    opdracht.afronden(op)
    kwamen_niet = 0
    for vervulling in session.exec(select(Rolvervulling).where(Rolvervulling.opdracht_id == opdracht.id)).all():
        if vervulling.van > op:
            session.delete(vervulling)
            kwamen_niet += 1
        elif vervulling.tot is None or vervulling.tot > op:
            vervulling.tot = op
    na = _stand(opdracht, nu) | ({"opvolgers_die_niet_kwamen": kwamen_niet} if kwamen_niet else {})
    noteer(session, "opdracht.afgerond", opdracht, door=door, nu=nu, voor=voor, na=na)


def evalueren(
    session: Session,
    opdracht: Opdracht,
    *,
    op: dt.date,
    evaluatie: str,
    door: Gebruiker,
    nu: dt.datetime,
    vervolg: str | None = None,
) -> None:
    """We have looked back at what the mandate gave, and said what comes after it.

    Refuses with OngeldigeInvoer a day ahead or an empty evaluation, with OngeldigeOvergang one that has not ended.
    """
    eis(door, "opdracht.wijzigen")
    _eis_voorbij("op", op, nu)
    voor = _stand(opdracht, nu)
    opdracht.evalueren(op, evaluatie, vervolg)
    noteer(session, "opdracht.geevalueerd", opdracht, door=door, nu=nu, voor=voor, na=_stand(opdracht, nu))


def toewijzen(
    session: Session, opdracht: Opdracht, eigenaar: Gebruiker | None, *, door: Gebruiker, nu: dt.datetime
) -> None:
    """This colleague follows or holds the mandate (or nobody does). Refuses with OngeldigeInvoer a closed account."""
    eis(door, "opdracht.wijzigen")
    if eigenaar is not None and not eigenaar.is_actief:
        zin = "Deze collega heeft geen account meer. Kies een ander."
        raise OngeldigeInvoer(zin, {"eigenaar": [zin]})
    voor = {"eigenaar_id": opdracht.eigenaar_id}
    opdracht.eigenaar_id = eigenaar.id if eigenaar else None
    na = {"eigenaar_id": opdracht.eigenaar_id}
    noteer(session, "opdracht.toegewezen", opdracht, door=door, nu=nu, voor=voor, na=na)


def _keur(opdracht: Opdracht, actie: Actie | None) -> None:
    fouten = {}
    if opdracht.soort is OpdrachtSoort.KETENAANJAGER and not opdracht.keten:
        fouten["keten"] = ["Voor welke keten is deze ketenaanjager?"]
    if actie is not None and actie.programma_id != opdracht.programma_id:
        fouten["actie"] = ["Deze actie hoort bij een andere agenda."]
    if opdracht.begint_op and opdracht.datum_tot and opdracht.datum_tot < opdracht.begint_op:
        fouten["tot"] = ["De laatste dag ligt vóór de eerste."]
    if opdracht.optie_jaren is not None and not 1 <= opdracht.optie_jaren <= 10:
        fouten["optie_jaren"] = ["Hoeveel jaar mag de opdracht langer duren? Vul 1 tot en met 10 in, of niets."]
    if fouten:
        raise OngeldigeInvoer(next(iter(fouten.values()))[0], fouten)


def _eis_enige(session: Session, opdracht: Opdracht) -> None:
    # Two people who grant the same mandate at once wait for each other here, also when each means another agenda
    # (SQLite has one writer anyway); what only points at an agenda need not wait.
    session.exec(select(Programma.id).order_by(col(Programma.id)).with_for_update(key_share=True)).all()
    open_ = select(Opdracht).where(Opdracht.soort == opdracht.soort, col(Opdracht.status).in_(Opdracht.OPEN))
    zelfde = next((ander for ander in session.exec(open_) if _waarvoor(ander) == _waarvoor(opdracht)), None)
    if zelfde is not None:
        raise AlGebeurd(
            f"Deze opdracht is er al: ‘{zelfde.naam}’, {leesbaar(zelfde.status)}. Rond die eerst af, of verleng haar."
        )


def _waarvoor(opdracht: Opdracht) -> tuple[str, str]:
    """The chain and the area, however they were written."""
    return naam_sleutel(opdracht.keten or ""), naam_sleutel(opdracht.gebied or "")


def _eis_vrij(anderen: Any, persoon: Persoon, van: dt.date, tot: dt.date | None) -> None:
    """Nothing, or a refusal when somebody holds the mandate in these days who came later."""
    for ander in anderen:
        if ander.persoon_id == persoon.id and ander.van == van:
            raise AlGebeurd(f"Deze persoon vervult de opdracht al vanaf {van:%d-%m-%Y}.")
        if ander.van >= van and (tot is None or ander.van <= tot):
            zin = f"Iemand anders vervult deze opdracht vanaf {ander.van:%d-%m-%Y}. Kies een laatste dag daarvoor."
            raise OngeldigeInvoer(zin, {"van": [zin]})


def _eis_voorbij(veld: str, dag: dt.date, nu: dt.datetime) -> None:
    if dag > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {veld: [zin]})


def _termijn(tot: dt.date | None) -> dict[str, Any]:
    if tot is None:
        return {"precisie": Precisie.OPEN}
    return {"wanneer": tot.isoformat(), "precisie": Precisie.DAG, "datum_van": tot, "datum_tot": tot}


def _netjes(tekst: str | None) -> str | None:
    return " ".join((tekst or "").split()) or None


def _stand(opdracht: Opdracht, nu: dt.datetime) -> dict[str, Any]:
    return {"status": str(opdracht.status), "einde": _tekst(opdracht.einde(dag_van(nu)))}


def _tekst(dag: dt.date | None) -> str | None:
    return dag.isoformat() if dag else None
