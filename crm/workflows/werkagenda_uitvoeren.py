"""Working through the yearly agenda of an ambassadeur: points that are there, lapse or move on, and closing the year."""

import datetime as dt

from sqlmodel import Session, select

from crm.errors import OngeldigeInvoer, OngeldigeOvergang
from crm.models import Agendapunt, Gebruiker, Overleg, Werkagenda, WerkagendaStatus, dag_van, noteer
from crm.permissions import eis

# How a point closes without being there: the step, and what the log calls it.
SLUITEND = {"vervallen": "agendapunt.vervallen", "doorschuiven": "agendapunt.doorgeschoven"}


def punt_realiseren(
    session: Session,
    punt: Agendapunt,
    *,
    op: dt.date,
    bewijs: str,
    door: Gebruiker,
    nu: dt.datetime,
    overleg: Overleg | None = None,
) -> None:
    """The point was there on that day, and this shows it.

    Refuses with OngeldigeOvergang a werkagenda that is a draft or closed, and a point that is closed; with
    OngeldigeInvoer no evidence, a meeting that was not held, a day ahead or long before the year of the werkagenda.
    """
    werkagenda = punt.werkagenda
    eis(door, "werkagenda.wijzigen", werkagenda)
    werkagenda.eis_in_uitvoering()
    _eis_voorbij(op, nu)
    if op.year < werkagenda.jaar - 1:
        zin = f"Klopt het jaar? Dit is een punt van {werkagenda.jaar}."
        raise OngeldigeInvoer(zin, {"op": [zin]})
    if overleg is not None and overleg.status not in Overleg.GEHOUDEN:
        zin = "Dit overleg is niet gehouden, dus er blijkt nog niets uit."
        raise OngeldigeInvoer(zin, {"overleg": [zin]})
    voor = {"status": str(punt.status)}
    punt.realiseren(op, bewijs)
    punt.overleg_id = overleg.id if overleg else None
    na = {"status": str(punt.status), "op": op.isoformat()}
    noteer(session, "agendapunt.gerealiseerd", punt, door=door, nu=nu, reden=bewijs, voor=voor, na=na)


def punt_sluiten(
    session: Session, punt: Agendapunt, *, stap: str, reden: str, door: Gebruiker, nu: dt.datetime
) -> Agendapunt | None:
    """The point lapses, or moves on to next year; gives the new point where next year has a draft already.

    Without a draft it waits: the werkagenda of next year takes it along when it begins. Refuses with OngeldigeInvoer
    another step or no reason; with OngeldigeOvergang a draft, a closed werkagenda or point, and moving on to a year
    whose points are fixed.
    """
    werkagenda = punt.werkagenda
    eis(door, "werkagenda.wijzigen", werkagenda)
    if stap not in SLUITEND:
        zin = "Kies ‘laten vervallen’ of ‘doorschuiven’."
        raise OngeldigeInvoer(zin, {"stap": [zin]})
    werkagenda.eis_in_uitvoering()
    volgend = _volgend_jaar(session, werkagenda) if stap == "doorschuiven" else None
    voor = {"status": str(punt.status)}
    punt.sluiten(stap, dag_van(nu), reden)
    noteer(session, SLUITEND[stap], punt, door=door, nu=nu, reden=reden, voor=voor, na={"status": str(punt.status)})
    if volgend is None:
        return None
    vervolg = punt.vervolg(max((ander.volgorde for ander in volgend.punten), default=0) + 1)
    volgend.punten.append(vervolg)
    na = {"omschrijving": vervolg.omschrijving, "kwartaal": vervolg.kwartaal, "vorig": str(punt.uuid)}
    noteer(session, "agendapunt.toegevoegd", vervolg, door=door, nu=nu, na=na)
    return vervolg


def afsluiten(session: Session, werkagenda: Werkagenda, *, op: dt.date, door: Gebruiker, nu: dt.datetime) -> None:
    """The year is closed. Refuses with OngeldigeOvergang as long as a point is open, or PS has not discussed it."""
    eis(door, "werkagenda.wijzigen", werkagenda)
    _eis_voorbij(op, nu)
    voor = {"status": str(werkagenda.status)}
    werkagenda.afsluiten(op)
    na = {"status": str(werkagenda.status)}
    noteer(session, "werkagenda.afgesloten", werkagenda, door=door, nu=nu, voor=voor, na=na)


def _volgend_jaar(session: Session, werkagenda: Werkagenda) -> Werkagenda | None:
    """The draft of next year, or None when nobody began one. Refuses with OngeldigeOvergang one that is adopted."""
    volgend = session.exec(
        select(Werkagenda).where(
            Werkagenda.opdracht_id == werkagenda.opdracht_id, Werkagenda.jaar == werkagenda.jaar + 1
        )
    ).first()
    if volgend is not None and volgend.status is not WerkagendaStatus.CONCEPT:
        raise OngeldigeOvergang(
            f"De werkagenda van {volgend.jaar} is al vastgesteld; er kan geen punt meer bij. "
            "Laat dit punt vervallen, of houd het open tot het er is."
        )
    return volgend


def _eis_voorbij(op: dt.date, nu: dt.datetime) -> None:
    if op > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {"op": [zin]})
