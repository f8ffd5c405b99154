"""Which organisations and persons an agenda file means."""

from sqlmodel import Session, col, select

from crm.adapters.bestandsfouten import Bestandsfouten
from crm.models import Organisatie, Persoon
from crm.models.organisatie import naam_sleutel
from crm.models.vermelding import Agendabestand, VerwijstNaar
from crm.queries.organisatie_zoeken import bekend, voorstellen


def genoemde_organisaties(session: Session, bestand: Agendabestand) -> dict[str, Organisatie]:
    """The organisations that the file names, by that name: two queries for all of them.

    Refuses with OngeldigeInvoer the ones that we do not know, each with its line and the likeliest name.
    """
    gevraagd = bestand.verwijzingen(VerwijstNaar.ORGANISATIE)
    gevonden = bekend(session, {verwijzing.naam for verwijzing in gevraagd})
    fouten = Bestandsfouten(bestand.naam)
    zinnen: dict[str, str] = {}
    for verwijzing in gevraagd:
        if verwijzing.naam not in gevonden:
            if verwijzing.naam not in zinnen:
                zinnen[verwijzing.naam] = _zin(session, verwijzing.naam)
            fouten.meld(verwijzing.regel, zinnen[verwijzing.naam])
    fouten.weiger()
    return gevonden


def _zin(session: Session, naam: str) -> str:
    namen = " of ".join(f"‘{voorstel.organisatie.naam}’" for voorstel in voorstellen(session, naam))
    anders = "Lees eerst de organisaties in, of schrijf ‘groep:’ als het geen organisatie is."
    return f"De organisatie ‘{naam}’ kennen wij niet. {f'Bedoelt u {namen}?' if namen else anders}"


def genoemde_personen(session: Session, bestand: Agendabestand) -> dict[str, Persoon]:
    """The persons that the file names and that we know, by that name; of namesakes the one that was here first."""
    namen = {verwijzing.naam for verwijzing in bestand.verwijzingen(VerwijstNaar.PERSOON)}
    if not namen:
        return {}
    vraag = select(Persoon).where(col(Persoon.naam_sleutel).in_({naam_sleutel(naam) for naam in namen}))
    per_sleutel = {p.naam_sleutel: p for p in session.exec(vraag.order_by(col(Persoon.id).desc()))}
    return {naam: per_sleutel[naam_sleutel(naam)] for naam in namen if naam_sleutel(naam) in per_sleutel}
