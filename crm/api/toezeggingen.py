"""What GS promised PS."""

from crm.api.collectie import Collectie
from crm.models import Toezegging
from crm.schemas import nouns

TOEZEGGINGEN = Collectie(
    "toezeggingen",
    Toezegging,
    nouns.TOEZEGGING,
    filters=("programma", "actie", "status", "eigenaar", "uiterlijk", "nummer"),
)
COLLECTIES = (TOEZEGGINGEN,)
