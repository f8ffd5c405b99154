"""Organisations: adding one, mending one, and learning another name for it."""

import datetime as dt
from typing import Any

from sqlmodel import Session, select

from crm.errors import AlGebeurd, OngeldigeInvoer, Verouderd
from crm.models import Gebruiker, Helix, Organisatie, OrganisatieAlias, noteer
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis
from crm.queries.organisatie_zoeken import bekend

WIJZIGBAAR = frozenset({"naam", "helix", "aard", "regio", "kvk_nummer", "oin", "website", "toelichting"})


def toevoegen(
    session: Session, *, naam: str, helix: Helix, door: Gebruiker, nu: dt.datetime, **overig: Any
) -> Organisatie:
    """There is a new organisation.

    Refuses with AlGebeurd a name that we know already, also as an alias; with OngeldigeInvoer an empty one.
    """
    eis(door, "organisatie.toevoegen")
    schoon = " ".join(naam.split())
    if not naam_sleutel(schoon):
        raise OngeldigeInvoer("Vul een naam in.", {"naam": ["Vul een naam in."]})
    bestaat = bekend(session, [schoon]).get(schoon)
    if bestaat is not None:
        raise AlGebeurd(f"‘{schoon}’ staat er al, als ‘{bestaat.naam}’.")
    _eis_eigen_nummers(session, overig)
    organisatie = Organisatie(naam=schoon, naam_sleutel=naam_sleutel(schoon), helix=helix, **overig)
    session.add(organisatie)
    noteer(
        session,
        "organisatie.toegevoegd",
        organisatie,
        door=door,
        nu=nu,
        na={"naam": schoon, "helix": str(helix)},
    )
    return organisatie


def wijzigen(
    session: Session,
    organisatie: Organisatie,
    *,
    versie: int,
    wijzigingen: dict[str, Any],
    door: Gebruiker,
    nu: dt.datetime,
) -> Organisatie:
    """The organisation has these values.

    Refuses with Verouderd when somebody saved a newer version than the one that was looked at.
    """
    eis(door, "organisatie.wijzigen", organisatie)
    if organisatie.versie != versie:
        raise Verouderd(
            f"Iemand anders heeft ‘{organisatie.naam}’ intussen gewijzigd. Uw wijziging is nog niet opgeslagen."
        )
    vreemd = set(wijzigingen) - WIJZIGBAAR
    if vreemd:
        raise OngeldigeInvoer(f"Deze velden kunt u hier niet wijzigen: {', '.join(sorted(vreemd))}.")
    if "naam" in wijzigingen:
        _hernoemen(session, organisatie, wijzigingen["naam"])
    anders = {veld: waarde for veld, waarde in wijzigingen.items() if getattr(organisatie, veld) != waarde}
    if not anders:
        return organisatie
    _eis_eigen_nummers(session, anders)
    voor = {veld: _schrijf(getattr(organisatie, veld)) for veld in anders}
    for veld, waarde in anders.items():
        setattr(organisatie, veld, waarde)
    organisatie.naam_sleutel = naam_sleutel(organisatie.naam)
    na = {veld: _schrijf(waarde) for veld, waarde in anders.items()}
    noteer(session, "organisatie.gewijzigd", organisatie, door=door, nu=nu, voor=voor, na=na)
    return organisatie


def alias_toevoegen(
    session: Session, organisatie: Organisatie, naam: str, *, door: Gebruiker, nu: dt.datetime
) -> OrganisatieAlias:
    """The organisation is known by this name too. Refuses with AlGebeurd a name that means one already."""
    eis(door, "organisatie.wijzigen", organisatie)
    schoon = " ".join(naam.split())
    if not naam_sleutel(schoon):
        raise OngeldigeInvoer("Vul een naam in.", {"naam": ["Vul een naam in."]})
    bestaat = bekend(session, [schoon]).get(schoon)
    if bestaat is not None:
        raise AlGebeurd(f"‘{schoon}’ hoort al bij ‘{bestaat.naam}’.")
    alias = OrganisatieAlias(organisatie_id=organisatie.id, naam=schoon, naam_sleutel=naam_sleutel(schoon))
    session.add(alias)
    noteer(session, "organisatie.alias_toegevoegd", organisatie, door=door, nu=nu, na={"alias": schoon})
    return alias


def _hernoemen(session: Session, organisatie: Organisatie, naam: str) -> None:
    ander = bekend(session, [naam]).get(naam)
    if ander is not None and ander.id != organisatie.id:
        zin = f"‘{naam}’ is al de naam van ‘{ander.naam}’."
        raise OngeldigeInvoer(zin, {"naam": [zin]})
    if not naam_sleutel(naam):
        raise OngeldigeInvoer("Vul een naam in.", {"naam": ["Vul een naam in."]})


def _eis_eigen_nummers(session: Session, velden: dict[str, Any]) -> None:
    """A KvK number or OIN belongs to one organisation; whose it is already is said by name."""
    for veld, naam in (("kvk_nummer", "KvK-nummer"), ("oin", "OIN")):
        nummer = velden.get(veld)
        if not nummer:
            continue
        ander = session.exec(select(Organisatie.naam).where(getattr(Organisatie, veld) == nummer)).first()
        if ander is not None:
            zin = f"Dit {naam} is al van ‘{ander}’."
            raise OngeldigeInvoer(zin, {veld: [zin]})


def _schrijf(waarde: Any) -> Any:
    return None if waarde is None else str(waarde)
