"""The outbox: what waits, what was sent, and what failed."""

from crm.api.collectie import Collectie
from crm.models import Bericht, OnbestelbaarAdres
from crm.schemas import nouns
from crm.schemas.bericht import Intrekking
from crm.workflows import berichten_beheren

BERICHTEN = Collectie(
    "berichten", Bericht, nouns.BERICHT, filters=("soort", "status"), recht="bericht.beheren"
)
ONBESTELBAAR = Collectie(
    "onbestelbare-adressen", OnbestelbaarAdres, nouns.ONBESTELBAAR_ADRES, recht="bericht.beheren"
)
COLLECTIES = (BERICHTEN, ONBESTELBAAR)

BERICHTEN.stap("_probeeropnieuw", berichten_beheren.opnieuw, "Probeer wat mislukte opnieuw te versturen")
BERICHTEN.stap("_trekin", berichten_beheren.intrekken, "Houd het bericht tegen, met een reden", Intrekking)
ONBESTELBAAR.stap("_geefvrij", berichten_beheren.adres_vrijgeven, "Stuur weer mail naar dit adres")
