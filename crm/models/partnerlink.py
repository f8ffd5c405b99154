"""Partnerlink and Partnermelding: the link in a mail with which a partner answers, and what the partner said."""

import datetime as dt
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship

from crm.db import UtcDateTime, VastePunt, enum_by_value
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.bijlage import Bijlage
from crm.models.partnerafspraak import Partnerafspraak
from crm.models.persoon import Persoon


class LinkDoel(StrEnum):
    """What a link is for: one thing only."""

    BEVESTIGEN = "bevestigen"
    LEVEREN = "leveren"
    VERZETTEN = "verzetten"


class Partnerlink(Model, table=True):
    """Waarmee één contactpersoon over één afspraak één ding kan doen, zonder account, tot een dag."""

    __table_args__ = (
        sa.CheckConstraint("(ingetrokken_op IS NULL) = (intrek_reden IS NULL)", name="ingetrokken"),
        sa.Index("ix_partnerlink_afspraak", "afspraak_id", "persoon_id", "doel"),
    )

    afspraak_id: int = Field(foreign_key="partnerafspraak.id", description="Partnerafspraak.")
    persoon_id: int = Field(foreign_key="persoon.id", index=True, description="Contactpersoon die hem kreeg.")
    doel: LinkDoel = Field(sa_type=enum_by_value(LinkDoel), description="Wat ermee kan.")
    verloopt_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop hij niet meer werkt.")
    gebruikt_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop de partner hem gebruikte."
    )
    ingetrokken_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment waarop hij is ingetrokken."
    )
    intrek_reden: str | None = Field(default=None, max_length=200, description="Waarom hij is ingetrokken.")

    afspraak: Optional[Partnerafspraak] = Relationship()
    persoon: Optional[Persoon] = Relationship()


class MeldingStatus(StrEnum):
    NIEUW = "nieuw"
    OVERGENOMEN = "overgenomen"
    AFGEWEZEN = "afgewezen"


class Partnermelding(Model, table=True):
    """Wat een partner met een link meldde: een bevestiging, een levering of de vraag om een andere datum."""

    __table_args__ = (
        sa.CheckConstraint("(status = 'nieuw') = (behandeld_op IS NULL)", name="behandeld"),
        sa.CheckConstraint("status <> 'afgewezen' OR reden IS NOT NULL", name="reden"),
        sa.CheckConstraint("(doel = 'verzetten') = (nieuwe_datum IS NOT NULL)", name="datum"),
        sa.CheckConstraint(
            "(doel = 'leveren') = (hoeveelheid IS NOT NULL AND geleverd_op IS NOT NULL)", name="levering"
        ),
        sa.CheckConstraint("hoeveelheid IS NULL OR hoeveelheid > 0", name="hoeveelheid"),
        sa.CheckConstraint("doel = 'bevestigen' OR trim(tekst) <> ''", name="tekst"),
        sa.Index("ix_partnermelding_status", "status", "ontvangen_op"),
    )

    LEVENSLOOP: ClassVar[Lifecycle] = Lifecycle(
        MeldingStatus,
        {
            "overnemen": Stap((MeldingStatus.NIEUW,), MeldingStatus.OVERGENOMEN, "overnemen"),
            "afwijzen": Stap((MeldingStatus.NIEUW,), MeldingStatus.AFGEWEZEN, "afwijzen", "een reden"),
        },
    )

    link_id: int = Field(foreign_key="partnerlink.id", unique=True, description="Link waarmee het kwam.")
    afspraak_id: int = Field(foreign_key="partnerafspraak.id", index=True, description="Partnerafspraak.")
    persoon_id: int = Field(
        foreign_key="persoon.id", index=True, description="Contactpersoon die het meldde."
    )
    doel: LinkDoel = Field(sa_type=enum_by_value(LinkDoel), description="Wat is gemeld.")
    tekst: str | None = Field(default=None, max_length=1000, description="Wat de partner erbij schreef.")
    hoeveelheid: Decimal | None = Field(
        default=None,
        sa_type=VastePunt(2),
        description="Hoeveel er geleverd is, in de eenheid van de afspraak.",
    )
    geleverd_op: dt.date | None = Field(default=None, description="Dag van levering.")
    nieuwe_datum: dt.date | None = Field(default=None, description="Datum waar de partner om vraagt.")
    bijlage_id: int | None = Field(
        default=None, foreign_key="bijlage.id", description="Bestand dat de partner meestuurde."
    )
    ontvangen_op: dt.datetime = Field(sa_type=UtcDateTime, description="Moment waarop het binnenkwam.")
    status: MeldingStatus = Field(
        default=MeldingStatus.NIEUW, sa_type=enum_by_value(MeldingStatus), description="Wat wij ermee deden."
    )
    behandeld_op: dt.datetime | None = Field(
        default=None, sa_type=UtcDateTime, description="Moment van behandelen."
    )
    behandeld_door_id: int | None = Field(
        default=None, foreign_key="gebruiker.id", description="Wie het behandelde."
    )
    reden: str | None = Field(default=None, max_length=400, description="Waarom wij het niet overnamen.")

    link: Optional[Partnerlink] = Relationship()
    afspraak: Optional[Partnerafspraak] = Relationship()
    persoon: Optional[Persoon] = Relationship()
    bijlage: Optional[Bijlage] = Relationship()
