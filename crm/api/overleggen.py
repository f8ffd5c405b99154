"""Meetings: writing one up, planning, moving and calling one off, inviting, mending the write-up; and action points."""

from collections.abc import Callable
from typing import Any

from flask import Response, jsonify
from sqlmodel import Session

from crm import http
from crm.adapters.kalender import Genodigde
from crm.adapters.kalender_lezen import GROOTSTE_BESTAND, lees
from crm.api.collectie import Collectie
from crm.models import Actiepunt, Overleg, dag_van
from crm.permissions import eis
from crm.queries.agenda_koppelen import ontwerp
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
from crm.schemas.overleg_ontwerp import AgendaBestand, OverlegOntwerp
from crm.workflows import actiepunt_sluiten, overleg_plannen, overleg_vastleggen


class Overleggen(Collectie):
    """Meetings, and what a file out of a calendar would be as one."""

    def lees_agenda(self) -> None:
        """POST .../_leesagenda with a file gives the draft of a meeting, and saves nothing."""

        def lees_in(gegevens: dict[str, Any]) -> Response:
            eis(http.door(), "overleg.plannen")
            gelezen = lees(gegevens["bestand"].stream.read(GROOTSTE_BESTAND + 1))
            eigen = (http.door().email, Genodigde.uit(http.papier().afzender).email)
            gevonden = ontwerp(http.sessie(), gelezen, dag_van(http.nu()), zonder=eigen)
            inhoud = {
                "onderwerp": gelezen.onderwerp,
                "begint_op": gelezen.begin,
                "eindigt_op": gelezen.einde,
                "locatie": gelezen.plaats,
                "notities": gelezen.notities,
                "agenda_uid": gelezen.uid,
                "overleg": gevonden.bestaand and gevonden.bestaand.uuid,
                "deelnemers": gevonden.deelnemers,
                "opmerkingen": gevonden.opmerkingen,
            }
            return jsonify(OverlegOntwerp().dump(inhoud))

        doet = "Lees een afspraak of mail als ontwerp van een overleg"
        self._voeg_toe("POST", "/_leesagenda", lees_in, "leesagenda", OverlegOntwerp, AgendaBestand, doet, waar="files")


OVERLEGGEN = Overleggen(
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
OVERLEGGEN.lees_agenda()
OVERLEGGEN.wijzig(_corrigeer, OverlegCorrectie, "Verbeter een verslag")

ACTIEPUNTEN.stap("_rondaf", actiepunt_sluiten.afronden, "Rond een actiepunt af")
ACTIEPUNTEN.stap("_laatvervallen", actiepunt_sluiten.vervallen, "Laat een actiepunt vervallen", Reden)
ACTIEPUNTEN.stap("_heropen", actiepunt_sluiten.heropenen, "Zet een gesloten actiepunt weer open")
