"""Which organisation somebody means who typed a name."""

from crm import http
from crm.errors import OngeldigeInvoer
from crm.models import Organisatie
from crm.queries.organisatie_zoeken import bekend, voorstellen


def bedoeld(naam: str, veld: str = "organisatie") -> Organisatie:
    """The organisation with this name; refuses one that we do not know, with what it probably is."""
    gevonden = bekend(http.sessie(), [naam]).get(naam)
    if gevonden is not None:
        return gevonden
    namen = " of ".join(f"‘{voorstel.organisatie.naam}’" for voorstel in voorstellen(http.sessie(), naam))
    vraag = f" Bedoelt u {namen}?" if namen else " Voeg haar eerst toe bij Relaties."
    zin = f"‘{naam}’ kennen wij niet onder die naam.{vraag}"
    raise OngeldigeInvoer(zin, {veld: [zin]})
