"""Booking in the money ledger. A line is never changed; a mistake is put right with a counter-line."""

import datetime as dt

from sqlmodel import Session

from crm.errors import OngeldigeInvoer
from crm.models import BegrotingSoort, Begrotingsregel, Doel, Gebruiker, Programma, dag_van, noteer
from crm.permissions import eis


def boeken(
    session: Session,
    programma: Programma,
    *,
    post: str,
    jaar: int,
    soort: BegrotingSoort,
    bedrag_cent: int,
    boekdatum: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    doel: Doel | None = None,
    post_volgorde: int = 0,
    toelichting: str | None = None,
) -> Begrotingsregel:
    """The ledger has one more line, in eurocents; a negative amount takes back.

    Refuses with OngeldigeInvoer an amount of zero, a day ahead, and a year outside the agenda.
    """
    eis(door, "begroting.boeken")
    fouten: dict[str, list[str]] = {}
    if bedrag_cent == 0:
        fouten["bedrag_cent"] = ["Een regel van € 0 zegt niets. Vul een bedrag in."]
    if boekdatum > dag_van(nu):
        fouten["boekdatum"] = ["Deze dag moet nog komen."]
    if not programma.jaar_van - 1 <= jaar <= programma.jaar_tot + 1:
        fouten["jaar"] = [f"{jaar} valt buiten de agenda {programma.periode}."]
    if fouten:
        raise OngeldigeInvoer(" ".join(zin for zinnen in fouten.values() for zin in zinnen), fouten)
    regel = Begrotingsregel(
        programma_id=programma.id,
        doel_id=doel.id if doel else None,
        post=post,
        post_volgorde=post_volgorde,
        jaar_van=jaar,
        jaar_tot=jaar,
        soort=soort,
        bedrag_cent=bedrag_cent,
        boekdatum=boekdatum,
        toelichting=toelichting,
        door_id=door.id,
    )
    session.add(regel)
    na = {"post": post, "jaar": jaar, "soort": str(soort), "bedrag_cent": bedrag_cent}
    noteer(session, "begroting.geboekt", regel, door=door, nu=nu, na=na)
    return regel
