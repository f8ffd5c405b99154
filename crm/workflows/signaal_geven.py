"""Signals to Gedeputeerde Staten, asked or unasked, and what came of them (001:178-184)."""

import datetime as dt
import uuid as uuid_

from sqlmodel import Session

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import Actie, Gebruiker, Ontwikkelcoalitie, Opdracht, Programma, Signaal, dag_van, noteer
from crm.permissions import eis
from crm.queries.dossiers import zoek

# GS plans less far ahead; a later year is a slip of the finger.
VERSTE_DAG = dt.timedelta(days=2 * 366)


def geven(
    session: Session,
    *,
    programma: Programma,
    onderwerp: str,
    tekst: str,
    door: Gebruiker,
    nu: dt.datetime,
    vraag: str | None = None,
    opdracht: Opdracht | None = None,
    actie: Actie | None = None,
    coalitie: Ontwikkelcoalitie | None = None,
    gegeven_op: dt.date | None = None,
    kenmerk: uuid_.UUID | None = None,
    is_voorbeeld: bool = False,
) -> Signaal:
    """GS has a new signal: gevraagd when GS put a question, ongevraagd otherwise.

    Refuses with OngeldigeInvoer no subject, no text or a day ahead; with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "signaal.geven")
    if zoek(session, Signaal, kenmerk):
        raise AlGebeurd("Dit signaal is al gegeven. U hoeft niets meer te doen.")
    dag = gegeven_op or dag_van(nu)
    _keur(onderwerp, tekst, dag, nu)
    vraag = (vraag or "").strip() or None
    signaal = Signaal(
        programma_id=programma.id,
        opdracht_id=opdracht.id if opdracht else None,
        actie_id=actie.id if actie else None,
        coalitie_id=coalitie.id if coalitie else None,
        onderwerp=onderwerp.strip(),
        tekst=tekst.strip(),
        is_gevraagd=vraag is not None,
        vraag=vraag,
        gegeven_op=dag,
        eigenaar_id=door.id,
        is_voorbeeld=is_voorbeeld,
    )
    if kenmerk is not None:
        signaal.uuid = kenmerk
    session.add(signaal)
    na = {"onderwerp": signaal.onderwerp, "is_gevraagd": signaal.is_gevraagd}
    noteer(session, "signaal.gegeven", signaal, door=door, nu=nu, na=na)
    return signaal


def agenderen(session: Session, signaal: Signaal, *, voor: dt.date, door: Gebruiker, nu: dt.datetime) -> None:
    """The signal is on the agenda of GS for that day.

    Refuses with OngeldigeInvoer a day before it was given or more than two years ahead, with OngeldigeOvergang a signal
    that is on an agenda already or was dealt with.
    """
    eis(door, "signaal.behandelen", signaal)
    if voor - dag_van(nu) > VERSTE_DAG:
        zin = f"{voor:%d-%m-%Y} is meer dan twee jaar vooruit. Klopt het jaar?"
        raise OngeldigeInvoer(zin, {"voor": [zin]})
    stond = str(signaal.status)
    signaal.agenderen(voor)
    _noteer_stap(session, signaal, stond, door, nu)


def behandelen(
    session: Session, signaal: Signaal, *, op: dt.date, uitkomst: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """GS has dealt with it on that day, and this is what came of it.

    Refuses with NietToegestaan who gave the signal, with OngeldigeOvergang one that was on no agenda, with
    OngeldigeInvoer no outcome or a day ahead.
    """
    _eis_ander(signaal, door)
    if op > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {"op": [zin]})
    stond = str(signaal.status)
    signaal.behandelen(op, uitkomst)
    _noteer_stap(session, signaal, stond, door, nu)


def terzijde_leggen(
    session: Session, signaal: Signaal, *, reden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """Nothing is done with it, for this reason, and it stays visible. Refuses with NietToegestaan who gave it."""
    _eis_ander(signaal, door)
    stond = str(signaal.status)
    signaal.terzijde_leggen(reden)
    _noteer_stap(session, signaal, stond, door, nu, reden)


def _keur(onderwerp: str, tekst: str, dag: dt.date, nu: dt.datetime) -> None:
    fouten = {}
    if not onderwerp.strip():
        fouten["onderwerp"] = ["Waar gaat het signaal over?"]
    if not tekst.strip():
        fouten["tekst"] = ["Wat is er aan de hand, en wat is uw advies?"]
    if dag > dag_van(nu):
        fouten["gegeven_op"] = ["Deze dag moet nog komen."]
    if fouten:
        raise OngeldigeInvoer(next(iter(fouten.values()))[0], fouten)


def _eis_ander(signaal: Signaal, door: Gebruiker) -> None:
    """Who gives a signal does not settle it: that is for a second person who may."""
    eis(door, "signaal.behandelen", signaal)
    if signaal.eigenaar_id == door.id:
        raise NietToegestaan("Wie een signaal geeft, handelt het niet zelf af. Vraag een collega om dit vast te leggen.")


def _noteer_stap(
    session: Session, signaal: Signaal, stond: str, door: Gebruiker, nu: dt.datetime, reden: str | None = None
) -> None:
    stap = "terzijde_gelegd" if signaal.reden else str(signaal.status)
    voor_na = {"voor": {"status": stond}, "na": {"status": str(signaal.status)}}
    noteer(session, f"signaal.{stap}", signaal, door=door, nu=nu, reden=reden, **voor_na)
