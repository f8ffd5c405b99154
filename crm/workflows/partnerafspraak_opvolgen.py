"""Following a partner's promise: confirmed, delivered, put off, or closed with what was open written off."""

import datetime as dt
import uuid as uuid_
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import Gebruiker, Levering, Partnerafspraak, dag_van, noteer
from crm.permissions import eis
from crm.queries.dossiers import zoek

SLUITEND = {"afwijzen": "afgewezen", "intrekken": "ingetrokken", "vervallen": "vervallen"}


def bevestigen(
    session: Session, afspraak: Partnerafspraak, *, op: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The partner confirmed on that day. Refuses a day ahead, or one before the promise was made."""
    eis(door, "partnerafspraak.opvolgen", afspraak)
    voor = _stand(afspraak)
    _keur_dag("op", op, afspraak, nu)
    afspraak.bevestigen(op)
    noteer(session, "partnerafspraak.bevestigd", afspraak, door=door, nu=nu, voor=voor, na=_stand(afspraak))


def leveren(
    session: Session,
    afspraak: Partnerafspraak,
    *,
    hoeveelheid: Decimal,
    geleverd_op: dt.date,
    bewijs: str,
    door: Gebruiker,
    nu: dt.datetime,
    kenmerk: uuid_.UUID | None = None,
) -> Levering:
    """So much was delivered on that day; the last delivery closes the promise.

    Refuses with OngeldigeInvoer more than is open, no evidence, or a day ahead; with OngeldigeOvergang a promise that
    was never confirmed or is closed; with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if zoek(session, Levering, kenmerk):
        raise AlGebeurd("Deze levering staat er al. U hoeft niets meer te doen.")
    _keur_dag("geleverd_op", geleverd_op, afspraak, nu)
    voor = _stand(afspraak)
    levering = Levering(hoeveelheid=hoeveelheid, geleverd_op=geleverd_op, bewijs=bewijs.strip())
    if kenmerk is not None:
        levering.uuid = kenmerk
    afspraak.leveren(levering)
    noteer(
        session,
        "partnerafspraak.geleverd",
        afspraak,
        door=door,
        nu=nu,
        reden=bewijs,
        voor=voor,
        na=_stand(afspraak),
    )
    return levering


def verzetten(
    session: Session,
    afspraak: Partnerafspraak,
    *,
    naar: dt.date,
    grond: str,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The promise has a new date; the earlier ones are kept. Refuses a date in the past or without a reason."""
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if naar <= dag_van(nu):
        zin = "De nieuwe datum ligt niet in de toekomst."
        raise OngeldigeInvoer(zin, {"naar": [zin]})
    voor = _stand(afspraak)
    afspraak.verzetten(naar, dag_van(nu), grond)
    noteer(
        session,
        "partnerafspraak.verzet",
        afspraak,
        door=door,
        nu=nu,
        reden=grond,
        voor=voor,
        na=_stand(afspraak),
    )


def sluiten(
    session: Session, afspraak: Partnerafspraak, *, stap: str, gronden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The promise is rejected, withdrawn by the partner or dropped by us, and the rest is written off."""
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if stap not in SLUITEND:
        raise OngeldigeInvoer(
            f"‘{stap}’ is geen manier om een afspraak te sluiten.", {"stap": ["Kies een van de drie."]}
        )
    voor = _stand(afspraak)
    afspraak.sluiten(stap, dag_van(nu), gronden)
    handeling = f"partnerafspraak.{SLUITEND[stap]}"
    noteer(session, handeling, afspraak, door=door, nu=nu, reden=gronden, voor=voor, na=_stand(afspraak))


def _keur_dag(veld: str, dag: dt.date, afspraak: Partnerafspraak, nu: dt.datetime) -> None:
    if dag > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {veld: [zin]})
    if dag < afspraak.genoemd_op:
        zin = "Deze dag ligt vóór de dag waarop de partner het noemde."
        raise OngeldigeInvoer(zin, {veld: [zin]})


def _stand(afspraak: Partnerafspraak) -> dict[str, Any]:
    velden = ("status", "geleverd", "afgeschreven", "uiterlijk")
    return {
        veld: None if getattr(afspraak, veld) is None else str(getattr(afspraak, veld)) for veld in velden
    }
