"""`crm serve` as it runs at a province: the real server, and what it writes down."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import uuid
from contextlib import suppress

import pytest

from crm.adapters.tekens import Tekenaar
from tests.support import databases

SLEUTEL = "een-lange-sleutel-die-niemand-raadt"
GEHEIM = "sleutel-voor-de-tests-van-meer-dan-32-tekens"
ADRESSEN = [f"/p/{SLEUTEL}", f"/uitschrijven/{SLEUTEL}", f"/agenda/{SLEUTEL}/mijn-agenda.ics"]


@pytest.mark.slow
def test_the_log_of_requests_of_the_real_server_has_no_keys(sqlite_sjabloon, tmp_path):
    """`crm serve` with everything that gunicorn can write about a request, Referer and debug lines as well."""
    with socket.socket() as los:
        los.bind(("127.0.0.1", 0))
        poort = los.getsockname()[1]
    omgeving = os.environ | {
        "CRM_DATABASE_URL": databases.kopieer_sqlite(sqlite_sjabloon, tmp_path),
        "CRM_SECRET_KEY": GEHEIM,
        "CRM_VAR_DIR": str(tmp_path),
        "GUNICORN_CMD_ARGS": "--access-logfile=- --log-level=debug",
    }
    opdracht = [sys.executable, "-c", "from crm.cli import main; main()", "serve", "--poort", str(poort), "--werkers", "1"]
    echt = Tekenaar(GEHEIM).teken("partner", uuid.uuid4())
    adressen = [*ADRESSEN, f"/p/{echt}", f"/zoeken?q=%2Fp%2F{echt}"]
    with subprocess.Popen(opdracht, env=omgeving, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True) as server:
        try:
            _wacht_op(poort)
            for adres in adressen:
                vraag = urllib.request.Request(f"http://127.0.0.1:{poort}{adres}", headers={"Referer": f"http://x{adres}"})
                with suppress(urllib.error.HTTPError):  # a 404 is written down as well
                    urllib.request.urlopen(vraag).close()
        finally:
            server.terminate()
            tekst = server.communicate(timeout=60)[0]
    assert 'GET /p/… HTTP/1.1" 404' in tekst, tekst
    assert "/agenda/…/mijn-agenda.ics" in tekst
    assert "Control socket listening" not in tekst
    assert SLEUTEL not in tekst
    assert echt not in tekst


def _wacht_op(poort):
    tot = time.monotonic() + 60
    while time.monotonic() < tot:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{poort}/healthz", timeout=10):
                return
        except OSError:
            time.sleep(0.1)
    raise AssertionError("de server kwam niet op")
