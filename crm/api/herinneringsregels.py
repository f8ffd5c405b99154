"""The rules for reminders: their versions, their steps, and what a change would do."""

from crm.api.collectie import Collectie
from crm.models import Herinneringsregel
from crm.schemas import nouns

HERINNERINGSREGELS = Collectie(
    "herinneringsregels",
    Herinneringsregel,
    nouns.HERINNERINGSREGEL,
    filters=("code", "onderwerp", "is_actief"),
)
COLLECTIES = (HERINNERINGSREGELS,)
