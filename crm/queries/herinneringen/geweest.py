"""What was before, as conditions: a step was taken care of or put off, a later one took its place, somebody heard of it.

`c` is a dossier or a reminder about one, with `id`, `uuid` and `datum`; the number alone is not enough, because a database
gives that of a dossier which is gone to the next.
"""

import datetime as dt
from typing import Any

import sqlalchemy as sa

from crm.models import AMSTERDAM, Herinnering, HerinneringStatus, Logboekregel, RegelOnderwerp
from crm.models.herinnering import GEDEMPT, INGEHAALD
from crm.queries.herinneringen.bronnen import BRONNEN
from crm.queries.herinneringen.kolommen import nog_eens


def geweest(code: str, rang: Any, dag: dt.date, c: Any, *, is_verplicht: bool) -> sa.ColumnElement[bool]:
    """This step or a later one was taken care of for this recipient and this date, under whatever version of the rule.

    What is mandatory is not taken care of by skipping it for who did not want it.
    """
    h = nog_eens(Herinnering, "geweest").c
    waar = [_hierover(h, code, c), h.ontvanger == c.ontvanger, h.rang >= rang, _telt(h, dag)]
    if is_verplicht:
        waar.append(sa.or_(h.status != HerinneringStatus.OVERGESLAGEN, h.reden != GEDEMPT))
    return _er_is(h, *waar)


def uitgesteld_tot(code: str, rang: Any, c: Any) -> Any:
    """Until when this recipient put this step off, where that was withdrawn since."""
    u = nog_eens(Herinnering, "uitgesteld").c
    return (
        sa.select(u.gepland_voor)
        .where(_hierover(u, code, c), u.ontvanger == c.ontvanger, u.rang >= rang, u.is_uitstel, _vervallen(u))
        .order_by(u.id.desc())
        .limit(1)
        .scalar_subquery()
    )


def volgende_ronde(code: str, stap: Any, c: Any) -> Any:
    """One more than the last time that it was withdrawn, because the date moved away and came back."""
    h = nog_eens(Herinnering, "vorige").c
    vorige = sa.select(sa.func.max(h.ronde)).where(
        h.stap_id == stap,
        h.onderwerp_id == c.id,
        h.datum == c.datum,
        h.ontvanger == c.ontvanger,
        # The same again in the words of the index that finds it.
        h.code == code,
    )
    return sa.func.coalesce(vorige.scalar_subquery(), 0) + 1


def ingehaald(code: str, dag: dt.date) -> sa.ColumnElement[bool]:
    """The condition that a later step about the same waits too, or went out since: a reminder again after that, waits.

    Or that another step of the same day went out since: a stand-in may be the recipient of both.
    """
    h, later = Herinnering, nog_eens(Herinnering, "later").c
    return sa.and_(
        h.code == code,
        _er_is(
            later,
            later.code == h.code,
            later.onderwerp_id == h.onderwerp_id,
            later.onderwerp_uuid == h.onderwerp_uuid,
            later.datum == h.datum,
            later.ontvanger == h.ontvanger,
            later.rang >= h.rang,
            _telt(later, dag),
            sa.or_(
                sa.and_(later.status == HerinneringStatus.VERZONDEN, later.id > h.id, h.is_uitstel.is_(False)),
                sa.and_(later.rang > h.rang, sa.or_(later.status.in_(Herinnering.OPEN), later.id > h.id)),
            ),
        ),
    )


def gehoord(code: str, c: Any, dag: dt.date) -> sa.ColumnElement[bool]:
    """Before this day somebody was reminded of this date; or did not want to be, could not be reached, or put it off.

    After an outage, or when a rule begins, more than one step is due at once: an escalation then waits for a day at least.
    """
    vandaag = dt.datetime.combine(dag, dt.time(), AMSTERDAM)
    herinneringen = nog_eens(Herinnering, "gehoord")
    h = herinneringen.c
    hoe = sa.or_(
        sa.and_(h.status == HerinneringStatus.VERZONDEN, h.verzonden_op < vandaag),
        h.status == HerinneringStatus.MISLUKT,
        sa.and_(h.status == HerinneringStatus.OVERGESLAGEN, h.reden == GEDEMPT),
        h.is_uitstel,
    )
    return sa.exists().where(_hierover(h, code, c), hoe).correlate_except(herinneringen)


def gebeurd_sinds(code: str, onderwerp: RegelOnderwerp, rang: Any, c: Any) -> sa.ColumnElement[bool]:
    """Somebody did something with the dossier after the last reminder about this date went out."""
    herinneringen, logboek = nog_eens(Herinnering, "eerder"), nog_eens(Logboekregel, "sinds")
    eerder, regel = herinneringen.c, logboek.c
    verzonden = (
        sa.select(sa.func.max(eerder.verzonden_op))
        .where(_hierover(eerder, code, c), eerder.rang < rang, eerder.status == HerinneringStatus.VERZONDEN)
        # Said, because nobody sees by itself that the dossier is that of two questions further out.
        .correlate_except(herinneringen)
        .scalar_subquery()
    )
    return (
        sa.exists()
        .where(
            regel.onderwerp_soort == BRONNEN[onderwerp].tabel,
            regel.onderwerp_id == c.id,
            regel.op > verzonden,
        )
        .correlate_except(logboek)
    )


def _hierover(h: Any, code: str, c: Any) -> sa.ColumnElement[bool]:
    return sa.and_(h.code == code, h.onderwerp_id == c.id, h.onderwerp_uuid == c.uuid, h.datum == c.datum)


def _er_is(h: Any, *waar: Any) -> sa.ColumnElement[bool]:
    """There is one like that, found by its index for each row anew.

    As EXISTS it becomes a join, and PostgreSQL then goes by its statistics: of a table that was nearly empty a minute ago,
    it compares everything with everything.
    """
    return sa.select(sa.func.max(h.id)).where(*waar).scalar_subquery().is_not(None)


def _telt(h: Any, dag: dt.date) -> sa.ColumnElement[bool]:
    """The step was or will be taken care of.

    Not what a clock that was ahead planned for a day that is still to come, and not what was put off until a reminder
    that was withdrawn: nobody would hear of it again.
    """
    return sa.and_(
        h.status.in_(Herinnering.TELT),
        sa.or_(h.status.not_in(Herinnering.OPEN), h.gepland_voor <= dag, h.is_uitstel),
        sa.or_(h.status != HerinneringStatus.OVERGESLAGEN, h.reden != INGEHAALD),
        ~_uitstel_vervallen(h),
    )


def _uitstel_vervallen(h: Any) -> sa.ColumnElement[bool]:
    uitstellen = nog_eens(Herinnering, "uitstel")
    u = uitstellen.c
    zelfde = (getattr(u, naam) == getattr(h, naam) for naam in _ZELFDE)
    return sa.exists().where(*zelfde, u.id > h.id, u.is_uitstel, _vervallen(u)).correlate_except(uitstellen)


_ZELFDE = ("code", "onderwerp_id", "onderwerp_uuid", "datum", "ontvanger", "rang")


def _vervallen(u: Any) -> sa.ColumnElement[bool]:
    overgeslagen = sa.and_(u.status == HerinneringStatus.OVERGESLAGEN, u.reden == INGEHAALD)
    return sa.or_(u.status == HerinneringStatus.INGETROKKEN, overgeslagen)
