"""The field Waarover: people type the name of a dossier, the verb wants to know which one."""

from sqlmodel import Session

from crm.queries.waarover import Dossier, dossiers, herken, lijken
from crm.web.formulieren import Formulier


def kies(formulier: Formulier, session: Session) -> Dossier | None:
    """The dossier that was typed; an unknown one becomes a question at the field."""
    tekst = formulier.waarde("waarover").strip()
    if not tekst:
        return None
    alle = dossiers(session)
    gevonden = herken(alle, tekst)
    if gevonden is None:
        namen = " of ".join(f"‘{dossier.naam}’" for dossier in lijken(alle, tekst))
        vraag = (
            f"Bedoelt u {namen}?" if namen else "Kies een coalitie, gremium, actie of agenda uit de lijst."
        )
        formulier.fouten["waarover"] = [
            f"‘{tekst}’ kennen wij niet onder die naam. {vraag} U kunt dit veld ook leeg laten en een onderwerp typen."
        ]
    else:
        formulier.zet("waarover", gevonden.naam)
    return gevonden
