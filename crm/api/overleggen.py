"""Meetings: writing one up, planning one, calling one off, mending the write-up; and their action points."""

from typing import Any

from sqlmodel import Session

from crm.api.collectie import Collectie
from crm.models import Actiepunt, Overleg
from crm.schemas import nouns
from crm.schemas.overleg import OverlegCorrectie, OverlegInvoer, OverlegPlan, Reden
from crm.workflows import actiepunt_sluiten, overleg_plannen, overleg_vastleggen

OVERLEGGEN = Collectie(
    "overleggen",
    Overleg,
    nouns.OVERLEG,
    volgorde="-begint_op",
    filters=("status", "programma", "actie", "coalitie", "gremium", "begint_op", "is_voorbeeld"),
)
ACTIEPUNTEN = Collectie(
    "actiepunten", Actiepunt, nouns.ACTIEPUNT, filters=("status", "overleg", "case", "eigenaar", "uiterlijk")
)
COLLECTIES = (OVERLEGGEN, ACTIEPUNTEN)


def _corrigeer(session: Session, overleg: Overleg, gegevens: dict[str, Any], **wie: Any) -> None:
    overleg_vastleggen.corrigeren(session, overleg, **wie, **gegevens)


OVERLEGGEN.maak(overleg_vastleggen.vastleggen, OverlegInvoer, "Leg een gehouden overleg vast")
OVERLEGGEN.maak(overleg_plannen.plannen, OverlegPlan, "Plan een overleg", pad="/_plan")
OVERLEGGEN.stap("_gelastaf", overleg_plannen.afgelasten, "Gelast een gepland overleg af", Reden)
OVERLEGGEN.wijzig(_corrigeer, OverlegCorrectie, "Verbeter een verslag")

ACTIEPUNTEN.stap("_rondaf", actiepunt_sluiten.afronden, "Rond een actiepunt af")
ACTIEPUNTEN.stap("_laatvervallen", actiepunt_sluiten.vervallen, "Laat een actiepunt vervallen", Reden)
ACTIEPUNTEN.stap("_heropen", actiepunt_sluiten.heropenen, "Zet een gesloten actiepunt weer open")
