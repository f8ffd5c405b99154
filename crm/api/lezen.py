"""The nouns that are only read here; they come in by the agenda file or by a verb on another noun."""

from crm import models as m
from crm.api.collectie import Collectie
from crm.schemas import nouns

COLLECTIES = (
    Collectie("programmas", m.Programma, nouns.PROGRAMMA, volgorde="-jaar_van"),
    Collectie("doelen", m.Doel, nouns.DOEL, volgorde="volgorde", filters=("programma", "ouder", "niveau")),
    Collectie("indicatoren", m.Indicator, nouns.INDICATOR, filters=("programma", "doel", "actie", "soort")),
)
