"""When people are not reminded: absences, kinds that somebody does not want, and days on which nobody works."""

import uuid as uuid_
from typing import Any

from crm import http
from crm.api.collectie import Collectie
from crm.models import Afwezigheid, Demping, VrijeDag
from crm.permissions import eis, mag
from crm.schemas import nouns
from crm.schemas.bereikbaarheid import AfwezigheidInvoer, DempingInvoer
from crm.schemas.vrije_dag import VrijeDagInvoer
from crm.workflows import bereikbaarheid_bijhouden, vrije_dagen_bijhouden


class VanIemand(Collectie):
    """What belongs to one colleague: one's own, and for who may change them all of them."""

    wijzigen: str

    def _vind(self, uuid: uuid_.UUID) -> Any:
        gevonden = super()._vind(uuid)
        eis(http.door(), self.wijzigen, gevonden)
        return gevonden

    def _zichtbaar(self) -> tuple[Any, ...]:
        return () if mag(http.door(), self.wijzigen) else (self.noun.gebruiker_id == http.door().id,)


class Afwezigheden(VanIemand):
    """When colleagues are away."""

    wijzigen = "afwezigheid.wijzigen"


class Dempingen(VanIemand):
    """What colleagues do not want to be reminded of."""

    wijzigen = "demping.wijzigen"


VRIJE_DAGEN = Collectie("vrije-dagen", VrijeDag, nouns.VRIJE_DAG, volgorde="van")
AFWEZIGHEDEN = Afwezigheden("afwezigheden", Afwezigheid, nouns.AFWEZIGHEID, filters=("van", "tot"))
DEMPINGEN = Dempingen("dempingen", Demping, nouns.DEMPING, filters=("onderwerp",))
COLLECTIES = (VRIJE_DAGEN, AFWEZIGHEDEN, DEMPINGEN)

VRIJE_DAGEN.maak(vrije_dagen_bijhouden.toevoegen, VrijeDagInvoer, "Voeg vrije dagen toe")
VRIJE_DAGEN.stap("_verwijder", vrije_dagen_bijhouden.verwijderen, "Haal vrije dagen weg")

AFWEZIGHEDEN.maak(bereikbaarheid_bijhouden.afwezig_melden, AfwezigheidInvoer, "Meld dat u er niet bent")
AFWEZIGHEDEN.stap("_trekin", bereikbaarheid_bijhouden.afwezigheid_intrekken, "Meld dat u er weer bent")
DEMPINGEN.maak(bereikbaarheid_bijhouden.dempen, DempingInvoer, "Zet een soort herinneringen uit")
DEMPINGEN.stap("_zetaan", bereikbaarheid_bijhouden.dempen_stoppen, "Zet een soort herinneringen weer aan")
