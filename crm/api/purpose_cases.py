"""Purpose cases: the document, the money, the richtsnoer and the gate."""

from crm.api.collectie import Collectie
from crm.models import Criterium, Financieringsregel, PurposeCase
from crm.schemas import nouns

PURPOSE_CASES = Collectie(
    "purpose-cases",
    PurposeCase,
    nouns.PURPOSE_CASE,
    filters=("coalitie", "status", "uitkomst", "is_voorbeeld"),
)
FINANCIERINGSREGELS = Collectie(
    "financieringsregels",
    Financieringsregel,
    nouns.FINANCIERINGSREGEL,
    filters=("case", "organisatie", "jaar", "soort"),
)
CRITERIA = Collectie(
    "criteria", Criterium, nouns.CRITERIUM, filters=("programma", "soort"), volgorde="volgorde"
)
COLLECTIES = (PURPOSE_CASES, FINANCIERINGSREGELS, CRITERIA)
