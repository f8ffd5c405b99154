"""When people are not reminded: absences, kinds that somebody does not want, and days on which nobody works."""

from crm.api.collectie import Collectie
from crm.models import VrijeDag
from crm.schemas import nouns
from crm.schemas.vrije_dag import VrijeDagInvoer
from crm.workflows import vrije_dagen_bijhouden

VRIJE_DAGEN = Collectie("vrije-dagen", VrijeDag, nouns.VRIJE_DAG, volgorde="van")
COLLECTIES = (VRIJE_DAGEN,)

VRIJE_DAGEN.maak(vrije_dagen_bijhouden.toevoegen, VrijeDagInvoer, "Voeg vrije dagen toe")
VRIJE_DAGEN.stap("_verwijder", vrije_dagen_bijhouden.verwijderen, "Haal vrije dagen weg")
