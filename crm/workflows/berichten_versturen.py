"""What happens to a message on its way out: taken up, sent, put back, or given up. The loop around it is crm/jobs/verzending.

Each of these is one transaction of its caller's, and talking to the mail server happens between two of them: a process may
die at any point. Then the message was not taken up, or somebody takes it over after a quarter of an hour; at worst it goes
out again with the same Message-ID, and mail programs show that as one mail (docs/adr/0025).
"""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session, col, select

from crm.adapters.mailbericht import Uitgaand
from crm.models import (
    AMSTERDAM,
    Afwezigheid,
    Bericht,
    BerichtStatus,
    Gebruiker,
    Herinnering,
    HerinneringStatus,
    OnbestelbaarAdres,
    dag_van,
)
from crm.models.bericht import HOOGSTENS_GEWEIGERD, VAN_HERINNERINGEN, sluit_adres
from crm.models.postrij import leg_neer, neem_volgende, nog_van_mij
from crm.queries.werkkalender import werkkalender

_MINUUT, _UUR = dt.timedelta(minutes=1), dt.timedelta(hours=1)
PAUZES = (_MINUUT, 5 * _MINUUT, 15 * _MINUUT, _UUR, 4 * _UUR, 12 * _UUR, 12 * _UUR)
"""How long to wait after a refusal for now, and after the next, and the next; one more is the last (29 hours in all)."""

LANGSTE_STORING = _UUR
"""However long the server is out of reach, a message is tried again within the hour."""

_NIET_ACTIEF = "De ontvanger heeft geen account meer."
_NU_WEG = "De ontvanger is afwezig; wat erin stond, gaat later opnieuw."
_VRIJ = "Vandaag is geen werkdag; wat erin stond, gaat op een werkdag opnieuw."
_VRIJ_EN_ONZEKER = "Deze mail kwam misschien al aan; zij gaat op de eerstvolgende werkdag nog eens."
_NIETS_MEER = "Alles waaraan deze mail zou herinneren, is intussen niet meer nodig."


@dataclass(frozen=True)
class Opgepakt:
    """A message that is ours to send, and what goes over the line; safe to keep outside a transaction."""

    nummer: int
    uuid: str
    teken: str
    mail: Uitgaand


def oppakken(session: Session, *, teken: str, nu: dt.datetime, echt: dt.datetime | None = None) -> Opgepakt | None:
    """The next message that is due is ours, for a quarter of an hour; None when nothing is due.

    On the way there, a message that should not go any more is withdrawn, one to an address that mail does not reach
    fails without being tried, and what should not go today is put back. `echt` is the clock of this machine when `nu`
    is another moment: by that clock senders see which message another took up.
    """
    while (bericht := neem_volgende(session, teken=teken, nu=nu, echt=echt or nu)) is not None:
        if not _houd_tegen(session, bericht, nu):
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


def uitgesteld(
    session: Session, opgepakt: Opgepakt, *, fout: str, nu: dt.datetime, is_misschien_aangekomen: bool = False
) -> BerichtStatus | None:
    """The message waits again, because the server was out of reach; that is no refusal, however often it happens.

    One that may have arrived stays as it is until it has been sent or refused: never is it made anew. Gives how it stands; None when another sender has it now.
    """
    bericht = nog_van_mij(session, opgepakt.nummer, opgepakt.teken)
    if bericht is None:
        return None
    leg_neer(bericht, "terugleggen", fout=fout)
    bericht.is_misschien_aangekomen |= is_misschien_aangekomen
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
    if is_adres:
        sluit_adres(session, bericht.aan, reden=fout, sinds=nu)
    return bericht.status


def _houd_tegen(session: Session, bericht: Bericht, nu: dt.datetime) -> bool:
    """Whether the message does not go now; then it is put where it belongs."""
    if reden := _waarom_niet(session, bericht):
        _trek_in(session, bericht, reden, "intrekken")
    elif weg := _onbestelbaar(session, bericht.aan):
        _laat_mislukken(session, bericht, f"Op dit adres komt sinds {weg.sinds:%d-%m-%Y} geen mail aan.")
    elif bericht.soort in VAN_HERINNERINGEN:
        return _houd_tegen_vandaag(session, bericht, nu)
    else:
        return False
    return True


def _houd_tegen_vandaag(session: Session, bericht: Bericht, nu: dt.datetime) -> bool:
    """Reminders do not go on a free day, nor to who is away: they wait for the sweep, which makes a message of them.

    What may have arrived is not made anew: it goes on a working day, as it is.
    """
    dag = dag_van(nu)
    is_vrij = not werkkalender(session).is_werkdag(dag)
    if not bericht.is_misschien_aangekomen and (is_vrij or _is_afwezig(session, bericht.gebruiker_id, dag)):
        _trek_in(session, bericht, _VRIJ if is_vrij else _NU_WEG, "terugleggen")
        return True
    if is_vrij:
        leg_neer(bericht, "terugleggen", fout=_VRIJ_EN_ONZEKER)
        bericht.volgende_poging_op = min(_ochtend(dag + dt.timedelta(days=1)), nu + PAUZES[-1])
    return is_vrij


def _is_afwezig(session: Session, gebruiker_id: int | None, dag: dt.date) -> bool:
    vraag = select(Afwezigheid.id).where(
        Afwezigheid.gebruiker_id == gebruiker_id, Afwezigheid.van <= dag, Afwezigheid.tot >= dag
    )
    return session.exec(vraag).first() is not None


def _ochtend(dag: dt.date) -> dt.datetime:
    return dt.datetime.combine(dag, dt.time(7), AMSTERDAM)


def _waarom_niet(session: Session, bericht: Bericht) -> str | None:
    """Why this message should not go any more; None when it should."""
    if bericht.gebruiker_id is not None and not session.get_one(Gebruiker, bericht.gebruiker_id).is_actief:
        return _NIET_ACTIEF
    standen = session.exec(select(Herinnering.status).where(Herinnering.bericht_id == bericht.id).distinct()).all()
    return _NIETS_MEER if standen and HerinneringStatus.ONDERWEG not in standen else None


def _trek_in(session: Session, bericht: Bericht, reden: str, stap: str) -> None:
    """The message is withdrawn, and its reminders take this step; the next sweep finds what is still due."""
    herinneringen = _herinneringen(session, bericht)
    leg_neer(bericht, "terugleggen", fout=reden)
    Bericht.LEVENSLOOP.apply(bericht, "intrekken")
    for herinnering in herinneringen:
        Herinnering.LEVENSLOOP.apply(herinnering, stap)
        if stap == "terugleggen":
            herinnering.bericht_id = None
        else:
            herinnering.reden = reden


def _laat_mislukken(session: Session, bericht: Bericht, fout: str) -> None:
    leg_neer(bericht, "mislukken", fout=fout)
    for herinnering in _herinneringen(session, bericht):
        Herinnering.LEVENSLOOP.apply(herinnering, "mislukken")
        herinnering.reden = bericht.fout


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
