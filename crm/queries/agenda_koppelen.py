"""From an appointment in somebody's calendar to a meeting here: who its guests are, and whether we have it already."""

import datetime as dt
import uuid as uuid_
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from crm.adapters.kalender_lezen import Gast, Gelezen
from crm.models import Overleg
from crm.models.organisatie import naam_sleutel
from crm.queries import mensen
from crm.queries.dossiers import zoek
from crm.queries.overleggen import met_agenda_uid


@dataclass(frozen=True)
class Deelnemer:
    """One guest: a contact of ours when the e-mail address says so, and otherwise a name."""

    naam: str
    is_afgemeld: bool
    persoon: uuid_.UUID | None = None
    organisatie: uuid_.UUID | None = None
    organisatie_naam: str | None = None


@dataclass(frozen=True)
class Ontwerp:
    """A meeting that nobody has saved yet."""

    gelezen: Gelezen
    deelnemers: tuple[Deelnemer, ...]
    bestaand: Overleg | None
    """The meeting that was made of this appointment before, or that it was an invitation of ours to."""


def ontwerp(session: Session, gelezen: Gelezen, dag: dt.date, *, zonder: Collection[str]) -> Ontwerp:
    """What this appointment would be here, in four queries; who has one of the addresses `zonder` is left out.

    A name without an address that we know is matched later, with a choice in doubt: an address is certain.
    """
    weg = {adres.lower() for adres in zonder}
    gasten = [gast for gast in gelezen.gasten if gast.email not in weg]
    bekend = mensen.op_email(session, [gast.email for gast in gasten if gast.email], dag)
    op_naam = mensen.bekenden(session, [gast.naam for gast in gasten if gast.email not in bekend], dag)
    enige = {sleutel: gevonden[0] for sleutel, gevonden in op_naam.items() if len(gevonden) == 1}
    rijen = [_deelnemer(gast, bekend.get(gast.email or "") or enige.get(naam_sleutel(gast.naam))) for gast in gasten]
    uniek = {rij.persoon or (rij.naam, plek): rij for plek, rij in enumerate(rijen)}
    return Ontwerp(gelezen, tuple(uniek.values()), _bestaand(session, gelezen.uid))


def _deelnemer(gast: Gast, bekende: mensen.Bekende | None) -> Deelnemer:
    if bekende is None:
        return Deelnemer(gast.naam, gast.is_afgemeld)
    return Deelnemer(
        bekende.naam, gast.is_afgemeld, bekende.persoon, bekende.organisatie, bekende.organisatie_naam
    )


def _bestaand(session: Session, uid: str | None) -> Overleg | None:
    # An invitation of ours that comes back carries our own identity before the at sign.
    return met_agenda_uid(session, uid) or zoek(session, Overleg, (uid or "").partition("@")[0])
