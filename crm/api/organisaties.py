"""Organisations and the people we know there."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.models import Organisatie, Persoon
from crm.schemas import nouns
from crm.schemas.organisatie import AliasInvoer, OrganisatieInvoer, OrganisatieWijziging
from crm.schemas.persoon import PersoonInvoer
from crm.workflows import organisatie_bijhouden, persoon_bijhouden

ORGANISATIES = Collectie(
    "organisaties",
    Organisatie,
    nouns.ORGANISATIE,
    volgorde="naam",
    filters=("helix", "regio", "kvk_nummer", "oin", "ouder", "is_voorbeeld"),
    met_zoek=True,
)
# Personal data: no search by name, because a question stands in an address and addresses are logged.
PERSONEN = Collectie("personen", Persoon, nouns.PERSOON, recht="persoon.lezen")
COLLECTIES = (ORGANISATIES, PERSONEN)


def _wijzig(session: Session, organisatie: Organisatie, gegevens: dict[str, Any], **wie: Any) -> None:
    organisatie_bijhouden.wijzigen(session, organisatie, wijzigingen=gegevens, **wie)


def _noem(session: Session, organisatie: Organisatie, *, naam: str, **wie: Any) -> None:
    organisatie_bijhouden.alias_toevoegen(session, organisatie, naam, **wie)


ORGANISATIES.maak(organisatie_bijhouden.toevoegen, OrganisatieInvoer, "Voeg een organisatie toe")
ORGANISATIES.wijzig(_wijzig, OrganisatieWijziging, "Wijzig een organisatie")
ORGANISATIES.stap("_noemook", _noem, "Geef een organisatie een andere naam erbij", AliasInvoer)
PERSONEN.maak(persoon_bijhouden.toevoegen, PersoonInvoer, "Voeg een contactpersoon toe")
