"""Partnerlink and Partnermelding: the link in a mail with which a partner answers, and what the partner said."""

import datetime as dt
from collections.abc import Iterable
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar, Optional

import sqlalchemy as sa
from sqlmodel import Field, Relationship, Session, col

from crm.db import UtcDateTime, VastePunt, enum_by_value
from crm.lifecycle import Lifecycle, Stap
from crm.models.base import Model
from crm.models.bijlage import Bijlage
from crm.models.partnerafspraak import AfspraakStatus, Partnerafspraak
from crm.models.persoon import Persoon


class LinkDoel(StrEnum):
    """What a link is for: one thing only."""

    BEVESTIGEN = "bevestigen"
    LEVEREN = "leveren"
    VERZETTEN = "verzetten"


class Linkbezwaar(StrEnum):
    """Why a link does not work (any more)."""

    GESLOTEN = "gesloten"
    INGETROKKEN = "ingetrokken"
    GEBRUIKT = "gebruikt"
    VERLOPEN = "verlopen"
    PAST_NIET = "past_niet"
    """The promise stands where this is not asked: confirmed already, or not confirmed yet."""


# What a partner can do where the promise stands; the first is what the mail is about.
_DOELEN = {
    AfspraakStatus.GENOEMD: (LinkDoel.BEVESTIGEN, LinkDoel.VERZETTEN),
    AfspraakStatus.BEVESTIGD: (LinkDoel.LEVEREN, LinkDoel.VERZETTEN),
    AfspraakStatus.DEELS_NAGEKOMEN: (LinkDoel.LEVEREN, LinkDoel.VERZETTEN),
}


def link_doelen(afspraak: Partnerafspraak) -> tuple[LinkDoel, ...]:
    """What a partner can be asked about this promise, what matters most first; nothing when it is closed."""
    return _DOELEN.get(afspraak.status, ())


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

    def bezwaar(self, nu: dt.datetime) -> Linkbezwaar | None:
        """Why it does not work at that moment; None when it does. Needs its afspraak."""
        bezwaren = {
            Linkbezwaar.GEBRUIKT: self.gebruikt_op is not None,
            Linkbezwaar.GESLOTEN: self.afspraak.is_gesloten,
            Linkbezwaar.INGETROKKEN: self.ingetrokken_op is not None,
            Linkbezwaar.VERLOPEN: nu >= self.verloopt_op,
            Linkbezwaar.PAST_NIET: self.doel not in link_doelen(self.afspraak),
        }
        return next((bezwaar for bezwaar, geldt in bezwaren.items() if geldt), None)

    def is_geldig(self, nu: dt.datetime) -> bool:
        """Whether the partner can do with it what it is for."""
        return self.bezwaar(nu) is None

    def gebruik(self, session: Session, nu: dt.datetime) -> bool:
        """It has been used, unless it was used or withdrawn before: of two at the same time one gets True."""
        vraag = sa.update(Partnerlink).where(
            Partnerlink.id == self.id,
            col(Partnerlink.gebruikt_op).is_(None),
            col(Partnerlink.ingetrokken_op).is_(None),
        )
        waarden = {"gebruikt_op": nu, "versie": Partnerlink.versie + 1}
        gelukt = session.execute(vraag.values(waarden), execution_options={"synchronize_session": False}).rowcount
        session.refresh(self)
        return bool(gelukt)


def trek_links_in(
    session: Session,
    afspraken: Iterable[int | None],
    *,
    nu: dt.datetime,
    reden: str = "De afspraak is gesloten.",
    persoon_id: int | None = None,
) -> None:
    """The links of these promises (to that one person) that nobody used yet do not work any more.

    For verbs that close a promise: a link of a closed promise refuses by itself, this says so on the dossier.
    """
    gezocht = [nummer for nummer in afspraken if nummer is not None]
    if not gezocht:
        return
    vraag = sa.update(Partnerlink).where(
        col(Partnerlink.afspraak_id).in_(gezocht),
        col(Partnerlink.gebruikt_op).is_(None),
        col(Partnerlink.ingetrokken_op).is_(None),
    )
    if persoon_id is not None:
        vraag = vraag.where(Partnerlink.persoon_id == persoon_id)
    waarden = {"ingetrokken_op": nu, "intrek_reden": reden[:200], "versie": Partnerlink.versie + 1}
    session.execute(vraag.values(waarden), execution_options={"synchronize_session": "fetch"})


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
