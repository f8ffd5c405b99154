"""Files on dossiers."""

from crm.api.collectie import Collectie
from crm.models import Bijlage
from crm.schemas import nouns

BIJLAGEN = Collectie(
    "bijlagen",
    Bijlage,
    nouns.BIJLAGE,
    filters=("actie", "coalitie", "case", "organisatie", "overleg", "afspraak", "convenant", "opdracht"),
)
COLLECTIES = (BIJLAGEN,)
