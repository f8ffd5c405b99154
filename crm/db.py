"""The database: one engine, transactions, and the column types both databases share."""

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from decimal import Decimal
from enum import StrEnum
from pathlib import Path
from random import Random

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import make_url
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction
from sqlmodel import Session, SQLModel

from crm.errors import Verouderd

# Set before the first table class exists, so that every constraint has a name a migration can drop.
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

SQLITE_PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "busy_timeout=15000")


class UtcDateTime(sa.types.TypeDecorator):
    """A moment, stored in UTC and given back aware. SQLite forgets time zones, so a naive one is refused."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("een moment zonder tijdzone kan niet worden opgeslagen")
        return value.astimezone(dt.UTC)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        return value.replace(tzinfo=dt.UTC) if value.tzinfo is None else value.astimezone(dt.UTC)


class VastePunt(sa.types.TypeDecorator):
    """An exact number with a fixed count of decimals, kept as a whole number so that sums are exact on SQLite too."""

    impl = sa.BigInteger
    cache_ok = True

    def __init__(self, decimalen: int):
        super().__init__()
        self.decimalen = decimalen

    def process_bind_param(self, value, dialect):
        if value is None:
            return None
        geschaald = Decimal(value).scaleb(self.decimalen)
        if geschaald != geschaald.to_integral_value():
            raise ValueError(f"{value} heeft meer dan {self.decimalen} cijfers achter de komma")
        return int(geschaald)

    def process_result_value(self, value, dialect):
        if value is None:
            return None
        getal = Decimal(value).scaleb(-self.decimalen)
        return getal.quantize(Decimal(1)) if getal == getal.to_integral_value() else getal.normalize()


class kleine_letters(GenericFunction):  # noqa: N801 - it reads as the function that it is in SQL
    """A text in small letters as Python makes them: SQLite by itself leaves an É as it is."""

    type = sa.String()
    inherit_cache = True


@compiles(kleine_letters, "postgresql")
def _lower(functie, compiler, **verder):
    return compiler.process(sa.func.lower(*functie.clauses), **verder)


def enum_by_value(soort: type[StrEnum]) -> sa.Enum:
    """A text column with a CHECK that holds the values (not the Python names) of an enum."""
    return sa.Enum(
        soort,
        native_enum=False,
        create_constraint=True,
        name=soort.__name__.lower(),
        values_callable=lambda klasse: [lid.value for lid in klasse],
        length=40,
        validate_strings=True,
    )


_vaste_reeks: ContextVar[Random | None] = ContextVar("vaste_reeks", default=None)


def nieuwe_uuid() -> uuid.UUID:
    """A random identity; inside `vaste_uuids` the next one of a fixed series."""
    reeks = _vaste_reeks.get()
    return uuid.uuid4() if reeks is None else uuid.UUID(int=reeks.getrandbits(128), version=4)


@contextmanager
def vaste_uuids(zaad: str) -> Iterator[None]:
    """Identities come from a fixed series, so that the demo gives everybody the same report."""
    teken = _vaste_reeks.set(Random(zaad))  # noqa: S311 - an example, not a secret
    try:
        yield
    finally:
        _vaste_reeks.reset(teken)


def utc_nu() -> dt.datetime:
    """The technical clock of `aangemaakt_op`; moments with a meaning come in as the argument `nu`."""
    return dt.datetime.now(dt.UTC)


class Database:
    """The one engine of an installation."""

    def __init__(self, url: str):
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if self.is_sqlite and self.url.database:
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        self.engine = sa.create_engine(self.url, pool_pre_ping=not self.is_sqlite)
        if self.is_sqlite:
            _gebruik_sqlite_goed(self.engine)
        self._schrijvend = self.engine.execution_options(write=True)

    def session(self, *, write: bool = False) -> Session:
        """A session of the caller's; on SQLite a writing one takes the write lock at once (BEGIN IMMEDIATE)."""
        return Session(self._schrijvend if write else self.engine, expire_on_commit=False)

    @contextmanager
    def transaction(self) -> Iterator[Session]:
        """A writing session that is committed at the end, or rolled back when anything is raised."""
        with self.session(write=True) as session:
            yield session
            vastleggen(session)

    @contextmanager
    def proef(self) -> Iterator[Callable[[], AbstractContextManager[Session]]]:
        """Stands in for `transaction`: each one sees what those before it kept, and at the end nothing was kept at all."""
        with self._schrijvend.connect() as verbinding, verbinding.begin() as alles:

            @contextmanager
            def transaction() -> Iterator[Session]:
                with Session(
                    verbinding, expire_on_commit=False, join_transaction_mode="create_savepoint"
                ) as session:
                    yield session
                    session.commit()

            yield transaction
            alles.rollback()

    def dispose(self) -> None:
        self.engine.dispose()


_DAARNA = "na_vastleggen"


def na_vastleggen(session: Session, daad: Callable[[], object]) -> None:
    """`daad` is done once this transaction is kept, and never when it is undone: for what no rollback brings back."""
    if _DAARNA not in session.info:
        event.listen(session, "after_soft_rollback", lambda session, _vorige: session.info.pop(_DAARNA, None))
    session.info.setdefault(_DAARNA, []).append(daad)


def vastleggen(session: Session) -> None:
    """The door's commit. A row that somebody else saved meanwhile is refused with Verouderd."""
    try:
        session.commit()
        for daad in session.info.pop(_DAARNA, ()):
            daad()
    except sa.orm.exc.StaleDataError:
        session.rollback()
        raise Verouderd(
            "Iemand anders heeft dit intussen gewijzigd. Uw wijziging is niet opgeslagen; bekijk eerst de nieuwe versie."
        ) from None


def _gebruik_sqlite_goed(engine: sa.Engine) -> None:
    """WAL, foreign keys on, and writes that begin IMMEDIATE: a deferred write fails when two people save at once."""

    @event.listens_for(engine, "connect")
    def _verbonden(verbinding, _record):
        verbinding.isolation_level = None
        for pragma in SQLITE_PRAGMAS:
            verbinding.execute(f"PRAGMA {pragma}")
        verbinding.create_function("kleine_letters", 1, lambda w: w and w.lower(), deterministic=True)

    @event.listens_for(engine, "begin")
    def _begin(verbinding):
        schrijft = verbinding.get_execution_options().get("write")
        verbinding.exec_driver_sql("BEGIN IMMEDIATE" if schrijft else "BEGIN")
