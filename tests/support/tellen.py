"""Counting what is asked of the database: lists and pages cost a fixed number of statements."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy import event


@contextmanager
def tel_opdrachten(engine: sa.Engine) -> Iterator[list[str]]:
    """The statements that run inside the block, in order."""
    opdrachten: list[str] = []

    def noteer(_verbinding, _cursor, opdracht, _waarden, _context, _meer):
        opdrachten.append(opdracht)

    event.listen(engine, "before_cursor_execute", noteer)
    try:
        yield opdrachten
    finally:
        event.remove(engine, "before_cursor_execute", noteer)
