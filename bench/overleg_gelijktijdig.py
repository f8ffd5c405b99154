"""Eight clients save meetings at once for ten seconds, against a real server on SQLite: how many, how fast, how many errors.

Run: python bench/overleg_gelijktijdig.py [seconds] [clients]
"""

import datetime as dt
import json
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import uuid
from collections import Counter

from crm.adapters.migraties import migreer
from crm.db import Database, utc_nu
from crm.models import Helix
from crm.workflows import gebruiker_beheren, organisatie_bijhouden

SECONDEN = int(sys.argv[1]) if len(sys.argv) > 1 else 10
KLANTEN = int(sys.argv[2]) if len(sys.argv) > 2 else 8


def bereid_voor(url: str) -> str:
    """An empty house with two partners and a key."""
    database = Database(url)
    migreer(database)
    with database.transaction() as session:
        systeem = gebruiker_beheren.systeemgebruiker(session)
        for naam in ("Voorbeeldbedrijf Noord", "Voorbeeldcollege"):
            organisatie_bijhouden.toevoegen(session, naam=naam, helix=Helix.BEDRIJF, door=systeem, nu=utc_nu())
        _, teken = gebruiker_beheren.token_maken(session, systeem, "meting", door=systeem, nu=utc_nu())
    database.dispose()
    return teken


def overleg() -> bytes:
    """A meeting with 8 participants, 3 action points and 2 partnerafspraken."""
    begin = (dt.datetime.now(dt.UTC) - dt.timedelta(hours=1)).isoformat()
    partners = ["Voorbeeldbedrijf Noord", "Voorbeeldcollege"]
    return json.dumps(
        {
            "kenmerk": str(uuid.uuid4()),
            "onderwerp": "Proefoverleg",
            "begintOp": begin,
            "aanwezigen": [{"naam": f"Deelnemer {n}", "organisatieNaam": partners[n % 2]} for n in range(8)],
            "actiepunten": [{"omschrijving": f"Punt {n}", "eigenaarNaam": "Iemand"} for n in range(3)],
            "afspraken": [
                {
                    "organisatieNaam": partner,
                    "omschrijving": "Stageplekken",
                    "soort": "stages",
                    "eenheid": "plekken",
                    "hoeveelheid": "4",
                    "uiterlijk": "2027-01-01",
                }
                for partner in partners
            ],
        }
    ).encode()


def klant(adres: str, teken: str, tot: float, uitkomsten: list[tuple[int, float]]) -> None:
    while time.monotonic() < tot:
        vraag = urllib.request.Request(
            f"{adres}/api/v1/overleggen",
            overleg(),
            {"Content-Type": "application/json", "Authorization": f"Bearer {teken}"},
        )
        begin = time.monotonic()
        try:
            with urllib.request.urlopen(vraag, timeout=30) as antwoord:
                status = antwoord.status
        except urllib.error.HTTPError as fout:
            status = fout.code
            if status != 201 and not any(s == status for s, _ in uitkomsten):
                print(status, fout.read()[:400])
        uitkomsten.append((status, time.monotonic() - begin))


def wacht_op(adres: str) -> None:
    for _ in range(100):
        try:
            urllib.request.urlopen(f"{adres}/healthz", timeout=1)
            return
        except OSError:
            time.sleep(0.1)
    raise SystemExit("de server startte niet")


def main() -> None:
    with tempfile.TemporaryDirectory() as map_, socket.socket() as vrij:
        url = os.environ.get("CRM_DATABASE_URL") or f"sqlite:///{map_}/meting.db"
        teken = bereid_voor(url)
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
        vrij.close()
        omgeving = os.environ | {"CRM_DATABASE_URL": url, "CRM_VAR_DIR": map_}
        opdracht = [sys.executable, "-c", "from crm.cli import main; main()", "serve", f"--poort={poort}"]
        server = subprocess.Popen(opdracht, env=omgeving, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        try:
            adres = f"http://127.0.0.1:{poort}"
            wacht_op(adres)
            uitkomsten: list[tuple[int, float]] = []
            tot = time.monotonic() + SECONDEN
            draden = [threading.Thread(target=klant, args=(adres, teken, tot, uitkomsten)) for _ in range(KLANTEN)]
            for draad in draden:
                draad.start()
            for draad in draden:
                draad.join()
        finally:
            server.terminate()
            server.wait(timeout=10)
    tijden = sorted(duur for _, duur in uitkomsten)
    print(f"{KLANTEN} clients, {SECONDEN} s: {len(uitkomsten)} saves, by status {dict(Counter(s for s, _ in uitkomsten))}")
    print(
        f"seconds per save: median {statistics.median(tijden):.3f}, p95 {tijden[int(len(tijden) * 0.95)]:.3f}, "
        f"max {tijden[-1]:.3f}"
    )
    sys.exit(0 if all(status == 201 for status, _ in uitkomsten) else 1)


if __name__ == "__main__":
    main()
