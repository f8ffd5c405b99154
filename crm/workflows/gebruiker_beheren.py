"""Accounts: who gets in, with which roles, and the keys of other systems."""

import datetime as dt
import secrets

from sqlmodel import Session, select

from crm.errors import AlGebeurd, OngeldigeInvoer
from crm.models import ApiToken, Gebruiker, GebruikerRol, Gebruikersrol, Sessie, noteer
from crm.models.gebruiker import SYSTEEM_EMAIL, hash_teken
from crm.permissions import eis

MINSTE_TEKENS = 12
# A year: long enough for a link with another system, short enough that somebody looks at it again.
TOKEN_DAGEN = 365


def systeemgebruiker(session: Session) -> Gebruiker:
    """The account in whose name the scheduler and the command line act; made when it is not there yet."""
    gevonden = session.exec(select(Gebruiker).where(Gebruiker.email == SYSTEEM_EMAIL)).unique().first()
    if gevonden:
        return gevonden
    systeem = Gebruiker(naam="Aanjager (systeem)", email=SYSTEEM_EMAIL)
    systeem.rollen = [Gebruikersrol(rol=rol) for rol in GebruikerRol if rol is not GebruikerRol.LEZER]
    session.add(systeem)
    session.flush()
    return systeem


def toevoegen(
    session: Session,
    *,
    naam: str,
    email: str,
    rollen: list[GebruikerRol],
    wachtwoord_hash: str | None,
    door: Gebruiker,
    nu: dt.datetime,
    functie: str | None = None,
    is_voorbeeld: bool = False,
) -> Gebruiker:
    """A colleague has an account with these roles.

    Refuses with AlGebeurd an address that is in use, with OngeldigeInvoer an empty name or a strange address.
    """
    eis(door, "gebruiker.beheren")
    adres = email.strip().lower()
    if "@" not in adres or " " in adres:
        raise OngeldigeInvoer(f"‘{email}’ is geen e-mailadres.", {"email": ["Dit is geen e-mailadres."]})
    if not naam.strip():
        raise OngeldigeInvoer("Vul een naam in.", {"naam": ["Vul een naam in."]})
    if session.exec(select(Gebruiker.id).where(Gebruiker.email == adres)).first():
        raise AlGebeurd(f"Er is al een account voor {adres}.")
    gebruiker = Gebruiker(
        naam=naam.strip(),
        email=adres,
        functie=functie,
        wachtwoord_hash=wachtwoord_hash,
        is_voorbeeld=is_voorbeeld,
    )
    gebruiker.rollen = [Gebruikersrol(rol=rol) for rol in dict.fromkeys(rollen)]
    session.add(gebruiker)
    noteer(
        session,
        "gebruiker.toegevoegd",
        gebruiker,
        door=door,
        nu=nu,
        na={"rollen": [str(rol) for rol in rollen]},
    )
    return gebruiker


def keur_wachtwoord(wachtwoord: str) -> None:
    """Nothing, or OngeldigeInvoer for a password that is too short."""
    if len(wachtwoord) < MINSTE_TEKENS:
        zin = f"Een wachtwoord heeft ten minste {MINSTE_TEKENS} tekens. Drie of vier losse woorden onthoudt u makkelijk."
        raise OngeldigeInvoer(zin, {"wachtwoord": [zin]})


def wachtwoord_zetten(
    session: Session, gebruiker: Gebruiker, wachtwoord_hash: str, *, door: Gebruiker, nu: dt.datetime
) -> None:
    """The account has this password, and everybody who was signed in with the old one is signed out."""
    if door.id != gebruiker.id:
        eis(door, "gebruiker.beheren")
    gebruiker.wachtwoord_hash = wachtwoord_hash
    _afmelden_overal(session, gebruiker)
    noteer(session, "gebruiker.wachtwoord_gewijzigd", gebruiker, door=door, nu=nu)


def blokkeren(session: Session, gebruiker: Gebruiker, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The account no longer gets in, and is signed out at once."""
    eis(door, "gebruiker.beheren")
    gebruiker.is_actief = False
    _afmelden_overal(session, gebruiker)
    noteer(session, "gebruiker.geblokkeerd", gebruiker, door=door, nu=nu)


def rollen_zetten(
    session: Session, gebruiker: Gebruiker, rollen: list[GebruikerRol], *, door: Gebruiker, nu: dt.datetime
) -> None:
    """The account has exactly these roles."""
    eis(door, "gebruiker.beheren")
    voor = sorted(str(rol.rol) for rol in gebruiker.rollen)
    blijven = [rol for rol in gebruiker.rollen if rol.rol in rollen]
    nieuw = [Gebruikersrol(rol=rol) for rol in rollen if rol not in {b.rol for b in blijven}]
    gebruiker.rollen = blijven + nieuw
    na = sorted(str(rol) for rol in rollen)
    noteer(
        session,
        "gebruiker.rollen_gewijzigd",
        gebruiker,
        door=door,
        nu=nu,
        voor={"rollen": voor},
        na={"rollen": na},
    )


def token_maken(
    session: Session, gebruiker: Gebruiker, naam: str, *, door: Gebruiker, nu: dt.datetime
) -> tuple[ApiToken, str]:
    """Another system has a key to act for this user; the key itself is given once and not kept."""
    eis(door, "token.beheren")
    teken = f"aanjager_{secrets.token_urlsafe(32)}"
    token = ApiToken(
        gebruiker_id=gebruiker.id,
        naam=naam,
        teken_hash=hash_teken(teken),
        verloopt_op=nu + dt.timedelta(days=TOKEN_DAGEN),
    )
    session.add(token)
    noteer(session, "token.gemaakt", token, door=door, nu=nu, na={"naam": naam})
    return token, teken


def token_intrekken(session: Session, token: ApiToken, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The key no longer works."""
    eis(door, "token.beheren")
    token.ingetrokken_op = nu
    noteer(session, "token.ingetrokken", token, door=door, nu=nu)


def _afmelden_overal(session: Session, gebruiker: Gebruiker) -> None:
    for sessie in session.exec(select(Sessie).where(Sessie.gebruiker_id == gebruiker.id)):
        session.delete(sessie)
