"""Who of a meeting can be reached by mail, what mail each of them got about it, and what the next one says."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.adapters import kalender
from crm.adapters.brieven import Briefpapier
from crm.adapters.kalender import Methode
from crm.db import kleine_letters
from crm.models import (
    Aanwezigheid,
    Bericht,
    BerichtSoort,
    BerichtStatus,
    Gebruiker,
    OnbestelbaarAdres,
    Overleg,
    OverlegStatus,
    Persoon,
)

# What a receiver has, or will have: not what was withdrawn, and not what never arrived.
_WEG = (BerichtStatus.ONDERWEG, BerichtStatus.VERZONDEN)
_KOMT_AAN = (BerichtStatus.KLAAR, *_WEG)
# What an operator could still have sent, long after it was true.
_TERUG_TE_NEMEN = (BerichtStatus.KLAAR, BerichtStatus.MISLUKT)


@dataclass(frozen=True)
class Deelnemer:
    """Somebody who takes part in a meeting, and what is known of the mail about it."""

    aanwezigheid: Aanwezigheid
    persoon: Persoon | None
    is_onbestelbaar: bool
    post: tuple[Bericht, ...]
    """The invitations and cancellations to this person, the oldest first; of what was withdrawn only what may be there."""

    @property
    def berichten(self) -> tuple[Bericht, ...]:
        """Those that arrive or arrived."""
        return tuple(bericht for bericht in self.post if bericht.status in _KOMT_AAN)

    @property
    def is_bereikbaar(self) -> bool:
        """Whether a mail to this person can arrive."""
        return self.persoon is not None and bool(self.persoon.email) and not self.is_onbestelbaar

    @property
    def is_uitgenodigd(self) -> bool:
        """Whether the last mail was an invitation, waiting ones among them."""
        return bool(self.berichten) and self.berichten[-1].kalender_methode == Methode.UITNODIGING

    @property
    def wachtend(self) -> tuple[Bericht, ...]:
        """What did not leave, or could not be sent: it can be taken back."""
        return tuple(bericht for bericht in self.post if bericht.status in _TERUG_TE_NEMEN)

    @property
    def weet_ervan(self) -> bool:
        """Whether the last mail that left, for all we know, was an invitation: then this person must hear that it is off."""
        weg = [bericht for bericht in self.post if bericht.status in _WEG or bericht.is_misschien_aangekomen]
        return bool(weg) and weg[-1].kalender_methode == Methode.UITNODIGING

    @property
    def stand(self) -> str:
        """What the page of the meeting says about the invitation of this person."""
        if self.is_uitgenodigd:
            return "uitnodiging verstuurd" if self.weet_ervan else "uitnodiging gaat zo uit"
        if self.is_bereikbaar:
            is_mislukt = any(bericht.status is BerichtStatus.MISLUKT for bericht in self.post)
            return "uitnodiging niet gelukt" if is_mislukt else "nog niet uitgenodigd"
        return "e-mail komt niet aan" if self.is_onbestelbaar else "geen e-mailadres bekend"


def deelnemers(session: Session, overleg: Overleg, *, vasthouden: bool = False) -> list[Deelnemer]:
    """Everybody of this meeting in the order in which they were put down, in two queries.

    With `vasthouden` nobody sends or withdraws their mail before this transaction ends.
    """
    onbestelbaar = (
        sa.select(OnbestelbaarAdres.id)
        .where(
            OnbestelbaarAdres.email == kleine_letters(Persoon.email),
            col(OnbestelbaarAdres.hersteld_op).is_(None),
        )
        .correlate(Persoon)
        .exists()
    )
    rijen = session.exec(
        select(Aanwezigheid, Persoon, onbestelbaar)
        .outerjoin(Persoon, col(Persoon.id) == Aanwezigheid.persoon_id)
        .where(Aanwezigheid.overleg_id == overleg.id)
        .order_by(col(Aanwezigheid.id))
    ).all()
    post = _post(session, overleg, vasthouden=vasthouden)
    return [
        Deelnemer(
            aanwezigheid,
            persoon,
            bool(is_onbestelbaar),
            tuple(bericht for bericht in post if persoon and bericht.persoon_id == persoon.id),
        )
        for aanwezigheid, persoon, is_onbestelbaar in rijen
    ]


def _post(session: Session, overleg: Overleg, *, vasthouden: bool) -> list[Bericht]:
    vraag = (
        select(Bericht)
        .where(
            Bericht.onderwerp_soort == Overleg.__tablename__,
            Bericht.onderwerp_id == overleg.id,
            Bericht.soort == BerichtSoort.UITNODIGING,
            sa.or_(Bericht.status != BerichtStatus.INGETROKKEN, col(Bericht.is_misschien_aangekomen)),
        )
        .order_by(col(Bericht.id))
    )
    if vasthouden:
        vraag = vraag.with_for_update().execution_options(populate_existing=True)
    return list(session.exec(vraag))


def post(
    overleg: Overleg,
    deelnemer: Deelnemer,
    methode: Methode,
    *,
    organisator: Gebruiker | None,
    papier: Briefpapier,
    nu: dt.datetime,
) -> dict[str, Any]:
    """What the mail to this person says, in words and for the calendar: the fields of a Bericht."""
    is_uitnodiging = methode is Methode.UITNODIGING
    persoon = deelnemer.persoon
    # Who is taken off the list must not read that the meeting itself is off.
    anders = "afgelast" if overleg.status is OverlegStatus.AFGELAST else "afgezegd"
    brief = papier.brief(
        "uitnodiging" if is_uitnodiging else anders,
        overleg=overleg,
        aan=persoon,
        organisator=organisator,
        is_wijziging=deelnemer.weet_ervan,
    )
    inhoud = kalender.uitnodiging(
        kalender.Afspraak(
            uid=uid_van(overleg, papier.domein),
            titel=overleg.onderwerp,
            begin=overleg.begint_op,
            einde=overleg.eindigt_op,
            gewijzigd_op=nu,
            plaats=overleg.locatie,
            status=kalender.Stand.VAST if is_uitnodiging else kalender.Stand.AFGELAST,
            sequence=overleg.volgnummer,
        ),
        methode,
        van=kalender.Genodigde.uit(papier.afzender),
        aan=kalender.Genodigde(persoon.naam, persoon.email),
        nu=nu,
    )
    return {
        "onderwerpregel": brief.onderwerpregel,
        "tekst": brief.tekst,
        "html": brief.html,
        "kalender": inhoud.decode(),
        "kalender_methode": str(methode),
    }


def uid_van(overleg: Overleg, domein: str) -> str:
    """The name by which every calendar knows this meeting, in a feed and in an invitation."""
    return f"{overleg.uuid}@{domein}"
