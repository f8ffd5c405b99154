"""Mandates: who holds one, from when until when, with gaps where nobody does."""

import datetime as dt

from sqlmodel import Session, col, select

from crm.errors import OngeldigeInvoer
from crm.models import Gebruiker, Opdracht, OpdrachtStatus, Persoon, Rolvervulling, noteer
from crm.permissions import eis


def aanwijzen(
    session: Session,
    opdracht: Opdracht,
    persoon: Persoon,
    *,
    van: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    tot: dt.date | None = None,
) -> Rolvervulling:
    """This person holds the mandate from that day; whoever held it stops the day before. A planned mandate starts.

    Refuses with OngeldigeInvoer a last day before the first, and a first day before that of the present holder.
    """
    eis(door, "opdracht.wijzigen")
    if tot is not None and tot < van:
        zin = "De laatste dag ligt vóór de eerste."
        raise OngeldigeInvoer(zin, {"tot": [zin]})
    lopend = select(Rolvervulling).where(
        Rolvervulling.opdracht_id == opdracht.id, col(Rolvervulling.tot).is_(None)
    )
    for vorige in session.exec(lopend):
        if vorige.van >= van:
            zin = f"Iemand anders vervult deze opdracht al sinds {vorige.van:%d-%m-%Y}."
            raise OngeldigeInvoer(zin, {"van": [zin]})
        vorige.tot = van - dt.timedelta(days=1)
    vervulling = Rolvervulling(opdracht_id=opdracht.id, persoon_id=persoon.id, van=van, tot=tot)
    session.add(vervulling)
    if opdracht.status is OpdrachtStatus.GEPLAND:
        opdracht.LEVENSLOOP.apply(opdracht, "starten")
    noteer(session, "opdracht.vervuld", opdracht, door=door, nu=nu, na={"van": van.isoformat()})
    return vervulling
