"""Governing bodies: who sits in them and for how long, and their norms when a new agenda goes on with the old."""

import datetime as dt

from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import (
    Criterium,
    Gebruiker,
    Gremium,
    Gremiumlid,
    GremiumRol,
    Norm,
    Organisatie,
    Persoon,
    Programma,
    noteer,
)
from crm.permissions import eis

_OVER_TE_NEMEN = ("omschrijving", "eenheid", "minimum", "maximum", "telling", "bron_id")
_VAN_CRITERIUM = ("code", "eis", "uitleg", "soort", "onder_code", "volgorde", "bron_id")


def overnemen(
    session: Session, programma: Programma, vorige: Programma, *, door: Gebruiker, nu: dt.datetime
) -> list[Norm]:
    """The agenda has the gremia, norms and richtsnoer of the one before it, each still pointing at the place it was read.

    An agenda that has norms or a richtsnoer of its own keeps those, and takes over the other.
    Refuses with AlGebeurd an agenda that has all that the one before it could give.
    """
    eis(door, "opdracht.wijzigen")
    normen = _neem_normen_over(session, programma, vorige)
    criteria = _neem_criteria_over(session, programma, vorige)
    if not normen and not criteria:
        raise AlGebeurd(f"‘{programma.naam}’ heeft al normen en een richtsnoer, of er valt niets over te nemen.")
    gremia = len({norm.gremium_id for norm in normen if norm.gremium_id})
    na = {"van": vorige.code, "gremia": gremia, "normen": len(normen), "criteria": len(criteria)}
    noteer(session, "gremium.overgenomen", programma, door=door, nu=nu, na=na)
    return normen


def _heeft(session: Session, noun: type[Norm | Criterium], programma: Programma) -> bool:
    return session.exec(select(noun.id).where(noun.programma_id == programma.id)).first() is not None


def _neem_normen_over(session: Session, programma: Programma, vorige: Programma) -> list[Norm]:
    if _heeft(session, Norm, programma):
        return []
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
    return normen


def _neem_criteria_over(session: Session, programma: Programma, vorige: Programma) -> list[Criterium]:
    if _heeft(session, Criterium, programma):
        return []
    vraag = select(Criterium).where(Criterium.programma_id == vorige.id).order_by(col(Criterium.id))
    criteria = [
        Criterium(programma_id=programma.id, **punt.model_dump(include=set(_VAN_CRITERIUM)))
        for punt in session.exec(vraag)
    ]
    session.add_all(criteria)
    return criteria


def toelaten(
    session: Session,
    gremium: Gremium,
    *,
    van: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    organisatie: Organisatie | None = None,
    persoon: Persoon | None = None,
    rol: GremiumRol = GremiumRol.LID,
    tot: dt.date | None = None,
) -> Gremiumlid:
    """The organisation or person sits in the gremium from that day; a new voorzitter takes over from the one before.

    Refuses with OngeldigeInvoer nobody at all, a last day before the first and a voorzitter in the term of the next;
    with AlGebeurd who sits there in this role already.
    """
    eis(door, "gremium.wijzigen", gremium)
    if organisatie is None and persoon is None:
        zin = "Noem een organisatie, een persoon of allebei."
        raise OngeldigeInvoer(zin, {"organisatie": [zin]})
    _keur_termijn(van, tot)
    nieuw = Gremiumlid(
        gremium_id=gremium.id,
        organisatie_id=organisatie.id if organisatie else None,
        persoon_id=persoon.id if persoon else None,
        rol=rol,
        van=van,
        tot=tot,
    )
    gremium.laat_toe(nieuw)
    # Two people who appoint at the same moment: the second one is told, so that there is never a second voorzitter.
    gremium.gewijzigd_op = nu
    session.flush()
    na = {"lid": str(nieuw.uuid), "rol": str(rol), "van": van.isoformat()}
    noteer(session, "gremium.lid_toegelaten", gremium, door=door, nu=nu, na=na)
    return nieuw


def uitlaten(session: Session, lid: Gremiumlid, *, tot: dt.date, door: Gebruiker, nu: dt.datetime) -> None:
    """The term ends on that day and stays in history. Refuses a day before it began, and one that is over already."""
    eis(door, "gremium.wijzigen", lid.gremium)
    _keur_termijn(lid.van, tot)
    if lid.tot is not None and tot > lid.tot:
        zin = f"Deze termijn is al geëindigd op {lid.tot:%d-%m-%Y}. Laat het lid opnieuw toe voor een nieuwe termijn."
        raise OngeldigeInvoer(zin, {"tot": [zin]})
    voor = {"lid": str(lid.uuid), "tot": lid.tot.isoformat() if lid.tot else None}
    lid.tot = tot
    na = {"lid": str(lid.uuid), "tot": tot.isoformat()}
    noteer(session, "gremium.lid_uitgelaten", lid.gremium, door=door, nu=nu, voor=voor, na=na)


def _keur_termijn(van: dt.date, tot: dt.date | None) -> None:
    if tot is not None and tot < van:
        zin = "De laatste dag ligt vóór de eerste."
        raise OngeldigeInvoer(zin, {"tot": [zin]})
