"""Coalities: founding, members in and out, and the steps of their life."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.errors import NietGevonden
from crm.models import Deelneming, Ontwikkelcoalitie
from crm.schemas import nouns
from crm.schemas.ontwikkelcoalitie import Beeindiging, CoalitieInvoer, DeelnemingInvoer, Uittreding
from crm.workflows import coalitie_vormen

ONTWIKKELCOALITIES = Collectie(
    "ontwikkelcoalities",
    Ontwikkelcoalitie,
    nouns.ONTWIKKELCOALITIE,
    filters=("programma", "status", "nummer", "is_voorbeeld"),
)
COLLECTIES = (ONTWIKKELCOALITIES,)


def _laat_uit(session: Session, coalitie: Ontwikkelcoalitie, *, deelneming: Deelneming, **wie: Any) -> None:
    if deelneming.coalitie_id != coalitie.id:
        raise NietGevonden("Deze deelneming hoort niet bij deze coalitie.")
    coalitie_vormen.lid_uitlaten(session, deelneming, **wie)


ONTWIKKELCOALITIES.maak(coalitie_vormen.oprichten, CoalitieInvoer, "Richt een coalitie op")
ONTWIKKELCOALITIES.stap(
    "_laattoe", coalitie_vormen.lid_toelaten, "Laat een organisatie meedoen", DeelnemingInvoer
)
ONTWIKKELCOALITIES.stap("_laatuit", _laat_uit, "Noteer de laatste dag van een deelneming", Uittreding)
ONTWIKKELCOALITIES.stap("_vorm", coalitie_vormen.vormen, "Ga van verkenning naar vorming")
ONTWIKKELCOALITIES.stap("_startcase", coalitie_vormen.case_starten, "Begin aan de purpose case")
ONTWIKKELCOALITIES.stap("_beeindig", coalitie_vormen.beeindigen, "Beëindig een coalitie", Beeindiging)
