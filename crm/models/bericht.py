"""Bericht and OnbestelbaarAdres: the outbox, and addresses that mail does not reach."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, Session

from crm.db import UtcDateTime, enum_by_value, nieuwe_uuid
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.gebruiker import Gebruiker
from crm.models.persoon import Persoon


class BerichtSoort(StrEnum):
    OVERZICHT = "overzicht"
    """What waits for a colleague: at most one per working day."""

    DRINGEND = "dringend"
    PARTNER = "partner"
    """To a contact person, with links that act."""

    MELDING = "melding"
    UITNODIGING = "uitnodiging"


class BerichtStatus(StrEnum):
    KLAAR = "klaar"
    ONDERWEG = "onderweg"
    VERZONDEN = "verzonden"
    MISLUKT = "mislukt"
    INGETROKKEN = "ingetrokken"


_B = BerichtStatus


class Bericht(Model, table=True):
    """Eén mail die uitgaat: geschreven in de transactie van haar oorzaak, verzonden door de planner."""

    __table_args__ = (
        sa.CheckConstraint("(status = 'verzonden') = (verzonden_op IS NOT NULL)", name="verzonden"),
        sa.CheckConstraint("(status = 'onderweg') = (opgepakt_op IS NOT NULL)", name="opgepakt"),
        sa.CheckConstraint("(opgepakt_op IS NULL) = (opgepakt_door IS NULL)", name="opgepakt_door"),
        sa.CheckConstraint("status NOT IN ('mislukt', 'ingetrokken') OR fout IS NOT NULL", name="fout"),
        sa.CheckConstraint("pogingen >= 0 AND weigeringen >= 0 AND weigeringen <= pogingen", name="pogingen"),
        sa.CheckConstraint("(kalender IS NULL) = (kalender_methode IS NULL)", name="kalender"),
        sa.CheckConstraint("(onderwerp_soort IS NULL) = (onderwerp_id IS NULL)", name="onderwerp"),
        # Two schedulers that pack the same thing collide here; what was withdrawn makes room.
        sa.Index(
            "uq_bericht_slot",
            "slot",
            unique=True,
            sqlite_where=sa.text("status <> 'ingetrokken'"),
            postgresql_where=sa.text("status <> 'ingetrokken'"),
        ),
        sa.Index("ix_bericht_klaar", "status", "volgende_poging_op"),
        sa.Index("ix_bericht_draad", "draad", "aan"),
        sa.Index("ix_bericht_onderwerp", "onderwerp_soort", "onderwerp_id"),
    )

    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        BerichtStatus,
        {
            "oppakken": Stap(
                (_B.KLAAR, _B.ONDERWEG), _B.ONDERWEG, "oppakken", "een ander die het oppakte, is gestrand"
            ),
            "terugleggen": Stap((_B.ONDERWEG,), _B.KLAAR, "later opnieuw proberen"),
            "verzenden": Stap((_B.ONDERWEG,), _B.VERZONDEN, "verzenden"),
            "mislukken": Stap((_B.ONDERWEG,), _B.MISLUKT, "laten mislukken", "een reden"),
            "intrekken": Stap((_B.KLAAR, _B.MISLUKT), _B.INGETROKKEN, "intrekken", "een reden"),
            "opnieuw": Stap((_B.MISLUKT,), _B.KLAAR, "opnieuw proberen"),
        },
    )

    soort: BerichtSoort = Field(sa_type=enum_by_value(BerichtSoort), description="Soort bericht.")
    slot: str = Field(
        max_length=120, description="Waarvoor het is: van elk hoogstens één, zoals het overzicht van een dag."
    )
    gebruiker_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die het krijgt."
    )
    persoon_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Contactpersoon die het krijgt."
    )
    aan: str = Field(max_length=254, description="E-mailadres waar het heen gaat.")
    aan_naam: str = Field(max_length=200, description="Naam bij dat adres.")
    onderwerpregel: str = Field(max_length=200, description="Onderwerp van de mail.")
    tekst: str = Field(description="De mail als platte tekst.")
    html: str | None = Field(default=None, description="De mail als html.")
    kalender: str | None = Field(default=None, description="De uitnodiging, als iCalendar.")
    kalender_methode: str | None = Field(
        default=None, max_length=20, description="REQUEST of CANCEL, bij een uitnodiging."
    )
    mailkenmerk: str = Field(max_length=200, unique=True, description="Vast kenmerk van de mail (Message-ID).")
    draad: str | None = Field(
        default=None, max_length=120, description="Dossier waarover de mails bij elkaar horen."
    )
    eerste_in_draad: str | None = Field(
        default=None, max_length=200, description="Message-ID van de eerste mail in die reeks."
    )
    afmeld_adres: str | None = Field(
        default=None, max_length=400, description="Adres om af te melden; leeg als dat hier niet kan."
    )
    onderwerp_soort: str | None = Field(default=None, max_length=60, description="Soort dossier.")
    onderwerp_id: int | None = Field(default=None, description="Intern nummer van het dossier.")
    status: BerichtStatus = Field(
        default=BerichtStatus.KLAAR, sa_type=enum_by_value(BerichtStatus), description="Waar het staat."
    )
    volgende_poging_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment vanaf welk het uitgaat.")
    pogingen: int = Field(default=0, description="Hoe vaak het is geprobeerd.")
    weigeringen: int = Field(default=0, description="Hoe vaak de mailserver juist dit bericht weigerde.")
    opgepakt_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop een planner het oppakte."
    )
    opgepakt_door: str | None = Field(default=None, max_length=40, description="Teken van die planner.")
    verzonden_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van verzenden."
    )
    fout: str | None = Field(default=None, max_length=400, description="Wat er de laatste keer misging.")
    is_voorbeeld: bool = Field(default=False, description="Verzonnen, voor de demonstratie.")


class OnbestelbaarAdres(Model, table=True):
    """Een adres waar geen mail aankomt, tot iemand zegt dat het weer kan."""

    __tablename__ = "onbestelbaar_adres"
    __table_args__ = (
        sa.Index(
            "uq_onbestelbaar_adres_email",
            "email",
            unique=True,
            sqlite_where=sa.text("hersteld_op IS NULL"),
            postgresql_where=sa.text("hersteld_op IS NULL"),
        ),
    )

    email: str = Field(max_length=254, description="Het adres, in kleine letters.")
    reden: str = Field(max_length=400, description="Wat de mailserver zei.")
    sinds: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop de mailserver weigerde.")
    hersteld_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop iemand het weer vrijgaf."
    )


def zet_klaar(
    session: Session,
    *,
    soort: BerichtSoort,
    slot: str,
    aan: Gebruiker | Persoon,
    onderwerpregel: str,
    tekst: str,
    html: str | None,
    domein: str,
    nu: dt.datetime,
    dossier: Model | None = None,
    **verder: Any,
) -> Bericht:
    """The message waits in the outbox, kept or undone with the transaction of its cause; the scheduler sends it.

    About a dossier it hangs in the thread of the earlier mails on it to the same address. `verder` are other fields of
    Bericht, such as `kalender`. Gives the row; two of one `slot` collide in the database (IntegrityError).
    """
    draad = f"{dossier.__tablename__}:{dossier.uuid}" if dossier is not None else None
    bericht = Bericht(
        soort=soort,
        slot=slot,
        gebruiker_id=aan.id if isinstance(aan, Gebruiker) else None,
        persoon_id=aan.id if isinstance(aan, Persoon) else None,
        aan=aan.email,
        aan_naam=aan.naam,
        # A header is one line; a name that somebody pasted must not begin another.
        onderwerpregel=" ".join(onderwerpregel.split())[:200],
        tekst=tekst,
        html=html,
        mailkenmerk=f"<{nieuwe_uuid()}@{domein}>",
        draad=draad,
        eerste_in_draad=_eerste_in_draad(session, draad, aan.email),
        onderwerp_soort=None if dossier is None else dossier.__tablename__,
        onderwerp_id=None if dossier is None else dossier.id,
        volgende_poging_op=nu,
        **verder,
    )
    session.add(bericht)
    session.flush()
    return bericht


def _eerste_in_draad(session: Session, draad: str | None, aan: str) -> str | None:
    if draad is None:
        return None
    vraag = sa.select(Bericht.mailkenmerk).where(
        Bericht.draad == draad, Bericht.aan == aan, Bericht.status != BerichtStatus.INGETROKKEN
    )
    return session.execute(vraag.order_by(Bericht.id).limit(1)).scalar()


def neem_volgende(
    session: Session, *, teken: str, nu: dt.datetime, gestrand_voor: dt.datetime
) -> Bericht | None:
    """The message that has waited longest is ours to send (`oppakken`); None when nothing is due.

    Also one that somebody took before `gestrand_voor` and never finished. No other sender gets the same one: SQLite lets
    one writer in at a time, PostgreSQL passes over rows that another holds, and a row that changed is refused at commit.
    """
    vraag = (
        sa.select(Bericht)
        .where(_aan_de_beurt(nu, gestrand_voor))
        .order_by(Bericht.volgende_poging_op, Bericht.id)
        .limit(1)
        .with_for_update(skip_locked=True)
        .execution_options(populate_existing=True)
    )
    bericht = session.execute(vraag).scalar()
    if bericht is not None:
        Bericht.LEVENSLOOP.apply(bericht, "oppakken")
        bericht.opgepakt_op, bericht.opgepakt_door = nu, teken
        bericht.pogingen += 1
    return bericht


def wacht_er_een(session: Session, *, nu: dt.datetime, gestrand_voor: dt.datetime) -> bool:
    """Whether there is anything to send now."""
    return bool(session.execute(sa.select(sa.exists().where(_aan_de_beurt(nu, gestrand_voor)))).scalar())


def _aan_de_beurt(nu: dt.datetime, gestrand_voor: dt.datetime) -> sa.ColumnElement[bool]:
    wacht = sa.and_(Bericht.status == BerichtStatus.KLAAR, Bericht.volgende_poging_op <= nu)
    gestrand = sa.and_(Bericht.status == BerichtStatus.ONDERWEG, Bericht.opgepakt_op <= gestrand_voor)
    return sa.or_(wacht, gestrand)


def nog_van_mij(session: Session, nummer: int, teken: str) -> Bericht | None:
    """The message as it is now, held until this transaction ends; None when another sender took it over."""
    vraag = sa.select(Bericht).where(
        Bericht.id == nummer, Bericht.status == BerichtStatus.ONDERWEG, Bericht.opgepakt_door == teken
    )
    return session.execute(vraag.with_for_update().execution_options(populate_existing=True)).scalar()


def leg_neer(bericht: Bericht, stap: str, *, fout: str | None = None) -> None:
    """The sender lets go of the message by this step of its life cycle, with what went wrong."""
    Bericht.LEVENSLOOP.apply(bericht, stap)
    bericht.opgepakt_op = bericht.opgepakt_door = None
    bericht.fout = None if fout is None else fout[:400]
