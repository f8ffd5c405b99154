"""The one statement behind a page of a timeline: a UNION ALL of the streams, newest first, as far as the page goes.

Moments and days stand side by side: a fact of which only the day is known comes at the beginning of that day in the
Netherlands. Conditions are put on the columns as they are stored, so that every stream can use its index.
"""

import datetime as dt
from collections.abc import Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from crm.db import UtcDateTime, VastePunt
from crm.models import Gebruiker, Logboekregel, SQLModel, dag_van
from crm.queries.tijdlijn.gebeurtenis import Keuze, Plek, begin_van
from crm.queries.tijdlijn.omvang import Ids, Omvang
from crm.queries.tijdlijn.stromen import LOG, STROMEN, VERVANGEN, soort_van_log
from crm.queries.tijdlijn.stroom import Stroom


class begin_van_dag(FunctionElement):  # noqa: N801 - reads as the SQL function it is
    """The moment at which a day begins in the Netherlands."""

    type = UtcDateTime()
    inherit_cache = True
    name = "begin_van_dag"


@compiles(begin_van_dag, "postgresql")
def _op_postgresql(element: Any, compiler: Any, **kw: Any) -> str:
    dag = compiler.process(element.clauses, **kw)
    return f"(CAST({dag} AS timestamp) AT TIME ZONE 'Europe/Amsterdam')"


@compiles(begin_van_dag, "sqlite")
def _op_sqlite(element: Any, compiler: Any, **kw: Any) -> str:
    """SQLite knows no time zones: summer is from the last Sunday of March up to that of October (since 1996).

    On both Sundays the day begins before the clock is moved.
    """
    dag = compiler.process(element.clauses, **kw)
    zondag = "date(strftime('%Y', {0}) || '-{1}-31', '-6 days', 'weekday 0')"
    zomer = f"{dag} > {zondag.format(dag, '03')} AND {dag} <= {zondag.format(dag, '10')}"
    return f"(datetime({dag}, CASE WHEN {zomer} THEN '-2 hours' ELSE '-1 hours' END) || '.000000')"


# What every stream gives besides its place, in this order; what it has not is NULL of this type.
_GEGEVENS: dict[str, sa.types.TypeEngine] = {
    "tekst": sa.Text(),
    "reden": sa.Text(),
    "aantal": VastePunt(2),
    "dag": sa.Date(),
    "vorige_dag": sa.Date(),
    "voor": sa.JSON(),
    "na": sa.JSON(),
    "aan_collega": sa.Integer(),
    "aan_persoon": sa.Integer(),
    "door_id": sa.Integer(),
    "gemaakt_op": UtcDateTime(),
}


def bladvraag(
    omvang: Omvang, keuze: Keuze, na: Plek | None, aantal: int, *, met_personen: bool
) -> sa.Select[Any] | None:
    """The statement for one page, newest first; None when nothing of what was chosen can be there.

    Who did it stands in the row, or else in the first line that the log has about the same dossier from the moment the
    row was made on: a verb writes both.
    """
    takken = [*_logtakken(omvang, keuze, na)]
    for stroom in STROMEN:
        if (
            keuze.toont(stroom.soort)
            and stroom.onder in omvang
            and (met_personen or not stroom.is_persoonlijk)
        ):
            takken.append(_tak(stroom, omvang[stroom.onder], keuze, na))
    if not takken:
        return None
    alle = sa.union_all(*takken).subquery("alle")
    blad = sa.select(alle).order_by(*_nieuwste_eerst(alle.c)).limit(aantal).cte("blad")
    log, wie = sa.orm.aliased(Logboekregel), sa.orm.aliased(Gebruiker)
    return (
        sa.select(blad, log.aangemaakt_op.label("genoteerd_op"), wie.naam.label("door"))
        .select_from(blad)
        .outerjoin(log, log.id == _eerste_regel(blad.c))
        .outerjoin(wie, wie.id == sa.func.coalesce(blad.c.door_id, log.door_id))
        .order_by(*_nieuwste_eerst(blad.c))
    )


def _nieuwste_eerst(kolommen: Any) -> tuple[Any, ...]:
    return kolommen.moment.desc(), kolommen.nr.desc(), kolommen.id.desc()


def _eerste_regel(blad: Any) -> sa.ScalarSelect[Any]:
    return (
        sa.select(Logboekregel.id)
        .where(
            Logboekregel.onderwerp_soort == blad.over_soort,
            Logboekregel.onderwerp_id == blad.over_id,
            Logboekregel.aangemaakt_op >= blad.gemaakt_op,
        )
        .order_by(Logboekregel.aangemaakt_op, Logboekregel.id)
        .limit(1)
        .scalar_subquery()
    )


def _logtakken(omvang: Omvang, keuze: Keuze, na: Plek | None) -> Iterator[sa.Select[Any]]:
    """The lines of the log about the dossier and what hangs under it, a branch for each table."""
    for tabel, ids in omvang.items():
        if tabel in SQLModel.metadata.tables and keuze.toont(soort_van_log(tabel)):
            stroom = Stroom(
                nr=LOG,
                soort=soort_van_log(tabel),
                feit=Logboekregel.handeling,
                noun=Logboekregel,
                moment=Logboekregel.op,
                bij=Logboekregel.onderwerp_id,
                onder=tabel,
                over=(tabel, Logboekregel.onderwerp_id),
                gegevens={veld: getattr(Logboekregel, veld) for veld in ("reden", "voor", "na", "door_id")},
            )
            yield _tak(stroom, ids, keuze, na).where(
                Logboekregel.onderwerp_soort == tabel, Logboekregel.handeling.not_in(VERVANGEN)
            )


def _tak(stroom: Stroom, ids: Ids, keuze: Keuze, na: Plek | None) -> sa.Select[Any]:
    noun, kolom = stroom.noun, stroom.moment
    gegevens = dict(stroom.gegevens)
    if "door_id" not in gegevens:
        gegevens["gemaakt_op"] = noun.aangemaakt_op
    over_soort, over_id = stroom.over
    feit = sa.literal(stroom.feit, sa.Text) if isinstance(stroom.feit, str) else sa.cast(stroom.feit, sa.Text)
    vraag = sa.select(
        (begin_van_dag(kolom) if stroom.is_hele_dag else kolom).label("moment"),
        sa.literal(stroom.nr, sa.Integer).label("nr"),
        noun.id.label("id"),
        sa.literal(str(stroom.soort), sa.Text).label("soort"),
        feit.label("feit"),
        sa.literal(over_soort, sa.Text).label("over_soort"),
        over_id.label("over_id"),
        *(_of_leeg(gegevens.get(naam), soort).label(naam) for naam, soort in _GEGEVENS.items()),
    ).select_from(noun)
    if stroom.met is not None:
        vraag = vraag.join(*stroom.met)
    eisen = [stroom.bij.in_(ids), *stroom.waar, *_binnen(stroom, keuze), *_na(stroom, na)]
    if kolom.property.columns[0].nullable:
        eisen.append(kolom.is_not(None))
    return vraag.where(*eisen)


def _of_leeg(kolom: Any, soort: sa.types.TypeEngine) -> Any:
    if kolom is not None:
        return sa.cast(kolom, soort) if isinstance(soort, sa.Text) else kolom
    leeg = sa.cast(sa.null(), soort.impl if isinstance(soort, sa.types.TypeDecorator) else soort)
    return sa.type_coerce(leeg, soort)


def _binnen(stroom: Stroom, keuze: Keuze) -> Iterator[Any]:
    """Within the days that were chosen, both included."""
    dag = dt.timedelta(days=1)
    if keuze.van is not None:
        yield stroom.moment >= (keuze.van if stroom.is_hele_dag else begin_van(keuze.van))
    if keuze.tot is not None:
        yield stroom.moment < (keuze.tot + dag if stroom.is_hele_dag else begin_van(keuze.tot + dag))


def _na(stroom: Stroom, plek: Plek | None) -> Iterator[Any]:
    """After this place, which is: earlier, or of the same moment with a lower stream or number."""
    if plek is None:
        return
    hier: Any = plek.moment
    if stroom.is_hele_dag:
        hier = dag_van(plek.moment)
        if begin_van(hier) < plek.moment:
            # That day began before this moment.
            yield stroom.moment <= hier
            return
    if stroom.nr > plek.nr:
        yield stroom.moment < hier
    elif stroom.nr < plek.nr:
        yield stroom.moment <= hier
    else:
        yield sa.or_(stroom.moment < hier, sa.and_(stroom.moment == hier, stroom.noun.id < plek.id))
