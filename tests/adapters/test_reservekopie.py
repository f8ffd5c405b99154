"""A backup holds everything, goes back into an empty database of either kind, and refuses the rest."""

import io
import tarfile
from decimal import Decimal

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from crm.adapters import migraties, reservekopie
from crm.adapters.bestandsopslag import Bestandsopslag
from crm.db import Database, vastleggen
from crm.models import Actie, CaseStatus, Ontwikkelcoalitie, Overleg, Programma, PurposeCase, Uitkomst
from crm.queries.bijlagen import bewaarde_bestanden
from crm.workflows import bijlage_toevoegen, coalitie_vormen, overleg_vastleggen
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


@pytest.fixture
def opslag(tmp_path):
    return Bestandsopslag(tmp_path / "bijlagen")


def tellen(database):
    with database.engine.connect() as verbinding:
        return {
            tabel.name: verbinding.execute(sa.select(sa.func.count()).select_from(tabel)).scalar()
            for tabel in SQLModel.metadata.sorted_tables
        }


def test_everything_comes_back(database, gevuld, opslag, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    stand = migraties.stand(database)
    aantallen = reservekopie.maak(database, bestand, stand, opslag).aantallen
    assert aantallen == tellen(database)
    ander = Database(f"sqlite:///{tmp_path / 'ander.db'}")
    migraties.migreer(ander)
    assert reservekopie.zet_terug(ander, bestand, stand, opslag).aantallen == aantallen
    with ander.session(write=True) as session:
        overleg = session.exec(select(Overleg)).one()
        assert overleg.notities == 'Regel een\nregel twee met "aanhaling" en emoji ✓'
        assert overleg.begint_op.tzinfo is not None
        session.add(Programma(code="nieuw", naam="Telt door", jaar_van=2025, jaar_tot=2026))
        session.commit()
    with ander.engine.connect() as verbinding, pytest.raises(sa.exc.IntegrityError, match="alleen aangevuld"):
        verbinding.execute(sa.text("DELETE FROM logboekregel"))
    ander.dispose()


def test_a_database_with_something_in_it_is_not_overwritten(database, gevuld, opslag, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    stand = migraties.stand(database)
    reservekopie.maak(database, bestand, stand, opslag)
    with pytest.raises(reservekopie.ReservekopieFout, match="lege database"):
        reservekopie.zet_terug(database, bestand, stand, opslag)


@pytest.mark.parametrize("inhoud", [b"", b"geen archief", b"\x1f\x8b" + b"0" * 40], ids=["leeg", "tekst", "kapot"])
def test_another_file_is_refused_in_a_sentence(database, opslag, tmp_path, inhoud):
    bestand = tmp_path / "iets.tar.gz"
    bestand.write_bytes(inhoud)
    with pytest.raises(reservekopie.ReservekopieFout):
        reservekopie.zet_terug(database, bestand, "0002", opslag)


def test_a_backup_of_another_version_is_refused(database, gevuld, opslag, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    reservekopie.maak(database, bestand, "0001", opslag)
    with pytest.raises(reservekopie.ReservekopieFout, match="hoort bij versie 0001"):
        reservekopie.zet_terug(database, bestand, "0002", opslag)
    assert tarfile.is_tarfile(bestand)


@pytest.fixture
def met_bijlagen(session, gevuld, opslag, petra, nu):
    """Two dossiers with one file, one with another, and one whose file was removed."""
    coalitie, actie = session.exec(select(Ontwikkelcoalitie)).one(), session.exec(select(Actie)).first()
    wie = {"door": petra, "nu": nu}
    for onderwerp, tekst in (({"coalitie": coalitie}, "a"), ({"actie": actie}, "a"), ({"actie": actie}, "b")):
        bijlage_toevoegen.toevoegen(session, opslag, naam="a.txt", inhoud=tekst.encode(), **onderwerp, **wie)
    weg = bijlage_toevoegen.toevoegen(session, opslag, naam="c.txt", inhoud=b"c", actie=actie, **wie)
    bijlage_toevoegen.verwijderen(session, opslag, weg, reden="Weg", **wie)
    vastleggen(session)


def test_the_files_come_back_as_well(database, met_bijlagen, opslag, tmp_path):
    bestand, stand = tmp_path / "kopie.tar.gz", migraties.stand(database)
    kopie = reservekopie.maak(database, bestand, stand, opslag)
    assert (kopie.bestanden, kopie.kwijt) == (2, ())
    ander, terug = Database(f"sqlite:///{tmp_path / 'ander.db'}"), Bestandsopslag(tmp_path / "terug")
    migraties.migreer(ander)
    assert reservekopie.zet_terug(ander, bestand, stand, terug) == kopie
    with ander.session() as session:
        assert {terug.lees(sha) for sha in bewaarde_bestanden(session)} == {b"a", b"b"}
    assert list(terug.alle()) == list(opslag.alle())
    ander.dispose()


def test_a_file_that_is_missing_does_not_stop_the_backup_and_is_named(database, met_bijlagen, opslag, tmp_path):
    bestand, stand = tmp_path / "kopie.tar.gz", migraties.stand(database)
    eerste, tweede = opslag.alle()
    opslag.pad(eerste).unlink()
    opslag.pad(tweede).write_bytes(b"anders")
    kopie = reservekopie.maak(database, bestand, stand, opslag)
    assert (kopie.bestanden, kopie.kwijt) == (0, (eerste, tweede))


def test_a_backup_with_another_file_inside_is_refused(database, met_bijlagen, opslag, tmp_path):
    goed, fout, stand = tmp_path / "kopie.tar.gz", tmp_path / "fout.tar.gz", migraties.stand(database)
    reservekopie.maak(database, goed, stand, opslag)
    with tarfile.open(goed) as van, tarfile.open(fout, "w:gz") as naar:
        for lid in van:
            inhoud = van.extractfile(lid).read()
            if lid.name.startswith("bijlagen/"):
                inhoud = b"z" * lid.size
            naar.addfile(lid, io.BytesIO(inhoud))
    ander = Database(f"sqlite:///{tmp_path / 'ander.db'}")
    migraties.migreer(ander)
    with pytest.raises(reservekopie.ReservekopieFout, match="niet meer wat het was"):
        reservekopie.zet_terug(ander, fout, stand, Bestandsopslag(tmp_path / "terug"))
    assert sum(tellen(ander).values()) == 0
    ander.dispose()


@pytest.mark.postgresql
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_a_backup_of_sqlite_moves_to_postgresql_and_goes_on_counting(database, gevuld, opslag, postgresql, tmp_path):
    bestand, stand = tmp_path / "kopie.tar.gz", migraties.stand(database)
    aantallen = reservekopie.maak(database, bestand, stand, opslag).aantallen
    naam = postgresql.nieuwe_database()
    ander = Database(postgresql.url(naam))
    assert reservekopie.zet_terug(ander, bestand, stand, opslag).aantallen == aantallen
    with ander.session(write=True) as session:
        session.add(Programma(code="nieuw", naam="Telt door", jaar_van=2025, jaar_tot=2026))
        session.commit()
    ander.dispose()
    postgresql.verwijder(naam)
