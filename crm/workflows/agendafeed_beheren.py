"""Addresses with which a colleague's own calendar follows dates from here: making one, replacing it, ending it."""

import datetime as dt
import secrets

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.errors import AlGebeurd, OngeldigeOvergang, weiger
from crm.models import Agendafeed, FeedSoort, Gebruiker, Ontwikkelcoalitie, Opdracht, noteer
from crm.models.gebruiker import hash_teken
from crm.permissions import eis

# More calendars than this nobody reads; each is a key to our dates that lies about somewhere.
HOOGSTENS = 25
# How often it is written down that an address was used: a calendar asks every hour.
BIJHOUDEN_NA = dt.timedelta(days=1)


def aanmaken(
    session: Session,
    *,
    soort: FeedSoort,
    door: Gebruiker,
    nu: dt.datetime,
    opdracht: Opdracht | None = None,
    coalitie: Ontwikkelcoalitie | None = None,
) -> tuple[Agendafeed, str]:
    """There is a new address for `door`; gives the secret part of it once, because only its hash is kept.

    Refuses with OngeldigeInvoer a feed of a dossier without the dossier, with AlGebeurd one that `door` has already,
    with OngeldigeOvergang more than twenty-five.
    """
    eis(door, "lezen")
    weiger(_keur(soort, opdracht, coalitie))
    feed = Agendafeed(
        gebruiker_id=door.id,
        soort=soort,
        opdracht_id=opdracht.id if opdracht else None,
        coalitie_id=coalitie.id if coalitie else None,
    )
    eigen = list(session.exec(select(Agendafeed).where(Agendafeed.gebruiker_id == door.id, _GELDIG)))
    if any(ander.is_zelfde(feed) for ander in eigen):
        raise AlGebeurd("U hebt hier al een adres voor. Bent u het kwijt, vervang het dan door een nieuw adres.")
    if len(eigen) >= HOOGSTENS:
        raise OngeldigeOvergang(f"U hebt al {HOOGSTENS} adressen. Trek eerst een adres in dat u niet meer gebruikt.")
    teken = _nieuw_teken(feed)
    session.add(feed)
    noteer(session, "agendafeed.gemaakt", feed, door=door, nu=nu, na={"soort": str(soort)})
    return feed, teken


def vervangen(session: Session, feed: Agendafeed, *, door: Gebruiker, nu: dt.datetime) -> str:
    """The address has another secret part, given once; who followed the old one gets nothing any more.

    Refuses with OngeldigeOvergang an address that was ended.
    """
    eis(door, "agendafeed.beheren", feed)
    _eis_geldig(feed)
    teken = _nieuw_teken(feed)
    feed.laatst_gebruikt_op = None
    noteer(session, "agendafeed.vervangen", feed, door=door, nu=nu)
    return teken


def intrekken(session: Session, feed: Agendafeed, *, door: Gebruiker, nu: dt.datetime) -> None:
    """The address leads nowhere, as from now. Refuses with OngeldigeOvergang one that was ended already."""
    eis(door, "agendafeed.beheren", feed)
    _eis_geldig(feed)
    feed.ingetrokken_op = nu
    noteer(session, "agendafeed.ingetrokken", feed, door=door, nu=nu)


def herkennen(session: Session, teken: str) -> tuple[Agendafeed, Gebruiker] | None:
    """The feed that this secret leads to and whose it is; None when it leads nowhere, for whatever reason."""
    rij = session.exec(
        select(Agendafeed, Gebruiker)
        .join(Gebruiker, col(Gebruiker.id) == Agendafeed.gebruiker_id)
        .where(Agendafeed.teken_hash == hash_teken(teken), _GELDIG, Gebruiker.is_actief)
    ).unique().first()
    return None if rij is None else (rij[0], rij[1])


def is_lang_geleden(feed: Agendafeed, nu: dt.datetime) -> bool:
    """Whether it is time to write down again that this address is in use."""
    return feed.laatst_gebruikt_op is None or nu - feed.laatst_gebruikt_op > BIJHOUDEN_NA


def gebruikt(session: Session, feed_id: int, *, nu: dt.datetime) -> None:
    """It is known that a calendar asked for this feed; written at most once a day, and not in the log."""
    session.execute(
        sa.update(Agendafeed)
        .where(
            Agendafeed.id == feed_id,
            sa.or_(col(Agendafeed.laatst_gebruikt_op).is_(None), Agendafeed.laatst_gebruikt_op < nu - BIJHOUDEN_NA),
        )
        .values(laatst_gebruikt_op=nu)
        .execution_options(synchronize_session=False)
    )


_GELDIG = col(Agendafeed.ingetrokken_op).is_(None)


def _keur(soort: FeedSoort, opdracht: Opdracht | None, coalitie: Ontwikkelcoalitie | None) -> dict[str, str]:
    fouten = {}
    if (soort is FeedSoort.OPDRACHT) != (opdracht is not None):
        fouten["opdracht"] = "Kies van welke opdracht." if opdracht is None else "Bij deze agenda hoort geen opdracht."
    if (soort is FeedSoort.COALITIE) != (coalitie is not None):
        fouten["coalitie"] = "Kies van welke coalitie." if coalitie is None else "Bij deze agenda hoort geen coalitie."
    return fouten


def _nieuw_teken(feed: Agendafeed) -> str:
    teken = secrets.token_urlsafe(32)
    feed.teken_hash = hash_teken(teken)
    return teken


def _eis_geldig(feed: Agendafeed) -> None:
    if feed.ingetrokken_op is not None:
        raise OngeldigeOvergang("Dit adres is al ingetrokken.")
