"""Planning a meeting, and calling one off."""

import datetime as dt
from typing import Any

from sqlmodel import Session

from crm.errors import OngeldigeInvoer
from crm.models import Gebruiker, Overleg, dag_van, noteer
from crm.permissions import eis
from crm.queries.dossiers import waarover

# Nobody plans further ahead; a later year is a typing error (a meeting in 2205).
VERSTE_DAG = dt.timedelta(days=2 * 366)


def plannen(session: Session, *, door: Gebruiker, nu: dt.datetime, **gegevens: Any) -> Overleg:
    """There is a planned meeting. Refuses with OngeldigeInvoer a moment in the past or more than two years ahead."""
    eis(door, "overleg.plannen")
    begin = gegevens["begint_op"]
    if begin < nu:
        zin = "Dit moment is al geweest. Leg het overleg vast in plaats van het te plannen."
        raise OngeldigeInvoer(zin, {"begint_op": [zin]})
    if begin - nu > VERSTE_DAG:
        zin = f"{dag_van(begin):%d-%m-%Y} is meer dan twee jaar vooruit. Klopt het jaar?"
        raise OngeldigeInvoer(zin, {"begint_op": [zin]})
    overleg = Overleg(
        onderwerp=gegevens["onderwerp"].strip(), begint_op=begin, locatie=gegevens.get("locatie")
    )
    overleg.hang_onder(waarover(session, gegevens))
    session.add(overleg)
    noteer(session, "overleg.gepland", overleg, door=door, nu=nu, na={"begint_op": begin.isoformat()})
    return overleg


def afgelasten(session: Session, overleg: Overleg, *, reden: str, door: Gebruiker, nu: dt.datetime) -> None:
    """The meeting does not take place. Refuses with OngeldigeOvergang one that was held."""
    eis(door, "overleg.afgelasten", overleg)
    voor = overleg.status
    overleg.afgelasten(reden, nu)
    noteer(session, "overleg.afgelast", overleg, door=door, nu=nu, reden=reden, voor={"status": voor})
