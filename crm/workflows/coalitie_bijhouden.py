"""Keeping a coalitie up to date: its name and aim, the acties it works on, and the campuses it works with."""

import datetime as dt
from typing import Any

from sqlmodel import Session, select

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.models import (
    Actie,
    CoalitieActie,
    CoalitieCampus,
    Gebruiker,
    Ontwikkelcoalitie,
    Organisatie,
    noteer,
)
from crm.permissions import eis
from crm.queries.dossiers import houd_vast

WIJZIGBAAR = frozenset({"naam", "nummer", "doelstelling"})


def wijzigen(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    gegevens: dict[str, Any],
    *,
    versie: int,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The coalitie has these values for naam, nummer and doelstelling; what is not given stays as it is.

    Refuses with Verouderd when somebody saved a newer version than the one that was looked at, with OngeldigeInvoer an
    empty name or another field.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    if coalitie.versie != versie:
        raise Verouderd(
            f"Iemand anders heeft ‘{coalitie.naam}’ intussen gewijzigd. Uw wijziging is nog niet opgeslagen."
        )
    if vreemd := set(gegevens) - WIJZIGBAAR:
        raise OngeldigeInvoer(f"Deze velden kunt u hier niet wijzigen: {', '.join(sorted(vreemd))}.")
    schoon = {veld: (waarde or "").strip() or None for veld, waarde in gegevens.items()}
    if "naam" in schoon and schoon["naam"] is None:
        raise OngeldigeInvoer("Geef de coalitie een naam.", {"naam": ["Geef de coalitie een naam."]})
    na = {veld: waarde for veld, waarde in schoon.items() if getattr(coalitie, veld) != waarde}
    if not na:
        return
    voor = {veld: getattr(coalitie, veld) for veld in na}
    for veld, waarde in na.items():
        setattr(coalitie, veld, waarde)
    noteer(session, "coalitie.gewijzigd", coalitie, door=door, nu=nu, voor=voor, na=na)


def actie_koppelen(
    session: Session, coalitie: Ontwikkelcoalitie, *, actie: Actie, door: Gebruiker, nu: dt.datetime
) -> CoalitieActie:
    """The coalitie works on this actie too.

    Refuses with OngeldigeInvoer an actie of another agenda, with AlGebeurd one it works on already, with
    OngeldigeOvergang a coalitie that has ended.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    coalitie.eis_open("er komen geen acties meer bij")
    if actie.programma_id != coalitie.programma_id:
        zin = f"Actie {actie.nummer} hoort bij een andere agenda dan deze coalitie."
        raise OngeldigeInvoer(zin, {"actie": [zin]})
    if _actie(session, coalitie, actie) is not None:
        raise AlGebeurd(f"Deze coalitie werkt al aan actie {actie.nummer}.")
    koppeling = CoalitieActie(coalitie_id=coalitie.id, actie_id=actie.id)
    session.add(koppeling)
    na = {"actie": actie.nummer, "actie_uuid": str(actie.uuid)}
    noteer(session, "coalitie.actie_gekoppeld", coalitie, door=door, nu=nu, na=na)
    return koppeling


def actie_loskoppelen(
    session: Session, coalitie: Ontwikkelcoalitie, *, actie: Actie, door: Gebruiker, nu: dt.datetime
) -> None:
    """The coalitie does not work on this actie any more; the log keeps that it did.

    Refuses with OngeldigeOvergang an actie that it does not work on, and a coalitie that has ended.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    coalitie.eis_open("haar acties liggen vast")
    koppeling = _actie(session, coalitie, actie)
    if koppeling is None:
        raise OngeldigeOvergang(f"Deze coalitie werkt niet (meer) aan actie {actie.nummer}.")
    session.delete(koppeling)
    voor = {"actie": actie.nummer, "actie_uuid": str(actie.uuid)}
    noteer(session, "coalitie.actie_losgekoppeld", coalitie, door=door, nu=nu, voor=voor)


def campus_koppelen(
    session: Session, coalitie: Ontwikkelcoalitie, *, campus: Organisatie, door: Gebruiker, nu: dt.datetime
) -> CoalitieCampus:
    """The coalitie works with this campus.

    Refuses with AlGebeurd one it works with already, with OngeldigeOvergang a coalitie that has ended.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    coalitie.eis_open("er komen geen campussen meer bij")
    if _campus(session, coalitie, campus) is not None:
        raise AlGebeurd(f"{campus.naam} hoort al bij deze coalitie.")
    koppeling = CoalitieCampus(coalitie_id=coalitie.id, organisatie_id=campus.id)
    session.add(koppeling)
    na = {"campus": campus.naam, "campus_uuid": str(campus.uuid)}
    noteer(session, "coalitie.campus_gekoppeld", coalitie, door=door, nu=nu, na=na)
    return koppeling


def campus_loskoppelen(
    session: Session, coalitie: Ontwikkelcoalitie, *, campus: Organisatie, door: Gebruiker, nu: dt.datetime
) -> None:
    """The coalitie does not work with this campus any more; the log keeps that it did.

    Refuses with OngeldigeOvergang a campus that it does not work with, and a coalitie that has ended.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    houd_vast(session, coalitie)
    coalitie.eis_open("haar campussen liggen vast")
    koppeling = _campus(session, coalitie, campus)
    if koppeling is None:
        raise OngeldigeOvergang(f"{campus.naam} hoort niet (meer) bij deze coalitie.")
    session.delete(koppeling)
    voor = {"campus": campus.naam, "campus_uuid": str(campus.uuid)}
    noteer(session, "coalitie.campus_losgekoppeld", coalitie, door=door, nu=nu, voor=voor)


def _actie(session: Session, coalitie: Ontwikkelcoalitie, actie: Actie) -> CoalitieActie | None:
    return session.exec(
        select(CoalitieActie).where(
            CoalitieActie.coalitie_id == coalitie.id, CoalitieActie.actie_id == actie.id
        )
    ).first()


def _campus(session: Session, coalitie: Ontwikkelcoalitie, campus: Organisatie) -> CoalitieCampus | None:
    return session.exec(
        select(CoalitieCampus).where(
            CoalitieCampus.coalitie_id == coalitie.id, CoalitieCampus.organisatie_id == campus.id
        )
    ).first()
