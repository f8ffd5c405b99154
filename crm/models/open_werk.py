"""OpenWerk: what is still open in a coalitie, and how all of it closes at once, visibly."""

import datetime as dt
from dataclasses import dataclass

from sqlmodel import Session

from crm.models.base import Model
from crm.models.overleg import Actiepunt
from crm.models.partnerafspraak import Partnerafspraak
from crm.models.partnerlink import trek_links_in
from crm.models.werkagenda import Agendapunt

# How much of a reason fits in an action point and in a point of a werkagenda.
_REDEN_LENGTE = 400
# A refusal names so many; with more it says how many others there are.
_HOOGSTENS_GENOEMD = 3


@dataclass(frozen=True)
class OpenWerk:
    """The promises, action points and points of werkagenda's that nobody has closed yet."""

    afspraken: tuple[Partnerafspraak, ...] = ()
    actiepunten: tuple[Actiepunt, ...] = ()
    agendapunten: tuple[Agendapunt, ...] = ()

    @property
    def aantal(self) -> int:
        return len(self.afspraken) + len(self.actiepunten) + len(self.agendapunten)

    @property
    def belet_afronden(self) -> str | None:
        """Why a coalition cannot be rounded off yet, with what is open by name; None when nothing is in the way.

        A point of a werkagenda is not: its ambassadeur closes it with the year.
        """
        punten = [
            *(f"‘{afspraak.omschrijving}’" for afspraak in self.afspraken),
            *(f"‘{actiepunt.omschrijving}’" for actiepunt in self.actiepunten),
        ]
        if not punten:
            return None
        aantallen = _tel(
            (len(self.afspraken), "partnerafspraak", "partnerafspraken"),
            (len(self.actiepunten), "actiepunt", "actiepunten"),
        )
        rest = f" en nog {len(punten) - _HOOGSTENS_GENOEMD}" if len(punten) > _HOOGSTENS_GENOEMD else ""
        return (
            f"Afronden kan nog niet: er {'staat' if len(punten) == 1 else 'staan'} nog {aantallen} open, namelijk "
            f"{', '.join(punten[:_HOOGSTENS_GENOEMD])}{rest}. Sluit die eerst af."
        )

    def sluit(
        self, dag: dt.date, reden: str, *, session: Session, nu: dt.datetime
    ) -> tuple[tuple[str, Model], ...]:
        """All of it has lapsed on that day for this reason, and no link of a partner works any more.

        Gives (handeling, noun) for the log, in that order.
        """
        kort = reden.strip()[:_REDEN_LENGTE].strip()
        for afspraak in self.afspraken:
            afspraak.sluiten("vervallen", dag, reden)
        trek_links_in(session, [afspraak.id for afspraak in self.afspraken], nu=nu)
        for actiepunt in self.actiepunten:
            actiepunt.vervallen(dag, kort)
        for agendapunt in self.agendapunten:
            agendapunt.sluiten("vervallen", dag, kort)
        return (
            *(("partnerafspraak.vervallen", afspraak) for afspraak in self.afspraken),
            *(("actiepunt.vervallen", actiepunt) for actiepunt in self.actiepunten),
            *(("agendapunt.vervallen", agendapunt) for agendapunt in self.agendapunten),
        )


def _tel(*aantallen: tuple[int, str, str]) -> str:
    """ "2 partnerafspraken en 1 actiepunt", without what there is none of."""
    return " en ".join(f"{n} {een if n == 1 else meer}" for n, een, meer in aantallen if n)
