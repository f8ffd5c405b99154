"""The yearly agendas of the ambassadeurs."""

from crm.api.collectie import Collectie
from crm.models import Werkagenda
from crm.schemas import nouns

WERKAGENDAS = Collectie("werkagendas", Werkagenda, nouns.WERKAGENDA, filters=("opdracht", "jaar", "status"))
COLLECTIES = (WERKAGENDAS,)
