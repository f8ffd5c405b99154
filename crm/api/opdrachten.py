"""Mandates, and who holds them."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.models import Opdracht, Persoon
from crm.schemas import nouns
from crm.schemas.opdracht import Aanwijzing
from crm.workflows import opdracht_vervullen

OPDRACHTEN = Collectie(
    "opdrachten", Opdracht, nouns.OPDRACHT, filters=("programma", "actie", "soort", "status")
)
COLLECTIES = (OPDRACHTEN,)


def _wijs_aan(session: Session, opdracht: Opdracht, *, persoon: Persoon, **gegevens: Any) -> None:
    opdracht_vervullen.aanwijzen(session, opdracht, persoon, **gegevens)


OPDRACHTEN.stap("_wijsaan", _wijs_aan, "Zeg wie de opdracht gaat vervullen", Aanwijzing)
