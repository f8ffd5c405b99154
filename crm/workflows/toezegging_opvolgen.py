"""Toezeggingen of GS to PS: noting one, keeping it wholly or in part, a new date, and who guards it.

Never what a partner promised: that is a partnerafspraak.
"""

import datetime as dt
import uuid as uuid_
from typing import Any

from sqlmodel import Session, select

from crm.errors import AlGebeurd, OngeldigeInvoer, weiger
from crm.models import Actie, Gebruiker, Programma, Toezegging, Toezeggingstap, dag_van, noteer
from crm.permissions import eis, eis_eigenaar
from crm.queries.dossiers import zoek
from crm.queries.herijking import nog_te_besluiten

# What must be said of every toezegging, and the question behind each.
_VRAGEN = {
    "omschrijving": "Wat is toegezegd?",
    "gedaan_door": "Welke gedeputeerde zegde het toe?",
    "gedaan_in": "Waar: in PS, in een commissie of in een brief?",
}


def noteren(
    session: Session,
    *,
    programma: Programma,
    omschrijving: str,
    gedaan_door: str,
    gedaan_in: str,
    gedaan_op: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    uiterlijk: dt.date | None = None,
    herijken_op: dt.date | None = None,
    actie: Actie | None = None,
    nummer: str | None = None,
    eigenaar: Gebruiker | None = None,
    kenmerk: uuid_.UUID | None = None,
    is_voorbeeld: bool = False,
) -> Toezegging:
    """There is a toezegging in the register; who notes it guards it unless `eigenaar` says otherwise.

    Refuses with OngeldigeInvoer all that is wrong at once: something not said, no date and no day to look again, a day
    ahead, a number that is taken, an actie of another agenda; with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "toezegging.noteren")
    if zoek(session, Toezegging, kenmerk):
        raise AlGebeurd("Deze toezegging staat er al. U hoeft niets meer te doen.")
    if eigenaar is not None:
        eis_eigenaar(eigenaar)
    gezegd = {"omschrijving": omschrijving, "gedaan_door": gedaan_door, "gedaan_in": gedaan_in}
    nummer = (nummer or "").strip() or None
    fouten = {veld: vraag for veld, vraag in _VRAGEN.items() if not gezegd[veld].strip()}
    fouten |= _keur_dagen(gedaan_op, uiterlijk, herijken_op, nu)
    if nummer and session.exec(select(Toezegging.id).where(Toezegging.nummer == nummer)).first():
        fouten["nummer"] = f"Nummer {nummer} staat al in het register."
    if actie is not None and actie.programma_id != programma.id:
        fouten["actie"] = "Deze actie hoort bij een andere agenda."
    weiger(fouten)
    toezegging = Toezegging(
        programma_id=programma.id,
        actie_id=actie.id if actie else None,
        nummer=nummer,
        gedaan_op=gedaan_op,
        eigenaar_id=(eigenaar or door).id,
        uiterlijk=uiterlijk,
        herijken_op=herijken_op,
        is_voorbeeld=is_voorbeeld,
        **{veld: tekst.strip() for veld, tekst in gezegd.items()},
    )
    if kenmerk is not None:
        toezegging.uuid = kenmerk
    session.add(toezegging)
    _noteer(session, "genoteerd", toezegging, {}, toezegging.omschrijving, door=door, nu=nu)
    return toezegging


def voldoen(
    session: Session,
    toezegging: Toezegging,
    *,
    op: dt.date,
    tekst: str,
    door: Gebruiker,
    nu: dt.datetime,
    deels: bool = False,
    kenmerk: uuid_.UUID | None = None,
) -> None:
    """GS kept it on that day, or part of it, with what shows it.

    Refuses with OngeldigeInvoer a day ahead or before the toezegging, and no words about what shows it; with
    OngeldigeOvergang one that was kept; with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "toezegging.opvolgen", toezegging)
    if zoek(session, Toezeggingstap, kenmerk):
        raise AlGebeurd("Dit staat er al bij. U hoeft niets meer te doen.")
    if op > dag_van(nu):
        raise OngeldigeInvoer("Deze dag moet nog komen.", {"op": ["Deze dag moet nog komen."]})
    if op < toezegging.gedaan_op:
        zin = "Deze dag ligt vóór de dag van de toezegging."
        raise OngeldigeInvoer(zin, {"op": [zin]})
    voor = toezegging.voor_logboek()
    stap = toezegging.voldoen(op, tekst, deels=deels)
    if kenmerk is not None:
        stap.uuid = kenmerk
    _noteer(session, "deels_voldaan" if deels else "voldaan", toezegging, voor, tekst, door=door, nu=nu)


def verzetten(
    session: Session, toezegging: Toezegging, *, naar: dt.date, tekst: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """It has a new date with the reason; the earlier ones are kept.

    Refuses with OngeldigeInvoer a date in the past or no reason, with AlGebeurd the date that holds already, with
    OngeldigeOvergang one that was kept.
    """
    eis(door, "toezegging.opvolgen", toezegging)
    if naar <= dag_van(nu):
        zin = "De nieuwe datum ligt niet in de toekomst."
        raise OngeldigeInvoer(zin, {"naar": [zin]})
    voor = toezegging.voor_logboek()
    toezegging.verzetten(naar, dag_van(nu), tekst)
    _noteer(session, "verzet", toezegging, voor, tekst, door=door, nu=nu)


def overdragen(
    session: Session, toezegging: Toezegging, *, eigenaar: Gebruiker, door: Gebruiker, nu: dt.datetime
) -> None:
    """A colleague guards it from now on, and decides about it in a herijking that runs.

    Refuses with OngeldigeInvoer a colleague without an account or who may only read, with AlGebeurd who guards it
    already.
    """
    eis(door, "toezegging.opvolgen", toezegging)
    eis_eigenaar(eigenaar)
    if toezegging.eigenaar_id == eigenaar.id:
        raise AlGebeurd(f"{eigenaar.naam} bewaakt deze toezegging al.")
    was = session.get(Gebruiker, toezegging.eigenaar_id) if toezegging.eigenaar_id else None
    toezegging.eigenaar_id = eigenaar.id
    for regel in nog_te_besluiten(session, toezegging):
        regel.eigenaar_id = eigenaar.id
    voor_na = {"voor": {"eigenaar": was.naam if was else None}, "na": {"eigenaar": eigenaar.naam}}
    noteer(session, "toezegging.overgedragen", toezegging, door=door, nu=nu, **voor_na)


def _keur_dagen(
    gedaan_op: dt.date, uiterlijk: dt.date | None, herijken_op: dt.date | None, nu: dt.datetime
) -> dict[str, str]:
    fouten = {}
    if gedaan_op > dag_van(nu):
        fouten["gedaan_op"] = "Deze dag moet nog komen."
    if uiterlijk is None and herijken_op is None:
        fouten["uiterlijk"] = "Wanneer moet het er zijn? Geen datum? Vul dan in wanneer u opnieuw kijkt."
    elif uiterlijk is not None and uiterlijk < gedaan_op:
        fouten["uiterlijk"] = "Deze dag ligt vóór de dag van de toezegging."
    return fouten


def _noteer(
    session: Session,
    wat: str,
    toezegging: Toezegging,
    voor: dict[str, Any],
    reden: str,
    *,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    na = toezegging.voor_logboek()
    noteer(session, f"toezegging.{wat}", toezegging, door=door, nu=nu, reden=reden, voor=voor, na=na)
