"""The sweep: which steps of which rules are due at this moment, each written down once, and which no longer hold."""

import datetime as dt
import logging
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlmodel import Session, col, select

from crm.adapters.werkdagen import Werkkalender
from crm.db import kleine_letters, nieuwe_uuid, utc_nu
from crm.models import (
    Bericht,
    BerichtStatus,
    Gebruiker,
    Herinnering,
    Herinneringsregel,
    HerinneringStatus,
    Persoon,
    Regelstap,
)
from crm.models.bericht import VAN_HERINNERINGEN
from crm.models.herinnering import INGEHAALD, leg_terug
from crm.models.rijen import neem_stap
from crm.queries.herinneringen.bereik import gaat_uit_op
from crm.queries.herinneringen.geweest import ingehaald
from crm.queries.herinneringen.ontvangers import collegas
from crm.queries.herinneringen.ronde import InTransactie, Uitkomst
from crm.queries.herinneringen.verschuldigd import (
    REGEL,
    Plaats,
    Regelvraag,
    Stapvraag,
    Waarom,
    Weg,
    in_ongelezen_bericht,
    te_plannen,
)

log = logging.getLogger(__name__)

PER_KEER = 500
_INSERT = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}
_SLEUTEL = ("stap_id", "onderwerp_id", "datum", "ontvanger", "ronde")
_WACHT = Herinnering.status == HerinneringStatus.GEPLAND


def plannen(in_transactie: InTransactie, *, nu: dt.datetime, kalender: Werkkalender) -> Uitkomst:
    """Every step that is due and was not taken care of waits to be sent; what no longer holds is withdrawn.

    `in_transactie` is `database.transaction`: a page of at most 500 reminders is a transaction of its own, so that
    memory stays flat. A rule or dossier that fails stops no other and is named in the outcome. Doing it twice, or at the
    same time on two machines, changes nothing.
    """
    uitkomst = Uitkomst()
    with in_transactie() as session:
        uitkomst.geteld["ingetrokken"] += _stilgezet(session) + _ander_adres(session)
        wie, regels = collegas(session, nu), _geldende_regels(session)
    for regel, stappen in regels:
        try:
            with in_transactie() as session:
                vraag = Regelvraag(session, regel, nu=nu, kalender=kalender, wie=wie)
            _regel(in_transactie, vraag, stappen, uitkomst)
        except Exception as fout:
            log.exception("herinneringen.regel_mislukt code=%s", regel.code)
            uitkomst.geparkeerd.append(f"regel {regel.code} ({type(fout).__name__})")
    return uitkomst


def _geldend(vraag: Any) -> Any:
    return vraag.where(col(Herinneringsregel.vervangen_op).is_(None), col(Herinneringsregel.is_actief).is_(True))


def _geldende_regels(session: Session) -> list[tuple[Herinneringsregel, list[Regelstap]]]:
    regels = session.exec(_geldend(select(Herinneringsregel)).order_by(col(Herinneringsregel.id))).all()
    per_regel: dict[int, list[Regelstap]] = {regel.id: [] for regel in regels}
    for stap in session.exec(select(Regelstap).where(col(Regelstap.regel_id).in_(per_regel))):
        per_regel[stap.regel_id].append(stap)
    return [(regel, per_regel[regel.id]) for regel in regels]


def _stilgezet(session: Session) -> int:
    """What waits by a rule that does not hold any more is withdrawn; a new version of it plans its own."""
    anders = col(Herinnering.regel_id).not_in(_geldend(sa.select(Herinneringsregel.id)))
    _berichten_terug(session, anders)
    return neem_stap(session, Herinnering, "intrekken", _WACHT, anders, reden=REGEL)


def _ander_adres(session: Session) -> int:
    """What failed on the way to an address that its recipient has left is withdrawn: at the new one nobody heard of it.

    With the message, so that there is room for another one today.
    """
    adres = sa.func.coalesce(Gebruiker.email, Persoon.email)
    weg = (
        sa.select(Bericht.id)
        .outerjoin(Gebruiker, col(Gebruiker.id) == Bericht.gebruiker_id)
        .outerjoin(Persoon, col(Persoon.id) == Bericht.persoon_id)
        .where(
            Bericht.status == BerichtStatus.MISLUKT,
            col(Bericht.soort).in_(VAN_HERINNERINGEN),
            kleine_letters(adres) != kleine_letters(Bericht.aan),
        )
    )
    nummers = session.execute(weg.order_by(Bericht.id).limit(PER_KEER)).scalars().all()
    if not nummers:
        return 0
    reden = "Het adres van de ontvanger is intussen gewijzigd."
    neem_stap(session, Bericht, "intrekken", col(Bericht.id).in_(nummers), fout=reden)
    return neem_stap(session, Herinnering, "intrekken", col(Herinnering.bericht_id).in_(nummers), reden=reden)


def _berichten_terug(session: Session, *waar: Any) -> None:
    """Messages with a reminder of which this is true, and that nobody began to send, are undone: the rest goes anew."""
    nummers = session.execute(in_ongelezen_bericht(*waar)).scalars().all()
    for begin in range(0, len(nummers), PER_KEER):
        leg_terug(session, nummers[begin : begin + PER_KEER], reden="Er stond iets in dat niet meer klopt.")


def _regel(
    in_transactie: InTransactie,
    van: Regelvraag,
    stappen: Sequence[Regelstap],
    uitkomst: Uitkomst,
) -> None:
    """One rule: first what does not hold any more, then page by page what is due, then what a later step replaces."""
    # The latest first: where it takes care of somebody, the earlier ones need not.
    volgorde = sorted(stappen, key=lambda stap: (-stap.rang, stap.volgnummer))
    vragen = [Stapvraag(van, stap, stappen) for stap in volgorde]
    wegen = [(vraag, weg) for vraag in vragen for weg in vraag.wegen]
    plek: tuple[int, Plaats] | None = (0, Plaats())
    is_eerste = True
    while plek is not None:
        with in_transactie() as session:
            if not _houd_vast(session, van.regel):
                return
            if is_eerste:
                _ruim_op(session, vragen, uitkomst)
            plek, is_eerste = _pagina(session, wegen, plek, uitkomst), False
            if plek is None:
                te_laat = ingehaald(van.regel.code, van.dag)
                _berichten_terug(session, te_laat)
                uitkomst.geteld["overgeslagen"] += neem_stap(
                    session, Herinnering, "overslaan", _WACHT, te_laat, reden=INGEHAALD
                )


def _houd_vast(session: Session, regel: Herinneringsregel) -> bool:
    """Whether the rule still holds; until this transaction ends nobody replaces it and no other sweep works at it."""
    vraag = _geldend(sa.select(Herinneringsregel.id)).where(Herinneringsregel.id == regel.id)
    return session.execute(vraag.with_for_update(key_share=True)).scalar() is not None


def _ruim_op(session: Session, vragen: list[Stapvraag], uitkomst: Uitkomst) -> None:
    """What waits, also in a message that nobody began to send, and does not hold any more is withdrawn."""
    wacht = sa.select(Herinnering.stap_id).where(
        col(Herinnering.stap_id).in_([vraag.stap.id for vraag in vragen]),
        col(Herinnering.status).in_(Herinnering.OPEN),
    )
    wachtend = set(session.execute(wacht.distinct()).scalars())
    for vraag in vragen:
        if vraag.stap.id in wachtend:
            waarom = Waarom(vraag)
            _berichten_terug(session, waarom.van_stap, waarom.klopt_niet)
            uitkomst.geteld["ingetrokken"] += neem_stap(
                session, Herinnering, "intrekken", _WACHT, waarom.van_stap, waarom.klopt_niet, reden=waarom.reden
            )


def _pagina(
    session: Session,
    wegen: Sequence[tuple[Stapvraag, Weg]],
    plek: tuple[int, Plaats],
    uitkomst: Uitkomst,
) -> tuple[int, Plaats] | None:
    """At most so many reminders are written from this place on; gives where the next page begins, None at the end."""
    ruimte, (begin, na) = PER_KEER, plek
    for nummer in range(begin, len(wegen)):
        vraag, weg = wegen[nummer]
        rijen = te_plannen(session, vraag, weg, na, ruimte)
        if rijen:
            _schrijf(session, vraag, rijen, uitkomst)
        if len(rijen) == ruimte:
            laatste = rijen[-1]
            return nummer, Plaats(laatste.id, laatste.aan_gebruiker or laatste.aan_persoon)
        ruimte, na = ruimte - len(rijen), Plaats()
    return None


def _schrijf(session: Session, vraag: Stapvraag, rijen: Sequence[Any], uitkomst: Uitkomst) -> None:
    """These reminders are there; one that the database refuses is set aside and named."""
    insert = _INSERT[session.get_bind().dialect.name]
    nieuw = insert(Herinnering.__table__).on_conflict_do_nothing(index_elements=_SLEUTEL)
    nieuw = nieuw.returning(Herinnering.__table__.c.id)
    waarden = _waarden(vraag, rijen)
    try:
        with session.begin_nested():
            uitkomst.geteld["gepland"] += len(session.connection().execute(nieuw, waarden).all())
    except sa.exc.DBAPIError:
        for een in waarden:
            _schrijf_een(session, nieuw, een, uitkomst)


def _schrijf_een(session: Session, nieuw: Any, waarde: dict[str, Any], uitkomst: Uitkomst) -> None:
    try:
        with session.begin_nested():
            uitkomst.geteld["gepland"] += len(session.connection().execute(nieuw, [waarde]).all())
    except sa.exc.DBAPIError as fout:
        waar = f"{waarde['onderwerp']} {waarde['onderwerp_uuid']}"
        log.exception("herinneringen.onderwerp_mislukt %s", waar)
        uitkomst.geparkeerd.append(f"{waar} ({type(fout).__name__})")


def _waarden(vraag: Stapvraag, rijen: Sequence[Any]) -> list[dict[str, Any]]:
    regel, stap, moment = vraag.van.regel, vraag.stap, utc_nu()
    gaat_uit = cache(lambda datum: gaat_uit_op(stap, datum, vraag.van.kalender))
    vast = {
        "versie": 1,
        "aangemaakt_op": moment,
        "gewijzigd_op": moment,
        "status": Herinnering.LEVENSLOOP.begin,
        "regel_id": regel.id,
        "stap_id": stap.id,
        "code": regel.code,
        "rang": stap.rang,
        "onderwerp": regel.onderwerp,
        "is_dringend": stap.is_dringend,
    }
    return [
        {
            **vast,
            "uuid": nieuwe_uuid(),
            "onderwerp_id": rij.id,
            "onderwerp_uuid": rij.uuid,
            "datum": rij.datum,
            "gepland_voor": rij.uitgesteld_tot or gaat_uit(rij.datum),
            "is_uitstel": rij.uitgesteld_tot is not None,
            "ronde": rij.ronde,
            "ontvanger": rij.ontvanger,
            "gebruiker_id": rij.aan_gebruiker,
            "persoon_id": rij.aan_persoon,
        }
        for rij in rijen
    ]
