"""What happens to a message on its way out: taken up, sent, put back, or given up. The loop around it is crm/jobs/verzending.

Each of these is one transaction of its caller's, and talking to the mail server happens between two of them: a process may
die at any point. Then the message was not taken up, or somebody takes it over after a quarter of an hour; at worst it goes
out again with the same Message-ID, and mail programs show that as one mail (docs/adr/0025).
"""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.adapters.mailbericht import Uitgaand
from crm.models import Bericht, BerichtStatus, Gebruiker, Herinnering, HerinneringStatus, OnbestelbaarAdres
from crm.models.bericht import leg_neer, neem_volgende, nog_van_mij

VERLATEN_NA = dt.timedelta(minutes=15)
"""Who took a message up and says nothing for so long, is gone; one mail never takes that long."""

_MINUUT, _UUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
PAUZES = (_MINUUT, 5 * _MINUUT, 15 * _MINUUT, _UUR, 4 * _UUR, 12 * _UUR, 12 * _UUR)
"""How long to wait after a refusal for now, and after the next, and the next; one more is the last (29 hours in all)."""

HOOGSTENS_GEWEIGERD = len(PAUZES) + 1
LANGSTE_STORING = _UUR
"""However long the server is out of reach, a message is tried again within the hour."""

_NIET_ACTIEF = "De ontvanger heeft geen account meer."
_NIETS_MEER = "Alles waaraan deze mail zou herinneren, is intussen niet meer nodig."


@dataclass(frozen=True)
class Opgepakt:
    """A message that is ours to send, and what goes over the line; safe to keep outside a transaction."""

    nummer: int
    uuid: str
    teken: str
    mail: Uitgaand


def oppakken(session: Session, *, teken: str, nu: dt.datetime) -> Opgepakt | None:
    """The next message that is due is ours, for a quarter of an hour; None when nothing is due.

    On the way there, a message that should not go any more is withdrawn, and one to an address that mail does not reach
    fails without being tried.
    """
    gestrand = nu - VERLATEN_NA
    while (bericht := neem_volgende(session, teken=teken, nu=nu, gestrand_voor=gestrand)) is not None:
        if reden := _waarom_niet(session, bericht):
            _trek_in(session, bericht, reden)
        elif weg := _onbestelbaar(session, bericht.aan):
            _laat_mislukken(session, bericht, f"Op dit adres komt sinds {weg.sinds:%d-%m-%Y} geen mail aan.")
        else:
            return Opgepakt(bericht.id, str(bericht.uuid), teken, _mail(bericht, nu))
        session.flush()
    return None


def verzonden(session: Session, opgepakt: Opgepakt, *, nu: dt.datetime) -> BerichtStatus | None:
    """The message has gone, and with it every reminder in it. Gives how it stands; None when another sender has it now."""
    bericht = nog_van_mij(session, opgepakt.nummer, opgepakt.teken)
    if bericht is None:
        return None
    leg_neer(bericht, "verzenden")
    bericht.verzonden_op = nu
    for herinnering in _herinneringen(session, bericht):
        Herinnering.LEVENSLOOP.apply(herinnering, "verzenden")
        herinnering.verzonden_op = nu
    return bericht.status


def uitgesteld(session: Session, opgepakt: Opgepakt, *, fout: str, nu: dt.datetime) -> BerichtStatus | None:
    """The message waits again, because the server was out of reach; that is no refusal, however often it happens.

    Gives how it stands; None when another sender has it now.
    """
    bericht = nog_van_mij(session, opgepakt.nummer, opgepakt.teken)
    if bericht is None:
        return None
    leg_neer(bericht, "terugleggen", fout=fout)
    bericht.volgende_poging_op = nu + min(_pauze(bericht.pogingen - bericht.weigeringen), LANGSTE_STORING)
    return bericht.status


def geweigerd(session: Session, opgepakt: Opgepakt, *, fout: str, nu: dt.datetime) -> BerichtStatus | None:
    """The message waits longer each time the server says "not now"; after the eighth time it fails with its reminders.

    Gives how it stands; None when another sender has it now.
    """
    bericht = nog_van_mij(session, opgepakt.nummer, opgepakt.teken)
    if bericht is None:
        return None
    bericht.weigeringen += 1
    if bericht.weigeringen >= HOOGSTENS_GEWEIGERD:
        _laat_mislukken(session, bericht, fout)
    else:
        leg_neer(bericht, "terugleggen", fout=fout)
        bericht.volgende_poging_op = nu + _pauze(bericht.weigeringen)
    return bericht.status


def mislukt(
    session: Session, opgepakt: Opgepakt, *, fout: str, nu: dt.datetime, is_adres: bool = False
) -> BerichtStatus | None:
    """The message has failed with its reminders, for the operator to look at.

    With `is_adres` no mail goes to that address any more until somebody says that it can. Gives how it stands; None when
    another sender has it now.
    """
    bericht = nog_van_mij(session, opgepakt.nummer, opgepakt.teken)
    if bericht is None:
        return None
    bericht.weigeringen += 1
    _laat_mislukken(session, bericht, fout)
    if is_adres and _onbestelbaar(session, bericht.aan) is None:
        session.add(OnbestelbaarAdres(email=bericht.aan.lower(), reden=fout[:400], sinds=nu))
    return bericht.status


def _waarom_niet(session: Session, bericht: Bericht) -> str | None:
    """Why this message should not go any more; None when it should."""
    if bericht.gebruiker_id is not None and not session.get_one(Gebruiker, bericht.gebruiker_id).is_actief:
        return _NIET_ACTIEF
    standen = session.exec(select(Herinnering.status).where(Herinnering.bericht_id == bericht.id).distinct()).all()
    return _NIETS_MEER if standen and HerinneringStatus.ONDERWEG not in standen else None


def _trek_in(session: Session, bericht: Bericht, reden: str) -> None:
    leg_neer(bericht, "terugleggen", fout=reden)
    Bericht.LEVENSLOOP.apply(bericht, "intrekken")
    for herinnering in _herinneringen(session, bericht):
        Herinnering.LEVENSLOOP.apply(herinnering, "overslaan")
        herinnering.reden = reden


def _laat_mislukken(session: Session, bericht: Bericht, fout: str) -> None:
    leg_neer(bericht, "mislukken", fout=fout)
    for herinnering in _herinneringen(session, bericht):
        Herinnering.LEVENSLOOP.apply(herinnering, "mislukken")
        herinnering.reden = fout[:400]


def _herinneringen(session: Session, bericht: Bericht) -> list[Herinnering]:
    """The reminders that go with this message, held until this transaction ends."""
    vraag = (
        select(Herinnering)
        .where(Herinnering.bericht_id == bericht.id, Herinnering.status == HerinneringStatus.ONDERWEG)
        .order_by(col(Herinnering.id))
        .with_for_update()
        .execution_options(populate_existing=True)
    )
    return list(session.exec(vraag).all())


def _onbestelbaar(session: Session, adres: str) -> OnbestelbaarAdres | None:
    vraag = select(OnbestelbaarAdres).where(
        OnbestelbaarAdres.email == adres.lower(), col(OnbestelbaarAdres.hersteld_op).is_(None)
    )
    return session.exec(vraag).first()


def _pauze(keer: int) -> dt.timedelta:
    return PAUZES[min(max(keer, 1), len(PAUZES)) - 1]


def _mail(bericht: Bericht, nu: dt.datetime) -> Uitgaand:
    return Uitgaand(
        aan=bericht.aan,
        aan_naam=bericht.aan_naam,
        onderwerpregel=bericht.onderwerpregel,
        tekst=bericht.tekst,
        html=bericht.html,
        kalender=bericht.kalender,
        kalender_methode=bericht.kalender_methode,
        mailkenmerk=bericht.mailkenmerk,
        eerste_in_draad=bericht.eerste_in_draad,
        afmeld_adres=bericht.afmeld_adres,
        op=nu,
        is_herhaling=bericht.pogingen > 1,
    )
