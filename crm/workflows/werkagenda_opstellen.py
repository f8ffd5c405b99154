"""The yearly agenda of an ambassadeur: its points, its way along GS and PS (001:1003-1006), and what came of it."""

import datetime as dt
import uuid as uuid_
from typing import Any

from sqlmodel import Session

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.lifecycle import leesbaar
from crm.models import (
    Actie,
    Agendapunt,
    Gebruiker,
    Ontwikkelcoalitie,
    Opdracht,
    Overleg,
    Werkagenda,
    WerkagendaStatus,
    dag_van,
    noteer,
)
from crm.permissions import eis
from crm.queries import werkagendas as vragen
from crm.queries.dossiers import zoek

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100

# How a point closes without being there: the step, and what the log calls it.
SLUITEND = {"vervallen": "agendapunt.vervallen", "doorschuiven": "agendapunt.doorgeschoven"}


def beginnen(
    session: Session,
    opdracht: Opdracht,
    *,
    jaar: int,
    door: Gebruiker,
    nu: dt.datetime,
    inleiding: str | None = None,
    eigenaar: Gebruiker | None = None,
    is_voorbeeld: bool = False,
) -> Werkagenda:
    """There is a draft for that year, with the points that were moved on from the year before.

    Refuses with AlGebeurd a second one for the same mandate and year, with OngeldigeOvergang a mandate that has ended.
    """
    eis(door, "werkagenda.wijzigen", opdracht)
    if not EERSTE_JAAR <= jaar <= LAATSTE_JAAR:
        zin = f"Kies een jaar van {EERSTE_JAAR} tot en met {LAATSTE_JAAR}."
        raise OngeldigeInvoer(zin, {"jaar": [zin]})
    if opdracht.status not in Opdracht.OPEN:
        raise OngeldigeOvergang(f"Deze opdracht is {leesbaar(opdracht.status)}; er komt geen werkagenda meer bij.")
    if vragen.van_jaar(session, opdracht.id, jaar):
        raise AlGebeurd(f"Voor {jaar} is er al een werkagenda.")
    houder = eigenaar.id if eigenaar else opdracht.eigenaar_id or door.id
    werkagenda = Werkagenda(
        opdracht_id=opdracht.id, jaar=jaar, inleiding=inleiding, eigenaar_id=houder, is_voorbeeld=is_voorbeeld
    )
    session.add(werkagenda)
    session.flush()
    mee = vragen.doorgeschoven(session, opdracht.id, jaar - 1)
    werkagenda.punten.extend(punt.vervolg(plaats) for plaats, punt in enumerate(mee, start=1))
    na = {"jaar": jaar, "doorgeschoven": len(mee)}
    noteer(session, "werkagenda.begonnen", werkagenda, door=door, nu=nu, na=na)
    return werkagenda


def inleiding_wijzigen(
    session: Session, werkagenda: Werkagenda, *, door: Gebruiker, nu: dt.datetime, inleiding: str | None = None
) -> None:
    """The draft says something else about what the year is about. Refuses with OngeldigeOvergang one that is adopted."""
    eis(door, "werkagenda.wijzigen", werkagenda)
    werkagenda.eis_concept()
    voor = {"inleiding": werkagenda.inleiding}
    werkagenda.inleiding = inleiding
    noteer(session, "werkagenda.gewijzigd", werkagenda, door=door, nu=nu, voor=voor, na={"inleiding": inleiding})


def punt_toevoegen(
    session: Session,
    werkagenda: Werkagenda,
    *,
    omschrijving: str,
    kwartaal: int,
    door: Gebruiker,
    nu: dt.datetime,
    beoogd: str | None = None,
    actie: Actie | None = None,
    coalitie: Ontwikkelcoalitie | None = None,
    vorig: Agendapunt | None = None,
    kenmerk: uuid_.UUID | None = None,
) -> Agendapunt:
    """The draft has one point more, last; `vorig` is the point of the year before that it goes on with.

    Refuses with OngeldigeOvergang a werkagenda that is adopted (its text is fixed), with OngeldigeInvoer no words, no
    quarter, or a `vorig` that is not of the year before; with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "werkagenda.wijzigen", werkagenda)
    if zoek(session, Agendapunt, kenmerk):
        raise AlGebeurd("Dit punt staat er al. U hoeft niets meer te doen.")
    werkagenda.eis_concept()
    punt = Agendapunt(volgorde=_volgende_plaats(werkagenda), omschrijving="", kwartaal=1)
    punt.luidt(omschrijving, kwartaal, beoogd)
    punt.actie_id, punt.coalitie_id = actie.id if actie else None, coalitie.id if coalitie else None
    if vorig is not None:
        punt.volgt_op(vorig, werkagenda)
        if vragen.wordt_gevolgd(session, vorig):
            raise AlGebeurd("Er is al een punt dat op dit punt verdergaat.")
    if kenmerk is not None:
        punt.uuid = kenmerk
    werkagenda.punten.append(punt)
    noteer(session, "agendapunt.toegevoegd", punt, door=door, nu=nu, na=_stand(punt))
    return punt


def punt_wijzigen(
    session: Session,
    punt: Agendapunt,
    *,
    omschrijving: str,
    kwartaal: int,
    door: Gebruiker,
    nu: dt.datetime,
    beoogd: str | None = None,
    actie: Actie | None = None,
    coalitie: Ontwikkelcoalitie | None = None,
    versie: int | None = None,
) -> None:
    """The point of a draft says this now; what it said before is in the log.

    Refuses with OngeldigeOvergang a point that is adopted, with Verouderd an older version than somebody saved.
    """
    eis(door, "werkagenda.wijzigen", punt.werkagenda)
    punt.werkagenda.eis_concept()
    if versie is not None and versie != punt.versie:
        raise Verouderd("Iemand anders heeft dit punt intussen gewijzigd. Wat u typte, is nog niet opgeslagen.")
    voor = _stand(punt)
    punt.luidt(omschrijving, kwartaal, beoogd)
    punt.actie_id, punt.coalitie_id = actie.id if actie else None, coalitie.id if coalitie else None
    noteer(session, "agendapunt.gewijzigd", punt, door=door, nu=nu, voor=voor, na=_stand(punt))


def punt_schrappen(session: Session, punt: Agendapunt, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The point is gone from the draft; what it said stays in the log.

    Refuses with OngeldigeOvergang a point that is adopted: that one lapses, visibly.
    """
    werkagenda = punt.werkagenda
    eis(door, "werkagenda.wijzigen", werkagenda)
    werkagenda.eis_concept()
    voor = _stand(punt)
    session.delete(punt)
    noteer(session, "werkagenda.punt_geschrapt", werkagenda, door=door, nu=nu, voor=voor)
    session.expire(werkagenda, ["punten"])


def vaststellen(
    session: Session,
    werkagenda: Werkagenda,
    *,
    op: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    gs_kenmerk: str | None = None,
) -> None:
    """GS has adopted it on that day; from now on its points are fixed.

    Refuses with NietToegestaan the colleague whose werkagenda it is, with OngeldigeOvergang one without a point, with
    OngeldigeInvoer a day ahead.
    """
    eis(door, "werkagenda.vaststellen", werkagenda)
    if werkagenda.eigenaar_id == door.id:
        raise NietToegestaan("Wie een werkagenda bijhoudt, legt haar vaststelling niet zelf vast. Vraag een collega.")
    _eis_voorbij(op, nu)
    voor = str(werkagenda.status)
    werkagenda.vaststellen(op, gs_kenmerk)
    _noteer_stap(session, werkagenda, voor, door, nu)


def bespreken(
    session: Session, werkagenda: Werkagenda, *, op: dt.date, ps_verslag: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """PS has discussed it on that day, and this is what PS thought of it.

    Refuses with OngeldigeOvergang one that GS has not adopted, with OngeldigeInvoer no report or a day ahead.
    """
    eis(door, "werkagenda.vaststellen", werkagenda)
    _eis_voorbij(op, nu)
    voor = str(werkagenda.status)
    werkagenda.bespreken(op, ps_verslag)
    _noteer_stap(session, werkagenda, voor, door, nu)


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
    vervolg = punt.vervolg(_volgende_plaats(volgend))
    volgend.punten.append(vervolg)
    noteer(session, "agendapunt.toegevoegd", vervolg, door=door, nu=nu, na=_stand(vervolg))
    return vervolg


def afsluiten(session: Session, werkagenda: Werkagenda, *, op: dt.date, door: Gebruiker, nu: dt.datetime) -> None:
    """The year is closed. Refuses with OngeldigeOvergang as long as a point is open, or PS has not discussed it."""
    eis(door, "werkagenda.wijzigen", werkagenda)
    _eis_voorbij(op, nu)
    voor = str(werkagenda.status)
    werkagenda.afsluiten(op)
    _noteer_stap(session, werkagenda, voor, door, nu)


def _volgend_jaar(session: Session, werkagenda: Werkagenda) -> Werkagenda | None:
    """The draft of next year, or None when nobody began one. Refuses with OngeldigeOvergang one that is adopted."""
    volgend = vragen.van_jaar(session, werkagenda.opdracht_id, werkagenda.jaar + 1)
    if volgend is not None and volgend.status is not WerkagendaStatus.CONCEPT:
        raise OngeldigeOvergang(
            f"De werkagenda van {volgend.jaar} is al vastgesteld; er kan geen punt meer bij. "
            "Laat dit punt vervallen, of houd het open tot het er is."
        )
    return volgend


def _volgende_plaats(werkagenda: Werkagenda) -> int:
    return max((punt.volgorde for punt in werkagenda.punten), default=0) + 1


def _stand(punt: Agendapunt) -> dict[str, Any]:
    return punt.model_dump(include={"omschrijving", "kwartaal", "beoogd", "actie_id", "coalitie_id", "vorig_id"})


def _eis_voorbij(op: dt.date, nu: dt.datetime) -> None:
    if op > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {"op": [zin]})


def _noteer_stap(session: Session, werkagenda: Werkagenda, voor: str, door: Gebruiker, nu: dt.datetime) -> None:
    handeling = f"werkagenda.{werkagenda.status}"
    voor_na = {"voor": {"status": voor}, "na": {"status": str(werkagenda.status)}}
    noteer(session, handeling, werkagenda, door=door, nu=nu, **voor_na)
