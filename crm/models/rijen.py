"""A step of a life cycle for many rows at once: one UPDATE that only touches rows from which the step starts."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import Session

from crm.db import utc_nu
from crm.models.base import Model


def neem_stap(session: Session, noun: type[Model], stap: str, *waar: Any, **waarden: Any) -> int:
    """Every row that meets these conditions and can take this step has taken it, with these values; gives how many.

    Somebody who had read such a row before is refused when saving it (its version is another). Objects in this session
    do not change along.
    """
    weg = noun.LEVENSLOOP.stappen[stap]
    nieuw = {"status": weg.naar, "versie": noun.versie + 1, "gewijzigd_op": utc_nu(), **waarden}
    vraag = sa.update(noun).where(noun.status.in_(weg.van), *waar).values(nieuw)
    return session.execute(vraag, execution_options={"synchronize_session": False}).rowcount
