"""One timeline per dossier: everything that happened around it, from every table that knows, in one order.

    tijdlijn(session, "coalitie", coalitie.id, Keuze(), nu=nu, met_personen=True)

A page costs two statements, however much there is: one for the events and one for the names in them. What happened stays: nothing here changes a row.
"""

import datetime as dt
from typing import Any

from sqlmodel import Session

from crm.queries.tijdlijn.feit import Feit, verwijzingen
from crm.queries.tijdlijn.gebeurtenis import (
    PER_BLAD,
    Gebeurtenis,
    Keuze,
    Over,
    Plek,
    Soort,
    Tijdlijn,
    begin_van,
)
from crm.queries.tijdlijn.namen import ONBEKEND, namen
from crm.queries.tijdlijn.omvang import DOSSIERS, omvang
from crm.queries.tijdlijn.stromen import STROMEN, soort_van_log
from crm.queries.tijdlijn.vraag import bladvraag
from crm.queries.tijdlijn.zinnen import zin

__all__ = [
    "DOSSIERS",
    "Gebeurtenis",
    "Keuze",
    "Over",
    "PER_BLAD",
    "Plek",
    "Soort",
    "Tijdlijn",
    "begin_van",
    "soorten",
    "tijdlijn",
]

# A verb writes a row and the line about it in one breath; a line that came later is about something else.
_EEN_ADEM = dt.timedelta(minutes=1)
_HELE_DAG = frozenset(stroom.nr for stroom in STROMEN if stroom.is_hele_dag)


def tijdlijn(
    session: Session,
    soort: str,
    eigen: int,
    keuze: Keuze,
    *,
    nu: dt.datetime,
    met_personen: bool,
    na: Plek | None = None,
    aantal: int = PER_BLAD,
) -> Tijdlijn:
    """One page of the timeline of this dossier, newest first, from after `na`; in two statements.

    `met_personen` says whether the reader may see persons; without it no contact person is named, and a persoon has
    no timeline to show: whoever asks has to be refused before.
    """
    vraag = bladvraag(omvang(soort, eigen), keuze, na, aantal + 1, met_personen=met_personen)
    rijen = [] if vraag is None else session.execute(vraag).all()
    gezocht = {sleutel for rij in rijen[:aantal] for sleutel in verwijzingen(rij)}
    bekend = namen(session, gezocht, met_personen=met_personen)
    gebeurtenissen = tuple(_gebeurtenis(rij, bekend, nu) for rij in rijen[:aantal])
    return Tijdlijn(gebeurtenissen, gebeurtenissen[-1].plek if len(rijen) > aantal else None)


def soorten(soort: str) -> tuple[Soort, ...]:
    """The kinds of event that the timeline of such a dossier can have, in the order in which they are offered."""
    onder = omvang(soort, 0)
    kan = {stroom.soort for stroom in STROMEN if stroom.onder in onder} | {
        soort_van_log(tabel) for tabel in onder
    }
    return tuple(kind for kind in Soort if kind in kan)


def _gebeurtenis(rij: Any, bekend: Any, nu: dt.datetime) -> Gebeurtenis:
    naam = bekend.get((rij.over_soort, rij.over_id), ONBEKEND)
    wat, reden = zin(Feit(rij, naam, bekend, nu)), (rij.reden or "").strip()
    return Gebeurtenis(
        plek=Plek(rij.moment, rij.nr, rij.id),
        is_hele_dag=rij.nr in _HELE_DAG,
        soort=Soort(rij.soort),
        feit=rij.feit,
        zin=wat,
        # A reason that the sentence says already is not said twice.
        reden=reden if reden and reden not in wat else None,
        door=_door(rij),
        over=naam.over,
    )


def _door(rij: Any) -> str | None:
    """Who did it; not who did something else with the same dossier later."""
    if rij.door_id is not None:
        return rij.door
    kort = rij.genoteerd_op is not None and rij.genoteerd_op - rij.gemaakt_op <= _EEN_ADEM
    return rij.door if kort else None
