"""The half-yearly rounds along everything that was promised."""

from crm.api.collectie import Collectie
from crm.models import Herijking
from crm.schemas import nouns

HERIJKINGEN = Collectie("herijkingen", Herijking, nouns.HERIJKING, filters=("jaar", "helft"))
COLLECTIES = (HERIJKINGEN,)
