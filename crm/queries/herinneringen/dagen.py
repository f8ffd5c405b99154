"""Days in SQL, the same on both databases: the day here of a moment, and the last day of a year."""

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement


class DagHier(FunctionElement):
    """The day on the calendar in the Netherlands of a moment; `dag_van` in SQL."""

    type = sa.Date()
    inherit_cache = True


class LaatsteDagVanJaar(FunctionElement):
    """31 December of a year that is a number."""

    type = sa.Date()
    inherit_cache = True


@compiles(DagHier, "postgresql")
def _dag_hier_postgresql(element, compiler, **verder):
    return f"CAST(({compiler.process(element.clauses, **verder)}) AT TIME ZONE 'Europe/Amsterdam' AS DATE)"


@compiles(DagHier, "sqlite")
def _dag_hier_sqlite(element, compiler, **verder):
    """SQLite has no time zones: summer is from the last Sunday of March to that of October, at one o'clock UTC."""
    moment = compiler.process(element.clauses, **verder)
    jaar = f"strftime('%Y', {moment})"
    zomer, winter = (f"date({jaar} || '-{dag}', 'weekday 0') || ' 01:00:00'" for dag in ("03-25", "10-25"))
    is_zomer = f"{moment} >= {zomer} AND {moment} < {winter}"
    return f"date({moment}, CASE WHEN {is_zomer} THEN '+2 hours' ELSE '+1 hours' END)"


@compiles(LaatsteDagVanJaar, "postgresql")
def _laatste_dag_postgresql(element, compiler, **verder):
    return f"make_date({compiler.process(element.clauses, **verder)}, 12, 31)"


@compiles(LaatsteDagVanJaar, "sqlite")
def _laatste_dag_sqlite(element, compiler, **verder):
    # In brackets: `||` binds more closely than a minus does.
    return f"(({compiler.process(element.clauses, **verder)}) || '-12-31')"
