"""The columns that every question about subjects with a date has."""

from functools import cache
from typing import Any

import sqlalchemy as sa

NAMEN = ("id", "uuid", "datum", "gesloten_op", "eigenaar_id", "coalitie_id", "programma_id", "persoon_id")
_SOORTEN = {"datum": sa.Date(), "gesloten_op": sa.Date()}


def kolommen(noun: Any, **waarden: Any) -> sa.Select[Any]:
    """A SELECT from this noun with all columns, in order; what is not given is NULL."""
    waarden = {"id": noun.id, "uuid": noun.uuid, **waarden}
    return sa.select(*(_kolom(naam, waarden.get(naam)) for naam in NAMEN)).select_from(noun)


@cache
def nog_eens(noun: Any, naam: str) -> Any:
    """The table of a noun once more, under a name of its own; made once, because that takes longer than to ask it."""
    return noun.__table__.alias(f"{noun.__tablename__}_{naam}")


def _kolom(naam: str, waarde: Any) -> Any:
    if waarde is None:
        waarde = sa.cast(sa.null(), _SOORTEN.get(naam, sa.Integer()))
    # A choice between days is a day too, whatever the database calls it.
    return (sa.type_coerce(waarde, _SOORTEN[naam]) if naam in _SOORTEN else waarde).label(naam)
