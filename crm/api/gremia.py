"""Governing bodies, who sits in them, and what they owe every year."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.errors import NietGevonden
from crm.models import Gremium, Gremiumlid
from crm.schemas import nouns
from crm.schemas.gremium import LidInvoer, LidVertrek
from crm.workflows import gremium_instellen

GREMIA = Collectie("gremia", Gremium, nouns.GREMIUM, filters=("programma",))
COLLECTIES = (GREMIA,)


def _laat_uit(session: Session, gremium: Gremium, *, lid: Gremiumlid, **wie: Any) -> None:
    if lid.gremium_id != gremium.id:
        raise NietGevonden("Dit lidmaatschap hoort niet bij dit gremium.")
    gremium_instellen.uitlaten(session, lid, **wie)


GREMIA.stap("_laattoe", gremium_instellen.toelaten, "Laat een organisatie of persoon toe", LidInvoer)
GREMIA.stap("_laatuit", _laat_uit, "Noteer de laatste dag van een lidmaatschap", LidVertrek)
