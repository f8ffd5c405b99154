"""A backup holds everything, goes back into an empty database of either kind, and refuses the rest."""

import tarfile
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from crm.adapters import migraties, reservekopie
from crm.db import Database
from crm.models import Actie, CaseStatus, Overleg, Programma, PurposeCase, Uitkomst
from crm.workflows import coalitie_vormen, overleg_vastleggen
from tests.factories import maak
from tests.workflows.conftest import *  # noqa: F403 - people and dossiers

VAN_EEN_GO = {
    "status": CaseStatus.BESLOTEN,
    "uitkomst": Uitkomst.GO,
    "provincie_bij_indiening": Decimal(1),
    "totaal_bij_indiening": Decimal(2),
}


@pytest.fixture
def gevuld(session, petra, programma, actie, rom, nu):
    coalitie = coalitie_vormen.oprichten(session, programma=programma, naam="Proef", acties=[actie], door=petra, nu=nu)
    overleg_vastleggen.vastleggen(
        session,
        door=petra,
        nu=nu,
        onderwerp="Één overleg",
        begint_op=nu,
        coalitie=coalitie.uuid,
        notities='Regel een\nregel twee met "aanhaling" en emoji ✓',
        aanwezigen=[{"naam": "Çelik", "organisatie_naam": "ROM InWest"}],
    )
    deel = Actie(programma_id=programma.id, ouder_id=actie.id, nummer="A", titel="Deelactie")
    nieuwe_ouder = Actie(programma_id=programma.id, nummer="9", titel="Kwam later")
    session.add_all([deel, nieuwe_ouder])
    session.flush()
    # A coalition in uitvoering is written before the case with a go that it needs.
    maak(session, PurposeCase, coalitie=coalitie, ingediend_op=nu.date(), ingediend_door_id=petra.id, **VAN_EEN_GO)
    for stap in ("vormen", "case_starten", "uitvoeren"):
        coalitie.LEVENSLOOP.apply(coalitie, stap)
    # Moved under an actie with a higher number, as reading an agenda again may do.
    deel.ouder_id = nieuwe_ouder.id
    session.commit()


def tellen(database):
    with database.engine.connect() as verbinding:
        return {
            tabel.name: verbinding.execute(sa.select(sa.func.count()).select_from(tabel)).scalar()
            for tabel in SQLModel.metadata.sorted_tables
        }


def test_everything_comes_back(database, gevuld, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    stand = migraties.stand(database)
    aantallen = reservekopie.maak(database, bestand, stand)
    assert aantallen == tellen(database)
    ander = Database(f"sqlite:///{tmp_path / 'ander.db'}")
    migraties.migreer(ander)
    assert reservekopie.zet_terug(ander, bestand, stand) == aantallen
    with ander.session(write=True) as session:
        overleg = session.exec(select(Overleg)).one()
        assert overleg.notities == 'Regel een\nregel twee met "aanhaling" en emoji ✓'
        assert overleg.begint_op.tzinfo is not None
        session.add(Programma(code="nieuw", naam="Telt door", jaar_van=2025, jaar_tot=2026))
        session.commit()
    with ander.engine.connect() as verbinding, pytest.raises(sa.exc.IntegrityError, match="alleen aangevuld"):
        verbinding.execute(sa.text("DELETE FROM logboekregel"))
    ander.dispose()


def test_a_database_with_something_in_it_is_not_overwritten(database, gevuld, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    stand = migraties.stand(database)
    reservekopie.maak(database, bestand, stand)
    with pytest.raises(reservekopie.ReservekopieFout, match="lege database"):
        reservekopie.zet_terug(database, bestand, stand)


@pytest.mark.parametrize("inhoud", [b"", b"geen archief", b"\x1f\x8b" + b"0" * 40], ids=["leeg", "tekst", "kapot"])
def test_another_file_is_refused_in_a_sentence(database, tmp_path, inhoud):
    bestand = tmp_path / "iets.tar.gz"
    bestand.write_bytes(inhoud)
    with pytest.raises(reservekopie.ReservekopieFout):
        reservekopie.zet_terug(database, bestand, "0002")


def test_a_backup_of_another_version_is_refused(database, gevuld, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    reservekopie.maak(database, bestand, "0001")
    with pytest.raises(reservekopie.ReservekopieFout, match="hoort bij versie 0001"):
        reservekopie.zet_terug(database, bestand, "0002")
    assert tarfile.is_tarfile(bestand)


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_backup_of_sqlite_moves_to_postgresql_and_goes_on_counting(database, gevuld, postgresql, tmp_path):
    bestand, stand = tmp_path / "kopie.tar.gz", migraties.stand(database)
    aantallen = reservekopie.maak(database, bestand, stand)
    naam = postgresql.nieuwe_database()
    ander = Database(postgresql.url(naam))
    assert reservekopie.zet_terug(ander, bestand, stand) == aantallen
    with ander.session(write=True) as session:
        session.add(Programma(code="nieuw", naam="Telt door", jaar_van=2025, jaar_tot=2026))
        session.commit()
    ander.dispose()
    postgresql.verwijder(naam)
