"""The outbox: what waits, what was sent, and what failed."""

from crm.api.collectie import Collectie
from crm.models import Bericht, OnbestelbaarAdres
from crm.schemas import nouns

BERICHTEN = Collectie(
    "berichten", Bericht, nouns.BERICHT, filters=("soort", "status"), recht="bericht.beheren"
)
ONBESTELBAAR = Collectie(
    "onbestelbare-adressen", OnbestelbaarAdres, nouns.ONBESTELBAAR_ADRES, recht="bericht.beheren"
)
COLLECTIES = (BERICHTEN, ONBESTELBAAR)
