"""The lights of acties on a day: the latest state of each, and the one before it for the direction."""

import datetime as dt
from dataclasses import dataclass

import sqlalchemy as sa
from sqlmodel import col

from crm.models import Actie, Licht, Voortgang
from crm.models.voortgang import ERNST, LICHTEN


@dataclass(frozen=True)
class Stand:
    """The three lights of an actie on a day, and what each was before."""

    peildatum: dt.date
    beleid: Licht
    tijd: Licht
    geld: Licht
    was_beleid: Licht | None = None
    was_tijd: Licht | None = None
    was_geld: Licht | None = None

    def richting(self, licht: str) -> str:
        """ "beter", "slechter" or nothing at all, against the state before."""
        nu, toen = ERNST.get(getattr(self, licht)), ERNST.get(getattr(self, f"was_{licht}"))
        if nu is None or toen is None or nu == toen:
            return ""
        return "beter" if nu < toen else "slechter"


def laatste_stand(peildatum: dt.date, *waar: sa.ColumnElement[bool]) -> sa.Subquery:
    """A subquery with one row per actie: its latest lights by this day, beside those of the time before.

    Only of the acties that meet `waar`: to rank the lights of every agenda for the page of one costs more every year.
    To be joined on `actie_id`; a correction for the same day counts as the later one.
    """
    reeks = {"partition_by": Voortgang.actie_id, "order_by": (col(Voortgang.peildatum), col(Voortgang.id))}
    om = {
        "partition_by": Voortgang.actie_id,
        "order_by": (col(Voortgang.peildatum).desc(), col(Voortgang.id).desc()),
    }
    kolommen = [col(getattr(Voortgang, naam)) for naam in LICHTEN]
    gerangschikt = (
        sa.select(
            Voortgang.actie_id,
            Voortgang.peildatum,
            *kolommen,
            *(sa.func.lag(kolom).over(**reeks).label(f"was_{kolom.key}") for kolom in kolommen),
            sa.func.row_number().over(**om).label("plaats"),
        )
        .where(
            col(Voortgang.peildatum) <= peildatum,
            col(Voortgang.actie_id).in_(sa.select(Actie.id).where(*waar)),
        )
        .subquery()
    )
    return sa.select(gerangschikt).where(gerangschikt.c.plaats == 1).subquery("laatste_stand")


def kolommen_van(laatste: sa.Subquery) -> tuple[sa.ColumnElement, ...]:
    """The columns of `laatste_stand` from which `lees_stand` makes a Stand."""
    return tuple(
        laatste.c[naam]
        for naam in ("peildatum", "beleid", "tijd", "geld", "was_beleid", "was_tijd", "was_geld")
    )


def lees_stand(waarden: tuple) -> Stand | None:
    """The state from the columns above; None for an actie that never had one."""
    return None if waarden[0] is None else Stand(waarden[0], *(w and Licht(w) for w in waarden[1:]))
