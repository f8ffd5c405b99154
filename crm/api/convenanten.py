"""Deals with many signatories, and who signed."""

from crm.api.collectie import Collectie
from crm.models import Convenant, Ondertekening
from crm.schemas import nouns

CONVENANTEN = Collectie("convenanten", Convenant, nouns.CONVENANT, filters=("programma", "actie"))
ONDERTEKENINGEN = Collectie(
    "ondertekeningen", Ondertekening, nouns.ONDERTEKENING, filters=("convenant", "organisatie")
)
COLLECTIES = (CONVENANTEN, ONDERTEKENINGEN)
