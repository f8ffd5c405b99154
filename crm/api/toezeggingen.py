"""What GS promised PS: the register, and what came of each."""

from crm.api.collectie import Collectie
from crm.models import Toezegging
from crm.schemas import nouns
from crm.schemas.partnerafspraak import Eigenaarswissel
from crm.schemas.toezegging import ToezeggingInvoer, Uitstel, Voldoening
from crm.workflows import toezegging_opvolgen as opvolgen

TOEZEGGINGEN = Collectie(
    "toezeggingen",
    Toezegging,
    nouns.TOEZEGGING,
    filters=("programma", "actie", "status", "eigenaar", "uiterlijk", "nummer"),
)
COLLECTIES = (TOEZEGGINGEN,)

TOEZEGGINGEN.maak(opvolgen.noteren, ToezeggingInvoer, "Noteer een toezegging van GS aan PS")
TOEZEGGINGEN.stap("_voldoe", opvolgen.voldoen, "Noteer dat eraan is voldaan, helemaal of deels", Voldoening)
TOEZEGGINGEN.stap("_verzet", opvolgen.verzetten, "Geef een toezegging een nieuwe datum", Uitstel)
TOEZEGGINGEN.stap("_draagover", opvolgen.overdragen, "Laat een collega haar bewaken", Eigenaarswissel)
