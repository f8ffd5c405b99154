"""A backup of the whole database and its files in one file that does not care which database it came from.

A tar.gz with one file of JSON lines per table, so that a backup of SQLite can be put back into PostgreSQL, and the files
of dossiers under their checksums.
"""

import datetime as dt
import io
import json
import tarfile
import uuid
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

from crm.adapters.bestandsopslag import Bestandsopslag
from crm.db import Database
from crm.errors import NietGevonden

INHOUD = "inhoud.json"
BIJLAGEN = "bijlagen"
PER_KEER = 500


class ReservekopieFout(Exception):
    """The file is not a backup, or it does not fit here; the sentence says why."""


@dataclass(frozen=True)
class Kopie:
    """What a backup holds: rows per table, how many files, and the checksums of those that it could not take along."""

    aantallen: dict[str, int]
    bestanden: int
    kwijt: tuple[str, ...] = ()


def maak(database: Database, bestand: Path, stand: str, opslag: Bestandsopslag) -> Kopie:
    """The file holds every row of every table, and every file that a dossier still has.

    A file that is missing or damaged in the store stops nothing: the rest is worth keeping all the more. Written beside its final name first, so that a crash never leaves half a backup under that name.
    """
    tijdelijk = bestand.with_suffix(bestand.suffix + ".deel")
    aantallen: dict[str, int] = {}
    # It holds password hashes and contact persons: nobody else on this machine reads it.
    tijdelijk.touch(mode=0o600)
    tijdelijk.chmod(0o600)
    with _een_moment(database).connect() as verbinding, tarfile.open(tijdelijk, "w:gz") as kopie:
        for tabel in SQLModel.metadata.sorted_tables:
            regels = [
                json.dumps(dict(rij), default=_schrijf) for rij in verbinding.execute(_ruw(tabel)).mappings()
            ]
            _stop_in(kopie, f"{tabel.name}.jsonl", "\n".join(regels))
            aantallen[tabel.name] = len(regels)
        er, kwijt = _neem_mee(kopie, opslag, _bewaard(verbinding))
        inhoud = {"stand": stand, "aantallen": aantallen, BIJLAGEN: er, "kwijt": kwijt}
        _stop_in(kopie, INHOUD, json.dumps(inhoud))
    tijdelijk.replace(bestand)
    return Kopie(aantallen, len(er), tuple(kwijt))


def zet_terug(database: Database, bestand: Path, stand: str | None, opslag: Bestandsopslag) -> Kopie:
    """The empty database has all rows of the backup, in one transaction, and the store has its files.

    Refuses with ReservekopieFout a database that holds something, and a backup of another version.
    """
    try:
        with tarfile.open(bestand, "r:gz") as kopie:
            inhoud = json.loads(_haal_uit(kopie, INHOUD))
            if inhoud["stand"] != stand:
                raise ReservekopieFout(
                    f"De reservekopie hoort bij versie {inhoud['stand']} van de tabellen, deze database bij {stand}."
                )
            with database.engine.execution_options(write=True).begin() as verbinding:
                _eis_leeg(verbinding)
                with _zonder_triggers(verbinding, is_sqlite=database.is_sqlite):
                    aantallen = {
                        tabel.name: _vul(verbinding, tabel, _haal_uit(kopie, f"{tabel.name}.jsonl").decode())
                        for tabel in SQLModel.metadata.sorted_tables
                    }
                if not database.is_sqlite:
                    _zet_tellers(verbinding)
                for sha256 in inhoud[BIJLAGEN]:
                    _leg_terug(kopie, opslag, sha256)
    except (tarfile.TarError, KeyError, json.JSONDecodeError, EOFError, zlib.error) as fout:
        raise ReservekopieFout(f"{bestand.name} is geen (hele) reservekopie van Aanjager.") from fout
    if aantallen != inhoud["aantallen"]:
        raise ReservekopieFout("De reservekopie mist regels.")
    return Kopie(aantallen, len(inhoud[BIJLAGEN]), tuple(inhoud["kwijt"]))


def _bewaard(verbinding: sa.Connection) -> list[str]:
    """The checksums of the files that dossiers have, at the same moment as the rows."""
    tabel = SQLModel.metadata.tables["bijlage"]
    vraag = sa.select(tabel.c.sha256).where(tabel.c.verwijderd_op.is_(None)).distinct()
    return list(verbinding.execute(vraag.order_by(tabel.c.sha256)).scalars())


def _neem_mee(
    kopie: tarfile.TarFile, opslag: Bestandsopslag, sha256s: list[str]
) -> tuple[list[str], list[str]]:
    """The files go in one by one, so that many of them need no more memory than one."""
    er, kwijt = [], []
    for sha256 in sha256s:
        try:
            inhoud = opslag.lees(sha256)
        except NietGevonden:
            kwijt.append(sha256)
            continue
        _stop_in(kopie, f"{BIJLAGEN}/{sha256}", inhoud)
        er.append(sha256)
    return er, kwijt


def _leg_terug(kopie: tarfile.TarFile, opslag: Bestandsopslag, sha256: str) -> None:
    if opslag.bewaar(_haal_uit(kopie, f"{BIJLAGEN}/{sha256}")) != sha256:
        raise ReservekopieFout("Een bestand in de reservekopie is niet meer wat het was.")


def _een_moment(database: Database) -> sa.Engine:
    """All tables as they are at one moment: SQLite does so in any transaction, PostgreSQL has to be asked."""
    if database.is_sqlite:
        return database.engine
    return database.engine.execution_options(isolation_level="REPEATABLE READ")


def _ruw(tabel: sa.Table) -> sa.Select:
    return sa.select(tabel).order_by(tabel.c.id)


def _vul(verbinding: sa.Connection, tabel: sa.Table, tekst: str) -> int:
    rijen = _ouders_eerst(tabel, [_lees(tabel, json.loads(regel)) for regel in tekst.splitlines() if regel])
    for begin in range(0, len(rijen), PER_KEER):
        verbinding.execute(tabel.insert(), rijen[begin : begin + PER_KEER])
    return len(rijen)


@contextmanager
def _zonder_triggers(verbinding: sa.Connection, *, is_sqlite: bool) -> Iterator[None]:
    """A rule that looks at another table cannot be met while the tables fill one by one: a coalition before its case."""
    if is_sqlite:
        vraag = "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'"
        triggers = verbinding.exec_driver_sql(vraag).all()
        uit = [f"DROP TRIGGER {naam}" for naam, _ in triggers]
        aan = [sql for _, sql in triggers]
    else:
        tabellen = [tabel.name for tabel in SQLModel.metadata.sorted_tables]
        uit = [f"ALTER TABLE {naam} DISABLE TRIGGER USER" for naam in tabellen]
        aan = [f"ALTER TABLE {naam} ENABLE TRIGGER USER" for naam in tabellen]
    for opdracht in uit:
        verbinding.exec_driver_sql(opdracht)
    yield
    for opdracht in aan:
        verbinding.exec_driver_sql(opdracht)


def _ouders_eerst(tabel: sa.Table, rijen: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A row may point at another of its own table (a deelactie at its actie), also at one with a higher number."""
    eigen = [sleutel.parent.name for sleutel in tabel.foreign_keys if sleutel.column.table is tabel]
    if not eigen:
        return rijen
    op_nummer = {rij["id"]: rij for rij in rijen}
    gezet: dict[int, dict[str, Any]] = {}

    def zet(rij: dict[str, Any]) -> None:
        for kolom in eigen:
            ouder = op_nummer.get(rij[kolom])
            if ouder is not None and ouder["id"] not in gezet and ouder is not rij:
                zet(ouder)
        gezet.setdefault(rij["id"], rij)

    for rij in rijen:
        zet(rij)
    return list(gezet.values())


def _eis_leeg(verbinding: sa.Connection) -> None:
    for tabel in SQLModel.metadata.sorted_tables:
        if verbinding.execute(sa.select(sa.func.count()).select_from(tabel)).scalar():
            raise ReservekopieFout("Terugzetten kan alleen in een lege database; in deze staat al iets. Een nieuwe richt crm restore zelf in.")


def _zet_tellers(verbinding: sa.Connection) -> None:
    """PostgreSQL goes on counting where the restored rows stop."""
    for tabel in SQLModel.metadata.sorted_tables:
        vraag = sa.text(
            f"SELECT setval(pg_get_serial_sequence('{tabel.name}', 'id'), (SELECT max(id) FROM {tabel.name}))"  # noqa: S608
        )
        if verbinding.execute(sa.select(sa.func.max(tabel.c.id))).scalar():
            verbinding.execute(vraag)


def _schrijf(waarde: Any) -> str:
    if isinstance(waarde, dt.date | dt.datetime):
        return waarde.isoformat()
    return str(waarde)


def _lees(tabel: sa.Table, rij: dict[str, Any]) -> dict[str, Any]:
    return {naam: _waarde(tabel.c[naam], waarde) for naam, waarde in rij.items()}


def _waarde(kolom: sa.Column, waarde: Any) -> Any:
    if waarde is None:
        return None
    soort = getattr(kolom.type, "impl", kolom.type)
    if isinstance(soort, sa.DateTime):
        return dt.datetime.fromisoformat(waarde)
    if isinstance(soort, sa.Date):
        return dt.date.fromisoformat(waarde)
    if isinstance(soort, sa.Uuid):
        return uuid.UUID(waarde)
    return waarde


def _stop_in(kopie: tarfile.TarFile, naam: str, tekst: str | bytes) -> None:
    inhoud = tekst.encode() if isinstance(tekst, str) else tekst
    lid = tarfile.TarInfo(naam)
    lid.size = len(inhoud)
    kopie.addfile(lid, io.BytesIO(inhoud))


def _haal_uit(kopie: tarfile.TarFile, naam: str) -> bytes:
    lid = kopie.extractfile(naam)
    if lid is None:
        raise KeyError(naam)
    return lid.read()
