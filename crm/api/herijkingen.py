"""The half-yearly rounds along everything that was promised."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.errors import NietGevonden
from crm.models import Herijking, Herijkingsregel
from crm.schemas import nouns
from crm.schemas.herijking import BesluitOverRegel, HerijkingInvoer
from crm.workflows import afspraken_herijken

HERIJKINGEN = Collectie("herijkingen", Herijking, nouns.HERIJKING, filters=("jaar", "helft"))
COLLECTIES = (HERIJKINGEN,)


def _besluit(session: Session, herijking: Herijking, *, regel: Herijkingsregel, **gegevens: Any) -> None:
    if regel.herijking_id != herijking.id:
        raise NietGevonden("Deze regel hoort niet bij deze herijking.")
    afspraken_herijken.besluiten(session, regel, **gegevens)


HERIJKINGEN.maak(afspraken_herijken.starten, HerijkingInvoer, "Begin een herijking")
HERIJKINGEN.stap("_besluit", _besluit, "Besluit over één regel", BesluitOverRegel)
HERIJKINGEN.stap("_rondaf", afspraken_herijken.afronden, "Rond een herijking af")
