"""Governing bodies and their yearly norms, when a new agenda goes on with those of the one before."""

import datetime as dt

from sqlmodel import Session, col, select

from crm.errors import AlGebeurd
from crm.models import Gebruiker, Gremium, Norm, Programma, noteer
from crm.permissions import eis

_OVER_TE_NEMEN = ("omschrijving", "eenheid", "minimum", "maximum", "telling", "bron_id")


def overnemen(
    session: Session, programma: Programma, vorige: Programma, *, door: Gebruiker, nu: dt.datetime
) -> list[Norm]:
    """The agenda has the gremia and norms of the one before it, each still pointing at the place it was read.

    Refuses with AlGebeurd an agenda that has norms of its own.
    """
    eis(door, "opdracht.wijzigen")
    if session.exec(select(Norm.id).where(Norm.programma_id == programma.id)).first():
        raise AlGebeurd(f"‘{programma.naam}’ heeft al normen.")
    eigen = {}
    for gremium in session.exec(select(Gremium).where(Gremium.programma_id == vorige.id).order_by(col(Gremium.id))):
        velden = gremium.model_dump(include={"naam", "naam_varianten", "soort", "rol", "doelgroep", "bron_id"})
        eigen[gremium.id] = Gremium(programma_id=programma.id, **velden)
    session.add_all(eigen.values())
    session.flush()
    normen = []
    for norm in session.exec(select(Norm).where(Norm.programma_id == vorige.id).order_by(col(Norm.id))):
        velden = norm.model_dump(include=set(_OVER_TE_NEMEN))
        gremium = eigen.get(norm.gremium_id)
        normen.append(Norm(programma_id=programma.id, gremium_id=gremium.id if gremium else None, **velden))
    session.add_all(normen)
    na = {"van": vorige.code, "gremia": len(eigen), "normen": len(normen)}
    noteer(session, "gremium.overgenomen", programma, door=door, nu=nu, na=na)
    return normen
