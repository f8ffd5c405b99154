"""What ambassadeurs put before GS."""

from crm.api.collectie import Collectie
from crm.models import Signaal
from crm.schemas import nouns

SIGNALEN = Collectie(
    "signalen",
    Signaal,
    nouns.SIGNAAL,
    filters=("programma", "opdracht", "actie", "coalitie", "status", "is_gevraagd"),
)
COLLECTIES = (SIGNALEN,)
