"""Reminders: what is due, what was sent, and why something was not."""

from crm.api.collectie import Collectie
from crm.models import Herinnering
from crm.schemas import nouns

HERINNERINGEN = Collectie(
    "herinneringen",
    Herinnering,
    nouns.HERINNERING,
    filters=("onderwerp", "status", "datum", "gepland_voor"),
    recht="bericht.beheren",
)
COLLECTIES = (HERINNERINGEN,)
