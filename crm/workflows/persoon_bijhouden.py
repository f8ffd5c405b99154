"""Contact persons: adding one with the job that is the reason we know them."""

import datetime as dt

from sqlmodel import Session

from crm.errors import OngeldigeInvoer
from crm.models import Functie, Gebruiker, Organisatie, Persoon, dag_van, noteer
from crm.models.organisatie import naam_sleutel
from crm.permissions import eis

# AVG: data without contact is not kept for ever. Each contact may set a later day.
BEWAREN = dt.timedelta(days=5 * 366)


def toevoegen(
    session: Session,
    *,
    naam: str,
    organisatie: Organisatie,
    functie: str | None,
    herkomst: str,
    door: Gebruiker,
    nu: dt.datetime,
    email: str | None = None,
    telefoon: str | None = None,
    is_voorbeeld: bool = False,
) -> Persoon:
    """We know this person at this organisation, with where we know them from and until when we keep it."""
    eis(door, "persoon.toevoegen")
    if not naam.strip():
        raise OngeldigeInvoer("Vul een naam in.", {"naam": ["Vul een naam in."]})
    persoon = Persoon(
        naam=naam.strip(),
        naam_sleutel=naam_sleutel(naam),
        email=(email or "").strip().lower() or None,
        telefoon=telefoon,
        herkomst=herkomst,
        bewaren_tot=dag_van(nu) + BEWAREN,
        is_voorbeeld=is_voorbeeld,
    )
    session.add(persoon)
    session.flush()
    session.add(Functie(persoon_id=persoon.id, organisatie_id=organisatie.id, naam=functie, van=dag_van(nu)))
    noteer(session, "persoon.toegevoegd", persoon, door=door, nu=nu, na={"organisatie": organisatie.naam})
    return persoon
