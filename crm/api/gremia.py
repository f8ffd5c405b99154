"""Governing bodies, who sits in them, and what they owe every year."""

from crm.api.collectie import Collectie
from crm.models import Gremium
from crm.schemas import nouns

GREMIA = Collectie("gremia", Gremium, nouns.GREMIUM, filters=("programma",))
COLLECTIES = (GREMIA,)
