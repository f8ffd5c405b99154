"""Merging: a coalitie ends because it goes on in another one, with its members, acties and what is still open."""

import datetime as dt

from sqlmodel import Session

from crm.errors import OngeldigeInvoer
from crm.models import (
    CoalitieActie,
    CoalitieCampus,
    DeelnemerRol,
    Deelneming,
    Gebruiker,
    Ontwikkelcoalitie,
    dag_van,
    noteer,
)
from crm.permissions import eis
from crm.queries.dossiers import houd_vast
from crm.queries.samenvoeging import Samenvoeging, samenvoeging


def samenvoegen(
    session: Session,
    coalitie: Ontwikkelcoalitie,
    *,
    in_: Ontwikkelcoalitie,
    reden: str,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The coalitie has ended and goes on in the other one; where everything went is in the log.

    Who takes part today is a member there from today, unless that organisation is in it already. Acties and campuses are
    linked there; open promises, meetings to come and open points of a werkagenda are the other's from now on. Action
    points stay with the meeting they were agreed in. Refuses with OngeldigeInvoer no reason, itself, or another agenda;
    with OngeldigeOvergang one of the two that has ended, or a purpose case that is not decided as stop.
    """
    eis(door, "coalitie.wijzigen", coalitie)
    eis(door, "coalitie.wijzigen", in_)
    if not reden.strip():
        raise OngeldigeInvoer("Geef een reden op.", {"reden": ["Waarom gaan deze coalities samen?"]})
    # Always in the same order, so that two people who merge the same two never wait for each other.
    for slot in sorted((coalitie, in_), key=lambda c: c.id):
        houd_vast(session, slot)
    s = samenvoeging(session, coalitie, in_, nu)
    _verhuis_leden(s, dag_van(nu))
    session.add_all(CoalitieActie(coalitie_id=in_.id, actie_id=actie.id) for actie in s.acties)
    session.add_all(CoalitieCampus(coalitie_id=in_.id, organisatie_id=campus.id) for campus in s.campussen)
    _verhuis_werk(session, s, reden, door, nu)
    voor = {"status": str(coalitie.status)}
    coalitie.opgaan_in(in_, dag_van(nu), reden)
    na = {"status": str(coalitie.status), "in": str(in_.uuid), "in_naam": in_.naam}
    noteer(session, "coalitie.beeindigd", coalitie, door=door, nu=nu, reden=coalitie.reden, voor=voor, na=na)
    noteer(
        session, "coalitie.samengevoegd", in_, door=door, nu=nu, reden=reden.strip(), na=_wat_erbij_kwam(s)
    )


def _verhuis_leden(s: Samenvoeging, dag: dt.date) -> None:
    for lid in s.komen:
        s.in_.laat_toe(
            Deelneming(
                coalitie_id=s.in_.id, organisatie_id=lid.organisatie_id, persoon_id=lid.persoon_id, van=dag
            )
        )
    for lid in s.stoppen:
        lid.tot = dag
    for lid in s.straks:
        # It has not begun, so there is no history to keep here; and nobody becomes aanjager there by a merger.
        lid.rol = DeelnemerRol.LID if lid.rol is DeelnemerRol.AANJAGER else lid.rol
        if not any(
            d.organisatie_id == lid.organisatie_id and d.geldt_op(lid.van) for d in s.in_.deelnemingen
        ):
            lid.coalitie = s.in_


def _verhuis_werk(session: Session, s: Samenvoeging, reden: str, door: Gebruiker, nu: dt.datetime) -> None:
    """What is open is the other's, each with a line in the log that says where it was before."""
    wie = {"door": door, "nu": nu, "reden": reden.strip()}
    for soort, nouns in (
        ("partnerafspraak", s.afspraken),
        ("overleg", s.overleggen),
        ("agendapunt", s.agendapunten),
    ):
        for noun in nouns:
            noun.coalitie_id = s.in_.id
            standen = {"voor": _plek(s.coalitie), "na": _plek(s.in_)}
            noteer(session, f"{soort}.verplaatst", noun, **wie, **standen)


def _plek(coalitie: Ontwikkelcoalitie) -> dict[str, int | str]:
    """Where it hangs, with the number too: a figure of a day before the move is counted by it."""
    return {"coalitie": str(coalitie.uuid), "coalitie_id": coalitie.id, "naam": coalitie.naam}


def _wat_erbij_kwam(s: Samenvoeging) -> dict[str, str | int]:
    return {
        "uit": str(s.coalitie.uuid),
        "uit_naam": s.coalitie.naam,
        "leden": len(s.komen),
        "acties": len(s.acties),
        "campussen": len(s.campussen),
        "afspraken": len(s.afspraken),
        "overleggen": len(s.overleggen),
        "agendapunten": len(s.agendapunten),
    }
