"""Herinnering: one step that is due once, for one subject, one date of it and one recipient."""

import datetime as dt
import uuid as uuid_
from collections.abc import Sequence
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship, Session, col

from crm.db import UtcDateTime, enum_by_value
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.bericht import Bericht, BerichtStatus
from crm.models.herinneringsregel import Herinneringsregel, RegelOnderwerp, Regelstap
from crm.models.rijen import neem_stap

INGEHAALD = "Een latere herinnering hierover komt ervoor in de plaats."
"""Why a reminder was skipped that need not have been taken care of: when the later one is withdrawn, it is due again."""

GEDEMPT = "De ontvanger heeft deze herinneringen uitgezet."
"""Why a reminder was skipped that its recipient did not want: due again when the rule becomes mandatory."""


class HerinneringStatus(StrEnum):
    GEPLAND = "gepland"
    ONDERWEG = "onderweg"
    VERZONDEN = "verzonden"
    MISLUKT = "mislukt"
    INGETROKKEN = "ingetrokken"
    OVERGESLAGEN = "overgeslagen"


_H = HerinneringStatus


class Herinnering(Model, table=True):
    """Eén stap die eenmaal moet: over dit onderwerp, met deze datum, aan deze ontvanger."""

    __table_args__ = (
        # The key of DESIGN §4: rule version and step, subject, date version, recipient. A round is a step again, after
        # somebody asked to be reminded later or after a date came back.
        sa.UniqueConstraint("stap_id", "onderwerp_id", "datum", "ontvanger", "ronde"),
        sa.CheckConstraint("(gebruiker_id IS NULL) <> (persoon_id IS NULL)", name="een_ontvanger"),
        sa.CheckConstraint(
            "ontvanger = CASE WHEN gebruiker_id IS NOT NULL THEN 'g' || gebruiker_id ELSE 'p' || persoon_id END",
            name="ontvanger",
        ),
        sa.CheckConstraint("status <> 'onderweg' OR bericht_id IS NOT NULL", name="onderweg"),
        sa.CheckConstraint("status <> 'gepland' OR bericht_id IS NULL", name="gepland"),
        sa.CheckConstraint("(status = 'verzonden') = (verzonden_op IS NOT NULL)", name="verzonden"),
        sa.CheckConstraint(
            "status NOT IN ('mislukt', 'ingetrokken', 'overgeslagen') OR reden IS NOT NULL", name="reden"
        ),
        sa.CheckConstraint("ronde >= 1", name="ronde"),
        sa.Index("ix_herinnering_geweest", "code", "onderwerp_id", "datum", "ontvanger", "rang"),
        sa.Index("ix_herinnering_klaar", "status", "ontvanger", "gepland_voor"),
        sa.Index("ix_herinnering_onderwerp", "onderwerp", "onderwerp_id"),
    )

    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        HerinneringStatus,
        {
            "inpakken": Stap((_H.GEPLAND,), _H.ONDERWEG, "in een bericht zetten"),
            "terugleggen": Stap((_H.ONDERWEG,), _H.GEPLAND, "terugleggen"),
            "verzenden": Stap((_H.ONDERWEG,), _H.VERZONDEN, "verzenden"),
            "mislukken": Stap((_H.ONDERWEG,), _H.MISLUKT, "laten mislukken", "een reden"),
            "intrekken": Stap(
                (_H.GEPLAND, _H.ONDERWEG, _H.MISLUKT), _H.INGETROKKEN, "intrekken", "een reden"
            ),
            "overslaan": Stap((_H.GEPLAND, _H.ONDERWEG), _H.OVERGESLAGEN, "overslaan", "een reden"),
            "opnieuw": Stap((_H.MISLUKT,), _H.GEPLAND, "opnieuw proberen"),
        },
    )
    OPEN: ClassVar[tuple[HerinneringStatus, ...]] = (_H.GEPLAND, _H.ONDERWEG)
    """It has still to go out."""
    TELT: ClassVar[tuple[HerinneringStatus, ...]] = (
        _H.GEPLAND,
        _H.ONDERWEG,
        _H.VERZONDEN,
        _H.MISLUKT,
        _H.OVERGESLAGEN,
    )
    """This step was taken care of, one way or another: it is not planned again (but see INGEHAALD and `is_uitstel`)."""

    regel_id: int = Field(
        foreign_key="herinneringsregel.id", index=True, description="Regel, in deze versie."
    )
    stap_id: int = Field(foreign_key="regelstap.id", description="Stap van de regel.")
    code: str = Field(max_length=60, description="Code van de regel, gelijk in alle versies.")
    rang: int = Field(description="Plaats van de stap in de tijd; hoger is later.")
    onderwerp: RegelOnderwerp = Field(
        sa_type=enum_by_value(RegelOnderwerp), description="Waar de herinnering over gaat."
    )
    onderwerp_id: int = Field(description="Intern nummer van wat de datum heeft.")
    onderwerp_uuid: uuid_.UUID = Field(description="Kenmerk van wat de datum heeft.")
    datum: dt.date = Field(
        description="De datum waaraan wordt herinnerd; een andere datum is een andere herinnering."
    )
    gepland_voor: dt.date = Field(description="Dag vanaf welke zij uitgaat.")
    ronde: int = Field(
        default=1, description="Hoeveelste keer deze stap aan de beurt is, bijvoorbeeld na uitstel."
    )
    is_uitstel: bool = Field(
        default=False, description="De ontvanger koos zelf deze dag. Vervalt zij, dan telt ook niet wat werd uitgesteld."
    )
    ontvanger: str = Field(
        max_length=20,
        description="Sleutel van de ontvanger: g en het nummer van een collega, of p en dat van een contactpersoon.",
    )
    gebruiker_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", index=True, description="Collega die haar krijgt."
    )
    persoon_id: int | None = Field(
        default=None, foreign_key="persoon.id", index=True, description="Contactpersoon die haar krijgt."
    )
    is_dringend: bool = Field(default=False, description="Gaat in een eigen mail.")
    status: HerinneringStatus = Field(
        default=HerinneringStatus.GEPLAND,
        sa_type=enum_by_value(HerinneringStatus),
        description="Waar zij staat.",
    )
    bericht_id: int | None = Field(
        default=None, foreign_key="bericht.id", index=True, description="Bericht waarin zij staat."
    )
    verzonden_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van verzenden."
    )
    reden: str | None = Field(
        default=None, max_length=400, description="Waarom zij mislukte, werd ingetrokken of overgeslagen."
    )

    regel: Optional[Herinneringsregel] = Relationship()
    stap: Optional[Regelstap] = Relationship()


def sleutel_van(*, gebruiker_id: int | None = None, persoon_id: int | None = None) -> str:
    """The key of a recipient: g12 for a colleague, p5 for a contact person."""
    return f"p{persoon_id}" if gebruiker_id is None else f"g{gebruiker_id}"


def leg_terug(session: Session, berichten: Sequence[int], *, reden: str) -> int:
    """Of these messages those that wait are withdrawn, and their reminders wait again; gives how many.

    Not one that may have arrived: made anew, it would come twice. The message goes first: whoever sends it takes it
    first, too.
    """
    ingetrokken = sa.select(Bericht.id).where(
        col(Bericht.id).in_(berichten), Bericht.status == BerichtStatus.INGETROKKEN
    )
    aantal = neem_stap(
        session,
        Bericht,
        "intrekken",
        col(Bericht.id).in_(berichten),
        Bericht.status == BerichtStatus.KLAAR,
        col(Bericht.is_misschien_aangekomen).is_(False),
        fout=reden,
    )
    neem_stap(session, Herinnering, "terugleggen", col(Herinnering.bericht_id).in_(ingetrokken), bericht_id=None)
    return aantal
