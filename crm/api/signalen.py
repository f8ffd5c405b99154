"""What ambassadeurs put before GS, and what came of it."""

from crm.api.collectie import Collectie
from crm.models import Signaal
from crm.schemas import nouns
from crm.schemas.signaal import Agendering, Behandeling, SignaalInvoer, Terzijde
from crm.workflows import signaal_geven

SIGNALEN = Collectie(
    "signalen",
    Signaal,
    nouns.SIGNAAL,
    filters=("programma", "opdracht", "actie", "coalitie", "status", "is_gevraagd", "gegeven_op"),
)
COLLECTIES = (SIGNALEN,)

SIGNALEN.maak(signaal_geven.geven, SignaalInvoer, "Geef een signaal aan GS")
SIGNALEN.stap("_agendeer", signaal_geven.agenderen, "Zet het op de agenda van GS", Agendering)
SIGNALEN.stap("_behandel", signaal_geven.behandelen, "Leg vast wat GS ermee deed", Behandeling)
SIGNALEN.stap("_legterzijde", signaal_geven.terzijde_leggen, "Doe er niets mee, met een reden", Terzijde)
