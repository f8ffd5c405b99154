"""The products of the begrotingscyclus and their dates."""

from crm.api.collectie import Collectie
from crm.models import PcProduct
from crm.schemas import nouns

PC_PRODUCTEN = Collectie("pc-producten", PcProduct, nouns.PC_PRODUCT, filters=("soort", "jaar", "peildatum"))
COLLECTIES = (PC_PRODUCTEN,)
