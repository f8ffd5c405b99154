"""Mandates: who holds one, from when until when, with gaps where nobody does."""

import datetime as dt

from sqlmodel import Session, select

from crm.errors import OngeldigeInvoer
from crm.models import Gebruiker, Opdracht, OpdrachtStatus, Persoon, Rolvervulling, dag_van, noteer
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
    """This person holds the mandate from that day; whoever held it stops the day before.

    A planned mandate starts with its first holder. Refuses with OngeldigeInvoer a last day before the first, and days
    on which somebody who came later holds it already.
    """
    eis(door, "opdracht.wijzigen")
    if tot is not None and tot < van:
        zin = "De laatste dag ligt vóór de eerste."
        raise OngeldigeInvoer(zin, {"tot": [zin]})
    anderen = session.exec(select(Rolvervulling).where(Rolvervulling.opdracht_id == opdracht.id)).all()
    for ander in anderen:
        if ander.van >= van and (tot is None or ander.van <= tot):
            zin = f"Iemand anders vervult deze opdracht vanaf {ander.van:%d-%m-%Y}. Kies een laatste dag daarvoor."
            raise OngeldigeInvoer(zin, {"van": [zin]})
    for ander in anderen:
        if ander.van < van and (ander.tot is None or ander.tot >= van):
            ander.tot = van - dt.timedelta(days=1)
    vervulling = Rolvervulling(opdracht_id=opdracht.id, persoon_id=persoon.id, van=van, tot=tot)
    session.add(vervulling)
    if opdracht.status is OpdrachtStatus.GEPLAND and van <= dag_van(nu):
        opdracht.LEVENSLOOP.apply(opdracht, "starten")
    noteer(session, "opdracht.vervuld", opdracht, door=door, nu=nu, na={"van": van.isoformat()})
    return vervulling
