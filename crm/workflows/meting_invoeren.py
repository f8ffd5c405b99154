"""Measured values: entered by one, approved by another, or explicitly not known yet."""

import datetime as dt
import uuid as uuid_
from decimal import Decimal

from sqlmodel import Session

from crm.errors import AlGebeurd, NietToegestaan, OngeldigeInvoer
from crm.models import Gebruiker, Indicator, Meting, Woord, dag_van, noteer
from crm.permissions import eis
from crm.queries.dossiers import zoek


def invoeren(
    session: Session,
    indicator: Indicator,
    *,
    peildatum: dt.date,
    door: Gebruiker,
    nu: dt.datetime,
    waarde: Decimal | None = None,
    is_onbekend: bool = False,
    herkomst: str | None = None,
    woord: Woord = Woord.EXACT,
    kenmerk: uuid_.UUID | None = None,
) -> Meting:
    """There is a measured value for that day, or the explicit answer that it is not known yet.

    Refuses with OngeldigeInvoer a day ahead, no value, or a value together with "not known"; with AlGebeurd the same
    form (`kenmerk`) sent twice.
    """
    eis(door, "meting.invoeren", indicator)
    if zoek(session, Meting, kenmerk):
        raise AlGebeurd("Deze meting is al opgeslagen. U hoeft niets meer te doen.")
    if peildatum > dag_van(nu):
        raise OngeldigeInvoer("Deze dag moet nog komen.", {"peildatum": ["Deze dag moet nog komen."]})
    if is_onbekend == (waarde is not None):
        zin = "Vul een waarde in, of kies ‘nog niet bekend’."
        raise OngeldigeInvoer(zin, {"waarde": [zin]})
    meting = Meting(
        indicator_id=indicator.id,
        peildatum=peildatum,
        waarde=waarde,
        woord=woord,
        is_onbekend=is_onbekend,
        herkomst=(herkomst or "").strip() or None,
        ingevoerd_door_id=door.id,
    )
    if kenmerk is not None:
        meting.uuid = kenmerk
    session.add(meting)
    noteer(
        session,
        "meting.ingevoerd",
        meting,
        door=door,
        nu=nu,
        na={"waarde": None if waarde is None else str(waarde)},
    )
    return meting


def goedkeuren(session: Session, meting: Meting, *, door: Gebruiker, nu: dt.datetime) -> None:
    """A second person stands for this value. Refuses whoever entered it, and a second approval."""
    eis(door, "meting.goedkeuren", meting)
    if meting.goedgekeurd_op is not None:
        raise AlGebeurd("Deze meting is al goedgekeurd.")
    if meting.ingevoerd_door_id == door.id:
        raise NietToegestaan("U hebt deze meting zelf ingevoerd. Vraag een collega om haar goed te keuren.")
    meting.goedgekeurd_door_id, meting.goedgekeurd_op = door.id, nu
    noteer(session, "meting.goedgekeurd", meting, door=door, nu=nu)
