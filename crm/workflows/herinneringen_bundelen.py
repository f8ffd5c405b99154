"""From waiting reminders to messages in the outbox: one digest a day, what is urgent alone, one mail to a partner."""

import datetime as dt
import logging
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.adapters.brieven import Brief, Briefpapier
from crm.adapters.werkdagen import Werkkalender
from crm.db import nieuwe_uuid
from crm.models import AMSTERDAM, BerichtSoort, Gebruiker, Herinnering, Model, Persoon, dag_van, zet_klaar
from crm.models.herinnering import GEDEMPT, INGEHAALD, leg_terug
from crm.models.rijen import neem_stap
from crm.queries import brieven
from crm.queries.herinneringen.bronnen import BRONNEN
from crm.queries.herinneringen.ronde import InTransactie, Uitkomst
from crm.queries.herinneringen.teksten import Overzichtsregel, regels
from crm.queries.herinneringen.wachtend import (
    MEESTE,
    Stapel,
    Wachtend,
    beloften,
    handenvol,
    is_bezet,
    oude_berichten,
    slot,
    stapels,
    wachtenden,
)

log = logging.getLogger(__name__)

_VAN_EERDER = "Dit bericht kon niet uitgaan toen het kon, of past nu niet meer; wat erin stond, gaat opnieuw."


class Weggekaapt(Exception):
    """Somebody else took one of these reminders meanwhile; nothing was done, and the next round sees how it stands."""


class Botsing(Exception):
    """The database refused the message of this slot, maybe because somebody else put one there meanwhile."""


@dataclass(frozen=True)
class _Ronde:
    """One moment of packing."""

    nu: dt.datetime
    papier: Briefpapier
    na_uur: bool
    uitkomst: Uitkomst

    @property
    def dag(self) -> dt.date:
        return dag_van(self.nu)


def bundelen(
    in_transactie: InTransactie, *, nu: dt.datetime, kalender: Werkkalender, papier: Briefpapier, overzicht_uur: int
) -> Uitkomst:
    """What waits for somebody is in a message in the outbox, one transaction for a handful of recipients.

    Nothing on a day that is not worked on, and nothing for who is absent or cannot be reached: that waits. From
    `overzicht_uur` everything that waits for a colleague goes into one digest, and for a contact person into one mail;
    what is urgent goes alone and at once. A message of an earlier day that nobody began to send, or to who is away
    since, is withdrawn first, so that after days without mail everybody gets one. A recipient that fails stops no other.
    """
    na_uur = nu.astimezone(AMSTERDAM).hour >= overzicht_uur
    ronde = _Ronde(nu, papier, na_uur, Uitkomst())
    is_werkdag = kalender.is_werkdag(ronde.dag)
    _leg_oude_terug(in_transactie, ronde, is_werkdag=is_werkdag)
    if is_werkdag:
        for sleutels in _ontvangers(in_transactie, ronde):
            _pak_samen_in(in_transactie, ronde, sleutels)
    return ronde.uitkomst


def _leg_oude_terug(in_transactie: InTransactie, ronde: _Ronde, *, is_werkdag: bool) -> None:
    while True:
        with in_transactie() as session:
            oud = oude_berichten(session, ronde.dag, is_werkdag=is_werkdag)
            if not oud:
                return
            ronde.uitkomst.geteld["teruggelegd"] += leg_terug(session, oud, reden=_VAN_EERDER)


def _ontvangers(in_transactie: InTransactie, ronde: _Ronde) -> Iterator[list[str]]:
    na = ""
    while True:
        with in_transactie() as session:
            blad = wachtenden(session, ronde.dag, na=na, alleen_dringend=not ronde.na_uur)
        yield from handenvol(blad)
        if len(blad) < MEESTE:
            return
        na = blad[-1][0]


def _pak_samen_in(in_transactie: InTransactie, ronde: _Ronde, sleutels: list[str]) -> None:
    """A handful together; when something is wrong with one of them, each of them alone."""
    if len(sleutels) > 1:
        try:
            with in_transactie() as session:
                geteld = _pak_in(session, ronde, sleutels)
            ronde.uitkomst.geteld.update(geteld)
            return
        except Exception as fout:  # noqa: BLE001 - whatever it is, it comes again below, where it is told whose it is
            log.info("herinneringen.een_voor_een ontvangers=%s (%s)", len(sleutels), type(fout).__name__)
    for sleutel in sleutels:
        _veilig(in_transactie, ronde, sleutel)


def _veilig(in_transactie: InTransactie, ronde: _Ronde, sleutel: str) -> None:
    try:
        with in_transactie() as session:
            geteld = _pak_in(session, ronde, [sleutel])
        ronde.uitkomst.geteld.update(geteld)
    except Weggekaapt:
        log.info("herinneringen.al_ingepakt ontvanger=%s", sleutel)
    except Botsing as botsing:
        with in_transactie() as session:
            is_er = is_bezet(session, str(botsing))
        if is_er:
            log.info("herinneringen.al_ingepakt ontvanger=%s", sleutel)
        else:
            log.exception("herinneringen.ontvanger_geweigerd ontvanger=%s", sleutel)
            ronde.uitkomst.geparkeerd.append(f"ontvanger {sleutel} ({type(botsing.__cause__).__name__})")
    except Exception as fout:
        log.exception("herinneringen.ontvanger_mislukt ontvanger=%s", sleutel)
        ronde.uitkomst.geparkeerd.append(f"ontvanger {sleutel} ({type(fout).__name__})")


def _pak_in(session: Session, ronde: _Ronde, sleutels: list[str]) -> Counter[str]:
    """Everything of these recipients that may go now is in messages; gives what was done."""
    geteld: Counter[str] = Counter()
    klaar = [(stapel, _zeef(session, stapel, geteld)) for stapel in stapels(session, sleutels, ronde.dag)]
    aan_collegas = [h for stapel, wacht in klaar if isinstance(stapel.wie, Gebruiker) for h in wacht]
    lijst = _teksten(session, ronde, aan_collegas, is_alleen=len(sleutels) == 1)
    for stapel, wacht in klaar:
        if isinstance(stapel.wie, Gebruiker):
            geteld["berichten"] += _aan_collega(session, ronde, stapel, wacht, lijst)
        else:
            geteld["berichten"] += _aan_partner(session, ronde, stapel, wacht)
    return geteld


def _zeef(session: Session, stapel: Stapel, geteld: Counter[str]) -> list[Herinnering]:
    """Without what this recipient turned off, and with only the latest step about the same."""
    stil = [rij for rij in stapel.wacht if rij.herinnering.onderwerp in stapel.gedempt and not rij.is_verplicht]
    over = [rij for rij in stapel.wacht if rij not in stil]
    laatste: dict[tuple, int] = {}
    for rij in over:
        laatste[rij.waarover] = max(laatste.get(rij.waarover, rij.herinnering.rang), rij.herinnering.rang)
    ingehaald = [rij for rij in over if rij.herinnering.rang < laatste[rij.waarover]]
    _sla_over(session, stil, GEDEMPT)
    _sla_over(session, ingehaald, INGEHAALD)
    geteld["overgeslagen"] += len(stil) + len(ingehaald)
    return [rij.herinnering for rij in over if rij not in ingehaald]


def _sla_over(session: Session, wacht: Sequence[Wachtend], reden: str) -> None:
    if wacht:
        nummers = [rij.herinnering.id for rij in wacht]
        neem_stap(session, Herinnering, "overslaan", col(Herinnering.id).in_(nummers), reden=reden)


def _aan_collega(
    session: Session, ronde: _Ronde, stapel: Stapel, wacht: Sequence[Herinnering], teksten: Sequence[Overzichtsregel]
) -> int:
    """What is urgent alone, the rest in the digest of today unless that went already; gives how many messages.

    `teksten` are the lines in the order of the letter, maybe among those of others; what has no line waits.
    """
    per_uuid = {herinnering.uuid: herinnering for herinnering in wacht}
    eigen = [(tekst, per_uuid[tekst.herinnering]) for tekst in teksten if tekst.herinnering in per_uuid]
    dringend = [(tekst, herinnering) for tekst, herinnering in eigen if herinnering.is_dringend]
    rest = [(tekst, herinnering) for tekst, herinnering in eigen if not herinnering.is_dringend]
    for tekst, herinnering in dringend:
        _verstuur_dringend(session, ronde, stapel.wie, tekst, herinnering)
    if not rest or not ronde.na_uur or stapel.is_gehad:
        return len(dringend)
    # What does not fit waits, and can be read on the site, until the digest of the next working day.
    erin = [herinnering for _, herinnering in rest[: brieven.MEESTE_REGELS]]
    _verstuur_overzicht(session, ronde, stapel, [tekst for tekst, _ in rest], erin)
    return len(dringend) + 1


def _verstuur_dringend(
    session: Session, ronde: _Ronde, wie: Gebruiker, tekst: Overzichtsregel, herinnering: Herinnering
) -> None:
    kenmerk = nieuwe_uuid()
    afmelden = brieven.afmeldadres(ronde.papier, kenmerk, [tekst])
    brief = brieven.dringend(ronde.papier, wie, tekst, afmelden=afmelden)
    bericht = _Bericht(BerichtSoort.DRINGEND, slot("dringend", str(herinnering.id), ronde.dag), brief, afmelden)
    dossier = session.get(BRONNEN[herinnering.onderwerp].noun, herinnering.onderwerp_id)
    _verstuur(session, ronde, wie, bericht, [herinnering], uuid=kenmerk, dossier=dossier)


def _teksten(
    session: Session, ronde: _Ronde, wacht: Sequence[Herinnering], *, is_alleen: bool
) -> list[Overzichtsregel]:
    """The lines of these reminders in the order of the letter; of one recipient, what cannot be written is set aside.

    It is named then. When none can be written, it is not that dossier that is wrong.
    """
    if not is_alleen:
        return regels(session, wacht, ronde.dag)
    try:
        with session.begin_nested():
            return regels(session, wacht, ronde.dag)
    except Exception:
        goed, fouten = _een_voor_een(session, ronde, wacht)
        if not goed:
            raise
    ronde.uitkomst.geparkeerd += fouten
    return regels(session, goed, ronde.dag)


def _een_voor_een(
    session: Session, ronde: _Ronde, wacht: Sequence[Herinnering]
) -> tuple[list[Herinnering], list[str]]:
    goed, fouten = [], []
    for herinnering in wacht:
        try:
            with session.begin_nested():
                regels(session, [herinnering], ronde.dag)
            goed.append(herinnering)
        except Exception as fout:
            waar = f"{herinnering.onderwerp} {herinnering.onderwerp_uuid}"
            log.exception("herinneringen.tekst_mislukt %s", waar)
            fouten.append(f"{waar} ({type(fout).__name__})")
    return goed, fouten


def _verstuur_overzicht(
    session: Session, ronde: _Ronde, stapel: Stapel, lijst: Sequence[Overzichtsregel], erin: Sequence[Herinnering]
) -> None:
    kenmerk = nieuwe_uuid()
    afmelden = brieven.afmeldadres(ronde.papier, kenmerk, lijst)
    brief = brieven.overzicht(ronde.papier, stapel.wie, lijst, dag=ronde.dag, afmelden=afmelden)
    bericht = _Bericht(BerichtSoort.OVERZICHT, stapel.plek, brief, afmelden)
    _verstuur(session, ronde, stapel.wie, bericht, erin, uuid=kenmerk)


def _aan_partner(session: Session, ronde: _Ronde, stapel: Stapel, wacht: Sequence[Herinnering]) -> int:
    """One mail with every promise that waits, with links that work for this person only; gives how many mails."""
    if not wacht or not ronde.na_uur or stapel.is_gehad:
        return 0
    lijst = beloften(session, ronde.papier, stapel.wie, wacht, ronde.nu)
    if not lijst:
        return 0
    kenmerk = nieuwe_uuid()
    afmelden = brieven.afmeldadres(ronde.papier, kenmerk)
    brief = brieven.partner(ronde.papier, stapel.wie, lijst, dag=ronde.dag, afmelden=afmelden)
    dossier = lijst[0].afspraak if len(lijst) == 1 else None
    bericht = _Bericht(BerichtSoort.PARTNER, stapel.plek, brief, afmelden)
    _verstuur(session, ronde, stapel.wie, bericht, wacht, uuid=kenmerk, dossier=dossier)
    return 1


@dataclass(frozen=True)
class _Bericht:
    """What goes into the outbox."""

    soort: BerichtSoort
    slot: str
    brief: Brief
    afmelden: str | None


def _verstuur(
    session: Session,
    ronde: _Ronde,
    wie: Gebruiker | Persoon,
    wat: _Bericht,
    herinneringen: Sequence[Herinnering],
    *,
    dossier: Model | None = None,
    **verder: object,
) -> None:
    """The message waits in the outbox, and these reminders are in it; all of them, or none."""
    brief = {"onderwerpregel": wat.brief.onderwerpregel, "tekst": wat.brief.tekst, "html": wat.brief.html}
    plek = {"soort": wat.soort, "slot": wat.slot, "domein": ronde.papier.domein, "afmeld_adres": wat.afmelden}
    try:
        bericht = zet_klaar(session, aan=wie, nu=ronde.nu, dossier=dossier, **brief, **plek, **verder)
    except sa.exc.IntegrityError as fout:
        raise Botsing(wat.slot) from fout
    nummers = [herinnering.id for herinnering in herinneringen]
    gepakt = neem_stap(session, Herinnering, "inpakken", col(Herinnering.id).in_(nummers), bericht_id=bericht.id)
    if gepakt != len(nummers):
        raise Weggekaapt(wat.slot)
