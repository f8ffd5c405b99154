"""Meetings: writing one up, planning, moving and calling one off, inviting, mending the write-up; and action points."""

from collections.abc import Callable
from typing import Any

from sqlmodel import Session

from crm import http
from crm.api.collectie import Collectie
from crm.models import Actiepunt, Overleg
from crm.schemas import nouns
from crm.schemas.overleg import (
    Afzeggen,
    OverlegCorrectie,
    OverlegInvoer,
    OverlegPlan,
    Reden,
    Uitnodigen,
    Verzetten,
)
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


def _met_papier(verb: Callable[..., Any]) -> Callable[..., Any]:
    """The verb, with the paper for the mails that it may write."""

    def doe(session: Session, *onderwerp: Overleg, **gegevens: Any) -> Any:
        return verb(session, *onderwerp, papier=http.papier(), **gegevens)

    return doe


OVERLEGGEN.maak(overleg_vastleggen.vastleggen, OverlegInvoer, "Leg een gehouden overleg vast")
OVERLEGGEN.maak(_met_papier(overleg_plannen.plannen), OverlegPlan, "Plan een overleg", pad="/_plan")
OVERLEGGEN.stap("_verzet", _met_papier(overleg_plannen.verzetten), "Verzet een gepland overleg", Verzetten)
OVERLEGGEN.stap("_nodiguit", _met_papier(overleg_plannen.uitnodigen), "Nodig uit voor een gepland overleg", Uitnodigen)
OVERLEGGEN.stap("_zegaf", _met_papier(overleg_plannen.afzeggen), "Haal iemand van de lijst", Afzeggen)
OVERLEGGEN.stap("_gelastaf", _met_papier(overleg_plannen.afgelasten), "Gelast een gepland overleg af", Reden)
OVERLEGGEN.wijzig(_corrigeer, OverlegCorrectie, "Verbeter een verslag")

ACTIEPUNTEN.stap("_rondaf", actiepunt_sluiten.afronden, "Rond een actiepunt af")
ACTIEPUNTEN.stap("_laatvervallen", actiepunt_sluiten.vervallen, "Laat een actiepunt vervallen", Reden)
ACTIEPUNTEN.stap("_heropen", actiepunt_sluiten.heropenen, "Zet een gesloten actiepunt weer open")
