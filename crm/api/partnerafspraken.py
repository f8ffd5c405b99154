"""What partners promised, and what came of it."""

from crm.api.collectie import Collectie
from crm.models import Partnerafspraak
from crm.schemas import nouns
from crm.schemas.partnerafspraak import Bevestiging, LeveringInvoer, Sluiting, VerzettingInvoer
from crm.workflows import partnerafspraak_opvolgen as opvolgen

PARTNERAFSPRAKEN = Collectie(
    "partnerafspraken",
    Partnerafspraak,
    nouns.PARTNERAFSPRAAK,
    filters=(
        "status",
        "soort",
        "organisatie",
        "programma",
        "actie",
        "coalitie",
        "case",
        "convenant",
        "overleg",
        "eigenaar",
        "uiterlijk",
    ),
)
COLLECTIES = (PARTNERAFSPRAKEN,)

PARTNERAFSPRAKEN.stap("_bevestig", opvolgen.bevestigen, "Bevestig een afspraak", Bevestiging)
PARTNERAFSPRAKEN.stap("_lever", opvolgen.leveren, "Noteer een levering met bewijs", LeveringInvoer)
PARTNERAFSPRAKEN.stap("_verzet", opvolgen.verzetten, "Geef een afspraak een nieuwe datum", VerzettingInvoer)
PARTNERAFSPRAKEN.stap("_sluit", opvolgen.sluiten, "Wijs af, trek in of laat vervallen", Sluiting)
