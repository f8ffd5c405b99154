"""What partners reported with a link, and what we did with it."""

from crm.api.collectie import Collectie
from crm.models import Partnermelding
from crm.schemas import nouns

PARTNERMELDINGEN = Collectie(
    "partnermeldingen", Partnermelding, nouns.PARTNERMELDING, filters=("afspraak", "doel", "status")
)
COLLECTIES = (PARTNERMELDINGEN,)
