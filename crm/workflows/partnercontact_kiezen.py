"""Choosing who at the partner gets mail about a promise."""

import datetime as dt

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer, OngeldigeOvergang
from crm.models import Gebruiker, Partnerafspraak, Persoon, dag_van, noteer, trek_links_in
from crm.permissions import eis
from crm.queries.partnercontacten import mogelijke_contacten


def kiezen(
    session: Session,
    afspraak: Partnerafspraak,
    *,
    contact: Persoon | None,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """This person gets the mail about the promise from now on, or nobody; links of who got it before stop working.

    Refuses with OngeldigeOvergang a closed promise; with AlGebeurd who is the contact already; with OngeldigeInvoer who
    does not work at the partner now, and who has no e-mail address.
    """
    eis(door, "partnerafspraak.opvolgen", afspraak)
    eis(door, "persoon.lezen")
    if afspraak.is_gesloten:
        raise OngeldigeOvergang("Deze afspraak is gesloten; er gaat geen mail meer over uit.")
    nieuw = contact.id if contact else None
    if nieuw == afspraak.contact_id:
        raise AlGebeurd("Dat is al zo. U hoeft niets meer te doen.")
    if contact is not None:
        _keur(session, afspraak, contact, dag_van(nu))
    was = afspraak.contact_id
    if was is not None:
        reden = "Iemand anders is de contactpersoon."
        trek_links_in(session, [afspraak.id], nu=nu, reden=reden, persoon_id=was)
    afspraak.contact_id = nieuw
    voor_na = {"voor": {"persoon_id": was}, "na": {"persoon_id": nieuw}}
    noteer(session, "partnerafspraak.contact_gekozen", afspraak, door=door, nu=nu, **voor_na)


def _keur(session: Session, afspraak: Partnerafspraak, contact: Persoon, dag: dt.date) -> None:
    keuzes = {keuze.id: keuze for keuze in mogelijke_contacten(session, afspraak, dag)}
    if contact.id not in keuzes:
        zin = f"{contact.naam} heeft nu geen functie bij deze partner. Leg die eerst vast, of kies een ander."
        raise OngeldigeInvoer(zin, {"contact": [zin]})
    if not keuzes[contact.id].heeft_adres:
        zin = f"Van {contact.naam} hebben wij geen e-mailadres. Kies een ander."
        raise OngeldigeInvoer(zin, {"contact": [zin]})
