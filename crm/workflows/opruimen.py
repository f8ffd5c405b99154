"""Keeping the database tidy: what has expired and has no use any more."""

import datetime as dt

import sqlalchemy as sa
from sqlmodel import Session, col

from crm.models import Aanmeldpoging, Sessie

# Long enough to look into a break-in, short enough not to keep who signed in when for ever.
POGINGEN_BEWAREN = dt.timedelta(days=90)


def opruimen(session: Session, *, nu: dt.datetime) -> str:
    """Expired sign-ins and old attempts are gone; says how many."""
    sessies = session.execute(sa.delete(Sessie).where(col(Sessie.verloopt_op) < nu)).rowcount
    pogingen = session.execute(sa.delete(Aanmeldpoging).where(col(Aanmeldpoging.op) < nu - POGINGEN_BEWAREN)).rowcount
    return f"{sessies} verlopen aanmeldingen en {pogingen} oude pogingen gewist"
