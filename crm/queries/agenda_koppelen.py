"""From an appointment in somebody's calendar to a meeting here: who its guests are, and whether we have it already."""

import datetime as dt
import uuid as uuid_
from collections.abc import Collection
from dataclasses import dataclass

from sqlmodel import Session

from crm.adapters.kalender_lezen import Gast, Gelezen
from crm.adapters.nederlands import opsomming, tijd, voluit
from crm.models import Overleg, OverlegStatus
from crm.models.organisatie import naam_sleutel
from crm.queries import mensen
from crm.queries.dossiers import zoek
from crm.queries.overleggen import met_agenda_uid

# More names in one sentence nobody reads.
HOOGSTENS_NAMEN = 10


@dataclass(frozen=True)
class Deelnemer:
    """One guest: a contact of ours when the e-mail address says so, and otherwise a name."""

    naam: str
    is_afgemeld: bool
    persoon: uuid_.UUID | None = None
    organisatie: uuid_.UUID | None = None
    organisatie_naam: str | None = None
    is_op_naam: bool = False
    """The address in the file is not the one that we have, or there is none."""


@dataclass(frozen=True)
class Ontwerp:
    """A meeting that nobody has saved yet."""

    gelezen: Gelezen
    deelnemers: tuple[Deelnemer, ...]
    bestaand: Overleg | None
    """The meeting that was made of this appointment before, or that it was an invitation of ours to."""

    opmerkingen: tuple[str, ...]
    """What a reader must know: what the file left open, or how it differs from the meeting that is here."""


def ontwerp(session: Session, gelezen: Gelezen, dag: dt.date, *, zonder: Collection[str]) -> Ontwerp:
    """What this appointment would be here, in four queries; who has one of the addresses `zonder` is left out.

    A name without an address that we know is matched later, with a choice in doubt: an address is certain.
    """
    weg = {adres.lower() for adres in zonder}
    gasten = [gast for gast in gelezen.gasten if gast.email not in weg]
    bekend = mensen.op_email(session, [gast.email for gast in gasten if gast.email], dag)
    op_naam = mensen.bekenden(session, [gast.naam for gast in gasten if gast.email not in bekend], dag)
    enige = {sleutel: gevonden[0] for sleutel, gevonden in op_naam.items() if len(gevonden) == 1}
    rijen = [_deelnemer(gast, bekend.get(gast.email or ""), enige.get(naam_sleutel(gast.naam))) for gast in gasten]
    uniek = tuple({rij.persoon or (rij.naam, plek): rij for plek, rij in enumerate(rijen)}.values())
    bestaand = _bestaand(session, gelezen.uid)
    opmerkingen = (*gelezen.opmerkingen, *_twijfel(uniek)) if bestaand is None else _verschil(gelezen, bestaand)
    return Ontwerp(gelezen, uniek, bestaand, opmerkingen)


def _deelnemer(gast: Gast, op_adres: mensen.Bekende | None, op_naam: mensen.Bekende | None) -> Deelnemer:
    bekende = op_adres or op_naam
    if bekende is None:
        return Deelnemer(gast.naam, gast.is_afgemeld)
    return Deelnemer(
        bekende.naam,
        gast.is_afgemeld,
        bekende.persoon,
        bekende.organisatie,
        bekende.organisatie_naam,
        is_op_naam=op_adres is None,
    )


def _twijfel(deelnemers: tuple[Deelnemer, ...]) -> tuple[str, ...]:
    """Who is not certain, in sentences; so many names that they can be read."""
    komen = [deelnemer for deelnemer in deelnemers if not deelnemer.is_afgemeld]
    zinnen = (
        ("Alleen aan de naam herkend", [deelnemer.naam for deelnemer in komen if deelnemer.is_op_naam]),
        (
            "Niet zeker van, of niet bij onze contactpersonen",
            [deelnemer.naam for deelnemer in komen if deelnemer.persoon is None],
        ),
        ("Volgens het bestand afgemeld", [deelnemer.naam for deelnemer in deelnemers if deelnemer.is_afgemeld]),
    )
    return tuple(f"{zin}: {_namen(namen)}." for zin, namen in zinnen if namen)


def _namen(namen: list[str]) -> str:
    meer = len(namen) - HOOGSTENS_NAMEN
    return opsomming([*namen[:HOOGSTENS_NAMEN], f"nog {meer}"] if meer > 0 else namen)


def _verschil(gelezen: Gelezen, overleg: Overleg) -> tuple[str, ...]:
    """What a newer version of the appointment says otherwise about a meeting that is still to come."""
    if gelezen.is_reeks:
        return ("De afspraak komt terug. Bewaar voor een volgende keer in uw agenda alleen die ene keer als bestand.",)
    if overleg.status is not OverlegStatus.GEPLAND or not gelezen.is_afspraak:
        return ()
    if gelezen.is_afgelast:
        return ("Volgens het bestand gaat het niet door. Klopt dat, gelast het overleg dan af.",)
    zinnen = []
    if gelezen.begin is not None and not gelezen.is_hele_dag and gelezen.begin != overleg.begint_op:
        zinnen.append(f"Volgens het bestand is het op {voluit(gelezen.begin)}, {tijd(gelezen.begin)}.")
    if gelezen.plaats and gelezen.plaats != overleg.locatie:
        zinnen.append(f"Volgens het bestand is de plaats ‘{gelezen.plaats}’.")
    return (*zinnen, "Klopt dat, verzet het overleg dan.") if zinnen else ()


def _bestaand(session: Session, uid: str) -> Overleg | None:
    # An invitation of ours that comes back carries our own identity before the at sign.
    return met_agenda_uid(session, uid) or zoek(session, Overleg, uid.partition("@")[0])
