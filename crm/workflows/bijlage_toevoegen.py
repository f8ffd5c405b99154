"""Files on a dossier: adding one, and taking one away."""

import datetime as dt
import hashlib
from typing import BinaryIO

from sqlmodel import Session, col, select

from crm.adapters.bestandsopslag import MB, Bestandsopslag
from crm.adapters.bestandssoort import soort_van, weigering
from crm.db import na_vastleggen
from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import BIJLAGE_BIJ, Bijlage, Gebruiker, Model, noteer
from crm.models.bijlage import schone_naam
from crm.permissions import eis


def toevoegen(
    session: Session,
    opslag: Bestandsopslag,
    *,
    naam: str | None,
    inhoud: bytes | BinaryIO,
    door: Gebruiker,
    nu: dt.datetime,
    toelichting: str | None = None,
    is_voorbeeld: bool = False,
    **onderwerp: Model | None,
) -> Bijlage:
    """The file hangs on one dossier (`coalitie=…`, `actie=…`: one of BIJLAGE_BIJ), with its kind and checksum.

    The kind is what the contents are; the name keeps no folder and gets the ending of its kind.
    Refuses with OngeldigeInvoer an empty or too large file, a kind that a dossier does not hold, and no or more than
    one dossier; with AlGebeurd the same contents on the same dossier.
    """
    bij, dossier = _een_dossier(onderwerp)
    eis(door, "bijlage.toevoegen", dossier)
    bytes_ = _lees(inhoud, opslag.hoogstens)
    soort = soort_van(bytes_, naam or "")
    sha256 = hashlib.sha256(bytes_).hexdigest()
    _eis_nieuw(session, bij, dossier, sha256)
    opslag.bewaar(bytes_)
    bijlage = Bijlage(
        naam=schone_naam(naam, soort.achtervoegsels),
        soort=soort.mediatype,
        grootte=len(bytes_),
        sha256=sha256,
        toelichting=_kort(toelichting, "toelichting"),
        toegevoegd_op=nu,
        toegevoegd_door_id=door.id,
        is_voorbeeld=is_voorbeeld,
    )
    setattr(bijlage, f"{bij}_id", dossier.id)
    session.add(bijlage)
    na = {
        "naam": bijlage.naam,
        "soort": bijlage.soort,
        "grootte": bijlage.grootte,
        "sha256": sha256,
        "bij": bij,
    }
    noteer(session, "bijlage.toegevoegd", bijlage, door=door, nu=nu, na=na)
    return bijlage


def verwijderen(
    session: Session,
    opslag: Bestandsopslag,
    bijlage: Bijlage,
    *,
    reden: str,
    door: Gebruiker,
    nu: dt.datetime,
) -> None:
    """The file is gone from the dossier; its line stays, with the reason. On disk it goes when nothing else uses it.

    That happens after the commit: a file cannot be brought back by a rollback.
    Refuses with OngeldigeInvoer no reason, and with AlGebeurd what was taken away before.
    """
    eis(door, "bijlage.verwijderen", bijlage)
    waarom = _kort(reden, "reden")
    if not waarom:
        raise OngeldigeInvoer(
            "Zeg waarom het bestand weg moet.", {"reden": ["Zeg waarom het bestand weg moet."]}
        )
    gebruikt_door = _met(session, bijlage.sha256)
    if bijlage not in gebruikt_door:
        raise AlGebeurd("Dit bestand is al verwijderd. U hoeft niets meer te doen.")
    bijlage.verwijderd_op, bijlage.verwijderd_reden = nu, waarom
    if gebruikt_door == [bijlage]:
        gezien, sha256 = opslag.kenmerk(bijlage.sha256), bijlage.sha256
        na_vastleggen(session, lambda: opslag.wis(sha256, gezien))
    voor = {"naam": bijlage.naam, "sha256": bijlage.sha256}
    noteer(session, "bijlage.verwijderd", bijlage, door=door, nu=nu, reden=waarom, voor=voor)


def _een_dossier(onderwerp: dict[str, Model | None]) -> tuple[str, Model]:
    onbekend = onderwerp.keys() - set(BIJLAGE_BIJ)
    if onbekend:
        raise TypeError(f"een bijlage hangt niet aan {', '.join(sorted(onbekend))}")
    genoemd = [(naam, noun) for naam, noun in onderwerp.items() if noun is not None]
    if len(genoemd) != 1:
        zin = f"Noem één dossier waar het bestand bij hoort: {', '.join(BIJLAGE_BIJ[:-1])} of {BIJLAGE_BIJ[-1]}."
        raise OngeldigeInvoer(zin, {naam: [zin] for naam, _ in genoemd[1:]} or {BIJLAGE_BIJ[0]: [zin]})
    return genoemd[0]


def _lees(inhoud: bytes | BinaryIO, hoogstens: int) -> bytes:
    """The contents; of a file that is too large no more is read than it takes to know that."""
    bytes_ = inhoud if isinstance(inhoud, bytes) else inhoud.read(hoogstens + 1)
    if len(bytes_) > hoogstens:
        raise weigering(f"Dit bestand is te groot. Het mag hoogstens {hoogstens // MB} MB zijn.")
    return bytes_


def _eis_nieuw(session: Session, bij: str, dossier: Model, sha256: str) -> None:
    """Nothing, or AlGebeurd. Locked, so that a form that is sent twice at once is seen as well."""
    soort = type(dossier)
    session.exec(select(soort.id).where(soort.id == dossier.id).with_for_update(key_share=True)).all()
    if any(getattr(ander, f"{bij}_id") == dossier.id for ander in _met(session, sha256)):
        raise AlGebeurd("Dit bestand staat al bij dit dossier. U hoeft niets meer te doen.")


def _met(session: Session, sha256: str) -> list[Bijlage]:
    """The lines that need this file, locked: who adds it and who removes it at the same moment wait for each other."""
    vraag = (
        select(Bijlage)
        .where(Bijlage.sha256 == sha256, col(Bijlage.verwijderd_op).is_(None))
        .order_by(col(Bijlage.id))
    )
    session.exec(vraag.with_for_update(key_share=True)).all()
    # Asked again now that we are through: PostgreSQL's answer to the question that waited is without the line that was
    # added meanwhile, and then the file would go that this line needs.
    return list(session.exec(vraag))


def _kort(tekst: str | None, veld: str) -> str | None:
    schoon = (tekst or "").strip() or None
    if schoon and len(schoon) > 400:
        zin = "Maak dit korter: hoogstens 400 tekens."
        raise OngeldigeInvoer(zin, {veld: [zin]})
    return schoon
