"""The database of `make demo`, once for all tests that look at it; what they do in it stays in a copy."""

import html
import re
import shutil
import sqlite3
from collections import deque
from pathlib import Path

import pytest
from werkzeug.exceptions import NotFound

from crm.adapters.migraties import migreer
from crm.cli.demo import vul
from crm.cli.omgeving import Omgeving
from crm.db import Database
from crm.settings import Settings
from tests.support.databases import zonder_wachten_op_de_schijf

WACHTWOORD = "voorbeeld-noord-holland"
LINK = re.compile(r'<a\b[^>]*?href="(/(?!static/|api/)[^"#]*)')


def _instellingen(map_: Path) -> Settings:
    return Settings(
        omgeving="test",
        database_url=f"sqlite:///{map_ / 'voorbeeld.db'}",
        secret_key="sleutel-voor-de-tests-van-meer-dan-32-tekens",
        var_dir=str(map_),
        snel_wachtwoord=True,
    )


@pytest.fixture(scope="session")
def voorbeeld_sjabloon(tmp_path_factory):
    """A folder with the database and the files of the example."""
    map_ = tmp_path_factory.mktemp("voorbeeld")
    omgeving = Omgeving(_instellingen(map_), als_json=True)
    migreer(omgeving.database)
    vul(omgeving)
    omgeving.sluit()
    with sqlite3.connect(map_ / "voorbeeld.db") as verbinding:
        verbinding.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return map_


@pytest.fixture
def voorbeeld(toepassing, voorbeeld_sjabloon, tmp_path, nu):
    """The application on the example, two weeks after the third quarter."""
    map_ = tmp_path / "var"
    shutil.copytree(voorbeeld_sjabloon, map_)
    instellingen = _instellingen(map_)
    database = Database(instellingen.database_url)
    zonder_wachten_op_de_schijf(database)
    with toepassing.op(instellingen, database, nu) as app:
        yield app
    database.dispose()


def meld_aan(app, email):
    """A client that is signed in as this fictional colleague."""
    client = app.test_client()
    merk = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/aanmelden").text)[1]
    gegevens = {"csrf_token": merk, "email": email, "wachtwoord": WACHTWOORD}
    assert client.post("/aanmelden", data=gegevens).status_code == 302
    return client


def wandel(app, bezoek, *, per_soort=2, deel="/"):
    """Follows the links from the front page (of this part of the site), to at most so many pages of every route.

    `bezoek(adres)` goes there and gives the answer; every address it was called with comes back, by route.
    """
    wegen = app.url_map.bind("localhost")
    gezien, rij = {deel}, deque([deel])
    bezocht: dict[str, list[str]] = {}
    while rij:
        adres = rij.popleft()
        try:
            soort, _ = wegen.match(adres.partition("?")[0], method="GET")
        except NotFound:
            soort = "een pagina die niet bestaat"
        if len(bezocht.setdefault(soort, [])) >= per_soort:
            continue
        bezocht[soort].append(adres)
        antwoord = bezoek(adres)
        if antwoord.mimetype == "text/html":
            nieuw = [html.unescape(link) for link in LINK.findall(antwoord.text)]
            # Drawing a document takes seconds, and has tests of its own.
            rij.extend(
                link
                for link in dict.fromkeys(nieuw)
                if link not in gezien and link.startswith(deel) and not link.endswith("/pdf")
            )
            gezien.update(nieuw)
    return bezocht
