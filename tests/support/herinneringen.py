"""Reminders in a test: a rule in one line, letter paper that prints nothing, and a mail server that always says yes."""

import datetime as dt
from collections.abc import Sequence

import sqlalchemy as sa
from sqlmodel import Session

from crm import models as m
from crm.adapters.brieven import Brief, Briefpapier
from crm.adapters.tekens import Tekenaar
from crm.adapters.werkdagen import Werkkalender
from crm.db import Database
from crm.models.herinneringsregel import rang
from crm.models.rijen import neem_stap
from crm.queries.herinneringen.ronde import Uitkomst
from crm.queries.werkkalender import werkkalender
from crm.workflows.herinneringen_bundelen import bundelen
from crm.workflows.herinneringen_plannen import plannen
from tests.factories import maak

PAPIER = Briefpapier(
    base_url="https://aanjager.voorbeeld.invalid",
    afzender="Aanjager <aanjager@voorbeeld.invalid>",
    provincie="Provincie Noord-Holland",
    tekenaar=Tekenaar("sleutel-voor-de-tests-van-meer-dan-32-tekens"),
    beheer_email="beheer@voorbeeld.invalid",
)


class Kladpapier(Briefpapier):
    """Letters that cost nothing to write, for whoever counts them."""

    def brief(self, sjabloon: str, **gegevens: object) -> Brief:
        return Brief(sjabloon, sjabloon, sjabloon)


KLAD = Kladpapier(**{veld: getattr(PAPIER, veld) for veld in PAPIER.__dataclass_fields__})

Stap = tuple[int, str] | tuple[int, str, str]


def regel(
    session: Session, *stappen: Stap, onderwerp: str = "afspraak", code: str = "proef", versie: int = 1, **anders: object
) -> m.Herinneringsregel:
    """A rule with these steps: (days, recipient), with behind it any of "werkdagen", "escalatie" and "dringend"."""
    gemaakt = maak(
        session, m.Herinneringsregel, code=code, versienummer=versie, onderwerp=m.RegelOnderwerp(onderwerp), **anders
    )
    for plaats, (dagen, ontvanger, *woorden) in enumerate(stappen, 1):
        telling = m.Dagtelling.WERKDAGEN if "werkdagen" in woorden else m.Dagtelling.KALENDERDAGEN
        maak(
            session,
            m.Regelstap,
            regel=gemaakt,
            volgnummer=plaats,
            dagen=dagen,
            telling=telling,
            rang=rang(dagen, telling),
            ontvanger=m.Ontvangerrol(ontvanger),
            is_escalatie="escalatie" in woorden,
            is_dringend="dringend" in woorden,
        )
    return gemaakt


def plan(database: Database, nu: dt.datetime, kalender: Werkkalender | None = None) -> Uitkomst:
    """The sweep alone."""
    return plannen(database.transaction, nu=nu, kalender=kalender or kalender_van(database))


def bundel(database: Database, nu: dt.datetime, *, papier: Briefpapier = KLAD) -> Uitkomst:
    """Packing alone, with the digest from seven o'clock."""
    return bundelen(
        database.transaction, nu=nu, kalender=kalender_van(database), papier=papier, overzicht_uur=7
    )


def kalender_van(database: Database) -> Werkkalender:
    with database.session() as session:
        return werkkalender(session)


def bezorg(database: Database, nu: dt.datetime, nummers: Sequence[int] | None = None) -> None:
    """All messages that wait or are on their way (or these) have been sent, with their reminders."""
    with database.transaction() as session:
        welke = sa.true() if nummers is None else m.Bericht.id.in_(nummers)
        klaar = sa.and_(m.Bericht.status == m.BerichtStatus.KLAAR, welke)
        neem_stap(session, m.Bericht, "oppakken", klaar, opgepakt_op=nu, opgepakt_door="test")
        onderweg = sa.and_(m.Bericht.status == m.BerichtStatus.ONDERWEG, welke)
        waar = sa.select(m.Bericht.id).where(onderweg)
        neem_stap(session, m.Herinnering, "verzenden", m.Herinnering.bericht_id.in_(waar), verzonden_op=nu)
        neem_stap(session, m.Bericht, "verzenden", onderweg, verzonden_op=nu, opgepakt_op=None, opgepakt_door=None)


def ronde(database: Database, nu: dt.datetime, *, papier: Briefpapier = KLAD) -> list[m.Bericht]:
    """A whole round: planned, packed and sent. Gives the messages that went out in it."""
    plan(database, nu)
    bundel(database, nu, papier=papier)
    with database.session() as session:
        klaar = session.execute(sa.select(m.Bericht.id).where(m.Bericht.status == m.BerichtStatus.KLAAR)).scalars().all()
    bezorg(database, nu)
    with database.session() as session:
        return list(session.execute(sa.select(m.Bericht).where(m.Bericht.id.in_(klaar)).order_by(m.Bericht.id)).scalars())


def standen(database: Database, *waar: object) -> list[tuple]:
    """(status, recipient, date, days, round) of every reminder, in the order in which they were planned."""
    h, s = m.Herinnering, m.Regelstap
    with database.session() as session:
        vraag = sa.select(h.status, h.ontvanger, h.datum, s.dagen, h.ronde).join(s, s.id == h.stap_id)
        return [(str(rij[0]), *rij[1:]) for rij in session.execute(vraag.where(*waar).order_by(h.id))]
