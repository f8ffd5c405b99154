"""`crm herinneren` and what `crm doctor` says about the scheduler and the mail."""

import datetime as dt
import json
import logging

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from sqlmodel import SQLModel, select

from crm.cli import crm
from crm.db import utc_nu
from crm.models import (
    Bericht,
    BerichtSoort,
    BerichtStatus,
    Herinneringsregel,
    OnbestelbaarAdres,
    Ontvangerrol,
    Partnerafspraak,
    RegelOnderwerp,
    Regelstap,
    Taakloop,
)
from tests.factories import maak, maak_gebruiker


@pytest.fixture
def draai(database, tmp_path):
    def doe(*woorden, **meer):
        omgeving = {
            "CRM_DATABASE_URL": database.url.render_as_string(hide_password=False),
            "CRM_VAR_DIR": str(tmp_path / "var"),
            "CRM_OMGEVING": "test",
            "CRM_MAIL_URL": f"file://{tmp_path}/mail",
            **meer,
        }
        return CliRunner().invoke(crm, [str(woord) for woord in woorden], env=omgeving)

    return doe


@pytest.fixture
def afspraak(database, nu):
    """A promise that is due on Friday 16 October, owned by Ana, and a rule that says so two days ahead."""
    with database.transaction() as session:
        ana = maak_gebruiker(session, "Ana", "programmamanager")
        regel = maak(session, Herinneringsregel, code="afspraak", onderwerp=RegelOnderwerp.AFSPRAAK)
        maak(session, Regelstap, regel=None, regel_id=regel.id, volgnummer=1, dagen=-2, rang=-20, ontvanger=Ontvangerrol.EIGENAAR)
        afspraak = maak(session, Partnerafspraak, uiterlijk=dt.date(2026, 10, 16), eigenaar_id=ana.id)
        afspraak.bevestigen(dt.date(2026, 9, 1))
        return afspraak


def berichten(database):
    with database.session() as session:
        return session.exec(select(Bericht)).all()


def alle_rijen(database):
    """Everything that is kept."""
    with database.session() as session:
        return {
            naam: sorted(map(repr, session.execute(sa.select(tabel))))
            for naam, tabel in SQLModel.metadata.tables.items()
        }


def test_a_trial_says_what_would_go_to_whom_and_why_and_keeps_nothing(draai, database, afspraak, tmp_path):
    with database.transaction() as session:
        maak(session, Bericht, soort=BerichtSoort.MELDING, aan="bo@voorbeeld.invalid", aan_naam="Bo", onderwerpregel="Uitnodiging",
             volgende_poging_op=dt.datetime(2026, 10, 14, tzinfo=dt.UTC))  # fmt: skip
        maak(session, Bericht, soort=BerichtSoort.MELDING, aan="cees@voorbeeld.invalid", aan_naam="Cees", onderwerpregel="Kon niet weg",
             volgende_poging_op=dt.datetime(2026, 10, 14, 8, tzinfo=dt.UTC), pogingen=1)  # fmt: skip
    eerder = alle_rijen(database)
    proef = draai("herinneren", "--nu", "2026-10-14T09:00", "--proef")
    assert proef.exit_code == 0, proef.output
    assert "Ana <ana@voorbeeld.invalid>" in proef.output
    assert "U krijgt dit omdat" in proef.output
    assert "(regel afspraak v1, -2 kalenderdagen)" in proef.output
    assert "Bo <bo@voorbeeld.invalid>: Uitnodiging" in proef.output
    assert "Cees <cees@voorbeeld.invalid>: Kon niet weg (melding), niet eerder dan 14-10-2026 10:00" in proef.output
    assert "2 mails zouden nu uitgaan" in proef.output
    assert "Er is niets veranderd." in proef.output
    gegevens = json.loads(draai("--json", "herinneren", "--nu", "2026-10-14T09:00", "--proef").stdout)
    ana, bo = gegevens["berichten"]
    assert (ana["aan"], ana["herinneringen"][0]["regel"]) == ("ana@voorbeeld.invalid", "afspraak v1")
    assert (bo["naam"], bo["herinneringen"], gegevens["later"][0]["naam"]) == ("Bo", [], "Cees")
    assert alle_rijen(database) == eerder
    assert not (tmp_path / "mail").exists()


def test_before_the_hour_of_the_digest_it_waits(draai, afspraak):
    proef = draai("herinneren", "--nu", "2026-10-14T06:30", "--proef")
    assert "0 mails zouden nu uitgaan" in proef.output
    assert "Ana <ana@voorbeeld.invalid>: 1 herinnering wacht op een latere mail" in proef.output


def test_it_goes_out_once_however_often_it_is_asked(draai, database, afspraak, tmp_path):
    eerste = json.loads(draai("--json", "herinneren", "--nu", "2026-10-14T09:00").stdout)
    assert eerste["versturen"]["verzonden"] == 1
    tweede = draai("herinneren", "--nu", "2026-10-14T09:10")
    assert tweede.exit_code == 0
    assert "niets verzonden" in tweede.output
    assert [bericht.status for bericht in berichten(database)] == [BerichtStatus.VERZONDEN]
    assert len(list((tmp_path / "mail").glob("*.eml"))) == 1


def test_another_moment_is_for_trials_where_mail_is_real(draai, database, afspraak, tmp_path):
    echt = {"CRM_OMGEVING": "productie", "CRM_SECRET_KEY": "sleutel-voor-de-tests-van-meer-dan-32-tekens",
            "CRM_BASE_URL": "https://aanjager.voorbeeld.invalid"}  # fmt: skip
    uit = draai("herinneren", "--nu", "2026-10-14T09:00", **echt)
    assert uit.exit_code == 2
    assert "Gebruik --nu samen met --proef" in uit.output
    assert (berichten(database), (tmp_path / "mail").exists()) == ([], False)
    assert draai("herinneren", "--nu", "2026-10-14T09:00", "--proef", **echt).exit_code == 0


def test_who_types_a_command_reads_the_answer_and_the_scheduler_keeps_a_log(draai, database, monkeypatch):
    niveaus = []
    monkeypatch.setattr(logging, "basicConfig", lambda **anders: niveaus.append(anders["level"]))
    for woorden in (["herinneren", "--proef"], ["scheduler", "--eenmaal", "versturen"]):
        assert draai(*woorden).exit_code == 0
    assert niveaus == [logging.WARNING, logging.INFO]


def test_without_a_moment_it_counts_as_a_run_of_the_scheduler(draai, database):
    for keer in (1, 2):
        assert draai("herinneren").exit_code == 0
        with database.session() as session:
            lopen = {loop.taak: loop.keren for loop in session.exec(select(Taakloop))}
        assert lopen == {"herinneren": keer, "versturen": keer}


def test_a_server_that_is_away_is_said_and_is_an_exit_code(draai, database, afspraak):
    uit = draai("herinneren", "--nu", "2026-10-14T09:00", CRM_MAIL_URL="smtp://127.0.0.1:1")
    assert uit.exit_code == 1
    assert "niet bereikbaar" in uit.output
    assert [bericht.status for bericht in berichten(database)] == [BerichtStatus.KLAAR]


@pytest.mark.parametrize("moment", ["gisteren", "2026-13-01T09:00", "0001-01-01T00:00", "9999-12-31T23:59", ""])
def test_a_moment_that_is_none_is_refused(draai, moment):
    uit = draai("herinneren", "--nu", moment, "--proef")
    assert uit.exit_code == 2
    assert "tijdstip" in uit.output or "jaar" in uit.output


def test_doctor_says_that_the_scheduler_never_ran(draai, database):
    assert "heeft nog nooit gelopen" in draai("doctor").output


def test_doctor_says_what_runs_what_waits_and_what_failed(draai, database, tmp_path):
    nu = utc_nu()
    with database.transaction() as session:
        for taak, geleden in (("versturen", 2), ("herinneren", 45), ("opruimen", 60), ("kwartaalconcepten", 60)):
            begon = nu - dt.timedelta(minutes=geleden)
            session.add(Taakloop(taak=taak, slot=f"{nu:%Y-%m-%d}", begonnen_op=begon, klaar_op=begon, uitkomst="gedaan",
                                 is_mislukt=taak == "opruimen"))  # fmt: skip
        maak(session, Bericht, aangemaakt_op=nu - dt.timedelta(hours=3), volgende_poging_op=nu)
        maak(session, Bericht, status=BerichtStatus.MISLUKT, fout="550")
        maak(session, OnbestelbaarAdres)
    uit = draai("doctor", CRM_MAIL_OMLEIDEN="proef@voorbeeld.invalid").output
    assert "De taak versturen liep het laatst" in uit
    assert "De taak herinneren liep het laatst" in uit
    assert "draait crm scheduler nog?" in uit
    assert "De taak opruimen is op" in uit
    assert "1 mail wacht op verzending" in uit
    assert "1 al langer dan twee uur" in uit
    assert "1 mail is niet verzonden" in uit
    assert "Op 1 adres komt geen mail aan" in uit
    assert "Alle mail gaat naar proef@voorbeeld.invalid" in uit
    assert "wordt bewaard als bestand" in uit


def test_doctor_tries_whether_mail_can_go(draai, database):
    uit = draai("doctor", CRM_MAIL_URL="smtp://127.0.0.1:1").output
    assert "LET OP  De mailserver 127.0.0.1:1 is niet bereikbaar" in uit
    assert "CRM_MAIL_URL moet met" in draai("doctor", CRM_MAIL_URL="mail.provincie.nl").output


def test_doctor_names_settings_of_the_example_once_mail_goes_to_real_people(draai, database):
    uit = draai("doctor", CRM_MAIL_URL="smtp://127.0.0.1:1").output
    for variabele in ("CRM_MAIL_VAN", "CRM_BEHEER_EMAIL", "CRM_BASE_URL"):
        assert f"; zet {variabele}." in uit
        assert f"; zet {variabele}." not in draai("doctor").output
    eigen = {
        "CRM_MAIL_VAN": "Aanjager <aanjager@provincie.example>", "CRM_BEHEER_EMAIL": "beheer@provincie.example",
        "CRM_BASE_URL": "https://aanjager.provincie.example", "CRM_MAIL_URL": "smtp://127.0.0.1:1",
        "CRM_SECRET_KEY": "sleutel-voor-de-tests-van-meer-dan-32-tekens",
    }  # fmt: skip
    assert "; zet CRM_" not in draai("doctor", **eigen).output
