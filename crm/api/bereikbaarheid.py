"""When people are not reminded: absences, kinds that somebody does not want, and days on which nobody works."""

from crm.api.collectie import Collectie
from crm.models import VrijeDag
from crm.schemas import nouns

VRIJE_DAGEN = Collectie("vrije-dagen", VrijeDag, nouns.VRIJE_DAG, volgorde="van")
COLLECTIES = (VRIJE_DAGEN,)
