"""Bericht and OnbestelbaarAdres: the outbox, and addresses that mail does not reach."""

import datetime as dt
from enum import StrEnum
from typing import Any, ClassVar

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
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

VAN_HERINNERINGEN = (BerichtSoort.OVERZICHT, BerichtSoort.DRINGEND, BerichtSoort.PARTNER)
"""Made of reminders, that can be put into another message; the day it is for stands at the end of its slot."""

HOOGSTENS_GEWEIGERD = 8
"""So often a server may say "not now" to what goes to one address, before it fails."""

_ONTHOUD_WEIGERINGEN = dt.timedelta(days=4)
"""For so long the next message to somebody begins where the one before it left off: a long weekend."""


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
    is_misschien_aangekomen: bool = Field(
        default=False,
        description="De mailserver kreeg het misschien al: het gaat nog eens onder hetzelfde kenmerk, nooit onder een ander.",
    )
    opgepakt_op: dt.datetime | None = Field(
        default=None,
        sa_type=UtcDateTime,
        description="Moment waarop een planner het oppakte, op de klok van die machine.",
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
    geweigerd = _eerdere_weigeringen(session, aan, nu) if soort in VAN_HERINNERINGEN else 0
    bericht = Bericht(
        soort=soort,
        slot=slot,
        gebruiker_id=aan.id if isinstance(aan, Gebruiker) else None,
        persoon_id=aan.id if isinstance(aan, Persoon) else None,
        aan=aan.email,
        # A header is one line; what somebody pasted must not begin another.
        aan_naam=" ".join(aan.naam.split()),
        onderwerpregel=" ".join(onderwerpregel.split())[:200],
        tekst=tekst,
        html=html,
        mailkenmerk=f"<{nieuwe_uuid()}@{domein}>",
        draad=draad,
        eerste_in_draad=_eerste_in_draad(session, draad, aan.email),
        onderwerp_soort=None if dossier is None else dossier.__tablename__,
        onderwerp_id=None if dossier is None else dossier.id,
        volgende_poging_op=nu,
        pogingen=geweigerd,
        weigeringen=geweigerd,
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


def _eerdere_weigeringen(session: Session, aan: Gebruiker | Persoon, nu: dt.datetime) -> int:
    """How often the server said "not now" to the message before this one, when it was withdrawn before it could go.

    Otherwise a mailbox that is full would be tried for ever: every day another message.
    """
    van = Bericht.gebruiker_id if isinstance(aan, Gebruiker) else Bericht.persoon_id
    vraag = sa.select(Bericht.status, Bericht.weigeringen).where(
        van == aan.id,
        Bericht.aan == aan.email,
        Bericht.soort.in_(VAN_HERINNERINGEN),
        Bericht.pogingen > 0,
        Bericht.volgende_poging_op > nu - _ONTHOUD_WEIGERINGEN,
    )
    vorige = session.execute(vraag.order_by(Bericht.id.desc()).limit(1)).first()
    if vorige is None or vorige.status != BerichtStatus.INGETROKKEN or vorige.weigeringen >= HOOGSTENS_GEWEIGERD:
        return 0
    return vorige.weigeringen


def sluit_adres(session: Session, adres: str, *, reden: str, sinds: dt.datetime) -> None:
    """No mail goes to this address any more; nothing changes when somebody else wrote that down first."""
    tabel = OnbestelbaarAdres.__table__
    insert = sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert
    nieuw = {"uuid": nieuwe_uuid(), "versie": 1, "aangemaakt_op": sinds, "gewijzigd_op": sinds}
    nieuw |= {"email": adres.lower(), "reden": reden.replace("\0", " ")[:400], "sinds": sinds}
    session.execute(insert(tabel).values(nieuw).on_conflict_do_nothing())
