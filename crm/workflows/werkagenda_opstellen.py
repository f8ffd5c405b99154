"""The yearly agenda of an ambassadeur: its points while it is a draft, and its way along GS and PS (001:1003-1006)."""

import datetime as dt
import uuid as uuid_
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer, OngeldigeOvergang, Verouderd
from crm.lifecycle import leesbaar
from crm.models import (
    Actie,
    Agendapunt,
    AgendapuntStatus,
    Gebruiker,
    Ontwikkelcoalitie,
    Opdracht,
    Werkagenda,
    dag_van,
    noteer,
)
from crm.permissions import eis
from crm.queries.dossiers import zoek

EERSTE_JAAR, LAATSTE_JAAR = 2000, 2100


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
    if _van_jaar(session, opdracht.id, jaar):
        raise AlGebeurd(f"Voor {jaar} is er al een werkagenda.")
    houder = eigenaar.id if eigenaar else opdracht.eigenaar_id or door.id
    werkagenda = Werkagenda(
        opdracht_id=opdracht.id, jaar=jaar, inleiding=inleiding, eigenaar_id=houder, is_voorbeeld=is_voorbeeld
    )
    session.add(werkagenda)
    session.flush()
    mee = _doorgeschoven(session, opdracht.id, jaar - 1)
    werkagenda.punten.extend(punt.vervolg(plaats) for plaats, punt in enumerate(mee, start=1))
    na = {"jaar": jaar, "doorgeschoven": len(mee)}
    noteer(session, "werkagenda.begonnen", werkagenda, door=door, nu=nu, na=na)
    return werkagenda


def inleiding_wijzigen(
    session: Session, werkagenda: Werkagenda, *, inleiding: str | None, door: Gebruiker, nu: dt.datetime
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
    _keur(omschrijving, kwartaal)
    if vorig is not None:
        _keur_vorig(session, werkagenda, vorig)
    punt = Agendapunt(
        werkagenda_id=werkagenda.id,
        volgorde=_laatste_plaats(session, werkagenda) + 1,
        vorig_id=vorig.id if vorig else None,
        **_velden(omschrijving, kwartaal, beoogd, actie, coalitie),
    )
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
    _keur(omschrijving, kwartaal)
    voor = _stand(punt)
    for veld, waarde in _velden(omschrijving, kwartaal, beoogd, actie, coalitie).items():
        setattr(punt, veld, waarde)
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
    voor = werkagenda.status
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
    voor = werkagenda.status
    werkagenda.bespreken(op, ps_verslag)
    _noteer_stap(session, werkagenda, voor, door, nu)


def _van_jaar(session: Session, opdracht_id: int, jaar: int) -> Werkagenda | None:
    return session.exec(
        select(Werkagenda).where(Werkagenda.opdracht_id == opdracht_id, Werkagenda.jaar == jaar)
    ).first()


def _doorgeschoven(session: Session, opdracht_id: int, jaar: int) -> list[Agendapunt]:
    """The points of that year that were moved on and that nothing goes on with yet."""
    gevolgd = sa.select(Agendapunt.vorig_id).where(col(Agendapunt.vorig_id).is_not(None))
    return list(
        session.exec(
            select(Agendapunt)
            .join(Werkagenda, col(Werkagenda.id) == Agendapunt.werkagenda_id)
            .where(
                Werkagenda.opdracht_id == opdracht_id,
                Werkagenda.jaar == jaar,
                Agendapunt.status == AgendapuntStatus.DOORGESCHOVEN,
                col(Agendapunt.id).not_in(gevolgd),
            )
            .order_by(col(Agendapunt.volgorde), col(Agendapunt.id))
        )
    )


def _keur(omschrijving: str, kwartaal: int) -> None:
    fouten = {}
    if not omschrijving.strip():
        fouten["omschrijving"] = ["Wat gaat de ambassadeur doen?"]
    if kwartaal not in (1, 2, 3, 4):
        fouten["kwartaal"] = ["Kies kwartaal 1, 2, 3 of 4."]
    if fouten:
        raise OngeldigeInvoer(next(iter(fouten.values()))[0], fouten)


def _keur_vorig(session: Session, werkagenda: Werkagenda, vorig: Agendapunt) -> None:
    """Nothing, or a refusal when this is no point to go on with."""
    van = vorig.werkagenda
    if van.opdracht_id != werkagenda.opdracht_id or van.jaar != werkagenda.jaar - 1:
        zin = f"Kies een punt uit de werkagenda van {werkagenda.jaar - 1} van dezelfde opdracht."
        raise OngeldigeInvoer(zin, {"vorig": [zin]})
    if vorig.status is AgendapuntStatus.OPEN:
        zin = "Dit punt staat nog open. Meld het resultaat of schuif het door; dan komt het hier vanzelf bij."
        raise OngeldigeInvoer(zin, {"vorig": [zin]})
    if session.exec(select(Agendapunt.id).where(Agendapunt.vorig_id == vorig.id)).first():
        raise AlGebeurd("Er is al een punt dat op dit punt verdergaat.")


def _laatste_plaats(session: Session, werkagenda: Werkagenda) -> int:
    vraag = sa.select(sa.func.max(Agendapunt.volgorde)).where(Agendapunt.werkagenda_id == werkagenda.id)
    return session.execute(vraag).scalar() or 0


def _velden(
    omschrijving: str, kwartaal: int, beoogd: str | None, actie: Actie | None, coalitie: Ontwikkelcoalitie | None
) -> dict[str, Any]:
    return {
        "omschrijving": omschrijving.strip(),
        "kwartaal": kwartaal,
        "beoogd": beoogd,
        "actie_id": actie.id if actie else None,
        "coalitie_id": coalitie.id if coalitie else None,
    }


def _stand(punt: Agendapunt) -> dict[str, Any]:
    return punt.model_dump(include={"omschrijving", "kwartaal", "beoogd", "actie_id", "coalitie_id"})


def _eis_voorbij(op: dt.date, nu: dt.datetime) -> None:
    if op > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {"op": [zin]})


def _noteer_stap(
    session: Session, werkagenda: Werkagenda, voor: str, door: Gebruiker, nu: dt.datetime
) -> None:
    handeling = f"werkagenda.{werkagenda.status}"
    voor_na = {"voor": {"status": str(voor)}, "na": {"status": str(werkagenda.status)}}
    noteer(session, handeling, werkagenda, door=door, nu=nu, **voor_na)
