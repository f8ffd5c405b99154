"""The products of the begrotingscyclus and their dates.

A product is taken off the calendar with an operation and not with DELETE: it asks for a reason, which the log keeps.
"""

from typing import Any

from flask import Response, json
from sqlmodel import Session

from crm import http
from crm.api.blueprint import WORTEL
from crm.api.collectie import Collectie
from crm.http.verwijzingen import verwijzingen
from crm.models import PcProduct
from crm.schemas import nouns
from crm.schemas.pc_product import JaarInrichting, Meldingsdag, PcProductWijziging, PcReden
from crm.workflows import pc_kalender_bijhouden


class _PcProducten(Collectie):
    """As every collection, and one order that makes many at once."""

    def richt_in(self) -> None:
        self._voeg_toe(
            "POST",
            "/_richtin",
            self._richt_in,
            "richtin",
            self._blad,
            JaarInrichting,
            "Zet een begrotingsjaar op de kalender; wat er al staat, blijft zoals het is",
        )

    def _richt_in(self, gegevens: dict[str, Any]) -> Response:
        gelezen = verwijzingen(JaarInrichting(), gegevens)
        nieuw = pc_kalender_bijhouden.inrichten(http.sessie(), **gelezen, door=http.door(), nu=http.nu())
        http.sessie().flush()
        zelf = f"{WORTEL}/{self.pad}?jaar={gegevens['jaar']}"
        inhoud = self._blad().dump({"items": self._beelden(nieuw), "links": {"self": {"href": zelf}}})
        http.bewaar()
        return Response(json.dumps(inhoud), mimetype="application/json")


PC_PRODUCTEN = _PcProducten(
    "pc-producten", PcProduct, nouns.PC_PRODUCT, filters=("soort", "jaar", "peildatum", "eigenaar")
)
COLLECTIES = (PC_PRODUCTEN,)


def _wijzig(session: Session, product: PcProduct, gegevens: dict[str, Any], **wie: Any) -> None:
    gelezen = verwijzingen(PcProductWijziging(), gegevens)
    pc_kalender_bijhouden.wijzigen(session, product, gelezen, **wie)


PC_PRODUCTEN.richt_in()
PC_PRODUCTEN.wijzig(_wijzig, PcProductWijziging, "Wijzig de dagen, de termijn of de eigenaar van een stuk")
PC_PRODUCTEN.stap(
    "_leveraan", pc_kalender_bijhouden.aanleveren, "Alle teksten en cijfers zijn binnen", Meldingsdag
)
PC_PRODUCTEN.stap(
    "_meldgereed", pc_kalender_bijhouden.gereedmelden, "Het stuk is klaar, of verzonden aan de minister", Meldingsdag
)
PC_PRODUCTEN.stap("_heropen", pc_kalender_bijhouden.heropenen, "Het stuk gaat weer open", PcReden)
PC_PRODUCTEN.stap(
    "_verwijder",
    pc_kalender_bijhouden.verwijderen,
    "Haal het stuk van de kalender; het antwoord is hoe het stond",
    PcReden,
)
