"""The command: what it does, what it refuses, and what a machine gets from it."""

import hashlib
import json
import os
import subprocess
import sys

import pytest
from click.testing import CliRunner
from sqlmodel import func, select

from crm.adapters.bestandsopslag import Bestandsopslag
from crm.cli import crm
from crm.models import Bijlage, Gebruiker, Overleg, Partnerafspraak, Programma
from crm.settings import InstellingFout, Settings
from tests.factories import maak


@pytest.fixture
def draai(database, tmp_path):
    """Runs `crm …` on this database; errors of the house come out as they are raised."""

    def doe(*woorden, invoer=None):
        omgeving = {
            "CRM_DATABASE_URL": database.url.render_as_string(hide_password=False),
            "CRM_VAR_DIR": str(tmp_path / "var"),
            "CRM_SNEL_WACHTWOORD": "ja",
            "CRM_OMGEVING": "test",
        }
        return CliRunner().invoke(crm, [str(woord) for woord in woorden], env=omgeving, input=invoer)

    return doe


def test_an_account_is_made_and_listed(draai, database):
    gemaakt = draai(
        "gebruiker", "toevoegen", "ana@voorbeeld.invalid", "--naam", "Ana", "--rol", "lezer", "--rol", "beheerder",
        invoer="vier losse woorden\nvier losse woorden\n",
    )  # fmt: skip
    assert gemaakt.exit_code == 0, gemaakt.output
    lijst = json.loads(draai("--json", "gebruiker", "lijst").output)
    ana = next(g for g in lijst["gebruikers"] if g["email"] == "ana@voorbeeld.invalid")
    assert sorted(ana["rollen"]) == ["beheerder", "lezer"]


def test_a_short_password_makes_no_account(draai, database):
    uitkomst = draai(
        "gebruiker", "toevoegen", "ana@voorbeeld.invalid", "--naam", "Ana", "--rol", "lezer", invoer="kort\nkort\n"
    )
    assert uitkomst.exit_code == 1
    assert "12 tekens" in str(uitkomst.exception)
    with database.session() as session:
        assert session.exec(select(func.count()).select_from(Gebruiker)).one() == 0


def test_a_trial_reads_and_keeps_nothing(draai, database):
    draai("inlezen", "organisaties", "organisaties")
    proef = draai("inlezen", "agenda", "agenda-economie-2025-2028", "--proef")
    assert proef.exit_code == 0, proef.output
    assert "Proef: er is niets veranderd." in proef.output
    with database.session() as session:
        assert session.exec(select(Programma)).all() == []


def test_reading_twice_changes_nothing(draai):
    draai("inlezen", "organisaties", "organisaties")
    draai("inlezen", "agenda", "agenda-arbeidsmarkt-2021-2023")
    tweede = json.loads(draai("--json", "inlezen", "agenda", "agenda-arbeidsmarkt-2021-2023").output)
    assert tweede["aantallen"]["nieuw"] == tweede["aantallen"]["gewijzigd"] == 0


def test_a_file_that_is_not_there_is_named_with_what_is(draai):
    uitkomst = draai("inlezen", "agenda", "bestaat-niet")
    assert uitkomst.exit_code == 2
    assert "agenda-economie-2025-2028" in uitkomst.output


def test_a_quarter_that_does_not_exist_is_refused(draai):
    uitkomst = draai("rapportage", "kwartaal", "2026-K5")
    assert uitkomst.exit_code == 1
    assert "geen kwartaal" in str(uitkomst.exception)


def test_the_doctor_says_what_to_do(draai):
    uitkomst = draai("doctor")
    assert uitkomst.exit_code == 1
    assert "Niemand kan zich aanmelden: crm gebruiker toevoegen." in uitkomst.output
    assert "start crm scheduler" in uitkomst.output


def test_a_backup_is_for_your_eyes_and_replaces_nothing_unasked(draai, tmp_path):
    bestand = tmp_path / "kopie.tar.gz"
    assert draai("backup", bestand).exit_code == 0
    assert bestand.stat().st_mode & 0o777 == 0o600
    assert "bestaat al" in draai("backup", bestand).output
    assert draai("backup", bestand, "--overschrijf").exit_code == 0
    assert draai("backup", "/dev/null", "--overschrijf").exit_code == 1


@pytest.mark.parametrize(
    ("omgeving", "zin"),
    [
        ({"CRM_DATABASE_URL": "mysql://x/y"}, "De database geeft niet thuis"),
        ({"CRM_DATABASE_URL": "postgresql+psycopg://127.0.0.1:1/x"}, "De database geeft niet thuis"),
        ({"CRM_VAR_DIR": "/proc/nergens"}, "Dat lukt niet"),
    ],
    ids=["soort", "onbereikbaar", "map"],
)
def test_an_outage_is_a_sentence_and_not_a_traceback(omgeving, zin):
    uitkomst = subprocess.run(
        [sys.executable, "-c", "from crm.cli import main; main()", "migrate"],
        env=os.environ | omgeving,
        capture_output=True,
        text=True,
        check=False,
    )
    assert uitkomst.returncode == 1
    assert zin in uitkomst.stderr
    assert "Traceback" not in uitkomst.stderr


def test_the_doctor_misses_a_file_that_is_gone_and_sees_one_that_was_changed(draai, database, tmp_path):
    opslag = Bestandsopslag(tmp_path / "var" / "bijlagen")
    with database.transaction() as session:
        for naam, inhoud in (("heel.txt", b"a"), ("stuk.txt", b"b"), ("weg.txt", b"c")):
            maak(session, Bijlage, naam=naam, sha256=opslag.bewaar(inhoud))
    opslag.bewaar(b"van niemand")
    uitkomst = draai("doctor").output
    assert "3 bijlagen in de opslag, heel en ongewijzigd; 1 bijlage van geen dossier meer" in uitkomst
    opslag.wis(hashlib.sha256(b"c").hexdigest())
    opslag.pad(hashlib.sha256(b"b").hexdigest()).write_bytes(b"x")
    uitkomst = draai("doctor").output
    assert "‘weg.txt’ is kwijt" in uitkomst
    assert "‘stuk.txt’ is beschadigd" in uitkomst
    assert "heel.txt" not in uitkomst
    kopie = json.loads(draai("--json", "backup", tmp_path / "kopie.tar.gz").output)
    assert (kopie["bestanden"], len(kopie["kwijt"])) == (1, 2)


def test_a_backup_goes_back_where_nothing_is(draai, tmp_path):
    draai("inlezen", "organisaties", "organisaties")
    assert draai("backup", tmp_path / "kopie.tar.gz").exit_code == 0
    terug = draai("restore", tmp_path / "kopie.tar.gz")
    assert terug.exit_code == 1
    assert "lege database" in terug.output


@pytest.mark.parametrize(
    ("omgeving", "zin"),
    [
        ({"CRM_OMGEVING": "productie"}, "CRM_SECRET_KEY"),
        ({"CRM_OMGEVING": "productie", "CRM_SECRET_KEY": "x" * 40}, "https"),
        ({"CRM_OMGEVING": "ergens"}, "CRM_OMGEVING"),
        ({"CRM_SESSIE_UREN": "veel"}, "geheel getal"),
        ({"CRM_BIJLAGE_MAX_MB": "0"}, "tussen 1 en 500"),
    ],
)
def test_settings_that_are_not_safe_are_refused(omgeving, zin):
    with pytest.raises(InstellingFout, match=zin):
        Settings.from_env(omgeving)


OVERLEG = """
onderwerp: Voortgang
begintOp: 2026-10-13T10:00
aanwezigen:
  - {naam: Çelik, organisatieNaam: Voorbeeldcollege, organisatieHelix: onderwijs}
afspraken:
  - {organisatieNaam: Voorbeeldcollege, organisatieHelix: onderwijs, omschrijving: Uren, soort: uren,
     eenheid: uren, hoeveelheid: "8", uiterlijk: 2027-02-01}
"""


@pytest.fixture
def petra(draai):
    woorden = ("gebruiker", "toevoegen", "petra@voorbeeld.invalid", "--naam", "Petra", "--rol", "programmamanager")
    draai(*woorden, invoer="vier losse woorden\nvier losse woorden\n")
    return "petra@voorbeeld.invalid"


def test_a_meeting_is_logged_from_a_file_in_dutch_time(draai, database, petra, tmp_path):
    bestand = tmp_path / "overleg.yaml"
    bestand.write_text(OVERLEG, encoding="utf-8")
    proef = draai("overleg", "vastleggen", bestand, "--als", petra, "--proef")
    assert "er is niets vastgelegd" in proef.output, proef.output
    gedaan = draai("overleg", "vastleggen", bestand, "--als", petra)
    assert gedaan.exit_code == 0, gedaan.exception
    with database.session() as session:
        overleg = session.exec(select(Overleg)).one()
        assert overleg.begint_op.isoformat() == "2026-10-13T08:00:00+00:00"
        assert session.exec(select(Partnerafspraak.hoeveelheid)).one() == 8


def test_a_meeting_with_faults_names_their_lines_and_keeps_nothing(draai, database, petra, tmp_path):
    bestand = tmp_path / "overleg.yaml"
    bestand.write_text(OVERLEG.replace('"8"', "veel").replace("Voortgang", ""), encoding="utf-8")
    uitkomst = draai("overleg", "vastleggen", bestand, "--als", petra)
    assert uitkomst.exit_code == 1
    assert "overleg.yaml:2" in str(uitkomst.exception)
    assert "overleg.yaml:8" in str(uitkomst.exception)
    with database.session() as session:
        assert session.exec(select(Overleg)).all() == []


def test_migrating_adds_the_default_rules_once(draai, database):
    eerste = json.loads(draai("--json", "migrate").output)
    tweede = json.loads(draai("--json", "migrate").output)
    assert (eerste["herinneringsregels"], tweede["herinneringsregels"]) == (16, 0)
