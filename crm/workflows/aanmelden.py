"""Signing in and out with a local account."""

import datetime as dt
import secrets

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters.wachtwoorden import Wachtwoorden
from crm.errors import NietToegestaan
from crm.models import Aanmeldpoging, ApiToken, Gebruiker, Sessie
from crm.models.gebruiker import hash_teken

MAX_POGINGEN = 5
WACHTTIJD = dt.timedelta(minutes=15)
# Writing "last used" on every request would make every page a write; five minutes is precise enough.
BIJWERKEN_NA = dt.timedelta(minutes=5)
# However busy somebody is: after a week the password is asked again.
LANGSTE = dt.timedelta(days=7)

# As long as an address is kept; a longer one is the same address with the rest cut off, also when it is looked up.
LANGSTE_ADRES = 254
# Hashing takes longer for a longer text; no password is longer than this.
LANGSTE_WACHTWOORD = 1000
# Over all addresses together: whoever tries many addresses once each has to wait too.
MAX_MISLUKT_PER_MINUUT = 60
# The latest attempts are read by number, so this costs the same however many were kept.
_LAATSTE = 4 * MAX_MISLUKT_PER_MINUUT

# One sentence for every reason, so that nobody learns which addresses have an account.
GEWEIGERD = "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer allebei en probeer het opnieuw."


def _adres(email: str) -> str:
    """The address as it is kept and looked up."""
    return email.strip().lower()[:LANGSTE_ADRES]


def te_druk(session: Session, nu: dt.datetime) -> bool:
    """Whether everybody has to wait: more failures in the last minute than colleagues make by mistake."""
    laatste = session.execute(
        sa.select(Aanmeldpoging.op, Aanmeldpoging.is_gelukt).order_by(col(Aanmeldpoging.id).desc()).limit(_LAATSTE)
    )
    sinds = nu - dt.timedelta(minutes=1)
    return sum(sinds < op <= nu and not is_gelukt for op, is_gelukt in laatste) > MAX_MISLUKT_PER_MINUUT


def te_vaak(session: Session, email: str, nu: dt.datetime) -> bool:
    """Whether this address has to wait: five failures within a quarter of an hour since the last success."""
    sinds = nu - WACHTTIJD
    recent = session.exec(
        select(Aanmeldpoging.is_gelukt)
        .where(Aanmeldpoging.email == _adres(email), Aanmeldpoging.op > sinds)
        .order_by(col(Aanmeldpoging.op).desc(), col(Aanmeldpoging.id).desc())
        .limit(MAX_POGINGEN)
    ).all()
    return len(recent) == MAX_POGINGEN and not any(recent)


def keuren(
    session: Session, wachtwoorden: Wachtwoorden, *, email: str, wachtwoord: str, nu: dt.datetime
) -> Gebruiker | None:
    """Whose password this is, or None. Only reads: a hash takes a third of a second, and nobody should wait for that.

    Refuses with NietToegestaan an address that has to wait after five failures, and everybody while a whole list of
    addresses is being tried.
    """
    if te_vaak(session, email, nu):
        raise NietToegestaan("Te veel mislukte pogingen. Wacht een kwartier en probeer het dan opnieuw.")
    if te_druk(session, nu):
        raise NietToegestaan("Het is nu druk met aanmelden. Wacht een minuut en probeer het dan opnieuw.")
    if len(wachtwoord) > LANGSTE_WACHTWOORD:
        return None
    gebruiker = session.exec(select(Gebruiker).where(Gebruiker.email == _adres(email))).unique().first()
    klopt = wachtwoorden.klopt(gebruiker.wachtwoord_hash if gebruiker else None, wachtwoord)
    return gebruiker if klopt and gebruiker and gebruiker.is_actief else None


def aanmelden(
    session: Session, gebruiker: Gebruiker | None, *, email: str, apparaat: str | None, uren: int, nu: dt.datetime
) -> str | None:
    """Whoever `keuren` recognised is signed in; gives the secret for the cookie, or None when nobody was.

    The attempt is kept either way, so the door commits either way.
    """
    session.add(Aanmeldpoging(email=_adres(email), op=nu, is_gelukt=gebruiker is not None))
    if gebruiker is None:
        return None
    teken = secrets.token_urlsafe(32)
    session.add(
        Sessie(
            gebruiker_id=gebruiker.id,
            teken_hash=hash_teken(teken),
            apparaat=(apparaat or "")[:200] or None,
            aangemaakt_op=nu,
            laatst_gebruikt_op=nu,
            verloopt_op=nu + dt.timedelta(hours=uren),
        )
    )
    return teken


def herkennen(session: Session, teken: str, nu: dt.datetime) -> tuple[Gebruiker, Sessie] | None:
    """Who this cookie belongs to, in one query; None when it is unknown, expired or blocked."""
    rij = (
        session.exec(
            select(Gebruiker, Sessie)
            .join(Sessie, col(Sessie.gebruiker_id) == Gebruiker.id)
            .where(
                Sessie.teken_hash == hash_teken(teken),
                Sessie.verloopt_op > nu,
                Sessie.aangemaakt_op > nu - LANGSTE,
                col(Gebruiker.is_actief),
            )
        )
        .unique()
        .first()
    )
    return (rij[0], rij[1]) if rij else None


def herkennen_token(session: Session, teken: str, nu: dt.datetime) -> Gebruiker | None:
    """For whom this API key acts; None when it is unknown, expired, revoked or the user is blocked."""
    return (
        session.exec(
            select(Gebruiker)
            .join(ApiToken, col(ApiToken.gebruiker_id) == Gebruiker.id)
            .where(
                ApiToken.teken_hash == hash_teken(teken),
                ApiToken.verloopt_op > nu,
                col(ApiToken.ingetrokken_op).is_(None),
                col(Gebruiker.is_actief),
            )
        )
        .unique()
        .first()
    )


def verlengen(session: Session, sessie_id: int, *, uren: int, nu: dt.datetime) -> None:
    """The session lasts again as long as a fresh one, within the week that `herkennen` allows."""
    session.execute(
        sa.update(Sessie)
        .where(col(Sessie.id) == sessie_id)
        .values(laatst_gebruikt_op=nu, verloopt_op=nu + dt.timedelta(hours=uren))
    )


def afmelden(session: Session, teken: str) -> None:
    """The cookie no longer opens anything."""
    session.execute(sa.delete(Sessie).where(col(Sessie.teken_hash) == hash_teken(teken)))
