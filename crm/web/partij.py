"""Which organisation, and which person there, somebody means who typed a name."""

import datetime as dt

from crm import http
from crm.errors import OngeldigeInvoer
from crm.models import Organisatie, Persoon
from crm.queries.dossiers import vind
from crm.queries.mensen import bekenden
from crm.queries.organisatie_zoeken import LANGSTE_NAAM, bekend, voorstellen


def bedoeld(naam: str, veld: str = "organisatie") -> Organisatie:
    """The organisation with this name; refuses one that we do not know, with what it probably is."""
    if len(naam) > LANGSTE_NAAM:
        # Not repeated in the sentence: a notice travels in a cookie, and a browser drops one that is too large.
        zin = f"Een naam is hoogstens {LANGSTE_NAAM} tekens lang."
        raise OngeldigeInvoer(zin, {veld: [zin]})
    gevonden = bekend(http.sessie(), [naam]).get(naam)
    if gevonden is not None:
        return gevonden
    namen = " of ".join(f"‘{voorstel.organisatie.naam}’" for voorstel in voorstellen(http.sessie(), naam))
    vraag = f" Bedoelt u {namen}?" if namen else " Voeg haar eerst toe bij Relaties."
    zin = f"‘{naam}’ kennen wij niet onder die naam.{vraag}"
    raise OngeldigeInvoer(zin, {veld: [zin]})


def bedoelde_persoon(
    naam: str | None, organisatie: Organisatie, dag: dt.date, veld: str = "persoon"
) -> Persoon | None:
    """The contact with this name who works at that organisation on that day; None when no name was typed.

    Refuses a name that we do not know there: who speaks for a party must work for it.
    """
    if not (naam or "").strip():
        return None
    gevonden = [b for lijst in bekenden(http.sessie(), [naam], dag).values() for b in lijst]
    daar = {bekende.persoon for bekende in gevonden if bekende.organisatie == organisatie.uuid}
    if len(daar) == 1:
        return vind(http.sessie(), Persoon, daar.pop())
    zin = (
        f"Bij {organisatie.naam} werken meer mensen die ‘{naam}’ heten. Laat de naam weg en voeg de persoon later toe."
        if daar
        else f"‘{naam}’ kennen wij niet bij {organisatie.naam}. Voeg de contactpersoon daar eerst toe, of laat dit leeg."
    )
    raise OngeldigeInvoer(zin, {veld: [zin]})
