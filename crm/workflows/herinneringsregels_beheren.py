"""Rules for reminders: the ones an installation begins with, a new one, another version, and standing still.

A version is never changed: every reminder that was sent still knows under which rule, and by whom that rule was made.
"""

import datetime as dt
import re
import unicodedata
import uuid as uuid_
from collections.abc import Iterable, Mapping
from typing import Any

from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, Verouderd, weiger
from crm.models import Gebruiker, Herinneringsregel, RegelOnderwerp, noteer
from crm.permissions import eis
from crm.queries.dossiers import zoek
from crm.queries.regelkeuring import keur, stappen_van

_STAPVELDEN = ("dagen", "telling", "ontvanger", "is_escalatie", "is_dringend")
_LANGSTE_CODE = 50

Gegevens = Mapping[str, Any]


def laden(session: Session, regels: Iterable[Gegevens], *, door: Gebruiker, nu: dt.datetime) -> int:
    """Every rule whose code was not there yet is there now; says how many that were.

    A rule that somebody changed, put to rest or made under the same code stays as it is. Refuses with OngeldigeInvoer a
    rule that could not be made on the page either.
    """
    eis(door, "herinneringsregel.wijzigen")
    bekend = set(session.exec(select(Herinneringsregel.code)))
    nieuw = [gegevens for gegevens in regels if gegevens["code"] not in bekend]
    for gegevens in nieuw:
        aanmaken(session, **gegevens, door=door, nu=nu)
    return len(nieuw)


def aanmaken(
    session: Session,
    *,
    naam: str,
    onderwerp: RegelOnderwerp,
    stappen: list[Gegevens],
    door: Gebruiker,
    nu: dt.datetime,
    code: str | None = None,
    is_verplicht: bool = False,
    toelichting: str | None = None,
    kenmerk: uuid_.UUID | None = None,
) -> Herinneringsregel:
    """There is a new rule, and it reminds from now on.

    Refuses with AlGebeurd a code that exists and the same form (`kenmerk`) sent twice; with OngeldigeInvoer what
    `regelkeuring.keur` says.
    """
    eis(door, "herinneringsregel.wijzigen")
    if zoek(session, Herinneringsregel, kenmerk):
        raise AlGebeurd("Deze regel is er al. U hoeft niets meer te doen.")
    inhoud = {"naam": naam.strip(), "is_verplicht": is_verplicht, "toelichting": toelichting, "stappen": stappen}
    weiger(keur(onderwerp, inhoud))
    regel = _versie(inhoud, code=_code(session, code, naam), onderwerp=onderwerp, door=door, nu=nu)
    if kenmerk is not None:
        regel.uuid = kenmerk
    session.add(regel)
    noteer(session, "herinneringsregel.toegevoegd", regel, door=door, nu=nu, na={"naam": regel.naam})
    return regel


def wijzigen(
    session: Session, regel: Herinneringsregel, gegevens: Gegevens, *, versie: int, door: Gebruiker, nu: dt.datetime
) -> Herinneringsregel:
    """The rule goes on as another version with these values, which is given; the one before it stays to be looked at.

    `versie` is the number of the version that was looked at; what is not in `gegevens` stays as it was. Nothing changes,
    and the present version is given, when there is no difference. Refuses with Verouderd when somebody made a newer
    version, with AlGebeurd when that one says just this, with OngeldigeInvoer what `regelkeuring.keur` says.
    """
    eis(door, "herinneringsregel.wijzigen", regel)
    nu_geldend = _geldend(session, regel)
    inhoud = _inhoud(nu_geldend) | dict(gegevens)
    inhoud["naam"] = (inhoud["naam"] or "").strip()
    weiger(keur(nu_geldend.onderwerp, inhoud))
    is_gelijk = _vast(inhoud) == _vast(_inhoud(nu_geldend))
    if nu_geldend.versienummer != versie:
        if is_gelijk:
            raise AlGebeurd("Deze wijziging is al opgeslagen. U hoeft niets meer te doen.")
        raise Verouderd(
            f"Iemand anders heeft ‘{nu_geldend.naam}’ intussen gewijzigd. Uw wijziging is nog niet opgeslagen."
        )
    return nu_geldend if is_gelijk else _volgende(session, nu_geldend, inhoud, "herinneringsregel.gewijzigd", door, nu)


def stilzetten(
    session: Session, regel: Herinneringsregel, *, door: Gebruiker, nu: dt.datetime
) -> Herinneringsregel:
    """The rule reminds nobody any more, as another version, which is given; what waited is withdrawn at the next sweep.

    Refuses with AlGebeurd a rule that stands still already, with Verouderd one of which there is a newer version.
    """
    return _zet(session, regel, False, door, nu)


def aanzetten(
    session: Session, regel: Herinneringsregel, *, door: Gebruiker, nu: dt.datetime
) -> Herinneringsregel:
    """The rule reminds again, as another version, which is given.

    Refuses with AlGebeurd a rule that is on already, with Verouderd one of which there is a newer version.
    """
    return _zet(session, regel, True, door, nu)


def _zet(
    session: Session, regel: Herinneringsregel, is_actief: bool, door: Gebruiker, nu: dt.datetime
) -> Herinneringsregel:
    eis(door, "herinneringsregel.wijzigen", regel)
    nu_geldend = _geldend(session, regel)
    if nu_geldend.is_actief is is_actief:
        raise AlGebeurd(f"‘{regel.naam}’ {'staat al aan' if is_actief else 'staat al stil'}.")
    if nu_geldend.id != regel.id:
        raise Verouderd(f"Iemand anders heeft ‘{regel.naam}’ intussen gewijzigd. Bekijk eerst hoe de regel nu is.")
    handeling = "herinneringsregel.aangezet" if is_actief else "herinneringsregel.stilgezet"
    return _volgende(session, regel, _inhoud(regel), handeling, door, nu, is_actief=is_actief)


def _volgende(
    session: Session,
    oud: Herinneringsregel,
    inhoud: Gegevens,
    handeling: str,
    door: Gebruiker,
    nu: dt.datetime,
    *,
    is_actief: bool | None = None,
) -> Herinneringsregel:
    nieuw = _versie(inhoud, code=oud.code, onderwerp=oud.onderwerp, door=door, nu=nu)
    nieuw.versienummer = oud.versienummer + 1
    nieuw.is_actief = oud.is_actief if is_actief is None else is_actief
    oud.vervangen_op = nu
    # First the old one steps back: at any moment one version of a rule holds, and the database looks.
    session.flush()
    session.add(nieuw)
    voor, na = ({"naam": regel.naam, "versie": regel.versienummer} for regel in (oud, nieuw))
    noteer(session, handeling, nieuw, door=door, nu=nu, voor=voor, na=na)
    return nieuw


def _versie(
    inhoud: Gegevens, *, code: str, onderwerp: RegelOnderwerp, door: Gebruiker, nu: dt.datetime
) -> Herinneringsregel:
    velden = {veld: inhoud[veld] for veld in ("naam", "is_verplicht", "toelichting")}
    regel = Herinneringsregel(code=code, onderwerp=onderwerp, geldt_vanaf=nu, door_id=door.id, **velden)
    regel.stappen = stappen_van(inhoud["stappen"])
    return regel


def _geldend(session: Session, regel: Herinneringsregel) -> Herinneringsregel:
    """The version that holds now."""
    vraag = select(Herinneringsregel).where(
        Herinneringsregel.code == regel.code, col(Herinneringsregel.vervangen_op).is_(None)
    )
    return session.exec(vraag).one()


def _inhoud(regel: Herinneringsregel) -> dict[str, Any]:
    return {
        "naam": regel.naam,
        "is_verplicht": regel.is_verplicht,
        "toelichting": regel.toelichting,
        "stappen": [stap.model_dump(include=set(_STAPVELDEN)) for stap in regel.stappen],
    }


def _vast(inhoud: Gegevens) -> dict[str, Any]:
    """The same for the same rule, in whichever order its steps were given."""
    stappen = [[getattr(stap, veld) for veld in _STAPVELDEN] for stap in stappen_van(inhoud["stappen"])]
    return {**inhoud, "stappen": stappen}


def _code(session: Session, gekozen: str | None, naam: str) -> str:
    """The chosen code, or one made from the name that nobody has yet."""
    bezet = set(session.exec(select(Herinneringsregel.code).distinct()))
    if gekozen:
        if gekozen in bezet:
            raise AlGebeurd(f"Er is al een regel met de code ‘{gekozen}’.")
        return gekozen
    kaal = unicodedata.normalize("NFKD", naam).encode("ascii", "ignore").decode().lower()
    code = re.sub(r"[^a-z0-9]+", "-", kaal).strip("-")[:_LANGSTE_CODE].strip("-") or "regel"
    vrij = (f"{code}-{volgnummer}" for volgnummer in range(2, len(bezet) + 3))
    return code if code not in bezet else next(kandidaat for kandidaat in vrij if kandidaat not in bezet)
