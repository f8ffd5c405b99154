"""The timetable of the scheduler as a table, and how each of its tasks stands: for the operator, and for crm doctor."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import Session, col, select

from crm.models import Taakloop

_HALF_UUR = dt.timedelta(minutes=30)
_DAG_EN_WAT = dt.timedelta(hours=26)


@dataclass(frozen=True)
class Dienst:
    """One task: when it runs (as in crontab, in Europe/Amsterdam) and how long it may be silent before something is wrong.

    A daily task runs once a day, whoever fires it. A round (`is_ronde`) runs as often as it is fired: it looks at what is
    due and does only that.
    """

    naam: str
    cron: str
    uitleg: str
    stil_na: dt.timedelta = _DAG_EN_WAT
    is_ronde: bool = False


# Not between two and three at night: on the days the clock changes that hour comes twice, or not at all.
DIENSTEN = (
    Dienst("versturen", "* * * * *", "Verstuurt de mail die klaarstaat.", _HALF_UUR, is_ronde=True),
    Dienst("herinneren", "*/10 * * * *", "Zoekt waaraan moet worden herinnerd en maakt er mail van.", _HALF_UUR, is_ronde=True),
    Dienst("kwartaalconcepten", "0 6 * * *", "Zet na afloop van een kwartaal het concept klaar."),
    Dienst("opruimen", "30 5 * * *", "Wist verlopen aanmeldingen en oude aanmeldpogingen."),
)  # fmt: skip


@dataclass(frozen=True)
class Dienststand:
    """How one task stands: its latest run, or None when it never ran."""

    dienst: Dienst
    loop: Taakloop | None
    is_stil: bool
    """It has not run for longer than it may."""
    is_gestrand: bool
    """It began and did not come to an end: the process died, or it hangs."""

    @property
    def is_mislukt(self) -> bool:
        return self.loop is not None and self.loop.is_mislukt

    @property
    def is_goed(self) -> bool:
        return self.loop is not None and not (self.is_stil or self.is_gestrand or self.is_mislukt)


def stand(session: Session, nu: dt.datetime) -> tuple[Dienststand, ...]:
    """Every task of the timetable with its latest run, in one query."""
    laatste = (
        sa.select(sa.func.max(Taakloop.slot))
        .where(col(Taakloop.taak).in_([dienst.naam for dienst in DIENSTEN]))
        .group_by(Taakloop.taak)
    )
    lopen = session.exec(select(Taakloop).where(col(Taakloop.slot).in_(laatste))).all()
    van = {loop.taak: loop for loop in sorted(lopen, key=lambda loop: loop.slot)}
    return tuple(_stand(dienst, van.get(dienst.naam), nu) for dienst in DIENSTEN)


def _stand(dienst: Dienst, loop: Taakloop | None, nu: dt.datetime) -> Dienststand:
    stil = loop is None or nu - loop.begonnen_op > dienst.stil_na
    gestrand = loop is not None and loop.klaar_op is None and nu - loop.begonnen_op > _HALF_UUR
    return Dienststand(dienst, loop, stil, gestrand)
