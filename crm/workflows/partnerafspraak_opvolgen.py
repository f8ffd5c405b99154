"""Following a partner's promise: confirmed, delivered, put off, handed over, or closed with what was open written off."""

import datetime as dt
import uuid as uuid_
from decimal import Decimal
from typing import Any

from sqlmodel import Session

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import (
    Afschrijving,
    BewijsSoort,
    Bijlage,
    Gebruiker,
    Levering,
    Overleg,
    Partnerafspraak,
    dag_van,
    noteer,
    trek_links_in,
)
from crm.permissions import eis, eis_eigenaar
from crm.queries.dossiers import zoek
from crm.queries.herijking import nog_te_besluiten

SLUITEND = {"afwijzen": "afgewezen", "intrekken": "ingetrokken", "vervallen": "vervallen"}


def bevestigen(
    session: Session, afspraak: Partnerafspraak, *, op: dt.date, door: Gebruiker, nu: dt.datetime
) -> None:
    """The partner confirmed on that day. Refuses a day ahead, or one before the promise was made."""
    eis(door, "partnerafspraak.opvolgen", afspraak)
    voor = afspraak.voor_logboek()
    _keur_dag("op", op, afspraak, nu)
    afspraak.bevestigen(op)
    _noteer(session, "bevestigd", afspraak, voor, None, door=door, nu=nu)


def leveren(
    session: Session,
    afspraak: Partnerafspraak,
    *,
    hoeveelheid: Decimal,
    geleverd_op: dt.date,
    bewijs: str,
    door: Gebruiker,
    nu: dt.datetime,
    bewijs_soort: BewijsSoort = BewijsSoort.BEVESTIGING,
    overleg: Overleg | None = None,
    bijlage: Bijlage | None = None,
    kenmerk: uuid_.UUID | None = None,
) -> Levering:
    """So much was delivered on that day, as a document, a meeting or a written confirmation shows; the last closes it.

    Refuses with OngeldigeInvoer more than is open, no evidence, a day ahead, a meeting that was not named or not held,
    and a file of another dossier; with OngeldigeOvergang a promise that was never confirmed or is closed; with
    AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if zoek(session, Levering, kenmerk):
        raise AlGebeurd("Deze levering staat er al. U hoeft niets meer te doen.")
    _keur_dag("geleverd_op", geleverd_op, afspraak, nu)
    _keur_bewijs(afspraak, overleg, bijlage)
    voor = afspraak.voor_logboek()
    levering = Levering(
        hoeveelheid=hoeveelheid,
        geleverd_op=geleverd_op,
        bewijs_soort=bewijs_soort,
        bewijs=bewijs.strip(),
        overleg_id=overleg.id if overleg else None,
        bijlage_id=bijlage.id if bijlage else None,
    )
    if kenmerk is not None:
        levering.uuid = kenmerk
    afspraak.leveren(levering)
    _noteer(session, "geleverd", afspraak, voor, bewijs, door=door, nu=nu)
    return levering


def afschrijven(
    session: Session,
    afspraak: Partnerafspraak,
    *,
    hoeveelheid: Decimal,
    grond: str,
    door: Gebruiker,
    nu: dt.datetime,
    kenmerk: uuid_.UUID | None = None,
) -> None:
    """So much of what was open will not come, with the reason; the rest stays promised.

    Refuses with OngeldigeInvoer all of what is open (that is closing it), more than that, or no reason; with
    OngeldigeOvergang a closed promise; with AlGebeurd the same form (`kenmerk`) sent twice.
    """
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if zoek(session, Afschrijving, kenmerk):
        raise AlGebeurd("Deze afschrijving staat er al. U hoeft niets meer te doen.")
    voor = afspraak.voor_logboek()
    regel = afspraak.afschrijven(hoeveelheid, dag_van(nu), grond)
    if kenmerk is not None:
        regel.uuid = kenmerk
    _noteer(session, "afgeschreven", afspraak, voor, grond, door=door, nu=nu)


def verzetten(
    session: Session,
    afspraak: Partnerafspraak,
    *,
    naar: dt.date,
    grond: str,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The promise has a new date; the earlier ones are kept.

    Refuses with OngeldigeInvoer a date in the past or no reason, with AlGebeurd the date that holds already, with
    OngeldigeOvergang a closed promise.
    """
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if naar <= dag_van(nu):
        zin = "De nieuwe datum ligt niet in de toekomst."
        raise OngeldigeInvoer(zin, {"naar": [zin]})
    voor = afspraak.voor_logboek()
    afspraak.verzetten(naar, dag_van(nu), grond)
    _noteer(session, "verzet", afspraak, voor, grond, door=door, nu=nu)


def sluiten(
    session: Session, afspraak: Partnerafspraak, *, stap: str, gronden: str, door: Gebruiker, nu: dt.datetime
) -> None:
    """The promise is rejected, withdrawn by the partner or dropped by us, and the rest is written off."""
    eis(door, "partnerafspraak.opvolgen", afspraak)
    if stap not in SLUITEND:
        raise OngeldigeInvoer(
            f"‘{stap}’ is geen manier om een afspraak te sluiten.", {"stap": ["Kies een van de drie."]}
        )
    voor = afspraak.voor_logboek()
    afspraak.sluiten(stap, dag_van(nu), gronden)
    _noteer(session, SLUITEND[stap], afspraak, voor, gronden, door=door, nu=nu)


def overdragen(
    session: Session, afspraak: Partnerafspraak, *, eigenaar: Gebruiker, door: Gebruiker, nu: dt.datetime
) -> None:
    """A colleague follows the promise from now on, and decides about it in a herijking that runs.

    Refuses with OngeldigeInvoer a colleague without an account or who may only read, with AlGebeurd who follows it
    already.
    """
    eis(door, "partnerafspraak.opvolgen", afspraak)
    eis_eigenaar(eigenaar)
    if afspraak.eigenaar_id == eigenaar.id:
        raise AlGebeurd(f"{eigenaar.naam} volgt deze afspraak al.")
    was = session.get(Gebruiker, afspraak.eigenaar_id) if afspraak.eigenaar_id else None
    afspraak.eigenaar_id = eigenaar.id
    for regel in nog_te_besluiten(session, afspraak):
        regel.eigenaar_id = eigenaar.id
    voor_na = {"voor": {"eigenaar": was.naam if was else None}, "na": {"eigenaar": eigenaar.naam}}
    noteer(session, "partnerafspraak.overgedragen", afspraak, door=door, nu=nu, **voor_na)


def _keur_dag(veld: str, dag: dt.date, afspraak: Partnerafspraak, nu: dt.datetime) -> None:
    if dag > dag_van(nu):
        zin = "Deze dag moet nog komen."
        raise OngeldigeInvoer(zin, {veld: [zin]})
    if dag < afspraak.genoemd_op:
        zin = "Deze dag ligt vóór de dag waarop de partner het noemde."
        raise OngeldigeInvoer(zin, {veld: [zin]})


def _keur_bewijs(afspraak: Partnerafspraak, overleg: Overleg | None, bijlage: Bijlage | None) -> None:
    if overleg is not None and overleg.status not in Overleg.GEHOUDEN:
        zin = "Dit overleg is niet gehouden, dus het kan geen bewijs zijn."
        raise OngeldigeInvoer(zin, {"overleg": [zin]})
    if bijlage is None:
        return
    if bijlage.afspraak_id != afspraak.id:
        zin = "Dit bestand hoort niet bij deze afspraak. Voeg het eerst hier toe."
        raise OngeldigeInvoer(zin, {"bijlage": [zin]})
    if bijlage.verwijderd_op is not None:
        zin = "Dit bestand is verwijderd."
        raise OngeldigeInvoer(zin, {"bijlage": [zin]})


def _noteer(
    session: Session,
    wat: str,
    afspraak: Partnerafspraak,
    voor: dict[str, Any],
    reden: str | None,
    *,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    if afspraak.is_gesloten:
        trek_links_in(session, [afspraak.id], nu=nu)
    na = afspraak.voor_logboek()
    noteer(session, f"partnerafspraak.{wat}", afspraak, door=door, nu=nu, reden=reden, voor=voor, na=na)
